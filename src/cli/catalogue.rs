//! `bomgate catalogue`: what the catalogue of dangerous components holds, and whether a newer one may be believed.

use super::arguments::{Catalogue as Command, Context, Edition, TableOrJson};
use super::buyer::{Choice, today};
use super::config::Config;
use super::fault::Fault;
use super::output::{paint, to_stdout, width};
use super::tongue::words;
use super::trust::{Role, Trust, text};
use crate::base::{Phrase, phrase};
use crate::catalogue::{Catalogue, Change, Entry, Level, Status, diff};
use crate::enrich::Lists;
use crate::gate::Paper;
use crate::policy::field::buyer_facts;
use crate::report::{Ink, Page, Words, ink};
use serde_json::{Value, json};
use std::cmp::Ordering;
use std::io;
use std::path::Path;

/// Runs one of them.
pub(super) fn run(command: Command) -> Result<u8, Fault> {
    match command {
        Command::Show { id: None, edition, format } => show(&opened(edition)?, words(), format),
        Command::Show { id: Some(id), edition, format } => one(&opened(edition)?, words(), &id, format),
        Command::Search { words: sought, edition, format } => search(&opened(edition)?, words(), &sought, format),
        Command::Diff { old, new, format } => compare(&named(&old)?, &named(&new)?, words(), format),
        Command::Verify { file, config, older_catalogue, as_of } => {
            let trust = Config::load(config.as_deref())?.trust(as_of.unwrap_or_else(today))?;
            let mut lists = Lists::shipped()?;
            mount(&file, &trust, &mut lists, older_catalogue)?;
            verified(&file, lists.catalogue(), words(), &trust)
        }
    }
}

/// Reads a catalogue of the operator's, and puts it in the place of the shipped one. It must be signed, be no older edition
/// unless that was asked for, and leave out no entry in silence.
pub(super) fn mount(path: &Path, trust: &Trust, lists: &mut Lists, older: bool) -> Result<Paper, Fault> {
    let (source, paper) = trust.read(path, Role::Catalogue)?;
    let mut catalogue = Catalogue::read(&source.name, &source.text).map_err(crate::enrich::ListError::from)?;
    let shipped = lists.catalogue();
    if catalogue.edition(shipped) == Ordering::Less && !older {
        let (head, ours) = (&catalogue.head, &shipped.head);
        let title = phrase!(
            "{}: edition {} of {} is older than the one that ships, {} of {}",
            source.name,
            head.version,
            head.as_of,
            ours.version,
            ours.as_of
        );
        return Err(Fault::usage(title).help(phrase!("leave --catalogue out, or say --older-catalogue")));
    }
    let gone = |entry: &&Entry| entry.status == Status::Active && catalogue.entry(&entry.id).is_none();
    let gone: Vec<&str> = shipped.entries.iter().filter(gone).map(|entry| entry.id.as_str()).collect();
    if !gone.is_empty() && catalogue.edition(shipped) != Ordering::Less {
        let title = phrase!("{}: entries of the shipped catalogue are left out: {}", source.name, Phrase::names(&gone));
        return Err(Fault::usage(title).help(phrase!("keep them; an entry that no longer holds says `status: withdrawn`")));
    }
    let facts: Vec<&str> = buyer_facts().collect();
    let conditions = catalogue.entries.iter().flat_map(|entry| entry.matches.iter().map(move |clause| (entry, clause)));
    for (entry, clause) in conditions {
        if let Some(fact) = clause.when.fact.as_deref().filter(|fact| !facts.contains(fact)) {
            let title = phrase!("{}: entry `{}`: `{}` is not a fact a buyer can state", source.name, entry.id, fact);
            return Err(Fault::usage(title).meant(fact, &facts));
        }
    }
    catalogue.signed_by.clone_from(&paper.signed_by);
    lists.mount_catalogue(catalogue)?;
    Ok(paper)
}

/// The edition the operator means: its own, or the shipped one.
fn opened(edition: Edition) -> Result<Catalogue, Fault> {
    let Edition { catalogue, older_catalogue, config, as_of } = edition;
    let mut lists = Lists::shipped()?;
    Choice::of(&Context { catalogue, older_catalogue, config, as_of, ..Context::default() }, &mut lists)?;
    Ok(lists.catalogue().clone())
}

/// A file, or the shipped one.
fn named(name: &str) -> Result<Catalogue, Fault> {
    if name == "shipped" {
        return Ok(Lists::shipped()?.catalogue().clone());
    }
    let source = text(Path::new(name), "catalogue")?;
    Ok(Catalogue::read(&source.name, &source.text).map_err(crate::enrich::ListError::from)?)
}

fn in_json(value: &Value) -> Result<u8, Fault> {
    let text = serde_json::to_string_pretty(value).unwrap_or_default();
    to_stdout(|out| writeln!(out, "{text}")).map(|()| 0)
}

