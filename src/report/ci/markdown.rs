//! Markdown for job summaries and merge requests: the verdict, what it rests on, what decides it, and what does not.

use super::super::entry::{Entry, Sort, each};
use super::super::{Delivery, View, visible};
use std::io::{self, Write};

/// Entries of one table; a summary is read, `--format json` is kept.
const SHOWN: usize = 50;

/// Writes the report.
pub(in crate::report) fn write(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    for delivery in view.deliveries {
        one(view, delivery, out)?;
    }
    if view.deliveries.len() > 1 {
        writeln!(out, "## All deliveries: {}\n", view.verdict().word())?;
        for delivery in view.deliveries {
            writeln!(out, "- **{}** {}", delivery.verdict().word(), text(&delivery.name))?;
        }
        writeln!(out)?;
    }
    writeln!(out, "bomgate {} as of {}, tier {}", env!("CARGO_PKG_VERSION"), view.gate.as_of, view.gate.judgement.tier)
}

fn one(view: &View<'_>, delivery: &Delivery, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "## {} {}\n", delivery.verdict().word(), text(&delivery.name))?;
    if let Ok(judged) = &delivery.result {
        let coverage = &judged.outcome.coverage;
        writeln!(
            out,
            "Read {} components, answered {} rules, looked up {} parts among advisories. {} index of conformity.\n",
            coverage.components,
            coverage.rules,
            coverage.lookups,
            {
                let share = judged.outcome.index.whole.demonstrated * 100.0;
                format!("{:.0} %", share.floor())
            }
        )?;
    }
    for (decides, title) in [(true, "What decides"), (false, "What does not decide")] {
        let (mut shown, mut more) = (0, 0);
        each(view, delivery, &mut |entry| {
            if entry.decides != decides {
                return Ok(());
            }
            if shown == SHOWN {
                more += 1;
                return Ok(());
            }
            if shown == 0 {
                writeln!(out, "### {title}\n\n| answer | rule | part | line | seen | to do |\n|---|---|---|--:|---|---|")?;
            }
            shown += 1;
            row(entry, out)
        })?;
        if more > 0 {
            writeln!(out, "\nand {more} more: `--format json` has all.")?;
        }
        if shown > 0 {
            writeln!(out)?;
        }
    }
    Ok(())
}

fn row(entry: &Entry<'_>, out: &mut dyn Write) -> io::Result<()> {
    let seen: Vec<String> = entry.observed.iter().map(|seen| format!("{}: {}", seen.what, seen.value)).collect();
    let seen = if matches!(entry.sort, Sort::Rejected | Sort::Papers | Sort::NotEstablished) {
        entry.title.to_string()
    } else {
        seen.join("; ")
    };
    let way = if entry.path.is_empty() { String::new() } else { format!(" Way: {}", entry.path) };
    let waived = entry.waiver.map_or_else(String::new, |waiver| format!(" (waived until {})", waiver.expires));
    writeln!(
        out,
        "| {}{waived} | {} | {} | {} | {} | {} |",
        entry.sort.word(),
        text(&entry.id),
        text(&entry.subject.label),
        entry.subject.place.line.max(1),
        text(&format!("{seen}{way}")),
        text(entry.fix)
    )
}

/// Text that Markdown, HTML inside it, and code hosts leave as it is: no markup, no table cells, no mentions, no addresses.
pub(in crate::report) fn text(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut safe = String::with_capacity(line.len() + 8);
    for c in visible(&line).chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '@' => safe.push_str("&#64;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '!' | '~' | '$' => safe.extend(['\\', c]),
            other => safe.push(other),
        }
    }
    // An address is shown, never linked.
    safe.replace("://", "&#58;//").replace("www.", "www&#46;")
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn vendor_text_stays_text() {
        assert_eq!(text("a|b\n@org `x` ![y](http://z)"), "a\\|b &#64;org \\`x\\` \\!\\[y\\](http&#58;//z)");
        assert_eq!(text("</details><script>"), "&lt;/details&gt;&lt;script&gt;");
    }
}
