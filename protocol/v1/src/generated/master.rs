// Written by `cargo run -p mesos-v1 --example generate` from fields.tsv; do not edit.

use crate::field::Field as _;
use crate::table::{Table, optional};
use crate::{json, pb};

/// `mesos.v1.master.Call`.
#[derive(Clone, Default, PartialEq)]
pub struct Call {
    /// 1.
    pub r#type: Option<crate::master::call::Type>,
    /// 2.
    pub get_metrics: Option<crate::master::call::GetMetrics>,
    /// 3.
    pub set_logging_level: Option<crate::master::call::SetLoggingLevel>,
    /// 4.
    pub list_files: Option<crate::master::call::ListFiles>,
    /// 5.
    pub read_file: Option<crate::master::call::ReadFile>,
    /// 6.
    pub update_weights: Option<crate::master::call::UpdateWeights>,
    /// 7.
    pub reserve_resources: Option<Box<crate::master::call::ReserveResources>>,
    /// 8.
    pub unreserve_resources: Option<crate::master::call::UnreserveResources>,
    /// 9.
    pub create_volumes: Option<crate::master::call::CreateVolumes>,
    /// 10.
    pub destroy_volumes: Option<crate::master::call::DestroyVolumes>,
    /// 18.
    pub grow_volume: Option<crate::master::call::GrowVolume>,
    /// 19.
    pub shrink_volume: Option<crate::master::call::ShrinkVolume>,
    /// 11.
    pub update_maintenance_schedule: Option<crate::master::call::UpdateMaintenanceSchedule>,
    /// 12.
    pub start_maintenance: Option<crate::master::call::StartMaintenance>,
    /// 13.
    pub stop_maintenance: Option<crate::master::call::StopMaintenance>,
    /// 21.
    pub drain_agent: Option<crate::master::call::DrainAgent>,
    /// 22.
    pub deactivate_agent: Option<crate::master::call::DeactivateAgent>,
    /// 23.
    pub reactivate_agent: Option<crate::master::call::ReactivateAgent>,
    /// 20.
    pub update_quota: Option<crate::master::call::UpdateQuota>,
    /// 16.
    pub teardown: Option<crate::master::call::Teardown>,
    /// 17.
    pub mark_agent_gone: Option<crate::master::call::MarkAgentGone>,
    /// 14, deprecated.
    pub set_quota: Option<crate::master::call::SetQuota>,
    /// 15, deprecated.
    pub remove_quota: Option<crate::master::call::RemoveQuota>,
}

impl Call {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.master.Call", fields: &[
        optional(1, "mesos.v1.master.Call.Type", "type"),
        optional(2, "mesos.v1.master.Call.GetMetrics", "get_metrics"),
        optional(3, "mesos.v1.master.Call.SetLoggingLevel", "set_logging_level"),
        optional(4, "mesos.v1.master.Call.ListFiles", "list_files"),
        optional(5, "mesos.v1.master.Call.ReadFile", "read_file"),
        optional(6, "mesos.v1.master.Call.UpdateWeights", "update_weights"),
        optional(7, "mesos.v1.master.Call.ReserveResources", "reserve_resources"),
        optional(8, "mesos.v1.master.Call.UnreserveResources", "unreserve_resources"),
        optional(9, "mesos.v1.master.Call.CreateVolumes", "create_volumes"),
        optional(10, "mesos.v1.master.Call.DestroyVolumes", "destroy_volumes"),
        optional(18, "mesos.v1.master.Call.GrowVolume", "grow_volume"),
        optional(19, "mesos.v1.master.Call.ShrinkVolume", "shrink_volume"),
        optional(11, "mesos.v1.master.Call.UpdateMaintenanceSchedule", "update_maintenance_schedule"),
        optional(12, "mesos.v1.master.Call.StartMaintenance", "start_maintenance"),
        optional(13, "mesos.v1.master.Call.StopMaintenance", "stop_maintenance"),
        optional(21, "mesos.v1.master.Call.DrainAgent", "drain_agent"),
        optional(22, "mesos.v1.master.Call.DeactivateAgent", "deactivate_agent"),
        optional(23, "mesos.v1.master.Call.ReactivateAgent", "reactivate_agent"),
        optional(20, "mesos.v1.master.Call.UpdateQuota", "update_quota"),
        optional(16, "mesos.v1.master.Call.Teardown", "teardown"),
        optional(17, "mesos.v1.master.Call.MarkAgentGone", "mark_agent_gone"),
        optional(14, "mesos.v1.master.Call.SetQuota", "set_quota").deprecated(),
        optional(15, "mesos.v1.master.Call.RemoveQuota", "remove_quota").deprecated(),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Call);

