//! The operator's documents: the file that lists them, and the files attached to it.

use super::fault::Fault;
use super::trust::{Role, Trust};
use crate::base::phrase;
use crate::check::{Evidence, Integrity};
use crate::enrich::Lists;
use crate::gate::Paper;
use crate::policy::read_evidence;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// Reads the list and holds every attached file against the digest that was noted. A file that is another makes its document
/// count as no; one that cannot be read is misuse.
pub(super) fn read(path: &Path, trust: &Trust, lists: &Lists, papers: &mut Vec<Paper>) -> Result<Evidence, Fault> {
    let (source, paper) = trust.read(path, Role::Evidence)?;
    let mut evidence = read_evidence(&source, lists)?;
    papers.push(paper);
    let folder = path.parent().unwrap_or(Path::new(""));
    for document in &mut evidence.documents {
        let Some(file) = &document.file else { continue };
        let attached = folder.join(file);
        let found = sha256(&attached).map_err(|error| {
            Fault::usage(phrase!(
                "{}: cannot read {}, attached to `{}`: {}",
                document.place,
                attached.display(),
                document.id,
                error
            ))
            .help(phrase!("paths are relative to the evidence file"))
        })?;
        if let Some(noted) = &document.sha256 {
            document.integrity = if *noted == found { Integrity::Intact } else { Integrity::Altered };
        }
    }
    Ok(evidence)
}

fn sha256(path: &Path) -> io::Result<String> {
    let mut file = File::open(path)?;
    if !file.metadata()?.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is not a regular file"));
    }
    let (mut hash, mut piece) = (Sha256::new(), vec![0; 64 << 10]);
    loop {
        match file.read(&mut piece)? {
            0 => return Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()),
            read => hash.update(&piece[..read]),
        }
    }
}
