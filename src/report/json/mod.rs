//! The report for programs: everything, nothing cut, byte for byte the same for the same input and day.

mod advisory;
mod baseline;
mod catalogue;
mod completeness;
mod safe;
mod shape;

pub use baseline::{BaselineError, baseline};
pub(super) use safe::{escaped, write as write_json};

use super::component::Component;
use super::place::{subject, way};
use super::terminal::remedy;
use super::{Delivery, View};
use crate::base::{Place, Truth};
use crate::check::Scene;
use crate::enrich::{Country, Reach};
use crate::evaluate::{self, Conformity, Coverage, Finding, Fraction, Outcome, delivery_identity, identity};
use crate::gate::Judged;
use crate::model::{Attestation, Attested, Layer, Severity};
use crate::policy;
use crate::read::ReadError;
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Writes the report.
pub(super) fn write(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let gate = view.gate;
    let codes = |countries: &[Country]| countries.iter().map(|country| country.as_str()).collect();
    let root = shape::Root {
        schema: shape::SCHEMA,
        version: 1,
        bomgate: env!("CARGO_PKG_VERSION"),
        verdict: view.verdict().word(),
        exit_code: view.verdict().code(),
        context: shape::Context {
            home: Some(gate.buyer.home_word.as_str()).filter(|word| !word.is_empty()),
            home_countries: codes(&gate.buyer.home),
            trusted: codes(&gate.buyer.trusted),
            restricted: codes(&gate.buyer.restricted),
            buyer_name: gate.buyer.name.as_deref(),
            buyer_facts: &gate.buyer.facts,
            as_of: gate.as_of.to_string(),
            tier: gate.judgement.tier,
            fail_on: gate.judgement.fail_on.word(),
            overlay: !gate.judgement.overlays.is_empty(),
            overlays: &gate.judgement.overlays,
            parameters: gate.plan.overrides.parameters.iter().map(|(name, value)| (name.as_str(), &value.value)).collect(),
            lists: gate.plan.overrides.lists.iter().map(|(name, words)| (name.as_str(), &words.value)).collect(),
            accept: &gate.judgement.accept,
        },
        packs: gate
            .plan
            .packs
            .iter()
            .map(|pack| shape::Pack {
                name: &pack.name,
                title: &pack.title,
                version: &pack.version,
                file: &pack.file,
                sha256: &pack.sha256,
                review_by: pack.review_by.map(|day| day.to_string()),
                review_overdue: pack.review_by.is_some_and(|day| day < gate.as_of),
                unused: &pack.unused,
            })
            .collect(),
        papers: gate
            .papers
            .iter()
            .map(|paper| shape::Paper {
                role: paper.role,
                file: &paper.file,
                sha256: &paper.sha256,
                signed_by: paper.signed_by.as_deref(),
            })
            .collect(),
        lists: shape::Lists { sha256: gate.lists.digest() },
        catalogue: catalogue::receipt(gate),
        rules: gate.plan.rules.iter().map(rule).collect(),
        deliveries: Each(|| view.deliveries.iter().map(|delivery| One(view, delivery))),
        not_bills: &view.beside.strays,
        empty_folders: &view.beside.empty,
    };
    write_json(&root, out)
}

/// A list whose elements are made one at a time, while it is written.
struct Each<F>(F);

impl<F: Fn() -> I, I: Iterator<Item: Serialize>> Serialize for Each<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

struct One<'a>(&'a View<'a>, &'a Delivery);

impl Serialize for One<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let One(view, delivery) = self;
        match &delivery.result {
            Ok(judged) => judged_delivery(view, delivery, judged, serializer),
            Err(error) => {
                let none: Vec<()> = Vec::new();
                shape::Delivery {
                    name: &delivery.name,
                    verdict: delivery.verdict().word(),
                    exit_code: delivery.verdict().code(),
                    error: Some(unreadable(error)),
                    identity: None,
                    bill: None,
                    coverage: None,
                    advisories: None,
                    index: None,
                    tallies: Vec::new(),
                    gaps: Vec::new(),
                    completeness: Vec::new(),
                    waiver_problems: Vec::new(),
                    lapses: Vec::new(),
                    baseline: None,
                    findings: &none,
                    notes: Vec::new(),
                    components: &none,
                }
                .serialize(serializer)
            }
        }
    }
}

