//! Turns the lists into JSON, which is read ten times faster than YAML at each start. What the shape of a list asks for
//! is checked when it is loaded; here only what no loader could see any more: that it is YAML without duplicate keys.

use std::path::Path;
use std::{fs, io};

pub(crate) fn write(root: &Path, out: &Path) -> io::Result<()> {
    for name in ["publishers", "regions", "countries", "licenses", "families", "index"] {
        let path = root.join("policies/lists").join(name).with_extension("yaml");
        let list: serde_json::Value = serde_saphyr::from_str(&fs::read_to_string(&path)?)
            .map_err(|error| io::Error::other(format!("{}: {error}", path.display())))?;
        fs::write(out.join(name).with_extension("json"), list.to_string())?;
    }
    Ok(())
}
