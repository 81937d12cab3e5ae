//! From the syntax tree to a plan: names resolved against the table of fields, types checked, lists and parameters bound.
//! What is outside the supported subset is refused by name.

mod call;
mod path;

use super::diagnostic::PolicyError;
use super::expression::{Expression, Search, Words};
use super::field::{Domain, Get};
use super::operand::{Comparison, Operand, PropertyRef};
use super::pack::Scalar;
use super::parse::{Written, parse};
use crate::base::{Phrase, Truth, phrase};
use cel::Program;
use cel::common::ast::{Expr, IdedExpr, LiteralValue, operators};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

/// What an expression may name besides fields.
pub(super) struct Names<'a> {
    pub(super) lists: &'a BTreeMap<String, Vec<String>>,
    pub(super) parameters: &'a BTreeMap<String, Scalar>,
    /// Lists and parameters that were named, to report the others.
    pub(super) used: &'a mut BTreeSet<String>,
}

/// Lowers one expression whose subject variable is `subject`.
pub(super) fn lower(written: &Written, subject: Domain, names: Names<'_>) -> Result<Expression, PolicyError> {
    let program = parse(written)?;
    let mut lowering = Lowering {
        written,
        program: &program,
        names,
        variables: vec![("bom".to_owned(), Domain::Bom), ("buyer".to_owned(), Domain::Buyer)],
    };
    if subject != Domain::Bom {
        lowering.variables.push((subject.word().to_owned(), subject));
    }
    lowering.truth(program.expression())
}

struct Lowering<'a> {
    written: &'a Written,
    program: &'a Program,
    names: Names<'a>,
    variables: Vec<(String, Domain)>,
}

/// The type of an operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Text,
    Number,
    Bool,
    Date,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::Bool => "yes/no",
            Self::Date => "date",
        }
    }
}

