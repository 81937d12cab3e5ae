//! What was read of a bill, with what was found, as a CycloneDX 1.5 bill for tools that take bills. Source: CycloneDX 1.5,
//! `annotations` and `properties`; written with the `cyclonedx-bom` crate.
//!
//! It is not the vendor's bill: what version 1.5 or the crate has no place for is said in properties (`bomgate:not-carried`
//! and others), and the digest of the bill itself stands in `bomgate:result:bill-sha256`.

mod part;

use super::attestation::serial;
use super::entry::{Entry, each};
use super::json::escaped;
use super::{Delivery, View, visible};
use crate::model::{Bom as Bill, Relation, Role, Row};
use cyclonedx_bom::external_models::date_time::DateTime;
use cyclonedx_bom::models::annotation::{Annotation, Annotations, Annotator};
use cyclonedx_bom::models::bom::{Bom, SpecVersion, UrnUuid};
use cyclonedx_bom::models::component::{Classification, Component, Components};
use cyclonedx_bom::models::dependency::{Dependencies, Dependency};
use cyclonedx_bom::models::metadata::Metadata;
use cyclonedx_bom::models::property::{Properties, Property};
use cyclonedx_bom::models::service::{Service, Services};
use cyclonedx_bom::models::tool::Tools;
use part::{References, part, service};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

/// One delivery in the terms of CycloneDX.
struct Delivered {
    root: Component,
    parts: Vec<Component>,
    services: Vec<Service>,
    dependencies: Vec<Dependency>,
    annotations: Vec<Annotation>,
}

/// Writes the report. Of one delivery its subject is the subject; of several each is a component with its parts inside.
pub(super) fn write(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let day = DateTime::try_from(format!("{}T00:00:00Z", view.gate.as_of)).map_err(io::Error::other)?;
    let mut bom = Bom {
        version: 1,
        serial_number: Some(UrnUuid(serial(view, "annotated"))),
        metadata: None,
        components: None,
        services: None,
        external_references: None,
        dependencies: None,
        compositions: None,
        properties: None,
        vulnerabilities: None,
        signature: None,
        annotations: None,
        formulation: None,
        spec_version: SpecVersion::V1_5,
    };
    let (mut roots, mut services, mut dependencies, mut annotations) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut subject = None;
    for (at, delivery) in view.deliveries.iter().enumerate() {
        let mut delivered = Delivered::of(view, at, delivery, &day)?;
        if view.deliveries.len() == 1 {
            subject = Some(delivered.root);
            roots = delivered.parts;
        } else {
            delivered.root.components = Some(Components(delivered.parts)).filter(|parts| !parts.0.is_empty());
            roots.push(delivered.root);
        }
        services.append(&mut delivered.services);
        dependencies.append(&mut delivered.dependencies);
        annotations.append(&mut delivered.annotations);
    }
    bom.metadata = Some(Metadata {
        timestamp: Some(day),
        tools: Some(Tools::Object { services: None, components: Some(Components(vec![tool()])) }),
        component: subject,
        properties: Some(Properties(results(view))),
        ..Metadata::default()
    });
    bom.components = Some(Components(roots));
    bom.services = Some(Services(services)).filter(|services| !services.0.is_empty());
    bom.dependencies = Some(Dependencies(dependencies)).filter(|dependencies| !dependencies.0.is_empty());
    bom.annotations = Some(Annotations(annotations)).filter(|annotations| !annotations.0.is_empty());
    let mut text = Vec::new();
    bom.output_as_json_v1_5(&mut text).map_err(io::Error::other)?;
    escaped(&String::from_utf8(text).map_err(io::Error::other)?, out)
}

fn tool() -> Component {
    Component::new(Classification::Application, "bomgate", env!("CARGO_PKG_VERSION"), Some("bomgate:tool".to_owned()))
}

/// A property of bomgate's own; the bill's may not bear such a name.
fn result(name: &str, value: impl AsRef<str>) -> Property {
    Property::new(format!("bomgate:result:{name}"), &visible(value.as_ref()))
}

/// What the whole came to, and what it rests on.
fn results(view: &View<'_>) -> Vec<Property> {
    let gate = view.gate;
    let mut properties = vec![
        result("verdict", view.verdict().word()),
        result("exit-code", view.verdict().code().to_string()),
        result("as-of", gate.as_of.to_string()),
        result("home", &gate.buyer.home_word),
        result("tier", gate.judgement.tier.to_string()),
        result("lists-sha256", gate.lists.digest()),
    ];
    properties.extend(
        gate.plan.packs.iter().map(|pack| result("pack", format!("{} {} sha256 {}", pack.name, pack.version, pack.sha256))),
    );
    properties.extend(gate.papers.iter().map(|paper| result("paper", format!("{} sha256 {}", paper.role, paper.sha256))));
    let strays = view.beside.strays.iter().map(|stray| result("not-a-bill", &stray.name));
    properties.extend(strays.chain(view.beside.empty.iter().map(|folder| result("no-bill-in", folder))));
    properties
}

