//! What a check leaves for the next one of the same document: what it worked out from each chain of blocks alone, and
//! what that became in its surroundings. Each is kept by all that it rests on, so that the next check finds what the
//! first one would; nothing here decides anything.
//!
//! - A chain's texts, tokens, labels and dates rest on its blocks, which revisions tell apart, and the words over its cells.
//! - Its analysis rests on those and on the labels that stand in it; [`Labels::find_as`] tells.
//! - Its readings rest on its analysis, the heading that it stands under, and the stated date where they asked for it.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use super::analysis::{self, Analysis, Tables, Tok};
use super::chains::{self, Chain, Headers, SideText};
use super::changes::Changes;
use super::definitions::Meaning;
use super::effective::{Names, Stated};
use super::index::Held;
use super::outside::Outside;
use super::parties::{self, Labels, Mention};
use super::passages::Sided;
use super::readings::Readings;
use super::write::Written;
use crate::check::Options;
use crate::library::Library;
use crate::ordered::Map;
use crate::pattern::Scratch;
use crate::redline::{Change, Document};
use crate::text::{Lexicon, Sym, Words};

/// What was kept of a document.
#[derive(Debug, Default)]
pub struct Kept {
    /// What all of it rests on: the library, by its hash, and the options.
    under: Option<(String, Options)>,
    /// The document's words that the library does not have. Kept texts name them by their numbers.
    pub(crate) words: Words,
    /// By the revision of a chain's first block.
    chains: Map<u64, KeptChain>,
    /// What the patterns found out about words.
    pub(crate) scratch: Scratch,
    pub(crate) labels: Labels,
    stated: Option<f64>,
    /// The ids of the document's changes, in their order.
    changes: Vec<String>,
    /// Counts how often labels, date or changes became others, on which all that is written may rest.
    pub(crate) surroundings: u64,
    /// Approved language that sentences stood in the place of, read under this check's options.
    pub(crate) language: Map<String, Sided>,
    /// Sentences with a definition's meaning in its place, as they were read.
    pub(crate) meant: Map<String, Rc<Readings>>,
}

/// What a check kept of words above this is dropped: somebody who types for a day shall not fill the memory.
const MOST_WORDS: usize = 50_000;

/// A side of a chain by itself.
#[derive(Debug)]
pub(crate) struct Text {
    pub(crate) text: Rc<SideText>,
    pub(crate) tokens: Rc<Vec<Tok>>,
    pub(crate) sentences: Vec<std::ops::Range<usize>>,
    pub(crate) mentions: Vec<Mention>,
    stated: Stated,
}

/// A chain by itself, and as it was read last.
#[derive(Debug)]
pub(crate) struct KeptChain {
    revisions: Vec<u64>,
    over: Vec<[String; 2]>,
    pub(crate) chain: Chain,
    pub(crate) revised: Text,
    pub(crate) original: Option<Text>,
    pub(crate) read: Option<KeptRead>,
    /// As another was read whose original text is the same: what is typed leaves the original side as it was.
    pub(crate) spare: Option<KeptRead>,
}

/// A chain as it was read.
#[derive(Debug)]
pub(crate) struct KeptRead {
    pub(crate) heading: bool,
    /// The words of the heading that it stood under.
    pub(crate) under: Rc<Vec<Sym>>,
    pub(crate) revised: Sided,
    pub(crate) original: Option<Sided>,
    pub(crate) memo: Rc<Memo>,
}

/// What later steps worked out of a chain. It stands with the chain's analyses and readings; where a step asked for more
/// than those, what it asked is kept beside what came of it, and compared.
#[derive(Debug, Default)]
pub(crate) struct Memo {
    /// What changed between its sides, before anything moved.
    pub(crate) compared: OnceCell<Changes>,
    /// The definitions that it rewrote.
    pub(crate) defined: OnceCell<Vec<Meaning>>,
    /// What its readings hold, on the original side and on the final one.
    pub(crate) held: [RefCell<Option<Held>>; 2],
    /// What was written of it.
    pub(crate) written: RefCell<Vec<Written>>,
}

impl Kept {
    /// Forgets what rests on another library or on other options.
    pub(crate) fn begin(&mut self, library: &Library, options: &Options) {
        let same = self
            .under
            .as_ref()
            .is_some_and(|(hash, known)| *hash == library.hash && known == options);
        if !same || self.words.len() > MOST_WORDS {
            *self = Kept {
                under: Some((library.hash.clone(), options.clone())),
                ..Kept::default()
            };
        }
    }

