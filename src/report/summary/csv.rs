//! CSV (RFC 4180): one line for each delivery.

use super::shape::Summary;
use crate::report::ci::csv_cell;
use std::io::{self, Write};

/// Columns before those of the areas.
const HEADER: [&str; 14] = [
    "delivery",
    "verdict",
    "identity",
    "timestamp",
    "components",
    "rules_deciding",
    "rules_violated",
    "rules_not_demonstrated",
    "gaps",
    "parts",
    "parts_foreign",
    "demonstrated",
    "contains",
    "error",
];

pub(super) fn write(summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    let areas = || summary.areas.iter().map(|area| area.area);
    let header = HEADER.into_iter().map(str::to_owned).chain(areas().map(|area| format!("demonstrated_{area}")));
    csv.write_record(header).map_err(io::Error::other)?;
    let share = |share: Option<f64>| share.map(|share| share.to_string()).unwrap_or_default();
    for one in &summary.deliveries {
        let fields = [
            one.name.clone(),
            one.verdict.to_owned(),
            one.identity.clone().unwrap_or_default(),
            one.timestamp.clone().unwrap_or_default(),
            one.components.to_string(),
            one.deciding.to_string(),
            one.violated.to_string(),
            one.not_demonstrated.to_string(),
            one.gaps.to_string(),
            one.parts.to_string(),
            if summary.home.is_some() { one.foreign.to_string() } else { String::new() },
            share(one.demonstrated),
            one.contains.join("; "),
            one.error.as_deref().unwrap_or_default().to_owned(),
        ];
        let of_areas = areas().map(|area| share(one.areas.get(area).copied()));
        let record = fields.into_iter().chain(of_areas).map(|field| csv_cell(&field).into_owned());
        csv.write_record(record).map_err(io::Error::other)?;
    }
    csv.flush()
}
