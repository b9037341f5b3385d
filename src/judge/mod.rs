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
mod kept;
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
use std::rc::Rc;

use analysis::Tables;
use cells::Ground;
use changes::Changes;
use effective::Stated;
use explain::Rules;
use index::Index;
pub use kept::Kept;
use kept::KeptChain;
use learned::Learned;
use outside::Outside;
use passages::{Origins, Passage};
use verdict::{Case, Finding, Unclaimed};

use crate::check::{CheckError, Options};
use crate::library::Library;
use crate::ordered::{self, Map, Set};
use crate::pattern::{PatternId, Scratch};
use crate::redline::{Document, Op, Side};
use crate::report::{self, Extent, Mode, Report};
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
    let mut kept = Kept::default();
    let (report, findings) =
        judge_again(document, &revisions(document), library, options, &mut kept)?;
    drop(kept);
    Ok(Report {
        findings: findings.into_iter().map(Rc::unwrap_or_clone).collect(),
        ..report
    })
}

/// Judges a document, and takes from what the last check of it kept what nothing touched since: the report is the one
/// that [`judge`] gives, with the findings beside it. Those that stayed as they were are the same ones.
///
/// `revisions` are those of its blocks, one each. No two blocks of a document have the same one, and a block that
/// changes gets one that no block had before.
///
/// # Errors
///
/// As of [`judge`].
pub fn judge_again(
    document: &Document,
    revisions: &[u64],
    library: &Library,
    options: &Options,
    kept: &mut Kept,
) -> Result<(Report, Vec<Rc<report::Finding>>), CheckError> {
    kept.begin(library, options);
    let words = std::mem::take(&mut kept.words);
    let mut lexicon = Lexicon::resume(&library.compiled.words, words);
    let report = judged((document, revisions), library, options, kept, &mut lexicon);
    kept.words = lexicon.into_own();
    report
}

/// Revisions for a document that is judged once.
fn revisions(document: &Document) -> Vec<u64> {
    (0..document.blocks.len() as u64).collect()
}

fn judged<'a>(
    (document, revisions): (&Document, &[u64]),
    library: &'a Library,
    options: &Options,
    kept: &mut Kept,
    lexicon: &mut Lexicon<'a>,
) -> Result<(Report, Vec<Rc<report::Finding>>), CheckError> {
    let mut outside = Outside::new(library, &options.deal, &options.facts, lexicon)?;
    let (mut passages, tables) = read((document, revisions), library, &mut outside, kept, lexicon);
    let own_labels = parties::of_language(lexicon);
    let own_tables = Tables::new(library, own_labels, lexicon);
    let own = passages.len();
    let gained = definitions::gained(
        &passages,
        &tables,
        lexicon,
        &outside,
        (&mut kept.meant, &mut kept.scratch),
    );
    let learned = library
        .memo
        .get(|| Learned::new(library, &own_tables, lexicon))
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
                let compared = passage.memo.compared.get_or_init(|| {
                    let mut changes = Changes::default();
                    changes.compare(0, passage.original(), &passage.revised);
                    changes
                });
                changes.add(index, compared);
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
        lexicon,
        &outside,
        (&mut kept.language, &mut kept.scratch),
        (&mut changes, &mut origins),
    );

    let mut finals: Vec<Map<usize, Vec<Value>>> = vec![Map::new(); library.clauses.len()];
    for passage in passages.iter().take(own) {
        for read in &passage.revised.readings.reads {
            if let (Some(term), Some(of)) = (read.term, finals.get_mut(read.clause)) {
                of.entry(term).or_default().push(read.value.clone());
            }
        }
    }
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
        lexicon,
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
        labels: final_labels(passages.get(..own).unwrap_or_default()),
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
        findings.extend(case.nothing_claimed(learned, lexicon));
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
        lexicon,
        surroundings: kept.surroundings,
    }))
}

/// The document's passages, read by the library's clauses, and the tables that they were read with.
fn read<'a>(
    (document, revisions): (&Document, &[u64]),
    library: &'a Library,
    outside: &mut Outside<'a>,
    kept: &mut Kept,
    lexicon: &mut Lexicon<'a>,
) -> (Vec<Passage>, Tables<'a>) {
    let mut chains = kept.chains(document, revisions, library, lexicon);
    let mut texts = Vec::with_capacity(chains.len() * 2);
    for chain in &chains {
        let sides = [
            (Side::Final, &chain.revised),
            (Side::Original, chain.original()),
        ];
        texts.extend(sides.map(|(side, text)| parties::Text {
            side,
            text: &text.text.text,
            tokens: &text.tokens,
            mentions: &text.mentions,
        }));
    }
    let mut labels = parties::labels(library, &texts, lexicon);
    drop(texts);
    parties::replaced(&mut labels, document, lexicon);
    labels.close();
    let stated = chains.iter().map(KeptChain::stated);
    let stated = stated.fold(Stated::Nothing, Stated::and).date();
    outside.state_date(stated);
    kept.surround(&labels, stated, &document.changes);
    let tables = Tables::new(library, labels, lexicon);
    let passages = passages::passages(&mut chains, kept, &tables, lexicon, outside);
    kept.keep(chains, tables.labels.clone(), stated);
    (passages, tables)
}

/// The patterns of a library that hit anything in a document: what its lint asks.
pub fn patterns_hit(document: &Document, library: &Library) -> Set<PatternId> {
    let mut lexicon = Lexicon::new(&library.compiled.words);
    let none = std::collections::BTreeMap::new();
    let Ok(mut outside) = Outside::new(library, &none, &none, &mut lexicon) else {
        return Set::new();
    };
    let (passages, tables) = read(
        (document, &revisions(document)),
        library,
        &mut outside,
        &mut Kept::default(),
        &mut lexicon,
    );
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
