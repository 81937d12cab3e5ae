//! Families of models in the words of a bill: hints of whose model something is, and never more.

use super::doubt::Doubt;
use super::gather::Gather;
use super::lists::Lists;
use super::origin::{Basis, Dimension, Origin, OriginField};
use super::publisher::{PublisherId, PublisherRole, Space};
use super::runner::run_by_others;
use super::{FactCode, FactNote};
use crate::base::{Grouped, Text};
use crate::model::{Bom, Components, HubId, Kind, Relation, Role, Row, Stated, is_page_of_data};
use foldhash::fast::RandomState;
use hashbrown::HashMap;
use std::collections::HashSet;

/// What a bill says of a model where a family may be named, but for its name.
fn said_of_model(bom: &Bom, row: Row) -> impl Iterator<Item = Text> + '_ {
    let parts = &bom.components;
    let card = parts.card(row).into_iter().flat_map(|card| [card.task, card.architecture, card.architecture_family]);
    let properties = parts.properties.of(row).iter().map(|property| property.value);
    let authors = parts.authors.of(row).iter().map(|party| bom.parties[*party].name);
    let copyright = Components::sparse(&parts.copyrights, row).copied();
    let licenses = parts.licenses.of(row).iter().flat_map(|id| [bom.licenses[*id].text, bom.licenses[*id].url]);
    card.chain([parts.description[row], parts.purl[row], parts.version[row]])
        .chain(licenses)
        .chain(properties)
        .chain(authors)
        .chain(copyright)
        .filter_map(|text| text.get().value())
        .chain(parts.references.of(row).iter().map(|reference| reference.url))
        .chain(Components::sparse(&parts.cpes, row).copied())
        .chain(parts.words_of(row))
}

impl Lists {
    /// The publisher under whose handle on a hub a whole text stands: the page of a model, or `org/name`.
    fn on_hub(&self, text: &str) -> Option<PublisherId> {
        let model = (!text.starts_with("pkg:") && !is_page_of_data(text) && text.contains('/')).then(|| HubId::of(text))??;
        self.publisher_by_handle(Space::HuggingFace, &model.organisation)
    }
}

/// The names of the parties in the fields of a part.
fn parties_of(bom: &Bom, row: Row) -> impl Iterator<Item = Text> + '_ {
    let parts = &bom.components;
    let fields = [parts.manufacturer[row], parts.supplier[row], parts.publisher[row]];
    fields.into_iter().filter_map(|party| bom.parties[party.get().value()?].name.get().value())
}

fn has_base(bom: &Bom, row: Row) -> bool {
    bom.edges_of(row).iter().any(|edge| edge.relation.is_base())
}

impl Gather<'_> {
    /// Families in the words of a model, where their founders are not known to stand behind the model already. Only hints.
    ///
    /// Of a model with a base model in the bill the name alone speaks here: what else is said of it is held against its
    /// line, once the line is known ([`undisclosed`]).
    pub(super) fn families(&mut self) {
        let (bom, lists) = (self.resolver.bom, self.resolver.lists);
        if !self.kind.is_model() {
            return;
        }
        let row = self.row;
        let mut texts: Vec<Text> = bom.components.name[row].get().value().into_iter().collect();
        if !has_base(bom, row) {
            texts.extend(said_of_model(bom, row));
        }
        for text in texts {
            let whole = bom.text(text);
            // Of a path the last part names the model; an address and a sentence are read whole.
            let path = !whole.contains("://") && !whole.contains(char::is_whitespace);
            let read = if path { whole.rsplit('/').next().unwrap_or(whole) } else { whole };
            let whose = lists.families(read).into_iter().chain(lists.on_hub(whole).filter(|id| lists.publisher(*id).makes()));
            for founder in whose {
                let behind = |origin: &Origin| {
                    origin.dimension == Dimension::Developer && origin.party.is_some_and(|party| lists.related(party, founder))
                };
                if !self.origins[self.start..].iter().any(behind) {
                    let country = lists.publisher(founder).countries().next();
                    let (dimension, party, basis) = (Dimension::Developer, Some(founder), Basis::Inferred);
                    self.push(Origin { dimension, country, party, basis, field: OriginField::Family, name: Some(text) });
                }
            }
        }
        self.repackaged();
    }

    /// Notes a delivered model that stands under the name of somebody who only converts models of others, while the bill names
    /// none it was made from.
    fn repackaged(&mut self) {
        let (bom, lists) = (self.resolver.bom, self.resolver.lists);
        let parts = &bom.components;
        let row = self.row;
        if has_base(bom, row) || !matches!(parts.role[row], Role::Subject | Role::Part) || self.kind == Kind::Tokenizer {
            return;
        }
        let repackages = |id: &PublisherId| lists.publisher(*id).role == PublisherRole::Repackager;
        let behind = self.of_row().iter().filter_map(|origin| Some((origin.party?, origin.name?)));
        let spoken = said_of_model(bom, row).filter_map(|text| Some((lists.on_hub(bom.text(text))?, text)));
        let found = behind.chain(spoken).find(|(party, _)| repackages(party));
        if let Some((party, name)) = found {
            let (code, field) = (FactCode::ModelInWords, Some(OriginField::NamePrefix));
            self.note(Doubt { code, party: Some(party), field, name: Some(name), country: None, other: None });
        }
    }
}

