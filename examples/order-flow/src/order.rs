//! Takes orders, and cancels those that cannot be fulfilled.

use crate::clock::now;
use crate::events::inventory::{InventoryDeductedV1, InventoryDeductionFailedV1};
use crate::events::order::order_cancelled_v1::Reason;
use crate::events::order::{OrderCancelledV1, OrderCreatedV2};
use crate::service::{Service, with};
use evenkeel_bus::{Bus, Consumer, Context, Failure, PublishError};
use std::sync::Arc;

/// The order service.
pub(crate) struct Orders {
    service: Service,
}

impl Orders {
    /// The order service, ready to take orders.
    pub(crate) fn new(service: Service) -> Arc<Self> {
        Arc::new(Self { service })
    }

    /// Tells everyone that an order was accepted.
    pub(crate) async fn place(&self, order: &OrderCreatedV2) -> Result<(), PublishError> {
        let lines = order
            .lines
            .iter()
            .map(|line| format!("{} x {}", line.quantity, line.sku));
        let what = format!(
            "{} for {}",
            lines.collect::<Vec<_>>().join(", "),
            order.customer.id
        );
        self.service.publish(order, what).await
    }

    /// What the stock says decides about an order.
    pub(crate) fn consumer(self: &Arc<Self>, bus: &Bus) -> Consumer {
        Consumer::new(bus, "order")
            .on(with(self, Self::deducted))
            .on(with(self, Self::failed))
    }

    async fn deducted(
        self: Arc<Self>,
        _: InventoryDeductedV1,
        context: Context,
    ) -> Result<(), Failure> {
        self.service.handled(&context, "order confirmed");
        Ok(())
    }

    async fn failed(
        self: Arc<Self>,
        failed: InventoryDeductionFailedV1,
        context: Context,
    ) -> Result<(), Failure> {
        let event = OrderCancelledV1::builder()
            .order_id(failed.order_id)
            .reason(Reason::OutOfStock)
            .refund(None) // null, and written as such: nothing had been paid
            .cancelled_at(now()?)
            .build()?;
        self.service.publish(&event, event.reason).await?;
        self.service
            .handled(&context, "the order cannot be fulfilled");
        Ok(())
    }
}
