//! The command line.

/// What `--help` prints.
pub(crate) const HELP: &str = "\
Services of a shop on one bus: an order is placed, stock is deducted or the order is cancelled,
and whoever subscribed reacts. The contracts are in schemas/.

Usage: order-flow [--with logistics]

Options:
  --with logistics  start the logistics service too; no other service changes
  -h, --help        print this

Colours are for terminals only, and NO_COLOR turns them off.
";

/// What the user asks for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Request {
    /// The story.
    Run {
        /// With the logistics service.
        logistics: bool,
    },
    /// The help text.
    Help,
}

/// Reads the arguments after the program's name. What is wrong with them is one sentence.
pub(crate) fn parse(mut args: impl Iterator<Item = String>) -> Result<Request, String> {
    let mut logistics = false;
    while let Some(arg) = args.next() {
        let service = match arg.as_str() {
            "-h" | "--help" => return Ok(Request::Help),
            "--with" => args
                .next()
                .ok_or("`--with` needs the name of a service: `--with logistics`")?,
            other => match other.strip_prefix("--with=") {
                Some(service) => service.to_owned(),
                None => {
                    return Err(format!(
                        "unknown argument `{other}`; `--help` shows what there is"
                    ));
                }
            },
        };
        if service != "logistics" {
            return Err(format!(
                "unknown service `{service}`; there is `--with logistics`"
            ));
        }
        logistics = true;
    }
    Ok(Request::Run { logistics })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Request, String> {
        parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn arguments() {
        assert_eq!(parsed(""), Ok(Request::Run { logistics: false }));
        assert_eq!(
            parsed("--with logistics"),
            Ok(Request::Run { logistics: true })
        );
        assert_eq!(
            parsed("--with=logistics"),
            Ok(Request::Run { logistics: true })
        );
        assert_eq!(parsed("--with logistics --help"), Ok(Request::Help));
        for wrong in ["--with", "--with points", "--with=", "logistics", "-x"] {
            assert!(parsed(wrong).is_err(), "{wrong}");
        }
    }
}
