//! Small .docx files for tests, made from the XML of a body or from a document that was read.

#![allow(dead_code, reason = "each test binary uses a part of it")]
#![allow(
    clippy::expect_used,
    reason = "a file that cannot be packed is no test"
)]

use std::io::{Cursor, Write};

use clausecheck::redline::{Document, Op};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const REL: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A file of these parts, in this order; every other one is not compressed.
pub(crate) fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (index, (name, data)) in parts.iter().enumerate() {
        let method = match index % 2 {
            0 => CompressionMethod::Deflated,
            _ => CompressionMethod::Stored,
        };
        let options = SimpleFileOptions::default().compression_method(method);
        writer.start_file(*name, options).expect("a part");
        writer.write_all(data).expect("its data");
    }
    writer.finish().expect("a file").into_inner()
}

/// A .docx with exactly this main part.
pub(crate) fn main(xml: &[u8], rel: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
    let relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    let package = format!(
        "<Relationships xmlns=\"{relations}\"><Relationship Id=\"rId1\" Type=\"{rel}/officeDocument\" Target=\"word/document.xml\"/></Relationships>"
    );
    let own: String = more
        .iter()
        .filter_map(|(name, _)| name.strip_prefix("word/")?.strip_suffix(".xml"))
        .enumerate()
        .map(|(index, kind)| {
            format!("<Relationship Id=\"rId{index}\" Type=\"{rel}/{kind}\" Target=\"{kind}.xml\"/>")
        })
        .collect();
    let own = format!("<Relationships xmlns=\"{relations}\">{own}</Relationships>");
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", package.as_bytes()),
        ("word/document.xml", xml),
        ("word/media/picture.bin", &[7; 999]),
    ];
    if !more.is_empty() {
        parts.push(("word/_rels/document.xml.rels", own.as_bytes()));
    }
    parts.extend(more);
    zip(&parts)
}

/// A .docx with this body, and other parts.
pub(crate) fn body(xml: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let xml = format!(
        "<w:document xmlns:w=\"{W}\" xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" xmlns:wps=\"urn:wps\"><w:body>{xml}</w:body></w:document>"
    );
    main(xml.as_bytes(), REL, more)
}

/// A document as a .docx, its changes tracked.
pub(crate) fn document(document: &Document) -> Vec<u8> {
    let mut xml = String::new();
    let mut id = 0;
    for block in &document.blocks {
        let mut mark = |op: Op, what: &str| {
            id += 1;
            let name = match op {
                Op::Keep => return String::new(),
                Op::Insert => "ins",
                Op::Delete => "del",
            };
            format!("<w:{name} w:id=\"{id}\" w:author=\"Counsel\"{what}")
        };
        let end = mark(block.mark, "/>");
        xml.push_str(&format!("<w:p><w:pPr><w:rPr>{end}</w:rPr></w:pPr>"));
        for run in &block.runs {
            let open = mark(run.op, ">");
            let (text, close) = match run.op {
                Op::Keep => ("t", ""),
                Op::Insert => ("t", "</w:ins>"),
                Op::Delete => ("delText", "</w:del>"),
            };
            let words = run.text.replace('&', "&amp;").replace('<', "&lt;");
            xml.push_str(&format!(
                "{open}<w:r><w:{text} xml:space=\"preserve\">{words}</w:{text}></w:r>{close}"
            ));
        }
        xml.push_str("</w:p>");
    }
    body(&xml, &[])
}
