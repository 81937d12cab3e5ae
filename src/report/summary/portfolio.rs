//! Portions folded, in the order given.

use super::super::Beside;
use super::portion::{Found, Portion, Read};
use super::shape::{
    Area, Component, Contains, Counted, Delivery, Document, Evidence, Gap, Licenses, Oldest, Origin, Rule, SCHEMA, Summary,
    Verdicts,
};
use crate::base::Phrase;
use crate::check::Class;
use crate::evaluate::{Conformity, Verdict};
use crate::gate::Gate;
use crate::policy::{Area as AreaWord, Plan};
use crate::report::words::Words;
use std::collections::{BTreeMap, BTreeSet};

/// Deliveries of one day, for a trend.
#[derive(Clone, Debug, PartialEq)]
pub struct Day {
    /// The day they were checked, UTC.
    pub day: String,
    /// The verdict of each delivery, in a word, with the share demonstrated.
    pub checked: Vec<(String, f64)>,
}

/// What was folded so far.
#[derive(Debug, Default)]
pub struct Portfolio {
    deliveries: Vec<Delivery>,
    worst: Option<Verdict>,
    rules: BTreeMap<usize, Weight>,
    failing: BTreeMap<String, (usize, BTreeSet<usize>)>,
    gaps: BTreeMap<String, usize>,
    parts: usize,
    classes: BTreeMap<Class, usize>,
    owners: BTreeMap<String, (usize, usize)>,
    countries: BTreeMap<String, (usize, usize)>,
    licenses: BTreeMap<String, (usize, usize)>,
    unlicensed: usize,
    delivered: usize,
    areas: BTreeMap<AreaWord, Sum>,
    oldest_bill: Option<(String, String)>,
    undated: usize,
    oldest_document: Option<(String, String, String, String)>,
    found: Vec<(String, BTreeSet<String>)>,
    not_searched: Vec<String>,
}

/// What one rule found in all deliveries.
#[derive(Debug, Default)]
struct Weight {
    violated: usize,
    unproven: usize,
    decides: usize,
    findings: usize,
}

/// Shares of an area, summed up.
#[derive(Debug, Default)]
struct Sum {
    deliveries: u32,
    demonstrated: f64,
    violated: f64,
    not_demonstrated: f64,
    lowest: Option<(f64, String)>,
}

impl Portfolio {
    /// Adds one delivery.
    pub fn add(&mut self, portion: Portion) {
        self.worst = self.worst.max(Some(portion.verdict));
        let Portion { name, verdict, error, read } = portion;
        let row = delivery(&name, verdict, error, read.as_ref());
        match read {
            Some(read) => self.fold(&name, read),
            None => self.not_searched.push(name),
        }
        self.deliveries.push(row);
    }

    fn fold(&mut self, name: &str, read: Read) {
        for (rule, found) in read.rules {
            let weight = self.rules.entry(rule).or_default();
            let Found { violated, unproven, decides } = found;
            weight.violated += usize::from(violated > 0);
            weight.unproven += usize::from(unproven > 0);
            weight.decides += usize::from(decides);
            weight.findings += violated + unproven;
        }
        for (component, rules) in read.failing {
            let (deliveries, failing) = self.failing.entry(component).or_default();
            *deliveries += 1;
            failing.extend(rules);
        }
        for gap in read.gaps {
            *self.gaps.entry(gap).or_default() += 1;
        }
        self.parts += read.parts;
        for (class, parts) in read.classes {
            *self.classes.entry(class).or_default() += parts;
        }
        for (all, own) in
            [(&mut self.owners, read.owners), (&mut self.countries, read.countries), (&mut self.licenses, read.licenses)]
        {
            for (key, parts) in own {
                let (sum, deliveries) = all.entry(key).or_default();
                *sum += parts;
                *deliveries += 1;
            }
        }
        self.unlicensed += read.unlicensed;
        self.delivered += read.delivered;
        self.shares(name, &read.index);
        match read.timestamp {
            Some(time) => {
                let older = self.oldest_bill.as_ref().is_none_or(|(oldest, _)| time < *oldest);
                if older {
                    self.oldest_bill = Some((time, name.to_owned()));
                }
            }
            None => self.undated += 1,
        }
        if let Some((day, id, kind)) = read.document
            && self.oldest_document.as_ref().is_none_or(|oldest| day < oldest.0)
        {
            self.oldest_document = Some((day, id, kind, name.to_owned()));
        }
        if !read.contains.is_empty() {
            self.found.push((name.to_owned(), read.contains));
        }
    }

