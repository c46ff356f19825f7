//! The faults of one node's disk.

use crate::os::files::simulated::SimDisk;

/// What can be done to the disk of a simulated node.
pub struct DiskFaults(pub(super) SimDisk);

impl DiskFaults {
    /// From now on that share of the syncs fails, from 0 to 1.
    pub fn fail_syncs(&self, share: f64) {
        self.0.fail_syncs(share);
    }

    /// The next sync fails.
    pub fn fail_next_sync(&self) {
        self.0.fail_next_sync();
    }

    /// The disk holds at most so many bytes; none for no bound.
    pub fn limit(&self, bytes: Option<u64>) {
        self.0.limit(bytes);
    }
}
