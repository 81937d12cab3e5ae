//! The words of the page that stand in no other report, all in one place. What rules, levels, classes, gaps and notes are
//! called comes from where they are defined. A word that means something else here than elsewhere is `page:word` in the tables of
//! other languages.

use crate::report::words::Words;

macro_rules! words {
    ($($name:ident: $text:literal,)*) => {
        /// Every word of the page, by name.
        pub(super) struct Labels {
            $(pub(super) $name: &'static str,)*
        }

        impl Labels {
            /// In the language of the report.
            pub(super) fn of(say: Words) -> Self {
                Self { $($name: say.word("page", $text),)* }
            }
        }

        /// Every word in English.
        #[cfg(test)]
        const ALL: &[&str] = &[$($text,)*];
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Language;

    #[test]
    fn every_word_of_the_page_has_its_translation() {
        for language in Language::ALL {
            let missing: Vec<&&str> = ALL.iter().filter(|text| !Words::of(language).knows("page", text)).collect();
            assert!(missing.is_empty(), "{}: {missing:#?}", language.word());
        }
    }
}

words! {
    // The page.
    report: "Procurement report",
    skip: "Skip to the verdict",
    sections: "Sections",
    deliveries: "Deliveries",
    delivery: "Delivery",
    verdict: "Verdict",
    all_together: "All deliveries together",
    worst_decides: "the worst verdict decides",
    because: "Why",
    exit_code: "exit code",
    no_bill: "no bill in it",
    not_a_bill: "Not a bill",
    not_a_bill_aside: "Found beside the bills; nothing in these was judged.",
    seems: "What it seems to be",
    file: "File",
    colon: ": ",
    comma: ", ",
    semicolon: "; ",
    stop: ".",
    open_bracket: " (",
    close_bracket: ")",
    needs_script: "Filters, search and sorting need scripts; everything else can be read without.",

    // The verdict.
    describes: "describes",
    components_read: "components read",
    rules_answered: "rules answered",
    looked_up: "looked up among advisories",
    gaps_accepted: "gaps accepted",
    index_word: "demonstrated",
    home: "home",
    as_of: "as of",
    tier: "tier",
    fails_on: "fails on",
    not_stated: "not stated",
    hidden: "findings hidden by the baseline",
    baseline_unknown: "The baseline does not know this delivery: it hides nothing.",
    cannot_be_read: "The bill cannot be read",
    found: "Found",
    to_do: "To do",
    nothing_judged: "Nothing in this file was judged: a bill is read whole or not at all.",

    // What to do first.
    first: "What to do first",
    nothing_first: "Nothing decides against this delivery.",
    replace: "Replace or change",
    replace_aside: "violated: the vendor has to deliver something else",
    prove: "Prove",
    prove_aside: "not demonstrated: the vendor has to state or document it",
    rejected: "Make the bill readable in one way",
    rejected_aside: "it is ambiguous or hides something",
    own_papers: "Put papers in order",
    own_papers_aside: "waivers go further than policy allows, or the history contradicts the bill",
    establish: "Establish or accept",
    establish_aside: "not established: no PASS while it stays open",
    part_head: "Part",

    // The index.
    index: "Index of conformity",
    index_aside: "How much of what was asked is demonstrated, rules weighed by level. It never decides.",
    area: "Area",
    rules: "Rules",
    demonstrated: "demonstrated",
    whole: "all areas",

    // Origin.
    origin: "Where it comes from",
    origin_aside: "Each delivered part once, by the worst class of whoever stands behind it. Areas are numbers of parts.",
    no_home: "Where the buyer is was not stated (--home), so nothing is home, trusted, foreign or restricted.",
    class: "Class",
    countries_head: "Countries",
    parts: "Parts",
    kinds: "Kinds",
    basis: "Rests on",
    which: "Which",
    nobody_knows: "not known",
    without_basis: "on nothing",
    origin_note: "A question mark: only a name or an address hints at the country. E0 stated, E1 a document attached, E2 attested by a third party, E3 checked.",

    // The graph.
    graph: "Supply graph",
    graph_aside: "From the delivered system to what it is made from and depends on. Thick line: made from, trained on; thin line: depends on; dashed line: contains.",
    ways_marked: "red line: the way to a finding",
    violated: "violated",
    as_table: "The same in words",
    from: "From",
    relation: "Relation",
    to: "To",
    on_way: "On the way of a finding",
    yes: "yes",
    no_relation: "no relation stated",

    // Findings.
    findings: "Findings",
    no_findings: "No finding.",
    filter: "Filter findings",
    search_text: "Text",
    search_hint: "component, place, value",
    level: "Level",
    answer: "Answer",
    kind: "Kind",
    any: "any",
    standing: "Effect",
    violates: "violates",
    not_demonstrated: "not demonstrated",
    decides: "fails the delivery",
    decides_not: "does not decide",
    waived: "waived",
    known: "hidden by the baseline",
    shown: "{0} of {1} shown",
    show_more: "Show more",
    clear: "Clear",
    place: "Where",
    seen: "Seen",
    seen_alike: "Seen of each",
    path: "way",
    fix: "To do",
    rests_on: "Why, and what the rule rests on",
    rest_waits: "with scripts the page shows all; so does --format json",

    // What was not demonstrated.
    unproven: "Not demonstrated",
    unproven_aside: "The bill is silent or not firm enough. Silence is never a pass.",
    rule: "Rule",
    counts_as: "Counts as",
    as_violated: "violated",

    // What is open.
    gaps: "Not established",
    gaps_aside: "Each leaves the verdict INCOMPLETE unless the operator accepts it by name.",
    accepted: "accepted by the operator",
    to_accept: "to accept",
    papers_head: "Papers and history",
    papers_aside: "Waivers and documents that do not do what they seem to; former checks that contradict this bill.",
    rejections: "Rejected",
    rejections_aside: "The bill is ambiguous or hides something; the rest was judged all the same.",
    notes: "Notes on the bill",
    notes_aside: "It could be judged, but is not perfect.",

    // Profiles.
    completeness: "Completeness",
    element: "Element",
    says: "The bill says",
    asks: "Asks for",
    idle: "Apply to nothing here",
    not_asked_elements: "Not asked",

    // Advisories.
    known_faults: "Advisories on parts",
    known_faults_aside: "What the advisory source has about the parts. Whether it decides is for the rules to say.",
    advisory: "Advisory",
    why_affected: "Why it applies",

    // Components.
    components: "Components",
    component: "Component",
    version: "Version",
    supplier: "Supplier, maker",
    made_by: "made by",
    comes_from: "Comes from",
    licence: "Licence",
    search_components: "Search components",

    // Next.
    next: "What comes next",
    unasked: "Rules not asked",

    // The receipt.
    receipt: "Receipt",
    receipt_aside: "What the verdict rests on, so that it can be made again.",
    bill: "bill",
    serial: "serial number",
    made_on: "dated",
    attested_of: "attested of",
    packs: "packs",
    papers: "papers",
    lists: "lists",
    advisories: "advisories",
    buyer: "buyer",
    trusted: "trusted",
    restricted: "restricted",
    facts: "facts",
    overlays: "overlays",
    judged_by: "judged by",
}
