//! The diff for programs: everything, nothing cut.

use super::super::Delivery;
use super::super::json::write_json;
use super::super::place::{Subject, steps, subject, way};
use super::super::words::Words;
use super::turn::{Turn, Turned};
use super::{Compared, Diff, Sheet, Side, shape};
use crate::base::Truth;
use crate::enrich::Reach;
use crate::evaluate::{Finding, delivery_identity};
use crate::model::Row;
use std::io::{self, Write};

/// Writes the diff.
pub(super) fn write(diff: &Diff<'_>, _: Sheet, out: &mut dyn Write) -> io::Result<()> {
    let standing = diff.standing();
    let root = shape::Root {
        schema: shape::SCHEMA,
        version: 1,
        bomgate: env!("CARGO_PKG_VERSION"),
        standing: standing.word(),
        exit_code: standing.code(),
        as_of: diff.gate.as_of.to_string(),
        old: bill(diff.old),
        new: bill(diff.new),
        compared: diff.compared.as_ref().map(|compared| shaped(diff, compared)),
    };
    write_json(&root, out)
}

fn bill(delivery: &Delivery) -> shape::Bill<'_> {
    let bom = delivery.result.as_ref().ok().map(|judged| &judged.bom);
    shape::Bill {
        name: &delivery.name,
        verdict: delivery.verdict().word(),
        error: delivery.result.as_ref().err().map(ToString::to_string),
        rejections: bom.map_or_else(Vec::new, |bom| bom.rejections().map(|note| &*note.message).collect()),
        sha256: bom.map(|bom| bom.document.sha256.as_str()),
        identity: bom.map(delivery_identity),
        components: bom.map_or(0, |bom| bom.components.len()),
    }
}

/// One bill with the ways that lead to its parts.
struct Walked<'a> {
    side: &'a Side<'a>,
    reach: Reach,
}

impl<'a> Walked<'a> {
    fn of(side: &'a Side<'a>) -> Self {
        Self { side, reach: Reach::of(side.bom()) }
    }

    fn part(&self, row: Row) -> shape::Part {
        let (bom, parts) = (self.side.bom(), &self.side.bom().components);
        let start = parts.span[row].start;
        let path = self
            .reach
            .path(row)
            .map_or_else(String::new, |_| steps(&self.side.scene, Words::ENGLISH, &way(&self.side.scene, &self.reach, row, &[])));
        shape::Part {
            label: bom.label(row),
            kind: parts.kind[row].word(),
            role: parts.role[row].word(),
            pointer: bom.pointer(row),
            line: start.line,
            column: start.column,
            path,
        }
    }

    fn subject(&self, finding: &Finding) -> Subject {
        subject(&self.side.scene, finding.subject)
    }

    fn finding(&self, finding: &Finding) -> shape::Side {
        let about = self.subject(finding);
        shape::Side {
            answer: if finding.answer == Truth::No { "violates" } else { "not-demonstrated" },
            decides: finding.decides(),
            waived: finding.lifted(),
            subject: about.label,
            pointer: about.pointer,
            line: about.place.line,
            column: about.place.column,
        }
    }
}

fn shaped<'a>(diff: &Diff<'a>, compared: &'a Compared<'a>) -> shape::Compared<'a> {
    let (old, new) = (Walked::of(&compared.old), Walked::of(&compared.new));
    let count = |turn| compared.count(turn);
    let pairing = &compared.pairing;
    shape::Compared {
        same_delivery: compared.strangers().is_none(),
        counts: shape::Counts {
            added: pairing.added.len(),
            removed: pairing.removed.len(),
            changed: compared.changed.len(),
            renamed: compared.changed.iter().filter(|changed| changed.renamed()).count(),
            republished: compared.changed.iter().filter(|changed| changed.republished).count(),
            unchanged: pairing.pairs.len() - compared.changed.len(),
            findings_new: count(Turn::New),
            findings_worse: count(Turn::Worse),
            findings_resolved: count(Turn::Resolved),
            findings_eased: count(Turn::Eased),
            findings_unchanged: count(Turn::Unchanged),
            burdens: compared.burdens(),
        },
        added: pairing.added.iter().map(|row| new.part(*row)).collect(),
        removed: pairing.removed.iter().map(|row| old.part(*row)).collect(),
        changed: compared
            .changed
            .iter()
            .map(|changed| shape::Changed {
                old: old.part(changed.pair.old),
                new: new.part(changed.pair.new),
                matched_by: changed.pair.by.word(),
                ambiguous: changed.pair.ambiguous,
                renamed: changed.renamed(),
                republished: changed.republished,
                changes: changed
                    .changes
                    .iter()
                    .map(|change| shape::Change { what: &change.what, old: &change.old, new: &change.new })
                    .collect(),
            })
            .collect(),
        ambiguous: pairing
            .pairs
            .iter()
            .filter(|pair| pair.ambiguous)
            .map(|pair| shape::Pair { old: old.part(pair.old), new: new.part(pair.new), matched_by: pair.by.word() })
            .collect(),
        findings: compared.turned.iter().map(|turned| finding(diff, &old, &new, turned)).collect(),
        gaps: compared
            .gaps
            .iter()
            .map(|gap| shape::Gap {
                turn: gap.word(),
                name: gap.name,
                text: gap.text,
                old: gap.old,
                new: gap.new,
                accepted: gap.accepted,
                leaves_open: gap.leaves_open(),
            })
            .collect(),
    }
}

fn finding<'a>(diff: &Diff<'a>, old: &Walked<'_>, new: &Walked<'_>, turned: &Turned<'_>) -> shape::Finding<'a> {
    let rule = &diff.gate.plan.rules[turned.rule()];
    let fresh = turned.new.filter(|_| matches!(turned.turn, Turn::New | Turn::Worse));
    let (observed, path) = fresh.map_or_else(Default::default, |finding| {
        let why = diff.gate.explain(&new.side.scene, finding);
        let path = new.subject(finding).row.map_or_else(String::new, |row| {
            steps(&new.side.scene, Words::ENGLISH, &way(&new.side.scene, &new.reach, row, &why.path))
        });
        (why.observed, path)
    });
    shape::Finding {
        turn: turned.turn.word(),
        rule: &rule.id,
        title: &rule.title,
        level: rule.level.word(),
        burdens: turned.burdens(),
        because: turned.because,
        old: turned.old.map(|finding| old.finding(finding)),
        new: turned.new.map(|finding| new.finding(finding)),
        observed: observed.into_iter().map(|seen| shape::Observed { what: seen.what.into(), value: seen.value.into() }).collect(),
        path,
        fix: &rule.fix,
    }
}
