//! Plain structs as one writes them for serde_json: the peer of the JSON codec.

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum EventType {
    Unknown,
    Subscribed,
    Offers,
    InverseOffers,
    Rescind,
    RescindInverseOffer,
    Update,
    UpdateOperationStatus,
    Message,
    Failure,
    Error,
    Heartbeat,
}

#[derive(Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum ValueType {
    Scalar,
    Ranges,
    Set,
    Text,
}

#[derive(Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum ReservationType {
    Unknown,
    Static,
    Dynamic,
}

#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Event {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) r#type: Option<EventType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) offers: Option<Offers>,
}

#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Offers {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) offers: Vec<Offer>,
}

#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Id {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) value: Option<String>,
}

#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Offer {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<Id>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) framework_id: Option<Id>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) agent_id: Option<Id>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) hostname: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<Url>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) domain: Option<Domain>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) resources: Vec<Resource>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) attributes: Vec<Attribute>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) executor_ids: Vec<Id>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) unavailability: Option<Unavailability>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) allocation_info: Option<Allocation>,
}

#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Url {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) scheme: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) address: Option<Address>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) path: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) query: Vec<Parameter>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) fragment: Option<String>,
}

#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Address {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) hostname: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) ip: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) port: Option<i32>,
}

#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Parameter {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) key: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) value: Option<String>,
}

#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Domain {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) fault_domain: Option<FaultDomain>,
}

#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct FaultDomain {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) region: Option<Place>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) zone: Option<Place>,
}

#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Place {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
}

#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Unavailability {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) start: Option<Nanoseconds>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) duration: Option<Nanoseconds>,
}

#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Nanoseconds {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) nanoseconds: Option<i64>,
}

#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Allocation {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) role: Option<String>,
}

#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Attribute {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) r#type: Option<ValueType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) scalar: Option<Scalar>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) ranges: Option<Ranges>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) set: Option<Set>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) text: Option<Text>,
}

#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Scalar {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) value: Option<f64>,
}

#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Ranges {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) range: Vec<Range>,
}

#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Range {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) begin: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) end: Option<u64>,
}

#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Set {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) item: Vec<String>,
}

#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Text {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) value: Option<String>,
}

#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Resource {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) provider_id: Option<Id>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) r#type: Option<ValueType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) scalar: Option<Scalar>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) ranges: Option<Ranges>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) set: Option<Set>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) role: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) allocation_info: Option<Allocation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) reservation: Option<Reservation>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) reservations: Vec<Reservation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) disk: Option<Disk>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) revocable: Option<Nothing>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) shared: Option<Nothing>,
}

#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Nothing {}

#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Reservation {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) r#type: Option<ReservationType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) role: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) principal: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) labels: Option<Labels>,
}

#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Labels {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) labels: Vec<Label>,
}

#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Label {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) key: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) value: Option<String>,
}

#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Disk {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) persistence: Option<Persistence>,
}

#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Persistence {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) principal: Option<String>,
}
