//! The ways to handle an event.

use crate::{Judge, Operation, Peer};
use evenkeel::Event;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use std::hint::black_box;

fn operation<T>(run: impl Fn() -> T + 'static) -> Option<Operation> {
    Some(Box::new(move || drop(black_box(run()))))
}

/// Generated code.
pub const fn evenkeel<E: Event>() -> Peer {
    Peer {
        consume: |bytes, _| {
            evenkeel::decode::<E>(bytes).ok()?;
            operation(move || evenkeel::decode::<E>(black_box(bytes)))
        },
        publish: |bytes, _| {
            let event: E = evenkeel::decode(bytes).ok()?;
            operation(move || evenkeel::encode(black_box(&event)))
        },
        check: |bytes, _| {
            let event: E = evenkeel::decode(bytes).ok()?;
            operation(move || black_box(&event).validate().is_ok())
        },
    }
}

/// Serde's derives, and no validation.
pub const fn plain<T: Serialize + DeserializeOwned + 'static>() -> Peer {
    Peer {
        consume: |bytes, _| {
            serde_json::from_slice::<T>(bytes).ok()?;
            operation(move || serde_json::from_slice::<T>(black_box(bytes)))
        },
        publish: |bytes, _| {
            let event: T = serde_json::from_slice(bytes).ok()?;
            operation(move || serde_json::to_vec(black_box(&event)))
        },
        check: |_, _| None,
    }
}

/// `Value`, the macro's validator, the plain types.
pub const fn compiled<T: Serialize + DeserializeOwned + 'static, J: Judge + 'static>() -> Peer {
    Peer {
        consume: |bytes, _| {
            let run = move || -> Option<T> {
                let value: Value = serde_json::from_slice(black_box(bytes)).ok()?;
                J::is_valid(&value).then(|| serde_json::from_value(value).ok())?
            };
            run()?;
            operation(run)
        },
        publish: |bytes, _| {
            let event: T = serde_json::from_slice(bytes).ok()?;
            let run = move || -> Option<Vec<u8>> {
                let value = serde_json::to_value(black_box(&event)).ok()?;
                J::is_valid(&value).then(|| serde_json::to_vec(&value).ok())?
            };
            run()?;
            operation(run)
        },
        check: |bytes, _| {
            let value: Value = serde_json::from_slice(bytes).ok()?;
            J::is_valid(&value).then_some(())?;
            operation(move || J::is_valid(black_box(&value)))
        },
    }
}

/// `Value`, the validator that is made at run time, the plain types.
pub const fn interpreted<T: Serialize + DeserializeOwned + 'static>() -> Peer {
    Peer {
        consume: |bytes, schema| {
            let validator = validator(schema)?;
            let run = move || -> Option<T> {
                let value: Value = serde_json::from_slice(black_box(bytes)).ok()?;
                validator.is_valid(&value).then(|| serde_json::from_value(value).ok())?
            };
            run()?;
            operation(run)
        },
        publish: |bytes, schema| {
            let validator = validator(schema)?;
            let event: T = serde_json::from_slice(bytes).ok()?;
            let run = move || -> Option<Vec<u8>> {
                let value = serde_json::to_value(black_box(&event)).ok()?;
                validator.is_valid(&value).then(|| serde_json::to_vec(&value).ok())?
            };
            run()?;
            operation(run)
        },
        check: |bytes, schema| {
            let validator = validator(schema)?;
            let value: Value = serde_json::from_slice(bytes).ok()?;
            operation(move || validator.is_valid(black_box(&value)))
        },
    }
}

fn validator(schema: &str) -> Option<jsonschema::Validator> {
    jsonschema::options().should_validate_formats(true).build(&serde_json::from_str(schema).ok()?).ok()
}

/// typify's types: they check while they are read, as far as they check.
pub const fn typify<T: Serialize + DeserializeOwned + 'static>() -> Peer {
    plain::<T>()
}

/// Plain types whose rules are written beside the fields, for garde.
pub const fn garde<T: Serialize + DeserializeOwned + garde::Validate<Context = ()> + 'static>() -> Peer {
    Peer {
        consume: |bytes, _| {
            let run = move || -> Option<T> {
                let event: T = serde_json::from_slice(black_box(bytes)).ok()?;
                event.validate().is_ok().then_some(event)
            };
            run()?;
            operation(run)
        },
        publish: |bytes, _| {
            let event: T = serde_json::from_slice(bytes).ok()?;
            let run = move || -> Option<Vec<u8>> {
                black_box(&event).validate().is_ok().then(|| serde_json::to_vec(&event).ok())?
            };
            run()?;
            operation(run)
        },
        check: |bytes, _| {
            let event: T = serde_json::from_slice(bytes).ok()?;
            operation(move || black_box(&event).validate().is_ok())
        },
    }
}
