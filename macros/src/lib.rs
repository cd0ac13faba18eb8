//! `#[derive(Event)]` and `#[derive(Contract)]`. Use them through the feature `derive` of `evenkeel`.
//!
//! The macros read tokens and lay code into them; what fits a schema and what does not is decided in
//! `evenkeel-codegen`.

mod attribute;
mod code_first;
mod expand;
#[cfg(test)]
mod expansion;
mod given;
mod problems;
mod rename;
mod serde_attr;

use evenkeel_codegen::derive::Role;
use proc_macro::TokenStream;
use syn::{DeriveInput, parse_macro_input};

#[doc = include_str!("event.md")]
#[proc_macro_derive(Event, attributes(event))]
pub fn derive_event(input: TokenStream) -> TokenStream {
    expand::derive(&parse_macro_input!(input as DeriveInput), Role::Event).into()
}

#[doc = include_str!("contract.md")]
#[proc_macro_derive(Contract, attributes(contract))]
pub fn derive_contract(input: TokenStream) -> TokenStream {
    expand::derive(&parse_macro_input!(input as DeriveInput), Role::Part).into()
}
