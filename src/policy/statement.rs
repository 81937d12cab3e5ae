//! What a document of the evidence file says of the part it is about.

use super::diagnostic::{PolicyError, SourceText};
use super::pack::start;
use crate::base::{Phrase, phrase};
use crate::check::{Statement, Statements};
use crate::enrich::{Country, Dimension, Lists};
use crate::model::{Stated, state_of};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_saphyr::Spanned;

/// Who stands behind the part in one dimension, and where.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct StatementShape {
    /// In what way.
    #[schemars(with = "Dimension")]
    dimension: Spanned<Dimension>,
    /// Countries or regions, by code or name; `none` where there is none.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    countries: Vec<Spanned<String>>,
    /// Who, by legal name.
    #[schemars(with = "Option<String>")]
    party: Option<Spanned<String>>,
    /// The share the party holds, from 0 to 1. For owners.
    #[schemars(with = "Option<f64>", range(min = 0, max = 1))]
    share: Option<Spanned<f64>>,
}

/// Reads what a document says, its countries by the list.
pub(super) fn statements(
    source: &SourceText,
    states: Vec<StatementShape>,
    alternative: Option<Spanned<String>>,
    critical: Option<bool>,
    lists: &Lists,
) -> Result<Statements, PolicyError> {
    let origins = states.into_iter().map(|shape| statement(source, shape, lists)).collect::<Result<_, _>>()?;
    let alternative = match &alternative {
        None => Stated::Absent,
        Some(written) => match state_of(&written.value) {
            named @ (Stated::Value(_) | Stated::Nothing) => named.map(str::to_owned),
            Stated::Absent | Stated::Unknown | Stated::Withheld => {
                let fault = at(source, written, 1, phrase!("an alternative without a name"));
                return Err(fault.help(phrase!("name what could take the part's place, or write none where nothing can")));
            }
        },
    };
    Ok(Statements { origins, alternative, critical })
}

fn at<T>(source: &SourceText, value: &Spanned<T>, len: usize, title: Phrase) -> PolicyError {
    let from = start(source, value);
    PolicyError::at(source, from..from + len.max(1), title)
}

fn statement(source: &SourceText, shape: StatementShape, lists: &Lists) -> Result<Statement, PolicyError> {
    let StatementShape { dimension, countries: words, party, share } = shape;
    let mut countries: Vec<Country> = Vec::new();
    let mut none = false;
    for word in &words {
        match (word.value.trim(), lists.area(&word.value)) {
            ("none", _) => none = true,
            (_, Some((_, members))) => countries.extend(members),
            (_, None) => {
                let title = phrase!("there is no country or region `{}`", word.value);
                return Err(at(source, word, word.value.len(), title)
                    .help(phrase!("write a code such as DE, a name, a region such as EU, or none")));
            }
        }
    }
    countries.sort_unstable();
    countries.dedup();
    let named = party.as_ref().is_some_and(|party| !party.value.trim().is_empty());
    let fault = match (none, named, countries.is_empty()) {
        (true, true, _) | (true, _, false) => Some("`none` stands beside a party or a country"),
        (false, false, true) => Some("it says neither who nor where"),
        _ => None,
    };
    if let Some(fault) = fault {
        let title =
            phrase!("a statement on {} says nothing exact: {}", Phrase::word(dimension.value.word()), Phrase::word(fault));
        return Err(at(source, &dimension, 1, title)
            .help(phrase!("give `party`, `countries` or both; `countries: [none]` where there is nobody")));
    }
    if let Some(share) = &share {
        let owns = matches!(dimension.value, Dimension::Owner | Dimension::Controller);
        if !owns || !(0.0..=1.0).contains(&share.value) {
            let title = phrase!("{} is no share of {}", share.value, Phrase::word(dimension.value.word()));
            return Err(at(source, share, 1, title).help(phrase!("owners and controllers hold shares, from 0 to 1")));
        }
    }
    Ok(Statement {
        dimension: dimension.value,
        countries,
        party: party.map(|party| party.value),
        share: share.map(|share| share.value),
    })
}
