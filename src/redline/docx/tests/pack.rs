//! Tiny .docx files, packed in memory from the parts that a test is about.

/// A package being made: parts by name, stored without compression.
pub(super) struct Pack {
    parts: Vec<(String, Vec<u8>)>,
}

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const REL: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The namespaces that the documents here use.
pub(super) fn namespaces(w: &str) -> String {
    format!(
        r#"xmlns:w="{w}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="urn:wps" xmlns:v="urn:v" xmlns:o="urn:o""#
    )
}

impl Pack {
    /// A document with this body.
    pub(super) fn body(xml: &str) -> Self {
        Self::main(&format!(
            "<w:document {}><w:body>{xml}</w:body></w:document>",
            namespaces(W)
        ))
    }

    /// A document whose main part is exactly this.
    pub(super) fn main(xml: &str) -> Self {
        let pack = Self { parts: Vec::new() };
        pack.part(
            "_rels/.rels",
            &format!(
                r#"<Relationships><Relationship Id="rId1" Type="{REL}/officeDocument" Target="word/document.xml"/></Relationships>"#
            ),
        )
        .part("[Content_Types].xml", "<Types/>")
        .part("word/document.xml", xml)
    }

    /// No parts at all.
    pub(super) fn empty() -> Self {
        Self { parts: Vec::new() }
    }

    /// With one more part.
    pub(super) fn part(mut self, name: &str, xml: &str) -> Self {
        self.parts.push((name.to_owned(), xml.as_bytes().to_vec()));
        self
    }

    /// With a part that the main document points to: `styles`, `numbering`, `footnotes`, ... The root element is made
    /// around the content.
    pub(super) fn with(self, kind: &str, content: &str) -> Self {
        let root = match kind {
            "header" => "hdr",
            kind => kind,
        };
        let xml = format!("<w:{root} {}>{content}</w:{root}>", namespaces(W));
        self.part(&format!("word/{kind}.xml"), &xml)
    }

    /// The file.
    pub(super) fn bytes(self) -> Vec<u8> {
        let kinds = [
            "styles",
            "numbering",
            "footnotes",
            "endnotes",
            "comments",
            "header",
        ];
        let relations: String = kinds
            .iter()
            .filter(|kind| {
                let name = format!("word/{kind}.xml");
                self.parts.iter().any(|(part, _)| *part == name)
            })
            .map(|kind| {
                format!(r#"<Relationship Id="{kind}" Type="{REL}/{kind}" Target="{kind}.xml"/>"#)
            })
            .collect();
        let pack = self.part(
            "word/_rels/document.xml.rels",
            &format!("<Relationships>{relations}</Relationships>"),
        );
        let parts: Vec<(&str, u16, &[u8], usize)> = pack.parts().collect();
        zip(&parts)
    }

    /// Its parts, as [`zip`] takes them.
    pub(super) fn parts(&self) -> impl Iterator<Item = (&str, u16, &[u8], usize)> {
        self.parts
            .iter()
            .map(|(name, data)| (name.as_str(), 0, data.as_slice(), data.len()))
    }
}

/// A zip of parts that are packed already: name, method, data, size unpacked. The checksum is that of the data where
/// they are stored, else it is left to the caller's luck.
pub(super) fn zip(parts: &[(&str, u16, &[u8], usize)]) -> Vec<u8> {
    let mut file = Vec::new();
    let mut directory = Vec::new();
    for (name, method, data, size) in parts {
        let offset = u32::try_from(file.len()).unwrap();
        let mut fields = Vec::new();
        fields.extend([20, 0, 0, 0]);
        fields.extend(method.to_le_bytes());
        fields.extend([0; 4]);
        fields.extend(rawzip::crc32(data).to_le_bytes());
        fields.extend(u32::try_from(data.len()).unwrap().to_le_bytes());
        fields.extend(u32::try_from(*size).unwrap().to_le_bytes());
        fields.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
        fields.extend([0; 2]);
        file.extend(b"PK\x03\x04");
        file.extend(&fields);
        file.extend(name.as_bytes());
        file.extend(*data);
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&fields);
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let count = u16::try_from(parts.len()).unwrap();
    let offset = u32::try_from(file.len()).unwrap();
    let length = u32::try_from(directory.len()).unwrap();
    file.extend(&directory);
    file.extend(b"PK\x05\x06\0\0\0\0");
    file.extend(count.to_le_bytes());
    file.extend(count.to_le_bytes());
    file.extend(length.to_le_bytes());
    file.extend(offset.to_le_bytes());
    file.extend([0; 2]);
    file
}
