"""Where programs that speak MCP ask: POST /mcp, each request whole in itself, no session kept.

The guard before it keeps out other sites and names that were made to point here; the door has
found whose token it is.
"""

from __future__ import annotations

import asyncio
from functools import lru_cache
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from tidings.news import News
from tidings.serve.accounts.authentication import MCP
from tidings.serve.accounts.visitor import Visitor, visitor_of
from tidings.serve.agents.server import make_server
from tidings.types import Scope as Permission

if TYPE_CHECKING:
    from mcp.server.mcpserver import MCPServer

__all__ = ["Agents"]

AT_ONCE = 4  # requests worked on at a time, each with a connection to the library of its own
KEPT = 64  # servers at hand, one for each person who asks


class Agents:
    """Answers programs that speak MCP; passes all else on."""

    def __init__(self, app: ASGIApp, *, news: News, version: str) -> None:
        self.app = app
        self._at_once = asyncio.Semaphore(AT_ONCE)

        @lru_cache(KEPT)
        def server(person: int, writes: bool) -> MCPServer:
            return make_server(news, person=person, writes=writes, version=version)

        self._server = server

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a program, or say why not."""
        if scope["type"] != "http" or scope["path"] != MCP:
            await self.app(scope, receive, send)
            return
        request, visitor = Request(scope), visitor_of(scope)
        refusal = _refusal(request, visitor)
        if refusal:
            status, why = refusal
            headers = {"Allow": "POST"} if status == 405 else {}
            await JSONResponse({"error": why}, status, headers)(scope, receive, send)
            return
        async with self._at_once:
            await self._answer(visitor, scope, receive, send)

    async def _answer(self, visitor: Visitor, scope: Scope, receive: Receive, send: Send) -> None:
        from mcp.server.transport_security import TransportSecuritySettings

        person = visitor.person.id if visitor.person else 0
        server = self._server(person, _may(visitor, Permission.WRITE))
        guarded = TransportSecuritySettings(enable_dns_rebinding_protection=False)  # done by Guard
        server.streamable_http_app(
            json_response=True, stateless_http=True, transport_security=guarded
        )
        manager = server.session_manager  # of this request: one can be run only once
        async with manager.run():
            await manager.handle_request(scope, receive, send)


def _refusal(request: Request, visitor: Visitor) -> tuple[int, str] | None:
    if request.method != "POST":
        return 405, "This address answers MCP by POST, and keeps no stream open."
    if visitor.by == "session":
        return 403, "This asks for a token in the Authorization header, not a browser's session."
    if visitor.by == "token" and not _may(visitor, Permission.READ):
        return 403, "This token lacks the scope “read”."
    return None


def _may(visitor: Visitor, scope: Permission) -> bool:
    return bool(visitor.key and visitor.by == "token" and scope in visitor.key.scopes)
