//! What licence statements mean, and whether a list of licences permits or forbids them.

use super::lists::Lists;
use super::shape::LicenseClass;
use super::spelling::SpdxNames;
use crate::base::{Column, Text, Truth};
use crate::model::{Bom, LicenseId, Terms};
use foldhash::fast::RandomState;
use hashbrown::{HashMap, HashSet};
use spdx::expression::{ExprNode, Operator};
use spdx::{AdditionItem, LicenseItem, LicenseReq, ParseMode};

/// Words and operators of the form our own spelling has; unknown words became references before.
const MODE: ParseMode = ParseMode {
    allow_slash_as_or_operator: false,
    allow_imprecise_license_names: false,
    allow_postfix_plus_on_gpl: false,
    allow_deprecated: true,
    allow_unknown: false,
};

/// What one licence statement means.
#[derive(Clone, Debug)]
pub struct LicenseReading {
    /// The statement as an expression; none when it does not parse or is a placeholder.
    pub expression: Option<spdx::Expression>,
    /// The licences it names, each once, in order, in the current spelling; those outside the SPDX list as
    /// `LicenseRef-...`, those with an exception as `ID WITH EXCEPTION`.
    pub ids: Vec<String>,
    /// Yes when every licence is of the SPDX list or the catalogue and the statement has no fault, unknown otherwise.
    pub known: Truth,
    /// What is wrong with it.
    pub faults: Vec<String>,
}

/// The readings of every licence statement of a bill. Equal texts share one.
#[derive(Debug)]
pub struct Licensing {
    readings: Vec<LicenseReading>,
    by_license: Column<LicenseId, u32>,
    /// What the texts say.
    terms: Column<LicenseId, Option<Terms>>,
    /// References that stand for nothing known.
    unknown: HashSet<String, RandomState>,
}

impl Licensing {
    /// Reads every statement, each distinct text once.
    pub fn new(bom: &Bom, lists: &Lists) -> Self {
        let mut names = None;
        let silent = LicenseReading { expression: None, ids: Vec::new(), known: Truth::Unknown, faults: Vec::new() };
        let mut this =
            Self { readings: vec![silent], by_license: Column::default(), terms: Column::default(), unknown: HashSet::default() };
        let mut known: HashMap<Text, u32, RandomState> = HashMap::default();
        for license in bom.licenses.as_slice() {
            let at = match license.text.get().value() {
                None => 0,
                Some(text) => *known.entry(text).or_insert_with(|| {
                    let names = names.get_or_insert_with(SpdxNames::new);
                    let reading = read(bom.text(text), names, lists, &mut this.unknown);
                    this.readings.push(reading);
                    u32::try_from(this.readings.len() - 1).expect("texts are limited to u32")
                }),
            };
            this.by_license.push(at);
            this.terms.push(license.terms);
        }
        this
    }

    /// What a statement means.
    pub fn reading(&self, id: LicenseId) -> &LicenseReading {
        &self.readings[self.by_license[id] as usize]
    }

    /// What all licences of a statement let a taker do; none when one is not catalogued, or they differ. A text that keeps
    /// commercial use out counts where nothing is known of the licence by name; it never makes one better.
    pub fn class(&self, id: LicenseId, lists: &Lists) -> Option<LicenseClass> {
        let named = self.named_class(id, lists);
        match (named, self.terms[id]) {
            (None, Some(Terms::Noncommercial)) => Some(LicenseClass::Noncommercial),
            (Some(LicenseClass::Open), Some(Terms::Noncommercial)) => None,
            _ => named,
        }
    }

    fn named_class(&self, id: LicenseId, lists: &Lists) -> Option<LicenseClass> {
        let of_license = |id: &String| {
            if let Some(known) = lists.license(id) {
                return Some(known.class).filter(|class| *class != LicenseClass::Unknown);
            }
            let bare = id.split(" WITH ").next().unwrap_or(id).trim_end_matches('+');
            let spdx = spdx::license_id(bare)?;
            (spdx.is_osi_approved() || spdx.is_fsf_free_libre()).then_some(LicenseClass::Open)
        };
        let mut classes = self.reading(id).ids.iter().map(of_license);
        let first = classes.next()??;
        classes.all(|class| class == Some(first)).then_some(first)
    }

    /// Whether the statement can be taken under licences that are all `allowed`: of `OR` one branch suffices, of `AND`
    /// every branch must be. Identifiers come in their current spelling. A licence with a known exception is asked for
    /// as `ID WITH EXCEPTION` and as `ID`. What is not known is unknown, unless its very reference is allowed.
    pub fn permits(&self, id: LicenseId, allowed: &dyn Fn(&str) -> bool) -> Truth {
        self.evaluate(id, Operator::Or, |leaf| {
            let listed = match &leaf.exception {
                None => leaf.spellings().any(|id| allowed(&id)),
                Some(exception) => leaf.spellings().any(|id| allowed(&format!("{id} WITH {exception}")) || allowed(&id)),
            };
            match (leaf.certain, listed) {
                (true, listed) => listed.into(),
                (false, true) if leaf.exception.is_none() && !leaf.odd_exception => Truth::Yes,
                (false, _) => Truth::Unknown,
            }
        })
    }

