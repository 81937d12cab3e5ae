//! The verdict as an in-toto statement. Source: in-toto attestation framework, Statement v1; `docs/attestation.md` describes
//! the predicate. The same types write a statement and read it back.

use super::super::entry::each;
use super::super::{Delivery, View, json};
use super::sha256;
use crate::evaluate::Fraction;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

/// `_type`.
pub const STATEMENT: &str = "https://in-toto.io/Statement/v1";
/// `predicateType`.
pub const PREDICATE: &str = "https://bomgate.example/attestation/verdict/v1";

/// A statement about bills.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Statement {
    /// [`STATEMENT`].
    #[serde(rename = "_type")]
    pub kind: String,
    /// The bills: name and digest of the exact bytes judged.
    pub subject: Vec<Attested>,
    /// [`PREDICATE`].
    #[serde(rename = "predicateType")]
    pub predicate_type: String,
    /// What is said of them.
    pub predicate: Predicate,
}

/// One bill by digest.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Attested {
    /// The name it was given by.
    pub name: String,
    /// Digits in lower-case hex, by algorithm; `sha256` is always there.
    pub digest: BTreeMap<String, String>,
}

/// The verdict and what it rests on.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Predicate {
    /// The version of bomgate.
    pub bomgate: String,
    /// The worst verdict of all deliveries.
    pub verdict: String,
    /// Its exit code.
    pub exit_code: u8,
    /// The day rules were judged for: `2026-11-22`.
    pub as_of: String,
    /// When it was judged, RFC 3339; absent where the day was given by the operator.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    /// The buyer's home, as given; empty where none was.
    pub home: String,
    /// How far up the ladder rules were asked.
    pub tier: u8,
    /// The lightest level that fails a delivery.
    pub fail_on: String,
    /// Gaps the operator accepts, by name.
    pub accept: Vec<String>,
    /// The packs.
    pub policies: Vec<Policy>,
    /// The operator's own files.
    pub papers: Vec<Policy>,
    /// The catalogue of dangerous components and the source of advisories, with the version or day they are of.
    pub sources: Vec<Policy>,
    /// SHA-256 of the lists facts rest on.
    pub lists: String,
    /// Each delivery.
    pub deliveries: Vec<Delivered>,
}

/// A file that had a say.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Policy {
    /// The name of the pack, or the role of the paper.
    pub name: String,
    /// The version of the pack; of a paper its path.
    pub version: String,
    /// SHA-256 of its bytes, lower-case hex.
    pub sha256: String,
}

/// So many of so many.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// Done.
    pub done: usize,
    /// Of how many.
    pub of: usize,
}

/// What came of one delivery.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Delivered {
    /// The name it was given by.
    pub name: String,
    /// SHA-256 of the bill as given; absent where it could not be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// Its verdict.
    pub verdict: String,
    /// Components read, rules answered, parts looked up, gaps accepted; empty where it could not be read.
    pub coverage: BTreeMap<String, Share>,
    /// Ids of what decides: rules, refusals, lapses, gaps.
    pub deciding: Vec<String>,
    /// Lapses of the operator's papers and packs, by word; those that decide are in `deciding` too.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lapses: Vec<String>,
    /// Findings a waiver lifts.
    pub waived: usize,
    /// Findings the baseline hides.
    pub hidden: usize,
}

impl Statement {
    /// The statement of a view.
    ///
    /// # Errors
    /// None of its own.
    pub fn of(view: &View<'_>) -> io::Result<Self> {
        let gate = view.gate;
        let attested = |delivery: &Delivery| {
            let digest = BTreeMap::from([("sha256".to_owned(), sha256(delivery)?.to_owned())]);
            Some(Attested { name: delivery.name.clone(), digest })
        };
        let verdict = view.verdict();
        Ok(Self {
            kind: STATEMENT.to_owned(),
            subject: view.deliveries.iter().filter_map(attested).collect(),
            predicate_type: PREDICATE.to_owned(),
            predicate: Predicate {
                bomgate: env!("CARGO_PKG_VERSION").to_owned(),
                verdict: verdict.word().to_owned(),
                exit_code: verdict.code(),
                as_of: gate.as_of.to_string(),
                time: view.time.map(|time| time.to_string()),
                home: gate.buyer.home_word.clone(),
                tier: gate.judgement.tier,
                fail_on: gate.judgement.fail_on.word().to_owned(),
                accept: gate.judgement.accept.clone(),
                policies: gate
                    .plan
                    .packs
                    .iter()
                    .map(|pack| Policy { name: pack.name.clone(), version: pack.version.clone(), sha256: pack.sha256.clone() })
                    .collect(),
                papers: gate
                    .papers
                    .iter()
                    .map(|paper| Policy {
                        name: paper.role.to_owned(),
                        version: paper.file.clone(),
                        sha256: paper.sha256.clone(),
                    })
                    .collect(),
                sources: gate
                    .sources()
                    .into_iter()
                    .map(|source| Policy { name: source.role.to_owned(), version: source.version, sha256: source.sha256 })
                    .collect(),
                lists: gate.lists.digest().to_owned(),
                deliveries: view.deliveries.iter().map(|delivery| delivered(view, delivery)).collect::<io::Result<_>>()?,
            },
        })
    }

    /// Its bytes: the payload that is signed.
    ///
    /// # Errors
    /// None of its own.
    pub fn bytes(&self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        json::write_json(self, &mut bytes)?;
        Ok(bytes)
    }
}

fn delivered(view: &View<'_>, delivery: &Delivery) -> io::Result<Delivered> {
    let mut deciding = BTreeSet::new();
    each(view, delivery, &mut |entry| {
        if entry.decides {
            deciding.insert(entry.id.clone());
        }
        Ok(())
    })?;
    let outcome = delivery.result.as_ref().ok().map(|judged| &judged.outcome);
    let share = |fraction: Fraction| Share { done: fraction.done, of: fraction.of };
    let coverage = outcome.map_or_else(BTreeMap::new, |outcome| {
        let covered = outcome.coverage;
        let shares =
            [("components", covered.components), ("rules", covered.rules), ("lookups", covered.lookups), ("gaps", covered.gaps)];
        shares.map(|(what, fraction)| (what.to_owned(), share(fraction))).into()
    });
    Ok(Delivered {
        name: delivery.name.clone(),
        sha256: sha256(delivery).map(str::to_owned),
        verdict: delivery.verdict().word().to_owned(),
        coverage,
        deciding: deciding.into_iter().collect(),
        lapses: outcome.map_or_else(Vec::new, |outcome| {
            let words: BTreeSet<&str> = outcome.lapses.iter().map(|lapse| lapse.kind.word()).collect();
            words.into_iter().map(str::to_owned).collect()
        }),
        waived: outcome.map_or(0, |outcome| outcome.findings.iter().filter(|found| found.lifted()).count()),
        hidden: outcome.map_or(0, |outcome| outcome.hidden()),
    })
}

/// Writes the report: the bare statement. `bomgate attest` signs one.
pub(in crate::report) fn write(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(&Statement::of(view)?.bytes()?)
}
