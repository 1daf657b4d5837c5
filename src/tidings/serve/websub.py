"""Where hubs ask back and send what is new: each source under an address of its own.

Nobody logs in here: who asks knows an address that only one hub was told, and signs what it sends.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query
from fastapi.responses import PlainTextResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from tidings.intake.pushing import CALLBACK
from tidings.serve.accounts.visitor import needs
from tidings.serve.site import SiteDep, site_of

__all__ = ["router"]

NOTHING = "Nothing was asked for under this address."

router = APIRouter(prefix=CALLBACK.rstrip("/"), include_in_schema=False)


@router.get("/{token}")
@needs(None)
def confirm(
    site: SiteDep,
    token: str,
    mode: Annotated[str, Query(alias="hub.mode")] = "",
    topic: Annotated[str, Query(alias="hub.topic")] = "",
    challenge: Annotated[str, Query(alias="hub.challenge")] = "",
    lease: Annotated[str, Query(alias="hub.lease_seconds")] = "",
    reason: Annotated[str, Query(alias="hub.reason")] = "",
) -> Response:
    """Say to a hub that it was asked, by its own words; 404 where it was not."""
    seconds = float(lease) if lease.isascii() and lease.isdigit() and len(lease) < 12 else None
    said = site.news.pushes.confirm(
        token, mode=mode, topic=topic, challenge=challenge, lease=seconds, reason=reason
    )
    if not said:
        raise HTTPException(404, NOTHING)
    return PlainTextResponse(said, headers={"Cache-Control": "no-store"})


@router.post("/{token}")
@needs(None)
async def receive(request: Request, token: str) -> Response:
    """Take what a hub sends; 410 where nothing is wanted any more."""
    headers = request.headers
    taken = await run_in_threadpool(
        site_of(request).news.pushes.receive,
        token,
        await request.body(),
        signature=headers.get("x-hub-signature", ""),
        content_type=headers.get("content-type", ""),
    )
    return Response(status_code=202 if taken else 410)
