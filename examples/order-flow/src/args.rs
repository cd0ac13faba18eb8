//! The command line.

/// What `--help` prints.
pub(crate) const HELP: &str = "\
Services of a shop on one bus: an order is placed, stock is deducted or the order is cancelled,
and whoever subscribed reacts. The contracts are in schemas/.

Usage: order-flow [--bus ADDRESS] [--with logistics]

Options:
  --bus ADDRESS     the bus: memory:NAME, which is the default, or (feature `nats`) nats://HOST:PORT
  --with logistics  start the logistics service too; no other service changes
  -h, --help        print this

Colours are for terminals only, and NO_COLOR turns them off.
";

/// What the user asks for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Request {
    /// The story.
    Run {
        /// The address of the bus.
        bus: String,
        /// With the logistics service.
        logistics: bool,
    },
    /// The help text.
    Help,
}

/// The bus of those who name none.
const BUS: &str = "memory:order-flow";

/// Reads the arguments after the program's name. What is wrong with them is one sentence.
pub(crate) fn parse(mut args: impl Iterator<Item = String>) -> Result<Request, String> {
    let mut bus = BUS.to_owned();
    let mut logistics = false;
    while let Some(arg) = args.next() {
        let (name, mut value) = match arg.split_once('=') {
            Some((name, value)) => (name, Some(value.to_owned())),
            None => (arg.as_str(), None),
        };
        let mut value = |example| {
            let value = value.take().or_else(|| args.next());
            value.ok_or_else(|| format!("`{name}` needs a value: `{name} {example}`"))
        };
        match name {
            "-h" | "--help" => return Ok(Request::Help),
            "--bus" => bus = value("nats://localhost:4222")?,
            "--with" => match value("logistics")?.as_str() {
                "logistics" => logistics = true,
                other => {
                    return Err(format!(
                        "unknown service `{other}`; there is `--with logistics`"
                    ));
                }
            },
            _ => {
                return Err(format!(
                    "unknown argument `{name}`; `--help` shows what there is"
                ));
            }
        }
    }
    Ok(Request::Run { bus, logistics })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Request, String> {
        parse(line.split_whitespace().map(str::to_owned))
    }

    fn run(bus: &str, logistics: bool) -> Request {
        let bus = bus.to_owned();
        Request::Run { bus, logistics }
    }

    #[test]
    fn arguments() {
        assert_eq!(parsed(""), Ok(run(BUS, false)));
        assert_eq!(parsed("--with logistics"), Ok(run(BUS, true)));
        assert_eq!(parsed("--with=logistics"), Ok(run(BUS, true)));
        assert_eq!(
            parsed("--bus nats://localhost"),
            Ok(run("nats://localhost", false))
        );
        assert_eq!(
            parsed("--bus=nats://a/?lease=9s --with logistics"),
            Ok(run("nats://a/?lease=9s", true))
        );
        assert_eq!(parsed("--with logistics --help"), Ok(Request::Help));
        for wrong in [
            "--with",
            "--with points",
            "--with=",
            "logistics",
            "-x",
            "--bus",
        ] {
            assert!(parsed(wrong).is_err(), "{wrong}");
        }
    }
}
