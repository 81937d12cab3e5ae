//! The report as one page that stands alone: nothing is fetched, nothing of a bill is markup, everything can be read and
//! printed without script. The script only filters, searches, sorts, and makes rows of the data that waits in the page.
//!
//! The policy in the page names the very style and the very script by their SHA-256, so a browser runs nothing else.
//! Source: W3C, "Content Security Policy Level 3".

mod advisories;
mod closing;
mod components;
mod delivery;
mod desk;
mod findings;
mod first;
mod graph;
mod index;
mod origin;
mod shown;
mod table;
mod words;

use super::show::graph::palette;
use super::{Stray, View};
use askama::Template;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use delivery::{Article, Headline, Mark};
use sha2::{Digest, Sha256};
use shown::Shown;
use std::io::{self, Write};
use table::Waiting;
use words::Labels;

const STYLE: [&str; 3] = [include_str!("page.css"), include_str!("sections.css"), include_str!("print.css")];
const SCRIPT: &str = include_str!("page.js");

/// From the start of the document to the first delivery.
#[derive(Template)]
#[template(path = "html/top.html")]
struct Top<'a> {
    w: &'a Labels,
    /// BCP 47.
    language: &'static str,
    policy: &'a str,
    /// Of this program: nothing a bill says is in it.
    style: &'a str,
    title: Shown,
    mark: Mark,
    heads: Vec<Headline>,
    empty: Vec<Shown>,
}

/// From the last delivery to the end of the document.
#[derive(Template)]
#[template(path = "html/end.html")]
struct End<'a> {
    w: &'a Labels,
    strays: Vec<(Shown, Shown)>,
    made_with: String,
    /// Of this program: nothing a bill says is in it.
    script: &'a str,
}

/// Writes the report.
pub(super) fn write(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let style = format!("{}{}", palette(), STYLE.concat());
    let policy = policy(&style);
    let say = view.words();
    let w = &Labels::of(say);
    let heads = || view.deliveries.iter().zip(1..).map(|(delivery, number)| Headline::of(say, delivery, number));
    let name = match view.deliveries {
        [only] => Shown::of(&only.name),
        several => Shown::of(&say.count(several.len(), "delivery")),
    };
    let top = Top {
        w,
        language: say.tag(),
        policy: &policy,
        style: &style,
        title: Shown::of(&format!("{} · {}", say.verdict(view.verdict().word()), name.as_str())),
        mark: Mark::of(say, view.verdict()),
        heads: heads().collect(),
        empty: view.beside.empty.iter().map(|folder| Shown::of(folder)).collect(),
    };
    top.write_into(out)?;
    let mut waiting = Waiting::default();
    for (delivery, head) in view.deliveries.iter().zip(heads()) {
        Article::of(view, w, delivery, head, &mut waiting).write_into(out)?;
    }
    out.write_all(b"<script type=\"application/json\" id=\"waiting\">")?;
    waiting.write(out)?;
    out.write_all(b"</script>\n")?;
    let stray = |stray: &Stray| (Shown::of(&stray.name), Shown::of(&say.phrase(&stray.seems)));
    let strays = view.beside.strays.iter().map(stray).collect();
    let made_with = say.fill("Made with bomgate {}, as of {}.", &[&env!("CARGO_PKG_VERSION"), &view.gate.as_of]);
    let end = End { w, strays, made_with, script: SCRIPT };
    end.write_into(out)
}

/// What a browser may do with the page: nothing but this style and this script.
fn policy(style: &str) -> String {
    let hash = |text: &str| STANDARD.encode(Sha256::digest(text.as_bytes()));
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; img-src data:; base-uri 'none'; form-action 'none'; \
         require-trusted-types-for 'script'; trusted-types 'none'",
        hash(style),
        hash(SCRIPT)
    )
}
