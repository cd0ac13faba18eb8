//! The order as a message. What `protoc` would say is said here, so that nothing but crates is measured.

use prost_types::field_descriptor_proto::{Label, Type};
use prost_types::{DescriptorProto, FieldDescriptorProto, FileDescriptorProto, FileDescriptorSet};

fn main() -> std::io::Result<()> {
    let field = |(number, name): (i32, &str)| FieldDescriptorProto {
        name: Some(name.to_owned()),
        number: Some(number),
        label: Some(Label::Optional.into()),
        r#type: Some(Type::String.into()),
        ..Default::default()
    };
    let message = DescriptorProto {
        name: Some("OrderCreated".to_owned()),
        field: (1..).zip(["order_id", "user_id", "note"]).map(field).collect(),
        ..Default::default()
    };
    let file = FileDescriptorProto {
        name: Some("order.proto".to_owned()),
        package: Some("order".to_owned()),
        message_type: vec![message],
        syntax: Some("proto3".to_owned()),
        ..Default::default()
    };
    prost_build::Config::new().compile_fds(FileDescriptorSet { file: vec![file] })
}
