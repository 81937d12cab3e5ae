//! Places in an input, for `file:line:column`.

/// One position of an input. Lines and columns count from 1; columns count characters (Unicode code points), as
/// editors and SARIF do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Bytes before this position.
    pub offset: u32,
    /// Line, from 1; 0 where no position is known.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// From the first byte of an element to the one after its last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// First byte.
    pub start: Place,
    /// Bytes before the end.
    pub end: u32,
}
