// Written by `cargo run -p mesos-v1 --example generate` from fields.tsv; do not edit.

use crate::field::Field as _;
use crate::table::{Table, optional};
use crate::{json, pb};

/// `mesos.v1.resource_provider.Event`.
#[derive(Clone, Default, PartialEq)]
pub struct Event {
    /// 1.
    pub r#type: Option<crate::resource_provider::event::Type>,
    /// 2.
    pub subscribed: Option<crate::resource_provider::event::Subscribed>,
    /// 3.
    pub apply_operation: Option<Box<crate::resource_provider::event::ApplyOperation>>,
    /// 4.
    pub publish_resources: Option<crate::resource_provider::event::PublishResources>,
    /// 5.
    pub acknowledge_operation_status: Option<crate::resource_provider::event::AcknowledgeOperationStatus>,
    /// 6.
    pub reconcile_operations: Option<crate::resource_provider::event::ReconcileOperations>,
}

impl Event {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.resource_provider.Event", fields: &[
        optional(1, "mesos.v1.resource_provider.Event.Type", "type"),
        optional(2, "mesos.v1.resource_provider.Event.Subscribed", "subscribed"),
        optional(3, "mesos.v1.resource_provider.Event.ApplyOperation", "apply_operation"),
        optional(4, "mesos.v1.resource_provider.Event.PublishResources", "publish_resources"),
        optional(5, "mesos.v1.resource_provider.Event.AcknowledgeOperationStatus", "acknowledge_operation_status"),
        optional(6, "mesos.v1.resource_provider.Event.ReconcileOperations", "reconcile_operations"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Event);

impl crate::field::Message for Event {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.subscribed.check("subscribed")?;
        self.apply_operation.check("apply_operation")?;
        self.publish_resources.check("publish_resources")?;
        self.acknowledge_operation_status.check("acknowledge_operation_status")?;
        self.reconcile_operations.check("reconcile_operations")?;
        if self.r#type == Some(crate::resource_provider::event::Type::Subscribed) {
            crate::field::need_by_type(self.subscribed.is_some(), "subscribed", "SUBSCRIBED")?;
        }
        if self.r#type == Some(crate::resource_provider::event::Type::ApplyOperation) {
            crate::field::need_by_type(self.apply_operation.is_some(), "apply_operation", "APPLY_OPERATION")?;
        }
        if self.r#type == Some(crate::resource_provider::event::Type::PublishResources) {
            crate::field::need_by_type(self.publish_resources.is_some(), "publish_resources", "PUBLISH_RESOURCES")?;
        }
        if self.r#type == Some(crate::resource_provider::event::Type::AcknowledgeOperationStatus) {
            crate::field::need_by_type(self.acknowledge_operation_status.is_some(), "acknowledge_operation_status", "ACKNOWLEDGE_OPERATION_STATUS")?;
        }
        if self.r#type == Some(crate::resource_provider::event::Type::ReconcileOperations) {
            crate::field::need_by_type(self.reconcile_operations.is_some(), "reconcile_operations", "RECONCILE_OPERATIONS")?;
        }
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.reconcile_operations.put_pb(6, to);
        self.acknowledge_operation_status.put_pb(5, to);
        self.publish_resources.put_pb(4, to);
        self.apply_operation.put_pb(3, to);
        self.subscribed.put_pb(2, to);
        self.r#type.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.r#type.merge_pb(number, wire, from),
            2 => self.subscribed.merge_pb(number, wire, from),
            3 => self.apply_operation.merge_pb(number, wire, from),
            4 => self.publish_resources.merge_pb(number, wire, from),
            5 => self.acknowledge_operation_status.merge_pb(number, wire, from),
            6 => self.reconcile_operations.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.r#type.put_json("type", to);
        self.subscribed.put_json("subscribed", to);
        self.apply_operation.put_json("apply_operation", to);
        self.publish_resources.put_json("publish_resources", to);
        self.acknowledge_operation_status.put_json("acknowledge_operation_status", to);
        self.reconcile_operations.put_json("reconcile_operations", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "type" => self.r#type.merge_json(from),
            "subscribed" => self.subscribed.merge_json(from),
            "apply_operation" => self.apply_operation.merge_json(from),
            "publish_resources" => self.publish_resources.merge_json(from),
            "acknowledge_operation_status" => self.acknowledge_operation_status.merge_json(from),
            "reconcile_operations" => self.reconcile_operations.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.resource_provider.Call`.
#[derive(Clone, Default, PartialEq)]
pub struct Call {
    /// 1.
    pub resource_provider_id: Option<crate::ResourceProviderId>,
    /// 2.
    pub r#type: Option<crate::resource_provider::call::Type>,
    /// 3.
    pub subscribe: Option<crate::resource_provider::call::Subscribe>,
    /// 4.
    pub update_operation_status: Option<crate::resource_provider::call::UpdateOperationStatus>,
    /// 5.
    pub update_state: Option<Box<crate::resource_provider::call::UpdateState>>,
    /// 6.
    pub update_publish_resources_status: Option<crate::resource_provider::call::UpdatePublishResourcesStatus>,
}

impl Call {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.resource_provider.Call", fields: &[
        optional(1, "mesos.v1.ResourceProviderID", "resource_provider_id"),
        optional(2, "mesos.v1.resource_provider.Call.Type", "type"),
        optional(3, "mesos.v1.resource_provider.Call.Subscribe", "subscribe"),
        optional(4, "mesos.v1.resource_provider.Call.UpdateOperationStatus", "update_operation_status"),
        optional(5, "mesos.v1.resource_provider.Call.UpdateState", "update_state"),
        optional(6, "mesos.v1.resource_provider.Call.UpdatePublishResourcesStatus", "update_publish_resources_status"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Call);

impl crate::field::Message for Call {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.resource_provider_id.check("resource_provider_id")?;
        self.subscribe.check("subscribe")?;
        self.update_operation_status.check("update_operation_status")?;
        self.update_state.check("update_state")?;
        self.update_publish_resources_status.check("update_publish_resources_status")?;
        if self.r#type == Some(crate::resource_provider::call::Type::Subscribe) {
            crate::field::need_by_type(self.subscribe.is_some(), "subscribe", "SUBSCRIBE")?;
        }
        if self.r#type == Some(crate::resource_provider::call::Type::UpdateOperationStatus) {
            crate::field::need_by_type(self.update_operation_status.is_some(), "update_operation_status", "UPDATE_OPERATION_STATUS")?;
        }
        if self.r#type == Some(crate::resource_provider::call::Type::UpdateState) {
            crate::field::need_by_type(self.update_state.is_some(), "update_state", "UPDATE_STATE")?;
        }
        if self.r#type == Some(crate::resource_provider::call::Type::UpdatePublishResourcesStatus) {
            crate::field::need_by_type(self.update_publish_resources_status.is_some(), "update_publish_resources_status", "UPDATE_PUBLISH_RESOURCES_STATUS")?;
        }
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.update_publish_resources_status.put_pb(6, to);
        self.update_state.put_pb(5, to);
        self.update_operation_status.put_pb(4, to);
        self.subscribe.put_pb(3, to);
        self.r#type.put_pb(2, to);
        self.resource_provider_id.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.resource_provider_id.merge_pb(number, wire, from),
            2 => self.r#type.merge_pb(number, wire, from),
            3 => self.subscribe.merge_pb(number, wire, from),
            4 => self.update_operation_status.merge_pb(number, wire, from),
            5 => self.update_state.merge_pb(number, wire, from),
            6 => self.update_publish_resources_status.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.resource_provider_id.put_json("resource_provider_id", to);
        self.r#type.put_json("type", to);
        self.subscribe.put_json("subscribe", to);
        self.update_operation_status.put_json("update_operation_status", to);
        self.update_state.put_json("update_state", to);
        self.update_publish_resources_status.put_json("update_publish_resources_status", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "resource_provider_id" => self.resource_provider_id.merge_json(from),
            "type" => self.r#type.merge_json(from),
            "subscribe" => self.subscribe.merge_json(from),
            "update_operation_status" => self.update_operation_status.merge_json(from),
            "update_state" => self.update_state.merge_json(from),
            "update_publish_resources_status" => self.update_publish_resources_status.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// Messages and enums that are declared inside the message of this name.
pub mod call {
use crate::field::Field as _;
use crate::table::{Table, optional, repeated, required};
use crate::{json, pb};

/// `mesos.v1.resource_provider.Call.Type`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Type {
    /// `UNKNOWN`.
    #[default]
    Unknown = 0,
    /// `SUBSCRIBE`.
    Subscribe = 1,
    /// `UPDATE_OPERATION_STATUS`.
    UpdateOperationStatus = 2,
    /// `UPDATE_STATE`.
    UpdateState = 3,
    /// `UPDATE_PUBLISH_RESOURCES_STATUS`.
    UpdatePublishResourcesStatus = 4,
}

crate::field::enumeration!(Type);

impl crate::field::Enumeration for Type {
    const TABLE: &'static crate::table::EnumTable = &crate::table::EnumTable { name: "mesos.v1.resource_provider.Call.Type", values: &[
        ("UNKNOWN", 0),
        ("SUBSCRIBE", 1),
        ("UPDATE_OPERATION_STATUS", 2),
        ("UPDATE_STATE", 3),
        ("UPDATE_PUBLISH_RESOURCES_STATUS", 4),
    ] };
    const ALL: &'static [Self] = &[
        Self::Unknown,
        Self::Subscribe,
        Self::UpdateOperationStatus,
        Self::UpdateState,
        Self::UpdatePublishResourcesStatus,
    ];
}

/// `mesos.v1.resource_provider.Call.Subscribe`.
#[derive(Clone, Default, PartialEq)]
pub struct Subscribe {
    /// 1, required.
    pub resource_provider_info: Option<Box<crate::ResourceProviderInfo>>,
}

impl Subscribe {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.resource_provider.Call.Subscribe", fields: &[
        required(1, "mesos.v1.ResourceProviderInfo", "resource_provider_info"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Subscribe);

impl crate::field::Message for Subscribe {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.resource_provider_info.is_some(), "resource_provider_info")?;
        self.resource_provider_info.check("resource_provider_info")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.resource_provider_info.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.resource_provider_info.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.resource_provider_info.put_json("resource_provider_info", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "resource_provider_info" => self.resource_provider_info.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.resource_provider.Call.UpdateOperationStatus`.
#[derive(Clone, Default, PartialEq)]
pub struct UpdateOperationStatus {
    /// 1.
    pub framework_id: Option<crate::FrameworkId>,
    /// 2, required.
    pub status: Option<Box<crate::OperationStatus>>,
    /// 3.
    pub latest_status: Option<Box<crate::OperationStatus>>,
    /// 4, required.
    pub operation_uuid: Option<crate::Uuid>,
}

impl UpdateOperationStatus {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.resource_provider.Call.UpdateOperationStatus", fields: &[
        optional(1, "mesos.v1.FrameworkID", "framework_id"),
        required(2, "mesos.v1.OperationStatus", "status"),
        optional(3, "mesos.v1.OperationStatus", "latest_status"),
        required(4, "mesos.v1.UUID", "operation_uuid"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(UpdateOperationStatus);

impl crate::field::Message for UpdateOperationStatus {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.framework_id.check("framework_id")?;
        crate::field::need(self.status.is_some(), "status")?;
        self.status.check("status")?;
        self.latest_status.check("latest_status")?;
        crate::field::need(self.operation_uuid.is_some(), "operation_uuid")?;
        self.operation_uuid.check("operation_uuid")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.operation_uuid.put_pb(4, to);
        self.latest_status.put_pb(3, to);
        self.status.put_pb(2, to);
        self.framework_id.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.framework_id.merge_pb(number, wire, from),
            2 => self.status.merge_pb(number, wire, from),
            3 => self.latest_status.merge_pb(number, wire, from),
            4 => self.operation_uuid.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.framework_id.put_json("framework_id", to);
        self.status.put_json("status", to);
        self.latest_status.put_json("latest_status", to);
        self.operation_uuid.put_json("operation_uuid", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "framework_id" => self.framework_id.merge_json(from),
            "status" => self.status.merge_json(from),
            "latest_status" => self.latest_status.merge_json(from),
            "operation_uuid" => self.operation_uuid.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.resource_provider.Call.UpdateState`.
#[derive(Clone, Default, PartialEq)]
pub struct UpdateState {
    /// 1.
    pub operations: Vec<crate::Operation>,
    /// 2.
    pub resources: Vec<crate::Resource>,
    /// 3, required.
    pub resource_version_uuid: Option<crate::Uuid>,
}

impl UpdateState {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.resource_provider.Call.UpdateState", fields: &[
        repeated(1, "mesos.v1.Operation", "operations"),
        repeated(2, "mesos.v1.Resource", "resources"),
        required(3, "mesos.v1.UUID", "resource_version_uuid"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(UpdateState);

impl crate::field::Message for UpdateState {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.operations.check("operations")?;
        self.resources.check("resources")?;
        crate::field::need(self.resource_version_uuid.is_some(), "resource_version_uuid")?;
        self.resource_version_uuid.check("resource_version_uuid")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.resource_version_uuid.put_pb(3, to);
        self.resources.put_pb(2, to);
        self.operations.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.operations.merge_pb(number, wire, from),
            2 => self.resources.merge_pb(number, wire, from),
            3 => self.resource_version_uuid.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.operations.put_json("operations", to);
        self.resources.put_json("resources", to);
        self.resource_version_uuid.put_json("resource_version_uuid", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "operations" => self.operations.merge_json(from),
            "resources" => self.resources.merge_json(from),
            "resource_version_uuid" => self.resource_version_uuid.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.resource_provider.Call.UpdatePublishResourcesStatus`.
#[derive(Clone, Default, PartialEq)]
pub struct UpdatePublishResourcesStatus {
    /// 1, required.
    pub uuid: Option<crate::Uuid>,
    /// 2, required.
    pub status: Option<crate::resource_provider::call::update_publish_resources_status::Status>,
}

impl UpdatePublishResourcesStatus {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.resource_provider.Call.UpdatePublishResourcesStatus", fields: &[
        required(1, "mesos.v1.UUID", "uuid"),
        required(2, "mesos.v1.resource_provider.Call.UpdatePublishResourcesStatus.Status", "status"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(UpdatePublishResourcesStatus);

impl crate::field::Message for UpdatePublishResourcesStatus {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.uuid.is_some(), "uuid")?;
        self.uuid.check("uuid")?;
        crate::field::need(self.status.is_some(), "status")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.status.put_pb(2, to);
        self.uuid.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.uuid.merge_pb(number, wire, from),
            2 => self.status.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.uuid.put_json("uuid", to);
        self.status.put_json("status", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "uuid" => self.uuid.merge_json(from),
            "status" => self.status.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// Messages and enums that are declared inside the message of this name.
pub mod update_publish_resources_status {

/// `mesos.v1.resource_provider.Call.UpdatePublishResourcesStatus.Status`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// `UNKNOWN`.
    #[default]
    Unknown = 0,
    /// `OK`.
    Ok = 1,
    /// `FAILED`.
    Failed = 2,
}

crate::field::enumeration!(Status);

impl crate::field::Enumeration for Status {
    const TABLE: &'static crate::table::EnumTable = &crate::table::EnumTable { name: "mesos.v1.resource_provider.Call.UpdatePublishResourcesStatus.Status", values: &[
        ("UNKNOWN", 0),
        ("OK", 1),
        ("FAILED", 2),
    ] };
    const ALL: &'static [Self] = &[
        Self::Unknown,
        Self::Ok,
        Self::Failed,
    ];
}

}

}

/// Messages and enums that are declared inside the message of this name.
pub mod event {
use crate::field::Field as _;
use crate::table::{Table, optional, repeated, required};
use crate::{json, pb};

/// `mesos.v1.resource_provider.Event.Type`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Type {
    /// `UNKNOWN`.
    #[default]
    Unknown = 0,
    /// `SUBSCRIBED`.
    Subscribed = 1,
    /// `APPLY_OPERATION`.
    ApplyOperation = 2,
    /// `PUBLISH_RESOURCES`.
    PublishResources = 3,
    /// `ACKNOWLEDGE_OPERATION_STATUS`.
    AcknowledgeOperationStatus = 4,
    /// `RECONCILE_OPERATIONS`.
    ReconcileOperations = 5,
    /// `TEARDOWN`.
    Teardown = 6,
}

crate::field::enumeration!(Type);

impl crate::field::Enumeration for Type {
    const TABLE: &'static crate::table::EnumTable = &crate::table::EnumTable { name: "mesos.v1.resource_provider.Event.Type", values: &[
        ("UNKNOWN", 0),
        ("SUBSCRIBED", 1),
        ("APPLY_OPERATION", 2),
        ("PUBLISH_RESOURCES", 3),
        ("ACKNOWLEDGE_OPERATION_STATUS", 4),
        ("RECONCILE_OPERATIONS", 5),
        ("TEARDOWN", 6),
    ] };
    const ALL: &'static [Self] = &[
        Self::Unknown,
        Self::Subscribed,
        Self::ApplyOperation,
        Self::PublishResources,
        Self::AcknowledgeOperationStatus,
        Self::ReconcileOperations,
        Self::Teardown,
    ];
}

