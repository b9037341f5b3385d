//! A part as a tree of elements, each with the bytes of its tags: what to write where is found here, and written as
//! pieces of text between the bytes that are there. Nothing is ever written from the tree itself.

use std::ops::Range;

use super::AnnotateError;
use crate::redline::DocxError;
use crate::redline::ooxml::{Ns, Token, Xml};

/// The names of elements within a paragraph that hold runs as the paragraph itself does: ECMA-376 part 1, 17.3.2.25,
/// 17.5.2, 17.13.5, 17.16.22.
const TRANSPARENT: [&str; 12] = [
    "ins",
    "del",
    "moveFrom",
    "moveTo",
    "hyperlink",
    "fldSimple",
    "smartTag",
    "customXml",
    "sdt",
    "sdtContent",
    "dir",
    "bdo",
];

/// Elements that describe the one that they stand in, and are no content of it.
const PROPERTIES: [&str; 7] = [
    "pPr",
    "rPr",
    "sdtPr",
    "sdtEndPr",
    "smartTagPr",
    "customXmlPr",
    "tblPr",
];

/// An element of a part.
pub(super) struct Node<'a> {
    pub(super) parent: Option<usize>,
    pub(super) ns: Ns,
    pub(super) local: &'a str,
    /// The bytes of its start tag.
    pub(super) tag: Range<usize>,
    /// The bytes of its end tag; empty where the start tag ends it too.
    pub(super) end: Range<usize>,
    /// The node after its last descendant.
    pub(super) next: usize,
    /// The prefix for WordprocessingML within it.
    prefix: usize,
}

/// A part.
pub(super) struct Tree<'a> {
    pub(super) text: &'a str,
    pub(super) nodes: Vec<Node<'a>>,
    prefixes: Vec<Option<String>>,
    is_strict: bool,
}

/// What new elements are written with: a prefix, and its declaration where there is none.
pub(super) struct Ink {
    pub(super) prefix: String,
    pub(super) declaration: String,
}

/// The namespace of WordprocessingML.
pub(super) fn namespace(is_strict: bool) -> &'static str {
    if is_strict {
        "http://purl.oclc.org/ooxml/wordprocessingml/main"
    } else {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    }
}

impl<'a> Tree<'a> {
    /// Reads a part. What is not well-formed is refused: no word processor would open it, and nothing can be put into
    /// it with certainty.
    pub(super) fn read(name: &str, text: &'a str) -> Result<Self, AnnotateError> {
        let mut tree = Self {
            text,
            nodes: Vec::new(),
            prefixes: vec![None],
            is_strict: false,
        };
        let mut open: Vec<usize> = Vec::new();
        let mut xml = Xml::new(text);
        while let Some(token) = xml.next()? {
            match token {
                Token::Open(element) => {
                    let tag = xml.token();
                    let parent = open.last().copied();
                    let mut prefix = parent
                        .and_then(|parent| tree.nodes.get(parent))
                        .map_or(0, |parent| parent.prefix);
                    if text.get(tag.clone()).is_some_and(|t| t.contains("xmlns")) {
                        let found = xml.prefix_of(Ns::W).map(str::to_owned);
                        prefix = tree.prefix(found);
                    }
                    open.push(tree.nodes.len());
                    tree.nodes.push(Node {
                        parent,
                        ns: element.ns,
                        local: element.local,
                        end: tag.end..tag.end,
                        tag,
                        next: 0,
                        prefix,
                    });
                }
                Token::Close(_) => {
                    let next = tree.nodes.len();
                    if let Some(node) = open.pop().and_then(|index| tree.nodes.get_mut(index)) {
                        node.end = xml.token();
                        if text
                            .get(node.end.clone())
                            .is_none_or(|t| !t.starts_with("</"))
                        {
                            node.end = node.tag.end..node.tag.end;
                        }
                        node.next = next;
                    }
                }
                Token::Text(_) => {}
            }
            if let Some(fault) = xml.take_faults().into_iter().next() {
                return Err(DocxError::Damaged(format!("{name}, {fault}")).into());
            }
        }
        if tree.nodes.is_empty() {
            return Err(DocxError::Damaged(format!("{name} is not XML")).into());
        }
        tree.is_strict = tree.nodes.first().is_some_and(|root| {
            text.get(root.tag.clone())
                .is_some_and(|tag| tag.contains(namespace(true)))
        });
        Ok(tree)
    }

    fn prefix(&mut self, found: Option<String>) -> usize {
        // A handful at most in any file that a program wrote; in others the newest is as good as any.
        let known = self.prefixes.iter().rev().take(8).position(|p| *p == found);
        match known {
            Some(back) => self.prefixes.len() - 1 - back,
            None => {
                self.prefixes.push(found);
                self.prefixes.len() - 1
            }
        }
    }

    /// What new elements within a node are written with.
    pub(super) fn ink(&self, node: usize) -> Ink {
        let known = self
            .nodes
            .get(node)
            .and_then(|node| self.prefixes.get(node.prefix)?.clone());
        match known {
            Some(prefix) => Ink {
                prefix,
                declaration: String::new(),
            },
            None => Ink {
                prefix: String::from("clausecheck"),
                declaration: format!(" xmlns:clausecheck=\"{}\"", namespace(self.is_strict)),
            },
        }
    }

    /// Whether it is of the strict kind: part 1, annex A.
    pub(super) fn is_strict(&self) -> bool {
        self.is_strict
    }

