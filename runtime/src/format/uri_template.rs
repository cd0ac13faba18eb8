//! URI templates.

use super::scan::Scan;

/// `URI-Template` of RFC 6570, section 2, with the apostrophe of erratum 6937.
pub(super) fn is_uri_template(text: &str) -> bool {
    let mut scan = Scan::new(text);
    loop {
        scan.eat_all(|byte| LITERAL[usize::from(byte)]);
        let fits = match scan.next() {
            None => return true,
            Some(b'{') => expression(&mut scan),
            Some(b'%') => percent_encoded(&mut scan),
            Some(_) => false,
        };
        if !fits {
            return false;
        }
    }
}

/// `literals`, section 2.1, but for escapes. All characters beyond ASCII are allowed but those that no text has.
const LITERAL: [bool; 256] = {
    let mut table = super::scan::letters_and(b"!#$&'()*+,-./:;=?@[]_~");
    let mut byte = 128;
    while byte < 256 {
        table[byte] = true;
        byte += 1;
    }
    table
};

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
