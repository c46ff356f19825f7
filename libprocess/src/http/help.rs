//! `/help`: what a node serves, made from the definitions of its routes: Markdown for command lines, HTML for browsers,
//! JSON for programs.

use std::fmt::Write;

use serde_json::json;

use super::{Access, Request, Response, routes::Endpoint};
use crate::node::NodeCore;

/// Who may use an endpoint with that access, in a sentence.
fn authentication(core: &NodeCore, access: Access) -> String {
    let realm = core.settings().realms.of(access).map(str::to_owned);
    let Some(realm) = realm else { return "None is needed.".to_owned() };
    match core.guards.authenticator(Some(&realm)) {
        Some(authenticator) => format!("{} in the realm `{realm}`, or a certificate over QUIC.", authenticator.scheme()),
        None => format!("Realm `{realm}`, which has no authenticator; a certificate over QUIC, or this machine."),
    }
}

fn authorization(core: &NodeCore, endpoint: &Endpoint) -> String {
    let who = match endpoint.access {
        Access::Open => "Everybody may use it.",
        Access::Read => "Operators and masters may; others only from the node's own machine.",
        Access::Write => "Operators and masters may steer; others only from the node's own machine.",
        Access::Operate => "Operators alone may, or whoever is on the node's own machine. Each use is logged.",
    };
    match core.guards.callback(&endpoint.path) {
        Some(_) => format!("{who} A callback of the program decides on each request."),
        None => who.to_owned(),
    }
}

fn as_json(core: &NodeCore, endpoint: &Endpoint) -> serde_json::Value {
    json!({
        "path": endpoint.path, "help": endpoint.help, "access": endpoint.access, "streams": endpoint.streams,
        "authentication": authentication(core, endpoint.access), "authorization": authorization(core, endpoint),
    })
}

fn markdown(core: &NodeCore, title: &str, endpoints: &[Endpoint]) -> String {
    let mut text = format!("# {title}\n");
    // Writing to a string does not fail.
    let _ = match endpoints {
        [endpoint] => write!(
            text,
            "\n### TL;DR; ###\n{}\n\n### USAGE ###\n>        {}\n\n### AUTHENTICATION ###\n{}\n\n### AUTHORIZATION ###\n{}\n",
            sentence(endpoint.help),
            endpoint.path,
            authentication(core, endpoint.access),
            authorization(core, endpoint),
        ),
        many => many.iter().try_for_each(|endpoint| writeln!(text, "\n> {}\n{}", endpoint.path, sentence(endpoint.help))),
    };
    text
}

fn sentence(help: &str) -> String {
    let mut letters = help.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    let end = if help.ends_with('.') { "" } else { "." };
    format!("{first}{}{end}", letters.as_str())
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn html(core: &NodeCore, title: &str, endpoints: &[Endpoint]) -> String {
    let rows: String = endpoints
        .iter()
        .map(|endpoint| {
            let path = escaped(&endpoint.path);
            let words = [sentence(endpoint.help), authentication(core, endpoint.access), authorization(core, endpoint)];
            let cells: String = words.iter().map(|word| format!("<td>{}</td>", escaped(word))).collect();
            format!("<tr><td><a href=\"/help{path}\"><code>{path}</code></a></td>{cells}</tr>\n")
        })
        .collect();
    let title = escaped(title);
    format!(
        "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>{title}</title></head>\n<body><h1>{title}</h1>\n<table>\n\
         <tr><th>Endpoint</th><th>What</th><th>Authentication</th><th>Authorization</th></tr>\n{rows}</table></body></html>\n"
    )
}

/// Answers `/help`, `/help/<id>` and `/help/<id>/<route>`.
pub(crate) fn help(core: &NodeCore, request: &Request) -> Response {
    let below = request.rest.as_str();
    let mut endpoints = core.routes.all();
    match endpoints.iter().position(|endpoint| endpoint.path == below && !below.is_empty()) {
        Some(at) if below.matches('/').count() > 1 || endpoints.iter().filter(|e| starts(&e.path, below)).count() == 1 => {
            endpoints = vec![endpoints.swap_remove(at)];
        }
        _ => endpoints.retain(|endpoint| starts(&endpoint.path, below)),
    }
    if endpoints.is_empty() {
        return Response::error(404, &format!("nothing is served below {below}; /help lists what is"));
    }
    let title = if below.is_empty() { "HELP".to_owned() } else { format!("HELP {below}") };
    let accepted = request.headers.get("accept").map(String::as_str).unwrap_or_default();
    match request.query.get("format").map(String::as_str) {
        Some("json") => Response::json(&endpoints.iter().map(|endpoint| as_json(core, endpoint)).collect::<Vec<_>>()),
        Some("html") => Response::bytes("text/html; charset=utf-8", html(core, &title, &endpoints).into_bytes()),
        None if accepted.contains("text/html") => {
            Response::bytes("text/html; charset=utf-8", html(core, &title, &endpoints).into_bytes())
        }
        None | Some("markdown") => {
            Response::bytes("text/markdown; charset=utf-8", markdown(core, &title, &endpoints).into_bytes())
        }
        Some(_) => Response::error(400, "the format is one of json, html, markdown"),
    }
}

/// Is the path below that one, by whole elements?
fn starts(path: &str, below: &str) -> bool {
    path.strip_prefix(below).is_some_and(|rest| rest.is_empty() || rest.starts_with('/') || below.is_empty())
}
