//! The diff for people: what is worse first, then what changed; of what stayed as it was only how much.

use super::super::Delivery;
use super::super::page::{Ink, Page, Piece, ink};
use super::super::place::{steps, subject, way};
use super::super::terminal::{place, remedy};
use super::change::Changed;
use super::turn::{Turn, Turned};
use super::{Compared, Diff, Sheet, Side, Standing};
use crate::base::Truth;
use crate::enrich::Reach;
use crate::model::Row;
use std::io::{self, Write};

/// Entries of a section that are shown.
const SHOWN: usize = 20;
/// Parts of one rule that are shown.
const PARTS: usize = 5;
/// Observations of one part that are shown.
const SEEN: usize = 4;

/// Writes the diff.
pub(super) fn write(diff: &Diff<'_>, sheet: Sheet, out: &mut dyn Write) -> io::Result<()> {
    let page = &mut Page::new(out, sheet.width, sheet.paint);
    standing_line(page, diff)?;
    for (word, delivery) in [("old", diff.old), ("new", diff.new)] {
        bill(page, word, delivery)?;
    }
    let Some(compared) = &diff.compared else { return Ok(()) };
    if let Some((old, new)) = compared.strangers() {
        page.field(2, "beware", &[ink(Ink::Warn, format!("the bills are of two deliveries: {old}, and {new}"))])?;
    }
    let desk = Desk { diff, compared, reach: Reach::of(compared.new.bom()), old_reach: Reach::of(compared.old.bom()) };
    desk.republished(page)?;
    desk.findings(page, "NEW FINDINGS", &[Turn::New, Turn::Worse])?;
    desk.gaps(page)?;
    desk.parts(page, "ADDED", &compared.new, &compared.pairing.added)?;
    desk.parts(page, "REMOVED", &compared.old, &compared.pairing.removed)?;
    desk.changed(page)?;
    desk.findings(page, "RESOLVED FINDINGS", &[Turn::Resolved, Turn::Eased])?;
    desk.ambiguous(page)?;
    page.gap()?;
    standing_line(page, diff)
}

fn standing_line(page: &mut Page<'_>, diff: &Diff<'_>) -> io::Result<()> {
    let standing = diff.standing();
    let style = match standing {
        Standing::NotWorse => Ink::Good,
        Standing::Open => Ink::Warn,
        Standing::Worse | Standing::Rejected => Ink::Bad,
    };
    let verdicts = format!(": {} -> {}", diff.old.verdict().word(), diff.new.verdict().word());
    let mut pieces = vec![
        ink(style, standing.word()),
        ink(Ink::Strong, format!(" {} -> {}", diff.old.name, diff.new.name)),
        ink(Ink::Plain, verdicts),
    ];
    if let Some(compared) = &diff.compared {
        let pairing = &compared.pairing;
        let parts = format!(
            "; parts: {} added, {} removed, {} changed",
            pairing.added.len(),
            pairing.removed.len(),
            compared.changed.len()
        );
        let fresh = compared.count(Turn::New) + compared.count(Turn::Worse);
        let findings = format!(
            "; findings: {fresh} new ({} deciding), {} resolved, {} unchanged",
            compared.burdens(),
            compared.count(Turn::Resolved),
            compared.count(Turn::Unchanged) + compared.count(Turn::Eased)
        );
        pieces.extend([ink(Ink::Plain, parts), ink(Ink::Plain, findings)]);
    }
    page.line(&pieces)
}

/// Why a bill is rejected.
fn bill(page: &mut Page<'_>, word: &str, delivery: &Delivery) -> io::Result<()> {
    match &delivery.result {
        Err(error) => {
            page.field(2, word, &[ink(Ink::Bad, error.to_string())])?;
            page.field(2, "", &[ink(Ink::Plain, remedy(error))])
        }
        Ok(judged) => judged.bom.rejections().take(PARTS).try_for_each(|note| {
            page.field(2, word, &[ink(Ink::Bad, format!("rejected, {}: ", note.place)), ink(Ink::Plain, note.message.as_str())])
        }),
    }
}

struct Desk<'a> {
    diff: &'a Diff<'a>,
    compared: &'a Compared<'a>,
    reach: Reach,
    old_reach: Reach,
}

