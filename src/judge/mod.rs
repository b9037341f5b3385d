//! Verdicts: a document judged by a library. See ARCHITECTURE.md, "How a clause is judged".
//!
//! The way of a document through the modules here, each of which knows only those before it:
//!
//! - `chains` gives each stretch of blocks its two texts;
//! - `parties` finds who is who, `analysis` and `units` the words, values and units of comparison;
//! - `outside` holds the deal and the facts; `readings` is what clauses read; `passages` puts it together;
//! - `definitions` reads again what a changed definition touches;
//! - `changes` compares, `explain` finds the rule behind each change, `cells` the row of each value;
//! - `verdict` decides, and `write` says it.

mod analysis;
mod cells;
mod chains;
mod changes;
mod definitions;
mod effective;
mod explain;
mod index;
mod learned;
mod likeness;
mod modes;
mod outside;
mod parties;
mod passages;
mod readings;
mod units;
mod verdict;
mod write;

use std::cell::RefCell;

use analysis::Tables;
use cells::Ground;
use changes::Changes;
use explain::Rules;
use index::Index;
use learned::Learned;
use outside::Outside;
use passages::{Cut, Origins, Passage};
use verdict::{Case, Finding, Unclaimed};

use crate::check::{CheckError, Options};
use crate::library::Library;
use crate::ordered::{self, Map, Set};
use crate::pattern::{PatternId, Scratch};
use crate::redline::{Document, Op, Side};
use crate::report::{Extent, Mode, Report};
use crate::text::{self, Lexicon, Sym};
use crate::value::Value;

