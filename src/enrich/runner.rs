//! Who runs a model for a part, by the word of a property that gives no address: `provider: openai`, `llm.api: azure`.

use super::doubt::Doubt;
use super::lists::Lists;
use super::name::folded;
use super::origin::Origin;
use super::publisher::{PublisherId, Steward};
use super::{FactCode, FactNote};
use crate::base::{Grouped, Text, tokens};
use crate::model::{Bom, Kind, Row, Stated};
use foldhash::fast::RandomState;
use hashbrown::HashMap;
use std::collections::HashSet;

impl Lists {
    /// Whether a property of this name says who runs a model: its last part does, however it is spelt.
    fn tells_runner(&self, name: &str) -> bool {
        let last = name.rsplit([':', '.', '/']).next().unwrap_or(name);
        self.run_properties.iter().any(|known| *known == folded(last))
    }

    /// Who runs models, of those a value names: whole, between separators, or by a word of it. A project, and a hub that
    /// only hosts files, run none; whom an interface is said to be compatible with is not who runs it.
    fn runners(&self, value: &str) -> Vec<PublisherId> {
        let called = |name: &str| {
            let runs = |id: &PublisherId| self.publisher(*id).makes() && self.publisher(*id).steward == Steward::Company;
            let maker = || self.publisher_by_name(name).filter(runs);
            self.run_as.get(folded(name).as_str()).copied().or_else(maker)
        };
        if let Some(whole) = called(value) {
            return vec![whole];
        }
        let pieces = value.split([',', ';', '/', '|', ':', '+', '(', ')']).filter(|piece| !piece.trim().is_empty());
        let of_piece = |piece: &str| {
            if let Some(one) = called(piece) {
                return vec![one];
            }
            let runs =
                |(at, word): (usize, &str)| called(word).filter(|_| !self.interfaces.only_alike(piece, at..at + word.len()));
            tokens(piece).filter_map(runs).collect()
        };
        pieces.flat_map(of_piece).collect()
    }
}

/// One note for each of those who run a model for a part while none of their models, data or services is in the bill.
pub(super) fn run_by_others(
    bom: &Bom,
    lists: &Lists,
    origins: &Grouped<Row, Origin>,
    disclosed: &HashSet<PublisherId>,
) -> Vec<FactNote> {
    let parts = &bom.components;
    let mut tells: HashMap<Text, bool, RandomState> = HashMap::default();
    let (mut told, mut notes) = (HashSet::new(), Vec::new());
    // Drivers have a `provider` too.
    let runs = |kind: Kind| !matches!(kind, Kind::Dataset | Kind::Device);
    for row in parts.rows().filter(|row| parts.role[*row].delivered() && runs(parts.kind[*row])) {
        for property in parts.properties.of(row) {
            let Stated::Value(value) = property.value.get() else { continue };
            if !*tells.entry(property.name).or_insert_with(|| lists.tells_runner(bom.text(property.name))) {
                continue;
            }
            for runner in lists.runners(bom.text(value)) {
                let stands = |origin: &Origin| {
                    !origin.field.in_passing() && origin.party.is_some_and(|party| lists.related(party, runner))
                };
                if disclosed.contains(&lists.top(runner)) || origins.of(row).iter().any(stands) || !told.insert(runner) {
                    continue;
                }
                let code = FactCode::ModelInWords;
                let doubt =
                    Doubt { code, party: Some(runner), field: None, name: Some(value), country: None, other: Some(runner) };
                notes.push(doubt.note(bom, lists, row));
            }
        }
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_runs_a_model_is_told_from_hubs_and_from_interfaces_that_are_only_alike() {
        const LONG: &str = "azure, as is laid down in the contract between the parties, in the version that was last agreed upon by both of \
            them and that is kept by the office of the supplier";
        let lists = Lists::shipped().unwrap();
        let of = |value: &str| lists.runners(value).iter().map(|id| lists.publisher(*id).id.as_str()).collect::<Vec<_>>();
        for (value, runner) in [
            ("openai", "openai"),
            ("OpenAI", "openai"),
            ("azure", "microsoft"),
            ("azure_openai", "microsoft"),
            ("vertex-ai", "google"),
            ("bedrock/anthropic.claude-3", "amazon"),
            ("通义千问", "alibaba"),
            ("dashscope", "alibaba"),
            ("local, then deepseek", "deepseek"),
            ("azure openai-compatible", "microsoft"),
            ("azure (compatible with OpenAI)", "microsoft"),
            (LONG, "microsoft"),
        ] {
            assert!(of(value).contains(&runner), "{value}: {:?}", of(value));
        }
        for value in [
            "OpenAI-compatible",
            "compatible with OpenAI",
            "local",
            "huggingface",
            "vllm server",
            "none",
            "singleFile",
            "pytorch",
        ] {
            assert!(of(value).is_empty(), "{value}: {:?}", of(value));
        }
        for (name, tells) in
            [("provider", true), ("app:llm_provider", true), ("x.Model-Provider", true), ("sbom:vendor", false), ("api", true)]
        {
            assert_eq!(lists.tells_runner(name), tells, "{name}");
        }
    }
}
