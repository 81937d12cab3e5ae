//! From the paths of the command line to inputs: files, standard input, folders and patterns.

use super::fault::Fault;
use crate::base::{Limits, Phrase, phrase};
use crate::read::{ReadError, Source, holds_a_bill};
use crate::report::{Beside, Stray};
use globset::GlobBuilder;
use std::borrow::Cow;
use std::io;
use std::path::{Component, Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// Files looked at below one folder or for one pattern.
const FILES: usize = 100_000;
/// Folders inside each other.
const DEPTH: usize = 64;

/// One bill to be judged.
pub(super) enum Input {
    /// Named, and open already: a misspelt path costs nothing, and a pipe can be opened only once.
    Open(Box<Source<'static>>),
    /// Found in a folder.
    Found(PathBuf),
    /// Found in a folder, but not to be had.
    Lost(String, ReadError),
}

impl Input {
    /// Its name: a path, or `-`.
    pub(super) fn name(&self) -> Cow<'_, str> {
        match self {
            Self::Open(source) => source.name().into(),
            Self::Found(path) => path.to_string_lossy(),
            Self::Lost(name, _) => name.as_str().into(),
        }
    }

    /// Its name, and its bytes.
    pub(super) fn open(self) -> (String, Result<Source<'static>, ReadError>) {
        match self {
            Self::Open(source) => (source.name().to_owned(), Ok(*source)),
            Self::Found(path) => (path.to_string_lossy().into_owned(), Source::open(&path).map_err(ReadError::Io)),
            Self::Lost(name, error) => (name, Err(error)),
        }
    }
}

/// Everything that was named, and what was found beside it.
#[derive(Default)]
pub(super) struct Inputs {
    pub(super) bills: Vec<Input>,
    pub(super) beside: Beside,
}

impl Inputs {
    /// Opens what is named, walks folders, and spells out patterns the shell did not.
    pub(super) fn of(named: &[PathBuf], limits: &Limits) -> Result<Self, Fault> {
        if named.iter().filter(|path| path.as_os_str() == "-").count() > 1 {
            return Err(Fault::usage(phrase!("standard input (`-`) can be read only once")));
        }
        let mut inputs = Self::default();
        for path in named {
            if is_pattern(path) {
                for path in matches(path)? {
                    inputs.add(&path, limits)?;
                }
            } else {
                inputs.add(path, limits)?;
            }
        }
        Ok(inputs)
    }

    fn add(&mut self, path: &Path, limits: &Limits) -> Result<(), Fault> {
        if path.is_dir() {
            return self.walk(path, limits);
        }
        let source = Source::open(path).map_err(|error| Fault::usage(phrase!("cannot open {}: {}", path.display(), error)))?;
        self.bills.push(Input::Open(Box::new(source)));
        Ok(())
    }

    /// Every file below a folder, by name, hidden ones too. Links are not followed, and the stores of version control not
    /// entered; both are shown.
    fn walk(&mut self, folder: &Path, limits: &Limits) -> Result<(), Fault> {
        let (before, mut files) = (self.bills.len(), 0);
        let mut entries = WalkDir::new(folder).follow_links(false).sort_by_file_name().into_iter();
        while let Some(entry) = entries.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let name = error.path().unwrap_or(folder).to_string_lossy().into_owned();
                    self.bills.push(Input::Lost(name, ReadError::Io(io::Error::from(error))));
                    continue;
                }
            };
            if entry.file_type().is_dir() {
                if let Some(why) = not_entered(&entry) {
                    self.stray(&entry, why);
                    entries.skip_current_dir();
                }
                continue;
            }
            files += 1;
            if files > FILES {
                return Err(too_many(folder));
            }
            self.file(&entry, limits);
        }
        if self.bills.len() == before {
            self.beside.empty.push(folder.to_string_lossy().into_owned());
        }
        Ok(())
    }

    fn file(&mut self, entry: &DirEntry, limits: &Limits) {
        if entry.path_is_symlink() {
            return self.stray(entry, phrase!("a symbolic link, which is not followed; name what it points to"));
        }
        if !entry.file_type().is_file() {
            return self.stray(entry, phrase!("neither a file nor a folder"));
        }
        let judged = Source::open(entry.path()).map_err(ReadError::Io).and_then(|source| holds_a_bill(source, limits));
        match judged {
            Err(error) if !error.of_a_bill() => self.stray(entry, error.phrase()),
            // What is a bill but cannot be read is rejected where it is judged, with the reason.
            _ => self.bills.push(Input::Found(entry.path().to_owned())),
        }
    }

    fn stray(&mut self, entry: &DirEntry, seems: Phrase) {
        let name = entry.path().to_string_lossy().into_owned();
        self.beside.strays.push(Stray { name, seems });
    }
}

/// Why a folder below the one named is not looked into.
fn not_entered(entry: &DirEntry) -> Option<Phrase> {
    if entry.depth() >= DEPTH {
        return Some(phrase!("a folder too deep to be looked into; name it"));
    }
    let store = entry.depth() > 0 && [".git", ".hg", ".svn"].iter().any(|store| entry.file_name() == *store);
    store.then(|| phrase!("the store of a version control system, which is not looked into; name it to have it judged"))
}

fn too_many(folder: &Path) -> Fault {
    Fault::usage(phrase!("more than {} files below {}", FILES, folder.display()))
        .help(phrase!("name the folders of the deliveries"))
}

/// Whether a path is a pattern that the shell left as it was.
fn is_pattern(path: &Path) -> bool {
    path.to_string_lossy().contains(['*', '?', '[']) && path.symlink_metadata().is_err()
}

/// The files and folders a pattern names, sorted: `*` stays inside one folder, `**` does not.
fn matches(pattern: &Path) -> Result<Vec<PathBuf>, Fault> {
    let shown = pattern.display();
    let text = pattern.to_string_lossy();
    let glob = GlobBuilder::new(&text).literal_separator(true).build();
    let glob = glob.map_err(|error| Fault::usage(phrase!("`{}` is not a pattern: {}", shown, error.kind())))?.compile_matcher();
    // What stands before the first part with a wildcard is a folder to look in.
    let plain = |part: &Component<'_>| !part.as_os_str().to_string_lossy().contains(['*', '?', '[', '{']);
    let base: PathBuf = pattern.components().take_while(plain).collect();
    let here = base.as_os_str().is_empty();
    let from = if here { Path::new(".") } else { &base };
    let mut found = Vec::new();
    for (at, entry) in WalkDir::new(from).follow_links(false).max_depth(DEPTH).sort_by_file_name().into_iter().enumerate() {
        if at > FILES {
            return Err(too_many(from));
        }
        // What cannot be entered cannot match by name; what matches and cannot be read is an error when it is opened.
        let Ok(entry) = entry else { continue };
        let path = if here { entry.path().strip_prefix(".").unwrap_or(entry.path()) } else { entry.path() };
        if glob.is_match(path) {
            found.push(path.to_owned());
        }
    }
    if found.is_empty() {
        return Err(Fault::usage(phrase!("no file matches `{}`", shown)));
    }
    Ok(found)
}
