//! `bomgate publishers`: what the list of publishers knows.

use super::arguments::Publishers;
use super::fault::Fault;
use super::output::{paint, to_stdout, width};
use super::tongue::words;
use crate::base::{Phrase, phrase};
use crate::enrich::{Cite, Lists, Mark, PublisherId, Space};
use crate::report::{Ink, Page, Words, ink};
use std::io;

/// Looks a name up, or counts what the list holds.
pub(super) fn run(arguments: Publishers) -> Result<u8, Fault> {
    let lists = Lists::shipped()?;
    match arguments {
        Publishers::Lookup { name } => lookup(&lists, words(), &name),
        Publishers::Check => {
            let say = words();
            to_stdout(|out| counted(&mut Page::new(out, width(), paint()).speaking(say.language()), say, &lists)).map(|()| 0)
        }
    }
}

/// Every way a name leads to a publisher, in words.
fn ways(lists: &Lists, say: Words, name: &str) -> Vec<(PublisherId, String)> {
    let mut found: Vec<(PublisherId, String)> = Vec::new();
    if let Some(named) = lists.named(name) {
        let how = match named.confusable {
            true => say.say("looks like its name, and is spelt with other characters"),
            false => say.say("its name or an alias"),
        };
        found.push((named.publisher, how.to_owned()));
    }
    // A package URL or an address ends in what the spaces know.
    let handle = name.trim_start_matches("pkg:").split('/').rfind(|part| !part.is_empty()).unwrap_or(name);
    let handles = [name, handle.split('@').next().filter(|bare| !bare.is_empty()).unwrap_or(handle)];
    let owner = name.trim_start_matches("pkg:").split('/').nth(1).unwrap_or(name);
    for space in Space::ALL {
        for handle in handles.into_iter().chain([owner]) {
            if let Some(publisher) = lists.publisher_by_handle(space, handle) {
                let way = (publisher, say.fill("`{}` on {}", &[&handle, &say.word("space", space.word())]));
                if !found.contains(&way) {
                    found.push(way);
                }
            }
        }
    }
    found
}

fn lookup(lists: &Lists, say: Words, name: &str) -> Result<u8, Fault> {
    let ways = ways(lists, say, name);
    let mut ids: Vec<PublisherId> = ways.iter().map(|(id, _)| *id).collect();
    ids.sort_unstable();
    ids.dedup();
    let alike: Vec<String> = lists
        .names_like(name)
        .into_iter()
        .filter(|(id, _)| !ids.contains(id))
        .take(5)
        .map(|(id, alike)| format!("{alike} ({})", lists.publisher(id).country))
        .collect();
    if ids.is_empty() {
        let fault = Fault::usage(phrase!("the list of publishers has no `{}`", name));
        let help = if alike.is_empty() {
            phrase!("it holds names, aliases, handles and domains")
        } else {
            phrase!("similar: {}", Phrase::names(&alike))
        };
        return Err(fault.help(help));
    }
    to_stdout(|out| {
        let page = &mut Page::new(out, width(), paint()).speaking(say.language());
        for id in &ids {
            let found: Vec<&str> = ways.iter().filter(|(found, _)| found == id).map(|(_, how)| how.as_str()).collect();
            one(page, lists, say, *id, &found.join(say.semicolon()))?;
        }
        if !alike.is_empty() {
            page.field(2, say.word("field", "similar"), &[ink(Ink::Faint, alike.join(", "))])?;
        }
        Ok(())
    })?;
    Ok(0)
}

fn one(page: &mut Page<'_>, lists: &Lists, say: Words, id: PublisherId, found: &str) -> io::Result<()> {
    let publisher = lists.publisher(id);
    page.gap()?;
    page.line(&[ink(Ink::Strong, publisher.name.as_str()), ink(Ink::Faint, format!("  {}", publisher.id))])?;
    page.field(2, say.word("field", "found by"), &[ink(Ink::Plain, found)])?;
    let conflict = if publisher.conflict() { say.say("; its sources differ") } else { "" };
    page.field(
        2,
        say.say("country"),
        &[
            ink(Ink::Strong, publisher.country.as_str()),
            ink(Ink::Plain, format!("  {}{conflict}", say.say(sure(publisher.mark)))),
        ],
    )?;
    let (steward, role) = (say.word("steward", publisher.steward.word()), say.word("steward", publisher.role.word()));
    page.field(2, say.say("kind"), &[ink(Ink::Plain, say.fill("{}, {}", &[&steward, &role]))])?;
    let owner = publisher.parent.map(|parent| lists.publisher(parent));
    let owner =
        owner.map_or_else(|| say.say("none in the list").to_owned(), |owner| say.fill("{} ({})", &[&owner.name, &owner.country]));
    page.field(2, say.say("owner"), &[ink(Ink::Plain, owner)])?;
    if !publisher.aliases.is_empty() {
        page.field(2, say.word("field", "aliases"), &[ink(Ink::Plain, publisher.aliases.join(", "))])?;
    }
    for space in Space::ALL {
        let handles: Vec<&str> =
            lists.handles(id).into_iter().filter(|(there, _)| *there == space).map(|(_, handle)| handle).collect();
        if !handles.is_empty() {
            page.field(2, say.word("space", space.word()), &[ink(Ink::Plain, handles.join(", "))])?;
        }
    }
    for cite in &publisher.cites {
        page.field(2, say.say("source"), &[ink(Ink::Plain, source(lists, say, cite))])?;
    }
    Ok(())
}

fn sure(mark: Mark) -> &'static str {
    match mark {
        Mark::Verified => "verified: a source names it with this country",
        Mark::Secondary => "secondary: a source names its city, or a group it is in",
        Mark::Unverified => "unverified: general knowledge",
    }
}

/// What one source says, with the attribution its licence asks for.
fn source(lists: &Lists, say: Words, cite: &Cite) -> String {
    match lists.publisher_source(&cite.source) {
        None => say.fill("{} says {}", &[&cite.source, &cite.country]),
        Some(source) => {
            let as_of = source.as_of.as_deref().map(|day| say.fill(", as of {}", &[&day])).unwrap_or_default();
            let license = source.license.as_deref().map(|license| format!(", {license}")).unwrap_or_default();
            say.fill("{} says {}: {}{}{}", &[&cite.source, &cite.country, &source.title, &as_of, &license])
        }
    }
}

/// That the list loads is the check: names, handles, countries, parents and sources that contradict are refused.
fn counted(page: &mut Page<'_>, say: Words, lists: &Lists) -> io::Result<()> {
    let all = lists.publishers();
    let marked = |mark: Mark| all.iter().filter(|publisher| publisher.mark == mark).count();
    let conflicts = all.iter().filter(|publisher| publisher.conflict()).count();
    let owned = all.iter().filter(|publisher| publisher.parent.is_some()).count();
    let number = say.fill(": {} publishers", &[&all.len()]);
    page.line(&[ink(Ink::Good, say.say("the list of publishers is whole")), ink(Ink::Plain, number)])?;
    let lines = [
        ("verified", marked(Mark::Verified)),
        ("secondary", marked(Mark::Secondary)),
        ("unverified", marked(Mark::Unverified)),
        ("sources differ", conflicts),
        ("with an owner", owned),
    ];
    for (what, count) in lines {
        page.field(2, say.word("field", what), &[ink(Ink::Plain, count.to_string())])?;
    }
    Ok(())
}
