//! Names of hosts in any script.

use super::hostname;
use crate::private::Pattern;
use idna::uts46::{AsciiDenyList, DnsLength, Hyphens, Uts46};

/// What separates labels (UTS #46, section 2.3).
const DOTS: [char; 4] = ['.', '\u{3002}', '\u{ff0e}', '\u{ff61}'];

/// The code points of a label that are PVALID, CONTEXTJ or CONTEXTO beyond ASCII (RFC 5892, section 2):
/// letters, marks and digits but for those that it takes out, and the exceptions.
static LETTERS: Pattern = Pattern::new(concat!(
    r"\A[a-z0-9\-\p{Ll}\p{Lo}\p{Lm}\p{Mn}\p{Mc}\p{Nd}",
    "\u{df}\u{3c2}\u{6fd}\u{6fe}\u{f0b}\u{3007}\u{b7}\u{375}\u{5f3}\u{5f4}\u{30fb}\u{200c}\u{200d}",
    r"--[\x{640}\x{7fa}\x{302e}\x{302f}\x{3031}-\x{3035}\x{303b}",
    // Old Hangul jamo, and the blocks that are ignored.
    r"\x{1100}-\x{11ff}\x{a960}-\x{a97f}\x{d7b0}-\x{d7ff}\x{20d0}-\x{20ff}\x{1d100}-\x{1d24f}]]+\z"
));

static GREEK: Pattern = Pattern::new(r"\A\p{Script=Greek}");
static HEBREW: Pattern = Pattern::new(r"\p{Script=Hebrew}\z");
static JAPANESE: Pattern = Pattern::new(r"[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]");

/// An internationalised host name: RFC 5890, section 2.3.2.3. Labels are those of RFC 5891, the code
/// points those of RFC 5892 with the rules of its appendix A, and the scripts mix as in RFC 5893.
pub(super) fn is_idn_hostname(text: &str) -> bool {
    let uts46 = Uts46::new();
    let ascii = uts46.to_ascii(text.as_bytes(), AsciiDenyList::STD3, Hyphens::Check, DnsLength::Verify);
    let (unicode, _) = uts46.to_unicode(text.as_bytes(), AsciiDenyList::STD3, Hyphens::Check);
    let labels = || text.split(DOTS);
    ascii.is_ok()
        && labels().count() == unicode.split('.').count()
        && labels().zip(unicode.split('.')).all(|(written, label)| is_label(written, label))
}

/// A label as it was written and as it reads.
fn is_label(written: &str, label: &str) -> bool {
    if written.is_ascii() && !hostname::is_label(written) {
        return false;
    }
    label.is_ascii() || ((written.is_ascii() || written == label) && LETTERS.is_match(label) && keeps_context(label))
}

/// RFC 5892, appendix A.3 to A.9. The rules on joiners are in UTS #46 too.
fn keeps_context(label: &str) -> bool {
    label.char_indices().all(|(index, c)| {
        let (before, after) = (&label[..index], &label[index + c.len_utf8()..]);
        match c {
            '\u{b7}' => before.ends_with('l') && after.starts_with('l'),
            '\u{375}' => GREEK.is_match(after),
            '\u{5f3}' | '\u{5f4}' => HEBREW.is_match(before),
            '\u{30fb}' => JAPANESE.is_match(label),
            '\u{660}'..='\u{669}' => !label.contains(|other| ('\u{6f0}'..='\u{6f9}').contains(&other)),
            _ => true,
        }
    })
}
