//! Licences: expressions as text, sets and operators rendered as one.

use super::Reader;
use super::class::Class;
use super::commit::Target;
use super::keys::{Link, Slot};
use super::node::Node;
use crate::base::{Place, Text, phrase};
use crate::model::{License, LicenseForm, NoteCode, Packed, Row, Stated, Terms};
use crate::read::error::ReadError;
use crate::read::{contradicted, own_license};
use foldhash::fast::RandomState;
use hashbrown::HashSet;

/// Licences and sets inside each other.
const DEPTH: usize = 32;

/// Where the licences of the SPDX list stand.
const LISTED: [&str; 2] = ["https://spdx.org/licenses/", "http://spdx.org/licenses/"];

/// One licence element.
#[derive(Clone, Debug)]
pub(super) enum LicenseNode {
    /// An expression, or an id of the list.
    Text(Packed<Text>),
    /// A licence with a name and text of its own.
    Custom {
        name: Packed<Text>,
        url: Packed<Text>,
        terms: Option<Terms>,
        /// Its text, where that names a model.
        spoken: Option<Box<str>>,
    },
    /// An exception, by its id.
    Addition(String),
    Set {
        word: &'static str,
        members: Vec<Text>,
    },
    OrLater(Option<Text>),
    With(Option<Text>, Option<Text>),
}

/// The id at the end of an identifier: `MIT` of `https://spdx.org/licenses/MIT`.
fn tail(id: &str) -> &str {
    id.rsplit(['/', '#', ':']).next().unwrap_or(id)
}

/// Whether an identifier is that of a licence of the SPDX list, which need not stand in the graph.
pub(super) fn is_listed(id: &str) -> bool {
    LISTED.iter().any(|base| id.starts_with(base))
}