fn show(catalogue: &Catalogue, say: Words, format: TableOrJson) -> Result<u8, Fault> {
    if format == TableOrJson::Json {
        return in_json(&json!({ "head": catalogue.head, "entries": catalogue.entries }));
    }
    to_stdout(|out| {
        let page = &mut page(out, say);
        edition(page, say, catalogue)?;
        page.gap()?;
        table(page, say, catalogue.entries.iter())
    })?;
    Ok(0)
}

fn page(out: &mut dyn io::Write, say: Words) -> Page<'_> {
    Page::new(out, width(), paint()).speaking(say.language())
}

fn edition(page: &mut Page<'_>, say: Words, catalogue: &Catalogue) -> io::Result<()> {
    let head = &catalogue.head;
    page.line(&[ink(Ink::Strong, say.data(&head.title)), ink(Ink::Faint, format!("  {} {}", head.catalogue, head.version))])?;
    let by = catalogue
        .signed_by
        .as_ref()
        .map_or_else(|| say.say("shipped with bomgate").to_owned(), |signer| say.fill("signed by {}", &[signer]));
    let days = say.fill("{}, may be relied on until {}", &[&head.as_of, &head.expires]);
    page.field(2, say.word("field", "as of"), &[ink(Ink::Plain, days)])?;
    page.field(2, say.word("field", "from"), &[ink(Ink::Plain, by), ink(Ink::Faint, format!("  sha256 {}", catalogue.digest))])?;
    let by_hand: Vec<&str> = catalogue.by_hand().map(|entry| entry.id.as_str()).collect();
    page.field(2, say.word("field", "entries"), &[ink(Ink::Plain, catalogue.entries.len().to_string())])?;
    let none = if by_hand.is_empty() { say.say("every entry is recognised").to_owned() } else { by_hand.join(", ") };
    page.field(
        2,
        say.word("field", "by hand"),
        &[ink(Ink::Plain, none), ink(Ink::Faint, say.say("  no machine can recognise these: a person looks"))],
    )?;
    page.field(2, say.word("field", "licence"), &[ink(Ink::Plain, head.licence.as_str())])
}

fn table<'e>(page: &mut Page<'_>, say: Words, entries: impl Iterator<Item = &'e Entry>) -> io::Result<()> {
    let row = |entry: &Entry| {
        let aside = match (entry.status, entry.by_machine()) {
            (Status::Withdrawn, _) => say.say("  (withdrawn)"),
            (Status::Active, true) => "",
            (Status::Active, false) => say.say("  (matches: nothing by machine)"),
        };
        let title = format!("{}{aside}", say.data(&entry.title));
        let (level, class) = (say.say(entry.level.word()), say.say(entry.class.word()));
        vec![entry.id.clone(), level.to_owned(), class.to_owned(), title]
    };
    let rows: Vec<Vec<String>> = entries.map(row).collect();
    page.table(2, &["id", "level", "class", "title"].map(|head| say.word("head", head)), &rows)
}

fn one(catalogue: &Catalogue, say: Words, id: &str, format: TableOrJson) -> Result<u8, Fault> {
    let Some(entry) = catalogue.entry(id) else {
        let known: Vec<&str> = catalogue.entries.iter().map(|entry| entry.id.as_str()).collect();
        let fault = Fault::usage(phrase!("the catalogue has no entry `{}`", id));
        return Err(match crate::base::nearest(&id.to_uppercase(), known.iter().copied()) {
            Some(near) => fault.help(phrase!("did you mean `{}`? `bomgate catalogue search` looks in the entries", near)),
            None => fault.help(phrase!("`bomgate catalogue search WORD` looks in the entries")),
        });
    };
    if format == TableOrJson::Json {
        return in_json(&json!(entry));
    }
    to_stdout(|out| in_full(&mut page(out, say), say, entry)).map(|()| 0)
}

fn tone(level: Level) -> Ink {
    match level {
        Level::Red => Ink::Bad,
        Level::Orange | Level::Yellow => Ink::Warn,
        Level::Blue => Ink::Plain,
    }
}

fn in_full(page: &mut Page<'_>, say: Words, entry: &Entry) -> io::Result<()> {
    page.line(&[ink(Ink::Strong, entry.id.as_str()), ink(Ink::Plain, format!("  {}", say.data(&entry.title)))])?;
    let urgency = format!("  {}", say.say(entry.level.urgency()));
    page.field(2, say.say("level"), &[ink(tone(entry.level), say.say(entry.level.word())), ink(Ink::Plain, urgency)])?;
    let class = say.fill("{}, severity {}", &[&say.say(entry.class.word()), &say.say(entry.severity.word())]);
    page.field(2, say.say("class"), &[ink(Ink::Plain, class)])?;
    if entry.status == Status::Withdrawn {
        page.field(2, say.word("field", "status"), &[ink(Ink::Warn, say.say("withdrawn: matches nothing any more"))])?;
    }
    for clause in &entry.matches {
        page.field(2, say.word("field", "matches"), &[ink(Ink::Plain, say.phrase(&clause.words()).into_owned())])?;
        let when = clause.when.words();
        if !when.is_empty() {
            let when: Vec<String> = when.iter().map(|phrase| say.phrase(phrase).into_owned()).collect();
            page.field(2, say.word("field", " where"), &[ink(Ink::Plain, when.join(say.semicolon()))])?;
        }
        if let Some(why) = &clause.disputed {
            page.field(2, say.word("field", " but"), &[ink(Ink::Warn, say.data(why))])?;
        }
    }
    if let Some(person) = &entry.person {
        page.field(2, say.word("field", "matches"), &[ink(Ink::Warn, say.say("nothing by machine"))])?;
        page.field(2, say.word("field", "a person"), &[ink(Ink::Plain, say.fill("looks for: {}", &[&say.data(person)]))])?;
    }
    page.field(2, say.say("fix"), &[ink(Ink::Plain, say.data(&entry.fix))])?;
    if !entry.ids.is_empty() {
        page.field(2, say.word("field", "known as"), &[ink(Ink::Plain, entry.ids.join(", "))])?;
    }
    for reference in &entry.refs {
        page.field(2, say.say("source"), &[ink(Ink::Plain, say.phrase(&reference.words()).into_owned())])?;
    }
    Ok(())
}

