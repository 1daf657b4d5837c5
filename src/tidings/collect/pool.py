"""Connections kept open between requests to the same server, a few and not for long.

httpcore2's own pool looks at every connection before every request, which costs more than the
request when hundreds of hosts are asked once each; with two places a host, less is needed.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpcore2

from tidings.urls import Address

__all__ = ["Pool"]

IDLE_CONNECTIONS = 64
IDLE_SECONDS = 15.0  # many servers close after 5 to 75

Headers = list[tuple[bytes, bytes]]


class Pool:
    """Sends requests; knows nothing about what is in them."""

    def __init__(self, backend: httpcore2.AsyncNetworkBackend) -> None:
        self._backend = backend
        self._tls = httpcore2.default_ssl_context()
        self._idle: dict[str, list[httpcore2.AsyncHTTPConnection]] = {}  # oldest site first

    @asynccontextmanager
    async def get(self, address: Address, headers: Headers) -> AsyncIterator[httpcore2.Response]:
        """Send a request and hand over the answer, whose body is still to be read."""
        url = httpcore2.URL(
            scheme=address.scheme, host=address.host, port=address.port, target=address.target
        )
        request = httpcore2.Request("GET", url, headers=headers)
        connection, response = await self._send(request)
        try:
            yield response
        finally:
            await response.aclose()
            await self._put_back(connection, url.origin)

    @asynccontextmanager
    async def post(
        self, address: Address, headers: Headers, body: bytes
    ) -> AsyncIterator[httpcore2.Response]:
        """Send a body, on a connection of its own: nothing is ever sent twice."""
        url = httpcore2.URL(
            scheme=address.scheme, host=address.host, port=address.port, target=address.target
        )
        request = httpcore2.Request("POST", url, headers=headers, content=body)
        connection = self._connection(url.origin)
        try:
            response = await connection.handle_async_request(request)
            try:
                yield response
            finally:
                await response.aclose()
        finally:
            await connection.aclose()

    def _connection(self, origin: httpcore2.Origin) -> httpcore2.AsyncHTTPConnection:
        return httpcore2.AsyncHTTPConnection(
            origin=origin,
            ssl_context=self._tls,
            keepalive_expiry=IDLE_SECONDS,
            network_backend=self._backend,
        )

    async def close(self) -> None:
        """Close the idle connections; those in use close with their requests."""
        idle, self._idle = self._idle, {}
        for connections in idle.values():
            for connection in connections:
                await connection.aclose()

    async def _send(
        self, request: httpcore2.Request
    ) -> tuple[httpcore2.AsyncHTTPConnection, httpcore2.Response]:
        """Send on an idle connection if there is one that works, else on a new one."""
        origin = request.url.origin
        while (connection := self._take(origin)) is not None:
            if connection.has_expired():
                await connection.aclose()
                continue
            try:
                return connection, await connection.handle_async_request(request)
            except (httpcore2.NetworkError, httpcore2.RemoteProtocolError):
                continue  # the server closed it as we wrote: no answer was begun
        connection = self._connection(origin)
        return connection, await connection.handle_async_request(request)

    def _take(self, origin: httpcore2.Origin) -> httpcore2.AsyncHTTPConnection | None:
        connections = self._idle.get(str(origin))
        if not connections:
            return None
        connection = connections.pop()
        if not connections:
            del self._idle[str(origin)]
        return connection

    async def _put_back(
        self, connection: httpcore2.AsyncHTTPConnection, origin: httpcore2.Origin
    ) -> None:
        if not connection.is_idle():
            await connection.aclose()
            return
        self._idle.setdefault(str(origin), []).append(connection)
        if len(self._idle) > IDLE_CONNECTIONS:
            for oldest in self._idle.pop(next(iter(self._idle))):
                await oldest.aclose()
