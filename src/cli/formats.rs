//! `bomgate policy fields --format formats`: where each format carries what a rule can ask, the page `docs/formats.md`.

use crate::enrich::PROPERTIES;
use crate::policy::field::{DOMAINS, Domain, fields, spdx};
use crate::read::cyclonedx_since;
use std::io::{self, Write};

const OPENING: &str = "# Where formats carry what rules ask

Made by `bomgate policy fields --format formats`; do not edit. What each field means: [fields](fields.md). A dash says that the
format has no standard place; what has none anywhere is stated in a property of the namespace `bomgate:`, see \"Properties
vendors can fill\" in [policy packs](packs.md). A number after a place of CycloneDX is the version that brought it; places
without one stand in all versions from 1.2. `tests/formats` states a value at every place named here, asks a rule for it, and
asks for every dash.

## Properties

In CycloneDX a property is an entry of `properties` of the part it speaks of:

```json
{ \"type\": \"machine-learning-model\", \"name\": \"chat\", \"version\": \"1.0\",
  \"properties\": [
    { \"name\": \"bomgate:ultimate_owner\", \"value\": \"Example Holding AG\" },
    { \"name\": \"bomgate:development_country\", \"value\": \"DE\" }
  ] }
```

In SPDX 3 the same stands in the extension that carries CycloneDX properties:

```json
{ \"type\": \"ai_AIPackage\", \"spdxId\": \"urn:example:chat\", \"creationInfo\": \"_:creation\", \"name\": \"chat\",
  \"extension\": [
    { \"type\": \"extension_CdxPropertiesExtension\", \"extension_cdxProperty\": [
      { \"type\": \"extension_CdxPropertyEntry\",
        \"extension_cdxPropName\": \"bomgate:development_country\", \"extension_cdxPropValue\": \"DE\" }
    ] }
  ] }
```

SPDX 2 has no list of properties, and its annotations are read as remarks, never as properties: there the answer stays unknown.
Deliver such facts with a CycloneDX or SPDX 3 bill.

These names are read for what they mean. A name that nearly spells one is noted, and so is a name of the namespace that neither
bomgate nor a pack knows. Packs may ask for others of the namespace with
`property(component, \"bomgate:...\")`; [the packs](packs) say which.

| property | value | dimension | meaning |
|---|---|---|---|
";

/// Writes the page.
pub(super) fn write(out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{OPENING}")?;
    for property in PROPERTIES {
        let dimension = property.dimension.map_or("-", |dimension| dimension.word());
        writeln!(out, "| `{}` | {} | {dimension} | {} |", property.name, property.holds.word(), property.doc)?;
    }
    for domain in DOMAINS.iter().filter(|domain| **domain != Domain::Buyer) {
        let (stated, derived): (Vec<_>, Vec<_>) = fields(*domain).iter().partition(|field| {
            let spdx = spdx(*domain, field.path);
            !(field.cyclonedx.is_empty() && spdx.two.is_empty() && spdx.three.is_empty())
        });
        if !stated.is_empty() {
            writeln!(out, "\n## {}\n\n| field | CycloneDX | SPDX 2.2, 2.3 | SPDX 3.0 |\n|---|---|---|---|", domain.word())?;
        }
        for field in stated {
            let spdx = spdx(*domain, field.path);
            let [two, three] = [spdx.two, spdx.three].map(cell);
            writeln!(out, "| `{}` | {} | {two} | {three} |", field.path, cell(&versioned(field.cyclonedx)))?;
        }
        if !derived.is_empty() {
            let names: Vec<String> = derived.iter().map(|field| format!("`{}`", field.path)).collect();
            writeln!(out, "\nDerived by bomgate, of {}: {}.", domain.word(), names.join(", "))?;
        }
    }
    Ok(())
}

/// Places of CycloneDX, each with the version that brought it where that is a later one than 1.2.
fn versioned(places: &str) -> String {
    let one = |place: &str| match cyclonedx_since(place) {
        Some(minor) if minor > 2 => format!("{place} (1.{minor})"),
        _ => place.to_owned(),
    };
    places.split(", ").map(one).collect::<Vec<_>>().join(", ")
}

fn cell(place: &str) -> String {
    if place.is_empty() { "-".to_owned() } else { place.replace('|', "\\|") }
}
