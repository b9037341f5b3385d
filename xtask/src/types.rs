//! The types of the engine's JSON for TypeScript, written from the Rust ones so that the two cannot drift apart.
//!
//! It reads the plain part of the language that they are written in: structs with named fields and enums
//! without data, with serde's `rename`, `rename_all` and `skip_serializing_if`. Anything else is an error here.

use std::fmt::Write;

use syn::{Attribute, Expr, Fields, GenericArgument, Item, Lit, PathArguments, Type};

use crate::tools;

/// A file of types, what it holds, and the Rust that it is written from.
struct Target {
    file: &'static str,
    holds: &'static str,
    sources: &'static [&'static str],
}

const TARGETS: [Target; 3] = [
    Target {
        file: "www/src/report.ts",
        holds: "The report's types",
        sources: &["src/report/mod.rs"],
    },
    Target {
        file: "www/src/library.ts",
        holds: "The types of what a library says, and of what is said of it",
        sources: &[
            "src/library/view.rs",
            "src/library/note.rs",
            "src/library/values.rs",
            "src/proof/mod.rs",
        ],
    },
    Target {
        file: "www/src/live.ts",
        holds: "The types of a document that is being edited",
        sources: &["src/live/block.rs"],
    },
];

/// Writes the types.
pub(crate) fn write() -> Result<(), String> {
    for target in &TARGETS {
        std::fs::write(tools::root().join(target.file), generate(target)?)
            .map_err(|error| format!("{} cannot be written: {error}", target.file))?;
    }
    Ok(())
}

/// Fails where a file is not what [`write`] would make it.
pub(crate) fn check() -> Result<(), String> {
    for target in &TARGETS {
        let there = std::fs::read_to_string(tools::root().join(target.file)).unwrap_or_default();
        if there != generate(target)? {
            return Err(format!(
                "{} is not what {} says; run `cargo xtask types` and commit it",
                target.file,
                target.sources.join(", ")
            ));
        }
    }
    Ok(())
}

fn generate(target: &Target) -> Result<String, String> {
    let mut out = format!(
        "/**\n * {}. Written by `cargo xtask types` from {}; a change belongs there.\n */\n",
        target.holds,
        target.sources.join(", ")
    );
    for name in target.sources {
        let source = std::fs::read_to_string(tools::root().join(name))
            .map_err(|error| format!("{name} cannot be read: {error}"))?;
        out.push_str(&typescript(&source).map_err(|error| format!("{name}: {error}"))?);
    }
    Ok(out)
}

fn typescript(source: &str) -> Result<String, String> {
    let file = syn::parse_file(source).map_err(|error| error.to_string())?;
    let mut out = String::new();
    for item in &file.items {
        match item {
            Item::Struct(item) if is_serialized(&item.attrs) => {
                let Fields::Named(fields) = &item.fields else {
                    return Err(format!("{} has no named fields", item.ident));
                };
                let _ = write!(
                    out,
                    "\n{}export interface {} {{\n",
                    doc(&item.attrs, ""),
                    item.ident
                );
                for field in &fields.named {
                    let name = field
                        .ident
                        .as_ref()
                        .map(ToString::to_string)
                        .unwrap_or_default();
                    let name = serde_text(&field.attrs, "rename").unwrap_or(name);
                    let kind = type_of(&field.ty)?;
                    let (mark, kind) = if serde_text(&field.attrs, "skip_serializing_if").is_some()
                    {
                        ("?", kind.trim_end_matches(" | null"))
                    } else {
                        ("", kind.as_str())
                    };
                    let _ = writeln!(out, "{}  {name}{mark}: {kind};", doc(&field.attrs, "  "));
                }
                out.push_str("}\n");
            }
            Item::Enum(item) if is_serialized(&item.attrs) => {
                let case = serde_text(&item.attrs, "rename_all").unwrap_or_default();
                let _ = write!(
                    out,
                    "\n{}export type {} =",
                    doc(&item.attrs, ""),
                    item.ident
                );
                let names: Vec<String> = item
                    .variants
                    .iter()
                    .map(|variant| format!("\"{}\"", recase(&variant.ident.to_string(), &case)))
                    .collect();
                let _ = writeln!(out, " {};", names.join(" | "));
            }
            _ => {}
        }
    }
    Ok(out)
}

