// Written by `cargo run -p mesos-v1 --example generate` from fields.tsv; do not edit.

use crate::field::Field as _;
use crate::table::{Table, optional};
use crate::{json, pb};

/// `mesos.v1.agent.Call`.
#[derive(Clone, Default, PartialEq)]
pub struct Call {
    /// 1.
    pub r#type: Option<crate::agent::call::Type>,
    /// 2.
    pub get_metrics: Option<crate::agent::call::GetMetrics>,
    /// 3.
    pub set_logging_level: Option<crate::agent::call::SetLoggingLevel>,
    /// 4.
    pub list_files: Option<crate::agent::call::ListFiles>,
    /// 5.
    pub read_file: Option<crate::agent::call::ReadFile>,
    /// 20.
    pub get_containers: Option<crate::agent::call::GetContainers>,
    /// 6, deprecated.
    pub launch_nested_container: Option<crate::agent::call::LaunchNestedContainer>,
    /// 7, deprecated.
    pub wait_nested_container: Option<crate::agent::call::WaitNestedContainer>,
    /// 8, deprecated.
    pub kill_nested_container: Option<crate::agent::call::KillNestedContainer>,
    /// 12, deprecated.
    pub remove_nested_container: Option<crate::agent::call::RemoveNestedContainer>,
    /// 9.
    pub launch_nested_container_session: Option<crate::agent::call::LaunchNestedContainerSession>,
    /// 10.
    pub attach_container_input: Option<Box<crate::agent::call::AttachContainerInput>>,
    /// 11.
    pub attach_container_output: Option<crate::agent::call::AttachContainerOutput>,
    /// 13.
    pub launch_container: Option<Box<crate::agent::call::LaunchContainer>>,
    /// 14.
    pub wait_container: Option<crate::agent::call::WaitContainer>,
    /// 15.
    pub kill_container: Option<crate::agent::call::KillContainer>,
    /// 16.
    pub remove_container: Option<crate::agent::call::RemoveContainer>,
    /// 17.
    pub add_resource_provider_config: Option<crate::agent::call::AddResourceProviderConfig>,
    /// 18.
    pub update_resource_provider_config: Option<crate::agent::call::UpdateResourceProviderConfig>,
    /// 19.
    pub remove_resource_provider_config: Option<crate::agent::call::RemoveResourceProviderConfig>,
    /// 22.
    pub mark_resource_provider_gone: Option<crate::agent::call::MarkResourceProviderGone>,
    /// 21.
    pub prune_images: Option<crate::agent::call::PruneImages>,
}

