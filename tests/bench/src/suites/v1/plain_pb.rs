//! Plain structs as one writes them for prost: the peer of the protobuf codec.

#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct Event {
    #[prost(int32, optional, tag = "1")]
    pub(crate) r#type: Option<i32>,
    #[prost(message, optional, tag = "3")]
    pub(crate) offers: Option<Offers>,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct Offers {
    #[prost(message, repeated, tag = "1")]
    pub(crate) offers: Vec<Offer>,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct Id {
    #[prost(string, optional, tag = "1")]
    pub(crate) value: Option<String>,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct Offer {
    #[prost(message, optional, tag = "1")]
    pub(crate) id: Option<Id>,
    #[prost(message, optional, tag = "2")]
    pub(crate) framework_id: Option<Id>,
    #[prost(message, optional, tag = "3")]
    pub(crate) agent_id: Option<Id>,
    #[prost(string, optional, tag = "4")]
    pub(crate) hostname: Option<String>,
    #[prost(message, repeated, tag = "5")]
    pub(crate) resources: Vec<Resource>,
    #[prost(message, repeated, tag = "6")]
    pub(crate) executor_ids: Vec<Id>,
    #[prost(message, repeated, tag = "7")]
    pub(crate) attributes: Vec<Attribute>,
    #[prost(message, optional, tag = "8")]
    pub(crate) url: Option<Url>,
    #[prost(message, optional, tag = "9")]
    pub(crate) unavailability: Option<Unavailability>,
    #[prost(message, optional, tag = "10")]
    pub(crate) allocation_info: Option<Allocation>,
    #[prost(message, optional, tag = "11")]
    pub(crate) domain: Option<Domain>,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct Url {
    #[prost(string, optional, tag = "1")]
    pub(crate) scheme: Option<String>,
    #[prost(message, optional, tag = "2")]
    pub(crate) address: Option<Address>,
    #[prost(string, optional, tag = "3")]
    pub(crate) path: Option<String>,
    #[prost(message, repeated, tag = "4")]
    pub(crate) query: Vec<Parameter>,
    #[prost(string, optional, tag = "5")]
    pub(crate) fragment: Option<String>,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct Address {
    #[prost(string, optional, tag = "1")]
    pub(crate) hostname: Option<String>,
    #[prost(string, optional, tag = "2")]
    pub(crate) ip: Option<String>,
    #[prost(int32, optional, tag = "3")]
    pub(crate) port: Option<i32>,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct Parameter {
    #[prost(string, optional, tag = "1")]
    pub(crate) key: Option<String>,
    #[prost(string, optional, tag = "2")]
    pub(crate) value: Option<String>,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct Domain {
    #[prost(message, optional, tag = "1")]
    pub(crate) fault_domain: Option<FaultDomain>,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct FaultDomain {
    #[prost(message, optional, tag = "1")]
    pub(crate) region: Option<Place>,
    #[prost(message, optional, tag = "2")]
    pub(crate) zone: Option<Place>,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct Place {
    #[prost(string, optional, tag = "1")]
    pub(crate) name: Option<String>,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct Unavailability {
    #[prost(message, optional, tag = "1")]
    pub(crate) start: Option<Nanoseconds>,
    #[prost(message, optional, tag = "2")]
    pub(crate) duration: Option<Nanoseconds>,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct Nanoseconds {
    #[prost(int64, optional, tag = "1")]
    pub(crate) nanoseconds: Option<i64>,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct Allocation {
    #[prost(string, optional, tag = "1")]
    pub(crate) role: Option<String>,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct Attribute {
    #[prost(string, optional, tag = "1")]
    pub(crate) name: Option<String>,
    #[prost(int32, optional, tag = "2")]
    pub(crate) r#type: Option<i32>,
    #[prost(message, optional, tag = "3")]
    pub(crate) scalar: Option<Scalar>,
    #[prost(message, optional, tag = "4")]
    pub(crate) ranges: Option<Ranges>,
    #[prost(message, optional, tag = "5")]
    pub(crate) text: Option<Text>,
    #[prost(message, optional, tag = "6")]
    pub(crate) set: Option<Set>,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct Scalar {
    #[prost(double, optional, tag = "1")]
    pub(crate) value: Option<f64>,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct Ranges {
    #[prost(message, repeated, tag = "1")]
    pub(crate) range: Vec<Range>,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct Range {
    #[prost(uint64, optional, tag = "1")]
    pub(crate) begin: Option<u64>,
    #[prost(uint64, optional, tag = "2")]
    pub(crate) end: Option<u64>,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct Set {
    #[prost(string, repeated, tag = "1")]
    pub(crate) item: Vec<String>,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct Text {
    #[prost(string, optional, tag = "1")]
    pub(crate) value: Option<String>,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct Resource {
    #[prost(string, optional, tag = "1")]
    pub(crate) name: Option<String>,
    #[prost(int32, optional, tag = "2")]
    pub(crate) r#type: Option<i32>,
    #[prost(message, optional, tag = "3")]
    pub(crate) scalar: Option<Scalar>,
    #[prost(message, optional, tag = "4")]
    pub(crate) ranges: Option<Ranges>,
    #[prost(message, optional, tag = "5")]
    pub(crate) set: Option<Set>,
    #[prost(string, optional, tag = "6")]
    pub(crate) role: Option<String>,
    #[prost(message, optional, tag = "7")]
    pub(crate) disk: Option<Disk>,
    #[prost(message, optional, tag = "8")]
    pub(crate) reservation: Option<Reservation>,
    #[prost(message, optional, tag = "9")]
    pub(crate) revocable: Option<Nothing>,
    #[prost(message, optional, tag = "10")]
    pub(crate) shared: Option<Nothing>,
    #[prost(message, optional, tag = "11")]
    pub(crate) allocation_info: Option<Allocation>,
    #[prost(message, optional, tag = "12")]
    pub(crate) provider_id: Option<Id>,
    #[prost(message, repeated, tag = "13")]
    pub(crate) reservations: Vec<Reservation>,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct Nothing {}

#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct Reservation {
    #[prost(string, optional, tag = "1")]
    pub(crate) principal: Option<String>,
    #[prost(message, optional, tag = "2")]
    pub(crate) labels: Option<Labels>,
    #[prost(string, optional, tag = "3")]
    pub(crate) role: Option<String>,
    #[prost(int32, optional, tag = "4")]
    pub(crate) r#type: Option<i32>,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct Labels {
    #[prost(message, repeated, tag = "1")]
    pub(crate) labels: Vec<Label>,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct Label {
    #[prost(string, optional, tag = "1")]
    pub(crate) key: Option<String>,
    #[prost(string, optional, tag = "2")]
    pub(crate) value: Option<String>,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct Disk {
    #[prost(message, optional, tag = "1")]
    pub(crate) persistence: Option<Persistence>,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct Persistence {
    #[prost(string, optional, tag = "1")]
    pub(crate) id: Option<String>,
    #[prost(string, optional, tag = "2")]
    pub(crate) principal: Option<String>,
}
