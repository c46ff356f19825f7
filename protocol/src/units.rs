//! Durations and sizes as people write them in flags: `5secs`, `500ms`, `10mins`, `512MB`.

use std::time::Duration;

/// Units of time by name, in nanoseconds, smallest first; the first name of each length is the one that is written.
const TIMES: [(&str, u64); 17] = [
    ("ns", 1),
    ("us", 1_000),
    ("ms", 1_000_000),
    ("secs", 1_000_000_000),
    ("sec", 1_000_000_000),
    ("s", 1_000_000_000),
    ("mins", 60_000_000_000),
    ("min", 60_000_000_000),
    ("m", 60_000_000_000),
    ("hrs", 3_600_000_000_000),
    ("hr", 3_600_000_000_000),
    ("hours", 3_600_000_000_000),
    ("h", 3_600_000_000_000),
    ("days", 86_400_000_000_000),
    ("day", 86_400_000_000_000),
    ("weeks", 604_800_000_000_000),
    ("week", 604_800_000_000_000),
];

/// Units of size by name, in bytes, smallest first. As in Mesos, each is 1024 times the one before.
const SIZES: [(&str, u64); 5] = [("B", 1), ("KB", 1 << 10), ("MB", 1 << 20), ("GB", 1 << 30), ("TB", 1 << 40)];

/// Reads a duration: a number, which may have decimals, and a unit without a space between them.
///
/// # Errors
/// A whole sentence: no unit, an unknown unit, no number, a negative one, or one that is too large.
///
/// ```
/// use std::time::Duration;
/// use mesos_protocol::units::parse_duration;
///
/// assert_eq!(parse_duration("1.5mins"), Ok(Duration::from_secs(90)));
/// assert_eq!(parse_duration("500ms"), Ok(Duration::from_millis(500)));
/// assert!(parse_duration("5").unwrap_err().contains("5secs"));
/// ```
pub fn parse_duration(text: &str) -> Result<Duration, String> {
    let nanos = parse(text, &TIMES, "duration", "write for instance 500ms, 5secs, 10mins, 2hrs, 1days or 3weeks")?;
    Ok(Duration::from_nanos(nanos))
}

/// Writes a duration in the largest unit that needs no decimals; [`parse_duration`] reads it back.
pub fn display_duration(duration: Duration) -> String {
    // A duration beyond 584 years is for ever.
    let nanos = u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX);
    if nanos == 0 {
        return "0secs".into();
    }
    let unit = TIMES.iter().rev().filter(|(name, _)| is_written(name)).find(|(_, unit)| nanos.is_multiple_of(*unit));
    // The smallest unit divides everything.
    unit.map_or_else(|| format!("{nanos}ns"), |(name, unit)| format!("{}{name}", nanos / unit))
}

fn is_written(name: &str) -> bool {
    matches!(name, "ns" | "us" | "ms" | "secs" | "mins" | "hrs" | "days" | "weeks")
}

/// Reads a size in bytes: a number, which may have decimals, and `B`, `KB`, `MB`, `GB` or `TB`, each 1024 times the last.
///
/// # Errors
/// A whole sentence: no unit, an unknown unit, no number, a negative one, or one that is too large.
///
/// ```
/// use mesos_protocol::units::parse_bytes;
///
/// assert_eq!(parse_bytes("512MB"), Ok(512 << 20));
/// assert!(parse_bytes("12 parsecs").is_err());
/// ```
pub fn parse_bytes(text: &str) -> Result<u64, String> {
    parse(text, &SIZES, "size", "write for instance 4KB, 512MB or 2GB")
}

/// Writes a size in the largest unit that needs no decimals; [`parse_bytes`] reads it back.
pub fn display_bytes(bytes: u64) -> String {
    let unit = SIZES.iter().rev().find(|(_, unit)| bytes != 0 && bytes.is_multiple_of(*unit));
    unit.map_or_else(|| format!("{bytes}B"), |(name, unit)| format!("{}{name}", bytes / unit))
}

