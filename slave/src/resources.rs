//! What the agent offers: what its flag says, and what the machine has of that which the flag does not mention.

use mesos_containerizer::Machine;
use mesos_protocol::{
    resources::{InvalidResource, Name, Resource, Resources},
    roles::Role,
    values::{MiB, Range, Ranges, Scalar},
};

const GB: u64 = 1 << 30;

/// Kept for the machine itself where there is at least twice as much, as in Mesos: 1 GB of memory.
const MEM_KEPT: u64 = GB;

/// Kept for the machine itself where there is at least twice as much, as in Mesos: 5 GB of disk.
const DISK_KEPT: u64 = 5 * GB;

/// Where the machine does not say: 1 GB of memory, 10 GB of disk, 1 processor.
const MEM_UNKNOWN: u64 = GB;
const DISK_UNKNOWN: u64 = 10 * GB;

/// Ports that tasks may be given.
const PORTS: (u64, u64) = (31_000, 32_000);

/// What the agent offers.
///
/// # Errors
/// What is wrong in the flag, with its place.
pub(crate) fn offered(machine: &Machine, flag: Option<&str>, default_role: &Role) -> Result<Resources, InvalidResource> {
    let said = flag.map_or(Ok(Vec::new()), |text| Resource::parse_list(text, default_role))?;
    let mentioned = |name: &Name| said.iter().any(|resource| resource.name() == name);
    // The numbers stand in order, so this cannot fail; then the ports are none.
    let ports = Range::new(PORTS.0, PORTS.1).map(|range| {
        let mut ports = Ranges::none();
        ports.add_range(range);
        ports
    });
    let found = [
        Resource::cpus(Scalar::whole(machine.cpus.unwrap_or(1).try_into().unwrap_or(i64::MAX))),
        Resource::mem(MiB::from_bytes(share(machine.mem.unwrap_or(MEM_UNKNOWN + MEM_KEPT), MEM_KEPT))),
        Resource::disk_space(MiB::from_bytes(share(machine.disk.unwrap_or(DISK_UNKNOWN + DISK_KEPT), DISK_KEPT))),
        Resource::ports(ports.unwrap_or_else(|_| Ranges::none())),
    ];
    let mut all: Resources = Resources::none();
    for resource in found.into_iter().filter(|resource| !mentioned(resource.name())) {
        all.add_one(for_role(resource, default_role)?);
    }
    said.into_iter().for_each(|resource| all.add_one(resource));
    Ok(all)
}

/// What is left of `total` bytes for tasks: all but `kept`, or half if there is less than twice that.
fn share(total: u64, kept: u64) -> u64 {
    if total >= 2 * kept { total - kept } else { total / 2 }
}

/// What was found is for the default role too.
fn for_role(resource: Resource, role: &Role) -> Result<Resource, InvalidResource> {
    if *role == Role::any() {
        return Ok(resource);
    }
    resource.push_reservation(mesos_protocol::resources::Reservation::fixed(role.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn machine(mem: u64, disk: u64) -> Machine {
        Machine { hostname: None, cpus: Some(4), mem: Some(mem), disk: Some(disk) }
    }

    fn offer(machine: &Machine, flag: Option<&str>) -> String {
        offered(machine, flag, &Role::any()).unwrap().to_flag().unwrap()
    }

    #[test]
    fn the_machine_keeps_a_part_for_itself() {
        let big = machine(16 * GB, 100 * GB);
        assert_eq!(offer(&big, None), "cpus:4;mem:15360;disk:97280;ports:[31000-32000]");
        let small = machine(GB, 4 * GB);
        assert_eq!(offer(&small, None), "cpus:4;mem:512;disk:2048;ports:[31000-32000]");
        assert_eq!(offer(&Machine::default(), None), "cpus:1;mem:1024;disk:10240;ports:[31000-32000]");
    }

    #[test]
    fn what_the_flag_mentions_is_not_looked_for_even_if_it_is_nothing() {
        let machine = machine(16 * GB, 100 * GB);
        assert_eq!(offer(&machine, Some("cpus:0;ports:[1-2];gold:3")), "mem:15360;disk:97280;ports:[1-2];gold:3");
    }

    #[test]
    fn the_default_role_holds_for_what_was_found_too() {
        let eng = Role::new("eng").unwrap();
        let all = offered(&machine(16 * GB, 100 * GB), Some("cpus:2;mem(*):64"), &eng).unwrap();
        assert_eq!(all.reserved_for(&eng).names().count(), 3, "{all}");
        assert_eq!(all.unreserved().to_string(), "mem:64");
    }

    #[test]
    fn a_wrong_flag_is_refused() {
        assert!(offered(&Machine::default(), Some("cpus:many"), &Role::any()).is_err());
    }
}
