//! What is wrong with the arguments, in languages the parser of arguments does not speak.

use super::tongue::words;
use crate::base::{Phrase, phrase};
use anstyle::{AnsiColor, Style};
use clap::Error;
use clap::error::{ContextKind, ErrorKind};
use std::error::Error as _;
use std::fmt::Write;

/// The parser's message, said again. None where it says it by itself: in English, and of what is rarer than a wrong flag.
pub(super) fn told(error: &Error) -> Option<String> {
    let say = words();
    if say.tag() == "en" {
        return None;
    }
    let title = title(error)?;
    let (bad, good) = (AnsiColor::Red.on_default().bold(), Style::new().bold());
    let mut text = format!("{bad}{}{bad:#}{}{}\n", say.say("error"), say.say(": "), say.phrase(&title));
    if let Some(help) = help(error) {
        let _ = writeln!(text, "{good}{}{good:#}{}{}", say.say("help"), say.say(": "), say.phrase(&help));
    }
    if let Some(usage) = context(error, ContextKind::Usage) {
        let usage = usage.trim_start_matches("Usage:").trim();
        let _ = writeln!(text, "\n{good}{}{good:#}{}{usage}", say.say("usage"), say.say(": "));
    }
    let _ = writeln!(text, "\n{}", say.say("`--help` says more."));
    Some(text)
}

fn context(error: &Error, kind: ContextKind) -> Option<String> {
    error.get(kind).map(ToString::to_string)
}

fn title(error: &Error) -> Option<Phrase> {
    let of = |kind| context(error, kind).unwrap_or_default();
    let (argument, value) = (of(ContextKind::InvalidArg), of(ContextKind::InvalidValue));
    Some(match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => phrase!("a value is required for `{}`, and none was given", argument),
        ErrorKind::InvalidValue => phrase!("`{}` is no value for `{}`", value, argument),
        ErrorKind::ValueValidation => {
            let why = error.source().map(ToString::to_string).unwrap_or_default();
            let why = match why.split_once(" is not in ") {
                Some((number, range)) => phrase!("{} is not in {}", number, range),
                None => why.into(),
            };
            phrase!("`{}` is no value for `{}`: {}", value, argument, why)
        }
        ErrorKind::UnknownArgument => phrase!("there is no argument `{}`", argument),
        ErrorKind::InvalidSubcommand => phrase!("there is no command `{}`", of(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingSubcommand => phrase!("`{}` needs a command", of(ContextKind::InvalidSubcommand)),
        ErrorKind::ArgumentConflict => phrase!("`{}` cannot stand beside `{}`", argument, of(ContextKind::PriorArg)),
        ErrorKind::MissingRequiredArgument => phrase!("required arguments are missing: {}", argument),
        ErrorKind::TooManyValues => phrase!("`{}` is one value too many for `{}`", value, argument),
        ErrorKind::NoEquals => phrase!("`{}` takes its value behind an equals sign", argument),
        _ => return None,
    })
}

fn help(error: &Error) -> Option<Phrase> {
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedValue, ContextKind::SuggestedSubcommand];
    if let Some(near) = near.into_iter().find_map(|kind| context(error, kind)).filter(|near| !near.is_empty()) {
        return Some(phrase!("did you mean `{}`?", near));
    }
    let known = [ContextKind::ValidValue, ContextKind::ValidSubcommand].into_iter().find_map(|kind| context(error, kind));
    known.filter(|known| !known.is_empty()).map(|known| phrase!("known are: {}", known))
}
