//! What every layer stands on and what knows nothing of bills: typed indices, interned text, three-valued logic,
//! grouped edges, places in a file, limits, words, near names, signatures and signed envelopes, the order of versions,
//! languages, what was worked out a moment ago.

mod edges;
mod envelope;
mod index;
mod language;
mod limits;
mod mark;
mod memo;
mod near;
mod place;
mod secret;
mod signature;
mod text;
mod truth;
pub mod version;
mod words;
mod yaml;

pub use edges::Grouped;
pub use envelope::{Envelope, EnvelopeFault, IN_TOTO, Seal, pae};
pub use index::{Column, Index};
pub use language::{Hole, Language, Phrase, Said, Shown, filled};
pub use limits::Limits;
pub use mark::Mark;
pub use memo::Memo;
pub use near::{Looks, Skeleton, invisible, nearest};
pub use place::{Place, Span};
pub use secret::{Secret, SecretFault};
pub use signature::{KeyFault, SignatureFault, Signer, verify};
pub use text::{Text, Texts};
pub use truth::{Mask, Truth};
pub use words::{Interfaces, Phrases, each_word, plain, tokens, words};
pub use yaml::strict_yaml;

pub(crate) use index::index_type;
pub(crate) use language::phrase;
