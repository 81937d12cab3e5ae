//! The templates for build systems do what they say, as far as they run here: their shell parts are run, their YAML is parsed,
//! the hook is run by pre-commit itself where that is installed.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests")]
#![cfg(unix)]

#[path = "common/desk.rs"]
mod desk;

use desk::Desk;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn template(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn yaml(name: &str) -> Value {
    serde_saphyr::from_str(&template(name)).unwrap()
}

/// A desk with the names the templates use, and bomgate on its PATH.
fn desk(name: &str) -> Desk {
    let desk = Desk::new(name);
    fs::create_dir(desk.0.join("bin")).unwrap();
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_bomgate"), desk.0.join("bin/bomgate")).unwrap();
    desk.write("buyer.yaml", "home: DE\npolicy: [house.yaml]\n");
    desk
}

fn shell(desk: &Desk, program: &str) -> Command {
    let mut command = Command::new(program);
    let path = format!("{}:{}", desk.0.join("bin").display(), std::env::var("PATH").unwrap());
    command.current_dir(&desk.0).env("PATH", path).env("BOMGATE_CONFIG", "");
    command
}

fn action(desk: &Desk, bom: &str, arguments: &str, sha256: &str) -> (i32, String) {
    let mut step = shell(desk, "bash");
    step.arg(root().join(".github/actions/bomgate/check.sh"));
    for (name, value) in
        [("BOM", bom), ("ARGUMENTS", arguments), ("BINARY", "bomgate"), ("SHA256", sha256), ("SARIF", "out.sarif")]
    {
        step.env(format!("INPUT_{name}"), value);
    }
    for file in ["summary", "output"] {
        desk.write(file, "");
    }
    let output =
        step.env("GITHUB_STEP_SUMMARY", desk.0.join("summary")).env("GITHUB_OUTPUT", desk.0.join("output")).output().unwrap();
    let shown = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    (output.status.code().unwrap(), shown)
}

#[test]
fn the_action_annotates_sums_up_and_exits_as_bomgate_does() {
    let desk = desk("template-action");
    let config = "--config=buyer.yaml";
    for (bom, code, verdict) in [("good.json", 0, "PASS"), ("bad.json", 1, "FAIL"), ("twice.json\ngood.json", 3, "REJECT")] {
        let (found, shown) = action(&desk, bom, config, "");
        assert_eq!(found, code, "{shown}");
        assert!(shown.lines().all(|line| line.starts_with("::")), "{shown}");
        assert_eq!(fs::read_to_string(desk.0.join("output")).unwrap(), format!("verdict={verdict}\nexit-code={code}\n"));
        assert!(fs::read_to_string(desk.0.join("summary")).unwrap().contains(&format!("## {verdict}")));
        serde_json::from_str::<Value>(&fs::read_to_string(desk.0.join("out.sarif")).unwrap()).unwrap();
    }
    let own = Sha256::digest(fs::read(env!("CARGO_BIN_EXE_bomgate")).unwrap());
    let own: String = own.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(action(&desk, "good.json", config, &own).0, 0);
    let (code, shown) = action(&desk, "good.json", config, &"0".repeat(64));
    assert!(code == 2 && shown.contains("not the one whose sha256"), "{shown}");
    assert_eq!(action(&desk, "", config, "").0, 2);
    // What looks like a command or an option is a file name.
    for bom in ["$(touch ran)", "good.json; touch ran", "--accept=everything", "`touch ran`"] {
        let (code, shown) = action(&desk, bom, config, "");
        assert_eq!(code, 2, "{bom}: {shown}");
    }
    assert!(!desk.0.join("ran").exists());
}

#[test]
fn the_action_uses_nothing_but_the_runner() {
    let action = yaml(".github/actions/bomgate/action.yml");
    assert_eq!(action["runs"]["using"], "composite");
    for step in action["runs"]["steps"].as_array().unwrap() {
        assert!(step.get("uses").is_none(), "an action used must be pinned by its full commit: {step}");
        assert!(!step["run"].as_str().unwrap().contains("${{"), "an input inside a script is a command: {step}");
    }
    for name in [".github/actions/bomgate/check.sh", "docs/ci/gitlab.yml", "docs/ci/pre-commit.yaml", "docs/ci/Jenkinsfile"] {
        let text = template(name);
        assert!(!text.contains("curl") && !text.contains("wget"), "{name} fetches something");
    }
}

fn run(desk: &Desk, script: &str, env: &[(&str, &str)]) -> Output {
    shell(desk, "bash").args(["-euo", "pipefail", "-c", script]).envs(env.iter().copied()).output().unwrap()
}

#[test]
fn the_job_for_gitlab_runs_and_leaves_the_reports_it_names() {
    let desk = desk("template-gitlab");
    let job = &yaml("docs/ci/gitlab.yml")["bomgate"];
    let script: Vec<&str> = job["script"].as_array().unwrap().iter().map(|line| line.as_str().unwrap()).collect();
    for (bom, code) in [("good.json", 0), ("bad.json", 1)] {
        let output = run(&desk, &script.join("\n"), &[("BOMGATE_BOM", bom), ("BOMGATE_CONFIG", "buyer.yaml")]);
        assert_eq!(output.status.code(), Some(code), "{}", String::from_utf8_lossy(&output.stderr));
        let reports = &job["artifacts"]["reports"];
        for report in [&reports["codequality"], &reports["junit"], &job["artifacts"]["paths"][0]] {
            let path = desk.0.join(report.as_str().unwrap());
            assert!(fs::metadata(&path).is_ok_and(|file| file.len() > 0), "{}", path.display());
            fs::remove_file(path).unwrap();
        }
    }
}

#[test]
fn the_stage_for_jenkins_runs() {
    let desk = desk("template-jenkins");
    let text = template("docs/ci/Jenkinsfile");
    let script = text.split("'''").nth(1).unwrap();
    for (bom, code) in [("good.json", 0), ("bad.json", 1)] {
        fs::copy(desk.0.join(bom), desk.0.join("delivery.cdx.json")).unwrap();
        let output = run(&desk, script, &[]);
        assert_eq!(output.status.code(), Some(code), "{}", String::from_utf8_lossy(&output.stderr));
    }
    for report in ["bomgate.junit.xml", "bomgate.sarif", "bomgate.json"] {
        assert!(Path::exists(&desk.0.join(report)), "{report}");
    }
}

#[test]
fn the_hook_holds_back_a_commit_of_a_bad_bill() {
    let desk = desk("template-hook");
    let hook = &yaml("docs/ci/pre-commit.yaml")["repos"][0]["hooks"][0];
    for (bom, code) in [("good.json", 0), ("good.json bad.json", 1)] {
        let output = run(&desk, &format!("{} {bom}", hook["entry"].as_str().unwrap()), &[]);
        assert_eq!(output.status.code(), Some(code), "{}", String::from_utf8_lossy(&output.stderr));
    }
    if Command::new("pre-commit").arg("--version").output().is_err() {
        println!("skipped: pre-commit is not installed");
        return;
    }
    fs::write(desk.0.join(".pre-commit-config.yaml"), template("docs/ci/pre-commit.yaml")).unwrap();
    fs::copy(desk.0.join("good.json"), desk.0.join("delivery.cdx.json")).unwrap();
    let git = |arguments: &str| assert!(run(&desk, &format!("git {arguments}"), &[]).status.success(), "git {arguments}");
    git("init -q .");
    git("add .pre-commit-config.yaml delivery.cdx.json");
    let home = desk.0.join("home");
    let hooked = || run(&desk, "pre-commit run", &[("PRE_COMMIT_HOME", home.to_str().unwrap())]);
    let good = hooked();
    assert!(good.status.success(), "{}", String::from_utf8_lossy(&good.stdout));
    fs::copy(desk.0.join("bad.json"), desk.0.join("delivery.cdx.json")).unwrap();
    git("add delivery.cdx.json");
    let bad = hooked();
    let shown = String::from_utf8_lossy(&bad.stdout).into_owned();
    assert!(!bad.status.success() && shown.contains("FAIL delivery.cdx.json"), "{shown}");
}
