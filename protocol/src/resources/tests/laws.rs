//! What holds for all resources.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::resource::COMPARISONS;
use super::*;
use crate::operation::Operation;
use crate::values::{Range, Set, Value};

/// The same cases each time, unless PROPTEST_RNG_SEED asks for others.
fn cases(cases: u32) -> ProptestConfig {
    let asked = ProptestConfig::default();
    let rng_seed = match asked.rng_seed {
        RngSeed::Random => RngSeed::Fixed(0x6d65_736f_735f_7265),
        fixed => fixed,
    };
    ProptestConfig { cases, rng_seed, failure_persistence: None, ..asked }
}

/// Which numbers and items a resource may hold: two of different halves never overlap.
#[derive(Clone, Copy, Debug)]
enum Half {
    Lower,
    Upper,
}

fn amounts(half: Half) -> impl Strategy<Value = (&'static str, Amount)> {
    let from = match half {
        Half::Lower => 0_u64,
        Half::Upper => 1000,
    };
    let numbers = prop::collection::btree_set(from..from + 40, 0..12);
    let items = prop::collection::btree_set(from..from + 6, 0..4);
    prop_oneof![
        (prop_oneof![Just("cpus"), Just("mem"), Just("disk"), Just("licences")], 0_i64..5000)
            .prop_map(|(name, thousandths)| (name, Amount::Scalar(Scalar::from_thousandths(thousandths)))),
        numbers.prop_map(|numbers| ("ports", Amount::Ranges(numbers.into_iter().map(Range::single).collect()))),
        items.prop_map(|items| ("bugs", Amount::Set(items.iter().map(u64::to_string).collect::<Set>()))),
    ]
}

fn stacks() -> impl Strategy<Value = Vec<Reservation>> {
    let dynamic = |name| Reservation::dynamic(role(name)).by("ops");
    prop_oneof![
        4 => Just(vec![]),
        1 => Just(vec![Reservation::fixed(role("a"))]),
        1 => Just(vec![Reservation::dynamic(role("a"))]),
        1 => Just(vec![dynamic("b").labels(Labels::none().with("k", "v"))]),
        1 => Just(vec![Reservation::fixed(role("a")), dynamic("a/b")]),
    ]
}

fn disks() -> impl Strategy<Value = Option<DiskInfo>> {
    prop_oneof![
        3 => Just(None),
        1 => Just(Some(DiskInfo::from_source(DiskSource::path("/p")))),
        1 => Just(Some(DiskInfo::from_source(DiskSource::mount("/m")))),
        1 => "[vw]".prop_map(|id| Some(DiskInfo::persistent(&id, None, Volume::at("data")))),
    ]
}

fn resource_of(half: Half) -> impl Strategy<Value = Resource> {
    let allocated = prop::option::weighted(0.2, prop_oneof![Just("a"), Just("b")]);
    (amounts(half), stacks(), disks(), prop::bool::weighted(0.1), any::<bool>(), allocated).prop_map(
        |((name, amount), stack, disk, revocable, shared, allocated)| {
            let mut resource = Resource::new(name, amount).unwrap().with_reservations(stack).unwrap();
            if let (true, Some(disk)) = (name == "disk", disk) {
                resource = resource.with_disk(disk).unwrap();
                if resource.is_persistent_volume() {
                    resource = resource.shared(shared).unwrap();
                }
            }
            match allocated {
                Some(name) => resource.revocable(revocable).allocated(role(name)),
                None => resource.revocable(revocable),
            }
        },
    )
}

fn resources_of(half: Half) -> impl Strategy<Value = Resources> {
    prop::collection::vec(resource_of(half), 0..14).prop_map(|all| all.into_iter().collect())
}

fn resources() -> impl Strategy<Value = Resources> {
    resources_of(Half::Lower)
}

/// A random part: each entry left out, kept, or cut down.
fn part_of(whole: &Resources, choices: &[u8]) -> Resources {
    let mut choices = choices.iter().cycle();
    let mut choose = |resource: &Resource| match (choices.next(), resource.amount()) {
        (Some(0), _) => None,
        (Some(1), Amount::Scalar(scalar)) if !resource.is_indivisible() => {
            resource.clone().with_amount(Scalar::from_thousandths(scalar.thousandths() / 2)).ok()
        }
        (Some(1), Amount::Ranges(ranges)) => {
            resource.clone().with_amount(Amount::Ranges(ranges.first(ranges.count() / 2))).ok()
        }
        _ => Some(resource.clone()),
    };
    whole.iter().filter_map(&mut choose).collect()
}

