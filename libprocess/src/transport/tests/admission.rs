//! Who may join, and which doors admit whom.

use super::*;

#[tokio::test]
async fn nodes_of_two_clusters_do_not_talk() {
    let (a, b) = (node_with(&ClusterKey::generate()).await, node_with(&ClusterKey::generate()).await);
    b.spawn::<Notebook>("notebook", ()).await.unwrap();
    assert_eq!(cause(a.connect::<Word>(at("notebook", &b)).await), AskError::Refused);
    assert!(until(&b, SOON, || metric(&b, "transport/peers_refused") + metric(&a, "transport/peers_refused") > 0.0).await);
    end(&[&a, &b]).await;
}

#[tokio::test]
async fn insecure_nodes_talk_among_themselves_and_never_join_a_keyed_one() {
    let open = || Node::builder().bind("127.0.0.1:0").insecure(true).role(Role::Master).threads(1).start();
    let (a, b) = (open().await.unwrap(), open().await.unwrap());
    assert_eq!(a.role(), Role::Anyone, "nothing is proved");
    let there = notebook(&b, &a).await;
    assert_eq!(notes(&there).await, [0; 0]);
    let keyed = node_with(&ClusterKey::generate()).await;
    keyed.spawn::<Notebook>("notebook", ()).await.unwrap();
    assert_eq!(cause(a.connect::<Word>(at("notebook", &keyed)).await), AskError::Refused);
    assert_eq!(cause(keyed.connect::<Word>(at("notebook", &b)).await), AskError::Refused);
    end(&[&a, &b, &keyed]).await;
}

/// Lets one role in, and says who asks when it is asked to echo nothing.
struct Guarded;

impl Actor for Guarded {
    type Args = Role;
    type Message = Word;

    async fn start(admitted: Role, ctx: &mut Context<Self>) -> Result<Self, Exit> {
        ctx.port_for(&[admitted], |sender, word: Word| match word {
            Word::Echo { text, reply } if text.is_empty() => {
                let text = format!("{} {}", sender.role, sender.executor.as_deref().unwrap_or("nobody"));
                Word::Echo { text, reply }
            }
            word => word,
        });
        Ok(Guarded)
    }

    async fn handle(&mut self, word: Word, _ctx: &mut Context<Self>) -> Result<(), Exit> {
        if let Word::Echo { text, reply } = word {
            reply.send(text);
        }
        Ok(())
    }
}

#[tokio::test]
async fn a_door_admits_the_roles_it_names() {
    let key = ClusterKey::generate();
    let with = |role| Node::builder().bind("127.0.0.1:0").key(key.clone()).role(role).threads(1).start();
    let (agent, master, framework) = (with(Role::Agent), with(Role::Master), with(Role::Framework));
    let (agent, master, framework) = (agent.await.unwrap(), master.await.unwrap(), framework.await.unwrap());
    agent.spawn::<Guarded>("guarded", Role::Master).await.unwrap();
    let from_master = master.connect::<Word>(at("guarded", &agent)).await.unwrap();
    assert_eq!(from_master.ask(|reply| Word::Echo { text: "m".into(), reply }, SOON).await.as_deref(), Ok("m"));
    assert_eq!(cause(framework.connect::<Word>(at("guarded", &agent)).await), AskError::Refused);
    let uninvited = framework.pid::<Word>(&at("guarded", &agent).parse().unwrap());
    assert_eq!(uninvited.ask(|reply| Word::Notes { reply }, SOON).await, Err(AskError::Refused));
    end(&[&agent, &master, &framework]).await;
}