    /// Whether no branch of the statement avoids a `denied` licence. `-or-later` counts as denied where `-only` is, and a
    /// licence with an exception where the licence is.
    pub fn forbids(&self, id: LicenseId, denied: &dyn Fn(&str) -> bool) -> Truth {
        self.evaluate(id, Operator::And, |leaf| {
            let with = leaf.exception.as_ref().is_some_and(|exception| denied(&format!("{} WITH {exception}", leaf.id)));
            if with || leaf.spellings().any(|id| denied(&id)) || leaf.earlier().any(|id| denied(&id)) {
                Truth::Yes
            } else if leaf.certain {
                Truth::No
            } else {
                Truth::Unknown
            }
        })
    }

    /// Evaluates in postfix order. `greater` is the operator that takes the greater of two answers.
    fn evaluate(&self, id: LicenseId, greater: Operator, ask: impl Fn(&Leaf) -> Truth) -> Truth {
        let Some(expression) = &self.reading(id).expression else { return Truth::Unknown };
        let mut stack: Vec<Truth> = Vec::new();
        for node in expression.iter() {
            let answer = match node {
                ExprNode::Req(term) => ask(&Leaf::of(&term.req, &self.unknown)),
                ExprNode::Op(operator) => match (stack.pop(), stack.pop()) {
                    (Some(right), Some(left)) if *operator == greater => left.or(right),
                    (Some(right), Some(left)) => left.and(right),
                    _ => return Truth::Unknown,
                },
            };
            stack.push(answer);
        }
        stack.pop().unwrap_or(Truth::Unknown)
    }
}

/// One licence of an expression.
struct Leaf {
    id: String,
    later: bool,
    exception: Option<String>,
    /// An exception that no list has.
    odd_exception: bool,
    /// The licence and its exception are both known.
    certain: bool,
}

impl Leaf {
    fn of(term: &LicenseReq, unknown: &HashSet<String, RandomState>) -> Self {
        let (id, later, known) = match &term.license {
            LicenseItem::Spdx { id, or_later } => (id.name.to_owned(), *or_later, true),
            LicenseItem::Other(other) => {
                let id = other.to_string();
                let known = other.doc_ref.is_none() && !unknown.contains(&id);
                (id, false, known)
            }
        };
        let exception = match &term.addition {
            Some(AdditionItem::Spdx(exception)) => Some(exception.name.to_owned()),
            _ => None,
        };
        let odd_exception = matches!(term.addition, Some(AdditionItem::Other(_)));
        Self { id, later, exception, odd_exception, certain: known && !odd_exception }
    }

    /// `Apache-2.0+` may be taken as `Apache-2.0`.
    fn spellings(&self) -> impl Iterator<Item = String> + '_ {
        std::iter::once(self.id.clone()).chain(self.later.then(|| format!("{}+", self.id)))
    }

    /// What `-or-later` begins with, in the current and the deprecated spelling; deprecated spellings of `-only`.
    fn earlier(&self) -> impl Iterator<Item = String> + '_ {
        let base = self.id.strip_suffix("-or-later");
        let only = base.map(|base| format!("{base}-only"));
        let old = base.or(self.id.strip_suffix("-only")).map(str::to_owned);
        only.into_iter().chain(old)
    }

    fn text(&self) -> String {
        let plus = if self.later { "+" } else { "" };
        match &self.exception {
            Some(exception) => format!("{}{plus} WITH {exception}", self.id),
            None => format!("{}{plus}", self.id),
        }
    }
}

fn read(text: &str, names: &SpdxNames, lists: &Lists, unknown: &mut HashSet<String, RandomState>) -> LicenseReading {
    let mut spelt = names.spell(text, lists);
    let expression = match spdx::Expression::parse_mode(&spelt.expression, MODE) {
        Ok(expression) => Some(expression),
        Err(error) => {
            spelt.faults.push(format!("is not a licence expression: {}", error.reason));
            None
        }
    };
    unknown.extend(spelt.unknown);
    let mut ids = Vec::new();
    let mut certain = expression.is_some() && spelt.faults.is_empty();
    let mut seen: HashSet<String, RandomState> = HashSet::default();
    for term in expression.iter().flat_map(spdx::Expression::requirements) {
        let leaf = Leaf::of(&term.req, unknown);
        certain &= leaf.certain;
        let text = leaf.text();
        if seen.insert(text.clone()) {
            ids.push(text);
        }
    }
    let known = if certain { Truth::Yes } else { Truth::Unknown };
    LicenseReading { expression, ids, known, faults: spelt.faults }
}
