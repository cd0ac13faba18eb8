//! Sends a carrier for what was taken from stock. Nobody else changed when this service came.

use crate::events::inventory::InventoryDeductedV1;
use crate::events::logistics::LogisticsShipmentScheduledV1;
use crate::events::logistics::logistics_shipment_scheduled_v1::{Parcels, Pickup};
use crate::service::{Service, with};
use evenkeel::format::{Date, Uuid};
use evenkeel_bus::{Bus, Consumer, Context, Failure};
use jiff::{Timestamp, ToSpan, tz::TimeZone};
use std::sync::Arc;

struct Logistics {
    service: Service,
}

/// The logistics service's part of the flow.
pub(crate) fn consumer(bus: &Bus, service: Service) -> Consumer {
    let logistics = Arc::new(Logistics { service });
    Consumer::new(bus, "logistics").on(with(&logistics, Logistics::deducted))
}

impl Logistics {
    async fn deducted(
        self: Arc<Self>,
        deducted: InventoryDeductedV1,
        context: Context,
    ) -> Result<(), Failure> {
        let tomorrow = Timestamp::now()
            .to_zoned(TimeZone::UTC)
            .date()
            .checked_add(1.day())?;
        let day = Date::try_from(tomorrow)?;
        let parcel = Parcels::builder()
            .weight_kg(0.65)
            .size_cm([30, 20, 10])
            .build()?;
        let event = LogisticsShipmentScheduledV1::builder()
            .shipment_id(context.event_id().parse::<Uuid>()?)
            .order_id(deducted.order_id)
            .carrier("yunda")
            .parcels([parcel])
            .pickup(
                Pickup::builder()
                    .day(day)
                    .from_hour(9)
                    .to_hour(12)
                    .build()?,
            )
            .build()?;
        self.service
            .publish(&event, format!("{} comes on {tomorrow}", event.carrier))
            .await?;
        self.service.handled(&context, "one parcel");
        Ok(())
    }
}