/// The same by one resource after the other, in the given order.
fn one_by_one(all: &[Resource]) -> Resources {
    let mut sum = Resources::none();
    all.iter().for_each(|resource| sum.add_one(resource.clone()));
    sum
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn subtraction_undoes_addition_of_what_does_not_overlap(
        a in resources_of(Half::Lower), b in resources_of(Half::Upper)
    ) {
        let mut sum = a.clone();
        sum.add(&b);
        prop_assert!(sum.contains(&a) && sum.contains(&b));
        sum.subtract(&b).unwrap();
        prop_assert_eq!(sum, a);
    }

    #[test]
    fn addition_takes_any_order(
        all in prop::collection::vec(resource_of(Half::Lower), 0..24).prop_shuffle(), cut in 0_usize..24
    ) {
        let (left, right) = all.split_at(cut.min(all.len()));
        let expected: Resources = all.iter().cloned().collect();
        prop_assert_eq!(one_by_one(&all), expected.clone());
        let mut backward = all.clone();
        backward.reverse();
        prop_assert_eq!(one_by_one(&backward), expected.clone());
        let mut sum = one_by_one(left);
        sum.add(&one_by_one(right));
        prop_assert_eq!(sum, expected);
    }

    #[test]
    fn a_collection_is_merged_and_in_order(a in resources(), b in resources()) {
        let mut sum = a;
        sum.add(&b);
        let all: Vec<&Resource> = sum.iter().collect();
        for pair in all.windows(2) {
            let order = pair[0].place_cmp(pair[1]);
            prop_assert!(order.is_lt() || (order.is_eq() && pair[0].is_indivisible() && !pair[0].is_shared()));
        }
        prop_assert!(all.iter().all(|resource| !resource.is_empty()));
    }

    #[test]
    fn sums_of_numbers_are_numbers_of_sums(a in resources(), b in resources()) {
        let scalars = |resources: &Resources| resources.non_shared().scalar_quantities();
        let mut sum = a.clone();
        sum.add(&b);
        let mut expected = scalars(&a);
        expected.add(&scalars(&b));
        prop_assert_eq!(scalars(&sum), expected);
    }

    #[test]
    fn containment_is_a_partial_order(
        a in resources(), choices in prop::collection::vec(0_u8..3, 1..20), other in resources()
    ) {
        let b = part_of(&a, &choices);
        let c = part_of(&b, &choices[choices.len() / 2..]);
        prop_assert!(a.contains(&a));
        prop_assert!(a.contains(&b) && b.contains(&c) && a.contains(&c));
        for (x, y) in [(&a, &b), (&b, &c), (&a, &other), (&other, &b)] {
            prop_assert_eq!(x.contains(y) && y.contains(x), x == y);
        }
        if b.contains(&other) {
            prop_assert!(a.contains(&other));
        }
    }

    #[test]
    fn a_part_can_be_taken_and_given_back(a in resources(), choices in prop::collection::vec(0_u8..3, 1..20)) {
        let part = part_of(&a, &choices);
        let mut rest = a.clone();
        rest.subtract(&part).unwrap();
        prop_assert!(a.contains(&rest));
        rest.add(&part);
        prop_assert_eq!(rest, a);
    }

    #[test]
    fn subtraction_succeeds_exactly_where_there_is_enough(a in resources(), b in resources()) {
        let mut rest = a.clone();
        match rest.subtract(&b) {
            Ok(()) => prop_assert!(a.contains(&b)),
            Err(shortage) => {
                prop_assert!(!a.contains(&b));
                prop_assert_eq!(&rest, &a);
                prop_assert!(b.contains_one(&shortage.wanted));
            }
        }
        let mut what_is_there = a.clone();
        what_is_there.subtract_what_is_there(&b);
        prop_assert!(a.contains(&what_is_there));
        if a.contains(&b) {
            prop_assert_eq!(what_is_there, rest);
        }
    }

    #[test]
    fn groups_are_parts_that_make_up_the_whole(a in resources()) {
        for (left, right) in [
            (a.reserved(), a.unreserved()),
            (a.revocable(), a.non_revocable()),
            (a.shared(), a.non_shared()),
        ] {
            prop_assert_eq!(left + &right, a.clone());
        }
        let by_role = a.reservations().values().fold(a.unreserved(), |sum, group| sum + group);
        prop_assert_eq!(by_role, a.clone());
        let mut allocated = a.clone();
        allocated.allocate(&role("x"));
        prop_assert_eq!(&allocated.allocations().remove(&role("x")).unwrap_or_default(), &allocated);
        let offered = a.allocatable_to(&role("a/b"));
        prop_assert_eq!(offered + &a.filter(|resource| !resource.is_allocatable_to(&role("a/b"))), a);
    }

    #[test]
    fn flags_and_forms_and_messages_read_back(a in resources()) {
        if let Some(flag) = a.to_flag() {
            prop_assert_eq!(Resources::parse(&flag, &Role::any()).unwrap(), a.clone());
        }
        let json = serde_json::to_string(&a.to_forms()).unwrap();
        let forms: Vec<ResourceForm> = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(Resources::from_forms(&forms).unwrap(), a.clone());
        match a.to_old_forms() {
            Ok(forms) => prop_assert_eq!(Resources::from_forms(&forms).unwrap(), a.clone()),
            Err(_) => prop_assert!(a.has_refined_reservations()),
        }
        let message = serde_json::to_string(&a).unwrap();
        prop_assert_eq!(serde_json::from_str::<Resources>(&message).unwrap(), a);
    }

    #[test]
    fn plain_resources_print_as_flags_that_read_back(
        all in prop::collection::vec(amounts(Half::Lower), 0..8), roles in prop::collection::vec("[a-c](/[a-c])?|\\*", 8)
    ) {
        let reserve = |((name, amount), text): ((&str, Amount), &String)| match Role::new(text).unwrap() {
            any if any.is_any() => Resource::new(name, amount).unwrap(),
            role => Resource::new(name, amount).unwrap().push_reservation(Reservation::fixed(role)).unwrap(),
        };
        let resources: Resources = all.into_iter().zip(&roles).map(reserve).collect();
        prop_assert_eq!(resources.to_flag().unwrap().parse::<Resources>().unwrap(), resources);
    }

    #[test]
    fn what_is_found_covers_the_wish_and_was_there(a in resources(), wanted in resources()) {
        let shown = |resources: &Resources| resources.to_unreserved().non_shared();
        if let Some(found) = a.non_shared().find(&wanted.non_shared()) {
            prop_assert!(a.contains(&found));
            prop_assert_eq!(shown(&found), shown(&wanted));
        }
    }

    #[test]
    fn cutting_down_stays_within_and_takes_no_more_than_there_was(a in resources(), b in resources(), seed in any::<usize>()) {
        let turn = |order: &mut [usize]| if !order.is_empty() { order.rotate_left(seed % order.len()) };
        let target = b.scalar_quantities();
        let cut = a.non_shared().scalars().shrink_to(&target, turn);
        prop_assert!(a.non_shared().contains(&cut));
        prop_assert!(target.contains(&cut.quantities()));
        let limits = target.iter().fold(ResourceLimits::none(), |limits, (name, amount)| limits.with(name, amount));
        let within = a.non_shared().shrink_within(&limits, turn);
        prop_assert!(a.contains(&within));
        prop_assert!(limits.contains(&within.quantities()));
    }

    #[test]
    fn conversion_keeps_quantities_and_its_inverse_leads_back(a in resources(), choices in prop::collection::vec(0_u8..3, 1..20)) {
        let taken = part_of(&a.filter(|r| !r.is_shared() && r.is_unreserved()), &choices);
        let reserved = taken.push_reservation(&Reservation::dynamic(role("q")).by("p")).unwrap();
        let mut have = a.clone();
        have.apply(&Operation::Reserve { source: None, resources: reserved.clone() }).unwrap();
        prop_assert_eq!(have.quantities(), a.quantities());
        prop_assert!(have.contains(&reserved));
        let space = reserved.filter(|r| *r.name() == Name::DISK && r.disk().is_none());
        let disk = |id: usize| DiskInfo::persistent(&id.to_string(), None, Volume::at("data"));
        let volumes: Resources = space.iter().enumerate().map(|(i, r)| r.clone().with_disk(disk(i)).unwrap()).collect();
        have.apply(&Operation::Create { volumes: volumes.clone() }).unwrap();
        prop_assert_eq!(have.quantities(), a.quantities());
        have.apply(&Operation::Destroy { volumes }).unwrap();
        have.apply(&Operation::Unreserve { resources: reserved }).unwrap();
        prop_assert_eq!(have, a);
    }

    #[test]
    fn volumes_change_size_and_nothing_is_lost(size in 2_i64..9000, more in 1_i64..9000, less in 1_i64..9000) {
        let thousandths = Scalar::from_thousandths;
        let small = volume(1, "v").with_amount(thousandths(size)).unwrap();
        let addition = one("disk(eng):1").with_amount(thousandths(more)).unwrap();
        let mut have = Resources::from(small.clone()).with(addition.clone());
        let before = have.clone();
        have.apply(&Operation::GrowVolume { volume: small.clone(), addition }).unwrap();
        prop_assert_eq!(have.quantities(), before.quantities());
        let grown = have.iter().next().unwrap().clone();
        let mut back = have.clone();
        back.apply(&Operation::ShrinkVolume { volume: grown.clone(), subtract: thousandths(more) }).unwrap();
        prop_assert_eq!(back, before);
        let shrunk = have.apply(&Operation::ShrinkVolume { volume: grown, subtract: thousandths(less) });
        prop_assert_eq!(shrunk.is_ok(), less < size + more);
        prop_assert_eq!(have.quantities().get(&Name::DISK), thousandths(size + more));
    }

    #[test]
    fn no_text_makes_reading_panic(text in "\\PC{0,40}", pieces in prop::collection::vec(
        prop_oneof![Just("cpus"), Just("("), Just(")"), Just(":"), Just(";"), Just("["), Just("]"), Just("{"), Just("}"),
            Just("-"), Just(","), Just("1"), Just("99999999999999999999"), Just("\""), Just("*"), Just(" "), Just("é")], 0..20)
    ) {
        for text in [text, pieces.concat()] {
            if let Ok(resources) = text.parse::<Resources>() {
                let _ = resources.to_string();
            }
            let _ = text.parse::<crate::attributes::Attributes>();
            let _ = Resources::parse(&format!("[{text}"), &role("eng"));
        }
    }

    #[test]
    fn ranges_are_sets_of_numbers(
        a in prop::collection::vec((0_u64..60, 0_u64..9), 0..14), b in prop::collection::vec((0_u64..60, 0_u64..9), 0..14), n in 0_u64..80
    ) {
        let ranges = |pairs: &[(u64, u64)]| -> Ranges {
            pairs.iter().map(|&(begin, length)| Range::new(begin, begin + length).unwrap()).collect()
        };
        let numbers = |pairs: &[(u64, u64)]| -> BTreeSet<u64> {
            pairs.iter().flat_map(|&(begin, length)| begin..=begin + length).collect()
        };
        let (mine, theirs) = (ranges(&a), ranges(&b));
        let (set, other) = (numbers(&a), numbers(&b));
        let same = |ranges: &Ranges, set: BTreeSet<u64>| {
            let apart = ranges.iter().zip(ranges.iter().skip(1)).all(|(x, y)| x.end() + 1 < y.begin());
            apart && ranges.numbers().eq(set)
        };
        prop_assert!(same(&mine, set.clone()));
        prop_assert_eq!(mine.count(), set.len() as u64);
        prop_assert_eq!(mine.has(n), set.contains(&n));
        prop_assert_eq!(mine.contains(&theirs), set.is_superset(&other));
        prop_assert!(same(&mine.first(n), set.iter().copied().take(n as usize).collect()));
        let mut sum = mine.clone();
        sum.add(&theirs);
        prop_assert!(same(&sum, set.union(&other).copied().collect()));
        let mut rest = mine.clone();
        rest.subtract(&theirs);
        prop_assert!(same(&rest, set.difference(&other).copied().collect()));
        let (mut piecewise, mut left) = (mine.clone(), mine.clone());
        theirs.iter().for_each(|range| piecewise.add_range(range));
        theirs.iter().for_each(|range| left.subtract_range(range));
        prop_assert_eq!(piecewise, sum);
        prop_assert_eq!(left, rest);
        prop_assert_eq!(Value::parse(&mine.to_string()).unwrap(), Value::Ranges(mine));
    }
}

