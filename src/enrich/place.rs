//! Origins that properties and endpoints give.

use super::FactCode;
use super::country::Country;
use super::doubt::Doubt;
use super::gather::Gather;
use super::origin::{Basis, Dimension, Origin, OriginField};
use super::property::{Holds, PROPERTIES};
use super::screen::share;
use crate::base::Text;
use crate::model::{Packed, Stated};

/// What the properties of one component say in one dimension.
#[derive(Clone, Copy, Default)]
struct Said {
    party: Option<(u8, Text)>,
    country: Option<(u8, Packed<Text>)>,
}

impl Gather<'_> {
    /// What properties of the namespace say.
    pub(super) fn properties(&mut self) {
        let bom = self.resolver.bom;
        let row = self.row;
        let known: Vec<(u8, Packed<Text>)> = bom
            .components
            .properties
            .of(row)
            .iter()
            .filter_map(|property| Some((self.known_property(property.name)?, property.value)))
            .collect();
        if known.is_empty() {
            return;
        }
        let mut said = [Said::default(); Dimension::ALL.len()];
        // A property that stands twice says both; what it said first is taken by itself.
        let mut earlier = Vec::new();
        let mut held = None;
        for (at, value) in known {
            let Some(dimension) = PROPERTIES[usize::from(at)].dimension else { continue };
            let said = &mut said[dimension as usize];
            match (PROPERTIES[usize::from(at)].holds, value.get()) {
                (Holds::Country, _) => {
                    let first = said.country.replace((at, value)).filter(|(_, first)| *first != value);
                    earlier.extend(first.map(|first| (dimension, Said { country: Some(first), party: None })));
                }
                (Holds::Party, Stated::Value(name)) => {
                    let first = said.party.replace((at, name)).filter(|(_, first)| *first != name);
                    earlier.extend(first.map(|first| (dimension, Said { country: None, party: Some(first) })));
                }
                (Holds::Share, Stated::Value(text)) => held = share(bom.text(text)),
                _ => {}
            }
        }
        for (dimension, said) in earlier {
            self.said(dimension, said);
        }
        for dimension in Dimension::ALL {
            let start = self.origins.len();
            self.said(dimension, said[dimension as usize]);
            if dimension == Dimension::Owner
                && let Some(held) = held
            {
                self.shares.extend((start..self.origins.len()).filter_map(|at| Some((u32::try_from(at).ok()?, held))));
            }
        }
        self.owner_contradicted(said[Dimension::Owner as usize]);
    }

    fn said(&mut self, dimension: Dimension, said: Said) {
        let (bom, lists) = (self.resolver.bom, self.resolver.lists);
        let stated = |country, field, name| Origin { dimension, country, party: None, basis: Basis::Stated, field, name };
        let mut placed = Vec::new();
        match said.country.map(|(at, value)| (OriginField::Property(at), value.get())) {
            Some((field, Stated::Value(text))) => {
                let name = said.party.map_or(text, |(_, name)| name);
                for part in bom.text(text).split(',').map(str::trim) {
                    match lists.country(part).map(|country| vec![country]).or_else(|| lists.region(part).map(<[_]>::to_vec)) {
                        Some(countries) => placed.extend(countries),
                        None => {
                            self.push(stated(None, field, Some(text)));
                        }
                    }
                }
                for country in &placed {
                    self.push(stated(Some(*country), field, Some(name)));
                }
            }
            // `none` answers only where there can be none.
            Some((field, Stated::Nothing)) if matches!(dimension, Dimension::RemoteAccess | Dimension::Cutoff) => {
                self.push(stated(None, field, None));
            }
            _ => {}
        }
        let Some((at, name)) = said.party else { return };
        let field = OriginField::Property(at);
        match self.resolver.party(name) {
            Some(named) => {
                self.named(dimension, field, named, Some(name), Basis::Listed);
                let home = lists.publisher(named.publisher).country;
                if let Some(country) = placed.first()
                    && *country != home
                    && home != Country::NOWHERE
                {
                    let (code, party, country) = (FactCode::OriginContradicted, Some(named.publisher), Some(*country));
                    self.note(Doubt { code, party, field: Some(field), name: Some(name), country, other: None });
                }
            }
            None if placed.is_empty() => {
                // A party that another field of the component names with its country is there.
                let same = |origin: &&Origin| origin.basis == Basis::Stated && origin.name == Some(name);
                let country = self.of_row().iter().filter(same).find_map(|origin| origin.country);
                self.push(stated(country, field, Some(name)));
            }
            None => {}
        }
    }

    /// Notes that the stated owner is another known one than the list has above the developer.
    fn owner_contradicted(&mut self, owner: Said) {
        let lists = self.resolver.lists;
        let Some((at, name)) = owner.party else { return };
        let Some(stated) = self.resolver.party(name).map(|named| named.publisher) else { return };
        let firm = |origin: &&Origin| origin.dimension == Dimension::Developer && origin.basis == Basis::Listed;
        let makers = self.of_row().iter().filter(firm).filter_map(|origin| origin.party);
        let Some(maker) = makers.into_iter().find(|maker| lists.owners(*maker).next().is_some()) else { return };
        if !lists.related(maker, stated) {
            let (code, field) = (FactCode::OriginContradicted, Some(OriginField::Property(at)));
            self.note(Doubt { code, party: Some(maker), field, name: Some(name), country: None, other: Some(stated) });
        }
    }

    /// Countries that endpoints hint at. A hint is no answer; one that differs from what is stated is noted.
    pub(super) fn hints(&mut self) {
        let (bom, lists) = (self.resolver.bom, self.resolver.lists);
        for endpoint in bom.components.endpoints.of(self.row) {
            let Some((country, field)) = lists.hint(bom.text(*endpoint)) else { continue };
            let (dimension, basis) = (Dimension::Hosting, Basis::Hinted);
            self.push(Origin { dimension, country: Some(country), party: None, basis, field, name: Some(*endpoint) });
            let mut stated = self
                .of_row()
                .iter()
                .filter(|origin| origin.dimension == Dimension::Hosting && origin.basis.firm())
                .filter_map(|origin| origin.country)
                .peekable();
            if stated.peek().is_some() && !stated.any(|stated| stated == country) {
                let (code, name, country) = (FactCode::OriginHintDiffers, Some(*endpoint), Some(country));
                self.note(Doubt { code, party: None, field: Some(field), name, country, other: None });
            }
        }
    }
}
