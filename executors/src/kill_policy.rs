//! How long a task may take to end after it was asked to.

use std::time::Duration;

use mesos_protocol::task::KillPolicy;

/// Between SIGTERM and SIGKILL if nobody says otherwise: 3 s, as in Mesos.
pub const GRACE_DEFAULT: Duration = Duration::from_secs(3);

/// Kept of the time that the agent gives for a shutdown: one second to see the end, one to report it, as in Mesos.
pub const SHUTDOWN_RESERVE: Duration = Duration::from_secs(2);

/// The time between SIGTERM and SIGKILL: what comes with the kill counts before what the task says.
pub fn grace(of_kill: Option<KillPolicy>, of_task: Option<KillPolicy>) -> Duration {
    let said = |policy: Option<KillPolicy>| policy.and_then(|policy| policy.grace_period);
    said(of_kill).or(said(of_task)).unwrap_or(GRACE_DEFAULT)
}

/// When a task that is being killed is killed for good, on the clock of its executor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kill {
    begun: Duration,
    deadline: Duration,
}

impl Kill {
    /// SIGTERM is sent now.
    pub fn begin(now: Duration, grace: Duration) -> Kill {
        Kill { begun: now, deadline: now.saturating_add(grace) }
    }

    /// Another kill comes: the earlier deadline counts. How long from now it is, if it changed.
    pub fn again(&mut self, now: Duration, grace: Duration) -> Option<Duration> {
        let wanted = self.begun.saturating_add(grace);
        if wanted >= self.deadline {
            return None;
        }
        self.deadline = wanted.max(now);
        Some(self.left(now))
    }

    /// How long from now until it is killed for good.
    pub fn left(&self, now: Duration) -> Duration {
        self.deadline.saturating_sub(now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn the_kill_says_the_grace_before_the_task_does() {
        let policy = |seconds| Some(KillPolicy::grace(seconds * SECOND));
        assert_eq!(grace(policy(1), policy(9)), SECOND);
        assert_eq!(grace(None, policy(9)), 9 * SECOND);
        assert_eq!(grace(Some(KillPolicy::default()), policy(9)), 9 * SECOND);
        assert_eq!(grace(None, None), GRACE_DEFAULT);
    }

    #[test]
    fn a_later_kill_only_shortens_the_grace() {
        let mut kill = Kill::begin(100 * SECOND, 10 * SECOND);
        assert_eq!(kill.again(102 * SECOND, 20 * SECOND), None);
        assert_eq!(kill.again(102 * SECOND, 5 * SECOND), Some(3 * SECOND));
        assert_eq!(kill.again(103 * SECOND, 8 * SECOND), None);
        assert_eq!((kill.left(104 * SECOND), kill.left(106 * SECOND)), (SECOND, Duration::ZERO));
        assert_eq!(kill.again(104 * SECOND, SECOND), Some(Duration::ZERO));
    }
}
