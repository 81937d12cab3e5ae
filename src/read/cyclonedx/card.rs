//! Model cards.

use super::Reader;
use super::data::counted;
use super::subtrees::CARD_PARTS;
use super::tables::{APPROACH, CARD, CONSIDERATIONS, ENVIRONMENT, PARAMETERS, PROPERTY, QUANTITATIVE, Table};
use super::value::{Care, Key};
use super::words::APPROACHES;
use crate::model::{Card, ListField, Row};
use crate::read::error::ReadError;
use crate::read::json::ValueKind;

impl Reader<'_> {
    /// `modelCard` of a component.
    pub(super) fn card(&mut self, row: Row) -> Result<(), ReadError> {
        self.carries(row, ListField::Card)?;
        if self.json.peek()? != ValueKind::Object {
            return self.stray("modelCard", Some(row));
        }
        let mut card = Card::default();
        self.card_object("modelCard", &CARD, row, |reader, key| reader.card_key(key, row, &mut card))?;
        self.draft.lists.cards.push((row, card));
        Ok(())
    }

    /// Each known key of an object of a card; fields that others invented to name the base model are read.
    fn card_object(
        &mut self,
        field: &'static str,
        table: &'static Table,
        row: Row,
        mut each: impl FnMut(&mut Self, &'static str) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        if !self.object(field, Some(row))? {
            return Ok(());
        }
        while let Some(key) = self.any_key(table, Some(row))? {
            match key {
                Key::Known(key) => each(self, key)?,
                Key::Other(key) if self.mentioned(&key, row)? => {}
                Key::Other(key) => self.unknown(table, key, Some(row))?,
            }
        }
        Ok(())
    }

    fn card_key(&mut self, key: &'static str, row: Row, card: &mut Card) -> Result<(), ReadError> {
        match key {
            "modelParameters" => {
                self.card_object("modelParameters", &PARAMETERS, row, |reader, key| reader.parameter(key, row, card))
            }
            "quantitativeAnalysis" => self.card_object("quantitativeAnalysis", &QUANTITATIVE, row, |reader, key| {
                if key == "performanceMetrics" {
                    let pointer = "/modelCard/quantitativeAnalysis/performanceMetrics";
                    card.metrics = reader.count("performanceMetrics", row, pointer)?;
                    return Ok(());
                }
                reader.below(&CARD_PARTS, row, "/modelCard/quantitativeAnalysis/graphics")
            }),
            "considerations" => {
                self.card_object("considerations", &CONSIDERATIONS, row, |reader, key| reader.consideration(key, row, card))
            }
            "properties" => self.properties(Some(row)),
            "bom-ref" => {
                if let Some(place) = self.scalar("bom-ref", Some(row))? {
                    self.draft.declare(&self.scratch, Some(row), place);
                }
                Ok(())
            }
            _ => self.loose(key, Some(row)),
        }
    }

    fn parameter(&mut self, key: &'static str, row: Row, card: &mut Card) -> Result<(), ReadError> {
        let at = Some(row);
        match key {
            "task" => card.task = self.text("task", at, Care::Free)?,
            "architectureFamily" => card.architecture_family = self.text("architectureFamily", at, Care::Free)?,
            "modelArchitecture" => card.architecture = self.text("modelArchitecture", at, Care::Free)?,
            "approach" => {
                if self.object("approach", at)? {
                    while self.key(&APPROACH, at)?.is_some() {
                        card.approach = self.word(&APPROACHES, at)?;
                    }
                }
            }
            "datasets" => {
                self.carries(row, ListField::Datasets)?;
                let (mut entries, mut said) = (0, 0);
                self.list("datasets", at, |reader, index| {
                    entries += 1;
                    said += u32::from(reader.dataset(row, index)?);
                    reader.check_notes()
                })?;
                card.datasets = counted(entries, said);
            }
            "inputs" => card.inputs = self.count("inputs", row, "/modelCard/modelParameters/inputs")?,
            "outputs" => card.outputs = self.count("outputs", row, "/modelCard/modelParameters/outputs")?,
            _ => self.loose(key, at)?,
        }
        Ok(())
    }

    fn consideration(&mut self, key: &'static str, row: Row, card: &mut Card) -> Result<(), ReadError> {
        let pointer = format!("/modelCard/considerations/{key}");
        let slot = match key {
            "users" => &mut card.users,
            "useCases" => &mut card.use_cases,
            "technicalLimitations" => &mut card.limitations,
            "performanceTradeoffs" => &mut card.tradeoffs,
            "ethicalConsiderations" => &mut card.ethical,
            "fairnessAssessments" => &mut card.fairness,
            "environmentalConsiderations" => {
                return self.card_object("environmentalConsiderations", &ENVIRONMENT, row, |reader, key| {
                    if key == "energyConsumptions" {
                        card.energy = reader.count("energyConsumptions", row, &format!("{pointer}/{key}"))?;
                        return Ok(());
                    }
                    reader.below(&PROPERTY, row, &format!("{pointer}/{key}"))
                });
            }
            _ => return self.loose(key, Some(row)),
        };
        *slot = self.count(key, row, &pointer)?;
        Ok(())
    }
}
