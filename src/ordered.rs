//! Ordered maps, ordered sets and stable sorting, compiled once for all types.
//!
//! `std`'s maps and sorts are compiled anew for every type, which was an eighth of the Wasm. Here the order is kept as
//! indices and found through a comparison that is called by reference; what is compiled for each type is a comparison
//! and a push. Where a map or a sort is not in the Wasm, use `std`'s.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::fmt;
use std::ops::{BitAnd, BitOr, Range, Sub};

/// How many indices a stretch holds before it is halved: few enough that an insertion moves little.
const STRETCH: usize = 256;

/// Sorts by a comparison; what is equal keeps its order.
pub fn sort_by<T>(items: &mut [T], mut compare: impl FnMut(&T, &T) -> Ordering) {
    if items.len() < 2 {
        return;
    }
    let order = order_of(items.len(), &mut |a, b| match (
        items.get(a as usize),
        items.get(b as usize),
    ) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    });
    bring(&order, &mut |at, to| items.swap(at, to));
}

/// Sorts by a key; what is equal keeps its order.
pub fn sort_by_key<T, K: Ord>(items: &mut [T], mut key: impl FnMut(&T) -> K) {
    sort_by(items, |a, b| key(a).cmp(&key(b)));
}

/// Sorts by the items' own order.
pub fn sort<T: Ord>(items: &mut [T]) {
    sort_by(items, T::cmp);
}

/// Sorts ranges by where they begin, then by where they end.
pub fn sort_ranges(ranges: &mut [Range<usize>]) {
    sort_by_key(ranges, |range| (range.start, range.end));
}

/// The indices of so many items, in the items' order.
fn order_of(count: usize, compare: &mut dyn FnMut(u32, u32) -> Ordering) -> Vec<u32> {
    let mut order: Vec<u32> = (0..count as u32).collect();
    order.sort_by(|a, b| compare(*a, *b));
    order
}

/// Brings items into an order, which is that of their indices: each swap brings one to its place for good.
fn bring(order: &[u32], swap: &mut dyn FnMut(usize, usize)) {
    let mut place = vec![0; order.len()];
    for (to, from) in order.iter().enumerate() {
        if let Some(place) = place.get_mut(*from as usize) {
            *place = to;
        }
    }
    for at in 0..place.len() {
        while let Some(to) = place.get(at).copied().filter(|to| *to != at) {
            swap(at, to);
            place.swap(at, to);
        }
    }
}

/// Indices of entries in the order of their keys, in stretches of bounded length. None is empty.
#[derive(Clone, Default)]
struct Order {
    stretches: Vec<Vec<u32>>,
}

/// A place in an order: the stretch, and the place in it.
type Place = (usize, usize);

impl Order {
    /// The first place whose entry is not less than what is sought, and whether it is equal.
    fn find(&self, compare: &mut dyn FnMut(u32) -> Ordering) -> (Place, bool) {
        // Most maps are filled from the least key up.
        let last = self.stretches.last().and_then(|stretch| stretch.last());
        match last.map(|last| compare(*last)) {
            None => return ((0, 0), false),
            Some(Ordering::Less) => return ((self.stretches.len(), 0), false),
            // And many an entry is asked for again before the next one comes.
            Some(Ordering::Equal) => {
                let stretch = self.stretches.len().saturating_sub(1);
                let at = self
                    .stretches
                    .last()
                    .map_or(0, |last| last.len().saturating_sub(1));
                return ((stretch, at), true);
            }
            Some(Ordering::Greater) => {}
        }
        let stretch = self.stretches.partition_point(|stretch| {
            let last = stretch.last();
            last.is_some_and(|last| compare(*last) == Ordering::Less)
        });
        let found = self.stretches.get(stretch).map(|indices| {
            let at = indices.partition_point(|index| compare(*index) == Ordering::Less);
            let equal = indices.get(at);
            (
                at,
                equal.is_some_and(|index| compare(*index) == Ordering::Equal),
            )
        });
        let (at, equal) = found.unwrap_or_default();
        ((stretch, at), equal)
    }

    fn get(&self, (stretch, at): Place) -> Option<usize> {
        let index = self.stretches.get(stretch)?.get(at)?;
        Some(*index as usize)
    }

    /// The index of the entry that is equal to what is sought.
    fn known(&self, compare: &mut dyn FnMut(u32) -> Ordering) -> Option<usize> {
        let (place, found) = self.find(compare);
        self.get(place).filter(|_| found)
    }

