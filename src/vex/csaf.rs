//! CSAF, profile VEX. Source: Common Security Advisory Framework 2.0, sections 3.2.2 (product tree), 3.2.3 (vulnerabilities)
//! and 4.5 (profile VEX).

use super::VexError;
use crate::model::{Algorithm, Product, State, Statement, strong_hash};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct File {
    document: Head,
    #[serde(default)]
    product_tree: Tree,
    #[serde(default)]
    vulnerabilities: Vec<Vulnerability>,
}

#[derive(Deserialize)]
struct Head {
    csaf_version: String,
    #[serde(default)]
    publisher: Option<Publisher>,
    #[serde(default)]
    tracking: Option<Tracking>,
}

#[derive(Deserialize)]
struct Tracking {
    #[serde(default)]
    current_release_date: Option<String>,
}

#[derive(Deserialize)]
struct Publisher {
    name: String,
}

#[derive(Default, Deserialize)]
struct Tree {
    #[serde(default)]
    branches: Vec<Branch>,
    #[serde(default)]
    full_product_names: Vec<Full>,
    #[serde(default)]
    relationships: Vec<Relationship>,
}

#[derive(Deserialize)]
struct Branch {
    #[serde(default)]
    branches: Vec<Branch>,
    #[serde(default)]
    product: Option<Full>,
}

#[derive(Clone, Deserialize)]
struct Full {
    product_id: String,
    name: String,
    #[serde(default)]
    product_identification_helper: Option<Helper>,
}

#[derive(Clone, Deserialize)]
struct Helper {
    #[serde(default)]
    purl: Option<String>,
    #[serde(default)]
    hashes: Vec<Hashes>,
}

#[derive(Clone, Deserialize)]
struct Hashes {
    #[serde(default)]
    file_hashes: Vec<FileHash>,
}

#[derive(Clone, Deserialize)]
struct FileHash {
    algorithm: String,
    value: String,
}

impl Full {
    fn digests(&self) -> Vec<(Algorithm, String)> {
        let of = self.product_identification_helper.iter().flat_map(|helper| &helper.hashes);
        of.flat_map(|hashes| &hashes.file_hashes).filter_map(|hash| strong_hash(&hash.algorithm, &hash.value)).collect()
    }
}

#[derive(Deserialize)]
struct Relationship {
    full_product_name: Full,
    product_reference: String,
    relates_to_product_reference: String,
}

#[derive(Deserialize)]
struct Vulnerability {
    #[serde(default)]
    cve: Option<String>,
    #[serde(default)]
    ids: Vec<Id>,
    #[serde(default)]
    product_status: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    flags: Vec<Flag>,
    #[serde(default)]
    threats: Vec<Threat>,
}

#[derive(Deserialize)]
struct Id {
    text: String,
}

#[derive(Deserialize)]
struct Flag {
    label: String,
    #[serde(default)]
    product_ids: Vec<String>,
}

#[derive(Deserialize)]
struct Threat {
    category: String,
    details: String,
    #[serde(default)]
    product_ids: Vec<String>,
}

/// Who published it, and its statements.
pub(super) fn read(text: &str) -> Result<(Option<String>, Vec<Statement>), VexError> {
    let file: File = serde_json::from_str(text).map_err(|source| VexError::Shape { format: "CSAF", source })?;
    if !["2.0", "2.1"].contains(&file.document.csaf_version.as_str()) {
        return Err(VexError::Version { format: "CSAF", version: file.document.csaf_version });
    }
    let products = products(&file.product_tree);
    let mut statements = Vec::new();
    for (at, vulnerability) in file.vulnerabilities.iter().enumerate() {
        add(at, vulnerability, &products, &mut statements)?;
    }
    let made = file.document.tracking.and_then(|tracking| tracking.current_release_date);
    statements.iter_mut().for_each(|statement| statement.made.clone_from(&made));
    Ok((file.document.publisher.map(|publisher| publisher.name), statements))
}

/// What each product id stands for: its package URL, or else its name.
fn products(tree: &Tree) -> BTreeMap<&str, Product> {
    let name = |full: &Full| {
        let purl = full.product_identification_helper.as_ref().and_then(|helper| helper.purl.clone());
        purl.unwrap_or_else(|| full.name.clone())
    };
    let mut names: BTreeMap<&str, Product> = BTreeMap::new();
    let mut open: Vec<&Branch> = tree.branches.iter().collect();
    let mut all: Vec<&Full> = tree.full_product_names.iter().collect();
    while let Some(branch) = open.pop() {
        open.extend(&branch.branches);
        all.extend(&branch.product);
    }
    for full in all {
        names.insert(&full.product_id, Product { name: name(full), part: None, digests: full.digests() });
    }
    for relation in &tree.relationships {
        let of = |id: &str| names.get(id).cloned();
        let (part, whole) = (of(&relation.product_reference), of(&relation.relates_to_product_reference));
        let name = whole.map_or_else(|| name(&relation.full_product_name), |whole| whole.name);
        let (part, digests) = part.map_or((None, Vec::new()), |part| (Some(part.name), part.digests));
        let product = Product { name, part, digests };
        names.insert(&relation.full_product_name.product_id, product);
    }
    names
}

/// One statement for each product of each status: flags and threats are made of single products.
fn add(at: usize, said: &Vulnerability, products: &BTreeMap<&str, Product>, into: &mut Vec<Statement>) -> Result<(), VexError> {
    let place = format!("/vulnerabilities/{at}");
    let ids: Vec<String> = said.cve.iter().cloned().chain(said.ids.iter().map(|id| id.text.clone())).collect();
    if ids.is_empty() {
        return Err(VexError::Statement { place, problem: "neither `cve` nor `ids`" });
    }
    for (status, listed) in &said.product_status {
        // What is recommended, or fixed at some time, says nothing of this product now.
        if status == "recommended" {
            continue;
        }
        for id in listed {
            let Some(product) = products.get(id.as_str()) else {
                return Err(VexError::Statement { place, problem: "`product_status` names a product the tree does not have" });
            };
            let flag = said.flags.iter().find(|flag| flag.product_ids.contains(id));
            let threat = said.threats.iter().find(|threat| threat.category == "impact" && threat.product_ids.contains(id));
            let state = State::of_word(status);
            // The profile asks for a flag or an impact where a product is not affected.
            let justification = flag.map(|flag| flag.label.clone());
            into.push(Statement {
                ids: ids.clone(),
                products: vec![product.clone()],
                state,
                justification: justification.or_else(|| threat.map(|_| "impact_statement".to_owned())),
                detail: threat.map(|threat| threat.details.clone()),
                made: None,
                place: format!("{place}/product_status/{status}"),
            });
        }
    }
    Ok(())
}
