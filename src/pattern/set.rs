//! All the patterns of a library as one automaton: each word, prefix and slot of each pattern is a *position*, and an
//! index leads from a word to the positions that take it (Glushkov's construction, with gaps on its edges).

use super::regexes::Lazy;
use super::{Gap, Node, Pattern, Slot};
use crate::ordered::Map;
use crate::text::{Sym, Words};

/// How often groups may nest in groups.
const GROUP_DEPTH: usize = 4;

/// Where a position may be reached from: another position, over a gap.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    pub(super) from: u32,
    pub(super) gap: Option<Gap>,
}

/// A step of a part that takes one word or one slot.
#[derive(Clone, Debug)]
pub(super) struct Step {
    pub(super) part: u32,
    pub(super) first: bool,
    pub(super) last: bool,
    /// Its edges, in the set's list.
    pub(super) edges: std::ops::Range<u32>,
}

/// A part of a pattern.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub(super) pattern: u32,
    /// Its index within the pattern.
    pub(super) index: u32,
}

/// The number of a pattern in a set, counted as they were added.
pub type PatternId = u32;

/// A set of patterns, compiled.
#[derive(Clone, Debug, Default)]
pub struct Set {
    pub(super) steps: Vec<Step>,
    /// The edges of all steps, each step's together.
    pub(super) edges: Vec<Edge>,
    /// The steps that each step leads to, each step's together, and where those of each begin.
    next: Vec<u32>,
    next_starts: Vec<u32>,
    pub(super) parts: Vec<Part>,
    /// The parts of each pattern.
    pub(super) patterns: Vec<std::ops::Range<u32>>,
    pub(super) by_word: Map<Sym, Vec<u32>>,
    pub(super) by_prefix: Map<String, Vec<u32>>,
    pub(super) by_slot: Map<Slot, Vec<u32>>,
    pub(super) longest_prefix: usize,
    /// The parts that no sentence without this word, prefix or slot can match.
    pub(super) anchors: Anchors,
    /// The parts that are regular expressions.
    pub(super) regexes: Vec<(u32, Lazy)>,
}

/// What must stand in a sentence for a part to match: of all that the part cannot do without, what is rarest.
#[derive(Clone, Debug, Default)]
pub(super) struct Anchors {
    pub(super) by_word: Map<Sym, Vec<u32>>,
    pub(super) by_prefix: Map<String, Vec<u32>>,
    pub(super) by_slot: Map<Slot, Vec<u32>>,
    /// Parts that may match anywhere.
    pub(super) free: Vec<u32>,
}

/// One of the things that a part can begin some stretch of itself with.
enum Anchor<'p> {
    Word(&'p str),
    Prefix(&'p str),
    Slot(Slot),
}

/// Words that stand in most sentences: a part is better told by any other.
const COMMON: [&str; 32] = [
    "the", "of", "to", "and", "or", "a", "an", "in", "is", "are", "be", "by", "for", "from", "on",
    "at", "with", "any", "all", "its", "that", "this", "as", "no", "not", "than", "shall", "will",
    "may", "must", "it", "such",
];

impl Anchor<'_> {
    /// How often it is met, roughly.
    fn cost(&self) -> usize {
        match self {
            Anchor::Word(word) if COMMON.contains(word) => 200,
            Anchor::Word(_) => 1,
            Anchor::Prefix(_) => 2,
            Anchor::Slot(Slot::Value(_)) => 5,
            Anchor::Slot(_) => 100,
        }
    }
}

/// What a match of a node must begin with: `None` where it may be empty, or is not made of words.
fn anchor<'p>(node: &'p Node, groups: &'p Groups, depth: usize) -> Option<Vec<Anchor<'p>>> {
    match node {
        Node::Word(word) => Some(vec![Anchor::Word(word)]),
        Node::Prefix(prefix) => Some(vec![Anchor::Prefix(prefix)]),
        Node::Slot(slot) => Some(vec![Anchor::Slot(*slot)]),
        Node::Gap(_) | Node::Optional(_) | Node::Regex(_) => None,
        Node::Either(branches) => any_of(branches.iter().map(Vec::as_slice), groups, depth),
        Node::Group(name) if depth < GROUP_DEPTH => {
            let patterns = groups.get(name)?;
            let branches = patterns.iter().filter_map(|pattern| pattern.parts.first());
            any_of(branches.map(Vec::as_slice), groups, depth + 1)
        }
        Node::Group(_) => None,
    }
}

