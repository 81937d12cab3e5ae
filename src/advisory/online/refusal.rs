//! Why a service gave no answer.

use std::time::Duration;

/// Why a service gave no answer, or none that is taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Time is up.
    #[error("gives no whole answer within {} s, the time allowed{}", .allowed.as_secs_f64(), since(.last.as_deref()))]
    Deadline {
        /// The time allowed.
        allowed: Duration,
        /// What went wrong before.
        last: Option<String>,
    },
    /// No connection, or one that broke.
    #[error("cannot be reached: {0}")]
    Unreachable(String),
    /// The connection is not with the service it claims to be.
    #[error("shows a certificate that is not believed: {0}")]
    Certificate(String),
    /// Another status than 200.
    #[error("answered {0}")]
    Status(u16),
    /// It asks to wait longer than is waited.
    #[error("answered {status} and asks to wait {asked} s; {} s are left to wait", .left.as_secs())]
    Wait {
        /// The status.
        status: u16,
        /// Seconds it asks for.
        asked: u64,
        /// How long can be waited.
        left: Duration,
    },
    /// It sends us elsewhere.
    #[error("answered {status} and sends to {to}, which is not followed")]
    Redirect {
        /// The status.
        status: u16,
        /// Where to.
        to: String,
    },
    /// Bytes that are packed although nobody asked for it.
    #[error("sends an answer packed as `{0}`, which was not asked for")]
    Packed(String),
    /// More than is taken.
    #[error("sends more than {0} MiB")]
    TooLarge(usize),
    /// No JSON.
    #[error("sends no JSON: {0}")]
    NotJson(String),
    /// JSON of another shape.
    #[error("sends JSON of another shape: {0}")]
    Shape(String),
    /// Not one result per question.
    #[error("gives {got} results to {asked} questions")]
    Count {
        /// Questions.
        asked: usize,
        /// Results.
        got: usize,
    },
    /// A page that leads to a page already read.
    #[error("leads from page to page in a circle, for {0}")]
    Circle(String),
    /// Pages without end.
    #[error("has more than {pages} pages on {package}")]
    Pages {
        /// Pages read.
        pages: usize,
        /// The package.
        package: String,
    },
    /// An id no record can have.
    #[error("lists `{0}`, which is no id of a record")]
    Id(String),
    /// Another record than asked for.
    #[error("gives the record `{got}` for `{asked}`")]
    Another {
        /// The id asked for.
        asked: String,
        /// The id of the record.
        got: String,
    },
}

impl Refusal {
    /// Time is up; `last` is what went wrong before.
    pub(super) fn deadline(allowed: Duration, last: Option<&Self>) -> Self {
        Self::Deadline { allowed, last: last.map(ToString::to_string) }
    }
}

fn since(last: Option<&str>) -> String {
    last.map_or_else(String::new, |last| format!("; before that it {last}"))
}
