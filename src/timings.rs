//! `--timings`: where the time of a build goes, stage by stage and document by document, as a trace that Chrome and Perfetto show.
//! Typst's own recorder notes every cell of every table, four megabytes for a document, so it is not used.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::Instant;

use serde_json::{Value, json};

/// When recording began; nothing where nobody asked for it.
static BEGIN: OnceLock<Instant> = OnceLock::new();

/// What was recorded, as events of the trace format.
static EVENTS: Mutex<Vec<Value>> = Mutex::new(Vec::new());

/// Gives every thread a number.
static THREADS: AtomicU64 = AtomicU64::new(0);

thread_local! {
    static THREAD: u64 = THREADS.fetch_add(1, Ordering::Relaxed);
}

/// Does a stage of the work, and notes how long it took.
pub fn timed<T>(stage: &'static str, work: impl FnOnce() -> T) -> T {
    timed_of(stage, "", work)
}

/// Does a stage of the work on something, and notes how long it took.
pub fn timed_of<T>(stage: &'static str, what: &str, work: impl FnOnce() -> T) -> T {
    let Some(begin) = BEGIN.get() else { return work() };
    let start = begin.elapsed();
    let done = work();
    let microseconds = |time: std::time::Duration| time.as_secs_f64() * 1e6;
    let (at, lasted) = (microseconds(start), microseconds(begin.elapsed() - start));
    let event = json!({
        "name": stage, "ph": "X", "ts": at, "dur": lasted, "pid": 1, "tid": THREAD.with(|thread| *thread), "args": { "of": what },
    });
    EVENTS.lock().unwrap_or_else(PoisonError::into_inner).push(event);
    done
}

/// Begins to record.
pub fn begin() {
    BEGIN.get_or_init(Instant::now);
}

/// What was recorded, as a file.
pub fn trace() -> Vec<u8> {
    let events = std::mem::take(&mut *EVENTS.lock().unwrap_or_else(PoisonError::into_inner));
    json!({ "traceEvents": events }).to_string().into_bytes()
}
