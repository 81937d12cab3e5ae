//! Files that say which vulnerabilities can be exploited in which products (VEX): OpenVEX and CSAF. Statements inside a
//! CycloneDX document are read with it. A file only counts when the operator names it, and only as far as the config goes.

mod csaf;
mod openvex;

use crate::base::{Phrase, phrase};
use crate::model::{Bom, Product, State, Statement};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};

/// A file of statements, from wherever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Its path.
    pub file: String,
    /// `OpenVEX`, `CSAF` or `CycloneDX`.
    pub format: &'static str,
    /// Who says it made it.
    pub author: Option<String>,
    /// Whose signature on it was verified.
    pub signed_by: Option<String>,
    /// What it says.
    pub statements: Vec<Statement>,
}

/// Why a file is not read.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.phrase())]
pub enum VexError {
    /// Not JSON, or not of the shape of the format it claims.
    Shape {
        /// The format.
        format: &'static str,
        /// What is wrong.
        source: serde_json::Error,
    },
    /// Neither OpenVEX nor CSAF.
    Unknown,
    /// A version that is not read.
    Version {
        /// The format.
        format: &'static str,
        /// The version it names.
        version: String,
    },
    /// A statement without what makes it one.
    Statement {
        /// JSON pointer.
        place: String,
        /// What is missing.
        problem: &'static str,
    },
}

impl VexError {
    /// In words.
    pub fn phrase(&self) -> Phrase {
        match self {
            Self::Shape { format, source } => phrase!("is not {}: {}", Phrase::word(format), source),
            Self::Unknown => {
                phrase!("is neither OpenVEX (`@context`) nor CSAF (`document.csaf_version`) nor a CycloneDX document")
            }
            Self::Version { format, version } => {
                phrase!("is {} of a version that is not read: `{}`", Phrase::word(format), version)
            }
            Self::Statement { place, problem } => phrase!("{}: {}", place, Phrase::word(problem)),
        }
    }
}

/// Reads an OpenVEX or CSAF file.
///
/// # Errors
/// When it is neither, or a statement lacks its vulnerability, its products or its status: half a file is not relied on.
pub fn read(file: &str, text: &str) -> Result<Document, VexError> {
    let shape = |source| VexError::Shape { format: "JSON", source };
    let value: serde_json::Value = serde_json::from_str(text).map_err(shape)?;
    let (format, (author, statements)) = match () {
        () if value.get("@context").is_some() => ("OpenVEX", openvex::read(text)?),
        () if value.pointer("/document/csaf_version").is_some() => ("CSAF", csaf::read(text)?),
        () => return Err(VexError::Unknown),
    };
    Ok(Document { file: file.to_owned(), format, author, signed_by: None, statements })
}

/// What the operator accepts as a reason to excuse a finding. By default nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// States that excuse.
    pub accept: Vec<State>,
    /// Justifications that excuse `not_affected`; empty: every one that is stated.
    pub justifications: Vec<String>,
    /// Signers and authors who are believed; empty: whoever made a file the operator names.
    pub from: Vec<String>,
    /// A statement made before the advisory last changed excuses too.
    pub older: bool,
}

impl Terms {
    /// Whether a statement of a file is one that may excuse.
    pub fn accepts(&self, document: &Document, statement: &Statement) -> bool {
        let by = [&document.signed_by, &document.author].into_iter().flatten();
        let believed = self.from.is_empty() || by.into_iter().any(|name| self.from.contains(name));
        let justified = match (&statement.justification, statement.state) {
            (Some(word), State::NotAffected) => self.justifications.is_empty() || self.justifications.contains(word),
            (None, State::NotAffected) => false,
            _ => true,
        };
        believed && justified && self.accept.contains(&statement.state)
    }

    /// Whether a statement was made when an advisory stood as it stands now, or later; never after the day of judgement. A day
    /// that is not given, or cannot be read, is no such day.
    pub fn in_time(&self, statement: &Statement, modified: Option<&str>, as_of: Date) -> bool {
        let made = statement.made.as_deref().and_then(instant);
        let not_yet = |made: Timestamp| made.to_zoned(TimeZone::UTC).date() > as_of.saturating_add(Span::new().days(1));
        match (made, modified) {
            (Some(made), _) if not_yet(made) => false,
            (_, None) => true,
            _ if self.older => true,
            (Some(made), Some(modified)) => instant(modified).is_some_and(|modified| made >= modified),
            (None, Some(_)) => false,
        }
    }
}

/// A moment as RFC 3339 has it; a day alone is its beginning.
fn instant(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    let day = || text.parse::<Date>().ok()?.to_zoned(TimeZone::UTC).ok().map(|zoned| zoned.timestamp());
    if text.len() == "2026-11-22".len() { day() } else { text.parse().ok() }
}

/// Statements of the document of a bill, by what the same document says of the parts they name: of use beside another bill.
pub fn of_bill(file: &str, bom: &Bom) -> Document {
    let parts = &bom.components;
    let named = |product: &Product| {
        let last = product.name.rsplit_once('#').filter(|(link, _)| link.starts_with("urn:cdx:")).map_or("", |(_, last)| last);
        let row = parts.rows().find(|row| {
            let reference = bom.value(parts.reference[*row]);
            reference == Some(product.name.as_str()) || (!last.is_empty() && reference == Some(last))
        });
        let purl = row.and_then(|row| bom.value(parts.purl[row])).map(str::to_owned);
        let strong = row.map_or(&[][..], |row| parts.hashes.of(row)).iter().filter(|digest| digest.algorithm.strong());
        let digests = strong.map(|digest| (digest.algorithm, parts.hex(*digest))).collect();
        Product { name: purl.unwrap_or_else(|| product.name.clone()), part: None, digests }
    };
    let made = bom.value(bom.document.timestamp).map(str::to_owned);
    let statement = |said: &Statement| Statement {
        products: said.products.iter().map(named).collect(),
        made: said.made.clone().or_else(|| made.clone()),
        ..said.clone()
    };
    let statements = bom.document.statements.iter().map(statement).collect();
    Document { file: file.to_owned(), format: "CycloneDX", author: None, signed_by: None, statements }
}
