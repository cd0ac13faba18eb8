//! `evenkeel.toml`: where things are and how they are made, for the command, build scripts and the
//! derive macro alike.

use std::fmt;
use std::path::{Path, PathBuf};

use toml_span::value::Key;
use toml_span::{ErrorKind, Value};

use crate::diagnostic::{Color, Diagnostic, quote, render, suggest};
use crate::read::{self, FileError, Files};
use crate::resolve::uri;
use crate::rust::UnknownFields;
use crate::source::{FileId, Source, Sources, Span};

/// The name of the file.
pub const FILE_NAME: &str = "evenkeel.toml";

const KEYS: [&str; 5] = ["schemas", "out", "events", "unknown-fields", "resources"];

/// What `evenkeel.toml` says; what it does not say is `None` or empty.
///
/// Paths are taken from the folder of the file.
///
/// ```toml
/// schemas = "schemas"
/// out = "src/events"
/// events = ["order.*", "user.renamed.v1"]
/// unknown-fields = "keep"          # or "ignore", "deny"
///
/// [resources]
/// "https://example.com/money.json" = "vendor/money.json"
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Config {
    /// The file itself.
    pub file: PathBuf,
    /// The schema folder.
    pub schemas: Option<PathBuf>,
    /// Where generated code goes.
    pub out: Option<PathBuf>,
    /// The events that code is made for, as [`Builder::events`](crate::Builder::events) takes them; all
    /// when empty.
    pub events: Vec<String>,
    /// What becomes of properties that a schema does not name.
    pub unknown_fields: Option<UnknownFields>,
    /// The files of absolute URIs, ordered by URI.
    pub resources: Vec<(String, PathBuf)>,
}

/// An `evenkeel.toml` that cannot be used.
#[derive(Debug)]
pub enum ConfigError {
    /// It cannot be read.
    Unreadable(FileError),
    /// It is wrong.
    Invalid {
        /// Everything that is wrong with it.
        diagnostics: Vec<Diagnostic>,
        /// Its text.
        sources: Sources,
    },
}

impl Config {
    /// Looks for `evenkeel.toml` in a folder and the folders above it, and reads the first one.
    ///
    /// The paths in it come out as they are reached from the working directory.
    ///
    /// # Errors
    /// When the file that was found cannot be read or is wrong; finding none is no error.
    pub fn find(from: &Path) -> Result<Option<Self>, ConfigError> {
        let unreadable = |error| {
            let kind = read::FileErrorKind::Io(error);
            ConfigError::Unreadable(FileError { path: from.to_owned(), kind })
        };
        let from = std::path::absolute(from).map_err(unreadable)?;
        let here = std::env::current_dir().unwrap_or_default();
        let Some(folder) = from.ancestors().find(|folder| folder.join(FILE_NAME).is_file()) else {
            return Ok(None);
        };
        let folder = as_reached(folder, &here);
        let mut sources = Sources::default();
        let mut files = Files::default();
        read::file(&folder.join(FILE_NAME), FILE_NAME, &mut sources, &mut files).map_err(ConfigError::Unreadable)?;
        let parsed = match files.ids.first() {
            Some(file) => Self::parse(*file, sources.get(*file), &folder),
            None => Err(files.problems),
        };
        parsed.map(Some).map_err(|diagnostics| ConfigError::Invalid { diagnostics, sources })
    }

    /// Reads the text of a file in a folder.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn parse(file: FileId, source: &Source, folder: &Path) -> Result<Self, Vec<Diagnostic>> {
        let mut reader = Reader { file, folder, problems: Vec::new() };
        // The parser takes no byte order mark; a space for each of its bytes keeps the places.
        let text = source.text.replacen('\u{FEFF}', "   ", usize::from(source.text.starts_with('\u{FEFF}')));
        let config = match toml_span::parse(&text) {
            Ok(root) => reader.config(&root),
            Err(error) => {
                let problem = reader.syntax(&error);
                reader.problems.push(problem);
                Self::default()
            }
        };
        reader.problems.sort_by_key(|problem| problem.span);
        if reader.problems.is_empty() { Ok(config) } else { Err(reader.problems) }
    }
}

