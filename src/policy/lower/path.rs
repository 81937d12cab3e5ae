//! Dotted names: `component.supplier.name`, `x.licenses`, `link.to.kind`.

use super::{Kind, Lowering};
use crate::base::{Phrase, phrase};
use crate::policy::diagnostic::PolicyError;
use crate::policy::expression::FieldRef;
use crate::policy::field::{self, Domain, Get};
use crate::policy::operand::Operand;
use cel::common::ast::{Expr, IdedExpr};

impl Lowering<'_> {
    /// The variable and the segments below it.
    fn segments<'n>(&self, node: &'n IdedExpr) -> Result<(&'n str, Vec<&'n str>), PolicyError> {
        let mut below = Vec::new();
        let mut at = node;
        loop {
            match &at.expr {
                Expr::Select(select) if !select.test => {
                    below.push(select.field.as_str());
                    at = &select.operand;
                }
                Expr::Ident(root) => {
                    below.reverse();
                    return Ok((root, below));
                }
                _ => return Err(self.error(node, phrase!("a field such as `component.name` is expected here"))),
            }
        }
    }

    /// The slot and domain of a variable.
    pub(super) fn variable(&self, name: &str, node: &IdedExpr) -> Result<(usize, Domain), PolicyError> {
        match self.variables.iter().rposition(|(variable, _)| variable == name) {
            Some(slot) => Ok((slot, self.variables[slot].1)),
            None => {
                let known: Vec<&str> =
                    self.variables.iter().map(|(name, _)| name.as_str()).chain(["lists", "parameters"]).collect();
                let names = Phrase::names(&known);
                let error = self.error(node, phrase!("there is no `{}` here: a rule can name {}", name, names));
                Err(error.meant(name, known))
            }
        }
    }

    /// A field by its dotted name. `last` is one more segment, as `has(x.y)` keeps it apart.
    pub(super) fn field_path(&self, node: &IdedExpr, last: Option<&String>, whole: &IdedExpr) -> Result<FieldRef, PolicyError> {
        let (root, mut below) = self.segments(node)?;
        below.extend(last.map(String::as_str));
        let (slot, mut domain) = self.variable(root, node)?;
        let mut hops = Vec::new();
        let mut rest = below.as_slice();
        while let [first, more @ ..] = rest {
            match field::find(domain, first).map(|field| field.get) {
                Some(Get::One(hop)) if !more.is_empty() => {
                    hops.push(hop);
                    domain = Domain::Component;
                    rest = more;
                }
                _ => break,
            }
        }
        let path = rest.join(".");
        let written = std::iter::once(root).chain(below.iter().copied()).collect::<Vec<_>>().join(".");
        match field::find(domain, &path) {
            Some(field) => Ok(FieldRef { slot, hops, field, path: written }),
            None if path.is_empty() => Err(self
                .error(whole, phrase!("`{}` is a {}, not a value", written, Phrase::word(domain.word())))
                .help(phrase!("name one of its fields, as in `{}.name`", written))),
            None => {
                let candidates = field::fields(domain).iter().map(|field| field.path);
                let error = self.error(whole, phrase!("a {} has no field `{}`", Phrase::word(domain.word()), path));
                Err(if field::is_prefix(domain, &path) {
                    let inner: Vec<&str> = candidates.filter(|candidate| candidate.starts_with(&format!("{path}."))).collect();
                    error.help(phrase!("name one of {}", Phrase::names(&inner)))
                } else {
                    error.meant(&path, candidates)
                })
            }
        }
    }

    /// A field as a value.
    pub(super) fn field_operand(&self, node: &IdedExpr) -> Result<(Operand, Kind), PolicyError> {
        if let Expr::Ident(name) = &node.expr
            && let (slot, Domain::Word) = self.variable(name, node)?
        {
            return Ok((Operand::Word(slot, name.clone()), Kind::Text));
        }
        let field = self.field_path(node, None, node)?;
        let kind = match field.field.get {
            Get::Text(_) => Kind::Text,
            Get::Number(_) => Kind::Number,
            Get::Bool(_) | Get::BuyerFact => Kind::Bool,
            Get::Date(_) => Kind::Date,
            Get::List(domain, _) => {
                let help = phrase!("ask `{}.exists({}, ...)`, `size(...)` or `has(...)`", field.path, &domain.word()[..1]);
                return Err(self
                    .error(node, phrase!("`{}` is a list of {}", field.path, Phrase::word(domain.word())))
                    .help(help));
            }
            Get::One(_) => return Err(self.error(node, phrase!("`{}` is a component, not a value", field.path))),
        };
        Ok((Operand::Field(field), kind))
    }

    /// A component variable, as the first argument of a check.
    pub(super) fn component(&self, node: &IdedExpr) -> Result<(usize, Vec<crate::policy::expression::Hop>), PolicyError> {
        let (root, below) = self.segments(node)?;
        let (slot, mut domain) = self.variable(root, node)?;
        let mut hops = Vec::new();
        for segment in &below {
            match field::find(domain, segment).map(|field| field.get) {
                Some(Get::One(hop)) => {
                    hops.push(hop);
                    domain = Domain::Component;
                }
                _ => {
                    return Err(self
                        .error(node, phrase!("a component is expected here"))
                        .help(phrase!("such as `component`, or the variable of an `exists`")));
                }
            }
        }
        if domain == Domain::Component {
            Ok((slot, hops))
        } else {
            Err(self.error(node, phrase!("a component is expected here, `{}` is a {}", root, Phrase::word(domain.word()))))
        }
    }
}
