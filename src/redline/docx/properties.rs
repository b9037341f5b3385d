//! Properties of paragraphs, runs, rows and cells: of them only what bears on text, changes and numbers.
//!
//! ECMA-376 part 1, 17.3.1 (paragraphs), 17.3.2 (runs), 17.4 (tables). What a tracked change of formatting replaced
//! (`w:pPrChange` and its like) is passed over, as is all else.

use super::changes::{Claim, Tracked};
use super::draft::Draft;
use super::error::DocxError;
use super::limits;
use super::shared::Shared;
use super::story::Story;
use super::styles;
use super::xml::{Element, Ns, Token};

/// What a paragraph says of itself.
#[derive(Default)]
pub(super) struct Properties {
    style: Option<String>,
    heading: Option<u8>,
    list: Option<u32>,
    level: Option<u8>,
}

impl Properties {
    /// Sets what they and the style behind them say.
    pub(super) fn apply(&self, draft: &mut Draft, shared: &Shared) {
        let style = shared.styles.paragraph(self.style.as_deref());
        draft.hidden = style.hidden.unwrap_or(false);
        draft.heading = self.heading.or(style.heading).filter(|level| *level > 0);
        draft.list = self
            .list
            .or(style.list)
            .filter(|list| *list > 0)
            .map(|list| {
                let of_style = || {
                    let id = self.style.as_deref().filter(|_| self.list.is_none())?;
                    shared.numbering.level_of(list, id, &shared.styles)
                };
                let level = self.level.or_else(of_style).or(style.level);
                (list, level.unwrap_or(0))
            });
    }
}

impl<'a> Story<'a, '_> {
    /// The children of an element at this depth, one by one; old formatting is passed over.
    fn child(&mut self, depth: usize) -> Result<Option<Element<'a>>, DocxError> {
        while let Some(token) = self.next()? {
            match token {
                Token::Close(closed) if closed.depth == depth => break,
                Token::Open(element) if element.local.ends_with("Change") => {
                    self.skip(element.depth)?;
                }
                Token::Open(element) if element.ns == Ns::W => return Ok(Some(element)),
                _ => {}
            }
        }
        Ok(None)
    }

    /// `w:pPr`: 17.3.1.26.
    pub(super) fn paragraph_properties(&mut self, depth: usize) -> Result<(), DocxError> {
        let mut properties = Properties::default();
        let mut claims = Vec::new();
        while let Some(element) = self.child(depth)? {
            match element.local {
                "pStyle" => properties.style = element.val(),
                "outlineLvl" => properties.heading = element.number().map(styles::heading),
                "numPr" => self.numbering(element.depth, &mut properties)?,
                "rPr" => self.mark_properties(element.depth, &mut claims)?,
                "sectPr" => self.skip(element.depth)?,
                _ => {}
            }
        }
        if let Some(scope) = self.scopes.last_mut()
            && let Some(draft) = scope.current.as_mut()
        {
            properties.apply(draft, self.shared);
            scope.claims = claims;
        }
        Ok(())
    }

    /// `w:numPr`: 17.3.1.19. That it was inserted (`w:ins` in it) is a change of formatting.
    fn numbering(&mut self, depth: usize, properties: &mut Properties) -> Result<(), DocxError> {
        while let Some(element) = self.child(depth)? {
            match element.local {
                "numId" => properties.list = element.number(),
                "ilvl" => properties.level = element.number(),
                _ => {}
            }
        }
        Ok(())
    }

    /// `w:rPr` of a paragraph mark: 17.3.1.29. Whether the mark is hidden does not matter: the text before it is shown.
    fn mark_properties(&mut self, depth: usize, claims: &mut Vec<Claim>) -> Result<(), DocxError> {
        while let Some(element) = self.child(depth)? {
            if let Some(tracked) = Tracked::of(element.local) {
                claims.push(Claim::of(tracked, &element));
            }
        }
        Ok(())
    }

    /// `w:rPr` of a run: 17.3.2.28. Of looks, only hiding (17.3.2.41) matters.
    pub(super) fn run_properties(&mut self, depth: usize) -> Result<(), DocxError> {
        let mut direct = None;
        let mut style = None;
        while let Some(element) = self.child(depth)? {
            match element.local {
                "vanish" => direct = Some(element.is_on()),
                "rStyle" => style = element.val().and_then(|id| self.shared.styles.hides(&id)),
                _ => {}
            }
        }
        self.hidden = direct.or(style);
        Ok(())
    }

    /// `w:trPr`: 17.4.81. An inserted or deleted row takes all that it holds with it.
    pub(super) fn row_properties(&mut self, depth: usize) -> Result<(), DocxError> {
        while let Some(element) = self.child(depth)? {
            match Tracked::of(element.local) {
                Some(tracked) => self.track(tracked, &element, depth.saturating_sub(1))?,
                None if element.local == "gridBefore" => self.columns(&element, 0),
                None => {}
            }
        }
        Ok(())
    }

    /// `w:tcPr`: 17.4.69.
    pub(super) fn cell_properties(&mut self, depth: usize) -> Result<(), DocxError> {
        while let Some(element) = self.child(depth)? {
            match Tracked::of(element.local) {
                Some(tracked) => self.track(tracked, &element, depth.saturating_sub(1))?,
                None if element.local == "gridSpan" => self.columns(&element, 1),
                None => {}
            }
        }
        Ok(())
    }

    /// A change begins here and lasts until the element at `depth` ends.
    pub(super) fn track(
        &mut self,
        tracked: Tracked,
        element: &Element<'_>,
        depth: usize,
    ) -> Result<(), DocxError> {
        let fate = self.shared.changes.record(Claim::of(tracked, element))?;
        self.enter(depth, fate);
        Ok(())
    }

    /// A cell spans more columns than the ones that were counted.
    fn columns(&mut self, element: &Element<'_>, counted: usize) {
        let columns: usize = element.number().unwrap_or(counted);
        if let Some(table) = self.tables.last_mut() {
            let more = columns.saturating_sub(counted).min(limits::COLUMNS);
            table.column = table.column.saturating_add(more);
        }
    }
}
