//! Where a component comes from, seen from the buyer.

use super::cutoff;
use super::scene::Scene;
use super::{Argument, Check, Explanation, Test, Wants};
use crate::base::{Index, Mask, Phrase, Truth, phrase};
use crate::enrich::{Basis, Country, Dimension, Lists, Mark, Origin, OriginField};
use crate::model::{Kind, Row};

/// `foreign(component [, dimension])`
pub(super) const FOREIGN: Check = Check {
    name: "foreign",
    wants: Wants::Dimension,
    doc: "Does the component come from outside the buyer's home and trusted countries? Without a dimension: looks at its \
          developer, supplier, owner, controller, jurisdiction, place of development, data owner and origin of data, as stated \
          in the bill, in evidence or listed under `policies/lists`; the worst country counts. With a dimension, such as \
          \"hosting\", at that one alone; on \"cutoff\" the catalogue of suppliers that stop supply is heard too. What a document in \
          evidence (E1, E2) says in a dimension decides there. Yes: at least one is foreign or restricted. No: at least one country is known, nobody \
          is named whose country is unknown, and all are home or trusted. Unknown: otherwise, and where only a name or an \
          address hints at a country. The hub that hosts it does not count.",
    make: |argument| Ok(Box::new(FromWhere { group: Group::Foreign, dimension: argument.dimension() })),
};

/// `restricted(component [, dimension])`
pub(super) const RESTRICTED: Check = Check {
    name: "restricted",
    wants: Wants::Dimension,
    doc: "Does the component come from a country the buyer restricts (`--restricted`)? Same evidence and answers as `foreign`.",
    make: |argument| Ok(Box::new(FromWhere { group: Group::Restricted, dimension: argument.dimension() })),
};

/// `from(component, countries [, dimension])`
pub(super) const FROM: Check = Check {
    name: "from",
    wants: Wants::WordsAndDimension,
    doc: "Does the component come from one of the countries or regions of the list? Same evidence and answers as `foreign`.",
    make: |argument| Ok(Box::new(FromWhere { group: Group::named(argument)?, dimension: argument.dimension() })),
};

/// Dimensions in which someone stands behind a part, and which a question without a dimension looks at.
pub const BEHIND: u32 = Dimension::Developer.bit()
    | Dimension::Supplier.bit()
    | Dimension::Owner.bit()
    | Dimension::Controller.bit()
    | Dimension::Jurisdiction.bit()
    | Dimension::Development.bit()
    | Dimension::DataOwner.bit()
    | Dimension::DataOrigin.bit();

/// Dimensions of which one must be known, or nobody is known to stand behind the part.
const MAKERS: u32 = Dimension::Developer.bit() | Dimension::Supplier.bit();

/// Which countries a question is about.
pub(super) enum Group {
    Foreign,
    Restricted,
    Listed(Vec<String>, String),
}

impl Group {
    pub(super) fn named(argument: &Argument) -> Result<Self, Phrase> {
        let (words, name) = argument.words();
        if words.is_empty() {
            return Err(phrase!("the list of countries is empty"));
        }
        Ok(Self::Listed(words.to_vec(), name.to_owned()))
    }

    /// A function that says whether a country is in the group.
    pub(super) fn member<'s>(&self, scene: &'s Scene<'_>) -> Box<dyn Fn(Country) -> bool + Send + Sync + 's> {
        match self {
            Self::Foreign => Box::new(|country| scene.buyer.class(country).foreign()),
            Self::Restricted => Box::new(|country| scene.buyer.class(country) == super::Class::Restricted),
            Self::Listed(words, _) => {
                let countries = countries(scene.lists, words);
                Box::new(move |country| countries.contains(&country))
            }
        }
    }
}

fn countries(lists: &Lists, words: &[String]) -> Vec<Country> {
    let mut found = Vec::new();
    for word in words {
        match lists.region(word) {
            Some(members) => found.extend_from_slice(members),
            None => found.extend(lists.country(word)),
        }
    }
    found
}

