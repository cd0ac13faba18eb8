//! Reading a text from its front, as grammars do.

/// Which bytes are ASCII letters, digits or one of these others.
pub(super) const fn letters_and(others: &[u8]) -> [bool; 256] {
    let mut table = [false; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        table[byte as usize] = byte.is_ascii_alphanumeric();
        byte += 1;
    }
    let mut index = 0;
    while index < others.len() {
        table[others[index] as usize] = true;
        index += 1;
    }
    table
}

/// What is left of a text.
#[derive(Clone, Copy)]
pub(super) struct Scan<'a>(&'a [u8]);

impl<'a> Scan<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self(text.as_bytes())
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.0.first().copied()
    }

    pub(super) fn next(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    /// Goes past a byte that is `wanted`.
    pub(super) fn eat(&mut self, wanted: impl Fn(u8) -> bool) -> bool {
        let hit = self.peek().is_some_and(wanted);
        if hit {
            self.next();
        }
        hit
    }

    /// Goes past this byte.
    pub(super) fn eat_byte(&mut self, byte: u8) -> bool {
        self.eat(|b| b == byte)
    }

    /// Goes past all bytes that are `wanted`, and says how many there were.
    pub(super) fn eat_all(&mut self, wanted: impl Fn(u8) -> bool) -> usize {
        let count = self.0.iter().take_while(|byte| wanted(**byte)).count();
        self.0 = &self.0[count..];
        count
    }

    /// A number of exactly so many ASCII digits, four at most.
    pub(super) fn digits(&mut self, count: usize) -> Option<u16> {
        let digits = self.0.get(..count)?;
        self.0 = &self.0[count..];
        digits.iter().try_fold(0, |n, digit| digit.is_ascii_digit().then(|| n * 10 + u16::from(digit - b'0')))
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.0.is_empty()
    }
}
