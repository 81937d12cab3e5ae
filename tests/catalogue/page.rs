//! `docs/catalogue.md` is what the catalogue says. `BLESS=1` writes it.

use bomgate::catalogue::{Catalogue, Entry, Level};
use std::fmt::Write;
use std::path::Path;

fn entry(page: &mut String, entry: &Entry) {
    writeln!(page, "\n### {}\n\n{}. {}, severity {}.\n", entry.id, entry.title, entry.class.word(), entry.severity.word())
        .unwrap();
    for clause in &entry.matches {
        write!(page, "- matches: {}", clause.words()).unwrap();
        let when = clause.when.words();
        if !when.is_empty() {
            write!(page, "; where {}", when.join("; ")).unwrap();
        }
        if let Some(why) = &clause.disputed {
            write!(page, "; disputed: {why}").unwrap();
        }
        page.push('\n');
    }
    if let Some(person) = &entry.person {
        writeln!(page, "- matches: nothing by machine\n- a person looks for: {}", person.trim()).unwrap();
    }
    writeln!(page, "- fix: {}", entry.fix).unwrap();
    if !entry.ids.is_empty() {
        writeln!(page, "- known as: {}", entry.ids.join(", ")).unwrap();
    }
    let refs: Vec<String> = entry.refs.iter().map(|reference| reference.words().to_string()).collect();
    writeln!(page, "- sources: {}", refs.join("; ")).unwrap();
}

fn page(catalogue: &Catalogue) -> String {
    let head = &catalogue.head;
    let mut page = format!(
        "# {}\n\nWritten by `BLESS=1 cargo test --test catalogue` from `policies/catalogue/`; do not edit. `bomgate catalogue show` has the same.\n",
        head.title
    );
    page.push_str(include_str!("page.md"));
    writeln!(
        page,
        "\n## The edition\n\nEdition {} of {}, to be relied on until {}. {} entries; {} of them no machine can recognise. Licence of the data: {}.\n\n{}",
        head.version,
        head.as_of,
        head.expires,
        catalogue.entries.len(),
        catalogue.by_hand().count(),
        head.licence,
        head.levels.trim()
    )
    .unwrap();
    for level in Level::ALL.into_iter().rev() {
        let of_level: Vec<&Entry> = catalogue.entries.iter().filter(|entry| entry.level == level).collect();
        if !of_level.is_empty() {
            writeln!(page, "\n## {}: {}, {} entries", level.word(), level.urgency(), of_level.len()).unwrap();
            of_level.into_iter().for_each(|one| entry(&mut page, one));
        }
    }
    page
}

#[test]
fn the_page_of_the_catalogue_is_what_the_catalogue_says() {
    let written = page(&Catalogue::shipped().unwrap());
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/catalogue.md");
    if std::env::var_os("BLESS").is_some_and(|value| !value.is_empty()) {
        std::fs::write(&path, &written).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(found == written, "docs/catalogue.md is old: BLESS=1 cargo test --test catalogue");
}
