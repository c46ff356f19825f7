//! Ranges of whole numbers, as ports are.

use std::fmt;

use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

/// Up to so many ranges are put in or taken out in place; more are merged in one pass.
const FEW: usize = 8;

/// Whole numbers from `begin` to `end`, both included; `begin` is not greater than `end`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "(u64, u64)", into = "(u64, u64)")]
pub struct Range {
    begin: u64,
    end: u64,
}

/// A range that ends before it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidRange {
    /// Where it was to begin.
    pub begin: u64,
    /// Where it was to end.
    pub end: u64,
}

impl Range {
    /// The numbers from `begin` to `end`, both included.
    ///
    /// # Errors
    /// [`InvalidRange`] when it ends before it begins.
    pub const fn new(begin: u64, end: u64) -> Result<Range, InvalidRange> {
        if begin <= end { Ok(Range { begin, end }) } else { Err(InvalidRange { begin, end }) }
    }

    /// Just this number.
    pub const fn single(number: u64) -> Range {
        Range { begin: number, end: number }
    }

    /// The first number.
    pub const fn begin(self) -> u64 {
        self.begin
    }

    /// The last number.
    pub const fn end(self) -> u64 {
        self.end
    }

    /// How many numbers it holds; at most `u64::MAX`, one less than the range of all.
    pub const fn count(self) -> u64 {
        (self.end - self.begin).saturating_add(1)
    }
}

/// Ranges in ascending order; those that touch or overlap are one.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "Vec<Range>")]
pub struct Ranges(SmallVec<[Range; 1]>);

impl Ranges {
    /// No numbers.
    pub fn none() -> Ranges {
        Ranges::default()
    }

    /// The numbers from `begin` to `end`, both included.
    ///
    /// # Errors
    /// [`InvalidRange`] when it ends before it begins.
    pub fn from_to(begin: u64, end: u64) -> Result<Ranges, InvalidRange> {
        Range::new(begin, end).map(Ranges::from)
    }

    /// Whether there are no numbers.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many numbers there are; at most `u64::MAX`.
    pub fn count(&self) -> u64 {
        self.0.iter().fold(0, |sum: u64, range| sum.saturating_add(range.count()))
    }

