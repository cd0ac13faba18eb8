//! URI templates.

use super::scan::Scan;

/// `URI-Template` of RFC 6570, section 2, with the apostrophe of erratum 6937.
pub(super) fn is_uri_template(text: &str) -> bool {
    let mut scan = Scan::new(text);
    while let Some(byte) = scan.next() {
        let fits = match byte {
            b'{' => expression(&mut scan),
            b'%' => percent_encoded(&mut scan),
            byte => is_literal(byte),
        };
        if !fits {
            return false;
        }
    }
    true
}

/// `literals`, section 2.1. All characters beyond ASCII are allowed but those that no text has.
fn is_literal(byte: u8) -> bool {
    !byte.is_ascii_control() && !matches!(byte, b' ' | b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}')
}

/// `expression` after its brace, section 2.2.
fn expression(scan: &mut Scan<'_>) -> bool {
    scan.eat(|byte| b"+#./;?&=,!@|".contains(&byte));
    while variable(scan) {
        match scan.next() {
            Some(b',') => {}
            end => return end == Some(b'}'),
        }
    }
    false
}

/// `varspec`, sections 2.3 and 2.4.
fn variable(scan: &mut Scan<'_>) -> bool {
    if !name(scan) {
        return false;
    }
    if scan.eat_byte(b':') {
        return scan.eat(|byte| matches!(byte, b'1'..=b'9')) && scan.eat_all(|byte| byte.is_ascii_digit()) < 4;
    }
    scan.eat_byte(b'*');
    true
}

/// `varname`: characters, and dots between them.
fn name(scan: &mut Scan<'_>) -> bool {
    if !character(scan) {
        return false;
    }
    loop {
        if scan.eat_byte(b'.') {
            if !character(scan) {
                return false;
            }
        } else if !matches!(scan.peek(), Some(b'%' | b'_' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z')) {
            return true;
        } else if !character(scan) {
            return false;
        }
    }
}

fn character(scan: &mut Scan<'_>) -> bool {
    if scan.eat_byte(b'%') {
        percent_encoded(scan)
    } else {
        scan.eat(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    }
}

/// `pct-encoded` after its sign.
fn percent_encoded(scan: &mut Scan<'_>) -> bool {
    scan.eat(|byte| byte.is_ascii_hexdigit()) && scan.eat(|byte| byte.is_ascii_hexdigit())
}
