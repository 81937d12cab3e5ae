//! One row of a bill in the terms of CycloneDX 1.5.

use super::super::visible;
use super::result;
use crate::model::{
    Algorithm, Bom as Bill, Components as Parts, Kind, License, LicenseForm, ListField, Packed, PartyId, Relation, Row,
};
use cyclonedx_bom::external_models::normalized_string::NormalizedString;
use cyclonedx_bom::external_models::spdx::{SpdxExpression, SpdxIdentifier};
use cyclonedx_bom::external_models::uri::{Purl, Uri};
use cyclonedx_bom::models::bom::SpecVersion;
use cyclonedx_bom::models::component::{Classification, Component, Cpe, Scope};
use cyclonedx_bom::models::external_reference::{ExternalReference, ExternalReferenceType, ExternalReferences};
use cyclonedx_bom::models::hash::{Hash, HashAlgorithm, HashValue, Hashes};
use cyclonedx_bom::models::license::{License as Written, LicenseChoice, Licenses};
use cyclonedx_bom::models::organization::OrganizationalEntity;
use cyclonedx_bom::models::property::{Properties, Property};
use cyclonedx_bom::models::service::Service;
use cyclonedx_bom::validation::Validate;
use std::collections::HashMap;
use std::str::FromStr;

/// What each row is called: its own reference where it is plain and nobody else's.
#[derive(Default)]
pub(super) struct References(Vec<String>);

impl References {
    /// The references of a bill; `lead` tells the bills of several apart.
    pub(super) fn of(bill: &Bill, lead: &str) -> Self {
        let written = |row: Row| bill.value(bill.components.reference[row]);
        let mut times: HashMap<&str, usize> = HashMap::new();
        for reference in bill.components.rows().filter_map(written) {
            *times.entry(reference).or_default() += 1;
        }
        let plain =
            |reference: &&str| times[*reference] == 1 && !reference.starts_with("bomgate:") && visible(reference) == **reference;
        let called = |(at, row): (usize, Row)| match written(row).filter(plain) {
            Some(reference) => format!("{lead}{reference}"),
            None => format!("bomgate:part-{lead}{at}"),
        };
        Self(bill.components.rows().enumerate().map(called).collect())
    }

    /// The reference of a row.
    pub(super) fn get(&self, row: Row) -> &str {
        &self.0[row.0 as usize]
    }
}

fn text(text: &str) -> NormalizedString {
    NormalizedString::new(&visible(text))
}

/// A component, with `more` among its properties.
pub(super) fn part(bill: &Bill, row: Row, references: &References, more: Vec<Property>) -> Component {
    let parts = &bill.components;
    let value = |packed| bill.value(packed).map(text);
    let (class, mut properties) = (class(bill, row), properties(bill, row, references));
    let name = bill.value(parts.name[row]).map_or_else(|| bill.label(row), str::to_owned);
    let mut component = Component::new(class, &visible(&name), "", Some(references.get(row).to_owned()));
    component.version = value(parts.version[row]);
    component.group = value(parts.group[row]);
    component.description = value(parts.description[row]);
    component.supplier = party(bill, parts.supplier[row]);
    component.publisher = party_name(bill, parts.publisher[row]);
    component.author = parts.authors.of(row).first().and_then(|author| value(bill.parties[*author].name));
    component.purl = bill.value(parts.purl[row]).and_then(|purl| Purl::from_str(&visible(purl)).ok());
    component.cpe = cpe(bill, row, &mut properties);
    component.scope = scope(bill, row, &mut properties);
    component.hashes = hashes(bill, row, &mut properties);
    component.licenses = licenses(bill, row);
    component.external_references = external(bill, row, &mut properties);
    properties.extend(more);
    component.properties = Some(Properties(properties));
    component
}

