//! Official JSON schemas from the folder beside the checkout.

use jsonschema::{Retrieve, Uri, Validator};
use serde_json::Value;
use std::error::Error;
use std::path::{Path, PathBuf};

/// Gives the schemas that a schema refers to, from the folder they stand in; nothing is fetched.
struct Folder(PathBuf);

impl Retrieve for Folder {
    fn retrieve(&self, uri: &Uri<String>) -> Result<Value, Box<dyn Error + Send + Sync>> {
        let name = uri.path().as_str().rsplit('/').next().unwrap_or_default();
        Ok(serde_json::from_slice(&std::fs::read(self.0.join(name))?)?)
    }
}

/// The schema of this file, formats of strings included.
pub(crate) fn validator(path: &Path) -> Validator {
    let schema: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let folder = Folder(path.parent().unwrap().to_owned());
    jsonschema::options().with_retriever(folder).should_validate_formats(true).build(&schema).unwrap()
}
