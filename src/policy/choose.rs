//! Which packs a choice means: those named, those they include, those of a sector for a home.

use super::diagnostic::{PolicyError, SourceText};
use super::pack::Pack;
use super::shipped::Library;
use super::words::Purpose;
use crate::base::{Phrase, nearest, phrase};
use crate::enrich::Lists;

/// Loads a pack and what it includes, and notes the order they are asked in.
pub(super) fn load(
    name: &str,
    asked_by: Option<(&SourceText, usize)>,
    library: &mut Library,
    order: &mut Vec<String>,
    open: &mut Vec<String>,
) -> Result<(), PolicyError> {
    if order.iter().any(|done| done == name) {
        return Ok(());
    }
    let fail = |title: Phrase| match asked_by {
        Some((source, at)) => PolicyError::at(source, at..at + name.len(), title),
        None => PolicyError::new(title),
    };
    if open.iter().any(|other| other == name) {
        return Err(fail(phrase!("packs include each other in a circle: {} -> {}", open.join(" -> "), name)));
    }
    if library.find(name).is_none() {
        let Some(text) = Library::text_of(name) else {
            let known: Vec<String> = Library::shipped_names().collect();
            let error = fail(phrase!("there is no pack `{}`", name));
            return Err(match nearest(name, known.iter().map(String::as_str)) {
                Some(near) => error.help(phrase!("did you mean `{}`?", near)),
                None => error.help(phrase!("`bomgate policy list` shows the packs: {}", Phrase::names(&known))),
            });
        };
        library.add_shipped(text)?;
    }
    let pack = library.find(name).expect("loaded above").clone();
    open.push(name.to_owned());
    for (included, at) in &pack.includes {
        load(included, Some((&pack.text, *at)), library, order, open)?;
    }
    open.pop();
    order.push(name.to_owned());
    Ok(())
}

/// The shipped packs of a sector for a home: those of the country itself, of a region it is in, and of every home; and
/// the base packs of that home, which every sector shares.
pub(super) fn sector_packs(sector: &str, home: Option<&str>, lists: &Lists) -> Result<Vec<String>, PolicyError> {
    let Some(home) = home else {
        return Err(PolicyError::new(phrase!("--sector needs --home")).help(phrase!("say where the buyer is, such as --home DE")));
    };
    let library = Library::shipped()?;
    let policies: Vec<&Pack> = library.packs().iter().filter(|pack| pack.purpose == Purpose::Policy).collect();
    if !policies.iter().any(|pack| pack.sector.as_deref() == Some(sector)) {
        let mut sectors: Vec<&str> = policies.iter().filter_map(|pack| pack.sector.as_deref()).collect();
        sectors.sort_unstable();
        sectors.dedup();
        let error = PolicyError::new(phrase!("there is no sector `{}`: the sectors are {}", sector, Phrase::names(&sectors)));
        return Err(error.meant(sector, sectors));
    }
    let country = lists.country(home);
    let of_home = |pack: &Pack| {
        pack.home.as_deref().is_some_and(|word| {
            word == home
                || country.is_some_and(|country| {
                    word == country.as_str() || lists.region(word).is_some_and(|members| members.contains(&country))
                })
        })
    };
    let offered = |pack: &Pack| pack.sector.as_deref().is_none_or(|word| word == sector);
    if !policies.iter().any(|pack| offered(pack) && of_home(pack)) {
        let mut homes: Vec<&str> = policies.iter().filter(|pack| offered(pack)).filter_map(|pack| pack.home.as_deref()).collect();
        homes.sort_unstable();
        homes.dedup();
        let title = phrase!("there is no {} pack for home {}: there are packs for {}", sector, home, Phrase::names(&homes));
        return Err(PolicyError::new(title).help(phrase!("choose packs by name with --policy, for example --policy core")));
    }
    let chosen = policies.iter().filter(|pack| offered(pack) && (pack.home.is_none() || of_home(pack)));
    Ok(chosen.map(|pack| pack.name.clone()).collect())
}
