//! `--parties FILE`: the operator's own screening files.

use super::desk::{Desk, bill};
use super::{answers, pack, report, seen};

const CSV: &str = "id,names,aliases,countries,parent,share,listed\n\
    hw,\"Huawei Technologies Co., Ltd.\",华为; HUAWEI TECH,CN,,,\n\
    acme,Acme Holding Ltd,,RU,,,yes\n\
    beta,Beta Werke GmbH,,DE,,,yes\n\
    joint,Joint Robotics,,DE,acme;beta,30%;0.25,no\n\
    minor,Minor Robotics,,DE,acme,30%,no\n\
    grand,Grand Robotics,,DE,joint,51%,no\n\
    steered,Steered Robotics,,DE,acme,,no\n";

const JSON: &str = r#"[
    {"id":"hw","names":["Huawei Technologies Co., Ltd."],"aliases":["华为","HUAWEI TECH"],"countries":["CN"]},
    {"id":"acme","names":["Acme Holding Ltd"],"countries":["RU"]},
    {"id":"beta","names":["Beta Werke GmbH"],"countries":["DE"]},
    {"id":"joint","names":["Joint Robotics"],"parents":[{"parent":"acme","share":0.3},{"parent":"beta","share":0.25}],"listed":false},
    {"id":"minor","names":["Minor Robotics"],"parent":"acme","share":0.3,"listed":false},
    {"id":"grand","names":["Grand Robotics"],"parent":"joint","share":0.51,"listed":false},
    {"id":"steered","names":["Steered Robotics"],"parent":"acme","listed":false}
]"#;

