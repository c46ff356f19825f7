//! What a master says of itself.

use std::net::SocketAddr;

use serde::{Deserialize, Serialize};

use crate::agent::Domain;

/// What a master says of itself to those who subscribe.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MasterInfo {
    /// Drawn anew by each life of a master; ids that it gives begin with it.
    pub id: String,
    /// Where it answers.
    pub address: SocketAddr,
    /// Its name for people and links, if it has one.
    pub hostname: Option<String>,
    /// Its release.
    pub version: String,
    /// Where it stands: frameworks that are not region aware get offers of its region only.
    pub domain: Option<Domain>,
}
