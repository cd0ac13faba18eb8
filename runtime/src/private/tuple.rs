//! Tuples: `prefixItems` with every place there and nothing after.

use super::{Check, Read, ReadArray, array, element, end};
use serde::de::{Deserializer, Error, SeqAccess};

macro_rules! tuple {
    ($length:literal: $($name:ident $index:tt),+) => {
        impl<'de, $($name: Read<'de>),+> Read<'de> for ($($name,)+) {
            fn read<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                array(d)
            }
        }

        impl<'de, $($name: Read<'de>),+> ReadArray<'de> for ($($name,)+) {
            const NAME: &'static str = concat!("of ", $length);

            fn read_array<A: SeqAccess<'de>>(mut seq: A) -> Result<Self, A::Error> {
                let value = ($(
                    element::<$name, A>(&mut seq)?.ok_or_else(|| A::Error::invalid_length($index, &Self::NAME))?,
                )+);
                end(&mut seq, $length)?;
                Ok(value)
            }
        }

        impl<$($name: Check),+> Check for ($($name,)+) {
            fn check(&self) -> bool {
                $(self.$index.check())&&+
            }
        }
    };
}

tuple!(1: A0 0);
tuple!(2: A0 0, A1 1);
tuple!(3: A0 0, A1 1, A2 2);
tuple!(4: A0 0, A1 1, A2 2, A3 3);
tuple!(5: A0 0, A1 1, A2 2, A3 3, A4 4);
tuple!(6: A0 0, A1 1, A2 2, A3 3, A4 4, A5 5);
tuple!(7: A0 0, A1 1, A2 2, A3 3, A4 4, A5 5, A6 6);
tuple!(8: A0 0, A1 1, A2 2, A3 3, A4 4, A5 5, A6 6, A7 7);
tuple!(9: A0 0, A1 1, A2 2, A3 3, A4 4, A5 5, A6 6, A7 7, A8 8);
tuple!(10: A0 0, A1 1, A2 2, A3 3, A4 4, A5 5, A6 6, A7 7, A8 8, A9 9);
tuple!(11: A0 0, A1 1, A2 2, A3 3, A4 4, A5 5, A6 6, A7 7, A8 8, A9 9, A10 10);
tuple!(12: A0 0, A1 1, A2 2, A3 3, A4 4, A5 5, A6 6, A7 7, A8 8, A9 9, A10 10, A11 11);
