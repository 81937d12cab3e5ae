//! What every layer stands on and what knows nothing of bills: typed indices, interned text, three-valued logic,
//! grouped edges, places in a file, limits, near names, the order of versions.

mod edges;
mod index;
mod limits;
mod near;
mod place;
mod text;
mod truth;
pub mod version;

pub use edges::Grouped;
pub use index::{Column, Index};
pub use limits::Limits;
pub use near::{Looks, Skeleton, invisible, nearest};
pub use place::{Place, Span};
pub use text::{Text, Texts};
pub use truth::{Mask, Truth};

pub(crate) use index::index_type;
