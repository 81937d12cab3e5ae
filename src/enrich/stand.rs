//! What a publisher is to a part that names it: who makes it, who supplies it, or who only passes it on.

use super::gather::Gather;
use super::origin::{Dimension, OriginField};
use super::publisher::Publisher;
use crate::model::Kind;

impl Gather<'_> {
    /// The dimension in which a publisher of the list stands behind the present row, where a field names it in `dimension`.
    /// Hubs, repackagers, and whoever packages what others make only distribute.
    pub(super) fn stands(&self, dimension: Dimension, field: OriginField, publisher: &Publisher) -> Dimension {
        if let Some(dimension) = self.packages(field, publisher) {
            return dimension;
        }
        // A package index lists the project itself, and software in the forge of a hub's company is made by it.
        // Whom the operator's evidence names is whom it means.
        let own = matches!(field, OriginField::PackageName | OriginField::Claim(_))
            || (matches!(self.kind, Kind::Framework | Kind::Library)
                && matches!(
                    field,
                    OriginField::PurlNamespace
                        | OriginField::Url
                        | OriginField::NamePrefix
                        | OriginField::Manufacturer
                        | OriginField::Author
                )
                && dimension == Dimension::Developer);
        match (publisher.makes() || own, self.kind) {
            (true, _) => dimension,
            // Whoever runs a service supplies it.
            (false, Kind::Service) => Dimension::Supplier,
            (false, _) => Dimension::Distributor,
        }
    }

    /// Of a publisher that packages what others make and is named as supplier or publisher of software: it supplies it, and
    /// made none of it. One that only ever packages distributes what is not of its own types.
    pub(super) fn packages(&self, field: OriginField, publisher: &Publisher) -> Option<Dimension> {
        if publisher.packages.is_empty() || !matches!(field, OriginField::Supplier | OriginField::Publisher) {
            return None;
        }
        let bom = self.resolver.bom;
        let purl = bom.value(bom.components.purl[self.row]);
        let packaged = match self.kind {
            Kind::Framework | Kind::Library => true,
            Kind::Application | Kind::File | Kind::Other => purl.is_some(),
            _ => false,
        };
        let supplies = publisher.makes() || purl.is_some_and(|purl| publisher.answers_for(purl));
        packaged.then_some(if supplies { Dimension::Supplier } else { Dimension::Distributor })
    }
}
