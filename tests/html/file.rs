//! What stands in the file.

use super::{BAD, CONFIG, folder, hostile_bill, judged, long_bill, page, report};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let from = text.find(start).unwrap_or_else(|| panic!("no {start}")) + start.len();
    &text[from..from + text[from..].find(end).unwrap()]
}

/// The policy of the page, with quotes as a browser reads them.
fn policy(html: &str) -> String {
    between(html, "http-equiv=\"Content-Security-Policy\" content=\"", "\"").replace("&#39;", "'")
}

#[test]
fn the_policy_names_the_very_style_and_script_and_nothing_else() {
    let (html, _) = page("policy", &[BAD], &CONFIG);
    let hash = |text: &str| STANDARD.encode(Sha256::digest(text.as_bytes()));
    let policy = policy(&html);
    assert!(policy.starts_with("default-src 'none';"), "{policy}");
    for (name, text) in
        [("style-src", between(&html, "<style>", "</style>")), ("script-src", between(&html, "<script>", "</script>"))]
    {
        assert!(text.len() > 1000);
        assert!(policy.contains(&format!("{name} 'sha256-{}';", hash(text))), "{name}: {policy}");
    }
    assert_eq!(html.matches("<style").count(), 1);
    assert_eq!(html.matches("<script").count(), 2, "the data that waits, and the script");
    for word in ["unsafe-inline", "unsafe-eval", "http:", "https:"] {
        assert!(!policy.contains(word), "{policy}");
    }
}

#[test]
fn nothing_is_fetched_and_no_attribute_acts() {
    for (name, bill) in [("alone", BAD.to_owned()), ("alone-hostile", hostile_bill(&folder("fetched")))] {
        let (html, _) = page(name, &[&bill], &CONFIG);
        let tags: Vec<&str> = html.split('<').skip(1).map(|tag| tag.split('>').next().unwrap()).collect();
        for tag in &tags {
            for attribute in [" src=", " style=", " srcset=", " action=", " formaction=", " xlink:href=", " on"] {
                // A word of text after a tag is no attribute: only what stands before the first `>` was taken.
                let bare = tag.split('"').step_by(2).collect::<String>();
                assert!(!bare.contains(attribute), "<{tag}>");
            }
        }
        let addresses: Vec<&str> = tags.iter().filter_map(|tag| tag.split(" href=\"").nth(1)?.split('"').next()).collect();
        assert!(addresses.iter().filter(|address| address.starts_with("https://")).count() > 2);
        for address in addresses {
            assert!(address.starts_with("https://") || address.starts_with('#') || address == "data:,", "{address}");
        }
        for tag in tags.iter().filter(|tag| tag.contains(" href=\"https:")) {
            assert!(tag.contains("rel=\"noopener noreferrer\""), "<{tag}>");
        }
        assert!(!html.contains("@import"));
    }
}

#[test]
fn no_text_of_a_bill_is_markup() {
    let (html, _) = page("markers", &[&hostile_bill(&folder("marked"))], &CONFIG);
    assert!(html.matches("m-evil").count() > 200, "the markers reached the page: {}", html.matches("m-evil").count());
    for raw in ["<m-evil", "<img", "</style><", "\u{202e}", "\u{200b}", "\u{7}", "-->", "]]>"] {
        assert!(!html.contains(raw), "{raw:?} stands in the page");
    }
    // Quotes of a text could end an attribute; in the data that waits they cannot.
    let waiting = between(&html, "id=\"waiting\">", "</script>");
    assert!(waiting.contains("m-evil") && !waiting.contains(['<', '>', '&']));
    let markup = html.replace(waiting, "");
    for raw in ["x=\"1\"", "onfocus='"] {
        assert!(!markup.contains(raw), "{raw:?} stands in the page");
    }
    assert!(html.contains(r"\u{202e}"), "what hides is shown");
    assert!(html.contains("{{7*7}}"), "and nothing is a template");
    assert!(html.contains("… [+"), "a huge name is cut, and says so");
    assert!(html.len() < 2_000_000, "{}", html.len());
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let bill = long_bill(&folder("same"), 400);
    let once = report(&[BAD, &bill], "html", &CONFIG);
    assert_eq!(once, report(&[BAD, &bill], "html", &CONFIG));
}

