//! `bomgate explain`: one rule in words.

use super::arguments::Explain;
use super::fault::Fault;
use super::output::{paint, to_stdout, width};
use super::policy::chosen;
use crate::base::{Phrase, nearest, phrase};
use crate::policy::{Pack, RuleShape};
use crate::report::{Page, RuleText};

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
        let searched = if names.len() > 4 { phrase!("any of {} packs", names.len()) } else { Phrase::names(&names) };
        let fault = Fault::usage(phrase!("no rule `{}` in {}", arguments.rule, searched));
        return Err(match nearest(&arguments.rule, ids) {
            Some(near) => fault.help(phrase!("did you mean `{}`?", near)),
            None => fault.help(phrase!("`bomgate policy show NAME` lists the rules of a pack")),
        });
    }
    to_stdout(|out| {
        let page = &mut Page::new(out, width(), paint()).speaking(library.language());
        for (at, (pack, rule)) in found.iter().enumerate() {
            if at > 0 {
                page.gap()?;
            }
            RuleText::of(&library, pack, rule).draw(page)?;
        }
        Ok(())
    })?;
    Ok(0)
}
