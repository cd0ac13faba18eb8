//! Macros over tables: what a type is like stands in generated code once, and what follows from it stands here.

mod object;
mod words;
