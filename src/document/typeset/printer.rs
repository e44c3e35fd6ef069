//! Typesetting in processes of its own. Threads of one process share Typst's caches: they wait for each other there, empty them for each
//! other, and what the caches keep for themselves grows with every document. A process has its own, and gives all memory back when it
//! ends (docs/performance.md).
//!
//! A helper is this program with the hidden command `typeset`. It reads what all documents have in common, then one job after another,
//! and answers each; every message is its length and its bytes.

use std::io::{self, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::base::timings;
use crate::document::typeset::world::{Compiler, PrintSetup};
use crate::document::typeset::{Failure, PrintJob, Printed, print};

/// After so many jobs a helper makes way for a new one: what Typst keeps grows a little with every document.
const JOBS: usize = 250;

/// Where documents are typeset.
pub struct Printer<'a> {
    /// What all documents have in common.
    pub compiler: &'a Compiler,
    helpers: Option<Helpers>,
}

/// The processes that typeset.
struct Helpers {
    program: PathBuf,
    /// Those that have nothing to do.
    idle: Mutex<Vec<Helper>>,
    /// Whether one of them failed. Then this process does the work, for whatever reason that was.
    failed: AtomicBool,
}

impl<'a> Printer<'a> {
    /// Typesets in this process.
    pub fn new(compiler: &'a Compiler) -> Printer<'a> {
        Printer { compiler, helpers: None }
    }

    /// Leaves the work to processes of a program, one for each thread that asks at the same time. They end with the printer.
    pub fn with_helpers(compiler: &'a Compiler, program: &Path) -> Printer<'a> {
        let (idle, failed) = (Mutex::default(), AtomicBool::new(false));
        Printer { compiler, helpers: Some(Helpers { program: program.to_owned(), idle, failed }) }
    }

    /// Whether processes do the work, and none of them failed.
    pub fn is_helped(&self) -> bool {
        self.helpers.as_ref().is_some_and(|helpers| !helpers.failed.load(Ordering::Relaxed))
    }

    /// Typesets what there is of a report.
    ///
    /// # Errors
    /// All that Typst finds wrong in the theme, in the file of a figure or with the text.
    pub fn print(&self, job: &PrintJob) -> Result<Printed, Vec<Failure>> {
        let helpers = self.helpers.as_ref().filter(|_| self.is_helped() && !job.is_empty());
        let helped = helpers.and_then(|helpers| helpers.print(&self.compiler.setup, job));
        helped.unwrap_or_else(|| print(self.compiler, job))
    }
}

impl Helpers {
    fn print(&self, setup: &PrintSetup, job: &PrintJob) -> Option<Result<Printed, Vec<Failure>>> {
        let idle = || self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let waiting = idle().pop();
        let printed = waiting.map_or_else(|| Helper::new(&self.program, setup), Ok).and_then(|mut helper| {
            let printed = helper.print(job)?;
            if helper.jobs < JOBS {
                idle().push(helper);
            }
            Ok(printed)
        });
        self.failed.fetch_or(printed.is_err(), Ordering::Relaxed);
        printed.ok()
    }
}

/// A process that typesets.
struct Helper {
    process: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    jobs: usize,
}

impl Helper {
    fn new(program: &Path, setup: &PrintSetup) -> io::Result<Helper> {
        let mut command = Command::new(program);
        // There are as many helpers as cores: more threads in them would be in each other's way.
        command.arg("typeset").env("RAYON_NUM_THREADS", "1").stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process = command.spawn()?;
        let (to, from) = process.stdin.take().zip(process.stdout.take()).ok_or(io::ErrorKind::BrokenPipe)?;
        let mut helper = Helper { process, to, from: BufReader::new(from), jobs: 0 };
        send(&mut helper.to, &(setup, timings::are_on()))?;
        Ok(helper)
    }

    fn print(&mut self, job: &PrintJob) -> io::Result<Result<Printed, Vec<Failure>>> {
        self.jobs += 1;
        let begin = timings::now();
        send(&mut self.to, job)?;
        let (printed, events) = receive(&mut self.from)?.ok_or(io::ErrorKind::UnexpectedEof)?;
        timings::add(begin, events);
        Ok(printed)
    }
}

impl Drop for Helper {
    fn drop(&mut self) {
        // It writes no files, so it can end at any time.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// What a helper does: typesets what it is asked for on the standard input, until that is closed.
///
/// # Errors
/// If it can't understand or answer.
pub fn help() -> io::Result<()> {
    let (mut from, mut to) = (BufReader::new(io::stdin().lock()), io::stdout().lock());
    let Some((setup, timed)) = receive::<(PrintSetup, bool)>(&mut from)? else { return Ok(()) };
    if timed {
        timings::begin();
    }
    let compiler = Compiler::new(setup);
    while let Some(job) = receive::<PrintJob>(&mut from)? {
        let begin = timings::now();
        let printed = print(&compiler, &job);
        match send(&mut to, &(printed, timings::take(begin))) {
            // Nobody is left to hear the answer.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => break,
            sent => sent?,
        }
    }
    Ok(())
}

fn send(to: &mut impl Write, message: &impl Serialize) -> io::Result<()> {
    let bytes = postcard::to_stdvec(message).map_err(io::Error::other)?;
    to.write_all(&(bytes.len() as u64).to_le_bytes())?;
    to.write_all(&bytes)?;
    to.flush()
}

/// The next message; nothing at the end, be it in the middle of one.
fn receive<T: DeserializeOwned>(from: &mut impl Read) -> io::Result<Option<T>> {
    let mut length = [0; 8];
    match from.read_exact(&mut length) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        read => read?,
    }
    let (length, mut bytes) = (u64::from_le_bytes(length), Vec::new());
    if from.take(length).read_to_end(&mut bytes)? as u64 != length {
        return Ok(None);
    }
    postcard::from_bytes(&bytes).map(Some).map_err(io::Error::other)
}
