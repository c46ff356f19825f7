//! What this node makes of members and entries that come and go, its own actors' included.

use super::*;

impl Membership {
    pub(super) fn member_changed(
        &mut self,
        before: Option<Record>,
        after: Record,
        forgotten: Option<Shelf>,
        ctx: &mut Context<Self>,
    ) {
        let was = before.filter(|before| before.state.is_present());
        if let (Some(was), true) = (was, before.is_some_and(|before| before.life != after.life)) {
            let entries = forgotten.iter().flat_map(Shelf::entries).cloned().collect();
            self.entries_of(&was, entries, Vec::new(), ctx);
        } else if let (Some(was), false) = (was, after.state.is_present()) {
            let entries = self.entries(&after.node);
            self.entries_of(&was, entries, Vec::new(), ctx);
        } else if was.is_none() && after.state.is_present() {
            // Back from being down, in the same life: what it owns was kept.
            let entries = self.entries(&after.node);
            self.entries_of(&after, Vec::new(), entries, ctx);
        }
        let told = |record: &Record| (record.life, record.state, record.role);
        if before.as_ref().map(told) != Some(told(&after)) && (was.is_some() || after.state.is_present()) {
            self.with_directory(|directory| directory.member(member(&after)));
            self.watches.publish(&Topic::Members, &News::Member(member(&after)));
            self.late(ctx);
        }
    }

    pub(super) fn entries(&self, owner: &SocketAddr) -> Vec<Entry> {
        self.view.get(owner).map(|known| known.shelf.entries().cloned().collect()).unwrap_or_default()
    }

    pub(super) fn entries_changed(
        &mut self,
        owner: &SocketAddr,
        removed: Vec<Entry>,
        put: Vec<Entry>,
        ctx: &mut Context<Self>,
    ) {
        let Some(record) = self.view.get(owner).map(|known| known.record) else { return };
        if record.state.is_present() {
            self.entries_of(&record, removed, put, ctx);
        }
    }

    /// Entries of a node came and went: brings the directory forward and tells who watches.
    pub(super) fn entries_of(&mut self, owner: &Record, removed: Vec<Entry>, put: Vec<Entry>, ctx: &mut Context<Self>) {
        let Some(core) = self.core.upgrade() else { return };
        let directory = &core.directory;
        let mut holders: BTreeMap<Name, Option<Address>> = BTreeMap::new();
        let mut groups: BTreeMap<Name, (Vec<Address>, Vec<Address>)> = BTreeMap::new();
        let steps = removed.iter().map(|entry| (entry, false)).chain(put.iter().map(|entry| (entry, true)));
        for (entry, put) in steps {
            let (key, actor) = (&entry.key.key, actor(owner, entry));
            match entry.key.kind {
                Kind::Name => {
                    holders.entry(key.clone()).or_insert_with(|| directory.holder(key));
                    match put {
                        true => directory.claim(key, claim(owner, entry)),
                        false => directory.unclaim(key, &claim(owner, entry)),
                    }
                }
                Kind::Group => {
                    let changed = if put { directory.enter(key, actor.clone()) } else { directory.withdraw(key, &actor) };
                    let (joined, left) = groups.entry(key.clone()).or_default();
                    if changed {
                        if put { joined.push(actor) } else { left.push(actor) }
                    }
                }
            }
        }
        for (group, (joined, left)) in groups {
            if !joined.is_empty() || !left.is_empty() {
                self.watches.publish(&Topic::Group(group), &News::Group { joined, left });
            }
        }
        for (name, before) in holders {
            let now = directory.holder(&name);
            if now != before {
                self.watches.publish(&Topic::Name(name.clone()), &News::Holder(now));
            }
            self.yield_name(&name, ctx);
        }
        self.late(ctx);
    }

    /// Gives up claims of this node to a name that somebody has held for longer.
    pub(super) fn yield_name(&mut self, name: &Name, ctx: &mut Context<Self>) {
        #[cfg(test)]
        if planted::KEEPS_NAMES.get() {
            return;
        }
        let Some(core) = self.core.upgrade() else { return };
        let Some((first, beaten)) = core.directory.claims(name, self.view.me) else { return };
        for claim in beaten {
            let key = EntryKey { kind: Kind::Name, key: name.clone(), actor: claim.actor.name.clone() };
            let counter = claim.actor.life.map_or(0, |life| life.counter);
            let lost = self.locals.get_mut(&counter).and_then(|local| local.lost.remove(name));
            tracing::info!(%name, loser = %claim.actor, holder = %first.actor, "two held a name of the cluster; the older one keeps it");
            self.take_out(&key, ctx);
            if let Some(number) = lost {
                self.watches.tell(number, News::Lost { name: name.clone(), to: first.actor.clone() });
            }
        }
    }

    // --- this node's own actors ----------------------------------------------------------------------------------------

    /// The entry of a living actor of this node, known from now on.
    pub(super) fn local(&mut self, pid: &Pid, ctx: &mut Context<Self>) -> Option<u64> {
        let (slot, counter) = crate::context::local(pid).filter(|(_, counter)| *counter != 0)?;
        if slot.counter() != counter {
            return None;
        }
        self.locals.entry(counter).or_insert_with(|| {
            let monitor = ctx.monitor(pid);
            Local { monitor, pid: Some(pid.clone()), ..Local::default() }
        });
        Some(counter)
    }

