//! What rendering a template may take: time, text, and numbers to count with, so that loops in loops come to an end. Tera renders on one
//! thread and hands its functions nothing of the report, so what is spent is kept by the thread.

use std::cell::Cell;
use std::io::{self, ErrorKind, Write};
use std::time::{Duration, Instant};

use tera::{Error, Kwargs, State, TeraResult};

/// The most numbers that `range` gives in a report.
pub const NUMBERS: i128 = 100_000;

/// The most text that a template makes, in MiB.
pub const MEBIBYTES: usize = 64;

/// After how many pieces of text the time is looked at.
const PIECES: u32 = 256;

thread_local! {
    /// When the time is up; `None` outside of a report.
    static END: Cell<Option<Instant>> = const { Cell::new(None) };
    /// How many numbers `range` has given.
    static GIVEN: Cell<i128> = const { Cell::new(0) };
    /// How many pieces of text were written since the time was looked at.
    static WRITTEN: Cell<u32> = const { Cell::new(0) };
}

/// Begins a report on this thread.
pub fn begin(seconds: u64) {
    END.set(Instant::now().checked_add(Duration::from_secs(seconds)));
    GIVEN.set(0);
    WRITTEN.set(0);
}

/// Counts a piece of text.
///
/// # Errors
/// `TimedOut` if the time is up.
pub fn piece() -> io::Result<()> {
    WRITTEN.set(WRITTEN.get() + 1);
    if WRITTEN.get() < PIECES {
        return Ok(());
    }
    WRITTEN.set(0);
    match END.get() {
        Some(end) if Instant::now() > end => Err(ErrorKind::TimedOut.into()),
        _ => Ok(()),
    }
}

/// The text that a template makes.
#[derive(Default)]
pub struct Text(pub Vec<u8>);

impl Write for Text {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        piece()?;
        if self.0.len() + bytes.len() > MEBIBYTES << 20 {
            return Err(ErrorKind::FileTooLarge.into());
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// `range(start, end, step_by)` as Tera has it, which gives a limited number of numbers in a report.
pub fn range(arguments: Kwargs, _: &State) -> TeraResult<Vec<i128>> {
    let start = arguments.get::<i128>("start")?.unwrap_or_default();
    let end = arguments.must_get::<i128>("end")?;
    let step = arguments.get::<i128>("step_by")?.unwrap_or(1);
    if step == 0 {
        return Err(Error::message("`range` needs a `step_by` other than 0"));
    }
    if start > end && step > 0 {
        return Err(Error::message("`range` needs an `end` that is not below its `start`"));
    }
    let mut numbers = Vec::new();
    let mut next = Some(start);
    while let Some(number) = next.filter(|number| if step > 0 { *number < end } else { *number > end }) {
        GIVEN.set(GIVEN.get() + 1);
        if GIVEN.get() > NUMBERS {
            return Err(Error::message(format!("`range` gives no more than {NUMBERS} numbers in a report")));
        }
        numbers.push(number);
        next = number.checked_add(step);
    }
    Ok(numbers)
}
