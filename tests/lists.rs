//! The lists: what ships is whole, what contradicts itself is refused.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may fail loudly, and says what it counted")]

use bomgate::enrich::{Country, LicenseClass, ListTexts, Lists, PublisherRole, SHIPPED, Space};
use std::sync::LazyLock;

static LISTS: LazyLock<Lists> = LazyLock::new(|| Lists::shipped().expect("the lists that ship load"));

fn code(text: &str) -> Option<Country> {
    Country::of_code(text)
}

#[test]
fn what_ships_is_the_yaml_that_is_in_the_tree() {
    let yaml = Lists::of_texts(SHIPPED).unwrap();
    assert_eq!(format!("{:?}", yaml.publishers()), format!("{:?}", LISTS.publishers()));
    assert_eq!(format!("{:?}", yaml.licenses()), format!("{:?}", LISTS.licenses()));
    assert_eq!(yaml.region_ids().collect::<Vec<_>>(), LISTS.region_ids().collect::<Vec<_>>());
    assert_eq!(yaml.digest(), LISTS.digest());
    assert_eq!(LISTS.digest().len(), 64);
}

#[test]
fn countries_are_found_by_code_name_and_alias_in_any_script() {
    for (text, want) in [
        ("cn", "CN"),
        ("CHN", "CN"),
        ("PRC", "CN"),
        ("P.R. China", "CN"),
        ("The People's Republic of China", "CN"),
        ("中国", "CN"),
        ("中華人民共和國", "CN"),
        ("Russian Federation", "RU"),
        ("Россия", "RU"),
        ("South Korea", "KR"),
        ("Korea, Republic of", "KR"),
        ("대한민국", "KR"),
        ("DPRK", "KP"),
        ("Deutschland", "DE"),
        ("U.S.A.", "US"),
        ("the United States", "US"),
        ("UK", "GB"),
        ("Côte d'Ivoire", "CI"),
        ("cote d’ivoire", "CI"),
        ("Österreich", "AT"),
        ("NO", "NO"),
        ("日本", "JP"),
        ("ＣＮ", "CN"),
        // More than one country goes by these.
        ("Korea", ""),
        ("Congo", ""),
        ("ZZ", ""),
        ("EU", ""),
        ("", ""),
        ("the", ""),
    ] {
        assert_eq!(LISTS.country(text), code(want), "{text:?}");
    }
}

#[test]
fn regions_are_sorted_countries() {
    let union = LISTS.region("EU").unwrap();
    assert_eq!(union.len(), 27);
    assert!(union.is_sorted() && union.contains(&code("DE").unwrap()));
    assert_eq!(LISTS.region("eu"), None);
}

#[test]
fn publishers_are_found_by_every_name_and_handle_they_have() {
    for publisher in LISTS.publishers() {
        for name in std::iter::once(&publisher.name).chain(&publisher.aliases) {
            let found = LISTS.named(name).unwrap();
            assert_eq!((&LISTS.publisher(found.publisher).id, found.confusable), (&publisher.id, false), "{name}");
        }
    }
    let country = |space, handle| LISTS.publisher_by_handle(space, handle).map(|id| LISTS.publisher(id).country);
    assert_eq!(country(Space::HuggingFace, "qwen"), code("CN"));
    assert_eq!(country(Space::HuggingFace, "QWEN"), code("CN"));
    assert_eq!(country(Space::Domain, "api.openai.com"), code("US"));
    assert_eq!(country(Space::Domain, "openai.com.example"), None);
    assert_eq!(country(Space::Domain, "notopenai.com"), None);
    assert_eq!(country(Space::Domain, "com"), None);
    let hub = LISTS.publisher_by_name("Hugging Face, Inc.").unwrap();
    assert_eq!(LISTS.publisher(hub).role, PublisherRole::Hub);
    assert_eq!(LISTS.publisher_by_name("A company nobody knows GmbH"), None);
}

#[test]
fn licences_that_spdx_lacks_are_found_by_alias() {
    for text in ["llama3.1", "Llama 3.1 Community License", "LicenseRef-scancode-llama-3.1-license-2024"] {
        assert_eq!(LISTS.license(text).unwrap().id, "LicenseRef-llama-3.1-community", "{text}");
    }
    assert_ne!(LISTS.license("openrail").unwrap().id, LISTS.license("openrail++").unwrap().id);
    assert_eq!(LISTS.license("FLUX.1-dev Non-Commercial License").unwrap().class, LicenseClass::Noncommercial);
    assert!(LISTS.license("MIT").is_none());
    assert!(LISTS.license("Apache-2.0").is_none());
}

#[test]
fn a_list_that_contradicts_itself_is_refused() {
    let head = |list: &str| format!("list: {list}\ntitle: t\nversion: \"1\"\nread: \"2026-01-01\"\n");
    let entry = |id: &str, more: &str| {
        format!("  - {{ id: {id}, name: {id}, country: DE, role: maker, steward: company, mark: unverified{more} }}\n")
    };
    for (entries, problem) in [
        (entry("a", "") + &entry("a", ""), "stands twice"),
        (entry("a", "") + &entry("b", ", aliases: [A]"), "is also a name of `a`"),
        (entry("a", ", github: [x]") + &entry("b", ", github: [X]"), "is also that of `a`"),
        (entry("a", ", parent: b"), "is not an entry"),
        (entry("a", ", parent: b") + &entry("b", ", parent: a"), "circle"),
        (entry("a", ", cites: [{ source: s, country: DE }]"), "which `sources` does not have"),
        (entry("a", ", cites: [{ source: general, country: QQ }]"), "is not a country"),
        (entry("a", ", colour: red"), "colour"),
        (entry("a", ", id: b"), "duplicate"),
    ] {
        let publishers = format!("{}entries:\n{entries}", head("publishers"));
        let error = Lists::of_texts(ListTexts { publishers: &publishers, ..SHIPPED }).unwrap_err().to_string();
        assert!(error.contains(problem), "{error}");
    }
    let regions = format!("{}entries:\n  - {{ id: R, name: R, members: [QQ], source: s, mark: verified }}\n", head("regions"));
    let error = Lists::of_texts(ListTexts { regions: &regions, ..SHIPPED }).unwrap_err().to_string();
    assert!(error.contains("`QQ` is not a country"), "{error}");
    let error = Lists::of_texts(ListTexts { regions: SHIPPED.countries, ..SHIPPED }).unwrap_err().to_string();
    assert!(error.contains("regions"), "{error}");
}