fn judged_delivery<S: Serializer>(
    view: &View<'_>,
    delivery: &Delivery,
    judged: &Judged,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let Judged { bom, facts, outcome } = judged;
    let scene = view.gate.scene(bom, facts);
    let reach = Reach::of(bom);
    shape::Delivery {
        name: &delivery.name,
        verdict: outcome.verdict.word(),
        exit_code: outcome.verdict.code(),
        error: None,
        identity: Some(delivery_identity(bom)),
        bill: Some(shape::Bill {
            format: bom.document.format,
            spec_version: &bom.document.spec_version,
            serial: bom.value(bom.document.serial),
            timestamp: bom.value(bom.document.timestamp),
            bytes: bom.document.bytes,
            sha256: &bom.document.sha256,
            layers: bom.document.layers.iter().map(layer).collect(),
            attestation: bom.document.attestation.as_ref().map(attestation),
        }),
        coverage: Some(coverage(&outcome.coverage)),
        advisories: advisory::advisories(bom, &facts.advice),
        index: Some(index(&outcome.index)),
        tallies: outcome
            .tallies
            .iter()
            .map(|tally| shape::Tally {
                rule: &view.gate.plan.rules[tally.rule].id,
                state: tally.state.word(),
                yes: tally.yes,
                no: tally.no,
                unknown: tally.unknown,
            })
            .collect(),
        gaps: outcome
            .gaps
            .iter()
            .map(|gap| shape::Gap { name: &gap.name, text: &gap.text, count: gap.count, accepted: gap.accepted })
            .collect(),
        completeness: outcome.completeness.iter().map(|measured| completeness::profile(view, measured)).collect(),
        waiver_problems: outcome
            .lapses
            .iter()
            .filter(|lapse| lapse.kind.of_waiver())
            .map(|lapse| format!("{}: {}", lapse.place, lapse.text))
            .collect(),
        lapses: outcome
            .lapses
            .iter()
            .map(|lapse| shape::Lapse {
                kind: lapse.kind.word(),
                gates: lapse.kind.gates(),
                place: &lapse.place,
                text: &lapse.text,
            })
            .collect(),
        baseline: against(view, outcome),
        findings: Each(|| outcome.findings.iter().map(|found| finding(view, &scene, &reach, outcome, found))),
        notes: notes(&scene),
        components: Each(|| bom.components.rows().map(|row| Component::of(&scene, row))),
    }
    .serialize(serializer)
}

fn layer(layer: &Layer) -> shape::Layer<'_> {
    shape::Layer { what: layer.what, inside: layer.inside, bytes: layer.bytes, sha256: &layer.sha256 }
}

fn attestation(attestation: &Attestation) -> shape::Attestation<'_> {
    shape::Attestation {
        form: attestation.form,
        predicate_type: &attestation.predicate_type,
        signatures: attestation
            .signatures
            .iter()
            .map(|key_id| shape::Signature { key_id: key_id.as_deref(), verified: false })
            .collect(),
        subjects: attestation
            .subjects
            .iter()
            .map(|subject| shape::Attested { name: &subject.name, digests: digests(subject) })
            .collect(),
    }
}

fn digests(subject: &Attested) -> Vec<shape::Digest<'_>> {
    subject.digests.iter().map(|(algorithm, hex)| shape::Digest { algorithm, hex }).collect()
}

fn against(view: &View<'_>, outcome: &Outcome) -> Option<shape::Against> {
    let against = outcome.baseline?;
    let mut levels = BTreeMap::new();
    for found in outcome.findings.iter().filter(|found| found.known) {
        *levels.entry(view.gate.plan.rules[found.rule()].level.word()).or_default() += 1;
    }
    Some(shape::Against {
        knows_delivery: against.knows,
        hidden: outcome.hidden(),
        hidden_by_level: levels,
        mended: against.mended,
    })
}

fn coverage(coverage: &Coverage) -> shape::Coverage {
    let share = |fraction: Fraction| shape::Share { done: fraction.done, of: fraction.of };
    shape::Coverage {
        full: coverage.full(),
        components: share(coverage.components),
        rules: share(coverage.rules),
        lookups: share(coverage.lookups),
        gaps: share(coverage.gaps),
    }
}

fn index(index: &Conformity) -> shape::Index<'_> {
    let decimals = |share: f64| (share * 1e4).round() / 1e4;
    let share = |share: &evaluate::Share| shape::Conformity {
        rules: share.rules,
        weight: share.weight,
        demonstrated: decimals(share.demonstrated),
        violated: decimals(share.violated),
        not_demonstrated: decimals(share.not_demonstrated),
        blocked: share.blocked,
    };
    shape::Index {
        whole: share(&index.whole),
        areas: index.areas.iter().map(|(area, of)| (area.word(), share(of))).collect(),
        packs: index.packs.iter().map(|(pack, of)| (pack.as_str(), share(of))).collect(),
    }
}

