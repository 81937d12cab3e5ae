//! What a real browser makes of the page.

use super::driver::Browser;
use super::{BAD, CONFIG, folder, hostile_bill, judged, long_bill, page};
use serde_json::json;

const TAB: char = '\u{e004}';
/// Rows of findings a reader sees.
const SHOWN: &str = "return [...document.querySelectorAll('.rule:not([hidden]) table.parts tbody tr')].length";

#[test]
fn pages_load_without_a_complaint_and_their_policy_holds() {
    let Some(browser) = Browser::start() else { return };
    let long = long_bill(&folder("loads"), 600);
    for bills in [vec![BAD], vec!["samples/telecom-cn-good.cdx.json", &long]] {
        let (_, path) = page("loads-page", &bills, &CONFIG);
        browser.open(&path);
        assert_eq!(browser.complaints(), Vec::<String>::new());
        assert_eq!(browser.count("return document.querySelectorAll('form[hidden], .more[hidden]').length"), 0);
        assert!(browser.count("return document.querySelectorAll('form.filter').length") >= bills.len() as u64);
        assert_eq!(browser.run("return document.documentElement.lang"), "en");
        // The policy lets no other style in, so a bill could bring none.
        browser.run("const style = document.createElement('style'); style.textContent = 'main { display: none }'; document.head.append(style)");
        assert_eq!(browser.run("return getComputedStyle(document.querySelector('main')).display"), "block");
        assert!(browser.complaints().concat().contains("Content Security Policy"));
    }
}

