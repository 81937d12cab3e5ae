//! Model cards, data items, services: what only some components carry.

use super::party::PartyId;
use super::stated::{Packed, Stated};
use crate::base::Text;

/// A model card. Source: CycloneDX 1.7, `modelCard`.
///
/// Lists are kept as the number of entries that are not placeholders; `Stated::Nothing` is a list stated empty.
#[derive(Clone, Copy, Debug, Default)]
pub struct Card {
    /// `modelParameters.task`.
    pub task: Packed<Text>,
    /// `modelParameters.architectureFamily`.
    pub architecture_family: Packed<Text>,
    /// `modelParameters.modelArchitecture`.
    pub architecture: Packed<Text>,
    /// `modelParameters.approach.type`.
    pub approach: Packed<Text>,
    /// `modelParameters.datasets`, inline and by reference.
    pub datasets: Stated<u32>,
    /// `modelParameters.inputs`.
    pub inputs: Stated<u32>,
    /// `modelParameters.outputs`.
    pub outputs: Stated<u32>,
    /// `quantitativeAnalysis.performanceMetrics`.
    pub metrics: Stated<u32>,
    /// `considerations.users`.
    pub users: Stated<u32>,
    /// `considerations.useCases`.
    pub use_cases: Stated<u32>,
    /// `considerations.technicalLimitations`.
    pub limitations: Stated<u32>,
    /// `considerations.performanceTradeoffs`.
    pub tradeoffs: Stated<u32>,
    /// `considerations.ethicalConsiderations`.
    pub ethical: Stated<u32>,
    /// `considerations.fairnessAssessments`.
    pub fairness: Stated<u32>,
    /// `considerations.environmentalConsiderations.energyConsumptions`.
    pub energy: Stated<u32>,
}

/// One entry of a component's `data`, or an inline dataset of a card. Source: CycloneDX 1.7, `componentData`.
#[derive(Clone, Copy, Debug, Default)]
pub struct DataItem {
    /// `type`: source-code, configuration, dataset, definition, other.
    pub kind: Packed<Text>,
    /// `name`.
    pub name: Packed<Text>,
    /// `contents.url`.
    pub url: Packed<Text>,
    /// `classification`.
    pub classification: Packed<Text>,
    /// `sensitiveData`: how many kinds are named; `Nothing` when stated empty.
    pub sensitive: Stated<u32>,
    /// `governance.owners`: the first.
    pub owner: Packed<PartyId>,
    /// `governance.custodians`: the first.
    pub custodian: Packed<PartyId>,
    /// `governance.stewards`: the first.
    pub steward: Packed<PartyId>,
}

/// What only services carry. Source: CycloneDX 1.7, `service`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Service {
    /// `authenticated`.
    pub authenticated: Stated<bool>,
    /// `x-trust-boundary`.
    pub crosses_boundary: Stated<bool>,
}

/// Data that flows to or from a service. Source: CycloneDX 1.7, `serviceData`.
#[derive(Clone, Copy, Debug)]
pub struct Flow {
    /// `flow`: inbound, outbound, bi-directional, unknown.
    pub direction: Packed<Text>,
    /// `classification`.
    pub classification: Packed<Text>,
}