fn search(catalogue: &Catalogue, say: Words, words: &[String], format: TableOrJson) -> Result<u8, Fault> {
    let wanted: Vec<String> = words.iter().flat_map(|word| word.split_whitespace()).map(str::to_lowercase).collect();
    let holds = |entry: &&Entry| {
        let english = format!("{} {} {}", json!(entry), entry.class.word(), entry.level.urgency());
        let [title, fix] = [&entry.title, &entry.fix].map(|text| say.data(text));
        let [class, level, urgency] = [entry.class.word(), entry.level.word(), entry.level.urgency()].map(|word| say.say(word));
        let text = format!("{english} {title} {fix} {class} {level} {urgency}").to_lowercase();
        wanted.iter().all(|word| text.contains(word.as_str()))
    };
    let found: Vec<&Entry> = catalogue.entries.iter().filter(holds).collect();
    if format == TableOrJson::Json {
        return in_json(&json!(found));
    }
    if found.is_empty() {
        to_stdout(|out| writeln!(out, "{}", say.fill("no entry of {} holds {}", &[&catalogue.head.version, &words.join(" ")])))?;
        return Ok(0);
    }
    to_stdout(|out| table(&mut page(out, say), say, found.into_iter())).map(|()| 0)
}

fn compare(old: &Catalogue, new: &Catalogue, say: Words, format: TableOrJson) -> Result<u8, Fault> {
    let changes = diff(old, new);
    if format == TableOrJson::Json {
        let side = |catalogue: &Catalogue| json!({ "head": catalogue.head, "sha256": catalogue.digest });
        let one = |change: &Change<'_>| {
            let now = (change.word() != "dropped").then(|| change.entry());
            json!({ "change": change.word(), "id": change.entry().id, "keys": change.keys(), "before": change.before(), "now": now })
        };
        let changes: Vec<Value> = changes.iter().map(one).collect();
        return in_json(&json!({ "old": side(old), "new": side(new), "changes": changes }));
    }
    to_stdout(|out| {
        let page = &mut page(out, say);
        let editions =
            say.fill("{} of {} to {} of {}", &[&old.head.version, &old.head.as_of, &new.head.version, &new.head.as_of]);
        page.line(&[ink(Ink::Strong, editions), ink(Ink::Faint, say.say("  signatures were not looked at"))])?;
        if changes.is_empty() {
            return page.line(&[ink(Ink::Good, say.say("no entry changed"))]);
        }
        let rows: Vec<Vec<String>> = changes
            .iter()
            .map(|change| {
                let entry = change.entry();
                let level = match change {
                    Change::Raised(before, now) | Change::Lowered(before, now) => {
                        say.fill("{} to {}", &[&say.say(before.highest().word()), &say.say(now.highest().word())])
                    }
                    _ => say.say(entry.level.word()).to_owned(),
                };
                let keys: Vec<String> = change.keys().into_iter().map(|key| say.word("key", key).to_owned()).collect();
                let word = say.word("change", change.word()).to_owned();
                vec![word, entry.id.clone(), level, say.list(&keys), say.data(&entry.title).to_owned()]
            })
            .collect();
        let head = ["change", "id", "level", "differs in", "title"].map(|head| say.word("head", head));
        page.table(2, &head, &rows)
    })?;
    Ok(0)
}

fn verified(file: &Path, catalogue: &Catalogue, say: Words, trust: &Trust) -> Result<u8, Fault> {
    to_stdout(|out| {
        let page = &mut page(out, say);
        let named = format!("{}{}", say.say(": "), file.display());
        page.line(&[ink(Ink::Good, say.say("may be believed")), ink(Ink::Plain, named)])?;
        edition(page, say, catalogue)?;
        if catalogue.expired(trust.day) {
            let text = say.fill("on {}: a check says catalogue-expired, unless --allow-stale", &[&catalogue.head.expires]);
            page.field(2, say.word("field", "expired"), &[ink(Ink::Warn, text)])?;
        }
        Ok(())
    })?;
    Ok(0)
}
