//! The diff for people: what is worse first, then what changed; of what stayed as it was only how much.

use super::super::Delivery;
use super::super::page::{Ink, Page, Piece, ink};
use super::super::place::{steps, subject, way};
use super::super::terminal::{place, remedy};
use super::super::words::Words;
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
    let page = &mut Page::new(out, sheet.width, sheet.paint).speaking(diff.gate.plan.language);
    let say = diff.words();
    standing_line(page, diff)?;
    for (word, delivery) in [("old", diff.old), ("new", diff.new)] {
        bill(page, say, word, delivery)?;
    }
    let Some(compared) = &diff.compared else { return Ok(()) };
    if let Some((old, new)) = compared.strangers() {
        let text = say.fill("the bills are of two deliveries: {}, and {}", &[&old, &new]);
        page.field(2, say.say("beware"), &[ink(Ink::Warn, text)])?;
    }
    let desk = Desk { diff, say, compared, reach: Reach::of(compared.new.bom()), old_reach: Reach::of(compared.old.bom()) };
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
    let say = diff.words();
    let verdicts = say.fill(": {} -> {}", &[&diff.old.verdict().word(), &diff.new.verdict().word()]);
    let mut pieces = vec![
        ink(style, say.verdict(standing.word())),
        ink(Ink::Strong, format!(" {} -> {}", diff.old.name, diff.new.name)),
        ink(Ink::Plain, verdicts),
    ];
    if let Some(compared) = &diff.compared {
        let pairing = &compared.pairing;
        let parts = say.fill(
            "; parts: {} added, {} removed, {} changed",
            &[&pairing.added.len(), &pairing.removed.len(), &compared.changed.len()],
        );
        let fresh = compared.count(Turn::New) + compared.count(Turn::Worse);
        let kept = compared.count(Turn::Unchanged) + compared.count(Turn::Eased);
        let findings = say.fill(
            "; findings: {} new ({} deciding), {} resolved, {} unchanged",
            &[&fresh, &compared.burdens(), &compared.count(Turn::Resolved), &kept],
        );
        pieces.extend([ink(Ink::Plain, parts), ink(Ink::Plain, findings)]);
    }
    page.line(&pieces)
}

/// Why a bill is rejected.
fn bill(page: &mut Page<'_>, say: Words, word: &str, delivery: &Delivery) -> io::Result<()> {
    match &delivery.result {
        Err(error) => {
            page.field(2, say.word("bill", word), &[ink(Ink::Bad, say.phrase(&error.phrase()))])?;
            page.field(2, "", &[ink(Ink::Plain, say.say(remedy(error)))])
        }
        Ok(judged) => judged.bom.rejections().take(PARTS).try_for_each(|note| {
            let place = say.fill("rejected, {}: ", &[&note.place]);
            page.field(2, say.word("bill", word), &[ink(Ink::Bad, place), ink(Ink::Plain, say.phrase(&note.message))])
        }),
    }
}

struct Desk<'a> {
    diff: &'a Diff<'a>,
    say: Words,
    compared: &'a Compared<'a>,
    reach: Reach,
    old_reach: Reach,
}

