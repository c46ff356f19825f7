// Written by `cargo run -p mesos-v1 --example generate` from fields.tsv; do not edit.

use crate::field::Field as _;
use crate::table::{Table, optional, repeated, required};
use crate::{json, pb};

/// `mesos.v1.scheduler.Event`.
#[derive(Clone, Default, PartialEq)]
pub struct Event {
    /// 1.
    pub r#type: Option<crate::scheduler::event::Type>,
    /// 2.
    pub subscribed: Option<crate::scheduler::event::Subscribed>,
    /// 3.
    pub offers: Option<crate::scheduler::event::Offers>,
    /// 9.
    pub inverse_offers: Option<crate::scheduler::event::InverseOffers>,
    /// 4.
    pub rescind: Option<crate::scheduler::event::Rescind>,
    /// 10.
    pub rescind_inverse_offer: Option<crate::scheduler::event::RescindInverseOffer>,
    /// 5.
    pub update: Option<crate::scheduler::event::Update>,
    /// 11.
    pub update_operation_status: Option<crate::scheduler::event::UpdateOperationStatus>,
    /// 6.
    pub message: Option<Box<crate::scheduler::event::Message>>,
    /// 7.
    pub failure: Option<crate::scheduler::event::Failure>,
    /// 8.
    pub error: Option<crate::scheduler::event::Error>,
}

