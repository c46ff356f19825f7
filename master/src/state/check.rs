//! Whether the parts of the state agree. Called after each message in tests and debug builds.

use mesos_protocol::resources::Resources;

use super::State;

impl State {
    /// Whether everything known on one side is known on the other, and nothing is given away twice.
    ///
    /// # Errors
    /// A sentence that names the first thing that does not agree.
    pub(crate) fn check(&self) -> Result<(), String> {
        self.check_offers()?;
        self.check_tasks()?;
        self.check_agents()
    }

    fn check_offers(&self) -> Result<(), String> {
        for (id, offer) in &self.offers {
            let agent = self.agents.get(&offer.agent).filter(|agent| agent.connected);
            ensure(agent.is_some_and(|agent| agent.offers.contains(id)), || format!("offer {id} is of no connected agent"))?;
            let framework = self.frameworks.get(&offer.framework).filter(|framework| framework.connected);
            ensure(framework.is_some_and(|framework| framework.offers.contains(id)), || {
                format!("offer {id} is for no connected framework")
            })?;
            ensure(offer.resources.iter().all(|resource| resource.allocated_to() == Some(&offer.role)), || {
                format!("offer {id} holds resources that are not allocated to its role")
            })?;
        }
        let of_agents: usize = self.agents.values().map(|agent| agent.offers.len()).sum();
        let of_frameworks: usize = self.frameworks.values().map(|framework| framework.offers.len()).sum();
        ensure((of_agents, of_frameworks) == (self.offers.len(), self.offers.len()), || {
            format!("{} offers are known, {of_agents} of agents and {of_frameworks} of frameworks", self.offers.len())
        })
    }

    fn check_tasks(&self) -> Result<(), String> {
        let mut tasks = 0;
        for (framework_id, framework) in &self.frameworks {
            tasks += framework.tasks.len();
            ensure(framework.tasks.are_counted(), || format!("tasks of framework {framework_id} are counted wrongly"))?;
            for (id, active) in framework.tasks.iter() {
                let agent = self.agents.get(&active.task.agent_id);
                let key = (framework_id.clone(), id.clone());
                ensure(agent.is_some_and(|agent| agent.tasks.contains(&key)), || format!("task {id} is on no known agent"))?;
                let ended = framework.completed.contains_key(id) || framework.unreachable.contains_key(id);
                ensure(!ended || active.task.state.is_terminal(), || format!("task {id} runs and has ended"))?;
            }
        }
        let on_agents: usize = self.agents.values().map(|agent| agent.tasks.len()).sum();
        ensure(tasks == on_agents, || format!("frameworks have {tasks} tasks, agents {on_agents}"))
    }

    fn check_agents(&self) -> Result<(), String> {
        for (id, agent) in &self.agents {
            let elsewhere =
                self.recovered.contains_key(id) || self.unreachable.contains_key(id) || self.gone.contains_key(id);
            ensure(!elsewhere && !self.removed.contains(id), || format!("agent {id} is there and is not"))?;
            let ghost = agent.ghosts.keys().find(|key| agent.tasks.contains(*key));
            ensure(ghost.is_none(), || format!("task {ghost:?} on agent {id} is over and is not"))?;
            if agent.offers.is_empty() {
                continue;
            }
            let mut held: Resources = self.used_on(agent).values().flat_map(Resources::iter).cloned().collect();
            held.add(&self.offered_on(agent));
            held.unallocate();
            ensure(agent.info.resources.contains(&held), || {
                format!("agent {id} has {}, of which {held} are offered or used", agent.info.resources)
            })?;
        }
        for (place, id) in &self.places {
            let elsewhere = self.agents.get(id).is_some_and(|agent| agent.place() != *place);
            ensure(!elsewhere && !self.removed.contains(id), || format!("agent {id} is not at {place}"))?;
        }
        for (id, count) in &self.leaving {
            let ghosts = self.agents.values().flat_map(|agent| agent.ghosts.keys()).filter(|(framework, _)| framework == id);
            let ghosts = ghosts.count();
            ensure(ghosts == *count && ghosts > 0, || {
                format!("framework {id} leaves with {ghosts} tasks, counted {count}")
            })?;
        }
        Ok(())
    }
}

fn ensure(holds: bool, sentence: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(sentence()) }
}