/// Judges a document.
///
/// # Errors
///
/// Where a deal value or a fact makes no sense.
pub fn judge(
    document: &Document,
    library: &Library,
    options: &Options,
) -> Result<Report, CheckError> {
    let mut lexicon = Lexicon::new(&library.compiled.words);
    let mut outside = Outside::new(library, &options.deal, &options.facts, &mut lexicon)?;
    let (mut passages, tables) = read(document, library, &mut outside, &mut lexicon);
    let own_labels = parties::of_language(&mut lexicon);
    let own_tables = Tables::new(library, own_labels, &mut lexicon);
    let own = passages.len();
    let gained = definitions::gained(&passages, &tables, &mut lexicon, &outside);
    let learned = library
        .memo
        .get(|| Learned::new(library, &own_tables, &mut lexicon))
        .unwrap_or_default();
    let learned = learned.as_ref();
    let language = &learned.language;

    let (mode, paper) = modes::mode(document, &passages, language, options.paper);
    let extent = modes::extent(&passages, options.extent);
    let mut changes = Changes::default();
    let mut origins = Origins {
        replaced: Map::new(),
    };
    let mut untracked = Set::new();
    match mode {
        Mode::Redline | Mode::Compare => {
            for (index, passage) in passages
                .iter()
                .enumerate()
                .filter(|(_, passage)| passage.chain.changed)
            {
                changes.compare(index, passage.original(), &passage.revised);
            }
            let sides: Map<usize, _> = passages
                .iter()
                .enumerate()
                .filter(|(_, passage)| passage.chain.changed)
                .map(|(index, passage)| (index, (passage.original(), &passage.revised)))
                .collect();
            changes.find_moves(&sides);
        }
        Mode::Ours | Mode::ThirdParty => {}
    }
    // Sentences that stand in the place of approved language have it for their original.
    let in_place = match mode {
        Mode::Redline => modes::untracked(&passages, language),
        Mode::Ours => modes::all_sentences(&passages, language),
        Mode::Compare | Mode::ThirdParty => Vec::new(),
    };
    if mode == Mode::Redline {
        untracked.extend(in_place.iter().map(|place| place.chain));
    }
    modes::against_language(
        in_place,
        &mut passages,
        &own_tables,
        &mut lexicon,
        &outside,
        &mut changes,
        &mut origins,
    );

    let finals = passages
        .iter()
        .take(own)
        .flat_map(|passage| &passage.revised.readings.reads)
        .map(|read| (read.clause, read.term, read.value.clone()))
        .collect();
    let ground = Ground {
        library,
        outside: &outside,
        finals,
    };
    let disguises = disguises(document, &passages, mode);
    let index = Index::new(library, &passages, own, &origins, &changes);
    let case = Case {
        passages: &passages,
        own,
        changes: &changes,
        origins: &origins,
        index: &index,
        ground: &ground,
        mode,
        whole: extent == Extent::Whole,
        disguises: &disguises,
        untracked: &untracked,
        gained: &gained,
    };
    let rules = Rules {
        library,
        tables: &tables,
        lexicon: &lexicon,
        passages: &passages,
        changes: &changes,
        learned,
        struck: struck(&case),
        index: &index,
        run_facts: RefCell::default(),
        struck_sentences: RefCell::default(),
        own_sentences: RefCell::default(),
        arrivals: RefCell::default(),
        struck_parts: RefCell::default(),
        likely: RefCell::default(),
        labels: final_labels(&passages),
    };
    let (by_clause, mut unclaimed) = verdict::sorted(&changes, &rules, own);
    let mut findings: Vec<Finding<'_>> = Vec::new();
    let empty = Vec::new();
    for clause in 0..library.clauses.len() {
        let mut of_clause = case.findings(clause, by_clause.get(&clause).unwrap_or(&empty));
        if of_clause.is_empty() && case.whole && mode == Mode::ThirdParty {
            of_clause.extend(case.missing(clause));
        }
        findings.extend(of_clause);
    }
    // Chains in which only form changed, or a disguise was put, are findings too.
    let formal = formal(
        &passages,
        &findings,
        &unclaimed,
        &disguises,
        &index.moved_from,
        mode,
    );
    for chain in formal {
        let claims: Set<usize> = passages
            .get(chain)
            .map(|passage| {
                passage
                    .revised
                    .readings
                    .claims
                    .iter()
                    .flatten()
                    .copied()
                    .collect()
            })
            .unwrap_or_default();
        if claims.is_empty() {
            unclaimed.entry(chain).or_default();
        }
        // Nobody knows whose words a hidden character was to change: it is a finding of every clause of the passage.
        let spoken: Set<usize> = findings
            .iter()
            .filter(|finding| finding.chain == chain)
            .filter_map(|finding| finding.clause)
            .collect();
        for clause in claims.into_iter().filter(|clause| !spoken.contains(clause)) {
            findings.extend(case.formal(clause, chain));
        }
    }
    for (chain, changes) in unclaimed {
        findings.push(case.unclaimed(chain, changes));
    }
    if mode == Mode::ThirdParty
        && !findings
            .iter()
            .any(|finding| finding.kind != crate::report::FindingKind::Missing)
    {
        findings.extend(case.nothing_claimed(learned, &lexicon));
    }
    ordered::sort_by_key(&mut findings, |finding| {
        (finding.chain, finding.clause.unwrap_or(usize::MAX))
    });
    Ok(write::report(&write::Parts {
        document,
        library,
        options,
        case: &case,
        rules: &rules,
        findings: &findings,
        mode,
        paper,
        extent,
        labels: &tables.labels,
        outside: &outside,
        lexicon: &lexicon,
    }))
}

/// The document's passages, read by the library's clauses, and the tables that they were read with.
fn read<'a>(
    document: &Document,
    library: &'a Library,
    outside: &mut Outside<'a>,
    lexicon: &mut Lexicon<'a>,
) -> (Vec<Passage>, Tables<'a>) {
    let chains = chains::chains(document);
    let cut: Vec<(Cut, Option<Cut>)> = chains
        .iter()
        .map(|chain| {
            let revised = analysis::tokens(&chain.revised.text, lexicon);
            let original = chain
                .changed
                .then(|| analysis::tokens(&chain.original.text, lexicon));
            (revised, original)
        })
        .collect();
    let mut labels = {
        let mut texts = Vec::new();
        for (chain, (revised, original)) in chains.iter().zip(&cut) {
            texts.push((
                Side::Final,
                chain.revised.text.as_str(),
                revised.0.as_slice(),
            ));
            match original {
                Some(original) => texts.push((
                    Side::Original,
                    chain.original.text.as_str(),
                    original.0.as_slice(),
                )),
                None => texts.push((
                    Side::Original,
                    chain.revised.text.as_str(),
                    revised.0.as_slice(),
                )),
            }
        }
        parties::labels(library, &texts, lexicon)
    };
    parties::replaced(&mut labels, document, lexicon);
    outside.state_date(effective::stated(
        cut.iter().map(|(revised, _)| revised),
        lexicon,
    ));
    let tables = Tables::new(library, labels, lexicon);
    let passages = passages::passages(chains, cut, &tables, lexicon, outside);
    (passages, tables)
}

