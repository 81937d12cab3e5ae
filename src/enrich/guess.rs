//! Packages a part may be that names none: policy data, not code. A guess can only make a verdict worse.

use super::lists::{ListError, Lists, bad};
use super::shape::{EcosystemEntry, ListFile};
use super::web;
use crate::advisory::Package;
use crate::model::{Bom, Kind, Row, parse_purl};

/// Where parts that name no ecosystem are looked up.
#[derive(Debug, Default)]
pub(super) struct Guesses(Vec<Guess>);

#[derive(Debug)]
struct Guess {
    kinds: Vec<Kind>,
    entry: EcosystemEntry,
}

impl Lists {
    pub(super) fn add_ecosystems(&mut self, file: ListFile<EcosystemEntry>) -> Result<(), ListError> {
        let mut guesses = Vec::with_capacity(file.entries.len());
        for entry in file.entries {
            let fault = |problem: String| Err(bad("ecosystems", &entry.id, problem));
            let kind = |word: &String| Kind::ALL.into_iter().find(|kind| kind.word() == word);
            let Some(kinds) = entry.kinds.iter().map(kind).collect::<Option<Vec<Kind>>>() else {
                return fault("names a kind of part that does not exist".to_owned());
            };
            let signs = entry.starts.len() + entry.addresses.len() + entry.properties.len();
            if !entry.always && !entry.grouped && signs == 0 {
                return fault("has no sign by which it is guessed".to_owned());
            }
            guesses.push(Guess { kinds, entry });
        }
        self.guesses = Guesses(guesses);
        Ok(())
    }

    /// The packages a part may be by its name and what points to a registry. Empty for kinds of parts that are no packages.
    pub(super) fn guesses(&self, bom: &Bom, row: Row) -> Vec<Package> {
        let kind = bom.components.kind[row];
        let asked = self.guesses.0.iter().filter(|guess| guess.kinds.contains(&kind) && guess.entry.points(bom, row));
        let mut packages: Vec<Package> = asked.flat_map(|guess| guess.entry.packages(bom, row)).collect();
        packages.sort();
        packages.dedup();
        packages
    }
}

impl EcosystemEntry {
    /// Whether something of the part points to the ecosystem.
    fn points(&self, bom: &Bom, row: Row) -> bool {
        let parts = &bom.components;
        let group = bom.value(parts.group[row]).unwrap_or_default();
        let starts =
            |start: &String| names(bom, row).any(|name| name.starts_with(start.as_str())) || group.starts_with(start.as_str());
        self.always
            || (self.grouped && group.contains('.'))
            || self.starts.iter().any(starts)
            || parts.references.of(row).iter().any(|reference| self.leads(bom.text(reference.url)))
            || parts.properties.of(row).iter().any(|property| {
                let values = self.properties.get(bom.text(property.name));
                let stated = bom.value(property.value).unwrap_or_default();
                values.is_some_and(|values| values.iter().any(|value| value == "*" || value.eq_ignore_ascii_case(stated)))
            })
    }

    fn leads(&self, url: &str) -> bool {
        let Some(host) = web::host(url) else { return false };
        let under = |known: &String| host == *known || host.strip_suffix(known.as_str()).is_some_and(|rest| rest.ends_with('.'));
        self.addresses.iter().any(under)
    }

    fn packages(&self, bom: &Bom, row: Row) -> Vec<Package> {
        let group = bom.value(bom.components.group[row]).map(str::trim).filter(|group| !group.is_empty());
        let mut packages = Vec::new();
        for name in names(bom, row) {
            let known = self.names.iter().find(|(product, _)| product.eq_ignore_ascii_case(name));
            packages.extend(known.map(|(_, package)| Package::new(&self.id, package)));
            let whole = match (group, self.separator.as_deref()) {
                (Some(group), Some(separator)) if !name.starts_with(group) => format!("{group}{separator}{name}"),
                _ => name.to_owned(),
            };
            // No registry has a name with a space.
            if !whole.contains(char::is_whitespace) {
                packages.push(Package::new(&self.id, &whole));
            }
        }
        packages
    }
}

/// What a part is called, in its name and in a package URL of no ecosystem.
fn names(bom: &Bom, row: Row) -> impl Iterator<Item = &str> {
    let parts = &bom.components;
    let purl = bom.value(parts.purl[row]).map(str::trim).filter(|purl| parse_purl(purl).is_ok());
    let last = purl.and_then(|purl| purl.split(['?', '#']).next()?.rsplit('/').next()?.split('@').next());
    bom.value(parts.name[row]).map(str::trim).into_iter().chain(last).filter(|name| !name.is_empty())
}
