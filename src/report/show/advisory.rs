//! What is known of the packages of a bill, where they were looked up.

use super::super::page::{Ink, Page, ink};
use super::super::words::Words;
use crate::check::Scene;
use crate::enrich::{Look, Standing};
use std::io;

/// Parts that something affects, and how many could not be looked up; nothing where there was no source.
pub(super) fn write(page: &mut Page<'_>, say: Words, scene: &Scene<'_>) -> io::Result<()> {
    let advice = &scene.facts.advice;
    let about = match &advice.standing {
        Standing::Absent => return Ok(()),
        Standing::Unavailable(why, about) => {
            page.gap()?;
            page.heading(Ink::Strong, say.say("ADVISORIES"), say.say("what is known of the packages"))?;
            return page.flow(2, 4, &[ink(Ink::Bad, say.fill("{} cannot be used: {}", &[&about.place, &why]))]);
        }
        Standing::Answered(about) => about,
    };
    page.gap()?;
    page.heading(Ink::Strong, say.say("ADVISORIES"), say.say("what is known of the packages"))?;
    let looks: Vec<Look> = scene.bom.components.rows().filter_map(|row| advice.look(row)).collect();
    let done = looks.iter().filter(|look| **look == Look::Done).count();
    let day = about.as_of.map_or_else(|| say.say("no stated day").to_owned(), |day| day.to_string());
    let source = say.fill("{} of {} components looked up in {} of {}", &[&done, &looks.len(), &about.place, &day]);
    page.flow(2, 4, &[ink(Ink::Faint, source)])?;
    for row in scene.bom.components.rows() {
        for hit in advice.hits(row) {
            let style = if hit.withdrawn { Ink::Faint } else { Ink::Bad };
            let label = format!("  {}{}", scene.bom.label(row), say.say(": "));
            page.flow(
                2,
                4,
                &[ink(style, hit.id.as_str()), ink(Ink::Strong, label), ink(Ink::Plain, say.phrase(&hit.line()).into_owned())],
            )?;
        }
    }
    Ok(())
}
