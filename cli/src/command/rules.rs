//! `evenkeel rules` and `evenkeel explain`

use clap::Args;
use evenkeel_codegen::check::{RULES, rule};
use evenkeel_codegen::diagnostic::{codes, suggest};

use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Render;

/// List the rules of `check`
#[derive(Debug, Args)]
pub(crate) struct Rules {}

/// Tell about a rule of `check`, or a code of a diagnostic: what it means, what to do instead
#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// The rule, or the code: `maximum-lowered`, `unknown-type`
    #[arg(value_name = "RULE")]
    rule: String,
}

impl Rules {
    pub(crate) fn run(&self, render: &mut dyn Render) -> Result<Exit, Failure> {
        let Self {} = self;
        render.rules(&RULES)?;
        Ok(Exit::Clean)
    }
}

impl Explain {
    pub(crate) fn run(&self, render: &mut dyn Render) -> Result<Exit, Failure> {
        let name = self.rule.as_str();
        if let Some(rule) = rule(name) {
            render.explained(rule.name, &rule.page())?;
        } else if let Some(code) = codes().find(|code| code.name == name) {
            render.explained(code.name, code.page)?;
        } else {
            let failure = Failure::unusable(format!("there is no rule `{name}`, and no code of that name"));
            let known = RULES.iter().map(|rule| rule.name).chain(codes().map(|code| code.name));
            let near = suggest(name, known);
            return Err(failure.hint(
                near.map_or("`evenkeel rules` lists the rules".into(), |near| format!("did you mean `{near}`?")),
            ));
        }
        Ok(Exit::Clean)
    }
}
