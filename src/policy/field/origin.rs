//! Fields of a component that say where it comes from and what the buyer would rely on. Derived, each with its basis.

use super::{Field, boolean, number, text};
use crate::base::{Index, Truth};
use crate::check::{Class, Scene, class_in, counts, cut_off_from, cut_offs, foreign_in};
use crate::enrich::{Dimension, Holds, Origin, PROPERTIES};
use crate::model::{Row, Stated};

fn row(at: u32) -> Row {
    Row::new(at as usize)
}

/// Origins of one dimension that are more than a guess.
fn firm<'s>(scene: &'s Scene<'_>, at: u32, dimension: Dimension) -> impl Iterator<Item = &'s Origin> {
    let of_row = scene.facts.origins.of(row(at)).iter();
    of_row.filter(move |origin| origin.dimension == dimension && origin.basis.firm() && counts(scene, row(at), origin))
}

/// The one country of a dimension. Two are no answer; `component.origins` shows both.
fn country<'s>(scene: &'s Scene<'_>, at: u32, dimension: Dimension) -> Stated<&'s str> {
    let mut found = Stated::Absent;
    for origin in firm(scene, at, dimension) {
        found = match (found, origin.country) {
            (Stated::Value(known), Some(country)) if known == country.as_str() => found,
            (Stated::Absent | Stated::Nothing, Some(country)) => Stated::Value(country.as_str()),
            (Stated::Absent, None) if scene.facts.denied(origin) => Stated::Nothing,
            _ => return Stated::Unknown,
        };
    }
    if dimension == Dimension::Cutoff {
        for danger in cut_offs(scene, row(at)).filter(|danger| danger.truth == Truth::Yes) {
            for country in cut_off_from(scene, &danger) {
                found = match found {
                    Stated::Value(known) if known == country.as_str() => found,
                    Stated::Absent | Stated::Nothing => Stated::Value(country.as_str()),
                    _ => return Stated::Unknown,
                };
            }
        }
    }
    let guessed = || scene.facts.origins.of(row(at)).iter().any(|origin| origin.dimension == dimension);
    if matches!(found, Stated::Absent) && guessed() { Stated::Unknown } else { found }
}

fn class<'s>(scene: &'s Scene<'_>, at: u32, dimension: Dimension) -> Stated<&'s str> {
    match class_in(scene, row(at), dimension) {
        Class::Unknown => Stated::Unknown,
        class => Stated::Value(class.word()),
    }
}

/// The party of a dimension: by legal name where a list has it, as written otherwise.
fn name<'s>(scene: &'s Scene<'_>, at: u32, dimension: Dimension) -> Stated<&'s str> {
    let mut found = Stated::Absent;
    let mut held = None;
    for origin in firm(scene, at, dimension) {
        let listed = origin.party.map(|party| scene.lists.publisher(party).name.as_str());
        let claimed = || scene.facts.claim(origin).and_then(|claim| claim.party.as_deref());
        let Some(party) = listed.or_else(claimed).or_else(|| origin.name.map(|name| scene.bom.text(name))) else { continue };
        let share = share(scene, at, origin);
        found = match (found, held, share) {
            (Stated::Absent, ..) => Stated::Value(party),
            (Stated::Value(known), ..) if known == party => found,
            // Of several that hold stated shares, whoever holds most.
            (Stated::Value(_), Some(held), Some(share)) if share > held => Stated::Value(party),
            (Stated::Value(_), Some(held), Some(share)) if share < held => continue,
            _ => return Stated::Unknown,
        };
        held = share;
    }
    found
}

/// The share that an owner holds.
fn share(scene: &Scene<'_>, at: u32, origin: &Origin) -> Option<f64> {
    let of_row = scene.facts.origins.of(row(at)).iter().position(|other| std::ptr::eq(other, origin))?;
    scene.facts.share(u32::try_from(scene.facts.origins.range(row(at)).start + of_row).ok()?)
}

/// What the bill says of a property, the last of those that stand twice.
fn property<'s>(scene: &'s Scene<'_>, at: u32, name: &str) -> Stated<&'s str> {
    let mut of_row = scene.bom.components.properties.of(row(at)).iter();
    let last = of_row.rfind(|property| scene.bom.text(property.name) == name);
    last.map_or(Stated::Absent, |property| scene.bom.stated(property.value))
}

