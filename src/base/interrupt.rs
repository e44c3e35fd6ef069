//! Ctrl-C: the first asks a build to end cleanly, the second ends the program at once.

use std::sync::atomic::{AtomicBool, Ordering};

static ASKED: AtomicBool = AtomicBool::new(false);

/// Exit status of a program that was interrupted.
pub const STATUS: u8 = 130;

/// Begins to listen. Where the system can't do that, Ctrl-C ends the program at once, as it always does.
pub fn listen() {
    let listening = ctrlc::set_handler(|| {
        if ASKED.swap(true, Ordering::SeqCst) {
            std::process::exit(i32::from(STATUS));
        }
    });
    drop(listening);
}

/// Whether somebody asked for an end.
pub fn asked() -> bool {
    ASKED.load(Ordering::SeqCst)
}
