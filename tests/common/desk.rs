//! The program as its users meet it: a folder, a command line, what comes back.
#![allow(dead_code, reason = "each test uses some of it")]

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

pub(crate) const PACK: &str = r#"
pack: house
title: "House rules"
version: 1.0.0
rules:
  - id: version-stated
    title: "Every part states its version"
    level: high
    on: library
    require: 'has(component.version)'
    unknown: fails
    tier: 1
    area: supply-chain
    cites: [{ text: "House rule 1", mark: verified }]
    fix: "State the version."
"#;

pub(crate) const REFER: &str = r#"
  - id: bill-looked-at
    title: "A person has looked at the bill"
    level: refer
    on: bom
    require: 'bom.signed'
    unknown: warns
    tier: 1
    area: provenance
    cites: [{ text: "House rule 2", mark: unverified }]
    fix: "Nothing."
"#;

/// A folder of its own for one test.
pub(crate) struct Desk(pub(crate) PathBuf);

impl Desk {
    pub(crate) fn new(name: &str) -> Self {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("cli").join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        let desk = Self(folder);
        desk.write("house.yaml", PACK);
        desk.write("refer.yaml", &format!("{PACK}{REFER}").replace("pack: house", "pack: refer"));
        desk.write("good.json", &bill(r#"{"type":"library","name":"left","version":"1.0"}"#));
        desk.write("bad.json", &bill(r#"{"type":"library","name":"left"}"#));
        desk.write("twice.json", r#"{"bomFormat":"CycloneDX","bomFormat":"CycloneDX"}"#);
        desk
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        fs::write(self.0.join(name), text).unwrap();
    }

    pub(crate) fn command(&self, arguments: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bomgate"));
        command.current_dir(&self.0).args(arguments.split_whitespace()).stdin(Stdio::null());
        // No config of whoever runs the tests.
        command.env("BOMGATE_CONFIG", "").env("BOMGATE_ADVISORIES", "").env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
        command
    }

    pub(crate) fn run(&self, arguments: &str) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// Exit code, standard output, standard error.
    pub(crate) fn answer(&self, arguments: &str) -> (i32, String, String) {
        let output = self.run(arguments);
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
    }

    pub(crate) fn code(&self, arguments: &str) -> i32 {
        self.answer(arguments).0
    }
}

/// A bill of one application and the given components.
pub(crate) fn bill(components: &str) -> String {
    format!(
        r#"{{"bomFormat":"CycloneDX","specVersion":"1.6","version":1,"metadata":{{"component":{{"type":"application","bom-ref":"a","name":"assistant","version":"1"}}}},"components":[{components}]}}"#
    )
}
