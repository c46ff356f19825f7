//! Numbers as text.

use std::io::Write;

/// Decimal digits of `value`.
pub(super) fn write_unsigned(out: &mut Vec<u8>, mut value: u64) {
    let mut digits = [0; 20];
    let mut first = digits.len();
    loop {
        first -= 1;
        digits[first] = b'0' + (value % 10) as u8;
        value /= 10;
        if value == 0 {
            break;
        }
    }
    out.extend_from_slice(&digits[first..]);
}

/// The shortest decimal that reads back as `value`, always with a fraction or an exponent as Mesos writes it.
///
/// What JSON has no number for becomes text; "NaN" is refused by our reader, as it is by every other.
pub(super) fn write_double(out: &mut Vec<u8>, value: f64) {
    if !value.is_finite() {
        let text: &[u8] = match value {
            f64::INFINITY => b"\"Infinity\"",
            f64::NEG_INFINITY => b"\"-Infinity\"",
            _ => b"\"NaN\"",
        };
        out.extend_from_slice(text);
        return;
    }
    if !write_thousandths(out, value) {
        // Writing to a vector cannot fail.
        let _ = write!(out, "{value:?}");
    }
}

/// Resource quantities have at most three decimals: those need no search for the shortest text.
fn write_thousandths(out: &mut Vec<u8>, value: f64) -> bool {
    const LARGEST: f64 = 1e12;
    let thousandths = (value.abs() * 1000.0).round();
    // Division rounds correctly, so equality says that the decimal below reads back as `value`.
    if thousandths > LARGEST || thousandths / 1000.0 != value.abs() || (value == 0.0 && value.is_sign_negative()) {
        return false;
    }
    if value < 0.0 {
        out.push(b'-');
    }
    let thousandths = thousandths as u64;
    write_unsigned(out, thousandths / 1000);
    let fraction = thousandths % 1000;
    let digits = [b'0' + (fraction / 100) as u8, b'0' + (fraction / 10 % 10) as u8, b'0' + (fraction % 10) as u8];
    let count = match digits {
        [_, b'0', b'0'] => 1,
        [_, _, b'0'] => 2,
        _ => 3,
    };
    out.push(b'.');
    out.extend_from_slice(&digits[..count]);
    true
}

/// Length of the JSON number at the start of `text`: 0 if there is none.
pub(super) fn length(text: &[u8]) -> usize {
    let digits = |from: usize| text[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let sign = usize::from(text.first() == Some(&b'-'));
    let whole = digits(sign);
    if whole == 0 || (whole > 1 && text[sign] == b'0') {
        return 0;
    }
    let mut end = sign + whole;
    if text.get(end) == Some(&b'.') {
        let fraction = digits(end + 1);
        if fraction == 0 {
            return 0;
        }
        end += 1 + fraction;
    }
    if matches!(text.get(end), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(text.get(end + 1), Some(b'+' | b'-')));
        let exponent = digits(end + 1 + sign);
        if exponent == 0 {
            return 0;
        }
        end += 1 + sign + exponent;
    }
    end
}

/// The whole number that a JSON number stands for, also as `5.0` or `5e3`; `None` if it has a fraction or is too large.
pub(super) fn whole(text: &str) -> Option<i128> {
    if let Ok(value) = text.parse::<i64>() {
        return Some(value.into());
    }
    if let Ok(value) = text.parse::<u64>() {
        return Some(value.into());
    }
    // Beyond 2^53 a double no longer holds each whole number, so nothing is guessed there.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let value: f64 = text.parse().ok()?;
    (value.fract() == 0.0 && value.abs() <= EXACT).then_some(value as i128)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(value: f64) -> String {
        let mut out = Vec::new();
        write_double(&mut out, value);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn doubles_look_as_mesos_writes_them() {
        let cases = [
            (0.0, "0.0"),
            (1.0, "1.0"),
            (0.1, "0.1"),
            (-2.5, "-2.5"),
            (0.125, "0.125"),
            (0.001, "0.001"),
            (16384.0, "16384.0"),
            (604800.0, "604800.0"),
            (f64::INFINITY, "\"Infinity\""),
            (f64::NEG_INFINITY, "\"-Infinity\""),
        ];
        for (value, text) in cases {
            assert_eq!(written(value), text);
        }
    }

    #[test]
    fn only_json_numbers_count_as_numbers() {
        for text in ["0", "-0", "10.25", "1e9", "1E-7", "-3.5e+2"] {
            assert_eq!(length(text.as_bytes()), text.len(), "{text}");
        }
        for text in ["", "-", "+1", "01", "1.", ".5", "1e", "inf", "NaN", "0x10"] {
            assert_ne!(length(text.as_bytes()), text.len().max(1), "{text}");
        }
    }

    proptest! {
        #[test]
        fn finite_doubles_read_back(bits: u64) {
            let value = f64::from_bits(bits);
            prop_assume!(value.is_finite());
            let text = written(value);
            prop_assert_eq!(length(text.as_bytes()), text.len());
            prop_assert_eq!(text.parse::<f64>().unwrap().to_bits(), bits);
        }

        #[test]
        fn thousandths_read_back(thousandths in -2_000_000_000_000_i64..2_000_000_000_000) {
            let value = thousandths as f64 / 1000.0;
            prop_assert_eq!(written(value).parse::<f64>().unwrap(), value);
        }

        #[test]
        fn whole_numbers_read_back(value: u64) {
            let mut out = Vec::new();
            write_unsigned(&mut out, value);
            prop_assert_eq!(whole(std::str::from_utf8(&out).unwrap()), Some(value.into()));
        }
    }
}
