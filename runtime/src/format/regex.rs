//! Regular expressions of ECMA 262.

use std::{iter::Peekable, str::Chars};

/// `Pattern` of ECMA 262, section 22.2.1, with the flag `u`, and a backslash before any sign, which
/// the grammar without the flag allows. Names of Unicode properties are not looked up.
pub(super) fn is_regex(text: &str) -> bool {
    Parser { rest: text.chars().peekable(), open: vec![Group::default()], groups: 0, back: 0, names: Names::default() }
        .pattern()
        .is_some()
}

/// A parser that keeps its own stack: patterns nest as deep as they like.
struct Parser<'a> {
    rest: Peekable<Chars<'a>>,
    /// The open groups, the pattern itself first.
    open: Vec<Group>,
    /// How many groups capture.
    groups: u32,
    /// The highest group that is referred to.
    back: u32,
    names: Names,
}

#[derive(Default)]
struct Names {
    declared: Vec<String>,
    referred: Vec<String>,
}

/// An open group.
#[derive(Default)]
struct Group {
    /// It asserts, so that nothing can repeat it.
    is_assertion: bool,
    /// Names of groups in this alternative, and in those before it: one name may stand in two.
    names: Vec<String>,
    names_before: Vec<String>,
}

/// A character of a class or behind a backslash, or a set of them.
enum Atom {
    Character(u32),
    Set,
}

/// What stands before a quantifier.
#[derive(Clone, Copy, PartialEq)]
enum Term {
    Repeatable,
    Other,
}