#[tokio::test]
async fn an_executor_reaches_the_doors_for_executors_of_its_own_agent_only() {
    let key = ClusterKey::generate();
    let with = |role| Node::builder().bind("127.0.0.1:0").key(key.clone()).role(role).threads(1).start();
    let (agent, other, master) = (with(Role::Agent), with(Role::Agent), with(Role::Master));
    let (agent, other, master) = (agent.await.unwrap(), other.await.unwrap(), master.await.unwrap());
    for node in [&agent, &other] {
        node.spawn::<Guarded>("agent", Role::Executor).await.unwrap();
        node.spawn::<Notebook>("notebook", ()).await.unwrap();
    }
    let credential = keys::executor_credential(&agent, "e1/run-1").unwrap();
    let credential = ExecutorCredential::from_bytes(&credential.to_bytes().unwrap()).unwrap();
    assert_eq!((credential.node(), credential.executor()), (agent.address(), "e1/run-1"));
    let executor = Node::builder().bind("127.0.0.1:0").executor(credential.clone()).threads(1).start().await.unwrap();
    assert_eq!(executor.role(), Role::Executor);
    let reached = executor.connect::<Word>(at("agent", &agent)).await.unwrap();
    let role = reached.ask(|reply| Word::Echo { text: String::new(), reply }, SOON).await;
    assert_eq!(role.as_deref(), Ok("executor e1/run-1"), "as the certificate says");
    assert_eq!(cause(executor.connect::<Word>(at("notebook", &agent)).await), AskError::Refused, "a door for others");
    assert_eq!(cause(executor.connect::<Word>(at("agent", &other)).await), AskError::Refused, "another agent");
    assert_eq!(cause(executor.connect::<Word>(at("agent", &master)).await), AskError::Refused, "a master");
    // Its agent reaches it over the same link, and nobody else does.
    executor.spawn::<Notebook>("notebook", ()).await.unwrap();
    let back = agent.connect::<Word>(at("notebook", &executor)).await.unwrap();
    assert_eq!(notes(&back).await, [0; 0]);
    assert_eq!(cause(master.connect::<Word>(at("notebook", &executor)).await), AskError::Refused);
    assert!(!format!("{credential:?}").contains("certificate"));
    end(&[&executor, &agent, &other, &master]).await;
}

#[tokio::test]
async fn certificates_are_renewed_while_nodes_run() {
    let (key, short) = (ClusterKey::generate(), secs(3));
    let with = |valid| Node::builder().bind("127.0.0.1:0").key(key.clone()).threads(1).certificate_valid(valid).start();
    let (a, b) = (with(short).await.unwrap(), with(short).await.unwrap());
    let there = notebook(&b, &a).await;
    there.send(Word::Note(1)).await.unwrap();
    // By the second renewal the first certificates have run out.
    for node in [&a, &b] {
        assert!(until(node, secs(20), || metric(node, "transport/certificates_renewed") >= 2.0).await);
    }
    assert_eq!(notes(&there).await, [1], "connections that stand are not touched");
    a.core.transport().unwrap().break_links();
    there.send(Word::Note(2)).await.unwrap();
    assert_eq!(notes(&there).await, [1, 2], "both show valid ones to each other");
    let c = with(short).await.unwrap();
    let from_c = c.connect::<Word>(at("notebook", &b)).await.unwrap();
    assert_eq!(notes(&from_c).await, [1, 2], "and to a node that comes later");
    end(&[&a, &b, &c]).await;
}

#[tokio::test]
async fn an_executor_renews_its_certificate_through_its_agent() {
    let (key, short) = (ClusterKey::generate(), secs(3));
    let with = |role| Node::builder().bind("127.0.0.1:0").key(key.clone()).role(role).threads(1).certificate_valid(short);
    let agent = with(Role::Agent).start().await.unwrap();
    agent.spawn::<Guarded>("agent", Role::Executor).await.unwrap();
    let credential = keys::executor_credential(&agent, "e1/run-1").unwrap();
    let executor = Node::builder().bind("127.0.0.1:0").executor(credential.clone()).threads(1).start().await.unwrap();
    let reached = executor.connect::<Word>(at("agent", &agent)).await.unwrap();
    let who = || reached.ask(|reply| Word::Echo { text: String::new(), reply }, SOON);
    assert_eq!(who().await.as_deref(), Ok("executor e1/run-1"));
    // By the second renewal the certificate that was handed over has run out.
    assert!(until(&executor, secs(20), || metric(&executor, "transport/certificates_renewed") >= 2.0).await);
    executor.core.transport().unwrap().break_links();
    reached.send(Word::Nothing).await.unwrap();
    assert_eq!(who().await.as_deref(), Ok("executor e1/run-1"), "with the renewed one, over a new link");
    let late = Node::builder().bind("127.0.0.1:0").executor(credential).threads(1).start().await.unwrap();
    assert_eq!(cause(late.connect::<Word>(at("agent", &agent)).await), AskError::Refused, "with the one that ran out");
    end(&[&executor, &late, &agent]).await;
}

#[tokio::test]
async fn without_a_key_no_other_machine_is_let_in_and_the_refusal_says_what_to_do() {
    if std::env::var_os(keys::KEY_VARIABLE).is_some() || Path::new(keys::KEY_FILE).exists() {
        // This machine has a key for all nodes; what is promised here is for those that have none.
        return;
    }
    let loopback: SocketAddr = "127.0.0.1:0".parse().unwrap();
    let refused = Node::builder().bind("0.0.0.0:0").advertise(loopback).start().await.unwrap_err().to_string();
    for word in ["mesos cluster new-key", "--cluster-key", "--insecure"] {
        assert!(refused.contains(word), "{refused}");
    }
}
