//! A pack as a page of the documentation: `docs/packs/NAME.md`.

use super::rule::{RuleText, prose};
use crate::policy::{Library, Pack};
use std::io::{self, Write};

/// Writes the page of a pack: who it is for, a table of its rules, then each rule in words.
///
/// # Errors
/// When it cannot be written.
pub fn pack_page(library: &Library, pack: &Pack, out: &mut dyn Write) -> io::Result<()> {
    let any = |word: &Option<String>| word.clone().unwrap_or_else(|| "any".to_owned());
    writeln!(out, "# {}\n\n{}, version {}.\n", pack.name, prose(&pack.title), pack.version)?;
    writeln!(out, "Made by `bomgate policy show {} --format markdown`; do not edit.\n", pack.name)?;
    writeln!(out, "- for: sector {}, home {}", any(&pack.sector), any(&pack.home))?;
    if !pack.includes.is_empty() {
        let names: Vec<String> = pack.includes.iter().map(|(name, _)| format!("[{name}]({name}.md)")).collect();
        writeln!(out, "- includes: {}", names.join(", "))?;
    }
    if let Some(source) = &pack.source {
        let url = source.url.as_ref().map_or_else(String::new, |url| format!(" <{url}>"));
        let (title, read, review_by) = (prose(&source.title), source.read, source.review_by);
        writeln!(out, "- source: {title}{url}; read {read}, to be read again by {review_by}")?;
    }
    writeln!(out, "\n| rule | level | tier | on | asks that |\n|---|---|---|---|---|")?;
    for rule in &pack.rules {
        let (id, level, tier, on) = (&rule.id.value, rule.level.word(), rule.tier.value, rule.on.value.word());
        writeln!(out, "| [`{id}`](#{id}) | {level} | {tier} | {on} | {} |", prose(&rule.title).replace('|', "\\|"))?;
    }
    for rule in &pack.rules {
        RuleText::of(library, pack, rule).markdown(out)?;
    }
    if pack.not_asked.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## Elements that no rule asks for\n\n| element | what it is | why it is not asked |\n|---|---|---|")?;
    let cell = |text: &str| prose(text).replace('|', "\\|");
    pack.not_asked
        .iter()
        .try_for_each(|entry| writeln!(out, "| {} | {} | {} |", entry.element, cell(&entry.title), cell(&entry.because)))
}
