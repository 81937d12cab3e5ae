//! What documents the operator holds say of the parts of one bill: who stands behind them, where, what could take their place.

use super::evidence::{Covers, Document, Evidence, Grade};
use super::scene::Scene;
use crate::enrich::{self, Claim, Claims, Country, Dimension};
use crate::model::{Bom, Row, Stated};
use jiff::civil::Date;

/// What a document says of a part in one dimension.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// In what way.
    pub dimension: Dimension,
    /// Where; empty with no party: nowhere.
    pub countries: Vec<Country>,
    /// Who, by name.
    pub party: Option<String>,
    /// The share the party holds, 0 to 1.
    pub share: Option<f64>,
}

/// All a document says of the part it is about.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Statements {
    /// Who stands behind it, and where.
    pub origins: Vec<Statement>,
    /// What could take its place, or that nothing can.
    pub alternative: Stated<String>,
    /// Whether the delivery does not do its work without it.
    pub critical: Option<bool>,
}

impl Statements {
    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl From<Grade> for enrich::Grade {
    fn from(grade: Grade) -> Self {
        match grade {
            Grade::Stated => Self::E0,
            Grade::Attached => Self::E1,
            Grade::Attested => Self::E2,
        }
    }
}

impl Document {
    /// The parts its statements are about. A document on a delivery speaks of its subject.
    fn speaks_of(&self, bom: &Bom, rows: Vec<Row>, whole: bool) -> Vec<Row> {
        match &self.covers {
            Covers::Component(_) if !rows.is_empty() => rows,
            Covers::Component(_) | Covers::Delivery(..) if whole => bom.subject().into_iter().collect(),
            _ => Vec::new(),
        }
    }
}

impl Evidence {
    /// What the documents say of the components of a bill. One that names several things says nothing; one that does not
    /// hold on the day makes nothing better.
    pub fn claims(&self, bom: &Bom, day: Date) -> Claims {
        let mut claims = Claims::default();
        if self.documents.iter().all(|document| document.says.is_empty()) {
            return claims;
        }
        for held in self.beside(bom).into_iter().filter(|held| !held.broad && !held.document.says.is_empty()) {
            let document = held.document;
            let lapsed = document.date > day || document.fault(day).is_some();
            let says = &document.says;
            for row in document.speaks_of(bom, held.rows, held.whole) {
                for statement in &says.origins {
                    let of = |country| Claim {
                        row,
                        dimension: statement.dimension,
                        country,
                        party: statement.party.clone(),
                        share: statement.share,
                        grade: document.grade.into(),
                        source: document.id.clone(),
                        lapsed,
                    };
                    match statement.countries.as_slice() {
                        [] => claims.origins.push(of(None)),
                        countries => claims.origins.extend(countries.iter().map(|country| of(Some(*country)))),
                    }
                }
                match &says.alternative {
                    _ if lapsed => {}
                    Stated::Value(named) => claims.alternatives.push((row, Some(named.clone()))),
                    Stated::Nothing => claims.alternatives.push((row, None)),
                    Stated::Absent | Stated::Unknown | Stated::Withheld => {}
                }
                if let Some(critical) = says.critical.filter(|critical| *critical || !lapsed) {
                    claims.critical.push((row, critical));
                }
            }
        }
        claims
    }
}

impl<'a> Scene<'a> {
    /// What could take the place of a part: as the operator's evidence says, or the bill.
    pub fn alternative(&self, row: Row) -> Option<&str> {
        let stated = || {
            let properties = self.bom.components.properties.of(row).iter();
            properties
                .filter(|property| self.bom.text(property.name) == "bomgate:alternative")
                .find_map(|property| self.bom.value(property.value))
        };
        self.facts.claims.replacement(row).unwrap_or_else(stated)
    }
}