impl Call {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.agent.Call", fields: &[
        optional(1, "mesos.v1.agent.Call.Type", "type"),
        optional(2, "mesos.v1.agent.Call.GetMetrics", "get_metrics"),
        optional(3, "mesos.v1.agent.Call.SetLoggingLevel", "set_logging_level"),
        optional(4, "mesos.v1.agent.Call.ListFiles", "list_files"),
        optional(5, "mesos.v1.agent.Call.ReadFile", "read_file"),
        optional(20, "mesos.v1.agent.Call.GetContainers", "get_containers"),
        optional(6, "mesos.v1.agent.Call.LaunchNestedContainer", "launch_nested_container").deprecated(),
        optional(7, "mesos.v1.agent.Call.WaitNestedContainer", "wait_nested_container").deprecated(),
        optional(8, "mesos.v1.agent.Call.KillNestedContainer", "kill_nested_container").deprecated(),
        optional(12, "mesos.v1.agent.Call.RemoveNestedContainer", "remove_nested_container").deprecated(),
        optional(9, "mesos.v1.agent.Call.LaunchNestedContainerSession", "launch_nested_container_session"),
        optional(10, "mesos.v1.agent.Call.AttachContainerInput", "attach_container_input"),
        optional(11, "mesos.v1.agent.Call.AttachContainerOutput", "attach_container_output"),
        optional(13, "mesos.v1.agent.Call.LaunchContainer", "launch_container"),
        optional(14, "mesos.v1.agent.Call.WaitContainer", "wait_container"),
        optional(15, "mesos.v1.agent.Call.KillContainer", "kill_container"),
        optional(16, "mesos.v1.agent.Call.RemoveContainer", "remove_container"),
        optional(17, "mesos.v1.agent.Call.AddResourceProviderConfig", "add_resource_provider_config"),
        optional(18, "mesos.v1.agent.Call.UpdateResourceProviderConfig", "update_resource_provider_config"),
        optional(19, "mesos.v1.agent.Call.RemoveResourceProviderConfig", "remove_resource_provider_config"),
        optional(22, "mesos.v1.agent.Call.MarkResourceProviderGone", "mark_resource_provider_gone"),
        optional(21, "mesos.v1.agent.Call.PruneImages", "prune_images"),
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
        self.launch_nested_container.check("launch_nested_container")?;
        self.wait_nested_container.check("wait_nested_container")?;
        self.kill_nested_container.check("kill_nested_container")?;
        self.remove_nested_container.check("remove_nested_container")?;
        self.launch_nested_container_session.check("launch_nested_container_session")?;
        self.attach_container_input.check("attach_container_input")?;
        self.attach_container_output.check("attach_container_output")?;
        self.launch_container.check("launch_container")?;
        self.wait_container.check("wait_container")?;
        self.kill_container.check("kill_container")?;
        self.remove_container.check("remove_container")?;
        self.add_resource_provider_config.check("add_resource_provider_config")?;
        self.update_resource_provider_config.check("update_resource_provider_config")?;
        self.remove_resource_provider_config.check("remove_resource_provider_config")?;
        self.mark_resource_provider_gone.check("mark_resource_provider_gone")?;
        self.prune_images.check("prune_images")?;
        if self.r#type == Some(crate::agent::call::Type::SetLoggingLevel) {
            crate::field::need_by_type(self.set_logging_level.is_some(), "set_logging_level", "SET_LOGGING_LEVEL")?;
        }
        if self.r#type == Some(crate::agent::call::Type::ListFiles) {
            crate::field::need_by_type(self.list_files.is_some(), "list_files", "LIST_FILES")?;
        }
        if self.r#type == Some(crate::agent::call::Type::ReadFile) {
            crate::field::need_by_type(self.read_file.is_some(), "read_file", "READ_FILE")?;
        }
        if self.r#type == Some(crate::agent::call::Type::LaunchNestedContainer) {
            crate::field::need_by_type(self.launch_nested_container.is_some(), "launch_nested_container", "LAUNCH_NESTED_CONTAINER")?;
        }
        if self.r#type == Some(crate::agent::call::Type::WaitNestedContainer) {
            crate::field::need_by_type(self.wait_nested_container.is_some(), "wait_nested_container", "WAIT_NESTED_CONTAINER")?;
        }
        if self.r#type == Some(crate::agent::call::Type::KillNestedContainer) {
            crate::field::need_by_type(self.kill_nested_container.is_some(), "kill_nested_container", "KILL_NESTED_CONTAINER")?;
        }
        if self.r#type == Some(crate::agent::call::Type::RemoveNestedContainer) {
            crate::field::need_by_type(self.remove_nested_container.is_some(), "remove_nested_container", "REMOVE_NESTED_CONTAINER")?;
        }
        if self.r#type == Some(crate::agent::call::Type::LaunchNestedContainerSession) {
            crate::field::need_by_type(self.launch_nested_container_session.is_some(), "launch_nested_container_session", "LAUNCH_NESTED_CONTAINER_SESSION")?;
        }
        if self.r#type == Some(crate::agent::call::Type::AttachContainerInput) {
            crate::field::need_by_type(self.attach_container_input.is_some(), "attach_container_input", "ATTACH_CONTAINER_INPUT")?;
        }
        if self.r#type == Some(crate::agent::call::Type::AttachContainerOutput) {
            crate::field::need_by_type(self.attach_container_output.is_some(), "attach_container_output", "ATTACH_CONTAINER_OUTPUT")?;
        }
        if self.r#type == Some(crate::agent::call::Type::LaunchContainer) {
            crate::field::need_by_type(self.launch_container.is_some(), "launch_container", "LAUNCH_CONTAINER")?;
        }
        if self.r#type == Some(crate::agent::call::Type::WaitContainer) {
            crate::field::need_by_type(self.wait_container.is_some(), "wait_container", "WAIT_CONTAINER")?;
        }
        if self.r#type == Some(crate::agent::call::Type::KillContainer) {
            crate::field::need_by_type(self.kill_container.is_some(), "kill_container", "KILL_CONTAINER")?;
        }
        if self.r#type == Some(crate::agent::call::Type::RemoveContainer) {
            crate::field::need_by_type(self.remove_container.is_some(), "remove_container", "REMOVE_CONTAINER")?;
        }
        if self.r#type == Some(crate::agent::call::Type::AddResourceProviderConfig) {
            crate::field::need_by_type(self.add_resource_provider_config.is_some(), "add_resource_provider_config", "ADD_RESOURCE_PROVIDER_CONFIG")?;
        }
        if self.r#type == Some(crate::agent::call::Type::UpdateResourceProviderConfig) {
            crate::field::need_by_type(self.update_resource_provider_config.is_some(), "update_resource_provider_config", "UPDATE_RESOURCE_PROVIDER_CONFIG")?;
        }
        if self.r#type == Some(crate::agent::call::Type::RemoveResourceProviderConfig) {
            crate::field::need_by_type(self.remove_resource_provider_config.is_some(), "remove_resource_provider_config", "REMOVE_RESOURCE_PROVIDER_CONFIG")?;
        }
        if self.r#type == Some(crate::agent::call::Type::MarkResourceProviderGone) {
            crate::field::need_by_type(self.mark_resource_provider_gone.is_some(), "mark_resource_provider_gone", "MARK_RESOURCE_PROVIDER_GONE")?;
        }
        if self.r#type == Some(crate::agent::call::Type::PruneImages) {
            crate::field::need_by_type(self.prune_images.is_some(), "prune_images", "PRUNE_IMAGES")?;
        }
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.mark_resource_provider_gone.put_pb(22, to);
        self.prune_images.put_pb(21, to);
        self.get_containers.put_pb(20, to);
        self.remove_resource_provider_config.put_pb(19, to);
        self.update_resource_provider_config.put_pb(18, to);
        self.add_resource_provider_config.put_pb(17, to);
        self.remove_container.put_pb(16, to);
        self.kill_container.put_pb(15, to);
        self.wait_container.put_pb(14, to);
        self.launch_container.put_pb(13, to);
        self.remove_nested_container.put_pb(12, to);
        self.attach_container_output.put_pb(11, to);
        self.attach_container_input.put_pb(10, to);
        self.launch_nested_container_session.put_pb(9, to);
        self.kill_nested_container.put_pb(8, to);
        self.wait_nested_container.put_pb(7, to);
        self.launch_nested_container.put_pb(6, to);
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
            6 => self.launch_nested_container.merge_pb(number, wire, from),
            7 => self.wait_nested_container.merge_pb(number, wire, from),
            8 => self.kill_nested_container.merge_pb(number, wire, from),
            9 => self.launch_nested_container_session.merge_pb(number, wire, from),
            10 => self.attach_container_input.merge_pb(number, wire, from),
            11 => self.attach_container_output.merge_pb(number, wire, from),
            12 => self.remove_nested_container.merge_pb(number, wire, from),
            13 => self.launch_container.merge_pb(number, wire, from),
            14 => self.wait_container.merge_pb(number, wire, from),
            15 => self.kill_container.merge_pb(number, wire, from),
            16 => self.remove_container.merge_pb(number, wire, from),
            17 => self.add_resource_provider_config.merge_pb(number, wire, from),
            18 => self.update_resource_provider_config.merge_pb(number, wire, from),
            19 => self.remove_resource_provider_config.merge_pb(number, wire, from),
            20 => self.get_containers.merge_pb(number, wire, from),
            21 => self.prune_images.merge_pb(number, wire, from),
            22 => self.mark_resource_provider_gone.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.r#type.put_json("type", to);
        self.get_metrics.put_json("get_metrics", to);
        self.set_logging_level.put_json("set_logging_level", to);
        self.list_files.put_json("list_files", to);
        self.read_file.put_json("read_file", to);
        self.get_containers.put_json("get_containers", to);
        self.launch_nested_container.put_json("launch_nested_container", to);
        self.wait_nested_container.put_json("wait_nested_container", to);
        self.kill_nested_container.put_json("kill_nested_container", to);
        self.remove_nested_container.put_json("remove_nested_container", to);
        self.launch_nested_container_session.put_json("launch_nested_container_session", to);
        self.attach_container_input.put_json("attach_container_input", to);
        self.attach_container_output.put_json("attach_container_output", to);
        self.launch_container.put_json("launch_container", to);
        self.wait_container.put_json("wait_container", to);
        self.kill_container.put_json("kill_container", to);
        self.remove_container.put_json("remove_container", to);
        self.add_resource_provider_config.put_json("add_resource_provider_config", to);
        self.update_resource_provider_config.put_json("update_resource_provider_config", to);
        self.remove_resource_provider_config.put_json("remove_resource_provider_config", to);
        self.mark_resource_provider_gone.put_json("mark_resource_provider_gone", to);
        self.prune_images.put_json("prune_images", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "type" => self.r#type.merge_json(from),
            "get_metrics" => self.get_metrics.merge_json(from),
            "set_logging_level" => self.set_logging_level.merge_json(from),
            "list_files" => self.list_files.merge_json(from),
            "read_file" => self.read_file.merge_json(from),
            "get_containers" => self.get_containers.merge_json(from),
            "launch_nested_container" => self.launch_nested_container.merge_json(from),
            "wait_nested_container" => self.wait_nested_container.merge_json(from),
            "kill_nested_container" => self.kill_nested_container.merge_json(from),
            "remove_nested_container" => self.remove_nested_container.merge_json(from),
            "launch_nested_container_session" => self.launch_nested_container_session.merge_json(from),
            "attach_container_input" => self.attach_container_input.merge_json(from),
            "attach_container_output" => self.attach_container_output.merge_json(from),
            "launch_container" => self.launch_container.merge_json(from),
            "wait_container" => self.wait_container.merge_json(from),
            "kill_container" => self.kill_container.merge_json(from),
            "remove_container" => self.remove_container.merge_json(from),
            "add_resource_provider_config" => self.add_resource_provider_config.merge_json(from),
            "update_resource_provider_config" => self.update_resource_provider_config.merge_json(from),
            "remove_resource_provider_config" => self.remove_resource_provider_config.merge_json(from),
            "mark_resource_provider_gone" => self.mark_resource_provider_gone.merge_json(from),
            "prune_images" => self.prune_images.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.agent.Response`.
#[derive(Clone, Default, PartialEq)]
pub struct Response {
    /// 1.
    pub r#type: Option<crate::agent::response::Type>,
    /// 2.
    pub get_health: Option<crate::agent::response::GetHealth>,
    /// 3.
    pub get_flags: Option<crate::agent::response::GetFlags>,
    /// 4.
    pub get_version: Option<crate::agent::response::GetVersion>,
    /// 5.
    pub get_metrics: Option<crate::agent::response::GetMetrics>,
    /// 6.
    pub get_logging_level: Option<crate::agent::response::GetLoggingLevel>,
    /// 7.
    pub list_files: Option<crate::agent::response::ListFiles>,
    /// 8.
    pub read_file: Option<crate::agent::response::ReadFile>,
    /// 9.
    pub get_state: Option<Box<crate::agent::response::GetState>>,
    /// 10.
    pub get_containers: Option<crate::agent::response::GetContainers>,
    /// 11.
    pub get_frameworks: Option<crate::agent::response::GetFrameworks>,
    /// 12.
    pub get_executors: Option<crate::agent::response::GetExecutors>,
    /// 18.
    pub get_operations: Option<crate::agent::response::GetOperations>,
    /// 13.
    pub get_tasks: Option<Box<crate::agent::response::GetTasks>>,
    /// 15.
    pub get_agent: Option<crate::agent::response::GetAgent>,
    /// 17.
    pub get_resource_providers: Option<crate::agent::response::GetResourceProviders>,
    /// 14.
    pub wait_nested_container: Option<crate::agent::response::WaitNestedContainer>,
    /// 16.
    pub wait_container: Option<crate::agent::response::WaitContainer>,
}

impl Response {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.agent.Response", fields: &[
        optional(1, "mesos.v1.agent.Response.Type", "type"),
        optional(2, "mesos.v1.agent.Response.GetHealth", "get_health"),
        optional(3, "mesos.v1.agent.Response.GetFlags", "get_flags"),
        optional(4, "mesos.v1.agent.Response.GetVersion", "get_version"),
        optional(5, "mesos.v1.agent.Response.GetMetrics", "get_metrics"),
        optional(6, "mesos.v1.agent.Response.GetLoggingLevel", "get_logging_level"),
        optional(7, "mesos.v1.agent.Response.ListFiles", "list_files"),
        optional(8, "mesos.v1.agent.Response.ReadFile", "read_file"),
        optional(9, "mesos.v1.agent.Response.GetState", "get_state"),
        optional(10, "mesos.v1.agent.Response.GetContainers", "get_containers"),
        optional(11, "mesos.v1.agent.Response.GetFrameworks", "get_frameworks"),
        optional(12, "mesos.v1.agent.Response.GetExecutors", "get_executors"),
        optional(18, "mesos.v1.agent.Response.GetOperations", "get_operations"),
        optional(13, "mesos.v1.agent.Response.GetTasks", "get_tasks"),
        optional(15, "mesos.v1.agent.Response.GetAgent", "get_agent"),
        optional(17, "mesos.v1.agent.Response.GetResourceProviders", "get_resource_providers"),
        optional(14, "mesos.v1.agent.Response.WaitNestedContainer", "wait_nested_container"),
        optional(16, "mesos.v1.agent.Response.WaitContainer", "wait_container"),
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
        self.get_containers.check("get_containers")?;
        self.get_frameworks.check("get_frameworks")?;
        self.get_executors.check("get_executors")?;
        self.get_operations.check("get_operations")?;
        self.get_tasks.check("get_tasks")?;
        self.get_agent.check("get_agent")?;
        self.get_resource_providers.check("get_resource_providers")?;
        self.wait_nested_container.check("wait_nested_container")?;
        self.wait_container.check("wait_container")?;
        if self.r#type == Some(crate::agent::response::Type::GetHealth) {
            crate::field::need_by_type(self.get_health.is_some(), "get_health", "GET_HEALTH")?;
        }
        if self.r#type == Some(crate::agent::response::Type::GetFlags) {
            crate::field::need_by_type(self.get_flags.is_some(), "get_flags", "GET_FLAGS")?;
        }
        if self.r#type == Some(crate::agent::response::Type::GetVersion) {
            crate::field::need_by_type(self.get_version.is_some(), "get_version", "GET_VERSION")?;
        }
        if self.r#type == Some(crate::agent::response::Type::GetLoggingLevel) {
            crate::field::need_by_type(self.get_logging_level.is_some(), "get_logging_level", "GET_LOGGING_LEVEL")?;
        }
        if self.r#type == Some(crate::agent::response::Type::ListFiles) {
            crate::field::need_by_type(self.list_files.is_some(), "list_files", "LIST_FILES")?;
        }
        if self.r#type == Some(crate::agent::response::Type::ReadFile) {
            crate::field::need_by_type(self.read_file.is_some(), "read_file", "READ_FILE")?;
        }
        if self.r#type == Some(crate::agent::response::Type::GetState) {
            crate::field::need_by_type(self.get_state.is_some(), "get_state", "GET_STATE")?;
        }
        if self.r#type == Some(crate::agent::response::Type::GetFrameworks) {
            crate::field::need_by_type(self.get_frameworks.is_some(), "get_frameworks", "GET_FRAMEWORKS")?;
        }
        if self.r#type == Some(crate::agent::response::Type::GetExecutors) {
            crate::field::need_by_type(self.get_executors.is_some(), "get_executors", "GET_EXECUTORS")?;
        }
        if self.r#type == Some(crate::agent::response::Type::GetOperations) {
            crate::field::need_by_type(self.get_operations.is_some(), "get_operations", "GET_OPERATIONS")?;
        }
        if self.r#type == Some(crate::agent::response::Type::GetTasks) {
            crate::field::need_by_type(self.get_tasks.is_some(), "get_tasks", "GET_TASKS")?;
        }
        if self.r#type == Some(crate::agent::response::Type::GetAgent) {
            crate::field::need_by_type(self.get_agent.is_some(), "get_agent", "GET_AGENT")?;
        }
        if self.r#type == Some(crate::agent::response::Type::GetResourceProviders) {
            crate::field::need_by_type(self.get_resource_providers.is_some(), "get_resource_providers", "GET_RESOURCE_PROVIDERS")?;
        }
        if self.r#type == Some(crate::agent::response::Type::WaitNestedContainer) {
            crate::field::need_by_type(self.wait_nested_container.is_some(), "wait_nested_container", "WAIT_NESTED_CONTAINER")?;
        }
        if self.r#type == Some(crate::agent::response::Type::WaitContainer) {
            crate::field::need_by_type(self.wait_container.is_some(), "wait_container", "WAIT_CONTAINER")?;
        }
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.get_operations.put_pb(18, to);
        self.get_resource_providers.put_pb(17, to);
        self.wait_container.put_pb(16, to);
        self.get_agent.put_pb(15, to);
        self.wait_nested_container.put_pb(14, to);
        self.get_tasks.put_pb(13, to);
        self.get_executors.put_pb(12, to);
        self.get_frameworks.put_pb(11, to);
        self.get_containers.put_pb(10, to);
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
            10 => self.get_containers.merge_pb(number, wire, from),
            11 => self.get_frameworks.merge_pb(number, wire, from),
            12 => self.get_executors.merge_pb(number, wire, from),
            13 => self.get_tasks.merge_pb(number, wire, from),
            14 => self.wait_nested_container.merge_pb(number, wire, from),
            15 => self.get_agent.merge_pb(number, wire, from),
            16 => self.wait_container.merge_pb(number, wire, from),
            17 => self.get_resource_providers.merge_pb(number, wire, from),
            18 => self.get_operations.merge_pb(number, wire, from),
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
        self.get_containers.put_json("get_containers", to);
        self.get_frameworks.put_json("get_frameworks", to);
        self.get_executors.put_json("get_executors", to);
        self.get_operations.put_json("get_operations", to);
        self.get_tasks.put_json("get_tasks", to);
        self.get_agent.put_json("get_agent", to);
        self.get_resource_providers.put_json("get_resource_providers", to);
        self.wait_nested_container.put_json("wait_nested_container", to);
        self.wait_container.put_json("wait_container", to);
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
            "get_containers" => self.get_containers.merge_json(from),
            "get_frameworks" => self.get_frameworks.merge_json(from),
            "get_executors" => self.get_executors.merge_json(from),
            "get_operations" => self.get_operations.merge_json(from),
            "get_tasks" => self.get_tasks.merge_json(from),
            "get_agent" => self.get_agent.merge_json(from),
            "get_resource_providers" => self.get_resource_providers.merge_json(from),
            "wait_nested_container" => self.wait_nested_container.merge_json(from),
            "wait_container" => self.wait_container.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.agent.ProcessIO`.
#[derive(Clone, Default, PartialEq)]
pub struct ProcessIo {
    /// 1.
    pub r#type: Option<crate::agent::process_io::Type>,
    /// 2.
    pub data: Option<crate::agent::process_io::Data>,
    /// 3.
    pub control: Option<crate::agent::process_io::Control>,
}

impl ProcessIo {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.agent.ProcessIO", fields: &[
        optional(1, "mesos.v1.agent.ProcessIO.Type", "type"),
        optional(2, "mesos.v1.agent.ProcessIO.Data", "data"),
        optional(3, "mesos.v1.agent.ProcessIO.Control", "control"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(ProcessIo);

impl crate::field::Message for ProcessIo {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.control.check("control")?;
        if self.r#type == Some(crate::agent::process_io::Type::Data) {
            crate::field::need_by_type(self.data.is_some(), "data", "DATA")?;
        }
        if self.r#type == Some(crate::agent::process_io::Type::Control) {
            crate::field::need_by_type(self.control.is_some(), "control", "CONTROL")?;
        }
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.control.put_pb(3, to);
        self.data.put_pb(2, to);
        self.r#type.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.r#type.merge_pb(number, wire, from),
            2 => self.data.merge_pb(number, wire, from),
            3 => self.control.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.r#type.put_json("type", to);
        self.data.put_json("data", to);
        self.control.put_json("control", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "type" => self.r#type.merge_json(from),
            "data" => self.data.merge_json(from),
            "control" => self.control.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// Messages and enums that are declared inside the message of this name.
pub mod call {
use crate::field::Field as _;
use crate::table::{Table, optional, repeated, required};
use crate::{json, pb};

/// `mesos.v1.agent.Call.Type`.
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
    /// `GET_CONTAINERS`.
    GetContainers = 10,
    /// `GET_FRAMEWORKS`.
    GetFrameworks = 11,
    /// `GET_EXECUTORS`.
    GetExecutors = 12,
    /// `GET_OPERATIONS`.
    GetOperations = 31,
    /// `GET_TASKS`.
    GetTasks = 13,
    /// `GET_AGENT`.
    GetAgent = 20,
    /// `GET_RESOURCE_PROVIDERS`.
    GetResourceProviders = 26,
    /// `LAUNCH_NESTED_CONTAINER`.
    LaunchNestedContainer = 14,
    /// `WAIT_NESTED_CONTAINER`.
    WaitNestedContainer = 15,
    /// `KILL_NESTED_CONTAINER`.
    KillNestedContainer = 16,
    /// `REMOVE_NESTED_CONTAINER`.
    RemoveNestedContainer = 21,
    /// `LAUNCH_NESTED_CONTAINER_SESSION`.
    LaunchNestedContainerSession = 17,
    /// `ATTACH_CONTAINER_INPUT`.
    AttachContainerInput = 18,
    /// `ATTACH_CONTAINER_OUTPUT`.
    AttachContainerOutput = 19,
    /// `LAUNCH_CONTAINER`.
    LaunchContainer = 22,
    /// `WAIT_CONTAINER`.
    WaitContainer = 23,
    /// `KILL_CONTAINER`.
    KillContainer = 24,
    /// `REMOVE_CONTAINER`.
    RemoveContainer = 25,
    /// `ADD_RESOURCE_PROVIDER_CONFIG`.
    AddResourceProviderConfig = 27,
    /// `UPDATE_RESOURCE_PROVIDER_CONFIG`.
    UpdateResourceProviderConfig = 28,
    /// `REMOVE_RESOURCE_PROVIDER_CONFIG`.
    RemoveResourceProviderConfig = 29,
    /// `MARK_RESOURCE_PROVIDER_GONE`.
    MarkResourceProviderGone = 32,
    /// `PRUNE_IMAGES`.
    PruneImages = 30,
}

crate::field::enumeration!(Type);

impl crate::field::Enumeration for Type {
    const TABLE: &'static crate::table::EnumTable = &crate::table::EnumTable { name: "mesos.v1.agent.Call.Type", values: &[
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
        ("GET_CONTAINERS", 10),
        ("GET_FRAMEWORKS", 11),
        ("GET_EXECUTORS", 12),
        ("GET_OPERATIONS", 31),
        ("GET_TASKS", 13),
        ("GET_AGENT", 20),
        ("GET_RESOURCE_PROVIDERS", 26),
        ("LAUNCH_NESTED_CONTAINER", 14),
        ("WAIT_NESTED_CONTAINER", 15),
        ("KILL_NESTED_CONTAINER", 16),
        ("REMOVE_NESTED_CONTAINER", 21),
        ("LAUNCH_NESTED_CONTAINER_SESSION", 17),
        ("ATTACH_CONTAINER_INPUT", 18),
        ("ATTACH_CONTAINER_OUTPUT", 19),
        ("LAUNCH_CONTAINER", 22),
        ("WAIT_CONTAINER", 23),
        ("KILL_CONTAINER", 24),
        ("REMOVE_CONTAINER", 25),
        ("ADD_RESOURCE_PROVIDER_CONFIG", 27),
        ("UPDATE_RESOURCE_PROVIDER_CONFIG", 28),
        ("REMOVE_RESOURCE_PROVIDER_CONFIG", 29),
        ("MARK_RESOURCE_PROVIDER_GONE", 32),
        ("PRUNE_IMAGES", 30),
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
        Self::GetContainers,
        Self::GetFrameworks,
        Self::GetExecutors,
        Self::GetOperations,
        Self::GetTasks,
        Self::GetAgent,
        Self::GetResourceProviders,
        Self::LaunchNestedContainer,
        Self::WaitNestedContainer,
        Self::KillNestedContainer,
        Self::RemoveNestedContainer,
        Self::LaunchNestedContainerSession,
        Self::AttachContainerInput,
        Self::AttachContainerOutput,
        Self::LaunchContainer,
        Self::WaitContainer,
        Self::KillContainer,
        Self::RemoveContainer,
        Self::AddResourceProviderConfig,
        Self::UpdateResourceProviderConfig,
        Self::RemoveResourceProviderConfig,
        Self::MarkResourceProviderGone,
        Self::PruneImages,
    ];
}

/// `mesos.v1.agent.Call.GetMetrics`.
#[derive(Clone, Default, PartialEq)]
pub struct GetMetrics {
    /// 1.
    pub timeout: Option<crate::DurationInfo>,
}

impl GetMetrics {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.agent.Call.GetMetrics", fields: &[
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

/// `mesos.v1.agent.Call.SetLoggingLevel`.
#[derive(Clone, Default, PartialEq)]
pub struct SetLoggingLevel {
    /// 1, required.
    pub level: Option<u32>,
    /// 2, required.
    pub duration: Option<crate::DurationInfo>,
}

impl SetLoggingLevel {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.agent.Call.SetLoggingLevel", fields: &[
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

/// `mesos.v1.agent.Call.ListFiles`.
#[derive(Clone, Default, PartialEq)]
pub struct ListFiles {
    /// 1, required.
    pub path: Option<String>,
}

impl ListFiles {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.agent.Call.ListFiles", fields: &[
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

/// `mesos.v1.agent.Call.ReadFile`.
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
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.agent.Call.ReadFile", fields: &[
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

/// `mesos.v1.agent.Call.GetContainers`.
#[derive(Clone, Default, PartialEq)]
pub struct GetContainers {
    /// 1.
    pub show_nested: Option<bool>,
    /// 2.
    pub show_standalone: Option<bool>,
}

impl GetContainers {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.agent.Call.GetContainers", fields: &[
        optional(1, "bool", "show_nested"),
        optional(2, "bool", "show_standalone"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(GetContainers);

impl crate::field::Message for GetContainers {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.show_standalone.put_pb(2, to);
        self.show_nested.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.show_nested.merge_pb(number, wire, from),
            2 => self.show_standalone.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.show_nested.put_json("show_nested", to);
        self.show_standalone.put_json("show_standalone", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "show_nested" => self.show_nested.merge_json(from),
            "show_standalone" => self.show_standalone.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.agent.Call.LaunchNestedContainer`.
#[derive(Clone, Default, PartialEq)]
pub struct LaunchNestedContainer {
    /// 1, required.
    pub container_id: Option<crate::ContainerId>,
    /// 2.
    pub command: Option<Box<crate::CommandInfo>>,
    /// 3.
    pub container: Option<Box<crate::ContainerInfo>>,
}

impl LaunchNestedContainer {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.agent.Call.LaunchNestedContainer", fields: &[
        required(1, "mesos.v1.ContainerID", "container_id"),
        optional(2, "mesos.v1.CommandInfo", "command"),
        optional(3, "mesos.v1.ContainerInfo", "container"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(LaunchNestedContainer);

impl crate::field::Message for LaunchNestedContainer {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.container_id.is_some(), "container_id")?;
        self.container_id.check("container_id")?;
        self.command.check("command")?;
        self.container.check("container")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.container.put_pb(3, to);
        self.command.put_pb(2, to);
        self.container_id.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.container_id.merge_pb(number, wire, from),
            2 => self.command.merge_pb(number, wire, from),
            3 => self.container.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.container_id.put_json("container_id", to);
        self.command.put_json("command", to);
        self.container.put_json("container", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "container_id" => self.container_id.merge_json(from),
            "command" => self.command.merge_json(from),
            "container" => self.container.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.agent.Call.WaitNestedContainer`.
#[derive(Clone, Default, PartialEq)]
pub struct WaitNestedContainer {
    /// 1, required.
    pub container_id: Option<crate::ContainerId>,
}

impl WaitNestedContainer {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.agent.Call.WaitNestedContainer", fields: &[
        required(1, "mesos.v1.ContainerID", "container_id"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(WaitNestedContainer);

impl crate::field::Message for WaitNestedContainer {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.container_id.is_some(), "container_id")?;
        self.container_id.check("container_id")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.container_id.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.container_id.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.container_id.put_json("container_id", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "container_id" => self.container_id.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.agent.Call.KillNestedContainer`.
#[derive(Clone, Default, PartialEq)]
pub struct KillNestedContainer {
    /// 1, required.
    pub container_id: Option<crate::ContainerId>,
    /// 2.
    pub signal: Option<i32>,
}

impl KillNestedContainer {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.agent.Call.KillNestedContainer", fields: &[
        required(1, "mesos.v1.ContainerID", "container_id"),
        optional(2, "int32", "signal"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(KillNestedContainer);

impl crate::field::Message for KillNestedContainer {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.container_id.is_some(), "container_id")?;
        self.container_id.check("container_id")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.signal.put_pb(2, to);
        self.container_id.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.container_id.merge_pb(number, wire, from),
            2 => self.signal.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.container_id.put_json("container_id", to);
        self.signal.put_json("signal", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "container_id" => self.container_id.merge_json(from),
            "signal" => self.signal.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.agent.Call.RemoveNestedContainer`.
#[derive(Clone, Default, PartialEq)]
pub struct RemoveNestedContainer {
    /// 1, required.
    pub container_id: Option<crate::ContainerId>,
}

impl RemoveNestedContainer {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.agent.Call.RemoveNestedContainer", fields: &[
        required(1, "mesos.v1.ContainerID", "container_id"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(RemoveNestedContainer);

impl crate::field::Message for RemoveNestedContainer {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.container_id.is_some(), "container_id")?;
        self.container_id.check("container_id")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.container_id.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.container_id.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.container_id.put_json("container_id", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "container_id" => self.container_id.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.agent.Call.LaunchNestedContainerSession`.
#[derive(Clone, Default, PartialEq)]
pub struct LaunchNestedContainerSession {
    /// 1, required.
    pub container_id: Option<crate::ContainerId>,
    /// 2.
    pub command: Option<Box<crate::CommandInfo>>,
    /// 3.
    pub container: Option<Box<crate::ContainerInfo>>,
}

impl LaunchNestedContainerSession {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.agent.Call.LaunchNestedContainerSession", fields: &[
        required(1, "mesos.v1.ContainerID", "container_id"),
        optional(2, "mesos.v1.CommandInfo", "command"),
        optional(3, "mesos.v1.ContainerInfo", "container"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(LaunchNestedContainerSession);

impl crate::field::Message for LaunchNestedContainerSession {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.container_id.is_some(), "container_id")?;
        self.container_id.check("container_id")?;
        self.command.check("command")?;
        self.container.check("container")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.container.put_pb(3, to);
        self.command.put_pb(2, to);
        self.container_id.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.container_id.merge_pb(number, wire, from),
            2 => self.command.merge_pb(number, wire, from),
            3 => self.container.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.container_id.put_json("container_id", to);
        self.command.put_json("command", to);
        self.container.put_json("container", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "container_id" => self.container_id.merge_json(from),
            "command" => self.command.merge_json(from),
            "container" => self.container.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.agent.Call.AttachContainerInput`.
#[derive(Clone, Default, PartialEq)]
pub struct AttachContainerInput {
    /// 1.
    pub r#type: Option<crate::agent::call::attach_container_input::Type>,
    /// 2.
    pub container_id: Option<crate::ContainerId>,
    /// 3.
    pub process_io: Option<crate::agent::ProcessIo>,
}

impl AttachContainerInput {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.agent.Call.AttachContainerInput", fields: &[
        optional(1, "mesos.v1.agent.Call.AttachContainerInput.Type", "type"),
        optional(2, "mesos.v1.ContainerID", "container_id"),
        optional(3, "mesos.v1.agent.ProcessIO", "process_io"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(AttachContainerInput);

impl crate::field::Message for AttachContainerInput {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.container_id.check("container_id")?;
        self.process_io.check("process_io")?;
        if self.r#type == Some(crate::agent::call::attach_container_input::Type::ContainerId) {
            crate::field::need_by_type(self.container_id.is_some(), "container_id", "CONTAINER_ID")?;
        }
        if self.r#type == Some(crate::agent::call::attach_container_input::Type::ProcessIo) {
            crate::field::need_by_type(self.process_io.is_some(), "process_io", "PROCESS_IO")?;
        }
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.process_io.put_pb(3, to);
        self.container_id.put_pb(2, to);
        self.r#type.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.r#type.merge_pb(number, wire, from),
            2 => self.container_id.merge_pb(number, wire, from),
            3 => self.process_io.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.r#type.put_json("type", to);
        self.container_id.put_json("container_id", to);
        self.process_io.put_json("process_io", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "type" => self.r#type.merge_json(from),
            "container_id" => self.container_id.merge_json(from),
            "process_io" => self.process_io.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.agent.Call.AttachContainerOutput`.
#[derive(Clone, Default, PartialEq)]
pub struct AttachContainerOutput {
    /// 1, required.
    pub container_id: Option<crate::ContainerId>,
}

impl AttachContainerOutput {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.agent.Call.AttachContainerOutput", fields: &[
        required(1, "mesos.v1.ContainerID", "container_id"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(AttachContainerOutput);

impl crate::field::Message for AttachContainerOutput {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.container_id.is_some(), "container_id")?;
        self.container_id.check("container_id")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.container_id.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.container_id.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.container_id.put_json("container_id", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "container_id" => self.container_id.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.agent.Call.LaunchContainer`.
#[derive(Clone, Default, PartialEq)]
pub struct LaunchContainer {
    /// 1, required.
    pub container_id: Option<crate::ContainerId>,
    /// 2.
    pub command: Option<Box<crate::CommandInfo>>,
    /// 3.
    pub resources: Vec<crate::Resource>,
    /// 4.
    pub container: Option<Box<crate::ContainerInfo>>,
    /// 5.
    pub limits: std::collections::BTreeMap<String, crate::value::Scalar>,
}

impl LaunchContainer {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.agent.Call.LaunchContainer", fields: &[
        required(1, "mesos.v1.ContainerID", "container_id"),
        optional(2, "mesos.v1.CommandInfo", "command"),
        repeated(3, "mesos.v1.Resource", "resources"),
        optional(4, "mesos.v1.ContainerInfo", "container"),
        repeated(5, "mesos.v1.agent.Call.LaunchContainer.LimitsEntry", "limits"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(LaunchContainer);

impl crate::field::Message for LaunchContainer {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.container_id.is_some(), "container_id")?;
        self.container_id.check("container_id")?;
        self.command.check("command")?;
        self.resources.check("resources")?;
        self.container.check("container")?;
        self.limits.check("limits")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.limits.put_pb(5, to);
        self.container.put_pb(4, to);
        self.resources.put_pb(3, to);
        self.command.put_pb(2, to);
        self.container_id.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.container_id.merge_pb(number, wire, from),
            2 => self.command.merge_pb(number, wire, from),
            3 => self.resources.merge_pb(number, wire, from),
            4 => self.container.merge_pb(number, wire, from),
            5 => self.limits.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.container_id.put_json("container_id", to);
        self.command.put_json("command", to);
        self.resources.put_json("resources", to);
        self.container.put_json("container", to);
        self.limits.put_json("limits", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "container_id" => self.container_id.merge_json(from),
            "command" => self.command.merge_json(from),
            "resources" => self.resources.merge_json(from),
            "container" => self.container.merge_json(from),
            "limits" => self.limits.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.agent.Call.WaitContainer`.
#[derive(Clone, Default, PartialEq)]
pub struct WaitContainer {
    /// 1, required.
    pub container_id: Option<crate::ContainerId>,
}

impl WaitContainer {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.agent.Call.WaitContainer", fields: &[
        required(1, "mesos.v1.ContainerID", "container_id"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(WaitContainer);

impl crate::field::Message for WaitContainer {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.container_id.is_some(), "container_id")?;
        self.container_id.check("container_id")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.container_id.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.container_id.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.container_id.put_json("container_id", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "container_id" => self.container_id.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.agent.Call.KillContainer`.
#[derive(Clone, Default, PartialEq)]
pub struct KillContainer {
    /// 1, required.
    pub container_id: Option<crate::ContainerId>,
    /// 2.
    pub signal: Option<i32>,
}

impl KillContainer {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.agent.Call.KillContainer", fields: &[
        required(1, "mesos.v1.ContainerID", "container_id"),
        optional(2, "int32", "signal"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(KillContainer);

impl crate::field::Message for KillContainer {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.container_id.is_some(), "container_id")?;
        self.container_id.check("container_id")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.signal.put_pb(2, to);
        self.container_id.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.container_id.merge_pb(number, wire, from),
            2 => self.signal.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.container_id.put_json("container_id", to);
        self.signal.put_json("signal", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "container_id" => self.container_id.merge_json(from),
            "signal" => self.signal.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.agent.Call.RemoveContainer`.
#[derive(Clone, Default, PartialEq)]
pub struct RemoveContainer {
    /// 1, required.
    pub container_id: Option<crate::ContainerId>,
}

impl RemoveContainer {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.agent.Call.RemoveContainer", fields: &[
        required(1, "mesos.v1.ContainerID", "container_id"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(RemoveContainer);

impl crate::field::Message for RemoveContainer {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.container_id.is_some(), "container_id")?;
        self.container_id.check("container_id")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.container_id.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.container_id.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.container_id.put_json("container_id", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "container_id" => self.container_id.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.agent.Call.AddResourceProviderConfig`.
#[derive(Clone, Default, PartialEq)]
pub struct AddResourceProviderConfig {
    /// 1, required.
    pub info: Option<Box<crate::ResourceProviderInfo>>,
}

impl AddResourceProviderConfig {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.agent.Call.AddResourceProviderConfig", fields: &[
        required(1, "mesos.v1.ResourceProviderInfo", "info"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(AddResourceProviderConfig);

impl crate::field::Message for AddResourceProviderConfig {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.info.is_some(), "info")?;
        self.info.check("info")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.info.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.info.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.info.put_json("info", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "info" => self.info.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.agent.Call.UpdateResourceProviderConfig`.
#[derive(Clone, Default, PartialEq)]
pub struct UpdateResourceProviderConfig {
    /// 1, required.
    pub info: Option<Box<crate::ResourceProviderInfo>>,
}

impl UpdateResourceProviderConfig {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.agent.Call.UpdateResourceProviderConfig", fields: &[
        required(1, "mesos.v1.ResourceProviderInfo", "info"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(UpdateResourceProviderConfig);

impl crate::field::Message for UpdateResourceProviderConfig {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.info.is_some(), "info")?;
        self.info.check("info")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.info.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.info.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.info.put_json("info", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "info" => self.info.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.agent.Call.RemoveResourceProviderConfig`.
#[derive(Clone, Default, PartialEq)]
pub struct RemoveResourceProviderConfig {
    /// 1, required.
    pub r#type: Option<String>,
    /// 2, required.
    pub name: Option<String>,
}

impl RemoveResourceProviderConfig {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.agent.Call.RemoveResourceProviderConfig", fields: &[
        required(1, "string", "type"),
        required(2, "string", "name"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(RemoveResourceProviderConfig);

impl crate::field::Message for RemoveResourceProviderConfig {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.r#type.is_some(), "type")?;
        crate::field::need(self.name.is_some(), "name")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.name.put_pb(2, to);
        self.r#type.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.r#type.merge_pb(number, wire, from),
            2 => self.name.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.r#type.put_json("type", to);
        self.name.put_json("name", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "type" => self.r#type.merge_json(from),
            "name" => self.name.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.agent.Call.MarkResourceProviderGone`.
#[derive(Clone, Default, PartialEq)]
pub struct MarkResourceProviderGone {
    /// 1, required.
    pub resource_provider_id: Option<crate::ResourceProviderId>,
}

impl MarkResourceProviderGone {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.agent.Call.MarkResourceProviderGone", fields: &[
        required(1, "mesos.v1.ResourceProviderID", "resource_provider_id"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(MarkResourceProviderGone);

impl crate::field::Message for MarkResourceProviderGone {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        crate::field::need(self.resource_provider_id.is_some(), "resource_provider_id")?;
        self.resource_provider_id.check("resource_provider_id")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.resource_provider_id.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.resource_provider_id.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.resource_provider_id.put_json("resource_provider_id", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "resource_provider_id" => self.resource_provider_id.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.agent.Call.PruneImages`.
#[derive(Clone, Default, PartialEq)]
pub struct PruneImages {
    /// 1.
    pub excluded_images: Vec<crate::Image>,
}

impl PruneImages {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.agent.Call.PruneImages", fields: &[
        repeated(1, "mesos.v1.Image", "excluded_images"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(PruneImages);

impl crate::field::Message for PruneImages {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.excluded_images.check("excluded_images")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.excluded_images.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.excluded_images.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.excluded_images.put_json("excluded_images", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "excluded_images" => self.excluded_images.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// Messages and enums that are declared inside the message of this name.
pub mod attach_container_input {

/// `mesos.v1.agent.Call.AttachContainerInput.Type`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Type {
    /// `UNKNOWN`.
    #[default]
    Unknown = 0,
    /// `CONTAINER_ID`.
    ContainerId = 1,
    /// `PROCESS_IO`.
    ProcessIo = 2,
}

crate::field::enumeration!(Type);

impl crate::field::Enumeration for Type {
    const TABLE: &'static crate::table::EnumTable = &crate::table::EnumTable { name: "mesos.v1.agent.Call.AttachContainerInput.Type", values: &[
        ("UNKNOWN", 0),
        ("CONTAINER_ID", 1),
        ("PROCESS_IO", 2),
    ] };
    const ALL: &'static [Self] = &[
        Self::Unknown,
        Self::ContainerId,
        Self::ProcessIo,
    ];
}

}

}

/// Messages and enums that are declared inside the message of this name.
pub mod process_io {
use crate::field::Field as _;
use crate::table::{Table, optional};
use crate::{json, pb};

/// `mesos.v1.agent.ProcessIO.Type`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Type {
    /// `UNKNOWN`.
    #[default]
    Unknown = 0,
    /// `DATA`.
    Data = 1,
    /// `CONTROL`.
    Control = 2,
}

crate::field::enumeration!(Type);

impl crate::field::Enumeration for Type {
    const TABLE: &'static crate::table::EnumTable = &crate::table::EnumTable { name: "mesos.v1.agent.ProcessIO.Type", values: &[
        ("UNKNOWN", 0),
        ("DATA", 1),
        ("CONTROL", 2),
    ] };
    const ALL: &'static [Self] = &[
        Self::Unknown,
        Self::Data,
        Self::Control,
    ];
}

/// `mesos.v1.agent.ProcessIO.Data`.
#[derive(Clone, Default, PartialEq)]
pub struct Data {
    /// 1.
    pub r#type: Option<crate::agent::process_io::data::Type>,
    /// 2.
    pub data: Option<Vec<u8>>,
}

impl Data {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.agent.ProcessIO.Data", fields: &[
        optional(1, "mesos.v1.agent.ProcessIO.Data.Type", "type"),
        optional(2, "bytes", "data"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Data);

impl crate::field::Message for Data {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.data.put_pb(2, to);
        self.r#type.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.r#type.merge_pb(number, wire, from),
            2 => self.data.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.r#type.put_json("type", to);
        self.data.put_json("data", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "type" => self.r#type.merge_json(from),
            "data" => self.data.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.agent.ProcessIO.Control`.
#[derive(Clone, Default, PartialEq)]
pub struct Control {
    /// 1.
    pub r#type: Option<crate::agent::process_io::control::Type>,
    /// 2.
    pub tty_info: Option<crate::TtyInfo>,
    /// 3.
    pub heartbeat: Option<crate::agent::process_io::control::Heartbeat>,
}

impl Control {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.agent.ProcessIO.Control", fields: &[
        optional(1, "mesos.v1.agent.ProcessIO.Control.Type", "type"),
        optional(2, "mesos.v1.TTYInfo", "tty_info"),
        optional(3, "mesos.v1.agent.ProcessIO.Control.Heartbeat", "heartbeat"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Control);

impl crate::field::Message for Control {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.tty_info.check("tty_info")?;
        self.heartbeat.check("heartbeat")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.heartbeat.put_pb(3, to);
        self.tty_info.put_pb(2, to);
        self.r#type.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.r#type.merge_pb(number, wire, from),
            2 => self.tty_info.merge_pb(number, wire, from),
            3 => self.heartbeat.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.r#type.put_json("type", to);
        self.tty_info.put_json("tty_info", to);
        self.heartbeat.put_json("heartbeat", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "type" => self.r#type.merge_json(from),
            "tty_info" => self.tty_info.merge_json(from),
            "heartbeat" => self.heartbeat.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// Messages and enums that are declared inside the message of this name.
pub mod control {
use crate::field::Field as _;
use crate::table::{Table, optional};
use crate::{json, pb};

/// `mesos.v1.agent.ProcessIO.Control.Type`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Type {
    /// `UNKNOWN`.
    #[default]
    Unknown = 0,
    /// `TTY_INFO`.
    TtyInfo = 1,
    /// `HEARTBEAT`.
    Heartbeat = 2,
}

crate::field::enumeration!(Type);

impl crate::field::Enumeration for Type {
    const TABLE: &'static crate::table::EnumTable = &crate::table::EnumTable { name: "mesos.v1.agent.ProcessIO.Control.Type", values: &[
        ("UNKNOWN", 0),
        ("TTY_INFO", 1),
        ("HEARTBEAT", 2),
    ] };
    const ALL: &'static [Self] = &[
        Self::Unknown,
        Self::TtyInfo,
        Self::Heartbeat,
    ];
}

/// `mesos.v1.agent.ProcessIO.Control.Heartbeat`.
#[derive(Clone, Default, PartialEq)]
pub struct Heartbeat {
    /// 1.
    pub interval: Option<crate::DurationInfo>,
}

impl Heartbeat {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.agent.ProcessIO.Control.Heartbeat", fields: &[
        optional(1, "mesos.v1.DurationInfo", "interval"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Heartbeat);

impl crate::field::Message for Heartbeat {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.interval.check("interval")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.interval.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.interval.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.interval.put_json("interval", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "interval" => self.interval.merge_json(from),
            _ => from.skip(),
        }
    }
}

}

/// Messages and enums that are declared inside the message of this name.
pub mod data {

/// `mesos.v1.agent.ProcessIO.Data.Type`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Type {
    /// `UNKNOWN`.
    #[default]
    Unknown = 0,
    /// `STDIN`.
    Stdin = 1,
    /// `STDOUT`.
    Stdout = 2,
    /// `STDERR`.
    Stderr = 3,
}

crate::field::enumeration!(Type);

impl crate::field::Enumeration for Type {
    const TABLE: &'static crate::table::EnumTable = &crate::table::EnumTable { name: "mesos.v1.agent.ProcessIO.Data.Type", values: &[
        ("UNKNOWN", 0),
        ("STDIN", 1),
        ("STDOUT", 2),
        ("STDERR", 3),
    ] };
    const ALL: &'static [Self] = &[
        Self::Unknown,
        Self::Stdin,
        Self::Stdout,
        Self::Stderr,
    ];
}

}

}

/// Messages and enums that are declared inside the message of this name.
pub mod response {
use crate::field::Field as _;
use crate::table::{Table, optional, repeated, required};
use crate::{json, pb};

/// `mesos.v1.agent.Response.Type`.
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
    /// `GET_CONTAINERS`.
    GetContainers = 9,
    /// `GET_FRAMEWORKS`.
    GetFrameworks = 10,
    /// `GET_EXECUTORS`.
    GetExecutors = 11,
    /// `GET_OPERATIONS`.
    GetOperations = 17,
    /// `GET_TASKS`.
    GetTasks = 12,
    /// `GET_AGENT`.
    GetAgent = 14,
    /// `GET_RESOURCE_PROVIDERS`.
    GetResourceProviders = 16,
    /// `WAIT_NESTED_CONTAINER`.
    WaitNestedContainer = 13,
    /// `WAIT_CONTAINER`.
    WaitContainer = 15,
}

crate::field::enumeration!(Type);

impl crate::field::Enumeration for Type {
    const TABLE: &'static crate::table::EnumTable = &crate::table::EnumTable { name: "mesos.v1.agent.Response.Type", values: &[
        ("UNKNOWN", 0),
        ("GET_HEALTH", 1),
        ("GET_FLAGS", 2),
        ("GET_VERSION", 3),
        ("GET_METRICS", 4),
        ("GET_LOGGING_LEVEL", 5),
        ("LIST_FILES", 6),
        ("READ_FILE", 7),
        ("GET_STATE", 8),
        ("GET_CONTAINERS", 9),
        ("GET_FRAMEWORKS", 10),
        ("GET_EXECUTORS", 11),
        ("GET_OPERATIONS", 17),
        ("GET_TASKS", 12),
        ("GET_AGENT", 14),
        ("GET_RESOURCE_PROVIDERS", 16),
        ("WAIT_NESTED_CONTAINER", 13),
        ("WAIT_CONTAINER", 15),
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
        Self::GetContainers,
        Self::GetFrameworks,
        Self::GetExecutors,
        Self::GetOperations,
        Self::GetTasks,
        Self::GetAgent,
        Self::GetResourceProviders,
        Self::WaitNestedContainer,
        Self::WaitContainer,
    ];
}

/// `mesos.v1.agent.Response.GetHealth`.
#[derive(Clone, Default, PartialEq)]
pub struct GetHealth {
    /// 1, required.
    pub healthy: Option<bool>,
}

impl GetHealth {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.agent.Response.GetHealth", fields: &[
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

/// `mesos.v1.agent.Response.GetFlags`.
#[derive(Clone, Default, PartialEq)]
pub struct GetFlags {
    /// 1.
    pub flags: Vec<crate::Flag>,
}

impl GetFlags {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.agent.Response.GetFlags", fields: &[
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

/// `mesos.v1.agent.Response.GetVersion`.
#[derive(Clone, Default, PartialEq)]
pub struct GetVersion {
    /// 1, required.
    pub version_info: Option<Box<crate::VersionInfo>>,
}

impl GetVersion {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.agent.Response.GetVersion", fields: &[
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

/// `mesos.v1.agent.Response.GetMetrics`.
#[derive(Clone, Default, PartialEq)]
pub struct GetMetrics {
    /// 1.
    pub metrics: Vec<crate::Metric>,
}

impl GetMetrics {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.agent.Response.GetMetrics", fields: &[
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

/// `mesos.v1.agent.Response.GetLoggingLevel`.
#[derive(Clone, Default, PartialEq)]
pub struct GetLoggingLevel {
    /// 1, required.
    pub level: Option<u32>,
}

impl GetLoggingLevel {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.agent.Response.GetLoggingLevel", fields: &[
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

/// `mesos.v1.agent.Response.ListFiles`.
#[derive(Clone, Default, PartialEq)]
pub struct ListFiles {
    /// 1.
    pub file_infos: Vec<crate::FileInfo>,
}

impl ListFiles {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.agent.Response.ListFiles", fields: &[
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

/// `mesos.v1.agent.Response.ReadFile`.
#[derive(Clone, Default, PartialEq)]
pub struct ReadFile {
    /// 1, required.
    pub size: Option<u64>,
    /// 2, required.
    pub data: Option<Vec<u8>>,
}

impl ReadFile {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.agent.Response.ReadFile", fields: &[
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

/// `mesos.v1.agent.Response.GetState`.
#[derive(Clone, Default, PartialEq)]
pub struct GetState {
    /// 1.
    pub get_tasks: Option<Box<crate::agent::response::GetTasks>>,
    /// 2.
    pub get_executors: Option<crate::agent::response::GetExecutors>,
    /// 3.
    pub get_frameworks: Option<crate::agent::response::GetFrameworks>,
}

impl GetState {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.agent.Response.GetState", fields: &[
        optional(1, "mesos.v1.agent.Response.GetTasks", "get_tasks"),
        optional(2, "mesos.v1.agent.Response.GetExecutors", "get_executors"),
        optional(3, "mesos.v1.agent.Response.GetFrameworks", "get_frameworks"),
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
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.get_frameworks.put_pb(3, to);
        self.get_executors.put_pb(2, to);
        self.get_tasks.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.get_tasks.merge_pb(number, wire, from),
            2 => self.get_executors.merge_pb(number, wire, from),
            3 => self.get_frameworks.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.get_tasks.put_json("get_tasks", to);
        self.get_executors.put_json("get_executors", to);
        self.get_frameworks.put_json("get_frameworks", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "get_tasks" => self.get_tasks.merge_json(from),
            "get_executors" => self.get_executors.merge_json(from),
            "get_frameworks" => self.get_frameworks.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.agent.Response.GetContainers`.
#[derive(Clone, Default, PartialEq)]
pub struct GetContainers {
    /// 1.
    pub containers: Vec<crate::agent::response::get_containers::Container>,
}

impl GetContainers {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.agent.Response.GetContainers", fields: &[
        repeated(1, "mesos.v1.agent.Response.GetContainers.Container", "containers"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(GetContainers);

impl crate::field::Message for GetContainers {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.containers.check("containers")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.containers.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.containers.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.containers.put_json("containers", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "containers" => self.containers.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.agent.Response.GetFrameworks`.
#[derive(Clone, Default, PartialEq)]
pub struct GetFrameworks {
    /// 1.
    pub frameworks: Vec<crate::agent::response::get_frameworks::Framework>,
    /// 2.
    pub completed_frameworks: Vec<crate::agent::response::get_frameworks::Framework>,
}

impl GetFrameworks {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.agent.Response.GetFrameworks", fields: &[
        repeated(1, "mesos.v1.agent.Response.GetFrameworks.Framework", "frameworks"),
        repeated(2, "mesos.v1.agent.Response.GetFrameworks.Framework", "completed_frameworks"),
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
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.completed_frameworks.put_pb(2, to);
        self.frameworks.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.frameworks.merge_pb(number, wire, from),
            2 => self.completed_frameworks.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.frameworks.put_json("frameworks", to);
        self.completed_frameworks.put_json("completed_frameworks", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "frameworks" => self.frameworks.merge_json(from),
            "completed_frameworks" => self.completed_frameworks.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.agent.Response.GetExecutors`.
#[derive(Clone, Default, PartialEq)]
pub struct GetExecutors {
    /// 1.
    pub executors: Vec<crate::agent::response::get_executors::Executor>,
    /// 2.
    pub completed_executors: Vec<crate::agent::response::get_executors::Executor>,
}

impl GetExecutors {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.agent.Response.GetExecutors", fields: &[
        repeated(1, "mesos.v1.agent.Response.GetExecutors.Executor", "executors"),
        repeated(2, "mesos.v1.agent.Response.GetExecutors.Executor", "completed_executors"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(GetExecutors);

impl crate::field::Message for GetExecutors {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.executors.check("executors")?;
        self.completed_executors.check("completed_executors")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.completed_executors.put_pb(2, to);
        self.executors.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.executors.merge_pb(number, wire, from),
            2 => self.completed_executors.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.executors.put_json("executors", to);
        self.completed_executors.put_json("completed_executors", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "executors" => self.executors.merge_json(from),
            "completed_executors" => self.completed_executors.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.agent.Response.GetOperations`.
#[derive(Clone, Default, PartialEq)]
pub struct GetOperations {
    /// 1.
    pub operations: Vec<crate::Operation>,
}

impl GetOperations {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.agent.Response.GetOperations", fields: &[
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

/// `mesos.v1.agent.Response.GetTasks`.
#[derive(Clone, Default, PartialEq)]
pub struct GetTasks {
    /// 1.
    pub pending_tasks: Vec<crate::Task>,
    /// 2.
    pub queued_tasks: Vec<crate::Task>,
    /// 3.
    pub launched_tasks: Vec<crate::Task>,
    /// 4.
    pub terminated_tasks: Vec<crate::Task>,
    /// 5.
    pub completed_tasks: Vec<crate::Task>,
}

impl GetTasks {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.agent.Response.GetTasks", fields: &[
        repeated(1, "mesos.v1.Task", "pending_tasks"),
        repeated(2, "mesos.v1.Task", "queued_tasks"),
        repeated(3, "mesos.v1.Task", "launched_tasks"),
        repeated(4, "mesos.v1.Task", "terminated_tasks"),
        repeated(5, "mesos.v1.Task", "completed_tasks"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(GetTasks);

impl crate::field::Message for GetTasks {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.pending_tasks.check("pending_tasks")?;
        self.queued_tasks.check("queued_tasks")?;
        self.launched_tasks.check("launched_tasks")?;
        self.terminated_tasks.check("terminated_tasks")?;
        self.completed_tasks.check("completed_tasks")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.completed_tasks.put_pb(5, to);
        self.terminated_tasks.put_pb(4, to);
        self.launched_tasks.put_pb(3, to);
        self.queued_tasks.put_pb(2, to);
        self.pending_tasks.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.pending_tasks.merge_pb(number, wire, from),
            2 => self.queued_tasks.merge_pb(number, wire, from),
            3 => self.launched_tasks.merge_pb(number, wire, from),
            4 => self.terminated_tasks.merge_pb(number, wire, from),
            5 => self.completed_tasks.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.pending_tasks.put_json("pending_tasks", to);
        self.queued_tasks.put_json("queued_tasks", to);
        self.launched_tasks.put_json("launched_tasks", to);
        self.terminated_tasks.put_json("terminated_tasks", to);
        self.completed_tasks.put_json("completed_tasks", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "pending_tasks" => self.pending_tasks.merge_json(from),
            "queued_tasks" => self.queued_tasks.merge_json(from),
            "launched_tasks" => self.launched_tasks.merge_json(from),
            "terminated_tasks" => self.terminated_tasks.merge_json(from),
            "completed_tasks" => self.completed_tasks.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.agent.Response.GetAgent`.
#[derive(Clone, Default, PartialEq)]
pub struct GetAgent {
    /// 1.
    pub agent_info: Option<Box<crate::AgentInfo>>,
    /// 2.
    pub drain_config: Option<crate::DrainConfig>,
    /// 3.
    pub estimated_drain_start_time: Option<crate::TimeInfo>,
}

impl GetAgent {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.agent.Response.GetAgent", fields: &[
        optional(1, "mesos.v1.AgentInfo", "agent_info"),
        optional(2, "mesos.v1.DrainConfig", "drain_config"),
        optional(3, "mesos.v1.TimeInfo", "estimated_drain_start_time"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(GetAgent);

impl crate::field::Message for GetAgent {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.agent_info.check("agent_info")?;
        self.drain_config.check("drain_config")?;
        self.estimated_drain_start_time.check("estimated_drain_start_time")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.estimated_drain_start_time.put_pb(3, to);
        self.drain_config.put_pb(2, to);
        self.agent_info.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.agent_info.merge_pb(number, wire, from),
            2 => self.drain_config.merge_pb(number, wire, from),
            3 => self.estimated_drain_start_time.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.agent_info.put_json("agent_info", to);
        self.drain_config.put_json("drain_config", to);
        self.estimated_drain_start_time.put_json("estimated_drain_start_time", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "agent_info" => self.agent_info.merge_json(from),
            "drain_config" => self.drain_config.merge_json(from),
            "estimated_drain_start_time" => self.estimated_drain_start_time.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.agent.Response.GetResourceProviders`.
#[derive(Clone, Default, PartialEq)]
pub struct GetResourceProviders {
    /// 1.
    pub resource_providers: Vec<crate::agent::response::get_resource_providers::ResourceProvider>,
}

impl GetResourceProviders {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.agent.Response.GetResourceProviders", fields: &[
        repeated(1, "mesos.v1.agent.Response.GetResourceProviders.ResourceProvider", "resource_providers"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(GetResourceProviders);

impl crate::field::Message for GetResourceProviders {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.resource_providers.check("resource_providers")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.resource_providers.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.resource_providers.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.resource_providers.put_json("resource_providers", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "resource_providers" => self.resource_providers.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.agent.Response.WaitNestedContainer`.
#[derive(Clone, Default, PartialEq)]
pub struct WaitNestedContainer {
    /// 1.
    pub exit_status: Option<i32>,
    /// 2.
    pub state: Option<crate::TaskState>,
    /// 3.
    pub reason: Option<crate::task_status::Reason>,
    /// 4.
    pub limitation: Option<crate::TaskResourceLimitation>,
    /// 5.
    pub message: Option<String>,
}

impl WaitNestedContainer {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.agent.Response.WaitNestedContainer", fields: &[
        optional(1, "int32", "exit_status"),
        optional(2, "mesos.v1.TaskState", "state"),
        optional(3, "mesos.v1.TaskStatus.Reason", "reason"),
        optional(4, "mesos.v1.TaskResourceLimitation", "limitation"),
        optional(5, "string", "message"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(WaitNestedContainer);

impl crate::field::Message for WaitNestedContainer {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.limitation.check("limitation")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.message.put_pb(5, to);
        self.limitation.put_pb(4, to);
        self.reason.put_pb(3, to);
        self.state.put_pb(2, to);
        self.exit_status.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.exit_status.merge_pb(number, wire, from),
            2 => self.state.merge_pb(number, wire, from),
            3 => self.reason.merge_pb(number, wire, from),
            4 => self.limitation.merge_pb(number, wire, from),
            5 => self.message.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.exit_status.put_json("exit_status", to);
        self.state.put_json("state", to);
        self.reason.put_json("reason", to);
        self.limitation.put_json("limitation", to);
        self.message.put_json("message", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "exit_status" => self.exit_status.merge_json(from),
            "state" => self.state.merge_json(from),
            "reason" => self.reason.merge_json(from),
            "limitation" => self.limitation.merge_json(from),
            "message" => self.message.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// `mesos.v1.agent.Response.WaitContainer`.
#[derive(Clone, Default, PartialEq)]
pub struct WaitContainer {
    /// 1.
    pub exit_status: Option<i32>,
    /// 2.
    pub state: Option<crate::TaskState>,
    /// 3.
    pub reason: Option<crate::task_status::Reason>,
    /// 4.
    pub limitation: Option<crate::TaskResourceLimitation>,
    /// 5.
    pub message: Option<String>,
}

impl WaitContainer {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.agent.Response.WaitContainer", fields: &[
        optional(1, "int32", "exit_status"),
        optional(2, "mesos.v1.TaskState", "state"),
        optional(3, "mesos.v1.TaskStatus.Reason", "reason"),
        optional(4, "mesos.v1.TaskResourceLimitation", "limitation"),
        optional(5, "string", "message"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(WaitContainer);

impl crate::field::Message for WaitContainer {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.limitation.check("limitation")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.message.put_pb(5, to);
        self.limitation.put_pb(4, to);
        self.reason.put_pb(3, to);
        self.state.put_pb(2, to);
        self.exit_status.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.exit_status.merge_pb(number, wire, from),
            2 => self.state.merge_pb(number, wire, from),
            3 => self.reason.merge_pb(number, wire, from),
            4 => self.limitation.merge_pb(number, wire, from),
            5 => self.message.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.exit_status.put_json("exit_status", to);
        self.state.put_json("state", to);
        self.reason.put_json("reason", to);
        self.limitation.put_json("limitation", to);
        self.message.put_json("message", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "exit_status" => self.exit_status.merge_json(from),
            "state" => self.state.merge_json(from),
            "reason" => self.reason.merge_json(from),
            "limitation" => self.limitation.merge_json(from),
            "message" => self.message.merge_json(from),
            _ => from.skip(),
        }
    }
}

/// Messages and enums that are declared inside the message of this name.
pub mod get_containers {
use crate::field::Field as _;
use crate::table::{Table, optional, required};
use crate::{json, pb};

/// `mesos.v1.agent.Response.GetContainers.Container`.
#[derive(Clone, Default, PartialEq)]
pub struct Container {
    /// 1.
    pub framework_id: Option<crate::FrameworkId>,
    /// 2.
    pub executor_id: Option<crate::ExecutorId>,
    /// 3.
    pub executor_name: Option<String>,
    /// 4, required.
    pub container_id: Option<crate::ContainerId>,
    /// 5.
    pub container_status: Option<Box<crate::ContainerStatus>>,
    /// 6.
    pub resource_statistics: Option<Box<crate::ResourceStatistics>>,
}

impl Container {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.agent.Response.GetContainers.Container", fields: &[
        optional(1, "mesos.v1.FrameworkID", "framework_id"),
        optional(2, "mesos.v1.ExecutorID", "executor_id"),
        optional(3, "string", "executor_name"),
        required(4, "mesos.v1.ContainerID", "container_id"),
        optional(5, "mesos.v1.ContainerStatus", "container_status"),
        optional(6, "mesos.v1.ResourceStatistics", "resource_statistics"),
    ], new: Some(|| Box::new(Self::default())), bare: None, secret: false };
}

crate::field::message!(Container);

impl crate::field::Message for Container {
    fn table(&self) -> &'static Table {
        Self::TABLE
    }

    fn check(&self) -> Result<(), crate::Error> {
        self.framework_id.check("framework_id")?;
        self.executor_id.check("executor_id")?;
        crate::field::need(self.container_id.is_some(), "container_id")?;
        self.container_id.check("container_id")?;
        self.container_status.check("container_status")?;
        self.resource_statistics.check("resource_statistics")?;
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.resource_statistics.put_pb(6, to);
        self.container_status.put_pb(5, to);
        self.container_id.put_pb(4, to);
        self.executor_name.put_pb(3, to);
        self.executor_id.put_pb(2, to);
        self.framework_id.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.framework_id.merge_pb(number, wire, from),
            2 => self.executor_id.merge_pb(number, wire, from),
            3 => self.executor_name.merge_pb(number, wire, from),
            4 => self.container_id.merge_pb(number, wire, from),
            5 => self.container_status.merge_pb(number, wire, from),
            6 => self.resource_statistics.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.framework_id.put_json("framework_id", to);
        self.executor_id.put_json("executor_id", to);
        self.executor_name.put_json("executor_name", to);
        self.container_id.put_json("container_id", to);
        self.container_status.put_json("container_status", to);
        self.resource_statistics.put_json("resource_statistics", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "framework_id" => self.framework_id.merge_json(from),
            "executor_id" => self.executor_id.merge_json(from),
            "executor_name" => self.executor_name.merge_json(from),
            "container_id" => self.container_id.merge_json(from),
            "container_status" => self.container_status.merge_json(from),
            "resource_statistics" => self.resource_statistics.merge_json(from),
            _ => from.skip(),
        }
    }
}

}

/// Messages and enums that are declared inside the message of this name.
pub mod get_executors {
use crate::field::Field as _;
use crate::table::{Table, required};
use crate::{json, pb};

/// `mesos.v1.agent.Response.GetExecutors.Executor`.
#[derive(Clone, Default, PartialEq)]
pub struct Executor {
    /// 1, required.
    pub executor_info: Option<Box<crate::ExecutorInfo>>,
}

impl Executor {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.agent.Response.GetExecutors.Executor", fields: &[
        required(1, "mesos.v1.ExecutorInfo", "executor_info"),
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
        Ok(())
    }

    fn write_pb(&self, to: &mut pb::Writer) {
        self.executor_info.put_pb(1, to);
    }

    fn read_pb(&mut self, number: u32, wire: pb::Wire, from: &mut pb::Reader<'_>) -> Result<(), crate::Error> {
        match number {
            1 => self.executor_info.merge_pb(number, wire, from),
            _ => from.skip(number, wire),
        }
    }

    fn write_json(&self, to: &mut json::Writer) {
        self.executor_info.put_json("executor_info", to);
    }

    fn read_json(&mut self, name: &str, from: &mut json::Reader<'_>) -> Result<(), crate::Error> {
        match name {
            "executor_info" => self.executor_info.merge_json(from),
            _ => from.skip(),
        }
    }
}

}

/// Messages and enums that are declared inside the message of this name.
pub mod get_frameworks {
use crate::field::Field as _;
use crate::table::{Table, required};
use crate::{json, pb};

/// `mesos.v1.agent.Response.GetFrameworks.Framework`.
#[derive(Clone, Default, PartialEq)]
pub struct Framework {
    /// 1, required.
    pub framework_info: Option<Box<crate::FrameworkInfo>>,
}

impl Framework {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.agent.Response.GetFrameworks.Framework", fields: &[
        required(1, "mesos.v1.FrameworkInfo", "framework_info"),
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

}

/// Messages and enums that are declared inside the message of this name.
pub mod get_resource_providers {
use crate::field::Field as _;
use crate::table::{Table, repeated, required};
use crate::{json, pb};

/// `mesos.v1.agent.Response.GetResourceProviders.ResourceProvider`.
#[derive(Clone, Default, PartialEq)]
pub struct ResourceProvider {
    /// 1, required.
    pub resource_provider_info: Option<Box<crate::ResourceProviderInfo>>,
    /// 2.
    pub total_resources: Vec<crate::Resource>,
}

impl ResourceProvider {
    /// What the API says of this message.
    pub const TABLE: &'static Table = &Table { name: "mesos.v1.agent.Response.GetResourceProviders.ResourceProvider", fields: &[
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

