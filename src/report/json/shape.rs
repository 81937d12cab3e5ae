//! The frozen shape of the JSON report, version 1: `docs/report.schema.json`. A key is added, never changed or removed;
//! anything else is version 2.

use crate::policy::Scalar;
use crate::report::Stray;
use serde::Serialize;
use std::collections::BTreeMap;

/// What `schema` says.
pub(super) const SCHEMA: &str = "https://bomgate.example/report/1";

#[derive(Serialize)]
pub(super) struct Root<'a, D> {
    pub(super) schema: &'static str,
    pub(super) version: u8,
    pub(super) bomgate: &'static str,
    pub(super) verdict: &'static str,
    pub(super) exit_code: u8,
    pub(super) context: Context<'a>,
    pub(super) packs: Vec<Pack<'a>>,
    /// The operator's own files.
    pub(super) papers: Vec<Paper<'a>>,
    pub(super) lists: Lists<'a>,
    pub(super) catalogue: Catalogue<'a>,
    pub(super) rules: Vec<Rule<'a>>,
    pub(super) deliveries: D,
    pub(super) not_bills: &'a [Stray],
    pub(super) empty_folders: &'a [String],
}

#[derive(Serialize)]
pub(super) struct Context<'a> {
    pub(super) home: Option<&'a str>,
    pub(super) home_countries: Vec<&'static str>,
    pub(super) trusted: Vec<&'static str>,
    pub(super) restricted: Vec<&'static str>,
    pub(super) buyer_name: Option<&'a str>,
    pub(super) buyer_facts: &'a BTreeMap<String, bool>,
    pub(super) as_of: String,
    pub(super) tier: u8,
    pub(super) fail_on: &'static str,
    pub(super) overlay: bool,
    pub(super) overlays: &'a [String],
    pub(super) parameters: BTreeMap<&'a str, &'a Scalar>,
    pub(super) lists: BTreeMap<&'a str, &'a Vec<String>>,
    pub(super) accept: &'a [String],
}

#[derive(Serialize)]
pub(super) struct Pack<'a> {
    pub(super) name: &'a str,
    pub(super) title: &'a str,
    pub(super) version: &'a str,
    pub(super) file: &'a str,
    pub(super) sha256: &'a str,
    pub(super) review_by: Option<String>,
    pub(super) review_overdue: bool,
    pub(super) unused: &'a [String],
}

#[derive(Serialize)]
pub(super) struct Paper<'a> {
    pub(super) role: &'static str,
    pub(super) file: &'a str,
    pub(super) sha256: &'a str,
    pub(super) signed_by: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct Lists<'a> {
    pub(super) sha256: &'a str,
}

/// The catalogue of dangerous components that was asked.
#[derive(Serialize)]
pub(super) struct Catalogue<'a> {
    pub(super) version: &'a str,
    pub(super) as_of: String,
    pub(super) expires: String,
    pub(super) expired: bool,
    pub(super) sha256: &'a str,
    pub(super) signed_by: Option<&'a str>,
    pub(super) entries: usize,
    pub(super) not_by_machine: Vec<&'a str>,
}

#[derive(Serialize)]
pub(super) struct Rule<'a> {
    pub(super) id: &'a str,
    pub(super) title: &'a str,
    pub(super) level: &'static str,
    pub(super) on: &'static str,
    pub(super) when: Option<&'a str>,
    pub(super) require: &'a str,
    pub(super) unknown: &'static str,
    pub(super) tier: u8,
    pub(super) tier_because: Option<&'a str>,
    pub(super) force: Option<&'static str>,
    pub(super) area: &'static str,
    pub(super) since: Option<String>,
    pub(super) until: Option<String>,
    pub(super) pack: &'a str,
    pub(super) policy: PolicyPlace<'a>,
    pub(super) citations: Vec<Citation<'a>>,
    pub(super) why: Option<&'a str>,
    pub(super) fix: &'a str,
}

#[derive(Serialize)]
pub(super) struct PolicyPlace<'a> {
    pub(super) file: &'a str,
    pub(super) line: usize,
}

#[derive(Serialize)]
pub(super) struct Citation<'a> {
    pub(super) text: &'a str,
    pub(super) url: Option<&'a str>,
    pub(super) mark: &'static str,
}

#[derive(Serialize)]
pub(super) struct Delivery<'a, F, C> {
    pub(super) name: &'a str,
    pub(super) verdict: &'static str,
    pub(super) exit_code: u8,
    pub(super) error: Option<Error>,
    /// What a baseline knows the delivery by.
    pub(super) identity: Option<String>,
    pub(super) bill: Option<Bill<'a>>,
    pub(super) coverage: Option<Coverage>,
    /// Where parts were looked up; absent when nowhere.
    pub(super) advisories: Option<super::advisory::Advisories<'a>>,
    pub(super) index: Option<Index<'a>>,
    pub(super) tallies: Vec<Tally<'a>>,
    pub(super) gaps: Vec<Gap<'a>>,
    pub(super) completeness: Vec<super::completeness::Profile<'a>>,
    /// The lapses of waivers, in words.
    pub(super) waiver_problems: Vec<String>,
    pub(super) lapses: Vec<Lapse<'a>>,
    pub(super) baseline: Option<Against>,
    pub(super) findings: F,
    pub(super) notes: Vec<Note<'a>>,
    pub(super) components: C,
}

#[derive(Serialize)]
pub(super) struct Error {
    pub(super) kind: &'static str,
    pub(super) message: String,
    pub(super) line: Option<u32>,
    pub(super) column: Option<u32>,
    pub(super) fix: &'static str,
}

