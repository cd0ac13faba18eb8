//! The list of cases, and how one becomes a test.

use super::{Setup, envelope, failing, groups, handling, leasing, ordering, publishing, restarting, stopping};
use crate::transport::BoxFuture;
use std::fmt;

/// One promise, as a test of a transport.
#[non_exhaustive]
pub struct Case {
    /// The module that it is in: `publishing`.
    pub theme: &'static str,
    /// The function: `a_receipt_names_the_event`.
    pub name: &'static str,
    check: for<'a> fn(&'a Setup) -> BoxFuture<'a, ()>,
}

impl Case {
    /// Runs the case on a fresh bus.
    ///
    /// # Panics
    /// The promise is broken.
    pub async fn check(&self, setup: &Setup) {
        (self.check)(setup).await;
    }
}

impl fmt::Debug for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}::{}", self.theme, self.name)
    }
}

/// Hands the list to a macro, behind what stands in brackets.
#[doc(hidden)]
#[macro_export]
macro_rules! __conformance_cases {
    ([$($callback:tt)+] $($with:tt)*) => {
        $($callback)+! {
            [$($with)*]
            publishing:
                capabilities_are_as_stated
                a_receipt_names_the_event
                a_resend_is_known_and_delivered_once
                one_id_of_two_sources_is_two_events
                an_invalid_event_is_not_sent
                a_closed_bus_refuses;
            envelope:
                attributes_travel
                any_text_can_be_a_key
                a_plain_message_is_handled
                the_trace_is_passed_on
                other_headers_travel;
            handling:
                an_event_is_acknowledged_after_its_handler
                an_event_is_not_acknowledged_before_its_handler_ends
                one_consumer_handles_several_events
                events_are_handled_in_order
                a_waiting_consumer_misses_nothing
                as_many_at_a_time_as_asked_for;
            failing:
                a_failed_event_comes_again_after_growing_delays
                a_failure_may_say_when
                a_handler_that_hangs_has_failed
                an_event_that_kills_its_consumers_is_dead_in_the_end
                the_last_failure_makes_a_dead_letter
                one_failure_holds_up_nobody_else
                a_rejected_event_is_dead_at_once
                a_panic_is_a_failure
                a_broken_contract_is_a_dead_letter
                no_json_is_a_dead_letter
                dead_letters_belong_to_their_consumer
                the_oldest_dead_letters_come_first
                dead_letters_of_nobody_are_an_error;
            groups:
                members_share_the_work
                groups_get_everything_each
                a_group_begins_when_it_is_declared
                a_group_goes_on_where_it_was
                declaring_again_takes_nothing_away
                members_get_their_own_subjects;
            stopping:
                running_handlers_are_waited_for
                the_rest_is_given_back
                a_handler_that_runs_on_is_cancelled
                a_killed_consumer_loses_nothing
                closing_ends_a_consumer;
            ordering:
                events_of_one_key_keep_their_order
                keys_run_side_by_side
                a_failed_event_holds_back_its_key
                a_dead_event_frees_its_key
                order_outlives_a_stop;
            leasing:
                a_long_handler_keeps_its_event
                a_waiting_event_is_kept;
            restarting:
                what_is_stored_outlives_the_server
                a_consumer_goes_on_after_a_restart
                what_is_in_hand_is_handled_again_or_done
                a_publish_is_sent_again_until_it_is_stored
                dead_letters_outlive_the_server;
        }
    };
}

macro_rules! list {
    ([] $($theme:ident: $($name:ident)+;)+) => {
        /// Every case.
        pub const CASES: &[Case] = &[$($(Case {
            theme: stringify!($theme),
            name: stringify!($name),
            check: |setup| Box::pin($theme::$name(setup)),
        },)+)+];
    };
}

__conformance_cases! { [list] }

/// One named test a case, in a module a theme, for a transport.
///
/// `conformance!(setup)` takes an `async fn(&Case) -> Setup`, which gives each case a fresh bus. The
/// tests run in a runtime of two threads; `conformance!(setup, runner)` runs them otherwise: `runner`
/// is a function that takes a future and returns once it has ended. See [`testing`](crate::testing).
#[macro_export]
macro_rules! conformance {
    ($setup:expr) => {
        $crate::conformance!($setup, $crate::testing::in_several_threads);
    };
    ($setup:expr, $runner:expr) => {
        $crate::__conformance_cases! { [$crate::__conformance_tests] $setup, $runner }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __conformance_tests {
    ([$setup:expr, $runner:expr] $($theme:ident: $($name:ident)+;)+) => {$(
        mod $theme {
            #[allow(unused_imports)]
            use super::*;
            $(
                #[test]
                fn $name() {
                    let test = $crate::testing::passes(stringify!($theme), stringify!($name), $setup);
                    ($runner)(test);
                }
            )+
        }
    )+};
}

/// Sets up a bus, runs a case on it, and closes it.
#[doc(hidden)]
pub async fn passes(theme: &str, name: &str, setup: impl AsyncFnOnce(&'static Case) -> Setup) {
    let case = CASES.iter().find(|case| (case.theme, case.name) == (theme, name)).expect("the list has it");
    let setup = setup(case).await;
    case.check(&setup).await;
    // A case may have closed it.
    drop(setup.bus.close().await);
}

#[doc(hidden)]
pub fn in_several_threads(test: impl Future<Output = ()>) {
    let mut runtime = tokio::runtime::Builder::new_multi_thread();
    runtime.worker_threads(2).enable_all().build().expect("a runtime can start").block_on(test);
}

#[cfg(test)]
mod tests {
    use super::CASES;

    #[test]
    fn the_list_has_every_case() {
        for (theme, source) in [
            ("publishing", include_str!("publishing.rs")),
            ("envelope", include_str!("envelope.rs")),
            ("handling", include_str!("handling.rs")),
            ("failing", include_str!("failing.rs")),
            ("groups", include_str!("groups.rs")),
            ("stopping", include_str!("stopping.rs")),
            ("ordering", include_str!("ordering.rs")),
            ("leasing", include_str!("leasing.rs")),
            ("restarting", include_str!("restarting.rs")),
        ] {
            let written = source.lines().filter_map(|line| line.strip_prefix("pub async fn ")?.split('(').next());
            let mut written: Vec<_> = written.collect();
            let mut listed: Vec<_> = CASES.iter().filter(|case| case.theme == theme).map(|case| case.name).collect();
            written.sort_unstable();
            listed.sort_unstable();
            assert_eq!(listed, written, "{theme}");
        }
    }
}
