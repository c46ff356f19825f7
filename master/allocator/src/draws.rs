//! Chance as an argument: a run takes its random draws from its caller and uses them in a fixed order.

/// A source of uniformly drawn 64-bit numbers, for instance the node's seeded generator.
///
/// Every `FnMut() -> u64` is one.
pub trait Draws {
    /// The next number.
    fn next(&mut self) -> u64;
}

impl<F: FnMut() -> u64> Draws for F {
    fn next(&mut self) -> u64 {
        self()
    }
}

/// A whole number below `bound`, from one draw; 0 without a draw if `bound` is at most 1.
pub(crate) fn below(draws: &mut dyn Draws, bound: usize) -> usize {
    if bound <= 1 {
        return 0;
    }
    // The high half of the product maps the draw evenly onto the range.
    ((u128::from(draws.next()) * bound as u128) >> 64) as usize
}

/// A number in [0, 1), from one draw.
pub(crate) fn unit(draws: &mut dyn Draws) -> f64 {
    (draws.next() >> 11) as f64 / (1u64 << 53) as f64
}

/// Puts `items` in a random order; every order is equally likely.
pub(crate) fn shuffle<T>(items: &mut [T], draws: &mut dyn Draws) {
    for last in (1..items.len()).rev() {
        items.swap(last, below(draws, last + 1));
    }
}

/// A weighted shuffle that is drawn item by item, because most visits end after the first.
#[derive(Debug, Default)]
pub(crate) struct Lottery {
    tickets: Vec<(u32, f64)>,
}

impl Lottery {
    /// Items with their weights, which are positive.
    pub(crate) fn new(tickets: Vec<(u32, f64)>) -> Lottery {
        Lottery { tickets }
    }

    /// Takes one item out, with a probability proportional to its weight among those left.
    pub(crate) fn next(&mut self, draws: &mut dyn Draws) -> Option<u32> {
        let last = self.tickets.len().checked_sub(1)?;
        let mut index = last;
        if last > 0 {
            let sum: f64 = self.tickets.iter().map(|(_, weight)| weight).sum();
            let mut left = unit(draws) * sum;
            for (at, (_, weight)) in self.tickets.iter().enumerate() {
                left -= weight;
                if left < 0.0 {
                    index = at;
                    break;
                }
            }
        }
        Some(self.tickets.remove(index).0)
    }
}

/// A small generator (xorshift64*), for tests and measurements that need equal draws for an equal seed.
#[derive(Clone, Debug)]
pub struct SeededDraws(u64);

impl SeededDraws {
    /// A generator for a seed.
    pub fn new(seed: u64) -> SeededDraws {
        // Neighbouring seeds are spread apart; zero is the one state the generator cannot leave.
        SeededDraws((seed.wrapping_add(0x9e37_79b9_7f4a_7c15)).wrapping_mul(0xbf58_476d_1ce4_e5b9) | 1)
    }
}

impl Draws for SeededDraws {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shuffle_reaches_every_order_about_equally_often() {
        let mut draws = SeededDraws::new(1);
        let mut seen = std::collections::BTreeMap::new();
        for _ in 0..6000 {
            let mut items = [0, 1, 2];
            shuffle(&mut items, &mut draws);
            *seen.entry(items).or_insert(0) += 1;
        }
        assert_eq!(seen.len(), 6);
        assert!(seen.values().all(|count| (850..1150).contains(count)), "{seen:?}");
    }

    #[test]
    fn a_lottery_prefers_heavy_tickets_in_proportion_and_draws_each_once() {
        let mut draws = SeededDraws::new(2);
        let mut first = [0; 3];
        for _ in 0..6000 {
            let mut lottery = Lottery::new(vec![(0, 1.0), (1, 2.0), (2, 3.0)]);
            let order: Vec<_> = std::iter::from_fn(|| lottery.next(&mut draws)).collect();
            let mut sorted = order.clone();
            sorted.sort_unstable();
            assert_eq!(sorted, [0, 1, 2]);
            first[order[0] as usize] += 1;
        }
        assert!((900..1100).contains(&first[0]) && (1900..2100).contains(&first[1]), "{first:?}");
    }
}
