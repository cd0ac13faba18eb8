//! Punycode (RFC 3492), as far as telling whether a label decodes.

const BASE: u32 = 36;
const SMALLEST: u32 = 1;
const LARGEST: u32 = 26;

/// Whether the bytes after `xn--` decode to code points (section 6.2).
pub(super) fn decodes(label: &[u8]) -> bool {
    walk(label).is_some()
}

fn walk(label: &[u8]) -> Option<()> {
    let delimiter = label.iter().rposition(|byte| *byte == b'-').filter(|position| *position > 0);
    let mut digits = label.iter().skip(delimiter.map_or(0, |position| position + 1)).peekable();
    let mut length = u32::try_from(delimiter.unwrap_or(0)).ok()?;
    let (mut code_point, mut place, mut bias) = (128_u32, 0_u32, 72);
    while digits.peek().is_some() {
        let before = place;
        let mut weight = 1_u32;
        for step in 1.. {
            let digit = value(*digits.next()?)?;
            place = place.checked_add(digit.checked_mul(weight)?)?;
            let threshold = (BASE * step).saturating_sub(bias).clamp(SMALLEST, LARGEST);
            if digit < threshold {
                break;
            }
            weight = weight.checked_mul(BASE - threshold)?;
        }
        length += 1;
        bias = adapt(place - before, length, before == 0);
        code_point = code_point.checked_add(place / length)?;
        char::from_u32(code_point)?;
        place = place % length + 1;
    }
    Some(())
}

/// Section 5: letters are 0 to 25, digits follow.
fn value(digit: u8) -> Option<u32> {
    char::from(digit).to_digit(BASE).map(|value| if value < 10 { value + 26 } else { value - 10 })
}

/// Section 6.1.
fn adapt(delta: u32, length: u32, first: bool) -> u32 {
    let mut delta = delta / if first { 700 } else { 2 };
    delta += delta / length;
    let mut bias = 0;
    while delta > (BASE - SMALLEST) * LARGEST / 2 {
        delta /= BASE - SMALLEST;
        bias += BASE;
    }
    bias + (BASE - SMALLEST + 1) * delta / (delta + 38)
}

#[cfg(test)]
mod tests {
    use super::decodes;

    /// The samples of RFC 3492, section 7.1, that are plain ASCII labels, and broken ones.
    #[test]
    fn samples() {
        for label in [
            "egbpdaj6bu4bxfgehfvwxn",
            "ihqwcrb4cv8a8dqg056pqjye",
            "Proprostnemluvesky-uyb24dma41a",
            "4dbcagdahymbxekheh6e0a7fei0b",
            "b1abfaaepdrnnbgefbaDotcwatmq2g4l",
            "3B-ww4c5e180e575a65lsy2b",
            "Hello-Another-Way--fc4qua05auwb3674vfr0b",
        ] {
            assert!(decodes(label.as_bytes()), "{label}");
        }
        for label in ["X", "99999999", "a-é"] {
            assert!(!decodes(label.as_bytes()), "{label}");
        }
    }
}
