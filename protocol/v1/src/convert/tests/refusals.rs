//! What cannot be acted upon is refused with the path to the fault.

use mesos_protocol::attributes::Attribute;
use mesos_protocol::messages::master_scheduler::ToMaster;
use mesos_protocol::resources::Resource;
use mesos_protocol::task::TaskInfo;

use super::samples::id;
use crate::convert::to_agent;
use crate::scheduler::Call;
use crate::{Message, executor, json};

fn refusal(call: &str) -> String {
    let call: Call = json::decode(call.as_bytes()).unwrap();
    ToMaster::try_from(call).unwrap_err().to_string()
}

/// A call that launches this task, as the second operation.
fn launch(task: &str) -> String {
    format!(
        r#"{{"type":"ACCEPT","framework_id":{{"value":"f"}},"accept":{{"offer_ids":[{{"value":"O"}}],"operations":[
            {{"type":"CREATE","create":{{}}}},{{"type":"LAUNCH","launch":{{"task_infos":[{task}]}}}}]}}}}"#
    )
}

const TASK: &str = r#""name":"t","task_id":{"value":"t"},"agent_id":{"value":"S"}"#;

#[test]
fn refusals_name_the_path() {
    let cases = [
        (r#""resources":[{"name":"cpus","type":"SCALAR"}]"#, ".resources[0].scalar is missing although the type is SCALAR"),
        (r#""resources":[{"name":"cpus","type":"SCALAR","scalar":{"value":-1}}]"#, ".resources[0].scalar.value is negative"),
        (r#""resources":[{"name":"cpus","type":"SCALAR","scalar":{}}]"#, ".resources[0].scalar.value is missing"),
        (
            r#""resources":[{"name":"cpus","type":"SCALAR","scalar":{"value":1},"set":{}}]"#,
            ".resources[0].set is set although the type is another",
        ),
        (r#""resources":[{"name":"x","type":"TEXT"}]"#, ".resources[0].type is TEXT, which no resource can be"),
        (
            r#""resources":[{"name":"p","type":"RANGES","ranges":{"range":[{"begin":1,"end":2},{"begin":4,"end":3}]}}]"#,
            ".resources[0].ranges.range[1] begins after its end",
        ),
        (
            r#""resources":[{"name":"p","type":"RANGES","ranges":{"range":[{"begin":1,"end":4},{"begin":4,"end":5}]}}]"#,
            ".resources[0].ranges overlap at 4",
        ),
        (
            r#""resources":[{"name":"s","type":"SET","set":{"item":["a","b","a"]}}]"#,
            ".resources[0].set.item[2] stands twice in the set",
        ),
        (
            r#""resources":[{"name":"cpus","type":"SCALAR","scalar":{"value":1},"role":"a","reservations":[{"type":"STATIC","role":"b"}]}]"#,
            ".resources[0].role contradicts reservations; leave it out",
        ),
        (
            r#""resources":[{"name":"cpus","type":"SCALAR","scalar":{"value":1},"reservation":{}}]"#,
            ".resources[0].reservation is set, but the resource's role is *",
        ),
        (
            r#""resources":[{"name":"disk","type":"SCALAR","scalar":{"value":1},"disk":{"source":{"type":"RAW","path":{}}}}]"#,
            ".resources[0].disk.source.path is set although the type is RAW",
        ),
        (r#""limits":{"mem":-5}"#, ".limits[\"mem\"].value is negative"),
        (
            r#""kill_policy":{"grace_period":{"nanoseconds":-1}}"#,
            ".kill_policy.grace_period.nanoseconds is -1, which is negative",
        ),
        (r#""health_check":{"type":"HTTP"}"#, ".health_check.http is missing"),
        (
            r#""health_check":{"type":"HTTP","http":{"port":65536}}"#,
            ".health_check.http.port is 65536, but ports end at 65535",
        ),
        (
            r#""check":{"type":"TCP","delay_seconds":-1,"tcp":{"port":1}}"#,
            ".check.delay_seconds is -1, which is no number of seconds",
        ),
        (r#""command":{"environment":{"variables":[{"name":"A"}]}}"#, ".command.environment.variables[0].value is missing"),
        (r#""container":{"type":"DOCKER","docker":{}}"#, ".container.docker.image is missing"),
        (
            r#""container":{"type":"MESOS","volumes":[{"mode":"RW","container_path":"p","source":{"type":"CSI_VOLUME"}}]}"#,
            ".container.volumes[0].source.type is CSI_VOLUME, which is not supported",
        ),
        (r#""labels":{"labels":[{"value":"v"}]}"#, ".labels.labels[0].key is missing"),
        (
            r#""executor":{"executor_id":{"value":""}}"#,
            ".executor.executor_id.value is refused: the executor id is empty; give it at least one character",
        ),
    ];
    for (member, error) in cases {
        let call = launch(&format!("{{{TASK},{member}}}"));
        assert_eq!(refusal(&call), format!("accept.operations[1].launch.task_infos[0]{error}"), "{member}");
    }
}

#[test]
fn wrong_unions_are_refused() {
    let cases = [
        (r#"{}"#, "type is missing"),
        (r#"{"type":"NO_SUCH_TYPE"}"#, "type is missing"),
        (r#"{"type":"UNKNOWN","framework_id":{"value":"f"}}"#, "type is UNKNOWN, which is not supported"),
        (r#"{"type":"ACCEPT","framework_id":{"value":"f"}}"#, "accept is missing although the type is ACCEPT"),
        (r#"{"type":"DECLINE","decline":{}}"#, "framework_id is missing"),
        (
            r#"{"type":"ACCEPT","framework_id":{"value":"f"},"accept":{"operations":[{"type":"RESERVE","launch":{}}]}}"#,
            "accept.operations[0].reserve is missing although the type is RESERVE",
        ),
        (
            r#"{"type":"ACCEPT","framework_id":{"value":"f"},"accept":{"operations":[{"launch":{}}]}}"#,
            "accept.operations[0].type is missing",
        ),
        (
            r#"{"type":"ACCEPT","framework_id":{"value":"f"},"accept":{"operations":[{"type":"CREATE","create":{},"id":{"value":"x"}}]}}"#,
            "accept.operations[0].id asks for feedback on the operation, which is not supported",
        ),
        (
            r#"{"type":"ACKNOWLEDGE","framework_id":{"value":"f"},"acknowledge":{"agent_id":{"value":"S"},"task_id":{"value":"t"},"uuid":"AAEC"}}"#,
            "acknowledge.uuid has 3 bytes, but a uuid has 16",
        ),
        (r#"{"type":"REVIVE","framework_id":{"value":"f"},"revive":{"roles":["a","/"]}}"#, "revive.roles[1]"),
    ];
    for (call, error) in cases {
        assert!(refusal(call).starts_with(error), "{call}: {}", refusal(call));
    }
}

#[test]
fn valid_calls_that_are_not_offered_are_told_apart_from_invalid_ones() {
    let unsupported = |text: &str| {
        let call: Call = json::decode(text.as_bytes()).unwrap();
        ToMaster::try_from(call).unwrap_err().is_unsupported()
    };
    assert!(unsupported(r#"{"type":"UNKNOWN","framework_id":{"value":"f"}}"#));
    assert!(unsupported(r#"{"type":"REQUEST","framework_id":{"value":"f"},"request":{}}"#));
    assert!(!unsupported(r#"{"type":"REQUEST","framework_id":{"value":"f"}}"#));
    assert!(!unsupported(r#"{"type":"NO_SUCH_TYPE","framework_id":{"value":"f"}}"#));
}

#[test]
fn subscription_has_one_id_and_roles_in_one_form() {
    let subscribe = |more: &str, info: &str| {
        format!(r#"{{"type":"SUBSCRIBE"{more},"subscribe":{{"framework_info":{{"user":"u","name":"n"{info}}}}}}}"#)
    };
    let cases = [
        (r#","framework_id":{"value":"f"}"#, "", "subscribe.framework_info.id differs from the framework_id of the call"),
        ("", r#","id":{"value":"f"}"#, "subscribe.framework_info.id differs from the framework_id of the call"),
        ("", r#","roles":["a"]"#, "subscribe.framework_info.roles is set although the framework lacks MULTI_ROLE; use role"),
        (
            "",
            r#","role":"a","capabilities":[{"type":"MULTI_ROLE"}]"#,
            "subscribe.framework_info.role is set although the framework has MULTI_ROLE; use roles",
        ),
        ("", r#","failover_timeout":-1"#, "subscribe.framework_info.failover_timeout is -1, which is no number of seconds"),
        (
            "",
            r#","offer_filters":{"a":{"min_allocatable_resources":{"quantities":[{"quantities":{"cpus":-1}}]}}}"#,
            r#"subscribe.framework_info.offer_filters["a"].min_allocatable_resources.quantities[0].quantities["cpus"].value"#,
        ),
    ];
    for (more, info, error) in cases {
        let text = refusal(&subscribe(more, info));
        assert!(text.starts_with(error), "{text}");
    }
    // An empty id counts as none.
    let call: Call = json::decode(subscribe("", r#","id":{"value":""}"#).as_bytes()).unwrap();
    let ToMaster::Subscribe { info, .. } = call.try_into().unwrap() else { panic!("not a subscription") };
    assert_eq!((info.id, info.roles[0].as_str()), (None, "*"));
}

#[test]
fn both_generations_of_reservations_may_stand_together_if_they_agree() {
    let read = |text: &str| Resource::try_from(json::decode::<crate::Resource>(text.as_bytes()).unwrap());
    let both = r#"{"name":"cpus","type":"SCALAR","scalar":{"value":1},"role":"eng","reservation":{"principal":"p"},"reservations":[{"type":"DYNAMIC","role":"eng","principal":"p"}]}"#;
    let new = r#"{"name":"cpus","type":"SCALAR","scalar":{"value":1},"reservations":[{"type":"DYNAMIC","role":"eng","principal":"p"}]}"#;
    let old = r#"{"name":"cpus","type":"SCALAR","scalar":{"value":1},"role":"eng","reservation":{"principal":"p"}}"#;
    assert!(read(new).is_ok());
    assert_eq!(read(both), read(new));
    assert_eq!(read(old), read(new));
    let other = both.replacen("\"principal\":\"p\"", "\"principal\":\"q\"", 1);
    assert_eq!(read(&other).unwrap_err().path(), "reservation");
}

#[test]
fn attributes_may_be_negative_only_where_the_protocol_takes_it() {
    let read = |text: &str| {
        let attribute: crate::Attribute = json::decode(text.as_bytes()).unwrap();
        (attribute.check().is_ok(), Attribute::try_from(attribute).map_err(|error| error.path()))
    };
    let (passes, refused) = read(r#"{"name":"t","type":"SCALAR","scalar":{"value":-5}}"#);
    assert_eq!((passes, refused), (true, Err("scalar.value".to_owned())));
    let (_, refused) = read(r#"{"name":"t","type":"SET","set":{}}"#);
    assert_eq!(refused, Err("type".to_owned()));
}

#[test]
fn what_is_missing_is_refused_also_without_a_check_before() {
    let task: crate::TaskInfo = json::decode(br#"{"name":"t","task_id":{}}"#).unwrap();
    assert_eq!(TaskInfo::try_from(task).unwrap_err().to_string(), "task_id.value is missing");
}

#[test]
fn executor_must_name_itself_and_its_updates() {
    let refusal = |text: &str| {
        let call: executor::Call = json::decode(text.as_bytes()).unwrap();
        to_agent(call, id("c-1")).unwrap_err().to_string()
    };
    assert_eq!(refusal(r#"{"type":"SUBSCRIBE","subscribe":{}}"#), "executor_id is missing");
    let update = r#"{"type":"UPDATE","executor_id":{"value":"e"},"framework_id":{"value":"f"},"update":{"status":{"task_id":{"value":"t"},"state":"TASK_RUNNING"}}}"#;
    assert_eq!(refusal(update), "update.status.uuid is missing");
    let unknown = update.replace("TASK_RUNNING", "TASK_FLYING");
    assert_eq!(refusal(&unknown), "update.status.state is missing");
    let message = r#"{"type":"MESSAGE","executor_id":{"value":"e"},"framework_id":{"value":"f"},"message":{"data":""}}"#;
    assert_eq!(refusal(message), "type is MESSAGE, which is not supported");
}
