//! A real browser: headless Chromium behind chromedriver, spoken to in plain WebDriver over loopback.
//! Source: W3C, "WebDriver", sections 8 to 16.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// What WebDriver calls an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";
/// One browser at a time: they are large.
static ALONE: Mutex<()> = Mutex::new(());

/// One session.
pub(crate) struct Browser {
    driver: Child,
    profile: PathBuf,
    base: String,
    client: reqwest::blocking::Client,
    _alone: MutexGuard<'static, ()>,
}

impl Browser {
    /// Starts a browser; none, and the reason on standard output, where the machine has none.
    pub(crate) fn start() -> Option<Self> {
        let found = |name: &str| {
            let folders = std::env::var_os("PATH").unwrap_or_default();
            std::env::split_paths(&folders).map(|folder| folder.join(name)).find(|path| path.is_file())
        };
        let binary = ["chromium", "chromium-browser", "google-chrome"].into_iter().find_map(found);
        let (Some(binary), Some(driver)) = (binary, found("chromedriver")) else {
            println!("skipped: no chromium");
            return None;
        };
        let alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
        let mut driver = Command::new(driver).arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut lines = BufReader::new(driver.stdout.take().unwrap()).lines().map_while(Result::ok);
        let port = lines
            .find_map(|line| line.split_once("successfully on port ")?.1.trim_end_matches('.').trim().parse::<u16>().ok())
            .expect("chromedriver says its port");
        // It stops where nobody listens.
        std::thread::spawn(move || lines.for_each(drop));
        // The client speaks plain HTTP to loopback only, but is not built without a provider of TLS.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = reqwest::blocking::Client::builder().no_proxy().timeout(Duration::from_secs(120)).build().unwrap();
        let profile = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("chromium-{port}"));
        let mut browser = Self { driver, profile, base: format!("http://127.0.0.1:{port}/session"), client, _alone: alone };
        let arguments = [
            "--headless".to_owned(),
            "--no-sandbox".to_owned(),
            "--disable-gpu".to_owned(),
            // So that a click need not wait for the page to have scrolled.
            "--force-prefers-reduced-motion".to_owned(),
            "--disable-quic".to_owned(),
            "--disable-dev-shm-usage".to_owned(),
            "--no-first-run".to_owned(),
            "--disable-background-networking".to_owned(),
            "--disable-component-update".to_owned(),
            "--disable-sync".to_owned(),
            "--window-size=1280,1000".to_owned(),
            format!("--user-data-dir={}", browser.profile.display()),
        ];
        let options = json!({ "binary": binary, "args": arguments });
        let wanted = json!({ "capabilities": { "alwaysMatch": {
            "goog:chromeOptions": options, "goog:loggingPrefs": { "browser": "ALL" } } } });
        let session = browser.ask("", &wanted);
        let id = session["sessionId"].as_str().unwrap().to_owned();
        browser.base = format!("{}/{id}", browser.base);
        Some(browser)
    }

    fn ask(&self, path: &str, body: &Value) -> Value {
        self.try_ask(path, body).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    fn try_ask(&self, path: &str, body: &Value) -> Result<Value, String> {
        let request = self.client.post(format!("{}{path}", self.base)).body(body.to_string());
        let answer = request.send().map_err(|error| error.to_string())?.text().map_err(|error| error.to_string())?;
        let mut answer: Value = serde_json::from_str(&answer).map_err(|error| error.to_string())?;
        match answer["value"]["error"].as_str() {
            Some(_) => Err(answer["value"]["message"].to_string()),
            None => Ok(answer["value"].take()),
        }
    }

    /// Loads a file.
    pub(crate) fn open(&self, file: &Path) {
        self.ask("/url", &json!({ "url": format!("file://{}", file.display()) }));
    }

    /// What the script returns.
    pub(crate) fn run(&self, script: &str) -> Value {
        self.ask("/execute/sync", &json!({ "script": script, "args": [] }))
    }

    /// The same as a number.
    pub(crate) fn count(&self, script: &str) -> u64 {
        let value = self.run(script);
        value.as_u64().unwrap_or_else(|| panic!("{script} returned {value}"))
    }

    /// Types into the element, as a person does.
    pub(crate) fn type_into(&self, selector: &str, text: &str) {
        let found = self.ask("/element", &json!({ "using": "css selector", "value": selector }));
        let id = found[ELEMENT].as_str().unwrap();
        self.ask(&format!("/element/{id}/value"), &json!({ "text": text }));
    }

    /// Clicks the element.
    pub(crate) fn click(&self, selector: &str) {
        let found = self.ask("/element", &json!({ "using": "css selector", "value": selector }));
        let id = found[ELEMENT].as_str().unwrap();
        self.ask(&format!("/element/{id}/click"), &json!({}));
    }

    /// Presses a key.
    pub(crate) fn press(&self, key: char) {
        let actions = json!([{ "type": "key", "id": "keys", "actions": [
            { "type": "keyDown", "value": key }, { "type": "keyUp", "value": key } ] }]);
        self.ask("/actions", &json!({ "actions": actions }));
    }

    /// A command of the DevTools protocol.
    pub(crate) fn tools(&self, command: &str, parameters: &Value) -> Value {
        self.ask("/goog/cdp/execute", &json!({ "cmd": command, "params": parameters }))
    }

    /// What the console was told since last asked: errors, warnings, violations of the page's policy.
    pub(crate) fn complaints(&self) -> Vec<String> {
        let log = self.ask("/se/log", &json!({ "type": "browser" }));
        log.as_array().unwrap().iter().map(|entry| entry["message"].to_string()).collect()
    }

    /// Waits until the script returns true.
    pub(crate) fn until(&self, script: &str) {
        for _ in 0..100 {
            if self.run(script) == true {
                return;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        panic!("never came true: {script}");
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.client.delete(&self.base).send();
        let _ = self.driver.kill();
        let _ = self.driver.wait();
        let _ = std::fs::remove_dir_all(&self.profile);
    }
}