/// The patterns of a library that hit anything in a document: what its lint asks.
pub fn patterns_hit(document: &Document, library: &Library) -> Set<PatternId> {
    let mut lexicon = Lexicon::new(&library.compiled.words);
    let none = std::collections::BTreeMap::new();
    let Ok(mut outside) = Outside::new(library, &none, &none, &mut lexicon) else {
        return Set::new();
    };
    let (passages, tables) = read(document, library, &mut outside, &mut lexicon);
    let mut scratch = Scratch::default();
    let mut hit = Set::new();
    for passage in &passages {
        for side in [passage.original(), &passage.revised] {
            hit.extend(readings::patterns_hit(
                &side.analysis,
                &tables,
                &lexicon,
                &mut scratch,
            ));
        }
    }
    hit
}

/// The clauses that were there and are gone, and whose matrix has a row for that.
fn struck(case: &Case<'_, '_>) -> Vec<usize> {
    (0..case.ground.library.clauses.len())
        .filter(|clause| {
            let presence = case.presence(*clause);
            presence.original
                && !presence.revised
                && case
                    .ground
                    .library
                    .clauses
                    .get(*clause)
                    .is_some_and(|data| {
                        case.ground
                            .row(data, None, &Value::Absent, &[Value::Absent])
                            .is_some()
                    })
        })
        .collect()
}

fn final_labels(passages: &[Passage]) -> Set<Vec<Sym>> {
    let mut labels = Set::new();
    for passage in passages {
        let analysis = &passage.revised.analysis;
        for unit in analysis
            .units
            .iter()
            .filter(|unit| matches!(unit.key, units::Key::Party(_)))
        {
            labels.insert(
                analysis
                    .tokens
                    .get(unit.tokens.clone())
                    .unwrap_or_default()
                    .iter()
                    .map(|token| token.sym)
                    .collect(),
            );
        }
    }
    labels
}

/// Hidden and look-alike characters that a change put in, by chain; on third-party paper all of them.
fn disguises(document: &Document, passages: &[Passage], mode: Mode) -> Map<usize, (char, bool)> {
    let mut found = Map::new();
    for (index, passage) in passages.iter().enumerate() {
        for block in document
            .blocks
            .get(passage.chain.blocks.clone())
            .unwrap_or_default()
        {
            let clean = mode == Mode::ThirdParty || mode == Mode::Ours;
            if !clean && !block.is_changed() {
                continue;
            }
            let text = block.redline();
            for disguise in text::disguises(&text) {
                let mut at = 0;
                let op = block.runs.iter().find_map(|run| {
                    at += run.text.len();
                    (disguise.range.start < at).then_some(run.op)
                });
                if clean || op == Some(Op::Insert) {
                    found
                        .entry(index)
                        .or_insert((disguise.character, disguise.hidden));
                }
            }
        }
    }
    found
}

/// The changed chains that no finding speaks of, and those in which a disguise was put.
fn formal(
    passages: &[Passage],
    findings: &[Finding<'_>],
    unclaimed: &Unclaimed,
    disguises: &Map<usize, (char, bool)>,
    moved_from: &Set<usize>,
    mode: Mode,
) -> Vec<usize> {
    let spoken: Set<usize> = findings.iter().map(|finding| finding.chain).collect();
    let redline = matches!(mode, Mode::Redline | Mode::Compare);
    passages
        .iter()
        .enumerate()
        .filter(|(index, passage)| {
            (redline && passage.chain.changed) || disguises.contains_key(index)
        })
        .map(|(index, _)| index)
        .filter(|index| {
            disguises.contains_key(index)
                || !(unclaimed.contains_key(index) || spoken.contains(index))
        })
        // What only moved away is spoken of where it stands now.
        .filter(|index| disguises.contains_key(index) || !moved_from.contains(index))
        .collect()
}
