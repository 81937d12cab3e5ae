//! Whether the catalogue of dangerous components has a component, for this buyer on this day.

use super::evidence::{Grade, Question};
use super::exploitable::said_of;
use super::scene::Scene;
use super::taker::leaves_buyer_out;
use super::{Argument, Check, Explanation, Test, Wants};
use crate::base::{Index, Mask, Phrase, Truth, phrase};
use crate::catalogue::{Condition, Entry, Level, Match, Reference};
use crate::enrich::{Country, Sighting};
use crate::model::Row;

/// `catalogued(component [, "level"])`
pub(super) const CATALOGUED: Check = Check {
    name: "catalogued",
    wants: Wants::MaybeText,
    doc: "Does the catalogue of dangerous components have the component, at this level or above (blue, yellow, orange, red; blue \
          where none is given)? Entries are matched by package and version, name, hub, digest, format, party and licence; their \
          conditions are held against the buyer, the day and the operator's documents. Yes: an entry matches and counts. No: none \
          does. Unknown: one may: the version is missing or cannot be ordered, a name only looks alike, or a condition is one the \
          operator has not settled. `bomgate catalogue show` lists the entries, those no machine can recognise too.",
    make: |argument| match argument {
        Argument::Nothing => Ok(Box::new(Catalogued { level: Level::Blue })),
        Argument::Text(word) => match Level::of_word(word) {
            Some(level) => Ok(Box::new(Catalogued { level })),
            None => Err(phrase!("`{}` is no level; write blue, yellow, orange or red", word)),
        },
        _ => Err(phrase!("a level such as \"orange\" is expected")),
    },
};

struct Catalogued {
    level: Level,
}

/// One entry that may be about a component.
pub struct Danger<'s> {
    /// The entry.
    pub entry: &'s Entry,
    /// The match.
    pub clause: &'s Match,
    /// By what the component was recognised.
    pub sighting: Sighting,
    /// Whether it counts: the match and its condition together.
    pub truth: Truth,
}

impl Danger<'_> {
    /// The level this match has.
    pub fn level(&self) -> Level {
        self.entry.level_of(self.clause)
    }
}

/// What the catalogue has on a component, at a level or above; what surely does not count is left out.
pub fn dangers<'s>(scene: &'s Scene<'_>, row: Row, level: Level) -> impl Iterator<Item = Danger<'s>> + 's {
    let entries = &scene.lists.catalogue().entries;
    scene.facts.sightings(row).iter().filter_map(move |sighting| {
        let entry = &entries[usize::from(sighting.at.entry)];
        let clause = &entry.matches[usize::from(sighting.at.clause)];
        let truth = if entry.level_of(clause) < level { Truth::No } else { sighting.truth.and(counts(scene, &clause.when, row)) };
        (truth != Truth::No).then_some(Danger { entry, clause, sighting: *sighting, truth })
    })
}

/// Whether a condition holds for the buyer and a component on the day.
fn counts(scene: &Scene<'_>, when: &Condition, row: Row) -> Truth {
    if when.from.is_some_and(|day| scene.as_of < day) || when.until.is_some_and(|day| day < scene.as_of) {
        return Truth::No;
    }
    let buyer = scene.buyer;
    let mut truth = Truth::Yes;
    if !when.home.is_empty() {
        truth = truth.and(within(scene, &buyer.home, &when.home));
    }
    if !when.owned_from.is_empty() {
        truth = truth.and(owned_from(scene, &when.owned_from));
    }
    if let Some(fact) = &when.fact {
        truth = truth.and(buyer.facts.get(fact).map_or(Truth::Unknown, |stated| (*stated).into()));
    }
    if let Some(cap) = when.annual_revenue_over {
        truth = truth.and(buyer.annual_revenue.map_or(Truth::Unknown, |stated| (stated > cap).into()));
    }
    if when.licence_leaves_buyer_out {
        truth = truth.and(leaves_buyer_out(scene, row));
    }
    let settled = when.unless_evidence.as_ref().is_some_and(|kind| document(kind).about(scene, row) == Truth::Yes);
    match (settled, &when.person) {
        (true, _) => Truth::No,
        (false, Some(_)) => truth.and(Truth::Unknown),
        (false, None) => truth,
    }
}

fn document(kind: &str) -> Question {
    Question { kind: kind.to_owned(), max_days: None, grade: Grade::Stated }
}

