//! Dates of RFC 3339.

use super::scan::Scan;

/// `full-date` of RFC 3339, section 5.6, with the days that the month has (section 5.7).
pub(super) fn is_date(text: &str) -> bool {
    let mut scan = Scan::new(text);
    date(&mut scan).is_some() && scan.is_at_end()
}

pub(super) fn date(scan: &mut Scan<'_>) -> Option<()> {
    let year = scan.digits(4)?;
    scan.eat_byte(b'-').then_some(())?;
    let month = scan.digits(2)?;
    scan.eat_byte(b'-').then_some(())?;
    let day = scan.digits(2)?;
    (1..=days(year, month)).contains(&day).then_some(())
}

/// How many days the month has; none for a month that does not exist.
fn days(year: u16, month: u16) -> u16 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 0,
    }
}
