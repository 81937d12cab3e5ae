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
    let mut packs = Vec::new();
    collect(&root.join("policies"), &root, &mut packs)?;
    packs.sort();
    let mut code = String::from("static PACKS: &[(&str, &str)] = &[\n");
    for pack in packs {
        let path = root.join(&pack);
        code.push_str(&format!("    ({pack:?}, include_str!({path:?})),\n"));
    }
    code.push_str("];\n");
    fs::write(out.join("packs.rs"), code)?;
    lists::write(&root, &out)
}

fn collect(folder: &Path, root: &Path, into: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        if path.is_dir() {
            // Lists and the catalogue are data of their own shape.
            if name != "lists" && name != "catalogue" {
                collect(&path, root, into)?;
            }
        } else if name.ends_with(".yaml") {
            let inside = path.strip_prefix(root).expect("found below the root");
            into.push(inside.to_string_lossy().replace('\\', "/"));
        }
    }
    Ok(())
}