/// The TypeScript for a Rust type; an error for one that is not used yet.
fn type_of(kind: &Type) -> Result<String, String> {
    let path = match kind {
        Type::Reference(reference) => return type_of(&reference.elem),
        Type::Slice(slice) => return Ok(list_of(&type_of(&slice.elem)?)),
        Type::Path(path) => &path.path,
        _ => {
            return Err(String::from(
                "a type that `cargo xtask types` does not know",
            ));
        }
    };
    let Some(last) = path.segments.last() else {
        return Err(String::from("a type without a name"));
    };
    let name = last.ident.to_string();
    let inner: Vec<String> = match &last.arguments {
        PathArguments::AngleBracketed(arguments) => arguments
            .args
            .iter()
            .filter_map(|argument| match argument {
                GenericArgument::Type(kind) => Some(type_of(kind)),
                _ => None,
            })
            .collect::<Result<_, _>>()?,
        _ => Vec::new(),
    };
    Ok(match (name.as_str(), inner.as_slice()) {
        ("String" | "str", []) => String::from("string"),
        ("bool", []) => String::from("boolean"),
        ("u8" | "u16" | "u32" | "usize" | "i32" | "f64", []) => String::from("number"),
        ("Value", []) => String::from("unknown"),
        ("Option", [inner]) => format!("{inner} | null"),
        ("Vec", [inner]) => list_of(inner),
        ("BTreeMap", [key, value]) => format!("Record<{key}, {value}>"),
        (_, []) => name,
        _ => {
            return Err(format!(
                "`{name}` is a type that `cargo xtask types` does not know"
            ));
        }
    })
}

fn list_of(inner: &str) -> String {
    if inner.contains(' ') {
        format!("({inner})[]")
    } else {
        format!("{inner}[]")
    }
}

fn is_serialized(attributes: &[Attribute]) -> bool {
    let mut found = false;
    for attribute in attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("derive"))
    {
        // A derive list that does not parse is the compiler's to report.
        let _ = attribute.parse_nested_meta(|meta| {
            found |= meta
                .path
                .segments
                .last()
                .is_some_and(|last| last.ident == "Serialize");
            Ok(())
        });
    }
    found
}

/// The text of `#[serde(KEY = "...")]`.
fn serde_text(attributes: &[Attribute], key: &str) -> Option<String> {
    let mut found = None;
    for attribute in attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("serde"))
    {
        let _ = attribute.parse_nested_meta(|meta| {
            let wanted = meta.path.is_ident(key);
            if let Ok(value) = meta.value() {
                let text: syn::LitStr = value.parse()?;
                if wanted {
                    found = Some(text.value());
                }
            }
            Ok(())
        });
    }
    found
}

fn doc(attributes: &[Attribute], indent: &str) -> String {
    let mut lines = Vec::new();
    for attribute in attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("doc"))
    {
        if let syn::Meta::NameValue(meta) = &attribute.meta
            && let Expr::Lit(literal) = &meta.value
            && let Lit::Str(text) = &literal.lit
        {
            lines.push(text.value().trim().replace("[`", "`").replace("`]", "`"));
        }
    }
    match lines.as_slice() {
        [] => String::new(),
        [line] => format!("{indent}/** {line} */\n"),
        lines => {
            let body: String = lines
                .iter()
                .map(|line| format!("{indent} * {line}\n").replace(" * \n", " *\n"))
                .collect();
            format!("{indent}/**\n{body}{indent} */\n")
        }
    }
}

fn recase(name: &str, case: &str) -> String {
    let separator = match case {
        "snake_case" => '_',
        "kebab-case" => '-',
        _ => return name.to_owned(),
    };
    let mut out = String::new();
    for (index, letter) in name.chars().enumerate() {
        if letter.is_uppercase() && index > 0 {
            out.push(separator);
        }
        out.extend(letter.to_lowercase());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn structs_and_enums_become_types() {
        let source = "
            /// A thing.
            #[derive(Clone, Serialize)]
            pub struct Thing<'a> {
                /// Its place.
                #[serde(rename = \"where\")]
                pub place: Option<&'static str>,
                #[serde(skip_serializing_if = \"Option::is_none\")]
                pub parts: Option<Vec<Part>>,
                pub notes: std::collections::BTreeMap<String, usize>,
                pub names: &'a [Name<'a>],
            }
            #[derive(serde::Serialize)]
            #[serde(rename_all = \"kebab-case\")]
            pub enum Part { First, ThirdParty }
            pub struct Hidden { pub x: u8 }
        ";
        let written = typescript(source).unwrap();
        assert_eq!(
            written,
            "
/** A thing. */
export interface Thing {
  /** Its place. */
  where: string | null;
  parts?: Part[];
  notes: Record<string, number>;
  names: Name[];
}

export type Part = \"first\" | \"third-party\";
"
        );
    }

    #[test]
    fn a_type_that_is_not_known_is_an_error() {
        let error = typescript("#[derive(Serialize)] pub struct A { pub b: Box<u8> }").unwrap_err();
        assert_eq!(
            error,
            "`Box` is a type that `cargo xtask types` does not know"
        );
    }
}
