//! Whether a licence leaves this buyer out, by territory or by size.

use super::scene::{Buyer, Scene};
use super::{Check, Explanation, Test, Wants};
use crate::base::{Index, Mask, Phrase, Truth, phrase};
use crate::enrich::TakerLimits;
use crate::model::{LicenseId, ListField, Row};

/// `license_excludes_buyer(component)`
pub(super) const LICENSE_EXCLUDES_BUYER: Check = Check {
    name: "license_excludes_buyer",
    wants: Wants::Nothing,
    doc: "Does a licence of the component, or of a model it was made from, leave this buyer out? Holds the territory, the cap on \
          users and the cap on revenue that `policies/lists/licenses.yaml` has of a licence against `buyer.domicile` (or, where \
          that is not stated, the home), `buyer.monthly_users` and `buyer.annual_revenue`. Yes: no way to satisfy the licence \
          avoids terms that leave the buyer out. No: every licence in the line is known and leaves the buyer in. Unknown: a \
          licence or the line is not stated or not recognised, or the buyer has not stated what the terms ask.",
    make: |_| Ok(Box::new(Excluded)),
};

struct Excluded;

/// Whether terms leave the buyer out, for a component of this name. What the buyer has not stated is unknown.
fn leaves_out(limits: &TakerLimits, buyer: &Buyer, name: &str) -> Truth {
    let territory = if limits.excluded.is_empty() {
        Truth::No
    } else {
        let places = buyer.domicile.as_slice();
        let places = if places.is_empty() { &buyer.home } else { places };
        let out = places.iter().filter(|place| limits.excluded.binary_search(place).is_ok()).count();
        match (out, places.len()) {
            (0, 1..) => Truth::No,
            (out, all) if out > 0 && out == all => named(limits, name),
            _ => Truth::Unknown,
        }
    };
    let over = |cap: Option<f64>, stated: Option<f64>| match (cap, stated) {
        (None, _) => Truth::No,
        (Some(_), None) => Truth::Unknown,
        (Some(cap), Some(stated)) => Truth::from(stated > cap),
    };
    territory.or(over(limits.monthly_users, buyer.monthly_users)).or(over(limits.annual_revenue, buyer.annual_revenue))
}

/// Whether the licences a component itself states leave the buyer out.
pub(super) fn leaves_buyer_out(scene: &Scene<'_>, row: Row) -> Truth {
    let name = scene.bom.value(scene.bom.components.name[row]).unwrap_or_default();
    scene.bom.components.licenses.of(row).iter().map(|id| Excluded::one(scene, *id, name)).fold(Truth::No, Truth::or)
}

/// An exclusion that holds for some models only holds where the name says so; a name without the word proves little.
fn named(limits: &TakerLimits, name: &str) -> Truth {
    let name = name.to_lowercase();
    if limits.only_named.is_empty() || limits.only_named.iter().any(|word| name.contains(word.as_str())) {
        Truth::Yes
    } else {
        Truth::Unknown
    }
}

impl Excluded {
    fn one(scene: &Scene<'_>, id: LicenseId, name: &str) -> Truth {
        let licensing = &scene.facts.licensing;
        let out = |license: &str| {
            let limits = scene.lists.license(license).and_then(|known| known.limits.as_ref());
            limits.map_or(Truth::No, |limits| leaves_out(limits, scene.buyer, name))
        };
        let sure = licensing.forbids(id, &|license| out(license) == Truth::Yes);
        if sure == Truth::Yes {
            return Truth::Yes;
        }
        match licensing.forbids(id, &|license| out(license) != Truth::No) {
            Truth::No => Truth::No,
            Truth::Yes | Truth::Unknown => Truth::Unknown,
        }
    }

    /// Whether the terms of a licence hang on the name of the component.
    fn by_name(scene: &Scene<'_>, id: LicenseId) -> bool {
        let ids = &scene.facts.licensing.reading(id).ids;
        ids.iter().filter_map(|id| scene.lists.license(id)?.limits.as_ref()).any(|limits| !limits.only_named.is_empty())
    }