/// A service, with `more` among its properties.
pub(super) fn service(bill: &Bill, row: Row, references: &References, more: Vec<Property>) -> Service {
    let parts = &bill.components;
    let value = |packed| bill.value(packed).map(text);
    let name = bill.value(parts.name[row]).map_or_else(|| bill.label(row), str::to_owned);
    let mut service = Service::new(&visible(&name), Some(references.get(row).to_owned()));
    service.version = value(parts.version[row]);
    service.group = value(parts.group[row]);
    service.description = value(parts.description[row]);
    service.provider = party(bill, parts.supplier[row]);
    let mut properties = properties(bill, row, references);
    let mut endpoints = Vec::new();
    for endpoint in parts.endpoints.of(row).iter().map(|endpoint| bill.text(*endpoint)) {
        match uri(endpoint) {
            Some(uri) => endpoints.push(uri),
            None => properties.push(result("endpoint-as-written", endpoint)),
        }
    }
    service.endpoints = Some(endpoints).filter(|endpoints| !endpoints.is_empty());
    service.licenses = licenses(bill, row);
    service.external_references = external(bill, row, &mut properties);
    properties.extend(more);
    service.properties = Some(Properties(properties));
    service
}

/// By the type as written where 1.5 has it, else by what the part is.
fn class(bill: &Bill, row: Row) -> Classification {
    let declared = bill.value(bill.components.declared[row]).map(Classification::new_unchecked);
    let known = declared.filter(|class| !matches!(class, Classification::UnknownClassification(_)));
    known.unwrap_or(match bill.components.kind[row] {
        Kind::Model | Kind::Adapter | Kind::Tokenizer => Classification::MachineLearningModel,
        Kind::Dataset => Classification::Data,
        Kind::Framework => Classification::Framework,
        Kind::Library => Classification::Library,
        Kind::Application | Kind::Service | Kind::Tool => Classification::Application,
        Kind::Device => Classification::Device,
        Kind::Container => Classification::Container,
        Kind::File | Kind::Other => Classification::File,
    })
}

/// The bill's own properties, and what 1.5 has no other place for.
fn properties(bill: &Bill, row: Row, references: &References) -> Vec<Property> {
    let parts = &bill.components;
    let mut properties: Vec<Property> = Vec::new();
    for property in parts.properties.of(row) {
        let name = bill.text(property.name);
        // Nobody but bomgate states results.
        let lead = if name.starts_with("bomgate:result:") { "stated:" } else { "" };
        let value = bill.value(property.value).unwrap_or_default();
        properties.push(Property::new(visible(&format!("{lead}{name}")), &visible(value)));
    }
    properties.push(result("kind", parts.kind[row].word()));
    properties.push(result("role", parts.role[row].word()));
    properties.push(result("pointer", bill.pointer(row)));
    let written = bill.value(parts.reference[row]).filter(|written| !references.get(row).ends_with(written));
    properties.extend(written.map(|written| result("bom-ref-as-written", written)));
    properties.extend(parts.parent[row].map(|parent| result("inside", references.get(parent))));
    for edge in bill.edges_of(row).iter().filter(|edge| edge.relation != Relation::DependsOn) {
        properties.push(result("relation", format!("{} {}", edge.relation.word(), references.get(edge.to))));
    }
    let manufacturer = party_name(bill, parts.manufacturer[row]);
    properties.extend(manufacturer.map(|name| result("manufacturer", &name)));
    for author in parts.authors.of(row).iter().skip(1) {
        properties.extend(bill.value(bill.parties[*author].name).map(|name| result("author", name)));
    }
    let parties = [parts.supplier[row], parts.manufacturer[row], parts.publisher[row]];
    let addresses = parties.into_iter().filter_map(|party| party.get().value()).map(|party| bill.parties[party].url);
    let of_licenses = parts.licenses.of(row).iter().map(|license| bill.licenses[*license].url);
    let odd = addresses.chain(of_licenses).filter_map(|url| bill.value(url)).filter(|url| uri(url).is_none());
    properties.extend(odd.map(|url| result("url-as-written", url)));
    let lost = [(ListField::Card, "modelCard"), (ListField::Data, "data"), (ListField::Flows, "data flows")];
    let lost: Vec<&str> = lost.into_iter().filter(|(list, _)| parts.carries(row, *list)).map(|(_, word)| word).collect();
    if !lost.is_empty() {
        properties.push(Property::new("bomgate:not-carried", &lost.join(", ")));
    }
    properties
}

fn party_name(bill: &Bill, party: Packed<PartyId>) -> Option<NormalizedString> {
    party.get().value().and_then(|party| bill.value(bill.parties[party].name)).map(text)
}

fn party(bill: &Bill, party: Packed<PartyId>) -> Option<OrganizationalEntity> {
    let stated = &bill.parties[party.get().value()?];
    let mut entity = OrganizationalEntity::new(&visible(bill.value(stated.name)?));
    entity.url = bill.value(stated.url).and_then(uri).map(|uri| vec![uri]);
    Some(entity)
}

