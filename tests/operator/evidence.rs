//! Documents of the evidence file that state an origin, an alternative, or what is critical.

use super::desk::{Desk, bill};
use super::{answers, pack, report, seen};

const MODEL: &str = r#"{"type":"machine-learning-model","bom-ref":"m","name":"care-7b","version":"1","purl":"pkg:generic/care-7b@1","pedigree":{"ancestors":[]},
"manufacturer":{"name":"Fine Models GmbH","address":{"country":"DE"}},"supplier":{"name":"Fine Models GmbH","address":{"country":"DE"}}PROPERTIES}"#;

/// `care-7b` with these properties of the namespace.
fn model(properties: &[(&str, &str)]) -> String {
    let entries: Vec<String> =
        properties.iter().map(|(name, value)| format!(r#"{{"name":"bomgate:{name}","value":"{value}"}}"#)).collect();
    bill(&MODEL.replace("PROPERTIES", &format!(r#","properties":[{}]"#, entries.join(","))))
}

/// A document on `care-7b`.
fn document(terms: &str) -> String {
    let document = "kind: register, title: Extract of the register, subject: { component: 'pkg:generic/care-7b@1' }";
    format!("documents:\n  - {{ id: extract, {document}, {terms} }}\n")
}

const ATTESTED: &str = "date: 2026-11-01, grade: E2, issuer: Register court";

const QUESTIONS: &[(&str, &str)] = &[
    ("owner-not-foreign", r#"!foreign(component, "owner")"#),
    ("not-foreign", "!foreign(component)"),
    ("hosting-not-foreign", r#"!foreign(component, "hosting")"#),
    ("owner-named", "component.owner.named"),
    ("owner-is-fine", r#"component.owner.name == "Fine Holding AG""#),
    ("share-over-half", "component.owner.share > 0.5"),
    ("well-backed", r#"component.origins.exists(o, o.dimension == "owner" && o.basis == "in evidence" && o.grade == "E2")"#),
    ("not-contradicted", r#"!component.notes.exists(n, n.code == "origin-contradicted")"#),
    ("independent-2", "component.independence >= 2"),
    ("independent-3", "component.independence >= 3"),
    ("replaceable", "component.replaceable"),
    ("critical", "component.critical"),
    ("no-cutoff", r#"!foreign(component, "cutoff")"#),
];

/// How each question is answered of `care-7b`, with a document or without.
fn asked(name: &str, properties: &[(&str, &str)], document: Option<&str>) -> impl Fn(&str) -> String + use<> {
    let desk = Desk::new(&format!("evidence-{name}"));
    desk.write("bill.json", &model(properties));
    desk.write("asked.yaml", &pack("model", QUESTIONS));
    desk.write("buyer.yaml", "home: DE\npolicy: [asked.yaml]\nevidence: evidence.yaml\n");
    desk.write("evidence.yaml", document.unwrap_or("documents: []\n"));
    let answers = answers(&report(&desk, "--config buyer.yaml"), "care-7b@1");
    move |rule: &str| answers[rule].clone()
}

#[test]
fn an_owner_in_evidence_is_a_fact_with_its_grade_and_raises_independence() {
    let without = asked("owner-without", &[], None);
    for (rule, answer) in [("owner-named", "unknown"), ("well-backed", "no"), ("independent-3", "no"), ("replaceable", "unknown")]
    {
        assert_eq!(without(rule), answer, "{rule} without the document");
    }
    let states = format!(
        "{ATTESTED}, states: [{{ dimension: owner, party: Fine Holding AG, countries: [DE], share: 0.8 }}], alternative: other-7b"
    );
    let with = asked("owner-with", &[], Some(&document(&states)));
    for rule in [
        "owner-not-foreign",
        "owner-named",
        "owner-is-fine",
        "share-over-half",
        "well-backed",
        "not-contradicted",
        "independent-3",
        "replaceable",
    ] {
        assert_eq!(with(rule), "yes", "{rule} with the document");
    }
}

#[test]
fn a_document_decides_before_the_word_of_the_bill_and_the_difference_is_noted() {
    let homely = [("ultimate_owner", "Fine Holding AG"), ("ultimate_owner_country", "DE"), ("hosting_country", "DE")];
    let alone = asked("word-alone", &homely, None);
    assert_eq!([alone("owner-not-foreign"), alone("not-foreign"), alone("not-contradicted")], ["yes", "yes", "yes"]);
    // The bill hides a foreign owner; the register does not.
    let states = format!("{ATTESTED}, states: [{{ dimension: owner, party: Hidden Holding Ltd, countries: [RU], share: 60 }}]")
        .replace("60", "0.6");
    let hidden = asked("word-hidden", &homely, Some(&document(&states)));
    assert_eq!([hidden("owner-not-foreign"), hidden("not-foreign"), hidden("not-contradicted")], ["no", "no", "no"]);
    assert_eq!(hidden("owner-is-fine"), "no");
    assert_eq!(hidden("hosting-not-foreign"), "yes", "in other dimensions the bill is heard");
    // The bill says foreign, the document home: the document decides, and the difference still stands.
    let states = format!("{ATTESTED}, states: [{{ dimension: hosting, countries: [DE] }}]");
    let moved = asked("word-moved", &[("hosting_country", "US")], Some(&document(&states)));
    assert_eq!([moved("hosting-not-foreign"), moved("not-contradicted")], ["yes", "no"]);
    // A region that holds the country is only less exact.
    let closer = asked("word-closer", &[("hosting_country", "EU")], Some(&document(&states)));
    assert_eq!([closer("hosting-not-foreign"), closer("not-contradicted")], ["yes", "yes"]);
}

#[test]
fn what_nobody_attached_stands_beside_the_bill_and_what_has_lapsed_makes_nothing_better() {
    let states = "states: [{ dimension: hosting, countries: [DE] }]";
    let said = asked("only-said", &[("hosting_country", "US")], Some(&document(&format!("date: 2026-11-01, {states}"))));
    assert_eq!(said("hosting-not-foreign"), "no", "grade E0 does not outweigh the bill: the worst counts");
    let silent = asked("only-said-silent", &[], Some(&document(&format!("date: 2026-11-01, {states}"))));
    assert_eq!(silent("hosting-not-foreign"), "yes");
    for (name, when) in [("expired", "date: 2025-11-01, valid_until: 2026-11-21"), ("future", "date: 2026-11-23")] {
        let lapsed = format!("{when}, grade: E2, issuer: Register court, {states}, alternative: other-7b, critical: no");
        let after = asked(name, &[], Some(&document(&lapsed)));
        assert_eq!(
            [after("hosting-not-foreign"), after("replaceable"), after("critical")],
            ["unknown", "unknown", "yes"],
            "{name}"
        );
        let contrary = asked(&format!("{name}-contrary"), &[("hosting_country", "US")], Some(&document(&lapsed)));
        assert_eq!([contrary("hosting-not-foreign"), contrary("not-contradicted")], ["no", "no"], "{name}");
    }
}

#[test]
fn a_foreign_part_with_an_alternative_in_evidence_reaches_grade_two_and_the_word_of_the_bill_does_not() {
    let foreign = [("ultimate_owner", "Far Holding Inc"), ("ultimate_owner_country", "US"), ("alternative", "other-7b")];
    assert_eq!(asked("alternative-stated", &foreign, None)("independent-2"), "no");
    let named = document(&format!("{ATTESTED}, alternative: 'other-7b, tested in October'"));
    let with = asked("alternative-held", &foreign, Some(&named));
    assert_eq!([with("independent-2"), with("independent-3"), with("replaceable")], ["yes", "no", "yes"]);
    let aside = asked("not-critical", &[], Some(&document(&format!("{ATTESTED}, critical: no"))));
    assert_eq!(aside("critical"), "no");
}

#[test]
fn concentration_counts_the_owners_of_the_evidence() {
    let desk = Desk::new("evidence-concentration");
    let part = |name: &str| {
        format!(
            r#"{{"type":"machine-learning-model","name":"{name}","version":"1","purl":"pkg:generic/{name}@1","manufacturer":{{"name":"Maker of {name}","address":{{"country":"DE"}}}}}}"#
        )
    };
    desk.write("bill.json", &bill(&["a", "b", "c"].map(part).join(",")));
    desk.write("asked.yaml", &pack("bom", &[("spread", "bom.critical_concentration <= 0.5")]));
    desk.write("none.yaml", "documents: []\n");
    let owned = |name: &str| {
        format!(
            "  - {{ id: {name}, kind: register, title: t, subject: {{ component: 'pkg:generic/{name}@1' }}, {ATTESTED}, states: [{{ dimension: owner, party: One Holding, countries: [DE] }}] }}\n"
        )
    };
    desk.write("owned.yaml", &format!("documents:\n{}", ["a", "b"].map(owned).concat()));
    let spread = |file: &str| {
        answers(&report(&desk, &format!("--policy asked.yaml --home DE --evidence {file}")), "delivery")["spread"].clone()
    };
    assert_eq!(spread("none.yaml"), "yes", "three makers");
    assert_eq!(spread("owned.yaml"), "no", "two of the three are of one owner");
}

#[test]
fn who_can_stop_supply_is_heard_from_bill_evidence_and_catalogue_and_the_fallback_is_shown() {
    let cut = |name: &str, properties: &[(&str, &str)], terms: Option<&str>| {
        asked(&format!("cutoff-{name}"), properties, terms.map(|terms| document(&format!("{ATTESTED}, {terms}"))).as_deref())(
            "no-cutoff",
        )
    };
    assert_eq!(cut("silent", &[], None), "unknown");
    assert_eq!(cut("stated", &[("cutoff_country", "US")], None), "no");
    assert_eq!(cut("home", &[("cutoff_country", "DE")], None), "yes");
    assert_eq!(cut("none", &[("cutoff_country", "none")], None), "yes");
    let states = "states: [{ dimension: cutoff, countries: [none] }]";
    assert_eq!(cut("evidence", &[("cutoff_country", "US")], Some(states)), "yes");
    assert_eq!(cut("contrary", &[("cutoff_country", "none")], Some("states: [{ dimension: cutoff, countries: [US] }]")), "no");

    // A supplier whose own policy leaves buyers of some countries out: the catalogue, AIR-0050.
    let desk = Desk::new("cutoff-catalogue");
    let service = |properties: &str| {
        let service = format!(
            r#","services":[{{"bom-ref":"s","name":"chat","version":"1","provider":{{"name":"OpenAI"}}{properties}}}]}}"#
        );
        bill("").trim_end().strip_suffix('}').unwrap().to_owned() + &service
    };
    desk.write(
        "asked.yaml",
        &pack(
            "service",
            &[
                ("no-cutoff", r#"!foreign(component, "cutoff")"#),
                ("exposed", "component.cutoff.exposed"),
                ("class", r#"component.cutoff.class == "foreign""#),
            ],
        ),
    );
    let of = |home: &str, properties: &str| {
        desk.write("bill.json", &service(properties));
        let report = report(&desk, &format!("--policy asked.yaml --home {home}"));
        (answers(&report, "chat@1"), seen(&report, "no-cutoff"))
    };
    let (from_cn, why) = of("CN", "");
    assert_eq!(from_cn.values().collect::<Vec<_>>(), ["yes", "yes", "no"]);
    assert!(why.contains("AIR-0050") && why.contains("none in evidence"), "{why}");
    assert_eq!(of("DE", "").0["no-cutoff"], "unknown", "a policy that does not name the buyer answers nothing");
    let denied = r#","properties":[{"name":"bomgate:cutoff_country","value":"none"}]"#;
    assert_eq!(of("CN", denied).0["no-cutoff"], "no", "the word of the bill does not outweigh the policy");

    desk.write("evidence.yaml", "documents: [{ id: second, kind: exit-test, title: t, subject: { component: chat@1 }, date: 2026-11-01, alternative: local-chat }]");
    desk.write("buyer.yaml", "home: CN\nevidence: evidence.yaml\n");
    let (code, shown, _) = desk.answer("show bill.json --origin --config buyer.yaml");
    assert!(code == 0 && shown.contains("cutoff: US (foreign)") && shown.contains("alternative: local-chat"), "{shown}");
}

#[test]
fn what_a_document_says_is_understood_whole_or_refused_with_its_place() {
    let desk = Desk::new("evidence-refused");
    desk.write("bill.json", &model(&[]));
    let good = document("date: 2026-11-01, states: [{ dimension: data-origin, party: A AG, countries: [DE] }]");
    desk.write("evidence.yaml", &good);
    assert_ne!(desk.code("check bill.json --policy core --home DE --evidence evidence.yaml"), 2, "the control loads");
    for (from, to, word) in [
        ("data-origin", "data-orgin", "did you mean `data-origin`"),
        ("countries: [DE]", "country: DE", "unknown field `country`"),
        ("[DE]", "[Atlantis]", "no country or region `Atlantis`"),
        ("[DE]", "[none]", "`none` stands beside"),
        ("party: A AG, countries: [DE]", "countries: []", "neither who nor where"),
        ("countries: [DE]", "share: 0.5", "no share of data origin"),
        ("dimension: data-origin, party: A AG, countries: [DE]", "dimension: owner, party: A AG, share: 60", "60 is no share"),
        ("{ component: 'pkg:generic/care-7b@1' }", "all", "every part of every delivery"),
        ("states:", "alternative: ' ', states:", "without a name"),
        ("states:", "alternative: TBD, states:", "without a name"),
    ] {
        let changed = good.replacen(from, to, 1);
        assert_ne!(changed, good, "{to}");
        desk.write("evidence.yaml", &changed);
        let (code, shown, said) = desk.answer("check bill.json --policy core --home DE --evidence evidence.yaml");
        assert!(
            code == 2 && shown.is_empty() && said.contains(word) && said.contains("evidence.yaml:2:"),
            "{to}: {code}\n{said}"
        );
    }
}

#[test]
fn json_names_the_document_behind_each_claim() {
    let desk = Desk::new("evidence-named");
    desk.write("bill.json", &model(&[("hosting_country", "DE")]));
    desk.write("asked.yaml", &pack("model", QUESTIONS));
    let sha256 = "a".repeat(64);
    let states =
        format!("{ATTESTED}, sha256: {sha256}, states: [{{ dimension: owner, party: Fine Holding AG, countries: [DE] }}]");
    desk.write("evidence.yaml", &document(&states));
    desk.write("buyer.yaml", "home: DE\npolicy: [asked.yaml]\nevidence: evidence.yaml\n");
    let checked = report(&desk, "--config buyer.yaml");
    let (code, shown, said) = desk.answer("show bill.json --config buyer.yaml --format json");
    assert_eq!(code, 0, "{said}");
    let shown: serde_json::Value = serde_json::from_str(&shown).unwrap();
    for components in [&checked["deliveries"][0]["components"], &shown["components"]] {
        let component = components.as_array().unwrap().iter().find(|part| part["label"] == "care-7b@1").unwrap();
        let of = |dimension: &str| {
            let origin = component["origins"].as_array().unwrap().iter().find(|origin| origin["dimension"] == dimension);
            origin.unwrap()["document"].clone()
        };
        let held = serde_json::json!({ "kind": "evidence", "id": "extract", "place": "evidence.yaml:2", "sha256": sha256 });
        assert_eq!(of("owner"), held);
        let stated = serde_json::json!({ "kind": "bill", "id": "bill.json", "place": null, "sha256": null });
        assert_eq!([of("hosting"), of("developer")], [stated.clone(), stated]);
    }
}

#[test]
fn norway_is_a_country_and_none_is_none() {
    let hosted = |name: &str, value: &str| asked(name, &[("hosting_country", value)], None)("hosting-not-foreign");
    assert_eq!(hosted("norway", "NO"), "no", "NO is Norway, outside DE");
    assert_eq!(hosted("norway-too", "DE, NO"), "no");
    for (at, placeholder) in ["none", "no", "n/a", "N/A", "unknown"].into_iter().enumerate() {
        assert_eq!(hosted(&format!("nowhere-{at}"), placeholder), "unknown", "{placeholder} says nothing of where");
    }
    let states = format!("{ATTESTED}, states: [{{ dimension: hosting, countries: ['NO'] }}]");
    assert_eq!(asked("norway-held", &[], Some(&document(&states)))("hosting-not-foreign"), "no");
}
