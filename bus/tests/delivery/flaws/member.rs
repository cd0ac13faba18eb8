//! One member of a group of the rough transport.

use super::flaw::Flaw;
use super::held::Held;
use super::rough::{LEASE, State};
use evenkeel_bus::Error;
use evenkeel_bus::transport::{BoxFuture, Delivery, Settlement, Subscription, Token};
use std::collections::VecDeque;
use std::future::pending;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::timeout;

pub struct Member {
    state: Arc<State>,
    group: String,
    /// The server's life in which it joined.
    life: u32,
    inner: Box<dyn Subscription>,
    /// Fetched, and not handed out yet.
    ahead: VecDeque<Delivery>,
}

impl Member {
    pub fn new(state: Arc<State>, group: String, inner: Box<dyn Subscription>) -> Self {
        let life = *state.lives.borrow();
        Self { state, group, life, inner, ahead: VecDeque::new() }
    }

    /// How many it fetches before it hands out one.
    fn fetches(&self) -> usize {
        match self.state.flaw {
            Some(Flaw::Shuffles) => 2,
            Some(Flaw::StrandsWhatItFetched) => 5,
            _ => 1,
        }
    }

    async fn fetch(&mut self) -> Result<(), Error> {
        if self.ahead.is_empty() {
            let first = self.inner.next();
            let first = if self.state.has(Flaw::SleepsIn) {
                match timeout(Duration::ZERO, first).await {
                    Ok(first) => first?,
                    Err(_) => pending().await,
                }
            } else {
                first.await?
            };
            self.ahead.push_back(first);
        }
        while self.ahead.len() < self.fetches() {
            let Ok(further) = timeout(Duration::from_millis(1), self.inner.next()).await else {
                break;
            };
            if self.state.has(Flaw::Shuffles) {
                self.ahead.push_front(further?);
            } else {
                self.ahead.push_back(further?);
            }
        }
        Ok(())
    }

    /// The next delivery that no flaw has lost.
    async fn found(&mut self) -> Result<Delivery, Error> {
        loop {
            self.state.back().await;
            self.fetch().await?;
            let Some(delivery) = self.ahead.pop_front() else { continue };
            let lost = (self.group.clone(), delivery.envelope.id.clone());
            let skipped = self.state.has(Flaw::SkipsEmptyBodies) && delivery.envelope.body.is_empty();
            if !skipped && !self.state.lost.lock().unwrap().contains(&lost) {
                return Ok(delivery);
            }
            self.state.inner.settle(delivery.token, Settlement::Ack).await?;
        }
    }

    async fn deliver(&mut self) -> Result<Delivery, Error> {
        let state = Arc::clone(&self.state);
        let (mut lives, joined) = (state.lives.subscribe(), self.life);
        let another_life = async move { drop(lives.wait_for(|life| *life != joined).await) };
        let slot = Arc::clone(&state.slots).acquire_owned().await.expect("it is never closed");
        let delivery = tokio::select! {
            biased;
            () = another_life, if state.has(Flaw::StaysAway) => pending().await,
            delivery = self.found() => delivery?,
        };
        let number = if state.has(Flaw::CountsNoDelivery) { 1 } else { delivery.number };
        let held = Held::new(delivery.token, slot, LEASE);
        if state.has(Flaw::AcknowledgesAtOnce) {
            let token = held.take().expect("it is new");
            state.inner.settle(token, Settlement::Ack).await?;
        }
        state.held.lock().unwrap().push(Arc::clone(&held));
        Ok(Delivery::new(delivery.envelope, number, Token::new(held)).leased(LEASE))
    }
}

impl Subscription for Member {
    fn next(&mut self) -> BoxFuture<'_, Result<Delivery, Error>> {
        Box::pin(self.deliver())
    }

    fn stop(mut self: Box<Self>) -> BoxFuture<'static, Result<(), Error>> {
        self.state.stop();
        if self.state.has(Flaw::StrandsWhatItFetched) {
            std::mem::forget(std::mem::take(&mut self.ahead));
        }
        self.inner.stop()
    }
}