    /// The index of the entry that is equal to what is sought; where there is none, the next one is put into its place.
    fn known_or(&mut self, next: usize, compare: &mut dyn FnMut(u32) -> Ordering) -> usize {
        let (place, found) = self.find(compare);
        self.get(place).filter(|_| found).unwrap_or_else(|| {
            self.insert(place, next as u32);
            next
        })
    }

    /// Puts an index where [`Order::find`] said.
    fn insert(&mut self, (stretch, at): Place, index: u32) {
        let (stretch, at) = match (stretch, self.stretches.last()) {
            // Beyond the last entry is at the end of the last stretch.
            (_, Some(last)) if stretch >= self.stretches.len() => {
                (self.stretches.len() - 1, last.len())
            }
            (_, None) => {
                self.stretches.push(vec![index]);
                return;
            }
            place => (place.0, at),
        };
        let Some(indices) = self.stretches.get_mut(stretch) else {
            return;
        };
        indices.insert(at.min(indices.len()), index);
        if indices.len() > STRETCH {
            // A map that is filled from the least key up shall not leave half-empty stretches behind.
            let keep = if at + 1 >= indices.len() {
                STRETCH
            } else {
                STRETCH / 2
            };
            let rest = indices.split_off(keep);
            self.stretches.insert(stretch + 1, rest);
        }
    }

    /// The entries in their order.
    fn arranged<K, V>(&self, mut entries: Vec<(K, Option<V>)>) -> IntoIter<K, V> {
        self.bring(&mut |at, to| entries.swap(at, to));
        let filled: Filled<K, V> = |(key, value)| Some((key, value?));
        entries.into_iter().filter_map(filled)
    }

    fn bring(&self, swap: &mut dyn FnMut(usize, usize)) {
        let order: Vec<u32> = self.stretches.iter().flatten().copied().collect();
        bring(&order, swap);
    }

    /// The indices in order, from a place on.
    fn from(&self, (stretch, at): Place) -> impl Iterator<Item = usize> {
        let rest = self.stretches.get(stretch..).unwrap_or_default();
        let first = rest.first().and_then(|first| first.get(at..));
        let others = rest.get(1..).unwrap_or_default();
        let first = first.unwrap_or_default().iter();
        first
            .chain(others.iter().flatten())
            .map(|index| *index as usize)
    }
}

/// How an entry's key stands to a key.
fn compared<Q: Ord + ?Sized, K: Borrow<Q>, V>(
    entries: &[(K, V)],
    key: &Q,
) -> impl FnMut(u32) -> Ordering {
    |index| {
        let entry = entries.get(index as usize);
        entry.map_or(Ordering::Equal, |(other, _)| other.borrow().cmp(key))
    }
}

/// Passes over entries whose value was taken out.
type Filled<K, V> = fn((K, Option<V>)) -> Option<(K, V)>;

/// The entries of a map in order, by themselves.
pub type IntoIter<K, V> = std::iter::FilterMap<std::vec::IntoIter<(K, Option<V>)>, Filled<K, V>>;

/// A map in the order of its keys.
#[derive(Clone)]
pub struct Map<K, V> {
    order: Order,
    /// In the order in which the keys came; nothing where a value was taken out.
    entries: Vec<(K, Option<V>)>,
}

impl<K: Ord, V> Map<K, V> {
    /// An empty map.
    pub fn new() -> Map<K, V> {
        Map::default()
    }

    fn known<Q: Ord + ?Sized>(&self, key: &Q) -> Option<usize>
    where
        K: Borrow<Q>,
    {
        self.order.known(&mut compared(&self.entries, key))
    }

    /// The slot of a key, made where there is none.
    fn slot(&mut self, key: K) -> &mut Option<V> {
        let next = self.entries.len();
        let entries = &self.entries;
        let index = self.order.known_or(next, &mut compared(entries, &key));
        if index == next {
            self.entries.push((key, None));
        }
        // An index in the order is that of an entry.
        &mut self.entries[index].1
    }

