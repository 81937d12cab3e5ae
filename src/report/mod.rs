//! What came of a check, for people and for programs. Reports decide nothing: verdict, answers and exit code come from
//! [`crate::evaluate`], words from the rules.

mod annotated;
mod attestation;
mod beside;
mod ci;
mod columns;
mod component;
mod diff;
mod entry;
mod html;
mod json;
mod pack;
mod page;
mod place;
mod remembered;
mod request;
mod rule;
mod show;
mod summary;
mod terminal;
mod uri;
mod watch;
mod words;

pub use attestation::{Attested, Delivered, PREDICATE, Policy, Predicate, STATEMENT, Share, Statement};
pub use beside::{Beside, Stray};
pub use diff::{DIFF_FORMS, Diff, DiffForm, Standing};
pub use json::{BaselineError, baseline};
pub use pack::pack_page;
pub use page::{Ink, Page, Paint, Piece, Sheet, ink, visible};
pub use place::{Subject, subject};
pub use remembered::{history_list, history_record, verdict_word};
pub use request::{REQUEST_FORMS, Request, RequestForm};
pub use rule::RuleText;
pub use show::{Drawing, Picture, Sections};
pub use summary::{Day, Portfolio, Portion, SUMMARIES, Summary, SummaryFormat};
pub use terminal::{remedy, verdicts};
pub use uri::file_uri;
pub use watch::{Seen, Watched, Watching, watch_json};
pub use words::Words;

use crate::evaluate::Verdict;
use crate::gate::{Gate, Judged};
use crate::read::ReadError;
use jiff::Timestamp;
use std::io::{self, Write};

/// One bill that was given, and what came of it.
#[derive(Debug)]
pub struct Delivery {
    /// The name it was given by: a path, or `-`.
    pub name: String,
    /// What came of it.
    pub result: Result<Judged, ReadError>,
}

impl Delivery {
    /// Its verdict: what cannot be read is rejected.
    pub fn verdict(&self) -> Verdict {
        self.result.as_ref().map_or(Verdict::REJECT, |judged| judged.outcome.verdict)
    }
}

/// Everything a report may show.
pub struct View<'a> {
    /// What the deliveries were held against.
    pub gate: &'a Gate,
    /// In the order given; none only when a folder holds none.
    pub deliveries: &'a [Delivery],
    /// What was found beside them.
    pub beside: &'a Beside,
    /// Columns, for reports that have them.
    pub width: usize,
    /// Colours, for reports that have them.
    pub paint: Paint,
    /// Where relative paths start, as a `file:` URI with a slash at its end, for terminals that follow links.
    pub links: Option<&'a str>,
    /// When it was judged, for reports that say so; none where the operator gave the day.
    pub time: Option<Timestamp>,
}

impl View<'_> {
    /// The words reports are written in: the language of the rules.
    pub fn words(&self) -> Words {
        Words::of(self.gate.plan.language)
    }

    /// The worst verdict of all: it decides.
    pub fn verdict(&self) -> Verdict {
        let unrecognised = self.deliveries.is_empty() || !self.beside.empty.is_empty();
        let nothing = unrecognised.then_some(Verdict::INCOMPLETE);
        let worst = self.deliveries.iter().map(Delivery::verdict).chain(nothing).max();
        worst.expect("without deliveries, that nothing was recognised is the verdict")
    }
}

/// One way to write a view.
pub struct Report {
    /// The word `--format` and `--report` take.
    pub name: &'static str,
    /// Writes it.
    pub write: fn(&View<'_>, &mut dyn Write) -> io::Result<()>,
}

/// Every report, by name.
pub static REPORTS: &[Report] = &[
    Report { name: "table", write: terminal::write },
    Report { name: "json", write: json::write },
    Report { name: "sarif", write: ci::sarif },
    Report { name: "junit", write: ci::junit },
    Report { name: "markdown", write: ci::markdown },
    Report { name: "csv", write: ci::csv },
    Report { name: "github", write: ci::github },
    Report { name: "gitlab", write: ci::gitlab },
    Report { name: "html", write: html::write },
    Report { name: "cyclonedx", write: annotated::write },
    Report { name: "cdxa", write: attestation::cdxa },
    Report { name: "intoto", write: attestation::intoto },
];

/// The report of this name.
pub fn find(name: &str) -> Option<&'static Report> {
    REPORTS.iter().find(|report| report.name == name)
}
