//! Does memory stay flat at full load, with restarts, for ten minutes?

use std::time::{Duration, Instant};

use libprocess::prelude::*;

use super::{Plan, runtime::resident};
use crate::figure::Goal;

pub(super) fn plans(quick: bool) -> Vec<Plan> {
    let seconds: u64 = if quick { 40 } else { 600 };
    let plan = |name: &'static str, unit, part, goals: &[Goal]| Plan {
        name,
        unit,
        ours: vec!["soak".to_owned(), seconds.to_string()],
        part,
        peers: Vec::new(),
        higher: false,
        goals: goals.to_vec(),
        published: None,
    };
    // The numbers of a round: how far memory went from where it was after the first tenth, in percent; what was handled.
    vec![plan("soak", "%", 0, &[Goal::AtMost(5.0)]), plan("soak_handled", "/s", 1, &[]), plan("soak_restarts", "", 2, &[])]
}

pub(super) async fn round(name: &str, n: u64) -> Option<Result<Vec<f64>, String>> {
    if name != "soak" {
        return None;
    }
    Some(soak(n).await)
}

/// Passes a ball on for ever; a bad one ends it.
struct Player {
    handled: u64,
}

#[derive(Debug, Serialize, Deserialize)]
enum Ball {
    Pass { back: Pid<Ball>, filling: Vec<u8> },
    Bad,
    Handled { reply: Reply<u64> },
}

impl Wire for Ball {
    const NAME: &'static str = "bench.ball";
    const VERSION: u16 = 1;
}

impl Actor for Player {
    type Args = ();
    type Message = Ball;

    async fn start((): (), ctx: &mut Context<Self>) -> Result<Self, Exit> {
        ctx.serve();
        Ok(Player { handled: 0 })
    }

    async fn handle(&mut self, ball: Ball, ctx: &mut Context<Self>) -> Result<(), Exit> {
        match ball {
            Ball::Pass { back, filling } => {
                self.handled += 1;
                // A player that is being started again drops the ball; the referee throws a new one.
                let _ = back.tell(Ball::Pass { back: ctx.me(), filling });
            }
            Ball::Bad => return Err(Exit::failed("a bad ball")),
            Ball::Handled { reply } => reply.send(self.handled),
        }
        Ok(())
    }
}

const PLAYERS: u64 = 64;

/// Balls that a player and its partner begin with.
const BALLS: usize = 100;

const LONG: Duration = Duration::from_secs(60);

/// Gives a player balls to play with its partner: half of the pairs play at home, half over the network.
async fn throw(players: &[(Node, Pid<Ball>)], at: usize) -> Result<(), String> {
    let half = players.len() / 2;
    let partner = match at.is_multiple_of(2) {
        true => at / half * half + (at + 1) % half,
        false => (at + half) % players.len(),
    };
    let ((node, one), (their_node, partner)) = (&players[at], &players[partner]);
    let address = format!("{}@{}", partner.address().name, their_node.address());
    let back = node.connect::<Ball>(address).await.map_err(|error| error.to_string())?;
    for _ in 0..BALLS {
        one.send(Ball::Pass { back: back.clone(), filling: vec![0; 100] }).await.map_err(|error| error.to_string())?;
    }
    Ok(())
}

async fn soak(seconds: u64) -> Result<Vec<f64>, String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let key = folder.path().join("key");
    libprocess::keys::ClusterKey::generate().write(&key).map_err(|error| error.to_string())?;
    let key = key.display().to_string();
    let node = async || {
        let node = Node::builder().bind("127.0.0.1:0").cluster_key(&key).threads(1).start().await;
        node.map_err(|error| error.to_string())
    };
    let (here, there) = (node().await?, node().await?);
    let mut players = Vec::new();
    for node in [&here, &there] {
        let team = node.supervisor("team").intensity(u32::MAX, Duration::from_secs(1));
        let team = team.backoff(Duration::from_millis(1)..=Duration::from_millis(10)).start().await;
        let team = team.map_err(|error| error.to_string())?;
        for at in 0..PLAYERS {
            let player =
                team.child::<Player>(format!("player-{at}"), ()).start().await.map_err(|error| error.to_string())?;
            players.push((node.clone(), player));
        }
    }
    let begun = Instant::now();
    for at in 0..players.len() {
        throw(&players, at).await?;
    }
    let (mut least, mut most, mut first) = (f64::INFINITY, 0.0_f64, None);
    let (mut handled, mut restarts) = (0, 0_usize);
    while begun.elapsed() < Duration::from_secs(seconds) {
        tokio::time::sleep(Duration::from_secs(1)).await;
        // One after the other is started again, which loses what it held; then it gets new balls.
        let at = restarts * 7 % players.len();
        let counted = players[at].1.ask(|reply| Ball::Handled { reply }, LONG).await;
        handled += counted.map_err(|error| error.to_string())?;
        players[at].1.send(Ball::Bad).await.map_err(|error| error.to_string())?;
        restarts += 1;
        throw(&players, at).await?;
        if begun.elapsed() >= Duration::from_secs(seconds / 10) {
            let now = resident();
            first.get_or_insert(now);
            (least, most) = (least.min(now), most.max(now));
        }
    }
    for (_, player) in &players {
        let counted = player.ask(|reply| Ball::Handled { reply }, LONG).await;
        handled += counted.map_err(|error| error.to_string())?;
    }
    let first = first.ok_or("the soak was too short to compare anything")?;
    let away = (most - first).max(first - least) / first * 100.0;
    Ok(vec![away, handled as f64 / begun.elapsed().as_secs_f64(), restarts as f64])
}
