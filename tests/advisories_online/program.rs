//! The built program against services well and unwell: exit codes, the gap's name, the fallback marked, and time.

use super::secure::Authority;
use super::server::{Request, Server, answer, hang, json, nobody};
use super::service::Service;
use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const PACK: &str = r#"
pack: house
title: "House rules"
version: 1.0.0
lookups:
  max_age_days: 7
  spared:
    - roles: [subject]
      because: "It is what is delivered."
rules:
  - id: no-advisory
    title: "No part is affected by an advisory"
    level: high
    on: library
    require: '!advisories(component)'
    unknown: passes
    tier: 1
    area: supply-chain
    cites: [{ text: "House rule 1", mark: verified }]
    fix: "Deliver another version."
"#;

/// A record the service does not have.
const ELSEWHERE: &str = r#"{"schema_version":"1.7.0","id":"TEST-2026-8","modified":"2026-11-20T00:00:00Z",
    "affected":[{"package":{"ecosystem":"npm","name":"left-pad"},"ranges":[{"type":"SEMVER","events":[{"introduced":"0"},{"fixed":"1.3.0"}]}]}]}"#;
const KEV: &str = r#"{"catalogVersion":"2026.11.20","count":1,"vulnerabilities":[{"cveID":"CVE-2020-1","dateAdded":"2020-01-01","dueDate":"2020-02-01"}]}"#;

/// A folder of its own for one test: a pack, a bill with a part that is affected, one without, a database.
struct Bench(PathBuf);

/// What came of running the program.
struct Ran {
    code: i32,
    out: String,
    err: String,
    took: Duration,
}

impl Bench {
    fn new(name: &str) -> Self {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("advisories_online").join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        let bench = Self(folder);
        bench.write("house.yaml", PACK);
        bench.write("bad.json", &bill("pkg:npm/left-pad@1.1.0", "left-pad", "1.1.0"));
        bench.write("good.json", &bill("pkg:npm/left-pad@1.3.0", "left-pad", "1.3.0"));
        bench.write("other.json", &bill("pkg:npm/right-pad@9.1.0", "right-pad", "9.1.0"));
        bench
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.0.join(name), text).unwrap();
    }

    /// A database of this day that knows of left-pad.
    fn with_database(self, as_of: &str) -> Self {
        self.write("record.json", ELSEWHERE);
        self.write("kev.json", KEV);
        let made = self.run(&format!("advisories import record.json --kev kev.json --as-of {as_of} --database own.db"), &[]);
        assert_eq!(made.code, 0, "{}{}", made.out, made.err);
        self
    }

    fn run(&self, arguments: &str, environment: &[(&str, &str)]) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bomgate"));
        command.current_dir(&self.0).args(arguments.split_whitespace()).stdin(Stdio::null());
        command.env("BOMGATE_CONFIG", "").env("BOMGATE_ADVISORIES", "");
        for name in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "all_proxy", "no_proxy"] {
            command.env_remove(name);
        }
        command.envs(environment.iter().copied());
        let began = Instant::now();
        let output = command.output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Ran { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr), took: began.elapsed() }
    }

    fn check(&self, bill: &str, flags: &str) -> Ran {
        self.run(&format!("check {bill} --policy house.yaml --format json --as-of 2026-11-22 {flags}"), &[])
    }
}

impl Ran {
    #[track_caller]
    fn is(&self, code: i32, words: &[&str]) {
        assert_eq!(self.code, code, "{}{}", self.out, self.err);
        for word in words {
            assert!(self.out.contains(word) || self.err.contains(word), "`{word}` is not in:\n{}{}", self.out, self.err);
        }
    }
}

fn bill(purl: &str, name: &str, version: &str) -> String {
    format!(
        r#"{{"bomFormat":"CycloneDX","specVersion":"1.6","version":1,"metadata":{{"component":{{"type":"application","bom-ref":"a","name":"assistant","version":"1"}}}},"components":[{{"type":"library","bom-ref":"b","name":"{name}","version":"{version}","purl":"{purl}"}}]}}"#
    )
}

