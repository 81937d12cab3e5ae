//! `bomgate init`: the buyer's context as a commented file.

use super::arguments::Init;
use super::buyer::{area, stated};
use super::config::Config;
use super::fault::Fault;
use super::output::to_file;
use super::tongue::words;
use crate::base::phrase;
use crate::enrich::Lists;
use crate::policy::field::buyer_fields;
use crate::policy::{Library, SourceText};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, BufRead, IsTerminal, Write};

/// What the file will say.
#[derive(Debug, Default)]
struct Answers {
    sector: String,
    home: String,
    trusted: Vec<String>,
    restricted: Vec<String>,
    name: Option<String>,
    facts: BTreeMap<String, bool>,
}

/// Asks on a terminal what no flag says, and writes the file. One that is there already is never touched.
pub(super) fn run(arguments: Init) -> Result<u8, Fault> {
    let out = arguments.out.clone();
    if out.exists() {
        return Err(Fault::usage(phrase!("{} is there already", out.display()))
            .help(phrase!("name another file with --out, or move it away")));
    }
    let lists = Lists::shipped()?;
    let answers = match (&arguments.sector, &arguments.home) {
        (Some(sector), Some(home)) => Answers {
            sector: known_sector(sector)?,
            home: known_area(home, "--home", &lists)?,
            trusted: known_areas(&arguments.trusted, "--trusted", &lists)?,
            restricted: known_areas(&arguments.restricted, "--restricted", &lists)?,
            name: arguments.buyer_name,
            facts: stated(&arguments.buyer)?,
        },
        _ if io::stdin().is_terminal() => ask(&mut io::stdin().lock(), &mut anstream::stderr().lock(), &lists)?,
        _ => {
            return Err(Fault::usage(phrase!("there is no terminal to ask on")).help(phrase!("say at least --sector and --home")));
        }
    };
    let text = written(&answers);
    // Nothing is written that could not be read back.
    Config::read(SourceText { name: out.to_string_lossy().into_owned(), text: text.as_str().into() }, None)?;
    to_file(&out, |file| file.write_all(text.as_bytes()))?;
    super::output::to_stdout(|page| {
        writeln!(
            page,
            "{}",
            words().fill("{} is written. Next: bomgate check BOM --config {}", &[&out.display(), &out.display()])
        )
    })?;
    Ok(0)
}

fn sectors() -> Result<Vec<String>, Fault> {
    let library = Library::shipped()?;
    let mut sectors: Vec<String> = library.packs().iter().filter_map(|pack| pack.sector.clone()).collect();
    sectors.sort_unstable();
    sectors.dedup();
    Ok(sectors)
}

pub(super) fn known_sector(word: &str) -> Result<String, Fault> {
    let sectors = sectors()?;
    let known: Vec<&str> = sectors.iter().map(String::as_str).collect();
    if known.contains(&word) {
        Ok(word.to_owned())
    } else {
        Err(Fault::usage(phrase!("there is no sector `{}`", word)).meant(word, &known))
    }
}

fn known_area(word: &str, flag: &str, lists: &Lists) -> Result<String, Fault> {
    area(word, flag, lists).map(|(word, _)| word)
}

fn known_areas(words: &[String], flag: &str, lists: &Lists) -> Result<Vec<String>, Fault> {
    words.iter().filter(|word| !word.trim().is_empty()).map(|word| known_area(word, flag, lists)).collect()
}

/// Asks question by question; what cannot be understood is asked again.
fn ask(input: &mut dyn BufRead, out: &mut dyn Write, lists: &Lists) -> Result<Answers, Fault> {
    let mut answers = Answers {
        sector: question(input, out, &words().fill("Your sector ({})", &[&sectors()?.join(", ")]), known_sector)?,
        home: question(input, out, words().say("Where you are (a country such as DE, or a region such as EU)"), |word| {
            known_area(word, "home", lists)
        })?,
        trusted: question(
            input,
            out,
            words().say("Treated as home (countries or regions with commas, empty for none)"),
            |words| known_areas(&list(words), "trusted", lists),
        )?,
        restricted: question(input, out, words().say("Whose parts you may not take (the same way)"), |words| {
            known_areas(&list(words), "restricted", lists)
        })?,
        name: question(input, out, words().say("Your own name (empty to leave it out)"), |name| {
            Ok(Some(name.to_owned()).filter(|name| !name.is_empty()))
        })?,
        facts: BTreeMap::new(),
    };
    for (fact, doc) in buyer_fields() {
        let said =
            question(input, out, &words().fill("{} (yes, no, or empty if you do not know)", &[&words().data(doc)]), |word| {
                match word {
                    "" => Ok(None),
                    "y" | "yes" => Ok(Some(true)),
                    "n" | "no" => Ok(Some(false)),
                    _ => Err(Fault::usage(phrase!("`{}` is neither yes nor no", word))),
                }
            })?;
        answers.facts.extend(said.map(|said| (fact.to_owned(), said)));
    }
    Ok(answers)
}

