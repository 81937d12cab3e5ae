//! Lists of parties that a regime or an operator names, and who is on them.

use super::country::Country;
use super::lists::{ListError, Lists, Map, bad};
use super::name::{Spelling, one_word};
use super::publisher::Mark;
use super::shape::{ListFile, MountedParty, PartyEntry, PartyListEntry};
use crate::base::Looks;
use sha2::{Digest, Sha256};

/// How much alike two names must be to be shown as perhaps the same (Jaro-Winkler, 0 to 1). Such names only ever refer.
const ALIKE: f64 = 0.93;
/// The longest names of one word that are looked up without a copy.
const LONGEST_WORD: usize = 64;
/// Names shorter than this are alike too often.
const SHORTEST_ALIKE: usize = 5;

/// One party of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct ListedParty {
    /// Its id in the list, or its first name.
    pub id: String,
    /// Its names, then its aliases.
    pub names: Vec<String>,
    /// Where the list places it.
    pub countries: Vec<Country>,
    /// Who owns it, by place in the list, with the share where the list gives one (0 to 1).
    pub parents: Vec<(usize, Option<f64>)>,
    /// It is on the list itself; otherwise it stands there only for its owners.
    pub listed: bool,
}

/// A list of parties, shipped or mounted by the operator.
#[derive(Clone, Debug)]
pub struct PartyList {
    /// The word rules name it by.
    pub id: String,
    /// Title.
    pub title: String,
    /// Whether whoever is not on it is known not to be.
    pub complete: bool,
    /// State of the source.
    pub as_of: String,
    /// Where it comes from: the title of the source, or the operator's file.
    pub source: String,
    /// How sure it is; none for the operator's own.
    pub mark: Option<Mark>,
    /// SHA-256 of what was read, lower-case hex.
    pub digest: String,
    /// Its parties.
    pub parties: Vec<ListedParty>,
    spelt: Map<usize>,
    looks: Looks<usize>,
}

/// Why a name is held to be a party of a list.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Hit {
    /// It is the name or an alias of this party.
    Named(usize),
    /// It is the name of this party, which listed ones own to this share.
    Owned(usize, f64),
    /// It resembles a name of this party. For a person to look at.
    Alike(usize),
}

impl PartyList {
    /// The party of a name. Names are compared by look, without case, punctuation and legal forms. `owned_from` is the
    /// share from which a party that listed ones own counts as listed.
    pub fn find(&self, name: &str, owned_from: f64, lists: &Lists) -> Option<Hit> {
        let spelling = lists.forms.spelling(name)?;
        if let Some(at) = self.at(&spelling) {
            return self.hit(at, owned_from);
        }
        let look = spelling.look.as_str();
        if look.len() < SHORTEST_ALIKE {
            return None;
        }
        // Names that differ in their first letter are not held to be slips of the pen: this keeps long lists fast.
        let first = look.chars().next();
        let alike = self.looks.iter().filter(|(other, at)| {
            other.chars().next() == first
                && other.len() >= SHORTEST_ALIKE
                && other.len().abs_diff(look.len()) <= 3
                && self.parties[**at].listed
        });
        alike
            .map(|(other, at)| (strsim::jaro_winkler(look, other), *at))
            .filter(|(alike, _)| *alike >= ALIKE)
            .max_by(|one, other| one.0.total_cmp(&other.0).then(other.1.cmp(&one.1)))
            .map(|(_, at)| Hit::Alike(at))
    }

    /// As [`Self::find`], and nobody who only resembles a party of the list.
    pub fn spelt(&self, name: &str, owned_from: f64, lists: &Lists) -> Option<Hit> {
        let mut room = [0; LONGEST_WORD];
        let at = match one_word(name, &mut room) {
            Some(plain) => self.spelt.get(plain).or_else(|| self.looks.get(name)).copied(),
            None => self.at(&lists.forms.spelling(name)?),
        };
        self.hit(at?, owned_from)
    }

