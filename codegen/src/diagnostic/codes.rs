//! What each code of a diagnostic means. `codes.md` is the one source: a section a code.

/// The codes that a diagnostic can have, with a page each.
const PAGES: &str = include_str!("codes.md");

/// A kind of problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Code {
    /// Its name, in kebab case: `unknown-type`.
    pub name: &'static str,
    /// Its page, as Markdown: what is wrong, and what to do instead.
    pub page: &'static str,
}

/// Every code.
///
/// ```
/// use evenkeel_codegen::diagnostic::codes;
///
/// let found = codes().find(|code| code.name == "unknown-type");
/// assert!(found.is_some_and(|code| code.page.starts_with("# unknown-type\n")));
/// ```
pub fn codes() -> impl Iterator<Item = Code> {
    let starts = PAGES.match_indices("# ").map(|(at, _)| at).filter(|at| *at == 0 || PAGES[..*at].ends_with('\n'));
    let ends = starts.clone().skip(1).chain([PAGES.len()]);
    starts.zip(ends).map(|(start, end)| {
        let page = PAGES[start..end].trim_end_matches('\n');
        // The line's end stays.
        let page = &PAGES[start..=start + page.len()];
        Code { name: page[2..].lines().next().unwrap_or_default(), page }
    })
}

#[cfg(test)]
mod tests {
    use super::codes;

    #[test]
    fn a_page_says_what_and_what_to_do() {
        for code in codes() {
            assert!(code.page.starts_with(&format!("# {}\n\n", code.name)), "{}", code.name);
            assert!(code.page.contains("\n**Instead.** ") && code.page.ends_with(".\n"), "{}", code.name);
            assert!(code.name.bytes().all(|byte| byte.is_ascii_lowercase() || b"-8".contains(&byte)), "{}", code.name);
        }
    }
}
