//! Base models and datasets that are named in places the format does not have for them, as real generators do.

use super::Reader;
use crate::base::{Place, Text};
use crate::model::{Draft, HubId, Kind, NoteCode, Relation, Row, Stated, state_of};
use crate::read::deviation::When;
use crate::read::error::ReadError;
use crate::read::json::ValueKind;

/// What a field name of this spelling names.
fn names(field: &str) -> Option<(Kind, Relation)> {
    let last = field.rsplit([':', '.', '/']).next().unwrap_or(field);
    if last.len() > 40 {
        return None;
    }
    let plain: String = last.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    match plain.as_str() {
        "basemodel" | "basemodels" | "basemodelname" | "basemodelid" | "basemodelsource" | "basemodelurl" | "parentmodel"
        | "foundationmodel" | "pretrainedmodel" | "pretrainedfrom" | "originalmodel" | "sourcemodel" | "initcheckpoint"
        | "startingmodel" | "derivedfrommodel" => Some((Kind::Model, Relation::BaseModel)),
        "finetunedfrom" => Some((Kind::Model, Relation::Finetune)),
        "quantizedfrom" => Some((Kind::Model, Relation::Quantized)),
        "mergedfrom" => Some((Kind::Model, Relation::Merged)),
        "distilledfrom" | "teachermodel" | "teacher" => Some((Kind::Model, Relation::Distilled)),
        "tokenizer" | "tokenizername" => Some((Kind::Tokenizer, Relation::Tokenizer)),
        "dataset" | "datasets" | "trainingdataset" | "trainingdatasets" => Some((Kind::Dataset, Relation::TrainedOn)),
        _ => None,
    }
}

impl Reader<'_> {
    /// Reads the value of an invented key that names a base model; false when it is not one, nothing read.
    pub(super) fn mentioned(&mut self, key: &str, row: Row) -> Result<bool, ReadError> {
        let Some((Kind::Model, relation)) = names(key) else { return Ok(false) };
        let kind = self.json.peek()?;
        if !matches!(kind, ValueKind::String | ValueKind::Array) {
            return Ok(false);
        }
        let place = self.json.place();
        let shown = key.to_owned();
        self.tally.add(NoteCode::UnknownKey, "a model card", shown, When::Always, (Some(row), place));
        self.list("base model", Some(row), |reader, _| {
            if reader.json.peek()? != ValueKind::String {
                return reader.stray("base model", Some(row));
            }
            let Some(place) = reader.scalar("base model", Some(row))? else { return Ok(()) };
            if let Stated::Value(name) = state_of(&reader.scratch) {
                reader.draft.mention(row, name, Kind::Model, relation, place);
            }
            Ok(())
        })?;
        Ok(true)
    }
}

/// Mentions of a property: `base_model` and its spellings; `datasets` when each name is one of a hub.
pub(in crate::read) fn property_mentions(draft: &mut Draft, row: Option<Row>, name: Text, value: Text, place: Place) {
    let Some((kind, relation)) = names(draft.texts.get(name)) else { return };
    let found: Vec<String> = draft
        .texts
        .get(value)
        .split(',')
        .map(|part| part.trim_matches(|c: char| c.is_whitespace() || "[]\"'".contains(c)).to_owned())
        .filter(|part| matches!(state_of(part), Stated::Value(_)))
        .collect();
    // Names of classes and splits stand in such properties too, and where a model comes from may be a paper.
    let field = draft.texts.get(name).to_ascii_lowercase();
    let paged = matches!(kind, Kind::Dataset | Kind::Tokenizer) || field.ends_with("source") || field.ends_with("url");
    if paged && !found.iter().all(|part| HubId::of(part).is_some()) {
        return;
    }
    for part in found {
        match row {
            Some(row) => draft.mention(row, &part, kind, relation, place),
            None => draft.mention_of_document(&part, kind, relation, place),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_met_in_real_documents_names_a_base_model() {
        for field in ["base_model", "baseModel", "baseModelSource", "huggingface:base_model", "card:base_model", "parentModel"] {
            assert_eq!(names(field), Some((Kind::Model, Relation::BaseModel)), "{field}");
        }
        assert_eq!(names("fine_tuned_from"), Some((Kind::Model, Relation::Finetune)));
        assert_eq!(names("bomgate:teacher_model"), Some((Kind::Model, Relation::Distilled)));
        for field in
            ["baseModelSources", "model", "atis:telecom5g:baselineRelease", "parent", "source_datasets", "base_model_relation"]
        {
            assert_eq!(names(field), None, "{field}");
        }
    }
}
