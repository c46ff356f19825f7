//! Two processes in network namespaces of their own, whose link is taken down and up again.

use super::*;

/// A node that is silent for so long is lost.
const LOST: Duration = Duration::from_secs(3);

/// Two namespaces and the link between them; gone with this.
struct Namespaces {
    names: [String; 2],
}

fn ip(words: &[&str]) -> Result<(), String> {
    let output = Command::new("ip").args(words).output().map_err(|error| format!("there is no ip command: {error}"))?;
    let why = String::from_utf8_lossy(&output.stderr);
    if output.status.success() { Ok(()) } else { Err(format!("ip {}: {}", words.join(" "), why.trim())) }
}

impl Namespaces {
    fn make() -> Result<Namespaces, String> {
        let names = ["a", "b"].map(|end| format!("lp-{end}-{}", std::process::id()));
        let made = Namespaces { names };
        let [a, b] = made.names.each_ref().map(String::as_str);
        ip(&["netns", "add", a])?;
        ip(&["netns", "add", b])?;
        ip(&["-n", a, "link", "add", "wire", "type", "veth", "peer", "name", "wire", "netns", b])?;
        for (name, address) in [(a, "10.77.0.1/24"), (b, "10.77.0.2/24")] {
            ip(&["-n", name, "address", "add", address, "dev", "wire"])?;
            ip(&["-n", name, "link", "set", "wire", "up"])?;
            ip(&["-n", name, "link", "set", "lo", "up"])?;
        }
        Ok(made)
    }

    fn wire(&self, state: &str) {
        ip(&["-n", &self.names[1], "link", "set", "wire", state]).unwrap();
    }

    fn process(&self, end: usize, role: &str, settings: &[(&str, String)]) -> Process {
        Process::start(&["ip", "netns", "exec", &self.names[end]], role, settings)
    }
}

impl Drop for Namespaces {
    fn drop(&mut self) {
        for name in &self.names {
            let _ = ip(&["netns", "delete", name]);
        }
    }
}

/// The sending process: numbers through a short partition, then the notice of a long one, then numbers again.
pub(crate) async fn send() {
    const COUNT: u64 = 3_000;
    let node = Node::builder().bind("10.77.0.1:7001").insecure(true).threads(1);
    let node = node.heartbeat(LOST / 10).node_lost_after(LOST).start().await.unwrap();
    let counter = node.connect::<Note>("counter@10.77.0.2:7002").await.unwrap();
    let watched = counter.pin();
    say("begins", "");
    for n in 0..COUNT {
        counter.send(Note::Number(n)).await.unwrap();
        tokio::time::sleep(Duration::from_micros(500)).await;
    }
    let (came, wrong) = sum(&counter, COUNT, Duration::from_secs(20)).await;
    say("sent", format!("{came} {wrong}"));
    // From the moment at which the starting test takes the link down.
    wait_for_parent();
    let begun = Instant::now();
    let why = node.ended(&watched).await;
    say("noticed", format!("{} {why}", begun.elapsed().as_millis()));
    wait_for_parent();
    let mut again = None;
    for _ in 0..200 {
        again = node.connect::<Note>("counter@10.77.0.2:7002").await.ok();
        if again.is_some() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let again = again.expect("the other node is not reached after the healing");
    again.send(Note::Number(COUNT)).await.unwrap();
    let (came, wrong) = sum(&again, COUNT + 1, Duration::from_secs(20)).await;
    say("again", format!("{came} {wrong}"));
    node.shut_down(Duration::from_secs(1)).await;
}

#[test]
fn a_short_partition_loses_nothing_and_a_long_one_is_noticed_and_healed() {
    let test = "a_short_partition_loses_nothing_and_a_long_one_is_noticed_and_healed";
    let namespaces = match Namespaces::make() {
        Ok(namespaces) => namespaces,
        Err(why) => return skip(test, &format!("no network namespaces can be made here: {why}")),
    };
    let settings = [
        ("BIND", "10.77.0.2:7002".to_owned()),
        ("ADVERTISE", "10.77.0.2:7002".to_owned()),
        ("LOST_MS", LOST.as_millis().to_string()),
    ];
    let mut counting = namespaces.process(1, "serve", &settings);
    counting.line("serves");
    let mut sending = namespaces.process(0, "send through a partition", &[]);
    sending.line("begins");
    std::thread::sleep(Duration::from_millis(300));
    namespaces.wire("down");
    std::thread::sleep(LOST / 2);
    namespaces.wire("up");
    assert_eq!(sending.line("sent"), "3000 0", "a partition shorter than the detector's patience loses nothing");
    namespaces.wire("down");
    sending.go_on();
    let noticed = sending.line("noticed");
    let (after, why) = noticed.split_once(' ').unwrap();
    let after = Duration::from_millis(after.parse().unwrap());
    assert!(after <= LOST + LOST / 10 + Duration::from_millis(100), "noticed after {after:?}");
    assert!(after >= LOST / 2, "noticed after {after:?}, before the patience was over");
    assert!(why.contains("lost"), "{why}");
    namespaces.wire("up");
    sending.go_on();
    assert_eq!(sending.line("again"), "3001 0", "after the healing the two begin anew");
    counting.go_on();
}
