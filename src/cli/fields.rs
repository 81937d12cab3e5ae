//! `bomgate policy fields`: what an expression may name, for the terminal and as the page `docs/fields.md`.

use super::arguments::FieldsFormat;
use super::fault::Fault;
use super::formats;
use super::output::{paint, to_stdout, width};
use super::tongue::words;
use crate::base::phrase;
use crate::check::{CHECKS, Check, Wants};
use crate::policy::BUILT_INS;
use crate::policy::field::{DOMAINS, Domain, fields};
use crate::report::{Ink, Page, ink};
use std::io::{self, Write};

/// Prints the fields of one domain or of all, and the functions.
pub(super) fn show(wanted: Option<&str>, format: FieldsFormat) -> Result<u8, Fault> {
    let domains: Vec<&str> = DOMAINS.iter().map(|domain| domain.word()).chain(["functions"]).collect();
    if let Some(wanted) = wanted
        && !domains.contains(&wanted)
    {
        return Err(Fault::usage(phrase!("there is no domain `{}`", wanted)).meant(wanted, &domains));
    }
    let shown = |word: &str| wanted.is_none_or(|wanted| wanted == word);
    match format {
        FieldsFormat::Table => {}
        FieldsFormat::Markdown => return to_stdout(|out| markdown(out)).map(|()| 0),
        FieldsFormat::Formats => return to_stdout(|out| formats::write(out)).map(|()| 0),
    }
    let say = words();
    to_stdout(|out| {
        let page = &mut Page::new(out, width(), paint()).speaking(say.language());
        for domain in DOMAINS.iter().filter(|domain| shown(domain.word())) {
            page.heading(Ink::Strong, domain.word(), say.say(aside(*domain)))?;
            let rows: Vec<Vec<String>> = fields(*domain)
                .iter()
                .map(|field| {
                    let from = if field.cyclonedx.is_empty() { "-" } else { field.cyclonedx };
                    let kind = say.phrase(&field.get.kind()).into_owned();
                    vec![field.path.to_owned(), kind, say.data(field.doc).to_owned(), from.to_owned()]
                })
                .collect();
            page.table(2, &["field", "type", "meaning", "CycloneDX"].map(|head| say.word("column", head)), &rows)?;
            page.gap()?;
        }
        if !shown("functions") {
            return Ok(());
        }
        page.heading(Ink::Strong, say.word("fields", "language"), say.say("what stands beside fields and functions"))?;
        for built_in in BUILT_INS {
            page.flow(2, 4, &[ink(Ink::Strong, built_in.form)])?;
            page.flow(4, 4, &[ink(Ink::Plain, say.data(built_in.doc))])?;
        }
        page.gap()?;
        page.heading(Ink::Strong, say.word("fields", "functions"), say.say("asked of a component"))?;
        for check in CHECKS {
            page.flow(2, 4, &[ink(Ink::Strong, check.name), ink(Ink::Faint, format!("({})", say.say(takes(check))))])?;
            for paragraph in say.data(check.doc).split("\n\n") {
                page.flow(4, 4, &[ink(Ink::Plain, paragraph.split_whitespace().collect::<Vec<_>>().join(" "))])?;
            }
        }
        Ok(())
    })?;
    Ok(0)
}

fn aside(domain: Domain) -> &'static str {
    match domain {
        Domain::Bom => "bom.FIELD: the bill",
        Domain::Buyer => "buyer.FIELD: stated by the operator with --buyer and --config",
        Domain::Component => "component.FIELD: one part",
        Domain::Link => "link.FIELD: a relation, in rules on `link`",
        _ => "an element of a list, inside exists() and all()",
    }
}

fn takes(check: &Check) -> &'static str {
    match check.wants {
        Wants::Nothing => "component",
        Wants::Words => "component, list of words",
        Wants::Text => "component, text",
        Wants::MaybeText => "component [, text]",
        Wants::Evidence => "[component,] kind [, days] [, grade]",
        Wants::Dimension => "component [, dimension]",
        Wants::WordsAndDimension => "component, list of words [, dimension]",
        Wants::Parties => "component, id of a list of parties [, share]",
    }
}

/// The same as a page of the documentation.
fn markdown(out: &mut dyn Write) -> io::Result<()> {
    let cell = |text: &str| text.replace('|', "\\|");
    writeln!(out, "# What a rule can ask\n")?;
    writeln!(
        out,
        "Made by `bomgate policy fields --format markdown`; do not edit. How a pack is written: [policy packs](packs.md)."
    )?;
    for domain in DOMAINS {
        writeln!(out, "\n## {}\n\n{}.\n", domain.word(), aside(*domain))?;
        writeln!(out, "| field | type | meaning | CycloneDX |\n|---|---|---|---|")?;
        for field in fields(*domain) {
            let from = if field.cyclonedx.is_empty() { "" } else { field.cyclonedx };
            writeln!(out, "| `{}` | {} | {} | {} |", field.path, field.get.kind(), cell(field.doc), cell(from))?;
        }
    }
    writeln!(out, "\n## Language\n\n| form | meaning |\n|---|---|")?;
    for built_in in BUILT_INS {
        writeln!(out, "| `{}` | {} |", cell(built_in.form), cell(built_in.doc))?;
    }
    writeln!(out, "\n## Functions of a component")?;
    for check in CHECKS {
        writeln!(out, "\n### `{}({})`\n\n{}", check.name, takes(check), check.doc)?;
    }
    Ok(())
}
