//! `bomgate show`: what was understood of one bill.

use super::arguments::{Context, Picture as Format, Show};
use super::buyer::Choice;
use super::fault::Fault;
use super::output::{paint, to_stdout, width};
use super::refusal;
use crate::base::{Limits, phrase};
use crate::check::Scene;
use crate::enrich::{Advice, Facts, Lists, enrich_with};
use crate::read::{Source, read};
use crate::report::{Drawing, Picture, Sections};

/// Reads the bill and shows it. A bill that cannot be read at all is REJECT; one that is only ambiguous is shown.
pub(super) fn run(arguments: Show) -> Result<u8, Fault> {
    let mut lists = Lists::shipped()?;
    let eyes = Context {
        home: arguments.home,
        trusted: arguments.trusted,
        restricted: arguments.restricted,
        config: arguments.config,
        parties: arguments.parties,
        advisories: arguments.advisories,
        ..Context::default()
    };
    let choice = Choice::of(&eyes, &mut lists)?;
    let path = arguments.bom;
    let source = Source::open(&path).map_err(|error| Fault::usage(phrase!("cannot open {}: {}", path.display(), error)))?;
    let bom = match read(source, &Limits::default()) {
        Ok(bom) => bom,
        Err(error) => return Ok(refusal(&path, &error)),
    };
    let claims = choice.buyer.evidence.claims(&bom, choice.as_of);
    let facts = Facts { advice: Advice::of(&bom, choice.advisories.as_deref(), &lists), ..enrich_with(&bom, &lists, claims) };
    let scene = Scene::new(&bom, &facts, &lists, &choice.buyer, choice.as_of);
    let all = !arguments.lineage && !arguments.origin;
    let sections = Sections { components: all, lineage: all || arguments.lineage, origin: all || arguments.origin };
    let language = choice.request.language;
    let picture = Picture { scene, sections, language, width: width(), paint: paint() };
    match arguments.format {
        Format::Table => to_stdout(|out| picture.write(out))?,
        Format::Json => to_stdout(|out| picture.write_json(out))?,
        Format::Dot => to_stdout(|out| picture.draw(Drawing::Dot, out))?,
        Format::Mermaid => to_stdout(|out| picture.draw(Drawing::Mermaid, out))?,
        Format::Svg => to_stdout(|out| picture.draw(Drawing::Svg, out))?,
    }
    Ok(0)
}
