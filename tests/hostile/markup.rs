//! Group B: XML. What entities, encodings, namespaces and parts of text could hide. Each case is one edit of a clean bill
//! that does pass; evil stands as it would in JSON.

use super::{Case, METADATA, POLICY, reasons, run, with_root};
use crate::common::as_xml::as_xml;
use crate::common::{check, gate_with};
use bomgate::base::Limits;
use bomgate::read::Source;

/// The clean bill as XML.
fn clean() -> String {
    as_xml(&serde_json::from_str(&with_root("")).unwrap())
}

const EVIL: &str =
    r#"<component type="library"><name>evil</name><version>1.0.0</version><purl>pkg:pypi/evil@1.0.0</purl></component>"#;

fn edit(from: &str, to: &str) -> Vec<u8> {
    let clean = clean();
    assert!(clean.contains(from), "{from} is not in {clean}");
    clean.replacen(from, to, 1).into_bytes()
}

/// The clean bill with something before the end of its root.
fn with_last(element: &str) -> Vec<u8> {
    edit("</bom>", &format!("{element}</bom>"))
}

/// The clean bill with something at the end of its library.
fn in_library(element: &str) -> Vec<u8> {
    let clean = clean();
    let at = clean.rfind("</component>").unwrap();
    format!("{}{element}{}", &clean[..at], &clean[at..]).into_bytes()
}

#[test]
fn the_clean_bill_passes_as_xml_too() {
    let gate = gate_with(POLICY, "DE");
    assert!(METADATA.contains("lifecycles"));
    let judged = check(&gate, clean()).unwrap();
    assert_eq!(judged.outcome.verdict.word(), "PASS", "{:?}", reasons(&gate, &judged));
    let prefixed = clean().replace("<", "<b:").replace("<b:/", "</b:").replace("<b:?", "<?").replace("xmlns=", "xmlns:b=");
    let judged = check(&gate, prefixed).unwrap();
    assert_eq!(judged.outcome.verdict.word(), "PASS", "a prefix changes nothing: {:?}", reasons(&gate, &judged));
}