    /// The answer of a component's own licences.
    fn of_row(scene: &Scene<'_>, row: Row, one: impl Fn(LicenseId, &str) -> Truth) -> Truth {
        let (bom, parts) = (scene.bom, &scene.bom.components);
        let name = bom.value(parts.name[row]).unwrap_or_default();
        let entries = parts.licenses.of(row);
        if entries.is_empty() {
            // Without any licence there are no terms that leave anyone out, but nothing is granted either.
            return if parts.carries(row, ListField::Licenses) { Truth::No } else { Truth::Unknown };
        }
        entries.iter().map(|id| one(*id, name)).fold(Truth::No, Truth::or)
    }

    /// The answers of all: licences whose terms do not hang on a name are read once.
    fn own(scene: &Scene<'_>) -> Vec<Truth> {
        let licenses = scene.bom.licenses.indices();
        let shared: Vec<Option<Truth>> =
            licenses.map(|id| (!Self::by_name(scene, id)).then(|| Self::one(scene, id, ""))).collect();
        let one = |id: LicenseId, name: &str| shared[id.at()].unwrap_or_else(|| Self::one(scene, id, name));
        scene.bom.components.rows().map(|row| Self::of_row(scene, row, one)).collect()
    }
}

const OUT: u32 = 1;
const OPEN: u32 = 2;

fn bits(own: &[Truth]) -> Vec<u32> {
    let bit = |truth: &Truth| match truth {
        Truth::Yes => OUT,
        Truth::Unknown => OPEN,
        Truth::No => 0,
    };
    own.iter().map(bit).collect()
}

impl Test for Excluded {
    fn ask(&self, scene: &Scene<'_>) -> Mask {
        let own = Self::own(scene);
        let lineage = &scene.facts.lineage;
        let binds = |relation| if scene.lists.inheritance().licence(relation) { OUT | OPEN } else { 0 };
        let taken = lineage.inherit(&bits(&own), &binds);
        Mask::collect(scene.rows(), |at| {
            let line = match (taken[at] & OUT != 0, taken[at] == 0) {
                (true, _) => Truth::Yes,
                (false, true) if lineage.closed()[at] == Truth::Yes => Truth::No,
                _ => Truth::Unknown,
            };
            own[at].or(line)
        })
    }

    fn explain(&self, scene: &Scene<'_>, row: Row) -> Explanation {
        let own = |row| Self::of_row(scene, row, |id, name| Self::one(scene, id, name));
        let mut explanation = Explanation::default();
        let binds = |relation| scene.lists.inheritance().licence(relation);
        let lineage = &scene.facts.lineage;
        let at = if own(row) == Truth::Yes {
            row
        } else {
            let found = [Truth::Yes, Truth::Unknown]
                .into_iter()
                .filter(|truth| *truth == Truth::Yes || own(row) != Truth::Unknown)
                .find_map(|truth| lineage.path_over(row, &binds, &|row| own(row) == truth));
            explanation.path = found.unwrap_or_default();
            explanation.path.last().map_or(row, |(_, last)| *last)
        };
        let entries = scene.bom.components.licenses.of(at);
        if entries.is_empty() {
            explanation.saw(phrase!("licence of {}", scene.bom.label(at)), phrase!("not stated"));
        }
        for id in entries {
            let reading = scene.facts.licensing.reading(*id);
            let text = scene.bom.value(scene.bom.licenses[*id].text).map_or_else(|| phrase!("not stated"), Phrase::from);
            explanation.saw(phrase!("licence of {}", scene.bom.label(at)), text);
            for limits in reading.ids.iter().filter_map(|id| scene.lists.license(id)?.limits.as_ref()) {
                let mark = Phrase::word(limits.mark.word());
                let says = phrase!("{} ({}, {})", Phrase::data(&limits.says), &limits.source, mark);
                explanation.saw(phrase!("its terms"), says);
            }
        }
        if lineage.closed()[row.at()] != Truth::Yes {
            let line = phrase!("not fully stated; the terms of what it was made from bind it too");
            explanation.saw(phrase!("what {} was made from", scene.bom.label(row)), line);
        }
        let buyer = scene.buyer;
        let place = buyer.domicile.map_or(buyer.home_word.clone(), |domicile| domicile.to_string());
        let place = if place.is_empty() { phrase!("not stated") } else { place.into() };
        explanation.saw(phrase!("the buyer is established in"), place);
        let number = |number: Option<f64>| number.map_or_else(|| phrase!("not stated"), |number| number.to_string().into());
        explanation.saw("buyer.monthly_users", number(buyer.monthly_users));
        explanation.saw("buyer.annual_revenue", number(buyer.annual_revenue));
        explanation
    }
}
