//! Ctrl-C: the first asks a build to end cleanly, the second ends the program at once.

use std::sync::atomic::{AtomicBool, Ordering};

static ASKED: AtomicBool = AtomicBool::new(false);

/// Exit status of a program that was interrupted.
pub const STATUS: u8 = 130;

/// Installs the handler. If that fails, Ctrl-C ends the program at once, which is the system's default.
pub fn listen() {
    let listening = ctrlc::set_handler(|| {
        if ASKED.swap(true, Ordering::SeqCst) {
            std::process::exit(i32::from(STATUS));
        }
    });
    drop(listening);
}

/// Whether an interrupt was received.
pub fn asked() -> bool {
    ASKED.load(Ordering::SeqCst)
}
