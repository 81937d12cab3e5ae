//! Whether a party behind a component is on a list of parties.

use super::listed::{names, parties};
use super::scene::Scene;
use super::{Argument, Check, Explanation, Test, Wants};
use crate::base::{Index, Mask, Memo, Phrase, Truth, nearest, phrase};
use crate::enrich::{Dimension, Hit, Holds, Origin, OriginField, PROPERTIES, PartyList};
use crate::model::Row;

/// `found_on_list(component, "id" [, share])`
pub(super) const FOUND_ON_LIST: Check = Check {
    name: "found_on_list",
    wants: Wants::Parties,
    doc: "Is a party behind the component found on a list of parties, as far as the list goes? As `on_list`, but of a list that \
          is not complete whoever is not on it answers no: a rule asks so whether it applies, and then asks `on_list`.",
    make: |argument| made(argument, Reach::Names),
};

/// `on_list(component, "id" [, share])`
pub(super) const ON_LIST: Check = Check {
    name: "on_list",
    wants: Wants::Parties,
    doc: "Is a party behind the component on a list of parties, or owned by those that are? Lists ship under \
          `policies/lists/parties.yaml`; the operator mounts others with `--parties`. Compares everyone the component names, \
          its own name, the organisation a list of publishers has behind them, its owners, and the owners the bill states. The share is the \
          one from which owned parties count, 0.5 where none is given; the shares of listed owners add up, and a stated owner \
          controls unless a document of the operator gives its share: a share that the bill states excuses nothing. Yes: a name or an alias is that of the list. No: somebody is named, nobody is on the list, \
          and the list is complete. Unknown: nobody is named, only a similar spelling is found, the list is not complete, or \
          there is no such list.",
    make: |argument| made(argument, Reach::World),
};

fn made(argument: &Argument, reach: Reach) -> Result<Box<dyn Test>, Phrase> {
    match argument {
        Argument::Parties(list, share) => Ok(Box::new(OnList { list: list.clone(), share: share.unwrap_or(HALF), reach })),
        _ => Err(phrase!("the id of a list of parties is expected")),
    }
}

/// How much of the digest of a list reports show.
const DIGEST: usize = 12;

/// The share from which an owned party counts, where nothing else is asked.
pub(super) const HALF: f64 = 0.5;

struct OnList {
    list: String,
    share: f64,
    reach: Reach,
}

/// What is asked of a list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// The names it has.
    Names,
    /// The regime itself, of which the list may have a part only.
    World,
}

/// Looks names up in one list, one met again and again once.
pub(super) struct Screen<'s> {
    scene: &'s Scene<'s>,
    list: &'s PartyList,
    share: f64,
    names: Memo<Option<Hit>>,
    publishers: Vec<Option<Hit>>,
}

/// What was found of one component.
pub(super) struct Found {
    /// The strongest hit, and the name that made it.
    pub(super) hit: Option<(String, Hit)>,
    /// Whether anybody is named.
    pub(super) named: bool,
}

impl<'s> Screen<'s> {
    pub(super) fn new(scene: &'s Scene<'s>, list: &'s PartyList, share: f64) -> Self {
        let find = |name: &str| list.find(name, share, scene.lists);
        // A publisher of our own list resembles many names; only its very names count.
        let of_publisher = |publisher: &crate::enrich::Publisher| {
            let names = std::iter::once(&publisher.name).chain(&publisher.aliases);
            names.filter_map(|name| find(name)).find(|hit| !matches!(hit, Hit::Alike(_)))
        };
        let publishers = scene.lists.publishers().iter().map(of_publisher).collect();
        Self { scene, list, share, names: Memo::default(), publishers }
    }

    fn find(&mut self, name: &str) -> Option<Hit> {
        let (list, share, lists) = (self.list, self.share, self.scene.lists);
        *self.names.of(name, || list.find(name, share, lists))
    }

    /// Whether the text of an origin only says where.
    fn is_place(&self, origin: &Origin, text: &str) -> bool {
        let place = match origin.field {
            OriginField::Property(at) => PROPERTIES.get(usize::from(at)).is_some_and(|known| known.holds == Holds::Country),
            _ => origin.country.is_some(),
        };
        place && self.scene.lists.names_places(text)
    }

    /// The share that documents of the operator say an owner holds. What the bill says of it is not asked: a vendor that could
    /// call a listed owner a small one would excuse itself.
    fn held(&self, row: Row, origin: &Origin) -> Option<f64> {
        let (facts, lists) = (&self.scene.facts, self.scene.lists);
        let of_owner = facts.claims.of(row, Dimension::Owner);
        let mut stated = of_owner.filter_map(|claim| Some((claim.party.as_deref()?, claim.share?))).peekable();
        stated.peek()?;
        let key = |name: &str| lists.name_key(name).unwrap_or_else(|| name.to_owned());
        let names: Vec<String> = match facts.claim(origin) {
            Some(claim) => claim.party.as_deref().into_iter().map(key).collect(),
            None => {
                let listed = origin.party.map(|party| lists.publisher(party));
                let known = listed.into_iter().flat_map(|listed| std::iter::once(&listed.name).chain(&listed.aliases));
                known.map(|name| key(name)).chain(origin.name.map(|name| key(self.scene.bom.text(name)))).collect()
            }
        };
        stated.filter(|(party, _)| names.contains(&key(party))).map(|(_, share)| share).reduce(f64::max)
    }