impl Reader<'_> {
    /// A licence element.
    pub(super) fn license(&mut self, node: &Node, class: Class, id: Text) -> Result<LicenseNode, ReadError> {
        let limit = self.draft.limits.license;
        let first = |link| node.to(link).next().map(|pointer| pointer.to);
        Ok(match class {
            Class::Expression => {
                let Some(text) = node.word(Slot::Expression) else {
                    let key = "simplelicensing_licenseExpression";
                    self.deviates(NoteCode::MissingKey, "a licence expression", key, node.start);
                    return Ok(LicenseNode::Text(Packed::default()));
                };
                let text = self.draft.texts.get(text).to_owned();
                if text.len() > limit {
                    return Err(ReadError::Limit { place: node.start, what: "bytes of one licence", limit });
                }
                LicenseNode::Text(self.draft.say(&text))
            }
            Class::Listed => {
                let text = tail(self.draft.texts.get(id)).to_owned();
                LicenseNode::Text(self.draft.say(&text))
            }
            Class::Addition => LicenseNode::Addition(tail(self.draft.texts.get(id)).to_owned()),
            Class::And | Class::Or => {
                let word = if class == Class::And { " AND " } else { " OR " };
                LicenseNode::Set { word, members: node.to(Link::Member).map(|pointer| pointer.to).collect() }
            }
            Class::OrLater => LicenseNode::OrLater(first(Link::SubjectLicense)),
            Class::With => LicenseNode::With(first(Link::SubjectLicense), first(Link::SubjectAddition)),
            _ => {
                let named = node.text(Slot::Name);
                let name = if named == Packed::default() { node.text(Slot::LicenseText) } else { named };
                let name = self.shared(name);
                LicenseNode::Custom { name, url: node.see_also, terms: node.terms, spoken: node.spoken.clone() }
            }
        })
    }

    /// The licence `to` names, as the model holds it. What is no licence is one that is not known.
    pub(super) fn licensed(&mut self, to: Text, acknowledgement: &str, place: Place) -> Result<License, ReadError> {
        let acknowledgement = Stated::Value(self.draft.texts.intern(acknowledgement)).into();
        let (mut form, mut url) = (LicenseForm::Expression, Packed::default());
        let terms = self.terms_of(to);
        let text = if let Some(id) = self.listed(to, place) {
            self.draft.say(&id)
        } else {
            match self.find(to, place, "a licence relationship") {
                Target::None => Stated::Nothing.into(),
                Target::NoAssertion | Target::Missing | Target::Elsewhere => Stated::Unknown.into(),
                Target::License(at) => match self.graph.licenses[at as usize] {
                    LicenseNode::Text(text) => text,
                    LicenseNode::Custom { name, url: stands, .. } => {
                        url = stands;
                        match self.draft.value(name).and_then(own_license) {
                            Some(own) => {
                                let name = self.draft.value(name).unwrap_or_default();
                                if let Some(message) = terms.and_then(|terms| contradicted(name, terms)) {
                                    self.note(NoteCode::LicenseContradicted, place, message);
                                }
                                self.draft.say(&own)
                            }
                            None => {
                                form = LicenseForm::Name;
                                name
                            }
                        }
                    }
                    _ => {
                        let rendered = self.render(to, place, 0)?;
                        self.draft.say(&rendered)
                    }
                },
                _ => {
                    let message = phrase!("`{}` is no licence, and a relationship says it is", self.draft.texts.get(to));
                    self.note(NoteCode::MalformedValue, place, message);
                    Stated::Unknown.into()
                }
            }
        };
        Ok(License { text, form, acknowledgement, url, terms })
    }

    /// What the texts behind a licence say, where it leaves no choice. Each is looked at once, however often sets name it.
    fn terms_of(&self, to: Text) -> Option<Terms> {
        let Some(Target::License(first)) = self.graph.targets.get(&to) else { return None };
        if matches!(self.graph.licenses[*first as usize], LicenseNode::Text(_)) {
            return None;
        }
        let (mut seen, mut waiting) = (HashSet::<u32, RandomState>::default(), vec![to]);
        while let Some(to) = waiting.pop() {
            let Some(Target::License(at)) = self.graph.targets.get(&to) else { continue };
            if !seen.insert(*at) {
                continue;
            }
            match &self.graph.licenses[*at as usize] {
                LicenseNode::Custom { terms: Some(terms), .. } => return Some(*terms),
                LicenseNode::Set { word: " AND ", members } => waiting.extend(members.iter().rev()),
                LicenseNode::OrLater(Some(subject)) | LicenseNode::With(Some(subject), _) => waiting.push(*subject),
                _ => {}
            }
        }
        None
    }

    /// What the text of a licence of `row` says of models.
    pub(super) fn overhear_text(&mut self, row: Row, to: Text, place: Place) {
        if let Some(Target::License(at)) = self.graph.targets.get(&to)
            && let LicenseNode::Custom { spoken: Some(text), .. } = &self.graph.licenses[*at as usize]
        {
            self.draft.overhear(Some(row), text, place);
        }
    }

    /// Whether a reference is the bare id of a licence of the SPDX list, as real documents write; that is noted.
    pub(super) fn plain_license(&mut self, to: Text, place: Place) -> bool {
        let id = self.draft.texts.get(to);
        let known = spdx::license_id(id).is_some();
        if known {
            let what = phrase!("`{}` instead of `{}`", id, format!("{}{id}", LISTED[0]));
            self.deviates(NoteCode::MalformedValue, "a reference to a licence", what, place);
        }
        known
    }

    /// The id of a licence of the SPDX list, which need not stand in the graph.
    fn listed(&mut self, to: Text, place: Place) -> Option<String> {
        if self.graph.targets.contains_key(&to) {
            return None;
        }
        if self.plain_license(to, place) {
            return Some(self.draft.texts.get(to).to_owned());
        }
        let id = self.draft.texts.get(to);
        let known = LISTED.iter().find_map(|base| id.strip_prefix(base))?;
        Some(known.trim_end_matches(".html").to_owned())
    }

    /// A licence as part of an expression. What cannot be one is `LicenseRef-` with its name: no list knows it.
    fn render(&mut self, to: Text, place: Place, depth: usize) -> Result<String, ReadError> {
        let limit = self.draft.limits.license;
        if depth > DEPTH {
            return Err(ReadError::Limit { place, what: "licence sets inside each other", limit: DEPTH });
        }
        if let Some(id) = self.listed(to, place) {
            return Ok(id);
        }
        let Target::License(at) = self.find(to, place, "a licence set") else {
            return Ok("LicenseRef-unknown".to_owned());
        };
        let rendered = match self.graph.licenses[at as usize].clone() {
            LicenseNode::Text(text) => match self.draft.value(text) {
                Some(text) if text.contains(' ') => format!("({text})"),
                Some(text) => text.to_owned(),
                None => "LicenseRef-unknown".to_owned(),
            },
            LicenseNode::Custom { name, .. } => {
                let name = self.draft.value(name).unwrap_or("unknown");
                let plain = |c: char| if c.is_ascii_alphanumeric() || c == '.' { c } else { '-' };
                format!("LicenseRef-{}", name.chars().map(plain).collect::<String>())
            }
            LicenseNode::Addition(id) => id,
            LicenseNode::Set { word, members } => {
                let mut text = String::from("(");
                for (at, member) in members.into_iter().enumerate() {
                    if at > 0 {
                        text.push_str(word);
                    }
                    text.push_str(&self.render(member, place, depth + 1)?);
                    if text.len() > limit {
                        return Err(ReadError::Limit { place, what: "bytes of one licence", limit });
                    }
                }
                text.push(')');
                text
            }
            LicenseNode::OrLater(subject) => match subject {
                Some(subject) => format!("{}+", self.render(subject, place, depth + 1)?),
                None => "LicenseRef-unknown".to_owned(),
            },
            LicenseNode::With(Some(subject), Some(addition)) => {
                let subject = self.render(subject, place, depth + 1)?;
                format!("{subject} WITH {}", self.render(addition, place, depth + 1)?)
            }
            LicenseNode::With(..) => "LicenseRef-unknown".to_owned(),
        };
        Ok(rendered)
    }
}
