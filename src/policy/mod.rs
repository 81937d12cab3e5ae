//! Packs of dated, cited rules: their shape, their language, the plan they become, and waivers.
//!
//! A pack that is not understood whole is refused whole: a policy that silently checks less is worse than none.

mod ask;
mod choose;
mod diagnostic;
mod evidence;
mod explain;
mod expression;
pub mod field;
mod language;
mod lint;
mod lookup;
mod lower;
mod operand;
mod overrides;
mod pack;
mod page;
mod parse;
mod plan;
mod presence;
mod schema;
mod shipped;
mod statement;
mod translation;
mod waiver;
mod words;

pub use ask::Asked;
pub use diagnostic::{PolicyError, SourceText};
pub use evidence::read_evidence;
pub use expression::{Expression, Frame};
pub use language::{BUILT_INS, BuiltIn};
pub use lint::Warning;
pub use lookup::{Lookups, Spared};
pub use overrides::Overrides;
pub use pack::{Cite, NotAsked, Pack, RuleShape, Scalar, WaiverLimits};
pub(crate) use pack::{day_schema, maybe_day, start};
pub use page::{Answer, Case, CasePage, Fragment, Setting};
pub use plan::{Plan, PlanRequest, Rule, Used};
pub use presence::Presence;
pub use schema::{evidence_schema, pack_schema, translation_schema, waivers_schema};
pub use shipped::{Library, yaml};
pub use translation::Translation;
pub use waiver::{Waiver, Waivers};
pub use words::{Area, Force, Level, OnUnknown, Purpose, Subject};
