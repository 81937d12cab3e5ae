use super::*;
use std::io::Read;

/// The JSON that members of a 1.6 bill become.
fn json(members: &str) -> String {
    let xml = format!("<bom xmlns='http://cyclonedx.org/schema/bom/1.6' version='1'>{members}</bom>");
    let mut text = String::new();
    AsJson::new(xml.as_bytes(), &Limits::default(), Places::default(), Aside::default()).read_to_string(&mut text).unwrap();
    let head = r#"{"bomFormat":"CycloneDX","specVersion":"1.6","version":1"#;
    text.strip_prefix(head).unwrap().strip_suffix('}').unwrap().trim_start_matches(',').to_owned()
}

#[test]
fn each_shape_is_written_as_json_writes_it() {
    for (xml, expected) in [
        ("<components/>", r#""components":[]"#),
        (
            "<components><component type='data' bom-ref='a'> <name> x </name><modified>1</modified></component></components>",
            r#""components":[{"type":"data","bom-ref":"a","name":"x","modified":true}]"#,
        ),
        (
            "<properties><property name='a'>b</property><property name='c'/></properties>",
            r#""properties":[{"name":"a","value":"b"},{"name":"c"}]"#,
        ),
        ("<metadata><tools><tool><name>t</name></tool></tools></metadata>", r#""metadata":{"tools":[{"name":"t"}]}"#),
        ("<metadata><tools><services/></tools></metadata>", r#""metadata":{"tools":{"services":[]}}"#),
        ("<metadata><tools/></metadata>", r#""metadata":{"tools":[]}"#),
        (
            "<metadata><supplier><name>s</name><url>a</url><url>b</url><contact><name>c</name></contact></supplier></metadata>",
            r#""metadata":{"supplier":{"name":"s","url":["a","b"],"contact":[{"name":"c"}]}}"#,
        ),
        (
            "<metadata><licenses><license><id>MIT</id></license><expression bom-ref='e'>MIT</expression></licenses></metadata>",
            r#""metadata":{"licenses":[{"license":{"id":"MIT"}},{"bom-ref":"e","expression":"MIT"}]}"#,
        ),
        (
            "<compositions><composition><assemblies><assembly ref='a'/><assembly ref='b'/></assemblies></composition></compositions>",
            r#""compositions":[{"assemblies":["a","b"]}]"#,
        ),
        (
            "<services><service><data><classification flow='inbound'>PII</classification><dataflow name='n'><classification flow='outbound'>x</classification></dataflow></data></service></services>",
            r#""services":[{"data":[{"flow":"inbound","classification":"PII"},{"name":"n","flow":"outbound","classification":"x"}]}]"#,
        ),
    ] {
        assert_eq!(json(xml), expected, "{xml}");
    }
}

#[test]
fn the_graph_is_flat_in_json_however_it_stands_in_xml() {
    let nested = "<dependencies><dependency ref='a'><provides ref='p'/><dependency ref='b'><dependency ref='c'><provides ref='q'/></dependency></dependency><provides ref='r'/><dependency ref='d'/></dependency></dependencies>";
    assert_eq!(
        json(nested),
        r#""dependencies":[{"ref":"a","dependsOn":["b","d"],"provides":["p","r"]},{"ref":"b","dependsOn":["c"]},{"ref":"c","provides":["q"]}]"#
    );
}

#[test]
fn what_the_format_does_not_know_is_a_key_json_does_not_know() {
    assert_eq!(
        json("<made a='1'><up>x</up><up>y</up>z</made><name>n</name>"),
        r##""<made>":{"a":"1","up":"x","up#2":"y","#text":"z"},"<name>":"n""##
    );
    assert_eq!(json("<components><made>x</made></components>"), r#""components":[{"<made>":"x"}]"#);
    assert_eq!(json("<metadata><timestamp>a<b/>c</timestamp></metadata>"), r##""metadata":{"timestamp":{"b":"","#text":"ac"}}"##);
}

#[test]
fn text_keeps_its_characters() {
    assert_eq!(
        json("<metadata><timestamp>a&quot;\\&#9;b&#10;&#xe9;</timestamp></metadata>"),
        "\"metadata\":{\"timestamp\":\"a\\\"\\\\ b \u{e9}\"}"
    );
}

#[test]
fn only_documents_whose_root_is_a_bill_are_claimed() {
    let claims = |head: &str| CycloneDxXml.claims(head.as_bytes());
    for head in [
        "<bom xmlns=",
        "\u{feff}  <?xml version='1.0'?><!-- <x> --><b:bom xmlns:b=",
        "<!DOCTYPE bom [<!ENTITY x 'y'>]><bom>",
        "<bill xmlns='http://cyclonedx.org/schema/bom/1.6'>",
        "<bom/>",
    ] {
        assert!(claims(head), "{head}");
    }
    for head in
        ["<!DOCTYPE html><html>", "<rdf:RDF xmlns:spdx='http://spdx.org/rdf/terms#'>", "{\"a\":\"<bom>\"}", "", "<!-- <bom> "]
    {
        assert!(!claims(head), "{head}");
    }
}
