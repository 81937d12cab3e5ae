//! What network addresses and package URLs hint at: countries of endpoints, registries.

use super::country::Country;
use super::lists::{ListError, Lists, Map, bad};
use super::origin::OriginField;
use super::shape::{AddressEntry, ListFile};
use super::web;

/// The longest name of a cloud region, and of a label of a host (RFC 1035, section 2.3.4).
const LONGEST_LABEL: usize = 63;

/// Who runs a registry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registry {
    /// Its name.
    pub name: String,
    /// Where whoever runs it is established.
    pub country: Country,
}

/// Country domains, cloud regions and registries.
#[derive(Debug, Default)]
pub(super) struct Hints {
    domains: Map<Option<Country>>,
    regions: Map<Country>,
    registries: Map<Registry>,
    /// Domains where anybody gets a mail address. Lower case.
    anyone: Vec<String>,
}

impl Lists {
    pub(super) fn add_addresses(&mut self, file: ListFile<AddressEntry>) -> Result<(), ListError> {
        let country =
            |code: &str| self.coded(code).ok_or_else(|| bad("addresses", code, "is not a country of the list".to_owned()));
        let mut hints = Hints::default();
        for (domain, code) in &file.domains {
            hints.domains.insert(domain.clone(), Some(country(code)?));
        }
        hints.domains.extend(file.generic_domains.into_iter().map(|domain| (domain, None)));
        for entry in &file.entries {
            for region in &entry.regions {
                if let Some(other) = hints.regions.insert(region.clone(), country(&entry.country)?) {
                    return Err(bad("addresses", region, format!("stands also under {other}")));
                }
            }
        }
        for (kind, entry) in &file.registries {
            let registry = Registry { name: entry.name.clone(), country: country(&entry.country)? };
            hints.registries.insert(kind.clone(), registry);
        }
        hints.anyone = file.mail_for_anyone;
        self.hints = hints;
        Ok(())
    }

    /// Whether anybody gets a mail address at the domain, so that it names no organisation.
    pub(super) fn mail_for_anyone(&self, domain: &str) -> bool {
        self.hints.anyone.iter().any(|anyone| anyone.eq_ignore_ascii_case(domain))
    }

    /// The registry that package URLs of this type lead to.
    pub fn registry(&self, purl_type: &str) -> Option<&Registry> {
        self.hints.registries.get(purl_type)
    }

    /// The country an address hints at: by a cloud region in its host or the first part of its path, otherwise by the
    /// country domain of the host.
    pub(super) fn hint(&self, url: &str) -> Option<(Country, OriginField)> {
        let url = web::decoded(url);
        let host = web::host(&url)?;
        if let Some(country) = host.split('.').find_map(|label| self.region_in(label)) {
            return Some((country, OriginField::CloudRegion));
        }
        let domain = host.rsplit_once('.')?.1.to_ascii_lowercase();
        let country = match self.hints.domains.get(domain.as_str()) {
            Some(known) => *known,
            None => self.coded(&domain),
        };
        country.map(|country| (country, OriginField::CountryDomain))
    }

    /// A region anywhere in a label: `eu-central-1`, `europe-west3-aiplatform`, `house-germanywestcentral-01`.
    fn region_in(&self, label: &str) -> Option<Country> {
        let mut buffer = [0u8; LONGEST_LABEL];
        let lower = buffer.get_mut(..label.len())?;
        lower.copy_from_slice(label.as_bytes());
        lower.make_ascii_lowercase();
        let lower = std::str::from_utf8(lower).ok()?;
        let starts = std::iter::once(0).chain(lower.match_indices('-').map(|(at, _)| at + 1));
        starts
            .flat_map(|start| {
                let rest = &lower[start..];
                let ends = rest.match_indices('-').map(|(at, _)| at).chain([rest.len()]);
                ends.map(move |end| &rest[..end])
            })
            .find_map(|words| self.hints.regions.get(words).copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_and_country_domains_are_hints() {
        let lists = Lists::shipped().unwrap();
        for (url, want) in [
            ("https://bedrock-runtime.eu-central-1.amazonaws.com/model", Some(("DE", OriginField::CloudRegion))),
            ("https://europe-west3-aiplatform.googleapis.com/v1", Some(("DE", OriginField::CloudRegion))),
            ("https://dashscope.cn-beijing.aliyuncs.com/", Some(("CN", OriginField::CloudRegion))),
            ("https://open.bigmodel.cn/api", Some(("CN", OriginField::CountryDomain))),
            ("https://api.service.co.uk/", Some(("GB", OriginField::CountryDomain))),
            ("https://dashscope.cn%2Dbeijing.aliyuncs.com/", Some(("CN", OriginField::CloudRegion))),
            ("https://api.mistral.ai/v1", None),
            ("https://api.openai.com/v1", None),
            ("grpc://10.0.0.1:50051", None),
        ] {
            let want = want.map(|(code, field)| (Country::of_code(code).unwrap(), field));
            assert_eq!(lists.hint(url), want, "{url}");
        }
    }
}