impl crate::field::Message for Call {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.get_metrics.check("get_metrics")?;
        self.set_logging_level.check("set_logging_level")?;
        self.list_files.check("list_files")?;
        self.read_file.check("read_file")?;
        self.update_weights.check("update_weights")?;
        self.reserve_resources.check("reserve_resources")?;
        self.unreserve_resources.check("unreserve_resources")?;
        self.create_volumes.check("create_volumes")?;
        self.destroy_volumes.check("destroy_volumes")?;
        self.grow_volume.check("grow_volume")?;
        self.shrink_volume.check("shrink_volume")?;
        self.update_maintenance_schedule.check("update_maintenance_schedule")?;
        self.drain_agent.check("drain_agent")?;
        self.deactivate_agent.check("deactivate_agent")?;
        self.reactivate_agent.check("reactivate_agent")?;
        self.update_quota.check("update_quota")?;
        self.teardown.check("teardown")?;
        self.mark_agent_gone.check("mark_agent_gone")?;
        self.set_quota.check("set_quota")?;
        self.remove_quota.check("remove_quota")?;
        if self.r#type == Some(crate::master::call::Type::SetLoggingLevel) {
            crate::field::need_by_type(self.set_logging_level.is_some(), "set_logging_level", "SET_LOGGING_LEVEL")?;
        }
        if self.r#type == Some(crate::master::call::Type::ListFiles) {
            crate::field::need_by_type(self.list_files.is_some(), "list_files", "LIST_FILES")?;
        }
        if self.r#type == Some(crate::master::call::Type::ReadFile) {
            crate::field::need_by_type(self.read_file.is_some(), "read_file", "READ_FILE")?;
        }
        if self.r#type == Some(crate::master::call::Type::UpdateWeights) {
            crate::field::need_by_type(self.update_weights.is_some(), "update_weights", "UPDATE_WEIGHTS")?;
        }
        if self.r#type == Some(crate::master::call::Type::ReserveResources) {
            crate::field::need_by_type(self.reserve_resources.is_some(), "reserve_resources", "RESERVE_RESOURCES")?;
        }
        if self.r#type == Some(crate::master::call::Type::UnreserveResources) {
            crate::field::need_by_type(self.unreserve_resources.is_some(), "unreserve_resources", "UNRESERVE_RESOURCES")?;
        }
        if self.r#type == Some(crate::master::call::Type::CreateVolumes) {
            crate::field::need_by_type(self.create_volumes.is_some(), "create_volumes", "CREATE_VOLUMES")?;
        }
        if self.r#type == Some(crate::master::call::Type::DestroyVolumes) {
            crate::field::need_by_type(self.destroy_volumes.is_some(), "destroy_volumes", "DESTROY_VOLUMES")?;
        }
        if self.r#type == Some(crate::master::call::Type::GrowVolume) {
            crate::field::need_by_type(self.grow_volume.is_some(), "grow_volume", "GROW_VOLUME")?;
        }
        if self.r#type == Some(crate::master::call::Type::ShrinkVolume) {
            crate::field::need_by_type(self.shrink_volume.is_some(), "shrink_volume", "SHRINK_VOLUME")?;
        }
        if self.r#type == Some(crate::master::call::Type::UpdateMaintenanceSchedule) {
            crate::field::need_by_type(self.update_maintenance_schedule.is_some(), "update_maintenance_schedule", "UPDATE_MAINTENANCE_SCHEDULE")?;
        }
        if self.r#type == Some(crate::master::call::Type::StartMaintenance) {
            crate::field::need_by_type(self.start_maintenance.is_some(), "start_maintenance", "START_MAINTENANCE")?;
        }
        if self.r#type == Some(crate::master::call::Type::StopMaintenance) {
            crate::field::need_by_type(self.stop_maintenance.is_some(), "stop_maintenance", "STOP_MAINTENANCE")?;
        }
        if self.r#type == Some(crate::master::call::Type::DrainAgent) {
            crate::field::need_by_type(self.drain_agent.is_some(), "drain_agent", "DRAIN_AGENT")?;
        }
        if self.r#type == Some(crate::master::call::Type::DeactivateAgent) {
            crate::field::need_by_type(self.deactivate_agent.is_some(), "deactivate_agent", "DEACTIVATE_AGENT")?;
        }
        if self.r#type == Some(crate::master::call::Type::ReactivateAgent) {
            crate::field::need_by_type(self.reactivate_agent.is_some(), "reactivate_agent", "REACTIVATE_AGENT")?;
        }
        if self.r#type == Some(crate::master::call::Type::UpdateQuota) {
            crate::field::need_by_type(self.update_quota.is_some(), "update_quota", "UPDATE_QUOTA")?;
        }
        if self.r#type == Some(crate::master::call::Type::SetQuota) {
            crate::field::need_by_type(self.set_quota.is_some(), "set_quota", "SET_QUOTA")?;
        }
        if self.r#type == Some(crate::master::call::Type::RemoveQuota) {
            crate::field::need_by_type(self.remove_quota.is_some(), "remove_quota", "REMOVE_QUOTA")?;
        }
        if self.r#type == Some(crate::master::call::Type::Teardown) {
            crate::field::need_by_type(self.teardown.is_some(), "teardown", "TEARDOWN")?;
        }
        if self.r#type == Some(crate::master::call::Type::MarkAgentGone) {
            crate::field::need_by_type(self.mark_agent_gone.is_some(), "mark_agent_gone", "MARK_AGENT_GONE")?;
        }
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.reactivate_agent.put_pb(23, to);
        self.deactivate_agent.put_pb(22, to);
        self.drain_agent.put_pb(21, to);
        self.update_quota.put_pb(20, to);
        self.shrink_volume.put_pb(19, to);
        self.grow_volume.put_pb(18, to);
        self.mark_agent_gone.put_pb(17, to);
        self.teardown.put_pb(16, to);
        self.remove_quota.put_pb(15, to);
        self.set_quota.put_pb(14, to);
        self.stop_maintenance.put_pb(13, to);
        self.start_maintenance.put_pb(12, to);
        self.update_maintenance_schedule.put_pb(11, to);
        self.destroy_volumes.put_pb(10, to);
        self.create_volumes.put_pb(9, to);
        self.unreserve_resources.put_pb(8, to);
        self.reserve_resources.put_pb(7, to);
        self.update_weights.put_pb(6, to);
        self.read_file.put_pb(5, to);
        self.list_files.put_pb(4, to);
        self.set_logging_level.put_pb(3, to);
        self.get_metrics.put_pb(2, to);
        self.r#type.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.r#type.merge_pb(number, wire, from),
            2 => self.get_metrics.merge_pb(number, wire, from),
            3 => self.set_logging_level.merge_pb(number, wire, from),
            4 => self.list_files.merge_pb(number, wire, from),
            5 => self.read_file.merge_pb(number, wire, from),
            6 => self.update_weights.merge_pb(number, wire, from),
            7 => self.reserve_resources.merge_pb(number, wire, from),
            8 => self.unreserve_resources.merge_pb(number, wire, from),
            9 => self.create_volumes.merge_pb(number, wire, from),
            10 => self.destroy_volumes.merge_pb(number, wire, from),
            11 => self.update_maintenance_schedule.merge_pb(number, wire, from),
            12 => self.start_maintenance.merge_pb(number, wire, from),
            13 => self.stop_maintenance.merge_pb(number, wire, from),
            14 => self.set_quota.merge_pb(number, wire, from),
            15 => self.remove_quota.merge_pb(number, wire, from),
            16 => self.teardown.merge_pb(number, wire, from),
            17 => self.mark_agent_gone.merge_pb(number, wire, from),
            18 => self.grow_volume.merge_pb(number, wire, from),
            19 => self.shrink_volume.merge_pb(number, wire, from),
            20 => self.update_quota.merge_pb(number, wire, from),
            21 => self.drain_agent.merge_pb(number, wire, from),
            22 => self.deactivate_agent.merge_pb(number, wire, from),
            23 => self.reactivate_agent.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.r#type.put_json("type", to);
        self.get_metrics.put_json("get_metrics", to);
        self.set_logging_level.put_json("set_logging_level", to);
        self.list_files.put_json("list_files", to);
        self.read_file.put_json("read_file", to);
        self.update_weights.put_json("update_weights", to);
        self.reserve_resources.put_json("reserve_resources", to);
        self.unreserve_resources.put_json("unreserve_resources", to);
        self.create_volumes.put_json("create_volumes", to);
        self.destroy_volumes.put_json("destroy_volumes", to);
        self.grow_volume.put_json("grow_volume", to);
        self.shrink_volume.put_json("shrink_volume", to);
        self.update_maintenance_schedule.put_json("update_maintenance_schedule", to);
        self.start_maintenance.put_json("start_maintenance", to);
        self.stop_maintenance.put_json("stop_maintenance", to);
        self.drain_agent.put_json("drain_agent", to);
        self.deactivate_agent.put_json("deactivate_agent", to);
        self.reactivate_agent.put_json("reactivate_agent", to);
        self.update_quota.put_json("update_quota", to);
        self.teardown.put_json("teardown", to);
        self.mark_agent_gone.put_json("mark_agent_gone", to);
        self.set_quota.put_json("set_quota", to);
        self.remove_quota.put_json("remove_quota", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "type" => self.r#type.merge_json(from),
            "get_metrics" => self.get_metrics.merge_json(from),
            "set_logging_level" => self.set_logging_level.merge_json(from),
            "list_files" => self.list_files.merge_json(from),
            "read_file" => self.read_file.merge_json(from),
            "update_weights" => self.update_weights.merge_json(from),
            "reserve_resources" => self.reserve_resources.merge_json(from),
            "unreserve_resources" => self.unreserve_resources.merge_json(from),
            "create_volumes" => self.create_volumes.merge_json(from),
            "destroy_volumes" => self.destroy_volumes.merge_json(from),
            "grow_volume" => self.grow_volume.merge_json(from),
            "shrink_volume" => self.shrink_volume.merge_json(from),
            "update_maintenance_schedule" => self.update_maintenance_schedule.merge_json(from),
            "start_maintenance" => self.start_maintenance.merge_json(from),
            "stop_maintenance" => self.stop_maintenance.merge_json(from),
            "drain_agent" => self.drain_agent.merge_json(from),
            "deactivate_agent" => self.deactivate_agent.merge_json(from),
            "reactivate_agent" => self.reactivate_agent.merge_json(from),
            "update_quota" => self.update_quota.merge_json(from),
            "teardown" => self.teardown.merge_json(from),
            "mark_agent_gone" => self.mark_agent_gone.merge_json(from),
            "set_quota" => self.set_quota.merge_json(from),
            "remove_quota" => self.remove_quota.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.master.Response`.
#[derive(Clone, Default, PartialEq)]
pub struct Response {
    /// 1.
    pub r#type: Option<crate::master::response::Type>,
    /// 2.
    pub get_health: Option<crate::master::response::GetHealth>,
    /// 3.
    pub get_flags: Option<crate::master::response::GetFlags>,
    /// 4.
    pub get_version: Option<crate::master::response::GetVersion>,
    /// 5.
    pub get_metrics: Option<crate::master::response::GetMetrics>,
    /// 6.
    pub get_logging_level: Option<crate::master::response::GetLoggingLevel>,
    /// 7.
    pub list_files: Option<crate::master::response::ListFiles>,
    /// 8.
    pub read_file: Option<crate::master::response::ReadFile>,
    /// 9.
    pub get_state: Option<Box<crate::master::response::GetState>>,
    /// 10.
    pub get_agents: Option<crate::master::response::GetAgents>,
    /// 11.
    pub get_frameworks: Option<Box<crate::master::response::GetFrameworks>>,
    /// 12.
    pub get_executors: Option<crate::master::response::GetExecutors>,
    /// 20.
    pub get_operations: Option<crate::master::response::GetOperations>,
    /// 13.
    pub get_tasks: Option<Box<crate::master::response::GetTasks>>,
    /// 14.
    pub get_roles: Option<crate::master::response::GetRoles>,
    /// 15.
    pub get_weights: Option<crate::master::response::GetWeights>,
    /// 16.
    pub get_master: Option<crate::master::response::GetMaster>,
    /// 17.
    pub get_maintenance_status: Option<crate::master::response::GetMaintenanceStatus>,
    /// 18.
    pub get_maintenance_schedule: Option<crate::master::response::GetMaintenanceSchedule>,
    /// 19.
    pub get_quota: Option<crate::master::response::GetQuota>,
}

impl Response {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.master.Response", fields: &[
        optional(1, "mesos.v1.master.Response.Type", "type"),
        optional(2, "mesos.v1.master.Response.GetHealth", "get_health"),
        optional(3, "mesos.v1.master.Response.GetFlags", "get_flags"),
        optional(4, "mesos.v1.master.Response.GetVersion", "get_version"),
        optional(5, "mesos.v1.master.Response.GetMetrics", "get_metrics"),
        optional(6, "mesos.v1.master.Response.GetLoggingLevel", "get_logging_level"),
        optional(7, "mesos.v1.master.Response.ListFiles", "list_files"),
        optional(8, "mesos.v1.master.Response.ReadFile", "read_file"),
        optional(9, "mesos.v1.master.Response.GetState", "get_state"),
        optional(10, "mesos.v1.master.Response.GetAgents", "get_agents"),
        optional(11, "mesos.v1.master.Response.GetFrameworks", "get_frameworks"),
        optional(12, "mesos.v1.master.Response.GetExecutors", "get_executors"),
        optional(20, "mesos.v1.master.Response.GetOperations", "get_operations"),
        optional(13, "mesos.v1.master.Response.GetTasks", "get_tasks"),
        optional(14, "mesos.v1.master.Response.GetRoles", "get_roles"),
        optional(15, "mesos.v1.master.Response.GetWeights", "get_weights"),
        optional(16, "mesos.v1.master.Response.GetMaster", "get_master"),
        optional(17, "mesos.v1.master.Response.GetMaintenanceStatus", "get_maintenance_status"),
        optional(18, "mesos.v1.master.Response.GetMaintenanceSchedule", "get_maintenance_schedule"),
        optional(19, "mesos.v1.master.Response.GetQuota", "get_quota"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Response);

impl crate::field::Message for Response {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.get_health.check("get_health")?;
        self.get_flags.check("get_flags")?;
        self.get_version.check("get_version")?;
        self.get_metrics.check("get_metrics")?;
        self.get_logging_level.check("get_logging_level")?;
        self.list_files.check("list_files")?;
        self.read_file.check("read_file")?;
        self.get_state.check("get_state")?;
        self.get_agents.check("get_agents")?;
        self.get_frameworks.check("get_frameworks")?;
        self.get_executors.check("get_executors")?;
        self.get_operations.check("get_operations")?;
        self.get_tasks.check("get_tasks")?;
        self.get_roles.check("get_roles")?;
        self.get_weights.check("get_weights")?;
        self.get_master.check("get_master")?;
        self.get_maintenance_status.check("get_maintenance_status")?;
        self.get_maintenance_schedule.check("get_maintenance_schedule")?;
        self.get_quota.check("get_quota")?;
        if self.r#type == Some(crate::master::response::Type::GetHealth) {
            crate::field::need_by_type(self.get_health.is_some(), "get_health", "GET_HEALTH")?;
        }
        if self.r#type == Some(crate::master::response::Type::GetFlags) {
            crate::field::need_by_type(self.get_flags.is_some(), "get_flags", "GET_FLAGS")?;
        }
        if self.r#type == Some(crate::master::response::Type::GetVersion) {
            crate::field::need_by_type(self.get_version.is_some(), "get_version", "GET_VERSION")?;
        }
        if self.r#type == Some(crate::master::response::Type::GetLoggingLevel) {
            crate::field::need_by_type(self.get_logging_level.is_some(), "get_logging_level", "GET_LOGGING_LEVEL")?;
        }
        if self.r#type == Some(crate::master::response::Type::ListFiles) {
            crate::field::need_by_type(self.list_files.is_some(), "list_files", "LIST_FILES")?;
        }
        if self.r#type == Some(crate::master::response::Type::ReadFile) {
            crate::field::need_by_type(self.read_file.is_some(), "read_file", "READ_FILE")?;
        }
        if self.r#type == Some(crate::master::response::Type::GetState) {
            crate::field::need_by_type(self.get_state.is_some(), "get_state", "GET_STATE")?;
        }
        if self.r#type == Some(crate::master::response::Type::GetAgents) {
            crate::field::need_by_type(self.get_agents.is_some(), "get_agents", "GET_AGENTS")?;
        }
        if self.r#type == Some(crate::master::response::Type::GetFrameworks) {
            crate::field::need_by_type(self.get_frameworks.is_some(), "get_frameworks", "GET_FRAMEWORKS")?;
        }
        if self.r#type == Some(crate::master::response::Type::GetExecutors) {
            crate::field::need_by_type(self.get_executors.is_some(), "get_executors", "GET_EXECUTORS")?;
        }
        if self.r#type == Some(crate::master::response::Type::GetOperations) {
            crate::field::need_by_type(self.get_operations.is_some(), "get_operations", "GET_OPERATIONS")?;
        }
        if self.r#type == Some(crate::master::response::Type::GetTasks) {
            crate::field::need_by_type(self.get_tasks.is_some(), "get_tasks", "GET_TASKS")?;
        }
        if self.r#type == Some(crate::master::response::Type::GetRoles) {
            crate::field::need_by_type(self.get_roles.is_some(), "get_roles", "GET_ROLES")?;
        }
        if self.r#type == Some(crate::master::response::Type::GetWeights) {
            crate::field::need_by_type(self.get_weights.is_some(), "get_weights", "GET_WEIGHTS")?;
        }
        if self.r#type == Some(crate::master::response::Type::GetMaster) {
            crate::field::need_by_type(self.get_master.is_some(), "get_master", "GET_MASTER")?;
        }
        if self.r#type == Some(crate::master::response::Type::GetMaintenanceStatus) {
            crate::field::need_by_type(self.get_maintenance_status.is_some(), "get_maintenance_status", "GET_MAINTENANCE_STATUS")?;
        }
        if self.r#type == Some(crate::master::response::Type::GetMaintenanceSchedule) {
            crate::field::need_by_type(self.get_maintenance_schedule.is_some(), "get_maintenance_schedule", "GET_MAINTENANCE_SCHEDULE")?;
        }
        if self.r#type == Some(crate::master::response::Type::GetQuota) {
            crate::field::need_by_type(self.get_quota.is_some(), "get_quota", "GET_QUOTA")?;
        }
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.get_operations.put_pb(20, to);
        self.get_quota.put_pb(19, to);
        self.get_maintenance_schedule.put_pb(18, to);
        self.get_maintenance_status.put_pb(17, to);
        self.get_master.put_pb(16, to);
        self.get_weights.put_pb(15, to);
        self.get_roles.put_pb(14, to);
        self.get_tasks.put_pb(13, to);
        self.get_executors.put_pb(12, to);
        self.get_frameworks.put_pb(11, to);
        self.get_agents.put_pb(10, to);
        self.get_state.put_pb(9, to);
        self.read_file.put_pb(8, to);
        self.list_files.put_pb(7, to);
        self.get_logging_level.put_pb(6, to);
        self.get_metrics.put_pb(5, to);
        self.get_version.put_pb(4, to);
        self.get_flags.put_pb(3, to);
        self.get_health.put_pb(2, to);
        self.r#type.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.r#type.merge_pb(number, wire, from),
            2 => self.get_health.merge_pb(number, wire, from),
            3 => self.get_flags.merge_pb(number, wire, from),
            4 => self.get_version.merge_pb(number, wire, from),
            5 => self.get_metrics.merge_pb(number, wire, from),
            6 => self.get_logging_level.merge_pb(number, wire, from),
            7 => self.list_files.merge_pb(number, wire, from),
            8 => self.read_file.merge_pb(number, wire, from),
            9 => self.get_state.merge_pb(number, wire, from),
            10 => self.get_agents.merge_pb(number, wire, from),
            11 => self.get_frameworks.merge_pb(number, wire, from),
            12 => self.get_executors.merge_pb(number, wire, from),
            13 => self.get_tasks.merge_pb(number, wire, from),
            14 => self.get_roles.merge_pb(number, wire, from),
            15 => self.get_weights.merge_pb(number, wire, from),
            16 => self.get_master.merge_pb(number, wire, from),
            17 => self.get_maintenance_status.merge_pb(number, wire, from),
            18 => self.get_maintenance_schedule.merge_pb(number, wire, from),
            19 => self.get_quota.merge_pb(number, wire, from),
            20 => self.get_operations.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.r#type.put_json("type", to);
        self.get_health.put_json("get_health", to);
        self.get_flags.put_json("get_flags", to);
        self.get_version.put_json("get_version", to);
        self.get_metrics.put_json("get_metrics", to);
        self.get_logging_level.put_json("get_logging_level", to);
        self.list_files.put_json("list_files", to);
        self.read_file.put_json("read_file", to);
        self.get_state.put_json("get_state", to);
        self.get_agents.put_json("get_agents", to);
        self.get_frameworks.put_json("get_frameworks", to);
        self.get_executors.put_json("get_executors", to);
        self.get_operations.put_json("get_operations", to);
        self.get_tasks.put_json("get_tasks", to);
        self.get_roles.put_json("get_roles", to);
        self.get_weights.put_json("get_weights", to);
        self.get_master.put_json("get_master", to);
        self.get_maintenance_status.put_json("get_maintenance_status", to);
        self.get_maintenance_schedule.put_json("get_maintenance_schedule", to);
        self.get_quota.put_json("get_quota", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "type" => self.r#type.merge_json(from),
            "get_health" => self.get_health.merge_json(from),
            "get_flags" => self.get_flags.merge_json(from),
            "get_version" => self.get_version.merge_json(from),
            "get_metrics" => self.get_metrics.merge_json(from),
            "get_logging_level" => self.get_logging_level.merge_json(from),
            "list_files" => self.list_files.merge_json(from),
            "read_file" => self.read_file.merge_json(from),
            "get_state" => self.get_state.merge_json(from),
            "get_agents" => self.get_agents.merge_json(from),
            "get_frameworks" => self.get_frameworks.merge_json(from),
            "get_executors" => self.get_executors.merge_json(from),
            "get_operations" => self.get_operations.merge_json(from),
            "get_tasks" => self.get_tasks.merge_json(from),
            "get_roles" => self.get_roles.merge_json(from),
            "get_weights" => self.get_weights.merge_json(from),
            "get_master" => self.get_master.merge_json(from),
            "get_maintenance_status" => self.get_maintenance_status.merge_json(from),
            "get_maintenance_schedule" => self.get_maintenance_schedule.merge_json(from),
            "get_quota" => self.get_quota.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.master.Event`.
#[derive(Clone, Default, PartialEq)]
pub struct Event {
    /// 1.
    pub r#type: Option<crate::master::event::Type>,
    /// 2.
    pub subscribed: Option<crate::master::event::Subscribed>,
    /// 3.
    pub task_added: Option<crate::master::event::TaskAdded>,
    /// 4.
    pub task_updated: Option<crate::master::event::TaskUpdated>,
    /// 5.
    pub agent_added: Option<crate::master::event::AgentAdded>,
    /// 6.
    pub agent_removed: Option<crate::master::event::AgentRemoved>,
    /// 7.
    pub framework_added: Option<crate::master::event::FrameworkAdded>,
    /// 8.
    pub framework_updated: Option<crate::master::event::FrameworkUpdated>,
    /// 9.
    pub framework_removed: Option<crate::master::event::FrameworkRemoved>,
}

impl Event {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.master.Event", fields: &[
        optional(1, "mesos.v1.master.Event.Type", "type"),
        optional(2, "mesos.v1.master.Event.Subscribed", "subscribed"),
        optional(3, "mesos.v1.master.Event.TaskAdded", "task_added"),
        optional(4, "mesos.v1.master.Event.TaskUpdated", "task_updated"),
        optional(5, "mesos.v1.master.Event.AgentAdded", "agent_added"),
        optional(6, "mesos.v1.master.Event.AgentRemoved", "agent_removed"),
        optional(7, "mesos.v1.master.Event.FrameworkAdded", "framework_added"),
        optional(8, "mesos.v1.master.Event.FrameworkUpdated", "framework_updated"),
        optional(9, "mesos.v1.master.Event.FrameworkRemoved", "framework_removed"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Event);

impl crate::field::Message for Event {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.subscribed.check("subscribed")?;
        self.task_added.check("task_added")?;
        self.task_updated.check("task_updated")?;
        self.agent_added.check("agent_added")?;
        self.agent_removed.check("agent_removed")?;
        self.framework_added.check("framework_added")?;
        self.framework_updated.check("framework_updated")?;
        self.framework_removed.check("framework_removed")?;
        if self.r#type == Some(crate::master::event::Type::Subscribed) {
            crate::field::need_by_type(self.subscribed.is_some(), "subscribed", "SUBSCRIBED")?;
        }
        if self.r#type == Some(crate::master::event::Type::TaskAdded) {
            crate::field::need_by_type(self.task_added.is_some(), "task_added", "TASK_ADDED")?;
        }
        if self.r#type == Some(crate::master::event::Type::TaskUpdated) {
            crate::field::need_by_type(self.task_updated.is_some(), "task_updated", "TASK_UPDATED")?;
        }
        if self.r#type == Some(crate::master::event::Type::AgentAdded) {
            crate::field::need_by_type(self.agent_added.is_some(), "agent_added", "AGENT_ADDED")?;
        }
        if self.r#type == Some(crate::master::event::Type::AgentRemoved) {
            crate::field::need_by_type(self.agent_removed.is_some(), "agent_removed", "AGENT_REMOVED")?;
        }
        if self.r#type == Some(crate::master::event::Type::FrameworkAdded) {
            crate::field::need_by_type(self.framework_added.is_some(), "framework_added", "FRAMEWORK_ADDED")?;
        }
        if self.r#type == Some(crate::master::event::Type::FrameworkUpdated) {
            crate::field::need_by_type(self.framework_updated.is_some(), "framework_updated", "FRAMEWORK_UPDATED")?;
        }
        if self.r#type == Some(crate::master::event::Type::FrameworkRemoved) {
            crate::field::need_by_type(self.framework_removed.is_some(), "framework_removed", "FRAMEWORK_REMOVED")?;
        }
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.framework_removed.put_pb(9, to);
        self.framework_updated.put_pb(8, to);
        self.framework_added.put_pb(7, to);
        self.agent_removed.put_pb(6, to);
        self.agent_added.put_pb(5, to);
        self.task_updated.put_pb(4, to);
        self.task_added.put_pb(3, to);
        self.subscribed.put_pb(2, to);
        self.r#type.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.r#type.merge_pb(number, wire, from),
            2 => self.subscribed.merge_pb(number, wire, from),
            3 => self.task_added.merge_pb(number, wire, from),
            4 => self.task_updated.merge_pb(number, wire, from),
            5 => self.agent_added.merge_pb(number, wire, from),
            6 => self.agent_removed.merge_pb(number, wire, from),
            7 => self.framework_added.merge_pb(number, wire, from),
            8 => self.framework_updated.merge_pb(number, wire, from),
            9 => self.framework_removed.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.r#type.put_json("type", to);
        self.subscribed.put_json("subscribed", to);
        self.task_added.put_json("task_added", to);
        self.task_updated.put_json("task_updated", to);
        self.agent_added.put_json("agent_added", to);
        self.agent_removed.put_json("agent_removed", to);
        self.framework_added.put_json("framework_added", to);
        self.framework_updated.put_json("framework_updated", to);
        self.framework_removed.put_json("framework_removed", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "type" => self.r#type.merge_json(from),
            "subscribed" => self.subscribed.merge_json(from),
            "task_added" => self.task_added.merge_json(from),
            "task_updated" => self.task_updated.merge_json(from),
            "agent_added" => self.agent_added.merge_json(from),
            "agent_removed" => self.agent_removed.merge_json(from),
            "framework_added" => self.framework_added.merge_json(from),
            "framework_updated" => self.framework_updated.merge_json(from),
            "framework_removed" => self.framework_removed.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// Messages and enums that are declared inside the message of this name.
pub mod call {
use crate::field::Field as _;
use crate::table::{Table, optional, repeated, required};
use crate::{json, pb};

/// `mesos.v1.master.Call.Type`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Type {
    /// `UNKNOWN`.
    #[default]
    Unknown = 0,
    /// `GET_HEALTH`.
    GetHealth = 1,
    /// `GET_FLAGS`.
    GetFlags = 2,
    /// `GET_VERSION`.
    GetVersion = 3,
    /// `GET_METRICS`.
    GetMetrics = 4,
    /// `GET_LOGGING_LEVEL`.
    GetLoggingLevel = 5,
    /// `SET_LOGGING_LEVEL`.
    SetLoggingLevel = 6,
    /// `LIST_FILES`.
    ListFiles = 7,
    /// `READ_FILE`.
    ReadFile = 8,
    /// `GET_STATE`.
    GetState = 9,
    /// `GET_AGENTS`.
    GetAgents = 10,
    /// `GET_FRAMEWORKS`.
    GetFrameworks = 11,
    /// `GET_EXECUTORS`.
    GetExecutors = 12,
    /// `GET_OPERATIONS`.
    GetOperations = 33,
    /// `GET_TASKS`.
    GetTasks = 13,
    /// `GET_ROLES`.
    GetRoles = 14,
    /// `GET_WEIGHTS`.
    GetWeights = 15,
    /// `UPDATE_WEIGHTS`.
    UpdateWeights = 16,
    /// `GET_MASTER`.
    GetMaster = 17,
    /// `SUBSCRIBE`.
    Subscribe = 18,
    /// `RESERVE_RESOURCES`.
    ReserveResources = 19,
    /// `UNRESERVE_RESOURCES`.
    UnreserveResources = 20,
    /// `CREATE_VOLUMES`.
    CreateVolumes = 21,
    /// `DESTROY_VOLUMES`.
    DestroyVolumes = 22,
    /// `GROW_VOLUME`.
    GrowVolume = 34,
    /// `SHRINK_VOLUME`.
    ShrinkVolume = 35,
    /// `GET_MAINTENANCE_STATUS`.
    GetMaintenanceStatus = 23,
    /// `GET_MAINTENANCE_SCHEDULE`.
    GetMaintenanceSchedule = 24,
    /// `UPDATE_MAINTENANCE_SCHEDULE`.
    UpdateMaintenanceSchedule = 25,
    /// `START_MAINTENANCE`.
    StartMaintenance = 26,
    /// `STOP_MAINTENANCE`.
    StopMaintenance = 27,
    /// `DRAIN_AGENT`.
    DrainAgent = 37,
    /// `DEACTIVATE_AGENT`.
    DeactivateAgent = 38,
    /// `REACTIVATE_AGENT`.
    ReactivateAgent = 39,
    /// `GET_QUOTA`.
    GetQuota = 28,
    /// `UPDATE_QUOTA`.
    UpdateQuota = 36,
    /// `SET_QUOTA`.
    SetQuota = 29,
    /// `REMOVE_QUOTA`.
    RemoveQuota = 30,
    /// `TEARDOWN`.
    Teardown = 31,
    /// `MARK_AGENT_GONE`.
    MarkAgentGone = 32,
}

crate::field::enumeration!(Type);

impl crate::field::Enumeration for Type {
    const TABLE: &'static crate::table::EnumTable = &crate::table::EnumTable { name: "mesos.v1.master.Call.Type", values: &[
        ("UNKNOWN", 0),
        ("GET_HEALTH", 1),
        ("GET_FLAGS", 2),
        ("GET_VERSION", 3),
        ("GET_METRICS", 4),
        ("GET_LOGGING_LEVEL", 5),
        ("SET_LOGGING_LEVEL", 6),
        ("LIST_FILES", 7),
        ("READ_FILE", 8),
        ("GET_STATE", 9),
        ("GET_AGENTS", 10),
        ("GET_FRAMEWORKS", 11),
        ("GET_EXECUTORS", 12),
        ("GET_OPERATIONS", 33),
        ("GET_TASKS", 13),
        ("GET_ROLES", 14),
        ("GET_WEIGHTS", 15),
        ("UPDATE_WEIGHTS", 16),
        ("GET_MASTER", 17),
        ("SUBSCRIBE", 18),
        ("RESERVE_RESOURCES", 19),
        ("UNRESERVE_RESOURCES", 20),
        ("CREATE_VOLUMES", 21),
        ("DESTROY_VOLUMES", 22),
        ("GROW_VOLUME", 34),
        ("SHRINK_VOLUME", 35),
        ("GET_MAINTENANCE_STATUS", 23),
        ("GET_MAINTENANCE_SCHEDULE", 24),
        ("UPDATE_MAINTENANCE_SCHEDULE", 25),
        ("START_MAINTENANCE", 26),
        ("STOP_MAINTENANCE", 27),
        ("DRAIN_AGENT", 37),
        ("DEACTIVATE_AGENT", 38),
        ("REACTIVATE_AGENT", 39),
        ("GET_QUOTA", 28),
        ("UPDATE_QUOTA", 36),
        ("SET_QUOTA", 29),
        ("REMOVE_QUOTA", 30),
        ("TEARDOWN", 31),
        ("MARK_AGENT_GONE", 32),
    ] };
    const ALL: &'static [Self] = &[
        Self::Unknown,
        Self::GetHealth,
        Self::GetFlags,
        Self::GetVersion,
        Self::GetMetrics,
        Self::GetLoggingLevel,
        Self::SetLoggingLevel,
        Self::ListFiles,
        Self::ReadFile,
        Self::GetState,
        Self::GetAgents,
        Self::GetFrameworks,
        Self::GetExecutors,
        Self::GetOperations,
        Self::GetTasks,
        Self::GetRoles,
        Self::GetWeights,
        Self::UpdateWeights,
        Self::GetMaster,
        Self::Subscribe,
        Self::ReserveResources,
        Self::UnreserveResources,
        Self::CreateVolumes,
        Self::DestroyVolumes,
        Self::GrowVolume,
        Self::ShrinkVolume,
        Self::GetMaintenanceStatus,
        Self::GetMaintenanceSchedule,
        Self::UpdateMaintenanceSchedule,
        Self::StartMaintenance,
        Self::StopMaintenance,
        Self::DrainAgent,
        Self::DeactivateAgent,
        Self::ReactivateAgent,
        Self::GetQuota,
        Self::UpdateQuota,
        Self::SetQuota,
        Self::RemoveQuota,
        Self::Teardown,
        Self::MarkAgentGone,
    ];
}