    /// Everyone behind one component.
    pub(super) fn row(&mut self, row: Row) -> Found {
        let scene = self.scene;
        let mut found = Found { hit: None, named: false };
        for party in parties(scene, row) {
            found.named = true;
            if let Some(name) = scene.bom.parties[party].name.get().value() {
                let name = scene.bom.text(name);
                found.take(self.find(name), name);
            }
        }
        names(scene, row, &mut |name, of_party| {
            if of_party {
                found.named = true;
                found.take(self.find(name), name);
            }
        });
        for origin in scene.facts.origins.of(row) {
            if origin.dimension == Dimension::Distributor || scene.facts.denied(origin) {
                continue;
            }
            if origin.dimension == Dimension::Owner && self.held(row, origin).is_some_and(|held| held < self.share) {
                continue;
            }
            let claimed = scene.facts.claim(origin).and_then(|claim| claim.party.as_deref());
            let (hit, name) = match (claimed, origin.party, origin.name.map(|name| scene.bom.text(name))) {
                (Some(name), ..) => (self.find(name), name),
                (None, Some(party), _) => (self.publishers[party.at()], scene.lists.publisher(party).name.as_str()),
                // A property of countries holds the name of the party where another property gives one.
                (None, None, Some(name)) if !self.is_place(origin, name) => (self.find(name), name),
                _ => continue,
            };
            found.named |= origin.basis.firm();
            // Who is only guessed at is for a person to look at.
            let hit = match hit {
                Some(Hit::Named(at) | Hit::Owned(at, _)) if !origin.basis.firm() => Some(Hit::Alike(at)),
                hit => hit,
            };
            found.take(hit, name);
        }
        found
    }
}

impl Screen<'_> {
    /// Everyone behind one component, and the name it goes by itself: a service may be called as its maker is.
    fn whole(&mut self, row: Row) -> Found {
        let mut found = self.row(row);
        names(self.scene, row, &mut |name, of_party| {
            // The names of products resemble those of firms too often: only the very name counts.
            if !of_party && let Some(hit @ Hit::Named(_)) = self.list.spelt(name, self.share, self.scene.lists) {
                found.take(Some(hit), name);
            }
        });
        found
    }
}

impl Found {
    fn take(&mut self, hit: Option<Hit>, name: &str) {
        let rank = |hit: &Hit| match hit {
            Hit::Named(_) => 2,
            Hit::Owned(..) => 1,
            Hit::Alike(_) => 0,
        };
        if let Some(hit) = hit
            && self.hit.as_ref().is_none_or(|(_, known)| rank(known) < rank(&hit))
        {
            self.hit = Some((name.to_owned(), hit));
        }
    }

    pub(super) fn answer(&self, complete: bool) -> Truth {
        match &self.hit {
            Some((_, Hit::Named(_) | Hit::Owned(..))) => Truth::Yes,
            None if complete && self.named => Truth::No,
            Some((_, Hit::Alike(_))) | None => Truth::Unknown,
        }
    }
}

impl Test for OnList {
    fn ask(&self, scene: &Scene<'_>) -> Mask {
        let Some(list) = scene.lists.party_list(&self.list) else {
            return Mask::collect(scene.rows(), |_| Truth::Unknown);
        };
        // Both functions look the same names up in the same list: once.
        let key = format!("names {} {}", self.list, self.share);
        let cell = scene.worked.asked(&key);
        let by_name = cell.get_or_init(|| {
            let mut screen = Screen::new(scene, list, self.share);
            Mask::collect(scene.rows(), |at| screen.whole(Row::new(at)).answer(true))
        });
        if list.complete || self.reach == Reach::Names { by_name.clone() } else { by_name.doubting(Truth::No) }
    }

    fn explain(&self, scene: &Scene<'_>, row: Row) -> Explanation {
        let mut explanation = Explanation::default();
        let Some(list) = scene.lists.party_list(&self.list) else {
            let known = scene.lists.party_lists().iter().map(|list| list.id.as_str());
            let meant = nearest(&self.list, known).map(|meant| phrase!("; did you mean `{}`?", meant)).unwrap_or_default();
            let said = phrase!("`{}` is neither shipped nor mounted{}", &self.list, meant);
            explanation.saw(phrase!("list of parties"), said);
            return explanation;
        };
        let found = Screen::new(scene, list, self.share).whole(row);
        match found.hit {
            Some((name, Hit::Named(at))) => {
                explanation.saw(phrase!("party"), phrase!("{}: listed as {}", name, &list.parties[at].id));
            }
            Some((name, Hit::Owned(at, share))) => {
                let (id, percent) = (&list.parties[at].id, format!("{:.0}", share * 100.0));
                explanation.saw(phrase!("party"), phrase!("{}: {}, which listed parties own to {} %", name, id, percent));
            }
            Some((name, Hit::Alike(at))) => {
                let said = phrase!("{}: resembles {}; a person has to look", name, &list.parties[at].id);
                explanation.saw(phrase!("party"), said);
            }
            None => {
                let said = if found.named { phrase!("none is found on the list") } else { phrase!("none is named") };
                explanation.saw(phrase!("parties behind the component"), said);
            }
        }
        let whole =
            if list.complete { Phrase::default() } else { phrase!("; not complete: mount the whole list with --parties") };
        let mark = list.mark.map(|mark| phrase!(", {}", Phrase::word(mark.word()))).unwrap_or_default();
        let (as_of, digest) = (list.as_of.to_string(), list.digest.get(..DIGEST).unwrap_or(&list.digest).to_owned());
        let said = phrase!("{} as of {}, {}: {}{}{}", &list.id, as_of, digest, list.source.to_string(), mark, whole);
        explanation.saw(phrase!("list of parties"), said);
        explanation
    }
}
