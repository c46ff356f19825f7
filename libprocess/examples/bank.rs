//! A bank that survives SIGKILL: a transfer is confirmed when it is on the disk, and one that is asked for again, because
//! its confirmation was lost, is not done twice.
//!
//! ```text
//! bank serve FOLDER 127.0.0.1:7000          in one terminal; kill -9 it whenever you like, and start it again
//! bank transfer 127.0.0.1:7000 1 anna bert 20
//! bank statement 127.0.0.1:7000
//! ```

mod common;

use std::{collections::BTreeMap, process::ExitCode};

use libprocess::{Durable, prelude::*};

/// What every account has at first.
const BEGIN: i64 = 1000;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Transfer {
    from: String,
    to: String,
    amount: i64,
}

/// The accounts, and the transfers that made them so, by the number their customers gave them.
#[derive(Default)]
struct Bank {
    accounts: BTreeMap<String, i64>,
    done: BTreeMap<u64, Transfer>,
}

#[derive(Debug, Serialize, Deserialize)]
enum Happened {
    Transferred(u64, Transfer),
}

impl Wire for Happened {
    const NAME: &'static str = "example.bank.happened";
    const VERSION: u16 = 1;
}

#[derive(Debug, Serialize, Deserialize)]
enum Counter {
    Transfer { number: u64, transfer: Transfer, reply: Reply<Result<i64, String>> },
    Statement { reply: Reply<BTreeMap<String, i64>> },
}

impl Wire for Counter {
    const NAME: &'static str = "example.bank.counter";
    const VERSION: u16 = 1;
}

impl Bank {
    fn balance(&self, name: &str) -> i64 {
        self.accounts.get(name).copied().unwrap_or(BEGIN)
    }

    /// Why a transfer cannot be done.
    fn refuse(&self, number: u64, transfer: &Transfer) -> Option<String> {
        let Transfer { from, amount, .. } = transfer;
        match self.done.get(&number) {
            Some(done) if done != transfer => Some(format!("number {number} was another transfer")),
            Some(_) => None,
            None if *amount <= 0 => Some("an amount is more than nothing".into()),
            None if self.balance(from) < *amount => Some(format!("{from} has only {}", self.balance(from))),
            None => None,
        }
    }
}

impl Durable for Bank {
    type Event = Happened;

    fn apply(&mut self, Happened::Transferred(number, transfer): &Happened) {
        for (name, change) in [(&transfer.from, -transfer.amount), (&transfer.to, transfer.amount)] {
            *self.accounts.entry(name.clone()).or_insert(BEGIN) += change;
        }
        self.done.insert(*number, transfer.clone());
    }
}

impl Actor for Bank {
    type Args = ();
    type Message = Counter;

    async fn start(_: (), ctx: &mut Context<Self>) -> Result<Self, Exit> {
        ctx.serve();
        ctx.recover(Bank::default()).await
    }

    async fn handle(&mut self, message: Counter, ctx: &mut Context<Self>) -> Result<(), Exit> {
        match message {
            Counter::Statement { reply } => reply.send(self.accounts.clone()),
            Counter::Transfer { number, transfer, reply } => {
                if let Some(why) = self.refuse(number, &transfer) {
                    reply.send(Err(why));
                    return Ok(());
                }
                let from = transfer.from.clone();
                if !self.done.contains_key(&number) {
                    ctx.persist(self, Happened::Transferred(number, transfer)).await?;
                }
                reply.send(Ok(self.balance(&from)));
            }
        }
        Ok(())
    }
}

async fn serve(folder: &str, address: &str) -> Result<(), Exit> {
    let node = Node::builder().bind(address).start().await?;
    node.open_journal(folder).await?;
    let bank = node.spawn::<Bank>("bank", ()).await?;
    println!("the bank is open at {}", node.address());
    Err(node.ended(&bank).await)
}

async fn counter(address: &str) -> Result<(Node, Pid<Counter>), Exit> {
    let node = Node::builder().bind("127.0.0.1:0").start().await?;
    let bank = node.connect(format!("bank@{address}")).await?;
    Ok((node, bank))
}

async fn main_of(words: &[&str]) -> Result<(), Exit> {
    match words {
        ["serve", folder, address] => serve(folder, address).await,
        ["transfer", address, number, from, to, amount] => {
            let (node, bank) = counter(address).await?;
            let transfer = Transfer { from: (*from).into(), to: (*to).into(), amount: amount.parse()? };
            let number = number.parse()?;
            let left = bank.ask(|reply| Counter::Transfer { number, transfer, reply }, secs(5)).await?;
            node.shut_down(secs(1)).await;
            println!("{from} has {}", left.map_err(Exit::failed)?);
            Ok(())
        }
        ["statement", address] => {
            let (node, bank) = counter(address).await?;
            let accounts = bank.ask(|reply| Counter::Statement { reply }, secs(5)).await?;
            node.shut_down(secs(1)).await;
            for (name, balance) in &accounts {
                println!("{name} {balance}");
            }
            Ok(())
        }
        _ => Err(Exit::failed("bank serve FOLDER ADDRESS | transfer ADDRESS NUMBER FROM TO AMOUNT | statement ADDRESS")),
    }
}

fn main() -> ExitCode {
    common::run("bank", main_of)
}