/// A device of a maker.
fn made_by(maker: &str) -> String {
    let maker = serde_json::to_string(maker).unwrap();
    bill(&format!(r#"{{"type":"device","name":"box","version":"1","manufacturer":{{"name":{maker}}}}}"#))
}

#[test]
fn names_aliases_scripts_and_shares_decide_and_likeness_only_refers() {
    let desk = Desk::new("parties");
    let questions = [
        ("unlisted", r#"!on_list(component, "mine")"#),
        ("unlisted-at-60", r#"!on_list(component, "mine", 0.6)"#),
        ("unscreened", "!component.screened"),
    ];
    desk.write("asked.yaml", &pack("device", &questions));
    desk.write("mine.csv", CSV);
    std::fs::create_dir_all(desk.0.join("json")).unwrap();
    desk.write("json/mine.json", JSON);
    for file in ["mine.csv", "json/mine.json"] {
        for (maker, answer, at_60) in [
            ("Huawei Technologies Co., Ltd.", "no", "no"),
            ("HUAWEI TECHNOLOGIES", "no", "no"),
            ("华为", "no", "no"),
            ("华为有限公司", "no", "no"),
            ("Huawei Tech", "no", "no"),
            ("Нuаwеi Technologies", "no", "no"),
            ("ACME HOLDING INC", "no", "no"),
            ("Joint Robotics GmbH", "no", "yes"),
            ("Grand Robotics", "no", "yes"),
            ("Minor Robotics", "yes", "yes"),
            ("Steered Robotics", "no", "no"),
            ("Acme Holdinq", "unknown", "unknown"),
            ("Somebody Else AG", "yes", "yes"),
        ] {
            desk.write("bill.json", &made_by(maker));
            let found = answers(&report(&desk, &format!("--policy asked.yaml --home DE --parties {file}")), "box@1");
            let found = ["unlisted", "unlisted-at-60", "unscreened"].map(|rule| found[rule].as_str());
            assert_eq!(found, [answer, at_60, answer], "{maker}, {file}");
        }
    }
}

#[test]
fn a_listed_owner_in_evidence_is_screened_too() {
    let desk = Desk::new("parties-owner");
    desk.write("mine.csv", CSV);
    desk.write("asked.yaml", &pack("device", &[("unlisted", r#"!on_list(component, "mine")"#)]));
    desk.write("bill.json", &made_by("Somebody Else AG"));
    let owned = |share: &str| {
        let states = format!("states: [{{ dimension: owner, party: Acme Holding{share} }}]");
        desk.write(
            "evidence.yaml",
            &format!(
                "documents: [{{ id: d, kind: register, title: t, subject: {{ component: box@1 }}, date: 2026-11-01, {states} }}]"
            ),
        );
        answers(&report(&desk, "--policy asked.yaml --home DE --parties mine.csv --evidence evidence.yaml"), "box@1")["unlisted"]
            .clone()
    };
    assert_eq!([owned(""), owned(", share: 0.5"), owned(", share: 0.2")], ["no", "no", "yes"]);
}

#[test]
fn every_owner_the_bill_states_is_screened_wherever_it_is_placed() {
    let desk = Desk::new("parties-stated");
    desk.write("mine.csv", CSV);
    desk.write("asked.yaml", &pack("device", &[("unlisted", r#"!on_list(component, "mine")"#)]));
    let stated = |properties: &[(&str, &str)]| {
        let entries: Vec<String> =
            properties.iter().map(|(name, value)| format!(r#"{{"name":"bomgate:{name}","value":"{value}"}}"#)).collect();
        desk.write(
            "bill.json",
            &made_by("Somebody Else AG").replace(
                r#""version":"1","manufacturer""#,
                &format!(r#""version":"1","properties":[{}],"manufacturer""#, entries.join(",")),
            ),
        );
        answers(&report(&desk, "--policy asked.yaml --home DE --parties mine.csv"), "box@1")["unlisted"].clone()
    };
    assert_eq!(stated(&[("ultimate_owner", "Quiet Holding"), ("ultimate_owner_country", "DE")]), "yes");
    assert_eq!(stated(&[("ultimate_owner", "Acme Holding"), ("ultimate_owner_country", "DE")]), "no", "with its country");
    assert_eq!(stated(&[("ultimate_owner", "Quiet Holding"), ("ultimate_owner", "Acme Holding")]), "no", "as the second");
    assert_eq!(stated(&[("controller", "Acme Holding"), ("controller_country", "DE")]), "no", "as controller");
    assert_eq!(stated(&[("ultimate_owner_country", "DE")]), "yes", "a country is no name");
}

#[test]
fn a_share_that_the_bill_states_excuses_no_listed_owner_and_one_in_evidence_does() {
    let desk = Desk::new("parties-share");
    desk.write("mine.csv", CSV);
    desk.write(
        "asked.yaml",
        &pack("device", &[("unlisted", r#"!on_list(component, "mine")"#), ("unscreened", "!component.screened")]),
    );
    let owned = |owner: &str, share: &str, evidence: &str| {
        let properties = format!(
            r#"{{"name":"bomgate:ultimate_owner","value":"{owner}"}},{{"name":"bomgate:ownership_share","value":"{share}"}}"#
        );
        let named = format!(r#""version":"1","properties":[{properties}],"manufacturer""#);
        desk.write("bill.json", &made_by("Somebody Else AG").replace(r#""version":"1","manufacturer""#, &named));
        let documents = match evidence {
            "" => "documents: []\n".to_owned(),
            states => format!(
                "documents: [{{ id: d, kind: register, title: t, subject: {{ component: box@1 }}, date: 2026-11-01, states: [{{ dimension: owner, {states} }}] }}]"
            ),
        };
        desk.write("evidence.yaml", &documents);
        let arguments = "--policy asked.yaml --home DE --parties mine.csv --evidence evidence.yaml";
        let found = answers(&report(&desk, arguments), "box@1");
        ["unlisted", "unscreened"].map(|rule| found[rule].clone())
    };
    assert_eq!(owned("Quiet Holding", "1%", ""), ["yes", "yes"], "the control");
    for share in ["1%", "0.01", "0", "49 %", "none"] {
        assert_eq!(owned("Acme Holding", share, ""), ["no", "no"], "{share} in the bill's own word");
    }
    assert_eq!(owned("Acme Holding", "80%", "party: ACME HOLDING LTD, share: 0.01"), ["yes", "yes"], "the operator's register");
    assert_eq!(owned("Acme Holding", "1%", "party: Acme Holding Ltd, share: 0.6"), ["no", "no"]);
    assert_eq!(owned("Acme Holding", "1%", "party: Quiet Holding, share: 0.01"), ["no", "no"], "a register of somebody else");
}

#[test]
fn a_similar_name_leaves_the_delivery_to_a_person() {
    let desk = Desk::new("parties-refer");
    desk.write("mine.csv", CSV);
    desk.write(
        "asked.yaml",
        &pack("device", &[("unlisted", r#"!on_list(component, "mine")"#)]).replace("level: high", "level: refer"),
    );
    let code = |maker: &str| {
        desk.write("bill.json", &made_by(maker));
        let report = report(&desk, "--policy asked.yaml --home DE --parties mine.csv");
        (report["deliveries"][0]["verdict"].as_str().unwrap().to_owned(), seen(&report, "unlisted"))
    };
    let (verdict, why) = code("Acme Holdinq");
    assert!(verdict == "INCOMPLETE" && why.contains("resembles acme"), "{verdict}: {why}");
    assert_eq!(code("Somebody Else AG").0, "PASS");
}

#[test]
fn a_screening_file_that_is_not_understood_is_misuse_with_its_place() {
    let desk = Desk::new("parties-wrong");
    desk.write("bill.json", &made_by("Somebody Else AG"));
    for (name, text, says) in [
        ("column.csv", "id,name\n1,a\n", "column.csv`: column `name` is not one of"),
        ("empty.csv", "", "there is no column `names`"),
        ("torn.csv", "id,names\n1,a\n2,b,c\n", "line: 3"),
        ("share.csv", "id,names,parent,share\na,A,,\nb,B,a,150%\n", "line 3: `150%` is no share"),
        ("nobody.csv", "id,names\na,A\nb,;\n", "line 3: no name"),
        ("listed.csv", "names,listed\nA,perhaps\n", "line 2: `perhaps`"),
        ("parent.csv", "id,names,parent\na,A,b\n", "parent.csv, a`: parent `b` is not the id"),
        ("country.csv", "names,countries\nA,Atlantis\n", "country.csv, A`: `Atlantis` is not a country"),
        ("twice.csv", "id,names\na,A\na,B\n", "twice.csv`: party `a` stands twice"),
        ("shares.csv", "id,names,parent,share\na,A,,\nb,B,,0.5\n", "line 3: more shares than parents"),
        ("shape.json", "[{\"name\":\"a\"}]", "line 1 column 8"),
        ("torn.json", "[{\"names\":[\"a\"]}\n", "line 2"),
        (
            "share.json",
            "[{\"id\":\"a\",\"names\":[\"A\"]},{\"names\":[\"B\"],\"parent\":\"a\",\"share\":60}]",
            "share.json, B`: a share is a number from 0 to 1",
        ),
        ("both.json", "[{\"id\":\"a\",\"names\":[\"A\"]},{\"names\":[\"B\"],\"share\":0.6}]", "share and no parent"),
    ] {
        desk.write(name, text);
        let (code, shown, said) = desk.answer(&format!("check bill.json --policy core --home DE --parties {name}"));
        assert!(code == 2 && shown.is_empty() && said.contains(name) && said.contains(says), "{name}: {code}\n{said}");
    }
    let (code, _, said) = desk.answer("check bill.json --policy core --home DE --parties us-88");
    assert!(code == 2 && said.contains("did you mean `us-889`"), "{said}");
}
