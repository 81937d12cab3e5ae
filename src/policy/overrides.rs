//! What the config says about packs: other values of their parameters, more words for their lists, stricter waivers.

use super::diagnostic::{PolicyError, SourceText};
use super::pack::{Pack, Scalar, WaiverLimits, start};
use crate::base::{Phrase, phrase};
use serde_saphyr::Spanned;
use std::collections::BTreeMap;

/// The operator's values, by name. They hold in every pack that has the name.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    /// The config file.
    pub source: Option<SourceText>,
    /// Other values of parameters.
    pub parameters: BTreeMap<String, Spanned<Scalar>>,
    /// More words for lists.
    pub lists: BTreeMap<String, Spanned<Vec<String>>>,
    /// How far waivers may go.
    pub waiver_limits: WaiverLimits,
}

impl Overrides {
    /// Puts them over what a pack may name.
    pub(super) fn apply(&self, lists: &mut BTreeMap<String, Vec<String>>, parameters: &mut BTreeMap<String, Scalar>) {
        for (name, value) in &self.parameters {
            if let Some(own) = parameters.get_mut(name) {
                *own = value.value.clone();
            }
        }
        for (name, words) in &self.lists {
            if let Some(own) = lists.get_mut(name) {
                own.extend(words.value.iter().cloned());
            }
        }
    }

    /// Refuses a name no pack has, and a value of another type.
    pub(super) fn check(&self, packs: &[&Pack]) -> Result<(), PolicyError> {
        let Some(source) = &self.source else { return Ok(()) };
        for (name, value) in &self.parameters {
            let of_packs: Vec<&Scalar> = packs.iter().filter_map(|pack| pack.parameters.get(name)).collect();
            let at = start(source, value);
            let fail = |title: Phrase| PolicyError::at(source, at..at + 1, title);
            if of_packs.is_empty() {
                let known = packs.iter().flat_map(|pack| pack.parameters.keys().map(String::as_str));
                return Err(fail(phrase!("no chosen pack has a parameter `{}`", name)).meant(name, known));
            }
            if let Some(other) = of_packs.iter().find(|other| other.kind() != value.value.kind()) {
                return Err(fail(phrase!("the parameter `{}` is a {}, not a {}", name, other.kind(), value.value.kind())));
            }
        }
        for (name, words) in &self.lists {
            if !packs.iter().any(|pack| pack.lists.contains_key(name)) {
                let at = start(source, words);
                let known = packs.iter().flat_map(|pack| pack.lists.keys().map(String::as_str));
                return Err(
                    PolicyError::at(source, at..at + 1, phrase!("no chosen pack has a list `{}`", name)).meant(name, known)
                );
            }
        }
        Ok(())
    }
}
