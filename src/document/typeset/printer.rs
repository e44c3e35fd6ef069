//! Typesetting in separate processes. Threads of one process share Typst's caches: they block each other, evict each other's
//! entries, and the memory that the caches never free grows with every document. A process has its own caches, and frees all
//! memory when it ends (docs/performance.md).
//!
//! A helper is this program, run with the hidden command `typeset`. It reads what all documents share, then one job after
//! another, and answers each. A message is its length in bytes (a little-endian `u64`), then its bytes as written by postcard.

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

/// The number of jobs after which a helper is replaced, since Typst's memory grows a little with every document.
const JOBS: usize = 250;

/// Typesets documents, in this process or in helpers.
pub struct Printer<'a> {
    /// What all documents share.
    pub compiler: &'a Compiler,
    helpers: Option<Helpers>,
}

/// The helper processes.
struct Helpers {
    program: PathBuf,
    /// Helpers that have nothing to do.
    idle: Mutex<Vec<Helper>>,
    /// Whether a helper failed, for whatever reason. From then on, this process does the work.
    failed: AtomicBool,
}

impl<'a> Printer<'a> {
    /// Creates a printer that typesets in this process.
    pub fn new(compiler: &'a Compiler) -> Printer<'a> {
        Printer { compiler, helpers: None }
    }

    /// Creates a printer that leaves the work to processes of `program`, one for each thread that prints at the same time. They
    /// end with the printer.
    pub fn with_helpers(compiler: &'a Compiler, program: &Path) -> Printer<'a> {
        let (idle, failed) = (Mutex::default(), AtomicBool::new(false));
        Printer { compiler, helpers: Some(Helpers { program: program.to_owned(), idle, failed }) }
    }

    /// Whether helpers do the work, and none of them has failed.
    pub fn is_helped(&self) -> bool {
        self.helpers.as_ref().is_some_and(|helpers| !helpers.failed.load(Ordering::Relaxed))
    }

    /// Typesets a job, in a helper if possible and else in this process.
    ///
    /// # Errors
    /// All errors that Typst finds in the theme, in the file of a figure or in the text.
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

/// A helper process.
struct Helper {
    process: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    jobs: usize,
}

impl Helper {
    fn new(program: &Path, setup: &PrintSetup) -> io::Result<Helper> {
        let mut command = Command::new(program);
        // There are as many helpers as cores, so more threads in each would only compete.
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
        // A helper writes no files, so it can be killed at any time.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Runs as a helper: typesets the jobs that come in on standard input, until that is closed.
///
/// # Errors
/// If a message can't be decoded, or an answer can't be written.
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
            // The process that asked is gone.
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

/// Reads the next message; `None` at the end of the input, even if that is in the middle of a message.
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
