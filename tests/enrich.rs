//! Facts beside the bill: origin, lineage, licences.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may fail loudly, and says what it counted")]

use bomgate::base::{Index, Limits, Place, Truth};
use bomgate::enrich::{
    Basis, Claim, Claims, Dimension, FactCode, Facts, Grade, Lists, OriginField, Reach, enrich, enrich_with, path_from_subject,
};
use bomgate::model::{
    Bom, DataItem, Draft, Kind, License, LicenseForm, LicenseId, ListField, Packed, Party, PartyId, Property, Reference,
    Relation, Role, Row, Stated,
};
use std::sync::LazyLock;

static LISTS: LazyLock<Lists> = LazyLock::new(|| Lists::shipped().expect("the lists that ship load"));

/// A bill under construction; each part is a component of its own.
struct Bill(Draft);

impl Bill {
    fn new() -> Self {
        Self(Draft::new(Limits::default()))
    }

    fn part(&mut self, role: Role, declared: &str, name: &str, fill: impl FnOnce(&mut Draft, Row)) -> Row {
        let row = self.0.open(role, None, "/components/0", Place::default()).expect("within limits");
        self.0.parts.name[row] = self.0.say(name);
        self.0.parts.declared[row] = self.0.say(declared);
        fill(&mut self.0, row);
        self.0.close(row, 0);
        row
    }

    fn model(&mut self, name: &str, fill: impl FnOnce(&mut Draft, Row)) -> Row {
        self.part(Role::Part, "machine-learning-model", name, fill)
    }

    fn freeze(self) -> (Bom, Facts) {
        let bom = self.0.freeze("test").expect("within limits");
        let facts = enrich(&bom, &LISTS);
        (bom, facts)
    }
}

fn party(draft: &mut Draft, name: &str, country: &str, url: &str) -> Packed<PartyId> {
    let or_absent = |draft: &mut Draft, text: &str| if text.is_empty() { Packed::default() } else { draft.say(text) };
    let party = Party {
        name: or_absent(draft, name),
        country: or_absent(draft, country),
        url: or_absent(draft, url),
        ..Party::default()
    };
    draft.party_stated(party)
}

/// `developer CN listed`, sorted.
fn seen(facts: &Facts, row: Row) -> Vec<String> {
    let mut seen: Vec<String> = facts
        .origins
        .of(row)
        .iter()
        .filter(|origin| !matches!(origin.field, OriginField::Parent(_)))
        .map(|origin| {
            let country = origin.country.map_or("-".to_owned(), |country| country.to_string());
            let basis = match origin.basis {
                Basis::Stated => "stated",
                Basis::Listed => "listed",
                Basis::Inferred => "inferred",
                Basis::Evidence => "evidence",
                Basis::Hinted => "hinted",
            };
            format!("{} {country} {basis}", origin.dimension.word())
        })
        .collect();
    seen.sort();
    seen.dedup();
    seen
}

fn codes(facts: &Facts, row: Row) -> Vec<FactCode> {
    facts.notes.iter().filter(|note| note.row == row).map(|note| note.code).collect()
}

#[test]
fn facts_may_be_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Facts>();
    shared::<Lists>();
}

#[test]
fn the_host_of_a_model_is_not_its_maker() {
    let mut bill = Bill::new();
    let by_publisher =
        bill.model("BAAI/bge-small-en", |draft, row| draft.parts.publisher[row] = party(draft, "Hugging Face Inc", "", ""));
    let by_supplier = bill.model("granite", |draft, row| {
        draft.parts.supplier[row] = party(draft, "Hugging Face", "US", "https://huggingface.co");
        draft.parts.manufacturer[row] = party(draft, "IBM", "", "");
    });
    let by_url = bill.model("x", |draft, row| {
        let reference = Reference {
            kind: draft.texts.intern("distribution"),
            url: draft.texts.intern("https://huggingface.co/Qwen/Qwen2-7B"),
        };
        draft.lists.references.push((row, reference));
    });
    let only_host = bill.model("y", |draft, row| draft.parts.publisher[row] = party(draft, "Hugging Face", "US", ""));
    let (_, facts) = bill.freeze();
    assert_eq!(seen(&facts, by_publisher), ["developer CN listed", "distributor US listed"]);
    assert_eq!(seen(&facts, by_supplier), ["developer US listed", "distributor US listed", "distributor US stated"]);
    assert_eq!(seen(&facts, by_url), ["developer CN listed"]);
    assert_eq!(seen(&facts, only_host), ["distributor US listed", "distributor US stated"]);
}

