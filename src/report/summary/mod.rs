//! Many deliveries at once: where the risk lies. Bills are looked at one at a time and folded; none is held.
//!
//! ```text
//! Judged --Portion::of--> Portion --Portfolio::add--> Portfolio --Summary--> terminal, json, csv, markdown, html
//! ```

mod chart;
mod csv;
mod html;
mod markdown;
mod portfolio;
mod portion;
mod shape;
mod terminal;

pub use portfolio::{Day, Portfolio};
pub use portion::Portion;
pub use shape::Summary;

use super::Sheet;
use std::io::{self, Write};

/// One way to write a summary.
pub struct SummaryFormat {
    /// The word `--format` and `--report` take.
    pub name: &'static str,
    /// Writes it.
    pub write: fn(&Summary, Sheet, &mut dyn Write) -> io::Result<()>,
}

/// Every format of a summary, by name.
pub static SUMMARIES: &[SummaryFormat] = &[
    SummaryFormat { name: "table", write: terminal::write },
    SummaryFormat { name: "json", write: |summary, _, out| super::json::write_json(summary, out) },
    SummaryFormat { name: "csv", write: |summary, _, out| csv::write(summary, out) },
    SummaryFormat { name: "markdown", write: |summary, _, out| markdown::write(summary, out) },
    SummaryFormat { name: "html", write: |summary, _, out| html::write(summary, out) },
];

/// A share as a percentage, rounded down: nothing short of everything reads as 100 %.
fn percent(share: f64) -> String {
    format!("{:.0} %", (share * 100.0 + 1e-9).floor())
}