/// Whether the bill says who or where in a dimension: yes, there is none, or nothing that can be read. Where it names no
/// country that there is, it says nothing.
fn said(scene: &Scene<'_>, at: u32, dimension: Dimension, holds: Holds) -> Stated<bool> {
    let known = PROPERTIES.iter().find(|known| known.dimension == Some(dimension) && known.holds == holds);
    match known.map_or(Stated::Absent, |known| property(scene, at, known.name)) {
        Stated::Value(_) if holds == Holds::Party => Stated::Value(true),
        Stated::Nothing => Stated::Value(false),
        Stated::Value(_) | Stated::Absent => Stated::Absent,
        other => other.map(|_| false),
    }
}

/// What the registry of the package URL is.
fn registry<'s>(scene: &'s Scene<'_>, at: u32) -> Option<&'s crate::enrich::Registry> {
    let purl = scene.bom.value(scene.bom.components.purl[row(at)])?;
    scene.lists.registry(purl.strip_prefix("pkg:")?.split_once('/')?.0)
}

macro_rules! placed {
    ($($dimension:ident $path:literal $class:literal: $doc:literal;)*) => {
        &[$(
            text($path, |scene, at| country(scene, at, Dimension::$dimension), concat!($doc, " One country, as a code; unknown when sources differ, when nobody knows the party\u{2019}s country, or when it is only guessed. Derived."), ""),
            text($class, |scene, at| class(scene, at, Dimension::$dimension), concat!($doc, " What that is to the buyer: home, trusted, foreign, restricted, listed; the worst counts."), ""),
        )*]
    };
}

/// Country and class in every dimension.
pub(super) static PLACES: &[Field] = placed! {
    Developer "developer.country" "developer.class": "Who made or trained it.";
    DataOwner "data_owner.country" "data_owner.class": "Who owns the data.";
    Owner "owner.country" "owner.class": "Who owns its maker in the end.";
    Controller "controller.country" "controller.class": "Who controls its maker without being the last owner.";
    Jurisdiction "jurisdiction.country" "jurisdiction.class": "Whose law can compel whoever is behind it.";
    Development "development.country" "development.class": "Where it was trained or engineered.";
    Hosting "hosting.country" "hosting.class": "Where the service runs.";
    Processing "processing.country" "processing.class": "Where its data are processed.";
    Storage "storage.country" "storage.class": "Where its data rest.";
    DataOrigin "data_origin.country" "data_origin.class": "Where the data were collected.";
    RemoteAccess "remote_access.country" "remote_access.class": "From where it is maintained; `none` can be stated.";
    GoverningLaw "governing_law.country" "governing_law.class": "Whose law governs the contract.";
    Licensor "licensor.country" "licensor.class": "Who grants the licence.";
    Compute "compute.country" "compute.class": "Who provides the chips or the cloud it runs on.";
    Cutoff "cutoff.country" "cutoff.class": "From where supply of it can be stopped, by export control or by its supplier; `none` can be stated.";
};

