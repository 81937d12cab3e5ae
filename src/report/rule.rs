//! One rule in words. The same words stand on the terminal (`bomgate explain`) and in the documentation (`docs/packs`).

use super::page::{Ink, Page, Piece, ink};
use super::words::Words;
use crate::check::CHECKS;
use crate::policy::field::{DOMAINS, Domain, find};
use crate::policy::{Level, Library, OnUnknown, Pack, RuleShape, Subject};
use std::collections::BTreeSet;
use std::io::{self, Write};

/// A stretch of text, by what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Said {
    /// A sentence; `code` may stand in it.
    Text(String),
    /// The word the pack uses.
    Word(String),
    /// An expression.
    Code(String),
    /// Said in passing.
    Aside(String),
    /// An address or a place.
    Link(String),
}

use Said::{Aside, Code, Link, Text, Word};

/// What is said under one label, in one or more paragraphs.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Section {
    label: &'static str,
    paragraphs: Vec<Vec<Said>>,
}

/// A rule in words: groups of sections, then the words of its expressions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleText {
    id: String,
    title: String,
    groups: Vec<Vec<Section>>,
    words: Vec<(String, String)>,
    say: Words,
}

impl RuleText {
    /// The words of a rule of a pack. `library` holds the packs it includes.
    pub fn of(library: &Library, pack: &Pack, rule: &RuleShape) -> Self {
        let say = Words::of(library.language());
        let fix = vec![section(say.say("fix"), text(&rule.fix))];
        let groups = vec![terms(say, pack, rule), question(say, rule), why(say, rule), fix, cites(say, rule)];
        Self {
            say,
            id: rule.id.value.clone(),
            title: rule.title.clone(),
            groups: groups.into_iter().filter(|group| !group.is_empty()).collect(),
            words: words(say, library, pack, rule),
        }
    }

    /// Draws it for a terminal.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn draw(&self, page: &mut Page<'_>) -> io::Result<()> {
        page.line(&[ink(Ink::Strong, self.id.as_str()), ink(Ink::Plain, format!("  {}", self.title))])?;
        for (at, group) in self.groups.iter().enumerate() {
            if at > 0 {
                page.gap()?;
            }
            for section in group {
                for (at, paragraph) in section.paragraphs.iter().enumerate() {
                    let pieces: Vec<Piece<'_>> = paragraph.iter().map(Said::piece).collect();
                    page.field(2, if at == 0 { section.label } else { "" }, &pieces)?;
                }
            }
        }
        page.gap()?;
        page.flow(2, 4, &[ink(Ink::Faint, self.say.say("the words of it:"))])?;
        for (name, doc) in &self.words {
            page.flow(4, 6, &[ink(Ink::Strong, name.as_str()), ink(Ink::Plain, format!("  {doc}"))])?;
        }
        Ok(())
    }

    /// Writes it as a section of a Markdown page.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn markdown(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "\n## {}\n\n{}\n", self.id, self.say.fill("{}.", &[&prose(&self.title)]))?;
        for section in self.groups.iter().flatten() {
            let paragraphs: Vec<String> =
                section.paragraphs.iter().map(|paragraph| paragraph.iter().map(Said::markdown).collect::<String>()).collect();
            match paragraphs.as_slice() {
                [only] => writeln!(out, "- {}: {only}", section.label)?,
                several => {
                    writeln!(out, "- {}:", section.label)?;
                    several.iter().try_for_each(|paragraph| writeln!(out, "  - {paragraph}"))?;
                }
            }
        }
        if self.words.is_empty() {
            return Ok(());
        }
        writeln!(out, "- {}", self.say.say("the words of it:"))?;
        self.words.iter().try_for_each(|(name, doc)| writeln!(out, "  - `{name}`: {}", prose(doc)))
    }
}

impl Said {
    fn piece(&self) -> Piece<'_> {
        match self {
            Text(text) => ink(Ink::Plain, text.as_str()),
            Word(text) | Code(text) => ink(Ink::Strong, text.as_str()),
            Aside(text) => ink(Ink::Faint, text.as_str()),
            Link(text) => ink(Ink::Link, text.as_str()),
        }
    }

    fn markdown(&self) -> String {
        match self {
            Text(text) | Aside(text) => prose(text),
            Word(text) => format!("**{text}**"),
            Code(text) => format!("`{text}`"),
            Link(text) if text.starts_with("http") => format!("<{text}>"),
            Link(text) => format!("`{text}`"),
        }
    }
}

