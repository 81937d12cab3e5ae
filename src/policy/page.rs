//! The page of a pack: Markdown that people read, whose fenced blocks show how each rule answers.
//!
//! Under a heading `## RULE`, a block opened by ```` ```json KIND ANSWER OPTION... ```` holds a piece of a bill. KIND is
//! `component`, `service` or `bom` (a whole bill); ANSWER is `yes`, `no`, `unknown` or `not-asked`. A paragraph that starts
//! with `Never unknown: ` says why no bill can leave the rule unanswered. A block opened by ```` ```json advisories NAME ````
//! holds a list of OSV records, in which the parts of blocks with the option `advisories=NAME` are looked up; one opened by
//! ```` ```csv parties ID ```` a list of parties, mounted for blocks with the option `parties=ID`; one opened by
//! ```` ```yaml evidence NAME ```` an evidence file, held in blocks with the option `documents=NAME`.

use super::diagnostic::{PolicyError, SourceText};
use super::field::buyer_facts;
use super::pack::{Pack, is_name};
use crate::advisory::Record;
use crate::base::{Phrase, Truth, phrase};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What a block holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fragment {
    /// One component of a bill.
    Component,
    /// One service of a bill.
    Service,
    /// A whole bill.
    Bom,
}

/// How a rule answers, or that it is not asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    /// Demonstrated.
    Yes,
    /// Violated.
    No,
    /// Not demonstrated.
    Unknown,
    /// The rule does not apply.
    NotAsked,
}

impl Answer {
    /// The answers a rule of a policy must be seen to give.
    pub const TRUTHS: [Self; 3] = [Self::Yes, Self::No, Self::Unknown];

    /// The word pages use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Unknown => "unknown",
            Self::NotAsked => "not-asked",
        }
    }
}

impl From<Option<Truth>> for Answer {
    fn from(truth: Option<Truth>) -> Self {
        match truth {
            Some(Truth::Yes) => Self::Yes,
            Some(Truth::No) => Self::No,
            Some(Truth::Unknown) => Self::Unknown,
            None => Self::NotAsked,
        }
    }
}

/// What a block says of the buyer and the day; what it does not say is the caller's.
#[derive(Clone, Debug, Default)]
pub struct Setting {
    /// `home=`: a country or region.
    pub home: Option<String>,
    /// `trusted=`: countries and regions.
    pub trusted: Vec<String>,
    /// `restricted=`: countries and regions.
    pub restricted: Vec<String>,
    /// `screens=`: ids of lists of parties the buyer screens against.
    pub screens: Vec<String>,
    /// `users=`: active users a month of what the buyer makes available.
    pub monthly_users: Option<f64>,
    /// `buyer=fact,fact:no`: what the buyer says of itself.
    pub facts: BTreeMap<String, bool>,
    /// `evidence=`: kinds of documents held, made on the day of judgement.
    pub evidence: Vec<String>,
    /// `expired=`: kinds of documents that have run out.
    pub expired: Vec<String>,
    /// `as-of=`: the day of judgement.
    pub as_of: Option<Date>,
    /// `advisories=`: the block of records parts are looked up in.
    pub advisories: Option<String>,
    /// `parties=`: the blocks that hold lists of parties the operator mounts.
    pub parties: Vec<String>,
    /// `documents=`: the blocks that hold evidence files.
    pub documents: Vec<String>,
    /// `exploited=`: ids on the list of exploited vulnerabilities; without it there is no such list.
    pub exploited: Option<Vec<String>>,
}

/// One block: a piece of a bill, and how a rule answers about it.
#[derive(Clone, Debug)]
pub struct Case {
    /// Line of the page where the block opens, from 1.
    pub line: usize,
    /// The rule.
    pub rule: String,
    /// What the block holds.
    pub fragment: Fragment,
    /// How the rule answers.
    pub expected: Answer,
    /// Buyer and day.
    pub setting: Setting,
    /// The JSON.
    pub body: String,
}

/// A page, read and held against its pack.
#[derive(Clone, Debug)]
pub struct CasePage {
    /// Its name and text.
    pub source: SourceText,
    /// Its blocks, in order.
    pub cases: Vec<Case>,
    /// Rules of which the page says why no bill can leave them unanswered.
    pub never_unknown: BTreeSet<String>,
    /// Records by the name of their block.
    pub advisories: BTreeMap<String, Vec<Arc<Record>>>,
    /// Lists of parties by id: files as `--parties` takes them.
    pub parties: BTreeMap<String, String>,
    /// Evidence files by the name of their block, as `--evidence` takes them; lines count as on the page.
    pub documents: BTreeMap<String, SourceText>,
}

const OPTIONS: [&str; 13] = [
    "home",
    "trusted",
    "restricted",
    "screens",
    "buyer",
    "users",
    "evidence",
    "expired",
    "as-of",
    "advisories",
    "exploited",
    "parties",
    "documents",
];

