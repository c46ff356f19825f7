//! Numbers with three decimals, and sizes.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Sub, SubAssign};
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Thousandths in one.
const ONE: i64 = 1000;

/// A number in whole thousandths, so that sums do not drift: a million times plus and minus 0.001 is where it began.
///
/// Reaches to 9 223 372 036 854 774; arithmetic stops at the ends instead of wrapping.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Scalar(i64);

/// A number that a scalar cannot hold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum InvalidScalar {
    /// It is NaN, infinite or greater than a scalar can be.
    OutOfRange(f64),
    /// It is less than nothing.
    Negative(f64),
    /// It is not zero, but so close to it that its thousandths are.
    TooSmall(f64),
}

impl Scalar {
    /// Nothing.
    pub const ZERO: Scalar = Scalar(0);
    /// One.
    pub const ONE: Scalar = Scalar(ONE);
    /// The greatest.
    pub const MAX: Scalar = Scalar(i64::MAX);

    /// So many thousandths.
    pub const fn from_thousandths(thousandths: i64) -> Scalar {
        Scalar(thousandths)
    }

    /// Its thousandths.
    pub const fn thousandths(self) -> i64 {
        self.0
    }

    /// A whole number; the greatest scalar if it is too large.
    pub const fn whole(number: i64) -> Scalar {
        Scalar(number.saturating_mul(ONE))
    }

    /// Reads a number from outside, rounded to thousandths, half away from zero.
    ///
    /// # Errors
    /// [`InvalidScalar`] when it is NaN, infinite, too large, negative, or not zero but rounded to zero.
    pub fn checked(number: f64) -> Result<Scalar, InvalidScalar> {
        let thousandths = (number * ONE as f64).round();
        if !number.is_finite() || thousandths >= i64::MAX as f64 {
            Err(InvalidScalar::OutOfRange(number))
        } else if number < 0.0 {
            Err(InvalidScalar::Negative(number))
        } else if thousandths == 0.0 && number != 0.0 {
            Err(InvalidScalar::TooSmall(number))
        } else {
            Ok(Scalar(thousandths as i64))
        }
    }

    /// As a floating-point number.
    pub fn as_f64(self) -> f64 {
        (self.0 / ONE) as f64 + (self.0 % ONE) as f64 / ONE as f64
    }

    /// Its whole part; zero if it is negative.
    pub fn as_u64(self) -> u64 {
        u64::try_from(self.0 / ONE).unwrap_or(0)
    }

    /// Whether it has no fraction, as GPUs must not.
    pub const fn is_whole(self) -> bool {
        self.0 % ONE == 0
    }

    /// Whether it is zero.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// Whether it is more than zero.
    pub const fn is_positive(self) -> bool {
        self.0 > 0
    }

    /// The difference, or zero where it would be negative.
    #[must_use]
    pub fn minus_or_zero(self, other: Scalar) -> Scalar {
        Scalar(self.0.saturating_sub(other.0).max(0))
    }

    /// How great a part this is of `total`; zero if there is no total.
    pub fn share_of(self, total: Scalar) -> f64 {
        if total.0 > 0 { self.0 as f64 / total.0 as f64 } else { 0.0 }
    }
}

/// For numbers written in programs: rounded to thousandths, cut at the ends; NaN counts as zero. What comes from outside
/// goes through [`Scalar::checked`].
impl From<f64> for Scalar {
    fn from(number: f64) -> Scalar {
        Scalar((number * ONE as f64).round() as i64)
    }
}

impl From<i32> for Scalar {
    fn from(number: i32) -> Scalar {
        Scalar::whole(number.into())
    }
}

impl From<u32> for Scalar {
    fn from(number: u32) -> Scalar {
        Scalar::whole(number.into())
    }
}

impl From<u64> for Scalar {
    fn from(number: u64) -> Scalar {
        Scalar::whole(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

/// Memory and disk are counted in mebibytes.
impl From<MiB> for Scalar {
    fn from(size: MiB) -> Scalar {
        Scalar::from(size.0)
    }
}

impl Add for Scalar {
    type Output = Scalar;

    fn add(self, other: Scalar) -> Scalar {
        Scalar(self.0.saturating_add(other.0))
    }
}

impl Sub for Scalar {
    type Output = Scalar;

    fn sub(self, other: Scalar) -> Scalar {
        Scalar(self.0.saturating_sub(other.0))
    }
}

impl AddAssign for Scalar {
    fn add_assign(&mut self, other: Scalar) {
        *self = *self + other;
    }
}

impl SubAssign for Scalar {
    fn sub_assign(&mut self, other: Scalar) {
        *self = *self - other;
    }
}

impl Sum for Scalar {
    fn sum<I: Iterator<Item = Scalar>>(scalars: I) -> Scalar {
        scalars.fold(Scalar::ZERO, Add::add)
    }
}

impl fmt::Display for Scalar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let size = self.0.unsigned_abs();
        let (whole, rest) = (size / ONE as u64, size % ONE as u64);
        let sign = if self.0 < 0 { "-" } else { "" };
        let mut text = format!("{sign}{whole}");
        if rest != 0 {
            text.push_str(format!(".{rest:03}").trim_end_matches('0'));
        }
        f.pad(&text)
    }
}

impl FromStr for Scalar {
    type Err = InvalidScalar;