impl Delivered {
    fn of(view: &View<'_>, at: usize, delivery: &Delivery, day: &DateTime) -> io::Result<Self> {
        let lead = if view.deliveries.len() == 1 { String::new() } else { format!("{at}/") };
        let bill = delivery.result.as_ref().ok().map(|judged| &judged.bom);
        let references = bill.map_or_else(References::default, |bill| References::of(bill, &lead));
        let stand_in = format!("bomgate:delivery-{at}");
        let subject = bill.and_then(Bill::subject);
        let root_reference = subject.map_or(stand_in.as_str(), |row| references.get(row)).to_owned();

        let mut found: BTreeMap<Option<Row>, Vec<Property>> = BTreeMap::new();
        let mut annotations = Vec::new();
        each(view, delivery, &mut |entry| {
            let row = entry.subject.row;
            found.entry(row.filter(|row| Some(*row) != subject)).or_default().push(result("finding", brief(entry)));
            let about = row.map_or(root_reference.as_str(), |row| references.get(row));
            let number = annotations.len();
            annotations.push(annotation(&format!("bomgate:finding-{at}-{number}"), about, entry, day));
            Ok(())
        })?;

        let mut this = Self {
            root: Component::new(Classification::File, &visible(&delivery.name), "", Some(root_reference)),
            parts: Vec::new(),
            services: Vec::new(),
            dependencies: Vec::new(),
            annotations,
        };
        this.root.version = None;
        let mut about = vec![result("delivery", &delivery.name), result("delivery-verdict", delivery.verdict().word())];
        if let Some(bill) = bill {
            about.push(result("bill", format!("{} {}", bill.document.format, bill.document.spec_version)));
            about.push(result("bill-sha256", &bill.document.sha256));
            about.extend(bill.value(bill.document.serial).map(|serial| result("bill-serial", serial)));
            this.read(bill, &references, subject, &mut found);
        }
        about.extend(found.remove(&None).unwrap_or_default());
        this.root.properties.get_or_insert_with(|| Properties(Vec::new())).0.extend(about);
        Ok(this)
    }

    /// Every row of the bill, and what it rests on.
    fn read(
        &mut self,
        bill: &Bill,
        references: &References,
        subject: Option<Row>,
        found: &mut BTreeMap<Option<Row>, Vec<Property>>,
    ) {
        for row in bill.components.rows() {
            let more = found.remove(&Some(row)).unwrap_or_default();
            if Some(row) == subject {
                self.root = part(bill, row, references, more);
            } else if bill.components.role[row] == Role::Service {
                self.services.push(service(bill, row, references, more));
            } else {
                self.parts.push(part(bill, row, references, more));
            }
            let needs: BTreeSet<&str> = bill
                .edges_of(row)
                .iter()
                .filter(|edge| edge.relation == Relation::DependsOn && edge.to != row)
                .map(|edge| references.get(edge.to))
                .collect();
            if !needs.is_empty() {
                self.dependencies.push(Dependency {
                    dependency_ref: references.get(row).to_owned(),
                    dependencies: needs.into_iter().map(str::to_owned).collect(),
                });
            }
        }
    }
}

/// One finding in a few words, for tools that show properties only.
fn brief(entry: &Entry<'_>) -> String {
    let decides = if entry.decides { ", decides" } else { "" };
    format!("{} {} ({}{decides})", entry.sort.word(), entry.id, entry.level.word())
}

fn annotation(reference: &str, about: &str, entry: &Entry<'_>, day: &DateTime) -> Annotation {
    let waived = entry.waiver.map_or_else(String::new, |waiver| format!(" Waived until {}: {}.", waiver.expires, waiver.reason));
    let text = format!("[{}] {}.{waived} {}", brief(entry), entry.message().trim_end_matches('.'), entry.fix);
    Annotation {
        bom_ref: Some(reference.to_owned()),
        subjects: vec![about.to_owned()],
        annotator: Annotator::Component(Component { bom_ref: None, ..tool() }),
        timestamp: day.clone(),
        text: visible(&text).into_owned(),
        signature: None,
    }
}
