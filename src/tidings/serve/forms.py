"""Forms that our own pages send: read within bounds, refused without their token."""

from __future__ import annotations

import secrets
from typing import Annotated
from urllib.parse import parse_qs

from fastapi import Depends, HTTPException
from starlette.requests import Request

from tidings.serve.site import Here

__all__ = ["Form", "form_of"]

FORM_TYPE = "application/x-www-form-urlencoded"
MAX_FIELDS = 20_000  # a list of 4,000 feeds


async def form_of(request: Request, site: Here) -> dict[str, list[str]]:
    """Return the fields of a form, each a list of values; 403 where the token is not ours."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM_TYPE:
        raise HTTPException(415, "This only takes the forms of our own pages.")
    body = (await request.body()).decode("utf-8", "replace")
    try:
        fields = parse_qs(body, keep_blank_values=True, max_num_fields=MAX_FIELDS, errors="replace")
    except ValueError as error:
        raise HTTPException(400, "This form holds more fields than it may.") from error
    token = fields.pop("token", [""])[0]
    if not secrets.compare_digest(token.encode(), site.token.encode()):
        raise HTTPException(
            403,
            "This form is from before you logged in or Tidings was restarted. "
            "Go back, reload, try again.",
        )
    return fields


Form = Annotated[dict[str, list[str]], Depends(form_of)]
