"""Whether an answer is a bot wall: a page that wants proof of a person before the one asked for."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from tidings.collect.messages import Response

__all__ = ["GLANCE", "REFUSALS", "is_wall"]

REFUSALS = frozenset({401, 403, 429, 503})  # statuses with which walls are put up
GLANCE = 256 * 1024  # bytes of a refusal that are read; walls that we saw have 1 to 60 KiB
MOST_WORDS = 120  # of a wall; what says more has something to say

_PROGRAM = "script, meta[http-equiv=refresh i], iframe, form"
_UNSAID = "script, style, template"
_MACHINERY = re.compile(  # in the words of the page, or in the names of its parts
    r"java\s?script|cookie|captcha|challenge|\b(?:ro)?bots?\b|human|"
    r"جافا ?سكريبت|ملفات تعريف الارتباط|куки",
    re.IGNORECASE,
)
_NAMES = re.compile(r"""(?:id|class|name|action|src)\s*=\s*["']?([^"'>]{1,200})""", re.IGNORECASE)


def is_wall(reply: Response) -> bool:
    """Say whether a page wants proof of a person. One that is long, or no page, is no wall."""
    body = reply.body[:GLANCE]
    kind = reply.content_type.partition(";")[0].strip().lower()
    if kind not in ("text/html", "application/xhtml+xml", "") or b"<" not in body:
        return False
    page = LexborHTMLParser(body)
    if page.css_first(_PROGRAM) is None or page.css_first("rss, feed, article p") is not None:
        return False
    named = " ".join(_NAMES.findall(body.decode("utf-8", "replace")))
    for node in page.css(_UNSAID):
        node.decompose()
    said = page.root.text(separator=" ") if page.root else ""
    return len(said.split()) <= MOST_WORDS and bool(_MACHINERY.search(f"{said} {named}"))