    fn at(&self, spelling: &Spelling) -> Option<usize> {
        self.spelt.get(&spelling.plain).or_else(|| self.looks.drawn(&spelling.look)).copied()
    }

    fn hit(&self, at: usize, owned_from: f64) -> Option<Hit> {
        if self.parties[at].listed {
            return Some(Hit::Named(at));
        }
        let share = self.owned(at, owned_from, &mut Vec::new());
        (share >= owned_from).then_some(Hit::Owned(at, share))
    }

    /// The share that listed parties hold in a party, those counted in that they own themselves to `owned_from` or more.
    /// A parent without a share controls, and counts as holding all. Circles are survived.
    fn owned(&self, at: usize, owned_from: f64, above: &mut Vec<usize>) -> f64 {
        above.push(at);
        let mut sum = 0.0;
        for (parent, share) in &self.parties[at].parents {
            let counts =
                self.parties[*parent].listed || (!above.contains(parent) && self.owned(*parent, owned_from, above) >= owned_from);
            if counts {
                sum += share.unwrap_or(1.0);
            }
        }
        above.pop();
        sum.min(1.0)
    }

    fn new(entry: PartyListEntry, source: String, mark: Option<Mark>, digest: String, lists: &Lists) -> Result<Self, ListError> {
        let PartyListEntry { id, title, complete, as_of, parties, .. } = entry;
        let mut list = Self {
            id,
            title,
            complete,
            as_of,
            source,
            mark,
            digest,
            parties: Vec::with_capacity(parties.len()),
            spelt: Map::default(),
            looks: Looks::default(),
        };
        let mut ids: Map<usize> = Map::default();
        for (at, party) in parties.iter().enumerate() {
            let Some(first) = party.names.first() else {
                return Err(bad("parties", &list.id, format!("party {} has no name", at + 1)));
            };
            let id = if party.id.is_empty() { first } else { &party.id };
            if ids.insert(id.clone(), at).is_some() {
                return Err(bad("parties", &list.id, format!("party `{id}` stands twice")));
            }
        }
        for (at, party) in parties.into_iter().enumerate() {
            list.add(at, party, &ids, lists)?;
        }
        Ok(list)
    }

    fn add(&mut self, at: usize, party: PartyEntry, ids: &Map<usize>, lists: &Lists) -> Result<(), ListError> {
        let PartyEntry { id, mut names, aliases, countries, parents, listed } = party;
        let id = if id.is_empty() { names[0].clone() } else { id };
        let fault = |problem: String| Err(bad("parties", &id, problem));
        names.extend(aliases);
        for name in &names {
            let Some(spelling) = lists.forms.spelling(name) else { return fault(format!("`{name}` cannot be a name")) };
            self.spelt.entry(spelling.plain).or_insert(at);
            self.looks.add(spelling.look, at);
        }
        let mut known = Vec::with_capacity(countries.len());
        for country in &countries {
            match lists.country(country) {
                Some(country) => known.push(country),
                None => return fault(format!("`{country}` is not a country of the list")),
            }
        }
        let mut owners = Vec::with_capacity(parents.len());
        for parent in parents {
            let Some(owner) = ids.get(&parent.parent) else {
                return fault(format!("parent `{}` is not the id of a party of the list", parent.parent));
            };
            if parent.share.is_some_and(|share| !(0.0..=1.0).contains(&share)) {
                return fault("a share is a number from 0 to 1".to_owned());
            }
            owners.push((*owner, parent.share));
        }
        self.parties.push(ListedParty { id, names, countries: known, parents: owners, listed });
        Ok(())
    }
}

impl Lists {
    /// Every list of parties, those mounted last.
    pub fn party_lists(&self) -> &[PartyList] {
        &self.party_lists
    }

    /// The list of parties of this id. One that the operator mounted stands before the shipped one of the same id.
    pub fn party_list(&self, id: &str) -> Option<&PartyList> {
        self.party_lists.iter().rev().find(|list| list.id == id)
    }

