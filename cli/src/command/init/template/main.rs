evenkeel::include_events!();
use events::order::OrderCreatedV1;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let bus = evenkeel_bus::connect("memory:hello").await?;
    let consumer = evenkeel_bus::Consumer::new(&bus, "hello").on(async |order: OrderCreatedV1| Ok(println!("{order:?}")));
    consumer.declare().await?;
    let order = OrderCreatedV1::builder().order_id("o-1001").user_id("u-1001").build()?;
    bus.publisher("hello").publish(&order).await?;
    Ok(consumer.run(std::future::pending()).await?)
}