/// Says how many entries are left out.
fn more(page: &mut Page<'_>, indent: usize, total: usize, shown: usize) -> io::Result<()> {
    match total.checked_sub(shown) {
        Some(more) if more > 0 => {
            page.flow(indent, indent, &[ink(Ink::Faint, format!("and {more} more (all are in --format json)"))])
        }
        _ => Ok(()),
    }
}

impl Desk<'_> {
    fn republished(&self, page: &mut Page<'_>) -> io::Result<()> {
        let republished: Vec<&Changed> = self.compared.changed.iter().filter(|changed| changed.republished).collect();
        if republished.is_empty() {
            return Ok(());
        }
        page.gap()?;
        page.heading(Ink::Bad, "RE-PUBLISHED", "other bytes under the same name and version: ask why")?;
        for changed in republished.iter().take(SHOWN) {
            self.part(page, &self.compared.new, &self.reach, changed.pair.new)?;
            let digests = changed.changes.iter().filter(|change| change.what == "digests");
            for change in digests {
                page.field(4, "was", &[ink(Ink::Plain, change.old.shown())])?;
                page.field(4, "is", &[ink(Ink::Plain, change.new.shown())])?;
            }
        }
        more(page, 2, republished.len(), SHOWN)
    }

    fn findings(&self, page: &mut Page<'_>, title: &str, turns: &[Turn]) -> io::Result<()> {
        let shown = self.compared.of(turns, &self.diff.gate.plan);
        if shown.is_empty() {
            return Ok(());
        }
        let burdens = shown.iter().any(|turned| turned.burdens());
        page.gap()?;
        page.heading(if burdens { Ink::Bad } else { Ink::Strong }, title, "")?;
        let key = |turned: &Turned<'_>| (turned.rule(), turned.turn, turned.burdens());
        let groups: Vec<&[&Turned<'_>]> = shown.chunk_by(|one, other| key(one) == key(other)).collect();
        for group in groups.iter().take(SHOWN) {
            self.rule(page, group)?;
        }
        more(page, 2, groups.len(), SHOWN)
    }

    fn rule(&self, page: &mut Page<'_>, group: &[&Turned<'_>]) -> io::Result<()> {
        let rule = &self.diff.gate.plan.rules[group[0].rule()];
        let decides = if group[0].burdens() { ", decides" } else { "" };
        page.flow(
            2,
            4,
            &[
                ink(Ink::Strong, rule.id.as_str()),
                ink(Ink::Plain, format!("  {}", rule.title)),
                ink(Ink::Faint, format!("  {}, {}{decides}", rule.level.word(), group[0].turn.word())),
            ],
        )?;
        for turned in group.iter().take(PARTS) {
            self.finding(page, turned)?;
        }
        more(page, 4, group.len(), PARTS)?;
        if matches!(group[0].turn, Turn::New | Turn::Worse) {
            page.field(4, "fix", &[ink(Ink::Plain, rule.fix.trim())])?;
        }
        Ok(())
    }

    fn finding(&self, page: &mut Page<'_>, turned: &Turned<'_>) -> io::Result<()> {
        let answer = |no: Truth| if no == Truth::No { "violates" } else { "not demonstrated" };
        let (side, reach, finding) = match (turned.new, turned.old) {
            (Some(finding), _) => (&self.compared.new, &self.reach, finding),
            (None, Some(finding)) => (&self.compared.old, &self.old_reach, finding),
            (None, None) => return Ok(()),
        };
        let about = subject(&side.scene, finding.subject);
        let became = match (turned.turn, turned.old, turned.because) {
            (Turn::Resolved, _, Some(because)) => because.to_owned(),
            (Turn::New, ..) => answer(finding.answer).to_owned(),
            (_, Some(old), _) if old.answer != finding.answer => format!("{} -> {}", answer(old.answer), answer(finding.answer)),
            _ => format!(
                "{}, {}",
                answer(finding.answer),
                if finding.decides() { "decides now" } else { "does not decide any more" }
            ),
        };
        page.flow(
            4,
            6,
            &[
                ink(Ink::Strong, about.label.as_str()),
                ink(Ink::Plain, format!("  {became}  ")),
                place(side.scene.bom, about.place),
            ],
        )?;
        if !matches!(turned.turn, Turn::New | Turn::Worse) {
            return Ok(());
        }
        let why = self.diff.gate.explain(&side.scene, finding);
        let words = self.diff.words();
        for seen in why.observed.iter().take(SEEN) {
            page.field(
                6,
                "seen",
                &[ink(Ink::Faint, format!("{}: ", words.phrase(&seen.what))), ink(Ink::Plain, words.phrase(&seen.value))],
            )?;
        }
        let Some(row) = about.row else { return Ok(()) };
        let way = way(&side.scene, reach, row, &why.path);
        if way.len() > 1 {
            page.field(6, "path", &[ink(Ink::Plain, steps(&side.scene, self.diff.words(), &way))])
        } else {
            Ok(())
        }
    }

    fn gaps(&self, page: &mut Page<'_>) -> io::Result<()> {
        let turned: Vec<_> = self.compared.gaps.iter().filter(|gap| gap.word() != "unchanged" || gap.leaves_open()).collect();
        if turned.is_empty() {
            return Ok(());
        }
        page.gap()?;
        page.heading(Ink::Warn, "NOT ESTABLISHED", "what could hide something; accept by name with --accept")?;
        for gap in turned {
            let accepted = if gap.accepted { ", accepted" } else { "" };
            page.flow(
                2,
                4,
                &[
                    ink(Ink::Strong, gap.name),
                    ink(Ink::Faint, format!("  {}, {} -> {}{accepted}  ", gap.word(), gap.old, gap.new)),
                    ink(Ink::Plain, gap.text),
                ],
            )?;
        }
        Ok(())
    }

    fn part(&self, page: &mut Page<'_>, side: &Side<'_>, reach: &Reach, row: Row) -> io::Result<()> {
        let (bom, parts) = (side.bom(), &side.bom().components);
        let mut pieces: Vec<Piece<'_>> = vec![
            ink(Ink::Strong, bom.label(row)),
            ink(Ink::Faint, format!("  {}, {}  ", parts.kind[row].word(), parts.role[row].word())),
            place(side.scene.bom, parts.span[row].start),
        ];
        let way = way(&side.scene, reach, row, &[]);
        if way.len() > 2 {
            pieces.push(ink(Ink::Plain, format!("  {}", steps(&side.scene, self.diff.words(), &way))));
        }
        page.flow(2, 4, &pieces)
    }

    fn parts(&self, page: &mut Page<'_>, title: &str, side: &Side<'_>, rows: &[Row]) -> io::Result<()> {
        if rows.is_empty() {
            return Ok(());
        }
        page.gap()?;
        page.heading(Ink::Strong, title, &self.diff.words().count(rows.len(), "part"))?;
        let reach = if std::ptr::eq(side, &self.compared.new) { &self.reach } else { &self.old_reach };
        rows.iter().take(SHOWN).try_for_each(|row| self.part(page, side, reach, *row))?;
        more(page, 2, rows.len(), SHOWN)
    }

    fn changed(&self, page: &mut Page<'_>) -> io::Result<()> {
        let changed = &self.compared.changed;
        if changed.is_empty() {
            return Ok(());
        }
        page.gap()?;
        page.heading(Ink::Strong, "CHANGED", &self.diff.words().count(changed.len(), "part"))?;
        for changed in changed.iter().take(SHOWN) {
            let bom = self.compared.new.bom();
            let mut pieces = vec![ink(Ink::Strong, bom.label(changed.pair.new))];
            pieces.push(ink(Ink::Faint, format!("  {}", bom.components.kind[changed.pair.new].word())));
            if changed.renamed() {
                pieces.push(ink(Ink::Warn, "  renamed: the same bytes"));
            }
            if changed.republished {
                pieces.push(ink(Ink::Bad, "  re-published"));
            }
            if changed.pair.ambiguous {
                pieces.push(ink(Ink::Warn, "  ambiguous: the closest of several"));
            }
            page.flow(2, 4, &pieces)?;
            for change in &changed.changes {
                let text = format!("{} -> {}", change.old.shown(), change.new.shown());
                page.flow(4, 6, &[ink(Ink::Faint, format!("{}: ", change.what)), ink(Ink::Plain, text)])?;
            }
        }
        more(page, 2, changed.len(), SHOWN)
    }

    fn ambiguous(&self, page: &mut Page<'_>) -> io::Result<()> {
        let number = self.compared.ambiguous();
        if number == 0 {
            return Ok(());
        }
        page.gap()?;
        let text = format!(
            "{} could be matched with another of the same name as well; the closest version was taken (all are in --format json)",
            self.diff.words().count(number, "part")
        );
        page.flow(2, 2, &[ink(Ink::Warn, text)])
    }
}
