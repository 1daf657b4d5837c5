"""What a person types into the search box, understood. Knows no SQL; never raises.

harbour OR port "wage deal" -strike ferr* title:quay source:gazette -lang:fr after:2026-01-31
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time

from tidings.i18n import phrase
from tidings.reference.countries import to_country
from tidings.reference.event_types import TYPES, find_event
from tidings.reference.topics import find_topic
from tidings.storage.searchable import is_unspaced, tokens

__all__ = ["FIELDS", "Filter", "Query", "Term", "parse_query"]

FIELDS = (
    "title", "author", "source", "tag", "topic", "event", "lang", "country", "near", "place",
    "after", "before",
)  # fmt: skip
MAX_LENGTH = 1_000  # characters of a query that are read
MAX_TERMS = 32
MIN_PREFIX = 3  # letters before a *: with two a search of 100,000 articles takes half a second
_TOKEN = re.compile(r'(-?)(?:([a-z]+):)?(?:"([^"]*)"?|(\S+))', re.IGNORECASE)
_WORD_FIELDS = ("title", "author")
_FILTERS = ("source", "tag", "topic", "event", "lang", "country", "near", "place")


@dataclass(frozen=True, kw_only=True, slots=True)
class Term:
    """Words that must stand together, in this order (`prefix`: the last may be only a start)."""

    words: tuple[str, ...]  # as `searchable.tokens` gives them
    field: str = ""  # "title" or "author": there only
    prefix: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Filter:
    """One of these values must hold, or with `excluded` none of them."""

    kind: str  # "source": part of a publisher's name, a host, or a source id; "tag"; "lang";
    # "topic", "country": a code; "event": a type; "near": the name of a town, 100 km around it;
    # "place": an id
    values: tuple[str, ...]
    excluded: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Query:
    """Everything must hold. `notes` say what could not be used, and why."""

    text: str
    wanted: tuple[tuple[Term, ...], ...] = ()  # of each group one term
    excluded: tuple[Term, ...] = ()
    filters: tuple[Filter, ...] = ()
    after: datetime | None = None  # inclusive
    before: datetime | None = None  # exclusive
    notes: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """True when nothing is asked for."""
        asked = any(not f.excluded for f in self.filters)
        return not (self.wanted or asked or self.after or self.before)


@dataclass(slots=True)
class _Draft:
    """A query while it is read, word by word."""

    groups: list[list[Term]] = field(default_factory=list)
    excluded: list[Term] = field(default_factory=list)
    filters: dict[tuple[str, bool], list[str]] = field(default_factory=dict)
    moments: dict[str, datetime] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    either: bool = False  # an OR stands before the next term
    without: bool = False  # a NOT does

    def read(self, minus: bool, name: str, value: str, *, exact: bool) -> None:
        """Take in one word, phrase or field."""
        minus, self.without = minus or self.without, False
        if name == "country" and not (value := to_country(code := value)):
            self.notes.append(phrase(f"country: takes a name or a code like DE, not {code!r}"))
        elif name == "topic" and (topic := find_topic(value)) is None:
            self.notes.append(phrase(f"there is no topic {value!r}: /topics has them all"))
        elif name == "event" and not (value := find_event(said := value)):
            self.notes.append(phrase(f"there is no event {said!r}: there are {', '.join(TYPES)}"))
        elif name in _FILTERS:
            value = topic.code if name == "topic" and topic else value
            self.filters.setdefault((name, minus), []).append(value)
        elif name in ("after", "before"):
            self._read_moment(name, value)
        else:
            whole = value if name in ("", *_WORD_FIELDS) else f"{name} {value}"
            field_ = name if name in _WORD_FIELDS else ""
            self._add(_term(whole, field_, exact=exact), minus=minus)
            return
        self.either = False

    def _add(self, term: Term | None, *, minus: bool) -> None:
        if term is None:
            return
        if term.prefix and len(term.words[-1]) < MIN_PREFIX and not is_unspaced(term.words[-1]):
            self.notes.append(phrase(f"* needs at least {MIN_PREFIX} letters before it"))
            term = replace(term, prefix=False)
        if minus:
            self.excluded.append(term)
        elif self.either and self.groups:
            self.groups[-1].append(term)
        else:
            self.groups.append([term])
        self.either = False

    def _read_moment(self, name: str, value: str) -> None:
        padded = {4: f"{value}-01-01", 7: f"{value}-01"}.get(len(value), value)
        try:
            day = date.fromisoformat(padded)
        except ValueError:
            self.notes.append(phrase(f"{name}: takes a day like 2026-01-31, not {value!r}"))
            return
        self.moments[name] = datetime.combine(day, time(), UTC)


def parse_query(text: str) -> Query:
    """Understand a query; what makes no sense is left out and noted."""
    text = " ".join(text.replace("\0", " ").split())
    draft = _Draft()
    if len(text) > MAX_LENGTH:
        draft.notes.append(phrase(f"only the first {MAX_LENGTH} characters were read"))
    found = _TOKEN.findall(text[:MAX_LENGTH])
    if len(found) > MAX_TERMS:
        draft.notes.append(phrase(f"only the first {MAX_TERMS} words were used"))
    for number, (minus, name, quoted, bare) in enumerate(found[:MAX_TERMS], 1):
        if number < len(found) and not minus and not name and _operator(bare, draft):
            continue
        draft.read(bool(minus), name.lower(), quoted or bare, exact=bool(quoted))
    query = Query(
        text=text[:MAX_LENGTH],
        wanted=tuple(map(tuple, draft.groups)),
        excluded=tuple(draft.excluded),
        filters=tuple(
            Filter(kind=kind, values=tuple(values), excluded=excluded)
            for (kind, excluded), values in draft.filters.items()
        ),
        after=draft.moments.get("after"),
        before=draft.moments.get("before"),
        notes=tuple(dict.fromkeys(draft.notes)),
    )
    if query.empty and (query.excluded or query.filters):
        return replace(
            query, notes=(*query.notes, phrase("say also what to look for, not only what not"))
        )
    return query


def _operator(word: str, draft: _Draft) -> bool:
    """Note an operator between two words; say whether it was one."""
    if word in ("OR", "|") and draft.groups:
        draft.either = True
    elif word == "NOT":
        draft.without = True
    else:
        return word in ("AND", "&") and bool(draft.groups)
    return True


def _term(value: str, field: str, *, exact: bool) -> Term | None:
    found = tokens(value)
    prefix = value.endswith("*") and not exact
    return Term(words=found, field=field, prefix=prefix) if found else None