    /// A document's chains, those that are as they were taken from what was kept. `revisions` are those of its blocks,
    /// one each: no two blocks have the same one, and no block keeps its own when it changes.
    pub(crate) fn chains(
        &mut self,
        document: &Document,
        revisions: &[u64],
        library: &Library,
        lexicon: &mut Lexicon<'_>,
    ) -> Vec<KeptChain> {
        let headers = chains::headers(document);
        let names = Names::new(lexicon);
        let mut before = std::mem::take(&mut self.chains);
        let mut chains = Vec::new();
        for blocks in chains::ranges(document) {
            let revisions = revisions.get(blocks.clone()).unwrap_or_default();
            let over = chains::over(document, &blocks, &headers);
            let kept = revisions
                .first()
                .and_then(|first| before.remove(first))
                .filter(|kept| kept.revisions == revisions && kept.over.iter().eq(over));
            chains.push(match kept {
                Some(mut kept) => {
                    kept.chain.blocks = blocks;
                    kept
                }
                None => KeptChain::new(
                    document,
                    (blocks, revisions),
                    &headers,
                    library,
                    &names,
                    lexicon,
                ),
            });
        }
        spare(&mut chains, before);
        chains
    }

    /// Keeps a document's chains, and what they were read with.
    pub(crate) fn keep(&mut self, chains: Vec<KeptChain>, labels: Labels, stated: Option<f64>) {
        self.labels = labels;
        self.stated = stated;
        for chain in chains {
            if let Some(first) = chain.revisions.first() {
                self.chains.insert(*first, chain);
            }
        }
    }

    /// Forgets what else was read with other labels or under another date.
    pub(crate) fn surround(&mut self, labels: &Labels, stated: Option<f64>, changes: &[Change]) {
        let same = self.stated == stated
            && self.labels.is_as(labels)
            && self
                .changes
                .iter()
                .eq(changes.iter().map(|change| &change.id));
        if !same {
            self.surroundings += 1;
            self.changes = changes.iter().map(|change| change.id.clone()).collect();
        }
        if self.stated != stated {
            self.language = Map::new();
        }
        if self.stated != stated || !self.labels.is_as(labels) {
            self.meant = Map::new();
        }
    }

    /// Whether what asked for the stated date was told this one.
    pub(crate) fn is_dated(&self, outside: &Outside<'_>) -> bool {
        self.stated == outside.stated_date()
    }
}

/// So many chains that are gone are looked through for original texts that stayed.
const SPARE_CHAINS: usize = 8;

/// Gives chains that are new what was read of gone ones with the same original text.
fn spare(chains: &mut [KeptChain], gone: Map<u64, KeptChain>) {
    if gone.len() > SPARE_CHAINS {
        return;
    }
    let mut gone: Vec<KeptChain> = gone.into_values().collect();
    let new = chains.iter_mut().filter(|chain| chain.read.is_none());
    for chain in new {
        let Some(text) = &chain.original else {
            continue;
        };
        let same = gone.iter_mut().find(|gone| {
            let original = gone.original.as_ref();
            original.is_some_and(|original| original.text.text == text.text.text)
        });
        chain.spare = same.and_then(|gone| gone.read.take());
    }
}

impl KeptChain {
    fn new(
        document: &Document,
        (blocks, revisions): (std::ops::Range<usize>, &[u64]),
        headers: &Headers,
        library: &Library,
        names: &Names,
        lexicon: &mut Lexicon<'_>,
    ) -> KeptChain {
        let over = chains::over(document, &blocks, headers);
        let over = over.into_iter().cloned().collect();
        let chained = chains::chain(document, blocks, headers, &|word| {
            library.compiled.words.get(word).is_some()
        });
        let mut text = |text: SideText| {
            let (tokens, sentences) = analysis::tokens(&text.text, lexicon);
            Text {
                mentions: parties::mentions(library, &tokens),
                stated: names.stated(&tokens, &sentences, lexicon),
                text: Rc::new(text),
                tokens: Rc::new(tokens),
                sentences,
            }
        };
        KeptChain {
            revisions: revisions.to_vec(),
            over,
            revised: text(chained.revised),
            original: chained.chain.changed.then(|| text(chained.original)),
            chain: chained.chain,
            read: None,
            spare: None,
        }
    }

    /// What the final text states of the date of effect.
    pub(crate) fn stated(&self) -> Stated {
        self.revised.stated
    }

    /// Its original text, where it differs from the final one, else that.
    pub(crate) fn original(&self) -> &Text {
        self.original.as_ref().unwrap_or(&self.revised)
    }
}

impl Text {
    /// Its analysis: the one that was kept, where the labels find in it what the others found.
    pub(crate) fn analysis(
        &self,
        kept: Option<(&Sided, &Labels)>,
        tables: &Tables<'_>,
        lexicon: &Lexicon<'_>,
    ) -> Rc<Analysis> {
        match kept {
            Some((side, labels)) if tables.labels.find_as(labels, &self.tokens) => {
                Rc::clone(&side.analysis)
            }
            _ => Rc::new(analysis::analyse(
                &self.text.text,
                (Rc::clone(&self.tokens), self.sentences.clone()),
                tables,
                lexicon,
            )),
        }
    }
}
