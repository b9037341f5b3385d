//! Build automation: `cargo xtask serve | test | ...`.
fn main() {}
