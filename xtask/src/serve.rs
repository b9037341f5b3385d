//! Serves the built page on this machine alone, by Vite's preview: its headers stand in `www/serving.ts`.

use crate::{tools, www};

/// Where the page is served if nobody asks for another port; taken ports are passed over.
const PORT: u16 = 4173;

/// Builds the page and serves it until the process ends.
pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    let port = match arguments {
        [] => PORT,
        [flag, port] if flag == "--port" => port
            .parse()
            .map_err(|_| format!("`{port}` is no port; write a number up to 65535"))?,
        _ => return Err(String::from("usage: cargo xtask serve [--port N]")),
    };
    www::build()?;
    tools::step("the page, until Ctrl+C");
    tools::run(
        tools::node_tool("vite")
            .args(["preview", "--host", "127.0.0.1", "--port"])
            .arg(port.to_string()),
    )
}
