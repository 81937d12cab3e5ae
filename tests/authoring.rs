//! What people meet who write packs of their own: `policy new`, `policy lint`, `policy test`, `policy show`.
#![allow(clippy::unwrap_used, reason = "a test stops where it cannot go on")]

#[path = "common/desk.rs"]
mod desk;

use desk::{Desk, PACK};
use std::fs;

/// A page on which every answer of the rule in [`PACK`] is seen.
const PAGE: &str = r#"# house

## version-stated

Never unknown: `has` asks whether something is there.

```json component yes
{ "type": "library", "name": "left", "version": "1.0" }
```

```json component no
{ "type": "library", "name": "left" }
```

```json component not-asked
{ "type": "data", "name": "letters" }
```
"#;

#[test]
fn a_page_that_shows_every_answer_is_zero_and_what_is_missing_or_otherwise_is_one() {
    let desk = Desk::new("policy-test");
    let no_block = "```json component no\n{ \"type\": \"library\", \"name\": \"left\" }\n```\n";
    for (page, code, says) in [
        (PAGE.to_owned(), 0, "3 of 3 blocks answer as written; 1 of 1 rules"),
        (PAGE.replace("Never unknown: ", ""), 1, "missing"),
        (PAGE.replace(no_block, ""), 1, "missing"),
        (PAGE.replace("component no\n", "component yes\n"), 1, "house.md:11  version-stated answers no, the page says yes"),
        (PAGE.replace("component no\n", "component yes\n"), 1, "component.version: absent"),
        (PAGE.replace("not-asked", "unknown"), 1, "answers not-asked, the page says unknown"),
        (PAGE.replace("\"left\" }", "\"left }"), 2, "house.md:12  version-stated cannot be asked"),
        (PAGE.replace("\"name\": \"left\" }", "\"name\": \"left\", \"name\": \"right\" }"), 2, "cannot be asked"),
    ] {
        desk.write("house.md", &page);
        let (found, shown, error) = desk.answer("policy test house.yaml");
        assert_eq!(found, code, "{page}\n{shown}{error}");
        assert!(shown.contains(says), "wanted {says:?} in\n{shown}{error}");
    }
}

/// A block that holds an evidence file whose one document says this; its line is the third after the page.
fn documents(states: &str) -> String {
    let document = "id: d, kind: register, title: t, subject: { component: left@1.0 }, date: 2026-11-01";
    format!("```yaml evidence mine\ndocuments:\n  - {{ {document}, states: [{{ dimension: {states} }}] }}\n```\n")
}

#[test]
fn a_page_that_means_nothing_is_refused_with_its_place() {
    let desk = Desk::new("policy-test-bad");
    let heading = "## version-stated";
    for (page, place, says) in [
        (PAGE.replace(heading, "## version-statd"), "house.md:3:4", "did you mean `version-stated`?"),
        (PAGE.replace(heading, "version-stated"), "house.md:7:1", "stands under no rule"),
        (PAGE.replace("json component yes", "json part yes"), "house.md:7:9", "`part` is not what a block can hold"),
        (PAGE.replace("json component yes", "json component maybe"), "house.md:7:19", "`maybe` is no answer"),
        (PAGE.replace("json component yes", "json component yes day=1"), "house.md:7:23", "no option `day`"),
        (PAGE.replace("json component yes", "json component yes as-of=1"), "house.md:7:29", "not a day"),
        (PAGE.replace("json component yes", "json component yes buyer=federl"), "house.md:7:29", "did you mean `federal`?"),
        (
            PAGE.replace("json component yes", "json component yes home=Atlantis"),
            "house.md:7:1",
            "no country or region `Atlantis`",
        ),
        (
            PAGE.replace("json component yes", "json component yes parties=mine"),
            "house.md:7:31",
            "no block of this page is `parties mine`",
        ),
        (
            PAGE.replace("json component yes", "json component yes documents=mine"),
            "house.md:7:33",
            "no block of this page is `evidence mine`",
        ),
        (
            PAGE.replace("json component yes", "json component yes documents=mine")
                + &documents("hosting, countries: [Atlantis]"),
            "house.md:20:",
            "no country or region `Atlantis`",
        ),
        (
            PAGE.replace("json component yes", "json component yes documents=mine") + &documents("hostin, countries: [DE]"),
            "house.md:20:",
            "hostin",
        ),
        (PAGE.trim_end().trim_end_matches('`').to_owned(), "house.md:15:1", "is not closed"),
        ("# house\n".to_owned(), "house.md", "shows no answer of any rule"),
    ] {
        desk.write("house.md", &page);
        let (code, shown, error) = desk.answer("policy test house.yaml");
        assert_eq!(code, 2, "{page}\n{shown}{error}");
        assert!(error.contains(place) && error.contains(says), "wanted {place} and {says:?} in\n{error}");
    }
    fs::remove_file(desk.0.join("house.md")).unwrap();
    let (code, _, error) = desk.answer("policy test house.yaml");
    assert!(code == 2 && error.contains("house.md"), "{error}");
}

/// A pack that holds libraries against a list of licences.
fn licensed(function: &str, list: &str) -> String {
    PACK.replace("rules:", &format!("lists:\n  some: {list}\nrules:"))
        .replace("has(component.version)", &format!("license_{function}(component, lists.some)"))
}

