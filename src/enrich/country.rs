//! Countries by code.

/// A country or territory: ISO 3166-1 alpha-2, upper case. Whether the code is in use is for [`super::Lists`] to say.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country([u8; 2]);

impl Country {
    /// User-assigned in ISO 3166-1 and used by lists for a party that no one country can be given to.
    pub const NOWHERE: Self = Self(*b"ZZ");

    /// The country of a two-letter code, in any case.
    pub fn of_code(code: &str) -> Option<Self> {
        match code.as_bytes() {
            [a, b] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() => {
                Some(Self([a.to_ascii_uppercase(), b.to_ascii_uppercase()]))
            }
            _ => None,
        }
    }

    /// The code.
    pub fn as_str(&self) -> &'static str {
        let at = usize::from(self.0[0] - b'A') * 26 + usize::from(self.0[1] - b'A');
        std::str::from_utf8(&CODES[at]).expect("two capital letters")
    }
}

impl std::fmt::Display for Country {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

impl std::fmt::Debug for Country {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Every pair of capital letters, so that a code can be lent without an owner.
static CODES: [[u8; 2]; 676] = {
    let mut codes = [[b'A'; 2]; 676];
    let mut at = 0;
    let (mut first, mut second) = (b'A', b'A');
    while at < 676 {
        codes[at] = [first, second];
        if second == b'Z' {
            first += 1;
            second = b'A';
        } else {
            second += 1;
        }
        at += 1;
    }
    codes
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_two_letters_of_any_case() {
        assert_eq!(Country::of_code("de").unwrap().as_str(), "DE");
        assert_eq!(Country::of_code("DE"), Country::of_code("dE"));
        for text in ["", "D", "DEU", "D1", "é"] {
            assert_eq!(Country::of_code(text), None, "{text:?}");
        }
    }
}
