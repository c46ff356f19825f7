use super::*;
use crate::draws::SeededDraws;
use crate::policy::Hierarchical;
use crate::policy::Order;

/// A sorter whose only role has these clients, and totals of so many cpus and mem.
struct Flat {
    sorter: Sorter,
    role: Slot,
    clients: BTreeMap<&'static str, Slot>,
}

fn amounts(sorter: &mut Sorter, cpus: i64, mem: i64) -> Amounts {
    let mut amounts = Amounts::default();
    amounts.add(sorter.names.number("cpus"), cpus);
    amounts.add(sorter.names.number("mem"), mem);
    amounts
}

impl Flat {
    fn new() -> Flat {
        let mut sorter = Sorter::new(Arc::new(Hierarchical::default()));
        let role = sorter.role(&RoleName::any());
        Flat { sorter, role, clients: BTreeMap::new() }
    }

    fn totals(&mut self, cpus: i64, mem: i64) {
        let (new, old) = (amounts(&mut self.sorter, cpus, mem), self.sorter.totals().clone());
        self.sorter.change_totals(&new, &old);
    }

    fn add(&mut self, id: &'static str, cpus: i64, mem: i64) {
        let known = self.clients.contains_key(id);
        if !known {
            let client = self.sorter.add_client(0, id.parse().unwrap(), self.role);
            self.sorter.set_active(client, true);
            self.clients.insert(id, client);
        }
        let amounts = amounts(&mut self.sorter, cpus, mem);
        self.sorter.charge(self.clients[id], &amounts);
    }

    fn order(&mut self) -> Vec<(String, f64)> {
        let mut draws = SeededDraws::new(0);
        let mut walk = ClientWalk::begin(&mut self.sorter, self.role);
        std::iter::from_fn(|| walk.next(&self.sorter, &mut draws))
            .map(|client| (self.sorter.clients[client].framework_id.to_string(), self.sorter.client_rank(client).share))
            .collect()
    }
}

fn listed(expected: &[(&str, f64)]) -> Vec<(String, f64)> {
    expected.iter().map(|(id, share)| ((*id).to_owned(), *share)).collect()
}

#[test]
fn order_follows_charges_releases_and_totals() {
    let mut flat = Flat::new();
    flat.totals(100, 100);
    for (id, cpus, mem) in [("a", 5, 5), ("b", 6, 6), ("c", 1, 1), ("d", 3, 1)] {
        flat.add(id, cpus, mem);
    }
    assert_eq!(flat.order(), listed(&[("c", 0.01), ("d", 0.03), ("a", 0.05), ("b", 0.06)]));
    let (a, back) = (flat.clients["a"], amounts(&mut flat.sorter, 5, 5));
    flat.sorter.subtract(a, &back);
    flat.sorter.remove_client(a);
    let back = amounts(&mut flat.sorter, 4, 4);
    flat.sorter.subtract(flat.clients["b"], &back);
    assert_eq!(flat.order(), listed(&[("c", 0.01), ("b", 0.02), ("d", 0.03)]));
    flat.add("e", 1, 5);
    flat.totals(50, 100);
    assert_eq!(flat.order(), listed(&[("c", 0.02), ("b", 0.04), ("e", 0.05), ("d", 0.06)]));
    flat.totals(50, 200);
    flat.add("f", 5, 1);
    flat.add("c", 0, 15);
    assert_eq!(flat.order(), listed(&[("e", 0.025), ("b", 0.04), ("d", 0.06), ("c", 0.08), ("f", 0.1)]));
}

#[test]
fn lots_are_drawn_by_relative_weight_in_the_tree() {
    let policy = Hierarchical { roles: Order::Random, ..Hierarchical::default() };
    let mut sorter = Sorter::new(Arc::new(policy));
    for (path, weight) in [("a/b", 2.0), ("c", 2.0), ("c/e", 2.0)] {
        sorter.set_weight(path, weight);
    }
    let paths = ["a", "a/b", "c/d", "c/e"];
    for (framework, path) in paths.iter().enumerate() {
        let role = sorter.role(&RoleName::new(path).unwrap());
        sorter.add_client(framework as Slot, format!("fw{framework}").parse().unwrap(), role);
    }
    let mut draws = SeededDraws::new(1);
    let mut first = BTreeMap::new();
    for _ in 0..9000 {
        let mut walk = RoleWalk::begin(&mut sorter);
        let role = walk.next(&mut sorter, &mut draws).unwrap();
        *first.entry(sorter.roles[role].path.to_string()).or_insert(0) += 1;
    }
    for (path, expected) in paths.iter().zip([1000_i32, 2000, 2000, 4000]) {
        assert!((first[*path] - expected).abs() < 150, "{path}: {first:?}");
    }
}

#[test]
fn only_those_who_were_charged_move() {
    let mut flat = Flat::new();
    flat.totals(1000, 1000);
    let ids: [&'static str; 6] = ["a", "b", "c", "d", "e", "f"];
    ids.iter().for_each(|id| flat.add(id, 1, 1));
    let mut seen = Vec::new();
    for _ in 0..12 {
        let next = flat.order()[0].0.clone();
        let id = ids.iter().find(|id| **id == next).unwrap();
        flat.add(id, 1, 1);
        seen.push(next);
    }
    assert_eq!(seen, ["a", "b", "c", "d", "e", "f", "a", "b", "c", "d", "e", "f"]);
}
