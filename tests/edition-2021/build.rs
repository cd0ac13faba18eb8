//! The cases of `../golden`, in the edition before.

#[path = "../golden/build.rs"]
mod golden;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    golden::main()
}