/// `mesos.v1.master.Call.GetMetrics`.
#[derive(Clone, Default, PartialEq)]
pub struct GetMetrics {
    /// 1.
    pub timeout: Option<crate::DurationInfo>,
}

impl GetMetrics {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.master.Call.GetMetrics", fields: &[
        optional(1, "mesos.v1.DurationInfo", "timeout"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(GetMetrics);

impl crate::field::Message for GetMetrics {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.timeout.check("timeout")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.timeout.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.timeout.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.timeout.put_json("timeout", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "timeout" => self.timeout.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.master.Call.SetLoggingLevel`.
#[derive(Clone, Default, PartialEq)]
pub struct SetLoggingLevel {
    /// 1, required.
    pub level: Option<u32>,
    /// 2, required.
    pub duration: Option<crate::DurationInfo>,
}

impl SetLoggingLevel {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.master.Call.SetLoggingLevel", fields: &[
        required(1, "uint32", "level"),
        required(2, "mesos.v1.DurationInfo", "duration"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(SetLoggingLevel);

impl crate::field::Message for SetLoggingLevel {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.level.is_some(), "level")?;
        crate::field::need(self.duration.is_some(), "duration")?;
        self.duration.check("duration")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.duration.put_pb(2, to);
        self.level.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.level.merge_pb(number, wire, from),
            2 => self.duration.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.level.put_json("level", to);
        self.duration.put_json("duration", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "level" => self.level.merge_json(from),
            "duration" => self.duration.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.master.Call.ListFiles`.
#[derive(Clone, Default, PartialEq)]
pub struct ListFiles {
    /// 1, required.
    pub path: Option<String>,
}

impl ListFiles {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.master.Call.ListFiles", fields: &[
        required(1, "string", "path"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(ListFiles);

impl crate::field::Message for ListFiles {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.path.is_some(), "path")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.path.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.path.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.path.put_json("path", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "path" => self.path.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.master.Call.ReadFile`.
#[derive(Clone, Default, PartialEq)]
pub struct ReadFile {
    /// 1, required.
    pub path: Option<String>,
    /// 2, required.
    pub offset: Option<u64>,
    /// 3.
    pub length: Option<u64>,
}

impl ReadFile {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.master.Call.ReadFile", fields: &[
        required(1, "string", "path"),
        required(2, "uint64", "offset"),
        optional(3, "uint64", "length"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(ReadFile);

impl crate::field::Message for ReadFile {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.path.is_some(), "path")?;
        crate::field::need(self.offset.is_some(), "offset")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.length.put_pb(3, to);
        self.offset.put_pb(2, to);
        self.path.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.path.merge_pb(number, wire, from),
            2 => self.offset.merge_pb(number, wire, from),
            3 => self.length.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.path.put_json("path", to);
        self.offset.put_json("offset", to);
        self.length.put_json("length", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "path" => self.path.merge_json(from),
            "offset" => self.offset.merge_json(from),
            "length" => self.length.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.master.Call.UpdateWeights`.
#[derive(Clone, Default, PartialEq)]
pub struct UpdateWeights {
    /// 1.
    pub weight_infos: Vec<crate::WeightInfo>,
}

impl UpdateWeights {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.master.Call.UpdateWeights", fields: &[
        repeated(1, "mesos.v1.WeightInfo", "weight_infos"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(UpdateWeights);

impl crate::field::Message for UpdateWeights {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.weight_infos.check("weight_infos")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.weight_infos.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.weight_infos.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.weight_infos.put_json("weight_infos", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "weight_infos" => self.weight_infos.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.master.Call.ReserveResources`.
#[derive(Clone, Default, PartialEq)]
pub struct ReserveResources {
    /// 1, required.
    pub agent_id: Option<crate::AgentId>,
    /// 3.
    pub source: Vec<crate::Resource>,
    /// 2.
    pub resources: Vec<crate::Resource>,
}

impl ReserveResources {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.master.Call.ReserveResources", fields: &[
        required(1, "mesos.v1.AgentID", "agent_id"),
        repeated(3, "mesos.v1.Resource", "source"),
        repeated(2, "mesos.v1.Resource", "resources"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(ReserveResources);

impl crate::field::Message for ReserveResources {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.agent_id.is_some(), "agent_id")?;
        self.agent_id.check("agent_id")?;
        self.source.check("source")?;
        self.resources.check("resources")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.source.put_pb(3, to);
        self.resources.put_pb(2, to);
        self.agent_id.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.agent_id.merge_pb(number, wire, from),
            2 => self.resources.merge_pb(number, wire, from),
            3 => self.source.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.agent_id.put_json("agent_id", to);
        self.source.put_json("source", to);
        self.resources.put_json("resources", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "agent_id" => self.agent_id.merge_json(from),
            "source" => self.source.merge_json(from),
            "resources" => self.resources.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.master.Call.UnreserveResources`.
#[derive(Clone, Default, PartialEq)]
pub struct UnreserveResources {
    /// 1, required.
    pub agent_id: Option<crate::AgentId>,
    /// 2.
    pub resources: Vec<crate::Resource>,
}

impl UnreserveResources {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.master.Call.UnreserveResources", fields: &[
        required(1, "mesos.v1.AgentID", "agent_id"),
        repeated(2, "mesos.v1.Resource", "resources"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(UnreserveResources);

impl crate::field::Message for UnreserveResources {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.agent_id.is_some(), "agent_id")?;
        self.agent_id.check("agent_id")?;
        self.resources.check("resources")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.resources.put_pb(2, to);
        self.agent_id.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.agent_id.merge_pb(number, wire, from),
            2 => self.resources.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.agent_id.put_json("agent_id", to);
        self.resources.put_json("resources", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "agent_id" => self.agent_id.merge_json(from),
            "resources" => self.resources.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.master.Call.CreateVolumes`.
#[derive(Clone, Default, PartialEq)]
pub struct CreateVolumes {
    /// 1, required.
    pub agent_id: Option<crate::AgentId>,
    /// 2.
    pub volumes: Vec<crate::Resource>,
}

impl CreateVolumes {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.master.Call.CreateVolumes", fields: &[
        required(1, "mesos.v1.AgentID", "agent_id"),
        repeated(2, "mesos.v1.Resource", "volumes"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(CreateVolumes);

impl crate::field::Message for CreateVolumes {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.agent_id.is_some(), "agent_id")?;
        self.agent_id.check("agent_id")?;
        self.volumes.check("volumes")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.volumes.put_pb(2, to);
        self.agent_id.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.agent_id.merge_pb(number, wire, from),
            2 => self.volumes.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.agent_id.put_json("agent_id", to);
        self.volumes.put_json("volumes", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "agent_id" => self.agent_id.merge_json(from),
            "volumes" => self.volumes.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.master.Call.DestroyVolumes`.
#[derive(Clone, Default, PartialEq)]
pub struct DestroyVolumes {
    /// 1, required.
    pub agent_id: Option<crate::AgentId>,
    /// 2.
    pub volumes: Vec<crate::Resource>,
}

impl DestroyVolumes {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.master.Call.DestroyVolumes", fields: &[
        required(1, "mesos.v1.AgentID", "agent_id"),
        repeated(2, "mesos.v1.Resource", "volumes"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(DestroyVolumes);

impl crate::field::Message for DestroyVolumes {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.agent_id.is_some(), "agent_id")?;
        self.agent_id.check("agent_id")?;
        self.volumes.check("volumes")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.volumes.put_pb(2, to);
        self.agent_id.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.agent_id.merge_pb(number, wire, from),
            2 => self.volumes.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.agent_id.put_json("agent_id", to);
        self.volumes.put_json("volumes", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "agent_id" => self.agent_id.merge_json(from),
            "volumes" => self.volumes.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.master.Call.GrowVolume`.
#[derive(Clone, Default, PartialEq)]
pub struct GrowVolume {
    /// 1.
    pub agent_id: Option<crate::AgentId>,
    /// 2, required.
    pub volume: Option<Box<crate::Resource>>,
    /// 3, required.
    pub addition: Option<Box<crate::Resource>>,
}

impl GrowVolume {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.master.Call.GrowVolume", fields: &[
        optional(1, "mesos.v1.AgentID", "agent_id"),
        required(2, "mesos.v1.Resource", "volume"),
        required(3, "mesos.v1.Resource", "addition"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(GrowVolume);

impl crate::field::Message for GrowVolume {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.agent_id.check("agent_id")?;
        crate::field::need(self.volume.is_some(), "volume")?;
        self.volume.check("volume")?;
        crate::field::need(self.addition.is_some(), "addition")?;
        self.addition.check("addition")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.addition.put_pb(3, to);
        self.volume.put_pb(2, to);
        self.agent_id.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.agent_id.merge_pb(number, wire, from),
            2 => self.volume.merge_pb(number, wire, from),
            3 => self.addition.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.agent_id.put_json("agent_id", to);
        self.volume.put_json("volume", to);
        self.addition.put_json("addition", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "agent_id" => self.agent_id.merge_json(from),
            "volume" => self.volume.merge_json(from),
            "addition" => self.addition.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.master.Call.ShrinkVolume`.
#[derive(Clone, Default, PartialEq)]
pub struct ShrinkVolume {
    /// 1.
    pub agent_id: Option<crate::AgentId>,
    /// 2, required.
    pub volume: Option<Box<crate::Resource>>,
    /// 3, required.
    pub subtract: Option<crate::value::Scalar>,
}

impl ShrinkVolume {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.master.Call.ShrinkVolume", fields: &[
        optional(1, "mesos.v1.AgentID", "agent_id"),
        required(2, "mesos.v1.Resource", "volume"),
        required(3, "mesos.v1.Value.Scalar", "subtract"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(ShrinkVolume);

impl crate::field::Message for ShrinkVolume {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.agent_id.check("agent_id")?;
        crate::field::need(self.volume.is_some(), "volume")?;
        self.volume.check("volume")?;
        crate::field::need(self.subtract.is_some(), "subtract")?;
        self.subtract.check("subtract")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.subtract.put_pb(3, to);
        self.volume.put_pb(2, to);
        self.agent_id.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.agent_id.merge_pb(number, wire, from),
            2 => self.volume.merge_pb(number, wire, from),
            3 => self.subtract.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.agent_id.put_json("agent_id", to);
        self.volume.put_json("volume", to);
        self.subtract.put_json("subtract", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "agent_id" => self.agent_id.merge_json(from),
            "volume" => self.volume.merge_json(from),
            "subtract" => self.subtract.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.master.Call.UpdateMaintenanceSchedule`.
#[derive(Clone, Default, PartialEq)]
pub struct UpdateMaintenanceSchedule {
    /// 1, required.
    pub schedule: Option<crate::maintenance::Schedule>,
}

impl UpdateMaintenanceSchedule {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.master.Call.UpdateMaintenanceSchedule", fields: &[
        required(1, "mesos.v1.maintenance.Schedule", "schedule"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(UpdateMaintenanceSchedule);

impl crate::field::Message for UpdateMaintenanceSchedule {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.schedule.is_some(), "schedule")?;
        self.schedule.check("schedule")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.schedule.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.schedule.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.schedule.put_json("schedule", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "schedule" => self.schedule.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.master.Call.StartMaintenance`.
#[derive(Clone, Default, PartialEq)]
pub struct StartMaintenance {
    /// 1.
    pub machines: Vec<crate::MachineId>,
}

impl StartMaintenance {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.master.Call.StartMaintenance", fields: &[
        repeated(1, "mesos.v1.MachineID", "machines"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(StartMaintenance);

impl crate::field::Message for StartMaintenance {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.machines.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.machines.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.machines.put_json("machines", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "machines" => self.machines.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.master.Call.StopMaintenance`.
#[derive(Clone, Default, PartialEq)]
pub struct StopMaintenance {
    /// 1.
    pub machines: Vec<crate::MachineId>,
}

impl StopMaintenance {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.master.Call.StopMaintenance", fields: &[
        repeated(1, "mesos.v1.MachineID", "machines"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(StopMaintenance);

impl crate::field::Message for StopMaintenance {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.machines.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.machines.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.machines.put_json("machines", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "machines" => self.machines.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.master.Call.DrainAgent`.
#[derive(Clone, Default, PartialEq)]
pub struct DrainAgent {
    /// 1, required.
    pub agent_id: Option<crate::AgentId>,
    /// 2.
    pub max_grace_period: Option<crate::google::Duration>,
    /// 3, `false` if unset.
    pub mark_gone: Option<bool>,
}

impl DrainAgent {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.master.Call.DrainAgent", fields: &[
        required(1, "mesos.v1.AgentID", "agent_id"),
        optional(2, "google.protobuf.Duration", "max_grace_period"),
        optional(3, "bool", "mark_gone").default("false"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };

    /// The field, or its default where it is unset.
    #[must_use]
    pub fn mark_gone(&self) -> bool {
        self.mark_gone.unwrap_or(false)
    }
}

crate::field::message!(DrainAgent);

impl crate::field::Message for DrainAgent {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.agent_id.is_some(), "agent_id")?;
        self.agent_id.check("agent_id")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.mark_gone.put_pb(3, to);
        self.max_grace_period.put_pb(2, to);
        self.agent_id.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.agent_id.merge_pb(number, wire, from),
            2 => self.max_grace_period.merge_pb(number, wire, from),
            3 => self.mark_gone.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.agent_id.put_json("agent_id", to);
        self.max_grace_period.put_json("max_grace_period", to);
        Some(self.mark_gone()).put_json("mark_gone", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "agent_id" => self.agent_id.merge_json(from),
            "max_grace_period" => self.max_grace_period.merge_json(from),
            "mark_gone" => self.mark_gone.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.master.Call.DeactivateAgent`.
#[derive(Clone, Default, PartialEq)]
pub struct DeactivateAgent {
    /// 1, required.
    pub agent_id: Option<crate::AgentId>,
}

impl DeactivateAgent {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.master.Call.DeactivateAgent", fields: &[
        required(1, "mesos.v1.AgentID", "agent_id"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(DeactivateAgent);

impl crate::field::Message for DeactivateAgent {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.agent_id.is_some(), "agent_id")?;
        self.agent_id.check("agent_id")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.agent_id.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.agent_id.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.agent_id.put_json("agent_id", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "agent_id" => self.agent_id.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.master.Call.ReactivateAgent`.
#[derive(Clone, Default, PartialEq)]
pub struct ReactivateAgent {
    /// 1, required.
    pub agent_id: Option<crate::AgentId>,
}

impl ReactivateAgent {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.master.Call.ReactivateAgent", fields: &[
        required(1, "mesos.v1.AgentID", "agent_id"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(ReactivateAgent);

impl crate::field::Message for ReactivateAgent {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.agent_id.is_some(), "agent_id")?;
        self.agent_id.check("agent_id")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.agent_id.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.agent_id.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.agent_id.put_json("agent_id", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "agent_id" => self.agent_id.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.master.Call.UpdateQuota`.
#[derive(Clone, Default, PartialEq)]
pub struct UpdateQuota {
    /// 1.
    pub force: Option<bool>,
    /// 2.
    pub quota_configs: Vec<crate::quota::QuotaConfig>,
}

impl UpdateQuota {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.master.Call.UpdateQuota", fields: &[
        optional(1, "bool", "force"),
        repeated(2, "mesos.v1.quota.QuotaConfig", "quota_configs"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(UpdateQuota);

impl crate::field::Message for UpdateQuota {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.quota_configs.check("quota_configs")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.quota_configs.put_pb(2, to);
        self.force.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.force.merge_pb(number, wire, from),
            2 => self.quota_configs.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.force.put_json("force", to);
        self.quota_configs.put_json("quota_configs", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "force" => self.force.merge_json(from),
            "quota_configs" => self.quota_configs.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.master.Call.SetQuota`.
#[derive(Clone, Default, PartialEq)]
pub struct SetQuota {
    /// 1, required.
    pub quota_request: Option<crate::quota::QuotaRequest>,
}

impl SetQuota {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.master.Call.SetQuota", fields: &[
        required(1, "mesos.v1.quota.QuotaRequest", "quota_request"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(SetQuota);

impl crate::field::Message for SetQuota {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.quota_request.is_some(), "quota_request")?;
        self.quota_request.check("quota_request")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.quota_request.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.quota_request.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.quota_request.put_json("quota_request", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "quota_request" => self.quota_request.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.master.Call.RemoveQuota`.
#[derive(Clone, Default, PartialEq)]
pub struct RemoveQuota {
    /// 1, required.
    pub role: Option<String>,
}

impl RemoveQuota {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.master.Call.RemoveQuota", fields: &[
        required(1, "string", "role"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(RemoveQuota);

impl crate::field::Message for RemoveQuota {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.role.is_some(), "role")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.role.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.role.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.role.put_json("role", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "role" => self.role.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.master.Call.Teardown`.
#[derive(Clone, Default, PartialEq)]
pub struct Teardown {
    /// 1, required.
    pub framework_id: Option<crate::FrameworkId>,
}

impl Teardown {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.master.Call.Teardown", fields: &[
        required(1, "mesos.v1.FrameworkID", "framework_id"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Teardown);

impl crate::field::Message for Teardown {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.framework_id.is_some(), "framework_id")?;
        self.framework_id.check("framework_id")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.framework_id.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.framework_id.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.framework_id.put_json("framework_id", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "framework_id" => self.framework_id.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.master.Call.MarkAgentGone`.
#[derive(Clone, Default, PartialEq)]
pub struct MarkAgentGone {
    /// 1, required.
    pub agent_id: Option<crate::AgentId>,
}

impl MarkAgentGone {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.master.Call.MarkAgentGone", fields: &[
        required(1, "mesos.v1.AgentID", "agent_id"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(MarkAgentGone);

impl crate::field::Message for MarkAgentGone {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.agent_id.is_some(), "agent_id")?;
        self.agent_id.check("agent_id")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.agent_id.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.agent_id.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.agent_id.put_json("agent_id", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "agent_id" => self.agent_id.merge_json(from),
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

/// `mesos.v1.master.Event.Type`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Type {
    /// `UNKNOWN`.
    #[default]
    Unknown = 0,
    /// `SUBSCRIBED`.
    Subscribed = 1,
    /// `TASK_ADDED`.
    TaskAdded = 2,
    /// `TASK_UPDATED`.
    TaskUpdated = 3,
    /// `AGENT_ADDED`.
    AgentAdded = 4,
    /// `AGENT_REMOVED`.
    AgentRemoved = 5,
    /// `FRAMEWORK_ADDED`.
    FrameworkAdded = 6,
    /// `FRAMEWORK_UPDATED`.
    FrameworkUpdated = 7,
    /// `FRAMEWORK_REMOVED`.
    FrameworkRemoved = 8,
    /// `HEARTBEAT`.
    Heartbeat = 9,
}

crate::field::enumeration!(Type);

impl crate::field::Enumeration for Type {
    const TABLE: &'static crate::table::EnumTable = &crate::table::EnumTable { name: "mesos.v1.master.Event.Type", values: &[
        ("UNKNOWN", 0),
        ("SUBSCRIBED", 1),
        ("TASK_ADDED", 2),
        ("TASK_UPDATED", 3),
        ("AGENT_ADDED", 4),
        ("AGENT_REMOVED", 5),
        ("FRAMEWORK_ADDED", 6),
        ("FRAMEWORK_UPDATED", 7),
        ("FRAMEWORK_REMOVED", 8),
        ("HEARTBEAT", 9),
    ] };
    const ALL: &'static [Self] = &[
        Self::Unknown,
        Self::Subscribed,
        Self::TaskAdded,
        Self::TaskUpdated,
        Self::AgentAdded,
        Self::AgentRemoved,
        Self::FrameworkAdded,
        Self::FrameworkUpdated,
        Self::FrameworkRemoved,
        Self::Heartbeat,
    ];
}

/// `mesos.v1.master.Event.Subscribed`.
#[derive(Clone, Default, PartialEq)]
pub struct Subscribed {
    /// 1.
    pub get_state: Option<Box<crate::master::response::GetState>>,
    /// 2.
    pub heartbeat_interval_seconds: Option<f64>,
}

impl Subscribed {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.master.Event.Subscribed", fields: &[
        optional(1, "mesos.v1.master.Response.GetState", "get_state"),
        optional(2, "double", "heartbeat_interval_seconds"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Subscribed);

impl crate::field::Message for Subscribed {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.get_state.check("get_state")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.heartbeat_interval_seconds.put_pb(2, to);
        self.get_state.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.get_state.merge_pb(number, wire, from),
            2 => self.heartbeat_interval_seconds.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.get_state.put_json("get_state", to);
        self.heartbeat_interval_seconds.put_json("heartbeat_interval_seconds", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "get_state" => self.get_state.merge_json(from),
            "heartbeat_interval_seconds" => self.heartbeat_interval_seconds.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.master.Event.TaskAdded`.
#[derive(Clone, Default, PartialEq)]
pub struct TaskAdded {
    /// 1, required.
    pub task: Option<Box<crate::Task>>,
}

impl TaskAdded {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.master.Event.TaskAdded", fields: &[
        required(1, "mesos.v1.Task", "task"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(TaskAdded);

impl crate::field::Message for TaskAdded {
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

/// `mesos.v1.master.Event.TaskUpdated`.
#[derive(Clone, Default, PartialEq)]
pub struct TaskUpdated {
    /// 1, required.
    pub framework_id: Option<crate::FrameworkId>,
    /// 2, required.
    pub status: Option<Box<crate::TaskStatus>>,
    /// 3, required.
    pub state: Option<crate::TaskState>,
}

impl TaskUpdated {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.master.Event.TaskUpdated", fields: &[
        required(1, "mesos.v1.FrameworkID", "framework_id"),
        required(2, "mesos.v1.TaskStatus", "status"),
        required(3, "mesos.v1.TaskState", "state"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(TaskUpdated);

impl crate::field::Message for TaskUpdated {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.framework_id.is_some(), "framework_id")?;
        self.framework_id.check("framework_id")?;
        crate::field::need(self.status.is_some(), "status")?;
        self.status.check("status")?;
        crate::field::need(self.state.is_some(), "state")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.state.put_pb(3, to);
        self.status.put_pb(2, to);
        self.framework_id.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.framework_id.merge_pb(number, wire, from),
            2 => self.status.merge_pb(number, wire, from),
            3 => self.state.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.framework_id.put_json("framework_id", to);
        self.status.put_json("status", to);
        self.state.put_json("state", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "framework_id" => self.framework_id.merge_json(from),
            "status" => self.status.merge_json(from),
            "state" => self.state.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.master.Event.FrameworkAdded`.
#[derive(Clone, Default, PartialEq)]
pub struct FrameworkAdded {
    /// 1, required.
    pub framework: Option<Box<crate::master::response::get_frameworks::Framework>>,
}

impl FrameworkAdded {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.master.Event.FrameworkAdded", fields: &[
        required(1, "mesos.v1.master.Response.GetFrameworks.Framework", "framework"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(FrameworkAdded);

impl crate::field::Message for FrameworkAdded {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.framework.is_some(), "framework")?;
        self.framework.check("framework")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.framework.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.framework.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.framework.put_json("framework", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "framework" => self.framework.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.master.Event.FrameworkUpdated`.
#[derive(Clone, Default, PartialEq)]
pub struct FrameworkUpdated {
    /// 1, required.
    pub framework: Option<Box<crate::master::response::get_frameworks::Framework>>,
}

impl FrameworkUpdated {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.master.Event.FrameworkUpdated", fields: &[
        required(1, "mesos.v1.master.Response.GetFrameworks.Framework", "framework"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(FrameworkUpdated);

impl crate::field::Message for FrameworkUpdated {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.framework.is_some(), "framework")?;
        self.framework.check("framework")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.framework.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.framework.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.framework.put_json("framework", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "framework" => self.framework.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.master.Event.FrameworkRemoved`.
#[derive(Clone, Default, PartialEq)]
pub struct FrameworkRemoved {
    /// 1, required.
    pub framework_info: Option<Box<crate::FrameworkInfo>>,
}

impl FrameworkRemoved {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.master.Event.FrameworkRemoved", fields: &[
        required(1, "mesos.v1.FrameworkInfo", "framework_info"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(FrameworkRemoved);

impl crate::field::Message for FrameworkRemoved {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.framework_info.is_some(), "framework_info")?;
        self.framework_info.check("framework_info")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.framework_info.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.framework_info.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.framework_info.put_json("framework_info", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "framework_info" => self.framework_info.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.master.Event.AgentAdded`.
#[derive(Clone, Default, PartialEq)]
pub struct AgentAdded {
    /// 1, required.
    pub agent: Option<Box<crate::master::response::get_agents::Agent>>,
}

impl AgentAdded {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.master.Event.AgentAdded", fields: &[
        required(1, "mesos.v1.master.Response.GetAgents.Agent", "agent"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(AgentAdded);

impl crate::field::Message for AgentAdded {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.agent.is_some(), "agent")?;
        self.agent.check("agent")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.agent.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.agent.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.agent.put_json("agent", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "agent" => self.agent.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.master.Event.AgentRemoved`.
#[derive(Clone, Default, PartialEq)]
pub struct AgentRemoved {
    /// 1, required.
    pub agent_id: Option<crate::AgentId>,
}

impl AgentRemoved {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.master.Event.AgentRemoved", fields: &[
        required(1, "mesos.v1.AgentID", "agent_id"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(AgentRemoved);

impl crate::field::Message for AgentRemoved {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.agent_id.is_some(), "agent_id")?;
        self.agent_id.check("agent_id")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.agent_id.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.agent_id.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.agent_id.put_json("agent_id", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "agent_id" => self.agent_id.merge_json(from),
            _ => from.skip(),
        }
    }
}

}

/// Messages and enums that are declared inside the message of this name.
pub mod response {
use crate::field::Field as _;
use crate::table::{Table, optional, repeated, required};
use crate::{json, pb};

/// `mesos.v1.master.Response.Type`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Type {
    /// `UNKNOWN`.
    #[default]
    Unknown = 0,
    /// `GET_HEALTH`.
    GetHealth = 1,
    /// `GET_FLAGS`.
    GetFlags = 2,
    /// `GET_VERSION`.
    GetVersion = 3,
    /// `GET_METRICS`.
    GetMetrics = 4,
    /// `GET_LOGGING_LEVEL`.
    GetLoggingLevel = 5,
    /// `LIST_FILES`.
    ListFiles = 6,
    /// `READ_FILE`.
    ReadFile = 7,
    /// `GET_STATE`.
    GetState = 8,
    /// `GET_AGENTS`.
    GetAgents = 9,
    /// `GET_FRAMEWORKS`.
    GetFrameworks = 10,
    /// `GET_EXECUTORS`.
    GetExecutors = 11,
    /// `GET_OPERATIONS`.
    GetOperations = 19,
    /// `GET_TASKS`.
    GetTasks = 12,
    /// `GET_ROLES`.
    GetRoles = 13,
    /// `GET_WEIGHTS`.
    GetWeights = 14,
    /// `GET_MASTER`.
    GetMaster = 15,
    /// `GET_MAINTENANCE_STATUS`.
    GetMaintenanceStatus = 16,
    /// `GET_MAINTENANCE_SCHEDULE`.
    GetMaintenanceSchedule = 17,
    /// `GET_QUOTA`.
    GetQuota = 18,
}

crate::field::enumeration!(Type);

impl crate::field::Enumeration for Type {
    const TABLE: &'static crate::table::EnumTable = &crate::table::EnumTable { name: "mesos.v1.master.Response.Type", values: &[
        ("UNKNOWN", 0),
        ("GET_HEALTH", 1),
        ("GET_FLAGS", 2),
        ("GET_VERSION", 3),
        ("GET_METRICS", 4),
        ("GET_LOGGING_LEVEL", 5),
        ("LIST_FILES", 6),
        ("READ_FILE", 7),
        ("GET_STATE", 8),
        ("GET_AGENTS", 9),
        ("GET_FRAMEWORKS", 10),
        ("GET_EXECUTORS", 11),
        ("GET_OPERATIONS", 19),
        ("GET_TASKS", 12),
        ("GET_ROLES", 13),
        ("GET_WEIGHTS", 14),
        ("GET_MASTER", 15),
        ("GET_MAINTENANCE_STATUS", 16),
        ("GET_MAINTENANCE_SCHEDULE", 17),
        ("GET_QUOTA", 18),
    ] };
    const ALL: &'static [Self] = &[
        Self::Unknown,
        Self::GetHealth,
        Self::GetFlags,
        Self::GetVersion,
        Self::GetMetrics,
        Self::GetLoggingLevel,
        Self::ListFiles,
        Self::ReadFile,
        Self::GetState,
        Self::GetAgents,
        Self::GetFrameworks,
        Self::GetExecutors,
        Self::GetOperations,
        Self::GetTasks,
        Self::GetRoles,
        Self::GetWeights,
        Self::GetMaster,
        Self::GetMaintenanceStatus,
        Self::GetMaintenanceSchedule,
        Self::GetQuota,
    ];
}

/// `mesos.v1.master.Response.GetHealth`.
#[derive(Clone, Default, PartialEq)]
pub struct GetHealth {
    /// 1, required.
    pub healthy: Option<bool>,
}

impl GetHealth {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.master.Response.GetHealth", fields: &[
        required(1, "bool", "healthy"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(GetHealth);

impl crate::field::Message for GetHealth {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.healthy.is_some(), "healthy")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.healthy.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.healthy.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.healthy.put_json("healthy", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "healthy" => self.healthy.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.master.Response.GetFlags`.
#[derive(Clone, Default, PartialEq)]
pub struct GetFlags {
    /// 1.
    pub flags: Vec<crate::Flag>,
}

impl GetFlags {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.master.Response.GetFlags", fields: &[
        repeated(1, "mesos.v1.Flag", "flags"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(GetFlags);

impl crate::field::Message for GetFlags {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.flags.check("flags")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.flags.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.flags.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.flags.put_json("flags", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "flags" => self.flags.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.master.Response.GetVersion`.
#[derive(Clone, Default, PartialEq)]
pub struct GetVersion {
    /// 1, required.
    pub version_info: Option<Box<crate::VersionInfo>>,
}

impl GetVersion {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.master.Response.GetVersion", fields: &[
        required(1, "mesos.v1.VersionInfo", "version_info"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(GetVersion);

impl crate::field::Message for GetVersion {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.version_info.is_some(), "version_info")?;
        self.version_info.check("version_info")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.version_info.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.version_info.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.version_info.put_json("version_info", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "version_info" => self.version_info.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.master.Response.GetMetrics`.
#[derive(Clone, Default, PartialEq)]
pub struct GetMetrics {
    /// 1.
    pub metrics: Vec<crate::Metric>,
}

impl GetMetrics {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.master.Response.GetMetrics", fields: &[
        repeated(1, "mesos.v1.Metric", "metrics"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(GetMetrics);

impl crate::field::Message for GetMetrics {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.metrics.check("metrics")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.metrics.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.metrics.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.metrics.put_json("metrics", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "metrics" => self.metrics.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.master.Response.GetLoggingLevel`.
#[derive(Clone, Default, PartialEq)]
pub struct GetLoggingLevel {
    /// 1, required.
    pub level: Option<u32>,
}

impl GetLoggingLevel {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.master.Response.GetLoggingLevel", fields: &[
        required(1, "uint32", "level"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(GetLoggingLevel);

impl crate::field::Message for GetLoggingLevel {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.level.is_some(), "level")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.level.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.level.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.level.put_json("level", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "level" => self.level.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.master.Response.ListFiles`.
#[derive(Clone, Default, PartialEq)]
pub struct ListFiles {
    /// 1.
    pub file_infos: Vec<crate::FileInfo>,
}

impl ListFiles {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.master.Response.ListFiles", fields: &[
        repeated(1, "mesos.v1.FileInfo", "file_infos"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(ListFiles);

impl crate::field::Message for ListFiles {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.file_infos.check("file_infos")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.file_infos.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.file_infos.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.file_infos.put_json("file_infos", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "file_infos" => self.file_infos.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.master.Response.ReadFile`.
#[derive(Clone, Default, PartialEq)]
pub struct ReadFile {
    /// 1, required.
    pub size: Option<u64>,
    /// 2, required.
    pub data: Option<Vec<u8>>,
}

impl ReadFile {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.master.Response.ReadFile", fields: &[
        required(1, "uint64", "size"),
        required(2, "bytes", "data"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(ReadFile);

impl crate::field::Message for ReadFile {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.size.is_some(), "size")?;
        crate::field::need(self.data.is_some(), "data")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.data.put_pb(2, to);
        self.size.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.size.merge_pb(number, wire, from),
            2 => self.data.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.size.put_json("size", to);
        self.data.put_json("data", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "size" => self.size.merge_json(from),
            "data" => self.data.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.master.Response.GetState`.
#[derive(Clone, Default, PartialEq)]
pub struct GetState {
    /// 1.
    pub get_tasks: Option<Box<crate::master::response::GetTasks>>,
    /// 2.
    pub get_executors: Option<crate::master::response::GetExecutors>,
    /// 3.
    pub get_frameworks: Option<Box<crate::master::response::GetFrameworks>>,
    /// 4.
    pub get_agents: Option<crate::master::response::GetAgents>,
}

impl GetState {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.master.Response.GetState", fields: &[
        optional(1, "mesos.v1.master.Response.GetTasks", "get_tasks"),
        optional(2, "mesos.v1.master.Response.GetExecutors", "get_executors"),
        optional(3, "mesos.v1.master.Response.GetFrameworks", "get_frameworks"),
        optional(4, "mesos.v1.master.Response.GetAgents", "get_agents"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(GetState);

impl crate::field::Message for GetState {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.get_tasks.check("get_tasks")?;
        self.get_executors.check("get_executors")?;
        self.get_frameworks.check("get_frameworks")?;
        self.get_agents.check("get_agents")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.get_agents.put_pb(4, to);
        self.get_frameworks.put_pb(3, to);
        self.get_executors.put_pb(2, to);
        self.get_tasks.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.get_tasks.merge_pb(number, wire, from),
            2 => self.get_executors.merge_pb(number, wire, from),
            3 => self.get_frameworks.merge_pb(number, wire, from),
            4 => self.get_agents.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.get_tasks.put_json("get_tasks", to);
        self.get_executors.put_json("get_executors", to);
        self.get_frameworks.put_json("get_frameworks", to);
        self.get_agents.put_json("get_agents", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "get_tasks" => self.get_tasks.merge_json(from),
            "get_executors" => self.get_executors.merge_json(from),
            "get_frameworks" => self.get_frameworks.merge_json(from),
            "get_agents" => self.get_agents.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.master.Response.GetAgents`.
#[derive(Clone, Default, PartialEq)]
pub struct GetAgents {
    /// 1.
    pub agents: Vec<crate::master::response::get_agents::Agent>,
    /// 2.
    pub recovered_agents: Vec<crate::AgentInfo>,
}

impl GetAgents {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.master.Response.GetAgents", fields: &[
        repeated(1, "mesos.v1.master.Response.GetAgents.Agent", "agents"),
        repeated(2, "mesos.v1.AgentInfo", "recovered_agents"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(GetAgents);

impl crate::field::Message for GetAgents {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.agents.check("agents")?;
        self.recovered_agents.check("recovered_agents")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.recovered_agents.put_pb(2, to);
        self.agents.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.agents.merge_pb(number, wire, from),
            2 => self.recovered_agents.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.agents.put_json("agents", to);
        self.recovered_agents.put_json("recovered_agents", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "agents" => self.agents.merge_json(from),
            "recovered_agents" => self.recovered_agents.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.master.Response.GetFrameworks`.
#[derive(Clone, Default, PartialEq)]
pub struct GetFrameworks {
    /// 1.
    pub frameworks: Vec<crate::master::response::get_frameworks::Framework>,
    /// 2.
    pub completed_frameworks: Vec<crate::master::response::get_frameworks::Framework>,
    /// 3, deprecated.
    pub recovered_frameworks: Vec<crate::FrameworkInfo>,
}

impl GetFrameworks {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.master.Response.GetFrameworks", fields: &[
        repeated(1, "mesos.v1.master.Response.GetFrameworks.Framework", "frameworks"),
        repeated(2, "mesos.v1.master.Response.GetFrameworks.Framework", "completed_frameworks"),
        repeated(3, "mesos.v1.FrameworkInfo", "recovered_frameworks").deprecated(),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(GetFrameworks);

impl crate::field::Message for GetFrameworks {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.frameworks.check("frameworks")?;
        self.completed_frameworks.check("completed_frameworks")?;
        self.recovered_frameworks.check("recovered_frameworks")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.recovered_frameworks.put_pb(3, to);
        self.completed_frameworks.put_pb(2, to);
        self.frameworks.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.frameworks.merge_pb(number, wire, from),
            2 => self.completed_frameworks.merge_pb(number, wire, from),
            3 => self.recovered_frameworks.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.frameworks.put_json("frameworks", to);
        self.completed_frameworks.put_json("completed_frameworks", to);
        self.recovered_frameworks.put_json("recovered_frameworks", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "frameworks" => self.frameworks.merge_json(from),
            "completed_frameworks" => self.completed_frameworks.merge_json(from),
            "recovered_frameworks" => self.recovered_frameworks.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.master.Response.GetExecutors`.
#[derive(Clone, Default, PartialEq)]
pub struct GetExecutors {
    /// 1.
    pub executors: Vec<crate::master::response::get_executors::Executor>,
    /// 2, deprecated.
    pub orphan_executors: Vec<crate::master::response::get_executors::Executor>,
}

impl GetExecutors {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.master.Response.GetExecutors", fields: &[
        repeated(1, "mesos.v1.master.Response.GetExecutors.Executor", "executors"),
        repeated(2, "mesos.v1.master.Response.GetExecutors.Executor", "orphan_executors").deprecated(),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(GetExecutors);

impl crate::field::Message for GetExecutors {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.executors.check("executors")?;
        self.orphan_executors.check("orphan_executors")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.orphan_executors.put_pb(2, to);
        self.executors.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.executors.merge_pb(number, wire, from),
            2 => self.orphan_executors.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.executors.put_json("executors", to);
        self.orphan_executors.put_json("orphan_executors", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "executors" => self.executors.merge_json(from),
            "orphan_executors" => self.orphan_executors.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.master.Response.GetOperations`.
#[derive(Clone, Default, PartialEq)]
pub struct GetOperations {
    /// 1.
    pub operations: Vec<crate::Operation>,
}

impl GetOperations {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.master.Response.GetOperations", fields: &[
        repeated(1, "mesos.v1.Operation", "operations"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(GetOperations);

impl crate::field::Message for GetOperations {
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

/// `mesos.v1.master.Response.GetTasks`.
#[derive(Clone, Default, PartialEq)]
pub struct GetTasks {
    /// 1, deprecated.
    pub pending_tasks: Vec<crate::Task>,
    /// 2.
    pub tasks: Vec<crate::Task>,
    /// 5.
    pub unreachable_tasks: Vec<crate::Task>,
    /// 3.
    pub completed_tasks: Vec<crate::Task>,
    /// 4, deprecated.
    pub orphan_tasks: Vec<crate::Task>,
}

impl GetTasks {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.master.Response.GetTasks", fields: &[
        repeated(1, "mesos.v1.Task", "pending_tasks").deprecated(),
        repeated(2, "mesos.v1.Task", "tasks"),
        repeated(5, "mesos.v1.Task", "unreachable_tasks"),
        repeated(3, "mesos.v1.Task", "completed_tasks"),
        repeated(4, "mesos.v1.Task", "orphan_tasks").deprecated(),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(GetTasks);

impl crate::field::Message for GetTasks {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.pending_tasks.check("pending_tasks")?;
        self.tasks.check("tasks")?;
        self.unreachable_tasks.check("unreachable_tasks")?;
        self.completed_tasks.check("completed_tasks")?;
        self.orphan_tasks.check("orphan_tasks")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.unreachable_tasks.put_pb(5, to);
        self.orphan_tasks.put_pb(4, to);
        self.completed_tasks.put_pb(3, to);
        self.tasks.put_pb(2, to);
        self.pending_tasks.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.pending_tasks.merge_pb(number, wire, from),
            2 => self.tasks.merge_pb(number, wire, from),
            3 => self.completed_tasks.merge_pb(number, wire, from),
            4 => self.orphan_tasks.merge_pb(number, wire, from),
            5 => self.unreachable_tasks.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.pending_tasks.put_json("pending_tasks", to);
        self.tasks.put_json("tasks", to);
        self.unreachable_tasks.put_json("unreachable_tasks", to);
        self.completed_tasks.put_json("completed_tasks", to);
        self.orphan_tasks.put_json("orphan_tasks", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "pending_tasks" => self.pending_tasks.merge_json(from),
            "tasks" => self.tasks.merge_json(from),
            "unreachable_tasks" => self.unreachable_tasks.merge_json(from),
            "completed_tasks" => self.completed_tasks.merge_json(from),
            "orphan_tasks" => self.orphan_tasks.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.master.Response.GetRoles`.
#[derive(Clone, Default, PartialEq)]
pub struct GetRoles {
    /// 1.
    pub roles: Vec<crate::Role>,
}

impl GetRoles {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.master.Response.GetRoles", fields: &[
        repeated(1, "mesos.v1.Role", "roles"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(GetRoles);

impl crate::field::Message for GetRoles {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.roles.check("roles")?;
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

/// `mesos.v1.master.Response.GetWeights`.
#[derive(Clone, Default, PartialEq)]
pub struct GetWeights {
    /// 1.
    pub weight_infos: Vec<crate::WeightInfo>,
}

impl GetWeights {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.master.Response.GetWeights", fields: &[
        repeated(1, "mesos.v1.WeightInfo", "weight_infos"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(GetWeights);

impl crate::field::Message for GetWeights {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.weight_infos.check("weight_infos")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.weight_infos.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.weight_infos.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.weight_infos.put_json("weight_infos", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "weight_infos" => self.weight_infos.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.master.Response.GetMaster`.
#[derive(Clone, Default, PartialEq)]
pub struct GetMaster {
    /// 1.
    pub master_info: Option<Box<crate::MasterInfo>>,
    /// 2.
    pub start_time: Option<f64>,
    /// 3.
    pub elected_time: Option<f64>,
}

impl GetMaster {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.master.Response.GetMaster", fields: &[
        optional(1, "mesos.v1.MasterInfo", "master_info"),
        optional(2, "double", "start_time"),
        optional(3, "double", "elected_time"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(GetMaster);

impl crate::field::Message for GetMaster {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.master_info.check("master_info")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.elected_time.put_pb(3, to);
        self.start_time.put_pb(2, to);
        self.master_info.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.master_info.merge_pb(number, wire, from),
            2 => self.start_time.merge_pb(number, wire, from),
            3 => self.elected_time.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.master_info.put_json("master_info", to);
        self.start_time.put_json("start_time", to);
        self.elected_time.put_json("elected_time", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "master_info" => self.master_info.merge_json(from),
            "start_time" => self.start_time.merge_json(from),
            "elected_time" => self.elected_time.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.master.Response.GetMaintenanceStatus`.
#[derive(Clone, Default, PartialEq)]
pub struct GetMaintenanceStatus {
    /// 1, required.
    pub status: Option<crate::maintenance::ClusterStatus>,
}

impl GetMaintenanceStatus {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.master.Response.GetMaintenanceStatus", fields: &[
        required(1, "mesos.v1.maintenance.ClusterStatus", "status"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(GetMaintenanceStatus);

impl crate::field::Message for GetMaintenanceStatus {
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

/// `mesos.v1.master.Response.GetMaintenanceSchedule`.
#[derive(Clone, Default, PartialEq)]
pub struct GetMaintenanceSchedule {
    /// 1, required.
    pub schedule: Option<crate::maintenance::Schedule>,
}

impl GetMaintenanceSchedule {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.master.Response.GetMaintenanceSchedule", fields: &[
        required(1, "mesos.v1.maintenance.Schedule", "schedule"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(GetMaintenanceSchedule);

impl crate::field::Message for GetMaintenanceSchedule {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.schedule.is_some(), "schedule")?;
        self.schedule.check("schedule")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.schedule.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.schedule.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.schedule.put_json("schedule", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "schedule" => self.schedule.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.master.Response.GetQuota`.
#[derive(Clone, Default, PartialEq)]
pub struct GetQuota {
    /// 1, required.
    pub status: Option<crate::quota::QuotaStatus>,
}

impl GetQuota {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.master.Response.GetQuota", fields: &[
        required(1, "mesos.v1.quota.QuotaStatus", "status"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(GetQuota);

impl crate::field::Message for GetQuota {
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

/// Messages and enums that are declared inside the message of this name.
pub mod get_agents {
use crate::field::Field as _;
use crate::table::{Table, optional, repeated, required};
use crate::{json, pb};

/// `mesos.v1.master.Response.GetAgents.Agent`.
#[derive(Clone, Default, PartialEq)]
pub struct Agent {
    /// 1, required.
    pub agent_info: Option<Box<crate::AgentInfo>>,
    /// 2, required.
    pub active: Option<bool>,
    /// 12.
    pub deactivated: Option<bool>,
    /// 3, required.
    pub version: Option<String>,
    /// 4.
    pub pid: Option<String>,
    /// 5.
    pub registered_time: Option<crate::TimeInfo>,
    /// 6.
    pub reregistered_time: Option<crate::TimeInfo>,
    /// 7.
    pub total_resources: Vec<crate::Resource>,
    /// 8.
    pub allocated_resources: Vec<crate::Resource>,
    /// 9.
    pub offered_resources: Vec<crate::Resource>,
    /// 10.
    pub capabilities: Vec<crate::agent_info::Capability>,
    /// 11.
    pub resource_providers: Vec<crate::master::response::get_agents::agent::ResourceProvider>,
    /// 13.
    pub drain_info: Option<crate::DrainInfo>,
    /// 14.
    pub estimated_drain_start_time: Option<crate::TimeInfo>,
}

impl Agent {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.master.Response.GetAgents.Agent", fields: &[
        required(1, "mesos.v1.AgentInfo", "agent_info"),
        required(2, "bool", "active"),
        optional(12, "bool", "deactivated"),
        required(3, "string", "version"),
        optional(4, "string", "pid"),
        optional(5, "mesos.v1.TimeInfo", "registered_time"),
        optional(6, "mesos.v1.TimeInfo", "reregistered_time"),
        repeated(7, "mesos.v1.Resource", "total_resources"),
        repeated(8, "mesos.v1.Resource", "allocated_resources"),
        repeated(9, "mesos.v1.Resource", "offered_resources"),
        repeated(10, "mesos.v1.AgentInfo.Capability", "capabilities"),
        repeated(11, "mesos.v1.master.Response.GetAgents.Agent.ResourceProvider", "resource_providers"),
        optional(13, "mesos.v1.DrainInfo", "drain_info"),
        optional(14, "mesos.v1.TimeInfo", "estimated_drain_start_time"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Agent);

impl crate::field::Message for Agent {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.agent_info.is_some(), "agent_info")?;
        self.agent_info.check("agent_info")?;
        crate::field::need(self.active.is_some(), "active")?;
        crate::field::need(self.version.is_some(), "version")?;
        self.registered_time.check("registered_time")?;
        self.reregistered_time.check("reregistered_time")?;
        self.total_resources.check("total_resources")?;
        self.allocated_resources.check("allocated_resources")?;
        self.offered_resources.check("offered_resources")?;
        self.resource_providers.check("resource_providers")?;
        self.drain_info.check("drain_info")?;
        self.estimated_drain_start_time.check("estimated_drain_start_time")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.estimated_drain_start_time.put_pb(14, to);
        self.drain_info.put_pb(13, to);
        self.deactivated.put_pb(12, to);
        self.resource_providers.put_pb(11, to);
        self.capabilities.put_pb(10, to);
        self.offered_resources.put_pb(9, to);
        self.allocated_resources.put_pb(8, to);
        self.total_resources.put_pb(7, to);
        self.reregistered_time.put_pb(6, to);
        self.registered_time.put_pb(5, to);
        self.pid.put_pb(4, to);
        self.version.put_pb(3, to);
        self.active.put_pb(2, to);
        self.agent_info.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.agent_info.merge_pb(number, wire, from),
            2 => self.active.merge_pb(number, wire, from),
            3 => self.version.merge_pb(number, wire, from),
            4 => self.pid.merge_pb(number, wire, from),
            5 => self.registered_time.merge_pb(number, wire, from),
            6 => self.reregistered_time.merge_pb(number, wire, from),
            7 => self.total_resources.merge_pb(number, wire, from),
            8 => self.allocated_resources.merge_pb(number, wire, from),
            9 => self.offered_resources.merge_pb(number, wire, from),
            10 => self.capabilities.merge_pb(number, wire, from),
            11 => self.resource_providers.merge_pb(number, wire, from),
            12 => self.deactivated.merge_pb(number, wire, from),
            13 => self.drain_info.merge_pb(number, wire, from),
            14 => self.estimated_drain_start_time.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.agent_info.put_json("agent_info", to);
        self.active.put_json("active", to);
        self.deactivated.put_json("deactivated", to);
        self.version.put_json("version", to);
        self.pid.put_json("pid", to);
        self.registered_time.put_json("registered_time", to);
        self.reregistered_time.put_json("reregistered_time", to);
        self.total_resources.put_json("total_resources", to);
        self.allocated_resources.put_json("allocated_resources", to);
        self.offered_resources.put_json("offered_resources", to);
        self.capabilities.put_json("capabilities", to);
        self.resource_providers.put_json("resource_providers", to);
        self.drain_info.put_json("drain_info", to);
        self.estimated_drain_start_time.put_json("estimated_drain_start_time", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "agent_info" => self.agent_info.merge_json(from),
            "active" => self.active.merge_json(from),
            "deactivated" => self.deactivated.merge_json(from),
            "version" => self.version.merge_json(from),
            "pid" => self.pid.merge_json(from),
            "registered_time" => self.registered_time.merge_json(from),
            "reregistered_time" => self.reregistered_time.merge_json(from),
            "total_resources" => self.total_resources.merge_json(from),
            "allocated_resources" => self.allocated_resources.merge_json(from),
            "offered_resources" => self.offered_resources.merge_json(from),
            "capabilities" => self.capabilities.merge_json(from),
            "resource_providers" => self.resource_providers.merge_json(from),
            "drain_info" => self.drain_info.merge_json(from),
            "estimated_drain_start_time" => self.estimated_drain_start_time.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// Messages and enums that are declared inside the message of this name.
pub mod agent {
use crate::field::Field as _;
use crate::table::{Table, repeated, required};
use crate::{json, pb};

/// `mesos.v1.master.Response.GetAgents.Agent.ResourceProvider`.
#[derive(Clone, Default, PartialEq)]
pub struct ResourceProvider {
    /// 1, required.
    pub resource_provider_info: Option<Box<crate::ResourceProviderInfo>>,
    /// 2.
    pub total_resources: Vec<crate::Resource>,
}

impl ResourceProvider {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.master.Response.GetAgents.Agent.ResourceProvider", fields: &[
        required(1, "mesos.v1.ResourceProviderInfo", "resource_provider_info"),
        repeated(2, "mesos.v1.Resource", "total_resources"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(ResourceProvider);

impl crate::field::Message for ResourceProvider {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.resource_provider_info.is_some(), "resource_provider_info")?;
        self.resource_provider_info.check("resource_provider_info")?;
        self.total_resources.check("total_resources")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.total_resources.put_pb(2, to);
        self.resource_provider_info.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.resource_provider_info.merge_pb(number, wire, from),
            2 => self.total_resources.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.resource_provider_info.put_json("resource_provider_info", to);
        self.total_resources.put_json("total_resources", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "resource_provider_info" => self.resource_provider_info.merge_json(from),
            "total_resources" => self.total_resources.merge_json(from),
            _ => from.skip(),
        }
    }
}

}

}

/// Messages and enums that are declared inside the message of this name.
pub mod get_executors {
use crate::field::Field as _;
use crate::table::{Table, required};
use crate::{json, pb};

/// `mesos.v1.master.Response.GetExecutors.Executor`.
#[derive(Clone, Default, PartialEq)]
pub struct Executor {
    /// 1, required.
    pub executor_info: Option<Box<crate::ExecutorInfo>>,
    /// 2, required.
    pub agent_id: Option<crate::AgentId>,
}

impl Executor {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.master.Response.GetExecutors.Executor", fields: &[
        required(1, "mesos.v1.ExecutorInfo", "executor_info"),
        required(2, "mesos.v1.AgentID", "agent_id"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Executor);

impl crate::field::Message for Executor {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.executor_info.is_some(), "executor_info")?;
        self.executor_info.check("executor_info")?;
        crate::field::need(self.agent_id.is_some(), "agent_id")?;
        self.agent_id.check("agent_id")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.agent_id.put_pb(2, to);
        self.executor_info.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.executor_info.merge_pb(number, wire, from),
            2 => self.agent_id.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.executor_info.put_json("executor_info", to);
        self.agent_id.put_json("agent_id", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "executor_info" => self.executor_info.merge_json(from),
            "agent_id" => self.agent_id.merge_json(from),
            _ => from.skip(),
        }
    }
}

}

/// Messages and enums that are declared inside the message of this name.
pub mod get_frameworks {
use crate::field::Field as _;
use crate::table::{Table, optional, repeated, required};
use crate::{json, pb};

/// `mesos.v1.master.Response.GetFrameworks.Framework`.
#[derive(Clone, Default, PartialEq)]
pub struct Framework {
    /// 1, required.
    pub framework_info: Option<Box<crate::FrameworkInfo>>,
    /// 2, required.
    pub active: Option<bool>,
    /// 3, required.
    pub connected: Option<bool>,
    /// 11, required.
    pub recovered: Option<bool>,
    /// 4.
    pub registered_time: Option<crate::TimeInfo>,
    /// 5.
    pub reregistered_time: Option<crate::TimeInfo>,
    /// 6.
    pub unregistered_time: Option<crate::TimeInfo>,
    /// 7.
    pub offers: Vec<crate::Offer>,
    /// 8.
    pub inverse_offers: Vec<crate::InverseOffer>,
    /// 9.
    pub allocated_resources: Vec<crate::Resource>,
    /// 10.
    pub offered_resources: Vec<crate::Resource>,
    /// 12.
    pub offer_constraints: Option<crate::scheduler::OfferConstraints>,
}

impl Framework {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.master.Response.GetFrameworks.Framework", fields: &[
        required(1, "mesos.v1.FrameworkInfo", "framework_info"),
        required(2, "bool", "active"),
        required(3, "bool", "connected"),
        required(11, "bool", "recovered"),
        optional(4, "mesos.v1.TimeInfo", "registered_time"),
        optional(5, "mesos.v1.TimeInfo", "reregistered_time"),
        optional(6, "mesos.v1.TimeInfo", "unregistered_time"),
        repeated(7, "mesos.v1.Offer", "offers"),
        repeated(8, "mesos.v1.InverseOffer", "inverse_offers"),
        repeated(9, "mesos.v1.Resource", "allocated_resources"),
        repeated(10, "mesos.v1.Resource", "offered_resources"),
        optional(12, "mesos.v1.scheduler.OfferConstraints", "offer_constraints"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Framework);

impl crate::field::Message for Framework {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.framework_info.is_some(), "framework_info")?;
        self.framework_info.check("framework_info")?;
        crate::field::need(self.active.is_some(), "active")?;
        crate::field::need(self.connected.is_some(), "connected")?;
        crate::field::need(self.recovered.is_some(), "recovered")?;
        self.registered_time.check("registered_time")?;
        self.reregistered_time.check("reregistered_time")?;
        self.unregistered_time.check("unregistered_time")?;
        self.offers.check("offers")?;
        self.inverse_offers.check("inverse_offers")?;
        self.allocated_resources.check("allocated_resources")?;
        self.offered_resources.check("offered_resources")?;
        self.offer_constraints.check("offer_constraints")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.offer_constraints.put_pb(12, to);
        self.recovered.put_pb(11, to);
        self.offered_resources.put_pb(10, to);
        self.allocated_resources.put_pb(9, to);
        self.inverse_offers.put_pb(8, to);
        self.offers.put_pb(7, to);
        self.unregistered_time.put_pb(6, to);
        self.reregistered_time.put_pb(5, to);
        self.registered_time.put_pb(4, to);
        self.connected.put_pb(3, to);
        self.active.put_pb(2, to);
        self.framework_info.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.framework_info.merge_pb(number, wire, from),
            2 => self.active.merge_pb(number, wire, from),
            3 => self.connected.merge_pb(number, wire, from),
            4 => self.registered_time.merge_pb(number, wire, from),
            5 => self.reregistered_time.merge_pb(number, wire, from),
            6 => self.unregistered_time.merge_pb(number, wire, from),
            7 => self.offers.merge_pb(number, wire, from),
            8 => self.inverse_offers.merge_pb(number, wire, from),
            9 => self.allocated_resources.merge_pb(number, wire, from),
            10 => self.offered_resources.merge_pb(number, wire, from),
            11 => self.recovered.merge_pb(number, wire, from),
            12 => self.offer_constraints.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.framework_info.put_json("framework_info", to);
        self.active.put_json("active", to);
        self.connected.put_json("connected", to);
        self.recovered.put_json("recovered", to);
        self.registered_time.put_json("registered_time", to);
        self.reregistered_time.put_json("reregistered_time", to);
        self.unregistered_time.put_json("unregistered_time", to);
        self.offers.put_json("offers", to);
        self.inverse_offers.put_json("inverse_offers", to);
        self.allocated_resources.put_json("allocated_resources", to);
        self.offered_resources.put_json("offered_resources", to);
        self.offer_constraints.put_json("offer_constraints", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "framework_info" => self.framework_info.merge_json(from),
            "active" => self.active.merge_json(from),
            "connected" => self.connected.merge_json(from),
            "recovered" => self.recovered.merge_json(from),
            "registered_time" => self.registered_time.merge_json(from),
            "reregistered_time" => self.reregistered_time.merge_json(from),
            "unregistered_time" => self.unregistered_time.merge_json(from),
            "offers" => self.offers.merge_json(from),
            "inverse_offers" => self.inverse_offers.merge_json(from),
            "allocated_resources" => self.allocated_resources.merge_json(from),
            "offered_resources" => self.offered_resources.merge_json(from),
            "offer_constraints" => self.offer_constraints.merge_json(from),
            _ => from.skip(),
        }
    }
}

}

}

