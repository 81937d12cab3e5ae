//! `bomgate attest verify`: signature, shape, subject, age, verdict, in this order.

use crate::base::{Envelope, EnvelopeFault, IN_TOTO, Limits, Phrase, Signer, phrase};
use crate::cli::arguments::{Require, Verify};
use crate::cli::buyer::today;
use crate::cli::fault::Fault;
use crate::cli::output::{paint, to_stdout, width};
use crate::cli::tongue::{language, words};
use crate::read::json::{Json, JsonError};
use crate::report::{Ink, PREDICATE, Page, Predicate, STATEMENT, Statement, ink, verdict_word};
use jiff::civil::Date;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use std::fmt::Display;
use std::fs::File;
use std::io::{self, Read, stdin};
use std::path::Path;

/// Bytes of an envelope, at most.
const LARGEST: u64 = 64 << 20;

/// Verdicts from best to worst, with their exit codes.
const VERDICTS: [(&str, u8); 4] = [("PASS", 0), ("INCOMPLETE", 4), ("FAIL", 1), ("REJECT", 3)];

/// Why an attestation is not relied on. Ordered by what is asked first.
#[derive(Debug)]
enum Refusal {
    /// Not an envelope, or around no statement of a verdict.
    Malformed(Phrase),
    /// Not believed.
    Untrusted(Phrase),
    /// Believed, and not good enough.
    Verdict { found: String, required: &'static str },
}

impl Refusal {
    fn phrase(&self) -> Phrase {
        match self {
            Self::Malformed(why) => phrase!("malformed: {}", why),
            Self::Untrusted(why) => phrase!("not believed: {}", why),
            Self::Verdict { found, required } => phrase!("the verdict is {}, required is {}", found, Phrase::word(required)),
        }
    }

