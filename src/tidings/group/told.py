"""What each article of a story adds, in whatever words: its sentences beside the earlier ones.

A sentence is *known* when what it says stands in earlier sentences of the story, one or a few
together, and *new* when it adds a number, a name, a date, a denial or enough other words. Each
comes with its evidence. Words decide: no model is asked, see decisions/0150.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime

from tidings.group.held import Held, Holding
from tidings.group.sayings import Saying, sayings
from tidings.types import Addition, Article, Novelty, Place, Statement

__all__ = ["new_for", "tell"]

KNOWN = 0.56  # of what a sentence says, told before; see decisions/0150
NEAREST = 0.35  # of it, told by one earlier sentence: else it is words that happen to be there
FACTS = ("number", "name", "date")  # kinds of terms of which a new one is news
FEW = 3  # terms; a sentence of fewer is a fragment, and judged neither way
TELLING = 2.5  # weight from which a single other word is worth showing as what is added
SHOWN = 6  # additions that are kept of a sentence
_NEVER = datetime.min.replace(tzinfo=UTC)


def tell(
    articles: Sequence[Article], novelty: Mapping[str, Novelty]
) -> dict[str, tuple[Statement, ...]]:
    """Return the judged sentences of each article of a story but the first, by article id.

    Recycled sentences (see `novelty`) and fragments are left out. The order in which articles
    are given plays no part: they are read by time, then id.
    """
    held = Held()
    found: dict[str, tuple[Statement, ...]] = {}
    for article in _in_order(articles):
        said = _sayings(article, novelty)
        if held:
            found[article.id] = tuple(_statements([s for s in said if s.recycled is None], held))
        held.add(said)
    return found


def new_for(
    read: Collection[str], articles: Sequence[Article], novelty: Mapping[str, Novelty]
) -> dict[str, tuple[Statement, ...]]:
    """Return what the articles of a story tell that a reader of some of them does not know.

    `read` are the ids of those. Each new sentence is returned once, under the unread article
    that tells it first; what was published before outside of the story is no news.
    """
    held = Held()
    order = _in_order(articles)
    for article in order:
        if article.id in read:
            held.add(_sayings(article, novelty))
    within = {article.id for article in articles}
    found: dict[str, tuple[Statement, ...]] = {}
    for article in order:
        if article.id not in read:
            said = _sayings(article, novelty)
            judged = _statements([s for s in said if s.recycled in {None, *within}], held)
            found[article.id] = tuple(s for s in judged if not s.known)
            held.add(said)
    return {name: statements for name, statements in found.items() if statements}


def _in_order(articles: Sequence[Article]) -> list[Article]:
    return sorted(articles, key=lambda article: (article.time or _NEVER, article.id))


def _sayings(article: Article, novelty: Mapping[str, Novelty]) -> list[Saying]:
    segments = novelty[article.id].segments if article.id in novelty else ()
    return list(sayings(article, segments))


def _statements(said: Sequence[Saying], held: Held) -> Iterator[Statement]:
    """Judge the sentences of one article. A name that it has introduced is known further on."""
    first: dict[str, int] = {}
    for number, saying in enumerate(said):
        for term in saying.terms:
            first.setdefault(term, number)
    judged = [(n, s) for n, s in enumerate(said) if n and len(s.terms) >= FEW]
    introduced = [{term for term in s.terms if first[term] < n} for n, s in judged]
    asked = [s for _, s in judged]
    speakers = [_speakers(*one, held) for one in zip(asked, introduced, strict=True)]
    found = held.find(asked, without=speakers)
    for saying, holding, known in zip(asked, found, introduced, strict=True):
        yield _judged(saying, holding, held, known)


def _speakers(saying: Saying, introduced: Collection[str], held: Held) -> set[str]:
    """Return the names in a sentence that its own article has introduced, and nobody before."""
    return {
        name
        for name in introduced
        if saying.terms[name].kind == "name" and not held.holds(saying.terms[name])
    }


def _judged(saying: Saying, holding: Holding, held: Held, introduced: Collection[str]) -> Statement:
    missing = [t for t in holding.missing if not _said_elsewhere(t, saying, held, introduced)]
    share = (holding.nearest + 2 * holding.together) / 3
    news = any(saying.terms[term].kind in FACTS for term in missing)
    denied = _denied(saying, holding)
    known = share >= KNOWN and holding.nearest >= NEAREST and not news and not denied
    return Statement(
        start=saying.span.start,
        end=saying.span.end,
        known=known,
        held=round(share, 3),
        restates=tuple(
            Place(article=p.article, start=p.span.start, end=p.span.end) for p in holding.places
        ),
        adds=() if known else tuple(_additions(saying, missing, denied=denied)),
    )


def _said_elsewhere(term: str, saying: Saying, held: Held, introduced: Collection[str]) -> bool:
    """Say whether a fact is known to the story, or from this article further up."""
    said = saying.terms[term]
    if said.kind == "number":
        return held.tells(term, saying)
    return said.kind in FACTS and (term in introduced or held.holds(said))


def _denied(saying: Saying, holding: Holding) -> bool:
    """Say whether the sentence denies what the earlier ones assert, or the other way round."""
    if saying.denial:
        return not any(place.denial for place in holding.places)
    return holding.nearest >= KNOWN and holding.places[0].denial is not None


def _additions(saying: Saying, missing: Sequence[str], *, denied: bool) -> list[Addition]:
    chosen = [
        (saying.terms[term].kind not in FACTS, -saying.terms[term].weight, term)
        for term in missing
        if saying.terms[term].kind in FACTS or saying.terms[term].weight >= TELLING
    ]
    shown = [term for _, _, term in sorted(chosen)[:SHOWN]]
    spans = [(*saying.place(term), saying.terms[term].kind) for term in shown]
    if denied and saying.denial:
        spans = [(saying.denial.start, saying.denial.end, "denial"), *spans[: SHOWN - 1]]
    return _joined(sorted(spans))


def _joined(spans: Iterable[tuple[int, int, str]]) -> list[Addition]:
    """Join names, and words, that stand side by side: a first name and a surname are one."""
    joined: list[tuple[int, int, str]] = []
    for start, end, kind in spans:
        since, until, last = joined[-1] if joined else (start, end, "")
        if kind == last and kind in ("name", "word") and start == until + 1:
            joined[-1] = (since, end, kind)
        else:
            joined.append((start, end, kind))
    return [Addition(kind=kind, start=start, end=end) for start, end, kind in joined]
