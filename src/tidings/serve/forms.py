"""Forms that our own pages send: read within bounds, refused without their token."""

from __future__ import annotations

import secrets
from typing import Annotated
from urllib.parse import parse_qs

from fastapi import Depends, HTTPException
from starlette.requests import Request

from tidings.serve.parameters import NUMBERS, whole_number
from tidings.serve.site import SiteDep

__all__ = ["Fields", "Form", "form_of"]

FORM_TYPE = "application/x-www-form-urlencoded"
MAX_FIELDS = 20_000  # a list of 4,000 feeds


class Fields(dict[str, list[str]]):
    """The fields of a form, each a list of values."""

    def text(self, name: str) -> str:
        """Return the first value of a field, "" where there is none."""
        return self.get(name, [""])[0]

    def texts(self, *names: str) -> tuple[str, ...]:
        """Return the first value of each field."""
        return tuple(map(self.text, names))

    def number(self, name: str, *, empty: int | None = None, most: int = NUMBERS - 1) -> int:
        """Return a whole number, `empty` where nothing was typed; 400 where it is neither."""
        text = self.text(name).strip()
        return _known(whole_number(text, most=most) if text else empty)

    def numbers(self, name: str) -> tuple[int, ...]:
        """Return the whole numbers of a field; 400 where a value is none."""
        return tuple(_known(whole_number(text)) for text in self.get(name, []))


def _known(number: int | None) -> int:
    if number is None:
        raise HTTPException(400, "A number of this form is none that can be used.")
    return number


async def form_of(request: Request, site: SiteDep) -> Fields:
    """Return the fields of a form that our own pages sent; 403 where its token is not ours."""
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
    return Fields(fields)


Form = Annotated[Fields, Depends(form_of)]
