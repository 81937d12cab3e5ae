//! Markdown for job summaries and merge requests: the verdict, what it rests on, what decides it, and what does not.

use super::super::entry::{Entry, Sort, each};
use super::super::{Delivery, View, visible};
use std::io::{self, Write};

/// Entries of one table; a summary is read, `--format json` is kept.
const SHOWN: usize = 50;

/// Writes the report.
pub(in crate::report) fn write(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let words = view.words();
    for delivery in view.deliveries {
        one(view, delivery, out)?;
    }
    if view.deliveries.len() > 1 {
        writeln!(out, "## {}\n", words.fill("All deliveries: {}", &[&words.verdict(view.verdict().word())]))?;
        for delivery in view.deliveries {
            writeln!(out, "- **{}** {}", words.verdict(delivery.verdict().word()), text(&delivery.name))?;
        }
        writeln!(out)?;
    }
    let (version, day, tier) = (env!("CARGO_PKG_VERSION"), view.gate.as_of, view.gate.judgement.tier);
    writeln!(out, "{}", words.fill("bomgate {} as of {}, tier {}", &[&version, &day, &tier]))
}

fn one(view: &View<'_>, delivery: &Delivery, out: &mut dyn Write) -> io::Result<()> {
    let words = view.words();
    writeln!(out, "## {} {}\n", words.verdict(delivery.verdict().word()), text(&delivery.name))?;
    if let Ok(judged) = &delivery.result {
        let coverage = &judged.outcome.coverage;
        let index = format!("{:.0} %", (judged.outcome.index.whole.demonstrated * 100.0).floor());
        let read = "Read {} components, answered {} rules, looked up {} parts among advisories. {} index of conformity.";
        let read = words.fill(read, &[&coverage.components, &coverage.rules, &coverage.lookups, &index]);
        writeln!(out, "{read}\n")?;
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
                let head = ["answer", "rule", "part", "line", "seen", "to do"].map(|head| words.say(head)).join(" | ");
                writeln!(out, "### {}\n\n| {head} |\n|---|---|---|--:|---|---|", words.say(title))?;
            }
            shown += 1;
            row(entry, out)
        })?;
        if more > 0 {
            writeln!(out, "\n{}", words.fill("and {} more: `--format json` has all.", &[&more]))?;
        }
        if shown > 0 {
            writeln!(out)?;
        }
    }
    Ok(())
}

fn row(entry: &Entry<'_>, out: &mut dyn Write) -> io::Result<()> {
    let words = entry.words;
    let seen = if matches!(entry.sort, Sort::Rejected | Sort::Papers | Sort::NotEstablished) {
        entry.title.to_string()
    } else {
        entry.seen()
    };
    let way = if entry.path.is_empty() { String::new() } else { words.fill(" Way: {}", &[&entry.path]) };
    let waived = entry.waiver.map_or_else(String::new, |waiver| words.fill(" (waived until {})", &[&waiver.expires]));
    writeln!(
        out,
        "| {}{waived} | {} | {} | {} | {} | {} |",
        words.say(entry.sort.word()),
        text(&entry.id),
        text(entry.subject.name(words)),
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
