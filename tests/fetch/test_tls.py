"""Encrypted connections: pinned to an address, and still proven to be the host's."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fetch.hostile_server import QUICK, Names, answer
from tidings.collect.fetch import Web
from tidings.collect.messages import Request
from tidings.errors import FetchError


class SecureServer:
    """Answers every encrypted connection once with the same bytes."""

    def __init__(self, certificate: Path, key: Path) -> None:
        self.names: list[str | None] = []
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(certificate, key)
        self._context.sni_callback = lambda sock, name, context: self.names.append(name)
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self.certificate = certificate
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        while True:
            try:
                plain, _ = self._socket.accept()
            except OSError:
                return
            with plain:
                try:
                    with self._context.wrap_socket(plain, server_side=True) as secure:
                        secure.recv(65_536)
                        secure.sendall(answer(b"news" * 100_000, headers="Connection: close\n"))
                except OSError:
                    continue

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join()


@pytest.fixture
def secure(tmp_path: Path) -> Iterator[SecureServer]:
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("needs the openssl command to make a certificate")
    certificate, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    command = f"{openssl} req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=a.example"
    command += f" -addext subjectAltName=DNS:a.example -keyout {key} -out {certificate}"
    subprocess.run(command.split(), check=True, capture_output=True)
    server = SecureServer(certificate, key)
    yield server
    server.close()


def fetch(host: str, port: int) -> bytes:
    names = Names(a_example=[["127.0.0.1"]], b_example=[["127.0.0.1"]])
    with Web(policy=QUICK, allow=["127.0.0.1"], resolver=names) as web:
        return web.fetch(Request(url=f"https://{host}:{port}/", kind="feed")).body


def test_the_name_is_proven_at_the_pinned_address(
    secure: SecureServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(secure.certificate))
    assert fetch("a.example", secure.port) == b"news" * 100_000
    assert secure.names == ["a.example"]
    with pytest.raises(FetchError, match="certificate is not valid"):
        fetch("b.example", secure.port)


def test_an_unknown_certificate_is_refused(secure: SecureServer) -> None:
    with pytest.raises(FetchError, match=r"a\.example's certificate is not valid"):
        fetch("a.example", secure.port)


def test_plain_text_where_encryption_was_expected() -> None:
    def answer_plainly(listening: socket.socket) -> None:
        connection, _ = listening.accept()
        with connection:
            connection.sendall(b"HTTP/1.1 400 No\r\n\r\n")

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=answer_plainly, args=(listening,))
        thread.start()
        with pytest.raises(FetchError, match="set up an encrypted connection"):
            fetch("a.example", listening.getsockname()[1])
        thread.join()
