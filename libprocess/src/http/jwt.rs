//! JSON web tokens (RFC 7519) signed with a shared secret: `Authorization: Bearer <token>`.

use std::collections::BTreeMap;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, Mac};
use serde_json::{Map, Value};
use sha2::Sha256;

use super::{Authentication, Authenticator, Deciding, Principal, Request};
use crate::Clock;

/// Least bytes of a secret, as RFC 7518 asks for: as many as the hash has.
const SECRET_MIN: usize = 32;

/// Longest token that is looked at.
const TOKEN_MAX: usize = 16 << 10;

/// Admits whoever has a token that was signed by HMAC-SHA256 (`HS256`) with the same secret. The claim `sub`, if there is
/// one, is the name of the principal; all claims are its claims, those that are no texts as JSON. A token whose `exp` is
/// over, or whose `nbf` is to come, is refused.
pub struct Jwt {
    realm: String,
    signer: Hmac<Sha256>,
    clock: Clock,
}

impl Jwt {
    /// With this secret; times are those of the clock.
    ///
    /// # Errors
    /// A secret of fewer than 32 bytes.
    pub fn new(realm: &str, secret: &[u8], clock: Clock) -> Result<Jwt, String> {
        let short = format!("the secret of tokens has {} bytes, and needs {SECRET_MIN} at least", secret.len());
        let signer = Hmac::new_from_slice(secret).ok().filter(|_| secret.len() >= SECRET_MIN).ok_or(short)?;
        Ok(Jwt { realm: realm.replace('"', "'"), signer, clock })
    }

    /// A token with these claims, for whoever holds the secret.
    pub fn sign(&self, claims: &Map<String, Value>) -> String {
        let encode = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let header = encode(&serde_json::json!({ "alg": "HS256", "typ": "JWT" }));
        let signed = format!("{header}.{}", encode(&Value::Object(claims.clone())));
        let signature = self.signer.clone().chain_update(&signed).finalize().into_bytes();
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
    }

    /// Who is proved by a token, or why nobody is. Nothing of its claims is looked at before its signature is right.
    fn verify(&self, token: &str) -> Result<Principal, &'static str> {
        if token.len() > TOKEN_MAX {
            return Err("the token is too long");
        }
        let (signed, signature) = token.rsplit_once('.').ok_or("the token has no three parts")?;
        let (header, claims) = signed.split_once('.').ok_or("the token has no three parts")?;
        let header = object(header).ok_or("the token's header is no JSON object")?;
        if header.get("alg").and_then(Value::as_str) != Some("HS256") {
            return Err("the token is not signed by HS256");
        }
        if header.contains_key("crit") {
            return Err("the token asks for extensions that are not known here");
        }
        let signature = URL_SAFE_NO_PAD.decode(signature).map_err(|_| "the token's signature is not base64url")?;
        let right = self.signer.clone().chain_update(signed).verify_slice(&signature);
        right.map_err(|_| "the token's signature is wrong")?;
        let claims = object(claims).ok_or("the token's claims are no JSON object")?;
        let now = self.clock.since_epoch().as_secs_f64();
        let time = |name: &str| match claims.get(name) {
            None => Ok(None),
            Some(value) => value.as_f64().map(Some).ok_or("a time of the token is no number"),
        };
        if time("exp")?.is_some_and(|end| end <= now) {
            return Err("the token has expired");
        }
        if time("nbf")?.is_some_and(|begin| begin > now) {
            return Err("the token is not valid yet");
        }
        let text = |value: Value| match value {
            Value::String(text) => text,
            other => other.to_string(),
        };
        let claims: BTreeMap<_, _> = claims.into_iter().map(|(name, value)| (name, text(value))).collect();
        if claims.is_empty() {
            return Err("the token claims nothing");
        }
        Ok(Principal { value: claims.get("sub").filter(|name| !name.is_empty()).cloned(), claims })
    }
}

fn object(part: &str) -> Option<Map<String, Value>> {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).ok()?).ok()
}

impl Authenticator for Jwt {
    fn scheme(&self) -> String {
        "Bearer".to_owned()
    }

    fn authenticate(&self, request: &Request) -> Deciding<Authentication> {
        let realm = &self.realm;
        let given = request.headers.get("authorization").and_then(|value| value.split_once(' '));
        let found = match given.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer")) {
            None => Authentication::Unauthorized(format!("Bearer realm=\"{realm}\"")),
            Some((_, token)) => match self.verify(token.trim()) {
                Ok(principal) => Authentication::Principal(principal),
                Err(why) => Authentication::Unauthorized(format!(
                    "Bearer realm=\"{realm}\", error=\"invalid_token\", error_description=\"{why}\""
                )),
            },
        };
        Box::pin(std::future::ready(found))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use serde_json::json;

    use super::*;
    use crate::{
        http::Response,
        prelude::*,
        testing::{seeds, simulate},
    };

    const SECRET: &[u8] = b"a secret of thirty-two bytes, or more";

    fn claims(value: Value) -> Map<String, Value> {
        value.as_object().cloned().unwrap()
    }