#[test]
fn a_stated_country_that_the_list_contradicts_stands_beside_it() {
    let mut bill = Bill::new();
    let row = bill.model("m", |draft, row| draft.parts.manufacturer[row] = party(draft, "DeepSeek Co., Ltd.", "Deutschland", ""));
    let (_, facts) = bill.freeze();
    let seen = seen(&facts, row);
    assert!(seen.contains(&"developer DE stated".to_owned()) && seen.contains(&"developer CN listed".to_owned()), "{seen:?}");
    assert!(codes(&facts, row).contains(&FactCode::OriginContradicted));
}

#[test]
fn sources_that_differ_are_a_conflict_and_both_countries_stand() {
    let conflicted = LISTS.publishers().iter().find(|publisher| publisher.conflict()).unwrap();
    let mut bill = Bill::new();
    let row = bill.model("m", |draft, row| draft.parts.manufacturer[row] = party(draft, &conflicted.name, "", ""));
    let (_, facts) = bill.freeze();
    let listed: Vec<_> = facts.origins.of(row).iter().filter_map(|origin| origin.country).collect();
    assert!(conflicted.countries().all(|country| listed.contains(&country)), "{listed:?}");
    let note = facts.notes.iter().find(|note| note.code == FactCode::OriginConflict).unwrap();
    assert!(conflicted.cites.iter().all(|cite| note.message.contains(&cite.source)), "{}", note.message);
}

#[test]
fn every_field_that_names_a_country_stands() {
    let mut bill = Bill::new();
    let row = bill.model("m", |draft, row| {
        draft.parts.manufacturer[row] = party(draft, "Fine Models", "PRC", "");
        draft.parts.supplier[row] = party(draft, "Some Shop", "France", "");
        draft.parts.publisher[row] = party(draft, "A Publisher", "日本", "");
        let author = party(draft, "An Author", "KR", "").get().value().unwrap();
        draft.lists.authors.push((row, author));
    });
    let (_, facts) = bill.freeze();
    assert_eq!(seen(&facts, row), ["developer CN stated", "developer KR stated", "supplier FR stated", "supplier JP stated"]);
}

#[test]
fn a_name_that_nobody_lists_is_not_silence() {
    let mut bill = Bill::new();
    let named = bill.model("m", |draft, row| draft.parts.manufacturer[row] = party(draft, "Nobody Knows Us", "", ""));
    let silent = bill.model("n", |_, _| {});
    let placeholder = bill.model("o", |draft, row| draft.parts.manufacturer[row] = party(draft, "N/A", "", ""));
    let (_, facts) = bill.freeze();
    assert_eq!(seen(&facts, named), ["developer - stated"]);
    assert!(facts.origins.of(silent).is_empty() && facts.origins.of(placeholder).is_empty());
}

#[test]
fn a_disguised_name_is_found_and_noted() {
    let mut bill = Bill::new();
    let disguised = ["D\u{435}epSeek", "Deep\u{200b}Seek", "ＤｅｅｐＳｅｅｋ", "𝐃𝐞𝐞𝐩Seek AI"]
        .map(|name| bill.model("m", |draft, row| draft.parts.manufacturer[row] = party(draft, name, "", "")));
    let org = bill.model("d\u{435}epseek-ai/DeepSeek-V3", |_, _| {});
    let plain = bill.model("m", |draft, row| draft.parts.manufacturer[row] = party(draft, "Deep-Seek", "", ""));
    let (_, facts) = bill.freeze();
    for row in disguised.into_iter().chain([org]) {
        assert!(seen(&facts, row).contains(&"developer CN listed".to_owned()), "{row:?}: {:?}", seen(&facts, row));
        assert!(codes(&facts, row).contains(&FactCode::NameConfusable), "{row:?}");
    }
    assert!(seen(&facts, plain).contains(&"developer CN listed".to_owned()));
    assert!(!codes(&facts, plain).contains(&FactCode::NameConfusable));
}