fn list(words: &str) -> Vec<String> {
    words.split(',').map(|word| word.trim().to_owned()).collect()
}

fn question<T>(
    input: &mut dyn BufRead,
    out: &mut dyn Write,
    text: &str,
    read: impl Fn(&str) -> Result<T, Fault>,
) -> Result<T, Fault> {
    let broken = |source| Fault::Write { what: "the question".to_owned(), source };
    loop {
        write!(out, "{text}{}", words().say(": ")).and_then(|()| out.flush()).map_err(broken)?;
        let mut line = String::new();
        if input.read_line(&mut line).map_err(broken)? == 0 {
            return Err(Fault::usage(phrase!("the answers ended before the questions")));
        }
        match read(line.trim()) {
            Ok(answer) => return Ok(answer),
            Err(fault) => writeln!(out, "  {}", fault.said()).map_err(broken)?,
        }
    }
}

fn written(answers: &Answers) -> String {
    // JSON strings are YAML strings.
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let listed = |words: &[String]| format!("[{}]", words.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(", "));
    let say = words();
    let mut text = say.fill(
        "\
# The buyer's context for bomgate. Given with --config, or BOMGATE_CONFIG; never looked for beside a delivery.
# Every key: docs/buyer-config.md, or `bomgate policy schema config`. Flags win over what stands here.

# Chooses the shipped packs.
sector: {}
# Where the buyer is: a country or a region.
home: {}
# Countries and regions treated as home.
trusted: {}
# Countries and regions whose parts may not be taken.
restricted: {}

# What the buyer says of itself. A fact that is not stated is unknown, and rules that need it cannot be answered.
buyer:
",
        &[&quoted(&answers.sector), &quoted(&answers.home), &listed(&answers.trusted), &listed(&answers.restricted)],
    );
    let mut line = |line: String| writeln!(text, "{line}").expect("writing to a string cannot fail");
    line(answers.name.as_ref().map_or_else(|| "  # name:".to_owned(), |name| format!("  name: {}", quoted(name))));
    for (fact, doc) in buyer_fields() {
        line(format!("  # {}", words().data(doc)));
        line(match answers.facts.get(fact) {
            Some(said) => format!("  {fact}: {}", if *said { "yes" } else { "no" }),
            None => format!("  # {fact}: yes"),
        });
    }
    if answers.name.is_none() && answers.facts.is_empty() {
        // A map of comments only would be no map.
        text = text.replacen("\nbuyer:\n", "\nbuyer: {} # remove the braces when something is stated below\n", 1);
    }
    text.push_str(
        "\n# Packs of your own, documents you hold, exceptions you grant. Paths start at this file.\n\
         # policy: [house.yaml]\n# evidence: evidence.yaml\n# waivers: waivers.yaml\n# waiver_limits: { max_days: 180, max_count: 20 }\n\n\
         # Other values for parameters of packs, more words for their lists: `bomgate policy show NAME --text`.\n\
         # parameters: {}\n# lists: {}\n\n\
         # Public keys (Ed25519) whose signatures are believed, and files that must carry one.\n\
         # signers: [{ id: procurement-desk, key: BASE64 }]\n# require_signed: [waivers, policy]\n",
    );
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_back(answers: &Answers) -> Config {
        Config::read(SourceText { name: "x.yaml".to_owned(), text: written(answers).into() }, None).unwrap()
    }

    #[test]
    fn what_is_answered_stands_in_the_file() {
        let lists = Lists::shipped().unwrap();
        let facts = buyer_fields().count();
        let said =
            format!("telcom\ntelecom\nAtlantis\nGermany\nEU, JP\n\nBank \"A\": #1\nmaybe\nyes\nno\n{}", "\n".repeat(facts - 2));
        let mut shown = Vec::new();
        let answers = ask(&mut said.as_bytes(), &mut shown, &lists).unwrap();
        let shown = String::from_utf8(shown).unwrap();
        assert!(
            shown.contains("no sector `telcom`") && shown.contains("Atlantis") && shown.contains("neither yes nor no"),
            "{shown}"
        );
        let config = read_back(&answers);
        assert_eq!((config.sector.as_deref(), config.home.as_deref()), (Some("telecom"), Some("DE")));
        assert_eq!((config.trusted, config.restricted), (vec!["EU".to_owned(), "JP".to_owned()], vec![]));
        assert_eq!(config.buyer.name.as_deref(), Some("Bank \"A\": #1"));
        assert_eq!(config.buyer.facts.values().copied().collect::<Vec<_>>().len(), 2);
    }

    #[test]
    fn answers_that_end_too_soon_are_no_answers() {
        let lists = Lists::shipped().unwrap();
        assert!(ask(&mut "telecom\n".as_bytes(), &mut Vec::new(), &lists).is_err());
    }

    #[test]
    fn a_buyer_who_says_nothing_gets_a_file_that_loads() {
        let config = read_back(&Answers { sector: "energy".to_owned(), home: "US".to_owned(), ..Answers::default() });
        assert!(config.buyer.facts.is_empty() && config.buyer.name.is_none());
    }
}
