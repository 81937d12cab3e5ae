use super::*;

fn fault(text: &str) -> String {
    well_formed(text.as_bytes(), &Limits::default()).unwrap_err().to_string()
}

fn texts(text: &str) -> String {
    let (mut xml, mut buffer, mut found) = (Xml::new(text.as_bytes(), &Limits::default()), Buffer::default(), String::new());
    loop {
        match xml.next(&mut buffer).unwrap() {
            Event::Text(part) => found.push_str(&part),
            Event::End => return found,
            _ => {}
        }
    }
}

#[test]
fn an_error_says_where_it_stands() {
    let error = well_formed(b"<a>\n  <b></c>\n</a>", &Limits::default()).unwrap_err();
    assert_eq!((error.place.line, error.place.column, error.place.offset), (2, 6, 9));
    assert!(error.to_string().contains("`</c>` where `</b>` belongs"), "{error}");
}

#[test]
fn text_in_parts_is_one_text() {
    assert_eq!(texts("<a>ev<!-- x -->i<?p q?>l &amp;<![CDATA[ <b>&]]>&#x21;</a>"), "evil & <b>&!");
    assert_eq!(texts("<a>x\r\ny\rz</a>"), "x\ny\nz");
}

#[test]
fn what_the_tokenizer_lets_pass_is_refused() {
    for (text, word) in [
        ("<!DOCTYPE a><a/>", "DOCTYPE"),
        ("<a b='1' b='2'/>", "stands twice"),
        ("<a xmlns:p='u' xmlns:q='u' p:b='1' q:b='2'/>", "stands twice"),
        ("<a b='<'/>", "without `<`"),
        ("<a b=1/>", "quotes"),
        ("<a b='1'c='2'/>", "white space"),
        ("<a b/>", "`=`"),
        ("<1/>", "not a name"),
        ("<a>]]></a>", "CDATA"),
        ("<a>&#0;</a>", "U+0000"),
        ("<a>&#xFFFF;</a>", "U+FFFF"),
        ("<a>\u{1}</a>", "U+0001"),
        ("<a>&nbsp;</a>", "not declared"),
        ("<a b='&x;'/>", "not declared"),
        ("<a/><b/>", "outside the root"),
        ("<a/>x", "outside the root"),
        (" <?xml version='1.0'?><a/>", "very start"),
        ("<?xml version='1.1'?><a/>", "version `1.1`"),
        ("<?xml version='1.0' encoding='ISO-8859-1'?><a/>", "ISO-8859-1"),
        ("<?xml encoding='UTF-8'?><a/>", "version"),
        ("<a><!-- -- --></a>", "comment"),
        ("<a><!-- x ---></a>", "comment"),
        ("<a><?xml version='1.0'?></a>", "very start"),
        ("<a><?XML x?></a>", "not a name"),
        ("<p:a/>", "prefix `p`"),
        ("<a p:b='1'/>", "prefix `p`"),
        ("<a xmlns:p=''/>", "prefix `p`"),
        ("<a>", "still open"),
        ("<a></a></a>", "a"),
        ("", "no element"),
        ("<a", ""),
    ] {
        assert!(fault(text).contains(word), "{text}: {}", fault(text));
    }
}

#[test]
fn limits_hold_at_their_value_and_break_one_past_it() {
    let small = Limits { depth: 3, bytes: 64, keys: 2, ..Limits::default() };
    let whole = |text: &str| well_formed(text.as_bytes(), &small).map_err(|error| error.to_string());
    assert_eq!(whole("<a><a><a/></a></a>"), Ok(()));
    assert!(whole("<a><a><a><a/></a></a></a>").unwrap_err().contains("more than 3 elements"));
    assert_eq!(whole("<a b='' c=''/>"), Ok(()));
    assert!(whole("<a b='' c='' d=''/>").unwrap_err().contains("more than 2 attributes"));
    assert_eq!(whole("<a><a b='' c=''/></a>"), Ok(()));
    assert!(whole("<a><a b='' c='' d=''/></a>").unwrap_err().contains("more than 2 attributes"));
    let few = Limits { nodes: 2, ..Limits::default() };
    assert!(well_formed(b"<a><a/></a>", &few).is_ok());
    assert!(well_formed(b"<a><a/><a/></a>", &few).unwrap_err().to_string().contains("more than 2 elements"));
    assert_eq!(whole(&format!("<a>{}</a>", "x".repeat(57))), Ok(()));
    assert!(whole(&format!("<a>{}</a>", "x".repeat(58))).unwrap_err().contains("more than 64 bytes of input"));
    let short = Limits { string: 100_000, ..Limits::default() };
    let text = |open: &str, close: &str| well_formed(format!("{open}{}{close}", "x".repeat(300_000)).as_bytes(), &short);
    for (open, close) in [("<a>", "</a>"), ("<a b='", "'/>"), ("<a><!--", "--></a>"), ("<!DOCTYPE a [", "]><a/>")] {
        assert!(text(open, close).unwrap_err().to_string().contains("more than 100000 bytes of one string"), "{open}");
    }
}

