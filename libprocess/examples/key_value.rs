//! A key-value store that others find by its name in the cluster: what it confirmed is on the disk, a handler that fails is
//! started again by its supervisor with all it knew, and whoever joined the group of listeners hears of each change.
//!
//! ```text
//! key_value serve FOLDER 127.0.0.1:7100     in one terminal; kill -9 it whenever you like, and start it again
//! key_value listen 127.0.0.1:7100           in another: prints what changes
//! key_value set 127.0.0.1:7100 colour green
//! key_value get 127.0.0.1:7100 colour
//! key_value list 127.0.0.1:7100
//! key_value panic 127.0.0.1:7100            a bug in the store: nothing is lost
//! ```

mod common;

use std::{collections::BTreeMap, process::ExitCode};

use libprocess::{
    Durable,
    names::NameLost,
    prelude::*,
    router::{Router, Routing},
};

/// The store's name in the cluster.
const STORE: &str = "key-value";

/// The group of those who want to know of changes.
const LISTENERS: &str = "key-value.listeners";

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Changed {
    key: String,
    value: String,
}

impl Wire for Changed {
    const NAME: &'static str = "example.key-value.changed";
    const VERSION: u16 = 1;
}

#[derive(Debug, Serialize, Deserialize)]
enum Request {
    Set { key: String, value: String, reply: Reply<()> },
    Get { key: String, reply: Reply<Option<String>> },
    List { reply: Reply<BTreeMap<String, String>> },
    Panic,
}

impl Wire for Request {
    const NAME: &'static str = "example.key-value.request";
    const VERSION: u16 = 1;
}

#[derive(Debug)]
enum Message {
    Request(Request),
    NameLost(NameLost),
}

/// Holds all values; the journal holds how they came.
struct Store {
    values: BTreeMap<String, String>,
    listeners: Router<Changed>,
}

impl Durable for Store {
    type Event = Changed;

    fn apply(&mut self, Changed { key, value }: &Changed) {
        self.values.insert(key.clone(), value.clone());
    }

    fn compact(&self) -> Option<Vec<Changed>> {
        Some(self.values.iter().map(|(key, value)| Changed { key: key.clone(), value: value.clone() }).collect())
    }
}

impl Actor for Store {
    type Args = ();
    type Message = Message;

    async fn start(_: (), ctx: &mut Context<Self>) -> Result<Self, Exit> {
        ctx.port(|_, request| Message::Request(request));
        let listeners = ctx.node().router(LISTENERS, Routing::Broadcast(Changed::clone));
        let store = ctx.recover(Store { values: BTreeMap::new(), listeners }).await?;
        // Only now: whoever finds the name finds everything that was confirmed.
        ctx.register(STORE, Message::NameLost).await?;
        Ok(store)
    }

    async fn handle(&mut self, message: Message, ctx: &mut Context<Self>) -> Result<(), Exit> {
        match message {
            Message::Request(Request::Set { key, value, reply }) => {
                let changed = Changed { key, value };
                ctx.persist(self, changed.clone()).await?;
                reply.send(());
                // Nobody may listen; who is slow misses this one.
                let _ = self.listeners.tell(changed);
            }
            Message::Request(Request::Get { key, reply }) => reply.send(self.values.get(&key).cloned()),
            Message::Request(Request::List { reply }) => reply.send(self.values.clone()),
            Message::Request(Request::Panic) => panic!("a bug in the store"),
            Message::NameLost(NameLost { to, .. }) => return Err(Exit::failed(format!("{to} is the store"))),
        }
        Ok(())
    }
}

/// Prints what changes.
struct Listener;

impl Actor for Listener {
    type Args = ();
    type Message = Changed;

    async fn start(_: (), ctx: &mut Context<Self>) -> Result<Self, Exit> {
        ctx.serve();
        ctx.join(LISTENERS).await?;
        Ok(Listener)
    }

    async fn handle(&mut self, Changed { key, value }: Changed, _ctx: &mut Context<Self>) -> Result<(), Exit> {
        println!("{key} is {value}");
        Ok(())
    }
}

async fn serve(folder: &str, address: &str) -> Result<(), Exit> {
    let node = Node::builder().bind(address).join([]).start().await?;
    node.open_journal(folder).await?;
    let stores = node.supervisor("stores").intensity(3, mins(1)).start().await?;
    stores.child::<Store>("store", ()).start().await?;
    println!("the store is open at {}", node.address());
    Err(node.ended(&stores.pid()).await)
}

/// Takes part in the store's cluster and finds it there by its name.
async fn find(address: &str) -> Result<(Node, Pid<Request>), Exit> {
    let node = Node::builder().bind("127.0.0.1:0").join([address.parse()?]).start().await?;
    let until = node.clock().now() + secs(10);
    loop {
        if let Some(store) = node.whereis(STORE) {
            return Ok((node, store));
        }
        if node.clock().now() > until {
            return Err(Exit::failed(format!("no store was found by way of {address}")));
        }
        node.sleep(millis(20)).await;
    }
}

async fn main_of(words: &[&str]) -> Result<(), Exit> {
    let (node, store) = match words {
        ["serve", folder, address] => return serve(folder, address).await,
        [_, address, ..] => find(address).await?,
        _ => {
            return Err(Exit::failed(
                "key_value serve FOLDER ADDRESS | listen | list | panic ADDRESS | get | set ADDRESS KEY ..",
            ));
        }
    };
    match words {
        ["set", _, key, value] => {
            let (key, value) = ((*key).to_owned(), (*value).to_owned());
            store.ask(|reply| Request::Set { key, value, reply }, secs(5)).await?;
        }
        ["get", _, key] => {
            let key = (*key).to_owned();
            let value = store.ask(|reply| Request::Get { key, reply }, secs(5)).await?;
            println!("{}", value.ok_or_else(|| Exit::failed("there is no such key"))?);
        }
        ["list", _] => {
            let values = store.ask(|reply| Request::List { reply }, secs(5)).await?;
            values.iter().for_each(|(key, value)| println!("{key} {value}"));
        }
        ["panic", _] => store.tell(Request::Panic)?,
        ["listen", _] => {
            let listener = node.spawn::<Listener>("listener", ()).await?;
            println!("listening at {}", node.address());
            node.ended(&listener).await;
        }
        [word, ..] => return Err(Exit::failed(format!("{word} with these words is no command"))),
        [] => {}
    }
    node.shut_down(secs(1)).await;
    Ok(())
}

fn main() -> ExitCode {
    common::run("key_value", main_of)
}