/// Text for a Markdown page: what stands between backticks is left as it is, and nothing else is markup.
pub(super) fn prose(text: &str) -> String {
    let mut shown = String::with_capacity(text.len() + 8);
    let mut code = false;
    for c in text.chars() {
        code ^= c == '`';
        match c {
            '<' if !code => shown.push_str("&lt;"),
            '*' | '[' | ']' if !code => shown.extend(['\\', c]),
            '\n' => shown.push(' '),
            _ => shown.push(c),
        }
    }
    shown
}

fn section(label: &'static str, paragraph: Vec<Said>) -> Section {
    Section { label, paragraphs: vec![paragraph] }
}

fn text(words: &str) -> Vec<Said> {
    vec![Text(flat(words))]
}

/// What the rule weighs, and when it holds.
fn terms(say: Words, pack: &Pack, rule: &RuleShape) -> Vec<Section> {
    let place = format!("{}:{}", pack.text.name, pack.line_of(rule));
    let of_pack = say.fill("  pack {} {} ({})", &[&pack.name, &pack.version, &pack.title]);
    let tier = ["entry", "standard", "strict"].get(usize::from(rule.tier.value).saturating_sub(1)).copied().unwrap_or_default();
    let mut on_tier = vec![vec![
        Word(rule.tier.value.to_string()),
        Text(say.fill(" ({}); area {}", &[&say.say(tier), &say.word("area", rule.area.word())])),
    ]];
    on_tier.extend(rule.tier_because.iter().map(|because| vec![Aside(flat(because))]));
    let level = rule.level.word();
    let mut sections = vec![
        section(say.say("policy"), vec![Link(place), Aside(of_pack)]),
        section(
            say.say("level"),
            vec![Word(level.to_owned()), Text(say.gloss("level", level) + &say.fill(": {}", &[&say.say(weight(rule.level))]))],
        ),
        Section { label: say.say("tier"), paragraphs: on_tier },
    ];
    sections.extend(rule.force.map(|force| section(say.say("force"), text(say.word("force", force.word())))));
    sections.extend(rule.element.as_ref().map(|element| section(say.say("element"), text(&element.value))));
    let days = [("from {}", rule.since), ("until {}", rule.until)];
    let days: Vec<String> = days.iter().filter_map(|(word, day)| day.map(|day| say.fill(word, &[&day]))).collect();
    sections.extend((!days.is_empty()).then(|| section(say.say("in force"), text(&days.join(" ")))));
    sections.extend(rule.overlay.as_ref().map(|overlay| section(say.say("overlay"), text(&overlay.value))));
    sections.extend(
        rule.active_from.map(|day| section(say.say("asked"), text(&say.fill("from {}, without an overlay too", &[&day])))),
    );
    sections.extend((!rule.waivable).then(|| section(say.say("waivers"), text(say.say("nobody may waive it")))));
    sections
}

/// What is asked, of what, and what no answer means.
fn question(say: Words, rule: &RuleShape) -> Vec<Section> {
    let mut sections = vec![section(say.say("asked of"), text(say.say(asked_of(rule.on.value))))];
    sections.extend(rule.when.as_ref().map(|when| section(say.say("when"), vec![Code(flat(&when.value))])));
    sections.push(section(say.say("requires"), vec![Code(flat(&rule.require.value))]));
    let unknown = vec![
        Word(say.word("unknown", rule.unknown.word()).to_owned()),
        Text(say.fill(": {}", &[&say.say(not_demonstrated(rule.unknown))])),
    ];
    sections.push(section(say.say("unknown"), unknown));
    sections
}

fn why(say: Words, rule: &RuleShape) -> Vec<Section> {
    rule.why.iter().map(|why| section(say.say("why"), text(why))).collect()
}