#[test]
fn a_package_url_of_another_organisation_than_the_manufacturer_is_noted() {
    let mut bill = Bill::new();
    let row = bill.model("Qwen2-7B", |draft, row| {
        draft.parts.manufacturer[row] = party(draft, "Google", "", "");
        draft.parts.purl[row] = draft.say("pkg:huggingface/Qwen/Qwen2-7B@1");
    });
    let owner = bill.model("Qwen2-7B", |draft, row| {
        draft.parts.manufacturer[row] = party(draft, "Alibaba Cloud", "", "");
        draft.parts.purl[row] = draft.say("pkg:huggingface/Qwen/Qwen2-7B@1");
    });
    let (_, facts) = bill.freeze();
    assert_eq!(seen(&facts, row), ["developer CN listed", "developer US listed"]);
    assert!(codes(&facts, row).contains(&FactCode::OriginContradicted));
    assert!(!codes(&facts, owner).contains(&FactCode::OriginContradicted));
}

#[test]
fn mentions_data_owners_services_and_packages_have_an_origin() {
    let mut bill = Bill::new();
    let model = bill.model("tuned", |_, _| {});
    bill.0.mention(model, "Qwen/Qwen2-7B", Kind::Model, Relation::BaseModel, Place::default());
    let data = bill.part(Role::Part, "data", "corpus", |draft, row| {
        let owner = party(draft, "BAAI", "", "");
        draft.lists.data.push((row, DataItem { owner, ..DataItem::default() }));
    });
    let service = bill.part(Role::Service, "", "chat", |draft, row| {
        let url = draft.texts.intern("https://api.openai.com/v1");
        draft.lists.endpoints.push((row, url));
    });
    let library = bill.part(Role::Part, "library", "torch", |draft, row| draft.parts.purl[row] = draft.say("pkg:pypi/torch@2.1"));
    let guessed = bill.part(Role::Part, "library", "Torch", |_, _| {});
    let (bom, facts) = bill.freeze();
    let mention = bom.components.rows().find(|row| bom.components.role[*row] == Role::Mention).unwrap();
    assert_eq!(seen(&facts, mention), ["developer CN listed"]);
    assert_eq!(seen(&facts, data), ["data owner CN listed"]);
    assert_eq!(seen(&facts, service), ["supplier US listed"]);
    assert_eq!(seen(&facts, library), ["developer US listed"]);
    assert_eq!(seen(&facts, guessed), ["developer US inferred"]);
}

#[test]
fn a_family_in_the_name_is_only_a_hint() {
    let mut bill = Bill::new();
    let tuned = bill.model("Acme-Qwen2.5-7B", |draft, row| draft.parts.manufacturer[row] = party(draft, "Acme", "DE", ""));
    let own = bill.model("Qwen/Qwen2-7B", |_, _| {});
    let other = bill.model("qwenish", |_, _| {});
    let library = bill.part(Role::Part, "library", "qwen-utils", |_, _| {});
    let (_, facts) = bill.freeze();
    assert_eq!(seen(&facts, tuned), ["developer CN inferred", "developer DE stated"]);
    assert_eq!(seen(&facts, own), ["developer CN listed"]);
    assert!(facts.origins.of(other).is_empty() && facts.origins.of(library).is_empty());
}

#[test]
fn an_owner_stands_behind_its_subsidiary() {
    let (child, owner) = LISTS.publishers().iter().find_map(|child| Some((child, child.parent?))).unwrap();
    let mut bill = Bill::new();
    let row = bill.model("m", |draft, row| draft.parts.manufacturer[row] = party(draft, &child.name, "", ""));
    let (_, facts) = bill.freeze();
    let found = facts.origins.of(row).iter().find(|origin| matches!(origin.field, OriginField::Parent(_))).unwrap();
    assert_eq!((found.party, found.country), (Some(owner), Some(LISTS.publisher(owner).country)));
}