/// Families that the bill speaks of and that no model, dataset or service of it belongs to, and those a model is said to be
/// of while nobody in its line is: one note each, on the first part that says so.
pub(super) fn undisclosed(bom: &Bom, lists: &Lists, origins: &Grouped<Row, Origin>) -> Vec<FactNote> {
    let parts = &bom.components;
    // Without a package URL, a name of nothing but such words is more likely a model's than a package's.
    let named = parts.rows().filter(|row| parts.purl[*row].get() == Stated::Absent).filter_map(|row| {
        let name = parts.name[row].get().value()?;
        lists.is_family(bom.text(name)).then_some((row, name))
    });
    let heard = parts.words.iter().copied().chain(named).filter(|(row, _)| !parts.kind[*row].is_model());
    let of_running = parts.rows().filter(|row| may_run(bom, *row)).flat_map(|row| {
        let properties = parts.properties.of(row);
        let values = properties.iter().map(|property| property.value);
        let licenses = parts.licenses.of(row).iter().map(|id| bom.licenses[*id].text);
        let texts = [parts.name[row], parts.version[row], parts.description[row]].into_iter().chain(values).chain(licenses);
        let texts = texts.filter_map(|text| text.get().value());
        let names = properties.iter().map(|property| property.name);
        texts.chain(names).chain(Components::sparse(&parts.cpes, row).copied()).map(move |text| (row, text))
    });
    let based = parts.rows().filter(|row| parts.kind[*row].is_model() && has_base(bom, *row));
    let of_lines = based.flat_map(|row| {
        let name = parts.name[row].get().value().into_iter();
        name.chain(said_of_model(bom, row)).map(move |text| (row, text))
    });
    // Files inside a model are the model's, whatever it is called.
    let inside = parts.rows().filter(|row| parts.kind[*row] == Kind::File).filter_map(|row| {
        let model = parts.parent[row].filter(|parent| parts.kind[*parent].is_model())?;
        Some((model, parts.name[row].get().value()?))
    });
    // Of software the words are talk; a property that is a model of a known hub page is none.
    let linked = parts.rows().filter(|row| parts.role[*row].delivered() && !parts.kind[*row].is_model() && !may_run(bom, *row));
    let linked = linked.flat_map(|row| {
        let values = parts.properties.of(row).iter().filter_map(|property| property.value.get().value());
        values.filter(|value| lists.on_hub(bom.text(*value)).is_some()).map(move |value| (row, value))
    });
    let disclosed: HashSet<PublisherId> = parts
        .rows()
        .filter(|row| parts.kind[*row].is_model() || matches!(parts.kind[*row], Kind::Dataset | Kind::Service))
        .flat_map(|row| origins.of(row))
        .filter(|origin| !origin.field.in_passing())
        .filter_map(|origin| Some(lists.top(origin.party?)))
        .collect();
    let mut founders = HashSet::new();
    let mut notes = run_by_others(bom, lists, origins, &disclosed);
    notes.extend(only_named(bom).into_iter().map(|(row, name)| {
        let code = FactCode::ModelInWords;
        let doubt = Doubt { code, party: None, field: None, name: Some(name), country: None, other: None };
        doubt.note(bom, lists, row)
    }));
    for (row, text) in heard.chain(of_running).chain(of_lines).chain(inside).chain(linked).chain(firms(bom, lists, origins)) {
        let whole = bom.text(text);
        let on_hub = lists.on_hub(whole).filter(|id| lists.publisher(*id).makes());
        for founder in lists.families(whole).into_iter().chain(on_hub) {
            let known = disclosed.contains(&lists.top(founder));
            let model = parts.kind[row].is_model();
            let answered = known && (!model || in_line(bom, lists, origins, row, founder));
            if !answered && founders.insert((founder, model)) {
                let code = FactCode::ModelInWords;
                let field = model.then_some(OriginField::Family);
                let doubt = Doubt { code, party: Some(founder), field, name: Some(text), country: None, other: None };
                notes.push(doubt.note(bom, lists, row));
            }
        }
    }
    notes
}