/// `mesos.v1.resource_provider.Event.Subscribed`.
#[derive(Clone, Default, PartialEq)]
pub struct Subscribed {
    /// 1, required.
    pub provider_id: Option<crate::ResourceProviderId>,
}

impl Subscribed {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.resource_provider.Event.Subscribed", fields: &[
        required(1, "mesos.v1.ResourceProviderID", "provider_id"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Subscribed);

impl crate::field::Message for Subscribed {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.provider_id.is_some(), "provider_id")?;
        self.provider_id.check("provider_id")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.provider_id.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.provider_id.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.provider_id.put_json("provider_id", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "provider_id" => self.provider_id.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.resource_provider.Event.ApplyOperation`.
#[derive(Clone, Default, PartialEq)]
pub struct ApplyOperation {
    /// 1.
    pub framework_id: Option<crate::FrameworkId>,
    /// 2, required.
    pub info: Option<Box<crate::offer::Operation>>,
    /// 3, required.
    pub operation_uuid: Option<crate::Uuid>,
    /// 4, required.
    pub resource_version_uuid: Option<crate::Uuid>,
}

impl ApplyOperation {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.resource_provider.Event.ApplyOperation", fields: &[
        optional(1, "mesos.v1.FrameworkID", "framework_id"),
        required(2, "mesos.v1.Offer.Operation", "info"),
        required(3, "mesos.v1.UUID", "operation_uuid"),
        required(4, "mesos.v1.UUID", "resource_version_uuid"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(ApplyOperation);

impl crate::field::Message for ApplyOperation {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.framework_id.check("framework_id")?;
        crate::field::need(self.info.is_some(), "info")?;
        self.info.check("info")?;
        crate::field::need(self.operation_uuid.is_some(), "operation_uuid")?;
        self.operation_uuid.check("operation_uuid")?;
        crate::field::need(self.resource_version_uuid.is_some(), "resource_version_uuid")?;
        self.resource_version_uuid.check("resource_version_uuid")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.resource_version_uuid.put_pb(4, to);
        self.operation_uuid.put_pb(3, to);
        self.info.put_pb(2, to);
        self.framework_id.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.framework_id.merge_pb(number, wire, from),
            2 => self.info.merge_pb(number, wire, from),
            3 => self.operation_uuid.merge_pb(number, wire, from),
            4 => self.resource_version_uuid.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.framework_id.put_json("framework_id", to);
        self.info.put_json("info", to);
        self.operation_uuid.put_json("operation_uuid", to);
        self.resource_version_uuid.put_json("resource_version_uuid", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "framework_id" => self.framework_id.merge_json(from),
            "info" => self.info.merge_json(from),
            "operation_uuid" => self.operation_uuid.merge_json(from),
            "resource_version_uuid" => self.resource_version_uuid.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.resource_provider.Event.PublishResources`.
#[derive(Clone, Default, PartialEq)]
pub struct PublishResources {
    /// 1, required.
    pub uuid: Option<crate::Uuid>,
    /// 2.
    pub resources: Vec<crate::Resource>,
}

impl PublishResources {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.resource_provider.Event.PublishResources", fields: &[
        required(1, "mesos.v1.UUID", "uuid"),
        repeated(2, "mesos.v1.Resource", "resources"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(PublishResources);

impl crate::field::Message for PublishResources {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.uuid.is_some(), "uuid")?;
        self.uuid.check("uuid")?;
        self.resources.check("resources")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.resources.put_pb(2, to);
        self.uuid.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.uuid.merge_pb(number, wire, from),
            2 => self.resources.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.uuid.put_json("uuid", to);
        self.resources.put_json("resources", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "uuid" => self.uuid.merge_json(from),
            "resources" => self.resources.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.resource_provider.Event.AcknowledgeOperationStatus`.
#[derive(Clone, Default, PartialEq)]
pub struct AcknowledgeOperationStatus {
    /// 1, required.
    pub status_uuid: Option<crate::Uuid>,
    /// 2, required.
    pub operation_uuid: Option<crate::Uuid>,
}

impl AcknowledgeOperationStatus {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.resource_provider.Event.AcknowledgeOperationStatus", fields: &[
        required(1, "mesos.v1.UUID", "status_uuid"),
        required(2, "mesos.v1.UUID", "operation_uuid"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(AcknowledgeOperationStatus);

impl crate::field::Message for AcknowledgeOperationStatus {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.status_uuid.is_some(), "status_uuid")?;
        self.status_uuid.check("status_uuid")?;
        crate::field::need(self.operation_uuid.is_some(), "operation_uuid")?;
        self.operation_uuid.check("operation_uuid")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.operation_uuid.put_pb(2, to);
        self.status_uuid.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.status_uuid.merge_pb(number, wire, from),
            2 => self.operation_uuid.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.status_uuid.put_json("status_uuid", to);
        self.operation_uuid.put_json("operation_uuid", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "status_uuid" => self.status_uuid.merge_json(from),
            "operation_uuid" => self.operation_uuid.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.resource_provider.Event.ReconcileOperations`.
#[derive(Clone, Default, PartialEq)]
pub struct ReconcileOperations {
    /// 1.
    pub operation_uuids: Vec<crate::Uuid>,
}

impl ReconcileOperations {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.resource_provider.Event.ReconcileOperations", fields: &[
        repeated(1, "mesos.v1.UUID", "operation_uuids"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(ReconcileOperations);

impl crate::field::Message for ReconcileOperations {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.operation_uuids.check("operation_uuids")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.operation_uuids.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.operation_uuids.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.operation_uuids.put_json("operation_uuids", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "operation_uuids" => self.operation_uuids.merge_json(from),
            _ => from.skip(),
        }
    }
}

}