    /// Reads a number as people write it: `4`, `0.5`, `1e3`.
    fn from_str(text: &str) -> Result<Scalar, InvalidScalar> {
        Scalar::checked(text.trim().parse().unwrap_or(f64::NAN))
    }
}

impl fmt::Display for InvalidScalar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            InvalidScalar::OutOfRange(number) if number.is_nan() => write!(f, "it is not a number"),
            InvalidScalar::OutOfRange(number) => write!(f, "{number} is more than can be counted"),
            InvalidScalar::Negative(number) => write!(f, "{number} is less than nothing"),
            InvalidScalar::TooSmall(number) => write!(f, "{number} is less than a thousandth; write 0 or at least 0.001"),
        }
    }
}

impl std::error::Error for InvalidScalar {}

/// A size in mebibytes, the unit of memory and disk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MiB(pub u64);

impl MiB {
    /// The whole mebibytes in so many bytes.
    pub const fn from_bytes(bytes: u64) -> MiB {
        MiB(bytes >> 20)
    }

    /// In bytes; the greatest number if it is too large.
    pub const fn as_bytes(self) -> u64 {
        self.0.saturating_mul(1 << 20)
    }
}

impl fmt::Display for MiB {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}MB", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_compared_in_thousandths() {
        assert_eq!(Scalar::from(1.5011), Scalar::from(1.501));
        assert_eq!(Scalar::from(1.5015), Scalar::from(1.502));
        assert_eq!(Scalar::checked(-0.0), Ok(Scalar::ZERO));
        assert!(matches!(Scalar::checked(0.00001), Err(InvalidScalar::TooSmall(_))));
        assert!(matches!(Scalar::checked(-1.0), Err(InvalidScalar::Negative(_))));
        assert!(matches!(Scalar::checked(-0.00001), Err(InvalidScalar::Negative(_))));
        assert!(matches!(Scalar::checked(f64::INFINITY), Err(InvalidScalar::OutOfRange(_))));
        assert!(matches!(Scalar::checked(f64::NAN), Err(InvalidScalar::OutOfRange(_))));
    }

    #[test]
    fn the_greatest_number_is_read_and_the_next_is_refused() {
        assert_eq!(
            Scalar::checked(9_223_372_036_854_774.0).map(|scalar| scalar.as_f64() - 9_223_372_036_854_774.0 < 1.0),
            Ok(true)
        );
        assert!(Scalar::checked(9_223_372_036_854_776.0).is_err());
        assert_eq!(Scalar::MAX + Scalar::ONE, Scalar::MAX);
        assert_eq!(Scalar::from(u64::MAX), Scalar::MAX);
    }

    #[test]
    fn sums_do_not_drift() {
        let start = Scalar::from(2.5);
        let mut sum = start;
        for _ in 0..100_000 {
            sum += Scalar::from(1.001);
        }
        for _ in 0..100_000 {
            sum -= Scalar::from(1.001);
        }
        assert_eq!(sum, start);
    }

    #[test]
    fn printing_keeps_all_digits_that_count() {
        for (number, text) in [(4.0, "4"), (0.1, "0.1"), (1.05, "1.05"), (1234567.891, "1234567.891"), (-0.5, "-0.5")] {
            assert_eq!(Scalar::from(number).to_string(), text);
        }
        assert_eq!("1e3".parse(), Ok(Scalar::from(1000)));
        assert!("x".parse::<Scalar>().is_err());
    }

    #[test]
    fn what_is_given_back_beyond_what_there_was_is_nothing() {
        assert_eq!(Scalar::from(1).minus_or_zero(Scalar::from(2)), Scalar::ZERO);
        assert_eq!(Scalar::from(1).share_of(Scalar::ZERO), 0.0);
        assert_eq!(Scalar::from(1).share_of(Scalar::from(4)), 0.25);
    }

    #[test]
    fn sizes_are_counted_in_mebibytes() {
        assert_eq!(Scalar::from(MiB(32)), Scalar::from(32));
        assert_eq!(MiB::from_bytes((1 << 20) + 5), MiB(1));
        assert_eq!(MiB(2).as_bytes(), 2 << 20);
    }
}
