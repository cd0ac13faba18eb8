//! An event whose definition is the struct itself.

use crate::attribute::Names;
use crate::problems::Problems;
use proc_macro2::TokenStream;
use quote::quote;
use syn::DeriveInput;

pub(crate) fn expand(input: &DeriveInput, names: &Names, krate: &TokenStream, problems: &mut Problems) -> TokenStream {
    let _ = (input, krate);
    problems.at(&names.domain, "a definition that is the type itself is not expressed yet");
    quote!()
}