#[test]
fn lineage_tells_named_none_and_silent_apart() {
    let mut bill = Bill::new();
    let named = bill.model("named", |_, _| {});
    bill.0.mention(named, "Qwen/Qwen2-7B", Kind::Model, Relation::BaseModel, Place::default());
    let none = bill.model("original", |draft, row| draft.carries(row, ListField::Ancestors));
    let scratch = bill.model("scratch", |draft, row| {
        let property = Property { name: draft.texts.intern("bomgate:base_model"), value: draft.say("from-scratch") };
        draft.lists.properties.push((row, property));
    });
    let silent = bill.model("silent", |_, _| {});
    let on_none = bill.model("on none", |_, _| {});
    bill.0.relate(on_none, none, Relation::Ancestor);
    let placeholder = bill.model("placeholder", |_, _| {});
    bill.0.mention(placeholder, "unknown", Kind::Model, Relation::BaseModel, Place::default());
    let hidden = bill.model("none", |draft, row| draft.parts.purl[row] = draft.say("pkg:huggingface/Qwen/Qwen2-7B@1"));
    let on_hidden = bill.model("on hidden", |_, _| {});
    bill.0.relate(on_hidden, hidden, Relation::Ancestor);
    let (_, facts) = bill.freeze();
    let lineage = &facts.lineage;
    let bases = [named, none, scratch, silent, on_none, placeholder, on_hidden].map(|row| lineage.bases_stated(row));
    use Truth::{No, Unknown, Yes};
    assert_eq!(bases, [Yes, No, No, Unknown, Yes, Unknown, Yes]);
    // `named` rests on a model whose own bases nobody names.
    let closed = [named, none, scratch, silent, on_none].map(|row| lineage.closed()[row.at()]);
    assert_eq!(closed, [Unknown, Yes, Yes, Unknown, Yes]);
}

#[test]
fn a_circle_of_descent_is_survived_and_the_shortest_way_found() {
    let mut bill = Bill::new();
    let subject = bill.part(Role::Subject, "application", "app", |_, _| {});
    let [a, b, c, d] = ["a", "b", "c", "d"].map(|name| bill.model(name, |_, _| {}));
    bill.0.relate(subject, a, Relation::DependsOn);
    bill.0.relate(a, b, Relation::Ancestor);
    bill.0.relate(b, c, Relation::Ancestor);
    bill.0.relate(c, a, Relation::Ancestor);
    bill.0.relate(c, d, Relation::BaseModel);
    bill.0.relate(a, c, Relation::DependsOn);
    let data = bill.part(Role::Part, "data", "corpus", |_, _| {});
    bill.0.relate(d, data, Relation::TrainedOn);
    let (bom, facts) = bill.freeze();
    let lineage = &facts.lineage;
    let reached = lineage.reaches(&|row| row == d);
    assert_eq!([subject, a, b, c, d].map(|row| reached[row.at()]), [false, true, true, true, false]);
    assert!(lineage.reaches(&|row| row == a)[a.at()], "a is in its own descent");
    assert_eq!(lineage.path(a, &|row| row == d), Some(vec![(Relation::DependsOn, c), (Relation::BaseModel, d)]));
    assert_eq!(lineage.path(d, &|row| row == a), None);
    let way = path_from_subject(&bom, data).unwrap();
    assert_eq!(way.iter().map(|(_, row)| *row).collect::<Vec<_>>(), [a, c, d, data]);
    assert_eq!(Reach::of(&bom).path(subject), Some(Vec::new()));
}

fn licensed(text: &str, form: LicenseForm) -> (Facts, LicenseId) {
    let mut bill = Bill::new();
    let text = bill.0.say(text);
    let id = bill.0.license(License { text, form, acknowledgement: Packed::default(), url: Packed::default(), terms: None });
    (bill.freeze().1, id)
}