    /// The text of a range.
    pub(super) fn slice(&self, range: Range<usize>) -> &'a str {
        self.text.get(range).unwrap_or_default()
    }

    /// All bytes of a node.
    pub(super) fn whole(&self, node: usize) -> Range<usize> {
        self.nodes
            .get(node)
            .map_or(0..0, |node| node.tag.start..node.end.end)
    }

    /// Whether a node is an element of WordprocessingML of this name.
    pub(super) fn is(&self, node: usize, local: &str) -> bool {
        self.nodes
            .get(node)
            .is_some_and(|node| node.ns == Ns::W && node.local == local)
    }

    /// The name as it is written.
    pub(super) fn name(&self, node: usize) -> &'a str {
        let tag = self
            .nodes
            .get(node)
            .map_or("", |n| self.slice(n.tag.clone()));
        let name = tag.trim_start_matches('<');
        let end = name
            .find(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>')
            .unwrap_or(name.len());
        name.get(..end).unwrap_or_default()
    }

    /// The children of a node.
    pub(super) fn children(&self, node: usize) -> impl Iterator<Item = usize> {
        let end = self.nodes.get(node).map_or(0, |node| node.next);
        std::iter::successors(Some(node + 1).filter(|at| *at < end), move |at| {
            self.nodes
                .get(*at)
                .map(|node| node.next)
                .filter(|at| *at < end)
        })
    }

    /// The first child of this name.
    pub(super) fn child(&self, node: usize, local: &str) -> Option<usize> {
        self.children(node).find(|child| self.is(*child, local))
    }

    /// The innermost node that holds a byte.
    pub(super) fn at(&self, byte: usize) -> Option<usize> {
        let after = self.nodes.partition_point(|node| node.tag.start <= byte);
        let mut node = after.checked_sub(1)?;
        while self.nodes.get(node)?.end.end <= byte {
            node = self.nodes.get(node)?.parent?;
        }
        Some(node)
    }

    /// The nodes from the root to this one.
    pub(super) fn path(&self, node: usize) -> Vec<usize> {
        let parent = |node: &usize| self.nodes.get(*node)?.parent;
        let mut path: Vec<usize> = std::iter::successors(Some(node), parent).collect();
        path.reverse();
        path
    }

    /// Whether an element within a paragraph holds runs as the paragraph does.
    pub(super) fn is_transparent(&self, node: usize) -> bool {
        self.nodes
            .get(node)
            .is_some_and(|node| node.ns == Ns::W && TRANSPARENT.contains(&node.local))
    }

    /// Whether an element is content of its parent.
    pub(super) fn is_content(&self, node: usize) -> bool {
        self.nodes
            .get(node)
            .is_some_and(|node| node.ns != Ns::W || !PROPERTIES.contains(&node.local))
    }

    /// The value of a node's attribute of this local name, and its bytes.
    pub(super) fn attribute(&self, node: usize, local: &str) -> Option<(String, Range<usize>)> {
        let tag = self.nodes.get(node)?.tag.clone();
        attribute(self.slice(tag.clone()), local).map(|range| {
            let range = tag.start + range.start..tag.start + range.end;
            (self.slice(range.clone()).to_owned(), range)
        })
    }
}

/// The bytes of an attribute's value in a well-formed tag.
fn attribute(tag: &str, local: &str) -> Option<Range<usize>> {
    let mut at = tag.find(|c: char| c.is_ascii_whitespace())?;
    loop {
        let rest = tag.get(at..)?;
        at += rest.find(|c: char| !c.is_ascii_whitespace())?;
        let equals = at + tag.get(at..)?.find('=')?;
        let name = tag.get(at..equals)?.trim_end();
        let open = equals + tag.get(equals..)?.find(['"', '\''])?;
        let quote = tag.get(open..=open)?;
        let close = open + 1 + tag.get(open + 1..)?.find(quote)?;
        let bare = name.rsplit_once(':').map_or(name, |(_, local)| local);
        if bare == local && !name.starts_with("xmlns") {
            return Some(open + 1..close);
        }
        at = close + 1;
    }
}

/// Text as it stands between tags and in attributes. Characters that XML does not allow become spaces.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\u{FFFE}' | '\u{FFFF}' => out.push(' '),
            c if c < ' ' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const XML: &str = r#"<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:r w:rsidR = '1' w:id="a>b"><w:t>x</w:t></w:r><v xmlns="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/></w:p>"#;

    #[test]
    fn nodes_know_their_bytes() {
        let tree = Tree::read("x", XML).expect("well-formed");
        let names: Vec<&str> = (0..4).map(|node| tree.name(node)).collect();
        assert_eq!(names, ["w:p", "w:r", "w:t", "v"]);
        assert_eq!(tree.children(0).collect::<Vec<_>>(), [1, 3]);
        assert_eq!(tree.slice(tree.whole(2)), "<w:t>x</w:t>");
        assert!(tree.slice(tree.whole(3)).ends_with("/>"));
        let x = XML.find(">x<").expect("the text") + 1;
        assert_eq!(tree.at(x), Some(2));
        assert_eq!(tree.at(XML.len() - 1), Some(0));
        assert_eq!(
            tree.attribute(1, "id").map(|(value, _)| value).as_deref(),
            Some("a>b")
        );
        assert_eq!(tree.ink(3).prefix, "w");
    }

    #[test]
    fn what_is_not_well_formed_is_refused() {
        for text in ["<a><b></a>", "<a>&x;</a>", "<a", "text", ""] {
            assert!(Tree::read("x", text).is_err(), "{text}");
        }
    }

    #[test]
    fn without_a_prefix_one_is_declared() {
        let text = r#"<document xmlns="http://purl.oclc.org/ooxml/wordprocessingml/main"><body/></document>"#;
        let ink = Tree::read("x", text).expect("well-formed").ink(1);
        assert_eq!(ink.prefix, "clausecheck");
        assert!(ink.declaration.contains("purl.oclc.org"));
    }
}
