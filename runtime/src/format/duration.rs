//! Durations of RFC 3339.

use super::scan::Scan;

/// `duration` of RFC 3339, appendix A.
pub(super) fn is_duration(text: &str) -> bool {
    let mut scan = Scan::new(text);
    if !scan.eat_byte(b'P') {
        return false;
    }
    let mut weeks = scan;
    if amounts(&mut weeks, b"W") && weeks.is_at_end() {
        return true;
    }
    let has_date = amounts(&mut scan, b"YMD");
    if scan.is_at_end() {
        return has_date;
    }
    scan.eat_byte(b'T') && amounts(&mut scan, b"HMS") && scan.is_at_end()
}

/// Goes past amounts of these units: at least one, in this order and without a gap.
fn amounts(scan: &mut Scan<'_>, units: &[u8]) -> bool {
    let mut allowed = units;
    let mut any = false;
    loop {
        let mut ahead = *scan;
        if ahead.eat_all(|byte| byte.is_ascii_digit()) == 0 {
            return any;
        }
        let unit = ahead.next();
        // The first amount may be of any unit, each further one is of the next.
        let reach = if any { 1 } else { allowed.len() };
        let Some(index) = allowed.iter().take(reach).position(|allowed| Some(*allowed) == unit) else {
            return any;
        };
        allowed = &allowed[index + 1..];
        *scan = ahead;
        any = true;
    }
}