#[derive(Serialize)]
pub(super) struct Bill<'a> {
    pub(super) format: &'static str,
    pub(super) spec_version: &'a str,
    pub(super) serial: Option<&'a str>,
    pub(super) timestamp: Option<&'a str>,
    pub(super) bytes: u32,
    pub(super) sha256: &'a str,
    pub(super) layers: Vec<Layer<'a>>,
    pub(super) attestation: Option<Attestation<'a>>,
}

#[derive(Serialize)]
pub(super) struct Layer<'a> {
    pub(super) what: &'static str,
    pub(super) inside: &'static str,
    pub(super) bytes: u64,
    pub(super) sha256: &'a str,
}

#[derive(Serialize)]
pub(super) struct Attestation<'a> {
    pub(super) form: &'static str,
    pub(super) predicate_type: &'a str,
    pub(super) signatures: Vec<Signature<'a>>,
    pub(super) subjects: Vec<Attested<'a>>,
}

#[derive(Serialize)]
pub(super) struct Signature<'a> {
    pub(super) key_id: Option<&'a str>,
    pub(super) verified: bool,
}

#[derive(Serialize)]
pub(super) struct Attested<'a> {
    pub(super) name: &'a str,
    pub(super) digests: Vec<Digest<'a>>,
}

#[derive(Serialize)]
pub(super) struct Digest<'a> {
    pub(super) algorithm: &'a str,
    pub(super) hex: &'a str,
}

#[derive(Serialize)]
pub(super) struct Coverage {
    pub(super) full: bool,
    pub(super) components: Share,
    pub(super) rules: Share,
    /// Parts looked up among advisories of those that are due.
    pub(super) lookups: Share,
    pub(super) gaps: Share,
}

#[derive(Serialize)]
pub(super) struct Share {
    pub(super) done: usize,
    pub(super) of: usize,
}

/// `docs/index-of-conformity.md`. Shares are 0 to 1, four decimals.
#[derive(Serialize)]
pub(super) struct Index<'a> {
    pub(super) whole: Conformity,
    pub(super) areas: BTreeMap<&'static str, Conformity>,
    pub(super) packs: BTreeMap<&'a str, Conformity>,
}

#[derive(Serialize)]
pub(super) struct Conformity {
    pub(super) rules: usize,
    pub(super) weight: f64,
    pub(super) demonstrated: f64,
    pub(super) violated: f64,
    pub(super) not_demonstrated: f64,
    pub(super) blocked: usize,
}

#[derive(Serialize)]
pub(super) struct Tally<'a> {
    pub(super) rule: &'a str,
    pub(super) state: &'static str,
    pub(super) yes: usize,
    pub(super) no: usize,
    pub(super) unknown: usize,
}

#[derive(Serialize)]
pub(super) struct Gap<'a> {
    pub(super) name: &'a str,
    pub(super) text: &'a str,
    pub(super) count: usize,
    pub(super) accepted: bool,
}

/// A fault in the operator's own papers.
#[derive(Serialize)]
pub(super) struct Lapse<'a> {
    pub(super) kind: &'static str,
    pub(super) gates: bool,
    pub(super) place: &'a str,
    pub(super) text: &'a str,
}

/// How the baseline met the delivery.
#[derive(Serialize)]
pub(super) struct Against {
    pub(super) knows_delivery: bool,
    pub(super) hidden: usize,
    pub(super) hidden_by_level: BTreeMap<&'static str, usize>,
    pub(super) mended: usize,
}

#[derive(Serialize)]
pub(super) struct Finding<'a> {
    pub(super) rule: &'a str,
    pub(super) title: &'a str,
    pub(super) level: &'static str,
    /// `violates` or `not-demonstrated`.
    pub(super) answer: &'static str,
    pub(super) gates: bool,
    /// What a baseline knows the subject by.
    pub(super) identity: String,
    pub(super) in_baseline: bool,
    pub(super) waived: Option<Waiver<'a>>,
    pub(super) excused: &'a [String],
    pub(super) subject: Subject,
    pub(super) observed: Vec<Observed>,
    /// From the delivered system, or from the subject where nothing leads to it, to the part that decided.
    pub(super) path: Vec<Step>,
    pub(super) policy: PolicyPlace<'a>,
    pub(super) citations: Vec<Citation<'a>>,
    pub(super) fix: &'a str,
}

#[derive(Serialize)]
pub(super) struct Waiver<'a> {
    pub(super) reason: &'a str,
    pub(super) approved_by: &'a str,
    pub(super) expires: String,
    pub(super) place: String,
}

#[derive(Serialize)]
pub(super) struct Subject {
    pub(super) label: String,
    pub(super) kind: &'static str,
    pub(super) pointer: String,
    pub(super) line: u32,
    pub(super) column: u32,
}

#[derive(Serialize)]
pub(super) struct Observed {
    pub(super) what: String,
    pub(super) value: String,
}

/// In English, whatever the language of the report: programs compare it.
impl From<crate::check::Observed> for Observed {
    fn from(seen: crate::check::Observed) -> Self {
        Self { what: seen.what.into(), value: seen.value.into() }
    }
}

#[derive(Serialize)]
pub(super) struct Step {
    /// How the step before leads here; null for the first.
    pub(super) relation: Option<&'static str>,
    pub(super) label: String,
    pub(super) pointer: String,
}

#[derive(Serialize)]
pub(super) struct Note<'a> {
    pub(super) code: &'static str,
    pub(super) severity: &'static str,
    pub(super) message: &'a str,
    pub(super) pointer: String,
    pub(super) line: u32,
    pub(super) column: u32,
}
