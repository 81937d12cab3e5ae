//! What is imperfect in an input that could be judged, each with its place.

use super::component::Row;
use crate::base::{Phrase, Place};

/// What a note does to the verdict by itself. Everything else is for policy to decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The input deviates; what it means is clear.
    Deviation,
    /// Something that belongs to the delivery could not be read: INCOMPLETE.
    Missing,
    /// The input is ambiguous or hides something: REJECT.
    Reject,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $word:literal, $severity:ident;)*) => {
        /// What kind of imperfection a note reports. Words are stable; a retired one is never used again.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum NoteCode { $($(#[$doc])* $name,)* }

        impl NoteCode {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The stable word.
            pub fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }

            /// What such a note does to the verdict by itself.
            pub fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    /// Two elements carry one bom-ref.
    DuplicateRef = "duplicate-ref", Reject;
    /// A reference names nothing in the bill.
    DanglingRef = "dangling-ref", Reject;
    /// A key of the root that the format does not know.
    UnknownRootKey = "unknown-root-key", Reject;
    /// A key that nearly spells a container of components, or an unknown key that holds what looks like components.
    HiddenContainer = "hidden-container", Reject;
    /// A component without a type or a name.
    Unidentified = "unidentified-component", Reject;
    /// One key twice in an object, in two spellings.
    KeyRespelled = "key-in-two-spellings", Reject;
    /// Two descriptions of the document in one file.
    SecondDocument = "second-document", Reject;
    /// A package URL that does not parse or is not in canonical form.
    PurlNotCanonical = "purl-not-canonical", Reject;
    /// A key of a later version than the bill declares that holds parts, or in XML any element of one: a reader of the version
    /// declared sees another bill.
    OutOfVersion = "out-of-version", Reject;
    /// A control character, or a character outside ASCII where the format has none, in an identifier.
    ForbiddenCharacter = "forbidden-character", Reject;
    /// An element that may hold components has a shape that cannot be read.
    PartNotRead = "part-not-read", Missing;
    /// A BOM-Link to another bill that was not given.
    BomLink = "bom-link", Missing;
    /// A composition says the bill is not complete.
    CompositionIncomplete = "composition-incomplete", Missing;
    /// A value of another type than the format asks for; its meaning is clear.
    WrongType = "wrong-type", Deviation;
    /// A key the format does not know.
    UnknownKey = "unknown-key", Deviation;
    /// A key of a later version than the bill declares.
    NewerKey = "newer-key", Deviation;
    /// A value outside the format's list of values.
    UnknownValue = "unknown-value", Deviation;
    /// A value whose form is not the one the format asks for (dates, serial numbers, digests).
    MalformedValue = "malformed-value", Deviation;
    /// A key the format requires is not there.
    MissingKey = "missing-key", Deviation;
    /// A licence id that SPDX does not list.
    LicenseIdUnknown = "license-id-unknown", Deviation;
    /// A byte order mark before the text.
    ByteOrderMark = "byte-order-mark", Deviation;
    /// The declared type and the evidence name different kinds.
    KindContradicted = "kind-contradicted", Deviation;
    /// The package URL names another name, version or group than the component's own fields.
    PurlContradicted = "purl-contradicted", Deviation;
    /// The text attached to a licence is that of another.
    LicenseContradicted = "license-contradicted", Deviation;
    /// Two properties of one name with different values.
    PropertyContradicted = "property-contradicted", Deviation;
    /// A composition says complete, but parts of the bill are not reached from its subject.
    CompositionContradicted = "composition-contradicted", Deviation;
    /// Characters that hide or reorder text stand in a name.
    HiddenCharacters = "hidden-characters", Deviation;
    /// A digest that cannot be one of its algorithm.
    DigestMalformed = "digest-malformed", Deviation;
    /// One algorithm, two different digests.
    DigestContradicted = "digest-contradicted", Deviation;
    /// Dependencies run in a circle.
    DependencyCycle = "dependency-cycle", Deviation;
    /// A reference to something outside the network's public space, or of a scheme that is no web address.
    SuspiciousReference = "suspicious-reference", Deviation;
    /// An attribute, element or text that is none of the format's own, where it may stand but means nothing.
    ForeignContent = "foreign-content", Deviation;
    /// A base model, dataset or package that is named but not described.
    NamedOnly = "named-only", Deviation;
    /// Signatures around the bill, which nobody has verified.
    SignatureUnverified = "signature-unverified", Deviation;
}

/// One imperfection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What kind.
    pub code: NoteCode,
    /// The component it is about, if one.
    pub row: Option<Row>,
    /// Where it stands.
    pub place: Place,
    /// JSON pointer of the element (RFC 6901); empty for the whole document.
    pub pointer: String,
    /// What was found, what was expected.
    pub message: Phrase,
}
