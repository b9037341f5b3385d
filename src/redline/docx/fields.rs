//! Fields: their instruction is no text, their result is (ECMA-376 part 1, 17.16).

use super::limits;

/// The complex fields that are open, outermost first.
#[derive(Default)]
pub(super) struct Fields {
    open: Vec<Field>,
    /// How many of them are still in their instruction.
    instructions: usize,
    /// How many more are open than are told apart.
    more: usize,
}

#[derive(Default)]
struct Field {
    /// Whether its instruction is over.
    result: bool,
    /// Whether it showed any text.
    shown: bool,
    /// The choice of a drop-down form field, which has no result of its own.
    choice: Option<String>,
}

impl Fields {
    pub(super) fn len(&self) -> usize {
        self.open.len()
    }

    /// Whether text here is part of an instruction.
    pub(super) fn hide(&self) -> bool {
        self.instructions > 0
    }

    pub(super) fn begin(&mut self) {
        if self.open.len() >= limits::FIELDS {
            self.more += 1;
            return;
        }
        self.open.push(Field::default());
        self.instructions += 1;
    }

    pub(super) fn separate(&mut self, base: usize) {
        if self.more == 0
            && self.open.len() > base
            && let Some(field) = self.open.last_mut()
            && !field.result
        {
            field.result = true;
            self.instructions -= 1;
        }
    }

    /// Ends the innermost field; gives the text that it shows without a result.
    pub(super) fn end(&mut self, base: usize) -> Option<String> {
        if self.more > 0 {
            self.more -= 1;
            return None;
        }
        if self.open.len() <= base {
            return None;
        }
        let field = self.open.pop()?;
        if !field.result {
            self.instructions -= 1;
        }
        field.choice.filter(|_| !field.shown)
    }

    /// Ends all fields opened since `base`: none reaches out of its cell, text box or note.
    pub(super) fn cut(&mut self, base: usize) {
        self.more = 0;
        while self.open.len() > base {
            self.end(base);
        }
    }

    /// Ends the fields whose instruction has not ended with its paragraph. An instruction may go on, but then nearly
    /// always the file is broken, and text would be lost up to the end of the document.
    pub(super) fn cut_instructions(&mut self, base: usize) {
        if self.instructions > 0 {
            self.more = 0;
            let mut index = 0;
            self.open.retain(|field| {
                index += 1;
                index <= base || field.result
            });
            self.instructions = self.open.iter().filter(|field| !field.result).count();
        }
    }

    pub(super) fn choose(&mut self, choice: String) {
        if let Some(field) = self.open.last_mut() {
            field.choice = Some(choice);
        }
    }

    pub(super) fn shown(&mut self) {
        if let Some(field) = self.open.last_mut() {
            field.shown = true;
        }
    }
}
