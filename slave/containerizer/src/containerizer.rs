//! Containerizer: starts a [`Container`] for each executor run, and finds it again by its id.
//!
//! Receives  `Launch`, `Destroy`, `DestroyAll` from the agent; the ends of its containers.
//! Answers   `Launch` twice: when the container runs, and when it ended. A reply that is dropped unanswered means that the
//!           container failed: its processes are gone, or are on their way.
//! Fails     with the agent's supervision; all containers end with it.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use libprocess::prelude::*;
use mesos_protocol::ids::ContainerId;

use crate::{
    container::{self, Container, Launched},
    launcher::{ContainerConfig, Ended, LaunchError, Launcher},
};

/// So long a container may take to end with its containerizer.
const CONTAINER_ENDS_WITHIN: Duration = secs(5);

/// Most containers that are shown.
const SHOWN_MAX: usize = 20;

/// What a containerizer can be told.
#[derive(Debug)]
pub enum Message {
    /// Starts a container.
    Launch {
        /// What is to be started.
        config: Box<ContainerConfig>,
        /// Told when it runs, or why it does not.
        launched: Reply<Result<Launched, LaunchError>>,
        /// Told when nothing of it is left.
        ended: Reply<Ended>,
    },
    /// Ends a container; one that is not known has ended already.
    Destroy(ContainerId),
    /// Ends all containers.
    DestroyAll {
        /// Told when nothing of them is left.
        done: Reply<()>,
    },
    /// A container was told to end.
    Told,
}

/// All containers of an agent.
pub struct Containerizer {
    launcher: Arc<dyn Launcher>,
    containers: BTreeMap<ContainerId, Pid<container::Message>>,
    /// Wait until there is no container left.
    emptied: Vec<Reply<()>>,
}

impl Actor for Containerizer {
    type Args = Arc<dyn Launcher>;
    type Message = Message;

    async fn start(launcher: Arc<dyn Launcher>, _ctx: &mut Context<Self>) -> Result<Self, Exit> {
        Ok(Containerizer { launcher, containers: BTreeMap::new(), emptied: Vec::new() })
    }

    async fn handle(&mut self, message: Message, ctx: &mut Context<Self>) -> Result<(), Exit> {
        match message {
            Message::Launch { config, launched, ended } => self.on_launch(config, launched, ended, ctx).await,
            Message::Destroy(container_id) => self.on_destroy(&container_id, ctx),
            Message::DestroyAll { done } => self.on_destroy_all(done, ctx),
            Message::Told => {}
        }
        Ok(())
    }

    async fn exited(&mut self, notice: ExitNotice, _ctx: &mut Context<Self>) -> Result<(), Exit> {
        self.containers.retain(|_, container| container.erase() != notice.pid.clone().with_life(None));
        if self.containers.is_empty() {
            self.emptied.drain(..).for_each(|done| done.send(()));
        }
        Ok(())
    }

    /// Whoever waits for its end may count on it that the containers have ended too.
    async fn stop(&mut self, _why: &Exit, ctx: &mut Context<Self>) {
        self.containers.values().for_each(|container| ctx.stop_child(container));
        for container in self.containers.values() {
            ctx.node().stop(container, CONTAINER_ENDS_WITHIN).await;
        }
    }

    fn inspect(&self) -> Inspection {
        Inspection(serde_json::json!({
            "containers": self.containers.len(),
            "some_containers": self.containers.keys().take(SHOWN_MAX).collect::<Vec<_>>(),
            "waiting_for_all_to_end": self.emptied.len(),
        }))
    }
}

impl Containerizer {
    async fn on_launch(
        &mut self,
        config: Box<ContainerConfig>,
        launched: Reply<Result<Launched, LaunchError>>,
        ended: Reply<Ended>,
        ctx: &mut Context<Self>,
    ) {
        let container_id = config.container_id.clone();
        // A container's start only takes its arguments, on this very thread: nobody is waited for.
        let started = ctx.spawn::<Container>(format!("container({container_id})"), self.launcher.clone()).await;
        let begun = started.map_err(|error| error.to_string()).and_then(|container| {
            let begin = container::Message::Begin { config, launched, ended };
            container.tell(begin).map_err(|error| error.to_string())?;
            Ok(container)
        });
        match begun {
            Ok(container) => drop(self.containers.insert(container_id, container)),
            // The replies were dropped with the message, which tells the agent.
            Err(error) => tracing::error!(container = %container_id, error, "a container was not started"),
        }
    }

    fn on_destroy(&mut self, container_id: &ContainerId, ctx: &mut Context<Self>) {
        if let Some(container) = self.containers.get(container_id).cloned() {
            destroy(container, ctx);
        }
    }

    fn on_destroy_all(&mut self, done: Reply<()>, ctx: &mut Context<Self>) {
        if self.containers.is_empty() {
            return done.send(());
        }
        self.emptied.push(done);
        self.containers.values().cloned().for_each(|container| destroy(container, ctx));
    }
}

/// Tells a container to end, as soon as it has room for that.
fn destroy(container: Pid<container::Message>, ctx: &mut Context<Containerizer>) {
    if let Err(TellError::Full(message)) = container.tell(container::Message::Destroy) {
        ctx.pipe(async move { drop(container.send(message).await) }, |()| Message::Told);
    }
}
