//! Spans for collectors of OpenTelemetry: OTLP as JSON, posted over plain HTTP.

use std::{future::Future, pin::Pin, time::Duration};

use serde_json::{Value, json};

use super::{Span, SpanKind, SpanSink};
use crate::http::{Client, Request};

/// A collector has so long to take a batch.
const WITHIN: Duration = Duration::from_secs(5);

/// Spans in the JSON form of the OpenTelemetry protocol; `service` is the `service.name` of the resource.
pub fn otlp(service: &str, spans: &[Span]) -> Value {
    let spans: Vec<Value> = spans.iter().map(shown).collect();
    json!({ "resourceSpans": [{
        "resource": { "attributes": [text("service.name", service)] },
        "scopeSpans": [{
            "scope": { "name": env!("CARGO_PKG_NAME"), "version": env!("CARGO_PKG_VERSION") },
            "spans": spans,
        }],
    }] })
}

fn text(key: &str, value: &str) -> Value {
    json!({ "key": key, "value": { "stringValue": value } })
}

fn shown(span: &Span) -> Value {
    let (name, kind) = match span.kind {
        // SPAN_KIND_CONSUMER: a message is consumed; SPAN_KIND_INTERNAL.
        SpanKind::Message => (format!("{} {}", span.actor, span.message), 5),
        SpanKind::Work => (span.message.clone(), 1),
    };
    let ok = span.outcome == "handled";
    let mut shown = json!({
        "traceId": format!("{:032x}", span.trace),
        "spanId": format!("{:016x}", span.id),
        "name": name,
        "kind": kind,
        "startTimeUnixNano": span.begun.as_nanos().to_string(),
        "endTimeUnixNano": (span.begun + span.took).as_nanos().to_string(),
        "attributes": [
            text("actor.name", &span.actor), text("actor.node", &span.node),
            text("messaging.message.type", &span.message), text("messaging.from", &span.from),
        ],
        "status": if ok { json!({ "code": 1 }) } else { json!({ "code": 2, "message": span.outcome }) },
    });
    if let Some(parent) = span.parent {
        shown["parentSpanId"] = json!(format!("{parent:016x}"));
    }
    shown
}

/// Posts spans to a collector of OpenTelemetry, as OTLP in JSON over plain HTTP.
pub struct OtlpHttp {
    service: String,
    collector: String,
    client: Client,
}

impl OtlpHttp {
    /// To the collector at this address, for instance `http://127.0.0.1:4318`; `/v1/traces` is put behind it.
    ///
    /// # Errors
    /// An address that is none, or of https: let a collector on this machine pass spans on then.
    pub fn new(service: &str, collector: &str) -> Result<OtlpHttp, String> {
        let client = Client::start().map_err(|error| format!("no thread for the spans can be started: {error}"))?;
        let collector = collector.trim_end_matches('/').to_owned();
        Client::check(&collector).map_err(|why| {
            format!("spans cannot be posted to {collector:?}: {why}; name a collector of this machine, such as http://127.0.0.1:4318")
        })?;
        Ok(OtlpHttp { service: service.to_owned(), collector, client })
    }
}

impl SpanSink for OtlpHttp {
    fn take(&self, spans: Vec<Span>) -> Pin<Box<dyn Future<Output = Result<(), String>> + Send>> {
        let request = Request::post("/v1/traces", &otlp(&self.service, &spans));
        let (client, collector) = (self.client.clone(), self.collector.clone());
        Box::pin(async move {
            let response = client.send(&collector, request, WITHIN).await?;
            match response.is_success() {
                true => Ok(()),
                false => {
                    let why = String::from_utf8_lossy(&response.body);
                    let why: String = why.trim().chars().take(200).collect();
                    Err(format!("the collector answered {}: {why}", response.status))
                }
            }
        })
    }
}
