//! What compiles and is still of no use: names nobody asks for, names that hide others, rules that reach nothing.

use super::PolicyError;
use super::choose::load;
use super::expression::Expression;
use super::operand::{Comparison, Operand};
use super::pack::Pack;
use super::plan::{Plan, PlanRequest, scope};
use super::shipped::Library;
use super::translation::Translation;
use super::words::Subject;
use crate::base::{Language, Phrase, Truth, phrase};
use crate::enrich::{LicenseWords, Lists};
use crate::model::Kind;
use jiff::civil::Date;

/// The field that says what a part is.
const KIND: &str = "component.kind";

/// Something in a pack that does nothing, or not what it seems to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// File and line.
    pub place: (String, usize),
    /// What it is, in a sentence.
    pub text: Phrase,
}

impl Plan {
    /// What is of no use on this day in the pack chosen last. What it includes is linted by itself.
    ///
    /// # Errors
    /// When the request could not be resolved either.
    pub fn warnings(&self, request: &PlanRequest, lists: &Lists, day: Date) -> Result<Vec<Warning>, PolicyError> {
        let Some(used) = self.packs.last() else { return Ok(Vec::new()) };
        let mut library = Library::default();
        for file in &request.files {
            library.add(file.clone())?;
        }
        load(&used.name, None, &mut library, &mut Vec::new(), &mut Vec::new())?;
        let Some(pack) = library.find(&used.name) else { return Ok(Vec::new()) };
        let mut warnings = Vec::new();
        let mut warn = |line: usize, text: Phrase| warnings.push(Warning { place: (pack.text.name.clone(), line), text });
        for name in &used.unused {
            warn(line_of_key(pack, name), phrase!("no rule names {}", name));
        }
        for (other, _) in &pack.includes {
            let Some(included) = library.find(other) else { continue };
            let (lists, parameters) = scope(included, &library);
            for name in pack.lists.keys().filter(|name| lists.contains_key(*name)) {
                let name = format!("lists.{name}");
                warn(line_of_key(pack, &name), phrase!("{} hides the list of this name that `{}` brings", name, other));
            }
            for name in pack.parameters.keys().filter(|name| parameters.contains_key(*name)) {
                let name = format!("parameters.{name}");
                warn(line_of_key(pack, &name), phrase!("{} hides the parameter of this name that `{}` brings", name, other));
            }
        }
        for translation in translations(pack, request)? {
            let word = translation.language().word();
            translation
                .missing(pack)
                .into_iter()
                .for_each(|what| warn(1, phrase!("the translation into {} lacks {}", word, what)));
            translation.apply(&mut pack.clone())?;
        }
        if let Some(source) = pack.source.as_ref().filter(|source| source.review_by < day) {
            warn(line_of_key(pack, "source.review_by"), phrase!("its source was to be read again by {}", source.review_by));
        }
        for rule in self.rules.iter().filter(|rule| rule.pack == pack.name) {
            let (id, line) = (&rule.id, rule.place.1);
            if let Some(until) = rule.until.filter(|until| *until < day) {
                warn(line, phrase!("rule `{}` is asked no more: it ended on {}", id, until));
            }
            let reaches =
                |when: &Expression| Kind::ALL.iter().any(|kind| rule.on.takes(*kind) && about(when, *kind) != Truth::No);
            for (list, word, meant) in strangers(rule.when.iter().chain([&rule.require]), pack, lists) {
                let meant = meant.map(|meant| phrase!("; did you mean `{}`?", meant)).unwrap_or_default();
                let line = if pack.lists.contains_key(&list) { line_of_key(pack, &format!("lists.{list}")) } else { line };
                warn(
                    line,
                    phrase!(
                        "`{}` is no licence that SPDX or the list of licences has, so no part is ever under it{}",
                        word,
                        meant
                    ),
                );
            }
            let of_parts = !matches!(rule.on, Subject::Bom | Subject::Link);
            if of_parts && rule.when.as_ref().is_some_and(|when| !reaches(when)) {
                let on = Phrase::word(rule.on.word());
                warn(
                    line,
                    phrase!("rule `{}` can never apply: it is asked of each {}, and its `when` wants another kind", id, on),
                );
            }
        }
        Ok(warnings)
    }
}

