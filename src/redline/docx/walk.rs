//! What each element of WordprocessingML does to the text (ECMA-376 part 1, section 17).
//!
//! What is not named here is walked through: hyperlinks, simple fields, content controls, smart tags, custom XML,
//! bidirectional text. The ranges of `w:customXmlInsRangeStart` and its like track the control around the text, not the
//! text, which has marks of its own; they are passed over.

use super::changes::Tracked;
use super::draft::{ScopeKind, Table};
use super::error::DocxError;
use super::limits;
use super::shared::{Anchor, NoteKind, Reference};
use super::story::{Note, Story};
use super::symbols;
use super::xml::{Closed, Element, Ns, Token};
use crate::redline::Cell;

impl<'a> Story<'a, '_> {
    /// Reads the part to its end.
    pub(super) fn walk(&mut self) -> Result<(), DocxError> {
        while let Some(token) = self.next()? {
            match token {
                Token::Open(element) => self.open(&element)?,
                Token::Close(closed) => self.close(closed)?,
                Token::Text(text) if self.text_depth > 0 => {
                    // Only tabs and breaks of their own elements are any: 17.3.3.31.
                    self.push(&text.replace(['\n', '\r', '\t'], " "))?;
                }
                Token::Text(_) => {}
            }
        }
        Ok(())
    }

    fn open(&mut self, element: &Element<'a>) -> Result<(), DocxError> {
        let depth = element.depth;
        match element.ns {
            Ns::W => {
                if depth == 1 {
                    self.root = Some(element.local);
                }
                self.open_text(element)
            }
            Ns::M if element.local == "t" => {
                self.text_depth = depth;
                Ok(())
            }
            Ns::M => match self.brackets.open(element) {
                Some(before) => self.push(&before),
                None => Ok(()),
            },
            Ns::Mc => self.open_alternative(element),
            // An embedded object of another program: ECMA-376 part 4, 19.3.1.28 (VML).
            Ns::Other if element.local == "OLEObject" => {
                let place = self.place();
                self.shared.report(
                    "an embedded object was not read; open it in Word to see what it says"
                        .to_owned(),
                    place,
                );
                Ok(())
            }
            Ns::Other => Ok(()),
        }
    }

    fn open_text(&mut self, element: &Element<'a>) -> Result<(), DocxError> {
        let depth = element.depth;
        match element.local {
            "p" => {
                self.paragraphs += 1;
                self.begin_paragraph(depth)?;
            }
            "pPr" => self.paragraph_properties(depth)?,
            "r" => self.hidden = None,
            "rPr" => self.run_properties(depth)?,
            "t" | "delText" => self.text_depth = depth,
            "tab" | "ptab" => self.push("\t")?,
            "br" | "cr" => self.push("\n")?,
            "noBreakHyphen" => self.push("\u{2011}")?,
            "softHyphen" => self.push("\u{AD}")?,
            "sym" => self.symbol(element)?,
            "ins" | "del" | "moveFrom" | "moveTo" => {
                if let Some(tracked) = Tracked::of(element.local) {
                    self.track(tracked, element, depth)?;
                }
            }
            "moveFromRangeStart" => self.shared.changes.begin_move(true, element),
            "moveFromRangeEnd" => self.shared.changes.end_move(true, element),
            "moveToRangeStart" => self.shared.changes.begin_move(false, element),
            "moveToRangeEnd" => self.shared.changes.end_move(false, element),
            "fldChar" => self.field(element)?,
            "ffData" => self.form_field(depth)?,
            "tbl" | "tr" | "tc" => self.open_table(element)?,
            "trPr" => self.row_properties(depth)?,
            "tcPr" => self.cell_properties(depth)?,
            "txbxContent" => self.begin_scope(ScopeKind::TextBox, depth),
            "footnote" | "endnote" | "comment" => self.open_note(element)?,
            "footnoteReference" => self.refer(NoteKind::Footnote, element),
            "endnoteReference" => self.refer(NoteKind::Endnote, element),
            "commentRangeStart" | "commentReference" | "commentRangeEnd" => self.anchor(element),
            "altChunk" | "subDoc" => {
                let place = self.place();
                self.shared.report(
                    "a document that is linked or embedded here was not read; open the file in Word and save it again"
                        .to_owned(),
                    place,
                );
            }
            // Instructions, properties and readings aids are no text.
            "instrText" | "delInstrText" | "sdtPr" | "sdtEndPr" | "customXmlPr" | "smartTagPr"
            | "sectPr" | "tblPr" | "tblPrEx" | "tblGrid" | "rt" => self.skip(depth)?,
            _ => {}
        }
        Ok(())
    }

    /// Of alternatives one is read, the first: part 3, 9.3. The others say the same for older readers.
    fn open_alternative(&mut self, element: &Element<'a>) -> Result<(), DocxError> {
        let outer = element.depth.saturating_sub(1);
        let taken = self.taken.last() == Some(&outer);
        match element.local {
            "Choice" | "Fallback" if taken => self.skip(element.depth)?,
            "Choice" => self.taken.push(outer),
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, closed: Closed<'a>) -> Result<(), DocxError> {
        let depth = closed.depth;
        if closed.ns == Ns::M
            && let Some(after) = self.brackets.close(closed.local, depth)
        {
            self.push(&after)?;
        }
        if self.text_depth == depth {
            self.text_depth = 0;
        }
        if closed.ns == Ns::W && closed.local == "r" {
            self.hidden = None;
        }
        if let Some(scope) = self.scopes.last() {
            if scope.current.is_some() && scope.current_depth == depth {
                self.end_paragraph()?;
            } else if scope.depth == depth {
                self.end_scope()?;
            }
        }
        self.tables.pop_if(|table| table.depth >= depth);
        self.taken.pop_if(|taken| *taken >= depth);
        self.leave(depth);
        Ok(())
    }

    /// `w:sym`: 17.3.3.30.
    fn symbol(&mut self, element: &Element<'_>) -> Result<(), DocxError> {
        let font = element.attribute("font").unwrap_or_default();
        let code = element.attribute("char").unwrap_or_default();
        if let Some(sign) = symbols::character(&font, &code) {
            return self.push(sign.encode_utf8(&mut [0; 4]));
        }
        let place = self.place();
        self.shared.report(
            format!(
                "the symbol {} of the font {} is not known; it was read as \u{FFFD}",
                limits::short(&code),
                limits::short(&font)
            ),
            place,
        );
        self.push("\u{FFFD}")
    }

    /// `w:fldChar`: 17.16.18.
    fn field(&mut self, element: &Element<'_>) -> Result<(), DocxError> {
        let base = self.scopes.last().map_or(0, |scope| scope.fields);
        match element.attribute("fldCharType").as_deref() {
            Some("begin") => self.fields.begin(),
            Some("separate") => self.fields.separate(base),
            Some("end") => {
                if let Some(choice) = self.fields.end(base) {
                    self.push(&choice)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// `w:ffData`: 17.16.17. A drop-down list (17.16.9) shows one of its entries.
    fn form_field(&mut self, depth: usize) -> Result<(), DocxError> {
        let mut entries = Vec::new();
        let mut chosen = None;
        while let Some(token) = self.next()? {
            match token {
                Token::Close(closed) if closed.depth == depth => break,
                Token::Open(element) if element.ns == Ns::W => match element.local {
                    "listEntry" => entries.extend(element.val()),
                    // The choice made comes before the default.
                    "result" | "default" if chosen.is_none() => chosen = element.number(),
                    _ => {}
                },
                _ => {}
            }
        }
        if let Some(choice) = entries.into_iter().nth(chosen.unwrap_or(0)) {
            self.fields.choose(choice);
        }
        Ok(())
    }

    fn open_table(&mut self, element: &Element<'_>) -> Result<(), DocxError> {
        let depth = element.depth;
        match (element.local, self.tables.last_mut()) {
            ("tbl", _) => {
                // A table ends the paragraph before it, even where that was left open.
                self.end_paragraph()?;
                self.tables.push(Table {
                    depth,
                    index: self.shared.tables,
                    rows: 0,
                    column: 0,
                });
                self.shared.tables += 1;
            }
            ("tr", Some(table)) => {
                table.rows += 1;
                table.column = 0;
            }
            ("tc", Some(table)) => {
                let cell = Cell {
                    table: table.index,
                    row: table.rows.saturating_sub(1),
                    column: table.column,
                };
                table.column = table.column.saturating_add(1);
                self.begin_scope(ScopeKind::Cell(cell), depth);
            }
            _ => {}
        }
        Ok(())
    }

    /// A footnote (17.11.10), endnote (17.11.2) or comment (17.13.4.2). Footnotes that nothing refers to are not shown,
    /// nor are the separators, which look like notes.
    fn open_note(&mut self, element: &Element<'_>) -> Result<(), DocxError> {
        let id = element.attribute("id").unwrap_or_default();
        limits::check(self.notes.len() + 1, limits::DEFINITIONS, "notes")?;
        if element.local == "comment" {
            let order = self.notes.len();
            let note = self.notes.entry(id.clone()).or_insert_with(|| Note {
                order,
                ..Note::default()
            });
            note.author = element.attribute("author").filter(|a| !a.is_empty());
            note.date = element.attribute("date").filter(|d| !d.is_empty());
        } else {
            match self.note_fates.get(&id) {
                Some(fate) => {
                    let fate = *fate;
                    self.enter(element.depth, fate);
                }
                None => return self.skip(element.depth),
            }
        }
        self.begin_scope(ScopeKind::Note(id), element.depth);
        Ok(())
    }

    /// A reference to a footnote (17.11.14) or endnote (17.11.7); the note shares its fate.
    fn refer(&mut self, kind: NoteKind, element: &Element<'_>) {
        let fate = self.fate();
        if let Some(id) = element.attribute("id").filter(|_| fate.run().is_some()) {
            self.shared.references.push(Reference { kind, id, fate });
        }
    }

    /// Where a comment begins, ends, or is hung up: 17.13.4.3 to 17.13.4.5.
    fn anchor(&mut self, element: &Element<'_>) {
        let Some(id) = element.attribute("id") else {
            return;
        };
        let draft = self.scopes.last().and_then(|scope| scope.current.as_ref());
        let Some(draft) = draft else {
            if element.local == "commentRangeStart" {
                self.waiting.push(id);
            }
            return;
        };
        let anchor = self
            .shared
            .anchors
            .entry(id)
            .or_insert_with(|| Anchor::at(draft));
        if element.local != "commentRangeStart" && anchor.serial == draft.serial && !anchor.closed {
            anchor.range.end = draft.length;
            anchor.closed = true;
        }
    }
}
