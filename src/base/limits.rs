//! What an input may cost at most. Going past a limit is REJECT, never a shorter reading.

/// Limits of one input.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of input.
    pub bytes: u32,
    /// Objects and arrays open at once.
    pub depth: usize,
    /// Components inside components.
    pub nesting: usize,
    /// Bytes of one string.
    pub string: usize,
    /// Components, of every kind and place.
    pub components: usize,
    /// Elements of one XML document. A component takes two dozen.
    pub nodes: usize,
    /// Keys of one object.
    pub keys: usize,
    /// Notes kept before the input counts as noise.
    pub notes: usize,
    /// Bytes of one licence expression.
    pub license: usize,
    /// How many times its size compressed data may unpack to.
    pub ratio: u64,
    /// Bytes held to tell the format of an input that cannot be read twice, when its head does not tell.
    pub lookahead: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 2_000_000_000,
            depth: 192,
            nesting: 64,
            string: 16 << 20,
            components: 5_000_000,
            nodes: 40_000_000,
            keys: 65_536,
            notes: 200_000,
            license: 16_384,
            ratio: 200,
            lookahead: 256 << 20,
        }
    }
}