#[test]
fn a_hundred_thousand_open_elements_are_refused_without_a_stack_overflow() {
    assert!(fault(&"<a>".repeat(100_000)).contains("inside each other"));
}

/// Gives one byte at a time, so that hardly a token ever stands whole in the window.
struct Drops<'a>(&'a [u8]);

impl Read for Drops<'_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let drop = self.0.len().min(1);
        self.0.read(&mut into[..drop])
    }
}

fn events(from: impl Read) -> Vec<String> {
    let (mut xml, mut buffer, mut found) = (Xml::new(from, &Limits::default()), Buffer::default(), Vec::new());
    loop {
        let event = match xml.next(&mut buffer) {
            Ok(Event::End) => return found,
            Ok(Event::Open(tag)) => {
                let said = xml.attributes(tag);
                let said: Vec<String> = said
                    .map(|said| format!("{:?} {} {} {:?}", said.space, said.local, said.value(), xml.attribute_place(tag, &said)))
                    .collect();
                format!("{tag:?} {said:?}")
            }
            Ok(event) => format!("{event:?}"),
            Err(error) => {
                found.push(error.to_string());
                return found;
            }
        };
        found.push(format!("{event} {:?} {:?}", xml.start(), xml.place()));
    }
}

#[test]
fn a_token_says_the_same_whole_in_the_window_or_in_drops() {
    for text in [
        "<a>\n <b c='1 > 2' d=\"&lt;\"/>x &amp; y\r\nz<!-- e --><c\n>\u{4e2d}\t</c ></a>\n",
        "\u{feff}<?xml version='1.0'?>\n<p:a xmlns:p='u' p:b='1'><![CDATA[<]]>]]</p:a>",
        "<a><b></b><b/ ></a>",
        "<a><b>x</c></a>",
        "<a></></a>",
        "<a/></>",
        "<></>",
        "<a>\u{1}</a>",
        "<a>]]></a>",
        "<a b=''>\u{fffe}</a>",
        "<a b=''>\u{ff0c}<c d='\u{ff0c}'/></a>",
        "<a b=''>\u{ff0c}\r\n<c d='\u{ff0c}\r\n'/></a>",
        "<a xmlns:p='u' xmlns:q='u'><p:b c='1' p:c='2' q:d='3' xml:lang='en' /><q:e\n\tp:f = '1'\n/></a>",
        "<a xmlns:p='u' xmlns:q='u'><b p:c='1' q:c='2'/></a>",
        "<a><b c='1' d='2' c='3'/></a>",
        "<a><b c='1'd='2'/></a>",
        "<a><b c/></a>",
        "<a><b c='/></a>",
        "<a><b/c/></a>",
        "<a><b:/></a>",
        "<a><:b/></a>",
        "<a><b q:c='1'/></a>",
        "<a><q:b/></a>",
        "<a><b xmlns='u' c='1'><d/></b><xmlns:e/></a>",
        "<a><b c='a&amp;b' d='a\tb' e='a > b' f=\"it's\"/></a>",
        "<a><b c='&x;'/></a>",
        "<a><b c='a<b'/></a>",
        "<a><b\u{e9} c\u{e9}='1'/></a>",
        "<a><b c='1' c\u{e9}='1' c='1'/></a>",
        "<a><b c='x' c='y'>",
        "<a>x",
        "<a>&b</a>",
        "<\u{e9}l\u{e9}ment a\u{b7}='\u{3000}'>\n\u{3000}</\u{e9}l\u{e9}ment>",
    ] {
        assert_eq!(events(text.as_bytes()), events(Drops(text.as_bytes())), "{text}");
    }
}