#[test]
fn nothing_of_a_hostile_bill_becomes_an_element_or_runs() {
    let Some(browser) = Browser::start() else { return };
    let (_, path) = page("hostile-page", &[&hostile_bill(&folder("hostile"))], &CONFIG);
    browser.open(&path);
    let check = |browser: &Browser| {
        assert_eq!(browser.count("return document.querySelectorAll('m-evil, img, iframe, object, embed').length"), 0);
        assert_eq!(browser.count("return document.querySelectorAll('script').length"), 2);
        let acting = "return [...document.querySelectorAll('*')].filter(e => [...e.attributes].some(a => a.name.startsWith('on') || a.name === 'style')).length";
        assert_eq!(browser.count(acting), 0);
        let links = "return [...document.querySelectorAll('[href]')].filter(e => !/^(#|https:|data:,$)/.test(e.getAttribute('href'))).length";
        assert_eq!(browser.count(links), 0);
    };
    check(&browser);
    // Rows that waited are made by the script: of them the same holds.
    let before = browser.count("return document.querySelectorAll('#d1-components-table tbody tr').length");
    browser.run("document.querySelector('.components .more').click()");
    let after = browser.count("return document.querySelectorAll('#d1-components-table tbody tr').length");
    assert!(after > before, "{before} {after}");
    assert!(
        browser
            .run("return document.body.textContent")
            .as_str()
            .unwrap()
            .contains("<m-evil x=\"1\" onfocus='evil()'>{{7*7}}&lt;<img")
    );
    check(&browser);
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn filters_show_what_they_name_and_count_as_the_report_for_programs_does() {
    let Some(browser) = Browser::start() else { return };
    let (_, path) = page("filters", &[BAD], &CONFIG);
    let report = judged(BAD, &CONFIG);
    let findings = report["deliveries"][0]["findings"].as_array().unwrap();
    let of = |key: &str, value: &str| findings.iter().filter(|found| found[key] == value).count() as u64;
    browser.open(&path);
    assert_eq!(browser.count(SHOWN), findings.len() as u64);
    for (name, key, value) in [("level", "level", "block"), ("answer", "answer", "not-demonstrated")] {
        let expected = of(key, value);
        assert!(expected > 0 && expected < findings.len() as u64, "{name}");
        browser.run(&format!(
            "const field = document.querySelector('[data-filters] [name={name}]'); field.value = '{value}'; \
             field.dispatchEvent(new Event('input', {{ bubbles: true }}))"
        ));
        browser.until(&format!("return document.querySelector('[data-filters] output').textContent.startsWith('{expected} of')"));
        assert_eq!(browser.count(SHOWN), expected);
        browser.click("[data-filters] button[type=reset]");
        browser.until(&format!(
            "return document.querySelector('[data-filters] output').textContent.startsWith('{} of')",
            findings.len()
        ));
    }
    browser.type_into("[data-filters] [name=text]", "no such text anywhere");
    browser.until("return document.querySelector('[data-filters] output').textContent.startsWith('0 of')");
    assert_eq!(browser.count(SHOWN), 0);
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn search_finds_a_component_that_waits_and_columns_sort() {
    let Some(browser) = Browser::start() else { return };
    let (_, path) = page("search", &[&long_bill(&folder("searched"), 1000)], &CONFIG);
    browser.open(&path);
    let rows = "return [...document.querySelectorAll('#d1-components-table tbody tr')].length";
    assert_eq!(browser.count(rows), 100);
    browser.type_into("[data-search] [name=text]", "PART-00777");
    browser.until("return document.querySelectorAll('#d1-components-table tbody tr').length === 1");
    let found = browser.run("return document.querySelector('#d1-components-table tbody tr th').textContent");
    assert!(found.as_str().unwrap().contains("part-00777"), "{found}");
    assert_eq!(browser.run("return document.querySelector('[data-search] output').textContent"), "1 of 1001 shown");
    browser.type_into("[data-search] [name=text]", "\u{e003}".repeat(10).as_str());
    browser.until("return document.querySelectorAll('#d1-components-table tbody tr').length === 100");
    for (way, first) in [("ascending", "app"), ("descending", "part-00999")] {
        browser.run("document.querySelector('#d1-components-table thead th button').click()");
        assert_eq!(browser.run("return document.querySelector('#d1-components-table thead th').ariaSort"), way);
        let name = browser.run("return document.querySelector('#d1-components-table tbody tr .name').textContent");
        assert_eq!(name, first);
    }
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn the_keyboard_alone_reaches_the_skip_link_first_and_then_every_filter() {
    let Some(browser) = Browser::start() else { return };
    let (_, path) = page("keyboard", &[BAD], &CONFIG);
    browser.open(&path);
    let mut reached = Vec::new();
    for _ in 0..60 {
        browser.press(TAB);
        let at = browser.run("const e = document.activeElement; return e.name || e.className || e.getAttribute('href')");
        reached.push(at.as_str().unwrap_or_default().to_owned());
    }
    assert_eq!(reached[0], "skip", "{reached:?}");
    let place = |name: &str| reached.iter().position(|at| at == name).unwrap_or_else(|| panic!("no {name} in {reached:?}"));
    let order = ["text", "level", "answer", "standing", "kind"].map(place);
    assert!(order.is_sorted(), "{reached:?}");
}

#[test]
fn without_script_all_is_readable_and_nothing_is_offered_that_would_not_work() {
    let Some(browser) = Browser::start() else { return };
    let (_, path) = page("scriptless", &[BAD], &CONFIG);
    browser.tools("Emulation.setScriptExecutionDisabled", &json!({ "value": true }));
    browser.open(&path);
    // Only to look at what the page's own script never touched.
    browser.tools("Emulation.setScriptExecutionDisabled", &json!({ "value": false }));
    let visible = |selector: &str| {
        browser.count(&format!("return [...document.querySelectorAll('{selector}')].filter(e => e.checkVisibility()).length"))
    };
    assert_eq!(visible("form, .more, thead button"), 0);
    let findings = judged(BAD, &CONFIG)["deliveries"][0]["findings"].as_array().unwrap().len() as u64;
    assert_eq!(visible(".rule table.parts tbody tr"), findings);
    assert!(visible("footer .scriptless") == 1);
    assert!(visible(".supply .box") > 5);
}

#[test]
fn a_narrow_screen_needs_no_sideways_scrolling_of_the_page() {
    let Some(browser) = Browser::start() else { return };
    for (name, bill) in [("narrow", BAD.to_owned()), ("narrow-hostile", hostile_bill(&folder("narrowed")))] {
        let (_, path) = page(name, &[&bill], &CONFIG);
        let metrics = json!({ "width": 400, "height": 800, "deviceScaleFactor": 1, "mobile": true });
        browser.tools("Emulation.setDeviceMetricsOverride", &metrics);
        browser.open(&path);
        let wide = "const scrolls = e => e.closest('.scroll') || e.closest('.defs');
            return [...document.querySelectorAll('main *')].filter(e => !scrolls(e) && e.getBoundingClientRect().right > 401)
                .map(e => `${e.tagName}.${e.className} in ${e.parentElement.className}`).slice(0, 3)";
        assert_eq!(browser.run(wide), json!([]), "{name}");
        assert!(browser.count("return document.documentElement.scrollWidth") <= 400, "{name}");
    }
}