    /// Takes away the list that was mounted last under this id.
    pub(crate) fn dismount(&mut self, id: &str) {
        if let Some(at) = self.party_lists.iter().rposition(|list| list.id == id) {
            self.party_lists.remove(at);
        }
    }

    pub(super) fn add_party_lists(&mut self, file: ListFile<PartyListEntry>) -> Result<(), ListError> {
        for entry in file.entries {
            let Some(source) = file.sources.get(&entry.source) else {
                return Err(bad("parties", &entry.id, format!("cites `{}`, which `sources` does not have", entry.source)));
            };
            let (title, mark) = (source.title.clone(), entry.mark);
            let mut hash = Sha256::new();
            entry.parties.iter().flat_map(|party| party.names.iter().chain(&party.aliases)).for_each(|name| {
                hash.update(name.as_bytes());
                hash.update([0]);
            });
            let digest = hex(&hash.finalize());
            let list = PartyList::new(entry, title, Some(mark), digest, self)?;
            self.party_lists.push(list);
        }
        Ok(())
    }

    /// Mounts an operator's screening file, CSV or JSON, under the id `id`: columns or keys `id`, `names`, `aliases`,
    /// `countries`, `parent`, `share`, `listed`; several values in one CSV cell are parted by `;`, in JSON several parents
    /// stand in `parents`. It counts as complete.
    ///
    /// # Errors
    /// When it is neither, has another column, or an entry contradicts another.
    pub fn mount(&mut self, id: &str, file: &str, text: &str, as_of: &str) -> Result<(), ListError> {
        let read = if text.trim_start().starts_with(['[', '{']) { of_json } else { of_csv };
        let parties = read(text).map_err(|problem| bad("parties", file, problem))?;
        let entry = PartyListEntry {
            id: id.to_owned(),
            title: file.to_owned(),
            complete: true,
            as_of: as_of.to_owned(),
            source: file.to_owned(),
            mark: Mark::Unverified,
            parties,
        };
        let digest = hex(&Sha256::digest(text.as_bytes()));
        let list = PartyList::new(entry, file.to_owned(), None, digest, self).map_err(|error| match error {
            // The file is the place; its id is only what rules call it.
            ListError::Entry { entry, problem, .. } if entry == id => bad("parties", file, problem),
            ListError::Entry { entry, problem, .. } => bad("parties", &format!("{file}, {entry}"), problem),
            other => other,
        })?;
        self.party_lists.push(list);
        Ok(())
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn of_json(text: &str) -> Result<Vec<PartyEntry>, String> {
    let shape =
        "a list of parties with `names`, and perhaps `id`, `aliases`, `countries`, `parent`, `share`, `parents`, `listed`";
    let parties: Vec<MountedParty> =
        serde_json::from_str(text).map_err(|error| format!("is not JSON of the shape {shape}: {error}"))?;
    parties.into_iter().map(MountedParty::entry).collect()
}

fn of_csv(text: &str) -> Result<Vec<PartyEntry>, String> {
    const COLUMNS: [&str; 7] = ["id", "names", "aliases", "countries", "parent", "share", "listed"];
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let header = reader.headers().map_err(|error| error.to_string())?.clone();
    for (at, column) in header.iter().enumerate() {
        if !COLUMNS.contains(&column) {
            return Err(format!("column `{column}` is not one of {}", COLUMNS.join(", ")));
        }
        if header.iter().take(at).any(|earlier| earlier == column) {
            return Err(format!("column `{column}` stands twice"));
        }
    }
    let place = |column: &str| header.iter().position(|there| there == column);
    if place("names").is_none() {
        return Err("there is no column `names`".to_owned());
    }
    let mut parties = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| error.to_string())?;
        let line = record.position().map_or(0, csv::Position::line);
        let cell = |column: &str| place(column).and_then(|at| record.get(at)).unwrap_or_default();
        let several = |column: &str| -> Vec<String> {
            cell(column).split(';').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
        };
        let (shares, owners) = (several("share"), several("parent"));
        if shares.len() > owners.len() {
            return Err(format!("line {line}: more shares than parents"));
        }
        let mut parents = Vec::new();
        for (at, parent) in owners.into_iter().enumerate() {
            let share = match shares.get(at) {
                None => None,
                Some(text) => Some(share(text).ok_or_else(|| format!("line {line}: `{text}` is no share such as 0.6 or 60%"))?),
            };
            parents.push(super::shape::ShareEntry { parent, share });
        }
        let listed = match cell("listed") {
            "" | "yes" | "true" => true,
            "no" | "false" => false,
            other => return Err(format!("line {line}: `{other}` in column `listed` is neither yes nor no")),
        };
        let (names, aliases, countries) = (several("names"), several("aliases"), several("countries"));
        if names.is_empty() {
            return Err(format!("line {line}: no name"));
        }
        parties.push(PartyEntry { id: cell("id").to_owned(), names, aliases, countries, parents, listed });
    }
    Ok(parties)
}

