//! `bomgate advisories update`: asks a service about the packages of bills and adds what it has to the database.

use super::advisories::fault;
use super::buyer::today;
use super::fault::Fault;
use super::inputs::{Input, Inputs};
use super::output::{paint, to_stdout, width};
use super::refusal;
use super::tongue::{language, words};
use crate::advisory::Package;
use crate::advisory::online::{Fetched, Online, Tally};
use crate::advisory::store::{Store, Update, Updated, update};
use crate::base::{Limits, phrase};
use crate::enrich::{Lists, packages};
use crate::evaluate::Verdict;
use crate::read::read;
use crate::report::{Ink, Page, ink, visible};
use std::collections::BTreeSet;
use std::fmt::Display;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Asks, then writes. A bill that cannot be read is REJECT, a service that fails INCOMPLETE; then nothing is written.
pub(super) fn run(boms: &[PathBuf], target: PathBuf, online: &Online) -> Result<u8, Fault> {
    let asked = match wanted(boms, &target)? {
        Ok(asked) => asked,
        Err(code) => return Ok(code),
    };
    if asked.is_empty() {
        return Err(
            Fault::usage(phrase!("there is no package to ask about")).help(phrase!("name bills whose parts have package URLs"))
        );
    }
    let Fetched { bodies, tally, .. } = match online.fetch(&asked) {
        Ok(fetched) => fetched,
        Err(refusal) => {
            let place = online.endpoint();
            // Without stderr there is nobody left to tell; the exit code still says it.
            let _ = writeln!(
                anstream::stderr().lock(),
                "{}{}",
                words().verdict("INCOMPLETE"),
                visible(&words().phrase(&phrase!(" {}: the service {}", place, refusal))),
            );
            let _ = writeln!(anstream::stderr().lock(), "{}", words().say("help: the database is as it was"));
            return Ok(Verdict::INCOMPLETE.code());
        }
    };
    let updated = update(Update { packages: asked, bodies, target: target.clone(), day: today() }).map_err(fault)?;
    to_stdout(|out| told(&mut Page::new(out, width(), paint()).speaking(language()), &target, &tally, &updated)).map(|()| 0)
}

/// The packages of the bills, and those the service was asked about before; or the exit code of a bill that cannot be read.
fn wanted(boms: &[PathBuf], target: &Path) -> Result<Result<Vec<Package>, u8>, Fault> {
    let lists = Lists::shipped()?;
    let mut asked: BTreeSet<Package> = BTreeSet::new();
    for (name, source) in Inputs::of(boms, &Limits::default())?.bills.into_iter().map(Input::open) {
        match source.and_then(|source| read(source, &Limits::default())) {
            Ok(bom) => asked.extend(packages(&bom, &lists)),
            Err(error) => return Ok(Err(refusal(Path::new(&name), &error))),
        }
    }
    if target.exists() {
        let store = Store::open(target).map_err(|why| Fault::usage(phrase!("{}: {}", target.display(), why)))?;
        asked.extend(store.asked());
    }
    Ok(Ok(asked.into_iter().collect()))
}

fn told(page: &mut Page<'_>, path: &Path, tally: &Tally, updated: &Updated) -> io::Result<()> {
    let parts: [&dyn Display; 4] = [&tally.packages, &tally.host, &tally.records, &tally.requests];
    let came = words().fill("{} packages of {}: {} records in {} requests", &parts);
    page.field(0, words().say("asked"), &[ink(Ink::Plain, came)])?;
    let added = words().fill("{} new, {} changed", &[&updated.new, &updated.changed]);
    page.field(0, words().say("added"), &[ink(Ink::Good, added), ink(Ink::Plain, words().fill(" into {}", &[&path.display()]))])?;
    page.field(0, words().say("holds"), &[ink(Ink::Plain, words().fill("{} records", &[&updated.records]))])?;
    page.field(0, words().say("digest"), &[ink(Ink::Faint, format!("sha256 {}", updated.digest))])?;
    if updated.unread > 0 {
        let text = words().fill("{} records could not be read; checks of their ecosystems are INCOMPLETE", &[&updated.unread]);
        page.field(0, "", &[ink(Ink::Warn, text)])?;
    }
    Ok(())
}