#[test]
fn without_script_every_rule_and_the_number_of_all_rows_stand_in_the_page() {
    let bill = long_bill(&folder("standing"), 400);
    let (html, _) = page("standing-page", &[&bill], &CONFIG);
    let report = judged(&bill, &CONFIG);
    let delivery = &report["deliveries"][0];
    let findings = delivery["findings"].as_array().unwrap();
    let rules: std::collections::BTreeSet<&str> = findings.iter().map(|found| found["rule"].as_str().unwrap()).collect();
    assert!(rules.len() > 3 && findings.len() > 400);
    for rule in rules {
        let of_rule = findings.iter().filter(|found| found["rule"] == rule).count();
        let table = between(&html, &format!("<table id=\"d1-{rule}-parts\""), "</table>");
        assert!(table.contains(&format!("data-total=\"{of_rule}\"")), "{rule}");
        assert_eq!(table.matches("<tr data-keys").count(), of_rule.min(20), "{rule}");
    }
    assert!(html.contains("100 / 401"), "the number of components beside those that stand");
    assert!(html.contains("so does --format json"), "and where the others are");
}

#[test]
fn verdict_reason_and_exit_code_are_those_of_the_other_reports() {
    for bill in [BAD, "samples/telecom-cn-good.cdx.json"] {
        let (html, _) = page("verdict", &[bill], &CONFIG);
        let table = report(&[bill], "table", &CONFIG);
        let (verdict, reason) = (table.split(' ').next().unwrap(), table.lines().next().unwrap().split_once(": ").unwrap().1);
        let headline = between(&html, "<header class=\"headline", "</header>");
        assert!(headline.contains(&format!("</span> {verdict}<")), "{headline}");
        assert!(headline.contains(reason), "{headline}");
        assert!(headline.contains(&format!("exit code {}", judged(bill, &CONFIG)["exit_code"])), "{headline}");
    }
}

#[test]
fn a_bill_that_cannot_be_read_has_its_place_and_what_to_do() {
    let folder = folder("unreadable");
    let path = folder.join("twice.json");
    std::fs::write(&path, "{\"bomFormat\":\"CycloneDX\",\n\"bomFormat\":\"CycloneDX\"}").unwrap();
    let (html, _) = page("unreadable-page", &[path.to_str().unwrap(), BAD], &CONFIG);
    assert!(html.contains("twice.json:2:1"), "the place");
    assert!(html.contains("no reader may guess what was meant"));
    assert!(between(&html, "<h2 id=\"all\">", "</h2>").contains("REJECT"), "the worst decides");
}

#[test]
fn waived_and_known_findings_are_there_and_marked() {
    let folder = folder("marked-findings");
    let report = judged(BAD, &CONFIG);
    let baseline = folder.join("baseline.json");
    std::fs::write(&baseline, report.to_string()).unwrap();
    let (html, _) = page("known", &[BAD], &[CONFIG[0], CONFIG[1], "--baseline", baseline.to_str().unwrap()]);
    let known = report["deliveries"][0]["findings"].as_array().unwrap().len();
    assert!(known > 3);
    assert!(html.matches("<span class=\"known\">hidden by the baseline</span>").count() > 3);
    assert!(between(&html, "<header class=\"headline", "</header>").contains("findings hidden by the baseline"));
}

