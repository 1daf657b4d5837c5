"""What a person types into the search box, understood. Knows no SQL; never raises.

harbour "wage deal" -strike title:port source:gazette tag:shipping lang:fr after:2026-01-31
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from tidings.text import words

__all__ = ["FIELDS", "Query", "Term", "parse_query"]

FIELDS = ("title", "source", "tag", "lang", "after", "before")
MAX_LENGTH = 1_000  # characters of a query that are read
MAX_TERMS = 32
_TOKEN = re.compile(r'(-?)(?:([a-z]+):)?(?:"([^"]*)"?|(\S+))', re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Term:
    """Words that must stand together, in this order (`prefix`: the last may be only a start)."""

    words: tuple[str, ...]
    title: bool = False  # in the title only
    excluded: bool = False
    prefix: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Query:
    """Everything must hold. `notes` say what could not be used, and why."""

    text: str
    terms: tuple[Term, ...] = ()
    sources: tuple[str, ...] = ()  # part of a publisher's name, a host, or a source id
    tags: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    after: datetime | None = None  # inclusive
    before: datetime | None = None  # exclusive
    notes: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """True when nothing is asked for."""
        return not (
            any(not t.excluded for t in self.terms)
            or self.sources
            or self.tags
            or self.languages
            or self.after
            or self.before
        )


def parse_query(text: str) -> Query:
    """Understand a query; what makes no sense is left out and noted."""
    text = " ".join(text.replace("\0", " ").split())
    parts: dict[str, list[str]] = {"source": [], "tag": [], "lang": []}
    terms: list[Term] = []
    notes = [f"only the first {MAX_LENGTH} characters were read"] if len(text) > MAX_LENGTH else []
    moments: dict[str, datetime] = {}
    for minus, name, quoted, bare in _TOKEN.findall(text[:MAX_LENGTH]):
        field, value = name.lower(), quoted or bare
        if field in parts and not minus:
            parts[field].append(value)
        elif field in ("after", "before"):
            _read_moment(field, value, moments, notes)
        else:
            known = field == "title"
            whole = value if known or not field else f"{field} {value}"
            terms.extend(_term(whole, title=known, excluded=bool(minus), exact=bool(quoted)))
    if len(terms) > MAX_TERMS:
        notes.append(f"only the first {MAX_TERMS} words were used")
    return Query(
        text=text[:MAX_LENGTH],
        terms=tuple(terms[:MAX_TERMS]),
        sources=tuple(parts["source"]),
        tags=tuple(parts["tag"]),
        languages=tuple(v.lower()[:2] for v in parts["lang"]),
        after=moments.get("after"),
        before=moments.get("before"),
        notes=tuple(notes),
    )


def _term(value: str, *, title: bool, excluded: bool, exact: bool) -> list[Term]:
    prefix = value.endswith("*") and not exact
    found = tuple(piece for word in words(value) for piece in re.findall(r"\w+", word))
    if not found:
        return []
    return [Term(words=found, title=title, excluded=excluded, prefix=prefix)]


def _read_moment(field: str, value: str, moments: dict[str, datetime], notes: list[str]) -> None:
    padded = {4: f"{value}-01-01", 7: f"{value}-01"}.get(len(value), value)
    try:
        day = date.fromisoformat(padded)
    except ValueError:
        notes.append(f"{field}: takes a day like 2026-01-31, not {value!r}")
        return
    moments[field] = datetime.combine(day, time(), UTC)
