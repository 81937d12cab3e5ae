//! Encrypted connections: whom they are believed to be with; and proxies on the way.

use super::server::{Server, answer};
use super::service::Service;
use super::{ask, ids, settings};
use bomgate::advisory::online::{Online, Route, Settings, SettingsFault};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, date_time_ymd};
use rustls::ServerConfig;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use std::sync::Arc;

/// An authority of the operator's, and what it signed.
pub(crate) struct Authority(CertifiedIssuer<'static, KeyPair>);

impl Authority {
    pub(crate) fn new() -> Self {
        let mut parameters = CertificateParams::new(Vec::new()).unwrap();
        parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        parameters.distinguished_name.push(rcgen::DnType::CommonName, "Operator's authority");
        Self(CertifiedIssuer::self_signed(parameters, KeyPair::generate().unwrap()).unwrap())
    }

    pub(crate) fn pem(&self) -> Vec<u8> {
        self.0.pem().into_bytes()
    }

    /// A server that shows a certificate for a name, valid until a year.
    pub(crate) fn server(&self, name: &str, until: i32) -> Server {
        let mut parameters = CertificateParams::new(vec![name.to_owned()]).unwrap();
        parameters.not_before = date_time_ymd(2020, 1, 1);
        parameters.not_after = date_time_ymd(until, 1, 1);
        let key = KeyPair::generate().unwrap();
        let certificate = parameters.signed_by(&key, &self.0).unwrap();
        let _ = rustls::crypto::ring::default_provider().install_default();
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
        let tls = ServerConfig::builder().with_no_client_auth().with_single_cert(vec![certificate.der().clone()], key).unwrap();
        let service = Service::new();
        Server::secure(Arc::new(tls), move |request, out| service.reply(request, out))
    }
}

fn over_tls(server: &Server, authority: Option<Vec<u8>>) -> Settings {
    Settings { authority, ..settings(&format!("https://{}", server.address), 8.0) }
}

#[test]
fn only_a_certificate_that_is_believed_is_spoken_to() {
    let (ours, theirs) = (Authority::new(), Authority::new());
    let good = ours.server("127.0.0.1", 2100);
    let (found, _) = ask(over_tls(&good, Some(ours.pem())));
    assert_eq!(ids(&found.unwrap())[1], ["TEST-2026-3"]);

    for (what, server, authority) in [
        ("unknown to the system", &good, None),
        ("of another authority", &good, Some(theirs.pem())),
        ("expired", &ours.server("127.0.0.1", 2021), Some(ours.pem())),
        ("for another name", &ours.server("api.osv.dev", 2100), Some(ours.pem())),
    ] {
        let before = server.requests();
        let (found, took) = ask(over_tls(server, authority));
        let why = found.map(|found| format!("{:?}", ids(&found))).expect_err(what);
        assert!(why.contains("a certificate that is not believed"), "{what}: {why}");
        assert_eq!(server.requests(), before, "{what}: something was sent");
        // It will not get better: it is not tried again.
        assert!(took.as_secs() < 3, "{what}: {took:?}");
    }
    // Something that does not speak TLS at all.
    let plain = Server::new(|_, out| answer(out, "200 OK", "", b"{\"results\":[{},{}]}"));
    let mut settings = over_tls(&plain, Some(ours.pem()));
    settings.within = std::time::Duration::from_secs(1);
    assert!(ask(settings).0.is_err());
}

#[test]
fn settings_that_cannot_work_are_refused_at_once() {
    let base = settings("https://api.osv.dev", 1.0);
    for pem in ["", "no certificate", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"] {
        let fault = Online::new(Settings { authority: Some(pem.as_bytes().to_vec()), ..base.clone() }).unwrap_err();
        assert!(matches!(fault, SettingsFault::Authority(_)), "{pem}: {fault}");
    }
    let proxy = Route::Through("not an address".to_owned());
    assert!(matches!(Online::new(Settings { proxy, ..base }).unwrap_err(), SettingsFault::Proxy(_)));
}

/// A proxy sees a name and a port and passes bytes on, or does not; it cannot answer in the place of the service.
#[test]
fn a_proxy_cannot_answer_for_the_service() {
    for reply in ["HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1 403 Forbidden\r\n\r\n", "garbage", ""] {
        let proxy = Server::new(move |_, out| {
            out.write_all(reply.as_bytes())?;
            out.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 19\r\n\r\n{\"results\":[{},{}]}")
        });
        let mut settings = settings("https://api.osv.invalid", 1.5);
        settings.proxy = Route::Through(proxy.url());
        assert!(ask(settings).0.is_err(), "{reply}");
        let seen = proxy.seen.lock().unwrap();
        assert!(seen.iter().all(|request| request.method == "CONNECT"), "{seen:?}");
        assert!(!seen.is_empty(), "the proxy was not used");
    }
    // What speaks in the clear stays on this machine, whatever proxy is named.
    let (service, nosy) = (Service::new(), Server::new(|_, _| Ok(())));
    let server = Server::new(move |request, out| service.reply(request, out));
    let mut settings = settings(&server.url(), 5.0);
    settings.proxy = Route::Through(nosy.url());
    assert!(ask(settings).0.is_ok());
    assert_eq!(nosy.requests(), 0);
}