    /// The value of a key.
    pub fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.entries.get(self.known(key)?)?.1.as_ref()
    }

    /// The value of a key, to change it.
    pub fn get_mut<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        let index = self.known(key)?;
        self.entries.get_mut(index)?.1.as_mut()
    }

    /// Whether a key is there.
    pub fn contains_key<Q: Ord + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.get(key).is_some()
    }

    /// Puts a value in, and gives back the one that it replaces.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        self.slot(key).replace(value)
    }

    /// Takes a value out.
    pub fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        let index = self.known(key)?;
        self.entries.get_mut(index)?.1.take()
    }

    /// Takes out what does not meet a condition.
    pub fn retain(&mut self, mut keep: impl FnMut(&K, &mut V) -> bool) {
        for (key, slot) in &mut self.entries {
            if slot.as_mut().is_some_and(|value| !keep(key, value)) {
                *slot = None;
            }
        }
    }

    /// The place of a key, to fill where it is empty.
    pub fn entry(&mut self, key: K) -> Entry<'_, V> {
        Entry {
            slot: self.slot(key),
        }
    }

    /// The entries whose keys lie in a range, its end left out.
    pub fn range(&self, range: Range<K>) -> impl Iterator<Item = (&K, &V)> {
        let (start, _) = self.order.find(&mut compared(&self.entries, &range.start));
        let entries = self.order.from(start).filter_map(|index| self.pair(index));
        entries.take_while(move |(key, _)| **key < range.end)
    }

    fn pair(&self, index: usize) -> Option<(&K, &V)> {
        let (key, value) = self.entries.get(index)?;
        Some((key, value.as_ref()?))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        let filled = self.entries.iter().filter(|(_, value)| value.is_some());
        filled.count()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.iter().all(|(_, value)| value.is_none())
    }

    /// The entries in order.
    pub fn iter(&self) -> Iter<'_, K, V> {
        Iter {
            indices: self.order.stretches.iter().flatten(),
            entries: &self.entries,
        }
    }

    /// The entries in order, with values to change.
    pub fn iter_mut(&mut self) -> IntoIter<&K, &mut V> {
        let entries = self.entries.iter_mut();
        let entries = entries.map(|(key, value)| (&*key, value.as_mut()));
        self.order.arranged(entries.collect())
    }

    /// The keys in order.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &K> + Clone {
        self.iter().map(|(key, _)| key)
    }

    /// The values in the order of their keys.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &V> + Clone {
        self.iter().map(|(_, value)| value)
    }

    /// The values in the order of their keys, to change them.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.iter_mut().map(|(_, value)| value)
    }

    /// The values in the order of their keys, by themselves.
    pub fn into_values(self) -> impl Iterator<Item = V> {
        self.into_iter().map(|(_, value)| value)
    }
}

/// The place of a key in a map.
pub struct Entry<'a, V> {
    slot: &'a mut Option<V>,
}

impl<'a, V> Entry<'a, V> {
    /// The value, put in where there is none.
    pub fn or_insert(self, value: V) -> &'a mut V {
        self.slot.get_or_insert(value)
    }

    /// The value, made where there is none.
    pub fn or_insert_with(self, value: impl FnOnce() -> V) -> &'a mut V {
        self.slot.get_or_insert_with(value)
    }

    /// The value, or its type's default where there is none.
    pub fn or_default(self) -> &'a mut V
    where
        V: Default,
    {
        self.slot.get_or_insert_with(V::default)
    }

    /// Changes the value where there is one.
    pub fn and_modify(self, change: impl FnOnce(&mut V)) -> Entry<'a, V> {
        self.slot.as_mut().map(change);
        self
    }
}

/// The entries of a map in order.
pub struct Iter<'a, K, V> {
    indices: std::iter::Flatten<std::slice::Iter<'a, Vec<u32>>>,
    entries: &'a [(K, Option<V>)],
}

impl<'a, K, V> Iter<'a, K, V> {
    fn pair(&self, index: u32) -> Option<(&'a K, &'a V)> {
        let (key, value) = self.entries.get(index as usize)?;
        Some((key, value.as_ref()?))
    }
}

impl<K, V> Clone for Iter<'_, K, V> {
    fn clone(&self) -> Self {
        Iter {
            indices: self.indices.clone(),
            entries: self.entries,
        }
    }
}

impl<'a, K, V> Iterator for Iter<'a, K, V> {
    type Item = (&'a K, &'a V);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let index = *self.indices.next()?;
            if let Some(pair) = self.pair(index) {
                return Some(pair);
            }
        }
    }
}

impl<K, V> DoubleEndedIterator for Iter<'_, K, V> {
    fn next_back(&mut self) -> Option<Self::Item> {
        loop {
            let index = *self.indices.next_back()?;
            if let Some(pair) = self.pair(index) {
                return Some(pair);
            }
        }
    }
}

impl<K, V> Default for Map<K, V> {
    fn default() -> Self {
        Map {
            order: Order::default(),
            entries: Vec::new(),
        }
    }
}

impl<K: Ord, V: PartialEq> PartialEq for Map<K, V> {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl<K: Ord + fmt::Debug, V: fmt::Debug> fmt::Debug for Map<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl<K: Ord, V> FromIterator<(K, V)> for Map<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        let mut map = Map::default();
        map.extend(pairs);
        map
    }
}