/// `0.6`, `60%` and `60 %` as a share of 1.
pub(super) fn share(text: &str) -> Option<f64> {
    let text = text.trim();
    let share = match text.strip_suffix('%') {
        Some(percent) => percent.trim().parse::<f64>().ok()? / 100.0,
        None => text.parse::<f64>().ok()?,
    };
    (0.0..=1.0).contains(&share).then_some(share)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CSV: &str = "id,names,aliases,countries,parent,share,listed\n\
        acme,Acme Holding Ltd,\"Acme; アクメ\",RU,,,\n\
        beta,Beta GmbH,,DE,,,yes\n\
        child,Child Robotics,,DE,acme;beta,30%;0.25,no\n\
        small,Small Robotics,,DE,acme,0.2,no\n\
        grand,Grandchild,,DE,child,60%,no\n";

    fn mounted(text: &str) -> Result<Lists, ListError> {
        let mut lists = Lists::shipped().unwrap();
        lists.mount("mine", "mine.csv", text, "2026-11-22")?;
        Ok(lists)
    }

    #[test]
    fn names_decide_shares_add_up_and_likeness_only_refers() {
        let lists = mounted(CSV).unwrap();
        let list = lists.party_list("mine").unwrap();
        let find = |name| list.find(name, 0.5, &lists);
        for name in ["ACME HOLDING", "acme", "アクメ", "Аcme Holding"] {
            assert_eq!(find(name), Some(Hit::Named(0)), "{name}");
        }
        assert_eq!(find("Child Robotics"), Some(Hit::Owned(2, 0.55)));
        assert_eq!(find("Small Robotics"), None);
        assert_eq!(find("Grandchild"), Some(Hit::Owned(4, 0.6)));
        assert_eq!(list.find("Child Robotics", 0.6, &lists), None);
        assert_eq!(find("Acme Holdinq"), Some(Hit::Alike(0)));
        assert_eq!(find("Nobody"), None);
    }

    #[test]
    fn a_file_that_is_not_understood_is_refused() {
        for (text, problem) in [
            ("id,name\n1,a\n", "column `name`"),
            ("id\n1\n", "no column `names`"),
            ("names,share,parent\na,1.5,a\n", "`1.5` is no share"),
            ("names,parent\na,b\n", "parent `b`"),
            ("names,countries\na,Atlantis\n", "`Atlantis`"),
            ("id,names\nx,a\nx,b\n", "stands twice"),
            ("[{\"name\":\"a\"}]", "is not JSON of the shape"),
            ("names,listed\na,perhaps\n", "neither yes nor no"),
        ] {
            let error = mounted(text).err().unwrap().to_string();
            assert!(error.contains(problem), "{error}");
        }
    }
}
