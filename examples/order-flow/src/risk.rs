//! Looks for fraud in orders and profiles. The scores come from a server that is not always there.

use crate::events::order::OrderCreatedV2;
use crate::events::user::UserProfileUpdatedV1;
use crate::service::{Service, with};
use evenkeel_bus::{Bus, Consumer, Context, Failure};
use std::io::{Error, ErrorKind};
use std::sync::Arc;

struct Risk {
    service: Service,
}

/// The risk service's part of the flow.
pub(crate) fn consumer(bus: &Bus, service: Service) -> Consumer {
    let risk = Arc::new(Risk { service });
    Consumer::new(bus, "risk")
        .on(with(&risk, Risk::created))
        .on(with(&risk, Risk::updated))
}

impl Risk {
    async fn created(
        self: Arc<Self>,
        order: OrderCreatedV2,
        context: Context,
    ) -> Result<(), Failure> {
        // Any error that `?` meets is a failure, and the event comes again.
        let score = score(&order, context.delivery())?;
        self.service.handled(
            &context,
            format_args!("delivery {}: score {score}", context.delivery()),
        );
        Ok(())
    }

    async fn updated(
        self: Arc<Self>,
        update: UserProfileUpdatedV1,
        context: Context,
    ) -> Result<(), Failure> {
        let fields = update
            .changes
            .keys()
            .cloned()
            .collect::<Vec<_>>()
            .join(", ");
        self.service
            .handled(&context, format_args!("nothing suspicious about {fields}"));
        Ok(())
    }
}

/// Asks for the score of an order. Of gifts, the first two questions get no answer, so that there is
/// something to see.
fn score(order: &OrderCreatedV2, attempt: u32) -> Result<u8, Error> {
    if order.gift_or_default() && attempt <= 2 {
        return Err(Error::new(
            ErrorKind::TimedOut,
            "the score server did not answer",
        ));
    }
    Ok(7)
}
