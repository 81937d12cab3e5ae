//! Packs of dated, cited rules: their shape, their language, the plan they become, and waivers.
//!
//! A pack that is not understood whole is refused whole: a policy that silently checks less is worse than none.

mod cite;
mod diagnostic;
mod explain;
mod expression;
pub mod field;
mod language;
mod lower;
mod operand;
mod pack;
mod parse;
mod plan;
mod presence;
mod shipped;
mod waiver;

pub use cite::{Cite, CiteMark, Force, PackSource};
pub use diagnostic::{PolicyError, SourceText};
pub use expression::{Expression, Frame};
pub use language::{BUILT_INS, BuiltIn};
pub use pack::{Area, Level, NotAsked, OnUnknown, Pack, Purpose, RuleShape, Scalar, Subject};
pub use plan::{Plan, PlanRequest, Rule, Used};
pub use presence::Presence;
pub use shipped::{Library, yaml};
pub use waiver::{Waiver, Waivers};
