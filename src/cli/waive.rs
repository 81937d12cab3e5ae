//! `bomgate waive`: one exception, bound to one rule and one exact component of a bill.

use super::arguments::Waive;
use super::buyer::today;
use super::fault::Fault;
use super::output::to_file;
use super::refusal;
use super::tongue::words;
use super::trust::text;
use super::voice::Voice;
use crate::base::{Limits, Phrase, nearest, phrase};
use crate::check::one_thing;
use crate::model::{Algorithm, Bom, Row, parse_purl};
use crate::policy::{Library, SourceText, Waivers};
use crate::read::{Source, read};
use std::fmt::Write as _;

/// What a new file begins with.
const HEAD: &str = "# Exceptions. Each lifts one rule for one exact component until its last day (to its end, UTC).";

/// Finds the component, and adds the waiver at the end of the file; what stands there stays as it is.
pub(super) fn run(arguments: Waive) -> Result<u8, Fault> {
    let path = &arguments.bom;
    let source = Source::open(path).map_err(|error| Fault::usage(phrase!("cannot open {}: {}", path.display(), error)))?;
    let bom = match read(source, &Limits::default()) {
        Ok(bom) => bom,
        Err(error) => return Ok(refusal(path, &error)),
    };
    misspelt(&arguments.rule)?;
    let entry = entry(&arguments, &bound(&bom, &arguments.component)?);
    // Nothing is written that could not be read back.
    let alone = format!("{}\nwaivers:\n{entry}", words().say(HEAD));
    Waivers::read(SourceText { name: words().say("the new waiver").to_owned(), text: alone.as_str().into() })?;
    let whole = match text_or_none(&arguments)? {
        Some(present) => appended(&present, &entry)?,
        None => alone,
    };
    let name = arguments.waivers.to_string_lossy().into_owned();
    let written = Waivers::read(SourceText { name, text: whole.as_str().into() })?;
    to_file(&arguments.waivers, |out| out.write_all(whole.as_bytes()))?;
    super::output::to_stdout(|out| {
        let told = words().fill("{}: {} waivers, the last of them new", &[&arguments.waivers.display(), &written.entries.len()]);
        writeln!(out, "{told}")?;
        out.write_all(entry.as_bytes())
    })?;
    Ok(0)
}

/// Asks about a rule no shipped pack has but for a letter. It may be one of the operator's own, so the waiver is written.
fn misspelt(rule: &str) -> Result<(), Fault> {
    let library = Library::shipped()?;
    let ids = || library.packs().iter().flat_map(|pack| &pack.rules).map(|rule| rule.id.value.as_str());
    if !ids().any(|id| id == rule)
        && let Some(near) = nearest(rule, ids())
    {
        Voice::default().hint(&phrase!("no shipped pack has a rule `{}`; did you mean `{}`?", rule, near));
    }
    Ok(())
}

/// What the waiver is bound to.
struct Bound {
    purl: Option<String>,
    digest: Option<String>,
}

/// The one component that goes by `wanted`, and what tells it from every other.
fn bound(bom: &Bom, wanted: &str) -> Result<Bound, Fault> {
    if wanted == "bill" {
        return Ok(Bound { purl: None, digest: Some(bom.document.sha256.clone()) });
    }
    let parts = &bom.components;
    let same_purl = |text: &str| parse_purl(text).is_ok_and(|mine| parse_purl(wanted).is_ok_and(|other| mine == other));
    let called = |row: &Row| {
        let value = |packed| bom.value(packed);
        value(parts.purl[*row]).is_some_and(|purl| purl == wanted || same_purl(purl))
            || value(parts.reference[*row]) == Some(wanted)
            || value(parts.name[*row])
                .zip(value(parts.version[*row]))
                .is_some_and(|(name, version)| format!("{name}@{version}") == wanted)
    };
    let rows: Vec<Row> = parts.rows().filter(called).collect();
    let Some(first) = rows.first().copied() else {
        let labels: Vec<String> = parts.rows().map(|row| bom.label(row)).collect();
        let names: Vec<&str> = labels.iter().map(String::as_str).collect();
        let fault = Fault::usage(phrase!("the bill has no component `{}`", wanted));
        return Err(match nearest(wanted, names) {
            Some(near) => fault.help(phrase!("did you mean `{}`?", near)),
            None => fault.help(phrase!("`bomgate show BOM` lists them; give a purl, name@version or bom-ref, or `bill`")),
        });
    };
    if !one_thing(bom, &rows) {
        let labels: Vec<String> = rows.iter().map(|row| bom.pointer(*row)).collect();
        return Err(Fault::usage(phrase!("`{}` is {} different parts: {}", wanted, rows.len(), Phrase::names(&labels)))
            .help(phrase!("a waiver holds for one; name it by its bom-ref, or ask the vendor for digests")));
    }
    let purl = bom.value(parts.purl[first]);
    let exact =
        purl.filter(|purl| parse_purl(purl).is_ok_and(|parts| parts.version.is_some_and(|version| !version.contains('*'))));
    let sha256 = parts.hashes.of(first).iter().find(|digest| digest.algorithm == Algorithm::Sha256);
    let digest = sha256.map(|digest| parts.hex(*digest));
    if exact.is_none() && digest.is_none() {
        return Err(Fault::usage(phrase!("{} states neither a package URL with version nor a SHA-256 digest", bom.label(first)))
            .help(phrase!("a waiver holds for one exact delivery; ask the vendor for one of them")));
    }
    Ok(Bound { purl: exact.map(str::to_owned), digest })
}

/// The waiver as YAML. JSON strings are YAML strings.
fn entry(arguments: &Waive, bound: &Bound) -> String {
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let mut entry = format!("  - rule: {}\n", quoted(&arguments.rule));
    let mut line = |key: &str, value: String| writeln!(entry, "    {key}: {value}").expect("writing to a string cannot fail");
    if let Some(purl) = &bound.purl {
        line("component", quoted(purl));
    }
    if let Some(digest) = &bound.digest {
        line("digest", quoted(digest));
    }
    line("reason", quoted(&arguments.reason));
    line("approved_by", quoted(&arguments.approved_by));
    line("granted", arguments.granted.unwrap_or_else(today).to_string());
    line("expires", arguments.expires.to_string());
    entry
}

fn text_or_none(arguments: &Waive) -> Result<Option<String>, Fault> {
    if arguments.waivers.exists() { Ok(Some(text(&arguments.waivers, "role:waivers")?.text.to_string())) } else { Ok(None) }
}

/// The file with one more entry. Entries in flow style (`[...]`) cannot be added to line by line.
fn appended(present: &str, entry: &str) -> Result<String, Fault> {
    let source = SourceText { name: "waivers".to_owned(), text: present.into() };
    let before = Waivers::read(source.clone())?.entries.len();
    let last =
        present.lines().rfind(|line| line.trim_start().starts_with("- ")).map_or(2, |line| line.len() - line.trim_start().len());
    // The list may stand at any depth of indentation: ours takes that of the last entry.
    let shifted: String =
        entry.lines().map(|line| format!("{}{}\n", " ".repeat(last), line.get(2..).unwrap_or_default())).collect();
    let gap = if present.ends_with('\n') { "" } else { "\n" };
    let whole = format!("{present}{gap}{shifted}");
    match Waivers::read(SourceText { text: whole.as_str().into(), ..source }) {
        Ok(read) if read.entries.len() == before + 1 => Ok(whole),
        _ => Err(Fault::usage(phrase!("the file of waivers is not written as a list with one `- rule:` for each"))
            .help(phrase!("begin each waiver on a line of its own, with `- rule:`"))),
    }
}
