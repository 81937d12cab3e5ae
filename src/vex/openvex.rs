//! OpenVEX. Source: OpenVEX Specification v0.2.0, "Document and Statement".

use super::VexError;
use crate::model::{Algorithm, Product, State, Statement, strong_hash};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct File {
    #[serde(rename = "@context")]
    context: String,
    #[serde(default)]
    author: Option<String>,
    #[serde(default)]
    timestamp: Option<String>,
    #[serde(default)]
    last_updated: Option<String>,
    statements: Vec<Said>,
}

#[derive(Deserialize)]
struct Said {
    #[serde(default)]
    vulnerability: Option<Named>,
    #[serde(default)]
    products: Vec<Thing>,
    #[serde(default)]
    status: Option<String>,
    #[serde(default)]
    justification: Option<String>,
    #[serde(default)]
    impact_statement: Option<String>,
    #[serde(default)]
    action_statement: Option<String>,
    #[serde(default)]
    timestamp: Option<String>,
    #[serde(default)]
    last_updated: Option<String>,
}

/// Before 0.2.0 a vulnerability and a product were plain texts.
#[derive(Deserialize)]
#[serde(untagged)]
enum Named {
    Text(String),
    Full {
        #[serde(rename = "@id", default)]
        id: Option<String>,
        #[serde(default)]
        name: Option<String>,
        #[serde(default)]
        aliases: Vec<String>,
    },
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Thing {
    Text(String),
    Full {
        #[serde(rename = "@id", default)]
        id: Option<String>,
        #[serde(default)]
        identifiers: BTreeMap<String, String>,
        #[serde(default)]
        hashes: BTreeMap<String, String>,
        #[serde(default)]
        subcomponents: Vec<Thing>,
    },
}

impl Thing {
    /// The package URL, or else what it is called.
    fn name(&self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text.clone()),
            Self::Full { id, identifiers, hashes, .. } => {
                // A product may be named by its digests alone.
                let digest = || hashes.iter().next().map(|(name, hex)| format!("{name}:{hex}"));
                identifiers.get("purl").or(id.as_ref()).cloned().or_else(digest)
            }
        }
    }

    fn products(&self) -> Option<Vec<Product>> {
        let name = self.name()?;
        let digests = self.digests();
        let parts: &[Self] = if let Self::Full { subcomponents, .. } = self { subcomponents } else { &[] };
        if parts.is_empty() {
            return Some(vec![Product { name, part: None, digests }]);
        }
        parts.iter().map(|part| Some(Product { name: name.clone(), part: Some(part.name()?), digests: part.digests() })).collect()
    }

    fn digests(&self) -> Vec<(Algorithm, String)> {
        match self {
            Self::Text(_) => Vec::new(),
            Self::Full { hashes, .. } => hashes.iter().filter_map(|(name, hex)| strong_hash(name, hex)).collect(),
        }
    }
}

/// Author and statements.
pub(super) fn read(text: &str) -> Result<(Option<String>, Vec<Statement>), VexError> {
    let file: File = serde_json::from_str(text).map_err(|source| VexError::Shape { format: "OpenVEX", source })?;
    if !file.context.starts_with("https://openvex.dev/ns") {
        return Err(VexError::Version { format: "OpenVEX", version: file.context });
    }
    let made = file.last_updated.or(file.timestamp);
    let statements = file.statements.into_iter().enumerate();
    let statements = statements.map(|(at, said)| statement(at, said, made.as_ref())).collect::<Result<_, _>>()?;
    Ok((file.author, statements))
}

fn statement(at: usize, said: Said, made: Option<&String>) -> Result<Statement, VexError> {
    let place = format!("/statements/{at}");
    let fault = |problem| VexError::Statement { place: place.clone(), problem };
    let ids: Vec<String> = match said.vulnerability {
        Some(Named::Text(name)) => vec![name],
        Some(Named::Full { id, name, aliases }) => name.into_iter().chain(id).chain(aliases).collect(),
        None => Vec::new(),
    };
    if ids.is_empty() {
        return Err(fault("no `vulnerability`"));
    }
    let status = said.status.ok_or_else(|| fault("no `status`"))?;
    if !["affected", "not_affected", "fixed", "under_investigation"].contains(&status.as_str()) {
        return Err(fault("`status` is not affected, not_affected, fixed or under_investigation"));
    }
    let products: Option<Vec<Vec<Product>>> = said.products.iter().map(Thing::products).collect();
    let products = products.ok_or_else(|| fault("a product without `@id` or `identifiers.purl`"))?.concat();
    if products.is_empty() {
        return Err(fault("no `products`"));
    }
    Ok(Statement {
        ids,
        products,
        state: State::of_word(&status),
        justification: said.justification,
        detail: said.impact_statement.or(said.action_statement),
        made: said.last_updated.or(said.timestamp).or_else(|| made.cloned()),
        place,
    })
}
