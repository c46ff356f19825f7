//! `mesos logs`: what a task wrote, from its sandbox; with `-f` on and on until it ends.

use std::{net::SocketAddr, sync::Arc, sync::mpsc};

use libprocess::{Node, Pid, time::secs};
use serde_json::{Value, json};

use super::{tasks::is_over, text};
use crate::{
    args::LogsArgs,
    failure::Failure,
    output::{self, GivenUp, Print, Printer, READER_GONE, Stream},
    remote::Remote,
    tail::{self, Ended, Tail},
};

pub(super) async fn print(cluster: &Remote, args: &LogsArgs, as_json: bool) -> Result<(), Failure> {
    let task = find(cluster, args).await?;
    let place = text(&task, "agent_address");
    let agent: SocketAddr = place
        .parse()
        .map_err(|_| Failure::new(format!("the agent of {} is gone, and with it what the task wrote", args.task)))?;
    let stream = if args.stderr { Stream::Err } else { Stream::Out };
    let path = tail::path(&text(&task, "framework_id"), &text(&task, "executor_id"), stream.file());
    if as_json {
        return whole(cluster, agent, &path).await;
    }
    let node = &cluster.node;
    let printer =
        node.spawn::<Printer>("stdout", (Stream::Out, GivenUp::default())).blocking().await.map_err(Failure::new)?;
    let finished = !args.follow || is_over(&task);
    let (ends, end) = mpsc::channel();
    let on_end: tail::OnEnd = Arc::new(move |how| drop(ends.send(how)));
    let tail = node.spawn::<Tail>("tail", tail::Args { agent, path, printer: printer.clone(), finished, on_end });
    let tail = tail.await.map_err(Failure::new)?;
    let watched = tail.clone();
    // A task that is silent must not keep us from noticing; a tail that has ended needs no telling.
    output::watch_reader(move || drop(watched.tell(tail::Message::ReaderGone)))?;
    if !finished {
        finish_with_task(cluster, args, &tail).await?;
    }
    node.ended(&tail).await;
    outcome(node, &printer, end.try_recv().unwrap_or(Ended::Complete)).await
}

/// The task that is meant: a running one before those that are over, the newest of these.
async fn find(cluster: &Remote, args: &LogsArgs) -> Result<Value, Failure> {
    let mut query = vec![("task_id", args.task.as_str())];
    query.extend(args.framework.iter().map(|id| ("framework_id", id.as_str())));
    let mut tasks = cluster.tasks(&query).await?;
    let running = tasks.iter().rposition(|task| !is_over(task));
    let at = running.or_else(|| tasks.len().checked_sub(1));
    at.map(|at| tasks.swap_remove(at)).ok_or_else(|| {
        Failure::new(format!("there is no task {}; `mesos tasks --all` shows those that are known", args.task))
    })
}

/// Watches the task, and tells the tail when nothing more can come. Ends early if the tail does.
async fn finish_with_task(cluster: &Remote, args: &LogsArgs, tail: &Pid<tail::Message>) -> Result<(), Failure> {
    loop {
        cluster.node.sleep(secs(1)).await;
        let over = find(cluster, args).await.is_ok_and(|task| is_over(&task));
        // A tail that has ended takes no message any more.
        if cluster.node.find::<tail::Message>("tail").is_none() || (over && tail.tell(tail::Message::Finish).is_ok()) {
            return Ok(());
        }
    }
}

async fn outcome(node: &Node, printer: &Pid<Print>, how: Ended) -> Result<(), Failure> {
    let _ = printer.ask(Print::Flush, secs(3600)).await;
    node.stop(printer, secs(1)).await;
    match how {
        Ended::Complete => Ok(()),
        Ended::ReaderGone => Err(Failure::silent(READER_GONE)),
        Ended::Lost(why) => Err(Failure::new(why)),
    }
}

/// All of it in one value, for programs.
async fn whole(cluster: &Remote, agent: SocketAddr, path: &str) -> Result<(), Failure> {
    let mut bytes = Vec::new();
    loop {
        let piece = cluster.get(agent, &tail::piece(path, bytes.len() as u64)).await?.body;
        if piece.is_empty() {
            return output::json(&json!({ "path": path, "data": String::from_utf8_lossy(&bytes) }));
        }
        bytes.extend(piece);
    }
}