fn any_of<'p>(
    branches: impl Iterator<Item = &'p [Node]>,
    groups: &'p Groups,
    depth: usize,
) -> Option<Vec<Anchor<'p>>> {
    let mut all = Vec::new();
    for branch in branches {
        all.extend(rarest(branch, groups, depth)?);
    }
    (!all.is_empty()).then_some(all)
}

/// Of the nodes that a sequence cannot do without, what the rarest begins with.
fn rarest<'p>(nodes: &'p [Node], groups: &'p Groups, depth: usize) -> Option<Vec<Anchor<'p>>> {
    nodes
        .iter()
        .filter_map(|node| anchor(node, groups, depth))
        .min_by_key(|anchors| anchors.iter().map(Anchor::cost).sum::<usize>())
}

/// Word groups by name.
pub type Groups = Map<String, Vec<Pattern>>;

impl Set {
    /// Adds a pattern. A group that does not exist, or is empty, matches nothing.
    pub fn add(&mut self, pattern: &Pattern, groups: &Groups, words: &mut Words) -> PatternId {
        let id = self.patterns.len() as PatternId;
        let start = self.parts.len() as u32;
        for (index, nodes) in pattern.parts.iter().enumerate() {
            let part = self.parts.len() as u32;
            self.parts.push(Part {
                pattern: id,
                index: index as u32,
            });
            if let [Node::Regex(regex)] = nodes.as_slice() {
                self.regexes.push((part, Lazy::new(regex)));
                continue;
            }
            let mut builder = Builder {
                set: self,
                groups,
                words,
                part,
            };
            let ends = builder.sequence(nodes, vec![From::Start], 0);
            for end in ends {
                if let From::Step(step, None) = end
                    && let Some(step) = self.steps.get_mut(step as usize)
                {
                    step.last = true;
                }
            }
            self.anchor(part, nodes, groups, words);
        }
        self.patterns.push(start..self.parts.len() as u32);
        id
    }

    fn anchor(&mut self, part: u32, nodes: &[Node], groups: &Groups, words: &mut Words) {
        let Some(anchors) = rarest(nodes, groups, 0) else {
            self.anchors.free.push(part);
            return;
        };
        for anchor in anchors {
            let list = match anchor {
                Anchor::Word(word) => self.anchors.by_word.entry(words.intern(word)).or_default(),
                Anchor::Prefix(prefix) => {
                    let prefix = String::from(prefix);
                    self.anchors.by_prefix.entry(prefix).or_default()
                }
                Anchor::Slot(slot) => self.anchors.by_slot.entry(slot).or_default(),
            };
            if list.last() != Some(&part) {
                list.push(part);
            }
        }
    }

    /// Turns the edges round, after the last pattern was added: before this nothing is found that has more than one word.
    pub fn close(&mut self) {
        // First how many steps each leads to, then where the last of them goes; what is put there moves the place down to
        // where the first one is.
        let mut starts = vec![0_u32; self.steps.len() + 1];
        for edge in &self.edges {
            if let Some(count) = starts.get_mut(edge.from as usize) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for count in &mut starts {
            sum += *count;
            *count = sum;
        }
        self.next = vec![0; sum as usize];
        for (step, data) in self.steps.iter().enumerate() {
            let range = data.edges.start as usize..data.edges.end as usize;
            for edge in self.edges.get(range).unwrap_or_default() {
                if let Some(place) = starts.get_mut(edge.from as usize) {
                    *place = place.saturating_sub(1);
                    if let Some(next) = self.next.get_mut(*place as usize) {
                        *next = step as u32;
                    }
                }
            }
        }
        self.next_starts = starts;
    }

    /// The steps that a step leads to.
    pub(super) fn next_of(&self, step: u32) -> &[u32] {
        let start = |index: usize| self.next_starts.get(index).copied().unwrap_or_default();
        let range = start(step as usize) as usize..start(step as usize + 1) as usize;
        self.next.get(range).unwrap_or_default()
    }

    /// The edges of a step.
    pub(super) fn edges_of(&self, step: &Step) -> &[Edge] {
        let range = step.edges.start as usize..step.edges.end as usize;
        self.edges.get(range).unwrap_or_default()
    }

    /// Whether a pattern spells a word out, or the beginning of one.
    pub fn spells(&self, sym: Sym, form: &str) -> bool {
        self.by_word.contains_key(&sym)
            || self
                .prefixes(form)
                .any(|prefix| self.by_prefix.contains_key(prefix))
    }

    /// The beginnings of a word, as far as a pattern may name one.
    pub(super) fn prefixes<'w>(&self, form: &'w str) -> impl Iterator<Item = &'w str> {
        let longest = self.longest_prefix;
        form.char_indices()
            .map(|(end, character)| end + character.len_utf8())
            .take_while(move |end| *end <= longest)
            .filter_map(|end| form.get(..end))
    }

    /// How many patterns there are.
    pub fn len(&self) -> usize {
        self.patterns.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.patterns.is_empty()
    }
}

