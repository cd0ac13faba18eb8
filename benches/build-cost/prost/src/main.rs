mod events {
    include!(concat!(env!("OUT_DIR"), "/order.rs"));
}

fn main() {
    println!("{}", std::any::type_name::<events::OrderCreated>());
}
