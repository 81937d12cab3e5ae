//! A pack as a page of the documentation: `docs/packs/NAME.md`.

use super::rule::{RuleText, prose};
use super::words::Words;
use crate::policy::{Library, Pack};
use std::io::{self, Write};

/// Writes the page of a pack: who it is for, a table of its rules, then each rule in words.
///
/// # Errors
/// When it cannot be written.
pub fn pack_page(library: &Library, pack: &Pack, out: &mut dyn Write) -> io::Result<()> {
    let say = Words::of(library.language());
    let any = |word: &Option<String>| word.clone().unwrap_or_else(|| say.say("any").to_owned());
    let head = say.fill("{}, version {}.", &[&prose(&pack.title), &pack.version]);
    writeln!(out, "# {}\n\n{head}\n", pack.name)?;
    writeln!(out, "{}\n", say.fill("Made by `bomgate policy show {} --format markdown`; do not edit.", &[&pack.name]))?;
    writeln!(out, "- {}", say.fill("for: sector {}, home {}", &[&any(&pack.sector), &any(&pack.home)]))?;
    if !pack.includes.is_empty() {
        let names: Vec<String> = pack.includes.iter().map(|(name, _)| format!("[{name}]({name}.md)")).collect();
        writeln!(out, "- {}: {}", say.say("includes"), names.join(", "))?;
    }
    if let Some(source) = &pack.source {
        let url = source.url.as_ref().map_or_else(String::new, |url| format!(" <{url}>"));
        let (title, read, review_by) = (prose(&source.title), source.read, source.review_by);
        let read = say.fill("; read {}, to be read again by {}", &[&read, &review_by]);
        writeln!(out, "- {}: {title}{url}{read}", say.say("source"))?;
    }
    let head = ["rule", "level", "tier", "on", "asks that"].map(|head| say.say(head)).join(" | ");
    writeln!(out, "\n| {head} |\n|---|---|---|---|---|")?;
    for rule in &pack.rules {
        let (id, tier) = (&rule.id.value, rule.tier.value);
        let (level, on) = (say.word("level", rule.level.word()), say.word("kind", rule.on.value.word()));
        writeln!(out, "| [`{id}`](#{id}) | {level} | {tier} | {on} | {} |", prose(&rule.title).replace('|', "\\|"))?;
    }
    for rule in &pack.rules {
        RuleText::of(library, pack, rule).markdown(out)?;
    }
    if pack.not_asked.is_empty() {
        return Ok(());
    }
    let head = ["element", "what it is", "why it is not asked"].map(|head| say.say(head)).join(" | ");
    writeln!(out, "\n## {}\n\n| {head} |\n|---|---|---|", say.say("Elements that no rule asks for"))?;
    let cell = |text: &str| prose(text).replace('|', "\\|");
    pack.not_asked
        .iter()
        .try_for_each(|entry| writeln!(out, "| {} | {} | {} |", entry.element, cell(&entry.title), cell(&entry.because)))
}
