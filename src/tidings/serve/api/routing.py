"""What the routes of the JSON API have in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Depends, HTTPException
from starlette.requests import Request

from tidings.serve.api.models import ErrorOut

__all__ = ["api_router", "json_only"]


async def json_only(request: Request) -> None:
    """Refuse a change that is not sent as JSON: no foreign page can send that unasked."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if request.method == "POST" and kind != "application/json":
        raise HTTPException(415, "Send this as JSON, with Content-Type: application/json")


def api_router(prefix: str, *tags: str, before: Callable[..., Any] | None = None) -> APIRouter:
    """Return a router of which every change is sent as JSON and every error told as `ErrorOut`.

    `before` is asked before each of its routes, too.
    """
    asked = [Depends(one) for one in (json_only, before) if one]
    return APIRouter(
        prefix=prefix,
        tags=[*tags],
        dependencies=asked,
        responses={"4XX": {"model": ErrorOut}, "5XX": {"model": ErrorOut}},
    )