#[test]
fn expressions_are_judged_by_their_meaning() {
    use Truth::{No, Unknown, Yes};
    let may = ["MIT", "Apache-2.0", "LicenseRef-ours"];
    let not = ["GPL-2.0-only", "GPL-3.0-only", "AGPL-3.0-only", "LicenseRef-llama-2-community"];
    for (text, known, permitted, forbidden) in [
        ("MIT OR GPL-3.0-only", Yes, Yes, No),
        ("MIT AND GPL-3.0-only", Yes, No, Yes),
        ("MIT AND (GPL-2.0-only OR AGPL-3.0-only)", Yes, No, Yes),
        ("(MIT)", Yes, Yes, No),
        ("GPL-2.0", Yes, No, Yes),
        ("GPL-2.0+", Yes, No, Yes),
        ("GPL-2.0-or-later", Yes, No, Yes),
        ("GPL-2.0-with-classpath-exception", Yes, No, Yes),
        ("Apache-2.0+", Yes, Yes, No),
        ("apache-2.0", Yes, Yes, No),
        ("mit or gpl-3.0-only", Yes, Yes, No),
        ("Apache License 2.0", Yes, Yes, No),
        ("Apache-2.0 WITH LLVM-exception", Yes, Yes, No),
        ("Apache-2.0 WITH Unknown-exception", Unknown, Unknown, Unknown),
        ("GPL-2.0-only WITH Unknown-exception", Unknown, Unknown, Yes),
        ("Apache-2.0 (non-commercial)", Unknown, Unknown, Unknown),
        ("Apache-2.0 non-commercial", Unknown, Unknown, Unknown),
        ("MIT OR", Unknown, Unknown, Unknown),
        ("", Unknown, Unknown, Unknown),
        ("()", Unknown, Unknown, Unknown),
        ("NOASSERTION", Unknown, Unknown, Unknown),
        ("NONE", Unknown, Unknown, Unknown),
        ("Apache\u{2011}2.0", Unknown, Unknown, Unknown),
        ("MIT OR Whatever-1.0", Unknown, Yes, No),
        ("MIT AND Whatever-1.0", Unknown, Unknown, Unknown),
        ("LicenseRef-ours", Unknown, Yes, Unknown),
        ("llama2", Yes, No, Yes),
        ("Llama 2 Community License Agreement", Yes, No, Yes),
        ("MIT OR llama2", Yes, Yes, No),
        ("pddl", Yes, No, No),
    ] {
        let (facts, id) = licensed(text, LicenseForm::Expression);
        let reading = facts.licensing.reading(id);
        let permits = facts.licensing.permits(id, &|id| may.contains(&id));
        let forbids = facts.licensing.forbids(id, &|id| not.contains(&id));
        assert_eq!((reading.known, permits, forbids), (known, permitted, forbidden), "{text:?}: {reading:?}");
    }
}

#[test]
fn licences_are_named_in_their_current_spelling() {
    let ids = |text| {
        let (facts, id) = licensed(text, LicenseForm::Id);
        facts.licensing.reading(id).ids.clone()
    };
    assert_eq!(ids("gpl-2.0+ or MIT OR mit"), ["GPL-2.0-or-later", "MIT"]);
    assert_eq!(ids("Openrail++"), ["LicenseRef-openrail-plus-plus-m"]);
    assert_eq!(ids("GPL-2.0-with-classpath-exception"), ["GPL-2.0-only WITH Classpath-exception-2.0"]);
    assert_eq!(ids("LicenseRef-scancode-llama-3.1-license-2024"), ["LicenseRef-llama-3.1-community"]);
}

#[test]
fn ten_thousand_terms_and_deep_parentheses_are_judged_at_once() {
    let start = std::time::Instant::now();
    let wide = vec!["MIT"; 10_000].join(" AND ");
    let grown = vec!["(MIT OR GPL-2.0-only)"; 5_000].join(" AND ");
    let deep = format!("{}MIT{}", "(".repeat(20_000), ")".repeat(20_000));
    for text in [wide, grown, deep] {
        let (facts, id) = licensed(&text, LicenseForm::Expression);
        assert_eq!(facts.licensing.permits(id, &|id| id == "MIT"), Truth::Yes);
    }
    assert!(start.elapsed().as_secs() < 5, "{:?}", start.elapsed());
}