struct Reader<'a> {
    file: FileId,
    folder: &'a Path,
    problems: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn config(&mut self, root: &Value<'_>) -> Config {
        let mut config = Config { file: self.folder.join(FILE_NAME), ..Config::default() };
        for (key, value) in root.as_table().into_iter().flatten() {
            match key.name.as_ref() {
                "schemas" => config.schemas = self.path(key, value),
                "out" => config.out = self.path(key, value),
                "events" => config.events = self.strings(key, value),
                "unknown-fields" => config.unknown_fields = self.unknown_fields(key, value),
                "resources" => config.resources = self.resources(key, value),
                unknown => {
                    let hint = match suggest(unknown, KEYS) {
                        Some(meant) => format!("did you mean `{meant}`?"),
                        None => format!("there are `{}`", KEYS.join("`, `")),
                    };
                    self.problem("unknown-key", key.span, format!("there is no key {}", quote(unknown)), &hint);
                }
            }
        }
        config
    }

    fn resources(&mut self, key: &Key<'_>, value: &Value<'_>) -> Vec<(String, PathBuf)> {
        let Some(table) = value.as_table() else {
            let hint = "write a line `\"URI\" = \"path\"` for each below `[resources]`";
            self.wrong_type(key, value, "a table of URIs and paths", hint);
            return Vec::new();
        };
        let mut resources = Vec::new();
        for (name, path) in table {
            if !uri::is_absolute(&name.name) {
                let message = format!("{} is not an absolute URI", quote(&name.name));
                self.problem("relative-uri", name.span, message, "begin it with a scheme, such as `https:` or `urn:`");
            }
            if let Some(path) = self.path(name, path) {
                resources.push((name.name.to_string(), path));
            }
        }
        resources
    }

    fn path(&mut self, key: &Key<'_>, value: &Value<'_>) -> Option<PathBuf> {
        let path = self.string(key, value)?;
        Some(self.folder.join(path))
    }

    fn unknown_fields(&mut self, key: &Key<'_>, value: &Value<'_>) -> Option<UnknownFields> {
        let known = [("ignore", UnknownFields::Ignore), ("keep", UnknownFields::Keep), ("deny", UnknownFields::Deny)];
        let word = self.string(key, value)?;
        let found = known.iter().find(|(name, _)| *name == word);
        if found.is_none() {
            let message = format!("{} is no way to treat unknown fields", quote(word));
            let hint = match suggest(word, known.map(|(name, _)| name)) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "write `ignore`, `keep` or `deny`".to_owned(),
            };
            self.problem("unknown-value", value.span, message, &hint);
        }
        found.map(|(_, policy)| *policy)
    }

    fn strings(&mut self, key: &Key<'_>, value: &Value<'_>) -> Vec<String> {
        let Some(values) = value.as_array() else {
            self.wrong_type(key, value, "a list of strings", "write it as `[\"order.*\"]`");
            return Vec::new();
        };
        let mut strings = Vec::with_capacity(values.len());
        for value in values {
            match value.as_str() {
                Some(text) => strings.push(text.to_owned()),
                None => self.wrong_type(key, value, "a list of strings", "put it in quotes"),
            }
        }
        strings
    }

    fn string<'a>(&mut self, key: &Key<'_>, value: &'a Value<'_>) -> Option<&'a str> {
        let text = value.as_str();
        if text.is_none() {
            self.wrong_type(key, value, "a string", "put it in quotes");
        }
        text
    }

    fn wrong_type(&mut self, key: &Key<'_>, value: &Value<'_>, expected: &str, hint: &str) {
        let message = format!("{} must be {expected}", quote(&key.name));
        self.problem("wrong-type", value.span, message, hint);
    }

    fn problem(&mut self, code: &'static str, span: toml_span::Span, message: String, hint: &str) {
        let problem = Diagnostic::error(code, self.span(span), message).hint(hint);
        self.problems.push(problem);
    }

    fn syntax(&self, error: &toml_span::Error) -> Diagnostic {
        let problem = Diagnostic::error("syntax", self.span(error.span), error.to_string());
        match &error.kind {
            ErrorKind::DuplicateKey { first, .. } | ErrorKind::DuplicateTable { first, .. } => {
                problem.related(self.span(*first), "first here")
            }
            _ => problem,
        }
    }

    fn span(&self, span: toml_span::Span) -> Span {
        let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Span { file: self.file, start: byte(span.start), end: byte(span.end) }
    }
}

/// A folder as it is reached from another one: `.` and `..` where it lies below or above.
fn as_reached(folder: &Path, here: &Path) -> PathBuf {
    if let Ok(below) = folder.strip_prefix(here) {
        return below.to_owned();
    }
    match here.strip_prefix(folder) {
        Ok(above) => above.components().map(|_| "..").collect(),
        Err(_) => folder.to_owned(),
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(error) => error.fmt(formatter),
            Self::Invalid { diagnostics, sources } => formatter.write_str(&render(diagnostics, sources, Color::Never)),
        }
    }
}

impl std::error::Error for ConfigError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Config, String> {
        let mut sources = Sources::default();
        let display = "conf/evenkeel.toml".to_owned();
        let file = sources.add(Source { path: FILE_NAME.to_owned(), display, text: text.to_owned() });
        Config::parse(file, sources.get(file), Path::new("conf"))
            .map_err(|problems| render(&problems, &sources, Color::Never))
    }

    #[test]
    fn everything_can_be_said() {
        let text = "\u{FEFF}schemas = 'defs'\r\nout = \"src/events\"\nevents = ['order.*']\n\
            unknown-fields = 'deny'\n\
            [resources]\n'urn:b' = 'b.json'\n'https://example.com/a' = '../a.json'\n";
        let config = parse(text).unwrap();
        assert_eq!(config.schemas.as_deref(), Some(Path::new("conf/defs")));
        assert_eq!(config.out.as_deref(), Some(Path::new("conf/src/events")));
        assert_eq!(config.events, ["order.*"]);
        assert_eq!(config.unknown_fields, Some(UnknownFields::Deny));
        let resources = [("https://example.com/a", "conf/../a.json"), ("urn:b", "conf/b.json")];
        assert_eq!(config.resources, resources.map(|(uri, path)| (uri.to_owned(), PathBuf::from(path))));
    }

    #[test]
    fn nothing_need_be_said() {
        let file = PathBuf::from("conf/evenkeel.toml");
        assert_eq!(parse("# nothing\n"), Ok(Config { file, ..Config::default() }));
    }

    #[test]
    fn folders_are_named_as_they_are_reached() {
        for (folder, here, expected) in
            [("/a/b", "/a/b", ""), ("/a/b/c", "/a/b", "c"), ("/a", "/a/b/c", "../.."), ("/x", "/a", "/x")]
        {
            assert_eq!(as_reached(Path::new(folder), Path::new(here)), Path::new(expected));
        }
    }
}
