//! Gives points for orders, and takes them back when an order is cancelled.

use crate::events::order::order_created_v2::Total;
use crate::events::order::{OrderCancelledV1, OrderCreatedV2};
use crate::service::{Service, with};
use evenkeel::format::Uuid;
use evenkeel_bus::{Bus, Consumer, Context, Failure};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

struct Points {
    service: Service,
    /// The points that were given for each order.
    given: Mutex<HashMap<Uuid, i64>>,
}

/// The points service's part of the flow.
pub(crate) fn consumer(bus: &Bus, service: Service) -> Consumer {
    let points = Arc::new(Points {
        service,
        given: Mutex::default(),
    });
    Consumer::new(bus, "points")
        .on(with(&points, Points::created))
        .on(with(&points, Points::cancelled))
}

impl Points {
    async fn created(
        self: Arc<Self>,
        order: OrderCreatedV2,
        context: Context,
    ) -> Result<(), Failure> {
        let points = points(&order.total);
        // Should the order come again, it writes the same again.
        self.given
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(order.order_id, points);
        self.service.handled(
            &context,
            format_args!("{points} points for {}", order.customer.id),
        );
        Ok(())
    }

    async fn cancelled(
        self: Arc<Self>,
        order: OrderCancelledV1,
        context: Context,
    ) -> Result<(), Failure> {
        let points = self
            .given
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(&order.order_id);
        self.service.handled(
            &context,
            format_args!("{} points taken back", points.unwrap_or_default()),
        );
        Ok(())
    }
}

/// One point for each unit of the currency, or for each hundred where it has no cents.
#[expect(
    clippy::cast_possible_truncation,
    reason = "the contract keeps amounts below ten million"
)]
fn points(total: &Total) -> i64 {
    match total {
        Total::Decimal(total) => total.net as i64,
        Total::Whole(total) => total.net / 100,
    }
}
