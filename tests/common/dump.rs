//! Everything a bill holds, as lines free of handles and places: two documents that say the same dump the same.
#![allow(dead_code, unreachable_pub, reason = "each test file uses its own part")]

use bomgate::base::Text;
use bomgate::model::{Bom, ListField, Packed, Party, PartyId, Row, Stated};
use std::fmt::Debug;

fn say<T: Debug>(stated: Stated<T>) -> String {
    match stated {
        Stated::Absent => String::new(),
        other => format!("{other:?}"),
    }
}

fn party(bom: &Bom, id: Packed<PartyId>) -> String {
    say(id.get().map(|id| {
        let Party { name, country, url, .. } = bom.parties[id];
        [name, country, url].map(|text| say(bom.stated(text)))
    }))
}

/// The lines: the document, then each component with what it holds, then its edges.
pub fn dump(bom: &Bom) -> Vec<String> {
    let (parts, document) = (&bom.components, &bom.document);
    let text = |packed: Packed<Text>| say(bom.stated(packed));
    let mut lines = vec![format!(
        "{} {} {} {:?} {} {:?} {:?} {} {} signed {} graph {}",
        document.format,
        document.spec_version,
        text(document.serial),
        document.version,
        text(document.timestamp),
        document.lifecycles.iter().map(|phase| bom.text(*phase)).collect::<Vec<_>>(),
        document.authors.iter().map(|id| party(bom, Stated::Value(*id).into())).collect::<Vec<_>>(),
        party(bom, document.supplier),
        party(bom, document.manufacturer),
        document.signed,
        document.has_dependencies,
    )];
    for composition in &document.compositions {
        let covers: Vec<&str> = composition.covers.iter().map(|text| bom.text(*text)).collect();
        lines.push(format!("composition {} {covers:?}", bom.text(composition.aggregate)));
    }
    for row in parts.rows() {
        lines.push(format!(
            "{} {} {} {}",
            bom.pointer(row),
            parts.kind[row].word(),
            parts.role[row].word(),
            text(parts.declared[row])
        ));
        let columns = [
            parts.name[row],
            parts.version[row],
            parts.group[row],
            parts.reference[row],
            parts.purl[row],
            parts.description[row],
        ];
        lines.push(columns.map(text).join(" | "));
        lines.push([parts.supplier[row], parts.manufacturer[row], parts.publisher[row]].map(|id| party(bom, id)).join(" | "));
        lines.push(format!("lists {:?}", lists(bom, row)));
        lines.extend(entries(bom, row));
        let mut edges: Vec<String> =
            bom.edges_of(row).iter().map(|edge| format!("  {} {}", edge.relation.word(), bom.label(edge.to))).collect();
        edges.sort();
        lines.extend(edges);
    }
    lines
}

fn lists(bom: &Bom, row: Row) -> Vec<ListField> {
    use ListField::*;
    let all = [Licenses, Hashes, References, Properties, Authors, Endpoints, Flows, Data, Ancestors, Datasets, Card];
    all.into_iter().filter(|list| bom.components.carries(row, *list)).collect()
}

fn entries(bom: &Bom, row: Row) -> Vec<String> {
    let parts = &bom.components;
    let text = |packed: Packed<Text>| say(bom.stated(packed));
    let sparse =
        |list: &[(Row, Text)]| list.iter().filter(|(at, _)| *at == row).map(|(_, word)| bom.text(*word).to_owned()).collect();
    let mut lines: Vec<String> = Vec::new();
    lines.extend(parts.authors.of(row).iter().map(|id| format!("  author {}", party(bom, Stated::Value(*id).into()))));
    lines.extend(parts.licenses.of(row).iter().map(|id| {
        let license = bom.licenses[*id];
        format!(
            "  licence {:?} {} {} {} {:?}",
            license.form,
            text(license.text),
            text(license.acknowledgement),
            text(license.url),
            license.terms
        )
    }));
    lines.extend(parts.hashes.of(row).iter().map(|hash| format!("  hash {} {}", hash.algorithm.name(), parts.hex(*hash))));
    lines.extend(parts.references.of(row).iter().map(|one| format!("  reference {} {}", bom.text(one.kind), bom.text(one.url))));
    lines.extend(parts.properties.of(row).iter().map(|one| format!("  property {} {}", bom.text(one.name), text(one.value))));
    lines.extend(parts.endpoints.of(row).iter().map(|url| format!("  endpoint {}", bom.text(*url))));
    lines.extend(parts.flows.of(row).iter().map(|flow| format!("  flow {} {}", text(flow.direction), text(flow.classification))));
    lines.extend(parts.data.of(row).iter().map(|item| {
        let words = [item.kind, item.name, item.url, item.classification].map(text).join(" | ");
        let parties = [item.owner, item.custodian, item.steward].map(|id| party(bom, id)).join(" | ");
        format!("  data {words} {:?} {parties}", item.sensitive)
    }));
    lines.extend(parts.annotations[parts.annotated(row)].iter().map(|(_, remark)| {
        let [date, kind, said] = [remark.date, remark.kind, remark.text].map(text);
        format!("  annotation {} {date} {kind} {said}", party(bom, remark.annotator))
    }));
    if let Some(card) = parts.card(row) {
        let words = [card.task, card.architecture_family, card.architecture, card.approach].map(text).join(" | ");
        let counts = [
            card.datasets,
            card.inputs,
            card.outputs,
            card.metrics,
            card.users,
            card.use_cases,
            card.limitations,
            card.tradeoffs,
            card.ethical,
            card.fairness,
            card.energy,
        ];
        lines.push(format!("  card {words} {counts:?}"));
    }
    for (_, service) in parts.services.iter().filter(|(at, _)| *at == row) {
        lines.push(format!("  service {:?} {:?}", service.authenticated, service.crosses_boundary));
    }
    let words: [Vec<String>; 2] = [sparse(&parts.cpes), sparse(&parts.scopes)];
    lines.push(format!("  cpe, scope {words:?}"));
    lines
        .extend(parts.copyrights.iter().filter(|(at, _)| *at == row).map(|(_, packed)| format!("  copyright {}", text(*packed))));
    lines
}
