//! Findings by level and rule: what was violated apart from what was not demonstrated, which parts, what was seen, which
//! line of which policy decided, what to mend.

use super::super::page::{Ink, Page, Piece, ink};
use super::super::place::{steps, subject, way};
use super::super::words::Words;
use super::super::{Subject, View};
use super::place;
use crate::base::Truth;
use crate::check::{Explanation, Scene};
use crate::enrich::Reach;
use crate::evaluate::Finding;
use crate::gate::Judged;
use crate::policy::{Cite, Level, OnUnknown, Rule};
use std::io;

/// Parts of one rule and answer that are shown.
const SHOWN: usize = 5;
/// Observations of one part that are shown.
const SEEN: usize = 6;

/// What findings are written from.
struct Desk<'a> {
    view: &'a View<'a>,
    words: Words,
    scene: &'a Scene<'a>,
    judged: &'a Judged,
    reach: Reach,
}

/// Writes all findings.
pub(super) fn write(page: &mut Page<'_>, view: &View<'_>, scene: &Scene<'_>, judged: &Judged) -> io::Result<()> {
    let findings: Vec<&Finding> = judged.outcome.shown().collect();
    if findings.is_empty() {
        return Ok(());
    }
    let words = view.words();
    let desk = Desk { view, words, scene, judged, reach: Reach::of(scene.bom) };
    for level in Level::ALL {
        let mut of_level: Vec<&Finding> =
            findings.iter().filter(|found| view.gate.plan.rules[found.rule()].level == level).copied().collect();
        if of_level.is_empty() {
            continue;
        }
        of_level.sort_by_key(|found| found.rule);
        page.gap()?;
        let decides = of_level.iter().any(|found| found.decides());
        let (style, aside) = weight(view, level, decides);
        page.heading(style, &words.level(level.word()), words.say(aside))?;
        for (at, of_rule) in by_urgency(&of_level).into_iter().enumerate() {
            if at > 0 {
                page.gap()?;
            }
            desk.rule(page, &view.gate.plan.rules[of_rule[0].rule()], of_rule)?;
        }
    }
    Ok(())
}

/// How soon a finding is to be read within its level: what is violated and decides, what decides for want of proof, what
/// is violated and does not decide, the rest.
pub(in crate::report) fn urgency(found: &Finding) -> u8 {
    match (found.decides(), found.answer) {
        (true, Truth::No) => 0,
        (true, _) => 1,
        (false, Truth::No) if !found.lifted() => 2,
        _ => 3,
    }
}

/// Findings in the order of their rules, parted by rule, the most urgent rule first.
pub(in crate::report) fn by_urgency<'f, 'a>(findings: &'f [&'a Finding]) -> Vec<&'f [&'a Finding]> {
    let mut rules: Vec<_> = findings.chunk_by(|one, other| one.rule == other.rule).collect();
    rules.sort_by_key(|found| found.iter().map(|found| urgency(found)).min());
    rules
}

/// How a level looks and what it does to the verdict.
pub(in crate::report) fn weight(view: &View<'_>, level: Level, decides: bool) -> (Ink, &'static str) {
    match level {
        Level::Refer => (Ink::Warn, "a person decides"),
        Level::Info => (Ink::Strong, "worth knowing; never decides"),
        Level::Watch => (Ink::Strong, "draft law; never decides"),
        _ if decides => (Ink::Bad, "fails the delivery"),
        _ if level >= view.gate.judgement.fail_on => (Ink::Warn, "nothing here fails the delivery"),
        _ => (Ink::Warn, "below --fail-on; does not decide"),
    }
}

/// What it means that a rule is not demonstrated, as the end of a heading.
pub(in crate::report) fn unproven(unknown: OnUnknown) -> &'static str {
    match unknown {
        OnUnknown::Fails => "",
        OnUnknown::Warns => ": shown, does not decide",
        OnUnknown::Passes => ": a person looks",
    }
}

