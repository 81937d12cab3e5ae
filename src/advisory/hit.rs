//! The vulnerabilities a version of a package has: records that speak of the same one, merged under all its ids.

use super::package::Package;
use super::range::{Basis, falls_under};
use super::record::Record;
use super::severity::Severity;
use super::source::Exploited;
use crate::base::{Phrase, phrase};
use std::collections::BTreeMap;
use std::sync::Arc;

/// One vulnerability of one part, or that the package itself is malicious.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The record that says so; of several the first by id.
    pub id: String,
    /// Every other id it goes by, sorted.
    pub aliases: Vec<String>,
    /// The package as the record names it.
    pub package: Package,
    /// The part names no package of an ecosystem: that it is this one is guessed from its name.
    pub guessed: bool,
    /// The version that was asked about; none where every version is affected.
    pub version: Option<String>,
    /// Why the version falls under it.
    pub basis: Basis,
    /// The worst that any of the records says; none when none says anything.
    pub severity: Option<Severity>,
    /// The package was published to do harm.
    pub malicious: bool,
    /// It is on the list of exploited vulnerabilities.
    pub exploited: Option<Exploited>,
    /// When the records that count last changed, as the newest of them writes it.
    pub modified: String,
    /// Every record of it was withdrawn: it is shown and does not count.
    pub withdrawn: bool,
    /// One line about it.
    pub summary: String,
}

impl Hit {
    /// Whether it counts at or above a severity. One that does not say how bad it is, counts at every severity.
    pub fn weighs(&self, least: Severity) -> bool {
        !self.withdrawn && (self.malicious || self.severity.is_none_or(|severity| severity >= least))
    }

    /// Every id it goes by.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.id.as_str()).chain(self.aliases.iter().map(String::as_str))
    }

    /// How bad, in a word.
    pub fn severity_word(&self) -> &'static str {
        match (self.malicious, self.severity) {
            (true, _) => "malicious",
            (false, Some(severity)) => severity.word(),
            (false, None) => "severity not stated, counts as critical",
        }
    }

    /// Everything but its id in one line: severity, other ids, package and version, range, fix, basis.
    pub fn line(&self) -> Phrase {
        let mut line = Phrase::word(if self.withdrawn { "withdrawn, does not count" } else { self.severity_word() });
        let mut add = |part: Phrase| line = phrase!("{}; {}", std::mem::take(&mut line), part);
        if let Some(exploited) = &self.exploited {
            add(phrase!("known to be exploited since {}", exploited.added.to_string()));
        }
        if !self.aliases.is_empty() {
            add(phrase!("also {}", self.aliases.join(", ")));
        }
        if self.guessed {
            add(phrase!("the ecosystem is guessed, for the part has no package URL of one"));
        }
        let version = self.version.as_ref().map_or_else(|| phrase!("in every version"), Phrase::from);
        add(phrase!("{} {}", self.package.to_string(), version));
        match (self.basis.range.as_str(), &self.basis.doubt) {
            ("", None) => add(phrase!("listed as affected")),
            ("", Some(_)) => {}
            (range, _) => add(phrase!("affected {}", range)),
        }
        let fixed = self.basis.fixed.as_ref();
        add(fixed.map_or_else(|| phrase!("no fixed version named"), |at| phrase!("next fixed in {}", at)));
        if let Some(doubt) = &self.basis.doubt {
            add(Phrase::word(doubt.text()));
        }
        if !self.summary.is_empty() {
            add(Phrase::from(&self.summary));
        }
        line
    }
}

/// One package a part may be, and the version it is in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Asked {
    /// The package.
    pub package: Package,
    /// The version; none when the bill states none.
    pub version: Option<String>,
    /// The package is guessed.
    pub guessed: bool,
}

/// One record under which one of the packages falls.
struct Match<'r> {
    record: &'r Record,
    asked: &'r Asked,
    basis: Basis,
    severity: Option<Severity>,
}