#[test]
fn ranges_reach_to_the_last_number() {
    let all = Ranges::from_to(0, u64::MAX).unwrap();
    assert_eq!(all.count(), u64::MAX);
    assert_eq!(all.first(u64::MAX).count(), u64::MAX);
    let mut rest = all.clone();
    rest.subtract_range(Range::single(5));
    assert_eq!(rest.to_string(), format!("[0-4,6-{}]", u64::MAX));
    rest.add_range(Range::new(3, u64::MAX).unwrap());
    assert_eq!(rest, all);
    rest.subtract(&all);
    assert!(rest.is_empty());
    assert_eq!(Amount::Ranges(all).quantity(), Scalar::MAX);
}

#[test]
fn five_hundred_distinct_resources_cost_in_proportion() {
    let many = |count: u32, step: u32, from: u32| -> Resources {
        let reserved = |i| Reservation::dynamic(role(&format!("r{:05}", i * step + from)));
        (0..count).map(|i| one("cpus:1").push_reservation(reserved(i)).unwrap()).collect()
    };
    let cost = |count: u32| {
        let before = COMPARISONS.get();
        let (even, odd) = (many(count, 2, 0), many(count, 2, 1));
        let mut sum = even.clone();
        sum.add(&odd);
        assert_eq!(sum.len(), 2 * count as usize);
        sum.add(&odd);
        assert_eq!(sum.scalar(&Name::CPUS), Some(Scalar::from(3 * count)));
        sum.subtract(&odd).unwrap();
        sum.subtract(&odd).unwrap();
        assert_eq!(sum, even);
        (COMPARISONS.get() - before) as f64
    };
    // Twice as many take a little more than twice the work, because a place is found by halving.
    let (some, more) = (cost(500), cost(1000));
    assert!(more / some < 2.4, "{some} comparisons for 500, {more} for 1000");
    assert!(some < 500.0 * 80.0, "{some} comparisons for 500");
}
