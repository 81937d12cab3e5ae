//! `bomgate policy test`: a pack held against its page.

use super::{PackText, pack_text};
use crate::base::phrase;
use crate::cli::buyer::today;
use crate::cli::fault::Fault;
use crate::cli::output::{paint, to_stdout, width};
use crate::cli::tongue::{language, words};
use crate::cli::trust::text;
use crate::enrich::Lists;
use crate::gate::{Came, Trial, Tried};
use crate::policy::{Answer, CasePage, Plan};
use crate::report::{Ink, Page, ink};
use jiff::civil::Date;
use std::io;
use std::path::{Path, PathBuf};

/// Not every rule was seen to answer as it should.
const OPEN: u8 = 1;

/// Asks every rule about every block of the page, and shows what was seen. 0: all as written, and every answer was seen.
pub(super) fn run(pack: &str, page: Option<PathBuf>, day: Option<Date>) -> Result<u8, Fault> {
    let lists = Lists::shipped()?;
    let PackText { pack, request } = pack_text(pack)?;
    let path = match page {
        Some(path) => path,
        None if request.files.is_empty() => {
            return Err(Fault::usage(phrase!("`{}` is a shipped pack: its page is not beside it", pack.name))
                .help(phrase!("say --page FILE")));
        }
        None => Path::new(&pack.text.name).with_extension("md"),
    };
    let plan = Plan::resolve(&request, &lists)?;
    let page = CasePage::read(text(&path, "role:page")?, &pack)?;
    let trial = Trial::run(&pack, plan, lists, &page, day.unwrap_or_else(today))?;
    to_stdout(|out| written(&mut Page::new(out, width(), paint()).speaking(language()), &pack.name, &page, &trial))?;
    Ok(match (trial.is_read(), trial.holds()) {
        (false, _) => crate::cli::USAGE,
        (true, false) => OPEN,
        (true, true) => 0,
    })
}

fn written(out: &mut Page<'_>, pack: &str, page: &CasePage, trial: &Trial<'_>) -> io::Result<()> {
    let say = words();
    out.line(&[
        ink(Ink::Strong, pack),
        ink(Ink::Faint, say.fill("  {} blocks of {}", &[&trial.tried.len(), &page.source.name])),
    ])?;
    out.gap()?;
    let rows: Vec<Vec<String>> = trial
        .rules
        .iter()
        .map(|rule| {
            let missing: Vec<Answer> = rule.missing().collect();
            let cell = |(answer, seen): (Answer, usize)| match seen {
                0 if missing.contains(&answer) => say.say("missing").to_owned(),
                0 => say.say("never").to_owned(),
                seen => seen.to_string(),
            };
            std::iter::once(rule.rule.clone()).chain(Answer::TRUTHS.into_iter().zip(rule.seen).map(cell)).collect()
        })
        .collect();
    out.table(2, &["rule", "yes", "no", "unknown"].map(|head| say.say(head)), &rows)?;
    for tried in trial.tried.iter().filter(|tried| !tried.holds()) {
        out.gap()?;
        otherwise(out, page, tried)?;
    }
    for rule in trial.rules.iter().filter(|rule| rule.contradicts()) {
        out.gap()?;
        out.flow(
            2,
            4,
            &[ink(Ink::Bad, rule.rule.as_str()), ink(Ink::Plain, say.say(" is said to be never unknown, and is shown to be"))],
        )?;
    }
    out.gap()?;
    let held = trial.tried.iter().filter(|tried| tried.holds()).count();
    let whole = trial.rules.iter().filter(|rule| rule.missing().next().is_none() && !rule.contradicts()).count();
    let style = if trial.holds() { Ink::Good } else { Ink::Bad };
    let total = say.fill(
        "{} of {} blocks answer as written; {} of {} rules are seen to give every answer",
        &[&held, &trial.tried.len(), &whole, &trial.rules.len()],
    );
    out.flow(0, 2, &[ink(style, total)])
}

/// A block that was answered otherwise: where it stands, and what the rule saw.
fn otherwise(out: &mut Page<'_>, page: &CasePage, tried: &Tried<'_>) -> io::Result<()> {
    let (case, say) = (tried.case, words());
    let place = |line: usize| ink(Ink::Link, format!("{}:{line}", page.source.name));
    match &tried.came {
        Came::Answered(answer, observed) => {
            let (got, wanted) = (say.say(answer.word()), say.say(case.expected.word()));
            let said = say.fill(" answers {}, the page says {}", &[&got, &wanted]);
            out.flow(2, 4, &[place(case.line), ink(Ink::Strong, format!("  {}", case.rule)), ink(Ink::Bad, said)])?;
            for seen in observed {
                out.flow(
                    4,
                    6,
                    &[
                        ink(Ink::Faint, format!("{}{}", say.phrase(&seen.what), say.say(": "))),
                        ink(Ink::Plain, say.phrase(&seen.value)),
                    ],
                )?;
            }
            Ok(())
        }
        Came::Unread(line, why) => {
            let line = line.unwrap_or(case.line);
            out.flow(
                2,
                4,
                &[
                    place(line),
                    ink(Ink::Strong, format!("  {}", case.rule)),
                    ink(Ink::Bad, say.fill(" cannot be asked: {}", &[&say.phrase(why)])),
                ],
            )
        }
    }
}
