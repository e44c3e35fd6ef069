//! A server for the pages of a folder. It listens on a loopback port, which only this machine can reach, and tells browsers when
//! pages have changed.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Result, bail};
use percent_encoding::percent_decode_str;
use serde_json::json;
use tiny_http::{Header, Method, Request, Response, Server};

use crate::base::source;

/// The first port to try, and how many to try after it.
const PORTS: (u16, u16) = (3000, 20);

/// The size of the largest file that is served, in bytes.
const LARGEST: u64 = 1 << 30;

/// The interval of keep-alive comments to a browser: if one can't be sent, the browser is gone.
const PULSE: Duration = Duration::from_secs(15);

/// The script that reloads pages, and shows mistakes on top of them.
const LIVE: &str = include_str!("live.js");

/// Replacements in the content security policy of a page that let it connect to this server to hear of changes. The quotes of the
/// policy may be escaped.
const HEAR: [(&str, &str); 2] = [
    ("default-src &#39;none&#39;", "default-src &#39;none&#39;; connect-src &#39;self&#39;"),
    ("default-src 'none'", "default-src 'none'; connect-src 'self'"),
];

/// The result of a build.
#[derive(Debug, Default, Clone)]
pub struct State {
    /// How many mistakes there are, in words.
    pub title: String,
    /// The mistakes.
    pub mistakes: Vec<String>,
    /// Stale files of earlier builds, which are not served.
    pub gone: BTreeSet<String>,
}

impl State {
    /// Returns the state after a build that failed altogether.
    pub fn failed(reason: &str) -> State {
        State { title: "The site could not be built".to_owned(), mistakes: vec![reason.to_owned()], ..State::default() }
    }
}

/// The folder that is served, and the result of its last build.
pub struct Shelf {
    folder: PathBuf,
    state: Mutex<(usize, State)>,
    changed: Condvar,
}

impl Shelf {
    /// Creates a shelf for a folder that nothing was built in yet.
    pub fn new(folder: PathBuf) -> Shelf {
        Shelf { folder, state: Mutex::default(), changed: Condvar::new() }
    }

    /// Sets the result of a build that is done, and wakes all connections that wait for it.
    pub fn put(&self, state: State) {
        let mut own = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        *own = (own.0 + 1, state);
        self.changed.notify_all();
    }
}

/// Starts to serve a folder on a loopback port: the given one, else the first that is free. Returns the address.
///
/// # Errors
/// If the port is taken or can't be opened.
pub fn listen(shelf: Arc<Shelf>, port: Option<u16>) -> Result<SocketAddr> {
    let listener = bind(port)?;
    let address = listener.local_addr()?;
    let server = Server::from_listener(listener, None).map_err(|error| anyhow::anyhow!("failed to serve ({error})"))?;
    std::thread::spawn(move || {
        for request in server.incoming_requests() {
            // A slow client must not keep the others waiting. Errors are ignored, since a client that went away needs no answer.
            let shelf = shelf.clone();
            std::thread::spawn(move || answer(request, &shelf, address.port()));
        }
    });
    Ok(address)
}

fn bind(port: Option<u16>) -> Result<TcpListener> {
    let open = |port: u16| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    let ports = port.map_or(PORTS.0..=PORTS.0 + PORTS.1, |port| port..=port);
    for port in ports.clone() {
        match open(port) {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
            Err(error) => bail!("failed to open port {port} ({error})"),
        }
    }
    match port {
        Some(port) => bail!("port {port} is taken by another program; name another one with --port"),
        None => bail!("ports {} to {} are taken by other programs; name one with --port", ports.start(), ports.end()),
    }
}

/// Returns whether the `Host` of a request is this machine. Any other host may belong to a foreign page whose domain name was
/// made to lead here (DNS rebinding).
fn is_own(request: &Request, port: u16) -> bool {
    let mut hosts = request.headers().iter().filter(|header| header.field.equiv("Host"));
    let (Some(host), None) = (hosts.next(), hosts.next()) else { return false };
    let host = host.value.as_str().to_lowercase();
    // Browsers leave out the default port.
    let own = |name: &&str| host == format!("{name}:{port}") || (port == 80 && host == *name);
    ["127.0.0.1", "localhost"].iter().any(own)
}

