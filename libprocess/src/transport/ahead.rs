//! How many bytes of large messages may be on their way at once: a small message waits behind no more than these.
//!
//! What QUIC took is out of reach, and so is what the peer received and did not read yet: whatever lies there comes before
//! a message that is sent now. So large messages follow only as the peer says that it has read those before them. That is
//! enough for a fast link if somewhat more is on its way than is read in a round trip; it is measured how much that is.

use std::{collections::VecDeque, time::Duration};

/// On its way at least: twice what the peer reads before it says so.
const LEAST: usize = 2 * super::inbox::ACKNOWLEDGED_EVERY;

/// On its way at most: what QUIC takes for one stream.
const MOST: usize = 1280 << 10;

/// Shortest time over which is measured how fast the peer reads.
const MEASURED: Duration = Duration::from_millis(1);

/// Large messages between this node's writer and the peer's reader.
pub(crate) struct Ahead {
    /// Number of the frame after each piece, and its bytes.
    pieces: VecDeque<(u64, usize)>,
    bytes: usize,
    window: usize,
    /// Since when so many bytes were read.
    since: Duration,
    read: usize,
}

impl Default for Ahead {
    fn default() -> Self {
        Ahead { pieces: VecDeque::new(), bytes: 0, window: LEAST, since: Duration::ZERO, read: 0 }
    }
}

impl Ahead {
    /// One more piece may follow.
    #[inline]
    pub(crate) fn has_room(&self) -> bool {
        self.bytes < self.window
    }

    /// A piece follows; `end` is the number of the frame after it.
    pub(crate) fn put(&mut self, end: u64, bytes: usize) {
        self.pieces.push_back((end, bytes));
        self.bytes += bytes;
    }

    /// The peer has read all frames below that number. `rtt` is the time of a round trip on the link.
    pub(crate) fn read(&mut self, below: u64, now: Duration, rtt: impl FnOnce() -> Duration) {
        while let Some((_, bytes)) = self.pieces.pop_front_if(|(end, _)| *end <= below) {
            self.bytes -= bytes;
            self.read += bytes;
        }
        let time = now.saturating_sub(self.since);
        if time < MEASURED {
            return;
        }
        let rtt = rtt();
        if time < rtt {
            return;
        }
        // The least comes on top, so that the measure grows for as long as the link carries more.
        let trip = self.read as f64 * rtt.as_secs_f64() / time.as_secs_f64();
        self.window = (LEAST + trip as usize).min(MOST);
        (self.since, self.read) = (now, 0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sends as much as goes over a link of this speed (bytes per second) and round trip for that many round trips, as
    /// long as the peer reads at once; the window at the end.
    fn window_after(trips: u32, rtt: Duration, speed: f64) -> usize {
        let (mut ahead, mut number, mut now) = (Ahead::default(), 0, Duration::from_secs(5));
        for _ in 0..trips {
            let begun = number;
            while ahead.has_room() {
                number += 1;
                ahead.put(number, 64 << 10);
            }
            let sent = (number - begun) as f64 * 65536.0;
            now += rtt.max(Duration::from_secs_f64(sent / speed));
            ahead.read(number, now, || rtt);
        }
        ahead.window
    }

    #[test]
    fn as_much_is_on_its_way_as_the_link_takes_and_little_more() {
        let near = window_after(50, Duration::from_micros(200), 1e9);
        assert!((420 << 10..500 << 10).contains(&near), "{near}: 256 KiB and a round trip of 200 KB");
        let slow = window_after(50, Duration::from_micros(200), 1e8);
        assert!(slow < 300 << 10, "{slow}: a slow link needs no more than the least");
        assert_eq!(window_after(50, Duration::from_millis(50), 1e9), MOST, "a long one takes all that QUIC does");
    }

    #[test]
    fn what_was_read_makes_room_and_a_pause_leads_back_to_the_least() {
        let mut ahead = Ahead::default();
        for number in 1..=4 {
            assert!(ahead.has_room());
            ahead.put(number, 64 << 10);
        }
        assert!(!ahead.has_room());
        ahead.read(1, Duration::from_micros(10), || panic!("nothing is measured over so short a time"));
        assert!(ahead.has_room());
        ahead.put(5, 64 << 10);
        ahead.read(6, Duration::from_secs(60), || Duration::from_millis(50));
        assert_eq!(ahead.window - LEAST, (320.0 * 1024.0 * 0.05 / 60.0) as usize);
    }
}
