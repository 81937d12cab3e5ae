//! What the program promises at its edge: exit codes, streams, formats. Bills and packs are written by the tests.

#![allow(clippy::unwrap_used, reason = "a test stops where it cannot go on")]

#[path = "common/desk.rs"]
mod desk;

use bomgate::report::REPORTS;
use desk::{Desk, PACK, bill};
use std::fs;
use std::io::Write;
use std::process::Stdio;

#[test]
fn every_verdict_has_its_exit_code() {
    let desk = Desk::new("codes");
    for (arguments, code, word) in [
        ("check good.json --policy house.yaml", 0, "PASS"),
        ("check bad.json --policy house.yaml", 1, "FAIL"),
        ("check twice.json --policy house.yaml", 3, "REJECT"),
        ("check good.json --policy refer.yaml", 4, "INCOMPLETE"),
        ("check good.json --policy refer.yaml --accept refer:bill-looked-at", 0, "PASS"),
    ] {
        let (found, shown, _) = desk.answer(arguments);
        assert_eq!(found, code, "{arguments}\n{shown}");
        let first = shown.lines().next().unwrap();
        assert!(first.starts_with(&format!("{word} ")), "{arguments}: {first}");
        assert_eq!(shown.lines().last(), Some(first), "{arguments}: the verdict stands last too");
        assert_eq!(desk.code(&format!("{arguments} --format json")), code, "{arguments}: the same for every format");
    }
}