    /// The ranges, ascending, with a gap between any two.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Range> + '_ {
        self.0.iter().copied()
    }

    /// The numbers, ascending. There may be very many: take what is needed.
    pub fn numbers(&self) -> impl Iterator<Item = u64> + '_ {
        self.iter().flat_map(|range| range.begin..=range.end)
    }

    /// The first `count` numbers, or all if there are fewer.
    #[must_use]
    pub fn first(&self, mut count: u64) -> Ranges {
        let mut taken = Ranges::none();
        for range in self.iter() {
            if count == 0 {
                break;
            }
            let end = range.end.min(range.begin.saturating_add(count - 1));
            taken.0.push(Range { begin: range.begin, end });
            count -= (end - range.begin + 1).min(count);
        }
        taken
    }

    /// Whether `number` is among them.
    pub fn has(&self, number: u64) -> bool {
        self.covers(Range::single(number))
    }

    /// Whether every number of `other` is among them.
    pub fn contains(&self, other: &Ranges) -> bool {
        other.iter().all(|range| self.covers(range))
    }

    fn covers(&self, range: Range) -> bool {
        let at = self.0.partition_point(|mine| mine.end < range.begin);
        self.0.get(at).is_some_and(|mine| mine.begin <= range.begin && range.end <= mine.end)
    }

    /// Adds all numbers of `other`.
    pub fn add(&mut self, other: &Ranges) {
        if other.0.len() <= FEW {
            other.iter().for_each(|range| self.add_range(range));
        } else {
            *self = self.iter().chain(other.iter()).collect();
        }
    }

    /// Adds the numbers of a range.
    pub fn add_range(&mut self, mut range: Range) {
        // All of [from, to) touch or overlap the new range and become one with it.
        let from = self.0.partition_point(|mine| mine.end.saturating_add(1) < range.begin);
        let to = self.0.partition_point(|mine| mine.begin <= range.end.saturating_add(1));
        if from >= to {
            self.0.insert(from, range);
            return;
        }
        range.begin = range.begin.min(self.0[from].begin);
        range.end = range.end.max(self.0[to - 1].end);
        self.0[from] = range;
        self.0.drain(from + 1..to);
    }

    /// Takes away all numbers of `other`; those that are not there make no difference.
    pub fn subtract(&mut self, other: &Ranges) {
        if other.0.len() <= FEW {
            other.iter().for_each(|range| self.subtract_range(range));
        } else {
            *self = self.difference(other);
        }
    }

    /// Takes away the numbers of a range.
    pub fn subtract_range(&mut self, range: Range) {
        // All of [from, to) overlap the range; of the first and the last something may remain.
        let from = self.0.partition_point(|mine| mine.end < range.begin);
        let to = self.0.partition_point(|mine| mine.begin <= range.end);
        if from >= to {
            return;
        }
        let (first, last) = (self.0[from], self.0[to - 1]);
        let before = (first.begin < range.begin).then(|| Range { begin: first.begin, end: range.begin - 1 });
        let after = (range.end < last.end).then(|| Range { begin: range.end + 1, end: last.end });
        match (before, after) {
            (Some(before), Some(after)) if to - from == 1 => {
                self.0[from] = before;
                self.0.insert(to, after);
            }
            _ => {
                let mut keep = from;
                for rest in [before, after].into_iter().flatten() {
                    self.0[keep] = rest;
                    keep += 1;
                }
                self.0.drain(keep..to);
            }
        }
    }

    fn difference(&self, other: &Ranges) -> Ranges {
        let mut rest = SmallVec::new();
        let mut holes = other.iter().peekable();
        for Range { mut begin, end } in self.iter() {
            loop {
                while holes.next_if(|hole| hole.end < begin).is_some() {}
                match holes.peek() {
                    Some(hole) if hole.begin <= end => {
                        if begin < hole.begin {
                            rest.push(Range { begin, end: hole.begin - 1 });
                        }
                        if hole.end >= end {
                            break;
                        }
                        begin = hole.end + 1;
                    }
                    _ => {
                        rest.push(Range { begin, end });
                        break;
                    }
                }
            }
        }
        Ranges(rest)
    }
}

impl From<Range> for Ranges {
    fn from(range: Range) -> Ranges {
        Ranges(SmallVec::from_buf([range]))
    }
}

impl From<Vec<Range>> for Ranges {
    fn from(ranges: Vec<Range>) -> Ranges {
        ranges.into_iter().collect()
    }
}

impl FromIterator<Range> for Ranges {
    fn from_iter<I: IntoIterator<Item = Range>>(ranges: I) -> Ranges {
        let mut sorted: SmallVec<[Range; 1]> = ranges.into_iter().collect();
        sorted.sort_unstable();
        sorted.dedup_by(|next, last| {
            let touches = next.begin <= last.end.saturating_add(1);
            if touches {
                last.end = last.end.max(next.end);
            }
            touches
        });
        Ranges(sorted)
    }
}

impl TryFrom<(u64, u64)> for Range {
    type Error = InvalidRange;

    fn try_from((begin, end): (u64, u64)) -> Result<Range, InvalidRange> {
        Range::new(begin, end)
    }
}

impl From<Range> for (u64, u64) {
    fn from(range: Range) -> (u64, u64) {
        (range.begin, range.end)
    }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.begin, self.end)
    }
}

impl fmt::Debug for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Ranges {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[")?;
        for (i, range) in self.iter().enumerate() {
            write!(f, "{}{range}", if i == 0 { "" } else { "," })?;
        }
        f.write_str("]")
    }
}

impl fmt::Debug for Ranges {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for InvalidRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the range {}-{} ends before it begins; write the smaller number first", self.begin, self.end)
    }
}

impl std::error::Error for InvalidRange {}