/// Whether places lie in areas: all, none, or nobody knows.
fn within(scene: &Scene<'_>, places: &[Country], areas: &[String]) -> Truth {
    let inside = |place: &&Country| areas.iter().filter_map(|word| scene.lists.area(word)).any(|(_, of)| of.contains(place));
    match (places.iter().filter(inside).count(), places.len()) {
        (0, 1..) => Truth::No,
        (some, all) if some > 0 && some == all => Truth::Yes,
        _ => Truth::Unknown,
    }
}

/// Where no owner is stated, a buyer that is itself established there counts; one established elsewhere may be owned from
/// there.
fn owned_from(scene: &Scene<'_>, areas: &[String]) -> Truth {
    let buyer = scene.buyer;
    if let Some(owner) = buyer.owner_country {
        return within(scene, &[owner], areas);
    }
    let own = buyer.domicile.as_slice();
    match within(scene, if own.is_empty() { &buyer.home } else { own }, areas) {
        Truth::Yes => Truth::Yes,
        Truth::No | Truth::Unknown => Truth::Unknown,
    }
}

impl Test for Catalogued {
    fn ask(&self, scene: &Scene<'_>) -> Mask {
        let mut mask = Mask::filled(scene.rows(), Truth::No);
        for of_row in scene.facts.sightings.chunk_by(|one, other| one.row == other.row) {
            let row = of_row[0].row;
            let truth = dangers(scene, row, self.level).map(|danger| danger.truth).fold(Truth::No, Truth::or);
            mask.set(row.at(), truth);
        }
        mask
    }

    fn explain(&self, scene: &Scene<'_>, row: Row) -> Explanation {
        let mut explanation = Explanation::default();
        let mut found: Vec<Danger<'_>> = dangers(scene, row, self.level).collect();
        found.sort_by_key(|danger| (std::cmp::Reverse(danger.truth), std::cmp::Reverse(danger.level())));
        for danger in &found {
            let Danger { entry, clause, sighting, .. } = danger;
            let level = danger.level();
            let (id, named) = (&entry.id, phrase!("{}, {}", &entry.id, Phrase::word(level.word())));
            let named = if danger.truth == Truth::Unknown { phrase!("perhaps {}", named) } else { named };
            explanation.saw(named, phrase!("{}: {}", Phrase::word(entry.class.word()), Phrase::data(&entry.title)));
            explanation.saw(phrase!("{} matched by", id), matched(scene, row, clause, *sighting));
            for said in said_of(scene, row).filter(|said| entry.ids.iter().any(|id| said.statement.speaks_of(id))) {
                explanation.saw(phrase!("{}, statement (VEX)", id), said.words(&scene.bom.name));
            }
            let when = clause.when.words();
            if !when.is_empty() {
                explanation.saw(phrase!("{} counts where", id), Phrase::joined("{}; {}", when));
            }
            if let Some(why) = &clause.disputed {
                explanation.saw(phrase!("{} is disputed", id), Phrase::data(why));
            }
            explanation.saw(phrase!("{}, fix", id), phrase!("{} ({})", Phrase::data(&entry.fix), Phrase::word(level.urgency())));
            explanation.saw(phrase!("{}, sources", id), sources(entry));
        }
        if found.is_empty() {
            explanation.saw(phrase!("catalogue"), phrase!("has nothing on it"));
        }
        let head = &scene.lists.catalogue().head;
        explanation.saw(phrase!("catalogue"), phrase!("{} of {}", &head.version, head.as_of.to_string()));
        explanation
    }
}

fn matched(scene: &Scene<'_>, row: Row, clause: &Match, sighting: Sighting) -> Phrase {
    let by = Phrase::word(sighting.by.word());
    let meant: Vec<&str> = clause.affected.iter().chain(&clause.versions).map(String::as_str).collect();
    if meant.is_empty() {
        return by;
    }
    let parts = &scene.bom.components;
    let stated = scene.bom.stated(parts.version[row]);
    let version = stated.value().map_or_else(|| Phrase::word(stated.word()), Phrase::from);
    let range = Phrase::joined("{} or {}", meant.into_iter().map(Phrase::from));
    match sighting.truth {
        Truth::Yes => phrase!("{}; version {} is inside {}", by, version, range),
        _ => phrase!("{}; version {} held against {}", by, version, range),
    }
}

/// Who says so, each with how sure it is.
fn sources(entry: &Entry) -> Phrase {
    let refs = Phrase::joined("{}; {}", entry.refs.iter().map(Reference::words));
    if entry.ids.is_empty() { refs } else { phrase!("{}: {}", entry.ids.join(", "), refs) }
}
