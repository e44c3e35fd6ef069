//! `--timings`: where the time of a build goes, stage by stage and document by document, as a trace that Chrome and Perfetto show.
//! Typst's own recorder notes every cell of every table, four megabytes for a document, so it is not used.

use std::borrow::Cow;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// When recording began; unset if it is off.
static BEGIN: OnceLock<Instant> = OnceLock::new();

/// The stages recorded so far.
static EVENTS: Mutex<Vec<Event>> = Mutex::new(Vec::new());

/// The number of the next thread.
static THREADS: AtomicU64 = AtomicU64::new(0);

thread_local! {
    static THREAD: u64 = THREADS.fetch_add(1, Ordering::Relaxed);
}

/// One run of a stage of the work.
#[derive(Debug, Serialize, Deserialize)]
pub struct Event {
    stage: Cow<'static, str>,
    /// What the work was done on, such as the name of a report; may be empty.
    of: String,
    /// When it began, as time since recording began.
    at: Duration,
    lasted: Duration,
    thread: u64,
}

/// Runs a stage of the work, and records how long it took.
pub fn timed<T>(stage: &'static str, work: impl FnOnce() -> T) -> T {
    timed_of(stage, "", work)
}

/// Runs a stage of the work on `what`, and records how long it took.
pub fn timed_of<T>(stage: &'static str, what: &str, work: impl FnOnce() -> T) -> T {
    if !are_on() {
        return work();
    }
    let at = now();
    let done = work();
    let thread = THREAD.with(|thread| *thread);
    note([Event { stage: stage.into(), of: what.to_owned(), at, lasted: now().saturating_sub(at), thread }]);
    done
}

fn note(events: impl IntoIterator<Item = Event>) {
    EVENTS.lock().unwrap_or_else(PoisonError::into_inner).extend(events);
}

/// Starts recording.
pub fn begin() {
    BEGIN.get_or_init(Instant::now);
}

/// Whether recording is on.
pub fn are_on() -> bool {
    BEGIN.get().is_some()
}

/// The time since recording began.
pub fn now() -> Duration {
    BEGIN.get().map(Instant::elapsed).unwrap_or_default()
}

/// Takes all recorded events, with times relative to `since`, for the process that asked for the work at that moment.
pub fn take(since: Duration) -> Vec<Event> {
    let events = std::mem::take(&mut *EVENTS.lock().unwrap_or_else(PoisonError::into_inner));
    events.into_iter().map(|event| Event { at: event.at.saturating_sub(since), ..event }).collect()
}

/// Adds the events that another process recorded for this thread, with times relative to `since`.
pub fn add(since: Duration, events: Vec<Event>) {
    let thread = THREAD.with(|thread| *thread);
    note(events.into_iter().map(|event| Event { at: since + event.at, thread, ..event }));
}

/// Takes all recorded events and returns them as a trace file in JSON, with times in microseconds.
pub fn trace() -> Vec<u8> {
    let microseconds = |time: Duration| time.as_secs_f64() * 1e6;
    let event = |event: Event| {
        let Event { stage, of, at, lasted, thread } = event;
        json!({
            "name": stage, "ph": "X", "ts": microseconds(at), "dur": microseconds(lasted), "pid": 1, "tid": thread, "args": { "of": of },
        })
    };
    let events: Vec<Value> = take(Duration::ZERO).into_iter().map(event).collect();
    json!({ "traceEvents": events }).to_string().into_bytes()
}
