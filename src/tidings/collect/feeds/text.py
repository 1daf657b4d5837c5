"""The text in a feed: HTML or plain, its links made absolute, its commonest damage mended."""

from __future__ import annotations

import html
import re
from urllib.parse import urljoin

__all__ = ["absolute", "as_html", "as_title", "author_name", "looks_like_html", "mend"]

MAX_TITLE = 20_000  # characters of a title with markup that are looked at

_TAGS = (
    "a|abbr|acronym|address|article|aside|audio|b|big|blockquote|br|center|cite|code|dd|del|div|dl"
    "|dt|em|figcaption|figure|font|footer|h[1-6]|header|hr|i|iframe|img|ins|kbd|li|main|mark|nav"
    "|ol|p|picture|pre|q|s|samp|section|small|source|span|strike|strong|sub|sup|table|tbody|td"
    "|tfoot|th|thead|time|tr|tt|u|ul|var|video|wbr"
)
_KNOWN_TAG = re.compile(rf"</?(?:{_TAGS})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]\w{1,31});", re.IGNORECASE)
_MARKUP = re.compile(r"<[a-z/!?]|&(?:#|\w+;)", re.IGNORECASE)
_BREAK = re.compile(r"<(?:br|/?p|/?div|/?li|hr)\b[^<>]*>", re.IGNORECASE)
_HIDDEN = re.compile(r"<(script|style)\b.*?</\1\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_ANY_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)

_C1 = re.compile("[\x80-\x9f]")
_WINDOWS_1252 = {
    code: bytes([code]).decode("windows-1252")
    for code in range(0x80, 0xA0)
    if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}

# Attributes that hold one address, on the elements that feeds carry.
_RELATIVE = re.compile(
    r"""(\s(?:href|src|cite|poster|longdesc|background|action|data)\s*=\s*)"""
    r"""(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""",
    re.IGNORECASE,
)
# Starts at "=", which a search finds ten times faster than any of the names before it; the letter
# before that rules out most other attributes at once.
_MAY_BE_RELATIVE = re.compile(
    r"=(?<=[acdefnrEF]=)(?![\"']?(?:https?:|mailto:|#))"
    r"(?:(?<=href=|HREF=|cite=|data=)|(?<=src=|SRC=)|(?<=poster=|action=)|(?<=longdesc=)"
    r"|(?<=background=))"
)
_TAG = re.compile(r"<[a-z][^<>]*>", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_EMAIL = re.compile(r"\(?<?(?:mailto:)?[\w.+-]+@[\w-]+(?:\.[\w-]+)*(?:\?subject=\S*)?>?\)?")


def absolute(link: str, base: str) -> str:
    """Return the link as it is meant at `base`; as it stands when it can't be joined, or is ""."""
    link = link.strip()
    if not base or not link or link.startswith(("http://", "https://")):
        return link
    try:
        return urljoin(base, link)
    except ValueError:
        return link


def mend(text: str) -> str:
    """Undo the two common encoding mistakes: UTF-8 read as Latin-1, Windows-1252 as Latin-1."""
    if text.isascii():
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return _C1.sub(_from_windows, text) if _C1.search(text) else text


def _from_windows(found: re.Match[str]) -> str:
    return _WINDOWS_1252.get(ord(found[0]), found[0])


def looks_like_html(text: str) -> bool:
    """Say whether text of unknown kind is markup: it holds a known tag or an entity."""
    if "<" in text and _KNOWN_TAG.search(text):
        return True
    return "&" in text and _ENTITY.search(text) is not None


def as_html(text: str, base: str) -> str:
    """Return feed HTML with its links made absolute at `base`."""
    if not base or "<" not in text or _MAY_BE_RELATIVE.search(text) is None:
        return text
    return _TAG.sub(lambda tag: _with_links(tag[0], base) if "=" in tag[0] else tag[0], text)


def _with_links(tag: str, base: str) -> str:
    def resolved(found: re.Match[str]) -> str:
        link = html.unescape(next(part for part in found.groups()[1:] if part is not None)).strip()
        if not link or link[0] == "#" or _SCHEME.match(link):
            return found[0]
        return f'{found[1]}"{html.escape(absolute(link, base))}"'

    return _RELATIVE.sub(resolved, tag)


def escape_plain(text: str) -> str:
    """Return plain text as HTML that shows it; untouched where it can't be taken for markup."""
    return html.escape(text, quote=False) if _MARKUP.search(text) else text


def as_title(text: str, *, markup: bool) -> str:
    """Return a title as plain text. `markup`: it is HTML for sure, not perhaps."""
    if not markup and not looks_like_html(text):
        return text
    text = text[:MAX_TITLE]
    if "<" in text:
        text = _ANY_TAG.sub("", _BREAK.sub(" ", _HIDDEN.sub("", text)))
    return html.unescape(text) if "&" in text else text


def author_name(text: str) -> str:
    """Return the name in "a@b.example (Name)", "Name <a@b.example>"; the address where alone."""
    if "@" not in text or len(text) > 500:
        return text.strip()
    name = _EMAIL.sub("", text).strip(" \t\r\n()<>\"',;:-")
    return name or text.strip().removeprefix("mailto:")
