//! The table of rules in `docs/rules.md` is what the packs say, and no rule of the research is forgotten.
//! `BLESS=1` writes the table.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may fail loudly, and says what it counted")]

mod common;

use bomgate::policy::{Level, Library, Pack, Purpose, RuleShape};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

/// Entries of the research that ask nothing of a delivery.
const NO_QUESTION: [(&str, &str); 2] = [
    (
        "cn-gov-enforcement-watch",
        "a campaign of 2026-04-30 that raises how heavily other rules weigh; the buyer does so with its own pack",
    ),
    ("itu-t-info", "the result of a search: no recommendation with a list of elements was found"),
];

/// Where a rule says otherwise than its entry of the research on purpose: which, in what, why. What a machine asks otherwise
/// (a condition, a part that became a rule of its own) stands in the rule's own words.
const DIFFERENT: [(&str, &str, &str); 29] = [
    ("xs-unsafe-serialization", "level", "stricter: loading such a file runs code, so it blocks"),
    (
        "xs-foreign-dependency",
        "level",
        "the research leaves the level to the buyer: it is shown, and blocks what the buyer restricts",
    ),
    ("xs-foreign-dependency", "sources", "cites what asks for the fields it reads, beside the house rule"),
    ("xs-foreign-dependency-lineage", "sources", "cites what asks for the fields it reads, beside the house rule"),
    ("xs-foreign-dependency-restricted", "sources", "cites what asks for the fields it reads, beside the house rule"),
    ("xs-foreign-dependency-restricted-software", "sources", "cites what asks for the fields it reads, beside the house rule"),
    ("xs-foreign-dependency-restricted-lineage", "sources", "cites what asks for the fields it reads, beside the house rule"),
    ("xs-known-dangerous", "sources", "cites the catalogue too, whose entries name their own sources"),
    (
        "xs-concentration",
        "level",
        "one delivery of one vendor hangs on that vendor: it is shown, and the packs that have a text on it decide",
    ),
    ("cn-sbom-disruption-risk", "level", "the fields were read in a draft annex only, so it is watched"),
    ("cn-sbom-disruption-risk", "force", "the fields were read in a draft annex only"),
    ("cn-tel-vuln-channel", "level", "rests on memory alone, so it is watched"),
    ("cn-pow-dedicated-products", "level", "rests on a draft and on memory, so it is watched"),
    ("cn-pow-dedicated-products", "force", "the article was read in a draft only"),
    ("cn-tra-model-update-identity", "level", "rests on memory alone, so it is watched"),
    ("eu-annex-iv-components", "level", "only its date was read, its wording rests on memory: it is watched from that date"),
    ("eu-tel-nis2", "sources", "as `eu-nis2-supplier`, whose Art. 21(2)(d) it cites too"),
    ("eu-tel-nis2-service", "sources", "as `eu-nis2-supplier`, whose Art. 21(2)(d) it cites too"),
    ("eu-ene-nis2", "sources", "as `eu-nis2-supplier`, whose Art. 21(2)(d) it cites too"),
    ("eu-ene-nis2-service", "sources", "as `eu-nis2-supplier`, whose Art. 21(2)(d) it cites too"),
    ("eu-ene-nccs-supply-chain", "level", "the controls are not final, so it is watched"),
    ("eu-ene-safety-component", "level", "whether the use is a safety component is a judgement: the buyer is asked for it"),
    ("eu-ene-foreign-remote", "level", "rests on a proposal, so it is watched"),
    ("eu-ene-foreign-remote", "force", "rests on a proposal"),
    ("eu-fin-credit-high-risk", "level", "classifying the use is a judgement: the buyer is asked for it"),
    ("eu-tra-r155-supplier", "level", "rests on memory alone, so it is watched"),
    ("us-tel-hosting", "level", "rests on memory alone, so it is watched"),
    ("in-pow-trusted-vendor", "level", "rests on memory alone, so it is watched"),
    ("uk-tel-designated-vendor", "level", "rests on memory alone, so it is watched"),
];

fn force(research: &str) -> &'static str {
    match research {
        "LAW" => "law",
        "STD" | "STD, contested (§6.1)" => "standard",
        "STD-MANDATORY" => "mandatory-standard",
        "SUPERV" => "supervision",
        "GUID" | "SOFT" => "guidance",
        "CODE" => "code",
        "POLICY" => "policy",
        "DRAFT" | "LAW-CONDITIONAL" => "draft",
        "CONTRACT" => "contract",
        "NATIONAL" | "STATE" => "local-law",
        "TENDER" => "tender",
        "INTERNAL" => "house",
        "PRACTICE" => "practice",
        "VOLUNTARY" | "INDUSTRY" => "voluntary",
        other => panic!("the force {other} has no word here"),
    }
}

