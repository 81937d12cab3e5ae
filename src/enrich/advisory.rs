//! What is known of the packages of a bill: looked up all at once, matched here.

use super::lists::Lists;
use crate::advisory::{About, Asked, Hit, Package, Source, Unread, hits};
use crate::base::{Column, Index};
use crate::model::{Bom, PurlParts, Row, parse_purl, purl_qualifier};
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Whether the advisories on one component were looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// They were.
    Done,
    /// It has no package URL.
    NoPurl,
    /// Its package URL cannot be read, or two readers could read it differently.
    BadPurl,
    /// No ecosystem with advisories has packages of this type.
    NoEcosystem,
    /// It states no version.
    NoVersion,
}

impl Look {
    /// Why it was not looked up, as reports say it.
    pub fn text(self) -> &'static str {
        match self {
            Self::Done => "looked up",
            Self::NoPurl => "it has no package URL",
            Self::BadPurl => "its package URL cannot be read for certain",
            Self::NoEcosystem => "no ecosystem with advisories has packages of this type",
            Self::NoVersion => "it states no version",
        }
    }
}

/// What the source of advisories was able to say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// There is none.
    #[default]
    Absent,
    /// It failed, and why.
    Unavailable(String, Box<About>),
    /// It answered for every package.
    Answered(Box<About>),
}

impl Standing {
    fn about(&self) -> Option<&About> {
        match self {
            Self::Absent => None,
            Self::Unavailable(_, about) | Self::Answered(about) => Some(about),
        }
    }

    /// The source that was to answer and did not, and why; another one answered in its place.
    pub fn in_place_of(&self) -> Option<&str> {
        self.about()?.in_place_of.as_deref()
    }

    /// The day the records are of.
    pub fn day(&self) -> Option<Date> {
        self.about()?.as_of
    }
}

/// Advisories on the components of a bill.
#[derive(Debug, Default)]
pub struct Advice {
    /// Whether there was a source, and which.
    pub standing: Standing,
    /// Whether each component was looked up; empty without an answer.
    looks: Column<Row, Look>,
    /// What affects the components that anything affects.
    hits: BTreeMap<Row, Vec<Hit>>,
    /// Records that could not be read and may concern one of the packages.
    pub unread: Vec<Unread>,
    /// Whether the source has a list of exploited vulnerabilities.
    pub lists_exploited: bool,
}

impl Advice {
    /// Looks up every component that has a package URL, and the guessed packages of those that have none, in one question to the
    /// source. O(components + records found).
    pub fn of(bom: &Bom, source: Option<&dyn Source>, lists: &Lists) -> Self {
        let Some(source) = source else { return Self::default() };
        let one = |row| {
            let (look, mut found) = asked_or_guessed(bom, Row::new(row), lists);
            found.retain(|asked| !asked.guessed || source.speaks_of(&asked.package));
            (look, found)
        };
        let asked: Vec<(Look, Vec<Asked>)> = (0..bom.components.len()).into_par_iter().map(one).collect();
        let mut places: BTreeMap<&Package, usize> =
            asked.iter().flat_map(|(_, asked)| asked).map(|asked| (&asked.package, 0)).collect();
        for (at, place) in places.values_mut().enumerate() {
            *place = at;
        }
        let packages: Vec<Package> = places.keys().map(|package| (*package).clone()).collect();
        let found = match source.records(&packages) {
            Ok(found) if found.records.len() == packages.len() => found,
            Ok(found) => {
                let why = format!("{} packages were asked for and {} answered", packages.len(), found.records.len());
                return Self::unavailable(why, source);
            }
            Err(why) => return Self::unavailable(why.to_string(), source),
        };
        let exploited = found.exploited.clone().unwrap_or_default();
        let of_row = |(look, asked): &(Look, Vec<Asked>)| {
            let of_package = |asked: &Asked| places.get(&asked.package).map_or(&[][..], |at| &found.records[*at]);
            let pairs: Vec<_> = asked.iter().map(|asked| (asked, of_package(asked))).collect();
            (*look, hits(&pairs, &exploited))
        };
        let of_rows: Vec<(Look, Vec<Hit>)> = asked.par_iter().map(of_row).collect();
        let (mut looks, mut hits) = (Column::default(), BTreeMap::new());
        for (look, of_row) in of_rows {
            let row = looks.push(look);
            if !of_row.is_empty() {
                hits.insert(row, of_row);
            }
        }
        Self {
            standing: Standing::Answered(Box::new(source.about())),
            looks,
            hits,
            unread: found.unread,
            lists_exploited: found.exploited.is_some(),
        }
    }

    fn unavailable(why: String, source: &dyn Source) -> Self {
        Self { standing: Standing::Unavailable(why, Box::new(source.about())), ..Self::default() }
    }

    /// Whether a component was looked up; none without an answering source.
    pub fn look(&self, row: Row) -> Option<Look> {
        self.looks.as_slice().get(row.at()).copied()
    }

