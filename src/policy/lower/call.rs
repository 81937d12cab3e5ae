//! Calls and quantifiers.

use super::Lowering;
use crate::check::{self, Argument, Grade, Question, Wants};
use crate::policy::diagnostic::PolicyError;
use crate::policy::expression::{Expression, Search, list_domain};
use crate::policy::language::BUILT_INS;
use crate::policy::operand::Operand;
use cel::common::ast::{CallExpr, Expr, IdedExpr, LiteralValue, operators};

impl Lowering<'_> {
    pub(super) fn unsupported(&self, node: &IdedExpr, name: &str) -> PolicyError {
        let shown = operators::find_operator(name).map_or(name.to_owned(), str::to_owned);
        let spelled = name.trim_matches('_').trim_matches('@');
        let title = if shown == name && name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            format!("there is no function `{name}`")
        } else {
            format!("the operator `{spelled}` is not part of the language")
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
                _ => Err(self.error(node, format!("`{name}` takes one text"))),
            };
        }
        if name == "stated" {
            return match call.args.as_slice() {
                [call] if matches!(&call.expr, Expr::Call(_)) => Ok(Expression::Stated(self.operand(call)?.0)),
                [field] => Ok(Expression::Stated(Operand::Field(self.field_path(field, None, field)?))),
                _ => Err(self.error(node, "`stated` takes one field or property")),
            };
        }
        if name == "evidence" {
            return self.evidence(node, &call.args);
        }
        let Some(check) = check::find(name) else { return Err(self.unsupported(node, name)) };
        let takes = match check.wants {
            Wants::Nothing => "a component",
            Wants::Words => "a component and a list of words",
            Wants::Text | Wants::Evidence => "a component and a text",
        };
        let (component, argument) = match (check.wants, call.args.as_slice()) {
            (Wants::Nothing, [component]) => (component, Argument::Nothing),
            (Wants::Words, [component, list]) => match self.words(list)? {
                Some(words) => {
                    let mut sorted: Vec<String> = words.words.iter().cloned().collect();
                    sorted.sort();
                    (component, Argument::Words(sorted.into(), words.name))
                }
                None => {
                    return Err(self
                        .error(list, "a list of words is expected here")
                        .help("such as `lists.NAME` or [\"a\", \"b\"]"));
                }
            },
            (Wants::Text, [component, text]) => match &text.expr {
                Expr::Literal(LiteralValue::String(text)) => (component, Argument::Text(text.inner().to_owned())),
                _ => return Err(self.error(text, "a text in quotes is expected here")),
            },
            _ => return Err(self.error(node, format!("`{name}` takes {takes}"))),
        };
        let (slot, hops) = self.component(component)?;
        let test = (check.make)(&argument).map_err(|why| self.error(node, format!("`{name}`: {why}")))?;
        let written = match &argument {
            Argument::Nothing => name.to_owned(),
            Argument::Words(_, list) => format!("{name} {list}"),
            Argument::Text(text) => format!("{name} \"{text}\""),
            Argument::Evidence(question) => format!("{name} \"{}\"", question.kind),
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
                    .error(node, "`evidence` takes a kind of document, after a component or alone")
                    .help("write evidence(\"audit-report\") or evidence(component, \"audit-report\")"));
            }
        };
        let Expr::Literal(LiteralValue::String(word)) = &kind.expr else { return Err(self.error(kind, "a kind of document")) };
        let word = word.inner();
        if word.is_empty() || !word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-') {
            return Err(self
                .error(kind, format!("`{word}` is no kind of document"))
                .help("write lower-case letters, digits and hyphens, such as \"audit-report\""));
        }
        let mut question = Question { kind: word.to_owned(), max_days: None, grade: Grade::Stated };
        for term in terms {
            match self.operand(term)?.0 {
                Operand::Number(days) if question.max_days.is_none() && days >= 0.0 => question.max_days = Some(days),
                Operand::Text(text) => match Grade::ALL.into_iter().find(|grade| grade.word() == &*text) {
                    Some(grade) => question.grade = grade,
                    None => return Err(self.error(term, format!("`{text}` is no grade")).help("write \"E1\" or \"E2\"")),
                },
                _ => return Err(self.error(term, "the most days a document may be old, or its least grade, is expected here")),
            }
        }
        let Some(component) = component else { return Ok(Expression::Whole(Box::new(question))) };
        let (slot, hops) = self.component(component)?;
        Ok(Expression::Check { name: format!("evidence \"{word}\""), slot, hops, test: Box::new(question) })
    }

    /// `list.exists(x, ...)` and `list.all(x, ...)`, as the parser expands them: an accumulator starting at false, or'ed
    /// with the predicate; or starting at true, and'ed.
    pub(super) fn quantified(&mut self, node: &IdedExpr) -> Result<Expression, PolicyError> {
        let refused = |this: &Self| this.error(node, "only `exists` and `all` are part of the language");
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
            return Err(self.error(&comprehension.iter_range, format!("`{}` is no list", list.path)));
        };
        let name = &comprehension.iter_var;
        if self.variables.iter().any(|(variable, _)| variable == name) || ["lists", "parameters"].contains(&name.as_str()) {
            return Err(self.error(node, format!("`{name}` stands for something else already")).help("use another letter"));
        }
        if self.variables.len() > 5 {
            return Err(self.error(node, "lists inside lists inside lists are not asked"));
        }
        self.variables.push((name.clone(), domain));
        let body = self.truth(predicate);
        self.variables.pop();
        Ok(Expression::Quantified { all, list, body: Box::new(body?) })
    }
}
