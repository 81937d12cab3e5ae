//! Addresses outside references: where the contents of data are fetched from, interfaces that a part calls.

use super::gather::Gather;
use super::origin::{Basis, Dimension, OriginField};
use super::web;
use crate::base::Text;
use crate::model::{Kind, Packed};

impl Gather<'_> {
    /// The organisation whose page on a hub the contents of a dataset are fetched from.
    pub(super) fn contents(&mut self, url: Packed<Text>) {
        let Some(text) = url.get().value().filter(|_| self.kind == Kind::Dataset) else { return };
        if let Some((space, org, Some(_))) = web::organisation(self.resolver.bom.text(text))
            && let Some(publisher) = self.resolver.lists.publisher_by_handle(space, org)
        {
            self.listed(Dimension::Developer, OriginField::Url, publisher, Some(text), Basis::Listed);
        }
    }

    /// Who answers at the interfaces that a part which is no service has in its properties: `https://api.openai.com/v1`.
    ///
    /// A property that says it is an endpoint is a statement; any other may only tell where the bill's facts are from.
    pub(super) fn called(&mut self) {
        let bom = self.resolver.bom;
        if self.kind == Kind::Service {
            return;
        }
        for property in bom.components.properties.of(self.row) {
            let Some(text) = property.value.get().value() else { continue };
            let url = bom.text(text);
            if !url.contains("://api.") || !web::host(url).is_some_and(|host| host.starts_with("api.")) {
                continue;
            }
            if let Some(publisher) = self.resolver.address(url) {
                let says = bom.text(property.name).to_ascii_lowercase();
                let stated = ["endpoint", "base_url", "baseurl", "api_base"].iter().any(|word| says.contains(word));
                let basis = if stated { Basis::Listed } else { Basis::Inferred };
                self.listed(Dimension::Supplier, OriginField::Url, publisher, Some(text), basis);
            }
        }
    }
}
