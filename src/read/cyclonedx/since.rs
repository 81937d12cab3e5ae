//! Which version of CycloneDX brought a place of the format.

use super::tables::{
    ADDRESS, APPROACH, CARD, COMPONENT, COMPOSITION, CONSIDERATIONS, CONTENTS, DATA, ENVIRONMENT, FLOW, GOVERNANCE, HASH,
    LICENSE, LICENSE_CHOICE, METADATA, ORGANIZATION, PARAMETERS, PEDIGREE, PROPERTY, QUANTITATIVE, REFERENCE, ROOT, SERVICE,
    Table,
};

/// What a key holds, where it holds an object: the table of keys, whatever holds the object.
const HOLDS: &[(&str, &Table)] = &[
    ("metadata", &METADATA),
    ("components", &COMPONENT),
    ("component", &COMPONENT),
    ("services", &SERVICE),
    ("supplier", &ORGANIZATION),
    ("manufacturer", &ORGANIZATION),
    ("manufacture", &ORGANIZATION),
    ("provider", &ORGANIZATION),
    ("address", &ADDRESS),
    ("licenses", &LICENSE_CHOICE),
    ("license", &LICENSE),
    ("hashes", &HASH),
    ("externalReferences", &REFERENCE),
    ("properties", &PROPERTY),
    ("pedigree", &PEDIGREE),
    ("modelCard", &CARD),
    ("modelParameters", &PARAMETERS),
    ("approach", &APPROACH),
    ("quantitativeAnalysis", &QUANTITATIVE),
    ("considerations", &CONSIDERATIONS),
    ("environmentalConsiderations", &ENVIRONMENT),
    ("contents", &CONTENTS),
    ("governance", &GOVERNANCE),
    ("compositions", &COMPOSITION),
];

/// The minor version of CycloneDX 1 that brought a place such as `modelCard.modelParameters.task` or `services[].data`;
/// none for words that are no place. A place of a component is looked for before one of the document.
pub fn since(place: &str) -> Option<u8> {
    let place = place.strip_prefix("services: ").map_or_else(|| place.to_owned(), |inside| format!("services.{inside}"));
    let place = place.split(':').next().unwrap_or_default();
    [&COMPONENT, &ROOT, &ORGANIZATION].into_iter().find_map(|start| {
        let (mut table, mut since) = (Some(start), 0);
        let mut within = "";
        for key in place.split('.').map(|key| key.trim_end_matches("[]")) {
            let (_, version) = table?.find(key)?;
            since = since.max(version);
            table = match (within, key) {
                ("services", "data") => Some(&FLOW),
                (_, "data") => Some(&DATA),
                _ => HOLDS.iter().find(|(holder, _)| *holder == key).map(|(_, held)| *held),
            };
            within = key;
        }
        Some(since)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_as_old_as_its_youngest_key() {
        let of = |place| since(place);
        assert_eq!(of("name"), Some(2));
        assert_eq!(of("supplier.address.country"), Some(6));
        assert_eq!(of("modelCard.modelParameters.task"), Some(5));
        assert_eq!(of("modelCard.considerations.environmentalConsiderations.energyConsumptions"), Some(6));
        assert_eq!((of("data[].classification"), of("services[].data[].classification")), (Some(5), Some(2)));
        assert_eq!((of("services: provider.name"), of("properties: bomgate:ownership_share")), (Some(2), Some(3)));
        assert_eq!((of("DSSE signatures"), of("...")), (None, None));
    }
}
