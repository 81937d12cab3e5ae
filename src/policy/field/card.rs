//! Fields of a component's model card: `component.card.*`.

use super::{Field, boolean, number, text};
use crate::base::{Index, Text};
use crate::check::Scene;
use crate::model::{Card, Packed, Row, Stated};

fn row(at: u32) -> Row {
    Row::new(at as usize)
}

fn card(scene: &Scene<'_>, at: u32, count: fn(&Card) -> Stated<u32>) -> Stated<f64> {
    match scene.bom.components.card(row(at)).map_or(Stated::Absent, count) {
        Stated::Nothing => Stated::Value(0.0),
        other => other.map(f64::from),
    }
}

fn card_text<'s>(scene: &'s Scene<'_>, at: u32, field: fn(&Card) -> Packed<Text>) -> Stated<&'s str> {
    scene.bom.components.card(row(at)).map_or(Stated::Absent, |card| scene.bom.stated(field(card)))
}

/// `component.card.*`
pub(super) static FIELDS: &[Field] = &[
    text(
        "card.task",
        |scene, at| card_text(scene, at, |card| card.task),
        "What the model is for: text-generation, ...",
        "modelCard.modelParameters.task",
    ),
    text(
        "card.architecture_family",
        |scene, at| card_text(scene, at, |card| card.architecture_family),
        "Its architecture family.",
        "modelCard.modelParameters.architectureFamily",
    ),
    text(
        "card.architecture",
        |scene, at| card_text(scene, at, |card| card.architecture),
        "Its architecture.",
        "modelCard.modelParameters.modelArchitecture",
    ),
    text(
        "card.approach",
        |scene, at| card_text(scene, at, |card| card.approach),
        "How it learnt: supervised, ...",
        "modelCard.modelParameters.approach.type",
    ),
    boolean(
        "has_card",
        |scene, at| Stated::Value(scene.bom.components.card(row(at)).is_some()),
        "It carries a model card.",
        "modelCard",
    ),
    number(
        "card.datasets",
        |scene, at| card(scene, at, |card| card.datasets),
        "How many datasets its card names.",
        "modelCard.modelParameters.datasets",
    ),
    number(
        "card.inputs",
        |scene, at| card(scene, at, |card| card.inputs),
        "How many inputs its card names.",
        "modelCard.modelParameters.inputs",
    ),
    number(
        "card.outputs",
        |scene, at| card(scene, at, |card| card.outputs),
        "How many outputs its card names.",
        "modelCard.modelParameters.outputs",
    ),
    number(
        "card.metrics",
        |scene, at| card(scene, at, |card| card.metrics),
        "How many measurements its card gives.",
        "modelCard.quantitativeAnalysis.performanceMetrics",
    ),
    number(
        "card.users",
        |scene, at| card(scene, at, |card| card.users),
        "How many intended users its card names.",
        "modelCard.considerations.users",
    ),
    number(
        "card.use_cases",
        |scene, at| card(scene, at, |card| card.use_cases),
        "How many intended uses its card names.",
        "modelCard.considerations.useCases",
    ),
    number(
        "card.limitations",
        |scene, at| card(scene, at, |card| card.limitations),
        "How many technical limitations its card names.",
        "modelCard.considerations.technicalLimitations",
    ),
    number(
        "card.tradeoffs",
        |scene, at| card(scene, at, |card| card.tradeoffs),
        "How many performance trade-offs its card names.",
        "modelCard.considerations.performanceTradeoffs",
    ),
    number(
        "card.ethical",
        |scene, at| card(scene, at, |card| card.ethical),
        "How many ethical considerations its card names.",
        "modelCard.considerations.ethicalConsiderations",
    ),
    number(
        "card.fairness",
        |scene, at| card(scene, at, |card| card.fairness),
        "How many fairness assessments its card names.",
        "modelCard.considerations.fairnessAssessments",
    ),
    number(
        "card.energy",
        |scene, at| card(scene, at, |card| card.energy),
        "How many energy figures its card gives.",
        "modelCard.considerations.environmentalConsiderations.energyConsumptions",
    ),
];