    /// Changes one of the three parts.
    fn with(token: &str, part: usize, value: &Value) -> String {
        let mut parts: Vec<String> = token.split('.').map(str::to_owned).collect();
        parts[part] = URL_SAFE_NO_PAD.encode(value.to_string());
        parts.join(".")
    }

    #[test]
    fn tokens_are_admitted_by_their_signature_until_they_expire() {
        simulate(seeds(1), async |sim| {
            let node = sim.node("10.0.0.1:5050").start().await;
            let jwt = Jwt::new("looks", SECRET, node.clock()).unwrap();
            let now = node.clock().since_epoch().as_secs();
            let token = jwt.sign(&claims(json!({ "sub": "ada", "exp": now + 10, "cid": "c-1", "n": 3 })));
            let principal = jwt.verify(&token).unwrap();
            assert_eq!(principal.value.as_deref(), Some("ada"));
            assert_eq!((principal.claims["cid"].as_str(), principal.claims["n"].as_str()), ("c-1", "3"));
            let early = jwt.sign(&claims(json!({ "fid": "f", "nbf": now + 5 })));
            assert_eq!(jwt.verify(&early), Err("the token is not valid yet"));
            sim.clock().advance(secs(11)).await;
            assert_eq!(jwt.verify(&token), Err("the token has expired"));
            assert_eq!(jwt.verify(&early).unwrap().value, None);
        });
    }

    #[test]
    fn what_was_not_signed_with_the_secret_is_refused() {
        simulate(seeds(1), async |sim| {
            let node = sim.node("10.0.0.1:5050").start().await;
            let jwt = Jwt::new("looks", SECRET, node.clock()).unwrap();
            let token = jwt.sign(&claims(json!({ "sub": "ada" })));
            let other = Jwt::new("looks", b"another secret of thirty-two bytes.", node.clock()).unwrap();
            let foreign = other.sign(&claims(json!({ "sub": "ada" })));
            let forged = with(&token, 1, &json!({ "sub": "eve" }));
            let none = format!("{}.", with(&token, 0, &json!({ "alg": "none" })).rsplit_once('.').unwrap().0);
            let critical = with(&token, 0, &json!({ "alg": "HS256", "crit": ["x"] }));
            let cut = &token[..token.len() - 2];
            let timeless = jwt.sign(&claims(json!({ "sub": "ada", "exp": "soon" })));
            let long = "x".repeat(TOKEN_MAX + 1);
            for wrong in [&foreign, &forged, &none, &critical, cut, &timeless, &long, "", "a.b", "..", "a.b.c.d"] {
                assert!(jwt.verify(wrong).is_err(), "{wrong}");
            }
            assert!(jwt.verify(&jwt.sign(&Map::new())).is_err(), "nothing is proved by no claims");
            assert!(Jwt::new("x", &SECRET[..31], node.clock()).is_err_and(|why| why.contains("31 bytes")));
            assert_eq!(jwt.verify(&token).unwrap().value.as_deref(), Some("ada"));
        });
    }

    #[test]
    fn the_example_of_the_standard_is_signed_rightly() {
        simulate(seeds(1), async |sim| {
            let node = sim.node("10.0.0.1:5050").start().await;
            // RFC 7515, A.1: claims of 2011 with their end.
            let secret = "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow";
            let token = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.\
                         eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.\
                         dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
            let jwt = Jwt::new("looks", &URL_SAFE_NO_PAD.decode(secret).unwrap(), node.clock()).unwrap();
            let found = jwt.verify(token);
            match node.clock().since_epoch().as_secs() < 1_300_819_380 {
                true => assert_eq!(found.unwrap().claims["iss"], "joe"),
                false => assert_eq!(found, Err("the token has expired")),
            }
        });
    }

    #[test]
    fn a_realm_asks_for_a_bearer_and_says_what_is_wrong_with_its_token() {
        simulate(seeds(1), async |sim| {
            let node = sim.node("10.0.0.1:5050").start().await;
            let jwt = Jwt::new("looks", SECRET, node.clock()).unwrap();
            let token = jwt.sign(&claims(json!({ "sub": "ada" })));
            let basic = crate::http::Basic::new("looks", [("bob".to_owned(), "pw".to_owned())]);
            let all: Vec<Arc<dyn Authenticator>> = vec![Arc::new(basic), Arc::new(jwt)];
            node.set_authenticator("libprocess-readonly", crate::http::AnyOf::new(all));
            let ask = async |value: Option<&str>| -> Response {
                let mut request = Request::get("/inspect/tree");
                request.headers.extend(value.map(|value| ("authorization".to_owned(), value.to_owned())));
                node.serve(request).await
            };
            let none = ask(None).await;
            assert_eq!(
                (none.status, none.headers["www-authenticate"].as_str()),
                (401, "Basic realm=\"looks\", Bearer realm=\"looks\"")
            );
            let wrong = ask(Some("Bearer x.y.z")).await;
            assert!(wrong.headers["www-authenticate"].contains("error=\"invalid_token\""), "{:?}", wrong.headers);
            assert_eq!(ask(Some(&format!("bearer {token}"))).await.status, 200);
            assert_eq!(ask(Some("Basic Ym9iOnB3")).await.status, 200);
            assert_eq!(ask(Some("Basic Ym9iOnB4")).await.status, 401);
        });
    }
}