fn mark(research: &serde_json::Value) -> &'static str {
    match research["mark"].as_str().unwrap() {
        "verified" => "verified",
        "verified-secondary" => "secondary",
        "memory" => "unverified",
        other => panic!("the mark {other} has no word here"),
    }
}

fn research() -> Option<Vec<serde_json::Value>> {
    let text = std::fs::read_to_string(common::shared()?.join("research/rules.json")).unwrap();
    Some(serde_json::from_str(&text).unwrap())
}

fn shipped() -> Library {
    Library::shipped().unwrap_or_else(|error| panic!("{}", error.draw(false)))
}

/// The entry of the research a rule is, or is a part of: the longest id its own begins with.
fn entry<'r>(id: &str, research: &'r [serde_json::Value]) -> Option<&'r serde_json::Value> {
    let begins = |entry: &&serde_json::Value| {
        id.strip_prefix(entry["id"].as_str().unwrap()).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    research.iter().filter(begins).max_by_key(|entry| entry["id"].as_str().unwrap().len())
}

fn packs_of(library: &Library, purpose: Purpose) -> Vec<&Pack> {
    library.packs().iter().filter(|pack| pack.purpose == purpose).collect()
}

fn marks(rule: &RuleShape) -> String {
    let words: BTreeSet<&str> = rule.cites.iter().map(|cite| cite.mark.word()).collect();
    words.into_iter().collect::<Vec<_>>().join(", ")
}

fn day(rule: &RuleShape) -> String {
    match (rule.since, rule.until) {
        (None, None) => String::new(),
        (Some(since), None) => format!("from {since}"),
        (None, Some(until)) => format!("until {until}"),
        (Some(since), Some(until)) => format!("{since} to {until}"),
    }
}

fn table(library: &Library) -> String {
    let mut page = String::from(
        "# The rules\n\nWritten by `BLESS=1 cargo test --test rules` from `policies/`; do not edit. `bomgate explain RULE` says each in words.\n",
    );
    let policies = packs_of(library, Purpose::Policy);
    let rules: Vec<&RuleShape> = policies.iter().flat_map(|pack| &pack.rules).collect();
    writeln!(page, "\n{} rules in {} packs.\n", rules.len(), policies.len()).unwrap();
    page.push_str("| level | rules |\n|---|---|\n");
    for level in Level::ALL {
        writeln!(page, "| {} | {} |", level.word(), rules.iter().filter(|rule| rule.level == level).count()).unwrap();
    }
    for pack in policies {
        let any = |word: &Option<String>| word.clone().unwrap_or_else(|| "any".to_owned());
        writeln!(page, "\n## {}\n\n{}. Sector {}, home {}.\n", pack.name, pack.title, any(&pack.sector), any(&pack.home))
            .unwrap();
        page.push_str("| rule | level | tier | force | sources | in force | asks that |\n|---|---|---|---|---|---|---|\n");
        for rule in &pack.rules {
            let force = rule.force.map_or("", |force| force.word());
            let (id, level, tier) = (&rule.id.value, rule.level.word(), rule.tier.value);
            writeln!(page, "| `{id}` | {level} | {tier} | {force} | {} | {} | {} |", marks(rule), day(rule), rule.title).unwrap();
        }
    }
    page.push_str("\n## Entries of the research that became no rule\n\n");
    for (id, why) in NO_QUESTION {
        writeln!(page, "- `{id}`: {why}.").unwrap();
    }
    page.push_str("\n## Where a rule differs from the research\n\n| rule | in | because |\n|---|---|---|\n");
    for (id, what, why) in DIFFERENT {
        writeln!(page, "| `{id}` | {what} | {why} |").unwrap();
    }
    page.push_str("\n## Profiles\n\nWhat a profile is and how it is counted: [profiles](profiles.md).\n\n| profile | elements asked | not asked | source |\n|---|---|---|---|\n");
    for pack in packs_of(library, Purpose::Profile) {
        writeln!(page, "| `{}` | {} | {} | {} |", pack.name, pack.rules.len(), pack.not_asked.len(), pack.title).unwrap();
    }
    page
}

