//! Everything a service can do wrong: none of it is an answer, none of it takes longer than allowed.

use super::server::{Request, Server, answer, hang, json, nobody};
use super::service::Service;
use super::{ask, ids, pads, settings};
use bomgate::advisory::online::Online;
use bomgate::advisory::{Origin, Package, Source};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::{self, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

/// Time on top of the deadline for a busy machine to notice.
const SLACK: Duration = Duration::from_millis(700);

/// Asks a server that answers like this; it must be refused with these words, in time.
fn refused(
    seconds: f64,
    words: &str,
    reply: impl Fn(&Request, &mut dyn Write) -> io::Result<()> + Send + Sync + 'static,
) -> usize {
    let server = Server::new(reply);
    refused_at(&server.url(), seconds, words);
    server.requests()
}

fn refused_at(url: &str, seconds: f64, words: &str) {
    let (outcome, took) = ask(settings(url, seconds));
    let why = outcome.map(|found| format!("{:?}", ids(&found))).expect_err("a bad answer was taken");
    assert!(why.contains(words), "`{words}` is not in: {why}");
    assert!(took < Duration::from_secs_f64(seconds) + SLACK, "{words}: took {took:?} of {seconds} s");
}

fn is_batch(request: &Request) -> bool {
    request.path == "/v1/querybatch"
}

#[test]
fn a_well_service_gives_every_record_of_every_package() {
    let service = Service::new();
    let expected = service.clone();
    let server = Server::new(move |request, out| service.reply(request, out));
    let (found, _) = ask(settings(&server.url(), 10.0));
    assert_eq!(ids(&found.unwrap()), [vec!["TEST-2026-1", "TEST-2026-2"], vec!["TEST-2026-3"]]);
    for request in server.seen.lock().unwrap().iter() {
        assert!(!request.headers.contains_key("accept-encoding"), "{request:?}");
    }

    // Real records, over pages; spellings of a package; a package nobody knows.
    let online = Online::new(settings(&server.url(), 20.0)).unwrap();
    let asked = vec![
        Package::new("PyPI", "MLflow"),
        Package::new("PyPI", "chainlit"),
        Package::new("npm", "nobody-knows"),
        pads().remove(0),
    ];
    let found = online.records(&asked).unwrap();
    let mut all = 0;
    for (package, records) in asked.iter().zip(&found.records) {
        let got: Vec<&str> = records.iter().map(|record| record.id.as_str()).collect();
        let want = expected.ids(&package.ecosystem, &package.name);
        assert_eq!(got, want.iter().map(String::as_str).collect::<Vec<_>>(), "{package}");
        all += got.len();
    }
    assert!(found.unread.is_empty(), "{:?}", found.unread);
    assert!(found.records[3].iter().any(|record| record.withdrawn.is_some() && !record.modified.is_empty()));
    println!("{all} records of {} packages", asked.len());
    let about = online.about();
    assert_eq!((about.origin, about.records, about.place), (Origin::Online, all, server.url()));
    assert_eq!(about.as_of, Some("2026-11-22".parse().unwrap()));
    let found = online.records(&[Package::new("crates.io", "demo_lib")]).unwrap();
    assert_eq!(ids(&found), [vec!["TEST-2026-4"]], "a crate in another spelling");
    // What it said once is not asked again.
    let before = server.requests();
    online.records(&asked[..2]).unwrap();
    assert_eq!(server.requests(), before);
}

#[test]
fn a_batch_holds_a_thousand_questions() {
    let server = Server::new(|request, out| Service::default().reply(request, out));
    let packages: Vec<Package> = (0..2001).map(|at| Package::new("npm", &format!("p{at}"))).collect();
    let found = Online::new(settings(&server.url(), 10.0)).unwrap().records(&packages).unwrap();
    assert_eq!((found.records.len(), server.requests()), (2001, 3));
}

#[test]
fn nobody_there() {
    refused_at(&nobody(), 2.0, "cannot be reached");
}

#[test]
fn silence_before_and_within_an_answer() {
    refused(1.0, "no whole answer within 1 s", |_, _| hang());
    // The head in time, the body a byte at a time.
    refused(1.5, "no whole answer within 1.5 s", |_, out| {
        out.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n")?;
        for _ in 0..100 {
            out.write_all(b" ")?;
            out.flush()?;
            thread::sleep(Duration::from_millis(300));
        }
        Ok(())
    });
    // The head a byte at a time.
    refused(1.0, "no whole answer within 1 s", |_, out| {
        for byte in b"HTTP/1.1 200 OK\r\nx: xxxxxxxxxxxxxxxxxxxxxxxxx".iter().cycle() {
            out.write_all(&[*byte])?;
            out.flush()?;
            thread::sleep(Duration::from_millis(300));
        }
        Ok(())
    });
}

#[test]
fn too_many_requests_for_ever() {
    let busy = |header: &'static str| move |_: &Request, out: &mut dyn Write| answer(out, "429 Too Many Requests", header, b"");
    assert_eq!(refused(2.0, "asks to wait 1000000000 s", busy("retry-after: 1000000000\r\n")), 1);
    assert_eq!(refused(2.0, "asks to wait 5 s", busy("retry-after: 5\r\n")), 1);
    assert_eq!(refused(2.0, "asks to wait", busy("retry-after: Tue, 31 Dec 2999 23:59:59 GMT\r\n")), 1);
    for nonsense in ["", "retry-after: -5\r\n", "retry-after: soon\r\n", "retry-after: Thu, 01 Jan 1970 00:00:00 GMT\r\n"] {
        let tries = refused(1.2, "answered 429", busy(nonsense));
        assert!((2..=5).contains(&tries), "{nonsense}: {tries} tries");
    }
    // Given time, it is tried four times again, and no more.
    assert_eq!(refused(20.0, "answered 429", busy("")), 5);
}

#[test]
fn a_service_that_recovers_is_heard() {
    for status in ["500 Internal Server Error", "503 Service Unavailable", "429 Too Many Requests"] {
        let (service, calls) = (Service::new(), AtomicUsize::new(0));
        let server = Server::new(move |request, out| match calls.fetch_add(1, Ordering::Relaxed) {
            0 => answer(out, status, "", b""),
            1 => answer(out, status, "retry-after: 1\r\n", b""),
            _ => service.reply(request, out),
        });
        let (found, took) = ask(settings(&server.url(), 15.0));
        assert_eq!(ids(&found.unwrap()), [vec!["TEST-2026-1", "TEST-2026-2"], vec!["TEST-2026-3"]], "{status}");
        assert!(took > Duration::from_secs(1), "it did not wait as long as asked: {took:?}");
    }
    // Dropping a connection once is no answer, and no end either.
    let (service, calls) = (Service::new(), AtomicUsize::new(0));
    let server = Server::new(move |request, out| match calls.fetch_add(1, Ordering::Relaxed) {
        0 => Ok(()),
        1 => out.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\n{\"results\":"),
        _ => service.reply(request, out),
    });
    assert!(ask(settings(&server.url(), 15.0)).0.is_ok());
}

#[test]
fn other_states_are_final() {
    for status in
        ["400 Bad Request", "401 Unauthorized", "403 Forbidden", "404 Not Found", "204 No Content", "206 Partial Content"]
    {
        let words = format!("answered {}", &status[..3]);
        assert_eq!(refused(2.0, &words, move |_, out| answer(out, status, "", b"{\"results\":[{},{}]}")), 1, "{status}");
    }
    for status in [500, 502, 503, 504] {
        refused(0.6, &format!("answered {status}"), move |_, out| answer(out, &format!("{status} No"), "", b""));
    }
}

#[test]
fn what_is_no_answer() {
    for (body, words) in [
        ("<!doctype html><title>Sign in</title>", "sends no JSON"),
        ("", "sends no JSON"),
        ("results", "sends no JSON"),
        ("{\"results\":[{},{}]", "sends no JSON"),
        ("{\"results\":[{},{}]}{}", "sends no JSON"),
        ("{}", "another shape"),
        ("null", "another shape"),
        ("[]", "another shape"),
        ("{\"results\":null}", "another shape"),
        ("{\"results\":[{\"vulns\":[{}]},{}]}", "another shape"),
        ("{\"results\":[{\"vulns\":[{\"id\":7}]},{}]}", "another shape"),
        ("{\"results\":[]}", "gives 0 results to 2 questions"),
        ("{\"results\":[{}]}", "gives 1 results to 2 questions"),
        ("{\"results\":[{},{},{}]}", "gives 3 results to 2 questions"),
        ("{\"results\":[{\"vulns\":[{\"id\":\"../../secret\"}]},{}]}", "no id of a record"),
        ("{\"results\":[{\"vulns\":[{\"id\":\"\"}]},{}]}", "no id of a record"),
    ] {
        assert_eq!(refused(3.0, words, move |_, out| json(out, body.as_bytes())), 1, "{body}");
    }
}

#[test]
fn answers_that_break_off() {
    // With a length: the connection broke, which may go better another time; here it never does.
    let tries = refused(1.5, "cannot be reached", |_, out| {
        out.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\n{\"results\":[{},{}]}")
    });
    assert!(tries > 1, "{tries}");
    // Without one: what came is all there is.
    refused(2.0, "sends no JSON", |_, out| out.write_all(b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{\"results\":[{},{"));
    // In chunks, without the last one.
    refused(1.5, "cannot be reached", |_, out| {
        out.write_all(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n13\r\n{\"results\":[{},{}]}\r\n")
    });
}

#[test]
fn pages_without_end() {
    let more = |request: &Request| if String::from_utf8_lossy(&request.body).contains("right-pad") { ",{}" } else { "" };
    let tries = refused(5.0, "in a circle, for npm left-pad", move |request, out| {
        json(out, format!(r#"{{"results":[{{"next_page_token":"a"}}{}]}}"#, more(request)).as_bytes())
    });
    assert_eq!(tries, 2);
    let page = AtomicUsize::new(0);
    let tries = refused(15.0, "has more than 1000 pages on npm left-pad", move |request, out| {
        let token = page.fetch_add(1, Ordering::Relaxed);
        json(out, format!(r#"{{"results":[{{"next_page_token":"{token}"}}{}]}}"#, more(request)).as_bytes())
    });
    assert_eq!(tries, 1000);
}

#[test]
fn an_empty_token_ends_the_pages() {
    let server = Server::new(|_, out| json(out, br#"{"results":[{"next_page_token":""},{"next_page_token":null}]}"#));
    assert_eq!(ids(&ask(settings(&server.url(), 5.0)).0.unwrap()), [vec![""; 0], vec![]]);
}

#[test]
fn more_than_anybody_needs() {
    // It says so.
    assert_eq!(
        refused(3.0, "sends more than 64 MiB", |_, out| out.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 1073741824\r\n\r\n{")),
        1
    );
    // It does not say so, and never ends.
    let sent = refused(20.0, "sends more than 64 MiB", |_, out| {
        out.write_all(b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{\"results\":[")?;
        let blanks = vec![b' '; 1 << 20];
        (0..1024).try_for_each(|_| out.write_all(&blanks))
    });
    assert_eq!(sent, 1);
    // It is packed: nobody asked for that.
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    let blanks = vec![b' '; 1 << 20];
    (0..80).for_each(|_| packed.write_all(&blanks).unwrap());
    let bomb = packed.finish().unwrap();
    for packing in ["gzip", "br", "deflate", "zstd", "x, gzip"] {
        let bomb = bomb.clone();
        refused(3.0, "packed as", move |_, out| answer(out, "200 OK", &format!("content-encoding: {packing}\r\n"), &bomb));
    }
}

#[test]
fn elsewhere_is_not_followed() {
    let elsewhere = Server::new(|request, out| Service::new().reply(request, out));
    for status in ["301 Moved", "302 Found", "307 Temporary Redirect", "308 Permanent Redirect"] {
        let location = format!("location: {}/v1/querybatch\r\n", elsewhere.url());
        refused(2.0, "which is not followed", move |_, out| answer(out, status, &location, b""));
    }
    assert_eq!(elsewhere.requests(), 0);
}

#[test]
fn a_record_is_the_one_asked_for() {
    let with = |change: fn(&Request, &mut dyn Write) -> io::Result<()>| {
        let service = Service::new();
        move |request: &Request, out: &mut dyn Write| {
            if is_batch(request) { service.reply(request, out) } else { change(request, out) }
        }
    };
    refused(3.0, "gives the record `TEST-2026-9` for", with(|_, out| json(out, br#"{"id":"TEST-2026-9"}"#)));
    refused(3.0, "another shape", with(|_, out| json(out, b"{}")));
    refused(3.0, "sends no JSON", with(|_, out| json(out, b"<html>")));
    refused(3.0, "answered 404", with(|_, out| answer(out, "404 Not Found", "", b"")));
    refused(1.0, "no whole answer within 1 s", with(|_, _| hang()));
    refused(0.8, "answered 503", with(|_, out| answer(out, "503 No", "", b"")));
}

/// Results in another order, a record that is none, a schema of the future: nothing of it gets lost.
#[test]
fn what_cannot_be_used_is_told() {
    let service = Service::new();
    let server = Server::new(move |request, out| {
        if !is_batch(request) {
            return service.reply(request, out);
        }
        let mut results = service.results(request);
        results["results"].as_array_mut().unwrap().reverse();
        json(out, results.to_string().as_bytes())
    });
    let found = ask(settings(&server.url(), 5.0)).0.unwrap();
    assert_eq!(ids(&found), [vec![""; 0], vec![]]);
    let told: Vec<&str> = found.unread.iter().map(|unread| unread.name.as_str()).collect();
    assert_eq!(told, ["TEST-2026-3", "TEST-2026-1", "TEST-2026-2"]);
    assert!(found.unread.iter().all(|unread| unread.ecosystems == ["npm"]), "{:?}", found.unread);

    let mut service = Service::new();
    service.bodies.insert("TEST-2026-3".to_owned(), br#"{"id":"TEST-2026-3","schema_version":"2.0.0"}"#.to_vec());
    let server = Server::new(move |request, out| service.reply(request, out));
    let found = ask(settings(&server.url(), 5.0)).0.unwrap();
    assert_eq!(ids(&found), [vec!["TEST-2026-1", "TEST-2026-2"], vec![]]);
    assert!(found.unread.len() == 1 && found.unread[0].why.contains("2.0.0"), "{:?}", found.unread);
}

#[test]
fn the_deadline_is_one_for_all_questions() {
    let server = Server::new(|_, _| hang());
    let online = Online::new(settings(&server.url(), 1.0)).unwrap();
    let began = std::time::Instant::now();
    for _ in 0..10 {
        online.records(&pads()).unwrap_err();
    }
    assert!(began.elapsed() < Duration::from_secs(1) + SLACK, "{:?}", began.elapsed());
}
