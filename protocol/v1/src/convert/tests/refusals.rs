//! What cannot be acted upon is refused with the path to the fault.

use mesos_protocol::attributes::Attribute;
use mesos_protocol::messages::master_scheduler::ToMaster;
use mesos_protocol::resources::Resource;
use mesos_protocol::task::TaskInfo;

use super::samples::id;
use crate::convert::{to_agent, to_executor};
use crate::scheduler::Call;
use crate::{Message, executor, json, pb};

/// The same refusal, whether the call comes in JSON or in protobuf.
fn refusal(call: &str) -> String {
    let call: Call = json::decode(call.as_bytes()).unwrap();
    let again: Call = pb::decode(&pb::encode(&call)).unwrap();
    let refused = ToMaster::try_from(call).unwrap_err().to_string();
    assert_eq!(ToMaster::try_from(again).unwrap_err().to_string(), refused);
    refused
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
            ".resources[0].ranges is refused: two of its ranges hold the number 4",
        ),
        (
            r#""resources":[{"name":"s","type":"SET","set":{"item":["a","b","a"]}}]"#,
            ".resources[0].set.item[2] stands twice in the set",
        ),
        (
            r#""resources":[{"name":"cpus","type":"SCALAR","scalar":{"value":1},"role":"a","reservations":[{"type":"STATIC","role":"b"}]}]"#,
            ".resources[0].role is refused: its old and new reservation fields contradict each other: role differs from that of reservations",
        ),
        (
            r#""resources":[{"name":"cpus","type":"SCALAR","scalar":{"value":1},"reservation":{}}]"#,
            ".resources[0].reservation is refused: nothing can be reserved for the role \"*\"; leave the reservation out",
        ),
        (
            r#""resources":[{"name":"disk","type":"SCALAR","scalar":{"value":1},"disk":{"source":{"type":"RAW","path":{}}}}]"#,
            ".resources[0].disk.source is refused: a disk source of type BLOCK or RAW has neither path nor mount",
        ),
        (
            r#""resources":[{"name":"disk","type":"SCALAR","scalar":{"value":1},"disk":{"source":{"type":"PATH","mount":{"root":"/m"}}}}]"#,
            ".resources[0].disk.source is refused: its disk source does not agree with its type: type PATH has no mount",
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
            r#"{"type":"ACCEPT","framework_id":{"value":"f"},"accept":{"operations":[{"type":"CREATE","create":{},"id":{}}]}}"#,
            "accept.operations[0].id.value is missing",
        ),
        (
            r#"{"type":"MESSAGE","framework_id":{"value":"f"},"message":{"agent_id":{"value":"S"},"executor_id":{"value":"e"}}}"#,
            "message.data is missing",
        ),
        (
            r#"{"type":"SHUTDOWN","framework_id":{"value":"f"},"decline":{}}"#,
            "shutdown is missing although the type is SHUTDOWN",
        ),
        (
            r#"{"type":"SHUTDOWN","framework_id":{"value":"f"},"shutdown":{"executor_id":{"value":"e"}}}"#,
            "shutdown.agent_id is missing",
        ),
        (
            r#"{"type":"ACKNOWLEDGE_OPERATION_STATUS","framework_id":{"value":"f"},"acknowledge_operation_status":{"operation_id":{"value":"o"},"uuid":"AAAAAAAAAAAAAAAAAAAAAA=="}}"#,
            "acknowledge_operation_status.agent_id is missing",
        ),
        (
            r#"{"type":"REQUEST","framework_id":{"value":"f"},"request":{"requests":[{},{"resources":[{"name":"cpus","type":"SCALAR","scalar":{"value":-1}}]}]}}"#,
            "request.requests[1].resources[0].scalar.value is negative",
        ),
        (
            r#"{"type":"RECONCILE_OPERATIONS","framework_id":{"value":"f"},"reconcile_operations":{"operations":[{}]}}"#,
            "reconcile_operations.operations[0].operation_id is missing",
        ),
        (
            r#"{"type":"UPDATE_FRAMEWORK","framework_id":{"value":"f"},"update_framework":{"framework_info":{"user":"u","name":"n","id":{"value":"g"}}}}"#,
            "update_framework.framework_info.id differs from the framework_id of the call",
        ),
        (
            r#"{"type":"DECLINE_INVERSE_OFFERS","framework_id":{"value":"f"},"decline_inverse_offers":{"inverse_offer_ids":[{"value":""}]}}"#,
            "decline_inverse_offers.inverse_offer_ids[0].value is refused",
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
    assert!(unsupported(
        r#"{"type":"SUBSCRIBE","subscribe":{"framework_info":{"user":"u","name":"n"},"offer_constraints":{"role_constraints":
           {"*":{"groups":[{"attribute_constraints":[{"selector":{"pseudoattribute_type":"UNKNOWN"},"predicate":{"exists":{}}}]}]}}}}}"#
    ));
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
    let message = r#"{"type":"MESSAGE","executor_id":{"value":"e"},"framework_id":{"value":"f"},"message":{}}"#;
    assert_eq!(refusal(message), "message.data is missing");
    let unknown = r#"{"type":"UNKNOWN","executor_id":{"value":"e"},"framework_id":{"value":"f"}}"#;
    assert_eq!(refusal(unknown), "type is UNKNOWN, which is not supported");
}