/// Parties, shares, and what the buyer would rely on.
pub(super) static FIELDS: &[Field] = &[
    text(
        "supplier.class",
        |scene, at| class(scene, at, Dimension::Supplier),
        "Who supplies it or runs the service. What that is to the buyer: home, trusted, foreign, restricted, listed; the worst counts. Derived.",
        "",
    ),
    text(
        "distributor.country",
        |scene, at| country(scene, at, Dimension::Distributor),
        "Who only hosts or re-uploads it. One country, as a code; unknown when sources differ. Derived.",
        "",
    ),
    text(
        "distributor.class",
        |scene, at| class(scene, at, Dimension::Distributor),
        "Who only hosts or re-uploads it. What that is to the buyer: home, trusted, foreign, restricted, listed; the worst counts. Derived.",
        "",
    ),
    text(
        "owner.name",
        |scene, at| name(scene, at, Dimension::Owner),
        "Who owns its maker in the end: stated in the bill or in evidence, or listed. Unknown when sources differ.",
        "",
    ),
    boolean(
        "owner.named",
        |scene, at| {
            let known = firm(scene, at, Dimension::Owner)
                .any(|origin| origin.party.is_some() || scene.facts.claim(origin).is_some_and(|claim| claim.party.is_some()));
            if known { Stated::Value(true) } else { said(scene, at, Dimension::Owner, Holds::Party) }
        },
        "Somebody is named as the ultimate owner: in the bill, in evidence or in a list. No: the bill says there is none.",
        "",
    ),
    boolean(
        "hosting.known",
        |scene, at| {
            let mut places = firm(scene, at, Dimension::Hosting).peekable();
            let known = places.peek().is_some() && places.all(|origin| origin.country.is_some());
            if known { Stated::Value(true) } else { said(scene, at, Dimension::Hosting, Holds::Country) }
        },
        "It is known where the service runs, in one country or several. No: the bill says nowhere.",
        "",
    ),
    number(
        "owner.share",
        |scene, at| {
            let range = scene.facts.origins.range(row(at));
            let shares = (0u32..).skip(range.start).take(range.len()).filter_map(|at| scene.facts.share(at));
            shares.reduce(f64::max).map_or(Stated::Absent, Stated::Value)
        },
        "The share the ultimate owner is stated to hold, from 0 to 1.",
        "properties: bomgate:ownership_share",
    ),
    text(
        "controller.name",
        |scene, at| name(scene, at, Dimension::Controller),
        "Who controls its maker without being the last owner.",
        "",
    ),
    text("licensor.name", |scene, at| name(scene, at, Dimension::Licensor), "Who grants the licence.", ""),
    text("compute.name", |scene, at| name(scene, at, Dimension::Compute), "Who provides the chips or the cloud it runs on.", ""),
    text(
        "channel.name",
        |scene, at| registry(scene, at).map_or(Stated::Absent, |registry| Stated::Value(&registry.name)),
        "The hub or registry its package URL leads to. Derived.",
        "purl",
    ),
    text(
        "channel.country",
        |scene, at| registry(scene, at).map_or(Stated::Absent, |registry| Stated::Value(registry.country.as_str())),
        "Where whoever runs that registry is established. Derived.",
        "purl",
    ),
    text(
        "license_class",
        license_class,
        "What its licence lets a taker do: open, restricted, noncommercial, proprietary. SPDX licences the Open Source Initiative or the Free Software Foundation calls free are open. A text the bill carries that keeps commercial use out makes one noncommercial that is not known by name. Unknown when one is not catalogued, or entries differ. Derived.",
        "licenses, licenses[].license.text",
    ),
    boolean(
        "cutoff.exposed",
        |scene, at| match foreign_in(scene, row(at), Dimension::Cutoff) {
            Truth::Yes => Stated::Value(true),
            Truth::No => Stated::Value(false),
            Truth::Unknown => Stated::Unknown,
        },
        "Supply of it can be stopped from outside home and trusted countries: by export control or by its supplier. The catalogue of suppliers that stop supply has a say. Derived.",
        "",
    ),
    text(
        "alternative",
        |scene, at| match (scene.alternative(row(at)), scene.facts.claims.replacement(row(at))) {
            (Some(named), _) => Stated::Value(named),
            (None, Some(_)) => Stated::Nothing,
            (None, None) => property(scene, at, "bomgate:alternative").map(|_| ""),
        },
        "What could take its place: in the operator\u{2019}s evidence, or else as the bill says.",
        "properties: bomgate:alternative",
    ),
    boolean(
        "screened",
        |scene, at| match scene.screened(row(at)) {
            Truth::Yes => Stated::Value(true),
            Truth::No => Stated::Value(false),
            Truth::Unknown => Stated::Unknown,
        },
        "A party behind it is on a list the buyer screens against (`--parties`). Unknown where nobody is named, a name is only similar, or a list is not complete. Derived.",
        "",
    ),
    boolean(
        "critical",
        |scene, at| Stated::Value(scene.critical(row(at))),
        "The delivery does not do its work without it: models, adapters, services, devices, tools, and what the operator\u{2019}s evidence calls so. Derived.",
        "",
    ),
    number(
        "independence",
        |scene, at| Stated::Value(f64::from(scene.independence(row(at)))),
        "How independent of the outside it is, from 0 to 4; see `docs/origin.md`. Derived.",
        "",
    ),
    boolean(
        "replaceable",
        |scene, at| match scene.facts.claims.replacement(row(at)) {
            Some(named) => Stated::Value(named.is_some()),
            None => Stated::Absent,
        },
        "An alternative to it is named in the operator\u{2019}s evidence. No: a document says that there is none.",
        "",
    ),
];

fn license_class<'s>(scene: &'s Scene<'_>, at: u32) -> Stated<&'s str> {
    let entries = scene.bom.components.licenses.of(row(at));
    let mut classes = entries.iter().map(|id| scene.facts.licensing.class(*id, scene.lists));
    let Some(first) = classes.next() else { return Stated::Absent };
    match first {
        Some(class) if classes.all(|other| other == first) => Stated::Value(class.word()),
        _ => Stated::Unknown,
    }
}
