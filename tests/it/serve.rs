//! `casebook serve`: serves pages to this machine alone, and rebuilds them as soon as a file is saved.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::workspace::Temporary;

/// A server that ends with the test.
struct Server {
    child: Child,
    address: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn serve(workspace: &Temporary) -> Server {
    let mut command = Command::new(env!("CARGO_BIN_EXE_casebook"));
    command.arg("--workspace").arg(workspace.path()).args(["serve", "--port", "0"]);
    let mut child = command.stderr(Stdio::piped()).spawn().expect("it can be started");
    let mut lines = BufReader::new(child.stderr.take().expect("it is there")).lines();
    let line = lines.find_map(|line| line.ok().filter(|line| line.contains("http://"))).expect("it says where it is");
    // Keep reading, since the server would end if it wrote to a closed stream.
    std::thread::spawn(move || lines.for_each(drop));
    let address = line.split("http://").nth(1).and_then(|rest| rest.split('/').next()).expect("an address");
    Server { child, address: address.to_owned() }
}

/// Sends a request as text, so that it may be one that no browser sends. `OWN` in it stands for the server's address.
fn ask(server: &Server, request: &str) -> TcpStream {
    let mut stream = TcpStream::connect(&server.address).expect("it listens");
    stream.set_read_timeout(Some(Duration::from_secs(30))).expect("it can be set");
    let request = request.replace("OWN", &server.address);
    stream.write_all(format!("{request}\r\nConnection: close\r\n\r\n").as_bytes()).expect("it can be sent");
    stream
}

fn answer(server: &Server, request: &str) -> String {
    let mut text = String::new();
    ask(server, request).read_to_string(&mut text).expect("it answers");
    text
}

#[test]
fn pages_are_for_this_machine_alone_and_for_its_own_name() {
    let workspace = Temporary::copy_of("tests/workspace");
    let server = serve(&workspace);
    assert!(server.address.starts_with("127.0.0.1:"));
    let start = answer(&server, "GET / HTTP/1.1\r\nHost: OWN");
    assert!(start.starts_with("HTTP/1.1 200") && start.contains("/__casebook/live.js"), "{start}");
    assert!(answer(&server, "GET /cases/sound.html?q=x HTTP/1.1\r\nHost: OWN").contains("Sound Cluster"));
    for refused in [
        "GET / HTTP/1.1\r\nHost: evil.example",
        "GET / HTTP/1.1\r\nHost: evil.example:80\r\nHost: OWN",
        "GET /__casebook/events HTTP/1.1\r\nHost: evil.example",
    ] {
        assert!(answer(&server, refused).starts_with("HTTP/1.1 421"), "{refused}");
    }
    assert!(answer(&server, "POST / HTTP/1.1\r\nHost: OWN").starts_with("HTTP/1.1 405"));
    for lost in ["/../../casebook.yaml", "/%2e%2e/%2e%2e/casebook.yaml", "/.casebook/claims.json", "/nothing.html"] {
        let said = answer(&server, &format!("GET {lost} HTTP/1.1\r\nHost: OWN"));
        assert!(said.starts_with("HTTP/1.1 404"), "{lost}: {said}");
    }
    assert!(!workspace.exists("out/index.html"), "the reports in the output folder stay as they are");
}

#[test]
fn a_saved_file_is_shown_at_once_and_so_is_a_mistake_in_it() {
    let workspace = Temporary::copy_of("tests/workspace");
    let server = serve(&workspace);
    let stream = ask(&server, "GET /__casebook/events HTTP/1.1\r\nHost: OWN");
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let mut told = || lines.find(|line| line.starts_with("data: ")).expect("a build is told");
    assert!(told().contains("\"mistakes\":[]"));
    workspace.change("cases/sound.yaml", "industry: Testing", "industri: Testing");
    let wrong = told();
    assert!(wrong.contains("cases/sound.yaml:") && wrong.contains("industri"), "{wrong}");
    workspace.change("cases/sound.yaml", "industri: Testing", "industry: Sailing");
    // One save may be noticed as two changes.
    let right = std::iter::repeat_with(&mut told).take(3).find(|state| state.contains("\"mistakes\":[]"));
    assert!(right.is_some());
    assert!(answer(&server, "GET /cases/sound.html HTTP/1.1\r\nHost: OWN").contains("Sailing"));
}

#[test]
fn a_page_goes_with_its_case_and_a_folder_that_comes_again_is_seen() {
    let workspace = Temporary::copy_of("tests/workspace");
    let text = workspace.read("cases/sound.yaml");
    workspace.write("cases/other.yaml", &text.replace("Sound Cluster", "Other Cluster"));
    let server = serve(&workspace);
    let page = |name: &str| answer(&server, &format!("GET /cases/{name}.html HTTP/1.1\r\nHost: OWN"));
    let until = |holds: &dyn Fn() -> bool| {
        let tries = std::iter::repeat_with(|| std::thread::sleep(Duration::from_millis(100))).take(200);
        assert!(tries.into_iter().any(|()| holds()), "it was noticed");
    };
    assert!(page("other").contains("Other Cluster"));
    std::fs::remove_file(workspace.path().join("cases/other.yaml")).expect("it is there");
    until(&|| page("other").starts_with("HTTP/1.1 404"));
    std::fs::remove_dir_all(workspace.path().join("cases")).expect("it is there");
    workspace.write("cases/sound.yaml", &text);
    std::thread::sleep(Duration::from_secs(1));
    workspace.change("cases/sound.yaml", "Sound Cluster", "Again Cluster");
    until(&|| page("sound").contains("Again Cluster"));
}
