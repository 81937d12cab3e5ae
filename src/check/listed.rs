//! Whether a component, or a party behind it, is on a list of names.

use super::scene::Scene;
use super::{Check, Explanation, Test, Wants};
use crate::base::{Index, Looks, Mask, Phrase, Skeleton, Text, Truth, phrase};
use crate::enrich::Lists;
use crate::model::{PartyId, Role, Row, cut_purl, parse_purl};
use foldhash::fast::RandomState;
use hashbrown::{HashMap, HashSet};

/// `listed(component, names)`
pub(super) const LISTED: Check = Check {
    name: "listed",
    wants: Wants::Words,
    doc: "Does the component, or a party behind it, go by a name of the list? Compares its name, group, purl namespace and \
          name, supplier, manufacturer, publisher and authors, and the listed organisation behind them, by how names look: \
          case, invisible characters and look-alike letters do not matter. `org/` in front of a name counts as a party. \
          Yes: it does. No: it names a party, and none is on the list. Unknown: it names no party at all.",
    make: |argument| {
        let (words, name) = argument.words();
        if words.is_empty() {
            return Err(phrase!("the list of names is empty"));
        }
        let skeletons = words.iter().map(|word| (Skeleton::of(word), word.clone())).collect();
        Ok(Box::new(Listed { skeletons, name: name.to_owned() }))
    },
};

struct Listed {
    skeletons: Looks<String>,
    name: String,
}

/// The parties a component names in fields of its own; of what the bill describes, the supplier in the metadata too.
pub(super) fn parties<'s>(scene: &'s Scene<'_>, row: Row) -> impl Iterator<Item = PartyId> + 's {
    let parts = &scene.bom.components;
    let described = parts.role[row] == Role::Subject && parts.parent[row].is_none();
    let of_document = described.then_some(scene.bom.document.supplier);
    [parts.supplier[row], parts.manufacturer[row], parts.publisher[row]]
        .into_iter()
        .chain(of_document)
        .filter_map(|party| party.get().value())
        .chain(parts.authors.of(row).iter().copied())
}

/// Names the component itself goes by; the flag says whether one is a party's.
pub(super) fn names<'s>(scene: &'s Scene<'_>, row: Row, push: &mut dyn FnMut(&str, bool)) {
    let parts = &scene.bom.components;
    if let Some(name) = scene.bom.value(parts.name[row]) {
        push(name, false);
        if let Some((space, short)) = name.split_once('/') {
            push(space, true);
            push(short, false);
        }
    }
    if let Some(group) = scene.bom.value(parts.group[row]) {
        push(group, true);
    }
    let Some(purl) = scene.bom.value(parts.purl[row]) else { return };
    if let Some((_, mut segments, _)) = cut_purl(purl) {
        if let Some(name) = segments.next_back() {
            push(name, false);
        }
        segments.for_each(|segment| push(segment, true));
    } else if let Ok(purl) = parse_purl(purl) {
        push(&purl.name, false);
        if let Some(space) = &purl.namespace {
            push(space, true);
        }
    }
}

impl Listed {
    fn hit(&self, text: &str) -> Option<&String> {
        self.skeletons.get(text)
    }

    /// Publishers of the shipped list that go by a name of this one.
    fn publishers(&self, lists: &Lists) -> Vec<bool> {
        lists
            .publishers()
            .iter()
            .map(|publisher| self.hit(&publisher.id).is_some() || self.hit(&publisher.name).is_some())
            .collect()
    }
}

impl Test for Listed {
    fn ask(&self, scene: &Scene<'_>) -> Mask {
        // Each distinct party name is drawn once.
        let mut bad: HashSet<PartyId, RandomState> = HashSet::default();
        let mut drawn: HashMap<Text, bool, RandomState> = HashMap::default();
        for (id, party) in scene.bom.parties.iter() {
            if let Some(name) = party.name.get().value()
                && *drawn.entry(name).or_insert_with(|| self.hit(scene.bom.text(name)).is_some())
            {
                bad.insert(id);
            }
        }
        let publishers = self.publishers(scene.lists);
        let behind =
            |row: Row| scene.facts.origins.of(row).iter().filter_map(|origin| origin.party).any(|party| publishers[party.at()]);
        Mask::collect(scene.rows(), |at| {
            let row = Row::new(at);
            let mut named = false;
            for party in parties(scene, row) {
                named = true;
                if bad.contains(&party) {
                    return Truth::Yes;
                }
            }
            let mut hit = false;
            names(scene, row, &mut |name, of_party| {
                hit |= self.hit(name).is_some();
                named |= of_party;
            });
            if hit || behind(row) {
                return Truth::Yes;
            }
            if named { Truth::No } else { Truth::Unknown }
        })
    }

    fn explain(&self, scene: &Scene<'_>, row: Row) -> Explanation {
        let mut explanation = Explanation::default();
        let behind = parties(scene, row).filter_map(|party| scene.bom.value(scene.bom.parties[party].name)).map(str::to_owned);
        let mut shown: Vec<String> = behind.collect();
        names(scene, row, &mut |name, _| shown.push(name.to_owned()));
        for name in shown {
            if let Some(word) = self.hit(&name) {
                explanation.saw(phrase!("name"), phrase!("{} (listed as {})", &name, word));
            }
        }
        for origin in scene.facts.origins.of(row) {
            if let Some(publisher) = origin.party.map(|party| scene.lists.publisher(party))
                && let Some(word) = self.hit(&publisher.id).or_else(|| self.hit(&publisher.name))
            {
                let said = phrase!("{} (listed as {})", &publisher.name, word);
                explanation.saw(Phrase::word(origin.dimension.word()), said);
            }
        }
        if explanation.observed.is_empty() {
            explanation.saw(phrase!("parties behind the component"), phrase!("none is named"));
        }
        explanation.saw(phrase!("names asked about"), self.name.clone());
        explanation
    }
}
