//! What a bill says, free of rows and places, so that two syntaxes can be compared.

use bomgate::base::Index;
use bomgate::model::{Bom, Packed, PartyId, Row};
use std::collections::BTreeSet;

fn party(bom: &Bom, packed: Packed<PartyId>) -> String {
    packed.get().value().map_or(packed.get().word().to_owned(), |id| format!("{:?}", bom.stated(bom.parties[id].name)))
}

/// The words of an expression; RDF keeps no order of them.
fn words(expression: &str) -> String {
    let mut words: Vec<&str> = expression.split([' ', '(', ')']).filter(|word| !word.is_empty()).collect();
    words.sort_unstable();
    words.join(" ")
}

fn name(bom: &Bom, row: Row) -> String {
    let parts = &bom.components;
    bom.value(parts.reference[row]).or(bom.value(parts.name[row])).unwrap_or("(nameless)").to_owned()
}

/// One line for each thing said.
pub(crate) fn dump(bom: &Bom) -> BTreeSet<String> {
    let mut lines = BTreeSet::new();
    let document = &bom.document;
    lines.insert(format!("document {} {}", document.format, document.spec_version));
    lines.insert(format!("created {:?}", bom.stated(document.timestamp)));
    for author in &document.authors {
        lines.insert(format!("author {:?}", bom.stated(bom.parties[*author].name)));
    }
    lines.insert(format!("subject {:?}", bom.subject().map(|row| name(bom, row))));
    let parts = &bom.components;
    for row in parts.rows() {
        let who = name(bom, row);
        let mut say = |what: &str, value: String| lines.insert(format!("{who} {what} {value}"));
        say("is", format!("{} {}", parts.kind[row].word(), parts.role[row].word()));
        say("name", format!("{:?}", bom.stated(parts.name[row])));
        say("version", format!("{:?}", bom.stated(parts.version[row])));
        say("purl", format!("{:?}", bom.stated(parts.purl[row])));
        say(
            "description",
            format!("{:?}", bom.stated(parts.description[row]).map(|text| text.split_whitespace().collect::<String>())),
        );
        say("supplier", party(bom, parts.supplier[row]));
        say("manufacturer", party(bom, parts.manufacturer[row]));
        for license in parts.licenses.of(row) {
            let license = &bom.licenses[*license];
            let text = bom.stated(license.text).map(words);
            say("license", format!("{text:?} {:?} {:?} {:?}", license.form, bom.stated(license.acknowledgement), license.terms));
        }
        for digest in parts.hashes.of(row) {
            say("hash", format!("{} {}", digest.algorithm.name(), parts.hex(*digest)));
        }
        for reference in parts.references.of(row) {
            say("reference", format!("{} {}", bom.text(reference.kind), bom.text(reference.url)));
        }
        for property in parts.properties.of(row) {
            say("property", format!("{} {:?}", bom.text(property.name), bom.stated(property.value)));
        }
        for (_, cpe) in parts.cpes.iter().filter(|(at, _)| at.at() == row.at()) {
            say("cpe", bom.text(*cpe).to_owned());
        }
        for (_, remark) in &parts.annotations[parts.annotated(row)] {
            let text = bom.stated(remark.text).map(|text| text.split_whitespace().collect::<String>());
            let [date, kind] = [remark.date, remark.kind].map(|said| bom.stated(said));
            say("remark", format!("{} {date:?} {kind:?} {text:?}", party(bom, remark.annotator)));
        }
        for edge in bom.edges_of(row) {
            say(edge.relation.word(), name(bom, edge.to));
        }
    }
    lines
}
