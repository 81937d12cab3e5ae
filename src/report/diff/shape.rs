//! The frozen shape of the JSON of a diff, version 1: `docs/diff.schema.json`. A key is added, never changed or removed.

use super::said::Said;
use serde::Serialize;

/// What `schema` says.
pub(super) const SCHEMA: &str = "https://bomgate.example/diff/1";

#[derive(Serialize)]
pub(super) struct Root<'a> {
    pub(super) schema: &'static str,
    pub(super) version: u8,
    pub(super) bomgate: &'static str,
    /// `NOT WORSE`, `WORSE`, `REJECT` or `INCOMPLETE`.
    pub(super) standing: &'static str,
    pub(super) exit_code: u8,
    pub(super) as_of: String,
    pub(super) old: Bill<'a>,
    pub(super) new: Bill<'a>,
    /// Null where a bill could not be read.
    pub(super) compared: Option<Compared<'a>>,
}

#[derive(Serialize)]
pub(super) struct Bill<'a> {
    pub(super) name: &'a str,
    pub(super) verdict: &'static str,
    /// Why it could not be read.
    pub(super) error: Option<String>,
    /// Why it is rejected, though it could be read.
    pub(super) rejections: Vec<&'a str>,
    pub(super) sha256: Option<&'a str>,
    pub(super) identity: Option<String>,
    pub(super) components: usize,
}

#[derive(Serialize)]
pub(super) struct Compared<'a> {
    pub(super) same_delivery: bool,
    pub(super) counts: Counts,
    pub(super) added: Vec<Part>,
    pub(super) removed: Vec<Part>,
    pub(super) changed: Vec<Changed<'a>>,
    pub(super) ambiguous: Vec<Pair>,
    pub(super) findings: Vec<Finding<'a>>,
    pub(super) gaps: Vec<Gap<'a>>,
}

#[derive(Serialize)]
pub(super) struct Counts {
    pub(super) added: usize,
    pub(super) removed: usize,
    pub(super) changed: usize,
    pub(super) renamed: usize,
    pub(super) republished: usize,
    pub(super) unchanged: usize,
    pub(super) findings_new: usize,
    pub(super) findings_worse: usize,
    pub(super) findings_resolved: usize,
    pub(super) findings_eased: usize,
    pub(super) findings_unchanged: usize,
    /// New or worse findings that decide.
    pub(super) burdens: usize,
}

#[derive(Serialize)]
pub(super) struct Part {
    pub(super) label: String,
    pub(super) kind: &'static str,
    pub(super) role: &'static str,
    pub(super) pointer: String,
    pub(super) line: u32,
    pub(super) column: u32,
    /// From the delivered system, in words; empty where nothing leads to it.
    pub(super) path: String,
}

#[derive(Serialize)]
pub(super) struct Changed<'a> {
    pub(super) old: Part,
    pub(super) new: Part,
    pub(super) matched_by: &'static str,
    pub(super) ambiguous: bool,
    pub(super) renamed: bool,
    pub(super) republished: bool,
    pub(super) changes: Vec<Change<'a>>,
}

#[derive(Serialize)]
pub(super) struct Change<'a> {
    pub(super) what: &'a str,
    pub(super) old: &'a Said,
    pub(super) new: &'a Said,
}

#[derive(Serialize)]
pub(super) struct Pair {
    pub(super) old: Part,
    pub(super) new: Part,
    pub(super) matched_by: &'static str,
}

#[derive(Serialize)]
pub(super) struct Finding<'a> {
    pub(super) turn: &'static str,
    pub(super) rule: &'a str,
    pub(super) title: &'a str,
    pub(super) level: &'static str,
    /// Whether it makes the new delivery worse.
    pub(super) burdens: bool,
    pub(super) because: Option<&'static str>,
    pub(super) old: Option<Side>,
    pub(super) new: Option<Side>,
    /// Of new and worse findings.
    pub(super) observed: Vec<Observed>,
    pub(super) path: String,
    pub(super) fix: &'a str,
}

#[derive(Serialize)]
pub(super) struct Side {
    /// `violates` or `not-demonstrated`.
    pub(super) answer: &'static str,
    pub(super) decides: bool,
    pub(super) waived: bool,
    pub(super) subject: String,
    pub(super) pointer: String,
    pub(super) line: u32,
    pub(super) column: u32,
}

#[derive(Serialize)]
pub(super) struct Observed {
    pub(super) what: String,
    pub(super) value: String,
}

#[derive(Serialize)]
pub(super) struct Gap<'a> {
    pub(super) turn: &'static str,
    pub(super) name: &'a str,
    pub(super) text: &'a str,
    pub(super) old: usize,
    pub(super) new: usize,
    pub(super) accepted: bool,
    pub(super) leaves_open: bool,
}