fn answer(request: Request, shelf: &Shelf, port: u16) -> io::Result<()> {
    if !is_own(&request, port) {
        return request.respond(text(421, "This server answers to 127.0.0.1 and localhost alone."));
    }
    if !matches!(request.method(), Method::Get | Method::Head) {
        return request.respond(text(405, "Pages can be read and nothing else."));
    }
    let path = request.url().split(['?', '#']).next().unwrap_or_default().to_owned();
    match path.as_str() {
        "/__casebook/events" => tell(request, shelf),
        "/__casebook/live.js" => request.respond(file(200, "live.js", LIVE.as_bytes().to_vec())),
        path => request.respond(page(shelf, path)),
    }
}

/// Returns a file of the folder. Pages get the script that reloads them.
fn page(shelf: &Shelf, path: &str) -> Response<io::Cursor<Vec<u8>>> {
    let decoded = percent_decode_str(path.trim_start_matches('/')).decode_utf8_lossy().into_owned();
    let name = if decoded.is_empty() || decoded.ends_with('/') { format!("{decoded}index.html") } else { decoded };
    let plain = |part: &str| !part.is_empty() && !part.starts_with('.') && !part.contains(['\\', ':', '\0']);
    let gone = shelf.state.lock().unwrap_or_else(PoisonError::into_inner).1.gone.contains(&name);
    let there = name.split('/').all(plain) && !gone;
    let found = there.then(|| source::bytes(&shelf.folder, Path::new(&name), LARGEST)).flatten();
    match found {
        Some(bytes) if name.ends_with(".html") => file(200, &name, live(&String::from_utf8_lossy(&bytes)).into_bytes()),
        Some(bytes) => file(200, &name, bytes),
        None => file(404, "missing.html", live(MISSING).into_bytes()),
    }
}

/// The page for an address that has no page, or none yet.
const MISSING: &str = "<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>No such page</title><link rel=\"stylesheet\" \
                       href=\"/site.css\"></head>\n<body><main><h1>There is no such page</h1><p><a href=\"/\">To the start \
                       page</a></p></main></body>\n</html>\n";

/// Adds to a page the script that reloads it, and lets the page connect to this server.
fn live(page: &str) -> String {
    let script = "<script src=\"/__casebook/live.js\" defer></script>\n";
    let end = page.rfind("</body>").unwrap_or(page.len());
    let page = format!("{}{script}{}", &page[..end], &page[end..]);
    HEAR.iter().fold(page, |page, (from, to)| page.replacen(from, to, 1))
}

/// Sends a browser the result of the last build, and of every build after it, as server-sent events.
fn tell(request: Request, shelf: &Shelf) -> io::Result<()> {
    let mut writer = request.into_writer();
    // Written by hand, since the library would send chunks, which some browsers do not accept as an event stream.
    write!(writer, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n\r\n")?;
    let mut told = 0;
    loop {
        let state = shelf.state.lock().unwrap_or_else(PoisonError::into_inner);
        let same = |(version, _): &mut (usize, State)| *version == told;
        let waited = shelf.changed.wait_timeout_while(state, PULSE, same).unwrap_or_else(PoisonError::into_inner);
        let (version, state) = waited.0.clone();
        drop(waited);
        match version == told {
            true => write!(writer, ": still here\n\n")?,
            false => {
                let data = json!({ "version": version, "title": state.title, "mistakes": state.mistakes });
                write!(writer, "event: state\ndata: {data}\n\n")?;
            }
        }
        writer.flush()?;
        told = version;
    }
}

fn text(status: u16, words: &str) -> Response<io::Cursor<Vec<u8>>> {
    file(status, "words.txt", format!("{words}\n").into_bytes())
}

fn file(status: u16, name: &str, bytes: Vec<u8>) -> Response<io::Cursor<Vec<u8>>> {
    let kind = match name.rsplit('.').next().unwrap_or_default().to_lowercase().as_str() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        _ => "text/plain; charset=utf-8",
    };
    let headers = [
        ("Content-Type", kind),
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        // An SVG that is opened by itself may not run or load anything.
        ("Content-Security-Policy", if kind == "image/svg+xml" { "sandbox; default-src 'none'" } else { "" }),
    ];
    let headers = headers.into_iter().filter(|(_, value)| !value.is_empty());
    let response = Response::from_data(bytes).with_status_code(status);
    headers
        .into_iter()
        .filter_map(|(name, value)| Header::from_bytes(name, value).ok())
        .fold(response, Response::with_header)
}
