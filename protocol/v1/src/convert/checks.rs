//! Checks and health checks.

use mesos_protocol::checks::{CheckInfo, CheckProbe, CheckStatus, HealthCheck, HealthProbe};

use super::{needed, port, present, seconds, wrote_boxed};
use crate::health_check::{HttpCheckInfo, TcpCheckInfo};
use crate::{CheckStatusInfo, Error, check_info, check_status_info, health_check};

impl TryFrom<crate::HealthCheck> for HealthCheck {
    type Error = Error;

    fn try_from(check: crate::HealthCheck) -> Result<Self, Error> {
        Ok(Self {
            delay: seconds(check.delay_seconds(), "delay_seconds")?,
            interval: seconds(check.interval_seconds(), "interval_seconds")?,
            timeout: seconds(check.timeout_seconds(), "timeout_seconds")?,
            consecutive_failures: check.consecutive_failures(),
            grace_period: seconds(check.grace_period_seconds(), "grace_period_seconds")?,
            probe: health_probe(check)?,
        })
    }
}

fn health_probe(check: crate::HealthCheck) -> Result<HealthProbe, Error> {
    match present(check.r#type, "type")? {
        health_check::Type::Command => {
            let command = needed(check.command.map(|command| *command), "command")?;
            Ok(HealthProbe::Command(Box::new(command)))
        }
        health_check::Type::Http => {
            let http = present(check.http, "http")?;
            http_probe(*http).map_err(|error| error.within("http"))
        }
        health_check::Type::Tcp => {
            let tcp = present(check.tcp, "tcp")?;
            let read = || {
                let protocol = needed(Some(tcp.protocol()), "protocol")?;
                Ok(HealthProbe::Tcp { protocol, port: port(tcp.port, "port")? })
            };
            read().map_err(|error: Error| error.within("tcp"))
        }
        health_check::Type::Unknown => Err(Error::unsupported("is UNKNOWN, which is not supported").within("type")),
    }
}

fn http_probe(http: HttpCheckInfo) -> Result<HealthProbe, Error> {
    Ok(HealthProbe::Http {
        protocol: needed(Some(http.protocol()), "protocol")?,
        scheme: http.scheme,
        port: port(http.port, "port")?,
        path: http.path,
        statuses: http.statuses,
    })
}

impl From<&HealthCheck> for crate::HealthCheck {
    fn from(check: &HealthCheck) -> Self {
        let mut written = Self {
            delay_seconds: Some(check.delay.as_secs_f64()),
            interval_seconds: Some(check.interval.as_secs_f64()),
            timeout_seconds: Some(check.timeout.as_secs_f64()),
            consecutive_failures: Some(check.consecutive_failures),
            grace_period_seconds: Some(check.grace_period.as_secs_f64()),
            ..Self::default()
        };
        let kind = match &check.probe {
            HealthProbe::Command(command) => {
                written.command = wrote_boxed(Some(&**command));
                health_check::Type::Command
            }
            HealthProbe::Http { protocol, scheme, port, path, statuses } => {
                written.http = Some(Box::new(HttpCheckInfo {
                    protocol: Some(protocol.into()),
                    scheme: scheme.clone(),
                    port: Some((*port).into()),
                    path: path.clone(),
                    statuses: statuses.clone(),
                }));
                health_check::Type::Http
            }
            HealthProbe::Tcp { protocol, port } => {
                written.tcp = Some(TcpCheckInfo { protocol: Some(protocol.into()), port: Some((*port).into()) });
                health_check::Type::Tcp
            }
        };
        written.r#type = Some(kind);
        written
    }
}

impl TryFrom<crate::CheckInfo> for CheckInfo {
    type Error = Error;

    fn try_from(check: crate::CheckInfo) -> Result<Self, Error> {
        Ok(Self {
            delay: seconds(check.delay_seconds(), "delay_seconds")?,
            interval: seconds(check.interval_seconds(), "interval_seconds")?,
            timeout: seconds(check.timeout_seconds(), "timeout_seconds")?,
            probe: check_probe(check)?,
        })
    }
}

fn check_probe(check: crate::CheckInfo) -> Result<CheckProbe, Error> {
    match present(check.r#type, "type")? {
        check_info::Type::Command => {
            let command = present(check.command, "command")?.command;
            let command = needed(command.map(|command| *command), "command").map_err(|error| error.within("command"))?;
            Ok(CheckProbe::Command(Box::new(command)))
        }
        check_info::Type::Http => {
            let http = present(check.http, "http")?;
            let port = port(http.port, "port").map_err(|error| error.within("http"))?;
            Ok(CheckProbe::Http { port, path: http.path })
        }
        check_info::Type::Tcp => {
            let tcp = present(check.tcp, "tcp")?;
            Ok(CheckProbe::Tcp { port: port(tcp.port, "port").map_err(|error| error.within("tcp"))? })
        }
        check_info::Type::Unknown => Err(Error::unsupported("is UNKNOWN, which is not supported").within("type")),
    }
}

impl From<&CheckInfo> for crate::CheckInfo {
    fn from(check: &CheckInfo) -> Self {
        let mut written = Self {
            delay_seconds: Some(check.delay.as_secs_f64()),
            interval_seconds: Some(check.interval.as_secs_f64()),
            timeout_seconds: Some(check.timeout.as_secs_f64()),
            ..Self::default()
        };
        let kind = match &check.probe {
            CheckProbe::Command(command) => {
                written.command = Some(check_info::Command { command: wrote_boxed(Some(&**command)) });
                check_info::Type::Command
            }
            CheckProbe::Http { port, path } => {
                written.http = Some(check_info::Http { port: Some((*port).into()), path: path.clone() });
                check_info::Type::Http
            }
            CheckProbe::Tcp { port } => {
                written.tcp = Some(check_info::Tcp { port: Some((*port).into()) });
                check_info::Type::Tcp
            }
        };
        written.r#type = Some(kind);
        written
    }
}

impl TryFrom<CheckStatusInfo> for CheckStatus {
    type Error = Error;

    fn try_from(status: CheckStatusInfo) -> Result<Self, Error> {
        match present(status.r#type, "type")? {
            check_info::Type::Command => Ok(Self::Command(present(status.command, "command")?.exit_code)),
            check_info::Type::Http => Ok(Self::Http(present(status.http, "http")?.status_code)),
            check_info::Type::Tcp => Ok(Self::Tcp(present(status.tcp, "tcp")?.succeeded)),
            check_info::Type::Unknown => Err(Error::unsupported("is UNKNOWN, which is not supported").within("type")),
        }
    }
}

impl From<&CheckStatus> for CheckStatusInfo {
    fn from(status: &CheckStatus) -> Self {
        use check_status_info::{Command, Http, Tcp};
        let mut written = Self::default();
        let kind = match *status {
            CheckStatus::Command(exit_code) => {
                written.command = Some(Command { exit_code });
                check_info::Type::Command
            }
            CheckStatus::Http(status_code) => {
                written.http = Some(Http { status_code });
                check_info::Type::Http
            }
            CheckStatus::Tcp(succeeded) => {
                written.tcp = Some(Tcp { succeeded });
                check_info::Type::Tcp
            }
        };
        written.r#type = Some(kind);
        written
    }
}