#[test]
fn no_document_type_is_ever_read() {
    let doctype = |text: &str| edit("<bom", &format!("{text}<bom"));
    let bomb: String = (1..=9).map(|at| format!("<!ENTITY l{at} \"&l{};&l{};\">", at - 1, at - 1)).collect();
    run(vec![
        Case("B23 an entity bomb", doctype(&format!("<!DOCTYPE bom [<!ENTITY l0 \"lol\">{bomb}]>")), "REJECT", "DOCTYPE"),
        Case("B24 a file", doctype("<!DOCTYPE bom [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"), "REJECT", "DOCTYPE"),
        Case(
            "B25 an address",
            doctype("<!DOCTYPE bom [<!ENTITY % p SYSTEM \"http://127.0.0.1:9/x.dtd\"> %p;]>"),
            "REJECT",
            "DOCTYPE",
        ),
        Case("B25 an empty document type", doctype("<!DOCTYPE bom>"), "REJECT", "DOCTYPE"),
        Case("B25 one that never ends", doctype("<!DOCTYPE bom [<!ENTITY"), "REJECT", ""),
        Case("B24 a use without a declaration", edit("numpy", "num&x;py"), "REJECT", "not declared"),
        Case(
            "B26 XInclude",
            with_last(r#"<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>"#),
            "REJECT",
            "XInclude",
        ),
        Case(
            "B26 XInclude under another prefix, in a component",
            in_library(r#"<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="evil.xml"/>"#),
            "REJECT",
            "XInclude",
        ),
        Case(
            "B32 schemaLocation is not looked at",
            edit(
                "<bom ",
                r#"<bom xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a http://127.0.0.1:9/a.xsd" "#,
            ),
            "PASS",
            "",
        ),
    ]);
}

#[test]
fn the_namespace_tells_the_format_and_nothing_else_is_taken_for_it() {
    let space = |uri: &str| edit("http://cyclonedx.org/schema/bom/1.6", uri);
    run(vec![
        Case("B27 no namespace", edit(" xmlns=\"http://cyclonedx.org/schema/bom/1.6\"", ""), "REJECT", "no namespace"),
        Case("B27 another namespace", space("urn:x"), "REJECT", "urn:x"),
        Case("B27 https", space("https://cyclonedx.org/schema/bom/1.6"), "REJECT", "https://"),
        Case("B27 a version that is not", space("http://cyclonedx.org/schema/bom/1.99"), "REJECT", "no version"),
        Case("B27 white space in the namespace", space(" http://cyclonedx.org/schema/bom/1.6"), "REJECT", ""),
        Case("B27 1.1", space("http://cyclonedx.org/schema/bom/1.1"), "REJECT", "1.1"),
        Case("B27 2.0", space("http://cyclonedx.org/schema/bom/2.0"), "REJECT", "2.0"),
        Case("B27 another root", edit("<bom ", "<bon ").into_iter().collect(), "REJECT", ""),
        Case(
            "B27 components of another version's namespace",
            with_last(&format!(r#"<components xmlns="http://cyclonedx.org/schema/bom/1.5">{EVIL}</components>"#)),
            "REJECT",
            "hidden-container",
        ),
        Case("B33 a prefix without a declaration", in_library("<x:note/>"), "REJECT", "prefix `x`"),
        Case("B33 an attribute twice", edit("bom-ref=\"lib\"", "bom-ref=\"lib\" bom-ref=\"lib2\""), "REJECT", "stands twice"),
        Case(
            "B33 an attribute twice, by namespace",
            edit("<components>", r#"<components xmlns:a="u" xmlns:b="u" a:x="1" b:x="2">"#),
            "REJECT",
            "stands twice",
        ),
    ]);
}

/// B28. In XML the name of an element holds the version of its namespace, so an element of a later version is of no version at
/// all. In JSON a key has no version: one that holds parts is rejected, for a reader of the version declared would not see
/// them; any other is read, so that policy is asked of it, and noted.
#[test]
fn elements_newer_than_the_namespace_are_refused() {
    let old = |version: &str, component: &str, root: &str| {
        let bill = with_root(root).replace(r#""specVersion":"1.6""#, &format!(r#""specVersion":"{version}""#));
        bill.replacen(r#""bom-ref":"lib""#, &format!(r#""bom-ref":"lib"{component}"#), 1)
    };
    let xml = |json: &str| as_xml(&serde_json::from_str(json).unwrap()).into_bytes();
    let clean = old("1.5", "", "");
    let model = old("1.4", r#","modelCard":{"modelParameters":{"task":"text-generation"}}"#, "");
    let made = old("1.5", r#","manufacturer":{"name":"House"}"#, "");
    let formulation = old("1.4", "", r#","formulation":[{"components":[{"type":"library","name":"fine","version":"1"}]}]"#);
    let declared = |bill: &str| edit_of(&xml(bill), "</bom>", "<declarations><assessors/></declarations></bom>");
    run(vec![
        Case("B28 nothing newer", clean.clone().into_bytes(), "PASS", ""),
        Case("B28 nothing newer, XML", xml(&clean), "PASS", ""),
        Case("B28 modelCard of 1.5 in 1.4, XML", xml(&model), "REJECT", "`modelCard` of a component came with version 1.5"),
        Case("B28 modelCard of 1.5 in 1.4", model.into_bytes(), "REJECT", "out-of-version"),
        Case("B28 formulation of 1.5 in 1.4", formulation.into_bytes(), "REJECT", "out-of-version"),
        Case(
            "B28 declarations of 1.6 in 1.4, XML",
            declared(&old("1.4", "", "")),
            "REJECT",
            "`declarations` of the document came with",
        ),
        Case("B28 declarations of 1.6 in 1.5, XML", declared(&clean), "REJECT", "out-of-version"),
        Case("B28 manufacturer of 1.6 in 1.5, XML", xml(&made), "REJECT", "out-of-version"),
        Case("B28 manufacturer of 1.6 in 1.5, which holds no parts", made.into_bytes(), "PASS", ""),
    ]);
}

fn edit_of(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    let text = str::from_utf8(bytes).unwrap();
    assert!(text.contains(from), "{text}");
    text.replacen(from, to, 1).into_bytes()
}

/// B24, B25, B26, B32. A pipe without a writer holds up whoever opens it, a file keeps when it was last read, and a listener
/// sees who calls.
#[cfg(unix)]
#[test]
fn what_a_document_names_is_never_opened_and_nobody_is_called() {
    use std::os::unix::fs::OpenOptionsExt;
    use std::time::{Duration, SystemTime};
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("canary-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let (pipe, file) = (folder.join("pipe"), folder.join("file"));
    let _ = std::fs::remove_file(&pipe);
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    std::fs::write(&file, "canary").unwrap();
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(86_400);
    let lay = || {
        let times = std::fs::FileTimes::new().set_accessed(long_ago).set_modified(SystemTime::now());
        std::fs::File::options().write(true).open(&file).unwrap().set_times(times).unwrap();
    };
    let read_at = || std::fs::metadata(&file).unwrap().accessed().unwrap();
    lay();
    std::fs::read(&file).unwrap();
    let keeps = read_at() != long_ago;
    lay();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let address = format!("http://{}/evil", listener.local_addr().unwrap());
    let named = [
        address,
        format!("file://{}", pipe.display()),
        format!("file://{}", file.display()),
        pipe.display().to_string(),
        file.display().to_string(),
    ];
    let mut documents = Vec::new();
    for name in &named {
        for doctype in [
            format!("<!DOCTYPE bom SYSTEM \"{name}\">"),
            format!("<!DOCTYPE bom [<!ENTITY x SYSTEM \"{name}\">]>"),
            format!("<!DOCTYPE bom [<!ENTITY % p SYSTEM \"{name}\"> %p;]>"),
            format!("<?xml-stylesheet href=\"{name}\"?>"),
        ] {
            documents.push(edit("<bom", &format!("{doctype}<bom")));
        }
        documents.push(with_last(&format!(r#"<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{name}"/>"#)));
        documents.push(edit(
            "<bom ",
            &format!(r#"<bom xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a {name}" "#),
        ));
    }
    let count = documents.len();
    let (done, wait) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let gate = gate_with(POLICY, "DE");
        let rejected = documents.into_iter().filter(|document| check(&gate, document.clone()).is_err()).count();
        done.send(rejected).unwrap();
    });
    let rejected = wait.recv_timeout(Duration::from_secs(300)).expect("a document is held up: the pipe was opened");
    assert_eq!(rejected, count - 2 * named.len(), "all but stylesheets and schema locations are refused");
    let calls = listener.accept();
    assert!(calls.is_err_and(|error| error.kind() == std::io::ErrorKind::WouldBlock), "somebody called");
    assert!(!keeps || read_at() == long_ago, "the file was read");
    // Linux: a pipe can only be opened for writing, without waiting, where somebody reads it.
    let reader = std::fs::OpenOptions::new().write(true).custom_flags(0o4000).open(&pipe);
    assert!(cfg!(not(target_os = "linux")) || reader.is_err(), "the pipe is open for reading");
    println!("{count} documents; the file system keeps the time of reading: {keeps}");
}

#[test]
fn encodings_that_readers_differ_on_are_refused() {
    let declared = |encoding: &str| edit("encoding=\"UTF-8\"", &format!("encoding=\"{encoding}\""));
    let utf16 = |mark: &[u8], code: fn(u16) -> [u8; 2]| [mark.to_vec(), clean().encode_utf16().flat_map(code).collect()].concat();
    let mut invalid = clean().into_bytes();
    let at = invalid.windows(5).position(|window| window == b"numpy").unwrap();
    invalid[at] = 0xff;
    run(vec![
        Case("B30 ISO-8859-1", declared("ISO-8859-1"), "REJECT", "ISO-8859-1"),
        Case("B30 UTF-7", declared("UTF-7"), "REJECT", "UTF-7"),
        Case("B30 UTF-16 declared, UTF-8 written", declared("UTF-16"), "REJECT", "UTF-16"),
        Case("B30 UTF-16 LE", utf16(b"\xff\xfe", u16::to_le_bytes), "REJECT", "UTF-16"),
        Case("B30 UTF-16 BE", utf16(b"\xfe\xff", u16::to_be_bytes), "REJECT", "UTF-16"),
        Case("B30 UTF-16 without a mark", utf16(b"", u16::to_le_bytes), "REJECT", "UTF-16"),
        Case("B30 invalid UTF-8", invalid, "REJECT", "UTF-8"),
        Case("B30 lower case", declared("utf-8"), "PASS", ""),
        Case("B31 a byte order mark", [b"\xef\xbb\xbf".to_vec(), clean().into_bytes()].concat(), "PASS", ""),
        Case("B31 NUL in a name", edit("numpy", "num&#0;py"), "REJECT", "U+0000"),
    ]);
}

#[test]
fn what_stands_twice_in_parts_or_in_the_wrong_place_does_not_hide() {
    let evil = |name: &str| EVIL.replace("<name>evil</name>", name);
    let part = |component: &str| in_components(component);
    run(vec![
        Case("B22 a second components", with_last(&format!("<components>{EVIL}</components>")), "REJECT", "stands twice"),
        Case("B22 evil beside the clean one", part(EVIL), "FAIL", "nothing-denied"),
        Case("B29 split by a comment", part(&evil("<name>ev<!-- x -->il</name>")), "FAIL", "nothing-denied"),
        Case("B29 split by CDATA", part(&evil("<name>e<![CDATA[vi]]>l</name>")), "FAIL", "nothing-denied"),
        Case("B29 split by an instruction", part(&evil("<name>ev<?x y?>il</name>")), "FAIL", "nothing-denied"),
        Case("B29 written with references", part(&evil("<name>&#101;v&#x69;l</name>")), "FAIL", "nothing-denied"),
        Case("B29 inside an element of the name", part(&evil("<name><b>evil</b></name>")), "REJECT", ""),
        Case("B29 a name twice", part(&evil("<name>fine</name><name>evil</name>")), "REJECT", "stands twice"),
        Case("B29 a purl twice", part(&evil("<name>fine</name><purl>pkg:pypi/fine@1.0.0</purl>")), "REJECT", "stands twice"),
        Case(
            "B29 the name as an attribute",
            part(r#"<component type="library" name="evil"><version>1</version></component>"#),
            "REJECT",
            "",
        ),
        Case(
            "a component in a foreign element",
            with_last(&format!(r#"<x:a xmlns:x="urn:x">{}</x:a>"#, prefixed(EVIL))),
            "REJECT",
            "hidden-container",
        ),
        Case(
            "a component of ours in a foreign element",
            with_last(&format!(r#"<x:a xmlns:x="urn:x">{EVIL}</x:a>"#)),
            "REJECT",
            "hidden-container",
        ),
        Case(
            "a purl in a foreign element",
            in_library(r#"<x:a xmlns:x="urn:x"><x:b>pkg:pypi/evil@1</x:b></x:a>"#),
            "REJECT",
            "hidden-container",
        ),
        Case("a foreign element that says nothing", in_library(r#"<x:a xmlns:x="urn:x"><x:b>fruit</x:b></x:a>"#), "PASS", ""),
        Case("Components", with_last(&format!("<Components>{EVIL}</Components>")), "REJECT", "Components"),
        Case("componets in a component", in_library(&format!("<componets>{EVIL}</componets>")), "REJECT", "hidden-container"),
        Case("components in an invented element", in_library(&format!("<parts>{EVIL}</parts>")), "REJECT", "hidden-container"),
        Case("a component in a list of another kind", in_library(&format!("<tags>{EVIL}</tags>")), "REJECT", "hidden-container"),
        Case("evil in nested components", in_library(&format!("<components>{EVIL}</components>")), "FAIL", "nothing-denied"),
        Case(
            "evil as a legacy tool beside tool components",
            edit("<tools>", "<tools><tool><name>evil</name><version>1</version></tool>"),
            "REJECT",
            "",
        ),
        Case(
            "data in two places",
            part(
                r#"<component type="data"><name>d</name><data><type>dataset</type></data><tags/><data><type>dataset</type></data></component>"#,
            ),
            "REJECT",
            "stands twice",
        ),
        Case(
            "a dependency inside a dependency names nothing",
            with_last(
                r#"<dependencies><dependency ref="app"><dependency ref="lib"><dependency ref="ghost"/></dependency></dependency></dependencies>"#,
            ),
            "REJECT",
            "ghost",
        ),
        Case("two roots", [clean(), clean()].concat().into_bytes(), "REJECT", ""),
        Case("text after the root", [clean(), "x".to_owned()].concat().into_bytes(), "REJECT", "outside the root"),
        Case("an end that is missing", edit("</components>", ""), "REJECT", "where `</components>` belongs"),
    ]);
}

/// The clean bill with one more component.
fn in_components(component: &str) -> Vec<u8> {
    let clean = clean();
    let at = clean.rfind("</components>").unwrap();
    format!("{}{component}{}", &clean[..at], &clean[at..]).into_bytes()
}

fn prefixed(element: &str) -> String {
    element.replace("</", "\u{1}").replace('<', "<x:").replace('\u{1}', "</x:")
}

#[test]
fn depth_and_size_are_limited_without_a_stack_overflow() {
    let deep = |name: &str, count: usize| {
        with_last(&format!("{}{}", format!("<{name}>").repeat(count), format!("</{name}>").repeat(count)))
    };
    let nested = |count: usize| {
        let open = r#"<component type="library"><name>n</name><version>1</version><components>"#;
        in_components(&format!("{}{EVIL}{}", open.repeat(count), "</components></component>".repeat(count)))
    };
    let foreign = format!(r#"<x:a xmlns:x="urn:x">{}{}</x:a>"#, "<x:a>".repeat(100_000), "</x:a>".repeat(100_000));
    run(vec![
        Case("100,000 unknown elements inside each other", deep("a", 100_000), "REJECT", "inside each other"),
        Case("100,000 foreign elements inside each other", with_last(&foreign), "REJECT", "inside each other"),
        Case("components 70 deep", nested(70), "REJECT", "inside each other"),
        Case("components 60 deep, evil innermost", nested(60), "FAIL", "nothing-denied"),
        Case("a name of 17 MB", edit("numpy", &"x".repeat(17 << 20)), "REJECT", "one string"),
        Case(
            "a name of 17 MB in parts",
            edit("numpy", &format!("{}<!-- -->", "x".repeat(1 << 20)).repeat(17)),
            "REJECT",
            "one string",
        ),
        Case("a tag of 17 MB", edit("bom-ref=\"lib\"", &format!("bom-ref=\"{}\"", "x".repeat(17 << 20))), "REJECT", "one string"),
        Case(
            "70,000 attributes",
            edit("<components>", &format!("<components {}>", (0..70_000).map(|at| format!("a{at}='' ")).collect::<String>())),
            "REJECT",
            "attributes of one element",
        ),
    ]);
}

#[test]
fn elements_are_counted() {
    let bill = clean();
    let elements = bill.matches('<').count() - bill.matches("</").count() - bill.matches("<?").count();
    let read = |nodes: usize| {
        let limits = Limits { nodes, ..Limits::default() };
        bomgate::read::read(Source::bytes("test.xml", bill.clone().into_bytes()), &limits).map_err(|error| error.to_string())
    };
    assert!(read(elements).is_ok() && read(elements + 1).is_ok());
    let error = read(elements - 1).unwrap_err();
    assert!(error.contains(&format!("more than {} elements of one document", elements - 1)), "{error}");
}