#[test]
fn data_stated_empty_is_not_silence() {
    let mut bill = Bill::new();
    let mut card = bomgate::model::Card { datasets: Stated::Nothing, ..bomgate::model::Card::default() };
    let none = bill.model("none", |draft, row| draft.lists.cards.push((row, card)));
    card.datasets = Stated::Absent;
    let silent = bill.model("silent", |draft, row| draft.lists.cards.push((row, card)));
    let named = bill.model("named", |_, _| {});
    bill.0.mention(named, "rajpurkar/squad", Kind::Dataset, Relation::TrainedOn, Place::default());
    let (_, facts) = bill.freeze();
    let stated = [none, silent, named].map(|row| facts.lineage.datasets_stated(row));
    assert_eq!(stated, [Truth::No, Truth::Unknown, Truth::Yes]);
    assert!(Dimension::ALL.iter().all(|dimension| !dimension.word().is_empty()));
}

fn says(draft: &mut Draft, row: Row, name: &str, value: &str) {
    let property = Property { name: draft.texts.intern(name), value: draft.say(value) };
    draft.lists.properties.push((row, property));
}

#[test]
fn properties_speak_of_owners_places_and_their_absence() {
    let mut bill = Bill::new();
    let row = bill.model("m", |draft, row| {
        draft.parts.manufacturer[row] = party(draft, "Fine Models", "DE", "");
        for (name, value) in [
            ("bomgate:ultimate_owner", "Alibaba Cloud"),
            ("bomgate:ownership_share", "60 %"),
            ("bomgate:hosting_country", "DE, Frankreich, Atlantis"),
            ("bomgate:remote_access_country", "none"),
            ("bomgate:jurisdiction", "EU"),
        ] {
            says(draft, row, name, value);
        }
    });
    let own = bill.model("n", |draft, row| {
        draft.parts.manufacturer[row] = party(draft, "Fine Models", "DE", "");
        says(draft, row, "bomgate:ultimate_owner", "Fine Models");
    });
    let contradicted = bill.model("o", |draft, row| {
        says(draft, row, "bomgate:ultimate_owner", "Alibaba Cloud");
        says(draft, row, "bomgate:ultimate_owner_country", "DE");
    });
    let (_, facts) = bill.freeze();
    let found = seen(&facts, row);
    for want in ["owner CN listed", "hosting DE stated", "hosting - stated", "remote access - stated", "jurisdiction FR stated"] {
        assert!(found.contains(&want.to_owned()), "{want} in {found:?}");
    }
    let remote = facts.origins.of(row).iter().find(|origin| origin.dimension == Dimension::RemoteAccess).unwrap();
    assert!(remote.denied(), "none is a statement");
    let start = facts.origins.range(row).start;
    let owner = facts.origins.of(row).iter().position(|origin| origin.dimension == Dimension::Owner).unwrap();
    assert_eq!(facts.share(u32::try_from(start + owner).unwrap()), Some(0.6));
    assert!(seen(&facts, own).contains(&"owner DE stated".to_owned()), "{:?}", seen(&facts, own));
    assert!(codes(&facts, contradicted).contains(&FactCode::OriginContradicted));
}

#[test]
fn addresses_only_hint_and_are_noted_where_they_differ() {
    let mut bill = Bill::new();
    let mut service = |country: &str, url: &str| {
        bill.part(Role::Service, "", "chat", |draft, row| {
            let url = draft.texts.intern(url);
            draft.lists.endpoints.push((row, url));
            if !country.is_empty() {
                says(draft, row, "bomgate:hosting_country", country);
            }
        })
    };
    let same = service("DE", "https://x.eu-central-1.example.com/");
    let differs = service("DE", "https://x.cn-beijing.example.com/");
    let only = service("", "https://api.example.cn/");
    let (_, facts) = bill.freeze();
    assert!(codes(&facts, same).is_empty(), "{:?}", facts.notes);
    assert_eq!(codes(&facts, differs), [FactCode::OriginHintDiffers]);
    assert_eq!(seen(&facts, only), ["hosting CN hinted"]);
}

