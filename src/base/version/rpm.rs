//! Versions of RPM packages: epoch, version, release. The order is that of the `rpm-version` crate; what it would take for a
//! version and is none (`latest`) is refused here. Source: rpm-version(7).

use rpm_version::rpm_evr_compare;
use std::cmp::Ordering;

/// Which comes first; none when one is no version.
pub(super) fn compare(one: &str, other: &str) -> Option<Ordering> {
    let (one, other) = (one.trim(), other.trim());
    (is_version(one) && is_version(other)).then(|| rpm_evr_compare(one, other))
}

fn is_version(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (epoch, rest) = text.split_once(':').unwrap_or(("0", text));
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"._+~^-".contains(&byte);
    digits(epoch) && rest.starts_with(|c: char| c.is_ascii_digit()) && rest.bytes().all(fits)
}
