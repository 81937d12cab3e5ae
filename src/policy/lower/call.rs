//! Calls and quantifiers.

use super::Lowering;
use crate::base::{Phrase, phrase};
use crate::check::{self, Argument, BoundCheck, EVIDENCE, Grade, Question, Wants};
use crate::enrich::Dimension;
use crate::policy::diagnostic::PolicyError;
use crate::policy::expression::{Expression, Search, list_domain};
use crate::policy::language::BUILT_INS;
use crate::policy::operand::Operand;
use cel::common::ast::{CallExpr, Expr, IdedExpr, LiteralValue, operators};
use std::sync::Arc;

impl Lowering<'_> {
    pub(super) fn unsupported(&self, node: &IdedExpr, name: &str) -> PolicyError {
        let shown = operators::find_operator(name).map_or(name.to_owned(), str::to_owned);
        let spelled = name.trim_matches('_').trim_matches('@');
        let title = if shown == name && name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            phrase!("there is no function `{}`", name)
        } else {
            phrase!("the operator `{}` is not part of the language", spelled)
        };
        let known = check::CHECKS.iter().map(|check| check.name).chain(BUILT_INS.iter().map(|built_in| built_in.name));
        self.error(node, title).meant(name, known)
    }

    pub(super) fn call(&mut self, node: &IdedExpr, call: &CallExpr) -> Result<Expression, PolicyError> {
        let name = call.func_name.as_str();
        if let Some(target) = &call.target {
            let how = match name {
                "startsWith" => Search::Starts,
                "endsWith" => Search::Ends,
                "contains" => Search::Contains,
                _ => return Err(self.unsupported(node, name)),
            };
            return match call.args.as_slice() {
                [wanted] => self.search(how, target, wanted),
                _ => Err(self.error(node, phrase!("`{}` takes one text", name))),
            };
        }
        if name == "stated" {
            return match call.args.as_slice() {
                [call] if matches!(&call.expr, Expr::Call(_)) => Ok(Expression::Stated(self.operand(call)?.0)),
                [field] => Ok(Expression::Stated(Operand::Field(self.field_path(field, None, field)?))),
                _ => Err(self.error(node, phrase!("`stated` takes one field or property"))),
            };
        }
        if name == "evidence" {
            return self.evidence(node, &call.args);
        }
        let Some(check) = check::find(name) else { return Err(self.unsupported(node, name)) };
        let [component, more @ ..] = call.args.as_slice() else {
            return Err(self.error(node, phrase!("`{}` takes {}", name, Phrase::word(check.wants.word()))));
        };
        let argument = match self.argument(check.wants, more)? {
            Some(argument) => argument,
            None => return Err(self.error(node, phrase!("`{}` takes {}", name, Phrase::word(check.wants.word())))),
        };
        let (slot, hops) = self.component(component)?;
        let test = BoundCheck::new(check, &argument).map_err(|why| self.error(node, phrase!("`{}`: {}", name, why)))?;
        let written = match &argument {
            Argument::Nothing => name.to_owned(),
            Argument::Words(_, list) => format!("{name} {list}"),
            Argument::Text(text) => format!("{name} \"{text}\""),
            Argument::Evidence(question) => format!("{name} \"{}\"", question.kind),
            Argument::Dimension(dimension) => format!("{name} \"{}\"", dimension.word()),
            Argument::WordsIn(_, list, dimension) => format!("{name} {list} \"{}\"", dimension.word()),
            Argument::Parties(list, None) => format!("{name} \"{list}\""),
            Argument::Parties(list, Some(share)) => format!("{name} \"{list}\" {share}"),
        };
        Ok(Expression::Check { name: written, slot, hops, test })
    }

    /// `evidence("kind", ...)` of the delivery and `evidence(component, "kind", ...)`.
    fn evidence(&mut self, node: &IdedExpr, arguments: &[IdedExpr]) -> Result<Expression, PolicyError> {
        let is_text = |argument: &IdedExpr| matches!(&argument.expr, Expr::Literal(LiteralValue::String(_)));
        let (component, kind, terms) = match arguments {
            [kind, terms @ ..] if is_text(kind) => (None, kind, terms),
            [component, kind, terms @ ..] if is_text(kind) => (Some(component), kind, terms),
            _ => {
                return Err(self
                    .error(node, phrase!("`evidence` takes a kind of document, after a component or alone"))
                    .help(phrase!("write evidence(\"audit-report\") or evidence(component, \"audit-report\")")));
            }
        };
        let Expr::Literal(LiteralValue::String(word)) = &kind.expr else {
            return Err(self.error(kind, phrase!("a kind of document")));
        };
        let word = word.inner();
        if word.is_empty() || !word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-') {
            return Err(self
                .error(kind, phrase!("`{}` is no kind of document", word))
                .help(phrase!("write lower-case letters, digits and hyphens, such as \"audit-report\"")));
        }
        let mut question = Question { kind: word.to_owned(), max_days: None, grade: Grade::Stated };
        for term in terms {
            match self.operand(term)?.0 {
                Operand::Number(days) if question.max_days.is_none() && days >= 0.0 => question.max_days = Some(days),
                Operand::Text(text) => match Grade::ALL.into_iter().find(|grade| grade.word() == &*text) {
                    Some(grade) => question.grade = grade,
                    None => {
                        return Err(self.error(term, phrase!("`{}` is no grade", text)).help(phrase!("write \"E1\" or \"E2\"")));
                    }
                },
                _ => {
                    return Err(
                        self.error(term, phrase!("the most days a document may be old, or its least grade, is expected here"))
                    );
                }
            }
        }
        let Some(component) = component else { return Ok(Expression::Whole(Box::new(question))) };
        let (slot, hops) = self.component(component)?;
        let test = BoundCheck::new(&EVIDENCE, &Argument::Evidence(question)).map_err(|why| self.error(node, why))?;
        Ok(Expression::Check { name: format!("evidence \"{word}\""), slot, hops, test })
    }

    /// What a check takes after the component; none when the number of arguments does not fit.
    fn argument(&mut self, wants: Wants, given: &[IdedExpr]) -> Result<Option<Argument>, PolicyError> {
        Ok(Some(match (wants, given) {
            (Wants::Nothing | Wants::Dimension | Wants::MaybeText, []) => Argument::Nothing,
            (Wants::Dimension, [dimension]) => Argument::Dimension(self.dimension(dimension)?),
            (Wants::Words | Wants::WordsAndDimension, [list]) => {
                let (words, name) = self.list_of_words(list)?;
                Argument::Words(words, name)
            }
            (Wants::WordsAndDimension, [list, dimension]) => {
                let (words, name) = self.list_of_words(list)?;
                Argument::WordsIn(words, name, self.dimension(dimension)?)
            }
            (Wants::Text | Wants::MaybeText, [text]) => Argument::Text(self.quoted(text)?),
            (Wants::Parties, [list]) => Argument::Parties(self.quoted(list)?, None),
            (Wants::Parties, [list, share]) => match self.operand(share)?.0 {
                Operand::Number(number) if (0.0..=1.0).contains(&number) => Argument::Parties(self.quoted(list)?, Some(number)),
                _ => {
                    return Err(
                        self.error(share, phrase!("a share from 0 to 1, or a parameter that holds one, is expected here"))
                    );
                }
            },
            _ => return Ok(None),
        }))
    }

    fn list_of_words(&mut self, node: &IdedExpr) -> Result<(Arc<[String]>, String), PolicyError> {
        let Some(words) = self.words(node)? else {
            let error = self.error(node, phrase!("a list of words is expected here"));
            return Err(error.help(phrase!("such as `lists.NAME` or [\"a\", \"b\"]")));
        };
        let mut sorted: Vec<String> = words.words.iter().cloned().collect();
        sorted.sort();
        Ok((sorted.into(), words.name))
    }

    fn quoted(&self, node: &IdedExpr) -> Result<String, PolicyError> {
        match &node.expr {
            Expr::Literal(LiteralValue::String(text)) => Ok(text.inner().to_owned()),
            _ => Err(self.error(node, phrase!("a text in quotes is expected here"))),
        }
    }

    fn dimension(&self, node: &IdedExpr) -> Result<Dimension, PolicyError> {
        let word = self.quoted(node)?;
        Dimension::of_word(&word).ok_or_else(|| {
            let error = self.error(node, phrase!("`{}` is not a dimension of origin", word));
            error.meant(&word, Dimension::ALL.map(Dimension::word))
        })
    }

    /// `list.exists(x, ...)` and `list.all(x, ...)`, as the parser expands them: an accumulator starting at false, or'ed
    /// with the predicate; or starting at true, and'ed.
    pub(super) fn quantified(&mut self, node: &IdedExpr) -> Result<Expression, PolicyError> {
        let refused = |this: &Self| this.error(node, phrase!("only `exists` and `all` are part of the language"));
        let Expr::Comprehension(comprehension) = &node.expr else { return Err(refused(self)) };
        let (Expr::Literal(LiteralValue::Boolean(start)), Expr::Call(step)) =
            (&comprehension.accu_init.expr, &comprehension.loop_step.expr)
        else {
            return Err(refused(self));
        };
        let all = *start.inner();
        let operator = if all { operators::LOGICAL_AND } else { operators::LOGICAL_OR };
        let is_accumulator = |side: &IdedExpr| matches!(&side.expr, Expr::Ident(name) if *name == comprehension.accu_var);
        let predicate = match step.args.as_slice() {
            [left, right] if step.func_name == operator && is_accumulator(left) => right,
            [left, right] if step.func_name == operator && is_accumulator(right) => left,
            _ => return Err(refused(self)),
        };
        if comprehension.iter_var2.is_some() || !is_accumulator(&comprehension.result) {
            return Err(refused(self));
        }
        let list = self.field_path(&comprehension.iter_range, None, &comprehension.iter_range)?;
        let Some(domain) = list_domain(list.field) else {
            return Err(self.error(&comprehension.iter_range, phrase!("`{}` is no list", list.path)));
        };
        let name = &comprehension.iter_var;
        if self.variables.iter().any(|(variable, _)| variable == name) || ["lists", "parameters"].contains(&name.as_str()) {
            return Err(self
                .error(node, phrase!("`{}` stands for something else already", name))
                .help(phrase!("use another letter")));
        }
        if self.variables.len() > 5 {
            return Err(self.error(node, phrase!("lists inside lists inside lists are not asked")));
        }
        self.variables.push((name.clone(), domain));
        let body = self.truth(predicate);
        self.variables.pop();
        Ok(Expression::Quantified { all, list, body: Box::new(body?) })
    }
}
