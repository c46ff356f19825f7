use super::*;
use mesos_protocol::{roles::Role, task::TaskInfo, values::MiB};

fn needs() -> Resources {
    Resources::none().cpus(0.5).mem(MiB(100))
}

#[test]
fn an_offer_is_filled_with_as_many_instances_as_fit_and_are_wanted() {
    let mut offered: Resources = "cpus:2;mem:350".parse().unwrap();
    offered.allocate(&Role::any());
    let filled = |most| {
        let (drafts, rest) = fill(&offered, &needs(), &TaskInfo::command("true"), most);
        assert!(drafts.iter().all(|draft| *draft.needs() == needs()));
        (drafts.len(), rest.to_string())
    };
    assert_eq!(filled(2), (2, "cpus:1; mem:150".to_owned()));
    assert_eq!(filled(100), (3, "cpus:0.5; mem:50".to_owned()));
    assert_eq!(filled(0).0, 0);
}

#[test]
fn an_offer_that_lacks_one_kind_of_resource_takes_nothing() {
    let offered: Resources = "cpus:8;disk:1000".parse().unwrap();
    let (drafts, rest) = fill(&offered, &needs(), &TaskInfo::command("true"), 5);
    assert_eq!((drafts.len(), rest), (0, offered));
}