#[test]
fn evidence_of_the_operator_stands_with_its_grade_and_makes_alternatives() {
    let mut bill = Bill::new();
    let first = bill.model("m", |_, _| {});
    let second = bill.model("n", |_, _| {});
    let bom = bill.0.freeze("test").unwrap();
    let claim = |row, dimension, country: &str, grade| Claim {
        row,
        dimension,
        country: LISTS.country(country),
        party: Some("Fine Models".to_owned()),
        share: Some(0.75),
        grade,
        source: "register.pdf".to_owned(),
        lapsed: false,
    };
    let claims = Claims {
        origins: vec![claim(second, Dimension::Owner, "DE", Grade::E2), claim(first, Dimension::Developer, "FR", Grade::E1)],
        alternatives: vec![(second, Some("another model".to_owned()))],
        critical: vec![(first, false)],
    };
    let facts = enrich_with(&bom, &LISTS, claims);
    assert_eq!(seen(&facts, first), ["developer FR evidence"]);
    let owner = &facts.origins.of(second)[0];
    assert_eq!((owner.dimension, facts.grade(owner), facts.share(1)), (Dimension::Owner, Grade::E2, Some(0.75)));
    assert_eq!(facts.claims.alternative(second), Some("another model"));
    assert_eq!((facts.claims.alternative(first), facts.claims.called_critical(first)), (None, Some(false)));
}

#[test]
fn a_property_says_what_the_base_model_is() {
    let mut bill = Bill::new();
    let row = bill.model("tuned", |draft, row| says(draft, row, "huggingface:base_model_relation", "quantized"));
    bill.0.mention(row, "Qwen/Qwen2-7B", Kind::Model, Relation::BaseModel, Place::default());
    let (_, facts) = bill.freeze();
    assert_eq!(facts.lineage.of(row)[0].relation, Relation::Quantized);
}

#[test]
fn what_is_inherited_passes_over_relations_that_the_list_names_only() {
    let mut bill = Bill::new();
    let [a, b, c, d] = ["a", "b", "c", "d"].map(|name| bill.model(name, |_, _| {}));
    bill.0.relate(a, b, Relation::Finetune);
    bill.0.relate(b, c, Relation::Tokenizer);
    bill.0.relate(c, a, Relation::Distilled);
    bill.0.relate(d, a, Relation::TestedOn);
    let (_, facts) = bill.freeze();
    let (developer, data) = (Dimension::Developer.bit(), Dimension::DataOwner.bit());
    let mut own = vec![0; 4];
    own[c.at()] = developer | data;
    let taken = facts.lineage.inherit(&own, &|relation| LISTS.inheritance().dimensions(relation));
    // Over the tokenizer the developer passes and the owner of the data does not; a test passes nothing; circles end.
    assert_eq!([a, b, d].map(|row| taken[row.at()]), [developer, developer, 0]);
    assert_eq!(taken[c.at()], developer);
    assert!(LISTS.inheritance().licence(Relation::Quantized) && !LISTS.inheritance().licence(Relation::TrainedOn));
}

#[test]
fn a_supplier_that_is_another_known_maker_than_the_publisher_is_noted() {
    let mut bill = Bill::new();
    let mut sold = |supplier: &str| {
        bill.model("Qwen2-7B", |draft, row| {
            draft.parts.supplier[row] = party(draft, supplier, "", "");
            draft.parts.purl[row] = draft.say("pkg:huggingface/Qwen/Qwen2-7B@1");
        })
    };
    let [other, own, nobody] = ["Mistral AI", "Alibaba Cloud", "A Reseller Nobody Lists"].map(&mut sold);
    let (_, facts) = bill.freeze();
    let noted = [other, own, nobody].map(|row| codes(&facts, row).contains(&FactCode::SupplierNotPublisher));
    assert_eq!(noted, [true, false, false]);
}

