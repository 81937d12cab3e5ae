//! `bomgate explain`: one rule in words.

use super::arguments::Explain;
use super::fault::Fault;
use super::output::{paint, to_stdout, width};
use super::policy::chosen;
use crate::base::nearest;
use crate::check::CHECKS;
use crate::policy::field::{DOMAINS, Domain, find};
use crate::policy::{Level, Library, OnUnknown, Pack, RuleShape, Subject};
use crate::report::{Ink, Page, Piece, ink};
use std::collections::BTreeSet;
use std::io;

/// Shows every rule of this id.
pub(super) fn run(arguments: Explain) -> Result<u8, Fault> {
    let (library, names) = chosen(&arguments.choose)?;
    let packs: Vec<&Pack> = names.iter().filter_map(|name| library.find(name)).collect();
    let found: Vec<(&Pack, &RuleShape)> = packs
        .iter()
        .flat_map(|pack| pack.rules.iter().filter(|rule| rule.id.value == arguments.rule).map(|rule| (*pack, rule)))
        .collect();
    if found.is_empty() {
        let ids = packs.iter().flat_map(|pack| pack.rules.iter().map(|rule| rule.id.value.as_str()));
        let fault = Fault::usage(format!("no rule `{}` in {}", arguments.rule, names.join(", ")));
        return Err(match nearest(&arguments.rule, ids) {
            Some(near) => fault.help(format!("did you mean `{near}`?")),
            None => fault.help("`bomgate policy show NAME` lists the rules of a pack"),
        });
    }
    to_stdout(|out| {
        let page = &mut Page::new(out, width(), paint());
        for (at, (pack, rule)) in found.iter().enumerate() {
            if at > 0 {
                page.gap()?;
            }
            one(page, &library, pack, rule)?;
        }
        Ok(())
    })?;
    Ok(0)
}

fn one(page: &mut Page<'_>, library: &Library, pack: &Pack, rule: &RuleShape) -> io::Result<()> {
    page.line(&[ink(Ink::Strong, rule.id.value.as_str()), ink(Ink::Plain, format!("  {}", rule.title))])?;
    let terms = format!("pack {} {} ({})", pack.name, pack.version, pack.title);
    page.field(
        2,
        "policy",
        &[ink(Ink::Link, format!("{}:{}", pack.text.name, pack.line_of(rule))), ink(Ink::Faint, format!("  {terms}"))],
    )?;
    page.field(2, "level", &[ink(Ink::Strong, rule.level.word()), ink(Ink::Plain, format!(": {}", weight(rule.level)))])?;
    let tier = ["entry", "standard", "strict"].get(usize::from(rule.tier.value).saturating_sub(1)).copied().unwrap_or_default();
    page.field(
        2,
        "tier",
        &[ink(Ink::Strong, rule.tier.value.to_string()), ink(Ink::Plain, format!(" ({tier}); area {}", rule.area.word()))],
    )?;
    if let Some(because) = &rule.tier_because {
        page.field(2, "", &[ink(Ink::Faint, because.as_str())])?;
    }
    if let Some(force) = rule.force {
        page.field(2, "force", &[ink(Ink::Plain, force.word())])?;
    }
    match (rule.since, rule.until) {
        (None, None) => {}
        (since, until) => {
            let since = since.map_or_else(String::new, |day| format!("from {day} "));
            let until = until.map_or_else(String::new, |day| format!("until {day}"));
            page.field(2, "in force", &[ink(Ink::Plain, format!("{since}{until}"))])?;
        }
    }
    if let Some(overlay) = &rule.overlay {
        page.field(2, "overlay", &[ink(Ink::Plain, overlay.value.as_str())])?;
    }
    if let Some(day) = rule.active_from {
        page.field(2, "asked", &[ink(Ink::Plain, format!("from {day}, without an overlay too"))])?;
    }
    if !rule.waivable {
        page.field(2, "waivers", &[ink(Ink::Plain, "nobody may waive it")])?;
    }
    page.gap()?;
    page.field(2, "asked of", &[ink(Ink::Plain, asked_of(rule.on.value))])?;
    if let Some(when) = &rule.when {
        page.field(2, "when", &[ink(Ink::Strong, flat(&when.value))])?;
    }
    page.field(2, "requires", &[ink(Ink::Strong, flat(&rule.require.value))])?;
    page.field(2, "unknown", &[ink(Ink::Strong, rule.unknown.word()), ink(Ink::Plain, format!(": {}", unknown(rule.unknown)))])?;
    if let Some(why) = &rule.why {
        page.gap()?;
        page.field(2, "why", &[ink(Ink::Plain, flat(why))])?;
    }
    page.gap()?;
    page.field(2, "fix", &[ink(Ink::Plain, flat(&rule.fix))])?;
    page.gap()?;
    for (at, cite) in rule.cites.iter().enumerate() {
        let mut pieces: Vec<Piece<'_>> =
            vec![ink(Ink::Plain, cite.text.as_str()), ink(Ink::Faint, format!(" [{}]", cite.mark.word()))];
        if let Some(url) = &cite.url {
            pieces.push(ink(Ink::Link, format!(" {url}")));
        }
        page.field(2, if at == 0 { "cites" } else { "" }, &pieces)?;
    }
    words(page, library, pack, rule)
}

