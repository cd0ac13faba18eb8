//! Writes to customers about their orders.

use crate::clock::now;
use crate::events::notification::NotificationSentV1;
use crate::events::notification::notification_sent_v1::{Channel, Mail};
use crate::events::order::{OrderCancelledV1, OrderCreatedV2};
use crate::events::shared::common::Customer;
use crate::service::{Service, with};
use evenkeel::format::Uuid;
use evenkeel_bus::{Bus, Consumer, Context, Failure};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

struct Notification {
    service: Service,
    /// Who placed each order: what a service needs later, it keeps.
    customers: Mutex<HashMap<Uuid, Customer>>,
}

/// The notification service's part of the flow.
pub(crate) fn consumer(bus: &Bus, service: Service) -> Consumer {
    let notification = Arc::new(Notification {
        service,
        customers: Mutex::default(),
    });
    Consumer::new(bus, "notification")
        .on(with(&notification, Notification::created))
        .on(with(&notification, Notification::cancelled))
}

impl Notification {
    async fn created(
        self: Arc<Self>,
        order: OrderCreatedV2,
        context: Context,
    ) -> Result<(), Failure> {
        self.write(&order.customer, &order.order_id, "order_received", &context)
            .await?;
        self.customers
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(order.order_id, order.customer);
        Ok(())
    }

    async fn cancelled(
        self: Arc<Self>,
        order: OrderCancelledV1,
        context: Context,
    ) -> Result<(), Failure> {
        let customer = self
            .customers
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&order.order_id)
            .cloned();
        // Events of different subjects may overtake each other. Then this one comes again later.
        let customer = customer.ok_or("the order itself has not come yet")?;
        self.write(&customer, &order.order_id, "order_cancelled", &context)
            .await
    }

    /// Sends a mail, and tells everyone that it was sent.
    async fn write(
        &self,
        to: &Customer,
        order: &Uuid,
        template: &str,
        context: &Context,
    ) -> Result<(), Failure> {
        let mail = Mail::builder()
            .address(to.email.clone())
            .subject("Your order")
            .build()?;
        let event = NotificationSentV1::builder()
            // The id of the event that this answers: should it come again, the id is the same.
            .notification_id(context.event_id().parse::<Uuid>()?)
            .user_id(&to.id)
            .template(template)
            .order_id(order.clone())
            .channel(Channel::Email(mail))
            .sent_at(now()?)
            .build()?;
        self.service
            .publish(&event, format!("{template} to {}", to.email))
            .await?;
        self.service
            .handled(context, format_args!("{} knows", to.id));
        Ok(())
    }
}
