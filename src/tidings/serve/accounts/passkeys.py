"""By which name and address a browser knows us: a passkey is made for them, and for no other."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.requests import Request

from tidings.serve.accounts.authentication import is_encrypted
from tidings.serve.site import Site
from tidings.urls import is_ip

__all__ = ["passkey_host", "passkey_origin"]


def passkey_host(site: Site, request: Request) -> str:
    """Return the name to make a passkey for; "" where browsers make none.

    They ask for a name, not a number, and for https unless it is "localhost".
    """
    name = urlsplit(passkey_origin(site, request)).hostname or ""
    safe = is_encrypted(request, site.config) or name == "localhost"
    return name if safe and not is_ip(name) else ""


def passkey_origin(site: Site, request: Request) -> str:
    """Return our address as the browser that asks says it; the guard knows the host."""
    scheme = "https" if is_encrypted(request, site.config) else "http"
    return f"{scheme}://{request.headers.get('host', '').lower()}"