    pub(super) fn on_enter(&mut self, asked: EntryAsked, ctx: &mut Context<Self>) {
        let EntryAsked { kind, key, actor, lost, reply } = asked;
        let entered = self.enter(kind, key, &actor, lost, ctx);
        reply.send(entered);
    }

    pub(super) fn enter(
        &mut self,
        kind: Kind,
        key: Name,
        pid: &Pid,
        lost: Option<Tell>,
        ctx: &mut Context<Self>,
    ) -> Result<(), Refused> {
        let counter = self.local(pid, ctx).ok_or(Refused::Gone)?;
        let own = self.view.own();
        let entry_key = EntryKey { kind, key: key.clone(), actor: pid.address().name };
        let held = self.view.get(&own.node).map(|known| (known.shelf.len(), known.shelf.get(&entry_key).cloned()));
        let (len, before) = held.unwrap_or_default();
        if kind == Kind::Name
            && let Some(core) = self.core.upgrade()
            && let Some(holder) = core.directory.holder(&key)
            && (holder.node != own.node || holder.life.is_none_or(|life| life.counter != counter))
        {
            return Err(Refused::Held(holder));
        }
        if len >= ENTRIES_MAX && before.is_none() {
            return Err(Refused::Full);
        }
        if let Some(tell) = lost {
            let number = self.watches.add(None, tell);
            let local = self.locals.entry(counter).or_default();
            local.watches.push(number);
            if let Some(former) = local.lost.insert(key, number) {
                local.watches.retain(|watch| *watch != former);
                self.watches.remove(former);
            }
        }
        if before.as_ref().is_some_and(|before| before.counter == counter) {
            return Ok(());
        }
        let since = u64::try_from(ctx.clock().since_epoch().as_micros()).unwrap_or(u64::MAX);
        let entry = Entry { key: entry_key.clone(), counter, since };
        let replaced = self.view.own_shelf(|shelf| shelf.put(entry.clone())).flatten();
        self.locals.entry(counter).or_default().entries.insert(entry_key);
        self.fresh.shelves.insert(own.node);
        self.gather(ctx);
        self.entries_of(&own, replaced.into_iter().collect(), vec![entry], ctx);
        Ok(())
    }

    pub(super) fn on_withdraw(&mut self, kind: Kind, key: Name, pid: &Pid, ctx: &mut Context<Self>) {
        let Some((_, counter)) = crate::context::local(pid) else { return };
        let entry_key = EntryKey { kind, key: key.clone(), actor: pid.address().name };
        let Some(local) = self.locals.get_mut(&counter) else { return };
        if let Some(number) = local.lost.remove(&key).filter(|_| kind == Kind::Name) {
            local.watches.retain(|watch| *watch != number);
            self.watches.remove(number);
        }
        if local.entries.contains(&entry_key) {
            self.take_out(&entry_key, ctx);
        }
        self.forget_idle(counter, ctx);
    }

    pub(super) fn forget_idle(&mut self, counter: u64, ctx: &mut Context<Self>) {
        let idle = |local: &Local| local.entries.is_empty() && local.watches.is_empty();
        if self.locals.get(&counter).is_some_and(idle)
            && let Some(Local { monitor, pid: Some(pid), .. }) = self.locals.remove(&counter)
        {
            ctx.demonitor(&pid, monitor);
        }
    }

    /// Takes one of this node's own entries out.
    pub(super) fn take_out(&mut self, key: &EntryKey, ctx: &mut Context<Self>) {
        let own = self.view.own();
        let Some(removed) = self.view.own_shelf(|shelf| shelf.remove(key)).flatten() else { return };
        if let Some(local) = self.locals.get_mut(&removed.counter) {
            local.entries.remove(key);
        }
        self.fresh.shelves.insert(own.node);
        self.gather(ctx);
        self.entries_of(&own, vec![removed], Vec::new(), ctx);
    }

    pub(super) fn local_ended(&mut self, counter: u64, ctx: &mut Context<Self>) {
        let Some(local) = self.locals.remove(&counter) else { return };
        for number in local.watches {
            self.watches.remove(number);
        }
        for key in local.entries {
            // A later life of that name may stand there by now.
            let own = self.view.get(&self.view.me).and_then(|known| known.shelf.get(&key));
            if own.is_some_and(|entry| entry.counter == counter) {
                self.take_out(&key, ctx);
            }
        }
    }

    pub(super) fn on_watch(&mut self, topic: Topic, actor: Pid, tell: Tell, ctx: &mut Context<Self>) {
        let Some(counter) = self.local(&actor, ctx) else { return };
        let Some(core) = self.core.upgrade() else { return };
        let now: Vec<News> = match &topic {
            Topic::Members => core.directory.members().into_iter().map(News::Member).collect(),
            Topic::Name(name) => vec![News::Holder(core.directory.holder(name))],
            Topic::Group(group) => vec![News::Group { joined: core.directory.group(group), left: Vec::new() }],
        };
        let number = self.watches.add(Some(topic), tell);
        self.locals.entry(counter).or_default().watches.push(number);
        for news in now {
            self.watches.tell(number, news);
        }
        self.late(ctx);
    }

    /// Sees to it that watchers without room are told later.
    pub(super) fn late(&mut self, ctx: &mut Context<Self>) {
        if self.watches.any_late() && !std::mem::replace(&mut self.retries, true) {
            ctx.after(RETRY, Key("retry"), Message::Retry);
        }
    }

    pub(super) fn on_retry(&mut self, ctx: &mut Context<Self>) {
        self.retries = false;
        self.watches.retry();
        self.late(ctx);
    }
}
