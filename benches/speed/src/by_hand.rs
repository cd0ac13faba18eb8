//! The flat event and the order as one writes them for garde, with every rule that it has.

use crate::{Peer, peers};
use garde::Validate;
use serde::{Deserialize, Serialize};

/// `page_viewed.v1`
pub const FLAT: Peer = peers::garde::<PageViewed>();
/// `order_placed.v1`
pub const ORDER: Peer = peers::garde::<OrderPlaced>();

#[derive(Serialize, Deserialize, Validate)]
struct PageViewed {
    #[garde(length(chars, min = 1, max = 64))]
    session: String,
    #[garde(length(chars, min = 1, max = 64))]
    user: String,
    #[garde(length(chars, min = 1, max = 500))]
    page: String,
    #[garde(length(chars, max = 500))]
    referrer: String,
    #[garde(length(chars, max = 100))]
    campaign: Option<String>,
    #[garde(range(min = 0))]
    duration_ms: i64,
    #[garde(range(min = 0.0, max = 1.0))]
    scrolled: f64,
    #[garde(range(min = 1, max = 100_000))]
    screen_width: i64,
    #[garde(skip)]
    bot: bool,
    #[garde(skip)]
    version: Version,
}

#[derive(Serialize, Deserialize)]
enum Version {
    #[serde(rename = "v1")]
    V1,
}

#[derive(Serialize, Deserialize, Validate)]
struct OrderPlaced {
    #[garde(skip)]
    order_id: uuid::Uuid,
    #[garde(length(chars, min = 1, max = 64))]
    user_id: String,
    #[garde(skip)]
    placed_at: chrono::DateTime<chrono::FixedOffset>,
    #[garde(skip)]
    channel: Channel,
    #[garde(dive)]
    customer: Customer,
    #[garde(dive)]
    total: Money,
    #[garde(length(min = 1, max = 1000), dive)]
    lines: Vec<Line>,
    #[garde(length(chars, max = 500))]
    note: Option<String>,
    #[garde(skip)]
    gift: bool,
    #[garde(skip)]
    version: Version,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Channel {
    Web,
    App,
    Shop,
}

#[derive(Serialize, Deserialize, Validate)]
struct Customer {
    #[garde(length(chars, min = 1, max = 200))]
    name: String,
    #[garde(length(chars, min = 2, max = 2))]
    country: String,
    #[garde(length(chars, max = 30))]
    phone: Option<String>,
}

#[derive(Serialize, Deserialize, Validate)]
struct Money {
    #[garde(range(min = 0.0, max = 10_000_000.0))]
    amount: f64,
    #[garde(skip)]
    currency: Currency,
}

#[derive(Serialize, Deserialize)]
enum Currency {
    CNY,
    EUR,
    USD,
}

#[derive(Serialize, Deserialize, Validate)]
struct Line {
    #[garde(length(chars, min = 1, max = 32))]
    sku: String,
    #[garde(length(chars, min = 1, max = 200))]
    name: Option<String>,
    #[garde(range(min = 1, max = 999))]
    quantity: i64,
    #[garde(dive)]
    price: Money,
}
