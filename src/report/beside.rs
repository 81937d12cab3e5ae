//! What was found where bills were looked for, and is none: shown, never passed over.

use super::page::{Ink, Page, ink};
use super::words::Words;
use crate::base::Phrase;
use serde::Serialize;
use std::io;

/// Strays a person is shown; programs are shown all.
const SHOWN: usize = 20;

/// What lies beside the deliveries in the folders that were given.
#[derive(Debug, Default)]
pub struct Beside {
    /// Files and folders that are no bill, in the order met.
    pub strays: Vec<Stray>,
    /// Folders given in which there is no bill at all: nothing was recognised, so the verdict is INCOMPLETE.
    pub empty: Vec<String>,
}

/// One file or folder that is no bill.
#[derive(Debug, Serialize)]
pub struct Stray {
    /// Its path.
    pub name: String,
    /// What it seems to be, or why it was not looked into.
    pub seems: Phrase,
}

impl Beside {
    /// For people. Writes nothing when there is nothing.
    pub(super) fn write(&self, page: &mut Page<'_>, words: Words) -> io::Result<()> {
        if self.strays.is_empty() {
            return Ok(());
        }
        page.gap()?;
        page.heading(Ink::Strong, words.say("NOT A BILL"), words.say("found beside the bills; nothing in these was judged"))?;
        for stray in self.strays.iter().take(SHOWN) {
            page.flow(
                2,
                4,
                &[ink(Ink::Link, stray.name.as_str()), ink(Ink::Faint, format!("  {}", words.phrase(&stray.seems)))],
            )?;
        }
        if let Some(more) = self.strays.len().checked_sub(SHOWN).filter(|more| *more > 0) {
            page.flow(2, 4, &[ink(Ink::Faint, words.fill("and {} more (all are in --format json)", &[&more]))])?;
        }
        Ok(())
    }
}