fn cpe(bill: &Bill, row: Row, properties: &mut Vec<Property>) -> Option<Cpe> {
    let written = bill.text(*Parts::sparse(&bill.components.cpes, row)?);
    let mut alone = Component::new(Classification::Library, "x", "1", None);
    alone.cpe = Some(Cpe::new(written));
    if alone.validate_version(SpecVersion::V1_5).passed() {
        return alone.cpe;
    }
    properties.push(result("cpe-as-written", written));
    None
}

/// What is no part of the delivery is `excluded`, whatever the bill says.
fn scope(bill: &Bill, row: Row, properties: &mut Vec<Property>) -> Option<Scope> {
    let written = Parts::sparse(&bill.components.scopes, row).map(|scope| bill.text(*scope));
    let known = written.and_then(|written| match written {
        "required" => Some(Scope::Required),
        "optional" => Some(Scope::Optional),
        "excluded" => Some(Scope::Excluded),
        _ => None,
    });
    let delivered = bill.components.role[row].delivered();
    if known.is_none() || !delivered {
        properties.extend(written.map(|written| result("scope-as-written", written)));
    }
    if delivered { known } else { Some(Scope::Excluded) }
}

fn hashes(bill: &Bill, row: Row, properties: &mut Vec<Property>) -> Option<Hashes> {
    let mut hashes = Vec::new();
    for digest in bill.components.hashes.of(row) {
        let (name, hex) = (digest.algorithm.name(), bill.components.hex(*digest));
        if matches!(digest.algorithm, Algorithm::Streebog256 | Algorithm::Streebog512) {
            properties.push(result("hash", format!("{name} {hex}")));
        } else {
            hashes.push(Hash { alg: HashAlgorithm::new_unchecked(name), content: HashValue(hex) });
        }
    }
    Some(Hashes(hashes)).filter(|hashes| !hashes.0.is_empty())
}

/// One expression alone, or else ids and names: 1.5 does not mix them, so an expression among others stands as a name.
fn licenses(bill: &Bill, row: Row) -> Option<Licenses> {
    let stated: Vec<(&License, &str)> = bill
        .components
        .licenses
        .of(row)
        .iter()
        .map(|id| &bill.licenses[*id])
        .filter_map(|license| Some((license, bill.value(license.text)?)))
        .collect();
    if let [(License { form: LicenseForm::Expression, .. }, only)] = stated.as_slice()
        && let Ok(expression) = SpdxExpression::try_from((*only).to_owned())
    {
        return Some(Licenses(vec![LicenseChoice::Expression(expression)]));
    }
    let choices: Vec<LicenseChoice> = stated.into_iter().map(|(license, text)| choice(bill, license, text)).collect();
    Some(Licenses(choices)).filter(|choices| !choices.0.is_empty())
}

fn choice(bill: &Bill, license: &License, text: &str) -> LicenseChoice {
    let known = license.form == LicenseForm::Id && SpdxIdentifier::try_from(text.to_owned()).is_ok();
    let mut written = if known { Written::license_id(text) } else { Written::named_license(&visible(text)) };
    written.url = bill.value(license.url).and_then(uri);
    LicenseChoice::License(written)
}

/// An address, where it is one (RFC 3986).
fn uri(text: &str) -> Option<Uri> {
    Uri::try_from(text.to_owned()).ok()
}

fn external(bill: &Bill, row: Row, properties: &mut Vec<Property>) -> Option<ExternalReferences> {
    let mut references = Vec::new();
    for reference in bill.components.references.of(row) {
        let (kind, address) = (bill.text(reference.kind), bill.text(reference.url));
        let Some(url) = uri(address) else {
            properties.push(result("reference-as-written", format!("{kind} {address}")));
            continue;
        };
        let known = ExternalReferenceType::new_unchecked(kind);
        let unknown = matches!(known, ExternalReferenceType::UnknownExternalReferenceType(_));
        let mut written = ExternalReference::new(if unknown { ExternalReferenceType::Other } else { known }, url);
        written.comment = unknown.then(|| format!("type as written: {}", visible(kind)));
        references.push(written);
    }
    Some(ExternalReferences(references)).filter(|references| !references.0.is_empty())
}
