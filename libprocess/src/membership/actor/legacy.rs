//! What a life of `members` that failed leaves to its successor: what this node owns and who watches, so that a name held
//! here stays held and nobody who watches is forgotten.
//!
//! The failed life may have been in the middle of something. So what everybody reads is made anew from what was known of
//! each node, and watchers hear of the difference.

use std::sync::Arc;

use parking_lot::Mutex;

use super::*;

/// Handed from life to life.
#[derive(Clone, Default)]
pub(crate) struct Legacy(Arc<Mutex<Option<Left>>>);

/// What was known at the end of a life.
struct Left {
    view: View,
    seeds: Seeds,
    locals: BTreeMap<u64, Local>,
    watches: Watches,
}

impl Drop for Membership {
    fn drop(&mut self) {
        if self.ended {
            return;
        }
        let own = self.view.own();
        let left = Left {
            view: std::mem::replace(&mut self.view, View::new(own)),
            seeds: std::mem::take(&mut self.seeds),
            locals: std::mem::take(&mut self.locals),
            watches: std::mem::take(&mut self.watches),
        };
        *self.legacy.0.lock() = Some(left);
    }
}

impl Membership {
    /// Takes over from a life that failed, if there was one.
    pub(super) fn inherit(&mut self, ctx: &mut Context<Self>) {
        let left = self.legacy.0.lock().take();
        let Some(Left { view, seeds, locals, watches }) = left else {
            let own = self.view.own();
            return self.with_directory(|directory| {
                directory.clear();
                directory.member(member(&own));
            });
        };
        let (own, former) = (self.view.own(), view.own());
        (self.view, self.seeds, self.locals, self.watches) = (view, seeds.of_former_life(), locals, watches);
        let incarnation = own.incarnation.max(former.incarnation + 1);
        self.view.set_own(Record { incarnation, ..former });
        for local in self.locals.values_mut() {
            if let Some(pid) = &local.pid {
                // One that ended meanwhile is told of at once.
                local.monitor = ctx.monitor(pid);
            }
        }
        self.renew_directory();
        self.fresh.records.insert(own.node);
        self.fresh.shelves.insert(own.node);
        self.gather(ctx);
        self.late(ctx);
        self.keep_ticking(ctx);
    }

    fn renew_directory(&mut self) {
        let mut tables = Tables::default();
        for known in self.view.all().filter(|known| known.record.state.is_present()) {
            tables.member(member(&known.record));
            for entry in known.shelf.entries() {
                match entry.key.kind {
                    Kind::Name => tables.claim(&entry.key.key, claim(&known.record, entry)),
                    Kind::Group => drop(tables.enter(&entry.key.key, actor(&known.record, entry))),
                }
            }
        }
        let Some(core) = self.core.upgrade() else { return };
        let Changes { members, holders, groups } = core.directory.replace(tables);
        for member in members {
            self.watches.publish(&Topic::Members, &News::Member(member));
        }
        for (name, holder) in holders {
            self.watches.publish(&Topic::Name(name), &News::Holder(holder));
        }
        for (group, joined, left) in groups {
            self.watches.publish(&Topic::Group(group), &News::Group { joined, left });
        }
    }
}
