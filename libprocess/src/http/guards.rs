//! Who may use an endpoint: firewall rules, then the authenticator of its realm, then its authorisation callback.
//!
//! ```text
//!   request ─▶ firewall ─▶ authenticator of the realm ─▶ role and principal suffice? ─▶ callback of the endpoint ─▶ actor
//!                403                401, 403                        403                          403
//! ```
//!
//! A certificate that proved a role over QUIC is a proof already; authenticators are asked about plain HTTP.

use std::{collections::BTreeMap, fmt, future::Future, pin::Pin, sync::Arc};

use base64::Engine as _;
use parking_lot::RwLock;

use super::{Access, Request, Response};
use crate::node::Node;

/// Who asks, as an authenticator proved it: a name, claims, or both.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Principal {
    /// Its name.
    pub value: Option<String>,
    /// What else was proved of it.
    pub claims: BTreeMap<String, String>,
}

impl fmt::Display for Principal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.value {
            Some(name) => f.write_str(name),
            None => write!(f, "{:?}", self.claims),
        }
    }
}

/// What an authenticator found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Authentication {
    /// It is this one.
    Principal(Principal),
    /// The credentials are missing or wrong: 401, with this `WWW-Authenticate`.
    Unauthorized(String),
    /// It is known and not let in: 403 with this text.
    Forbidden(String),
    /// It could not be found out: 500 with this text.
    Failed(String),
}

/// A future that an authenticator or a callback hands out.
pub type Deciding<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// Finds out who asks over plain HTTP.
pub trait Authenticator: Send + Sync + 'static {
    /// Its scheme, for `/help`: `Basic`, `Bearer` ….
    fn scheme(&self) -> String;
    /// Who is it?
    fn authenticate(&self, request: &Request) -> Deciding<Authentication>;
}

/// Names and passwords, as in RFC 7617.
pub struct Basic {
    realm: String,
    credentials: BTreeMap<String, String>,
}

impl Basic {
    /// Admits those with these names and passwords.
    pub fn new(realm: &str, credentials: impl IntoIterator<Item = (String, String)>) -> Basic {
        Basic { realm: realm.to_owned(), credentials: credentials.into_iter().collect() }
    }

    fn check(&self, request: &Request) -> Option<Principal> {
        let (scheme, encoded) = request.headers.get("authorization")?.split_once(' ')?;
        if !scheme.eq_ignore_ascii_case("basic") {
            return None;
        }
        let decoded = base64::engine::general_purpose::STANDARD.decode(encoded.trim()).ok()?;
        let decoded = String::from_utf8(decoded).ok()?;
        let (name, password) = decoded.split_once(':')?;
        let known = self.credentials.get(name);
        // Compared whole also for unknown names, so that the time tells nothing.
        let same = same_bytes(known.map_or("", String::as_str).as_bytes(), password.as_bytes());
        (known.is_some() && same).then(|| Principal { value: Some(name.to_owned()), ..Principal::default() })
    }
}

/// Compares without ending at the first difference.
fn same_bytes(one: &[u8], two: &[u8]) -> bool {
    one.len() == two.len() && one.iter().zip(two).fold(0, |difference, (a, b)| difference | (a ^ b)) == 0
}

impl Authenticator for Basic {
    fn scheme(&self) -> String {
        "Basic".to_owned()
    }

    fn authenticate(&self, request: &Request) -> Deciding<Authentication> {
        let found = match self.check(request) {
            Some(principal) => Authentication::Principal(principal),
            None => Authentication::Unauthorized(format!("Basic realm=\"{}\"", self.realm.replace('"', "'"))),
        };
        Box::pin(std::future::ready(found))
    }
}

/// Asks several authenticators one after the other: the first that knows who it is decides. If none does, the answer is 401
/// with the challenges of all that want credentials, else 403.
pub struct AnyOf(Vec<Arc<dyn Authenticator>>);

impl AnyOf {
    /// In this order.
    pub fn new(authenticators: Vec<Arc<dyn Authenticator>>) -> AnyOf {
        AnyOf(authenticators)
    }
}

impl Authenticator for AnyOf {
    fn scheme(&self) -> String {
        let schemes: Vec<_> = self.0.iter().map(|one| one.scheme()).collect();
        schemes.join(" or ")
    }