impl Event {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.scheduler.Event", fields: &[
        optional(1, "mesos.v1.scheduler.Event.Type", "type"),
        optional(2, "mesos.v1.scheduler.Event.Subscribed", "subscribed"),
        optional(3, "mesos.v1.scheduler.Event.Offers", "offers"),
        optional(9, "mesos.v1.scheduler.Event.InverseOffers", "inverse_offers"),
        optional(4, "mesos.v1.scheduler.Event.Rescind", "rescind"),
        optional(10, "mesos.v1.scheduler.Event.RescindInverseOffer", "rescind_inverse_offer"),
        optional(5, "mesos.v1.scheduler.Event.Update", "update"),
        optional(11, "mesos.v1.scheduler.Event.UpdateOperationStatus", "update_operation_status"),
        optional(6, "mesos.v1.scheduler.Event.Message", "message"),
        optional(7, "mesos.v1.scheduler.Event.Failure", "failure"),
        optional(8, "mesos.v1.scheduler.Event.Error", "error"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Event);

impl crate::field::Message for Event {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.subscribed.check("subscribed")?;
        self.offers.check("offers")?;
        self.inverse_offers.check("inverse_offers")?;
        self.rescind.check("rescind")?;
        self.rescind_inverse_offer.check("rescind_inverse_offer")?;
        self.update.check("update")?;
        self.update_operation_status.check("update_operation_status")?;
        self.message.check("message")?;
        self.failure.check("failure")?;
        self.error.check("error")?;
        if self.r#type == Some(crate::scheduler::event::Type::Subscribed) {
            crate::field::need_by_type(self.subscribed.is_some(), "subscribed", "SUBSCRIBED")?;
        }
        if self.r#type == Some(crate::scheduler::event::Type::Offers) {
            crate::field::need_by_type(self.offers.is_some(), "offers", "OFFERS")?;
        }
        if self.r#type == Some(crate::scheduler::event::Type::InverseOffers) {
            crate::field::need_by_type(self.inverse_offers.is_some(), "inverse_offers", "INVERSE_OFFERS")?;
        }
        if self.r#type == Some(crate::scheduler::event::Type::Rescind) {
            crate::field::need_by_type(self.rescind.is_some(), "rescind", "RESCIND")?;
        }
        if self.r#type == Some(crate::scheduler::event::Type::RescindInverseOffer) {
            crate::field::need_by_type(self.rescind_inverse_offer.is_some(), "rescind_inverse_offer", "RESCIND_INVERSE_OFFER")?;
        }
        if self.r#type == Some(crate::scheduler::event::Type::Update) {
            crate::field::need_by_type(self.update.is_some(), "update", "UPDATE")?;
        }
        if self.r#type == Some(crate::scheduler::event::Type::UpdateOperationStatus) {
            crate::field::need_by_type(self.update_operation_status.is_some(), "update_operation_status", "UPDATE_OPERATION_STATUS")?;
        }
        if self.r#type == Some(crate::scheduler::event::Type::Message) {
            crate::field::need_by_type(self.message.is_some(), "message", "MESSAGE")?;
        }
        if self.r#type == Some(crate::scheduler::event::Type::Failure) {
            crate::field::need_by_type(self.failure.is_some(), "failure", "FAILURE")?;
        }
        if self.r#type == Some(crate::scheduler::event::Type::Error) {
            crate::field::need_by_type(self.error.is_some(), "error", "ERROR")?;
        }
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.update_operation_status.put_pb(11, to);
        self.rescind_inverse_offer.put_pb(10, to);
        self.inverse_offers.put_pb(9, to);
        self.error.put_pb(8, to);
        self.failure.put_pb(7, to);
        self.message.put_pb(6, to);
        self.update.put_pb(5, to);
        self.rescind.put_pb(4, to);
        self.offers.put_pb(3, to);
        self.subscribed.put_pb(2, to);
        self.r#type.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.r#type.merge_pb(number, wire, from),
            2 => self.subscribed.merge_pb(number, wire, from),
            3 => self.offers.merge_pb(number, wire, from),
            4 => self.rescind.merge_pb(number, wire, from),
            5 => self.update.merge_pb(number, wire, from),
            6 => self.message.merge_pb(number, wire, from),
            7 => self.failure.merge_pb(number, wire, from),
            8 => self.error.merge_pb(number, wire, from),
            9 => self.inverse_offers.merge_pb(number, wire, from),
            10 => self.rescind_inverse_offer.merge_pb(number, wire, from),
            11 => self.update_operation_status.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.r#type.put_json("type", to);
        self.subscribed.put_json("subscribed", to);
        self.offers.put_json("offers", to);
        self.inverse_offers.put_json("inverse_offers", to);
        self.rescind.put_json("rescind", to);
        self.rescind_inverse_offer.put_json("rescind_inverse_offer", to);
        self.update.put_json("update", to);
        self.update_operation_status.put_json("update_operation_status", to);
        self.message.put_json("message", to);
        self.failure.put_json("failure", to);
        self.error.put_json("error", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "type" => self.r#type.merge_json(from),
            "subscribed" => self.subscribed.merge_json(from),
            "offers" => self.offers.merge_json(from),
            "inverse_offers" => self.inverse_offers.merge_json(from),
            "rescind" => self.rescind.merge_json(from),
            "rescind_inverse_offer" => self.rescind_inverse_offer.merge_json(from),
            "update" => self.update.merge_json(from),
            "update_operation_status" => self.update_operation_status.merge_json(from),
            "message" => self.message.merge_json(from),
            "failure" => self.failure.merge_json(from),
            "error" => self.error.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.scheduler.Response`.
#[derive(Clone, Default, PartialEq)]
pub struct Response {
    /// 1.
    pub r#type: Option<crate::scheduler::response::Type>,
    /// 2, deprecated.
    pub reconcile_operations: Option<crate::scheduler::response::ReconcileOperations>,
}

impl Response {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.scheduler.Response", fields: &[
        optional(1, "mesos.v1.scheduler.Response.Type", "type"),
        optional(2, "mesos.v1.scheduler.Response.ReconcileOperations", "reconcile_operations").deprecated(),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Response);

impl crate::field::Message for Response {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.reconcile_operations.check("reconcile_operations")?;
        if self.r#type == Some(crate::scheduler::response::Type::ReconcileOperations) {
            crate::field::need_by_type(self.reconcile_operations.is_some(), "reconcile_operations", "RECONCILE_OPERATIONS")?;
        }
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.reconcile_operations.put_pb(2, to);
        self.r#type.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.r#type.merge_pb(number, wire, from),
            2 => self.reconcile_operations.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.r#type.put_json("type", to);
        self.reconcile_operations.put_json("reconcile_operations", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "type" => self.r#type.merge_json(from),
            "reconcile_operations" => self.reconcile_operations.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.scheduler.AttributeConstraint`.
#[derive(Clone, Default, PartialEq)]
pub struct AttributeConstraint {
    /// 1, required.
    pub selector: Option<crate::scheduler::attribute_constraint::Selector>,
    /// 2, required.
    pub predicate: Option<Box<crate::scheduler::attribute_constraint::Predicate>>,
}

impl AttributeConstraint {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.scheduler.AttributeConstraint", fields: &[
        required(1, "mesos.v1.scheduler.AttributeConstraint.Selector", "selector"),
        required(2, "mesos.v1.scheduler.AttributeConstraint.Predicate", "predicate"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(AttributeConstraint);

impl crate::field::Message for AttributeConstraint {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.selector.is_some(), "selector")?;
        crate::field::need(self.predicate.is_some(), "predicate")?;
        self.predicate.check("predicate")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.predicate.put_pb(2, to);
        self.selector.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.selector.merge_pb(number, wire, from),
            2 => self.predicate.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.selector.put_json("selector", to);
        self.predicate.put_json("predicate", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "selector" => self.selector.merge_json(from),
            "predicate" => self.predicate.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.scheduler.OfferConstraints`.
#[derive(Clone, Default, PartialEq)]
pub struct OfferConstraints {
    /// 1.
    pub role_constraints: std::collections::BTreeMap<String, crate::scheduler::offer_constraints::RoleConstraints>,
}

impl OfferConstraints {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.scheduler.OfferConstraints", fields: &[
        repeated(1, "mesos.v1.scheduler.OfferConstraints.RoleConstraintsEntry", "role_constraints"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(OfferConstraints);

impl crate::field::Message for OfferConstraints {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.role_constraints.check("role_constraints")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.role_constraints.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.role_constraints.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.role_constraints.put_json("role_constraints", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "role_constraints" => self.role_constraints.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.scheduler.Call`.
#[derive(Clone, Default, PartialEq)]
pub struct Call {
    /// 1.
    pub framework_id: Option<crate::FrameworkId>,
    /// 2.
    pub r#type: Option<crate::scheduler::call::Type>,
    /// 3.
    pub subscribe: Option<crate::scheduler::call::Subscribe>,
    /// 4.
    pub accept: Option<crate::scheduler::call::Accept>,
    /// 5.
    pub decline: Option<crate::scheduler::call::Decline>,
    /// 13.
    pub accept_inverse_offers: Option<crate::scheduler::call::AcceptInverseOffers>,
    /// 14.
    pub decline_inverse_offers: Option<crate::scheduler::call::DeclineInverseOffers>,
    /// 15.
    pub revive: Option<crate::scheduler::call::Revive>,
    /// 6.
    pub kill: Option<crate::scheduler::call::Kill>,
    /// 7.
    pub shutdown: Option<crate::scheduler::call::Shutdown>,
    /// 8.
    pub acknowledge: Option<Box<crate::scheduler::call::Acknowledge>>,
    /// 17.
    pub acknowledge_operation_status: Option<Box<crate::scheduler::call::AcknowledgeOperationStatus>>,
    /// 9.
    pub reconcile: Option<crate::scheduler::call::Reconcile>,
    /// 18.
    pub reconcile_operations: Option<crate::scheduler::call::ReconcileOperations>,
    /// 10.
    pub message: Option<Box<crate::scheduler::call::Message>>,
    /// 11.
    pub request: Option<crate::scheduler::call::Request>,
    /// 16.
    pub suppress: Option<crate::scheduler::call::Suppress>,
    /// 19.
    pub update_framework: Option<crate::scheduler::call::UpdateFramework>,
}

impl Call {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.scheduler.Call", fields: &[
        optional(1, "mesos.v1.FrameworkID", "framework_id"),
        optional(2, "mesos.v1.scheduler.Call.Type", "type"),
        optional(3, "mesos.v1.scheduler.Call.Subscribe", "subscribe"),
        optional(4, "mesos.v1.scheduler.Call.Accept", "accept"),
        optional(5, "mesos.v1.scheduler.Call.Decline", "decline"),
        optional(13, "mesos.v1.scheduler.Call.AcceptInverseOffers", "accept_inverse_offers"),
        optional(14, "mesos.v1.scheduler.Call.DeclineInverseOffers", "decline_inverse_offers"),
        optional(15, "mesos.v1.scheduler.Call.Revive", "revive"),
        optional(6, "mesos.v1.scheduler.Call.Kill", "kill"),
        optional(7, "mesos.v1.scheduler.Call.Shutdown", "shutdown"),
        optional(8, "mesos.v1.scheduler.Call.Acknowledge", "acknowledge"),
        optional(17, "mesos.v1.scheduler.Call.AcknowledgeOperationStatus", "acknowledge_operation_status"),
        optional(9, "mesos.v1.scheduler.Call.Reconcile", "reconcile"),
        optional(18, "mesos.v1.scheduler.Call.ReconcileOperations", "reconcile_operations"),
        optional(10, "mesos.v1.scheduler.Call.Message", "message"),
        optional(11, "mesos.v1.scheduler.Call.Request", "request"),
        optional(16, "mesos.v1.scheduler.Call.Suppress", "suppress"),
        optional(19, "mesos.v1.scheduler.Call.UpdateFramework", "update_framework"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Call);

impl crate::field::Message for Call {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.framework_id.check("framework_id")?;
        self.subscribe.check("subscribe")?;
        self.accept.check("accept")?;
        self.decline.check("decline")?;
        self.accept_inverse_offers.check("accept_inverse_offers")?;
        self.decline_inverse_offers.check("decline_inverse_offers")?;
        self.kill.check("kill")?;
        self.shutdown.check("shutdown")?;
        self.acknowledge.check("acknowledge")?;
        self.acknowledge_operation_status.check("acknowledge_operation_status")?;
        self.reconcile.check("reconcile")?;
        self.reconcile_operations.check("reconcile_operations")?;
        self.message.check("message")?;
        self.request.check("request")?;
        self.update_framework.check("update_framework")?;
        if self.r#type == Some(crate::scheduler::call::Type::Subscribe) {
            crate::field::need_by_type(self.subscribe.is_some(), "subscribe", "SUBSCRIBE")?;
        }
        if self.r#type == Some(crate::scheduler::call::Type::Accept) {
            crate::field::need_by_type(self.accept.is_some(), "accept", "ACCEPT")?;
        }
        if self.r#type == Some(crate::scheduler::call::Type::Decline) {
            crate::field::need_by_type(self.decline.is_some(), "decline", "DECLINE")?;
        }
        if self.r#type == Some(crate::scheduler::call::Type::AcceptInverseOffers) {
            crate::field::need_by_type(self.accept_inverse_offers.is_some(), "accept_inverse_offers", "ACCEPT_INVERSE_OFFERS")?;
        }
        if self.r#type == Some(crate::scheduler::call::Type::DeclineInverseOffers) {
            crate::field::need_by_type(self.decline_inverse_offers.is_some(), "decline_inverse_offers", "DECLINE_INVERSE_OFFERS")?;
        }
        if self.r#type == Some(crate::scheduler::call::Type::Kill) {
            crate::field::need_by_type(self.kill.is_some(), "kill", "KILL")?;
        }
        if self.r#type == Some(crate::scheduler::call::Type::Shutdown) {
            crate::field::need_by_type(self.shutdown.is_some(), "shutdown", "SHUTDOWN")?;
        }
        if self.r#type == Some(crate::scheduler::call::Type::Acknowledge) {
            crate::field::need_by_type(self.acknowledge.is_some(), "acknowledge", "ACKNOWLEDGE")?;
        }
        if self.r#type == Some(crate::scheduler::call::Type::AcknowledgeOperationStatus) {
            crate::field::need_by_type(self.acknowledge_operation_status.is_some(), "acknowledge_operation_status", "ACKNOWLEDGE_OPERATION_STATUS")?;
        }
        if self.r#type == Some(crate::scheduler::call::Type::Reconcile) {
            crate::field::need_by_type(self.reconcile.is_some(), "reconcile", "RECONCILE")?;
        }
        if self.r#type == Some(crate::scheduler::call::Type::ReconcileOperations) {
            crate::field::need_by_type(self.reconcile_operations.is_some(), "reconcile_operations", "RECONCILE_OPERATIONS")?;
        }
        if self.r#type == Some(crate::scheduler::call::Type::Message) {
            crate::field::need_by_type(self.message.is_some(), "message", "MESSAGE")?;
        }
        if self.r#type == Some(crate::scheduler::call::Type::Request) {
            crate::field::need_by_type(self.request.is_some(), "request", "REQUEST")?;
        }
        if self.r#type == Some(crate::scheduler::call::Type::UpdateFramework) {
            crate::field::need_by_type(self.update_framework.is_some(), "update_framework", "UPDATE_FRAMEWORK")?;
        }
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.update_framework.put_pb(19, to);
        self.reconcile_operations.put_pb(18, to);
        self.acknowledge_operation_status.put_pb(17, to);
        self.suppress.put_pb(16, to);
        self.revive.put_pb(15, to);
        self.decline_inverse_offers.put_pb(14, to);
        self.accept_inverse_offers.put_pb(13, to);
        self.request.put_pb(11, to);
        self.message.put_pb(10, to);
        self.reconcile.put_pb(9, to);
        self.acknowledge.put_pb(8, to);
        self.shutdown.put_pb(7, to);
        self.kill.put_pb(6, to);
        self.decline.put_pb(5, to);
        self.accept.put_pb(4, to);
        self.subscribe.put_pb(3, to);
        self.r#type.put_pb(2, to);
        self.framework_id.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.framework_id.merge_pb(number, wire, from),
            2 => self.r#type.merge_pb(number, wire, from),
            3 => self.subscribe.merge_pb(number, wire, from),
            4 => self.accept.merge_pb(number, wire, from),
            5 => self.decline.merge_pb(number, wire, from),
            6 => self.kill.merge_pb(number, wire, from),
            7 => self.shutdown.merge_pb(number, wire, from),
            8 => self.acknowledge.merge_pb(number, wire, from),
            9 => self.reconcile.merge_pb(number, wire, from),
            10 => self.message.merge_pb(number, wire, from),
            11 => self.request.merge_pb(number, wire, from),
            13 => self.accept_inverse_offers.merge_pb(number, wire, from),
            14 => self.decline_inverse_offers.merge_pb(number, wire, from),
            15 => self.revive.merge_pb(number, wire, from),
            16 => self.suppress.merge_pb(number, wire, from),
            17 => self.acknowledge_operation_status.merge_pb(number, wire, from),
            18 => self.reconcile_operations.merge_pb(number, wire, from),
            19 => self.update_framework.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.framework_id.put_json("framework_id", to);
        self.r#type.put_json("type", to);
        self.subscribe.put_json("subscribe", to);
        self.accept.put_json("accept", to);
        self.decline.put_json("decline", to);
        self.accept_inverse_offers.put_json("accept_inverse_offers", to);
        self.decline_inverse_offers.put_json("decline_inverse_offers", to);
        self.revive.put_json("revive", to);
        self.kill.put_json("kill", to);
        self.shutdown.put_json("shutdown", to);
        self.acknowledge.put_json("acknowledge", to);
        self.acknowledge_operation_status.put_json("acknowledge_operation_status", to);
        self.reconcile.put_json("reconcile", to);
        self.reconcile_operations.put_json("reconcile_operations", to);
        self.message.put_json("message", to);
        self.request.put_json("request", to);
        self.suppress.put_json("suppress", to);
        self.update_framework.put_json("update_framework", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "framework_id" => self.framework_id.merge_json(from),
            "type" => self.r#type.merge_json(from),
            "subscribe" => self.subscribe.merge_json(from),
            "accept" => self.accept.merge_json(from),
            "decline" => self.decline.merge_json(from),
            "accept_inverse_offers" => self.accept_inverse_offers.merge_json(from),
            "decline_inverse_offers" => self.decline_inverse_offers.merge_json(from),
            "revive" => self.revive.merge_json(from),
            "kill" => self.kill.merge_json(from),
            "shutdown" => self.shutdown.merge_json(from),
            "acknowledge" => self.acknowledge.merge_json(from),
            "acknowledge_operation_status" => self.acknowledge_operation_status.merge_json(from),
            "reconcile" => self.reconcile.merge_json(from),
            "reconcile_operations" => self.reconcile_operations.merge_json(from),
            "message" => self.message.merge_json(from),
            "request" => self.request.merge_json(from),
            "suppress" => self.suppress.merge_json(from),
            "update_framework" => self.update_framework.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.scheduler.APIResult`.
#[derive(Clone, Default, PartialEq)]
pub struct ApiResult {
    /// 1, required.
    pub status_code: Option<u32>,
    /// 2.
    pub response: Option<crate::scheduler::Response>,
    /// 3.
    pub error: Option<String>,
}

impl ApiResult {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.scheduler.APIResult", fields: &[
        required(1, "uint32", "status_code"),
        optional(2, "mesos.v1.scheduler.Response", "response"),
        optional(3, "string", "error"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(ApiResult);

impl crate::field::Message for ApiResult {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.status_code.is_some(), "status_code")?;
        self.response.check("response")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.error.put_pb(3, to);
        self.response.put_pb(2, to);
        self.status_code.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.status_code.merge_pb(number, wire, from),
            2 => self.response.merge_pb(number, wire, from),
            3 => self.error.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.status_code.put_json("status_code", to);
        self.response.put_json("response", to);
        self.error.put_json("error", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "status_code" => self.status_code.merge_json(from),
            "response" => self.response.merge_json(from),
            "error" => self.error.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// Messages and enums that are declared inside the message of this name.
pub mod attribute_constraint {
use crate::field::Field as _;
use crate::table::{Table, optional};
use crate::{json, pb};

/// `mesos.v1.scheduler.AttributeConstraint.Selector`.
#[derive(Clone, Default, PartialEq)]
pub struct Selector {
    /// 1.
    pub pseudoattribute_type: Option<crate::scheduler::attribute_constraint::selector::PseudoattributeType>,
    /// 2.
    pub attribute_name: Option<String>,
}

impl Selector {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.scheduler.AttributeConstraint.Selector", fields: &[
        optional(1, "mesos.v1.scheduler.AttributeConstraint.Selector.PseudoattributeType", "pseudoattribute_type"),
        optional(2, "string", "attribute_name"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Selector);

impl crate::field::Message for Selector {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.attribute_name.put_pb(2, to);
        self.pseudoattribute_type.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.pseudoattribute_type.merge_pb(number, wire, from),
            2 => self.attribute_name.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.pseudoattribute_type.put_json("pseudoattribute_type", to);
        self.attribute_name.put_json("attribute_name", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "pseudoattribute_type" => self.pseudoattribute_type.merge_json(from),
            "attribute_name" => self.attribute_name.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.scheduler.AttributeConstraint.Predicate`.
#[derive(Clone, Default, PartialEq)]
pub struct Predicate {
    /// 1.
    pub exists: Option<crate::scheduler::attribute_constraint::predicate::Exists>,
    /// 2.
    pub not_exists: Option<crate::scheduler::attribute_constraint::predicate::NotExists>,
    /// 3.
    pub text_equals: Option<crate::scheduler::attribute_constraint::predicate::TextEquals>,
    /// 4.
    pub text_not_equals: Option<crate::scheduler::attribute_constraint::predicate::TextNotEquals>,
    /// 5.
    pub text_matches: Option<crate::scheduler::attribute_constraint::predicate::TextMatches>,
    /// 6.
    pub text_not_matches: Option<crate::scheduler::attribute_constraint::predicate::TextNotMatches>,
}

impl Predicate {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.scheduler.AttributeConstraint.Predicate", fields: &[
        optional(1, "mesos.v1.scheduler.AttributeConstraint.Predicate.Exists", "exists"),
        optional(2, "mesos.v1.scheduler.AttributeConstraint.Predicate.NotExists", "not_exists"),
        optional(3, "mesos.v1.scheduler.AttributeConstraint.Predicate.TextEquals", "text_equals"),
        optional(4, "mesos.v1.scheduler.AttributeConstraint.Predicate.TextNotEquals", "text_not_equals"),
        optional(5, "mesos.v1.scheduler.AttributeConstraint.Predicate.TextMatches", "text_matches"),
        optional(6, "mesos.v1.scheduler.AttributeConstraint.Predicate.TextNotMatches", "text_not_matches"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Predicate);

impl crate::field::Message for Predicate {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.text_equals.check("text_equals")?;
        self.text_not_equals.check("text_not_equals")?;
        self.text_matches.check("text_matches")?;
        self.text_not_matches.check("text_not_matches")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.text_not_matches.put_pb(6, to);
        self.text_matches.put_pb(5, to);
        self.text_not_equals.put_pb(4, to);
        self.text_equals.put_pb(3, to);
        self.not_exists.put_pb(2, to);
        self.exists.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.exists.merge_pb(number, wire, from),
            2 => self.not_exists.merge_pb(number, wire, from),
            3 => self.text_equals.merge_pb(number, wire, from),
            4 => self.text_not_equals.merge_pb(number, wire, from),
            5 => self.text_matches.merge_pb(number, wire, from),
            6 => self.text_not_matches.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.exists.put_json("exists", to);
        self.not_exists.put_json("not_exists", to);
        self.text_equals.put_json("text_equals", to);
        self.text_not_equals.put_json("text_not_equals", to);
        self.text_matches.put_json("text_matches", to);
        self.text_not_matches.put_json("text_not_matches", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "exists" => self.exists.merge_json(from),
            "not_exists" => self.not_exists.merge_json(from),
            "text_equals" => self.text_equals.merge_json(from),
            "text_not_equals" => self.text_not_equals.merge_json(from),
            "text_matches" => self.text_matches.merge_json(from),
            "text_not_matches" => self.text_not_matches.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// Messages and enums that are declared inside the message of this name.
pub mod predicate {
use crate::field::Field as _;
use crate::table::{Table, required};
use crate::{json, pb};

/// `mesos.v1.scheduler.AttributeConstraint.Predicate.Exists`.
#[derive(Clone, Default, PartialEq)]
pub struct Exists {
}

impl Exists {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.scheduler.AttributeConstraint.Predicate.Exists", fields: &[
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Exists);

impl crate::field::Message for Exists {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        Ok(())
    }

    fn write_pb(&self, _to: &mut pb::Writer) {
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        from.skip(number, wire)
    }

    fn write_json(&self, _to: &mut json::Writer) {
    }

    fn read_json(&mut self, _name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        from.skip()
    }
}

/// `mesos.v1.scheduler.AttributeConstraint.Predicate.NotExists`.
#[derive(Clone, Default, PartialEq)]
pub struct NotExists {
}

impl NotExists {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.scheduler.AttributeConstraint.Predicate.NotExists", fields: &[
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(NotExists);

impl crate::field::Message for NotExists {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        Ok(())
    }

    fn write_pb(&self, _to: &mut pb::Writer) {
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        from.skip(number, wire)
    }

    fn write_json(&self, _to: &mut json::Writer) {
    }

    fn read_json(&mut self, _name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        from.skip()
    }
}

/// `mesos.v1.scheduler.AttributeConstraint.Predicate.TextEquals`.
#[derive(Clone, Default, PartialEq)]
pub struct TextEquals {
    /// 1, required.
    pub value: Option<String>,
}

impl TextEquals {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.scheduler.AttributeConstraint.Predicate.TextEquals", fields: &[
        required(1, "string", "value"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(TextEquals);

impl crate::field::Message for TextEquals {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.value.is_some(), "value")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.value.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.value.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.value.put_json("value", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "value" => self.value.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.scheduler.AttributeConstraint.Predicate.TextNotEquals`.
#[derive(Clone, Default, PartialEq)]
pub struct TextNotEquals {
    /// 1, required.
    pub value: Option<String>,
}

impl TextNotEquals {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.scheduler.AttributeConstraint.Predicate.TextNotEquals", fields: &[
        required(1, "string", "value"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(TextNotEquals);

impl crate::field::Message for TextNotEquals {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.value.is_some(), "value")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.value.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.value.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.value.put_json("value", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "value" => self.value.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.scheduler.AttributeConstraint.Predicate.TextMatches`.
#[derive(Clone, Default, PartialEq)]
pub struct TextMatches {
    /// 1, required.
    pub regex: Option<String>,
}

impl TextMatches {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.scheduler.AttributeConstraint.Predicate.TextMatches", fields: &[
        required(1, "string", "regex"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(TextMatches);

impl crate::field::Message for TextMatches {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.regex.is_some(), "regex")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.regex.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.regex.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.regex.put_json("regex", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "regex" => self.regex.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.scheduler.AttributeConstraint.Predicate.TextNotMatches`.
#[derive(Clone, Default, PartialEq)]
pub struct TextNotMatches {
    /// 1, required.
    pub regex: Option<String>,
}

impl TextNotMatches {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.scheduler.AttributeConstraint.Predicate.TextNotMatches", fields: &[
        required(1, "string", "regex"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(TextNotMatches);

impl crate::field::Message for TextNotMatches {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.regex.is_some(), "regex")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.regex.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.regex.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.regex.put_json("regex", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "regex" => self.regex.merge_json(from),
            _ => from.skip(),
        }
    }
}

}

/// Messages and enums that are declared inside the message of this name.
pub mod selector {

/// `mesos.v1.scheduler.AttributeConstraint.Selector.PseudoattributeType`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PseudoattributeType {
    /// `UNKNOWN`.
    #[default]
    Unknown = 0,
    /// `HOSTNAME`.
    Hostname = 1,
    /// `REGION`.
    Region = 2,
    /// `ZONE`.
    Zone = 3,
}

crate::field::enumeration!(PseudoattributeType);

impl crate::field::Enumeration for PseudoattributeType {
    const TABLE: &'static crate::table::EnumTable = &crate::table::EnumTable { name: "mesos.v1.scheduler.AttributeConstraint.Selector.PseudoattributeType", values: &[
        ("UNKNOWN", 0),
        ("HOSTNAME", 1),
        ("REGION", 2),
        ("ZONE", 3),
    ] };
    const ALL: &'static [Self] = &[
        Self::Unknown,
        Self::Hostname,
        Self::Region,
        Self::Zone,
    ];
}

}

}

/// Messages and enums that are declared inside the message of this name.
pub mod call {
use crate::field::Field as _;
use crate::table::{Table, optional, repeated, required};
use crate::{json, pb};

/// `mesos.v1.scheduler.Call.Type`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Type {
    /// `UNKNOWN`.
    #[default]
    Unknown = 0,
    /// `SUBSCRIBE`.
    Subscribe = 1,
    /// `TEARDOWN`.
    Teardown = 2,
    /// `ACCEPT`.
    Accept = 3,
    /// `DECLINE`.
    Decline = 4,
    /// `ACCEPT_INVERSE_OFFERS`.
    AcceptInverseOffers = 13,
    /// `DECLINE_INVERSE_OFFERS`.
    DeclineInverseOffers = 14,
    /// `REVIVE`.
    Revive = 5,
    /// `KILL`.
    Kill = 6,
    /// `SHUTDOWN`.
    Shutdown = 7,
    /// `ACKNOWLEDGE`.
    Acknowledge = 8,
    /// `ACKNOWLEDGE_OPERATION_STATUS`.
    AcknowledgeOperationStatus = 15,
    /// `RECONCILE`.
    Reconcile = 9,
    /// `RECONCILE_OPERATIONS`.
    ReconcileOperations = 16,
    /// `MESSAGE`.
    Message = 10,
    /// `REQUEST`.
    Request = 11,
    /// `SUPPRESS`.
    Suppress = 12,
    /// `UPDATE_FRAMEWORK`.
    UpdateFramework = 17,
}

crate::field::enumeration!(Type);

impl crate::field::Enumeration for Type {
    const TABLE: &'static crate::table::EnumTable = &crate::table::EnumTable { name: "mesos.v1.scheduler.Call.Type", values: &[
        ("UNKNOWN", 0),
        ("SUBSCRIBE", 1),
        ("TEARDOWN", 2),
        ("ACCEPT", 3),
        ("DECLINE", 4),
        ("ACCEPT_INVERSE_OFFERS", 13),
        ("DECLINE_INVERSE_OFFERS", 14),
        ("REVIVE", 5),
        ("KILL", 6),
        ("SHUTDOWN", 7),
        ("ACKNOWLEDGE", 8),
        ("ACKNOWLEDGE_OPERATION_STATUS", 15),
        ("RECONCILE", 9),
        ("RECONCILE_OPERATIONS", 16),
        ("MESSAGE", 10),
        ("REQUEST", 11),
        ("SUPPRESS", 12),
        ("UPDATE_FRAMEWORK", 17),
    ] };
    const ALL: &'static [Self] = &[
        Self::Unknown,
        Self::Subscribe,
        Self::Teardown,
        Self::Accept,
        Self::Decline,
        Self::AcceptInverseOffers,
        Self::DeclineInverseOffers,
        Self::Revive,
        Self::Kill,
        Self::Shutdown,
        Self::Acknowledge,
        Self::AcknowledgeOperationStatus,
        Self::Reconcile,
        Self::ReconcileOperations,
        Self::Message,
        Self::Request,
        Self::Suppress,
        Self::UpdateFramework,
    ];
}

/// `mesos.v1.scheduler.Call.Subscribe`.
#[derive(Clone, Default, PartialEq)]
pub struct Subscribe {
    /// 1, required.
    pub framework_info: Option<Box<crate::FrameworkInfo>>,
    /// 2.
    pub suppressed_roles: Vec<String>,
    /// 3.
    pub offer_constraints: Option<crate::scheduler::OfferConstraints>,
}

impl Subscribe {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.scheduler.Call.Subscribe", fields: &[
        required(1, "mesos.v1.FrameworkInfo", "framework_info"),
        repeated(2, "string", "suppressed_roles"),
        optional(3, "mesos.v1.scheduler.OfferConstraints", "offer_constraints"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Subscribe);

impl crate::field::Message for Subscribe {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.framework_info.is_some(), "framework_info")?;
        self.framework_info.check("framework_info")?;
        self.offer_constraints.check("offer_constraints")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.offer_constraints.put_pb(3, to);
        self.suppressed_roles.put_pb(2, to);
        self.framework_info.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.framework_info.merge_pb(number, wire, from),
            2 => self.suppressed_roles.merge_pb(number, wire, from),
            3 => self.offer_constraints.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.framework_info.put_json("framework_info", to);
        self.suppressed_roles.put_json("suppressed_roles", to);
        self.offer_constraints.put_json("offer_constraints", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "framework_info" => self.framework_info.merge_json(from),
            "suppressed_roles" => self.suppressed_roles.merge_json(from),
            "offer_constraints" => self.offer_constraints.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.scheduler.Call.Accept`.
#[derive(Clone, Default, PartialEq)]
pub struct Accept {
    /// 1.
    pub offer_ids: Vec<crate::OfferId>,
    /// 2.
    pub operations: Vec<crate::offer::Operation>,
    /// 3.
    pub filters: Option<crate::Filters>,
}

impl Accept {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.scheduler.Call.Accept", fields: &[
        repeated(1, "mesos.v1.OfferID", "offer_ids"),
        repeated(2, "mesos.v1.Offer.Operation", "operations"),
        optional(3, "mesos.v1.Filters", "filters"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Accept);

impl crate::field::Message for Accept {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.offer_ids.check("offer_ids")?;
        self.operations.check("operations")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.filters.put_pb(3, to);
        self.operations.put_pb(2, to);
        self.offer_ids.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.offer_ids.merge_pb(number, wire, from),
            2 => self.operations.merge_pb(number, wire, from),
            3 => self.filters.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.offer_ids.put_json("offer_ids", to);
        self.operations.put_json("operations", to);
        self.filters.put_json("filters", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "offer_ids" => self.offer_ids.merge_json(from),
            "operations" => self.operations.merge_json(from),
            "filters" => self.filters.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.scheduler.Call.Decline`.
#[derive(Clone, Default, PartialEq)]
pub struct Decline {
    /// 1.
    pub offer_ids: Vec<crate::OfferId>,
    /// 2.
    pub filters: Option<crate::Filters>,
}

impl Decline {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.scheduler.Call.Decline", fields: &[
        repeated(1, "mesos.v1.OfferID", "offer_ids"),
        optional(2, "mesos.v1.Filters", "filters"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Decline);

impl crate::field::Message for Decline {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.offer_ids.check("offer_ids")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.filters.put_pb(2, to);
        self.offer_ids.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.offer_ids.merge_pb(number, wire, from),
            2 => self.filters.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.offer_ids.put_json("offer_ids", to);
        self.filters.put_json("filters", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "offer_ids" => self.offer_ids.merge_json(from),
            "filters" => self.filters.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.scheduler.Call.AcceptInverseOffers`.
#[derive(Clone, Default, PartialEq)]
pub struct AcceptInverseOffers {
    /// 1.
    pub inverse_offer_ids: Vec<crate::OfferId>,
    /// 2.
    pub filters: Option<crate::Filters>,
}

impl AcceptInverseOffers {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.scheduler.Call.AcceptInverseOffers", fields: &[
        repeated(1, "mesos.v1.OfferID", "inverse_offer_ids"),
        optional(2, "mesos.v1.Filters", "filters"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(AcceptInverseOffers);

impl crate::field::Message for AcceptInverseOffers {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.inverse_offer_ids.check("inverse_offer_ids")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.filters.put_pb(2, to);
        self.inverse_offer_ids.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.inverse_offer_ids.merge_pb(number, wire, from),
            2 => self.filters.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.inverse_offer_ids.put_json("inverse_offer_ids", to);
        self.filters.put_json("filters", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "inverse_offer_ids" => self.inverse_offer_ids.merge_json(from),
            "filters" => self.filters.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.scheduler.Call.DeclineInverseOffers`.
#[derive(Clone, Default, PartialEq)]
pub struct DeclineInverseOffers {
    /// 1.
    pub inverse_offer_ids: Vec<crate::OfferId>,
    /// 2.
    pub filters: Option<crate::Filters>,
}

impl DeclineInverseOffers {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.scheduler.Call.DeclineInverseOffers", fields: &[
        repeated(1, "mesos.v1.OfferID", "inverse_offer_ids"),
        optional(2, "mesos.v1.Filters", "filters"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(DeclineInverseOffers);

impl crate::field::Message for DeclineInverseOffers {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.inverse_offer_ids.check("inverse_offer_ids")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.filters.put_pb(2, to);
        self.inverse_offer_ids.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.inverse_offer_ids.merge_pb(number, wire, from),
            2 => self.filters.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.inverse_offer_ids.put_json("inverse_offer_ids", to);
        self.filters.put_json("filters", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "inverse_offer_ids" => self.inverse_offer_ids.merge_json(from),
            "filters" => self.filters.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.scheduler.Call.Revive`.
#[derive(Clone, Default, PartialEq)]
pub struct Revive {
    /// 1.
    pub roles: Vec<String>,
}

impl Revive {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.scheduler.Call.Revive", fields: &[
        repeated(1, "string", "roles"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Revive);

impl crate::field::Message for Revive {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.roles.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.roles.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.roles.put_json("roles", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "roles" => self.roles.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.scheduler.Call.Kill`.
#[derive(Clone, Default, PartialEq)]
pub struct Kill {
    /// 1, required.
    pub task_id: Option<crate::TaskId>,
    /// 2.
    pub agent_id: Option<crate::AgentId>,
    /// 3.
    pub kill_policy: Option<crate::KillPolicy>,
}

impl Kill {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.scheduler.Call.Kill", fields: &[
        required(1, "mesos.v1.TaskID", "task_id"),
        optional(2, "mesos.v1.AgentID", "agent_id"),
        optional(3, "mesos.v1.KillPolicy", "kill_policy"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Kill);

impl crate::field::Message for Kill {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.task_id.is_some(), "task_id")?;
        self.task_id.check("task_id")?;
        self.agent_id.check("agent_id")?;
        self.kill_policy.check("kill_policy")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.kill_policy.put_pb(3, to);
        self.agent_id.put_pb(2, to);
        self.task_id.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.task_id.merge_pb(number, wire, from),
            2 => self.agent_id.merge_pb(number, wire, from),
            3 => self.kill_policy.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.task_id.put_json("task_id", to);
        self.agent_id.put_json("agent_id", to);
        self.kill_policy.put_json("kill_policy", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "task_id" => self.task_id.merge_json(from),
            "agent_id" => self.agent_id.merge_json(from),
            "kill_policy" => self.kill_policy.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.scheduler.Call.Shutdown`.
#[derive(Clone, Default, PartialEq)]
pub struct Shutdown {
    /// 1, required.
    pub executor_id: Option<crate::ExecutorId>,
    /// 2, required.
    pub agent_id: Option<crate::AgentId>,
}

impl Shutdown {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.scheduler.Call.Shutdown", fields: &[
        required(1, "mesos.v1.ExecutorID", "executor_id"),
        required(2, "mesos.v1.AgentID", "agent_id"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Shutdown);

impl crate::field::Message for Shutdown {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.executor_id.is_some(), "executor_id")?;
        self.executor_id.check("executor_id")?;
        crate::field::need(self.agent_id.is_some(), "agent_id")?;
        self.agent_id.check("agent_id")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.agent_id.put_pb(2, to);
        self.executor_id.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.executor_id.merge_pb(number, wire, from),
            2 => self.agent_id.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.executor_id.put_json("executor_id", to);
        self.agent_id.put_json("agent_id", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "executor_id" => self.executor_id.merge_json(from),
            "agent_id" => self.agent_id.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.scheduler.Call.Acknowledge`.
#[derive(Clone, Default, PartialEq)]
pub struct Acknowledge {
    /// 1, required.
    pub agent_id: Option<crate::AgentId>,
    /// 2, required.
    pub task_id: Option<crate::TaskId>,
    /// 3, required.
    pub uuid: Option<Vec<u8>>,
}

impl Acknowledge {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.scheduler.Call.Acknowledge", fields: &[
        required(1, "mesos.v1.AgentID", "agent_id"),
        required(2, "mesos.v1.TaskID", "task_id"),
        required(3, "bytes", "uuid"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Acknowledge);

impl crate::field::Message for Acknowledge {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.agent_id.is_some(), "agent_id")?;
        self.agent_id.check("agent_id")?;
        crate::field::need(self.task_id.is_some(), "task_id")?;
        self.task_id.check("task_id")?;
        crate::field::need(self.uuid.is_some(), "uuid")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.uuid.put_pb(3, to);
        self.task_id.put_pb(2, to);
        self.agent_id.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.agent_id.merge_pb(number, wire, from),
            2 => self.task_id.merge_pb(number, wire, from),
            3 => self.uuid.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.agent_id.put_json("agent_id", to);
        self.task_id.put_json("task_id", to);
        self.uuid.put_json("uuid", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "agent_id" => self.agent_id.merge_json(from),
            "task_id" => self.task_id.merge_json(from),
            "uuid" => self.uuid.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.scheduler.Call.AcknowledgeOperationStatus`.
#[derive(Clone, Default, PartialEq)]
pub struct AcknowledgeOperationStatus {
    /// 1.
    pub agent_id: Option<crate::AgentId>,
    /// 2.
    pub resource_provider_id: Option<crate::ResourceProviderId>,
    /// 3, required.
    pub uuid: Option<Vec<u8>>,
    /// 4, required.
    pub operation_id: Option<crate::OperationId>,
}

impl AcknowledgeOperationStatus {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.scheduler.Call.AcknowledgeOperationStatus", fields: &[
        optional(1, "mesos.v1.AgentID", "agent_id"),
        optional(2, "mesos.v1.ResourceProviderID", "resource_provider_id"),
        required(3, "bytes", "uuid"),
        required(4, "mesos.v1.OperationID", "operation_id"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(AcknowledgeOperationStatus);

impl crate::field::Message for AcknowledgeOperationStatus {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.agent_id.check("agent_id")?;
        self.resource_provider_id.check("resource_provider_id")?;
        crate::field::need(self.uuid.is_some(), "uuid")?;
        crate::field::need(self.operation_id.is_some(), "operation_id")?;
        self.operation_id.check("operation_id")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.operation_id.put_pb(4, to);
        self.uuid.put_pb(3, to);
        self.resource_provider_id.put_pb(2, to);
        self.agent_id.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.agent_id.merge_pb(number, wire, from),
            2 => self.resource_provider_id.merge_pb(number, wire, from),
            3 => self.uuid.merge_pb(number, wire, from),
            4 => self.operation_id.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.agent_id.put_json("agent_id", to);
        self.resource_provider_id.put_json("resource_provider_id", to);
        self.uuid.put_json("uuid", to);
        self.operation_id.put_json("operation_id", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "agent_id" => self.agent_id.merge_json(from),
            "resource_provider_id" => self.resource_provider_id.merge_json(from),
            "uuid" => self.uuid.merge_json(from),
            "operation_id" => self.operation_id.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.scheduler.Call.Reconcile`.
#[derive(Clone, Default, PartialEq)]
pub struct Reconcile {
    /// 1.
    pub tasks: Vec<crate::scheduler::call::reconcile::Task>,
}

impl Reconcile {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.scheduler.Call.Reconcile", fields: &[
        repeated(1, "mesos.v1.scheduler.Call.Reconcile.Task", "tasks"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Reconcile);

impl crate::field::Message for Reconcile {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.tasks.check("tasks")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.tasks.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.tasks.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.tasks.put_json("tasks", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "tasks" => self.tasks.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.scheduler.Call.ReconcileOperations`.
#[derive(Clone, Default, PartialEq)]
pub struct ReconcileOperations {
    /// 1.
    pub operations: Vec<crate::scheduler::call::reconcile_operations::Operation>,
}

impl ReconcileOperations {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.scheduler.Call.ReconcileOperations", fields: &[
        repeated(1, "mesos.v1.scheduler.Call.ReconcileOperations.Operation", "operations"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(ReconcileOperations);

impl crate::field::Message for ReconcileOperations {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.operations.check("operations")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.operations.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.operations.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.operations.put_json("operations", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "operations" => self.operations.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.scheduler.Call.Message`.
#[derive(Clone, Default, PartialEq)]
pub struct Message {
    /// 1, required.
    pub agent_id: Option<crate::AgentId>,
    /// 2, required.
    pub executor_id: Option<crate::ExecutorId>,
    /// 3, required.
    pub data: Option<Vec<u8>>,
}

impl Message {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.scheduler.Call.Message", fields: &[
        required(1, "mesos.v1.AgentID", "agent_id"),
        required(2, "mesos.v1.ExecutorID", "executor_id"),
        required(3, "bytes", "data"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Message);

impl crate::field::Message for Message {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.agent_id.is_some(), "agent_id")?;
        self.agent_id.check("agent_id")?;
        crate::field::need(self.executor_id.is_some(), "executor_id")?;
        self.executor_id.check("executor_id")?;
        crate::field::need(self.data.is_some(), "data")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.data.put_pb(3, to);
        self.executor_id.put_pb(2, to);
        self.agent_id.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.agent_id.merge_pb(number, wire, from),
            2 => self.executor_id.merge_pb(number, wire, from),
            3 => self.data.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.agent_id.put_json("agent_id", to);
        self.executor_id.put_json("executor_id", to);
        self.data.put_json("data", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "agent_id" => self.agent_id.merge_json(from),
            "executor_id" => self.executor_id.merge_json(from),
            "data" => self.data.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.scheduler.Call.Request`.
#[derive(Clone, Default, PartialEq)]
pub struct Request {
    /// 1.
    pub requests: Vec<crate::Request>,
}

impl Request {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.scheduler.Call.Request", fields: &[
        repeated(1, "mesos.v1.Request", "requests"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Request);

impl crate::field::Message for Request {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.requests.check("requests")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.requests.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.requests.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.requests.put_json("requests", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "requests" => self.requests.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.scheduler.Call.Suppress`.
#[derive(Clone, Default, PartialEq)]
pub struct Suppress {
    /// 1.
    pub roles: Vec<String>,
}

impl Suppress {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.scheduler.Call.Suppress", fields: &[
        repeated(1, "string", "roles"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Suppress);

impl crate::field::Message for Suppress {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.roles.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.roles.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.roles.put_json("roles", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "roles" => self.roles.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.scheduler.Call.UpdateFramework`.
#[derive(Clone, Default, PartialEq)]
pub struct UpdateFramework {
    /// 1, required.
    pub framework_info: Option<Box<crate::FrameworkInfo>>,
    /// 2.
    pub suppressed_roles: Vec<String>,
    /// 3.
    pub offer_constraints: Option<crate::scheduler::OfferConstraints>,
}

impl UpdateFramework {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.scheduler.Call.UpdateFramework", fields: &[
        required(1, "mesos.v1.FrameworkInfo", "framework_info"),
        repeated(2, "string", "suppressed_roles"),
        optional(3, "mesos.v1.scheduler.OfferConstraints", "offer_constraints"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(UpdateFramework);

impl crate::field::Message for UpdateFramework {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.framework_info.is_some(), "framework_info")?;
        self.framework_info.check("framework_info")?;
        self.offer_constraints.check("offer_constraints")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.offer_constraints.put_pb(3, to);
        self.suppressed_roles.put_pb(2, to);
        self.framework_info.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.framework_info.merge_pb(number, wire, from),
            2 => self.suppressed_roles.merge_pb(number, wire, from),
            3 => self.offer_constraints.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.framework_info.put_json("framework_info", to);
        self.suppressed_roles.put_json("suppressed_roles", to);
        self.offer_constraints.put_json("offer_constraints", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "framework_info" => self.framework_info.merge_json(from),
            "suppressed_roles" => self.suppressed_roles.merge_json(from),
            "offer_constraints" => self.offer_constraints.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// Messages and enums that are declared inside the message of this name.
pub mod reconcile {
use crate::field::Field as _;
use crate::table::{Table, optional, required};
use crate::{json, pb};

/// `mesos.v1.scheduler.Call.Reconcile.Task`.
#[derive(Clone, Default, PartialEq)]
pub struct Task {
    /// 1, required.
    pub task_id: Option<crate::TaskId>,
    /// 2.
    pub agent_id: Option<crate::AgentId>,
}

impl Task {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.scheduler.Call.Reconcile.Task", fields: &[
        required(1, "mesos.v1.TaskID", "task_id"),
        optional(2, "mesos.v1.AgentID", "agent_id"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Task);

impl crate::field::Message for Task {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.task_id.is_some(), "task_id")?;
        self.task_id.check("task_id")?;
        self.agent_id.check("agent_id")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.agent_id.put_pb(2, to);
        self.task_id.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.task_id.merge_pb(number, wire, from),
            2 => self.agent_id.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.task_id.put_json("task_id", to);
        self.agent_id.put_json("agent_id", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "task_id" => self.task_id.merge_json(from),
            "agent_id" => self.agent_id.merge_json(from),
            _ => from.skip(),
        }
    }
}

}

/// Messages and enums that are declared inside the message of this name.
pub mod reconcile_operations {
use crate::field::Field as _;
use crate::table::{Table, optional, required};
use crate::{json, pb};

/// `mesos.v1.scheduler.Call.ReconcileOperations.Operation`.
#[derive(Clone, Default, PartialEq)]
pub struct Operation {
    /// 1, required.
    pub operation_id: Option<crate::OperationId>,
    /// 2.
    pub agent_id: Option<crate::AgentId>,
    /// 3.
    pub resource_provider_id: Option<crate::ResourceProviderId>,
}

impl Operation {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.scheduler.Call.ReconcileOperations.Operation", fields: &[
        required(1, "mesos.v1.OperationID", "operation_id"),
        optional(2, "mesos.v1.AgentID", "agent_id"),
        optional(3, "mesos.v1.ResourceProviderID", "resource_provider_id"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Operation);

impl crate::field::Message for Operation {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.operation_id.is_some(), "operation_id")?;
        self.operation_id.check("operation_id")?;
        self.agent_id.check("agent_id")?;
        self.resource_provider_id.check("resource_provider_id")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.resource_provider_id.put_pb(3, to);
        self.agent_id.put_pb(2, to);
        self.operation_id.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.operation_id.merge_pb(number, wire, from),
            2 => self.agent_id.merge_pb(number, wire, from),
            3 => self.resource_provider_id.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.operation_id.put_json("operation_id", to);
        self.agent_id.put_json("agent_id", to);
        self.resource_provider_id.put_json("resource_provider_id", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "operation_id" => self.operation_id.merge_json(from),
            "agent_id" => self.agent_id.merge_json(from),
            "resource_provider_id" => self.resource_provider_id.merge_json(from),
            _ => from.skip(),
        }
    }
}

}

}

/// Messages and enums that are declared inside the message of this name.
pub mod event {
use crate::field::Field as _;
use crate::table::{Table, optional, repeated, required};
use crate::{json, pb};

/// `mesos.v1.scheduler.Event.Type`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Type {
    /// `UNKNOWN`.
    #[default]
    Unknown = 0,
    /// `SUBSCRIBED`.
    Subscribed = 1,
    /// `OFFERS`.
    Offers = 2,
    /// `INVERSE_OFFERS`.
    InverseOffers = 9,
    /// `RESCIND`.
    Rescind = 3,
    /// `RESCIND_INVERSE_OFFER`.
    RescindInverseOffer = 10,
    /// `UPDATE`.
    Update = 4,
    /// `UPDATE_OPERATION_STATUS`.
    UpdateOperationStatus = 11,
    /// `MESSAGE`.
    Message = 5,
    /// `FAILURE`.
    Failure = 6,
    /// `ERROR`.
    Error = 7,
    /// `HEARTBEAT`.
    Heartbeat = 8,
}

crate::field::enumeration!(Type);

impl crate::field::Enumeration for Type {
    const TABLE: &'static crate::table::EnumTable = &crate::table::EnumTable { name: "mesos.v1.scheduler.Event.Type", values: &[
        ("UNKNOWN", 0),
        ("SUBSCRIBED", 1),
        ("OFFERS", 2),
        ("INVERSE_OFFERS", 9),
        ("RESCIND", 3),
        ("RESCIND_INVERSE_OFFER", 10),
        ("UPDATE", 4),
        ("UPDATE_OPERATION_STATUS", 11),
        ("MESSAGE", 5),
        ("FAILURE", 6),
        ("ERROR", 7),
        ("HEARTBEAT", 8),
    ] };
    const ALL: &'static [Self] = &[
        Self::Unknown,
        Self::Subscribed,
        Self::Offers,
        Self::InverseOffers,
        Self::Rescind,
        Self::RescindInverseOffer,
        Self::Update,
        Self::UpdateOperationStatus,
        Self::Message,
        Self::Failure,
        Self::Error,
        Self::Heartbeat,
    ];
}

/// `mesos.v1.scheduler.Event.Subscribed`.
#[derive(Clone, Default, PartialEq)]
pub struct Subscribed {
    /// 1, required.
    pub framework_id: Option<crate::FrameworkId>,
    /// 2.
    pub heartbeat_interval_seconds: Option<f64>,
    /// 3.
    pub master_info: Option<Box<crate::MasterInfo>>,
}

impl Subscribed {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.scheduler.Event.Subscribed", fields: &[
        required(1, "mesos.v1.FrameworkID", "framework_id"),
        optional(2, "double", "heartbeat_interval_seconds"),
        optional(3, "mesos.v1.MasterInfo", "master_info"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Subscribed);

impl crate::field::Message for Subscribed {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.framework_id.is_some(), "framework_id")?;
        self.framework_id.check("framework_id")?;
        self.master_info.check("master_info")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.master_info.put_pb(3, to);
        self.heartbeat_interval_seconds.put_pb(2, to);
        self.framework_id.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.framework_id.merge_pb(number, wire, from),
            2 => self.heartbeat_interval_seconds.merge_pb(number, wire, from),
            3 => self.master_info.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.framework_id.put_json("framework_id", to);
        self.heartbeat_interval_seconds.put_json("heartbeat_interval_seconds", to);
        self.master_info.put_json("master_info", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "framework_id" => self.framework_id.merge_json(from),
            "heartbeat_interval_seconds" => self.heartbeat_interval_seconds.merge_json(from),
            "master_info" => self.master_info.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.scheduler.Event.Offers`.
#[derive(Clone, Default, PartialEq)]
pub struct Offers {
    /// 1.
    pub offers: Vec<crate::Offer>,
}

impl Offers {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.scheduler.Event.Offers", fields: &[
        repeated(1, "mesos.v1.Offer", "offers"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Offers);

impl crate::field::Message for Offers {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.offers.check("offers")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.offers.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.offers.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.offers.put_json("offers", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "offers" => self.offers.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.scheduler.Event.InverseOffers`.
#[derive(Clone, Default, PartialEq)]
pub struct InverseOffers {
    /// 1.
    pub inverse_offers: Vec<crate::InverseOffer>,
}

impl InverseOffers {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.scheduler.Event.InverseOffers", fields: &[
        repeated(1, "mesos.v1.InverseOffer", "inverse_offers"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(InverseOffers);

impl crate::field::Message for InverseOffers {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.inverse_offers.check("inverse_offers")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.inverse_offers.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.inverse_offers.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.inverse_offers.put_json("inverse_offers", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "inverse_offers" => self.inverse_offers.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.scheduler.Event.Rescind`.
#[derive(Clone, Default, PartialEq)]
pub struct Rescind {
    /// 1, required.
    pub offer_id: Option<crate::OfferId>,
}

impl Rescind {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.scheduler.Event.Rescind", fields: &[
        required(1, "mesos.v1.OfferID", "offer_id"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Rescind);

impl crate::field::Message for Rescind {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.offer_id.is_some(), "offer_id")?;
        self.offer_id.check("offer_id")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.offer_id.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.offer_id.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.offer_id.put_json("offer_id", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "offer_id" => self.offer_id.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.scheduler.Event.RescindInverseOffer`.
#[derive(Clone, Default, PartialEq)]
pub struct RescindInverseOffer {
    /// 1, required.
    pub inverse_offer_id: Option<crate::OfferId>,
}

impl RescindInverseOffer {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.scheduler.Event.RescindInverseOffer", fields: &[
        required(1, "mesos.v1.OfferID", "inverse_offer_id"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(RescindInverseOffer);

impl crate::field::Message for RescindInverseOffer {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.inverse_offer_id.is_some(), "inverse_offer_id")?;
        self.inverse_offer_id.check("inverse_offer_id")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.inverse_offer_id.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.inverse_offer_id.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.inverse_offer_id.put_json("inverse_offer_id", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "inverse_offer_id" => self.inverse_offer_id.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.scheduler.Event.Update`.
#[derive(Clone, Default, PartialEq)]
pub struct Update {
    /// 1, required.
    pub status: Option<Box<crate::TaskStatus>>,
}

impl Update {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.scheduler.Event.Update", fields: &[
        required(1, "mesos.v1.TaskStatus", "status"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Update);

impl crate::field::Message for Update {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.status.is_some(), "status")?;
        self.status.check("status")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.status.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.status.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.status.put_json("status", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "status" => self.status.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.scheduler.Event.UpdateOperationStatus`.
#[derive(Clone, Default, PartialEq)]
pub struct UpdateOperationStatus {
    /// 1, required.
    pub status: Option<Box<crate::OperationStatus>>,
}

impl UpdateOperationStatus {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.scheduler.Event.UpdateOperationStatus", fields: &[
        required(1, "mesos.v1.OperationStatus", "status"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(UpdateOperationStatus);

impl crate::field::Message for UpdateOperationStatus {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.status.is_some(), "status")?;
        self.status.check("status")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.status.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.status.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.status.put_json("status", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "status" => self.status.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.scheduler.Event.Message`.
#[derive(Clone, Default, PartialEq)]
pub struct Message {
    /// 1, required.
    pub agent_id: Option<crate::AgentId>,
    /// 2, required.
    pub executor_id: Option<crate::ExecutorId>,
    /// 3, required.
    pub data: Option<Vec<u8>>,
}

impl Message {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.scheduler.Event.Message", fields: &[
        required(1, "mesos.v1.AgentID", "agent_id"),
        required(2, "mesos.v1.ExecutorID", "executor_id"),
        required(3, "bytes", "data"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Message);

impl crate::field::Message for Message {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.agent_id.is_some(), "agent_id")?;
        self.agent_id.check("agent_id")?;
        crate::field::need(self.executor_id.is_some(), "executor_id")?;
        self.executor_id.check("executor_id")?;
        crate::field::need(self.data.is_some(), "data")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.data.put_pb(3, to);
        self.executor_id.put_pb(2, to);
        self.agent_id.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.agent_id.merge_pb(number, wire, from),
            2 => self.executor_id.merge_pb(number, wire, from),
            3 => self.data.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.agent_id.put_json("agent_id", to);
        self.executor_id.put_json("executor_id", to);
        self.data.put_json("data", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "agent_id" => self.agent_id.merge_json(from),
            "executor_id" => self.executor_id.merge_json(from),
            "data" => self.data.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.scheduler.Event.Failure`.
#[derive(Clone, Default, PartialEq)]
pub struct Failure {
    /// 1.
    pub agent_id: Option<crate::AgentId>,
    /// 2.
    pub executor_id: Option<crate::ExecutorId>,
    /// 3.
    pub status: Option<i32>,
}

impl Failure {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.scheduler.Event.Failure", fields: &[
        optional(1, "mesos.v1.AgentID", "agent_id"),
        optional(2, "mesos.v1.ExecutorID", "executor_id"),
        optional(3, "int32", "status"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Failure);

impl crate::field::Message for Failure {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.agent_id.check("agent_id")?;
        self.executor_id.check("executor_id")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.status.put_pb(3, to);
        self.executor_id.put_pb(2, to);
        self.agent_id.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.agent_id.merge_pb(number, wire, from),
            2 => self.executor_id.merge_pb(number, wire, from),
            3 => self.status.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.agent_id.put_json("agent_id", to);
        self.executor_id.put_json("executor_id", to);
        self.status.put_json("status", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "agent_id" => self.agent_id.merge_json(from),
            "executor_id" => self.executor_id.merge_json(from),
            "status" => self.status.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.scheduler.Event.Error`.
#[derive(Clone, Default, PartialEq)]
pub struct Error {
    /// 1, required.
    pub message: Option<String>,
}

impl Error {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.scheduler.Event.Error", fields: &[
        required(1, "string", "message"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Error);

impl crate::field::Message for Error {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.message.is_some(), "message")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.message.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.message.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.message.put_json("message", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "message" => self.message.merge_json(from),
            _ => from.skip(),
        }
    }
}

}

/// Messages and enums that are declared inside the message of this name.
pub mod offer_constraints {
use crate::field::Field as _;
use crate::table::{Table, repeated};
use crate::{json, pb};

/// `mesos.v1.scheduler.OfferConstraints.RoleConstraints`.
#[derive(Clone, Default, PartialEq)]
pub struct RoleConstraints {
    /// 1.
    pub groups: Vec<crate::scheduler::offer_constraints::role_constraints::Group>,
}

impl RoleConstraints {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.scheduler.OfferConstraints.RoleConstraints", fields: &[
        repeated(1, "mesos.v1.scheduler.OfferConstraints.RoleConstraints.Group", "groups"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(RoleConstraints);

impl crate::field::Message for RoleConstraints {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.groups.check("groups")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.groups.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.groups.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.groups.put_json("groups", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "groups" => self.groups.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// Messages and enums that are declared inside the message of this name.
pub mod role_constraints {
use crate::field::Field as _;
use crate::table::{Table, repeated};
use crate::{json, pb};

/// `mesos.v1.scheduler.OfferConstraints.RoleConstraints.Group`.
#[derive(Clone, Default, PartialEq)]
pub struct Group {
    /// 1.
    pub attribute_constraints: Vec<crate::scheduler::AttributeConstraint>,
}

impl Group {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.scheduler.OfferConstraints.RoleConstraints.Group", fields: &[
        repeated(1, "mesos.v1.scheduler.AttributeConstraint", "attribute_constraints"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Group);

impl crate::field::Message for Group {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.attribute_constraints.check("attribute_constraints")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.attribute_constraints.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.attribute_constraints.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.attribute_constraints.put_json("attribute_constraints", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "attribute_constraints" => self.attribute_constraints.merge_json(from),
            _ => from.skip(),
        }
    }
}

}

}

/// Messages and enums that are declared inside the message of this name.
pub mod response {
use crate::field::Field as _;
use crate::table::{Table, repeated};
use crate::{json, pb};

/// `mesos.v1.scheduler.Response.Type`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Type {
    /// `UNKNOWN`.
    #[default]
    Unknown = 0,
    /// `RECONCILE_OPERATIONS`.
    ReconcileOperations = 1,
}

crate::field::enumeration!(Type);

impl crate::field::Enumeration for Type {
    const TABLE: &'static crate::table::EnumTable = &crate::table::EnumTable { name: "mesos.v1.scheduler.Response.Type", values: &[
        ("UNKNOWN", 0),
        ("RECONCILE_OPERATIONS", 1),
    ] };
    const ALL: &'static [Self] = &[
        Self::Unknown,
        Self::ReconcileOperations,
    ];
}

/// `mesos.v1.scheduler.Response.ReconcileOperations`.
#[derive(Clone, Default, PartialEq)]
pub struct ReconcileOperations {
    /// 1, deprecated.
    pub operation_statuses: Vec<crate::OperationStatus>,
}

impl ReconcileOperations {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.scheduler.Response.ReconcileOperations", fields: &[
        repeated(1, "mesos.v1.OperationStatus", "operation_statuses").deprecated(),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(ReconcileOperations);

impl crate::field::Message for ReconcileOperations {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.operation_statuses.check("operation_statuses")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.operation_statuses.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.operation_statuses.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.operation_statuses.put_json("operation_statuses", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "operation_statuses" => self.operation_statuses.merge_json(from),
            _ => from.skip(),
        }
    }
}

}

