//! A part being read: the state of the walk, and what may be done to it.
//!
//! The walk keeps its own stacks and never calls itself, so no depth of elements or tables costs program stack. What
//! an element does is in [`super::walk`].

use crate::ordered::Map;
use std::ops::Range;

use super::changes::Fate;
use super::draft::{Draft, Scope, ScopeKind, Table};
use super::error::DocxError;
use super::fields::Fields;
use super::limits;
use super::math::Brackets;
use super::properties::Properties;
use super::shared::{Anchor, Shared};
use super::xml::{Token, Xml};

/// A change that lasts until the element at this depth ends.
pub(super) struct Lasting {
    pub(super) depth: usize,
    pub(super) fate: Fate,
}

/// A part being read.
pub(super) struct Story<'a, 's> {
    pub(super) xml: Xml<'a>,
    pub(super) part: &'a str,
    pub(super) shared: &'s mut Shared,
    pub(super) scopes: Vec<Scope>,
    pub(super) tables: Vec<Table>,
    pub(super) fates: Vec<Lasting>,
    pub(super) fields: Fields,
    pub(super) brackets: Brackets,
    /// Depths of `mc:AlternateContent` elements of which a branch was taken.
    pub(super) taken: Vec<usize>,
    /// What the references to the notes of this part make of them.
    pub(super) note_fates: Map<String, Fate>,
    /// The notes of this part.
    pub(super) notes: Map<String, Note>,
    /// Paragraphs begun in this part.
    pub(super) paragraphs: usize,
    /// Whether the text of the run is hidden.
    pub(super) hidden: Option<bool>,
    /// The depth of the element whose text is read; 0: none is.
    pub(super) text_depth: usize,
    /// Comments that begin before the next paragraph does.
    pub(super) waiting: Vec<String>,
    /// The local name of the root element, if that is of WordprocessingML.
    pub(super) root: Option<&'a str>,
}

/// A footnote, endnote or comment.
#[derive(Default)]
pub(super) struct Note {
    /// How many notes came before it.
    pub(super) order: usize,
    pub(super) author: Option<String>,
    pub(super) date: Option<String>,
    pub(super) drafts: Vec<Draft>,
}

impl<'a, 's> Story<'a, 's> {
    pub(super) fn new(part: &'a str, source: &'a str, shared: &'s mut Shared) -> Self {
        shared.containers += 1;
        let scope = Scope::new(ScopeKind::Part, 0, shared.containers, 0);
        Self {
            xml: Xml::new(source),
            part,
            shared,
            scopes: vec![scope],
            tables: Vec::new(),
            fates: Vec::new(),
            fields: Fields::default(),
            brackets: Brackets::default(),
            taken: Vec::new(),
            note_fates: Map::new(),
            notes: Map::new(),
            paragraphs: 0,
            hidden: None,
            text_depth: 0,
            waiting: Vec::new(),
            root: None,
        }
    }

