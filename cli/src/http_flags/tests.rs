use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
};

use clap::Parser;
use libprocess::{os::blocking, time::secs};

use super::*;

#[derive(Parser)]
struct Line {
    #[command(flatten)]
    flags: HttpFlags,
}

fn flags(line: &str) -> HttpFlags {
    Line::try_parse_from(std::iter::once("mesos").chain(line.split_whitespace())).unwrap().flags
}

fn status(address: SocketAddr, path: &str, authorization: &str) -> (u16, String) {
    let mut stream = TcpStream::connect(address).unwrap();
    let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\n{authorization}Connection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    (answer.split(' ').nth(1).unwrap().parse().unwrap(), answer)
}

#[test]
fn endpoints_ask_for_the_credentials_that_the_flags_name() {
    let folder = tempfile::tempdir().unwrap();
    let (credentials, key) = (folder.path().join("credentials"), folder.path().join("key"));
    // A text with a new-line at its end, as editors write it.
    fs::write(&credentials, "{\"credentials\": [{\"principal\": \"ada\", \"secret\": \"s3cret\"}]}\n").unwrap();
    fs::write(&key, "a secret of thirty-two bytes, or more\n").unwrap();
    let line = format!(
        "--authenticate_http_readonly --http_authenticators=basic,jwt --credentials=file://{} --jwt_secret_key={}",
        credentials.display(),
        key.display()
    );
    let guard = flags(&line).guard(Role::Master).ok().unwrap();
    let [readonly, readwrite] = realms(Role::Master);
    assert_eq!((readonly.as_str(), &guard.realms), ("mesos-master-readonly", &vec![readonly.clone()]));
    let builder = Node::builder().bind("127.0.0.1:0").insecure(true).threads(1).realms(&readonly, readwrite);
    let node = blocking::wait(builder.prepare(move |node| guard.set(node)).start()).unwrap();
    let get = |path, authorization: &str| status(node.address(), path, authorization);
    assert_eq!(get("/health", "").0, 200);
    let (refused, answer) = get("/inspect/tree", "");
    let challenges = "www-authenticate: basic realm=\"mesos-master-readonly\", bearer realm=\"mesos-master-readonly\"";
    assert!(refused == 401 && answer.to_lowercase().contains(challenges), "{answer}");
    assert_eq!(get("/inspect/tree", "Authorization: Basic YWRhOnMzY3JldA==\r\n").0, 200);
    assert_eq!(get("/inspect/tree", "Authorization: Basic YWRhOndyb25n\r\n").0, 401);
    let signer = Jwt::new("", b"a secret of thirty-two bytes, or more", node.clock()).unwrap();
    let now = node.clock().since_epoch().as_secs();
    let token = |end: u64| {
        let claims = serde_json::json!({ "sub": "ada", "exp": end });
        format!("Authorization: Bearer {}\r\n", signer.sign(claims.as_object().unwrap()))
    };
    assert_eq!(get("/inspect/tree", &token(now + 60)).0, 200);
    let (expired, answer) = get("/inspect/tree", &token(now - 60));
    assert!(expired == 401 && answer.contains("the token has expired"), "{answer}");
    blocking::wait(node.shut_down(secs(1)));
}

#[test]
fn what_is_missing_or_wrong_is_named_with_its_flag() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    let refused = |line: &str, text: &str| {
        fs::write(&file, text).unwrap();
        let line = line.replace("FILE", &file.display().to_string());
        flags(&line).guard(Role::Agent).err().map(|failure| failure.why).unwrap_or_default()
    };
    let basic = "--authenticate_http --http_credentials=FILE";
    for (line, text, why) in [
        ("--authenticate_http", "", "--http_credentials"),
        ("--authenticate_http --http_authenticators=jwt", "", "--jwt_secret_key"),
        ("--authenticate_http --http_credentials=/nowhere/credentials", "", "/nowhere/credentials cannot be read"),
        (basic, "ada s3cret", "\"principal\""),
        (basic, "{\"credentials\": []}", "admits nobody"),
        (basic, "{\"credentials\": [{\"principal\": \"a:b\", \"secret\": \"x\"}]}", "without a colon"),
    ] {
        let told = refused(line, text);
        assert!(told.contains(why), "{line}: {told}");
    }
    let short = flags(&format!("--authenticate_http --http_authenticators=jwt --jwt_secret_key={}", file.display()));
    fs::write(&file, "short").unwrap();
    let guard = short.guard(Role::Agent).ok().unwrap();
    let started = blocking::wait(Node::builder().threads(1).prepare(move |node| guard.set(node)).start());
    let why = started.err().unwrap().to_string();
    assert!(why.contains("--jwt_secret_key") && why.contains("5 bytes"), "{why}");
    assert!(flags("").guard(Role::Agent).is_ok_and(|guard| guard.realms.is_empty() && guard.schemes.is_empty()));
}