    fn shares(&mut self, name: &str, index: &Conformity) {
        for (area, share) in &index.areas {
            let sum = self.areas.entry(*area).or_default();
            sum.deliveries += 1;
            sum.demonstrated += share.demonstrated;
            sum.violated += share.violated;
            sum.not_demonstrated += share.not_demonstrated;
            if sum.lowest.as_ref().is_none_or(|(lowest, _)| share.demonstrated < *lowest) {
                sum.lowest = Some((share.demonstrated, name.to_owned()));
            }
        }
    }

    /// The summary of what was folded. `contains`: what was searched for. `days`: those of the history, oldest first.
    pub fn summary(self, gate: &Gate, beside: &Beside, contains: Option<&str>, days: &[Day]) -> Summary {
        let nothing = self.deliveries.is_empty() || !beside.empty.is_empty();
        let verdict = self.worst.max(nothing.then_some(Verdict::INCOMPLETE)).unwrap_or(Verdict::INCOMPLETE);
        let verdicts = Verdicts::of(self.deliveries.iter().map(|row| row.verdict));
        Summary {
            say: Words::of(gate.plan.language),
            schema: SCHEMA,
            version: 1,
            bomgate: env!("CARGO_PKG_VERSION"),
            as_of: gate.as_of.to_string(),
            home: Some(gate.buyer.home_word.clone()).filter(|word| !word.is_empty()),
            tier: gate.judgement.tier,
            verdict: verdict.word(),
            exit_code: verdict.code(),
            verdicts,
            rules: rules(&gate.plan, self.rules),
            components: components(&gate.plan, self.failing),
            gaps: gaps(self.gaps),
            contains: contains.map(|sought| Contains {
                sought: sought.to_owned(),
                deliveries: self.found.into_iter().map(|(name, parts)| (name, parts.into_iter().collect())).collect(),
                not_searched: self.not_searched,
            }),
            origin: Origin::of(self.parts, &self.classes, self.owners, self.countries),
            licenses: Licenses {
                parts: self.delivered,
                without: self.unlicensed,
                stated: counted(self.licenses, self.delivered),
            },
            areas: self.areas.into_iter().map(|(area, sum)| average(area, sum)).collect(),
            evidence: Evidence {
                oldest_bill: self.oldest_bill.map(|(timestamp, delivery)| Oldest { timestamp, delivery }),
                undated_bills: self.undated,
                oldest_document: self.oldest_document.map(|(date, id, kind, delivery)| Document { date, id, kind, delivery }),
            },
            trend: days.iter().map(super::shape::Trend::of).collect(),
            deliveries: self.deliveries,
            not_bills: beside.strays.len(),
            empty_folders: beside.empty.clone(),
        }
    }
}

fn delivery(name: &str, verdict: Verdict, error: Option<Phrase>, read: Option<&Read>) -> Delivery {
    let sum = |of: fn(&Found) -> usize| read.map_or(0, |read| read.rules.values().map(of).sum());
    Delivery {
        name: name.to_owned(),
        verdict: verdict.word(),
        error,
        identity: read.map(|read| read.delivery.clone()),
        timestamp: read.and_then(|read| read.timestamp.clone()),
        components: read.map_or(0, |read| read.components),
        violated: sum(|found| usize::from(found.violated > 0)),
        not_demonstrated: sum(|found| usize::from(found.unproven > 0)),
        deciding: sum(|found| usize::from(found.decides)),
        gaps: read.map_or(0, |read| read.gaps.len()),
        parts: read.map_or(0, |read| read.parts),
        foreign: read.map_or(0, |read| foreign(&read.classes)),
        demonstrated: read.map(|read| decimals(read.index.whole.demonstrated)),
        areas: read.map_or_else(BTreeMap::new, |read| {
            read.index.areas.iter().map(|(area, share)| (area.word(), decimals(share.demonstrated))).collect()
        }),
        contains: read.map_or_else(Vec::new, |read| read.contains.iter().cloned().collect()),
    }
}

