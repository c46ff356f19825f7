//! The nodes through which this one finds its cluster, and how they are tried.

use std::io;

use super::*;
use crate::os::{blocking, names};

/// All seeds, with what is known of those that are names.
#[derive(Default)]
pub(super) struct Seeds(BTreeMap<Seed, Looked>);

/// What became of looking a name up.
#[derive(Default)]
struct Looked {
    /// As it was the last time that it was known.
    found: Vec<SocketAddr>,
    /// It is being looked up.
    looking: bool,
    /// Why it was not known the last time.
    failed: Option<String>,
}

impl Seeds {
    pub(super) fn add(&mut self, seeds: Vec<Seed>, me: SocketAddr) {
        for seed in seeds.into_iter().filter(|seed| *seed != Seed::At(me)) {
            self.0.entry(seed).or_default();
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn all(&self) -> Vec<Seed> {
        self.0.keys().cloned().collect()
    }

    /// Of a life that is over: what was being looked up is never heard of.
    pub(super) fn of_former_life(mut self) -> Seeds {
        self.0.values_mut().for_each(|looked| looked.looking = false);
        self
    }

    /// Those through whom nobody is known at present.
    pub(super) fn absent(&self, is_present: impl Fn(&SocketAddr) -> bool) -> impl Iterator<Item = Seed> {
        let absent = self.0.iter().filter(move |(seed, looked)| match seed {
            Seed::At(address) => !is_present(address),
            Seed::Host { .. } => !looked.found.iter().any(&is_present),
        });
        absent.map(|(seed, _)| seed.clone())
    }
}

impl Membership {
    /// Says to whoever is there that this node is.
    pub(super) fn try_seed(&mut self, seed: Seed, ctx: &mut Context<Self>) {
        match &seed {
            Seed::At(address) => self.ping(*address),
            Seed::Host { name, port } => {
                let Some(looked) = self.seeds.0.get_mut(&seed) else { return };
                // A resolver that hangs is asked once.
                if std::mem::replace(&mut looked.looking, true) {
                    return;
                }
                let (name, port) = (name.clone(), *port);
                let found = blocking::run(move || names::addresses_of(&name, port));
                ctx.pipe(found, move |found| Message::Found(seed, found));
            }
        }
    }

    /// All that stand behind the name are tried: any of them will do.
    pub(super) fn on_found(&mut self, seed: Seed, found: io::Result<Vec<SocketAddr>>) {
        let Some(looked) = self.seeds.0.get_mut(&seed) else { return };
        looked.looking = false;
        match found {
            Ok(found) => {
                looked.failed = None;
                looked.found = found.clone();
                found.into_iter().filter(|node| !self.view.is_present(node)).for_each(|node| self.ping(node));
            }
            Err(error) => {
                let why = error.to_string();
                // Once for each reason: it is tried every few seconds.
                if looked.failed.as_ref() != Some(&why) {
                    tracing::warn!(%seed, why, "a node to join through is not found; it is looked up again");
                    looked.failed = Some(why);
                }
            }
        }
    }
}