impl<K: Ord, V> Extend<(K, V)> for Map<K, V> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, pairs: I) {
        for (key, value) in pairs {
            self.insert(key, value);
        }
    }
}

impl<K: Ord, V, const N: usize> From<[(K, V); N]> for Map<K, V> {
    fn from(pairs: [(K, V); N]) -> Self {
        pairs.into_iter().collect()
    }
}

impl<K: Ord, V> IntoIterator for Map<K, V> {
    type Item = (K, V);
    type IntoIter = IntoIter<K, V>;

    fn into_iter(self) -> Self::IntoIter {
        self.order.arranged(self.entries)
    }
}

impl<'a, K: Ord, V> IntoIterator for &'a Map<K, V> {
    type Item = (&'a K, &'a V);
    type IntoIter = Iter<'a, K, V>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'a, K: Ord, V> IntoIterator for &'a mut Map<K, V> {
    type Item = (&'a K, &'a mut V);
    type IntoIter = IntoIter<&'a K, &'a mut V>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter_mut()
    }
}

/// A set in the order of its items.
#[derive(Clone, PartialEq)]
pub struct Set<K: Ord> {
    map: Map<K, ()>,
}

impl<K: Ord> Set<K> {
    /// An empty set.
    pub fn new() -> Set<K> {
        Set::default()
    }

    /// Puts an item in; whether it was not there.
    pub fn insert(&mut self, item: K) -> bool {
        self.map.insert(item, ()).is_none()
    }

    /// Whether an item is there.
    pub fn contains<Q: Ord + ?Sized>(&self, item: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.map.contains_key(item)
    }

    /// Takes an item out; whether it was there.
    pub fn remove<Q: Ord + ?Sized>(&mut self, item: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.map.remove(item).is_some()
    }

    /// Takes out what does not meet a condition.
    pub fn retain(&mut self, mut keep: impl FnMut(&K) -> bool) {
        self.map.retain(|item, ()| keep(item));
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.map.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.map.is_empty()
    }

    /// The items in order.
    pub fn iter(&self) -> Items<'_, K> {
        Items {
            iter: self.map.iter(),
        }
    }

    /// The first item.
    pub fn first(&self) -> Option<&K> {
        self.iter().next()
    }

    /// The last item.
    pub fn last(&self) -> Option<&K> {
        self.iter().next_back()
    }

    /// Whether all items are in another set too.
    pub fn is_subset(&self, other: &Set<K>) -> bool {
        self.iter().all(|item| other.contains(item))
    }

    /// Whether no item is in another set.
    pub fn is_disjoint(&self, other: &Set<K>) -> bool {
        !self.iter().any(|item| other.contains(item))
    }
}

impl<K: Ord + Clone> BitOr for &Set<K> {
    type Output = Set<K>;

    fn bitor(self, other: &Set<K>) -> Set<K> {
        self.iter().chain(other).cloned().collect()
    }
}

impl<K: Ord + Clone> BitAnd for &Set<K> {
    type Output = Set<K>;

    fn bitand(self, other: &Set<K>) -> Set<K> {
        let both = self.iter().filter(|item| other.contains(*item));
        both.cloned().collect()
    }
}

impl<K: Ord + Clone> Sub for &Set<K> {
    type Output = Set<K>;

    fn sub(self, other: &Set<K>) -> Set<K> {
        let rest = self.iter().filter(|item| !other.contains(*item));
        rest.cloned().collect()
    }
}

impl<'a, K: Ord + Copy> Extend<&'a K> for Set<K> {
    fn extend<I: IntoIterator<Item = &'a K>>(&mut self, items: I) {
        self.extend(items.into_iter().copied());
    }
}

/// The items of a set in order.
pub struct Items<'a, K> {
    iter: Iter<'a, K, ()>,
}

impl<K> Clone for Items<'_, K> {
    fn clone(&self) -> Self {
        Items {
            iter: self.iter.clone(),
        }
    }
}

impl<'a, K> Iterator for Items<'a, K> {
    type Item = &'a K;

    fn next(&mut self) -> Option<&'a K> {
        self.iter.next().map(|(item, ())| item)
    }
}

impl<K> DoubleEndedIterator for Items<'_, K> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.iter.next_back().map(|(item, ())| item)
    }
}

impl<K: Ord> Default for Set<K> {
    fn default() -> Self {
        Set {
            map: Map::default(),
        }
    }
}

impl<K: Ord + fmt::Debug> fmt::Debug for Set<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

