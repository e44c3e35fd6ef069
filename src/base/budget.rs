//! What making a report may take.

use serde::{Deserialize, Serialize};

/// What making a report may take, first of its text and then of its pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Budget {
    /// Time for each, in seconds.
    pub seconds: u64,
    /// Memory of the process that typesets it, in MiB.
    pub mebibytes: u64,
}

impl Default for Budget {
    fn default() -> Budget {
        Budget { seconds: 300, mebibytes: 4096 }
    }
}
