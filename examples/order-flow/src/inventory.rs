//! Takes the articles of an order from stock, or says what is short.

use crate::clock::now;
use crate::events::inventory::inventory_deducted_v1::Items;
use crate::events::inventory::inventory_deduction_failed_v1::{Reason, Shortages};
use crate::events::inventory::{InventoryDeductedV1, InventoryDeductionFailedV1};
use crate::events::order::OrderCreatedV2;
use crate::service::{Service, with};
use evenkeel::Violations;
use evenkeel_bus::{Bus, Consumer, Context, Failure};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

struct Inventory {
    service: Service,
    /// How many of each article there are.
    stock: Mutex<BTreeMap<String, i64>>,
}

/// What came of an order.
enum Outcome {
    Deducted(Vec<Items>),
    Short(Vec<Shortages>),
}

/// The inventory's part of the flow.
pub(crate) fn consumer(bus: &Bus, service: Service) -> Consumer {
    let stock = [("TEA-1001", 42), ("CUP-204", 1)].map(|(sku, count)| (sku.to_owned(), count));
    let inventory = Arc::new(Inventory {
        service,
        stock: Mutex::new(stock.into()),
    });
    Consumer::new(bus, "inventory").on(with(&inventory, Inventory::created))
}

impl Inventory {
    async fn created(
        self: Arc<Self>,
        order: OrderCreatedV2,
        context: Context,
    ) -> Result<(), Failure> {
        match self.take(&order)? {
            Outcome::Deducted(items) => {
                let left = items
                    .iter()
                    .map(|item| format!("{}: {} left", item.sku, item.remaining));
                let left = left.collect::<Vec<_>>().join(", ");
                let event = InventoryDeductedV1::builder()
                    .order_id(order.order_id)
                    .warehouse("cn-1")
                    .items(items)
                    .deducted_at(now()?)
                    .build()?;
                self.service.publish(&event, left).await?;
                self.service.handled(&context, "everything is there");
            }
            Outcome::Short(shortages) => {
                let short = shortages
                    .iter()
                    .map(|s| format!("{}: {} of {}", s.sku, s.available, s.requested));
                let short = short.collect::<Vec<_>>().join(", ");
                let event = InventoryDeductionFailedV1::builder()
                    .order_id(order.order_id)
                    .reason(Reason::OutOfStock)
                    .shortages(shortages)
                    .failed_at(now()?)
                    .build()?;
                self.service.publish(&event, short).await?;
                self.service
                    .handled(&context, "not enough there, nothing was taken");
            }
        }
        Ok(())
    }

    /// Takes all of an order, or nothing.
    fn take(&self, order: &OrderCreatedV2) -> Result<Outcome, Violations> {
        let mut stock = self.stock.lock().unwrap_or_else(PoisonError::into_inner);
        let mut items = Vec::new();
        let mut shortages = Vec::new();
        for line in &order.lines {
            let available = stock.get(&line.sku).copied().unwrap_or(0);
            let requested = i64::from(line.quantity);
            if requested > available {
                let shortage = Shortages::builder()
                    .sku(&line.sku)
                    .requested(requested)
                    .available(available);
                shortages.push(shortage.build()?);
            } else {
                let remaining = available - requested;
                let item = Items::builder()
                    .sku(&line.sku)
                    .quantity(line.quantity)
                    .remaining(remaining);
                items.push(item.build()?);
            }
        }
        if !shortages.is_empty() {
            return Ok(Outcome::Short(shortages));
        }
        for item in &items {
            stock.insert(item.sku.clone(), item.remaining);
        }
        Ok(Outcome::Deducted(items))
    }
}
