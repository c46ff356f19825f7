//! A chat between nodes: a room keeps who is in it, monitors each guest, and tells the others when one leaves, also when
//! that guest's machine goes away.
//!
//! ```text
//! chat room 127.0.0.1:7000                  in one terminal
//! chat join 127.0.0.1:7000 anna             in others: each line typed is heard by all the others
//! ```

mod common;

use std::{collections::BTreeMap, io::BufRead, process::ExitCode};

use libprocess::prelude::*;

/// What guests tell a room.
#[derive(Debug, Serialize, Deserialize)]
enum ToRoom {
    Join { name: String, ear: Pid<ToGuest> },
    Say(String),
}

impl Wire for ToRoom {
    const NAME: &'static str = "example.chat.room";
    const VERSION: u16 = 1;
}

/// What a room tells its guests.
#[derive(Clone, Debug, Serialize, Deserialize)]
enum ToGuest {
    Said { name: String, text: String },
    Came(String),
    Left(String),
}

impl Wire for ToGuest {
    const NAME: &'static str = "example.chat.guest";
    const VERSION: u16 = 1;
}

#[derive(Default)]
struct Room {
    /// By the address of their life.
    guests: BTreeMap<String, (String, Pid<ToGuest>)>,
}

#[derive(Debug)]
struct Heard(Sender, ToRoom);

impl Room {
    fn tell_all(&self, but: &str, what: &ToGuest) {
        for (guest, (_, ear)) in &self.guests {
            if guest != but {
                // Whoever does not keep up misses something: the room waits for nobody.
                let _ = ear.tell(what.clone());
            }
        }
    }
}

impl Actor for Room {
    type Args = ();
    type Message = Heard;

    async fn start(_: (), ctx: &mut Context<Self>) -> Result<Self, Exit> {
        ctx.port(Heard);
        Ok(Room::default())
    }

    async fn handle(&mut self, Heard(sender, message): Heard, ctx: &mut Context<Self>) -> Result<(), Exit> {
        let Some(guest) = sender.pid.as_ref().map(ToString::to_string) else { return Ok(()) };
        match message {
            ToRoom::Join { name, ear } => {
                if let Some(pid) = &sender.pid {
                    ctx.monitor(pid);
                }
                self.tell_all(&guest, &ToGuest::Came(name.clone()));
                self.guests.insert(guest, (name, ear));
            }
            ToRoom::Say(text) => {
                if let Some((name, _)) = self.guests.get(&guest) {
                    self.tell_all(&guest, &ToGuest::Said { name: name.clone(), text });
                }
            }
        }
        Ok(())
    }

    async fn exited(&mut self, notice: ExitNotice, _: &mut Context<Self>) -> Result<(), Exit> {
        if let Some((name, _)) = self.guests.remove(&notice.pid.to_string()) {
            self.tell_all("", &ToGuest::Left(name));
        }
        Ok(())
    }
}

struct Guest {
    room: Pid<ToRoom>,
}

#[derive(Debug)]
enum Message {
    Room(ToGuest),
    Typed(String),
}

impl Actor for Guest {
    type Args = (Pid<ToRoom>, String);
    type Message = Message;

    async fn start((room, name): Self::Args, ctx: &mut Context<Self>) -> Result<Self, Exit> {
        let ear = ctx.port(|_, message| Message::Room(message));
        room.tell(ToRoom::Join { name, ear })?;
        ctx.link(&room);
        Ok(Guest { room })
    }

    async fn handle(&mut self, message: Message, _: &mut Context<Self>) -> Result<(), Exit> {
        match message {
            Message::Typed(text) => self.room.send(ToRoom::Say(text)).await?,
            Message::Room(ToGuest::Said { name, text }) => println!("{name}: {text}"),
            Message::Room(ToGuest::Came(name)) => println!("{name} is here"),
            Message::Room(ToGuest::Left(name)) => println!("{name} is gone"),
        }
        Ok(())
    }
}

async fn main_of(words: &[&str]) -> Result<(), Exit> {
    match words {
        ["room", address] => {
            let node = Node::builder().bind(*address).start().await?;
            let room = node.spawn::<Room>("room", ()).await?;
            println!("the room is open at {}", node.address());
            Err(node.ended(&room).await)
        }
        ["join", address, name] => {
            let node = Node::builder().bind("127.0.0.1:0").start().await?;
            let room = node.connect(format!("room@{address}")).await?;
            let guest = node.spawn::<Guest>("guest", (room, (*name).to_owned())).await?;
            println!("you are in; type, and end with Ctrl-D");
            for line in std::io::stdin().lock().lines() {
                guest.send(Message::Typed(line?)).await?;
            }
            node.shut_down(secs(1)).await;
            Ok(())
        }
        _ => Err(Exit::failed("chat room ADDRESS | join ADDRESS NAME")),
    }
}

fn main() -> ExitCode {
    common::run("chat", main_of)
}