impl Lowering<'_> {
    /// The bytes of the expression a node stands at. The parser places a selection at its dot and a call at its bracket;
    /// people look for the first letter.
    fn range(&self, node: &IdedExpr) -> Range<usize> {
        let (start, stop) = self.program.source_info().offset_for(node.id).unwrap_or((0, 0));
        let (own, stop) = (start as usize, stop as usize + 1);
        let (start, stop) = match &node.expr {
            Expr::Select(select) => (self.range(&select.operand).start, own + 1 + select.field.len()),
            Expr::Call(call) => match (&call.target, call.args.first()) {
                (Some(target), _) => (self.range(target).start, stop),
                (None, _) if call.func_name.starts_with(|c: char| c.is_ascii_alphabetic()) => {
                    (own.saturating_sub(call.func_name.len()), stop)
                }
                (None, Some(first)) => (self.range(first).start.min(own), stop),
                (None, None) => (own, stop),
            },
            Expr::Comprehension(comprehension) => (self.range(&comprehension.iter_range).start, stop),
            _ => (own, stop),
        };
        let end = self.written.text.len();
        start.min(end)..stop.min(end).max(start.min(end))
    }

    fn error(&self, node: &IdedExpr, title: Phrase) -> PolicyError {
        self.written.error(self.range(node), title)
    }

    /// An expression that answers yes, no or unknown.
    fn truth(&mut self, node: &IdedExpr) -> Result<Expression, PolicyError> {
        match &node.expr {
            Expr::Literal(LiteralValue::Boolean(value)) => Ok(Expression::Constant(Truth::from(*value.inner()))),
            Expr::Select(select) if select.test => {
                let field = self.field_path(&select.operand, Some(&select.field), node)?;
                Ok(Expression::Has(field))
            }
            Expr::Select(_) | Expr::Ident(_) => match self.operand(node)? {
                (Operand::Field(field), Kind::Bool) => Ok(Expression::Field(field)),
                (Operand::Bool(value), _) => Ok(Expression::Constant(value.into())),
                (_, kind) => Err(self
                    .error(node, phrase!("a {} where yes or no is expected", Phrase::word(kind.word())))
                    .help(phrase!("compare it, as in `component.version == \"1.0\"`"))),
            },
            Expr::Comprehension(_) => self.quantified(node),
            Expr::Call(call) => match (call.func_name.as_str(), call.args.as_slice()) {
                (operators::LOGICAL_AND, [left, right]) => Ok(Expression::And(self.flat(operators::LOGICAL_AND, left, right)?)),
                (operators::LOGICAL_OR, [left, right]) => Ok(Expression::Or(self.flat(operators::LOGICAL_OR, left, right)?)),
                (operators::LOGICAL_NOT, [inner]) => Ok(Expression::Not(Box::new(self.truth(inner)?))),
                (operators::CONDITIONAL, [condition, then, otherwise]) => {
                    let (yes, no) = (self.truth(condition)?, Expression::Not(Box::new(self.truth(condition)?)));
                    let (then, otherwise) = (self.truth(then)?, self.truth(otherwise)?);
                    Ok(Expression::Or(vec![Expression::And(vec![yes, then]), Expression::And(vec![no, otherwise])]))
                }
                (operators::EQUALS, [left, right]) => self.compare(Comparison::Equal, left, right, node),
                (operators::NOT_EQUALS, [left, right]) => self.compare(Comparison::NotEqual, left, right, node),
                (operators::LESS, [left, right]) => self.compare(Comparison::Less, left, right, node),
                (operators::LESS_EQUALS, [left, right]) => self.compare(Comparison::AtMost, left, right, node),
                (operators::GREATER, [left, right]) => self.compare(Comparison::More, left, right, node),
                (operators::GREATER_EQUALS, [left, right]) => self.compare(Comparison::AtLeast, left, right, node),
                (operators::IN, [item, list]) => self.within(item, list),
                _ => self.call(node, call),
            },
            _ => Err(self
                .error(node, phrase!("this is not part of the language"))
                .help(phrase!("see `bomgate policy fields` for what a rule can ask"))),
        }
    }

    fn flat(&mut self, operator: &str, left: &IdedExpr, right: &IdedExpr) -> Result<Vec<Expression>, PolicyError> {
        let mut parts = Vec::new();
        for side in [left, right] {
            match &side.expr {
                Expr::Call(call) if call.func_name == operator && call.args.len() == 2 => {
                    parts.extend(self.flat(operator, &call.args[0], &call.args[1])?);
                }
                _ => parts.push(self.truth(side)?),
            }
        }
        Ok(parts)
    }

    fn compare(
        &mut self,
        how: Comparison,
        left: &IdedExpr,
        right: &IdedExpr,
        node: &IdedExpr,
    ) -> Result<Expression, PolicyError> {
        // `f(x) == true` and the like: the truth itself, or its opposite.
        for (side, other) in [(left, right), (right, left)] {
            if let Expr::Literal(LiteralValue::Boolean(value)) = &other.expr
                && matches!(how, Comparison::Equal | Comparison::NotEqual)
            {
                let truth = self.truth(side)?;
                let plain = *value.inner() == (how == Comparison::Equal);
                return Ok(if plain { truth } else { Expression::Not(Box::new(truth)) });
            }
        }
        let ((left_operand, left_kind), (right_operand, right_kind)) = (self.operand(left)?, self.operand(right)?);
        let dates = matches!((left_kind, right_kind), (Kind::Date, Kind::Text) | (Kind::Text, Kind::Date));
        if left_kind != right_kind && !dates {
            return Err(self.error(
                node,
                phrase!("a {} is compared with a {}", Phrase::word(left_kind.word()), Phrase::word(right_kind.word())),
            ));
        }
        for (operand, side) in [(&left_operand, left), (&right_operand, right)] {
            if let Operand::Text(text) = operand
                && dates
                && text.parse::<jiff::civil::Date>().is_err()
            {
                return Err(self.error(side, phrase!("`{}` is not a day", text)).help(phrase!("write it as \"2026-11-22\"")));
            }
        }
        if matches!(
            (&left_operand, &right_operand),
            (Operand::Text(_) | Operand::Number(_), Operand::Text(_) | Operand::Number(_))
        ) {
            return Err(self
                .error(node, phrase!("two constants are compared"))
                .help(phrase!("name a field, such as `component.version`")));
        }
        Ok(Expression::Compare(how, left_operand, right_operand))
    }

    fn within(&mut self, item: &IdedExpr, list: &IdedExpr) -> Result<Expression, PolicyError> {
        let (operand, kind) = self.operand(item)?;
        if kind != Kind::Text {
            return Err(self.error(item, phrase!("a {} where text is expected", Phrase::word(kind.word()))));
        }
        if let Some(words) = self.words(list)? {
            return Ok(Expression::In(operand, words));
        }
        let field = self.field_path(list, None, list)?;
        match field.field.get {
            Get::List(Domain::Word, _) => Ok(Expression::Holds(operand, field)),
            _ => Err(self
                .error(list, phrase!("`{}` is no list of words", field.path))
                .help(phrase!("use `.exists(x, ...)` for lists of other things"))),
        }
    }

    /// A literal list or `lists.NAME`; none when the node is something else.
    fn words(&mut self, node: &IdedExpr) -> Result<Option<Words>, PolicyError> {
        match &node.expr {
            Expr::List(list) => {
                let mut words = Vec::new();
                for element in &list.elements {
                    match &element.expr {
                        Expr::Literal(LiteralValue::String(text)) => words.push(text.inner().to_owned()),
                        _ => return Err(self.error(element, phrase!("a literal list holds texts only"))),
                    }
                }
                let name = format!("[{}]", words.join(", "));
                Ok(Some(Words { words: Arc::new(words.into_iter().collect()), name }))
            }
            Expr::Select(select) if matches!(&select.operand.expr, Expr::Ident(root) if root == "lists") => {
                let name = &select.field;
                let Some(words) = self.names.lists.get(name) else {
                    let known: Vec<&str> = self.names.lists.keys().map(String::as_str).collect();
                    return Err(self.error(node, phrase!("there is no list `{}`", name)).meant(name, known));
                };
                self.names.used.insert(format!("lists.{name}"));
                Ok(Some(Words { words: Arc::new(words.iter().cloned().collect()), name: format!("lists.{name}") }))
            }
            _ => Ok(None),
        }
    }

    /// Something with a value, and its type.
    fn operand(&mut self, node: &IdedExpr) -> Result<(Operand, Kind), PolicyError> {
        match &node.expr {
            Expr::Literal(LiteralValue::String(text)) => Ok((Operand::Text(text.inner().into()), Kind::Text)),
            Expr::Literal(LiteralValue::Boolean(value)) => Ok((Operand::Bool(*value.inner()), Kind::Bool)),
            Expr::Literal(LiteralValue::Int(value)) => {
                let value = i32::try_from(*value.inner()).map_err(|_| self.error(node, phrase!("this number is too large")))?;
                Ok((Operand::Number(f64::from(value)), Kind::Number))
            }
            Expr::Literal(LiteralValue::Double(value)) => Ok((Operand::Number(*value.inner()), Kind::Number)),
            Expr::Call(call) => match (call.func_name.as_str(), call.args.as_slice(), &call.target) {
                (operators::NEGATE, [inner], None) => match self.operand(inner)? {
                    (Operand::Number(number), kind) => Ok((Operand::Number(-number), kind)),
                    _ => Err(self.error(node, phrase!("only a number can be negated"))),
                },
                ("size", [list], None) => {
                    let field = self.field_path(list, None, list)?;
                    match field.field.get {
                        Get::List(..) => Ok((Operand::Size(field), Kind::Number)),
                        _ => Err(self.error(list, phrase!("`{}` is no list", field.path))),
                    }
                }
                ("days_since", [date], None) if matches!(&date.expr, Expr::Call(_)) => {
                    Ok((Operand::DaysSinceProperty(self.property(date)?), Kind::Number))
                }
                ("number", [value], None) => Ok((Operand::PropertyNumber(self.property(value)?), Kind::Number)),
                ("days_since", [date], None) => {
                    let field = self.field_path(date, None, date)?;
                    match field.field.get {
                        Get::Date(_) => Ok((Operand::DaysSince(field), Kind::Number)),
                        _ => Err(self.error(date, phrase!("`{}` is no date", field.path))),
                    }
                }
                ("property", ..) => Ok((Operand::Property(self.property(node)?), Kind::Text)),
                _ => Err(self.unsupported(node, &call.func_name)),
            },
            Expr::Select(select) if matches!(&select.operand.expr, Expr::Ident(root) if root == "parameters") => {
                let name = &select.field;
                let Some(value) = self.names.parameters.get(name) else {
                    let known: Vec<&str> = self.names.parameters.keys().map(String::as_str).collect();
                    return Err(self.error(node, phrase!("there is no parameter `{}`", name)).meant(name, known));
                };
                self.names.used.insert(format!("parameters.{name}"));
                Ok(match value {
                    Scalar::Bool(value) => (Operand::Bool(*value), Kind::Bool),
                    Scalar::Number(value) => (Operand::Number(*value), Kind::Number),
                    Scalar::Text(value) => (Operand::Text(value.as_str().into()), Kind::Text),
                })
            }
            Expr::Select(_) | Expr::Ident(_) => self.field_operand(node),
            _ => Err(self.error(node, phrase!("a field, a text or a number is expected here"))),
        }
    }

    /// `property(component, "name")`, and nothing else.
    fn property(&mut self, node: &IdedExpr) -> Result<PropertyRef, PolicyError> {
        let refused = || phrase!("a property is expected here, as in property(component, \"name\")");
        let Expr::Call(call) = &node.expr else { return Err(self.error(node, refused())) };
        let ("property", [component, name], None) = (call.func_name.as_str(), call.args.as_slice(), &call.target) else {
            return Err(self.error(node, refused()));
        };
        let (slot, hops) = self.component(component)?;
        match &name.expr {
            Expr::Literal(LiteralValue::String(name)) => Ok(PropertyRef { slot, hops, name: name.inner().into() }),
            _ => Err(self.error(name, phrase!("the name of a property in quotes is expected here"))),
        }
    }

    fn search(&mut self, how: Search, target: &IdedExpr, wanted: &IdedExpr) -> Result<Expression, PolicyError> {
        let (operand, kind) = self.operand(target)?;
        if kind != Kind::Text {
            return Err(self.error(target, phrase!("a {} where text is expected", Phrase::word(kind.word()))));
        }
        match &wanted.expr {
            Expr::Literal(LiteralValue::String(text)) => Ok(Expression::Search(how, operand, text.inner().into())),
            _ => Err(self.error(wanted, phrase!("a text in quotes is expected here"))),
        }
    }
}