/// The fields, functions and lists that stand in the rule's expressions, each with its meaning.
fn words(page: &mut Page<'_>, library: &Library, pack: &Pack, rule: &RuleShape) -> io::Result<()> {
    let text = format!("{} {}", rule.when.as_ref().map_or("", |when| when.value.as_str()), rule.require.value);
    let named: BTreeSet<&str> =
        text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.'))).filter(|word| !word.is_empty()).collect();
    page.gap()?;
    page.flow(2, 4, &[ink(Ink::Faint, "the words of it:")])?;
    for name in named {
        if let Some(check) = CHECKS.iter().find(|check| check.name == name) {
            entry(page, &format!("{name}(...)"), check.doc)?;
        } else if let Some((field, doc)) = field(name, rule.on.value) {
            entry(page, field, doc)?;
        } else if let Some(list) = name.strip_prefix("lists.") {
            if let Some(words) = list_of(library, pack, list) {
                entry(page, name, &words.join(", "))?;
            }
        } else if let Some(parameter) = name.strip_prefix("parameters.")
            && let Some(value) = pack.parameters.get(parameter)
        {
            entry(page, name, &format!("{value:?}"))?;
        }
    }
    Ok(())
}

fn entry(page: &mut Page<'_>, name: &str, doc: &str) -> io::Result<()> {
    page.flow(4, 6, &[ink(Ink::Strong, name.to_owned()), ink(Ink::Plain, format!("  {}", flat(doc)))])
}

/// The field a path of an expression names; paths of quantified variables are looked up in the domain they fit.
fn field(path: &str, on: Subject) -> Option<(&str, &'static str)> {
    let (head, rest) = path.split_once('.')?;
    let domain = match head {
        "bom" => Domain::Bom,
        "buyer" => Domain::Buyer,
        "component" => Domain::Component,
        "link" => Domain::Link,
        _ => return None,
    };
    let known = DOMAINS.contains(&domain) && !(on == Subject::Bom && domain == Domain::Component);
    // A method at the end, such as `.exists`, is no part of the field.
    let shorter = rest.rsplit_once('.').map(|(field, _)| field);
    let found = find(domain, rest).or_else(|| shorter.and_then(|field| find(domain, field))).filter(|_| known)?;
    Some((&path[..head.len() + 1 + found.path.len()], found.doc))
}

fn list_of<'a>(library: &'a Library, pack: &'a Pack, name: &str) -> Option<&'a Vec<String>> {
    let included =
        || pack.includes.iter().filter_map(|(other, _)| library.find(other)).find_map(|other| list_of(library, other, name));
    pack.lists.get(name).or_else(included)
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn asked_of(subject: Subject) -> &'static str {
    match subject {
        Subject::Bom => "the bill, once",
        Subject::Component => "every component",
        Subject::Model => "every model, adapter and tokenizer",
        Subject::Dataset => "every dataset",
        Subject::Framework => "every framework",
        Subject::Library => "every library",
        Subject::Service => "every service",
        Subject::Tool => "every tool",
        Subject::Device => "every device",
        Subject::Link => "every relation between two components",
    }
}

fn weight(level: Level) -> &'static str {
    match level {
        Level::Block => "no acceptance",
        Level::High => "mend before acceptance",
        Level::Medium => "mend before the next delivery",
        Level::Low => "mend when convenient",
        Level::Refer => "a person decides; open findings leave the verdict INCOMPLETE",
        Level::Info => "worth knowing; never decides",
        Level::Watch => "draft law; asked with --overlay or from its day; never decides",
    }
}

fn unknown(unknown: OnUnknown) -> &'static str {
    match unknown {
        OnUnknown::Fails => "what is not demonstrated counts as violated",
        OnUnknown::Warns => "what is not demonstrated is shown and does not decide",
        OnUnknown::Passes => "what is not demonstrated is accepted and counted",
    }
}
