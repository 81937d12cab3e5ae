//! Why the operator's wish cannot be carried out. The exit code is USAGE, or that of INCOMPLETE where a history fails.

use super::tongue::words;
use crate::base::{Phrase, nearest, phrase};
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
        title: Phrase,
        /// What to write instead.
        help: Option<Phrase>,
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
    pub(super) fn usage(title: Phrase) -> Self {
        Self::Usage { title, help: None }
    }

    /// The exit code.
    pub(super) fn code(&self) -> u8 {
        match self {
            Self::History(_) => Verdict::INCOMPLETE.code(),
            _ => super::USAGE,
        }
    }

    /// Adds what to do instead.
    pub(super) fn help(self, text: Phrase) -> Self {
        match self {
            Self::Usage { title, .. } => Self::Usage { title, help: Some(text) },
            other => other,
        }
    }

    /// Adds "did you mean", or else the choices.
    pub(super) fn meant(self, word: &str, candidates: &[&str]) -> Self {
        match nearest(word, candidates.iter().copied()) {
            Some(near) => self.help(phrase!("did you mean `{}`?", near)),
            None => self.help(phrase!("known are: {}", Phrase::names(candidates))),
        }
    }

    fn title(&self) -> Phrase {
        match self {
            Self::Policy(PolicyError { title, .. }) | Self::Usage { title, .. } => title.clone(),
            Self::Lists(error) => error.phrase(),
            Self::History(error) => error.phrase(),
            Self::Write { what, source } => phrase!("cannot write {}: {}", what, source),
        }
    }

    fn advice(&self) -> Option<Phrase> {
        match self {
            Self::Policy(PolicyError { help, .. }) | Self::Usage { help, .. } => help.clone(),
            Self::History(error) => Some(Phrase::word(error.help())),
            Self::Lists(_) | Self::Write { .. } => None,
        }
    }

    /// What is wrong, in the language that is told.
    pub(super) fn said(&self) -> String {
        words().phrase(&self.title()).into_owned()
    }

    /// Tells the operator. A reader who closed the pipe needs no message.
    pub(super) fn show(&self) {
        if matches!(self, Self::Write { source, .. } if source.kind() == ErrorKind::BrokenPipe) {
            return;
        }
        let mut out = stderr().lock();
        let say = |phrase: &Phrase| words().phrase(phrase).into_owned();
        if let Self::Policy(error @ PolicyError { at: Some(_), .. }) = self {
            // Without stderr there is nobody left to tell; the exit code still says it.
            let _ = writeln!(out, "{}", error.draw_in(std::io::stderr().is_terminal(), say));
            return;
        }
        let (title, help) = (self.title(), self.advice());
        let (bad, good) = (AnsiColor::Red.on_default().bold(), Style::new().bold());
        let head = |style: Style, word: &'static str| format!("{style}{}{style:#}{}", words().say(word), words().say(": "));
        let _ = writeln!(out, "{}{}", head(bad, "error"), visible(&say(&title)));
        if let Some(help) = help {
            let _ = writeln!(out, "{}{}", head(good, "help"), visible(&say(&help)));
        }
    }
}