/// Whether an origin is the word of one source against a publisher's entry that is verified otherwise. It is shown, and
/// noted as a conflict; it does not outvote the entry.
pub fn outvoted(scene: &Scene<'_>, origin: &Origin) -> bool {
    let entry = origin.party.map(|party| scene.lists.publisher(party));
    origin.basis == Basis::Listed
        && entry.is_some_and(|entry| entry.mark == Mark::Verified && Some(entry.country) != origin.country)
}

/// Whether an origin decides anything: neither a verified entry nor a document of the operator stands against it.
pub fn counts(scene: &Scene<'_>, row: Row, origin: &Origin) -> bool {
    !outvoted(scene, origin) && !scene.facts.overruled(row, origin)
}

/// Origins of a component that can decide a question about the `dimensions`: better than a guess, and of those that
/// [`counts`] lets stand.
pub(super) fn deciding<'s>(scene: &'s Scene<'_>, row: Row, dimensions: u32) -> impl Iterator<Item = &'s Origin> {
    let of_row = scene.facts.origins.of(row).iter();
    of_row.filter(move |origin| dimensions & origin.dimension.bit() != 0 && origin.basis.firm() && counts(scene, row, origin))
}

/// The answer for one component by its own origins. Someone behind the part whose country nobody knows leaves the question
/// open, however many others are at home.
pub(super) fn own(scene: &Scene<'_>, row: Row, member: &dyn Fn(Country) -> bool) -> Truth {
    let (mut known, mut open) = (false, false);
    for origin in deciding(scene, row, BEHIND) {
        match origin.country {
            Some(country) if member(country) => return Truth::Yes,
            // Whoever is behind the part must be known, not only who owns it, some of its data, or who packaged it.
            Some(_) => known |= MAKERS & origin.dimension.bit() != 0 && !packaged(scene, row, origin),
            None => open |= !scene.facts.denied(origin),
        }
    }
    if known && !open { Truth::No } else { Truth::Unknown }
}

/// Whether an origin is that of a supplier who packages what others make, and this is no package of its own types: it may be
/// foreign, and that it is not says nothing of who made the part.
fn packaged(scene: &Scene<'_>, row: Row, origin: &Origin) -> bool {
    let listed = origin.party.map(|party| scene.lists.publisher(party));
    let purl = scene.bom.value(scene.bom.components.purl[row]).unwrap_or_default();
    origin.dimension == Dimension::Supplier
        && matches!(origin.field, OriginField::Supplier | OriginField::Publisher)
        && matches!(scene.bom.components.kind[row], Kind::Framework | Kind::Library)
        && listed.is_some_and(|listed| !listed.answers_for(purl))
}

/// The same in one dimension alone. Of who can stop supply the catalogue has a say too.
pub(super) fn own_in(scene: &Scene<'_>, row: Row, dimension: Dimension, member: &dyn Fn(Country) -> bool) -> Truth {
    let (mut known, mut open) = (false, false);
    for origin in deciding(scene, row, dimension.bit()) {
        match origin.country {
            Some(country) if member(country) => return Truth::Yes,
            Some(_) => known = true,
            None if scene.facts.denied(origin) => known = true,
            None => open = true,
        }
    }
    let said = if known && !open { Truth::No } else { Truth::Unknown };
    if dimension == Dimension::Cutoff { said.or(cutoff::listed(scene, row, member)) } else { said }
}

/// Who the catalogue says can stop supply, and what could take the part's place.
fn describe_cutoff(scene: &Scene<'_>, row: Row, into: &mut Explanation) {
    let name = scene.bom.label(row);
    for danger in cutoff::cut_offs(scene, row) {
        let what = phrase!("{} of {}", Phrase::word(Dimension::Cutoff.word()), &name);
        let what = if danger.truth == Truth::Unknown { phrase!("perhaps {}", what) } else { what };
        let countries: Vec<String> = cutoff::places(scene, &danger).map(|country| country.to_string()).collect();
        into.saw(what, phrase!("{}: {}: {}", countries.join(", "), &danger.entry.id, &danger.entry.title));
    }
    let alternative = match (scene.facts.claims.alternative(row), scene.alternative(row)) {
        (Some(named), _) => phrase!("{}, in evidence", named),
        (None, Some(named)) => phrase!("{}, says the bill; none in evidence", named),
        (None, None) => phrase!("none in evidence"),
    };
    into.saw(phrase!("alternative to {}", &name), alternative);
}