impl<K: Ord> FromIterator<K> for Set<K> {
    fn from_iter<I: IntoIterator<Item = K>>(items: I) -> Self {
        let mut set = Set::default();
        set.extend(items);
        set
    }
}

impl<K: Ord> Extend<K> for Set<K> {
    fn extend<I: IntoIterator<Item = K>>(&mut self, items: I) {
        for item in items {
            self.insert(item);
        }
    }
}

impl<K: Ord, const N: usize> From<[K; N]> for Set<K> {
    fn from(items: [K; N]) -> Self {
        items.into_iter().collect()
    }
}

impl<K: Ord> IntoIterator for Set<K> {
    type Item = K;
    type IntoIter = std::iter::Map<IntoIter<K, ()>, fn((K, ())) -> K>;

    fn into_iter(self) -> Self::IntoIter {
        self.map.into_iter().map(|(item, ())| item)
    }
}

impl<'a, K: Ord> IntoIterator for &'a Set<K> {
    type Item = &'a K;
    type IntoIter = Items<'a, K>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn equal_items_keep_their_order() {
        let mut items = [(2, 'a'), (1, 'b'), (2, 'c'), (1, 'd'), (0, 'e')];
        sort_by_key(&mut items, |item| item.0);
        assert_eq!(items, [(0, 'e'), (1, 'b'), (1, 'd'), (2, 'a'), (2, 'c')]);
    }

    proptest! {
        #[test]
        fn sorting_is_as_by_std(items in prop::collection::vec((0u8..20, 0u16..), 0..300)) {
            let (mut own, mut known) = (items.clone(), items.clone());
            sort_by_key(&mut own, |item| item.0);
            known.sort_by_key(|item| item.0);
            prop_assert_eq!(own, known);
            let (mut own, mut known) = (items.clone(), items);
            sort(&mut own);
            known.sort();
            prop_assert_eq!(own, known);
        }

        #[test]
        fn a_map_is_as_by_std(steps in prop::collection::vec((0u8..4, 0u16..900), 0..2_000)) {
            let (mut own, mut known) = (Map::new(), BTreeMap::new());
            for (at, (step, key)) in steps.into_iter().enumerate() {
                match step {
                    0 => prop_assert_eq!(own.remove(&key), known.remove(&key)),
                    1 => {
                        *own.entry(key).or_insert(0) += at;
                        *known.entry(key).or_insert(0) += at;
                    }
                    _ => prop_assert_eq!(own.insert(key, at), known.insert(key, at)),
                }
                prop_assert_eq!(own.get(&key), known.get(&key));
            }
            prop_assert_eq!((own.len(), own.is_empty()), (known.len(), known.is_empty()));
            prop_assert!(own.iter().eq(known.iter()));
            prop_assert!(own.iter().rev().eq(known.iter().rev()));
            prop_assert!(own.range(100..500).eq(known.range(100..500)));
            prop_assert!(own.iter_mut().eq(known.iter_mut()));
            own.retain(|_, value| *value % 3 == 0);
            known.retain(|_, value| *value % 3 == 0);
            prop_assert!(own.into_iter().eq(known));
        }

        #[test]
        fn a_set_is_as_by_std(items in prop::collection::vec(0u32..5_000, 0..3_000)) {
            let (own, known): (Set<u32>, BTreeSet<u32>) = (items.iter().copied().collect(), items.into_iter().collect());
            prop_assert_eq!((own.first(), own.last(), own.len()), (known.first(), known.last(), known.len()));
            let (own_part, known_part): (Set<u32>, BTreeSet<u32>) = ((100..3_000).collect(), (100..3_000).collect());
            prop_assert!((&own | &own_part).iter().eq(&(&known | &known_part)));
            prop_assert!((&own & &own_part).iter().eq(&(&known & &known_part)));
            prop_assert!((&own - &own_part).iter().eq(&(&known - &known_part)));
            prop_assert_eq!(own.is_subset(&own_part), known.is_subset(&known_part));
            prop_assert!(own.into_iter().eq(known));
        }
    }

    #[test]
    fn stretches_stay_short_and_full() {
        let up: Set<u32> = (0..10_000).collect();
        let down: Set<u32> = (0..10_000).rev().collect();
        for (set, least) in [(up, STRETCH), (down, STRETCH / 2)] {
            assert!(set.iter().copied().eq(0..10_000));
            let stretches = &set.map.order.stretches;
            assert!(stretches.iter().all(|stretch| stretch.len() <= STRETCH));
            assert!(stretches.len() <= 10_000 / least + 1);
        }
    }
}
