//! `bomgate policy new`: a pack of one's own and its page, to start from.

use crate::base::phrase;
use crate::cli::buyer::area;
use crate::cli::fault::Fault;
use crate::cli::init::known_sector;
use crate::cli::output::{to_file, to_stdout};
use crate::enrich::Lists;
use crate::policy::{CasePage, Library, Pack, SourceText};
use std::path::{Path, PathBuf};

/// The name the templates have.
const NAME: &str = "house-rules";
const PACK: &str = include_str!("new.yaml");
const PAGE: &str = include_str!("new.md");

/// Writes both files. One that is there already is never touched, and then the other is not written either.
pub(super) fn run(name: &str, sector: Option<String>, home: Option<String>, out: Option<PathBuf>) -> Result<u8, Fault> {
    let lists = Lists::shipped()?;
    let sector = sector.as_deref().map(known_sector).transpose()?;
    let home = home.as_deref().map(|word| area(word, "--home", &lists)).transpose()?.map(|(word, _)| word);
    if Library::shipped_names().any(|shipped| shipped == name) {
        return Err(Fault::usage(phrase!("`{}` is the name of a shipped pack", name)).help(phrase!("choose a name of your own")));
    }
    let path = out.unwrap_or_else(|| PathBuf::from(format!("{name}.yaml")));
    let page_path = path.with_extension("md");
    if path == page_path {
        return Err(Fault::usage(phrase!("{} is the page of the pack, not the pack", path.display()))
            .help(phrase!("let --out end in .yaml")));
    }
    let mut text = PACK.replacen(&format!("pack: {NAME}"), &format!("pack: {name}"), 1);
    for (key, word) in [("sector: finance", sector), ("home: DE", home)] {
        if let Some(word) = word {
            let said = key.split_once(' ').map_or(key, |(key, _)| key);
            text = text.replacen(&format!("# {key}"), &format!("{said} \"{word}\""), 1);
        }
    }
    let page = PAGE.replacen(NAME, name, 1);
    // Nothing is written that could not be read back: a name that is no name ends here.
    let source = |path: &Path, text: &str| SourceText { name: path.to_string_lossy().into_owned(), text: text.into() };
    CasePage::read(source(&page_path, &page), &Pack::read(source(&path, &text))?)?;
    for path in [&path, &page_path] {
        if path.exists() {
            let fault = Fault::usage(phrase!("{} is there already", path.display()));
            return Err(fault.help(phrase!("name another file with --out, or move it away")));
        }
    }
    for (path, text) in [(&path, &text), (&page_path, &page)] {
        to_file(path, |file| file.write_all(text.as_bytes()))?;
    }
    to_stdout(|out| {
        let (pack, page) = (path.display(), page_path.display());
        writeln!(out, "{pack} and {page} are written. Next: bomgate policy lint {pack}; bomgate policy test {pack}")
    })?;
    Ok(0)
}