#[test]
fn the_page_of_rules_is_what_the_packs_say() {
    let library = Library::shipped().unwrap_or_else(|error| panic!("{}", error.draw(false)));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules.md");
    let written = table(&library);
    if std::env::var_os("BLESS").is_some_and(|value| !value.is_empty()) {
        std::fs::write(&path, &written).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(found == written, "docs/rules.md is old: BLESS=1 cargo test --test rules");
}

#[test]
fn every_rule_of_the_research_is_a_rule_or_says_why_not() {
    let Some(research) = research() else { return };
    let library = shipped();
    let mut shipped: BTreeMap<&str, &RuleShape> = BTreeMap::new();
    for rule in packs_of(&library, Purpose::Policy).into_iter().flat_map(|pack| &pack.rules) {
        let twice = shipped.insert(&rule.id.value, rule).is_some();
        assert!(!twice, "`{}` stands in two packs", rule.id.value);
    }
    let ids: Vec<&str> = research.iter().map(|rule| rule["id"].as_str().unwrap()).collect();
    let open = |id: &&&str| !shipped.contains_key(**id) && !NO_QUESTION.iter().any(|(other, _)| other == *id);
    let missing: Vec<&&str> = ids.iter().filter(open).collect();
    println!("{} rules of the research, {} of them without a rule here", ids.len(), NO_QUESTION.len());
    assert!(missing.is_empty(), "{} are not accounted for: {missing:?}", missing.len());
    let stale = NO_QUESTION.iter().find(|(id, _)| shipped.contains_key(id) || !ids.contains(id));
    assert!(stale.is_none(), "{stale:?} is a rule, or none of the research");
}

#[test]
fn each_rule_weighs_binds_and_is_marked_as_its_entry_of_the_research() {
    let Some(research) = research() else { return };
    let library = shipped();
    let mut found: Vec<(String, &str, String)> = Vec::new();
    for rule in packs_of(&library, Purpose::Policy).into_iter().flat_map(|pack| &pack.rules) {
        let id = &rule.id.value;
        let Some(entry) = entry(id, &research) else { continue };
        let mut marks: Vec<&str> = rule.cites.iter().map(|cite| cite.mark.word()).collect();
        let mut wanted: Vec<&str> = entry["refs"].as_array().unwrap().iter().map(mark).collect();
        marks.sort_unstable();
        wanted.sort_unstable();
        if entry["id"] == id.as_str() {
            let (level, wants) = (rule.level.word(), entry["severity"].as_str().unwrap());
            // What rests on memory alone is watched; an `info` that does never decided.
            if level != wants
                && !(level == "watch" && matches!(wants, "info" | "low") && wanted.iter().all(|mark| *mark == "unverified"))
            {
                found.push((id.clone(), "level", format!("{level}, {wants} in the research")));
            }
            if marks != wanted {
                found.push((id.clone(), "sources", format!("{marks:?}, {wanted:?} in the research")));
            }
        } else if marks.iter().any(|mark| !wanted.contains(mark)) {
            found.push((id.clone(), "sources", format!("{marks:?}, of {wanted:?} in the research")));
        }
        let (binds, wants) = (rule.force.map_or("", |force| force.word()), force(entry["force"].as_str().unwrap()));
        if binds != wants {
            found.push((id.clone(), "force", format!("{binds}, {wants} in the research")));
        }
    }
    let explained = |id: &str, what: &str| DIFFERENT.iter().any(|(of, in_what, _)| *of == id && *in_what == what);
    let silent: Vec<_> = found.iter().filter(|(id, what, _)| !explained(id, what)).collect();
    assert!(silent.is_empty(), "{} differ without a reason:\n{silent:#?}", silent.len());
    let stale = DIFFERENT.iter().find(|(id, what, _)| !found.iter().any(|(of, in_what, _)| of == id && in_what == what));
    assert!(stale.is_none(), "{stale:?} does not differ");
}

#[test]
fn drafts_and_what_rests_on_memory_alone_are_watched_and_off_until_an_overlay_or_their_day() {
    let library = shipped();
    let mut watched = 0;
    for pack in packs_of(&library, Purpose::Policy) {
        for rule in &pack.rules {
            let id = &rule.id.value;
            let from_memory = rule.cites.iter().all(|cite| cite.mark.word() == "unverified");
            let force = rule.force.map_or("", |force| force.word());
            if force == "draft" || (from_memory && force != "house") {
                assert!(rule.level == Level::Watch, "`{id}` decides, and rests on a draft or on memory");
            }
            if rule.level == Level::Watch {
                watched += 1;
                assert!(rule.overlay.is_some(), "`{id}` is watched, and no overlay asks it");
                if from_memory {
                    assert_eq!(rule.overlay.as_ref().unwrap().value, "unverified", "`{id}` rests on memory alone");
                }
                assert!(
                    rule.since.is_none_or(|since| since < written()),
                    "`{id}`: with `since` to come no overlay asks it; use `active_from`"
                );
            }
        }
        let bill = common::bill(r#"{"type":"machine-learning-model","name":"m"},{"type":"device","name":"d"}"#);
        let mut gate = common::gate_of(&[&pack.name], pack.home.as_deref().unwrap_or("DE"));
        gate.judgement.tier = 3;
        for (overlays, on) in [(Vec::new(), false), (vec!["all".to_owned()], true)] {
            gate.judgement.overlays = overlays;
            let outcome = common::check(&gate, bill.as_str()).unwrap().outcome;
            for tally in &outcome.tallies {
                let rule = &gate.plan.rules[tally.rule];
                let awake = rule.active_from.is_some_and(|first| first <= gate.as_of);
                let off = tally.state == bomgate::evaluate::State::Watch;
                assert_eq!(off, rule.level == Level::Watch && !on && !awake, "`{}` with overlays {on}", rule.id);
            }
        }
    }
    assert!(watched > 20, "{watched}");
    println!("{watched} rules are watched");
}

/// The day the packs were written for.
fn written() -> jiff::civil::Date {
    jiff::civil::date(2026, 11, 22)
}

/// A line folded at a hyphen puts a blank into a word: `review- prejudgement`.
#[test]
fn no_text_of_a_pack_was_folded_at_a_hyphen() {
    let broken = |text: &str| {
        let bytes = text.as_bytes();
        bytes
            .windows(4)
            .position(|at| at[0].is_ascii_lowercase() && &at[1..3] == b"- " && at[3].is_ascii_lowercase())
            .map(|at| text[at.saturating_sub(20)..].chars().take(40).collect::<String>())
    };
    assert!(broken("enters `review- prejudgement`").is_some() && broken("long-term - and so on").is_none());
    let library = shipped();
    for pack in library.packs() {
        for rule in &pack.rules {
            let cites = rule.cites.iter().map(|cite| cite.text.as_str());
            let texts = [Some(rule.title.as_str()), rule.why.as_deref(), Some(&rule.fix), rule.tier_because.as_deref()];
            for text in texts.into_iter().flatten().chain(cites) {
                assert!(broken(text).is_none(), "{}: `{}`: {:?}", pack.name, rule.id.value, broken(text));
            }
        }
        for entry in &pack.not_asked {
            assert!(broken(&entry.title).is_none() && broken(&entry.because).is_none(), "{}: {}", pack.name, entry.element);
        }
    }
    for file in common::files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("policies")) {
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(broken(&text).is_none(), "{}: {:?}", file.display(), broken(&text));
        let folded = text.lines().zip(text.lines().skip(1)).find(|(line, next)| {
            let word = line.ends_with('-') && line.trim_end_matches('-').ends_with(|end: char| end.is_ascii_lowercase());
            word && next.trim_start().starts_with(|first: char| first.is_ascii_lowercase())
        });
        assert!(folded.is_none(), "{}: {folded:?}", file.display());
    }
}

#[test]
fn every_party_the_research_names_is_on_its_list_and_each_list_has_source_day_and_digest() {
    let lists = bomgate::enrich::Lists::shipped().unwrap();
    for list in lists.party_lists() {
        assert!(
            list.as_of.parse::<jiff::civil::Date>().is_ok() && !list.source.is_empty() && list.digest.len() == 64,
            "{}",
            list.id
        );
        assert!(list.mark.is_some() && (list.complete || !list.title.is_empty()), "{}", list.id);
    }
    let Some(shared) = common::shared() else { return };
    let text = std::fs::read_to_string(shared.join("research/regulations.md")).unwrap();
    let row = |id: &str| {
        text.lines().find(|line| line.starts_with(&format!("| `{id}` |"))).unwrap_or_else(|| panic!("{id}")).to_owned()
    };
    let named = [
        ("us-889", "Huawei, ZTE, Hytera, Hikvision, Dahua"),
        (
            "us-fcc-covered",
            "Huawei, ZTE, Hytera, Hikvision, Dahua, Kaspersky, China Telecom Americas, Pacific Networks, ComNet (USA), China Unicom Americas, Digitalsystem Technology",
        ),
        (
            "us-1260h",
            "Alibaba, Baidu, Tencent, SenseTime, Huawei, Inspur, CloudWalk, Yitu, Unitree, Hikvision, Dahua, China Mobile, China Telecom, China Unicom, SMIC, CATL, BYD, Tianyi Cloud",
        ),
        ("us-1532-a", "DeepSeek, High Flyer"),
        (
            "us-tx",
            "SenseTime, Megvii, CloudWalk, Yitu, iFlytek, Zhipu, BAAI, Alibaba, Baidu, Baichuan, StepFun, MiniMax, Moonshot, DeepSeek",
        ),
        ("uk-ctp", "AWS, Google Cloud, Microsoft, Oracle"),
    ];
    for (id, names) in named {
        let (list, row) = (lists.party_list(id).unwrap(), row(id));
        for name in names.split(", ") {
            let found = list.find(name, 0.5, &lists);
            assert!(matches!(found, Some(bomgate::enrich::Hit::Named(_))), "{id} lacks {name}");
        }
        // Every capitalised name of the row is one of those asked for above.
        let content = row.split('|').nth(2).unwrap();
        for word in content
            .split([',', ';', '/'])
            .map(str::trim)
            .filter(|word| word.chars().all(|c| c.is_alphanumeric()) && word.starts_with(char::is_uppercase))
        {
            assert!(names.contains(word), "{id}: the research names {word}");
        }
        let open = ["us-1260h", "us-1532-a", "us-tx"].contains(&id);
        assert_eq!(list.complete, !open, "{id}");
    }
}

#[test]
fn every_profile_of_the_research_is_shipped_whole() {
    let Some(shared) = common::shared() else { return };
    let text = std::fs::read_to_string(shared.join("research/profiles.json")).unwrap();
    let research: BTreeMap<String, serde_json::Value> = serde_json::from_str(&text).unwrap();
    let library = Library::shipped().unwrap_or_else(|error| panic!("{}", error.draw(false)));
    for (name, profile) in &research {
        // The research writes the edition behind some names: `g7-ai-2026`.
        let of_name = |pack: &&Pack| name.starts_with(&pack.name);
        let pack = packs_of(&library, Purpose::Profile).into_iter().filter(of_name).max_by_key(|pack| pack.name.len());
        let pack = pack.unwrap_or_else(|| panic!("no profile for {name}"));
        let wanted = |refs: &serde_json::Value| refs["ref"].as_str().unwrap().to_owned();
        let mut wanted: Vec<String> = profile["elements"].as_array().unwrap().iter().map(wanted).collect();
        let asked = pack.rules.iter().filter_map(|rule| rule.element.as_ref()).map(|element| element.value.clone());
        let mut found: Vec<String> = asked.chain(pack.not_asked.iter().map(|entry| entry.element.clone())).collect();
        wanted.sort();
        found.sort();
        assert_eq!(found, wanted, "{name}");
    }
    println!("{} profiles", research.len());
}

/// A bill that states what a shipped pack asks for must not be told that nobody knows the name.
#[test]
fn every_property_a_shipped_pack_asks_for_is_known_to_the_readers_of_names() {
    let known = |name: &str| {
        bomgate::enrich::PROPERTIES.iter().any(|property| property.name == name) || bomgate::enrich::ASKED.contains(&name)
    };
    let library = bomgate::policy::Library::shipped().unwrap();
    let rules = library.packs().iter().flat_map(|pack| &pack.rules);
    let texts = rules.flat_map(|rule| [Some(&rule.require.value), rule.when.as_ref().map(|when| &when.value)]).flatten();
    let mut asked = std::collections::BTreeSet::new();
    for text in texts {
        asked.extend(text.split(['"', '\'']).filter(|word| word.starts_with("bomgate:")).map(str::to_owned));
    }
    let lost: Vec<_> = asked.iter().filter(|name| !known(name)).collect();
    assert!(lost.is_empty(), "add to ASKED in src/enrich/property.rs: {lost:?}");
    assert!(asked.len() > 25, "{asked:?}");
}
