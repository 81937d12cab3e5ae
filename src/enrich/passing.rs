//! Makers that a bill names in passing: in a copyright line, in a mail address. Hints, and never more.

use super::gather::Gather;
use super::lists::Lists;
use super::origin::{Basis, Dimension, Origin, OriginField};
use super::party::Resolver;
use super::publisher::{PublisherId, Space};
use super::web;
use crate::base::{Text, plain};
use crate::model::{Components, Kind};

/// How much of a copyright text is read: whole licences are pasted there.
const READ: usize = 16 << 10;
/// The most words of a name.
const LONGEST: usize = 6;
/// Words around the names in a copyright line. What is drawn without spaces is taken off the ends of other words.
const AROUND: [&str; 34] = [
    "copyright",
    "copyrights",
    "copyrighted",
    "c",
    "©",
    "by",
    "and",
    "or",
    "all",
    "rights",
    "reserved",
    "the",
    "its",
    "their",
    "affiliates",
    "contributors",
    "contributor",
    "others",
    "other",
    "authors",
    "author",
    "team",
    "developers",
    "portions",
    "of",
    "from",
    "developed",
    "at",
    "present",
    "see",
    "版权所有",
    "著作权所有",
    "保留所有权利",
    "保留一切权利",
];
/// Words behind a name that only say which branch of a firm it is.
const PLACES: [&str; 9] = ["europe", "emea", "asia", "apac", "international", "global", "americas", "branch", "overseas"];
/// Dimensions in which somebody of a country already stands behind a part.
const KNOWN: u32 = Dimension::Developer.bit()
    | Dimension::Supplier.bit()
    | Dimension::Owner.bit()
    | Dimension::Controller.bit()
    | Dimension::Jurisdiction.bit()
    | Dimension::DataOwner.bit();

impl Gather<'_> {
    /// Makers named in the copyright line and in mail addresses, where neither they nor anybody of their country is known to
    /// stand behind the part. They decide nothing.
    pub(super) fn passing(&mut self) {
        let bom = self.resolver.bom;
        let parts = &bom.components;
        let row = self.row;
        let fields = [parts.manufacturer[row], parts.supplier[row], parts.publisher[row]];
        let parties = fields.into_iter().filter_map(|party| party.get().value()).chain(parts.authors.of(row).iter().copied());
        let mails = parties.flat_map(|id| [bom.parties[id].mail, bom.parties[id].name]);
        let mails = mails.filter_map(|text| text.get().value()).filter(|text| bom.text(*text).contains('@'));
        let copyright = Components::sparse(&parts.copyrights, row).and_then(|text| text.get().value());
        let texts = copyright.map(|text| (OriginField::Copyright, text)).into_iter();
        let texts: Vec<(OriginField, Text)> = texts.chain(mails.map(|text| (OriginField::Mail, text))).collect();
        for (field, text) in texts {
            for party in self.resolver.passing(field, text) {
                self.hint_of(party, field, text);
            }
        }
        for party in fields.into_iter().filter_map(|party| party.get().value()) {
            let Some(name) = bom.parties[party].name.get().value() else { continue };
            if let Some(known) = self.resolver.abroad(bom.text(name)) {
                self.hint_of(known, OriginField::Beside, name);
            }
        }
        self.beside();
    }

    /// Makers behind pages about a service, a model or data, and behind hosts inside the address of an interface.
    fn beside(&mut self) {
        let bom = self.resolver.bom;
        let parts = &bom.components;
        let row = self.row;
        let about: &[&str] = match self.kind {
            Kind::Service => &["website", "documentation", "other", "model-card", "distribution", "configuration"],
            kind if kind.is_model() => &["website", "model-card"],
            _ => &[],
        };
        let mut found = Vec::new();
        for reference in parts.references.of(row) {
            let url = bom.text(reference.url);
            let of_hub = || web::organisation(url).filter(|(space, ..)| *space == Space::HuggingFace);
            if about.contains(&bom.text(reference.kind)) || (self.kind == Kind::Dataset && of_hub().is_some()) {
                found.extend(self.resolver.address(url).map(|party| (party, reference.url)));
            }
        }
        for endpoint in parts.endpoints.of(row) {
            let hosts = bom.text(*endpoint).split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-')));
            let known = hosts.filter(|host| host.contains('.')).filter_map(|host| self.resolver.endpoint(host));
            found.extend(known.map(|party| (party, *endpoint)));
        }
        for (party, text) in found {
            self.hint_of(party, OriginField::Beside, text);
        }
    }

    pub(super) fn hint_of(&mut self, party: PublisherId, field: OriginField, text: Text) {
        let lists = self.resolver.lists;
        let publisher = lists.publisher(party);
        let Some(country) = publisher.countries().next().filter(|_| publisher.makes()) else { return };
        let known = |origin: &Origin| {
            origin.basis.firm()
                && (origin.party.is_some_and(|known| lists.related(known, party))
                    || (KNOWN & origin.dimension.bit() != 0 && origin.country == Some(country)))
        };
        if !self.of_row().iter().any(known) {
            let (dimension, basis) = (Dimension::Developer, Basis::Inferred);
            self.push(Origin { dimension, country: Some(country), party: Some(party), basis, field, name: Some(text) });
        }
    }
}

