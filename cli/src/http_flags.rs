//! Flags of who may use the endpoints of a daemon over plain HTTP: names and meaning as in Mesos.

use std::{
    collections::BTreeMap,
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    sync::Arc,
};

use clap::{ArgAction, Args, ValueEnum};
use libprocess::{
    Node, Role,
    http::{AnyOf, Authenticator, Basic, Jwt},
};
use serde::Deserialize;

use crate::failure::Failure;

/// How somebody proves who it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum Scheme {
    /// By a name and a secret of --http_credentials.
    Basic,
    /// By a token that was signed with --jwt_secret_key.
    Jwt,
}

/// Who may use the endpoints over plain HTTP. Who comes over QUIC is proved by its certificate.
#[derive(Args, Clone, Debug)]
pub(crate) struct HttpFlags {
    /// Whether endpoints that only look ask for credentials over HTTP; all but /health and /version.
    #[arg(long = "authenticate_http_readonly", env = "MESOS_AUTHENTICATE_HTTP_READONLY", value_name = "BOOL",
          default_value_t = false, num_args = 0..=1, default_missing_value = "true", action = ArgAction::Set)]
    readonly: bool,
    /// Whether endpoints that steer ask for credentials over HTTP.
    #[arg(long = "authenticate_http_readwrite", alias = "authenticate_http", env = "MESOS_AUTHENTICATE_HTTP_READWRITE",
          value_name = "BOOL", default_value_t = false, num_args = 0..=1, default_missing_value = "true",
          action = ArgAction::Set)]
    readwrite: bool,
    /// How: basic, jwt or both; tried in this order.
    #[arg(
        long = "http_authenticators",
        env = "MESOS_HTTP_AUTHENTICATORS",
        value_name = "NAMES",
        value_enum,
        value_delimiter = ',',
        default_value = "basic"
    )]
    authenticators: Vec<Scheme>,
    /// With basic: file of those who are admitted, as {"credentials": [{"principal": NAME, "secret": SECRET}]}.
    #[arg(long = "http_credentials", alias = "credentials", env = "MESOS_HTTP_CREDENTIALS", value_name = "FILE")]
    credentials: Option<PathBuf>,
    /// With jwt: file with the secret of tokens (HS256), of 32 bytes at least.
    #[arg(long = "jwt_secret_key", env = "MESOS_JWT_SECRET_KEY", value_name = "FILE")]
    jwt_secret_key: Option<PathBuf>,
}

/// What is to be set on a node before anybody reaches it.
pub(crate) struct Guard {
    realms: Vec<String>,
    schemes: Vec<Secret>,
}

#[derive(Clone)]
enum Secret {
    Credentials(BTreeMap<String, String>),
    Key(Vec<u8>),
}

/// The realms of a daemon: of endpoints that look, and of those that steer.
pub(crate) fn realms(role: Role) -> [String; 2] {
    ["readonly", "readwrite"].map(|realm| format!("mesos-{role}-{realm}"))
}

impl HttpFlags {
    /// Reads the files that are named.
    ///
    /// # Errors
    /// A file that is missing or cannot be used: which flag to change.
    pub(crate) fn guard(&self, role: Role) -> Result<Guard, Failure> {
        let [readonly, readwrite] = realms(role);
        let realms: Vec<_> = [(self.readonly, readonly), (self.readwrite, readwrite)]
            .into_iter()
            .filter_map(|(asked, realm)| asked.then_some(realm))
            .collect();
        let schemes = match realms.is_empty() {
            true => Ok(Vec::new()),
            false => self.authenticators.iter().map(|scheme| self.secret(*scheme)).collect(),
        };
        Ok(Guard { realms, schemes: schemes.map_err(Failure::new)? })
    }

    fn secret(&self, scheme: Scheme) -> Result<Secret, String> {
        match scheme {
            Scheme::Basic => {
                let file = self
                    .credentials
                    .as_ref()
                    .ok_or("--http_authenticators=basic needs to know who is admitted: name a file by --http_credentials")?;
                credentials(&read(file, "--http_credentials")?)
                    .map(Secret::Credentials)
                    .map_err(|why| format!("--http_credentials: {} cannot be used: {why}", file.display()))
            }
            Scheme::Jwt => {
                let file = self
                    .jwt_secret_key
                    .as_ref()
                    .ok_or("--http_authenticators=jwt needs the secret of tokens: name a file by --jwt_secret_key")?;
                let mut key = read(file, "--jwt_secret_key")?;
                key.truncate(key.trim_ascii_end().len());
                Ok(Secret::Key(key))
            }
        }
    }
}

impl Guard {
    /// Whether it can be set: its secrets suffice.
    ///
    /// # Errors
    /// Why not.
    pub(crate) fn set(&self, node: &Node) -> Result<(), String> {
        for realm in &self.realms {
            let one = |secret: &Secret| -> Result<Arc<dyn Authenticator>, String> {
                match secret {
                    Secret::Credentials(all) => Ok(Arc::new(Basic::new(realm, all.clone()))),
                    Secret::Key(key) => match Jwt::new(realm, key, node.clock()) {
                        Ok(jwt) => Ok(Arc::new(jwt)),
                        Err(why) => Err(format!("--jwt_secret_key: {why}")),
                    },
                }
            };
            let all = self.schemes.iter().map(one).collect::<Result<_, _>>()?;
            node.set_authenticator(realm, AnyOf::new(all));
        }
        Ok(())
    }
}

/// Reads a file that holds a secret; `file://` before its path is understood.
fn read(file: &Path, flag: &str) -> Result<Vec<u8>, String> {
    let file = file.to_str().and_then(|text| text.strip_prefix("file://")).map_or(file, Path::new);
    let told = |error| format!("{flag}: {} cannot be read: {error}", file.display());
    let mode = fs::metadata(file).map_err(told)?.permissions().mode();
    if mode & 0o007 != 0 {
        tracing::warn!(file = %file.display(), flag, "every user of this machine may use this file of secrets");
    }
    fs::read(file).map_err(told)
}

fn credentials(bytes: &[u8]) -> Result<BTreeMap<String, String>, String> {
    #[derive(Deserialize)]
    struct All {
        credentials: Vec<One>,
    }
    #[derive(Deserialize)]
    struct One {
        principal: String,
        secret: String,
    }
    let all: All = serde_json::from_slice(bytes)
        .map_err(|error| format!("{error}; write {{\"credentials\": [{{\"principal\": \"ada\", \"secret\": \"...\"}}]}}"))?;
    let mut admitted = BTreeMap::new();
    for One { principal, secret } in all.credentials {
        // A name with a colon could not be told from its secret.
        if principal.is_empty() || principal.contains(':') || secret.is_empty() {
            return Err(format!("the principal {principal:?} needs a name without a colon, and a secret"));
        }
        if admitted.insert(principal.clone(), secret).is_some() {
            return Err(format!("the principal {principal:?} is there twice"));
        }
    }
    match admitted.is_empty() {
        true => Err("it admits nobody".to_owned()),
        false => Ok(admitted),
    }
}

#[cfg(test)]
mod tests;
