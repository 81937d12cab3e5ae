//! `bomgate policy lint`: whether packs can be used, and what in them is of no use.

use crate::base::Language;
use crate::cli::buyer::today;
use crate::cli::fault::Fault;
use crate::cli::output::{paint, to_stdout, width};
use crate::cli::tongue::{language, words};
use crate::cli::trust::{text, translation};
use crate::enrich::Lists;
use crate::policy::{Library, Plan, PlanRequest, PolicyError, Warning};
use crate::report::{Ink, Page, ink};
use jiff::civil::Date;
use std::io::{self, IsTerminal};
use std::path::PathBuf;

/// A pack that can be used.
struct Sound {
    plan: Plan,
    warnings: Vec<Warning>,
}

/// Compiles packs; without files, every shipped one. With `strict`, a warning refuses too.
pub(super) fn run(files: &[PathBuf], strict: bool, day: Option<Date>) -> Result<u8, Fault> {
    let lists = Lists::shipped()?;
    let day = day.unwrap_or_else(today);
    let requests: Vec<(String, PlanRequest)> = if files.is_empty() {
        Library::shipped_names().map(|name| (name.clone(), PlanRequest { names: vec![name], ..PlanRequest::default() })).collect()
    } else {
        let of_file = |path: &PathBuf| {
            let mut request = PlanRequest { files: vec![text(path, "role:policy")?], ..PlanRequest::default() };
            for path in Language::ALL.into_iter().filter_map(|language| translation(path, language)) {
                request.translations.push(text(&path, "role:translation")?);
            }
            Ok((path.to_string_lossy().into_owned(), request))
        };
        files.iter().map(of_file).collect::<Result<_, Fault>>()?
    };
    let results: Vec<(String, Result<Sound, PolicyError>)> = requests
        .into_iter()
        .map(|(name, request)| {
            let warned = |plan: Plan| Ok(Sound { warnings: plan.warnings(&request, &lists, day)?, plan });
            (name, Plan::resolve(&request, &lists).and_then(warned))
        })
        .collect();
    let refused = results.iter().filter(|(_, result)| result.is_err()).count();
    let warned: usize = results.iter().filter_map(|(_, result)| result.as_ref().ok()).map(|sound| sound.warnings.len()).sum();
    to_stdout(|out| {
        for (name, result) in &results {
            match result {
                Ok(pack) => sound(&mut Page::new(out, width(), paint()).speaking(language()), name, pack)?,
                Err(error) => {
                    writeln!(out, "{}", error.draw_in(io::stdout().is_terminal(), |phrase| words().phrase(phrase).into_owned()))?
                }
            }
        }
        let page = &mut Page::new(out, width(), paint()).speaking(language());
        let style = if refused == 0 { Ink::Good } else { Ink::Bad };
        let say = words();
        let warned = if warned == 0 { String::new() } else { say.fill(", {}", &[&say.count(warned, "warning")]) };
        page.line(&[ink(style, say.fill("{} of {} packs can be used{}", &[&(results.len() - refused), &results.len(), &warned]))])
    })?;
    Ok(if refused == 0 && (warned == 0 || !strict) { 0 } else { crate::cli::USAGE })
}

/// A pack that compiles: its rules, and what is of no use in it. What it includes is linted by itself.
fn sound(page: &mut Page<'_>, name: &str, pack: &Sound) -> io::Result<()> {
    let Sound { plan, warnings } = pack;
    let Some(own) = plan.packs.last() else { return Ok(()) };
    let rules = plan.rules.iter().filter(|rule| rule.pack == own.name).count();
    let say = words();
    page.line(&[
        ink(Ink::Good, say.say("ok")),
        ink(Ink::Strong, format!("  {name}")),
        ink(Ink::Faint, say.fill("  {} rules of its own, {} in all", &[&rules, &plan.rules.len()])),
    ])?;
    for warning in warnings {
        let place = format!("{}:{}", warning.place.0, warning.place.1);
        page.flow(
            4,
            6,
            &[
                ink(Ink::Warn, say.say("warning")),
                ink(Ink::Plain, format!("{}{}", say.say(": "), say.phrase(&warning.text))),
                ink(Ink::Link, format!("  {place}")),
            ],
        )?;
    }
    Ok(())
}