fn unreadable(error: &ReadError) -> shape::Error {
    let kind = match error.innermost() {
        ReadError::Io(_) => "io",
        ReadError::Json(_) => "json",
        ReadError::Xml(_) => "xml",
        ReadError::Limit { .. } => "limit",
        ReadError::NotRecognised(_) => "not-recognised",
        ReadError::Ambiguous { .. } => "ambiguous",
        ReadError::Packing(_) => "packing",
        ReadError::Attestation(_) => "attestation",
        ReadError::Inside { .. } => "inside",
        ReadError::NotCycloneDx { .. } => "not-cyclonedx",
        ReadError::NotSpdx3 { .. } => "not-spdx-3",
        ReadError::NotSpdx { .. } => "not-spdx",
        ReadError::Syntax { .. } => "syntax",
        ReadError::UnsupportedVersion { .. } | ReadError::SpdxVersion { .. } => "unsupported-version",
    };
    let place = error.place();
    shape::Error {
        kind,
        message: error.to_string(),
        line: place.map(|place| place.line),
        column: place.map(|place| place.column),
        fix: remedy(error),
    }
}

fn rule(rule: &policy::Rule) -> shape::Rule<'_> {
    shape::Rule {
        id: &rule.id,
        title: &rule.title,
        level: rule.level.word(),
        on: rule.on.word(),
        when: rule.when_text.as_deref(),
        require: &rule.require_text,
        unknown: rule.unknown.word(),
        tier: rule.tier,
        tier_because: rule.tier_because.as_deref(),
        force: rule.force.map(|force| force.word()),
        area: rule.area.word(),
        since: rule.since.map(|day| day.to_string()),
        until: rule.until.map(|day| day.to_string()),
        pack: &rule.pack,
        policy: policy_place(rule),
        citations: citations(rule),
        why: rule.why.as_deref(),
        fix: &rule.fix,
    }
}

fn policy_place(rule: &policy::Rule) -> shape::PolicyPlace<'_> {
    shape::PolicyPlace { file: &rule.place.0, line: rule.place.1 }
}

fn citations(rule: &policy::Rule) -> Vec<shape::Citation<'_>> {
    let shaped = |cite: &'_ policy::Cite| cite.mark.word();
    rule.cites.iter().map(|cite| shape::Citation { text: &cite.text, url: cite.url.as_deref(), mark: shaped(cite) }).collect()
}

fn finding<'a>(view: &View<'a>, scene: &Scene<'_>, reach: &Reach, outcome: &'a Outcome, found: &Finding) -> shape::Finding<'a> {
    let rule = &view.gate.plan.rules[found.rule()];
    let about = subject(scene, found.subject);
    let why = view.gate.explain(scene, found);
    let path = about.row.map_or_else(Vec::new, |row| way(scene, reach, row, &why.path));
    shape::Finding {
        rule: &rule.id,
        title: &rule.title,
        level: rule.level.word(),
        answer: if found.answer == Truth::No { "violates" } else { "not-demonstrated" },
        gates: found.gates,
        identity: identity(scene.bom, found.subject),
        in_baseline: found.known,
        waived: found.waiver().map(|at| {
            let waiver = &view.gate.waivers.entries[at];
            shape::Waiver {
                reason: &waiver.reason,
                approved_by: &waiver.approved_by,
                expires: waiver.expires.to_string(),
                place: view.gate.waivers.place(at),
            }
        }),
        excused: outcome.excuse(found),
        subject: shape::Subject {
            label: about.label,
            kind: about.kind,
            pointer: about.pointer,
            line: about.place.line,
            column: about.place.column,
        },
        observed: why.observed.into_iter().map(Into::into).collect(),
        path: path
            .into_iter()
            .map(|(relation, row)| shape::Step {
                relation: relation.map(|relation| relation.word()),
                label: scene.bom.label(row),
                pointer: scene.bom.pointer(row),
            })
            .collect(),
        policy: policy_place(rule),
        citations: citations(rule),
        fix: &rule.fix,
    }
}

fn notes<'a>(scene: &Scene<'a>) -> Vec<shape::Note<'a>> {
    let shaped = |code, severity, message, pointer, place: Place| shape::Note {
        code,
        severity,
        message,
        pointer,
        line: place.line,
        column: place.column,
    };
    let severity = |severity| match severity {
        Severity::Deviation => "deviation",
        Severity::Missing => "missing",
        Severity::Reject => "reject",
    };
    let of_bom =
        scene.bom.notes.iter().map(|note| {
            shaped(note.code.word(), severity(note.code.severity()), &*note.message, note.pointer.clone(), note.place)
        });
    let of_facts = scene.facts.notes.iter().map(|note| {
        let start = scene.bom.components.span[note.row].start;
        shaped(note.code.word(), "deviation", &**note.message, scene.bom.pointer(note.row), start)
    });
    of_bom.chain(of_facts).collect()
}