impl Resolver<'_> {
    /// Whom a copyright text or a mail address names. Each distinct text is read once.
    fn passing(&mut self, field: OriginField, text: Text) -> Vec<PublisherId> {
        let bom = self.bom;
        if let Some(found) = self.in_passing.get(&(field == OriginField::Mail, text)) {
            return found.clone();
        }
        let written = bom.text(text);
        let found = if field == OriginField::Mail { of_mail(self.lists, written) } else { self.holders(written) };
        self.in_passing.insert((field == OriginField::Mail, text), found.clone());
        found
    }

    /// The known maker that a name names with a place behind it: `DeepSeek Europe GmbH`, `OpenAI Deutschland`.
    fn abroad(&self, name: &str) -> Option<PublisherId> {
        let words: Vec<&str> = name.split_whitespace().map(|word| word.trim_matches([',', '(', ')'])).collect();
        let place =
            |word: &&str| self.lists.country(word).is_some() || PLACES.iter().any(|place| place.eq_ignore_ascii_case(word));
        let at = words.iter().skip(1).position(|word| word.len() > 2 && place(word))? + 1;
        self.party_name(&words[..at].join(" ")).map(|named| named.publisher)
    }

    /// Known makers among the words of a copyright text. A single word counts where nothing else stands beside it.
    fn holders(&self, text: &str) -> Vec<PublisherId> {
        let text = plain(&text[..text.floor_char_boundary(READ)]);
        let mut found = Vec::new();
        let mut take = |words: &[&str]| {
            let name = words.join(" ");
            let named = self.party_name(&name).map(|named| named.publisher);
            found.extend(named.filter(|named| !found.contains(named)));
        };
        let ends = |c: char| matches!(c, '\n' | '\r' | ';' | '<' | '>' | '|' | '"' | '(' | ')' | '[' | ']' | '/');
        for line in text.split(ends) {
            for run in runs(line) {
                for piece in run.split(|word| word.ends_with(',')) {
                    take(piece);
                }
                let bare: Vec<&str> = run.iter().map(|word| word.trim_end_matches([',', '.'])).collect();
                take(&bare);
                for start in 0..bare.len() {
                    for length in 2..=LONGEST.min(bare.len() - start) {
                        take(&bare[start..start + length]);
                    }
                }
            }
        }
        found
    }
}

/// Runs of words between those that stand around names, years and addresses.
fn runs(line: &str) -> Vec<Vec<&str>> {
    let mut runs = vec![Vec::new()];
    for word in line.split_whitespace() {
        let mut word = word
            .trim_matches(|c: char| matches!(c, '(' | ')' | '.' | ':' | '*' | '-' | '–' | '—' | '©' | '&' | '，' | '。' | '：'));
        for around in AROUND.into_iter().filter(|around| !around.is_ascii()) {
            word = word.trim_start_matches(around).trim_end_matches(around);
        }
        let bare = word.trim_end_matches([',', '.']);
        let year = bare.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '–' | ',' | '年'));
        let around = year || AROUND.iter().any(|around| around.eq_ignore_ascii_case(bare)) || word.contains(['@', ':']);
        match (around, runs.last_mut()) {
            (true, _) => runs.push(Vec::new()),
            (false, Some(run)) => run.push(word),
            (false, None) => {}
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}

/// The organisations of the mail addresses in a text. Where anybody gets an address, it says nothing.
fn of_mail(lists: &Lists, text: &str) -> Vec<PublisherId> {
    let domains = text.split('@').skip(1).filter_map(|rest| {
        let domain = rest.split(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-'))).next()?;
        Some(domain.trim_end_matches('.'))
    });
    let known = domains.filter(|domain| !lists.mail_for_anyone(domain));
    known.filter_map(|domain| lists.publisher_by_handle(Space::Domain, domain)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_a_copyright_line_are_told_from_what_stands_around_them() {
        let told = |line: &'static str| runs(line).iter().map(|run| run.join(" ")).collect::<Vec<_>>();
        assert_eq!(told("Copyright (c) 2024 Alibaba Cloud"), ["Alibaba Cloud"]);
        assert_eq!(
            told("Copyright © 2019-2024 by Acme Co., Ltd. and DeepSeek. All rights reserved."),
            ["Acme Co., Ltd", "DeepSeek"]
        );
        assert_eq!(told("版权所有 2024 阿里云"), ["阿里云"]);
        assert_eq!(told("阿里云版权所有"), ["阿里云"]);
        assert!(told("Copyright 2024, see https://x.example a@b.example").is_empty());
    }

    #[test]
    fn the_domain_of_a_mail_address_names_its_organisation_unless_anybody_gets_one() {
        let lists = Lists::shipped().unwrap();
        let of = |text: &str| of_mail(&lists, text).iter().map(|id| lists.publisher(*id).id.as_str()).collect::<Vec<_>>();
        assert_eq!(of("li@alibaba-inc.com"), of("Li Lei <li@alibaba-inc.com>"));
        assert_eq!(of("li@mail.huawei.com"), ["huawei"]);
        assert!(of("li@qq.com").is_empty() && of("li@163.com").is_empty() && of("nobody").is_empty());
    }
}
