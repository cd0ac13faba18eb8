//! Real servers: each test starts its own, on a free port and in a folder of its own.
//!
//! `EVENKEEL_NATS_SERVERS` names a folder with `oldest/nats-server` and `newest/nats-server`, and
//! perhaps `debian/nats-server`; `tests/run.sh` sets it. Without it, these tests say that they are
//! skipped; with it, a server that is missing is a failure.

use evenkeel_bus::testing::Server;
use evenkeel_bus::transport::BoxFuture;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, Once};
use std::time::{Duration, Instant};

const VARIABLE: &str = "EVENKEEL_NATS_SERVERS";

/// Which of the supported servers.
#[derive(Clone, Copy, Debug)]
pub enum Version {
    Oldest,
    Newest,
    /// The one of Debian 12, which is older than what is supported in full.
    Debian,
}

impl Version {
    fn binary(self) -> Option<PathBuf> {
        let folder = PathBuf::from(std::env::var_os(VARIABLE)?);
        let name = format!("{self:?}").to_lowercase();
        let binary = folder.join(name).join("nats-server");
        match self {
            Self::Debian if !binary.exists() => None,
            _ => {
                assert!(binary.exists(), "{} is missing: run tests/run.sh", binary.display());
                Some(binary)
            }
        }
    }

    /// Whether there is such a server; says so where there is none.
    pub fn is_here(self) -> bool {
        static TOLD: Once = Once::new();
        let here = self.binary().is_some();
        if !here {
            // Straight to the terminal: what a passing test prints is swallowed.
            let text =
                format!("SKIPPED: tests without a NATS server ({self:?}); tests/run.sh fetches it, sets {VARIABLE}");
            TOLD.call_once(|| drop(writeln!(std::io::stderr(), "{text}")));
        }
        here
    }
}

/// Runs a test, unless there is no such server.
pub fn with(version: Version, test: impl Future<Output = ()>) {
    if version.is_here() {
        let mut runtime = tokio::runtime::Builder::new_multi_thread();
        runtime.worker_threads(2).enable_all().build().unwrap().block_on(test);
    }
}

/// A server. Clones share it; the last one takes it down and removes its store.
#[derive(Clone)]
pub struct Nats(Arc<Process>);

struct Process {
    binary: PathBuf,
    folder: PathBuf,
    arguments: Vec<String>,
    port: u16,
    child: Mutex<Option<Child>>,
}

impl Nats {
    /// Starts a server with JetStream.
    pub fn start(version: Version) -> Self {
        Self::start_with(version, "")
    }

    /// Starts a server with these lines in its configuration.
    pub fn start_with(version: Version, config: &str) -> Self {
        Self::launch(version, config, &["-js"])
    }

    /// Starts a server without JetStream.
    pub fn without_jetstream(version: Version) -> Self {
        Self::launch(version, "", &[])
    }

    fn launch(version: Version, config: &str, switches: &[&str]) -> Self {
        static SERVERS: AtomicU32 = AtomicU32::new(0);
        let binary = version.binary().expect("`with` has looked");
        let number = SERVERS.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("evenkeel-nats-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join("server.conf");
        std::fs::write(&file, config).unwrap();
        let store = folder.join("store");
        let words = ["-c", text(&file), "-a", "127.0.0.1", "-sd", text(&store)];
        let arguments: Vec<_> = words.iter().chain(switches).map(|&word| word.to_owned()).collect();
        // The server chooses its port: nobody else can take it meanwhile.
        let child = run(&binary, &arguments, &["-p", "-1", "--ports_file_dir", text(&folder)]);
        let ports = folder.join(format!("nats-server_{}.ports", child.id()));
        let port = wait_for(|| port_in(&ports));
        let server = Self(Arc::new(Process { binary, folder, arguments, port, child: Mutex::new(Some(child)) }));
        server.answers();
        server
    }

    pub fn url(&self) -> String {
        format!("nats://{}", self.address())
    }

    pub fn address(&self) -> String {
        format!("127.0.0.1:{}", self.0.port)
    }

    /// As `kill -9`.
    pub fn kill_now(&self) {
        if let Some(mut child) = self.0.child.lock().unwrap().take() {
            child.kill().unwrap();
            child.wait().unwrap();
        }
    }

    /// At the same port and with the same store.
    pub fn start_again(&self) {
        let Process { binary, arguments, port, child, .. } = &*self.0;
        *child.lock().unwrap() = Some(run(binary, arguments, &["-p", &port.to_string()]));
        self.answers();
    }

    fn answers(&self) {
        wait_for(|| {
            let mut stream = TcpStream::connect(self.address()).ok()?;
            stream.set_read_timeout(Some(Duration::from_secs(1))).ok()?;
            let mut start = [0; 4];
            stream.read_exact(&mut start).ok()?;
            (start == *b"INFO").then_some(())
        });
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.lock().unwrap().take() {
            let _ = child.kill();
            let _ = child.wait();
        }
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

impl Server for Nats {
    fn kill(&self) -> BoxFuture<'_, ()> {
        Box::pin(async { self.kill_now() })
    }

    fn start(&self) -> BoxFuture<'_, ()> {
        Box::pin(async { self.start_again() })
    }
}

fn run(binary: &Path, arguments: &[String], more: &[&str]) -> Child {
    Command::new(binary)
        .args(arguments)
        .args(more)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

fn port_in(file: &Path) -> Option<u16> {
    let ports: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(file).ok()?).ok()?;
    ports["nats"][0].as_str()?.rsplit_once(':')?.1.parse().ok()
}

fn wait_for<T>(mut ready: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(value) = ready() {
            return value;
        }
        assert!(start.elapsed() < Duration::from_secs(60), "the server does not start");
        std::thread::sleep(Duration::from_millis(2));
    }
}

fn text(path: &Path) -> &str {
    path.to_str().expect("folders of tests are plain")
}
