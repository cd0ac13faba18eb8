//! What happens in the shop on this day.

use crate::clock::now;
use crate::events::order::OrderCreatedV2;
use crate::events::order::order_created_v2::{Decimal, Total, Whole, decimal, whole};
use crate::events::shared::common::{Customer, LineItem};
use crate::events::user::UserProfileUpdatedV1;
use crate::order::Orders;
use crate::timeline::{Mark, Timeline};
use evenkeel::format::{Email, Uuid};
use evenkeel_bus::{Bus, Envelope, PublishError};
use std::error::Error;

/// Tells the whole story; every chapter waits until the one before has come to rest.
pub(crate) async fn tell(
    bus: &Bus,
    orders: &Orders,
    timeline: &Timeline,
) -> Result<(), Box<dyn Error>> {
    timeline.chapter("Two packets of tea are ordered, and they are there");
    orders.place(&tea()?).await?;
    timeline.quiet().await;

    timeline.chapter("Three cups are ordered, and one is left");
    orders.place(&cups()?).await?;
    timeline.quiet().await;

    timeline.chapter("A gift is ordered, and the score server is slow");
    orders.place(&gift()?).await?;
    timeline.quiet().await;

    timeline.chapter("A neighbour writes its JSON by hand: first well, then not");
    for body in [PROFILE, BROKEN_PROFILE] {
        bus.publisher("crm")
            .send(Envelope::new(UserProfileUpdatedV1::SUBJECT, body))
            .await?;
        timeline.tell(
            "crm",
            UserProfileUpdatedV1::SUBJECT,
            Mark::Published,
            "a body that nobody checked",
        );
        timeline.quiet().await;
    }

    timeline.chapter("An order that breaks its contract does not leave its service");
    let mut order = tea()?;
    // The builder would not have let this through; whatever happens later, publishing checks again.
    order.customer.id.clear();
    order.lines[0].quantity = 0;
    match orders.place(&order).await {
        Err(PublishError::Invalid(_)) => Ok(()),
        other => {
            Err(format!("the broken order should have been refused, and was not: {other:?}").into())
        }
    }
}

fn tea() -> Result<OrderCreatedV2, Box<dyn Error>> {
    let total = Decimal::builder()
        .currency(decimal::Currency::Cny)
        .net(115.0)
        .tax(14.95)
        .gross(129.95)
        .build()?;
    let order = OrderCreatedV2::builder()
        .order_id("6f1c2a34-9a2b-4c1d-8e2f-0123456789ab".parse::<Uuid>()?)
        .placed_at(now()?)
        .customer(customer("u-1001", "lin@example.com")?)
        .total(Total::Decimal(total))
        .lines([LineItem::builder()
            .sku("TEA-1001")
            .quantity(2)
            .unit_price(57.5)
            .build()?])
        .build()?;
    Ok(order)
}

fn cups() -> Result<OrderCreatedV2, Box<dyn Error>> {
    let total = Whole::builder()
        .currency(whole::Currency::Jpy)
        .net(6900)
        .tax(690)
        .gross(7590)
        .build()?;
    let order = OrderCreatedV2::builder()
        .order_id("0b7e6a52-3c4d-4f10-9a68-5d2f7c1e9b03".parse::<Uuid>()?)
        .placed_at(now()?)
        .customer(customer("u-2040", "aoi@example.jp")?)
        .total(Total::Whole(total))
        .lines([LineItem::builder()
            .sku("CUP-204")
            .quantity(3)
            .unit_price(2300.0)
            .build()?])
        .build()?;
    Ok(order)
}

fn gift() -> Result<OrderCreatedV2, Box<dyn Error>> {
    let mut order = tea()?;
    order.order_id = "c84e2f97-50b1-4d3a-9f6c-1e7a0d5b2c48".parse()?;
    order.gift = Some(true);
    Ok(order)
}

fn customer(id: &str, email: &str) -> Result<Customer, Box<dyn Error>> {
    Ok(Customer::builder()
        .id(id)
        .email(email.parse::<Email>()?)
        .build()?)
}

const PROFILE: &str = r#"{
    "user_id": "u-1001",
    "changes": { "display_name": { "old": "Lin Wei", "new": "Lin W." } },
    "profile": { "display_name": "Lin W.", "revision": 8 },
    "updated_at": "2026-11-20T08:40:00Z",
    "version": "v1"
}"#;

/// No old value, no revision, and a time that is none.
const BROKEN_PROFILE: &str = r#"{
    "user_id": "u-1001",
    "changes": { "display_name": { "new": "Lin" } },
    "profile": { "display_name": "Lin" },
    "updated_at": "yesterday",
    "version": "v1"
}"#;