    fn authenticate(&self, request: &Request) -> Deciding<Authentication> {
        let asked: Vec<_> = self.0.iter().map(|one| one.authenticate(request)).collect();
        Box::pin(async move {
            let (mut challenges, mut other) = (Vec::new(), None);
            for found in asked {
                match found.await {
                    Authentication::Principal(principal) => return Authentication::Principal(principal),
                    Authentication::Unauthorized(challenge) => challenges.push(challenge),
                    refused => other = other.or(Some(refused)),
                }
            }
            match other {
                _ if !challenges.is_empty() => Authentication::Unauthorized(challenges.join(", ")),
                Some(refused) => refused,
                None => Authentication::Forbidden("nobody is admitted here".to_owned()),
            }
        })
    }
}

/// A rule of the firewall.
pub trait FirewallRule: Send + Sync + 'static {
    /// The answer to a request that it objects to; its handler does not see it then.
    fn objects(&self, request: &Request) -> Option<Response>;
}

/// Objects to requests for exactly these paths.
pub struct DisabledEndpoints(Vec<String>);

impl DisabledEndpoints {
    /// With these paths; a trailing slash does not matter.
    pub fn new<S: Into<String>>(paths: impl IntoIterator<Item = S>) -> DisabledEndpoints {
        let trimmed = |path: S| match path.into() {
            path if path.len() > 1 => path.trim_end_matches('/').to_owned(),
            path => path,
        };
        DisabledEndpoints(paths.into_iter().map(trimmed).collect())
    }
}

impl FirewallRule for DisabledEndpoints {
    fn objects(&self, request: &Request) -> Option<Response> {
        let disabled = self.0.contains(&request.path);
        disabled.then(|| Response::error(403, &format!("Endpoint '{}' is disabled", request.path)))
    }
}

/// May this request be answered? The principal is in the request, where one was proved.
pub type Authorization = Arc<dyn Fn(&Request) -> Deciding<bool> + Send + Sync>;

/// Names of the two realms of a node.
#[derive(Clone, Debug)]
pub(crate) struct Realms {
    pub(crate) read: String,
    pub(crate) write: String,
}

impl Default for Realms {
    fn default() -> Self {
        Realms { read: "libprocess-readonly".to_owned(), write: "libprocess-readwrite".to_owned() }
    }
}

impl Realms {
    /// The realm of endpoints with that access.
    pub(crate) fn of(&self, access: Access) -> Option<&str> {
        match access {
            Access::Open => None,
            Access::Read => Some(&self.read),
            Access::Write | Access::Operate => Some(&self.write),
        }
    }
}

/// What stands before the endpoints of a node.
#[derive(Default)]
pub(crate) struct Guards {
    authenticators: RwLock<BTreeMap<String, Arc<dyn Authenticator>>>,
    callbacks: RwLock<BTreeMap<String, Authorization>>,
    firewall: RwLock<Vec<Arc<dyn FirewallRule>>>,
}

impl Guards {
    /// The answer of the first rule that objects.
    pub(crate) fn objection(&self, request: &Request) -> Option<Response> {
        let rules = self.firewall.read().clone();
        rules.iter().find_map(|rule| rule.objects(request))
    }

    pub(crate) fn authenticator(&self, realm: Option<&str>) -> Option<Arc<dyn Authenticator>> {
        self.authenticators.read().get(realm?).cloned()
    }

    pub(crate) fn callback(&self, route: &str) -> Option<Authorization> {
        self.callbacks.read().get(route).cloned()
    }
}

impl Node {
    /// From now on whoever asks over plain HTTP for an endpoint of this realm is authenticated so. The realms of a node are
    /// named by [`crate::Builder::realms`]; one without an authenticator is open, as far as its endpoints are.
    pub fn set_authenticator(&self, realm: &str, authenticator: impl Authenticator) {
        self.core.guards.authenticators.write().insert(realm.to_owned(), Arc::new(authenticator));
    }

    /// Opens a realm again.
    pub fn unset_authenticator(&self, realm: &str) {
        self.core.guards.authenticators.write().remove(realm);
    }

    /// Asks `may` before requests to the endpoint with this path reach it (`/inspect/mailbox`); where it says no the answer
    /// is 403. Holds for plain HTTP and for QUIC.
    pub fn authorize(&self, path: &str, may: impl Fn(&Request) -> Deciding<bool> + Send + Sync + 'static) {
        self.core.guards.callbacks.write().insert(path.to_owned(), Arc::new(may));
    }

    /// Forgets all authorisation callbacks.
    pub fn unset_authorizations(&self) {
        self.core.guards.callbacks.write().clear();
    }

    /// Replaces the rules of the firewall; without any it is open.
    pub fn install_firewall(&self, rules: Vec<Arc<dyn FirewallRule>>) {
        *self.core.guards.firewall.write() = rules;
    }
}
