//! Why the operator's wish cannot be carried out. The exit code is USAGE, or that of INCOMPLETE where a history fails.

use crate::base::nearest;
use crate::enrich::ListError;
use crate::evaluate::Verdict;
use crate::history::HistoryError;
use crate::policy::PolicyError;
use crate::report::visible;
use anstream::stderr;
use anstyle::{AnsiColor, Style};
use std::io::{self, ErrorKind, IsTerminal, Write};

/// What went wrong before or after judging.
#[derive(Debug, thiserror::Error)]
pub(super) enum Fault {
    /// A flag, or a file the operator named.
    #[error("{title}")]
    Usage {
        /// What is wrong.
        title: String,
        /// What to write instead.
        help: Option<String>,
    },
    /// A policy, config or waiver file.
    #[error(transparent)]
    Policy(#[from] PolicyError),
    /// A list of facts.
    #[error(transparent)]
    Lists(#[from] ListError),
    /// The history that was asked for cannot be relied on.
    #[error(transparent)]
    History(#[from] HistoryError),
    /// A report could not be written.
    #[error("cannot write {what}: {source}")]
    Write {
        /// Where to.
        what: String,
        /// Why.
        source: io::Error,
    },
}

impl Fault {
    /// Misuse, in a sentence.
    pub(super) fn usage(title: impl Into<String>) -> Self {
        Self::Usage { title: title.into(), help: None }
    }

    /// The exit code.
    pub(super) fn code(&self) -> u8 {
        match self {
            Self::History(_) => Verdict::INCOMPLETE.code(),
            _ => super::USAGE,
        }
    }

    /// Adds what to do instead.
    pub(super) fn help(self, text: impl Into<String>) -> Self {
        match self {
            Self::Usage { title, .. } => Self::Usage { title, help: Some(text.into()) },
            other => other,
        }
    }

    /// Adds "did you mean", or else the choices.
    pub(super) fn meant(self, word: &str, candidates: &[&str]) -> Self {
        match nearest(word, candidates.iter().copied()) {
            Some(near) => self.help(format!("did you mean `{near}`?")),
            None => self.help(format!("known are: {}", candidates.join(", "))),
        }
    }

    /// Tells the operator. A reader who closed the pipe needs no message.
    pub(super) fn show(&self) {
        if matches!(self, Self::Write { source, .. } if source.kind() == ErrorKind::BrokenPipe) {
            return;
        }
        let mut out = stderr().lock();
        let bad = AnsiColor::Red.on_default().bold();
        let good = Style::new().bold();
        // Without stderr there is nobody left to tell; the exit code still says it.
        let _ = match self {
            Self::Policy(PolicyError { title, at: None, help: Some(help) }) | Self::Usage { title, help: Some(help) } => {
                writeln!(out, "{bad}error{bad:#}: {}\n{good}help{good:#}: {}", visible(title), visible(help))
            }
            Self::Policy(error) => writeln!(out, "{}", error.draw(std::io::stderr().is_terminal())),
            Self::History(error) => {
                writeln!(out, "{bad}error{bad:#}: {}\n{good}help{good:#}: {}", visible(&error.to_string()), visible(error.help()))
            }
            other => writeln!(out, "{bad}error{bad:#}: {}", visible(&other.to_string())),
        };
    }
}
