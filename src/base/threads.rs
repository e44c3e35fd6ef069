//! Runs work on all cores, in plain threads with large stacks. Not in rayon tasks: Typst uses rayon itself, and a
//! thread that waits within one document would begin the next one on the same stack.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The stack size of a thread in bytes. Typst needs more than the default for deeply nested documents.
const STACK: usize = 64 * 1024 * 1024;

/// Calls `work` on each of `things`, on as many threads as there are cores. The results are in the order of `things`.
pub fn each<T: Sync, R: Send>(things: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, R)>> = Mutex::new(Vec::with_capacity(things.len()));
    let run = || {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(thing) = things.get(at) else { break };
            let result = work(thing);
            done.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push((at, result));
        }
    };
    std::thread::scope(|scope| {
        let threads = std::thread::available_parallelism().map_or(1, usize::from).min(things.len());
        let start = |_| std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, run).ok();
        let started: Vec<_> = (0..threads).map_while(start).collect();
        // If not all threads can be started, this one works too.
        if started.len() < threads {
            run();
        }
        // Each is waited for by name: a handle that is dropped detaches its thread, and where that ends at the same
        // moment, glibc frees its stack, which is too large to be kept, and still reads from it: the program crashes.
        for thread in started {
            thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        }
    });
    let mut done = done.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

/// Calls `work` on a thread with a large stack.
pub fn roomy<R: Send>(work: impl FnOnce() -> R + Send) -> R {
    let work = Mutex::new(Some(work));
    let once = |(): &()| work.lock().unwrap_or_else(std::sync::PoisonError::into_inner).take().map(|work| work());
    each(&[()], once).into_iter().flatten().next().expect("there is one result for one thing")
}