/// A block that blocks of answers name.
struct Aside {
    line: usize,
    holds: Holds,
    name: String,
    body: String,
}

#[derive(Clone, Copy)]
enum Holds {
    Advisories,
    Parties,
    Evidence,
}

impl Aside {
    fn opened(line: usize, text: &str) -> Option<Self> {
        let kinds = [
            ("```json advisories ", Holds::Advisories),
            ("```csv parties ", Holds::Parties),
            ("```yaml evidence ", Holds::Evidence),
        ];
        kinds.into_iter().find_map(|(head, holds)| {
            let name = text.strip_prefix(head)?.trim().to_owned();
            Some(Self { line, holds, name, body: String::new() })
        })
    }
}

impl CasePage {
    /// Reads the page of a pack.
    ///
    /// # Errors
    /// When a heading names no rule of the pack, a block stands under no heading, is not closed, or opens with words that
    /// mean nothing; when the page has no blocks.
    pub fn read(source: SourceText, pack: &Pack) -> Result<Self, PolicyError> {
        let mut page = Self {
            source: source.clone(),
            cases: Vec::new(),
            never_unknown: BTreeSet::new(),
            advisories: BTreeMap::new(),
            parties: BTreeMap::new(),
            documents: BTreeMap::new(),
        };
        let reader = Reader { source: &source, pack };
        let (mut rule, mut open): (Option<String>, Option<Case>) = (None, None);
        let mut aside: Option<Aside> = None;
        for (line, text) in (1..).zip(source.text.lines()) {
            if let Some(case) = &mut open {
                if text.trim_end() == "```" {
                    page.cases.extend(open.take());
                } else {
                    case.body.push_str(text);
                    case.body.push('\n');
                }
            } else if let Some(open) = &mut aside {
                if text.trim_end() == "```" {
                    let name = std::mem::take(&mut open.name);
                    match open.holds {
                        Holds::Advisories => {
                            let read = reader.records(open.line, &name, &open.body)?;
                            page.advisories.insert(name, read);
                        }
                        Holds::Parties => {
                            page.parties.insert(name, std::mem::take(&mut open.body));
                        }
                        Holds::Evidence => {
                            let text = ("\n".repeat(open.line) + &open.body).into();
                            page.documents.insert(name, SourceText { name: source.name.clone(), text });
                        }
                    }
                    aside = None;
                } else {
                    open.body.push_str(text);
                    open.body.push('\n');
                }
            } else if let Some(opened) = Aside::opened(line, text) {
                aside = Some(opened);
            } else if let Some(title) = text.strip_prefix("## ") {
                rule = Some(reader.rule(line, title.trim())?);
            } else if let Some(fence) = text.strip_prefix("```json") {
                let Some(rule) = &rule else {
                    let help = phrase!("put it under a heading such as `## library-licence-allowed`");
                    return Err(reader.error(line, text, phrase!("the block stands under no rule")).help(help));
                };
                open = Some(reader.case(line, rule, fence)?);
            } else if let Some(why) = text.strip_prefix("Never unknown: ")
                && let Some(rule) = &rule
                && !why.trim().is_empty()
            {
                page.never_unknown.insert(rule.clone());
            }
        }
        if let Some(line) = open.map(|case| case.line).or(aside.map(|open| open.line)) {
            return Err(reader
                .error(line, "```json", phrase!("the block is not closed"))
                .help(phrase!("end it with a line of three backticks")));
        }
        for case in &page.cases {
            if let Some(name) = &case.setting.advisories {
                reader.known(case, "advisories", name, page.advisories.keys())?;
            }
            for name in &case.setting.parties {
                reader.known(case, "parties", name, page.parties.keys())?;
            }
            for name in &case.setting.documents {
                reader.known(case, "evidence", name, page.documents.keys())?;
            }
        }
        if page.cases.is_empty() {
            return Err(PolicyError::new(phrase!("{} shows no answer of any rule", source.name))
                .help(phrase!("write blocks such as ```json component yes; docs/writing-a-pack.md shows how")));
        }
        Ok(page)
    }
}

struct Reader<'a> {
    source: &'a SourceText,
    pack: &'a Pack,
}

