//! Files and folders as endpoints: types by extension, ranges, and no way out of the folder.
//!
//! A path of a request is opened below the folder by the kernel's own rule (`openat2` with `RESOLVE_BENEATH`): neither `..`
//! nor a link leads out of it, also if somebody plants links meanwhile. Short files are answered whole, so that they are
//! compressed like other answers; longer ones and ranges go piece by piece.

use std::{
    collections::BTreeMap,
    fs::File,
    io,
    os::unix::fs::{FileExt, MetadataExt, OpenOptionsExt},
    path::{Path, PathBuf},
    sync::Arc,
    time::SystemTime,
};

use actix_web::http::header::HttpDate;
use libprocess_wire::Reply;
use nix::{
    errno::Errno,
    fcntl::{OFlag, OpenHow, ResolveFlag, openat2},
};

use super::{Access, Request, Response, Writer, pipe};
use crate::{Actor, Context, engine::Job, node::Node, os::blocking};

/// Files up to this length are answered whole.
const WHOLE_MAX: u64 = 256 << 10;

/// A longer file comes in pieces of this length.
const PIECE: u64 = 64 << 10;

/// Media types of files by the extension of their names.
const TYPES: [(&str, &str); 19] = [
    ("css", "text/css; charset=utf-8"),
    ("csv", "text/csv; charset=utf-8"),
    ("gif", "image/gif"),
    ("htm", "text/html; charset=utf-8"),
    ("html", "text/html; charset=utf-8"),
    ("ico", "image/x-icon"),
    ("jpeg", "image/jpeg"),
    ("jpg", "image/jpeg"),
    ("js", "text/javascript; charset=utf-8"),
    ("json", "application/json"),
    ("log", "text/plain; charset=utf-8"),
    ("md", "text/markdown; charset=utf-8"),
    ("mjs", "text/javascript; charset=utf-8"),
    ("pdf", "application/pdf"),
    ("png", "image/png"),
    ("svg", "image/svg+xml"),
    ("txt", "text/plain; charset=utf-8"),
    ("wasm", "application/wasm"),
    ("woff2", "font/woff2"),
];

/// Serves one file, or what lies in a folder. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Files {
    root: Arc<Path>,
    types: Arc<BTreeMap<String, String>>,
}

impl Files {
    /// Serves this file, or the files below this folder.
    pub fn new(root: impl Into<PathBuf>) -> Files {
        let known = TYPES.map(|(extension, media)| (extension.to_owned(), media.to_owned()));
        Files { root: root.into().into(), types: Arc::new(known.into()) }
    }

    /// Also, or instead, these media types by extension (without its dot, in lower case).
    pub fn types(mut self, types: impl IntoIterator<Item = (String, String)>) -> Files {
        Arc::make_mut(&mut self.types).extend(types);
        self
    }

    fn media(&self, path: &Path) -> &str {
        let extension = path.extension().and_then(|extension| extension.to_str()).map(str::to_lowercase);
        extension.and_then(|extension| self.types.get(&extension)).map_or("application/octet-stream", String::as_str)
    }

    /// Answers a request for the file that the rest of its path names ([`Request::rest`]; empty if this is one file): whole,
    /// or the range that it asks for; 404 for what is not there, is a folder, or lies elsewhere.
    pub async fn serve(&self, node: &Node, request: &Request) -> Response {
        if !matches!(request.method.as_str(), "GET" | "HEAD") {
            let mut refused = Response::error(405, "files are read only");
            refused.headers.insert("allow".to_owned(), "GET, HEAD".to_owned());
            return refused;
        }
        let (root, rest) = (self.root.clone(), request.rest.trim_start_matches('/').to_owned());
        let named = if rest.is_empty() { self.root.to_path_buf() } else { PathBuf::from(&rest) };
        match blocking::run(move || open(&root, &rest)).await {
            Ok(found) => self.answer(node, request, found, &named).await,
            Err(error) => refused(&error, &request.path),
        }
    }

    async fn answer(&self, node: &Node, request: &Request, found: Found, named: &Path) -> Response {
        let tag = found.tag();
        let header = |name: &str| request.headers.get(name).map(String::as_str);
        let known = header("if-none-match").is_some_and(|tags| tags == "*" || tags.split(',').any(|one| one.trim() == tag));
        // A range of what has changed meanwhile would not fit what the client has.
        let same = header("if-range").is_none_or(|condition| condition == tag);
        let wanted = header("range").filter(|_| same).and_then(|text| range(text, found.length));
        let (status, begin, end) = match wanted {
            _ if known => (304, 0, 0),
            None => (200, 0, found.length),
            Some(Range::Bytes(begin, end)) => (206, begin, end),
            Some(Range::Beyond) => {
                let mut refused = Response::error(416, &format!("the file has {} bytes", found.length));
                refused.headers.insert("content-range".to_owned(), format!("bytes */{}", found.length));
                return refused;
            }
        };
        let mut response = Response { status, ..Response::bytes(self.media(named), Vec::new()) };
        let mut put = |name: &str, value: String| drop(response.headers.insert(name.to_owned(), value));
        put("etag", tag);
        put("accept-ranges", "bytes".to_owned());
        put("last-modified", HttpDate::from(found.modified).to_string());
        if status == 206 {
            put("content-range", format!("bytes {begin}-{}/{}", end - 1, found.length));
        }
        if status == 304 {
            return response;
        }
        let file = Arc::new(found.file);
        if status == 200 && end <= WHOLE_MAX {
            let body = blocking::run(move || piece(&file, 0, end)).await;
            return match body {
                Ok(body) => Response { body, ..response },
                Err(error) => refused(&error, &request.path),
            };
        }
        response.headers.insert("content-length".to_owned(), (end - begin).to_string());
        let (writer, reader) = pipe();
        node.run_beside(give(file, begin, end, writer));
        Response { stream: Some(reader), ..response }
    }
}

