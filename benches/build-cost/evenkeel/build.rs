fn main() -> Result<(), evenkeel_codegen::Error> {
    evenkeel_codegen::compile("schemas")
}
