//! How much is said on standard error besides the answer: nothing, what takes long, or every step.

use super::inputs::Input;
use super::tongue::words;
use crate::base::Phrase;
use crate::gate::Gate;
use crate::report::{Delivery, visible};
use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::fs;
use std::io::Write;
use std::time::{Duration, Instant};

/// From so many bills on there is a bar, ...
const MANY: usize = 4;
/// ... or from so many bytes of them together.
const LARGE: u64 = 8 << 20;

/// How much is said.
#[derive(Clone, Copy, Debug, Default, Args)]
pub(super) struct Voice {
    /// Only the verdicts: no details in the table, no progress, no hints.
    #[arg(long, short, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// Tell on standard error what is read, by which packs it is judged, and how long it takes.
    #[arg(long, short)]
    pub(super) verbose: bool,
}

impl Voice {
    /// A hint, unless nobody wants one.
    pub(super) fn hint(self, text: &Phrase) {
        if !self.quiet {
            say(words().say("warning"), &words().phrase(text));
        }
    }

    /// What the bills are held against.
    pub(super) fn packs(self, gate: &Gate) {
        if !self.verbose {
            return;
        }
        for pack in &gate.plan.packs {
            say("pack", &format!("{} {} (sha256 {})", pack.name, pack.version, pack.sha256));
        }
        let facts =
            format!("{} for {}, facts from lists {}", count(gate.plan.rules.len(), "rule"), gate.as_of, gate.lists.digest());
        say("plan", &facts);
    }
}

/// One line on standard error.
fn say(head: &str, text: &str) {
    // Without stderr there is nobody left to tell; the exit code still answers.
    let _ = writeln!(anstream::stderr().lock(), "{head}{}{}", words().say(": "), visible(text));
}

fn count(number: usize, one: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") }
}

/// Work under way: a bar where a person watches and has to wait, a line for each bill where every step is wanted.
pub(super) struct Progress {
    voice: Voice,
    bar: ProgressBar,
}

impl Progress {
    /// Progress over these bills. The bar stands on standard error and only on a terminal; indicatif sees to that.
    pub(super) fn over(bills: &[Input], voice: Voice) -> Self {
        let bytes = || bills.iter().filter_map(|bill| fs::metadata(&*bill.name()).ok()).map(|file| file.len()).sum::<u64>();
        let shown = !voice.quiet && !voice.verbose && (bills.len() >= MANY || bytes() >= LARGE);
        let target = if shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(Some(bills.len() as u64), target);
        let style = ProgressStyle::with_template("{spinner} {pos}/{len} {bar:30} {elapsed} {wide_msg}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        if shown {
            bar.enable_steady_tick(Duration::from_millis(120));
        }
        Self { voice, bar }
    }

    /// Judges one bill.
    pub(super) fn one<E>(&self, name: &str, judge: impl FnOnce() -> Result<Delivery, E>) -> Result<Delivery, E> {
        self.bar.set_message(visible(name).into_owned());
        let start = Instant::now();
        let delivery = judge()?;
        self.bar.inc(1);
        if self.voice.verbose {
            let what = delivery.result.as_ref().map_or_else(
                |error| error.to_string(),
                |judged| {
                    let (document, covered) = (&judged.bom.document, &judged.outcome.coverage);
                    format!(
                        "{} {}, {} bytes, components {}, rules {}, {}",
                        document.format,
                        document.spec_version,
                        document.bytes,
                        covered.components,
                        covered.rules,
                        count(judged.outcome.findings.len(), "finding")
                    )
                },
            );
            let time = start.elapsed().as_secs_f64() * 1e3;
            say("judged", &format!("{name} in {time:.0} ms: {} ({what})", delivery.verdict().word()));
        }
        Ok(delivery)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