/// A file that was opened.
struct Found {
    file: File,
    length: u64,
    modified: SystemTime,
    /// Of its inode.
    number: u64,
}

impl Found {
    fn of(file: File) -> io::Result<Found> {
        let metadata = file.metadata()?;
        if !metadata.is_file() {
            return Err(io::Error::from(Errno::EISDIR));
        }
        Ok(Found { length: metadata.len(), modified: metadata.modified()?, number: metadata.ino(), file })
    }

    /// Differs when the file does.
    fn tag(&self) -> String {
        let since = self.modified.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        format!("\"{:x}-{:x}-{:x}\"", self.number, self.length, since.as_nanos())
    }
}

/// Opens the root itself, or a file below it.
fn open(root: &Path, rest: &str) -> io::Result<Found> {
    let mut how = std::fs::OpenOptions::new();
    // Not blocking: it may be a named pipe.
    let flags = OFlag::O_RDONLY | OFlag::O_NONBLOCK | OFlag::O_NOCTTY | OFlag::O_CLOEXEC;
    let root = how.read(true).custom_flags(flags.bits()).open(root)?;
    if rest.is_empty() {
        return Found::of(root);
    }
    let resolve = ResolveFlag::RESOLVE_BENEATH | ResolveFlag::RESOLVE_NO_MAGICLINKS;
    let file = loop {
        match openat2(&root, rest, OpenHow::new().flags(flags).resolve(resolve)) {
            // Something was renamed meanwhile, so the kernel cannot be sure.
            Err(Errno::EAGAIN | Errno::EINTR) => {}
            opened => break opened?,
        }
    };
    Found::of(file.into())
}

fn refused(error: &io::Error, path: &str) -> Response {
    match error.raw_os_error().map(Errno::from_raw) {
        Some(
            Errno::ENOENT
            | Errno::ENOTDIR
            | Errno::EISDIR
            | Errno::EXDEV
            | Errno::ELOOP
            | Errno::ENAMETOOLONG
            | Errno::EINVAL
            | Errno::ENXIO,
        ) => Response::error(404, &format!("there is no file {path}")),
        Some(Errno::EACCES | Errno::EPERM) => Response::error(403, &format!("{path} may not be read")),
        _ => Response::error(500, &format!("{path} cannot be read: {error}")),
    }
}

/// What a client wants of a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Range {
    /// From this byte to before that one; not empty.
    Bytes(u64, u64),
    /// Nothing that is there.
    Beyond,
}

/// Reads the header `range`. None for what is no range of bytes, or several: then the whole file is answered.
fn range(text: &str, length: u64) -> Option<Range> {
    let (first, last) = text.strip_prefix("bytes=")?.trim().split_once('-')?;
    let number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().unwrap_or(u64::MAX));
    let (begin, end) = match (first, last) {
        ("", "") => return None,
        ("", last) => (length.saturating_sub(number(last)?), length),
        (first, "") => (number(first)?, length),
        (first, last) => {
            let (first, last) = (number(first)?, number(last)?);
            if last < first {
                return None;
            }
            (first, last.saturating_add(1).min(length))
        }
    };
    Some(if begin < end { Range::Bytes(begin, end) } else { Range::Beyond })
}

/// These bytes of a file, all of them.
fn piece(file: &File, begin: u64, end: u64) -> io::Result<Vec<u8>> {
    let length = usize::try_from(end - begin).map_err(io::Error::other)?;
    let mut bytes = vec![0; length];
    file.read_exact_at(&mut bytes, begin)?;
    Ok(bytes)
}

/// Gives these bytes as fast as they are taken.
async fn give(file: Arc<File>, begin: u64, end: u64, writer: Writer) {
    let mut at = begin;
    while at < end {
        let (file, next) = (file.clone(), end.min(at + PIECE));
        match blocking::run(move || piece(&file, at, next)).await {
            Ok(bytes) => {
                if writer.write(bytes).await.is_err() {
                    return;
                }
            }
            Err(error) => return writer.fail(format!("the file cannot be read on: {error}")),
        }
        at = next;
    }
    writer.close();
}

impl<A: Actor> Context<A> {
    /// Serves a file, or a folder below `path`, without the actor's help. Ends with this life, as [`Context::route`] does.
    pub fn provide(&mut self, path: &str, access: Access, help: &'static str, files: Files) {
        self.route_beside(path, access, help, move |node, request, reply: Reply<Response>| {
            let files = files.clone();
            let home = node.core.engine.main_home().clone();
            Job::start(&home, async move { reply.send(files.serve(&node, &request).await) });
        });
    }
}

#[cfg(test)]
mod tests;