/// Says how many entries are left out.
fn more(page: &mut Page<'_>, say: Words, indent: usize, total: usize, shown: usize) -> io::Result<()> {
    match total.checked_sub(shown) {
        Some(more) if more > 0 => {
            page.flow(indent, indent, &[ink(Ink::Faint, say.fill("and {} more (all are in --format json)", &[&more]))])
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
        let say = self.say;
        page.heading(Ink::Bad, say.say("RE-PUBLISHED"), say.say("other bytes under the same name and version: ask why"))?;
        for changed in republished.iter().take(SHOWN) {
            self.part(page, &self.compared.new, &self.reach, changed.pair.new)?;
            let digests = changed.changes.iter().filter(|change| change.what == "digests");
            for change in digests {
                page.field(4, say.say("was"), &[ink(Ink::Plain, change.old.shown(say))])?;
                page.field(4, say.say("is"), &[ink(Ink::Plain, change.new.shown(say))])?;
            }
        }
        more(page, self.say, 2, republished.len(), SHOWN)
    }

    fn findings(&self, page: &mut Page<'_>, title: &str, turns: &[Turn]) -> io::Result<()> {
        let shown = self.compared.of(turns, &self.diff.gate.plan);
        if shown.is_empty() {
            return Ok(());
        }
        let burdens = shown.iter().any(|turned| turned.burdens());
        page.gap()?;
        page.heading(if burdens { Ink::Bad } else { Ink::Strong }, self.say.say(title), "")?;
        let key = |turned: &Turned<'_>| (turned.rule(), turned.turn, turned.burdens());
        let groups: Vec<&[&Turned<'_>]> = shown.chunk_by(|one, other| key(one) == key(other)).collect();
        for group in groups.iter().take(SHOWN) {
            self.rule(page, group)?;
        }
        more(page, self.say, 2, groups.len(), SHOWN)
    }

    fn rule(&self, page: &mut Page<'_>, group: &[&Turned<'_>]) -> io::Result<()> {
        let rule = &self.diff.gate.plan.rules[group[0].rule()];
        let say = self.say;
        let decides = if group[0].burdens() { say.say(", decides") } else { "" };
        let level = say.word("level", rule.level.word());
        page.flow(
            2,
            4,
            &[
                ink(Ink::Strong, rule.id.as_str()),
                ink(Ink::Plain, format!("  {}", rule.title)),
                ink(Ink::Faint, say.fill("  {}, {}{}", &[&level, &say.word("turn", group[0].turn.word()), &decides])),
            ],
        )?;
        for turned in group.iter().take(PARTS) {
            self.finding(page, turned)?;
        }
        more(page, self.say, 4, group.len(), PARTS)?;
        if matches!(group[0].turn, Turn::New | Turn::Worse) {
            page.field(4, say.say("fix"), &[ink(Ink::Plain, rule.fix.trim())])?;
        }
        Ok(())
    }

    fn finding(&self, page: &mut Page<'_>, turned: &Turned<'_>) -> io::Result<()> {
        let words = self.say;
        let answer = |no: Truth| words.say(if no == Truth::No { "violates" } else { "not demonstrated" });
        let (side, reach, finding) = match (turned.new, turned.old) {
            (Some(finding), _) => (&self.compared.new, &self.reach, finding),
            (None, Some(finding)) => (&self.compared.old, &self.old_reach, finding),
            (None, None) => return Ok(()),
        };
        let about = subject(&side.scene, finding.subject);
        let became = match (turned.turn, turned.old, turned.because) {
            (Turn::Resolved, _, Some(because)) => words.say(because).to_owned(),
            (Turn::New, ..) => answer(finding.answer).to_owned(),
            (_, Some(old), _) if old.answer != finding.answer => format!("{} -> {}", answer(old.answer), answer(finding.answer)),
            _ => {
                let now = words.say(if finding.decides() { "decides now" } else { "does not decide any more" });
                words.fill("{}, {}", &[&answer(finding.answer), &now])
            }
        };
        page.flow(
            4,
            6,
            &[ink(Ink::Strong, about.name(words)), ink(Ink::Plain, format!("  {became}  ")), place(side.scene.bom, about.place)],
        )?;
        if !matches!(turned.turn, Turn::New | Turn::Worse) {
            return Ok(());
        }
        let why = self.diff.gate.explain(&side.scene, finding);
        for seen in why.observed.iter().take(SEEN) {
            page.field(
                6,
                words.say("seen"),
                &[ink(Ink::Faint, format!("{}: ", words.phrase(&seen.what))), ink(Ink::Plain, words.phrase(&seen.value))],
            )?;
        }
        let Some(row) = about.row else { return Ok(()) };
        let way = way(&side.scene, reach, row, &why.path);
        if way.len() > 1 { page.field(6, words.say("path"), &[ink(Ink::Plain, steps(&side.scene, words, &way))]) } else { Ok(()) }
    }

    fn gaps(&self, page: &mut Page<'_>) -> io::Result<()> {
        let turned: Vec<_> = self.compared.gaps.iter().filter(|gap| gap.word() != "unchanged" || gap.leaves_open()).collect();
        if turned.is_empty() {
            return Ok(());
        }
        page.gap()?;
        let say = self.say;
        page.heading(Ink::Warn, say.say("NOT ESTABLISHED"), say.say("what could hide something; accept by name with --accept"))?;
        for gap in turned {
            let accepted = if gap.accepted { say.say(", accepted") } else { "" };
            let turn = say.word("gap", gap.word());
            page.flow(
                2,
                4,
                &[
                    ink(Ink::Strong, gap.name),
                    ink(Ink::Faint, say.fill("  {}, {} -> {}{}  ", &[&turn, &gap.old, &gap.new, &accepted])),
                    ink(Ink::Plain, say.phrase(gap.text)),
                ],
            )?;
        }
        Ok(())
    }

    fn part(&self, page: &mut Page<'_>, side: &Side<'_>, reach: &Reach, row: Row) -> io::Result<()> {
        let (bom, parts) = (side.bom(), &side.bom().components);
        let say = self.say;
        let (kind, role) = (say.word("kind", parts.kind[row].word()), say.word("role", parts.role[row].word()));
        let mut pieces: Vec<Piece<'_>> = vec![
            ink(Ink::Strong, bom.label(row)),
            ink(Ink::Faint, say.fill("  {}, {}  ", &[&kind, &role])),
            place(side.scene.bom, parts.span[row].start),
        ];
        let way = way(&side.scene, reach, row, &[]);
        if way.len() > 2 {
            pieces.push(ink(Ink::Plain, format!("  {}", steps(&side.scene, say, &way))));
        }
        page.flow(2, 4, &pieces)
    }

    fn parts(&self, page: &mut Page<'_>, title: &str, side: &Side<'_>, rows: &[Row]) -> io::Result<()> {
        if rows.is_empty() {
            return Ok(());
        }
        page.gap()?;
        page.heading(Ink::Strong, self.say.say(title), &self.say.count(rows.len(), "part"))?;
        let reach = if std::ptr::eq(side, &self.compared.new) { &self.reach } else { &self.old_reach };
        rows.iter().take(SHOWN).try_for_each(|row| self.part(page, side, reach, *row))?;
        more(page, self.say, 2, rows.len(), SHOWN)
    }

    fn changed(&self, page: &mut Page<'_>) -> io::Result<()> {
        let changed = &self.compared.changed;
        if changed.is_empty() {
            return Ok(());
        }
        page.gap()?;
        let say = self.say;
        page.heading(Ink::Strong, say.say("CHANGED"), &say.count(changed.len(), "part"))?;
        for changed in changed.iter().take(SHOWN) {
            let bom = self.compared.new.bom();
            let mut pieces = vec![ink(Ink::Strong, bom.label(changed.pair.new))];
            pieces.push(ink(Ink::Faint, format!("  {}", say.word("kind", bom.components.kind[changed.pair.new].word()))));
            if changed.renamed() {
                pieces.push(ink(Ink::Warn, say.say("  renamed: the same bytes")));
            }
            if changed.republished {
                pieces.push(ink(Ink::Bad, say.say("  re-published")));
            }
            if changed.pair.ambiguous {
                pieces.push(ink(Ink::Warn, say.say("  ambiguous: the closest of several")));
            }
            page.flow(2, 4, &pieces)?;
            for change in &changed.changes {
                let text = format!("{} -> {}", change.old.shown(say), change.new.shown(say));
                page.flow(4, 6, &[ink(Ink::Faint, format!("{}{}", change.about(say), say.say(": "))), ink(Ink::Plain, text)])?;
            }
        }
        more(page, self.say, 2, changed.len(), SHOWN)
    }

    fn ambiguous(&self, page: &mut Page<'_>) -> io::Result<()> {
        let number = self.compared.ambiguous();
        if number == 0 {
            return Ok(());
        }
        page.gap()?;
        let text = self.say.fill(
            "{} could be matched with another of the same name as well; the closest version was taken (all are in --format json)",
            &[&self.say.count(number, "part")],
        );
        page.flow(2, 2, &[ink(Ink::Warn, text)])
    }
}
