//! Who gets what.

use super::events::{OrderCreated, StockReserved, order, reserved};
use super::{Setup, consumer, inbox, start};
use crate::{Consumer, Context, Ending};
use std::collections::BTreeSet;
use std::time::Duration;

/// Consumers of one name share the events: each event once, and each consumer gets some.
pub async fn members_share_the_work(setup: &Setup) {
    let bus = &setup.bus;
    let (sender, mut handled) = inbox();
    let mut members = Vec::new();
    for member in 0..2 {
        let (consumer, _) = consumer(bus, "audit");
        let sender = sender.clone();
        let consumer = consumer.on(move |event: OrderCreated| {
            let sender = sender.clone();
            async move {
                tokio::time::sleep(Duration::from_millis(1)).await;
                Ok(sender.send((member, event.order_id))?)
            }
        });
        members.push(start(consumer).await);
    }
    for n in 0..100 {
        bus.publisher("shop").publish(&order(&n.to_string())).await.unwrap();
    }
    let (mut workers, mut orders) = (BTreeSet::new(), BTreeSet::new());
    for _ in 0..100 {
        let (member, order) = handled.next().await;
        workers.insert(member);
        assert!(orders.insert(order), "each event once");
    }
    handled.nothing_more().await;
    assert_eq!(workers.len(), 2, "each member works");
    for member in members {
        member.stop().await;
    }
}

/// Consumers of different names get every event each.
pub async fn groups_get_everything_each(setup: &Setup) {
    let bus = &setup.bus;
    let (sender, mut handled) = inbox();
    let mut running = Vec::new();
    for name in ["audit", "points", "risk"] {
        let (consumer, _) = consumer(bus, name);
        let sender = sender.clone();
        let consumer = consumer.on(move |event: OrderCreated, context: Context| {
            let sent = sender.send((context.consumer().to_owned(), event.order_id));
            async move { Ok(sent?) }
        });
        running.push(start(consumer).await);
    }
    for n in 0..10 {
        bus.publisher("shop").publish(&order(&n.to_string())).await.unwrap();
    }
    let mut all = BTreeSet::new();
    for _ in 0..30 {
        assert!(all.insert(handled.next().await), "each event once for each group");
    }
    handled.nothing_more().await;
    for consumer in running {
        consumer.stop().await;
    }
}

/// A group gets what is published after it was declared, and nothing from before.
pub async fn a_group_begins_when_it_is_declared(setup: &Setup) {
    let bus = &setup.bus;
    let (consumer, mut outcomes) = consumer(bus, "audit");
    let consumer = consumer.on(async |_: OrderCreated| Ok(()));
    bus.publisher("shop").publish(&order("before")).await.unwrap();
    consumer.declare().await.unwrap();
    bus.publisher("shop").publish(&order("after")).await.unwrap();
    let running = start(consumer).await;
    assert_eq!(outcomes.next().await.context.key(), Some("after"));
    outcomes.nothing_more().await;
    running.stop().await;
}

/// What is published while no member runs waits for the next one.
pub async fn a_group_goes_on_where_it_was(setup: &Setup) {
    let bus = &setup.bus;
    let publisher = bus.publisher("shop");
    for round in ["1", "2", "3"] {
        let (consumer, mut outcomes) = consumer(bus, "audit");
        let running = start(consumer.on(async |_: OrderCreated| Ok(()))).await;
        if round == "1" {
            publisher.publish(&order("1")).await.unwrap();
        }
        assert_eq!(outcomes.next().await.context.key(), Some(round));
        outcomes.nothing_more().await;
        running.stop().await;
        let next = (round.parse::<u32>().unwrap() + 1).to_string();
        publisher.publish(&order(&next)).await.unwrap();
    }
}

/// Declaring a group with fewer subjects leaves it those that it had.
pub async fn declaring_again_takes_nothing_away(setup: &Setup) {
    let bus = &setup.bus;
    let both = || {
        let (consumer, outcomes) = consumer(bus, "audit");
        (consumer.on(async |_: OrderCreated| Ok(())).on(async |_: StockReserved| Ok(())), outcomes)
    };
    both().0.declare().await.unwrap();
    bus.publisher("shop").publish(&reserved("o-1")).await.unwrap();
    // A member of an older version, which does not know the second event.
    Consumer::new(bus, "audit").on(async |_: OrderCreated| Ok(())).declare().await.unwrap();
    bus.publisher("shop").publish(&reserved("o-2")).await.unwrap();
    let (consumer, mut outcomes) = both();
    let running = start(consumer).await;
    assert_eq!(outcomes.ending().await, (1, Ending::Done));
    assert_eq!(outcomes.ending().await, (1, Ending::Done));
    running.stop().await;
}

/// Members with different handlers get the events that they have a handler for.
pub async fn members_get_their_own_subjects(setup: &Setup) {
    let bus = &setup.bus;
    let (orders, mut order_outcomes) = consumer(bus, "audit");
    let orders = start(orders.on(async |_: OrderCreated| Ok(()))).await;
    let (stock, mut stock_outcomes) = consumer(bus, "audit");
    let stock = start(stock.on(async |_: StockReserved| Ok(()))).await;
    for n in 0..5 {
        bus.publisher("shop").publish(&reserved(&n.to_string())).await.unwrap();
        bus.publisher("shop").publish(&order(&n.to_string())).await.unwrap();
    }
    for _ in 0..5 {
        assert_eq!(order_outcomes.next().await.context.subject(), "events.order.created.v1");
        assert_eq!(stock_outcomes.next().await.context.subject(), "events.stock.reserved.v1");
    }
    orders.stop().await;
    stock.stop().await;
}