/// What the next step can follow: the start of the part, or a step over a gap.
#[derive(Clone, Copy, PartialEq)]
enum From {
    Start,
    Step(u32, Option<Gap>),
}

struct Builder<'a> {
    set: &'a mut Set,
    groups: &'a Groups,
    words: &'a mut Words,
    part: u32,
}

impl Builder<'_> {
    fn sequence(&mut self, nodes: &[Node], mut from: Vec<From>, depth: usize) -> Vec<From> {
        for node in nodes {
            from = self.node(node, from, depth);
        }
        from
    }

    fn node(&mut self, node: &Node, from: Vec<From>, depth: usize) -> Vec<From> {
        match node {
            Node::Word(word) => {
                let step = self.step(&from);
                let sym = self.words.intern(word);
                self.set.by_word.entry(sym).or_default().push(step);
                vec![From::Step(step, None)]
            }
            Node::Prefix(prefix) => {
                let step = self.step(&from);
                self.set.longest_prefix = self.set.longest_prefix.max(prefix.len());
                self.set
                    .by_prefix
                    .entry(prefix.clone())
                    .or_default()
                    .push(step);
                vec![From::Step(step, None)]
            }
            Node::Slot(slot) => {
                let step = self.step(&from);
                self.set.by_slot.entry(*slot).or_default().push(step);
                vec![From::Step(step, None)]
            }
            Node::Gap(gap) => from
                .into_iter()
                .map(|from| match from {
                    From::Step(step, before) => From::Step(step, before.max(Some(*gap))),
                    From::Start => From::Start,
                })
                .collect(),
            Node::Either(branches) => self.either(branches, &from, depth),
            Node::Optional(inner) => {
                let mut ends = self.sequence(inner, from.clone(), depth);
                ends.extend(from);
                ends
            }
            Node::Group(name) if depth < GROUP_DEPTH => {
                let branches: Vec<Vec<Node>> = self
                    .groups
                    .get(name)
                    .map(|patterns| {
                        patterns
                            .iter()
                            .filter_map(|pattern| pattern.parts.first().cloned())
                            .collect()
                    })
                    .unwrap_or_default();
                self.either(&branches, &from, depth + 1)
            }
            // A group that names itself, and a regular expression among words, which the syntax refuses.
            Node::Group(_) | Node::Regex(_) => Vec::new(),
        }
    }

    /// Alternatives. All those of a single word or prefix share one step, which keeps large groups small.
    fn either(&mut self, branches: &[Vec<Node>], from: &[From], depth: usize) -> Vec<From> {
        let mut ends = Vec::new();
        let mut shared = None;
        for branch in branches {
            match branch.as_slice() {
                [single @ (Node::Word(_) | Node::Prefix(_) | Node::Slot(_))] => {
                    let step = *shared.get_or_insert_with(|| self.step(from));
                    match single {
                        Node::Word(word) => {
                            let sym = self.words.intern(word);
                            self.set.by_word.entry(sym).or_default().push(step);
                        }
                        Node::Prefix(prefix) => {
                            self.set.longest_prefix = self.set.longest_prefix.max(prefix.len());
                            self.set
                                .by_prefix
                                .entry(prefix.clone())
                                .or_default()
                                .push(step);
                        }
                        Node::Slot(slot) => self.set.by_slot.entry(*slot).or_default().push(step),
                        _ => {}
                    }
                }
                _ => ends.extend(self.sequence(branch, from.to_vec(), depth)),
            }
        }
        ends.extend(shared.map(|step| From::Step(step, None)));
        ends
    }

    fn step(&mut self, from: &[From]) -> u32 {
        let id = self.set.steps.len() as u32;
        let mut edges: Vec<Edge> = from
            .iter()
            .filter_map(|from| match from {
                From::Step(step, gap) => Some(Edge {
                    from: *step,
                    gap: *gap,
                }),
                From::Start => None,
            })
            .collect();
        edges.dedup_by_key(|edge| (edge.from, edge.gap));
        let start = self.set.edges.len() as u32;
        self.set.edges.extend(edges);
        let end = self.set.edges.len() as u32;
        self.set.steps.push(Step {
            part: self.part,
            first: from.contains(&From::Start),
            last: false,
            edges: start..end,
        });
        id
    }
}