    /// What affects a component, withdrawn ones too.
    pub fn hits(&self, row: Row) -> &[Hit] {
        self.hits.get(&row).map_or(&[], Vec::as_slice)
    }
}

/// The packages of a bill that can be looked up, guessed ones too, each once, sorted. O(components).
pub fn packages(bom: &Bom, lists: &Lists) -> Vec<Package> {
    let of_row = |row| asked_or_guessed(bom, row, lists).1.into_iter().map(|asked| asked.package);
    bom.components.rows().flat_map(of_row).collect::<BTreeSet<Package>>().into_iter().collect()
}

/// Whether the bill says enough of a component to look it up.
pub fn can_be_looked_up(bom: &Bom, row: Row) -> bool {
    asked(bom, row).0 == Look::Done
}

/// As [`asked`]; of a component that names no package of an ecosystem, the packages it may be. Such a component stays one that was
/// not looked up, whatever is found.
fn asked_or_guessed(bom: &Bom, row: Row, lists: &Lists) -> (Look, Vec<Asked>) {
    let (look, mut asked) = asked(bom, row);
    if matches!(look, Look::NoPurl | Look::BadPurl | Look::NoEcosystem) {
        let versions = stated_versions(bom, row);
        for package in lists.guesses(bom, row) {
            asked.extend(each_version(&package, &versions, true));
        }
    }
    (look, asked)
}

/// One question for each version; one without where there is none.
fn each_version(package: &Package, versions: &[String], guessed: bool) -> impl Iterator<Item = Asked> {
    let none = versions.is_empty().then_some(None);
    let versions = versions.iter().cloned().map(Some).chain(none);
    versions.map(move |version| Asked { package: package.clone(), version, guessed })
}

/// The packages a component may be, each in every version the bill gives it, and whether that is enough to look it up.
fn asked(bom: &Bom, row: Row) -> (Look, Vec<Asked>) {
    let parts = &bom.components;
    let Some(text) = bom.value(parts.purl[row]) else { return (Look::NoPurl, Vec::new()) };
    let text = text.trim();
    let Ok(purl) = parse_purl(text) else { return (Look::BadPurl, Vec::new()) };
    let Some(package) = Package::of(text, &purl) else { return (Look::NoEcosystem, Vec::new()) };
    let versions = versions(bom, row, Some(&purl));
    let mut packages = vec![package];
    // Distributions keep their advisories by source package; a package URL names the binary one and its source beside it.
    if let Some(upstream) = purl_qualifier(text, "upstream") {
        packages.push(Package::new(&packages[0].ecosystem, source_package(&upstream)));
    }
    let asked = packages.iter().flat_map(|package| each_version(package, &versions, false)).collect();
    (if versions.is_empty() { Look::NoVersion } else { Look::Done }, asked)
}

/// The name of a source package: alone, before a version (`openssl@3.0`), or in the name of its file
/// (`openssl-3.0.7-24.el9.src.rpm`).
fn source_package(upstream: &str) -> &str {
    let name = upstream.split('@').next().unwrap_or_default();
    let file = name.strip_suffix(".src.rpm").and_then(|file| file.rsplitn(3, '-').nth(2));
    file.unwrap_or(name)
}

/// The versions a bill gives a component, in its package URL and in its version field: two where they differ. The short form
/// of a distribution's version is no other claim.
pub fn stated_versions(bom: &Bom, row: Row) -> Vec<String> {
    let purl = bom.value(bom.components.purl[row]).and_then(|text| parse_purl(text.trim()).ok());
    versions(bom, row, purl.as_ref())
}

fn versions(bom: &Bom, row: Row, purl: Option<&PurlParts<'_>>) -> Vec<String> {
    let stated = bom.value(bom.components.version[row]).map(str::trim).filter(|version| !version.is_empty());
    let in_purl = purl.and_then(|purl| purl.version.as_deref());
    let other = stated.filter(|stated| in_purl.is_none_or(|longer| !is_short_for(stated, longer)));
    let versions = in_purl.into_iter().chain(other);
    // A package URL of an RPM keeps the epoch apart.
    let epoch =
        purl.filter(|purl| purl.kind == "rpm").and_then(|_| purl_qualifier(bom.value(bom.components.purl[row])?.trim(), "epoch"));
    let whole = |version: &str| match &epoch {
        Some(epoch) if !version.contains(':') => format!("{epoch}:{version}"),
        _ => version.to_owned(),
    };
    versions.map(whole).collect()
}

/// Whether one version is the other without what a distribution puts around it: `3.0.11` of `1:3.0.11-1~deb12u2`.
fn is_short_for(short: &str, long: &str) -> bool {
    let bare = long.split_once(':').map_or(long, |(_, rest)| rest);
    [long, bare].into_iter().any(|long| {
        long.strip_prefix(short).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
            || long.strip_prefix('v').is_some_and(|rest| rest == short)
    })
}
