//! `bomgate policy`: packs, their rules, what expressions may name.

use super::arguments::{Choose, Policy};
use super::buyer::area;
use super::config::is_file;
use super::fault::Fault;
use super::output::{paint, to_stdout, width};
use super::trust::text;
use crate::enrich::Lists;
use crate::policy::{Library, Pack, Plan, PlanRequest, PolicyError, Purpose};
use crate::report::{Ink, Page, ink};
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

/// Runs one of them.
pub(super) fn run(command: Policy) -> Result<u8, Fault> {
    match command {
        Policy::List => list(),
        Policy::Show { pack, text } => show(&pack, text),
        Policy::Lint { files } => lint(&files),
        Policy::Schema { of } => super::schema::show(of),
        Policy::Fields { domain, format } => super::fields::show(domain.as_deref(), format),
    }
}

/// The packs of a choice, and a library that holds them; without a choice every shipped one.
pub(super) fn chosen(choose: &Choose) -> Result<(Library, Vec<String>), Fault> {
    let mut library = Library::shipped()?;
    if choose.sector.is_none() && choose.policy.is_empty() {
        let names = library.packs().iter().map(|pack| pack.name.clone()).collect();
        return Ok((library, names));
    }
    let lists = Lists::shipped()?;
    let home = choose.home.as_deref().map(|word| area(word, "--home", &lists)).transpose()?.map(|(word, _)| word);
    let mut request = PlanRequest { sector: choose.sector.clone(), home, ..PlanRequest::default() };
    for policy in &choose.policy {
        if is_file(policy) {
            let source = text(Path::new(policy), "policy")?;
            library.add(source.clone())?;
            request.files.push(source);
        } else {
            request.names.push(policy.clone());
        }
    }
    let plan = Plan::resolve(&request, &lists)?;
    Ok((library, plan.packs.into_iter().map(|pack| pack.name).collect()))
}

fn list() -> Result<u8, Fault> {
    let library = Library::shipped()?;
    let rows: Vec<Vec<String>> = library
        .packs()
        .iter()
        .map(|pack| {
            let word = |word: &Option<String>| match (word, pack.purpose) {
                (Some(word), _) => word.clone(),
                (None, Purpose::Policy) => "any".to_owned(),
                (None, Purpose::Profile) => "profile".to_owned(),
            };
            let cells =
                [pack.name.clone(), pack.version.clone(), word(&pack.sector), word(&pack.home), pack.rules.len().to_string()];
            cells.into_iter().chain([pack.title.clone()]).collect()
        })
        .collect();
    to_stdout(|out| {
        let page = &mut Page::new(out, width(), paint());
        page.table(0, &["pack", "version", "sector", "home", "rules", "title"], &rows)?;
        page.gap()?;
        page.flow(
            0,
            2,
            &[ink(Ink::Faint, "`bomgate policy show NAME` lists the rules, `bomgate explain RULE` one rule in words.")],
        )
    })?;
    Ok(0)
}

fn show(name: &str, raw: bool) -> Result<u8, Fault> {
    let choose = Choose { policy: vec![name.to_owned()], ..Choose::default() };
    let (library, names) = chosen(&choose)?;
    // The pack asked for comes after those it includes.
    let pack =
        names.last().and_then(|name| library.find(name)).ok_or_else(|| Fault::usage(format!("there is no pack `{name}`")))?;
    to_stdout(|out| {
        if raw {
            return out.write_all(pack.text.text.as_bytes());
        }
        let page = &mut Page::new(out, width(), paint());
        head(page, pack)?;
        let rows: Vec<Vec<String>> = pack
            .rules
            .iter()
            .map(|rule| {
                let cells = [rule.level.word(), rule.on.value.word(), rule.unknown.word()].map(str::to_owned);
                let (id, title) = (rule.id.value.clone(), rule.title.clone());
                std::iter::once(id).chain(cells).chain([rule.tier.value.to_string(), title]).collect()
            })
            .collect();
        page.gap()?;
        page.table(2, &["rule", "level", "on", "unknown", "tier", "title"], &rows)
    })?;
    Ok(0)
}

fn head(page: &mut Page<'_>, pack: &Pack) -> io::Result<()> {
    page.line(&[ink(Ink::Strong, pack.name.as_str()), ink(Ink::Plain, format!("  {}, version {}", pack.title, pack.version))])?;
    page.field(2, "file", &[ink(Ink::Link, pack.text.name.as_str())])?;
    let any = |word: &Option<String>| word.clone().unwrap_or_else(|| "any".to_owned());
    page.field(2, "for", &[ink(Ink::Plain, format!("sector {}, home {}", any(&pack.sector), any(&pack.home)))])?;
    if !pack.includes.is_empty() {
        let names: Vec<&str> = pack.includes.iter().map(|(name, _)| name.as_str()).collect();
        page.field(2, "includes", &[ink(Ink::Plain, names.join(", "))])?;
    }
    let Some(source) = &pack.source else { return Ok(()) };
    let read = format!("; read {}, to be read again by {}", source.read, source.review_by);
    page.field(2, "source", &[ink(Ink::Plain, source.title.as_str()), ink(Ink::Faint, read)])?;
    match &source.url {
        Some(url) => page.field(2, "", &[ink(Ink::Link, url.as_str())]),
        None => Ok(()),
    }
}

fn lint(files: &[PathBuf]) -> Result<u8, Fault> {
    let lists = Lists::shipped()?;
    let requests: Vec<(String, PlanRequest)> = if files.is_empty() {
        Library::shipped_names().map(|name| (name.clone(), PlanRequest { names: vec![name], ..PlanRequest::default() })).collect()
    } else {
        let of_file = |path: &PathBuf| {
            let request = PlanRequest { files: vec![text(path, "policy")?], ..PlanRequest::default() };
            Ok((path.to_string_lossy().into_owned(), request))
        };
        files.iter().map(of_file).collect::<Result<_, Fault>>()?
    };
    let results: Vec<(String, Result<Plan, PolicyError>)> =
        requests.into_iter().map(|(name, request)| (name, Plan::resolve(&request, &lists))).collect();
    let refused = results.iter().filter(|(_, result)| result.is_err()).count();
    to_stdout(|out| {
        for (name, result) in &results {
            match result {
                Ok(plan) => sound(&mut Page::new(out, width(), paint()), name, plan)?,
                Err(error) => writeln!(out, "{}", error.draw(io::stdout().is_terminal()))?,
            }
        }
        let page = &mut Page::new(out, width(), paint());
        let style = if refused == 0 { Ink::Good } else { Ink::Bad };
        page.line(&[ink(style, format!("{} of {} packs can be used", results.len() - refused, results.len()))])
    })?;
    Ok(if refused == 0 { 0 } else { super::USAGE })
}

/// A pack that compiles: its rules, and what no rule of it names. What it includes is linted by itself.
fn sound(page: &mut Page<'_>, name: &str, plan: &Plan) -> io::Result<()> {
    let Some(own) = plan.packs.last() else { return Ok(()) };
    let rules = plan.rules.iter().filter(|rule| rule.pack == own.name).count();
    page.line(&[
        ink(Ink::Good, "ok"),
        ink(Ink::Strong, format!("  {name}")),
        ink(Ink::Faint, format!("  {rules} rules of its own, {} in all", plan.rules.len())),
    ])?;
    for unused in &own.unused {
        page.flow(4, 6, &[ink(Ink::Warn, "warning"), ink(Ink::Plain, format!(": no rule names {unused}"))])?;
    }
    Ok(())
}
