//! A web server on this machine that answers as it is told, well or badly, one thread a connection.

use rustls::{ServerConfig, ServerConnection, StreamOwned};
use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// One request, read whole.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: Vec<u8>,
}

/// Writes an answer, or whatever it likes.
pub(crate) type Reply = dyn Fn(&Request, &mut dyn Write) -> io::Result<()> + Send + Sync;

/// A server that goes when it is dropped.
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    pub(crate) seen: Arc<Mutex<Vec<Request>>>,
    gone: Arc<AtomicBool>,
}

impl Server {
    pub(crate) fn new(reply: impl Fn(&Request, &mut dyn Write) -> io::Result<()> + Send + Sync + 'static) -> Self {
        Self::start(None, Arc::new(reply))
    }

    pub(crate) fn secure(
        tls: Arc<ServerConfig>,
        reply: impl Fn(&Request, &mut dyn Write) -> io::Result<()> + Send + Sync + 'static,
    ) -> Self {
        Self::start(Some(tls), Arc::new(reply))
    }

    fn start(tls: Option<Arc<ServerConfig>>, reply: Arc<Reply>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let server = Self { address: listener.local_addr().unwrap(), seen: Arc::default(), gone: Arc::default() };
        let (seen, gone) = (Arc::clone(&server.seen), Arc::clone(&server.gone));
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                if gone.load(Ordering::Relaxed) {
                    break;
                }
                let (tls, reply, seen) = (tls.clone(), Arc::clone(&reply), Arc::clone(&seen));
                thread::spawn(move || {
                    // A client that went away, or did not like our certificate, is what some tests are about.
                    let _ = match tls {
                        None => serve(stream, &*reply, &seen),
                        Some(tls) => ServerConnection::new(tls)
                            .map_err(io::Error::other)
                            .and_then(|connection| serve(StreamOwned::new(connection, stream), &*reply, &seen)),
                    };
                });
            }
        });
        server
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(crate) fn requests(&self) -> usize {
        self.seen.lock().unwrap().len()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.gone.store(true, Ordering::Relaxed);
        let _ = TcpStream::connect(self.address);
    }
}

/// An address of this machine where nobody listens.
pub(crate) fn nobody() -> String {
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    format!("http://{address}")
}

fn serve<S: Read + Write>(stream: S, reply: &Reply, seen: &Mutex<Vec<Request>>) -> io::Result<()> {
    let mut stream = BufReader::new(stream);
    let mut line = String::new();
    stream.read_line(&mut line)?;
    let mut words = line.split_whitespace().map(str::to_owned);
    let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let mut headers = BTreeMap::new();
    loop {
        let mut line = String::new();
        stream.read_line(&mut line)?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
    }
    let length: usize = headers.get("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    stream.read_exact(&mut body)?;
    let request = Request { method, path, headers, body };
    seen.lock().unwrap().push(request.clone());
    reply(&request, stream.get_mut())?;
    stream.get_mut().flush()
}

/// A whole answer, and the end of the connection.
pub(crate) fn answer(out: &mut dyn Write, status: &str, headers: &str, body: &[u8]) -> io::Result<()> {
    write!(out, "HTTP/1.1 {status}\r\nconnection: close\r\ncontent-length: {}\r\n{headers}\r\n", body.len())?;
    out.write_all(body)
}

/// A whole answer in JSON.
pub(crate) fn json(out: &mut dyn Write, body: &[u8]) -> io::Result<()> {
    answer(out, "200 OK", "content-type: application/json\r\n", body)
}

/// Longer than any deadline of a test.
pub(crate) fn hang() -> io::Result<()> {
    thread::sleep(Duration::from_secs(30));
    Ok(())
}
