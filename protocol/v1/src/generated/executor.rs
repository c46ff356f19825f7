// Written by `cargo run -p mesos-v1 --example generate` from fields.tsv; do not edit.

use crate::field::Field as _;
use crate::table::{Table, optional, required};
use crate::{json, pb};

/// `mesos.v1.executor.Event`.
#[derive(Clone, Default, PartialEq)]
pub struct Event {
    /// 1.
    pub r#type: Option<crate::executor::event::Type>,
    /// 2.
    pub subscribed: Option<crate::executor::event::Subscribed>,
    /// 3.
    pub acknowledged: Option<crate::executor::event::Acknowledged>,
    /// 4.
    pub launch: Option<crate::executor::event::Launch>,
    /// 8.
    pub launch_group: Option<crate::executor::event::LaunchGroup>,
    /// 5.
    pub kill: Option<crate::executor::event::Kill>,
    /// 6.
    pub message: Option<crate::executor::event::Message>,
    /// 7.
    pub error: Option<crate::executor::event::Error>,
}

impl Event {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.executor.Event", fields: &[
        optional(1, "mesos.v1.executor.Event.Type", "type"),
        optional(2, "mesos.v1.executor.Event.Subscribed", "subscribed"),
        optional(3, "mesos.v1.executor.Event.Acknowledged", "acknowledged"),
        optional(4, "mesos.v1.executor.Event.Launch", "launch"),
        optional(8, "mesos.v1.executor.Event.LaunchGroup", "launch_group"),
        optional(5, "mesos.v1.executor.Event.Kill", "kill"),
        optional(6, "mesos.v1.executor.Event.Message", "message"),
        optional(7, "mesos.v1.executor.Event.Error", "error"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Event);

impl crate::field::Message for Event {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.subscribed.check("subscribed")?;
        self.acknowledged.check("acknowledged")?;
        self.launch.check("launch")?;
        self.launch_group.check("launch_group")?;
        self.kill.check("kill")?;
        self.message.check("message")?;
        self.error.check("error")?;
        if self.r#type == Some(crate::executor::event::Type::Subscribed) {
            crate::field::need_by_type(self.subscribed.is_some(), "subscribed", "SUBSCRIBED")?;
        }
        if self.r#type == Some(crate::executor::event::Type::Launch) {
            crate::field::need_by_type(self.launch.is_some(), "launch", "LAUNCH")?;
        }
        if self.r#type == Some(crate::executor::event::Type::LaunchGroup) {
            crate::field::need_by_type(self.launch_group.is_some(), "launch_group", "LAUNCH_GROUP")?;
        }
        if self.r#type == Some(crate::executor::event::Type::Kill) {
            crate::field::need_by_type(self.kill.is_some(), "kill", "KILL")?;
        }
        if self.r#type == Some(crate::executor::event::Type::Acknowledged) {
            crate::field::need_by_type(self.acknowledged.is_some(), "acknowledged", "ACKNOWLEDGED")?;
        }
        if self.r#type == Some(crate::executor::event::Type::Message) {
            crate::field::need_by_type(self.message.is_some(), "message", "MESSAGE")?;
        }
        if self.r#type == Some(crate::executor::event::Type::Error) {
            crate::field::need_by_type(self.error.is_some(), "error", "ERROR")?;
        }
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.launch_group.put_pb(8, to);
        self.error.put_pb(7, to);
        self.message.put_pb(6, to);
        self.kill.put_pb(5, to);
        self.launch.put_pb(4, to);
        self.acknowledged.put_pb(3, to);
        self.subscribed.put_pb(2, to);
        self.r#type.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.r#type.merge_pb(number, wire, from),
            2 => self.subscribed.merge_pb(number, wire, from),
            3 => self.acknowledged.merge_pb(number, wire, from),
            4 => self.launch.merge_pb(number, wire, from),
            5 => self.kill.merge_pb(number, wire, from),
            6 => self.message.merge_pb(number, wire, from),
            7 => self.error.merge_pb(number, wire, from),
            8 => self.launch_group.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.r#type.put_json("type", to);
        self.subscribed.put_json("subscribed", to);
        self.acknowledged.put_json("acknowledged", to);
        self.launch.put_json("launch", to);
        self.launch_group.put_json("launch_group", to);
        self.kill.put_json("kill", to);
        self.message.put_json("message", to);
        self.error.put_json("error", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "type" => self.r#type.merge_json(from),
            "subscribed" => self.subscribed.merge_json(from),
            "acknowledged" => self.acknowledged.merge_json(from),
            "launch" => self.launch.merge_json(from),
            "launch_group" => self.launch_group.merge_json(from),
            "kill" => self.kill.merge_json(from),
            "message" => self.message.merge_json(from),
            "error" => self.error.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.executor.Call`.
#[derive(Clone, Default, PartialEq)]
pub struct Call {
    /// 1, required.
    pub executor_id: Option<crate::ExecutorId>,
    /// 2, required.
    pub framework_id: Option<crate::FrameworkId>,
    /// 3.
    pub r#type: Option<crate::executor::call::Type>,
    /// 4.
    pub subscribe: Option<crate::executor::call::Subscribe>,
    /// 5.
    pub update: Option<crate::executor::call::Update>,
    /// 6.
    pub message: Option<crate::executor::call::Message>,
}

impl Call {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.executor.Call", fields: &[
        required(1, "mesos.v1.ExecutorID", "executor_id"),
        required(2, "mesos.v1.FrameworkID", "framework_id"),
        optional(3, "mesos.v1.executor.Call.Type", "type"),
        optional(4, "mesos.v1.executor.Call.Subscribe", "subscribe"),
        optional(5, "mesos.v1.executor.Call.Update", "update"),
        optional(6, "mesos.v1.executor.Call.Message", "message"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Call);

impl crate::field::Message for Call {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.executor_id.is_some(), "executor_id")?;
        self.executor_id.check("executor_id")?;
        crate::field::need(self.framework_id.is_some(), "framework_id")?;
        self.framework_id.check("framework_id")?;
        self.subscribe.check("subscribe")?;
        self.update.check("update")?;
        self.message.check("message")?;
        if self.r#type == Some(crate::executor::call::Type::Subscribe) {
            crate::field::need_by_type(self.subscribe.is_some(), "subscribe", "SUBSCRIBE")?;
        }
        if self.r#type == Some(crate::executor::call::Type::Update) {
            crate::field::need_by_type(self.update.is_some(), "update", "UPDATE")?;
        }
        if self.r#type == Some(crate::executor::call::Type::Message) {
            crate::field::need_by_type(self.message.is_some(), "message", "MESSAGE")?;
        }
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.message.put_pb(6, to);
        self.update.put_pb(5, to);
        self.subscribe.put_pb(4, to);
        self.r#type.put_pb(3, to);
        self.framework_id.put_pb(2, to);
        self.executor_id.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.executor_id.merge_pb(number, wire, from),
            2 => self.framework_id.merge_pb(number, wire, from),
            3 => self.r#type.merge_pb(number, wire, from),
            4 => self.subscribe.merge_pb(number, wire, from),
            5 => self.update.merge_pb(number, wire, from),
            6 => self.message.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.executor_id.put_json("executor_id", to);
        self.framework_id.put_json("framework_id", to);
        self.r#type.put_json("type", to);
        self.subscribe.put_json("subscribe", to);
        self.update.put_json("update", to);
        self.message.put_json("message", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "executor_id" => self.executor_id.merge_json(from),
            "framework_id" => self.framework_id.merge_json(from),
            "type" => self.r#type.merge_json(from),
            "subscribe" => self.subscribe.merge_json(from),
            "update" => self.update.merge_json(from),
            "message" => self.message.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// Messages and enums that are declared inside the message of this name.
pub mod call {
use crate::field::Field as _;
use crate::table::{Table, repeated, required};
use crate::{json, pb};

/// `mesos.v1.executor.Call.Type`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Type {
    /// `UNKNOWN`.
    #[default]
    Unknown = 0,
    /// `SUBSCRIBE`.
    Subscribe = 1,
    /// `UPDATE`.
    Update = 2,
    /// `MESSAGE`.
    Message = 3,
    /// `HEARTBEAT`.
    Heartbeat = 4,
}

crate::field::enumeration!(Type);

impl crate::field::Enumeration for Type {
    const TABLE: &'static crate::table::EnumTable = &crate::table::EnumTable { name: "mesos.v1.executor.Call.Type", values: &[
        ("UNKNOWN", 0),
        ("SUBSCRIBE", 1),
        ("UPDATE", 2),
        ("MESSAGE", 3),
        ("HEARTBEAT", 4),
    ] };
    const ALL: &'static [Self] = &[
        Self::Unknown,
        Self::Subscribe,
        Self::Update,
        Self::Message,
        Self::Heartbeat,
    ];
}

/// `mesos.v1.executor.Call.Subscribe`.
#[derive(Clone, Default, PartialEq)]
pub struct Subscribe {
    /// 1.
    pub unacknowledged_tasks: Vec<crate::TaskInfo>,
    /// 2.
    pub unacknowledged_updates: Vec<crate::executor::call::Update>,
}

impl Subscribe {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.executor.Call.Subscribe", fields: &[
        repeated(1, "mesos.v1.TaskInfo", "unacknowledged_tasks"),
        repeated(2, "mesos.v1.executor.Call.Update", "unacknowledged_updates"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Subscribe);

impl crate::field::Message for Subscribe {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.unacknowledged_tasks.check("unacknowledged_tasks")?;
        self.unacknowledged_updates.check("unacknowledged_updates")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.unacknowledged_updates.put_pb(2, to);
        self.unacknowledged_tasks.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.unacknowledged_tasks.merge_pb(number, wire, from),
            2 => self.unacknowledged_updates.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.unacknowledged_tasks.put_json("unacknowledged_tasks", to);
        self.unacknowledged_updates.put_json("unacknowledged_updates", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "unacknowledged_tasks" => self.unacknowledged_tasks.merge_json(from),
            "unacknowledged_updates" => self.unacknowledged_updates.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.executor.Call.Update`.
#[derive(Clone, Default, PartialEq)]
pub struct Update {
    /// 1, required.
    pub status: Option<Box<crate::TaskStatus>>,
}

impl Update {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.executor.Call.Update", fields: &[
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

/// `mesos.v1.executor.Call.Message`.
#[derive(Clone, Default, PartialEq)]
pub struct Message {
    /// 2, required.
    pub data: Option<Vec<u8>>,
}

impl Message {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.executor.Call.Message", fields: &[
        required(2, "bytes", "data"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Message);

impl crate::field::Message for Message {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.data.is_some(), "data")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.data.put_pb(2, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            2 => self.data.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.data.put_json("data", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "data" => self.data.merge_json(from),
            _ => from.skip(),
        }
    }
}

}

/// Messages and enums that are declared inside the message of this name.
pub mod event {
use crate::field::Field as _;
use crate::table::{Table, optional, required};
use crate::{json, pb};

/// `mesos.v1.executor.Event.Type`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Type {
    /// `UNKNOWN`.
    #[default]
    Unknown = 0,
    /// `SUBSCRIBED`.
    Subscribed = 1,
    /// `LAUNCH`.
    Launch = 2,
    /// `LAUNCH_GROUP`.
    LaunchGroup = 8,
    /// `KILL`.
    Kill = 3,
    /// `ACKNOWLEDGED`.
    Acknowledged = 4,
    /// `MESSAGE`.
    Message = 5,
    /// `ERROR`.
    Error = 6,
    /// `SHUTDOWN`.
    Shutdown = 7,
    /// `HEARTBEAT`.
    Heartbeat = 9,
}

crate::field::enumeration!(Type);

impl crate::field::Enumeration for Type {
    const TABLE: &'static crate::table::EnumTable = &crate::table::EnumTable { name: "mesos.v1.executor.Event.Type", values: &[
        ("UNKNOWN", 0),
        ("SUBSCRIBED", 1),
        ("LAUNCH", 2),
        ("LAUNCH_GROUP", 8),
        ("KILL", 3),
        ("ACKNOWLEDGED", 4),
        ("MESSAGE", 5),
        ("ERROR", 6),
        ("SHUTDOWN", 7),
        ("HEARTBEAT", 9),
    ] };
    const ALL: &'static [Self] = &[
        Self::Unknown,
        Self::Subscribed,
        Self::Launch,
        Self::LaunchGroup,
        Self::Kill,
        Self::Acknowledged,
        Self::Message,
        Self::Error,
        Self::Shutdown,
        Self::Heartbeat,
    ];
}

