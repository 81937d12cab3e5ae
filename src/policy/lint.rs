//! What compiles and is still of no use: names nobody asks for, names that hide others, rules that reach nothing.

use super::PolicyError;
use super::choose::load;
use super::expression::{Expression, FieldRef};
use super::operand::{Comparison, Operand};
use super::pack::Pack;
use super::plan::{Plan, PlanRequest, Rule, scope};
use super::shipped::Library;
use super::words::Subject;
use crate::base::Truth;
use jiff::civil::Date;

/// Something in a pack that does nothing, or not what it seems to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// File and line.
    pub place: (String, usize),
    /// What it is, in a sentence.
    pub text: String,
}

impl Plan {
    /// What is of no use on this day in the pack chosen last. What it includes is linted by itself.
    ///
    /// # Errors
    /// When the request could not be resolved either.
    pub fn warnings(&self, request: &PlanRequest, day: Date) -> Result<Vec<Warning>, PolicyError> {
        let Some(used) = self.packs.last() else { return Ok(Vec::new()) };
        let mut library = Library::default();
        for file in &request.files {
            library.add(file.clone())?;
        }
        load(&used.name, None, &mut library, &mut Vec::new(), &mut Vec::new())?;
        let Some(pack) = library.find(&used.name) else { return Ok(Vec::new()) };
        let mut warnings = Vec::new();
        let mut warn = |line: usize, text: String| warnings.push(Warning { place: (pack.text.name.clone(), line), text });
        for name in &used.unused {
            warn(line_of_key(pack, name), format!("no rule names {name}"));
        }
        for (other, _) in &pack.includes {
            let Some(included) = library.find(other) else { continue };
            let (lists, parameters) = scope(included, &library);
            for name in pack.lists.keys().filter(|name| lists.contains_key(*name)) {
                let name = format!("lists.{name}");
                warn(line_of_key(pack, &name), format!("{name} hides the list of this name that `{other}` brings"));
            }
            for name in pack.parameters.keys().filter(|name| parameters.contains_key(*name)) {
                let name = format!("parameters.{name}");
                warn(line_of_key(pack, &name), format!("{name} hides the parameter of this name that `{other}` brings"));
            }
        }
        if let Some(source) = pack.source.as_ref().filter(|source| source.review_by < day) {
            warn(line_of_key(pack, "source.review_by"), format!("its source was to be read again by {}", source.review_by));
        }
        for rule in self.rules.iter().filter(|rule| rule.pack == pack.name) {
            let (id, line) = (&rule.id, rule.place.1);
            if let Some(until) = rule.until.filter(|until| *until < day) {
                warn(line, format!("rule `{id}` is asked no more: it ended on {until}"));
            }
            if rule.when.as_ref().is_some_and(|when| within(when, rule) == Some(Truth::No)) {
                let on = rule.on.word();
                warn(line, format!("rule `{id}` can never apply: it is asked of each {on}, and its `when` wants another kind"));
            }
        }
        Ok(warnings)
    }
}

/// The answer of an expression about every part a rule is asked of, as far as the kind of the part decides it.
fn within(expression: &Expression, rule: &Rule) -> Option<Truth> {
    match expression {
        Expression::Not(inner) => within(inner, rule).map(Truth::negate),
        Expression::And(parts) => parts.iter().any(|part| within(part, rule) == Some(Truth::No)).then_some(Truth::No),
        Expression::Or(parts) => {
            let mut answers = parts.iter().map(|part| within(part, rule));
            answers.all(|answer| answer == Some(Truth::No)).then_some(Truth::No)
        }
        Expression::Compare(Comparison::Equal, Operand::Field(field), Operand::Text(word))
        | Expression::Compare(Comparison::Equal, Operand::Text(word), Operand::Field(field))
            if is_kind(field) =>
        {
            (!kinds(rule.on)?.contains(&&**word)).then_some(Truth::No)
        }
        Expression::In(Operand::Field(field), words) if is_kind(field) => {
            let kinds = kinds(rule.on)?;
            (!kinds.iter().any(|kind| words.words.contains(*kind))).then_some(Truth::No)
        }
        _ => None,
    }
}

fn is_kind(field: &FieldRef) -> bool {
    field.path == "component.kind"
}

/// The kinds of the parts a rule is asked of; none where any kind can be.
fn kinds(on: Subject) -> Option<&'static [&'static str]> {
    Some(match on {
        Subject::Bom | Subject::Component | Subject::Link => return None,
        Subject::Model => &["model", "adapter", "tokenizer"],
        Subject::Dataset => &["dataset"],
        Subject::Framework => &["framework"],
        Subject::Library => &["library"],
        Subject::Service => &["service"],
        Subject::Tool => &["tool"],
        Subject::Device => &["device"],
    })
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