    /// The next token; what had to be mended for it is reported at the current place.
    pub(super) fn next(&mut self) -> Result<Option<Token<'a>>, DocxError> {
        let token = self.xml.next()?;
        for fault in self.xml.take_faults() {
            let place = self.place();
            self.shared.report(format!("{}, {fault}", self.part), place);
        }
        Ok(token)
    }

    /// Passes over the rest of an element.
    pub(super) fn skip(&mut self, depth: usize) -> Result<(), DocxError> {
        while let Some(token) = self.next()? {
            match token {
                Token::Close(closed) if closed.depth == depth => break,
                // Counted, so that a paragraph's place in its part is what an editor of the XML finds there.
                Token::Open(element) if element.local == "p" => {
                    self.paragraphs += usize::from(element.ns == super::xml::Ns::W);
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// What the enclosing changes make of text here.
    pub(super) fn fate(&self) -> Fate {
        self.fates.last().map_or(Fate::Keep, |last| last.fate)
    }

    /// A change begins that lasts until the element at this depth ends.
    pub(super) fn enter(&mut self, depth: usize, fate: Fate) {
        let fate = fate.within(self.fate());
        self.fates.push(Lasting { depth, fate });
    }

    /// The element at this depth ends, and the changes with it.
    pub(super) fn leave(&mut self, depth: usize) {
        while self.fates.last().is_some_and(|last| last.depth >= depth) {
            self.fates.pop();
        }
    }

    /// The place that is read now.
    pub(super) fn place(&self) -> Option<(usize, Range<usize>)> {
        let draft = self.scopes.last()?.current.as_ref()?;
        Some((draft.serial, draft.length..draft.length))
    }

    /// Adds text to the paragraph, unless it is part of a field's instruction.
    pub(super) fn push(&mut self, text: &str) -> Result<(), DocxError> {
        if self.fields.hide() || text.is_empty() {
            return Ok(());
        }
        self.fields.shown();
        let fate = self.fate();
        if self
            .scopes
            .last()
            .is_some_and(|scope| scope.current.is_none())
        {
            // Text outside of a paragraph is no valid file, but it is text.
            self.begin_paragraph(0)?;
        }
        let hidden = self.hidden;
        let Some(draft) = self
            .scopes
            .last_mut()
            .and_then(|scope| scope.current.as_mut())
        else {
            return Ok(());
        };
        let start = draft.length;
        draft.push(fate, text);
        if draft.length > start
            && let Some(trace) = &mut self.shared.trace
        {
            trace.text(
                draft.serial,
                start..draft.length,
                self.part,
                self.xml.token(),
            );
        }
        if hidden.unwrap_or(draft.hidden) && !draft.reported && draft.length > start {
            draft.reported = true;
            let place = Some((draft.serial, start..draft.length));
            self.shared.report(
                "hidden text: Word neither shows nor prints it by default; it was read as if it were shown".to_owned(),
                place,
            );
        }
        Ok(())
    }

    /// A paragraph begins; one that is open ends.
    pub(super) fn begin_paragraph(&mut self, depth: usize) -> Result<(), DocxError> {
        self.end_paragraph()?;
        self.shared.changes.begin_paragraph();
        let fate = self.fate();
        let paragraph = self.paragraphs;
        let shared = &mut *self.shared;
        let Some(scope) = self.scopes.last_mut() else {
            return Ok(());
        };
        let mut draft = scope.joined.take().unwrap_or_else(|| {
            shared.serials += 1;
            Draft {
                serial: shared.serials,
                ..Draft::default()
            }
        });
        draft.container = scope.container;
        draft.paragraph = paragraph;
        draft.cell = match scope.kind {
            ScopeKind::Cell(cell) => Some(cell),
            _ => None,
        };
        draft.mark = Fate::Keep;
        if depth > 0
            && let Some(trace) = &mut shared.trace
        {
            trace.paragraph(draft.serial, self.part, self.xml.token().start);
        }
        Properties::default().apply(&mut draft, shared);
        for id in self.waiting.drain(..) {
            shared
                .anchors
                .entry(id)
                .or_insert_with(|| Anchor::at(&draft));
        }
        scope.fate = fate;
        scope.claims.clear();
        scope.current = Some(draft);
        scope.current_depth = depth;
        self.hidden = None;
        Ok(())
    }

    /// The open paragraph ends, if there is one.
    pub(super) fn end_paragraph(&mut self) -> Result<(), DocxError> {
        let Some(scope) = self.scopes.last_mut() else {
            return Ok(());
        };
        let Some(mut draft) = scope.current.take() else {
            return Ok(());
        };
        self.fields.cut_instructions(scope.fields);
        for claim in scope.claims.drain(..) {
            draft.mark = self.shared.changes.record(claim)?.within(draft.mark);
        }
        draft.mark = draft.mark.within(scope.fate);
        match draft.mark {
            // A mark that is in neither text ends no paragraph in either.
            Fate::Neither => scope.joined = Some(draft),
            mark => {
                scope.out.push(draft);
                if mark == Fate::Keep {
                    scope.out.append(&mut scope.boxes);
                }
            }
        }
        self.shared.blocks += 1;
        limits::check(self.shared.blocks, limits::BLOCKS, "paragraphs")
    }

    /// A container begins within the current one.
    pub(super) fn begin_scope(&mut self, kind: ScopeKind, depth: usize) {
        self.shared.containers += 1;
        let scope = Scope::new(kind, depth, self.shared.containers, self.fields.len());
        self.scopes.push(scope);
    }

    /// The innermost container ends; what it held goes to where it belongs.
    pub(super) fn end_scope(&mut self) -> Result<(), DocxError> {
        self.end_paragraph()?;
        if self.scopes.len() <= 1 {
            return Ok(());
        }
        let Some(mut scope) = self.scopes.pop() else {
            return Ok(());
        };
        self.fields.cut(scope.fields);
        let mut out = scope.finish();
        let Some(outer) = self.scopes.last_mut() else {
            return Ok(());
        };
        match scope.kind {
            ScopeKind::TextBox => outer.boxes.append(&mut out),
            ScopeKind::Note(id) => self.notes.entry(id).or_default().drafts.append(&mut out),
            ScopeKind::Cell(_) | ScopeKind::Part => outer.out.append(&mut out),
        }
        Ok(())
    }

    /// The part ends; gives what it held outside of notes.
    pub(super) fn finish(&mut self) -> Result<Vec<Draft>, DocxError> {
        while self.scopes.len() > 1 {
            self.end_scope()?;
        }
        self.end_paragraph()?;
        Ok(self
            .scopes
            .pop()
            .map(|mut s| s.finish())
            .unwrap_or_default())
    }
}

impl Scope {
    /// All that it held, in order.
    fn finish(&mut self) -> Vec<Draft> {
        // The mark that ends a container is always there, whatever the file says.
        self.out.extend(
            self.joined
                .take()
                .filter(|draft| draft.length > 0)
                .map(|draft| Draft {
                    mark: Fate::Keep,
                    ..draft
                }),
        );
        self.out.append(&mut self.boxes);
        std::mem::take(&mut self.out)
    }
}
