evenkeel::include_events!();

fn main() {
    println!("{}", events::order::OrderCreatedV1::SUBJECT);
}