#[test]
fn lint_tells_what_is_of_no_use() {
    let desk = Desk::new("policy-lint");
    let on_library = "require: 'has(component.version)'";
    for (pack, says) in [
        (PACK.replace("rules:", "lists: { spare: [a] }\nrules:"), "no rule names lists.spare"),
        (PACK.replace("rules:", "parameters: { spare: 1 }\nrules:"), "no rule names parameters.spare"),
        (PACK.replace("rules:", "includes: [core]\nparameters: { max_age_days: 1 }\nrules:"), "max_age_days hides the parameter"),
        (PACK.replace("rules:", "includes: [base-eu]\nlists: { union: [EU] }\nrules:"), "lists.union hides the list"),
        (PACK.replace(on_library, &format!("when: 'component.kind == \"model\"'\n    {on_library}")), "can never apply"),
        (
            PACK.replace(on_library, &format!("when: 'component.kind in [\"model\", \"tool\"]'\n    {on_library}")),
            "can never apply",
        ),
        (PACK.replace(on_library, &format!("when: '!(component.kind == \"library\")'\n    {on_library}")), "can never apply"),
        (PACK.replace(on_library, &format!("when: 'component.kind != \"library\"'\n    {on_library}")), "can never apply"),
        (PACK.replace("tier: 1", "tier: 1\n    until: 2020-01-01"), "it ended on 2020-01-01"),
        (
            licensed("permits", "[MIT, MPL2]"),
            "`MPL2` is no licence that SPDX or the list of licences has, so no part is ever under it; did you mean `MPL-2.0`? pack.yaml:6",
        ),
        (licensed("permits", "[GPL-2.0]"), "did you mean `GPL-2.0-only`?"),
        (licensed("forbids", "[llama4]"), "did you mean `LicenseRef-llama-4-community`?"),
        (
            PACK.replace(on_library, "require: 'license_permits(component, [\"MIT\", \"Apache 2.0\"])'"),
            "did you mean `Apache-2.0`?",
        ),
        (
            PACK.replace("rules:", "source: { title: t, read: 2019-01-01, review_by: 2020-01-01 }\nrules:"),
            "to be read again by 2020-01-01",
        ),
    ] {
        desk.write("pack.yaml", &pack);
        let (code, shown, error) = desk.answer("policy lint pack.yaml");
        let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(code == 0 && shown.contains(says) && shown.contains("warning"), "wanted {says:?} in\n{shown}{error}");
        assert_eq!(desk.code("policy lint pack.yaml --strict"), 2, "{says}");
    }
    for clean in [
        PACK.to_owned(),
        licensed("permits", "[MIT, 'GPL-2.0-only WITH Classpath-exception-2.0', LicenseRef-House, LicenseRef-llama-4-community]"),
        licensed("forbids", "[GPL-2.0, AGPL-3.0-only]"),
        PACK.replace(
            on_library,
            &format!("when: 'component.kind == \"library\" || component.kind == \"model\"'\n    {on_library}"),
        ),
        PACK.replace(on_library, &format!("when: '!(component.kind == \"model\")'\n    {on_library}")),
    ] {
        desk.write("pack.yaml", &clean);
        let (code, shown, _) = desk.answer("policy lint pack.yaml --strict");
        assert!(code == 0 && !shown.contains("warning"), "{shown}");
    }
    assert_eq!(desk.code("policy lint --strict --as-of 2026-11-22"), 0, "the shipped packs have no warnings");
}

#[test]
fn what_new_writes_lints_and_tests_clean_and_nothing_is_written_over() {
    let desk = Desk::new("policy-new");
    for (arguments, file) in [
        ("policy new bank", "bank.yaml"),
        ("policy new plant --sector energy --home US", "plant.yaml"),
        ("policy new union --home EU --out made.yaml", "made.yaml"),
    ] {
        assert_eq!(desk.code(arguments), 0, "{arguments}");
        assert_eq!(desk.code(&format!("policy lint --strict {file}")), 0, "{arguments}");
        let (code, shown, error) = desk.answer(&format!("policy test {file}"));
        assert_eq!(code, 0, "{arguments}\n{shown}{error}");
    }
    let plant = fs::read_to_string(desk.0.join("plant.yaml")).unwrap();
    assert!(plant.contains("\npack: plant\n") && plant.contains("\nsector: \"energy\"\nhome: \"US\"\n"), "{plant}");
    desk.write("taken.md", "mine");
    for (arguments, says) in [
        ("policy new bank", "bank.yaml is there already"),
        ("policy new taken", "taken.md is there already"),
        ("policy new Bank", "not a name of a pack"),
        ("policy new core", "the name of a shipped pack"),
        ("policy new other --sector enrgy", "did you mean `energy`?"),
        ("policy new other --home Atlantis", "no such country or region"),
    ] {
        let (code, _, error) = desk.answer(arguments);
        assert!(code == 2 && error.contains(says), "{arguments}: {error}");
    }
    assert_eq!(fs::read_to_string(desk.0.join("taken.md")).unwrap(), "mine");
    for file in ["taken.yaml", "Bank.yaml", "core.yaml", "other.yaml"] {
        assert!(!desk.0.join(file).exists(), "{file}");
    }
}

#[test]
fn the_page_of_a_pack_says_what_explain_says() {
    let desk = Desk::new("policy-page");
    let (code, page, _) = desk.answer("policy show house.yaml --format markdown");
    assert_eq!(code, 0);
    let (_, explained, _) = desk.answer("explain version-stated --policy house.yaml");
    for words in ["has(component.version)", "every library", "House rule 1", "verified", "State the version.", "no acceptance"] {
        let level = words == "no acceptance";
        assert_eq!(page.contains(words), !level, "{words}\n{page}");
        assert_eq!(explained.contains(words), !level, "{words}\n{explained}");
    }
    assert!(page.contains("## version-stated") && page.contains("mend before acceptance"), "{page}");
}