#[test]
fn what_a_part_stands_in_or_is_packed_and_kept_by_did_not_make_it() {
    let mut bill = Bill::new();
    let repository = |draft: &mut Draft, row| {
        let (kind, url) = (draft.texts.intern("distribution"), draft.texts.intern("git+https://github.com/LianjiaTech/app"));
        draft.lists.references.push((row, Reference { kind, url }));
    };
    bill.part(Role::Subject, "application", "app", repository);
    let scanned = bill.part(Role::Part, "library", "okhttp", |draft, row| {
        draft.parts.purl[row] = draft.say("pkg:maven/com.squareup.okhttp3/okhttp@4.12.0");
        repository(draft, row);
    });
    let nested = bill.part(Role::Part, "library", "commander", |draft, row| {
        draft.parts.reference[row] = draft.say("@microsoft/app@1.0.0|commander@9.5.0");
    });
    let packed = bill.part(Role::Part, "library", "libcurl", |draft, row| {
        draft.parts.purl[row] = draft.say("pkg:rpm/redhat/libcurl@7.61.1-34.el8");
    });
    let forge = bill.part(Role::Part, "library", "jffi", |draft, row| {
        draft.parts.purl[row] = draft.say("pkg:maven/com.github.jnr/jffi@1.3.10");
    });
    let on_forge = bill.part(Role::Part, "library", "starter", |draft, row| {
        draft.parts.purl[row] = draft.say("pkg:maven/com.github.lianjiatech/retrofit-spring-boot-starter@3.0.0");
    });
    let own = bill.part(Role::Part, "library", "npmlog", |draft, row| {
        draft.parts.manufacturer[row] = party(draft, "GitHub Inc.", "", "");
    });
    let run = bill.part(Role::Service, "", "registry", |draft, row| draft.parts.group[row] = draft.say("org.npmjs.registry"));
    let (_, facts) = bill.freeze();
    for row in [scanned, nested, forge] {
        assert!(facts.origins.of(row).is_empty(), "{:?}", seen(&facts, row));
    }
    assert_eq!(seen(&facts, packed), ["distributor US listed"]);
    assert_eq!(seen(&facts, on_forge), ["developer CN listed"]);
    assert_eq!(seen(&facts, own), ["developer US listed"]);
    assert_eq!(seen(&facts, run), ["supplier US listed"]);
}

#[test]
fn data_fetched_from_a_page_of_a_hub_comes_from_whoever_has_the_page() {
    let mut bill = Bill::new();
    let rows = ["https://huggingface.co/datasets/togethercomputer/RedPajama-Data-1T", "https://huggingface.co/datasets/squad"]
        .map(|url| {
            bill.part(Role::Part, "data", "corpus", |draft, row| {
                let item = DataItem { url: draft.say(url), ..DataItem::default() };
                draft.lists.data.push((row, item));
            })
        });
    let (_, facts) = bill.freeze();
    assert_eq!(seen(&facts, rows[0]).len(), 1, "{:?}", seen(&facts, rows[0]));
    assert!(seen(&facts, rows[0])[0].contains("US"), "{:?}", seen(&facts, rows[0]));
    assert!(seen(&facts, rows[1]).is_empty(), "a page without an organisation names nobody");
}

#[test]
fn an_endpoint_in_a_property_is_a_statement_of_who_answers_there() {
    let mut bill = Bill::new();
    let rows = [("aibom:provider_endpoint", "https://api.openai.com/v1"), ("scan:source", "https://api.openai.com/v1")].map(
        |(name, value)| {
            bill.part(Role::Part, "application", "ChatOpenAI", |draft, row| {
                let property = Property { name: draft.texts.intern(name), value: draft.say(value) };
                draft.lists.properties.push((row, property));
            })
        },
    );
    let (_, facts) = bill.freeze();
    let basis = |row| facts.origins.of(row).iter().map(|origin| (origin.dimension, origin.basis)).next();
    assert_eq!(basis(rows[0]), Some((Dimension::Supplier, Basis::Listed)));
    assert_eq!(basis(rows[1]), Some((Dimension::Supplier, Basis::Inferred)));
}

#[test]
fn a_library_is_known_by_the_name_people_use() {
    let mut bill = Bill::new();
    let row = bill.part(Role::Part, "library", "PyTorch", |_, _| {});
    let (_, facts) = bill.freeze();
    let found = facts.origins.of(row).first().map(|origin| origin.basis);
    assert_eq!(found, Some(Basis::Inferred), "a name alone stays an inference");
}
