"""Miniflux as a peer: Debian's program and its PostgreSQL, started on loopback for one run.

`miniflux` is found on the PATH or named by TIDINGS_MINIFLUX; PostgreSQL's programs beside
`postgres`. As root they run as the user postgres, for PostgreSQL runs as no root.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import Request, urlopen

__all__ = ["Miniflux", "lacks"]

WORD = "bench"  # everyone's password in the Google Reader API
PATIENCE = 30.0  # seconds for a server to answer

FILL = """
create extension if not exists pgcrypto;
insert into users (username, password) select 'reader' || n, '' from generate_series(1, :people) n;
insert into categories (user_id, title) select id, 'All' from users;
insert into integrations (user_id, googlereader_enabled, googlereader_username,
  googlereader_password) select id, true, username, crypt(:'word', gen_salt('bf', 4)) from users;
insert into api_keys (user_id, token, description) select id, 'key-' || username, '' from users;
insert into user_sessions (token, user_id, user_agent, ip)
  select 'session-' || username, id, '', '127.0.0.1' from users;
insert into sessions (id, data) select 'app-' || username, '{}' from users;
insert into feeds (user_id, category_id, title, feed_url, site_url)
  select u.id, c.id, 'Paper ' || n, 'https://s' || n || '.example/feed', 'https://s.example/'
  from users u join categories c on c.user_id = u.id, generate_series(1, :feeds) n;
insert into entries (user_id, feed_id, hash, published_at, created_at, changed_at, title, url,
  author, content, document_vectors)
  select user_id, feed_id, md5(feed_id || ' ' || n), at, at, at, title,
  'https://news.example/' || n, '', content,
  setweight(to_tsvector(title), 'A') || setweight(to_tsvector(content), 'B')
  from (select user_id, id as feed_id, n, now() - n * interval '1 hour' as at,
    'Something happened: ' || n as title, '<p>It was told in the morning: w' || (id * 7 + n) % 997
    || '.</p><p>Nobody was hurt.</p>' as content
    from generate_series(:entries, 1, -1) n, feeds) told order by user_id, n desc;
update entries set status = 'read' where user_id % 3 = 0 and published_at < now() - interval
  '3 hours' or user_id % 3 = 1 and id % 20 = 0;
vacuum analyze;
"""


def lacks() -> str:
    """Return what is missing, "" where it can be run."""
    if _program() is None:
        return "there is no miniflux: install Debian's package, or name it in TIDINGS_MINIFLUX"
    return "" if shutil.which("postgres") else "there is no PostgreSQL"


def _program() -> str | None:
    return os.environ.get("TIDINGS_MINIFLUX") or shutil.which("miniflux")


class Miniflux:
    """Both servers, for as long as a `with` lasts."""

    def __enter__(self) -> Miniflux:
        self._folder = tempfile.TemporaryDirectory()
        self._data = Path(self._folder.name) / "data"
        self._bin = Path(shutil.which("postgres") or "").resolve().parent
        self._user = "postgres" if os.geteuid() == 0 else None
        if self._user:
            shutil.chown(self._folder.name, self._user)
        self._run("initdb", "-D", self._data, "-A", "trust", "-U", "postgres")
        self._postgres, at = self._started_postgres()
        self._at = ("-h", "127.0.0.1", "-p", str(at), "-U", "postgres")
        self._run("createdb", *self._at, "miniflux")
        self._run("psql", *self._at, "miniflux", "-qc", "create extension hstore")
        self.port = _free_port()
        self._miniflux = subprocess.Popen(
            [_program() or ""],
            env={
                "DATABASE_URL": f"postgres://postgres@127.0.0.1:{at}/miniflux?sslmode=disable",
                "LISTEN_ADDR": f"127.0.0.1:{self.port}",
                "RUN_MIGRATIONS": "1",
                "DISABLE_SCHEDULER_SERVICE": "1",
                "LOG_LEVEL": "error",
                "PATH": os.environ["PATH"],
            },
        )
        _wait_for(self.port)
        return self

    def __exit__(self, *_: object) -> None:
        self._miniflux.terminate()
        self._miniflux.wait()
        self._postgres.terminate()
        self._postgres.wait()
        self._folder.cleanup()

    def _started_postgres(self) -> tuple[subprocess.Popen[bytes], int]:
        port = _free_port()
        settings = {
            "port": port, "listen_addresses": "127.0.0.1", "unix_socket_directories": "",
            "shared_buffers": "512MB", "fsync": "off", "max_wal_size": "4GB",
        }  # fmt: skip
        given = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        command = [str(self._bin / "postgres"), "-D", str(self._data), *given]
        started = subprocess.Popen(command, user=self._user, stderr=subprocess.DEVNULL)
        _wait_for(port)
        return started, port

    def _run(self, program: str, *given: object, text: str | None = None) -> None:
        command = [str(self._bin / program), *map(str, given)]
        subprocess.run(
            command, user=self._user, check=True, stdout=subprocess.DEVNULL, text=True, input=text,
            cwd=self._folder.name,
        )  # fmt: skip

    def fill(self, *, people: int, feeds: int, entries: int) -> list[tuple[str, str]]:
        """Make people, what they follow and have read; return their headers, each for an API."""
        given = {"people": people, "feeds": feeds, "entries": entries, "word": WORD}
        variables = [part for name, value in given.items() for part in ("-v", f"{name}={value}")]
        self._run("psql", *self._at, "miniflux", "-q", *variables, text=FILL)
        names = [f"reader{n}" for n in range(1, people + 1)]
        return [(self._login(name), _own(name)) for name in names]

    def _login(self, name: str) -> str:
        form = urlencode({"Email": name, "Passwd": WORD}).encode()
        url = f"http://127.0.0.1:{self.port}/accounts/ClientLogin"
        with urlopen(Request(url, form)) as said:
            token = said.read().decode().partition("Auth=")[2].strip()
        return f"Authorization: GoogleLogin auth={token}"

    def pids(self) -> list[int]:
        """Return the processes whose time counts, with those that they started."""
        return [self._miniflux.pid, self._postgres.pid]


def _own(name: str) -> str:
    cookies = f"MinifluxUserSessionID=session-{name}; MinifluxAppSessionID=app-{name}"
    return f"X-Auth-Token: key-{name}\r\nCookie: {cookies}"


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait_for(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"nobody answers at port {port}")
