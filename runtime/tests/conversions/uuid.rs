//! UUIDs and `uuid`.

use evenkeel::format::Uuid;

#[test]
fn only_the_case_is_lost() {
    for (text, back) in [
        ("6f1c2a34-9a2b-4c1d-8e2f-0123456789ab", "6f1c2a34-9a2b-4c1d-8e2f-0123456789ab"),
        ("6F1C2A34-9A2B-4C1D-8E2F-0123456789AB", "6f1c2a34-9a2b-4c1d-8e2f-0123456789ab"),
        ("00000000-0000-0000-0000-000000000000", "00000000-0000-0000-0000-000000000000"),
        ("ffffffff-ffff-ffff-ffff-ffffffffffff", "ffffffff-ffff-ffff-ffff-ffffffffffff"),
    ] {
        let uuid = uuid::Uuid::from(&text.parse::<Uuid>().unwrap());
        assert_eq!(uuid, text.parse::<uuid::Uuid>().unwrap());
        assert_eq!(Uuid::from(uuid).as_str(), back);
    }
}
