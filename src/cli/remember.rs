//! Judging with a memory: what was checked before is known, and what comes of it is kept before anybody is told.

use super::arguments::Memory;
use super::fault::Fault;
use super::output::beside;
use crate::base::phrase;
use crate::evaluate::Past;
use crate::gate::{Gate, Judged};
use crate::history::{Cause, History, HistoryError, Packer, Record, Remembered, Terms};
use crate::read::{ReadError, Source};
use crate::report::visible;
use jiff::Timestamp;
use std::io::Write;
use std::path::Path;

/// An open history, and how it is written.
pub(super) struct Memoir {
    pub(super) history: History,
    bills: Bills,
}

/// Whether bills are kept beside their digests.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Bills {
    Kept,
    LeftOut,
}

/// What was judged and kept.
pub(super) struct Judgement {
    pub(super) result: Result<Judged, ReadError>,
    pub(super) record: Record,
    pub(super) terms: Terms,
    /// The last record of the same delivery.
    pub(super) last: Option<Remembered>,
}

impl Memoir {
    /// Opens the history flags or config ask for; makes it, and says so, where it is not there.
    pub(super) fn of(memory: &Memory, config: Option<&Path>) -> Result<Option<Self>, Fault> {
        let Some(file) = memory.history.as_deref().or(config) else {
            return match memory.history_without_bills {
                true => Err(Fault::usage(phrase!("--history-without-bills needs --history FILE"))),
                false => Ok(None),
            };
        };
        let history = if file.symlink_metadata().is_ok() {
            History::open(file)?
        } else {
            let history = History::begin(file, &beside(file))?;
            let name = file.to_string_lossy();
            // Without stderr there is nobody left to tell; the history is there all the same.
            let _ = writeln!(anstream::stderr().lock(), "note: a new history begins: {}", visible(&name));
            history
        };
        Ok(Some(Self { history, bills: memory.bills() }))
    }

    /// A history that is there.
    pub(super) fn open(file: &Path, memory: &Memory) -> Result<Self, Fault> {
        Ok(Self { history: History::open(file)?, bills: memory.bills() })
    }

    /// Judges an input, knowing what was checked before, and keeps what came of it.
    pub(super) fn judge(
        &mut self,
        gate: &Gate,
        name: &str,
        source: Result<Source<'_>, ReadError>,
        cause: Cause,
    ) -> Result<Judgement, HistoryError> {
        let now = Timestamp::from_second(Timestamp::now().as_second()).unwrap_or(Timestamp::UNIX_EPOCH);
        let packer = Packer::default();
        let source = source.map(|source| match self.bills {
            Bills::Kept => source.copied(packer.clone()),
            Bills::LeftOut => source,
        });
        let mut bom = match source.and_then(|source| gate.read(source)) {
            Ok(bom) => bom,
            Err(error) => {
                let record = Record::unread(gate, name, &error, &now.to_string(), cause);
                let terms = Terms::of(gate, &[]);
                self.history.keep(&record, &terms, None, &Past::default())?;
                return Ok(Judgement { result: Err(error), record, terms, last: None });
            }
        };
        let copied = |source| HistoryError::File { file: self.history.file().to_owned(), doing: "copy a bill into", source };
        let bytes = match self.bills {
            Bills::Kept => Some(packer.take().map_err(copied)?),
            Bills::LeftOut => None,
        };
        loop {
            let past = self.history.recall(&bom, now)?;
            let judged = gate.judge(bom, &past);
            let record = Record::of(gate, name, &judged, &now.to_string(), cause);
            let terms = Terms::of(gate, &judged.outcome.tallies);
            let last = match &record.bill {
                Some(bill) => self.history.last_of(name, bill, &terms)?,
                None => None,
            };
            if self.history.keep(&record, &terms, bytes.as_deref(), &past)?.is_some() {
                return Ok(Judgement { result: Ok(judged), record, terms, last });
            }
            // Another process kept a bill of this serial number in between: it has a say.
            bom = judged.bom;
        }
    }
}

impl Memory {
    fn bills(&self) -> Bills {
        if self.history_without_bills { Bills::LeftOut } else { Bills::Kept }
    }
}
