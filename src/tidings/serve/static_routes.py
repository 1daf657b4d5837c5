"""Routes beside the pages: style sheet, icons, robots.txt, health, the API's description."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, HTTPException
from fastapi.responses import PlainTextResponse, Response
from starlette.requests import Request

from tidings.serve.accounts.visitor import needs
from tidings.serve.parameters import Id
from tidings.serve.site import SiteDep

__all__ = ["router"]

FOREVER = "public, max-age=31536000, immutable"
ROBOTS = "User-agent: *\nDisallow: /\n"

router = APIRouter(include_in_schema=False)


@router.get("/static/{name}")
@needs(None)
def static(site: SiteDep, name: str) -> Response:
    """Serve one of our own files; its name changes with it, so it is kept for ever."""
    asset = site.assets.by_path.get(name)
    if asset is None:
        raise HTTPException(404)
    return Response(asset.body, media_type=asset.content_type, headers={"Cache-Control": FOREVER})


@router.get("/favicon.ico")
@needs(None)
def favicon(site: SiteDep) -> Response:
    """Serve the icon to those who ask without reading the page."""
    asset = site.assets.by_path[site.assets.paths["tidings.svg"]]
    return Response(asset.body, media_type=asset.content_type)


@router.get("/icon/{name}")
@needs(None)
def icon(site: SiteDep, name: Id) -> Response:
    """Serve a site's icon, to apps that carry no cookie: who asks was told its name."""
    found = site.news.icons.named(name)
    if found is None:
        raise HTTPException(404)
    headers = {"Cache-Control": FOREVER, "Cross-Origin-Resource-Policy": "cross-origin"}
    return Response(found.body, media_type=found.type, headers=headers)


@router.get("/robots.txt")
@needs(None)
def robots() -> Response:
    """Keep crawlers out: what is shown here belongs to its publishers."""
    return PlainTextResponse(ROBOTS)


@router.get("/healthz")
@needs(None)
def healthz(site: SiteDep) -> Response:
    """Answer "ok" while the library can be read; 503 says why it can't."""
    site.news.counts()
    return PlainTextResponse("ok\n", headers={"Cache-Control": "no-store"})


@router.get("/api")
def api_routes(site: SiteDep, request: Request) -> Response:
    """The routes of the JSON API, for people."""
    return site.page("api.html", routes=_routes(request.app.openapi()))


def _routes(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "method": method.upper(),
            "path": path,
            "says": operation.get("description", ""),
            "parameters": operation.get("parameters", []),
        }
        for path, operations in document["paths"].items()
        for method, operation in operations.items()
    ]
