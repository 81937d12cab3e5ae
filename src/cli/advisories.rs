//! `bomgate advisories`: makes the database bills are looked up in, and says what it holds.

use super::arguments::Advisories;
use super::buyer::today;
use super::config::Config;
use super::fault::Fault;
use super::network;
use super::output::{paint, to_stdout, width};
use super::tongue::{language, words};
use super::update;
use crate::advisory::store::{Import, ImportError, Imported, Shrink, Store, import};
use crate::advisory::{Broken, Origin, Source, Unavailable};
use crate::base::{filled, phrase};
use crate::evaluate::Verdict;
use crate::report::{Ink, Page, ink};
use etcetera::BaseStrategy;
use jiff::civil::Date;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Unread records and skipped files shown by name.
const SHOWN: usize = 20;

/// Imports, or shows what is there.
pub(super) fn run(arguments: Advisories) -> Result<u8, Fault> {
    match arguments {
        Advisories::Import { paths, kev, database, as_of, replace } => {
            let target = at(database)?;
            let shrink = if replace { Shrink::Allowed } else { Shrink::Refused };
            let wish = Import { paths, exploited: kev, target, as_of, today: today(), shrink };
            let imported = import(&wish).map_err(fault)?;
            to_stdout(|out| told(&mut Page::new(out, width(), paint()).speaking(language()), &wish.target, &imported)).map(|()| 0)
        }
        Advisories::Update { boms, database, config, reach } => {
            let config = Config::load(config.as_deref())?.advisories;
            update::run(&boms, at(database)?, &network::online(&reach, &config)?)
        }
        Advisories::Status { database, verify } => {
            let path = at(database)?;
            let opened = Store::open(&path).and_then(|store| if verify { store.verify().map(|()| store) } else { Ok(store) });
            to_stdout(|out| status(&mut Page::new(out, width(), paint()).speaking(language()), &path, &opened))?;
            Ok(if opened.is_ok() { 0 } else { Verdict::INCOMPLETE.code() })
        }
    }
}

/// Where a bill is looked up: in the file named by flag, environment or config, or else in the user's own database, if it is
/// there. `none` and an empty `BOMGATE_ADVISORIES` stand for nowhere. A database that cannot be used is a source that fails.
pub(super) fn source(named: Option<PathBuf>) -> Option<Arc<dyn Source>> {
    let named = named.or_else(|| std::env::var_os("BOMGATE_ADVISORIES").map(PathBuf::from));
    let path = match named {
        Some(path) if path.as_os_str().is_empty() || path.as_os_str() == "none" => return None,
        Some(path) => path,
        None => users_own().filter(|path| path.exists())?,
    };
    Some(match Store::open(&path) {
        Ok(store) => Arc::new(store),
        Err(why) => Arc::new(Broken { why, origin: Origin::Offline, place: path.display().to_string() }),
    })
}

fn at(database: Option<PathBuf>) -> Result<PathBuf, Fault> {
    database.or_else(users_own).ok_or_else(|| {
        Fault::usage(phrase!("there is no folder of the user's own to keep the database in"))
            .help(phrase!("name a file with --database"))
    })
}

/// `bomgate/advisories.db` of the user's data folder. The folder is absolute: it cannot lie where a delivery was unpacked by
/// being relative to it.
fn users_own() -> Option<PathBuf> {
    let folder = etcetera::choose_base_strategy().ok()?.data_dir();
    folder.is_absolute().then(|| folder.join("bomgate").join("advisories.db"))
}

pub(super) fn fault(error: ImportError) -> Fault {
    let help = match &error {
        ImportError::Fewer { .. } => phrase!("name everything the database should hold, or say --replace"),
        ImportError::Running => phrase!("wait for it to end"),
        ImportError::Nothing => {
            phrase!("OSV records are JSON or YAML files with an `id` and `affected`; zip archives of them are read too")
        }
        _ => phrase!("the database is as it was"),
    };
    Fault::usage(error.phrase()).help(help)
}

fn told(page: &mut Page<'_>, path: &Path, imported: &Imported) -> io::Result<()> {
    let good = words().fill("{} records on {} packages", &[&imported.records, &imported.packages]);
    page.field(
        0,
        words().say("imported"),
        &[ink(Ink::Good, good), ink(Ink::Plain, words().fill(" into {}", &[&path.display()]))],
    )?;
    page.field(0, words().say("as of"), &[ink(Ink::Plain, day(imported.as_of))])?;
    page.field(0, words().say("digest"), &[ink(Ink::Faint, format!("sha256 {}", imported.digest))])?;
    exploited(page, imported.exploited)?;
    for (count, what) in [
        (imported.repeated, words().say("{} stood there more than once; the one modified last was kept")),
        (imported.without_package, words().say("{} name no package, only commits: nothing is looked up in them")),
        (imported.skipped.len(), words().say("{} files hold no OSV record and were passed over")),
        (
            imported.unread.len(),
            words().say("{} records could not be read; checks of their ecosystems are INCOMPLETE (advisories-unread)"),
        ),
    ] {
        if count > 0 {
            page.field(0, "", &[ink(Ink::Warn, filled(what, &[&count.to_string()]))])?;
        }
    }
    for unread in imported.unread.iter().take(SHOWN) {
        page.field(0, words().say("not read"), &[ink(Ink::Plain, format!("{}: {}", unread.name, unread.why))])?;
    }
    for skipped in imported.skipped.iter().take(SHOWN) {
        page.field(0, words().say("passed over"), &[ink(Ink::Faint, skipped.as_str())])?;
    }
    let more = imported.unread.len().saturating_sub(SHOWN) + imported.skipped.len().saturating_sub(SHOWN);
    if more > 0 {
        page.field(0, "", &[ink(Ink::Faint, words().fill("and {} more", &[&more]))])?;
    }
    Ok(())
}

fn status(page: &mut Page<'_>, path: &Path, opened: &Result<Store, Unavailable>) -> io::Result<()> {
    page.field(0, words().say("database"), &[ink(Ink::Plain, path.display().to_string())])?;
    let store = match opened {
        Ok(store) => store,
        Err(why) => return page.field(0, words().say("cannot be used"), &[ink(Ink::Bad, why.to_string())]),
    };
    let about = store.about();
    let holds = words().fill("{} records on {} packages", &[&about.records, &store.packages()]);
    page.field(0, words().say("holds"), &[ink(Ink::Good, holds)])?;
    page.field(
        0,
        words().say("as of"),
        &[ink(Ink::Plain, words().fill("{}, imported on {}", &[&day(about.as_of), &store.imported()]))],
    )?;
    page.field(0, words().say("digest"), &[ink(Ink::Faint, format!("sha256 {}", about.digest))])?;
    exploited(page, store.exploited())?;
    if !store.unread().is_empty() {
        let text = words().fill("{} records could not be read when it was made", &[&store.unread().len()]);
        page.field(0, "", &[ink(Ink::Warn, text)])?;
    }
    Ok(())
}

fn exploited(page: &mut Page<'_>, list: Option<usize>) -> io::Result<()> {
    match list {
        Some(count) => {
            page.field(0, words().say("exploited"), &[ink(Ink::Plain, words().fill("{} vulnerabilities on the list", &[&count]))])
        }
        None => page.field(0, words().say("exploited"), &[ink(Ink::Warn, words().say("no list: give it with --kev FILE"))]),
    }
}

fn day(day: Option<Date>) -> String {
    day.map_or_else(|| words().say("a day that no record states").to_owned(), |day| day.to_string())
}
