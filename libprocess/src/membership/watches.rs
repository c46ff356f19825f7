//! Who wants to know of members, names and groups, and what they were not told yet.
//!
//! A watcher whose mailbox is full is told later, and then what is so by then: what waits for it is bounded by what there
//! is to know, however fast that changes.

use std::collections::{BTreeMap, BTreeSet};

use libprocess_wire::{Address, AskError, Name};

use super::Member;

/// What a watcher hears of.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Topic {
    Members,
    Name(Name),
    Group(Name),
}

/// What a watcher is told.
#[derive(Clone, Debug)]
pub(crate) enum News {
    Member(Member),
    /// Who holds the name now.
    Holder(Option<Address>),
    /// Who came to the group and who left it.
    Group {
        joined: Vec<Address>,
        left: Vec<Address>,
    },
    /// The name that the watcher held is another's.
    Lost {
        name: Name,
        to: Address,
    },
}

/// Tells a watcher; gives the news back when it has no room.
pub(crate) type Tell = Box<dyn Fn(News) -> Result<(), AskError> + Send>;

/// What a watcher was not told yet.
#[derive(Default)]
struct Untold {
    members: BTreeMap<std::net::SocketAddr, Member>,
    holder: Option<Option<Address>>,
    /// True for those that came, false for those that left.
    group: BTreeMap<Address, bool>,
    lost: Option<(Name, Address)>,
}

impl Untold {
    fn add(&mut self, news: News) {
        match news {
            News::Member(member) => drop(self.members.insert(member.node, member)),
            News::Holder(holder) => self.holder = Some(holder),
            News::Group { joined, left } => {
                // What came and went without its watcher knowing cancels out.
                for (actor, is_in) in joined.into_iter().map(|a| (a, true)).chain(left.into_iter().map(|a| (a, false))) {
                    match self.group.get(&actor) {
                        Some(before) if *before != is_in => drop(self.group.remove(&actor)),
                        _ => drop(self.group.insert(actor, is_in)),
                    }
                }
            }
            News::Lost { name, to } => self.lost = Some((name, to)),
        }
    }

    fn first(&self) -> Option<News> {
        if let Some((name, to)) = &self.lost {
            return Some(News::Lost { name: name.clone(), to: to.clone() });
        }
        if let Some(holder) = &self.holder {
            return Some(News::Holder(holder.clone()));
        }
        if let Some(member) = self.members.values().next() {
            return Some(News::Member(member.clone()));
        }
        let of = |wanted: bool| self.group.iter().filter(|(_, is_in)| **is_in == wanted).map(|(a, _)| a.clone()).collect();
        (!self.group.is_empty()).then(|| News::Group { joined: of(true), left: of(false) })
    }

    fn told(&mut self, news: &News) {
        match news {
            News::Member(member) => drop(self.members.remove(&member.node)),
            News::Holder(_) => self.holder = None,
            News::Group { .. } => self.group.clear(),
            News::Lost { .. } => self.lost = None,
        }
    }
}

struct Watch {
    topic: Option<Topic>,
    tell: Tell,
    untold: Untold,
}

/// All watchers of a node.
#[derive(Default)]
pub(crate) struct Watches {
    by_number: BTreeMap<u64, Watch>,
    by_topic: BTreeMap<Topic, BTreeSet<u64>>,
    /// Those that had no room.
    late: BTreeSet<u64>,
    last: u64,
}

impl Watches {
    /// Enters a watcher; without a topic it is told only what is meant for it alone.
    pub(crate) fn add(&mut self, topic: Option<Topic>, tell: Tell) -> u64 {
        self.last += 1;
        if let Some(topic) = &topic {
            self.by_topic.entry(topic.clone()).or_default().insert(self.last);
        }
        self.by_number.insert(self.last, Watch { topic, tell, untold: Untold::default() });
        self.last
    }

    pub(crate) fn remove(&mut self, number: u64) {
        self.late.remove(&number);
        let Some(watch) = self.by_number.remove(&number) else { return };
        if let Some(topic) = &watch.topic
            && let Some(numbers) = self.by_topic.get_mut(topic)
        {
            numbers.remove(&number);
            if numbers.is_empty() {
                self.by_topic.remove(topic);
            }
        }
    }

    /// Tells all watchers of a topic.
    pub(crate) fn publish(&mut self, topic: &Topic, news: &News) {
        let numbers: Vec<u64> = self.by_topic.get(topic).into_iter().flatten().copied().collect();
        for number in numbers {
            self.tell(number, news.clone());
        }
    }

    /// Tells one watcher, behind what it was not told yet.
    pub(crate) fn tell(&mut self, number: u64, news: News) {
        let Some(watch) = self.by_number.get_mut(&number) else { return };
        watch.untold.add(news);
        self.go_on(number);
    }

    fn go_on(&mut self, number: u64) {
        let Some(watch) = self.by_number.get_mut(&number) else { return };
        while let Some(news) = watch.untold.first() {
            match (watch.tell)(news.clone()) {
                Ok(()) => watch.untold.told(&news),
                Err(AskError::Full) => {
                    self.late.insert(number);
                    return;
                }
                // It is gone; the notice of its end takes everything of it away.
                Err(_) => watch.untold = Untold::default(),
            }
        }
        self.late.remove(&number);
    }

    /// Tries again with those that had no room.
    pub(crate) fn retry(&mut self) {
        for number in self.late.clone() {
            self.go_on(number);
        }
    }

    pub(crate) fn any_late(&self) -> bool {
        !self.late.is_empty()
    }
}