/// `mesos.v1.executor.Event.Subscribed`.
#[derive(Clone, Default, PartialEq)]
pub struct Subscribed {
    /// 1, required.
    pub executor_info: Option<Box<crate::ExecutorInfo>>,
    /// 2, required.
    pub framework_info: Option<Box<crate::FrameworkInfo>>,
    /// 3, required.
    pub agent_info: Option<Box<crate::AgentInfo>>,
    /// 4.
    pub container_id: Option<crate::ContainerId>,
}

impl Subscribed {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.executor.Event.Subscribed", fields: &[
        required(1, "mesos.v1.ExecutorInfo", "executor_info"),
        required(2, "mesos.v1.FrameworkInfo", "framework_info"),
        required(3, "mesos.v1.AgentInfo", "agent_info"),
        optional(4, "mesos.v1.ContainerID", "container_id"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Subscribed);

impl crate::field::Message for Subscribed {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.executor_info.is_some(), "executor_info")?;
        self.executor_info.check("executor_info")?;
        crate::field::need(self.framework_info.is_some(), "framework_info")?;
        self.framework_info.check("framework_info")?;
        crate::field::need(self.agent_info.is_some(), "agent_info")?;
        self.agent_info.check("agent_info")?;
        self.container_id.check("container_id")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.container_id.put_pb(4, to);
        self.agent_info.put_pb(3, to);
        self.framework_info.put_pb(2, to);
        self.executor_info.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.executor_info.merge_pb(number, wire, from),
            2 => self.framework_info.merge_pb(number, wire, from),
            3 => self.agent_info.merge_pb(number, wire, from),
            4 => self.container_id.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.executor_info.put_json("executor_info", to);
        self.framework_info.put_json("framework_info", to);
        self.agent_info.put_json("agent_info", to);
        self.container_id.put_json("container_id", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "executor_info" => self.executor_info.merge_json(from),
            "framework_info" => self.framework_info.merge_json(from),
            "agent_info" => self.agent_info.merge_json(from),
            "container_id" => self.container_id.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.executor.Event.Launch`.
#[derive(Clone, Default, PartialEq)]
pub struct Launch {
    /// 1, required.
    pub task: Option<Box<crate::TaskInfo>>,
}

impl Launch {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.executor.Event.Launch", fields: &[
        required(1, "mesos.v1.TaskInfo", "task"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Launch);

impl crate::field::Message for Launch {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.task.is_some(), "task")?;
        self.task.check("task")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.task.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.task.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.task.put_json("task", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "task" => self.task.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.executor.Event.LaunchGroup`.
#[derive(Clone, Default, PartialEq)]
pub struct LaunchGroup {
    /// 1, required.
    pub task_group: Option<crate::TaskGroupInfo>,
}

impl LaunchGroup {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.executor.Event.LaunchGroup", fields: &[
        required(1, "mesos.v1.TaskGroupInfo", "task_group"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(LaunchGroup);

impl crate::field::Message for LaunchGroup {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.task_group.is_some(), "task_group")?;
        self.task_group.check("task_group")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.task_group.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.task_group.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.task_group.put_json("task_group", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "task_group" => self.task_group.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.executor.Event.Kill`.
#[derive(Clone, Default, PartialEq)]
pub struct Kill {
    /// 1, required.
    pub task_id: Option<crate::TaskId>,
    /// 2.
    pub kill_policy: Option<crate::KillPolicy>,
}

impl Kill {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.executor.Event.Kill", fields: &[
        required(1, "mesos.v1.TaskID", "task_id"),
        optional(2, "mesos.v1.KillPolicy", "kill_policy"),
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
        self.kill_policy.check("kill_policy")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.kill_policy.put_pb(2, to);
        self.task_id.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.task_id.merge_pb(number, wire, from),
            2 => self.kill_policy.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.task_id.put_json("task_id", to);
        self.kill_policy.put_json("kill_policy", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "task_id" => self.task_id.merge_json(from),
            "kill_policy" => self.kill_policy.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.executor.Event.Acknowledged`.
#[derive(Clone, Default, PartialEq)]
pub struct Acknowledged {
    /// 1, required.
    pub task_id: Option<crate::TaskId>,
    /// 2, required.
    pub uuid: Option<Vec<u8>>,
}

impl Acknowledged {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.executor.Event.Acknowledged", fields: &[
        required(1, "mesos.v1.TaskID", "task_id"),
        required(2, "bytes", "uuid"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Acknowledged);

impl crate::field::Message for Acknowledged {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.task_id.is_some(), "task_id")?;
        self.task_id.check("task_id")?;
        crate::field::need(self.uuid.is_some(), "uuid")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.uuid.put_pb(2, to);
        self.task_id.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.task_id.merge_pb(number, wire, from),
            2 => self.uuid.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.task_id.put_json("task_id", to);
        self.uuid.put_json("uuid", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "task_id" => self.task_id.merge_json(from),
            "uuid" => self.uuid.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.executor.Event.Message`.
#[derive(Clone, Default, PartialEq)]
pub struct Message {
    /// 1, required.
    pub data: Option<Vec<u8>>,
}

impl Message {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.executor.Event.Message", fields: &[
        required(1, "bytes", "data"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Message);

impl crate::field::Message for Message {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.data.is_some(), "data")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.data.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.data.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.data.put_json("data", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "data" => self.data.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.executor.Event.Error`.
#[derive(Clone, Default, PartialEq)]
pub struct Error {
    /// 1, required.
    pub message: Option<String>,
}

impl Error {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.executor.Event.Error", fields: &[
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

