//! `evenkeel rules` and `evenkeel explain`

use clap::Args;
use evenkeel_codegen::check::{RULES, Rule, rule};
use evenkeel_codegen::diagnostic::suggest;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Render;

/// List the rules of `check`
#[derive(Debug, Args)]
pub(crate) struct Rules {}

/// Tell about a rule of `check`: what changed, whom it breaks, what to do instead
#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// The rule
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
        let Some(rule) = rule(&self.rule) else {
            let failure = Failure::unusable(format!("there is no rule `{}`", self.rule));
            let near = suggest(&self.rule, RULES.iter().map(|Rule { name, .. }| *name));
            return Err(failure
                .hint(near.map_or("`evenkeel rules` lists them".into(), |near| format!("did you mean `{near}`?"))));
        };
        render.explained(rule)?;
        Ok(Exit::Clean)
    }
}
