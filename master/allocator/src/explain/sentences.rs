//! An explanation in words.

use std::fmt::{self, Display, Formatter};

use super::{Answer, Competitor, Explanation, Group, Part, Reason, Standstill};
use crate::framework::Unsuited;

impl Display for Explanation {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.paused {
            writeln!(f, "offers are paused until enough agents are back or the master goes on")?;
        }
        if self.parts.is_empty() {
            writeln!(f, "the framework is not subscribed to that role; subscribe to it to get offers")?;
        }
        self.parts.iter().try_for_each(|part| write!(f, "{part}"))
    }
}

impl Display for Part {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let who = match (&self.framework, &self.role) {
            (Some(framework), Some(role)) => format!("framework {framework} in role {role}"),
            (None, Some(role)) => format!("role {role}"),
            _ => "anybody".to_owned(),
        };
        writeln!(f, "for {who}, whose share is {}:", percent(self.share))?;
        if let Some(standstill) = self.standstill {
            writeln!(f, "  no offers are made, because {standstill}")?;
        }
        for group in &self.groups {
            writeln!(f, "  {group}")?;
        }
        for (agent, answer) in &self.agents {
            writeln!(f, "  agent {agent}: {answer}")?;
        }
        for competitor in &self.before {
            writeln!(f, "  {competitor}")?;
        }
        for (role, lacking) in &self.kept_for {
            writeln!(f, "  {lacking} is kept free, because role {role} lacks it of its guarantee")?;
        }
        for (resource, left) in &self.limit_left {
            writeln!(f, "  the quota limit leaves {resource}:{left}")?;
        }
        Ok(())
    }
}

impl Display for Standstill {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Standstill::Inactive => "the framework is not connected",
            Standstill::Suppressed => "the framework suppressed them; it must revive to get offers again",
            Standstill::NotSubscribed => "the framework left this role and is kept in it only for what it still has",
            Standstill::NobodyActive => "no framework of this role takes part at present",
        })
    }
}

impl Display for Group {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let agents = if self.agents == 1 { "agent" } else { "agents" };
        write!(f, "{} {agents}: {} (", self.agents, self.reason)?;
        for (index, (agent, answer)) in self.examples.iter().enumerate() {
            write!(f, "{}{agent}{}", if index == 0 { "" } else { ", " }, Particulars(answer))?;
        }
        f.write_str(if self.agents > self.examples.len() { ", …)" } else { ")" })
    }
}

impl Display for Answer {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.reason, Particulars(self))
    }
}

struct Particulars<'a>(&'a Answer);

impl Display for Particulars<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if let Some(until) = self.0.until {
            write!(f, " until {:.1} s", until.as_secs_f64())?;
        }
        if !self.0.missing.is_empty() {
            write!(f, " lacks {}", self.0.missing)?;
        }
        Ok(())
    }
}

impl Display for Reason {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Reason::AgentInactive => "the agent is deactivated",
            Reason::NotWhitelisted => "the host is not on the whitelist",
            Reason::NothingFree => "everything is offered or allocated",
            Reason::NotForRole => "what is free is reserved for others or of a kind that was not asked for",
            Reason::Constraint => "the offer constraints exclude it",
            Reason::Unsuited(Unsuited::Gpus) => "it has GPUs, which are kept for frameworks with GPU_RESOURCES",
            Reason::Unsuited(Unsuited::Region) => "it is in another region, and the framework is not REGION_AWARE",
            Reason::Unsuited(Unsuited::MultiRole) => "the framework is MULTI_ROLE and the agent is not",
            Reason::Unsuited(Unsuited::HierarchicalRole) => "the role is nested and the agent lacks HIERARCHICAL_ROLE",
            Reason::BelowMinimum => "less is free than the least that is offered",
            Reason::Filtered => "the framework refused as much before",
            Reason::QuotaLimit => "the quota limit of the role is reached",
            Reason::KeptForGuarantees => "what is free is kept for the guarantees of other roles",
            Reason::PolicyBound => "the policy grants no more",
            Reason::TooSmall => "it could be offered, but has less than wanted",
            Reason::Eligible => "it can be offered at the next run, if nobody who stands before takes it",
        })
    }
}

impl Display for Competitor {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.framework {
            Some(framework) => write!(f, "framework {framework}")?,
            None => write!(f, "role {}", self.role)?,
        }
        if self.tier > 0 && self.tier < u32::MAX {
            write!(
                f,
                " has priority {} and is served first as long as it takes offers; its share is {}",
                u32::MAX - self.tier,
                percent(self.share)
            )
        } else {
            write!(f, " stands before with a share of {}", percent(self.share))
        }
    }
}

fn percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}
