use std::sync::Mutex;

use mesos_protocol::agent::AgentInfo;
use mesos_protocol::ids::{AgentId, Term};

use super::store::{File, Memory, Work};
use super::*;

const PATIENCE: Duration = Duration::from_secs(10);

fn id(text: &str) -> AgentId {
    AgentId::new(text).unwrap()
}

fn admit(text: &str) -> Change {
    Change::Admit { id: id(text), info: Arc::new(AgentInfo::named(text).cpus(1).id(id(text)).build()) }
}

fn args(store: Arc<dyn Store>) -> Args {
    Args { store, store_timeout: Duration::from_secs(5), answers_before_written: false }
}

async fn start(node: &Node, name: &str, store: Arc<dyn Store>) -> Pid<Message> {
    node.spawn::<Registrar>(name, args(store)).await.unwrap()
}

async fn lead(registrar: &Pid<Message>) -> Registry {
    registrar.ask(|reply| Message::Lead { reply }, PATIENCE).await.unwrap()
}

async fn apply(registrar: &Pid<Message>, changes: Vec<Change>) -> Vec<Result<(), Refused>> {
    registrar.ask(|reply| Message::Apply { changes, reply }, PATIENCE).await.unwrap()
}

#[tokio::test]
async fn each_leader_has_a_higher_term_of_the_same_cluster_and_finds_the_agents() {
    let folder = tempfile::tempdir().unwrap();
    let node = Node::builder().start().await.unwrap();
    let store: Arc<dyn Store> = Arc::new(File::within(folder.path().join("work"), node.disk()));
    let first = start(&node, "first", store.clone()).await;
    let before = lead(&first).await;
    assert_eq!(before.term, Term(1));
    assert_eq!(apply(&first, vec![admit("a"), admit("a")]).await, [Ok(()), Err(Refused::AlreadyAdmitted(id("a")))]);
    node.stop(&first, PATIENCE).await;

    let second = start(&node, "second", store).await;
    let after = lead(&second).await;
    assert_eq!((after.term, &after.cluster_id), (Term(2), &before.cluster_id));
    assert!(after.agents.contains_key(&id("a")));
    node.shut_down(PATIENCE).await;
}

#[tokio::test]
async fn a_damaged_file_is_refused_with_place_and_remedy_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("registry");
    std::fs::write(&path, b"mesos registry 1 sha256:00\n{}").unwrap();
    let node = Node::builder().start().await.unwrap();
    let store: Arc<dyn Store> = Arc::new(File::within(folder.path().into(), node.disk()));
    let error = node.spawn::<Registrar>("registrar", args(store)).await.unwrap_err().to_string();
    assert!(error.contains(&path.display().to_string()) && error.contains("bytes from 27 to 29"), "{error}");
    assert!(error.contains("move it away to begin a new cluster"), "{error}");
    assert_eq!(std::fs::read(&path).unwrap(), b"mesos registry 1 sha256:00\n{}");
    node.shut_down(PATIENCE).await;
}

/// Saves only when it is let; counts.
#[derive(Default)]
struct Gate {
    memory: Memory,
    waiting: Mutex<Vec<Reply<io::Result<()>>>>,
}

impl Store for Gate {
    fn load(&self) -> Work<Option<Vec<u8>>> {
        self.memory.load()
    }
    fn save(&self, bytes: Vec<u8>) -> Work<()> {
        let (reply, answer) = Reply::pair();
        self.waiting.lock().unwrap().push(reply);
        let saved = self.memory.save(bytes);
        Box::pin(async move {
            answer.await.map_err(io::Error::other)??;
            saved.await
        })
    }
    fn place(&self) -> String {
        "a gate".into()
    }
}

impl Gate {
    async fn next(&self, node: &Node) -> Reply<io::Result<()>> {
        loop {
            if let Some(reply) = self.waiting.lock().unwrap().pop() {
                return reply;
            }
            node.sleep(Duration::from_millis(1)).await;
        }
    }
}

#[tokio::test]
async fn changes_that_arrive_during_a_write_go_out_together_and_wait_until_they_are_durable() {
    let node = Node::builder().start().await.unwrap();
    let gate = Arc::new(Gate::default());
    let registrar = start(&node, "registrar", gate.clone()).await;
    let ask = |changes| registrar.ask(|reply| Message::Apply { changes, reply }, PATIENCE);
    let first = ask(vec![admit("a")]);
    let open = gate.next(&node).await;
    let others: Vec<_> = ["b", "c", "d"].map(|name| ask(vec![admit(name)])).into();
    let durable = node.inspect(&registrar, PATIENCE).await.unwrap().0;
    assert_eq!((&durable["admitted"], &durable["writing"]), (&0.into(), &true.into()));
    open.send(Ok(()));
    assert_eq!(first.await.unwrap(), [Ok(())]);
    gate.next(&node).await.send(Ok(()));
    for other in others {
        assert_eq!(other.await.unwrap(), [Ok(())]);
    }
    assert!(gate.waiting.lock().unwrap().is_empty(), "three changes, one write");
    node.shut_down(PATIENCE).await;
}

#[tokio::test]
async fn a_store_that_fails_ends_the_registrar_and_no_change_is_confirmed() {
    let node = Node::builder().start().await.unwrap();
    let gate = Arc::new(Gate::default());
    let registrar = start(&node, "registrar", gate.clone()).await;
    let change = registrar.ask(|reply| Message::Apply { changes: vec![admit("a")], reply }, PATIENCE);
    gate.next(&node).await.send(Err(io::Error::other("no space left")));
    assert!(change.await.is_err());
    while node.exits().all().is_empty() {
        node.sleep(Duration::from_millis(1)).await;
    }
    let why = node.exits().all()[0].reason.clone();
    assert!(why.contains("no space left") && why.contains("a gate"), "{why}");
    node.shut_down(PATIENCE).await;
}

#[tokio::test]
async fn what_the_registrar_was_asked_before_its_node_ends_is_written_in_time() {
    let node = Node::builder().start().await.unwrap();
    let gate = Arc::new(Gate::default());
    let registrar = start(&node, "registrar", gate.clone()).await;
    let ask = |changes| registrar.ask(|reply| Message::Apply { changes, reply }, PATIENCE);
    let first = ask(vec![admit("a")]);
    let open = gate.next(&node).await;
    // Waits for the next write.
    let second = ask(vec![admit("b")]);
    let (writing, gated) = (node.clone(), gate.clone());
    node.run_beside(async move {
        while !writing.inspect(&registrar, PATIENCE).await.unwrap().0["ending"].as_bool().unwrap() {
            writing.sleep(Duration::from_millis(1)).await;
        }
        open.send(Ok(()));
        gated.next(&writing).await.send(Ok(()));
    });
    node.shut_down(PATIENCE).await;
    assert_eq!((first.await, second.await), (Ok(vec![Ok(())]), Ok(vec![Ok(())])));
    let kept = Registry::decode(&gate.load().await.unwrap().unwrap()).unwrap();
    assert_eq!(kept.agents.keys().map(AgentId::as_str).collect::<Vec<_>>(), ["a", "b"]);
}