/// What the records found for a part say of it. `found` holds the records of each package asked.
///
/// Records that share an id are one vulnerability: it counts when one of them that is not withdrawn says so.
/// Source: OSV schema, "aliases field".
pub fn hits(found: &[(&Asked, &[Arc<Record>])], exploited: &BTreeMap<String, Exploited>) -> Vec<Hit> {
    let mut matches: Vec<Match<'_>> = Vec::new();
    for (asked, records) in found {
        let key = asked.package.key();
        for record in records.iter() {
            let mut best: Option<Match<'_>> = None;
            for affected in record.affected.iter().filter(|entry| entry.package().is_some_and(|own| own.key() == key)) {
                let Some(basis) = falls_under(affected, asked.version.as_deref()) else { continue };
                let severity = Severity::of(record, affected);
                let found = Match { record, asked, basis, severity };
                // A decided answer explains better than a doubtful one.
                if best.as_ref().is_none_or(|best| best.basis.doubt.is_some() && found.basis.doubt.is_none()) {
                    best = Some(found);
                }
            }
            matches.extend(best);
        }
    }
    merge(matches).iter().filter_map(|group| hit(group, exploited)).collect()
}

/// Groups of matches whose records share an id, directly or through others. Union by id, groups in order of their first id.
fn merge(mut matches: Vec<Match<'_>>) -> Vec<Vec<Match<'_>>> {
    matches.sort_by(|one, other| one.record.id.cmp(&other.record.id));
    let mut parent: Vec<usize> = (0..matches.len()).collect();
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, found) in matches.iter().enumerate() {
        for id in found.record.ids() {
            let other = *first.entry(id).or_insert(at);
            let (one, other) = (root(&mut parent, at), root(&mut parent, other));
            parent[one.max(other)] = one.min(other);
        }
    }
    let mut groups: BTreeMap<usize, Vec<Match<'_>>> = BTreeMap::new();
    let roots: Vec<usize> = (0..matches.len()).map(|at| root(&mut parent, at)).collect();
    for (found, root) in matches.into_iter().zip(roots) {
        groups.entry(root).or_default().push(found);
    }
    groups.into_values().collect()
}

fn root(parent: &mut [usize], mut at: usize) -> usize {
    while parent[at] != at {
        parent[at] = parent[parent[at]];
        at = parent[at];
    }
    at
}

/// One vulnerability; none of a group of nothing.
fn hit(group: &[Match<'_>], exploited: &BTreeMap<String, Exploited>) -> Option<Hit> {
    let withdrawn = group.iter().all(|found| found.record.withdrawn.is_some());
    let counts = |found: &&Match<'_>| withdrawn || found.record.withdrawn.is_none();
    let mut ids: Vec<String> = group.iter().flat_map(|found| found.record.ids().map(str::to_owned)).collect();
    ids.sort();
    ids.dedup();
    let known = group.iter().flat_map(|found| found.record.ids().chain(found.record.upstream.iter().map(String::as_str)));
    let known = known.filter_map(|id| exploited.get(id)).next().cloned();
    let severity = group.iter().filter(counts).filter_map(|found| found.severity).max();
    let malicious = group.iter().filter(counts).any(|found| found.record.ids().any(|id| id.starts_with("MAL-")));
    let decided = group.iter().filter(counts).find(|found| found.basis.doubt.is_none());
    let shown = decided.or_else(|| group.iter().find(counts))?;
    let modified = group.iter().filter(counts).map(|found| &found.record.modified).max().cloned().unwrap_or_default();
    let summary = group.iter().map(|found| &found.record.summary).find(|summary| !summary.is_empty());
    Some(Hit {
        id: shown.record.id.clone(),
        aliases: ids.into_iter().filter(|id| *id != shown.record.id).collect(),
        package: shown.asked.package.clone(),
        guessed: shown.asked.guessed,
        version: shown.asked.version.clone(),
        basis: shown.basis.clone(),
        severity,
        malicious,
        exploited: known,
        modified,
        withdrawn,
        summary: summary.cloned().unwrap_or_default(),
    })
}