/// Whether a part comes from outside home and trusted countries in one dimension, as `foreign` with it answers.
pub fn foreign_in(scene: &Scene<'_>, row: Row, dimension: Dimension) -> Truth {
    own_in(scene, row, dimension, &|country| scene.buyer.class(country).foreign())
}

/// What is known of the origin of one component, for a report.
pub(super) fn describe(scene: &Scene<'_>, row: Row, dimension: Option<Dimension>, into: &mut Explanation) {
    let name = scene.bom.label(row);
    let asked = |origin: &&Origin| dimension.is_none_or(|dimension| origin.dimension == dimension);
    if dimension == Some(Dimension::Cutoff) {
        describe_cutoff(scene, row, into);
    }
    let mut origins = scene.facts.origins.of(row).iter().filter(asked).peekable();
    if origins.peek().is_none() {
        match dimension {
            None => into.saw(phrase!("origin of {}", &name), phrase!("unknown: the bill names no party behind it")),
            Some(dimension) => {
                into.saw(phrase!("{} of {}", Phrase::word(dimension.word()), &name), phrase!("unknown: nothing says where"))
            }
        }
    }
    for origin in origins {
        let claim = scene.facts.claim(origin);
        let party = match (claim.and_then(|claim| claim.party.as_deref()), origin.party, origin.name) {
            (Some(party), ..) => party,
            (None, Some(party), _) => &scene.lists.publisher(party).name,
            (None, None, Some(name)) => scene.bom.text(name),
            (None, None, None) => "",
        };
        let country = match origin.country {
            Some(country) => phrase!("{} ({})", country.to_string(), Phrase::word(scene.buyer.class(country).word())),
            None if scene.facts.denied(origin) => phrase!("none"),
            None => phrase!("country unknown"),
        };
        let (basis, field) = (Phrase::word(origin.basis.word()), Phrase::word(origin.field.word()));
        // The mark is that of an entry of the list; what the bill states, or words hint at, has none.
        let listed = origin.party.filter(|_| origin.basis == Basis::Listed);
        let mark =
            listed.map(|party| phrase!(", {}", Phrase::word(scene.lists.publisher(party).mark.word()))).unwrap_or_default();
        let grade = claim.map(|claim| format!(", {} {}", claim.grade.word(), claim.source)).unwrap_or_default();
        let against = match (outvoted(scene, origin), scene.facts.overruled(row, origin)) {
            (true, _) => phrase!("; one source against the others"),
            (false, true) => phrase!("; a document in evidence decides instead"),
            (false, false) => Phrase::default(),
        };
        into.saw(
            phrase!("{} of {}", Phrase::word(origin.dimension.word()), &name),
            phrase!("{}: {}; {} through {}{}{}{}", country, party, basis, field, mark, grade, against),
        );
    }
}

struct FromWhere {
    group: Group,
    dimension: Option<Dimension>,
}

impl Test for FromWhere {
    fn ask(&self, scene: &Scene<'_>) -> Mask {
        let member = self.group.member(scene);
        Mask::collect(scene.rows(), |at| match self.dimension {
            None => own(scene, Row::new(at), &member),
            Some(dimension) => own_in(scene, Row::new(at), dimension, &member),
        })
    }

    fn explain(&self, scene: &Scene<'_>, row: Row) -> Explanation {
        let mut explanation = Explanation::default();
        describe(scene, row, self.dimension, &mut explanation);
        if let Group::Listed(_, name) = &self.group {
            explanation.saw(phrase!("countries asked about"), name.clone());
        }
        explanation
    }
}