/// Relative luminance. Source: WCAG 2.2, "relative luminance".
fn luminance(hex: &str) -> f64 {
    let hex = hex.trim_start_matches('#');
    let full: String = if hex.len() == 3 { hex.chars().flat_map(|digit| [digit, digit]).collect() } else { hex.to_owned() };
    let channel = |at: usize| {
        let value = f64::from(u8::from_str_radix(&full[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4)
}

#[test]
fn text_keeps_the_contrast_of_wcag_aa_in_light_and_dark() {
    let (html, _) = page("contrast", &[BAD], &CONFIG);
    let style = between(&html, "<style>", "</style>").to_owned();
    let (mut light, mut dark) = (std::collections::BTreeMap::new(), std::collections::BTreeMap::new());
    for (at, block) in style.match_indices(":root").map(|(at, _)| (at, between(&style[at..], "{", "}"))) {
        let colours = if style[..at].trim_end().ends_with("(prefers-color-scheme:dark){")
            || style[..at].trim_end().ends_with("(prefers-color-scheme: dark) {")
        {
            &mut dark
        } else {
            &mut light
        };
        for pair in block.split(';').filter_map(|entry| entry.trim().strip_prefix("--")?.split_once(':')) {
            if pair.1.trim().starts_with('#') {
                colours.insert(pair.0.to_owned(), pair.1.trim().to_owned());
            }
        }
    }
    for (name, colours) in [("light", &light), ("dark", &dark)] {
        let mut pairs: Vec<(String, String)> = Vec::new();
        for ink in ["ink", "soft", "link", "bad", "warn", "good"] {
            pairs.extend(["paper", "ground"].map(|on| (ink.to_owned(), on.to_owned())));
        }
        for class in ["home", "trusted", "foreign", "restricted", "listed", "unknown"] {
            pairs.push(("ink".to_owned(), format!("{class}-fill")));
            pairs.push(("soft".to_owned(), format!("{class}-fill")));
        }
        for fill in ["bad", "warn", "good"] {
            pairs.push((fill.to_owned(), format!("{fill}-fill")));
            pairs.push(("ink".to_owned(), format!("{fill}-fill")));
        }
        for (ink, on) in pairs {
            let (one, other) = (luminance(&colours[&ink]), luminance(&colours[&on]));
            let ratio = (one.max(other) + 0.05) / (one.min(other) + 0.05);
            assert!(ratio >= 4.5, "{name}: --{ink} on --{on} has {ratio:.2}");
        }
    }
}

#[test]
fn of_a_large_bill_the_graph_says_how_much_it_leaves_out() {
    let (html, _) = page("large-graph", &[&long_bill(&folder("large"), 400)], &CONFIG);
    let graph = between(&html, "<section id=\"d1-graph\"", "</section>");
    let drawn = graph.matches("<rect class=\"box").count();
    assert!((2..=40).contains(&drawn), "{drawn}");
    assert!(graph.contains(&format!("401 components: {drawn} drawn, {} left out", 401 - drawn)));
}

#[test]
fn every_delivered_part_stands_once_in_the_origin_picture() {
    let (html, _) = page("origin-once", &[BAD], &CONFIG);
    let delivered = judged(BAD, &CONFIG)["deliveries"][0]["components"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|part| part["delivered"] == true)
        .count();
    let section = between(&html, "<section id=\"d1-origin\"", "</section>");
    let counts = section.split("<td class=\"number\" data-label=\"Parts\">").skip(1);
    let counted: usize = counts.map(|rest| rest.split('<').next().unwrap().parse::<usize>().unwrap()).sum();
    assert_eq!(counted, delivered);
    let (homeless, _) = page("homeless", &[BAD], &["--policy", "core"]);
    assert!(homeless.contains("was not stated (--home)"));
    assert!(!homeless.contains("<span class=\"chip"), "no class without a home");
}

#[test]
fn a_rejected_bill_says_what_to_mend_before_anything_else() {
    let path = folder("rejected").join("dangling.json");
    let bill = r#"{"bomFormat":"CycloneDX","specVersion":"1.6","metadata":{"component":{"type":"application","bom-ref":"a","name":"app","version":"1"}},
        "components":[{"type":"library","bom-ref":"b","name":"x","version":"1"}],"dependencies":[{"ref":"a","dependsOn":["nothing"]}]}"#;
    std::fs::write(&path, bill).unwrap();
    let (html, _) = page("rejected-page", &[path.to_str().unwrap()], &CONFIG);
    let first = between(&html, "<section class=\"todo ", "</section>");
    assert!(first.starts_with("rejected"), "{first}");
    assert!(first.contains("dangling-ref") && first.contains("Give the part that is meant this bom-ref"), "{first}");
}
