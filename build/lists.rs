//! Turns the lists into JSON, which is read ten times faster than YAML at each start. What the shape of a list asks for
//! is checked when it is loaded; here only what no loader could see any more: that it is YAML without duplicate keys.

use std::path::Path;
use std::{fs, io};

pub(crate) fn write(root: &Path, out: &Path) -> io::Result<()> {
    for name in
        ["publishers", "regions", "countries", "licenses", "families", "addresses", "lineage", "parties", "ecosystems", "index"]
    {
        let path = root.join("policies/lists").join(name).with_extension("yaml");
        let list: serde_json::Value = serde_saphyr::from_str(&fs::read_to_string(&path)?)
            .map_err(|error| io::Error::other(format!("{}: {error}", path.display())))?;
        fs::write(out.join(name).with_extension("json"), list.to_string())?;
    }
    catalogue(root, out)?;
    texts(root, out)
}

/// What the catalogue, the lists, and the fields and functions of rules say in Chinese, by its English text.
fn texts(root: &Path, out: &Path) -> io::Result<()> {
    let mut all = serde_json::Map::new();
    for name in ["catalogue/texts.yaml", "lists/licenses.yaml", "lists/fields.yaml"] {
        let path = root.join("policies/zh").join(name);
        let fault = |error: &dyn std::fmt::Display| io::Error::other(format!("{}: {error}", path.display()));
        let mut file: serde_json::Value = serde_saphyr::from_str(&fs::read_to_string(&path)?).map_err(|error| fault(&error))?;
        match file.get_mut("texts").map(serde_json::Value::take) {
            Some(serde_json::Value::Object(texts)) => all.extend(texts),
            _ => return Err(fault(&"a map of `texts` is expected")),
        }
    }
    fs::write(out.join("texts.zh.json"), serde_json::Value::Object(all).to_string())
}

/// The head of the catalogue and the entries of all its files, as one.
fn catalogue(root: &Path, out: &Path) -> io::Result<()> {
    let read = |path: &Path| -> io::Result<serde_json::Value> {
        let fault = |error: &dyn std::fmt::Display| io::Error::other(format!("{}: {error}", path.display()));
        serde_saphyr::from_str(&fs::read_to_string(path)?).map_err(|error| fault(&error))
    };
    let folder = root.join("policies/catalogue");
    let mut files: Vec<_> = fs::read_dir(&folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<_>>()?;
    files.retain(|path| path.extension().is_some_and(|end| end == "yaml") && !path.ends_with("head.yaml"));
    files.sort();
    let mut entries = Vec::new();
    for path in files {
        match read(&path)?.get_mut("entries").map(serde_json::Value::take) {
            Some(serde_json::Value::Array(more)) => entries.extend(more),
            _ => return Err(io::Error::other(format!("{}: a list of `entries` is expected", path.display()))),
        }
    }
    let whole = serde_json::json!({ "head": read(&folder.join("head.yaml"))?, "entries": entries });
    fs::write(out.join("catalogue.json"), whole.to_string())
}
