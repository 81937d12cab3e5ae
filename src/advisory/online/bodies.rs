//! The records themselves, fetched one by one, a few at a time.

use super::answer;
use super::refusal::Refusal;
use super::transport::Transport;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// Requests at a time.
const ABREAST: usize = 8;

/// A record, as far as it must be read to know which it is.
#[derive(Deserialize)]
struct Headed {
    id: String,
}

/// The record of each id, as received. The first one that cannot be had ends it all.
pub(super) fn of(transport: &Arc<Transport>, wanted: BTreeSet<String>) -> Result<BTreeMap<String, Vec<u8>>, Refusal> {
    let due = wanted.len();
    let mut bodies = BTreeMap::new();
    let queue = Arc::new(Mutex::new(wanted));
    let (answer, answers) = channel();
    for _ in 0..due.min(ABREAST) {
        let (transport, queue, answer) = (Arc::clone(transport), Arc::clone(&queue), answer.clone());
        let work = move || {
            while let Some(id) = next(&queue).filter(|_| !transport.stopped()) {
                let body = one(&transport, &id);
                if answer.send((id, body)).is_err() {
                    break;
                }
            }
        };
        let spawned = thread::Builder::new().name("advisory".to_owned()).spawn(work);
        spawned.map_err(|error| Refusal::Unreachable(format!("no thread to ask with: {error}")))?;
    }
    drop(answer);
    for (id, body) in answers {
        // Those still at work find out that nobody waits for them; they are not waited for.
        bodies.insert(id, body.inspect_err(|_| transport.stop())?);
    }
    if bodies.len() == due { Ok(bodies) } else { Err(Refusal::Unreachable("asking broke down; this is a bug".to_owned())) }
}

fn next(queue: &Mutex<BTreeSet<String>>) -> Option<String> {
    queue.lock().unwrap_or_else(PoisonError::into_inner).pop_first()
}

fn one(transport: &Transport, id: &str) -> Result<Vec<u8>, Refusal> {
    let body = transport.get(&["v1", "vulns", id])?;
    let headed: Headed = answer::read(&body)?;
    if headed.id == id {
        Ok(body)
    } else {
        Err(Refusal::Another { asked: id.to_owned(), got: super::transport::short(&headed.id) })
    }
}