fn well() -> Server {
    let service = Service::new();
    Server::new(move |request, out| service.reply(request, out))
}

#[test]
fn a_well_service_decides() {
    let (bench, server) = (Bench::new("well"), well());
    let online = format!("--online --advisories-endpoint {}", server.url());
    bench.check("bad.json", &online).is(1, &["no-advisory", "TEST-2026-1", "\"source\": \"online\"", &server.url()]);
    bench.check("good.json", &online).is(0, &["\"source\": \"online\""]);
    // Without a service and without a database nothing was looked up.
    bench.check("good.json", "").is(4, &["advisories-absent"]);
    let asked = server.seen.lock().unwrap();
    let question = String::from_utf8_lossy(&asked[0].body).into_owned();
    assert_eq!(question, r#"{"queries":[{"package":{"ecosystem":"npm","name":"left-pad"}}]}"#, "more was sent than a name");
}

/// Every way a service can fail, with a bill whose part is affected and with one whose part is not: never PASS.
#[test]
fn an_unwell_service_never_passes() {
    type Bad = fn(&Request, &mut dyn Write) -> io::Result<()>;
    let bench = Bench::new("unwell").with_database("2026-11-20");
    let bad: &[(&str, Bad)] = &[
        ("429", |_, out| answer(out, "429 Too Many Requests", "retry-after: 1000000000\r\n", b"")),
        ("429 negative", |_, out| answer(out, "429 Too Many Requests", "retry-after: -1\r\n", b"")),
        ("503", |_, out| answer(out, "503 Service Unavailable", "", b"")),
        ("page", |_, out| answer(out, "200 OK", "content-type: text/html\r\n", b"<html>Sign in</html>")),
        ("nothing", |_, out| json(out, b"{}")),
        ("fewer", |_, out| json(out, b"{\"results\":[]}")),
        ("more", |_, out| json(out, b"{\"results\":[{},{}]}")),
        ("circle", |_, out| json(out, b"{\"results\":[{\"next_page_token\":\"a\"}]}")),
        ("cut", |_, out| out.write_all(b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{\"results\":[{}")),
        ("large", |_, out| out.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 1073741824\r\n\r\n")),
        ("packed", |_, out| answer(out, "200 OK", "content-encoding: gzip\r\n", b"\x1f\x8b")),
        ("elsewhere", |_, out| answer(out, "302 Found", "location: https://evil.example/\r\n", b"")),
        ("silent", |_, _| hang()),
    ];
    let mut addresses: Vec<(&str, String, Option<Server>)> = vec![("nobody", nobody(), None)];
    for (what, reply) in bad {
        let server = Server::new(*reply);
        addresses.push((what, server.url(), Some(server)));
    }
    // Most of the time is waiting; the services wait side by side.
    std::thread::scope(|scope| {
        for (what, address, _) in &addresses {
            scope.spawn(|| never_passes(&bench, what, address));
        }
    });
}

fn never_passes(bench: &Bench, what: &str, address: &str) {
    let online = format!("--online --advisories-timeout 1 --advisories-endpoint {address}");
    // The database beside it is not asked, unless that is wanted; then every report says so.
    for (bill, beside) in [("bad.json", ""), ("good.json", "--advisories own.db")] {
        let ran = bench.check(bill, &format!("{online} {beside}"));
        println!("{what}: {:?}", ran.took);
        ran.is(4, &["advisories-unavailable", "\"verdict\": \"INCOMPLETE\""]);
        assert!(ran.took < Duration::from_secs(5), "{what}: {:?}", ran.took);
    }
    let instead = bench.check("bad.json", &format!("{online} --advisories own.db --advisories-fallback offline"));
    instead
        .is(1, &["TEST-2026-8", "\"source\": \"offline\"", "\"as_of\": \"2026-11-20\"", "\"in_place_of\": \"http://127.0.0.1:"]);
}

#[test]
fn a_fallback_is_shown_with_its_age_and_can_be_too_old() {
    let bench = Bench::new("fallback").with_database("2026-11-20");
    let flags = format!(
        "--online --advisories-timeout 1 --advisories-endpoint {} --advisories own.db --advisories-fallback offline",
        nobody()
    );
    let table = bench.run(&format!("check good.json --policy house.yaml --as-of 2026-11-22 {flags}"), &[]);
    table.is(0, &["offline own.db", "as the service failed", "in place of http://127.0.0.1", "2 days old"]);
    bench
        .run(&format!("check good.json --policy house.yaml --format json --as-of 2026-11-30 {flags}"), &[])
        .is(4, &["advisories-stale"]);
    // A database that cannot be read is no fallback.
    let bytes = fs::read(bench.0.join("own.db")).unwrap();
    fs::write(bench.0.join("own.db"), &bytes[..bytes.len() / 2]).unwrap();
    bench.check("good.json", &flags).is(4, &["advisories-unavailable", "nor can those of own.db"]);
}

#[test]
fn the_list_of_exploited_ones_comes_from_the_database() {
    let (bench, server) = (Bench::new("exploited").with_database("2026-11-20"), well());
    let online = format!("--online --advisories-endpoint {}", server.url());
    let alone = bench.check("bad.json", &online);
    alone.is(1, &["exploited-absent"]);
    let both = bench.check("bad.json", &format!("{online} --advisories own.db"));
    both.is(1, &["TEST-2026-1", "\"exploited_as_of\": \"2026.11.20\""]);
    assert!(!both.out.contains("exploited-absent") && !both.out.contains("TEST-2026-8"), "{}", both.out);
}

#[test]
fn config_and_flags_say_whether_and_how_to_ask() {
    let (bench, server) = (Bench::new("config"), well());
    let config = |text: &str| bench.write("buyer.yaml", &format!("advisories:\n{text}"));
    config(&format!("  online: true\n  endpoint: {}\n  timeout_seconds: 5\n", server.url()));
    bench.check("bad.json", "--config buyer.yaml").is(1, &["TEST-2026-1"]);
    let before = server.requests();
    bench.check("bad.json", "--config buyer.yaml --offline").is(4, &["advisories-absent"]);
    assert_eq!(server.requests(), before, "--offline asked");
    // Flags win.
    bench.check("bad.json", &format!("--config buyer.yaml --advisories-endpoint {} --advisories-timeout 1", nobody())).is(4, &[]);

    bench.write("empty.pem", "");
    for (flags, words) in [
        ("--online --offline", "cannot be used with"),
        ("--advisories-endpoint https://x.example", "the network is not asked"),
        ("--advisories-fallback offline", "the network is not asked"),
        ("--online --advisories-endpoint http://api.osv.dev", "neither https nor"),
        ("--online --advisories-endpoint nonsense", "is no address"),
        ("--online --advisories-ca nowhere.pem", "cannot read the certificates"),
        ("--online --advisories-ca empty.pem", "holds no certificate"),
        ("--online --advisories-proxy http://", "no address of a proxy"),
        ("--online --advisories-proxy socks5://127.0.0.1:1", "no address of a proxy"),
        ("--online --advisories-timeout 0", "--advisories-timeout"),
    ] {
        bench.check("good.json", flags).is(2, &[words]);
    }
}

#[test]
fn tls_proxies_and_the_operators_certificates() {
    let (bench, authority) = (Bench::new("tls"), Authority::new());
    bench.write("ca.pem", &String::from_utf8(authority.pem()).unwrap());
    let server = authority.server("127.0.0.1", 2100);
    // Little time where it is to fail, plenty where it is to work on a busy machine.
    let within = |seconds: u32, flags: &str, environment: &[(&str, &str)]| {
        let how = format!("--advisories-timeout {seconds} --advisories-endpoint https://{}", server.address);
        bench.run(&format!("check bad.json --policy house.yaml --format json --online {how} {flags}"), environment)
    };
    let check = |flags: &str, environment: &[(&str, &str)]| within(20, flags, environment);
    check("--advisories-ca ca.pem", &[]).is(1, &["TEST-2026-1", "\"source\": \"online\""]);
    check("", &[]).is(4, &["advisories-unavailable", "a certificate that is not believed"]);

    let (dead, liar) = (nobody(), Server::new(|_, out| answer(out, "200 OK", "", b"{\"results\":[{}]}")));
    for (variable, value) in
        [("HTTPS_PROXY", dead.as_str()), ("https_proxy", &dead), ("ALL_PROXY", &dead), ("HTTPS_PROXY", &liar.url())]
    {
        within(1, "--advisories-ca ca.pem", &[(variable, value)]).is(4, &["advisories-unavailable"]);
        check("--advisories-ca ca.pem --advisories-proxy none", &[(variable, value)]).is(1, &["TEST-2026-1"]);
        check("--advisories-ca ca.pem", &[(variable, value), ("NO_PROXY", "127.0.0.1")]).is(1, &["TEST-2026-1"]);
    }
    // What is no proxy at all is either refused or passed over; the affected part never passes.
    for value in ["::::", "socks5://127.0.0.1:1", "file:///etc/passwd", "\u{7f}", "http://user:secret@127.0.0.1:1"] {
        let ran = within(1, "--advisories-ca ca.pem", &[("HTTPS_PROXY", value)]);
        assert!(matches!(ran.code, 1 | 4), "{value}: {} {}", ran.code, ran.err);
        assert!(!ran.out.contains("secret"), "{}", ran.out);
    }
}

#[test]
fn update_adds_and_never_makes_a_database_look_whole() {
    let (bench, server) = (Bench::new("update"), well());
    let update = |bills: &str, address: &str| {
        bench.run(
            &format!("advisories update {bills} --database own.db --advisories-timeout 5 --advisories-endpoint {address}"),
            &[],
        )
    };
    update("bad.json", &server.url()).is(0, &["1 packages", "2 new, 0 changed", "holds"]);
    let today = |bill: &str| bench.run(&format!("check {bill} --policy house.yaml --format json --advisories own.db"), &[]);
    today("bad.json").is(1, &["TEST-2026-1", "\"source\": \"offline\""]);
    today("good.json").is(0, &[]);
    // A package nobody asked about is not known to be harmless.
    today("other.json").is(4, &["advisories-unavailable", "knows nothing of npm right-pad"]);
    update("other.json", &server.url()).is(0, &["2 packages", "1 new, 0 changed"]);
    today("other.json").is(0, &[]);

    // A service that fails, a bill that cannot be read: the database is as it was.
    let before = fs::read(bench.0.join("own.db")).unwrap();
    update("bad.json", &nobody()).is(4, &["INCOMPLETE", "the database is as it was"]);
    bench.write("broken.json", "{\"bomFormat\":\"CycloneDX\",");
    update("broken.json", &server.url()).is(3, &["REJECT"]);
    assert_eq!(fs::read(bench.0.join("own.db")).unwrap(), before);

    // What was learned since: one record new, one changed.
    let mut service = Service::new();
    let newer = ELSEWHERE.replace("TEST-2026-8", "TEST-2026-1");
    for record in [ELSEWHERE, &newer] {
        service.add(serde_json::from_str(record).unwrap());
    }
    let later = Server::new(move |request, out| service.reply(request, out));
    update("", &later.url()).is(0, &["2 packages", "1 new, 1 changed"]);
    today("bad.json").is(1, &["TEST-2026-8"]);
}

#[test]
fn an_update_of_an_imported_database_makes_only_what_was_asked_newer() {
    let (bench, server) = (Bench::new("renew").with_database("2026-01-01"), well());
    let stale = |bill: &str| bench.run(&format!("check {bill} --policy house.yaml --format json --advisories own.db"), &[]);
    stale("good.json").is(4, &["advisories-stale"]);
    let flags = format!("--database own.db --advisories-endpoint {}", server.url());
    bench.run(&format!("advisories update bad.json {flags}"), &[]).is(0, &["2 new"]);
    stale("good.json").is(0, &[]);
    stale("bad.json").is(1, &["TEST-2026-1", "TEST-2026-8"]);
    stale("other.json").is(4, &["advisories-stale"]);
    bench.run("advisories status --verify --database own.db", &[]).is(0, &["3 records", "2026-01-01"]);
}