impl Parser<'_> {
    fn pattern(&mut self) -> Option<()> {
        let mut before = Term::Other;
        while let Some(c) = self.rest.next() {
            before = match c {
                '(' => self.open_group()?,
                ')' => self.close_group()?,
                '|' => {
                    let group = self.open.last_mut()?;
                    group.names_before.append(&mut group.names);
                    Term::Other
                }
                '*' | '+' | '?' => self.quantifier(before)?,
                '{' => {
                    self.counts()?;
                    self.quantifier(before)?
                }
                '}' | ']' => return None,
                '^' | '$' => Term::Other,
                '[' => self.class()?,
                '\\' => self.escape()?,
                _ => Term::Repeatable,
            };
        }
        let known = |name: &String| self.names.declared.contains(name);
        (self.open.len() == 1 && self.back <= self.groups && self.names.referred.iter().all(known)).then_some(())
    }

    fn eat(&mut self, wanted: char) -> bool {
        self.rest.next_if_eq(&wanted).is_some()
    }

    /// After `(`.
    fn open_group(&mut self) -> Option<Term> {
        let mut group = Group::default();
        if !self.eat('?') {
            self.groups += 1;
        } else if self.eat('<') {
            if self.eat('=') || self.eat('!') {
                group.is_assertion = true;
            } else {
                let name = self.name()?;
                if self.open.iter().any(|group| group.names.contains(&name)) {
                    return None;
                }
                self.names.declared.push(name.clone());
                self.open.last_mut()?.names.push(name);
                self.groups += 1;
            }
        } else if self.eat('=') || self.eat('!') {
            group.is_assertion = true;
        } else {
            self.modifiers()?;
        }
        self.open.push(group);
        Some(Term::Other)
    }

    fn close_group(&mut self) -> Option<Term> {
        let group = self.open.pop()?;
        let parent = self.open.last_mut()?;
        parent.names.extend(group.names.into_iter().chain(group.names_before));
        Some(if group.is_assertion { Term::Other } else { Term::Repeatable })
    }

    /// After `(?`: flags to switch on and off, each once, and a colon.
    fn modifiers(&mut self) -> Option<()> {
        let (mut seen, mut off) = (String::new(), false);
        loop {
            match self.rest.next()? {
                ':' => return (!off || !seen.is_empty()).then_some(()),
                '-' if !off => off = true,
                flag @ ('i' | 'm' | 's') if !seen.contains(flag) => seen.push(flag),
                _ => return None,
            }
        }
    }

    /// After a quantifier: it needs something to repeat, and may be lazy.
    fn quantifier(&mut self, before: Term) -> Option<Term> {
        self.eat('?');
        (before == Term::Repeatable).then_some(Term::Other)
    }

    /// After `{`: `n}`, `n,}` or `n,m}`.
    fn counts(&mut self) -> Option<()> {
        let least = self.number()?;
        if self.eat(',') && self.rest.peek() != Some(&'}') && self.number()? < least {
            return None;
        }
        self.eat('}').then_some(())
    }

    /// A decimal number. Beyond 32 bits, all are equal.
    fn number(&mut self) -> Option<u32> {
        let mut number = None;
        while let Some(digit) = self.rest.peek().and_then(|c| c.to_digit(10)) {
            number = Some(number.unwrap_or(0_u32).saturating_mul(10).saturating_add(digit));
            self.rest.next();
        }
        number
    }

    /// After `\`, outside a class.
    fn escape(&mut self) -> Option<Term> {
        match *self.rest.peek()? {
            'b' | 'B' => {
                self.rest.next();
                return Some(Term::Other);
            }
            'k' => {
                self.rest.next();
                self.eat('<').then_some(())?;
                let name = self.name()?;
                self.names.referred.push(name);
            }
            '1'..='9' => self.back = self.back.max(self.number()?),
            _ => {
                self.character()?;
            }
        }
        Some(Term::Repeatable)
    }

    /// After `\`: a character, or a set of them.
    fn character(&mut self) -> Option<Atom> {
        let code = match self.rest.next()? {
            'd' | 'D' | 's' | 'S' | 'w' | 'W' => return Some(Atom::Set),
            'p' | 'P' => return self.property().map(|()| Atom::Set),
            'f' => 0x0C,
            'n' => 0x0A,
            'r' => 0x0D,
            't' => 0x09,
            'v' => 0x0B,
            'c' => u32::from(self.rest.next_if(char::is_ascii_alphabetic)?) % 32,
            '0' if !self.rest.peek().is_some_and(char::is_ascii_digit) => 0,
            'x' => self.hex(2)?,
            'u' => self.code_point()?,
            sign if !sign.is_alphanumeric() => u32::from(sign),
            _ => return None,
        };
        Some(Atom::Character(code))
    }

    fn hex(&mut self, digits: usize) -> Option<u32> {
        (0..digits).try_fold(0, |code, _| Some(code * 16 + self.rest.next()?.to_digit(16)?))
    }

    /// After `\u`: four digits, two times four for a pair of surrogates, or any number in braces.
    fn code_point(&mut self) -> Option<u32> {
        if self.eat('{') {
            let mut code = None;
            while let Some(digit) = self.rest.peek().and_then(|c| c.to_digit(16)) {
                code = Some(code.unwrap_or(0_u32).saturating_mul(16).saturating_add(digit));
                self.rest.next();
            }
            return code.filter(|code| *code <= 0x0010_FFFF && self.eat('}'));
        }
        let first = self.hex(4)?;
        let mut ahead = self.rest.clone();
        if !(0xD800..0xDC00).contains(&first) || ahead.next() != Some('\\') || ahead.next() != Some('u') {
            return Some(first);
        }
        let second = (0..4).try_fold(0, |code, _| Some(code * 16 + ahead.next()?.to_digit(16)?));
        match second {
            Some(second @ 0xDC00..0xE000) => {
                self.rest = ahead;
                Some(0x0001_0000 + ((first - 0xD800) << 10) + (second - 0xDC00))
            }
            _ => Some(first),
        }
    }

    /// After `\p`: `{Name}` or `{Name=Value}`.
    fn property(&mut self) -> Option<()> {
        self.eat('{').then_some(())?;
        self.word()?;
        if self.eat('=') {
            self.word()?;
        }
        self.eat('}').then_some(())
    }

    fn word(&mut self) -> Option<()> {
        let mut any = None;
        while self.rest.next_if(|c| c.is_ascii_alphanumeric() || *c == '_').is_some() {
            any = Some(());
        }
        any
    }

    /// After `<`: an identifier and `>`.
    fn name(&mut self) -> Option<String> {
        let mut name = String::new();
        loop {
            let c = match self.rest.next()? {
                '>' => return (!name.is_empty()).then_some(name),
                '\\' => {
                    self.eat('u').then_some(())?;
                    char::from_u32(self.code_point()?)?
                }
                c => c,
            };
            let starts = c.is_alphabetic() || matches!(c, '$' | '_');
            let continues = c.is_alphanumeric() || matches!(c, '\u{200C}' | '\u{200D}');
            if !(starts || (continues && !name.is_empty())) {
                return None;
            }
            name.push(c);
        }
    }

    /// After `[`.
    fn class(&mut self) -> Option<Term> {
        self.eat('^');
        loop {
            if self.eat(']') {
                return Some(Term::Repeatable);
            }
            let first = self.class_atom()?;
            let mut ahead = self.rest.clone();
            // A hyphen at the end is one, any other makes a range.
            if ahead.next() == Some('-') && ahead.next() != Some(']') {
                self.rest.next();
                match (first, self.class_atom()?) {
                    (Atom::Character(first), Atom::Character(last)) if first <= last => {}
                    _ => return None,
                }
            }
        }
    }

    fn class_atom(&mut self) -> Option<Atom> {
        if !self.eat('\\') {
            return self.rest.next().map(|c| Atom::Character(c.into()));
        }
        if self.eat('b') { Some(Atom::Character(0x08)) } else { self.character() }
    }
}
