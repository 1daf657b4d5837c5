"""Small turns of text that templates need. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote, urlencode

from markupsafe import Markup, escape

__all__ = [
    "count",
    "language_name",
    "marked",
    "path_part",
    "query_string",
    "unmarked",
]

LANGUAGES = {
    "ar": "العربية",
    "bg": "Български",
    "cs": "Čeština",
    "da": "Dansk",
    "de": "Deutsch",
    "el": "Ελληνικά",
    "en": "English",
    "es": "Español",
    "fa": "فارسی",
    "fi": "Suomi",
    "fr": "Français",
    "he": "עברית",
    "hi": "हिन्दी",
    "hu": "Magyar",
    "id": "Bahasa Indonesia",
    "it": "Italiano",
    "ja": "日本語",
    "ko": "한국어",
    "nl": "Nederlands",
    "no": "Norsk",
    "pl": "Polski",
    "pt": "Português",
    "ro": "Română",
    "ru": "Русский",
    "sv": "Svenska",
    "th": "ไทย",
    "tr": "Türkçe",
    "uk": "Українська",
    "vi": "Tiếng Việt",
    "zh": "中文",
}
"""The languages with most news, as their readers call them, by ISO 639-1 code."""

_MARKS = re.compile("([\x02\x03])")


def marked(snippet: str) -> Markup:
    """Return a search snippet with its matches in <mark>, and everything else escaped.

    Matches stand between \\x02 and \\x03; stray or nested ones never unbalance the result.
    """
    result, inside = Markup(), False
    for piece in _MARKS.split(snippet):
        if piece == "\x02":
            result += Markup("") if inside else Markup("<mark>")
            inside = True
        elif piece == "\x03":
            result += Markup("</mark>") if inside else Markup("")
            inside = False
        else:
            result += escape(piece)
    return result + (Markup("</mark>") if inside else Markup(""))


def unmarked(snippet: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return a search snippet without its marks, and the code points that they enclosed."""
    text, spans, start = "", [], None
    for piece in _MARKS.split(snippet):
        if piece == "\x02":
            start = len(text) if start is None else start
        elif piece == "\x03":
            if start is not None:
                spans.append((start, len(text)))
            start = None
        else:
            text += piece
    return text, tuple(spans)


def count(number: int, noun: str, plural: str = "") -> str:
    """Return "1 article", "2,345 articles"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def language_name(code: str) -> str:
    """Return what a language calls itself, or its code where we don't know."""
    return LANGUAGES.get(code, code)


def path_part(text: str) -> str:
    """Return a text as one part of an address's path, slashes and all."""
    return quote(text, safe="", errors="replace")


def query_string(parameters: Mapping[str, str | int]) -> str:
    """Return "?a=1&b=2" of the parameters that say something, "" when none does."""
    said = {name: value for name, value in parameters.items() if value not in ("", 0)}
    return f"?{urlencode(said, errors='replace')}" if said else ""