fn cites(say: Words, rule: &RuleShape) -> Vec<Section> {
    let paragraphs = rule
        .cites
        .iter()
        .map(|cite| {
            let mut said = vec![Text(cite.text.clone()), Aside(format!(" [{}]", say.word("mark", cite.mark.word())))];
            if let Some(url) = &cite.url {
                said.extend([Text(" ".to_owned()), Link(url.clone())]);
            }
            said
        })
        .collect();
    vec![Section { label: say.say("cites"), paragraphs }]
}

/// The fields, functions, lists and parameters that stand in the rule's expressions, each with its meaning.
fn words(say: Words, library: &Library, pack: &Pack, rule: &RuleShape) -> Vec<(String, String)> {
    let text = format!("{} {}", rule.when.as_ref().map_or("", |when| when.value.as_str()), rule.require.value);
    let named: BTreeSet<&str> =
        text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.'))).filter(|word| !word.is_empty()).collect();
    let meaning = |name: &str| -> Option<(String, String)> {
        if let Some(check) = CHECKS.iter().find(|check| check.name == name) {
            return Some((format!("{name}(...)"), flat(say.data(check.doc))));
        }
        if let Some((field, doc)) = field(name, rule.on.value) {
            return Some((field.to_owned(), flat(say.data(doc))));
        }
        if let Some(list) = name.strip_prefix("lists.") {
            return reaching(library, pack, &|pack| pack.lists.get(list)).map(|words| (name.to_owned(), words.join(", ")));
        }
        let parameter = name.strip_prefix("parameters.")?;
        reaching(library, pack, &|pack| pack.parameters.get(parameter)).map(|value| (name.to_owned(), value.to_string()))
    };
    let mut told: Vec<(String, String)> = named.into_iter().filter_map(meaning).collect();
    // A list, and what is asked of its elements.
    told.dedup();
    told
}

/// The field a path of an expression names; paths of quantified variables are looked up in the domain they fit.
fn field(path: &str, on: Subject) -> Option<(&str, &'static str)> {
    let (head, rest) = path.split_once('.')?;
    let domain = match head {
        "bom" => Domain::Bom,
        "buyer" => Domain::Buyer,
        "component" => Domain::Component,
        "link" => Domain::Link,
        _ => return None,
    };
    let known = DOMAINS.contains(&domain) && !(on == Subject::Bom && domain == Domain::Component);
    // A method at the end, such as `.exists`, is no part of the field.
    let shorter = rest.rsplit_once('.').map(|(field, _)| field);
    let found = find(domain, rest).or_else(|| shorter.and_then(|field| find(domain, field))).filter(|_| known)?;
    Some((&path[..head.len() + 1 + found.path.len()], found.doc))
}

/// What a pack has, or else the first pack it includes that has it.
fn reaching<'a, T>(library: &'a Library, pack: &'a Pack, get: &dyn Fn(&'a Pack) -> Option<T>) -> Option<T> {
    let included =
        || pack.includes.iter().filter_map(|(other, _)| library.find(other)).find_map(|other| reaching(library, other, get));
    get(pack).or_else(included)
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn asked_of(subject: Subject) -> &'static str {
    match subject {
        Subject::Bom => "the bill, once",
        Subject::Component => "every component",
        Subject::Model => "every model, adapter and tokenizer",
        Subject::Dataset => "every dataset",
        Subject::Framework => "every framework",
        Subject::Library => "every library",
        Subject::Service => "every service",
        Subject::Tool => "every tool",
        Subject::Device => "every device",
        Subject::Link => "every relation between two components",
    }
}

fn weight(level: Level) -> &'static str {
    match level {
        Level::Block => "no acceptance",
        Level::High => "mend before acceptance",
        Level::Medium => "mend before the next delivery",
        Level::Low => "mend when convenient",
        Level::Refer => "a person decides; open findings leave the verdict INCOMPLETE",
        Level::Info => "worth knowing; never decides",
        Level::Watch => "draft law; asked with --overlay or from its day; never decides",
    }
}

fn not_demonstrated(unknown: OnUnknown) -> &'static str {
    match unknown {
        OnUnknown::Fails => "what is not demonstrated counts as violated",
        OnUnknown::Warns => "what is not demonstrated is shown and does not decide",
        OnUnknown::Passes => "what is not demonstrated is accepted and counted",
    }
}