impl Reader<'_> {
    /// An error at the first place of `word` in a line.
    fn error(&self, line: usize, word: &str, title: Phrase) -> PolicyError {
        let start = self.source.byte_of(line, 1);
        let rest = &self.source.text[start..];
        let at = start + rest.lines().next().and_then(|text| text.find(word)).unwrap_or(0);
        PolicyError::at(self.source, at..at + word.len().max(1), title)
    }

    fn rule(&self, line: usize, title: &str) -> Result<String, PolicyError> {
        if self.pack.rules.iter().any(|rule| rule.id.value == title) {
            return Ok(title.to_owned());
        }
        let error = self.error(line, title, phrase!("pack `{}` has no rule `{}`", self.pack.name, title));
        Err(error.meant(title, self.pack.rules.iter().map(|rule| rule.id.value.as_str())))
    }

    /// That an option names a block of the page.
    fn known<'k>(
        &self,
        case: &Case,
        what: &'static str,
        name: &str,
        mut there: impl Iterator<Item = &'k String> + Clone,
    ) -> Result<(), PolicyError> {
        if there.clone().any(|known| known == name) {
            return Ok(());
        }
        let error = self.error(case.line, name, phrase!("no block of this page is `{} {}`", what, name));
        Err(error.meant(name, there.by_ref().map(String::as_str)))
    }

    /// The records of a block: a list of OSV records.
    fn records(&self, line: usize, name: &str, body: &str) -> Result<Vec<Arc<Record>>, PolicyError> {
        let fail = |why: String| self.error(line, name, phrase!("`{}` is no list of OSV records: {}", name, why));
        let values: Vec<serde_json::Value> = serde_json::from_str(body).map_err(|error| fail(error.to_string()))?;
        let read = |value: &serde_json::Value| Record::of_json(value.to_string().as_bytes()).map(Arc::new);
        values.iter().map(read).collect::<Result<_, _>>().map_err(|fault| fail(fault.to_string()))
    }

    fn case(&self, line: usize, rule: &str, fence: &str) -> Result<Case, PolicyError> {
        let mut words = fence.split_whitespace();
        let (fragment, expected) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let form = || phrase!("write ```json KIND ANSWER: component, service or bom; then yes, no, unknown or not-asked");
        let fragment = match fragment {
            "component" => Fragment::Component,
            "service" => Fragment::Service,
            "bom" => Fragment::Bom,
            other => return Err(self.error(line, other, phrase!("`{}` is not what a block can hold", other)).help(form())),
        };
        let answers = Answer::TRUTHS.into_iter().chain([Answer::NotAsked]);
        let Some(expected) = answers.into_iter().find(|answer| answer.word() == expected) else {
            return Err(self.error(line, expected, phrase!("`{}` is no answer", expected)).help(form()));
        };
        let mut setting = Setting::default();
        for word in words {
            self.set(line, word, &mut setting)?;
        }
        Ok(Case { line, rule: rule.to_owned(), fragment, expected, setting, body: String::new() })
    }

    fn set(&self, line: usize, word: &str, setting: &mut Setting) -> Result<(), PolicyError> {
        let Some((key, value)) = word.split_once('=') else {
            return Err(self
                .error(line, word, phrase!("`{}` is no option", word))
                .help(phrase!("options are written name=value")));
        };
        let listed = || value.split(',').filter(|word| !word.is_empty()).map(str::to_owned).collect::<Vec<String>>();
        match key {
            "home" => setting.home = Some(value.to_owned()),
            "trusted" => setting.trusted = listed(),
            "restricted" => setting.restricted = listed(),
            "screens" => setting.screens = listed(),
            "advisories" => setting.advisories = Some(value.to_owned()),
            "parties" => setting.parties = listed(),
            "documents" => setting.documents = listed(),
            "exploited" => setting.exploited = Some(listed()),
            "users" => {
                let users = value.parse().map_err(|_| self.error(line, value, phrase!("`{}` is not a number", value)))?;
                setting.monthly_users = Some(users);
            }
            "buyer" => {
                for stated in listed() {
                    let (fact, said) = stated.split_once(':').unwrap_or((&stated, "yes"));
                    if !buyer_facts().any(|known| known == fact) {
                        let error = self.error(line, fact, phrase!("`{}` is not a fact a buyer can state", fact));
                        return Err(error.meant(fact, buyer_facts()));
                    }
                    if !matches!(said, "yes" | "no") {
                        return Err(self.error(line, &stated, phrase!("`{}` is neither yes nor no", said)));
                    }
                    setting.facts.insert(fact.to_owned(), said == "yes");
                }
            }
            "evidence" | "expired" => {
                if let Some(wrong) = listed().iter().find(|kind| !is_name(kind)) {
                    return Err(self.error(line, wrong, phrase!("`{}` is no kind of document", wrong)));
                }
                *(if key == "evidence" { &mut setting.evidence } else { &mut setting.expired }) = listed();
            }
            "as-of" => {
                let day =
                    value.parse().map_err(|_| self.error(line, value, phrase!("`{}` is not a day such as 2026-11-22", value)))?;
                setting.as_of = Some(day);
            }
            other => return Err(self.error(line, other, phrase!("there is no option `{}`", other)).meant(other, OPTIONS)),
        }
        Ok(())
    }
}
