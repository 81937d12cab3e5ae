//! Lists the packs under `policies/`, so that adding one needs no code.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "cargo reads what a build script prints")]

#[path = "build/lists.rs"]
mod lists;

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets the folder of the package"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets the output folder"));
    println!("cargo::rerun-if-changed=policies");
    let code = listed(&root, "PACKS", "policies")? + &listed(&root, "TRANSLATIONS", "policies/zh")?;
    fs::write(out.join("packs.rs"), code)?;
    lists::write(&root, &out)
}

/// A static of this name with each YAML file of a folder: path and text.
fn listed(root: &Path, name: &str, folder: &str) -> io::Result<String> {
    let mut files = Vec::new();
    collect(&root.join(folder), root, &mut files)?;
    files.sort();
    let mut code = format!("static {name}: &[(&str, &str)] = &[\n");
    for file in files {
        let path = root.join(&file);
        code.push_str(&format!("    ({file:?}, include_str!({path:?})),\n"));
    }
    Ok(code + "];\n")
}

fn collect(folder: &Path, root: &Path, into: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        if path.is_dir() {
            // Lists, the catalogue and translations are data of their own shape.
            if !["lists", "catalogue", "zh"].contains(&name.as_str()) {
                collect(&path, root, into)?;
            }
        } else if name.ends_with(".yaml") {
            let inside = path.strip_prefix(root).expect("found below the root");
            into.push(inside.to_string_lossy().replace('\\', "/"));
        }
    }
    Ok(())
}