#[test]
fn constraints_name_one_thing_to_look_at_and_one_condition() {
    let constraint = |selector: &str, predicate: &str| {
        let groups = format!(r#"[{{"attribute_constraints":[{{"selector":{selector},"predicate":{predicate}}}]}}]"#);
        subscribe_with(&groups)
    };
    let place = r#"subscribe.offer_constraints.role_constraints["*"].groups"#;
    let one = "[0].attribute_constraints[0]";
    let cases = [
        (subscribe_with("[]"), " is missing".to_owned()),
        (subscribe_with(r#"[{}]"#), "[0].attribute_constraints is missing".to_owned()),
        (constraint("{}", r#"{"exists":{}}"#), format!("{one}.selector.attribute_name is missing")),
        (
            constraint(r#"{"attribute_name":"a","pseudoattribute_type":"ZONE"}"#, r#"{"exists":{}}"#),
            format!("{one}.selector.attribute_name is set beside pseudoattribute_type; leave one out"),
        ),
        (constraint(r#"{"attribute_name":"a"}"#, "{}"), format!("{one}.predicate names no condition that is supported")),
        (
            constraint(r#"{"attribute_name":"a"}"#, r#"{"exists":{},"text_equals":{"value":"b"}}"#),
            format!("{one}.predicate.text_equals is set beside exists; leave one out"),
        ),
        (
            constraint(r#"{"attribute_name":"a"}"#, r#"{"text_matches":{}}"#),
            format!("{one}.predicate.text_matches.regex is missing"),
        ),
    ];
    for (call, error) in cases {
        assert_eq!(refusal(&call), format!("{place}{error}"), "{call}");
    }
}

fn subscribe_with(groups: &str) -> String {
    format!(
        r#"{{"type":"SUBSCRIBE","subscribe":{{"framework_info":{{"user":"u","name":"n"}},
            "offer_constraints":{{"role_constraints":{{"*":{{"groups":{groups}}}}}}}}}}}"#
    )
}

#[test]
fn executors_do_not_launch_before_they_know_whose_tasks_they_are() {
    let refusal = |text: &str| {
        let event: executor::Event = json::decode(text.as_bytes()).unwrap();
        to_executor(event, None).unwrap_err().to_string()
    };
    let launch = format!(r#"{{"type":"LAUNCH","launch":{{"task":{{{TASK}}}}}}}"#);
    assert_eq!(refusal(&launch), "type is LAUNCH before SUBSCRIBED");
    let cases = [
        ("{}", "type is missing"),
        (r#"{"type":"UNKNOWN"}"#, "type is UNKNOWN, which is not supported"),
        (r#"{"type":"KILL"}"#, "kill is missing"),
        (r#"{"type":"KILL","kill":{}}"#, "kill.task_id is missing"),
        (r#"{"type":"MESSAGE","message":{}}"#, "message.data is missing"),
        (r#"{"type":"ERROR","error":{}}"#, "error.message is missing"),
        (r#"{"type":"LAUNCH_GROUP","launch_group":{}}"#, "launch_group.task_group is missing"),
        (
            r#"{"type":"ACKNOWLEDGED","acknowledged":{"task_id":{"value":"t"},"uuid":"AAEC"}}"#,
            "acknowledged.uuid has 3 bytes, but a uuid has 16",
        ),
        (r#"{"type":"SUBSCRIBED","subscribed":{}}"#, "subscribed.executor_info is missing"),
    ];
    for (event, error) in cases {
        assert!(refusal(event).starts_with(error), "{event}: {}", refusal(event));
    }
}
