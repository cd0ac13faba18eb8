//! The promises that every transport keeps, held against the bus in memory.
//!
//! A case is a function over a fresh [`Bus`]; it knows nothing of the transport. Each runs twice:
//! in one thread with a clock that jumps, and in several with the real one.

mod cases;

use evenkeel_bus::Bus;

/// A bus that no other case uses.
async fn fresh(case: &str) -> Bus {
    evenkeel_bus::connect(&format!("memory:{case}")).await.unwrap()
}

macro_rules! promises {
    ($($theme:ident: $($case:ident)+;)+) => {$(
        mod $theme {
            $(mod $case {
                use crate::promises::{cases, fresh};

                #[tokio::test(start_paused = true)]
                async fn in_one_thread() {
                    let bus = fresh(concat!(stringify!($case), ".one")).await;
                    cases::$theme::$case(&bus).await;
                }

                #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
                async fn in_several_threads() {
                    let bus = fresh(concat!(stringify!($case), ".several")).await;
                    cases::$theme::$case(&bus).await;
                }
            })+
        }
    )+};
}

promises! {
    publishing:
        a_receipt_names_the_event
        a_resend_is_known_and_delivered_once
        one_id_of_two_sources_is_two_events
        an_invalid_event_is_not_sent
        what_no_broker_can_carry_is_refused
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
        as_many_at_a_time_as_asked_for
        problems_are_told_before_the_start;
    failing:
        a_failed_event_comes_again_after_growing_delays
        the_last_failure_makes_a_dead_letter
        one_failure_holds_up_nobody_else
        a_rejected_event_is_dead_at_once
        a_panic_is_a_failure
        a_panic_before_the_future_is_a_failure
        a_panic_that_panics_again_is_a_failure
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
        a_killed_consumer_loses_nothing
        a_shutdown_before_the_start_starts_nothing
        closing_ends_a_consumer;
}
