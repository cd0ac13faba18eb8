//! Times of RFC 3339.

use super::{date::date, scan::Scan};

/// `date-time` of RFC 3339, section 5.6.
pub(super) fn is_date_time(text: &str) -> bool {
    let mut scan = Scan::new(text);
    date(&mut scan).is_some()
        && scan.eat(|byte| matches!(byte, b'T' | b't'))
        && time(&mut scan).is_some()
        && scan.is_at_end()
}

/// `full-time` of RFC 3339, section 5.6.
pub(super) fn is_time(text: &str) -> bool {
    let mut scan = Scan::new(text);
    time(&mut scan).is_some() && scan.is_at_end()
}

fn time(scan: &mut Scan<'_>) -> Option<()> {
    let (hour, minute) = hour_and_minute(scan)?;
    scan.eat_byte(b':').then_some(())?;
    let second = scan.digits(2)?;
    if scan.eat_byte(b'.') && scan.eat_all(|byte| byte.is_ascii_digit()) == 0 {
        return None;
    }
    let offset = offset(scan)?;
    let minute = (i32::from(hour * 60 + minute) - offset).rem_euclid(24 * 60);
    // A leap second is the last one of a day in UTC (section 5.7).
    (second < 60 || (second == 60 && minute == 23 * 60 + 59)).then_some(())
}

/// The offset from UTC in minutes.
fn offset(scan: &mut Scan<'_>) -> Option<i32> {
    let sign = match scan.next()? {
        b'Z' | b'z' => return Some(0),
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let (hour, minute) = hour_and_minute(scan)?;
    Some(sign * i32::from(hour * 60 + minute))
}

fn hour_and_minute(scan: &mut Scan<'_>) -> Option<(u16, u16)> {
    let hour = scan.digits(2)?;
    scan.eat_byte(b':').then_some(())?;
    let minute = scan.digits(2)?;
    (hour < 24 && minute < 60).then_some((hour, minute))
}