/// Words of lists of licences that no licence is compared under: the name of the list, the word, and what was meant. What a rule
/// forbids may be spelt as SPDX once spelt it.
fn strangers<'e>(
    asked: impl Iterator<Item = &'e Expression>,
    pack: &Pack,
    lists: &Lists,
) -> Vec<(String, String, Option<String>)> {
    let mut found = Vec::new();
    let mut known = None;
    for (check, list) in asked.flat_map(licences) {
        let (list, written) = match (list.strip_prefix("lists."), list.strip_prefix('[')) {
            (Some(name), _) => (name, pack.lists.get(name).cloned().unwrap_or_default()),
            (None, Some(words)) => (list, words.trim_end_matches(']').split(", ").map(str::to_owned).collect()),
            (None, None) => continue,
        };
        let known = known.get_or_insert_with(|| LicenseWords::new(lists));
        for word in written.into_iter().filter(|word| !known.known(word)) {
            let old = check == "license_forbids" && spdx::license_id(&word).is_some();
            let meant = known.meant(&word);
            let stranger = (list.to_owned(), word, meant);
            if !old && !found.contains(&stranger) {
                found.push(stranger);
            }
        }
    }
    found
}

/// The functions of licences an expression calls, each with its list as written.
fn licences(expression: &Expression) -> Vec<(&str, &str)> {
    match expression {
        Expression::Not(inner) | Expression::Quantified { body: inner, .. } => licences(inner),
        Expression::And(parts) | Expression::Or(parts) => parts.iter().flat_map(licences).collect(),
        Expression::Check { name, .. } => {
            let call = name.split_once(' ').filter(|(head, _)| matches!(*head, "license_permits" | "license_forbids"));
            call.into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// The translations of a pack: that of the program, or those the operator gave.
fn translations(pack: &Pack, request: &PlanRequest) -> Result<Vec<Translation>, PolicyError> {
    let mut own: Vec<Translation> = request.translations.iter().cloned().map(Translation::read).collect::<Result<_, _>>()?;
    own.retain(|translation| translation.pack() == pack.name);
    for language in Language::ALL {
        own.extend(Library::translation_of(&pack.text.name, language).transpose()?);
    }
    Ok(own)
}

/// The answer about a part of this kind, as far as its kind decides it.
fn about(expression: &Expression, kind: Kind) -> Truth {
    match expression {
        Expression::Constant(truth) => *truth,
        Expression::Not(inner) => about(inner, kind).negate(),
        Expression::And(parts) => parts.iter().fold(Truth::Yes, |truth, part| truth.and(about(part, kind))),
        Expression::Or(parts) => parts.iter().fold(Truth::No, |truth, part| truth.or(about(part, kind))),
        Expression::Compare(how, Operand::Field(field), Operand::Text(word))
        | Expression::Compare(how, Operand::Text(word), Operand::Field(field))
            if field.path == KIND =>
        {
            let same = Truth::from(kind.word() == &**word);
            match how {
                Comparison::Equal => same,
                Comparison::NotEqual => same.negate(),
                _ => Truth::Unknown,
            }
        }
        Expression::In(Operand::Field(field), words) if field.path == KIND => words.words.contains(kind.word()).into(),
        _ => Truth::Unknown,
    }
}

/// The line a key such as `lists.allowed` stands on; the first where it cannot be told.
fn line_of_key(pack: &Pack, path: &str) -> usize {
    let Some((block, key)) = path.split_once('.') else { return 1 };
    let opens = |line: &str| line.strip_prefix(block).is_some_and(|rest| rest.trim_start().starts_with(':'));
    let lines = || (1..).zip(pack.text.text.lines());
    let Some((start, _)) = lines().find(|(_, line)| opens(line)) else { return 1 };
    let word = format!("{key}:");
    lines().skip(start - 1).find(|(_, line)| line.contains(&word)).map_or(start, |(line, _)| line)
}