/// Whether a delivered part may run models, or may hold one or what one wrote.
fn may_run(bom: &Bom, row: Row) -> bool {
    let (kind, role) = (bom.components.kind[row], bom.components.role[row]);
    (kind.may_run_models() || matches!(kind, Kind::Dataset | Kind::File | Kind::Other)) && role.delivered()
}

/// Firms behind models and what may run them that are in no list, and whose names hold that of a maker who is not known to
/// stand behind the part: `DeepSeek Technology (Ireland) Ltd`.
fn firms(bom: &Bom, lists: &Lists, origins: &Grouped<Row, Origin>) -> Vec<(Row, Text)> {
    let parts = &bom.components;
    let asked = parts.rows().filter(|row| may_run(bom, *row) || (parts.kind[*row].is_model() && parts.role[*row].delivered()));
    let named = asked.flat_map(|row| parties_of(bom, row).map(move |name| (row, name)));
    let mut makers: HashMap<Text, Vec<PublisherId>, RandomState> = HashMap::default();
    let unknown = |(row, name): &(Row, Text)| {
        let makers = makers.entry(*name).or_insert_with(|| lists.families(bom.text(*name)));
        makers
            .iter()
            .any(|maker| !origins.of(*row).iter().any(|origin| origin.party.is_some_and(|party| lists.related(party, *maker))))
    };
    named.filter(unknown).collect()
}

/// Models that are only named, by a page or an address, and not as what another was made from or learnt from: nothing is said
/// of what the delivery would run.
fn only_named(bom: &Bom) -> Vec<(Row, Text)> {
    let parts = &bom.components;
    let named = parts.rows().filter(|row| parts.role[*row] == Role::Mention && parts.kind[*row].is_model());
    let named: Vec<(Row, Text)> = named.filter_map(|row| Some((row, parts.name[row].get().value()?))).collect();
    if named.is_empty() {
        return named;
    }
    let edges = bom.edges.values().iter();
    let lines: HashSet<Row> = edges
        .filter(|edge| edge.relation != Relation::DependsOn && edge.relation != Relation::Other)
        .map(|edge| edge.to)
        .collect();
    named.into_iter().filter(|(row, _)| !lines.contains(row)).collect()
}

/// Whether a publisher, or one of the same owner, stands behind a model or anything it was made from. What the name of the
/// model itself says is what is asked about.
fn in_line(bom: &Bom, lists: &Lists, origins: &Grouped<Row, Origin>, model: Row, founder: PublisherId) -> bool {
    let (mut seen, mut open) = (HashSet::from([model]), vec![model]);
    while let Some(row) = open.pop() {
        let stands = |origin: &Origin| {
            let asked = origin.field.in_passing() || (row == model && origin.field == OriginField::Family);
            !asked && origin.party.is_some_and(|party| lists.related(party, founder))
        };
        if origins.of(row).iter().any(stands) {
            return true;
        }
        let bases = bom.edges_of(row).iter().filter(|edge| edge.relation.is_base()).map(|edge| edge.to);
        open.extend(bases.filter(|base| seen.insert(*base)));
    }
    false
}