/// Parts known to be outside home and trusted.
pub(super) fn foreign(classes: &BTreeMap<Class, usize>) -> usize {
    classes.iter().filter(|(class, _)| class.foreign()).map(|(_, parts)| parts).sum()
}

/// Four decimals: what shares are rounded to.
pub(super) fn decimals(share: f64) -> f64 {
    (share * 1e4).round() / 1e4
}

/// Rules that found something: those that decide most deliveries first, then the heavier, then the more often violated.
fn rules(plan: &Plan, found: BTreeMap<usize, Weight>) -> Vec<Rule> {
    let mut ranked: Vec<(usize, Weight)> = found.into_iter().collect();
    ranked.sort_by_key(|(at, weight)| {
        let level = plan.rules[*at].level;
        (std::cmp::Reverse((weight.decides, level, weight.violated, weight.unproven)), *at)
    });
    let rule = |(at, weight): (usize, Weight)| {
        let rule = &plan.rules[at];
        Rule {
            rule: rule.id.clone(),
            title: rule.title.clone(),
            level: rule.level.word(),
            pack: rule.pack.clone(),
            deliveries_failed: weight.decides,
            deliveries_violated: weight.violated,
            deliveries_not_demonstrated: weight.unproven,
            findings: weight.findings,
        }
    };
    ranked.into_iter().map(rule).collect()
}

fn components(plan: &Plan, failing: BTreeMap<String, (usize, BTreeSet<usize>)>) -> Vec<Component> {
    // The bill itself is no component.
    let mut ranked: Vec<Component> = failing
        .into_iter()
        .filter(|(component, _)| component != "bom")
        .map(|(component, (deliveries, rules))| Component {
            component,
            deliveries,
            rules: rules.into_iter().map(|at| plan.rules[at].id.clone()).collect(),
        })
        .collect();
    ranked.sort_by(|one, other| other.deliveries.cmp(&one.deliveries).then_with(|| one.component.cmp(&other.component)));
    ranked
}

fn gaps(found: BTreeMap<String, usize>) -> Vec<Gap> {
    let mut gaps: Vec<Gap> = found.into_iter().map(|(gap, deliveries)| Gap { gap, deliveries }).collect();
    gaps.sort_by(|one, other| other.deliveries.cmp(&one.deliveries).then_with(|| one.gap.cmp(&other.gap)));
    gaps
}

/// Names with parts and deliveries, the most parts first; shares of `of`.
pub(super) fn counted(found: BTreeMap<String, (usize, usize)>, of: usize) -> Vec<Counted> {
    let mut ranked: Vec<Counted> = found
        .into_iter()
        .map(|(name, (parts, deliveries))| Counted { name, parts, deliveries, share: share(parts, of) })
        .collect();
    ranked.sort_by(|one, other| other.parts.cmp(&one.parts).then_with(|| one.name.cmp(&other.name)));
    ranked
}

/// A part of a whole, 0 to 1.
pub(super) fn share(part: usize, whole: usize) -> f64 {
    let number = |count: usize| u32::try_from(count).map_or(f64::from(u32::MAX), f64::from);
    if whole == 0 { 0.0 } else { decimals(number(part) / number(whole)) }
}

fn average(area: AreaWord, sum: Sum) -> Area {
    let of = |total: f64| decimals(total / f64::from(sum.deliveries.max(1)));
    let (lowest, lowest_in) = sum.lowest.unwrap_or_default();
    Area {
        area: area.word(),
        deliveries: sum.deliveries,
        demonstrated: of(sum.demonstrated),
        violated: of(sum.violated),
        not_demonstrated: of(sum.not_demonstrated),
        lowest: decimals(lowest),
        lowest_in,
    }
}
