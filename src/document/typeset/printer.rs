//! Typesetting in separate processes. Threads of one process share Typst's caches: they block each other, evict each other's
//! entries, and the memory that the caches never free grows with every document. A process has its own caches, and frees all
//! memory when it ends (docs/performance.md).
//!
//! A process can also be ended, which Typst can't. What may never be done, because it runs code of the workspace or has very much
//! text, is left to a helper for that reason, however few reports there are; each helper watches its own time and memory.
//!
//! A helper is this program, run with the hidden command `typeset`. It reads what all documents share, then one job after
//! another, and answers each. A message is its length in bytes (a little-endian `u64`), then its bytes as written by postcard.

use std::io::{self, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{self, Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::base::budget::Budget;
use crate::base::timings;
use crate::document::typeset::world::{Compiler, PrintSetup};
use crate::document::typeset::{Failure, PrintJob, Printed, Spent, print};

/// The size of what a job is made of, in bytes, from which on it may take very long.
const LARGE: usize = 1 << 20;

/// How often a helper looks at its time and memory.
const LOOK: Duration = Duration::from_millis(50);

/// The number of jobs after which a helper is replaced, since Typst's memory grows a little with every document.
const JOBS: usize = 250;

/// Typesets documents, in this process or in helpers.
pub struct Printer<'a> {
    /// What all documents share.
    pub compiler: &'a Compiler,
    helpers: Option<Helpers>,
    /// Whether helpers do all of the work.
    many: bool,
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
    /// Creates a printer that leaves work to processes of `program`, one for each thread that prints at the same time: all of it if
    /// there are `many` reports, else what may never be done. They end with the printer. Without `program`, this process does all.
    pub fn of(compiler: &'a Compiler, program: Option<&Path>, many: bool) -> Printer<'a> {
        let helpers = program.map(|program| Helpers {
            program: program.to_owned(),
            idle: Mutex::default(),
            failed: AtomicBool::new(false),
        });
        Printer { compiler, helpers, many }
    }

    /// Whether there are helpers, and none of them has failed.
    pub fn is_helped(&self) -> bool {
        self.helpers.as_ref().is_some_and(|helpers| !helpers.failed.load(Ordering::Relaxed))
    }

    /// Typesets a job, in a helper if possible and else in this process.
    ///
    /// # Errors
    /// All errors that Typst finds in the theme, in the file of a figure or in the text; or that it took too long or too much memory.
    pub fn print(&self, job: &PrintJob) -> Result<Printed, Vec<Failure>> {
        let may_not_end = self.compiler.setup.is_own || job.size() > LARGE;
        let is_asked = !job.is_empty() && (may_not_end || (self.many && self.is_helped()));
        let helpers = self.helpers.as_ref().filter(|_| is_asked);
        match helpers.map(|helpers| helpers.print(&self.compiler.setup, job)) {
            Some(Ok(printed)) => printed,
            Some(Err(Unhelped::Spent(spent))) => Err(vec![Failure::of_budget(spent)]),
            // It may have brought the helper down, and would bring this process down.
            Some(Err(Unhelped::Lost)) if may_not_end => Err(vec![Failure::of_budget(Spent::Process)]),
            _ => print(self.compiler, job),
        }
    }
}

/// Why a helper gave no answer.
enum Unhelped {
    /// It could not be started.
    Absent,
    /// It ended, for whatever reason.
    Lost,
    /// It ended itself since its budget was spent.
    Spent(Spent),
}

impl Helpers {
    fn print(&self, setup: &PrintSetup, job: &PrintJob) -> Result<Result<Printed, Vec<Failure>>, Unhelped> {
        let idle = || self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let waiting = idle().pop();
        let started = waiting.map_or_else(|| Helper::new(&self.program, setup), Ok).map_err(|_| Unhelped::Absent);
        let printed = started.and_then(|mut helper| {
            let printed = helper.print(job).map_err(|_| helper.why_lost())?;
            if helper.jobs < JOBS {
                idle().push(helper);
            }
            Ok(printed)
        });
        let failed = matches!(printed, Err(Unhelped::Absent | Unhelped::Lost));
        self.failed.fetch_or(failed, Ordering::Relaxed);
        printed
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
        // What does not say that it is ready is no helper.
        receive::<()>(&mut helper.from)?.ok_or(io::ErrorKind::UnexpectedEof)?;
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

    /// Why it does not answer any more. Ends it, if that is not done.
    fn why_lost(&mut self) -> Unhelped {
        let _ = self.process.kill();
        let code = self.process.wait().ok().and_then(|status| status.code());
        [Spent::Time, Spent::Memory]
            .into_iter()
            .find(|spent| code == Some(spent.status()))
            .map_or(Unhelped::Lost, Unhelped::Spent)
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
    let watched = Watched::new(setup.budget);
    let compiler = Compiler::new(setup);
    send(&mut to, &())?;
    while let Some(job) = receive::<PrintJob>(&mut from)? {
        let begin = timings::now();
        watched.begin();
        let printed = print(&compiler, &job);
        watched.end();
        match send(&mut to, &(printed, timings::take(begin))) {
            // The process that asked is gone.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => break,
            sent => sent?,
        }
    }
    Ok(())
}

/// A job whose time and memory a thread of its own watches. When either is spent, the process ends.
struct Watched {
    start: Instant,
    /// When the job began, in milliseconds since the start; 0 if there is none.
    begun: Arc<AtomicU64>,
}

impl Watched {
    fn new(budget: Budget) -> Watched {
        let watched = Watched { start: Instant::now(), begun: Arc::default() };
        let (start, begun) = (watched.start, watched.begun.clone());
        thread::spawn(move || {
            loop {
                thread::sleep(LOOK);
                let begin = begun.load(Ordering::Relaxed);
                let taken = start.elapsed().saturating_sub(Duration::from_millis(begin));
                let memory = memory_stats::memory_stats().map_or(0, |all| all.physical_mem as u64 >> 20);
                let spent = match (taken.as_secs() >= budget.seconds, memory > budget.mebibytes) {
                    _ if begin == 0 => continue,
                    (true, _) => Spent::Time,
                    (_, true) => Spent::Memory,
                    _ => continue,
                };
                process::exit(spent.status());
            }
        });
        watched
    }

    fn begin(&self) {
        let now = u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.begun.store(now.max(1), Ordering::Relaxed);
    }

    fn end(&self) {
        self.begun.store(0, Ordering::Relaxed);
    }
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
