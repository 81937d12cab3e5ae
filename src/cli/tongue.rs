//! The language people are told everything in: that of `--lang`, or else that of the config. One process tells one person,
//! and a fault is told wherever it comes from, so it is kept here, as the choice of colours is.

use crate::base::Language;
use crate::report::Words;
use std::ffi::OsString;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};

static CHOSEN: AtomicU8 = AtomicU8::new(0);
/// By a flag, which wins.
static BY_FLAG: AtomicBool = AtomicBool::new(false);

fn choose(language: Language) {
    let at = Language::ALL.iter().position(|known| *known == language).unwrap_or_default();
    CHOSEN.store(u8::try_from(at).unwrap_or_default(), Ordering::Relaxed);
}

/// Starts with what the arguments ask for, before they are parsed: what is wrong with them is told too.
pub(super) fn listen(arguments: &[OsString]) {
    let asked = arguments.iter().enumerate().filter_map(|(at, argument)| match argument.to_str()? {
        "--lang" => arguments.get(at + 1)?.to_str(),
        joined => joined.strip_prefix("--lang="),
    });
    let language = asked.filter_map(|word| Language::ALL.into_iter().find(|known| known.word() == word)).next_back();
    BY_FLAG.store(language.is_some(), Ordering::Relaxed);
    choose(language.unwrap_or_default());
}

/// What a config asks for, unless a flag does; the language that is told.
pub(super) fn prefer(config: Option<Language>) -> Language {
    if let (Some(language), false) = (config, BY_FLAG.load(Ordering::Relaxed)) {
        choose(language);
    }
    language()
}

/// The language that is told.
pub(super) fn language() -> Language {
    Language::ALL.get(usize::from(CHOSEN.load(Ordering::Relaxed))).copied().unwrap_or_default()
}

/// Its words.
pub(super) fn words() -> Words {
    Words::of(language())
}
