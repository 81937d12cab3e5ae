//! Inputs that are nearly sound: bytes flipped, cut, doubled; words of the formats put in; two inputs spliced.

/// Words and signs that mean something to one reader or another.
const WORDS: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    "[[",
    ",",
    ":",
    "\"",
    "\\",
    "\\u0000",
    "\\ud800",
    "null",
    "true",
    "-0",
    "1e400",
    "18446744073709551616",
    "\"components\":[",
    "\"name\":\"name\"",
    "\"bom-ref\":\"a\"",
    "\"bomFormat\":\"CycloneDX\"",
    "\"specVersion\":\"1.7\"",
    "\"spdxVersion\":\"SPDX-2.3\"",
    "\"@graph\":[]",
    "\"payloadType\":",
    "\"predicate\":{",
    "<!DOCTYPE a>",
    "<![CDATA[",
    "]]>",
    "<!--",
    "xmlns:x=\"",
    "</",
    "/>",
    "&#0;",
    "SPDXID: SPDXRef-a\n",
    "Relationship: ",
    "NOASSERTION",
    "NONE",
    "<text>",
    "</text>",
    "pkg:pypi/",
    "%2F",
    "%00",
    "@",
    "?",
    "#",
    " AND ",
    " OR ",
    " WITH ",
    "(",
    ")",
    "+",
    "LicenseRef-",
    "&&",
    "||",
    "!",
    ".exists(x, ",
    "component.",
    "bom.",
    "in lists.",
    "has(",
    "==",
    "- id: ",
    "\n",
    "  ",
    "\t",
    "&a ",
    "*a",
    "!!str ",
    ": >-\n",
    "\u{202e}",
    "\u{200b}",
    "\u{feff}",
    "é",
    "1.0",
    "-SNAPSHOT",
    "~rc1",
    "1!",
    ".post1",
    "+local",
];

/// Makes inputs from seeds; the same name and seeds make the same inputs.
pub(crate) struct Mutator<'a> {
    seeds: &'a [Vec<u8>],
    state: u64,
}

impl<'a> Mutator<'a> {
    pub(crate) fn new(name: &str, seeds: &'a [Vec<u8>]) -> Self {
        // FNV-1a: any number will do, as long as it is the same next time.
        let state =
            name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        Self { seeds, state }
    }

    /// A number below `end` (SplitMix64).
    fn below(&mut self, end: usize) -> usize {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        usize::try_from(mixed % (end.max(1) as u64)).unwrap()
    }

    /// One more input.
    pub(crate) fn next(&mut self) -> Vec<u8> {
        let mut input = self.seeds[self.below(self.seeds.len())].clone();
        for _ in 0..=self.below(6) {
            self.mutate(&mut input);
        }
        input.truncate(1 << 16);
        input
    }

    fn mutate(&mut self, input: &mut Vec<u8>) {
        let at = self.below(input.len() + 1);
        let end = (at + self.below(24)).min(input.len());
        match self.below(9) {
            0 if at < input.len() => input[at] ^= 1 << self.below(8),
            1 if at < input.len() => input[at] = b" \"{}[]:,<>/\\\n\0\xff"[self.below(15)],
            2 => drop(input.drain(at..end)),
            3 => {
                let copy = input[at..end].to_vec();
                let to = self.below(input.len() + 1);
                input.splice(to..to, copy);
            }
            4 => input.truncate(at),
            5 => {
                let other = self.below(self.seeds.len());
                let tail = &self.seeds[other];
                let from = self.below(tail.len() + 1);
                input.truncate(at);
                input.extend_from_slice(&self.seeds[other][from..]);
            }
            6 => {
                let deep = [&b"["[..], b"{\"a\":", b"(", b"<a>", b"!"][self.below(5)].repeat(1 + self.below(300));
                input.splice(at..at, deep);
            }
            _ => {
                let word = WORDS[self.below(WORDS.len())];
                input.splice(at..end.min(at + self.below(2) * 24), word.bytes());
            }
        }
    }
}
