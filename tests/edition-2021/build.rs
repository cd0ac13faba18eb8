//! The cases of `../golden`, in the edition before.

// Formatted where it stands.
#[rustfmt::skip]
#[path = "../golden/build.rs"]
mod golden;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    golden::main()
}