    fn code(&self) -> u8 {
        match self {
            Self::Malformed(_) => 3,
            Self::Untrusted(_) => 4,
            Self::Verdict { .. } => 1,
        }
    }
}

impl From<JsonError> for Refusal {
    fn from(error: JsonError) -> Self {
        Self::Malformed(error.phrase())
    }
}

/// Says whether it holds; the exit code does too.
pub(in crate::cli) fn run(arguments: Verify) -> Result<u8, Fault> {
    let signers = arguments.signer.iter().map(|key| signer(key)).collect::<Result<Vec<_>, Fault>>()?;
    let bytes = bytes(&arguments.envelope)?;
    let bill = arguments.bom.as_deref().map(sha256).transpose()?;
    let day = arguments.as_of.unwrap_or_else(today);
    let name = arguments.envelope.to_string_lossy();
    match hold(&bytes, &signers, bill.as_deref(), day, &arguments) {
        Ok((statement, signer)) => {
            to_stdout(|out| {
                holds(&mut Page::new(out, width(), paint()).speaking(language()), &name, &statement, &signer, bill.is_some())
            })?;
            Ok(0)
        }
        Err(refusal) => {
            to_stdout(|out| {
                let say = words();
                let line = [
                    ink(Ink::Bad, say.say("NOT ATTESTED")),
                    ink(Ink::Strong, format!(" {name}")),
                    ink(Ink::Plain, format!("{}{}", say.say(": "), say.phrase(&refusal.phrase()))),
                ];
                Page::new(out, width(), paint()).speaking(language()).line(&line)
            })?;
            Ok(refusal.code())
        }
    }
}

fn holds(page: &mut Page<'_>, name: &str, statement: &Statement, signer: &str, compared: bool) -> io::Result<()> {
    let said = &statement.predicate;
    let when = said.time.as_deref().unwrap_or(&said.as_of);
    let say = words();
    let parts: [&dyn Display; 4] =
        [&verdict_word(say, &said.verdict), &say.count(statement.subject.len(), "bill"), &when, &signer];
    let what = say.fill(": {} for {}, judged {}, signed by {}", &parts);
    page.line(&[ink(Ink::Good, say.say("ATTESTED")), ink(Ink::Strong, format!(" {name}")), ink(Ink::Plain, what)])?;
    for subject in &statement.subject {
        let digest = subject.digest.get("sha256").map_or("", String::as_str);
        page.field(2, say.say("bill"), &[ink(Ink::Plain, subject.name.as_str()), ink(Ink::Faint, format!("  sha256 {digest}"))])?;
    }
    for policy in &said.policies {
        let digest = ink(Ink::Faint, format!("  sha256 {}", policy.sha256));
        page.field(2, say.word("role", "policy"), &[ink(Ink::Plain, format!("{} {}", policy.name, policy.version)), digest])?;
    }
    if !compared {
        page.flow(
            2,
            2,
            &[ink(Ink::Warn, say.say("No bill was given (--bom): it is not known that this is about what you hold."))],
        )?;
    }
    Ok(())
}

/// The statement and who signed it, when everything holds.
fn hold(bytes: &[u8], signers: &[Signer], bill: Option<&str>, day: Date, asked: &Verify) -> Result<(Statement, String), Refusal> {
    let envelope: Envelope = strict(bytes)?;
    let (payload, signer) = envelope.open(signers, day).map_err(|fault| match fault {
        EnvelopeFault::Encoding(_) => Refusal::Malformed(fault.phrase()),
        EnvelopeFault::Unsigned | EnvelopeFault::Signature(_) => Refusal::Untrusted(fault.phrase()),
    })?;
    if envelope.payload_type != IN_TOTO {
        return Err(Refusal::Malformed(phrase!("the payload is of type `{}`, expected `{}`", envelope.payload_type, IN_TOTO)));
    }
    let statement: Statement = strict(&payload)?;
    for (key, found, expected) in [("_type", &statement.kind, STATEMENT), ("predicateType", &statement.predicate_type, PREDICATE)]
    {
        if found != expected {
            return Err(Refusal::Malformed(phrase!("`{}` is `{}`, expected `{}`", key, found, expected)));
        }
    }
    let rank = consistent(&statement)?;
    if let Some(sha256) = bill
        && !statement.subject.iter().any(|subject| subject.digest.get("sha256").is_some_and(|digest| digest == sha256))
    {
        return Err(Refusal::Untrusted(phrase!("it is about other bytes than {}", file(asked))));
    }
    age(&statement.predicate, day, asked.max_age)?;
    let (worst, required) = match asked.require {
        Require::Pass => (0, "PASS"),
        Require::Incomplete => (1, "INCOMPLETE or better"),
    };
    if rank > worst {
        return Err(Refusal::Verdict { found: statement.predicate.verdict, required });
    }
    Ok((statement, signer.id.clone()))
}

fn file(asked: &Verify) -> String {
    asked.bom.as_ref().map_or_else(String::new, |path| path.display().to_string())
}

/// JSON in which no key stands twice, in the shape asked for.
fn strict<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Refusal> {
    let mut json = Json::new(bytes, &Limits { string: bytes.len(), ..Limits::default() });
    json.skip()?;
    json.end()?;
    serde_json::from_slice(bytes).map_err(|error| Refusal::Malformed(Phrase::quoted(error.to_string(), &[])))
}

/// The rank of the verdict, where the statement does not contradict itself: word and code, the whole and its parts, PASS and
/// what it was built from, subjects and deliveries.
fn consistent(statement: &Statement) -> Result<usize, Refusal> {
    let said = &statement.predicate;
    let contradiction = |what: &'static str| Refusal::Malformed(phrase!("it contradicts itself: {}", Phrase::word(what)));
    let rank = |word: &str| VERDICTS.iter().position(|(known, _)| *known == word);
    let whole = rank(&said.verdict).ok_or_else(|| Refusal::Malformed(phrase!("`{}` is no verdict", said.verdict)))?;
    if VERDICTS[whole].1 != said.exit_code {
        return Err(contradiction("verdict and exit code differ"));
    }
    for delivery in &said.deliveries {
        let of = rank(&delivery.verdict).ok_or_else(|| Refusal::Malformed(phrase!("`{}` is no verdict", delivery.verdict)))?;
        let covered = ["components", "rules", "lookups", "gaps"]
            .iter()
            .all(|what| delivery.coverage.get(*what).is_some_and(|of| of.done == of.of));
        if of > whole {
            return Err(contradiction("a delivery is worse than the whole"));
        }
        if of == 0 && (!covered || !delivery.deciding.is_empty() || delivery.sha256.is_none()) {
            return Err(contradiction("a PASS without full coverage"));
        }
    }
    let judged: Vec<&str> = said.deliveries.iter().filter_map(|delivery| delivery.sha256.as_deref()).collect();
    let attested: Vec<&str> =
        statement.subject.iter().filter_map(|subject| subject.digest.get("sha256")).map(String::as_str).collect();
    if attested.is_empty() || judged != attested || attested.len() != statement.subject.len() {
        return Err(contradiction("its subjects are not the bills that were judged"));
    }
    Ok(whole)
}

/// Days from judgement to `day`: not before it, and not too many.
fn age(said: &Predicate, day: Date, most: u32) -> Result<(), Refusal> {
    let malformed = |what: &str| Refusal::Malformed(phrase!("`{}` is no date", what));
    let as_of: Date = said.as_of.parse().map_err(|_| malformed(&said.as_of))?;
    let judged = match &said.time {
        Some(time) => time.parse::<jiff::Timestamp>().map_err(|_| malformed(time))?.to_zoned(jiff::tz::TimeZone::UTC).date(),
        None => as_of,
    };
    if judged > day || as_of > day {
        return Err(Refusal::Untrusted(phrase!("it is of {}, which is yet to come on {}", judged.max(as_of), day)));
    }
    let first = judged.min(as_of);
    let days = day.since(first).map_or(i32::MAX, |span| span.get_days());
    if u32::try_from(days).unwrap_or(u32::MAX) > most {
        return Err(Refusal::Untrusted(phrase!(
            "it is of {}, {} days before {}; at most {} are allowed",
            first,
            days,
            day,
            most
        )));
    }
    Ok(())
}

/// A public key from a PEM file, or as base64.
fn signer(key: &str) -> Result<Signer, Fault> {
    let path = Path::new(key);
    let fault = |what: Phrase| Fault::usage(phrase!("{} {}", key, what));
    let text = if path.is_file() {
        std::fs::read_to_string(path).map_err(|error| fault(phrase!("cannot be read: {}", error)))?
    } else {
        key.to_owned()
    };
    let trimmed = text.trim();
    let inside =
        trimmed.strip_prefix("-----BEGIN PUBLIC KEY-----").and_then(|rest| rest.strip_suffix("-----END PUBLIC KEY-----"));
    Signer::new(key, inside.unwrap_or(trimmed)).map_err(|error| {
        fault(error.phrase()).help(phrase!("give the PEM file `openssl pkey -in gate.pem -pubout` writes, or its base64"))
    })
}

fn bytes(path: &Path) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    let read = if path.as_os_str() == "-" {
        stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes)
    } else {
        File::open(path).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes))
    };
    read.map_err(|error| Fault::usage(phrase!("cannot read {}: {}", path.display(), error)))?;
    if bytes.len() as u64 > LARGEST {
        return Err(Fault::usage(phrase!("{} is larger than any attestation: {} bytes at most", path.display(), LARGEST)));
    }
    Ok(bytes)
}

fn sha256(path: &Path) -> Result<String, Fault> {
    let mut hash = Sha256::new();
    let copied = File::open(path).and_then(|mut file| io::copy(&mut file, &mut HashWriter(&mut hash)));
    copied.map_err(|error| Fault::usage(phrase!("cannot read {}: {}", path.display(), error)))?;
    Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

struct HashWriter<'a>(&'a mut Sha256);

impl io::Write for HashWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
