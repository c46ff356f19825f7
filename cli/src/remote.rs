//! A cluster elsewhere, as a person who looks and steers sees it: endpoints asked over QUIC in the operator role.

use std::{
    future::{Future, poll_fn},
    net::SocketAddr,
    task::Poll,
    time::Duration,
};

use clap::Args;
use libprocess::{
    AskError, Node,
    http::{Reader, Request, Response},
    time::{millis, secs},
};
use serde_json::Value;

use crate::{failure::Failure, node_flags::KeyFlags};

/// A node that has not answered after this time is not reached.
pub(crate) const ANSWER_MAX: Duration = millis(4000);

/// Tasks in one answer of a master, which has to stay below the largest message.
const TASKS_AT_ONCE: usize = 200;

/// Which cluster is meant.
#[derive(Args, Clone, Debug)]
pub(crate) struct RemoteFlags {
    /// The master: host or host:port.
    #[arg(long, env = "MESOS_MASTER", value_name = "HOST:PORT", default_value = "127.0.0.1:5050")]
    pub(crate) master: String,
    #[command(flatten)]
    pub(crate) key: KeyFlags,
}

impl RemoteFlags {
    /// Reaches the cluster.
    ///
    /// # Errors
    /// No such host, no key, or no master that answers within 4 s.
    pub(crate) async fn connect(&self) -> Result<Remote, Failure> {
        let masters = mesos_driver::masters(&self.master).map_err(Failure::new)?;
        // Never empty: that no master is named is an error.
        let Some(first) = masters.first() else { return Err(Failure::new("no master is named")) };
        let remote = Remote { node: self.key.operator(*first).await?, master: *first };
        remote.get(remote.master, "/health").await?;
        Ok(remote)
    }
}

/// A cluster that was reached. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Remote {
    pub(crate) node: Node,
    pub(crate) master: SocketAddr,
}

impl Remote {
    /// What a node answers to a `GET`.
    pub(crate) async fn get(&self, at: SocketAddr, path: &str) -> Result<Response, Failure> {
        let answer = self.node.fetch(at, Request::get(path), ANSWER_MAX).await;
        checked(at, path, answer)
    }

    /// What a node answers to a `GET`, as JSON.
    pub(crate) async fn json(&self, at: SocketAddr, path: &str) -> Result<Value, Failure> {
        parsed(at, path, &self.get(at, path).await?)
    }

    /// What a node answers to a request, as JSON.
    pub(crate) async fn ask(&self, at: SocketAddr, request: Request) -> Result<Value, Failure> {
        let path = request.path.clone();
        let answer = self.node.fetch(at, request, ANSWER_MAX).await;
        parsed(at, &path, &checked(at, &path, answer)?)
    }

    /// What a node answers piece by piece.
    pub(crate) async fn stream(&self, at: SocketAddr, request: Request) -> Result<Reader, Failure> {
        let path = request.path.clone();
        let answer = self.node.fetch_stream(at, request, ANSWER_MAX).await;
        let stream = checked(at, &path, answer)?.stream;
        stream.ok_or_else(|| Failure::new(format!("{at}{path} answers at once; is it a node of this release?")))
    }

    /// What the master answers to a `POST` of JSON.
    pub(crate) async fn post(&self, path: &str, body: &Value) -> Result<Value, Failure> {
        let answer = self.node.fetch(self.master, Request::post(path, body), ANSWER_MAX).await;
        parsed(self.master, path, &checked(self.master, path, answer)?)
    }

    /// All tasks that the master knows, in as many questions as it takes; `query` narrows them.
    pub(crate) async fn tasks(&self, query: &[(&str, &str)]) -> Result<Vec<Value>, Failure> {
        let narrowed: String = query.iter().map(|(key, value)| format!("&{key}={}", escaped(value))).collect();
        let mut tasks = Vec::new();
        loop {
            let path = format!("/master/tasks?order=asc&limit={TASKS_AT_ONCE}&offset={}{narrowed}", tasks.len());
            let mut page = self.json(self.master, &path).await?;
            let Some(some) = page["tasks"].as_array_mut() else { return Ok(tasks) };
            let last = some.len() < TASKS_AT_ONCE;
            tasks.append(some);
            if last {
                return Ok(tasks);
            }
        }
    }

    /// The addresses of the master and of all its agents.
    pub(crate) async fn nodes(&self) -> Result<Vec<SocketAddr>, Failure> {
        let agents = self.json(self.master, "/master/slaves").await?;
        let agents = agents["slaves"].as_array().into_iter().flatten();
        let addresses = agents.filter_map(|agent| agent["agent_address"].as_str()?.parse().ok());
        Ok(std::iter::once(self.master).chain(addresses).collect())
    }

    /// Ends the node of this command.
    pub(crate) async fn close(self) {
        self.node.shut_down(secs(1)).await;
    }
}

/// What all these futures give, in their order; they run at once.
pub(crate) async fn all<T>(futures: impl IntoIterator<Item = impl Future<Output = T>>) -> Vec<T> {
    let mut running: Vec<_> = futures.into_iter().map(|future| (Box::pin(future), None)).collect();
    poll_fn(|cx| {
        let mut waits = false;
        for (future, value) in running.iter_mut().filter(|(_, value)| value.is_none()) {
            match future.as_mut().poll(cx) {
                Poll::Ready(ready) => *value = Some(ready),
                Poll::Pending => waits = true,
            }
        }
        if waits { Poll::Pending } else { Poll::Ready(()) }
    })
    .await;
    running.into_iter().filter_map(|(_, value)| value).collect()
}

/// A value as it may stand in a query.
pub(crate) fn escaped(value: &str) -> String {
    libprocess::wire::address::escape(value).to_string()
}

fn checked(at: SocketAddr, path: &str, answer: Result<Response, AskError>) -> Result<Response, Failure> {
    match answer {
        Ok(response) if response.is_success() => Ok(response),
        Ok(response) => {
            let why = String::from_utf8_lossy(&response.body).trim().to_owned();
            Err(Failure::new(if why.is_empty() { format!("{at}{path} answered {}", response.status) } else { why }))
        }
        Err(error) => Err(unreached(at, &error, "is a master there (mesos master), and is --master right?")),
    }
}

/// Why a node was not reached, and what to do; `absent` is for one that may not be there.
pub(crate) fn unreached(at: SocketAddr, error: &AskError, absent: &str) -> Failure {
    match error {
        AskError::Refused => Failure::new(format!(
            "the node at {at} is there and does not admit this program: it is of a cluster with another key; name the file with \
             its key by --cluster-key, or say --insecure if it was started so"
        )),
        error => Failure::new(format!("nothing answers at {at}: {error}; {absent}")),
    }
}

fn parsed(at: SocketAddr, path: &str, response: &Response) -> Result<Value, Failure> {
    serde_json::from_slice(&response.body)
        .map_err(|error| Failure::new(format!("{at}{path} did not answer in JSON: {error}; is it a node of this release?")))
}