/// Reads `number unit` into multiples of the smallest unit.
fn parse(text: &str, units: &[(&str, u64)], what: &str, advice: &str) -> Result<u64, String> {
    let trimmed = text.trim();
    let refused = |why: &str| Err(format!("{trimmed:?} is not a {what}: {why}; {advice}"));
    let at = trimmed.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | '-' | '+')).unwrap_or(trimmed.len());
    let (number, unit) = trimmed.split_at(at);
    if number.is_empty() {
        return refused("it does not begin with a number");
    }
    if unit.is_empty() {
        return refused("it has no unit");
    }
    let Some((_, unit)) = units.iter().find(|(name, _)| *name == unit) else {
        return refused(&format!("{unit:?} is no unit of it"));
    };
    if number.starts_with('-') {
        return refused("it is negative");
    }
    // Whole numbers exactly; only decimals go through floating point.
    if let Ok(whole) = number.parse::<u64>() {
        return whole.checked_mul(*unit).map_or_else(|| refused("it is too large"), Ok);
    }
    match number.parse::<f64>() {
        Ok(decimal) if decimal * (*unit as f64) < u64::MAX as f64 => Ok((decimal * (*unit as f64)).round() as u64),
        Ok(_) => refused("it is too large"),
        Err(_) => refused(&format!("{number:?} is no number")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn durations_are_read_in_all_units_of_mesos() {
        for (text, secs) in [
            ("0secs", 0.0),
            ("250ms", 0.25),
            ("5secs", 5.0),
            (" 5secs ", 5.0),
            ("10mins", 600.0),
            ("1.5hrs", 5400.0),
            ("2days", 172_800.0),
            ("1weeks", 604_800.0),
            ("10s", 10.0),
            ("3us", 0.000_003),
            ("7ns", 0.000_000_007),
        ] {
            assert_eq!(parse_duration(text), Ok(Duration::from_secs_f64(secs)), "{text}");
        }
    }

    #[test]
    fn what_is_no_duration_is_refused_with_the_reason_and_an_example() {
        for (text, why) in [
            ("", "does not begin with a number"),
            ("fast", "does not begin with a number"),
            ("5", "has no unit"),
            ("5 parsecs", "is no unit"),
            ("5 secs", "is no unit"),
            ("-5secs", "is negative"),
            ("1.2.3secs", "is no number"),
            ("99999999999weeks", "too large"),
            ("1e9weeks", "is no unit"),
        ] {
            let error = parse_duration(text).unwrap_err();
            assert!(error.contains(why) && error.contains("5secs"), "{text}: {error}");
        }
    }

    #[test]
    fn durations_are_written_in_the_largest_whole_unit() {
        for (text, written) in [("90secs", "90secs"), ("600secs", "10mins"), ("1500ms", "1500ms"), ("0ms", "0secs")] {
            assert_eq!(parse_duration(text).map(display_duration), Ok(written.to_owned()));
        }
    }

    #[test]
    fn sizes_are_powers_of_1024() {
        for (text, bytes) in
            [("0B", 0), ("3B", 3), ("4KB", 4096), ("512MB", 512 << 20), ("1.5GB", 3 << 29), ("2TB", 2 << 40)]
        {
            assert_eq!(parse_bytes(text), Ok(bytes), "{text}");
        }
        for text in ["", "512", "512 MB", "-1MB", "99999999TB", "1PB"] {
            assert!(parse_bytes(text).unwrap_err().contains("512MB"), "{text}");
        }
        assert_eq!(display_bytes(3 << 29), "1536MB");
        assert_eq!(display_bytes(0), "0B");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(nanos: u64) {
            let duration = Duration::from_nanos(nanos);
            prop_assert_eq!(parse_duration(&display_duration(duration)), Ok(duration));
            prop_assert_eq!(parse_bytes(&display_bytes(nanos)), Ok(nanos));
        }

        #[test]
        fn no_text_panics(text in "\\PC*") {
            let _ = parse_duration(&text);
            let _ = parse_bytes(&text);
        }
    }
}
