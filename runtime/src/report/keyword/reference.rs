//! `$ref` and `$dynamicRef`.

use super::super::{
    document::Target,
    judge::{Judge, Outcome, Place, Site},
};

pub(super) fn static_ref<'s, 'i>(judge: &mut Judge<'s>, site: &Site<'s, 'i, '_>, outcome: &mut Outcome<'i>) {
    let target = site.rule.as_str().and_then(|reference| judge.document.target(judge.resource(), reference));
    follow(judge, site, target, outcome);
}

pub(super) fn dynamic_ref<'s, 'i>(judge: &mut Judge<'s>, site: &Site<'s, 'i, '_>, outcome: &mut Outcome<'i>) {
    let target = site
        .rule
        .as_str()
        .and_then(|reference| judge.document.dynamic_target(judge.resource(), judge.scope(), reference));
    follow(judge, site, target, outcome);
}

/// A reference that leads nowhere says nothing: the generator has refused it.
fn follow<'s, 'i>(
    judge: &mut Judge<'s>,
    site: &Site<'s, 'i, '_>,
    target: Option<Target<'s>>,
    outcome: &mut Outcome<'i>,
) {
    let Some(target) = target else { return };
    let place = Place { instance: site.instance, schema: site.path, keyword: site.keyword };
    let other = judge.judge_target(target, site.value, place, outcome.problems.bound());
    outcome.problems.absorb(other.problems);
    outcome.seen.absorb(other.seen);
}
