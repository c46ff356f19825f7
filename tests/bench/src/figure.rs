//! A figure: ours, the best peer's from the same run, and what is promised.

use std::fmt;

/// What a figure must reach.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Goal {
    /// At least this.
    AtLeast(f64),
    /// At most this.
    AtMost(f64),
    /// At least this many times the peer's figure.
    TimesPeer(f64),
    /// At most this many times the peer's figure.
    WithinPeer(f64),
}

#[derive(Clone, Debug)]
pub(crate) struct Figure {
    pub(crate) name: String,
    pub(crate) ours: f64,
    pub(crate) unit: &'static str,
    /// The best peer and its figure.
    pub(crate) peer: Option<(String, f64)>,
    pub(crate) goals: Vec<Goal>,
    /// Size and value, where a figure is measured at several sizes.
    pub(crate) growth: Vec<(usize, f64)>,
    /// In which setting a published peer was measured, and ours with it.
    pub(crate) setting: Option<&'static str>,
}

impl Figure {
    fn ratio(&self) -> Option<f64> {
        self.peer.as_ref().map(|(_, theirs)| self.ours / theirs)
    }

    /// What is missed, if anything is.
    pub(crate) fn verdict(&self) -> Result<(), String> {
        for goal in &self.goals {
            let ratio = self.ratio().unwrap_or(f64::NAN);
            let (reached, wanted) = match *goal {
                Goal::AtLeast(least) => (self.ours >= least, format!("at least {} {}", short(least), self.unit)),
                Goal::AtMost(most) => (self.ours <= most, format!("at most {} {}", short(most), self.unit)),
                Goal::TimesPeer(least) => (ratio >= least, format!("at least {least} times the peer")),
                Goal::WithinPeer(most) => (ratio <= most, format!("at most {most} times the peer")),
            };
            if !reached {
                return Err(format!("{} must be {wanted}", self.name));
            }
        }
        Ok(())
    }

    pub(crate) fn tsv(&self) -> String {
        let (peer, theirs) = self.peer.clone().map_or(("-".into(), "-".into()), |(name, value)| (name, short(value)));
        let ratio = self.ratio().map_or("-".into(), small);
        [self.name.clone(), short(self.ours), self.unit.into(), peer, theirs, ratio].join("\t")
    }
}

/// Three or four digits.
fn short(value: f64) -> String {
    match value.abs() {
        size if size >= 100.0 => format!("{value:.0}"),
        size if size >= 1.0 => format!("{value:.2}"),
        _ => format!("{value:.4}"),
    }
}

/// A ratio: two digits behind the point, and more where these would be noughts.
fn small(ratio: f64) -> String {
    if ratio < 0.1 { format!("{ratio:.4}") } else { format!("{ratio:.2}") }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:<28} {:>14} {:<5}", self.name, short(self.ours), self.unit)?;
        if let (Some((peer, theirs)), Some(ratio)) = (&self.peer, self.ratio()) {
            write!(f, "  {peer} {} {}  ratio {}", short(*theirs), self.unit, small(ratio))?;
        }
        let mut before = None;
        for (size, value) in &self.growth {
            write!(f, "  {size}: {}", short(*value))?;
            if let Some(before) = before.replace(*value) {
                write!(f, " (×{:.1})", value / before)?;
            }
        }
        if let Some(setting) = self.setting {
            write!(f, "\n    setting: {setting}")?;
        }
        Ok(())
    }
}

/// The middle of the values; of an even number the lower middle.
pub(crate) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len().saturating_sub(1) / 2).copied().unwrap_or(f64::NAN)
}
