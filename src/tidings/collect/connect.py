"""Connections to addresses that were judged: look a name up once, and connect to what was found.

`httpcore2` asks its network backend for a connection by host name. Ours resolves the name, lets
the guard judge every address, and connects to one of those; TLS and the Host header still get the
name. A name that changes its mind between check and connection (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import asyncio
import errno
import socket
import ssl
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from ipaddress import ip_address
from itertools import zip_longest
from typing import Any

import httpcore2

from tidings.collect.guard import Guard
from tidings.errors import FetchError

__all__ = ["GuardedBackend", "OfflineError", "Resolver", "SystemResolver"]

CONNECT_SECONDS = 5.0  # for one address; most that answer do so within 1
TRIED_ADDRESSES = 4
UNREACHABLE = frozenset({errno.ENETUNREACH, errno.ENETDOWN, errno.EHOSTUNREACH})
LOOKUP_THREADS = 16  # a name server that is down holds a thread for 5 to 30 s
BUFFER_BYTES = 256 * 1024  # received and not yet read, before the other side is held up


class OfflineError(FetchError):
    """Nothing was learned about the server: our own network, or its name service, is down."""


class Resolver:
    """Turns a host name into its IP addresses."""

    async def resolve(self, host: str, port: int) -> list[str]:
        """Return the addresses of a host in the order to try them; raises OSError."""
        raise NotImplementedError

    def close(self) -> None:
        """Give up what it holds."""


class SystemResolver(Resolver):
    """The operating system's resolver, in threads of its own."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(LOOKUP_THREADS, thread_name_prefix="tidings-dns")

    async def resolve(self, host: str, port: int) -> list[str]:
        """Return the addresses of a host in the order to try them; raises OSError."""
        found = await asyncio.get_running_loop().run_in_executor(
            self._threads, lambda: socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        )
        return list(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found))

    def close(self) -> None:
        """Stop the threads; look-ups that hang are left to end by themselves."""
        self._threads.shutdown(wait=False, cancel_futures=True)


class GuardedBackend(httpcore2.AsyncNetworkBackend):
    """A network backend that connects only to where the guard lets it."""

    def __init__(self, guard: Guard, resolver: Resolver) -> None:
        self._guard = guard
        self._resolver = resolver

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """Connect to the first address of the host that answers; FetchError where none may be.

        The other arguments belong to httpcore2's interface and are not used.
        """
        failure: OSError = OSError("no address")
        for ip in (await self._addresses(host, port))[:TRIED_ADDRESSES]:
            try:
                return _Stream(await _dial(ip, port))
            except OSError as exc:  # a timeout is one too
                failure = exc
        if failure.errno in UNREACHABLE:
            raise OfflineError(
                f"{host} can't be reached from here: is the network up?"
            ) from failure
        raise httpcore2.ConnectError(str(failure)) from failure

    async def _addresses(self, host: str, port: int) -> list[str]:
        try:
            ips = [str(ip_address(host))]
        except ValueError:
            ips = _by_family(await self._look_up(host, port))
        self._guard.check_resolved(host, port, ips)
        return ips

    async def _look_up(self, host: str, port: int) -> list[str]:
        try:
            return await self._resolver.resolve(host, port)
        except socket.gaierror as exc:
            if exc.errno == socket.EAI_AGAIN:
                raise OfflineError(f"{host} can't be looked up now: is the network up?") from exc
            raise FetchError(f"{host} does not exist: check its spelling") from exc
        except (OSError, UnicodeError) as exc:
            raise FetchError(f"{host} can't be looked up: check its spelling") from exc


def _by_family(ips: list[str]) -> list[str]:
    """Let IPv6 and IPv4 take turns, the kind that the system prefers first: one may be broken."""
    preferred = [ip for ip in ips if (":" in ip) == (":" in ips[0])]
    others = [ip for ip in ips if ip not in preferred]
    return [ip for pair in zip_longest(preferred, others) for ip in pair if ip]


async def _dial(ip: str, port: int) -> socket.socket:
    sock = socket.socket(socket.AF_INET6 if ":" in ip else socket.AF_INET, socket.SOCK_STREAM)
    try:
        sock.setblocking(False)
        async with asyncio.timeout(CONNECT_SECONDS):
            await asyncio.get_running_loop().sock_connect(sock, (ip, port))
    except BaseException:
        sock.close()
        raise
    return sock


class _Stream(httpcore2.AsyncNetworkStream):
    """A connected socket, spoken to in plain text or, once `start_tls` was called, encrypted.

    Has no time limits of its own: the client sets one over the whole exchange.
    """

    def __init__(self, sock: socket.socket) -> None:
        self._socket = sock
        self._wire: _Wire | None = None

    async def _open(self, **tls: Any) -> _Wire:
        loop = asyncio.get_running_loop()
        try:
            _, wire = await loop.create_connection(_Wire, sock=self._socket, **tls)
        except (OSError, ssl.SSLError) as exc:
            self._socket.close()
            raise httpcore2.ConnectError(str(exc)) from exc
        except BaseException:
            self._socket.close()
            raise
        self._wire = wire
        return wire

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        await self._open(ssl=ssl_context, server_hostname=server_hostname)
        return self

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return await (self._wire or await self._open()).read()

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        if buffer:
            (self._wire or await self._open()).write(buffer)

    async def aclose(self) -> None:
        if self._wire is None:
            self._socket.close()
        else:
            self._wire.close()

    def get_extra_info(self, info: str) -> Any:
        if info == "is_readable":  # asked of idle connections: anything to read means the end
            return self._wire is None or self._wire.stirred
        if info == "ssl_object" and self._wire is not None:
            return self._wire.transport.get_extra_info("ssl_object")
        return None


class _Wire(asyncio.Protocol):
    """What arrives on a connection, kept until it is read. Requests are small: never held up."""

    def __init__(self) -> None:
        self.transport: asyncio.Transport
        self._buffer = bytearray()
        self._ended = False
        self._error: Exception | None = None
        self._arrived = asyncio.Event()
        self._paused = False

    @property
    def stirred(self) -> bool:
        """Whether anything came that was not read, if only the end."""
        return bool(self._buffer) or self._ended

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # noqa: S101  (narrows asyncio's type)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        self._arrived.set()
        if len(self._buffer) > BUFFER_BYTES and not self._paused:
            self._paused = True
            self.transport.pause_reading()

    def eof_received(self) -> None:
        self._ended = True
        self._arrived.set()

    def connection_lost(self, exc: Exception | None) -> None:
        self._ended = True
        self._error = exc
        self._arrived.set()

    async def read(self) -> bytes:
        """Return what arrived, after waiting for something; b"" at the end."""
        if not self._buffer and not self._ended:
            self._arrived.clear()
            await self._arrived.wait()
        if not self._buffer and self._error is not None:
            raise httpcore2.ReadError(str(self._error)) from self._error
        data = bytes(self._buffer)
        self._buffer.clear()
        if self._paused:
            self._paused = False
            self.transport.resume_reading()
        return data

    def write(self, data: bytes) -> None:
        if self._ended:
            raise httpcore2.WriteError("the connection is closed")
        self.transport.write(data)

    def close(self) -> None:
        self._ended = True
        self.transport.abort()
