use super::*;

fn limits() -> Limits {
    Limits::default()
}

fn whole(text: &[u8], limits: &Limits) -> Result<(), JsonError> {
    let mut json = Json::new(text, limits);
    json.skip()?;
    json.end()
}

fn fault(text: &str) -> String {
    whole(text.as_bytes(), &limits()).unwrap_err().to_string()
}

#[test]
fn an_error_says_where_it_stands() {
    let error = whole(b"{\n  \"a\": 1,\n  \"b\": nope\n}", &limits()).unwrap_err();
    assert_eq!((error.place.line, error.place.column, error.place.offset), (3, 9, 20));
    assert!(fault("[1,]").starts_with("1:4: expected a value after the comma"), "{}", fault("[1,]"));
    assert!(fault("{\"a\":1} x").contains("expected the end of the input"));
}

#[test]
fn a_key_stands_once_however_it_is_spelt() {
    for text in [r#"{"a":1,"a":2}"#, r#"{"x":{"y":[{"a":1,"\u0061":2}]}}"#, r#"{"name":1,"\u006eame":2}"#, r#"{"":1,"":2}"#] {
        assert!(fault(text).contains("stands twice"), "{text}");
    }
    assert!(whole(br#"{"a":{"a":{"a":1}},"b":{"a":1}}"#, &limits()).is_ok());
    let many: Vec<String> = (0..500).map(|at| format!("\"k{at}\":0")).collect();
    assert!(whole(format!("{{{}}}", many.join(",")).as_bytes(), &limits()).is_ok());
    assert!(fault(&format!("{{{},\"k77\":1}}", many.join(","))).contains("`k77` stands twice"));
}

#[test]
fn nested_objects_do_not_forget_the_keys_around_them() {
    assert!(fault(r#"{"a":{"b":1,"c":[{"d":1}]},"e":{},"a":1}"#).contains("`a` stands twice"));
}

#[test]
fn limits_hold_at_their_value_and_break_one_past_it() {
    let mut small = limits();
    (small.depth, small.string, small.keys, small.bytes) = (3, 20, 2, 64);
    assert!(whole(b"[[[1]]]", &small).is_ok());
    assert!(whole(b"[[[[1]]]]", &small).unwrap_err().to_string().contains("more than 3 objects and arrays"));
    assert!(whole(format!("\"{}\"", "s".repeat(20)).as_bytes(), &small).is_ok());
    assert!(whole(format!("\"{}\"", "s".repeat(21)).as_bytes(), &small).unwrap_err().to_string().contains("more than 20 bytes"));
    assert!(whole(br#"{"a":1,"b":2}"#, &small).is_ok());
    assert!(whole(br#"{"a":1,"b":2,"c":3}"#, &small).unwrap_err().to_string().contains("more than 2 keys"));
    assert!(whole(format!("{:64}", 1).as_bytes(), &small).is_ok());
    assert!(whole(format!("{:65}", 1).as_bytes(), &small).unwrap_err().to_string().contains("more than 64 bytes of input"));
}

#[test]
fn a_hundred_thousand_open_arrays_are_refused_without_a_stack_overflow() {
    assert!(fault(&"[".repeat(100_000)).contains("inside each other"));
    assert!(fault(&"{\"a\":".repeat(100_000)).contains("inside each other"));
    let mut deep = limits();
    deep.depth = 100_000;
    let text = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(whole(text.as_bytes(), &deep).is_ok());
}

#[test]
fn escapes_are_decoded_and_half_surrogates_refused() {
    let mut json = Json::new(&br#""a\n\u00e9\ud83d\ude00\/\u0000""#[..], &limits());
    assert_eq!(json.string().unwrap(), "a\n\u{e9}\u{1f600}/\0");
    for text in [r#""\ud83d""#, r#""\ude00""#, r#""\ud83d\u0041""#, r#""\ud83dx""#] {
        assert!(fault(text).contains("surrogate"), "{text}");
    }
    assert!(fault(r#""\x41""#).contains("is not an escape"));
    assert!(fault("\"a\u{1}b\"").contains("control character U+0001"));
}

#[test]
fn numbers_that_readers_round_differently_are_refused() {
    for text in ["1e400", "-1e400", "1e-400", "123456789012345678901234567890", "18446744073709551617", "0.0e-1x"] {
        assert!(whole(text.as_bytes(), &limits()).is_err(), "{text}");
    }
    for text in
        ["0", "-0", "0e-999", "18446744073709551615", "-9223372036854775808", "1e22", "0.1", "1.5e300", "36893488147419103232"]
    {
        assert!(whole(text.as_bytes(), &limits()).is_ok(), "{text}");
    }
    for text in ["01", "-", "1.", ".5", "+1", "1e", "1e+", "--1", "0x1", "NaN", "Infinity", "1.2.3"] {
        assert!(whole(text.as_bytes(), &limits()).is_err(), "{text}");
    }
}

/// Gives one byte at a time, so that every token crosses the end of a buffer.
struct Drops<'a>(&'a [u8]);

impl Read for Drops<'_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let taken = self.0.len().min(1);
        into[..taken].copy_from_slice(&self.0[..taken]);
        self.0 = &self.0[taken..];
        Ok(taken)
    }
}

#[test]
fn where_the_buffer_ends_does_not_matter() {
    let text = "\u{feff}{\"na\u{308}me\": [12.5e3, \"\u{1f600}x\\u0041\", true, null, {}]}";
    let mut json = Json::new(Drops(text.as_bytes()), &limits());
    json.begin_object().unwrap();
    assert_eq!(json.next_key().unwrap(), Some("na\u{308}me"));
    json.begin_array().unwrap();
    assert!(json.next_item().unwrap());
    assert_eq!(json.number().unwrap(), "12.5e3");
    assert!(json.next_item().unwrap());
    assert_eq!(json.string().unwrap(), "\u{1f600}xA");
    while json.next_item().unwrap() {
        json.skip().unwrap();
    }
    assert_eq!(json.next_key().unwrap(), None);
    json.end().unwrap();
    assert!(json.marked());
}

#[test]
fn a_value_of_another_kind_is_an_error_that_names_both() {
    let mut json = Json::new(&b"[7]"[..], &limits());
    json.begin_array().unwrap();
    assert!(json.next_item().unwrap());
    assert_eq!(json.peek().unwrap(), ValueKind::Number);
    assert_eq!(json.string().unwrap_err().to_string(), "1:2: expected a string, found `7`");
}