/// Rules are asked of so many subjects at a time; nothing is lost where one lot ends and the next begins.
#[test]
fn every_part_of_a_large_bill_is_asked_once() {
    const PARTS: usize = (1 << 16) + 5000;
    let desk = Desk::new("many-parts");
    // The first, the last, and those around the end of the first lot.
    let without = [0, (1 << 16) - 2, (1 << 16) - 1, 1 << 16, PARTS - 1];
    let parts: Vec<String> = (0..PARTS)
        .map(|at| {
            let version = if without.contains(&at) { "" } else { r#","version":"1""# };
            let license = r#""licenses":[{"license":{"id":"MIT"}}]"#;
            format!(r#"{{"type":"library","name":"p{at}"{version},{license}}}"#)
        })
        .collect();
    desk.write("many.json", &bill(&parts.join(",")));
    // A second question, which looks into a list of each part.
    let rule = PACK[PACK.find("  - id:").unwrap()..].replace("version-stated", "license-stated");
    let rule = rule.replace("'has(component.version)'", r#"'component.licenses.exists(l, l.text == "MIT")'"#);
    desk.write("many.yaml", &format!("{PACK}{rule}").replace("pack: house", "pack: many"));
    let (code, shown, said) = desk.answer("check many.json --policy many.yaml --format json");
    assert_eq!(code, 1, "{said}");
    let report: serde_json::Value = serde_json::from_str(&shown).unwrap();
    let delivery = &report["deliveries"][0];
    let at: Vec<String> = delivery["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| format!("{} {}", finding["rule"].as_str().unwrap(), finding["subject"]["pointer"].as_str().unwrap()))
        .collect();
    assert_eq!(at, without.map(|at| format!("version-stated /components/{at}")));
    for rule in delivery["tallies"].as_array().unwrap() {
        let no = if rule["rule"] == "version-stated" { without.len() } else { 0 };
        let answers = ["yes", "no", "unknown"].map(|answer| usize::try_from(rule[answer].as_u64().unwrap()).unwrap());
        assert_eq!((answers[0], answers[1] + answers[2]), (PARTS - no, no), "{rule}");
    }
}

#[test]
fn misuse_is_two_and_says_what_to_do() {
    let desk = Desk::new("misuse");
    desk.write("broken.yaml", &PACK.replace("level: high", "level: hihg"));
    desk.write("config.yaml", "hoem: DE\n");
    for (arguments, says) in [
        ("check", "Usage"),
        ("check good.json --no-such-flag", "--no-such-flag"),
        ("no-such-command", "no-such-command"),
        ("check good.json", "no policy was chosen"),
        ("check missing.json --policy house.yaml", "missing.json"),
        ("show .", "folder"),
        ("check - - --policy house.yaml", "only once"),
        ("check good.json --policy missing.yaml", "missing.yaml"),
        ("check good.json --policy no-such-pack", "no-such-pack"),
        ("check good.json --policy broken.yaml", "did you mean `high`?"),
        ("check good.json --policy house.yaml --home Atlantis", "no such country or region"),
        ("check good.json --policy house.yaml --buyer critical_infrastructur", "did you mean `critical_infrastructure`?"),
        ("check good.json --policy house.yaml --buyer federal=maybe", "neither yes nor no"),
        ("check good.json --policy house.yaml --format jsn", "did you mean `json`?"),
        ("check good.json --policy house.yaml --report json", "names no file"),
        ("check good.json --policy house.yaml --report json=no/such/folder/x", "no/such/folder"),
        ("check good.json --policy house.yaml --tier 4", "4"),
        ("check good.json --policy house.yaml --as-of yesterday", "yesterday"),
        ("check good.json --policy house.yaml --waivers missing.yaml", "missing.yaml"),
        ("check good.json --policy house.yaml --config config.yaml", "config.yaml:1:1"),
        ("explain version-statd --policy house.yaml", "did you mean `version-stated`?"),
        ("show missing.json", "missing.json"),
        ("chekc good.json", "check"),
        ("check good.json --polcy house.yaml", "--policy"),
        ("check good.json --policy house.yaml --fail-on hihg", "high"),
        ("check good.json --policy house.yaml --report sraif=x", "did you mean `sarif`?"),
        ("check good.json --policy telecom-nc --home CN", "did you mean `telecom-cn`?"),
        ("show good.json --format mermiad", "mermaid"),
        ("policy fields componant", "did you mean `component`?"),
        ("completions bahs", "bash"),
        ("attest verify good.json", "--signer"),
        ("check good.json --policy house.yaml -q -v", "cannot be used with"),
    ] {
        let (code, shown, said) = desk.answer(arguments);
        assert_eq!(code, 2, "{arguments}\n{said}");
        assert!(said.contains(says), "{arguments}\n{said}");
        assert_eq!(shown, "", "{arguments}: nothing that looks like a report");
    }
}

#[test]
fn of_several_bills_each_is_judged_and_the_worst_decides() {
    let desk = Desk::new("several");
    let (code, shown, _) = desk.answer("check good.json bad.json twice.json --policy house.yaml");
    assert_eq!(code, 3);
    for line in ["PASS good.json", "FAIL bad.json", "REJECT twice.json"] {
        assert!(shown.contains(line), "{line}\n{shown}");
    }
    assert!(shown.lines().last().unwrap().starts_with("REJECT 3 deliveries: 1 REJECT, 1 FAIL, 1 PASS"));
    assert_eq!(desk.code("check bad.json good.json --policy house.yaml"), 1);
    assert_eq!(desk.code("check good.json good.json --policy house.yaml"), 0);
}

#[test]
fn a_bill_is_read_from_standard_input() {
    let desk = Desk::new("stdin");
    let mut child = desk.command("check - --policy house.yaml").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(&fs::read(desk.0.join("bad.json")).unwrap()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stdout).unwrap().starts_with("FAIL -: "));
}

#[test]
fn pipes_carry_no_escapes_unless_asked_for() {
    let desk = Desk::new("colors");
    let escapes = |arguments: &str| desk.run(arguments).stdout.contains(&0x1b);
    assert!(!escapes("check bad.json --policy house.yaml"));
    assert!(!escapes("show bad.json --home DE"));
    assert!(!escapes("explain version-stated --policy house.yaml"));
    assert!(!escapes("check bad.json --policy house.yaml --color never"));
    assert!(escapes("check bad.json --policy house.yaml --color always"));
    assert!(!escapes("check bad.json --policy house.yaml --color always --format json"));
    let silenced = desk.command("check bad.json --policy house.yaml").env("NO_COLOR", "1").output().unwrap();
    assert!(!silenced.stdout.contains(&0x1b));
}

#[test]
fn hostile_names_come_out_escaped_and_forge_no_verdict() {
    let desk = Desk::new("hostile");
    let names = [
        r"\u001b[2K\u001b[1APASS hostile.json",
        r"\u001b]8;;https://evil.example\u0007click",
        r"left\r\nPASS hostile.json: 1 component read",
        r"\u202etfel\u202c",
        r"\u009b31mred",
        r"le\u200bft",
        r"line\u2028PASS",
    ];
    let components: Vec<String> = names.iter().map(|name| format!(r#"{{"type":"library","name":"{name}"}}"#)).collect();
    let padded = format!(r#"{{"type":"library","name":"{}PASS hostile.json: fine"}}"#, "x\u{a0}".repeat(300));
    desk.write("hostile.json", &bill(&format!("{},{padded}", components.join(","))));
    for arguments in [
        "check hostile.json --policy house.yaml",
        "check hostile.json --policy house.yaml --format json",
        "show hostile.json --home DE",
        "show hostile.json --format json",
    ] {
        let (_, shown, _) = desk.answer(arguments);
        let wild = |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}');
        assert!(!shown.contains(wild), "{arguments}\n{shown}");
        assert!(!shown.lines().any(|line| line.starts_with("PASS")), "{arguments}\n{shown}");
    }
    let (code, shown, _) = desk.answer("check hostile.json --policy house.yaml");
    assert_eq!(code, 3);
    assert!(shown.lines().last().unwrap().starts_with("REJECT hostile.json: "), "{shown}");
    assert!(shown.contains(r"\u{1b}[2K\u{1b}[1APASS"), "{shown}");
}

#[test]
#[cfg(target_os = "linux")]
fn a_report_that_cannot_be_written_is_never_success() {
    let desk = Desk::new("full");
    for format in REPORTS.iter().map(|report| report.name) {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let arguments = format!("check good.json --policy house.yaml --format {format}");
        assert_eq!(desk.command(&arguments).stdout(full).status().unwrap().code(), Some(2), "{format}");
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let closed = desk.command(&arguments).stdout(writer).output().unwrap();
        assert_eq!(closed.status.code(), Some(2), "{format}");
        assert_eq!(closed.stderr, b"", "a closed pipe needs no message");
        let (code, shown, said) = desk.answer(&format!("check good.json --policy house.yaml --report {format}=/dev/full"));
        assert!(code == 2 && shown.is_empty() && said.contains("/dev/full"), "{format}: {shown}{said}");
    }
    // Nothing was moved over the device.
    use std::os::unix::fs::FileTypeExt;
    assert!(fs::metadata("/dev/full").unwrap().file_type().is_char_device());
}

#[test]
#[cfg(unix)]
fn who_is_stopped_midway_has_answered_nothing() {
    use std::os::unix::process::ExitStatusExt;
    let desk = Desk::new("signals");
    for (name, number) in [("INT", 2), ("TERM", 15)] {
        let mut command = desk.command("check good.json - --policy house.yaml --report json=out.json");
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let mut input = child.stdin.take().unwrap();
        // Half a bill: it waits for the rest.
        input.write_all(b"{\"bomFormat\":\"CycloneDX\",").unwrap();
        std::thread::sleep(std::time::Duration::from_millis(300));
        let kill = std::process::Command::new("kill").args([&format!("-{name}"), &child.id().to_string()]).status().unwrap();
        assert!(kill.success());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.signal(), Some(number), "{name}");
        assert_eq!(output.stdout, b"", "{name}: no verdict");
        assert!(!desk.0.join("out.json").exists(), "{name}: no report");
    }
}

#[test]
fn the_json_report_keeps_to_its_schema_and_repeats_byte_for_byte() {
    let desk = Desk::new("schema");
    let schema: serde_json::Value = serde_json::from_str(include_str!("../docs/report.schema.json")).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    desk.write(
        "waivers.yaml",
        "waivers:\n  - { rule: version-stated, component: 'pkg:npm/left@1.0', reason: r, approved_by: a, expires: 2030-01-01 }\n",
    );
    desk.write("model.json", &bill(MODEL));
    desk.write("hidden.json", &bill(r#"{"type":"library","name":"left\u202e"}"#));
    desk.write("text.json", "not a bill");
    fs::create_dir(desk.0.join("folder")).unwrap();
    desk.write("folder/readme.txt", "hello");
    let predicate = bill(r#"{"type":"library","name":"left","version":"1.0"}"#);
    desk.write(
        "signed.json",
        &format!(
            r#"{{"_type":"https://in-toto.io/Statement/v1","subject":[{{"name":"x","digest":{{"sha256":"00"}}}}],"predicateType":"https://cyclonedx.org/bom","predicate":{predicate}}}"#
        ),
    );
    for arguments in [
        "check good.json bad.json model.json hidden.json twice.json text.json --policy refer.yaml --home DE --trusted EU --restricted BR",
        "check model.json --policy refer.yaml --waivers waivers.yaml --buyer federal=no,agentic --buyer-name us --home CN",
        "check signed.json folder --policy house.yaml",
        "check bad.json --policy house.yaml --fail-on block --tier 3 --overlay all --accept clock",
    ] {
        let arguments = format!("{arguments} --format json --as-of 2026-11-22");
        let (_, shown, said) = desk.answer(&arguments);
        let report: serde_json::Value =
            serde_json::from_str(&shown).unwrap_or_else(|error| panic!("{arguments}: {error}\n{said}"));
        let faults: Vec<String> =
            schema.iter_errors(&report).map(|error| format!("{} at {}", error, error.instance_path())).collect();
        assert_eq!(faults, Vec::<String>::new(), "{arguments}");
        assert_eq!(shown, desk.answer(&arguments).1, "{arguments}");
    }
    assert!(!schema.is_valid(&serde_json::json!({ "version": 1 })), "the schema can say no");
}

const MODEL: &str = r#"{"type":"machine-learning-model","bom-ref":"m","name":"chat","version":"1",
  "hashes":[{"alg":"SHA-256","content":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}],
  "licenses":[{"license":{"id":"Apache-2.0"}}],
  "pedigree":{"ancestors":[{"type":"machine-learning-model","name":"Qwen/Qwen2-7B","version":"1","manufacturer":{"name":"Q","address":{"country":"CN"}}}]}},
 {"type":"library","name":"left","purl":"pkg:npm/left@1.0","supplier":{"name":"OpenAI"}}"#;

#[test]
fn a_report_file_is_written_whole_beside_the_one_on_screen() {
    let desk = Desk::new("files");
    let (code, shown, _) = desk.answer("check bad.json --policy house.yaml --report json=out.json --report table=out.txt");
    assert_eq!(code, 1);
    assert!(shown.starts_with("FAIL bad.json"));
    let json = fs::read_to_string(desk.0.join("out.json")).unwrap();
    assert_eq!(serde_json::from_str::<serde_json::Value>(&json).unwrap()["exit_code"], 1);
    assert_eq!(fs::read_to_string(desk.0.join("out.txt")).unwrap(), shown);
    let left: Vec<_> = fs::read_dir(&desk.0).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().ends_with(".tmp")), "{left:?}");
}

#[test]
fn show_draws_lineage_and_origin_even_of_a_bill_that_is_rejected() {
    let desk = Desk::new("show");
    desk.write("model.json", &bill(MODEL));
    let (code, shown, _) = desk.answer("show model.json --home DE");
    assert_eq!(code, 0);
    for line in ["└─ was made from Qwen/Qwen2-7B@1  model  CN (foreign)", "supplier: US (foreign)  OpenAI, Inc."] {
        assert!(shown.contains(line), "{line}\n{shown}");
    }
    desk.write("hidden.json", &bill(r#"{"type":"library","name":"left\u0007"}"#));
    let (code, shown, _) = desk.answer("show hidden.json");
    assert_eq!(code, 0);
    assert!(shown.contains("`bomgate check` rejects this bill"), "{shown}");
    assert_eq!(desk.code("show twice.json"), 3);
}

#[test]
fn config_is_used_and_flags_win() {
    let desk = Desk::new("config");
    desk.write(
        "buyer.yaml",
        "home: DE\ntrusted: [EU]\nbuyer: { name: us, federal: true }\naccept: ['refer:bill-looked-at']\npolicy: [refer.yaml]\n",
    );
    let (code, shown, said) = desk.answer("check good.json --config buyer.yaml --format json --home CN");
    assert_eq!(code, 0, "{said}");
    let report: serde_json::Value = serde_json::from_str(&shown).unwrap();
    assert_eq!(report["context"]["home"], "CN");
    assert_eq!(report["context"]["buyer_name"], "us");
    assert_eq!(report["context"]["buyer_facts"]["federal"], true);
}

#[test]
fn explain_and_lint_speak_of_files_too() {
    let desk = Desk::new("explain");
    let (code, shown, _) = desk.answer("explain version-stated --policy house.yaml");
    assert_eq!(code, 0);
    for words in ["house.yaml:10", "has(component.version)", "House rule 1 [verified]", "State the version."] {
        assert!(shown.contains(words), "{words}\n{shown}");
    }
    desk.write("broken.yaml", &PACK.replace("has(component.version)", "has(component.versoin)"));
    let (code, shown, _) = desk.answer("policy lint house.yaml broken.yaml");
    assert_eq!(code, 2);
    assert!(shown.contains("broken.yaml:10") && shown.contains("did you mean") && shown.contains("1 of 2 packs"), "{shown}");
    assert_eq!(desk.code("policy fields component"), 0);
    assert_eq!(desk.code("--version"), 0);
    assert_eq!(desk.code("check --help"), 0);
}

#[test]
fn of_a_folder_every_bill_is_judged_and_every_other_file_named() {
    let desk = Desk::new("folder");
    let text = |name: &str| fs::read_to_string(desk.0.join(name)).unwrap();
    let (good, bad) = (text("good.json"), text("bad.json"));
    for folder in ["in/deep", "in/.git", "hidden/.vendor", "none", "broken", "plain"] {
        fs::create_dir_all(desk.0.join(folder)).unwrap();
    }
    desk.write("in/a.json", &good);
    desk.write("in/deep/no-extension", &good);
    desk.write("in/notes.txt", "hello");
    desk.write("in/config.json", "{ // of another program\n}");
    desk.write("in/package.json", r#"{"name":"x","dependencies":{}}"#);
    desk.write("in/.git/bad.json", &bad);
    desk.write("hidden/a.json", &good);
    desk.write("hidden/.vendor/bad.json", &bad);
    desk.write("none/readme.md", "# nothing here");
    desk.write("broken/a.json", &good);
    desk.write("broken/b.json", &good[..good.len() - 1]);
    desk.write("plain/bill.textproto", "spec_version: \"1.6\"\n");
    let check = |arguments: &str| desk.answer(&format!("check {arguments} --policy house.yaml --as-of 2026-11-22"));

    let (code, shown, _) = check("in");
    assert_eq!(code, 0, "{shown}");
    for word in
        ["NOT A BILL", "in/notes.txt", "in/.git", "version control", "in/config.json", "in/package.json", "2 deliveries: 2 PASS"]
    {
        assert!(shown.contains(word), "{word}: {shown}");
    }
    let report: serde_json::Value = serde_json::from_str(&check("in none --format json").1).unwrap();
    let names = |list: &str| {
        let entries = report[list].as_array().unwrap();
        entries.iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(names("deliveries"), ["in/a.json", "in/deep/no-extension"]);
    assert_eq!(names("not_bills"), ["in/.git", "in/config.json", "in/notes.txt", "in/package.json", "none/readme.md"]);
    assert_eq!(report["empty_folders"], serde_json::json!(["none"]));

    let (code, shown, _) = check("none");
    assert!(code == 4 && shown.starts_with("INCOMPLETE none: no bill"), "{shown}");
    for (paths, code) in [
        ("in none", 4),
        ("in in/.git", 1),
        ("hidden", 1),
        ("broken", 3),
        ("plain", 3),
        ("in/notes.txt", 3),
        ("in/*.json", 3),
        ("in/**/no-ext*", 0),
        ("in/*.xml", 2),
    ] {
        let (found, shown, said) = check(paths);
        assert_eq!(found, code, "{paths}: {shown}{said}");
    }
}

#[cfg(unix)]
#[test]
fn links_in_a_folder_are_named_and_not_followed() {
    let desk = Desk::new("links");
    fs::create_dir(desk.0.join("in")).unwrap();
    fs::copy(desk.0.join("good.json"), desk.0.join("in/good.json")).unwrap();
    std::os::unix::fs::symlink("../bad.json", desk.0.join("in/link.json")).unwrap();
    std::os::unix::fs::symlink("..", desk.0.join("in/loop")).unwrap();
    let (code, shown, _) = desk.answer("check in --policy house.yaml --as-of 2026-11-22");
    assert_eq!(code, 0, "{shown}");
    for name in ["in/link.json", "in/loop"] {
        assert!(shown.contains(name), "{name}: {shown}");
    }
}

#[test]
fn quiet_leaves_the_verdicts_and_verbose_tells_every_step() {
    let desk = Desk::new("voice");
    let (code, shown, said) = desk.answer("check bad.json --policy house.yaml -q");
    assert_eq!((code, said.as_str()), (1, ""));
    assert_eq!(shown, "FAIL bad.json: 1 rule violated\n");
    let (code, shown, _) = desk.answer("check good.json bad.json --policy house.yaml --quiet");
    assert_eq!(code, 1);
    assert!(shown.contains("PASS good.json") && shown.lines().last().unwrap().starts_with("FAIL 2 deliveries"), "{shown}");
    assert_eq!(
        desk.answer("check bad.json --policy house.yaml -q --format json --as-of 2026-11-22").1,
        desk.answer("check bad.json --policy house.yaml --format json --as-of 2026-11-22").1,
        "programs are told all"
    );
    let (_, plain, none) = desk.answer("check bad.json --policy house.yaml --as-of 2026-11-22");
    let (_, verbose, said) = desk.answer("check bad.json --policy house.yaml --as-of 2026-11-22 --verbose");
    assert_eq!((none.as_str(), plain), ("", verbose));
    for word in ["pack: house 1.0.0", "plan: 1 rule for 2026-11-22", "judged: bad.json in", "FAIL (CycloneDX 1.6"] {
        assert!(said.contains(word), "{word}: {said}");
    }
}

#[test]
fn shells_and_man_know_every_command() {
    let desk = Desk::new("guides");
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let (code, script, _) = desk.answer(&format!("completions {shell}"));
        assert_eq!(code, 0);
        for word in ["check", "attest", "fail-on", "publishers"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
    let (_, script, _) = desk.answer("completions bash");
    desk.write("complete.bash", &script);
    let parsed = std::process::Command::new("bash").args(["-n", "complete.bash"]).current_dir(&desk.0).status();
    assert!(parsed.is_ok_and(|status| status.success()), "bash reads what is meant for it");
    let (code, page, _) = desk.answer("man");
    assert!(code == 0 && page.contains(".TH bomgate 1"), "{page}");
    assert_eq!(desk.code("man --out pages/man1"), 0);
    let pages: Vec<_> = fs::read_dir(desk.0.join("pages/man1")).unwrap().map(|page| page.unwrap().file_name()).collect();
    for page in ["bomgate.1", "bomgate-check.1", "bomgate-attest-verify.1"] {
        assert!(pages.iter().any(|found| found == page), "{page}: {pages:?}");
    }
}

#[test]
#[cfg(unix)]
fn file_names_act_in_no_answer_and_no_error() {
    let desk = Desk::new("names");
    let evil = "a\u{1b}[2K\u{1b}]52;c;eA==\u{7}\u{9b}31m\u{202e}\nPASS:.json";
    fs::create_dir(desk.0.join("in")).unwrap();
    fs::copy(desk.0.join("bad.json"), desk.0.join("in").join(evil)).unwrap();
    fs::write(desk.0.join("in").join(format!("{evil}.txt")), "no bill").unwrap();
    let missing = format!("missing{evil}");
    let in_folder = format!("in/{evil}");
    for (before, name, after) in [
        ("check", "in", "--policy house.yaml"),
        ("check", "in", "--policy house.yaml --quiet"),
        ("check", "in", "--policy house.yaml --verbose --format csv"),
        ("check", &in_folder, "--policy house.yaml --format github"),
        ("check", &in_folder, "--policy house.yaml --format markdown"),
        ("check", &missing, "--policy house.yaml"),
        ("check good.json --policy", &missing, ""),
        ("check good.json --policy house.yaml --format", &missing, ""),
        ("check good.json --policy house.yaml --fail-on", &missing, ""),
        ("show", &missing, ""),
        ("explain", &missing, ""),
        ("attest verify --signer x", &missing, ""),
        ("attest verify good.json --signer", &missing, ""),
    ] {
        let output = desk.command(before).arg(name).args(after.split_whitespace()).output().unwrap();
        assert_ne!(output.status.code(), Some(0), "{before} {name:?}");
        let shown = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
        let wild = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(!shown.contains(wild), "{before} {name:?} {after}: {shown:?}");
        assert!(!shown.lines().any(|line| line.starts_with("PASS")), "{before} {name:?} {after}: {shown:?}");
    }
}
