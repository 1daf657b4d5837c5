"""HTML and links from outside, made safe for a browser. What is not on the lists is dropped.

Pure. The policy is tight: text structure, tables and links; no picture, no frame, no form, no
style, no id or class, nothing that loads anything. Measured in decisions/0050.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import nh3
from markupsafe import Markup, escape

from tidings import urls
from tidings.errors import UsageError

__all__ = ["clean_html", "safe_url"]

MAX_LENGTH = 500_000  # characters; ten times the longest article body seen
MAX_TAGS = 10_000  # "<" in one text: 10,000 nested elements take 0.2 s, 100,000 take 30 s

TAGS = frozenset(
    """
    a abbr b bdi blockquote br caption cite code dd del dfn dl dt em figcaption figure
    h2 h3 h4 h5 h6 hr i ins kbd li mark ol p pre q rp rt ruby s samp small strong sub sup
    table tbody td tfoot th thead time tr u ul var wbr
    """.split()
)
CONTENT_DROPPED = frozenset(
    """
    applet datalist embed frameset head iframe noembed noframes plaintext script select style
    template textarea title xmp
    """.split()
)
"""Elements that go with all that is in them; of any other unknown element the text stays."""

ATTRIBUTES = {
    "*": frozenset({"dir", "lang"}),
    "a": frozenset({"href"}),
    "abbr": frozenset({"title"}),
    "ol": frozenset({"start"}),
    "td": frozenset({"colspan", "rowspan"}),
    "th": frozenset({"colspan", "rowspan"}),
}
NUMBERED = frozenset({"colspan", "rowspan", "start"})
LINK_REL = "noopener noreferrer nofollow"

_AROUND = "".join(map(chr, range(0x21)))  # what the URL standard strips at both ends
_WITHIN = re.compile(r"[\t\n\r]")  # and everywhere
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_MAIL = re.compile(r"mailto:[^\s<>\"'`\\]+", re.IGNORECASE)
_SMALL_NUMBER = re.compile(r"[1-9][0-9]{0,2}")


def clean_html(html: str, base_url: str = "") -> Markup:
    """Return a fragment that is safe to show as it is, with links made absolute by `base_url`.

    Relative links without a base are unlinked. A text beyond the bounds is shown as plain text.
    Idempotent, and parsing the result gives the tree that was written.
    """
    html = html[:MAX_LENGTH].replace("\0", "")
    if html.count("<") > MAX_TAGS:
        html = str(escape(html))
    cleaned = nh3.clean(
        html,
        tags=set(TAGS),
        clean_content_tags=set(CONTENT_DROPPED),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        attribute_filter=_filter_for(base_url),
        url_schemes={"http", "https", "mailto"},
        link_rel=LINK_REL,
    )
    return Markup(cleaned.replace("\r", "\n"))  # noqa: S704  (the sanitizer's own output)


def safe_url(url: str, base_url: str = "") -> str:
    """Return an absolute http, https or mailto address; "" for whatever is none of these."""
    url = _WITHIN.sub("", url.strip(_AROUND))
    if _MAIL.fullmatch(url):
        return "mailto:" + url[7:]
    if not url or (not base_url and not _SCHEME.match(url)):
        return ""
    try:
        return urls.join(base_url, url)
    except UsageError:
        return ""


def _filter_for(base_url: str) -> Callable[[str, str, str], str | None]:
    def keep(_tag: str, attribute: str, value: str) -> str | None:
        if attribute == "href":
            return safe_url(value, base_url) or None
        if attribute in NUMBERED:
            return value if _SMALL_NUMBER.fullmatch(value) else None
        return value

    return keep
