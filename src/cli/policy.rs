//! `bomgate policy`: packs, their rules, what expressions may name.

mod lint;
mod new;
mod test;

use super::arguments::{Choose, PageFormat, Policy};
use super::buyer::area;
use super::config::is_file;
use super::fault::Fault;
use super::output::{paint, to_stdout, width};
use super::tongue::{language, words};
use super::trust::{text, translation};
use crate::base::phrase;
use crate::enrich::Lists;
use crate::policy::{Library, Pack, Plan, PlanRequest, Purpose, Translation};
use crate::report::{Ink, Page, Words, ink, pack_page};
use std::io;
use std::path::Path;

/// Runs one of them.
pub(super) fn run(command: Policy) -> Result<u8, Fault> {
    match command {
        Policy::List => list(words()),
        Policy::Show { pack, text, format } => show(&pack, text, format),
        Policy::Lint { files, strict, as_of } => lint::run(&files, strict, as_of),
        Policy::Test { pack, page, as_of } => test::run(&pack, page, as_of),
        Policy::New { name, sector, home, out } => new::run(&name, sector, home, out),
        Policy::Schema { of } => super::schema::show(of),
        Policy::Fields { domain, format } => super::fields::show(domain.as_deref(), format),
    }
}

/// The packs of a choice, and a library that holds them; without a choice every shipped one.
pub(super) fn chosen(choose: &Choose) -> Result<(Library, Vec<String>), Fault> {
    let mut library = Library::shipped_in(language())?;
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
            if let Some(path) = translation(Path::new(policy), language()) {
                library.translate(Translation::read(text(&path, "role:translation")?)?)?;
            }
        } else {
            request.names.push(policy.clone());
        }
    }
    let plan = Plan::resolve(&request, &lists)?;
    Ok((library, plan.packs.into_iter().map(|pack| pack.name).collect()))
}

/// One pack, and the request that chooses it.
struct PackText {
    pack: Pack,
    request: PlanRequest,
}

/// The pack of a file, or the shipped one of this name.
fn pack_text(name: &str) -> Result<PackText, Fault> {
    if is_file(name) {
        let source = text(Path::new(name), "policy")?;
        let pack = Pack::read(source.clone())?;
        return Ok(PackText { pack, request: PlanRequest { files: vec![source], ..PlanRequest::default() } });
    }
    let library = Library::shipped()?;
    let Some(pack) = library.find(name) else {
        let known: Vec<&str> = library.packs().iter().map(|pack| pack.name.as_str()).collect();
        return Err(Fault::usage(phrase!("there is no pack `{}`", name)).meant(name, &known));
    };
    Ok(PackText { pack: pack.clone(), request: PlanRequest { names: vec![name.to_owned()], ..PlanRequest::default() } })
}

fn list(say: Words) -> Result<u8, Fault> {
    let library = Library::shipped_in(say.language())?;
    let rows: Vec<Vec<String>> = library
        .packs()
        .iter()
        .map(|pack| {
            let word = |word: &Option<String>| match (word, pack.purpose) {
                (Some(word), _) => word.clone(),
                (None, Purpose::Policy) => say.say("any").to_owned(),
                (None, Purpose::Profile) => say.word("purpose", "profile").to_owned(),
            };
            let cells =
                [pack.name.clone(), pack.version.clone(), word(&pack.sector), word(&pack.home), pack.rules.len().to_string()];
            cells.into_iter().chain([pack.title.clone()]).collect()
        })
        .collect();
    to_stdout(|out| {
        let page = &mut Page::new(out, width(), paint()).speaking(say.language());
        let head = ["pack", "version", "sector", "home", "rules", "title"].map(|head| say.word("head", head));
        page.table(0, &head, &rows)?;
        page.gap()?;
        page.flow(
            0,
            2,
            &[ink(Ink::Faint, say.say("`bomgate policy show NAME` lists the rules, `bomgate explain RULE` one rule in words."))],
        )
    })?;
    Ok(0)
}

fn show(name: &str, raw: bool, format: PageFormat) -> Result<u8, Fault> {
    let choose = Choose { policy: vec![name.to_owned()], ..Choose::default() };
    let words = words();
    let (library, names) = chosen(&choose)?;
    // The pack asked for comes after those it includes.
    let pack =
        names.last().and_then(|name| library.find(name)).ok_or_else(|| Fault::usage(phrase!("there is no pack `{}`", name)))?;
    to_stdout(|out| {
        if raw {
            return out.write_all(pack.text.text.as_bytes());
        }
        if format == PageFormat::Markdown {
            return pack_page(&library, pack, out);
        }
        let page = &mut Page::new(out, width(), paint()).speaking(language());
        head(page, words, pack)?;
        let rows: Vec<Vec<String>> = pack
            .rules
            .iter()
            .map(|rule| {
                let cells = [("level", rule.level.word()), ("kind", rule.on.value.word()), ("unknown", rule.unknown.word())];
                let cells = cells.map(|(kind, word)| words.word(kind, word).to_owned());
                let (id, title) = (rule.id.value.clone(), rule.title.clone());
                std::iter::once(id).chain(cells).chain([rule.tier.value.to_string(), title]).collect()
            })
            .collect();
        page.gap()?;
        page.table(2, &["rule", "level", "on", "unknown", "tier", "title"].map(|head| words.say(head)), &rows)
    })?;
    Ok(0)
}

fn head(page: &mut Page<'_>, words: Words, pack: &Pack) -> io::Result<()> {
    let title = words.fill("  {}, version {}", &[&pack.title, &pack.version]);
    page.line(&[ink(Ink::Strong, pack.name.as_str()), ink(Ink::Plain, title)])?;
    page.field(2, words.say("file"), &[ink(Ink::Link, pack.text.name.as_str())])?;
    let any = |word: &Option<String>| word.clone().unwrap_or_else(|| words.say("any").to_owned());
    let whom = words.fill("sector {}, home {}", &[&any(&pack.sector), &any(&pack.home)]);
    page.field(2, words.say("for"), &[ink(Ink::Plain, whom)])?;
    if !pack.includes.is_empty() {
        let names: Vec<&str> = pack.includes.iter().map(|(name, _)| name.as_str()).collect();
        page.field(2, words.say("includes"), &[ink(Ink::Plain, names.join(", "))])?;
    }
    let Some(source) = &pack.source else { return Ok(()) };
    let read = words.fill("; read {}, to be read again by {}", &[&source.read, &source.review_by]);
    page.field(2, words.say("source"), &[ink(Ink::Plain, source.title.as_str()), ink(Ink::Faint, read)])?;
    match &source.url {
        Some(url) => page.field(2, "", &[ink(Ink::Link, url.as_str())]),
        None => Ok(()),
    }
}
