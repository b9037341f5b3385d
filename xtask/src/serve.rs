//! A web server for `www/dist` on this machine alone. It serves the files that are there when it starts, by their
//! exact paths, with the content security policy that the page is meant to run under; nothing else.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::net::SocketAddr;
use std::path::Path;

use tiny_http::{Header, Method, Request, Response, Server};

use crate::{tools, www};

/// Where the page is served if nobody asks for another port; taken ports are passed over.
const PORT: u16 = 4173;
/// How many ports are tried.
const TRIES: u16 = 20;

/// How many requests are answered at once.
const HANDS: usize = 16;

/// The page loads its own files, compiles Wasm and starts a worker; it can reach nothing else.
/// `www/index.html` holds the same policy, for servers that send no headers; a test compares them.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
    connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Builds the page and serves it until the process ends.
pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    let first = match arguments {
        [] => PORT,
        [flag, port] if flag == "--port" => port
            .parse()
            .map_err(|_| format!("`{port}` is no port; write a number up to 65535"))?,
        _ => return Err(String::from("usage: cargo xtask serve [--port N]")),
    };
    www::build()?;
    let site = Site::open(&tools::root().join("www/dist"), first)?;
    tools::say(&format!(
        "\nclausecheck is at http://{}/ (Ctrl+C stops it)",
        site.address
    ));
    site.serve();
    Ok(())
}

/// Files, and a port on which to hand them out.
pub(crate) struct Site {
    /// Where it listens.
    pub(crate) address: SocketAddr,
    server: Server,
    files: BTreeMap<String, Vec<u8>>,
}

impl Site {
    /// Reads the files of a folder and takes the first free port, or any where `port` is 0.
    pub(crate) fn open(folder: &Path, port: u16) -> Result<Site, String> {
        let mut files = BTreeMap::new();
        collect(folder, "/", &mut files)?;
        let mut last = String::new();
        for port in (port..=port.saturating_add(TRIES)).take(usize::from(TRIES)) {
            match Server::http(SocketAddr::from(([127, 0, 0, 1], port))) {
                Ok(server) => {
                    let address = server
                        .server_addr()
                        .to_ip()
                        .ok_or("no address to serve on")?;
                    return Ok(Site {
                        address,
                        server,
                        files,
                    });
                }
                Err(error) => last = error.to_string(),
            }
        }
        Err(format!("no port from {port} on is free: {last}"))
    }

    /// Answers requests, several at once: a tab that stops in the middle of a large file must not hold up the others.
    pub(crate) fn serve(&self) {
        std::thread::scope(|scope| {
            for _ in 0..HANDS {
                scope.spawn(|| {
                    for request in self.server.incoming_requests() {
                        let response = self.answer(&request);
                        // A browser that went away is no concern of ours.
                        let _ = request.respond(response);
                    }
                });
            }
        });
    }

    fn answer(&self, request: &Request) -> Response<Cursor<Vec<u8>>> {
        let path = request.url().split(['?', '#']).next().unwrap_or_default();
        let path = if path.ends_with('/') {
            format!("{path}index.html")
        } else {
            path.to_owned()
        };
        let (status, kind, body) = match self.files.get(&path) {
            _ if !matches!(request.method(), Method::Get | Method::Head) => {
                (405, "text/plain; charset=utf-8", b"only GET".to_vec())
            }
            Some(body) => (200, media_type(&path), body.clone()),
            None => (404, "text/plain; charset=utf-8", b"not found".to_vec()),
        };
        let mut response = Response::from_data(body).with_status_code(status);
        for (name, value) in [
            ("Content-Type", kind),
            ("Content-Security-Policy", POLICY),
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "no-referrer"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Cache-Control", "no-cache"),
        ] {
            if let Ok(header) = Header::from_bytes(name, value) {
                response.add_header(header);
            }
        }
        response
    }
}

fn collect(
    folder: &Path,
    prefix: &str,
    files: &mut BTreeMap<String, Vec<u8>>,
) -> Result<(), String> {
    let failed = |error| format!("{} cannot be read: {error}", folder.display());
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            continue;
        };
        if path.is_dir() {
            collect(&path, &format!("{prefix}{name}/"), files)?;
        } else {
            let body = std::fs::read(&path)
                .map_err(|error| format!("{} cannot be read: {error}", path.display()))?;
            files.insert(format!("{prefix}{name}"), body);
        }
    }
    Ok(())
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "txt" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpStream;

    use super::*;

    #[test]
    fn the_page_and_the_server_have_one_policy() {
        let page = std::fs::read_to_string(tools::root().join("www/index.html")).unwrap();
        // frame-ancestors is for headers only; browsers complain of it in a meta element.
        let policy = POLICY.replace("; frame-ancestors 'none'", "");
        assert!(
            page.contains(&format!("content=\"{policy}\"")),
            "www/index.html should have: {policy}"
        );
    }

    #[test]
    fn a_reader_that_stops_holds_up_nobody() {
        let folder = scratch();
        std::fs::write(folder.join("large.bin"), vec![0; 16 << 20]).unwrap();
        std::fs::write(folder.join("index.html"), "here").unwrap();
        let site = std::sync::Arc::new(Site::open(&folder, 0).unwrap());
        let server = std::sync::Arc::clone(&site);
        // The thread ends with the process.
        std::thread::spawn(move || server.serve());
        let ask = |path: &str| {
            let mut stream = TcpStream::connect(site.address).unwrap();
            let wait = Some(std::time::Duration::from_secs(20));
            stream.set_read_timeout(wait).unwrap();
            let request = format!("GET {path} HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n");
            stream.write_all(request.as_bytes()).unwrap();
            stream
        };
        let mut stopped = ask("/large.bin");
        // Its answer has begun, and is not read on.
        stopped.read_exact(&mut [0; 64]).unwrap();
        let mut page = String::new();
        ask("/").read_to_string(&mut page).unwrap();
        assert!(page.ends_with("here"));
        std::fs::remove_dir_all(folder).unwrap();
    }

    fn scratch() -> std::path::PathBuf {
        let folder = tools::target_dir().join(format!("served-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        folder
    }

    #[test]
    fn types_are_those_that_browsers_insist_on() {
        assert_eq!(media_type("/assets/engine-1a.wasm"), "application/wasm");
        assert_eq!(
            media_type("/assets/page.js"),
            "text/javascript; charset=utf-8"
        );
        assert_eq!(media_type("/unknown"), "application/octet-stream");
    }
}
