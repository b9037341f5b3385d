//! The whole matrix on one page, for people who approve and for spreadsheets.

use super::Library;
use super::lint::is_dash;
use super::model::{Clause, Column, Row};
use crate::markup::{escape, page};

/// The form that the matrix is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MatrixFormat {
    /// Markdown: a table for each folder.
    Markdown,
    /// Comma-separated values (RFC 4180), one row a position.
    Csv,
    /// A page of HTML.
    Html,
}

impl Library {
    /// Writes the matrix of all clauses.
    pub fn matrix(&self, format: MatrixFormat) -> String {
        match format {
            MatrixFormat::Markdown => markdown(self),
            MatrixFormat::Csv => csv(self),
            MatrixFormat::Html => html(self),
        }
    }
}

const HEADS: [&str; 4] = ["Clause", "Position", "What it asks", "Role"];

/// What a row asks, in the words of the matrix: `days to pay: <= 30 days; clock: invoice`.
fn asks(clause: &Clause, row: &Row) -> String {
    let columns = clause.matrix.columns.iter().zip(&row.cells);
    let asked = columns.filter(|(_, cell)| !is_dash(&cell.text));
    let texts = asked.map(|(column, cell)| {
        let name = match column {
            Column::Clause => "clause".into(),
            Column::Term(term) => clause
                .terms
                .get(*term)
                .map(|term| term.name.clone())
                .unwrap_or_default(),
            Column::Deal(name) => format!("deal {}", name.replace('_', " ")),
        };
        format!("{name}: {}", cell.text)
    });
    texts.collect::<Vec<_>>().join("; ")
}

/// The clauses of each folder, in the order of their paths.
fn folders(library: &Library) -> Vec<(&str, Vec<&Clause>)> {
    let mut folders: Vec<(&str, Vec<&Clause>)> = Vec::new();
    for clause in &library.clauses {
        match folders.last_mut() {
            Some((folder, clauses)) if *folder == clause.folder => clauses.push(clause),
            _ => folders.push((&clause.folder, vec![clause])),
        }
    }
    folders
}

/// A folder's name as a heading.
fn heading(folder: &str) -> String {
    let name = folder.replace(['-', '_'], " ");
    let mut letters = name.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::from("Clauses"),
    }
}

/// The cells of a row; the clause's title stands in its first row only.
fn cells(clause: &Clause, index: usize, row: &Row) -> [String; 4] {
    let title = if index == 0 {
        clause.title.clone()
    } else {
        String::new()
    };
    [title, row.name.clone(), asks(clause, row), row.role.clone()]
}

fn title(library: &Library) -> String {
    format!("Fallback matrix of {} {}", library.name, library.version)
}

fn markdown(library: &Library) -> String {
    let mut out = format!("# {}\n", escape_markdown(&title(library)));
    for (folder, clauses) in folders(library) {
        out.push_str(&format!("\n## {}\n\n", escape_markdown(&heading(folder))));
        out.push_str(&format!("| {} |\n", HEADS.join(" | ")));
        out.push_str(&format!("|{}\n", " --- |".repeat(HEADS.len())));
        for clause in clauses {
            for (index, row) in clause.matrix.rows.iter().enumerate() {
                let cells = cells(clause, index, row).map(|cell| escape_markdown(&cell));
                out.push_str(&format!("| {} |\n", cells.join(" | ")));
            }
        }
    }
    out
}

/// Text that a Markdown reader shows as it is, in a table's cell too.
fn escape_markdown(text: &str) -> String {
    let mut out = String::new();
    for next in text.chars() {
        match next {
            '\\' | '|' | '<' | '>' | '*' | '_' | '`' | '[' | ']' | '#' => {
                out.push('\\');
                out.push(next);
            }
            '&' => out.push_str("&amp;"),
            next if next.is_control() => out.push(' '),
            next => out.push(next),
        }
    }
    out
}

fn csv(library: &Library) -> String {
    let mut out = String::from("folder,clause,title,risk,owner,position,asks,role,function\r\n");
    for clause in &library.clauses {
        for row in &clause.matrix.rows {
            let role = library
                .lists
                .roles
                .iter()
                .find(|role| role.name == row.role);
            let fields = [
                clause.folder.as_str(),
                &clause.id,
                &clause.title,
                clause.risk.name(),
                &clause.owner,
                &row.name,
                &asks(clause, row),
                &row.role,
                role.map_or("", |role| role.function.as_str()),
            ];
            out.push_str(&fields.map(escape_csv).join(","));
            out.push_str("\r\n");
        }
    }
    out
}

/// A field that a spreadsheet takes as text: quoted where it must be, and never as a formula.
fn escape_csv(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if formula {
        format!("'{text}")
    } else {
        String::from(text)
    };
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

fn html(library: &Library) -> String {
    let title = title(library);
    let mut body = format!("<h1>{}</h1>\n", escape(&title));
    for (folder, clauses) in folders(library) {
        body.push_str(&format!(
            "<h2>{}</h2>\n<div class=\"table\">\n<table>\n<thead>\n<tr>",
            escape(&heading(folder))
        ));
        for head in HEADS {
            body.push_str(&format!("<th scope=\"col\">{head}</th>"));
        }
        body.push_str("</tr>\n</thead>\n");
        for clause in clauses {
            body.push_str("<tbody>\n");
            for (index, row) in clause.matrix.rows.iter().enumerate() {
                body.push_str("<tr>");
                if index == 0 {
                    let rows = clause.matrix.rows.len();
                    let title = escape(&clause.title);
                    body.push_str(&format!(
                        "<th scope=\"rowgroup\" rowspan=\"{rows}\">{title}</th>"
                    ));
                }
                for text in [&row.name, &asks(clause, row), &row.role] {
                    body.push_str(&format!("<td>{}</td>", escape(text)));
                }
                body.push_str("</tr>\n");
            }
            body.push_str("</tbody>\n");
        }
        body.push_str("</table>\n</div>\n");
    }
    page(&title, &body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_escaped() {
        assert_eq!(escape_markdown("a|b <c> *d*\n"), "a\\|b \\<c\\> \\*d\\* ");
        assert_eq!(escape_csv("=1+1,\"x\""), "\"'=1+1,\"\"x\"\"\"");
        assert_eq!(escape_csv("plain"), "plain");
    }
}
