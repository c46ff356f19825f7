//! Times, labels, numbers and attributes.

use std::time::Duration;

use mesos_protocol::agent::{Domain, Unavailability};
use mesos_protocol::attributes::{Attribute, AttributeValue};
use mesos_protocol::values::{Label, Labels, Range, Ranges, Scalar, Set};

use super::{maybe, needed, present, refused, wrote};
use crate::value::Type;
use crate::{Error, domain_info, value};

fn from_nanoseconds(nanoseconds: Option<i64>) -> Result<Duration, Error> {
    let nanoseconds = present(nanoseconds, "nanoseconds")?;
    u64::try_from(nanoseconds)
        .map(Duration::from_nanos)
        .map_err(|_| Error::new(format!("is {nanoseconds}, which is negative")).within("nanoseconds"))
}

/// Nanoseconds, at most as many as the field holds: 292 years.
fn nanoseconds(duration: Duration) -> Option<i64> {
    Some(i64::try_from(duration.as_nanos()).unwrap_or(i64::MAX))
}

impl TryFrom<crate::DurationInfo> for Duration {
    type Error = Error;

    fn try_from(duration: crate::DurationInfo) -> Result<Self, Error> {
        from_nanoseconds(duration.nanoseconds)
    }
}

impl From<&Duration> for crate::DurationInfo {
    fn from(duration: &Duration) -> Self {
        Self { nanoseconds: nanoseconds(*duration) }
    }
}

/// A time, since the Unix epoch.
impl TryFrom<crate::TimeInfo> for Duration {
    type Error = Error;

    fn try_from(time: crate::TimeInfo) -> Result<Self, Error> {
        from_nanoseconds(time.nanoseconds)
    }
}

impl From<&Duration> for crate::TimeInfo {
    fn from(time: &Duration) -> Self {
        Self { nanoseconds: nanoseconds(*time) }
    }
}

impl TryFrom<crate::Unavailability> for Unavailability {
    type Error = Error;

    fn try_from(away: crate::Unavailability) -> Result<Self, Error> {
        Ok(Self { start: needed(away.start, "start")?, duration: maybe(away.duration, "duration")? })
    }
}

impl From<&Unavailability> for crate::Unavailability {
    fn from(away: &Unavailability) -> Self {
        Self { start: Some((&away.start).into()), duration: wrote(away.duration.as_ref()) }
    }
}

/// Labels of a field that may be unset.
pub(super) fn labels(labels: Option<crate::Labels>, name: &'static str) -> Result<Labels, Error> {
    let read = |(index, label): (usize, crate::Label)| match label.key {
        Some(key) => Ok(Label { key, value: label.value }),
        None => Err(Error::missing("key").at(index).within("labels").within(name)),
    };
    labels.unwrap_or_default().labels.into_iter().enumerate().map(read).collect()
}

/// Labels for a field that is left out if there are none.
pub(super) fn wrote_labels(labels: &Labels) -> Option<crate::Labels> {
    let write = |label: &Label| crate::Label { key: Some(label.key.clone()), value: label.value.clone() };
    (!labels.is_empty()).then(|| crate::Labels { labels: labels.iter().map(write).collect() })
}

impl TryFrom<value::Scalar> for Scalar {
    type Error = Error;

    fn try_from(scalar: value::Scalar) -> Result<Self, Error> {
        Self::checked(present(scalar.value, "value")?).map_err(|why| refused(why).within("value"))
    }
}

impl From<&Scalar> for value::Scalar {
    fn from(scalar: &Scalar) -> Self {
        // One division rounds once, so the number is the one that its decimal text stands for.
        Self { value: Some(scalar.thousandths() as f64 / 1000.0) }
    }
}

impl TryFrom<value::Ranges> for Ranges {
    type Error = Error;

    fn try_from(ranges: value::Ranges) -> Result<Self, Error> {
        super::all(ranges.range, "range")
    }
}

impl TryFrom<value::Range> for Range {
    type Error = Error;

    fn try_from(range: value::Range) -> Result<Self, Error> {
        Self::new(present(range.begin, "begin")?, present(range.end, "end")?).map_err(refused)
    }
}

impl From<&Ranges> for value::Ranges {
    fn from(ranges: &Ranges) -> Self {
        let write = |range: Range| value::Range { begin: Some(range.begin()), end: Some(range.end()) };
        Self { range: ranges.iter().map(write).collect() }
    }
}

impl TryFrom<value::Set> for Set {
    type Error = Error;

    fn try_from(set: value::Set) -> Result<Self, Error> {
        let mut read = Self::none();
        for (index, item) in set.item.into_iter().enumerate() {
            if !read.insert(&item) {
                return Err(Error::new("stands twice in the set").at(index).within("item"));
            }
        }
        Ok(read)
    }
}

impl From<&Set> for value::Set {
    fn from(set: &Set) -> Self {
        Self { item: set.iter().map(str::to_owned).collect() }
    }
}

impl TryFrom<crate::Attribute> for Attribute {
    type Error = Error;

    fn try_from(attribute: crate::Attribute) -> Result<Self, Error> {
        let value = match present(attribute.r#type, "type")? {
            Type::Scalar => AttributeValue::Scalar(needed(attribute.scalar, "scalar")?),
            Type::Ranges => AttributeValue::Ranges(needed(attribute.ranges, "ranges")?),
            Type::Text => {
                let text = present(attribute.text, "text")?;
                let text = present(text.value, "value").map_err(|error| error.within("text"))?;
                AttributeValue::from(text.as_str())
            }
            Type::Set => return Err(Error::new("is SET, which no attribute can be").within("type")),
        };
        Self::new(present(attribute.name, "name")?, value).map_err(refused)
    }
}

impl From<&Attribute> for crate::Attribute {
    fn from(attribute: &Attribute) -> Self {
        let mut written = Self { name: Some(attribute.name().to_owned()), ..Self::default() };
        let kind = match attribute.value() {
            AttributeValue::Scalar(scalar) => {
                written.scalar = Some(scalar.into());
                Type::Scalar
            }
            AttributeValue::Ranges(ranges) => {
                written.ranges = Some(ranges.into());
                Type::Ranges
            }
            AttributeValue::Text(text) => {
                written.text = Some(value::Text { value: Some(text.to_string()) });
                Type::Text
            }
        };
        written.r#type = Some(kind);
        written
    }
}

impl TryFrom<crate::DomainInfo> for Domain {
    type Error = Error;

    fn try_from(domain: crate::DomainInfo) -> Result<Self, Error> {
        let fault_domain = present(domain.fault_domain, "fault_domain")?;
        let read = || {
            let region = present(fault_domain.region, "region")?;
            let zone = present(fault_domain.zone, "zone")?;
            Ok(Self {
                region: present(region.name, "name").map_err(|error| error.within("region"))?,
                zone: present(zone.name, "name").map_err(|error| error.within("zone"))?,
            })
        };
        read().map_err(|error: Error| error.within("fault_domain"))
    }
}

impl From<&Domain> for crate::DomainInfo {
    fn from(domain: &Domain) -> Self {
        use domain_info::fault_domain::{RegionInfo, ZoneInfo};
        let region = Some(RegionInfo { name: Some(domain.region.clone()) });
        let zone = Some(ZoneInfo { name: Some(domain.zone.clone()) });
        Self { fault_domain: Some(domain_info::FaultDomain { region, zone }) }
    }
}