impl Desk<'_> {
    fn rule(&self, page: &mut Page<'_>, rule: &Rule, findings: &[&Finding]) -> io::Result<()> {
        page.flow(2, 4, &[ink(Ink::Strong, rule.id.as_str()), ink(Ink::Plain, format!("  {}", rule.title))])?;
        let of = |answer: Truth, waived: bool| -> Vec<&Finding> {
            findings.iter().filter(|found| found.answer == answer && found.lifted() == waived).copied().collect()
        };
        let words = self.words;
        self.group(page, Ink::Bad, words.say("violates"), &of(Truth::No, false))?;
        let unproven = format!("{}{}", words.say("not demonstrated"), words.say(unproven(rule.unknown)));
        self.group(page, Ink::Warn, &unproven, &of(Truth::Unknown, false))?;
        let waived: Vec<&Finding> = findings.iter().filter(|found| found.waiver().is_some()).copied().collect();
        self.group(page, Ink::Faint, words.say("waived"), &waived)?;
        let excused: Vec<&Finding> =
            findings.iter().filter(|found| found.lifted() && found.waiver().is_none()).copied().collect();
        self.group(page, Ink::Faint, words.say("excused by statements you accept (VEX)"), &excused)?;
        page.field(4, words.say("fix"), &[ink(Ink::Plain, rule.fix.trim())])?;
        let (file, line) = &rule.place;
        let unknown = words.word("unknown", rule.unknown.word());
        let terms = words.fill("  pack {}, tier {}, unknown {}", &[&rule.pack, &rule.tier, &unknown]);
        page.field(4, words.say("policy"), &[ink(Ink::Link, format!("{file}:{line}")), ink(Ink::Faint, terms)])?;
        cites(page, words, &rule.cites)
    }

    fn group(&self, page: &mut Page<'_>, style: Ink, title: &str, findings: &[&Finding]) -> io::Result<()> {
        if findings.is_empty() {
            return Ok(());
        }
        let several = if findings.len() > 1 { self.words.fill(" ({})", &[&findings.len()]) } else { String::new() };
        page.flow(4, 6, &[ink(style, title.to_owned()), ink(Ink::Faint, several)])?;
        let shown: Vec<(&Finding, Subject, Explanation)> = findings
            .iter()
            .take(SHOWN)
            .map(|found| (*found, subject(self.scene, found.subject), self.view.gate.explain(self.scene, found)))
            .collect();
        let (_, _, first) = &shown[0];
        let alike = shown.len() > 1 && shown.iter().all(|(_, _, why)| why.path.is_empty() && why.observed == first.observed);
        for (found, about, why) in &shown {
            self.part(page, about)?;
            if let Some(at) = found.waiver() {
                let waiver = &self.view.gate.waivers.entries[at];
                let text = self.words.fill("{} until {}: {}", &[&waiver.approved_by, &waiver.expires, &waiver.reason]);
                page.field(
                    8,
                    self.words.say("waived by"),
                    &[ink(Ink::Plain, text), ink(Ink::Faint, format!("  {}", self.view.gate.waivers.place(at)))],
                )?;
            }
            for statement in self.judged.outcome.excuse(found) {
                page.field(8, self.words.say("excuse"), &[ink(Ink::Plain, statement.as_str())])?;
            }
            if !alike {
                seen(page, self.words, why)?;
            }
            self.path(page, about, why)?;
        }
        if findings.len() > SHOWN {
            let rest = self.words.fill("and {} more (all are in --format json)", &[&(findings.len() - SHOWN)]);
            page.flow(6, 8, &[ink(Ink::Faint, rest)])?;
        }
        if alike { seen(page, self.words, first) } else { Ok(()) }
    }

    fn part(&self, page: &mut Page<'_>, about: &Subject) -> io::Result<()> {
        let pieces = [
            ink(Ink::Strong, about.name(self.words)),
            ink(Ink::Faint, format!("  {}  ", self.words.word("kind", about.kind))),
            place(self.scene.bom, about.place),
            ink(Ink::Faint, format!("  {}", about.pointer)),
        ];
        page.flow(6, 8, &pieces)
    }

    /// From the delivered system to the part, and on to the part that decided.
    fn path(&self, page: &mut Page<'_>, about: &Subject, why: &Explanation) -> io::Result<()> {
        let Some(row) = about.row else { return Ok(()) };
        let way = way(self.scene, &self.reach, row, &why.path);
        // A part the system names itself needs no way.
        if why.path.is_empty() && way.len() <= 2 {
            return Ok(());
        }
        page.field(8, self.words.say("path"), &[ink(Ink::Plain, steps(self.scene, self.words, &way))])
    }
}

fn seen(page: &mut Page<'_>, words: Words, why: &Explanation) -> io::Result<()> {
    for observed in why.observed.iter().take(SEEN) {
        let what = ink(Ink::Faint, format!("{}: ", words.phrase(&observed.what)));
        page.field(8, words.say("seen"), &[what, ink(Ink::Plain, words.phrase(&observed.value))])?;
    }
    if why.observed.len() > SEEN {
        let more = words.count(why.observed.len() - SEEN, "more observation");
        let rest = words.fill("and {} (all are in --format json)", &[&more]);
        page.field(8, "", &[ink(Ink::Faint, rest)])?;
    }
    Ok(())
}

/// Sources, each with how sure it is; `bomgate explain` gives their addresses.
fn cites(page: &mut Page<'_>, words: Words, cites: &[Cite]) -> io::Result<()> {
    let mut pieces: Vec<Piece<'_>> = Vec::new();
    for cite in cites {
        let lead = if pieces.is_empty() { "" } else { "; " };
        pieces.push(ink(Ink::Plain, format!("{lead}{}", cite.text)));
        pieces.push(ink(Ink::Faint, format!(" [{}]", words.word("mark", cite.mark.word()))));
    }
    page.field(4, words.say("cites"), &pieces)
}
