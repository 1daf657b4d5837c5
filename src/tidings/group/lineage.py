"""Who of a story's articles took from whom, and how many sources stand behind it.

Pure: the articles with what grouping knows of them go in, a `Lineage` comes out, the same in
whatever order they came. An article is held against those that came out before it; the one that
holds most of its text is where it has it from. Who names an outlet depends on it, whatever the
words. Times are believed only as far as they go: where they can't be, the order is said to be
doubtful.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from tidings.group.copies import share_in
from tidings.group.credits import Credit, credits, is_outlet, outlet_key
from tidings.group.features import Features
from tidings.group.serial import copied_with_figures
from tidings.group.translations import Shape, shape, translated
from tidings.types import Article, Descent, Lineage
from tidings.urls import outlet

__all__ = ["trace"]

OUTLETS = 100  # of a story's publishers that its articles may report upon
MOST = 300  # different texts of a story that are held against each other
MOSTLY = 0.45  # of a copy's text; with less of it, it says more of its own
WHOLE = 0.85  # of both texts: one is the other, edited
PARTLY = 0.25  # of an article's text: worth saying where it stood
PASSAGE = 40  # words that must be shared for that
MET = 3  # hashes of two sketches in common that make it worth looking
FOREIGN = 40  # earlier articles of which one may be a translation
PROBABLE = 0.5  # from here a translation is told
RESTS = 0.8  # and from here it is no source of its own
AHEAD = timedelta(hours=1)  # a time this much later than its fetching is wrong
CLOSE = timedelta(minutes=2)  # times closer than this tell no order
LATEST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Told:
    """An article with what is asked of it again and again."""

    article: Article
    features: Features
    credits: tuple[Credit, ...]
    shape: Shape | None = None  # only where a story is told in several languages

    @property
    def id(self) -> str:
        return self.article.id

    @property
    def publisher(self) -> str:
        return outlet(self.article.publisher, self.article.url)


def trace(articles: Sequence[Article], features: Mapping[str, Features]) -> Lineage:
    """Return the lineage of a story's articles; those without features count as their own."""
    publishers = Counter(a.publisher for a in articles if a.publisher)
    outlets = [name for name, _ in publishers.most_common(OUTLETS)]
    many = len({article.language for article in articles}) > 1
    told = [
        _Told(
            article,
            features[article.id],
            credits(article, outlets),
            shape(article) if many else None,
        )
        for article in articles
        if article.id in features
    ]
    descents = [
        *_descents(_in_order(told)),
        *(Descent(article=a.id) for a in articles if a.id not in features),
    ]
    order = {a.id: n for n, a in enumerate(sorted(articles, key=_when))}
    return Lineage(
        descents=tuple(sorted(descents, key=lambda d: order[d.article])),
        sources=_sources(descents, articles),
    )


def _when(article: Article) -> tuple[datetime, str]:
    return (article.time or LATEST, article.id)


def _in_order(told: Sequence[_Told]) -> list[_Told]:
    """Return who may have taken from whom: later ones from earlier ones.

    Whom others credit comes before them, whatever the times say.
    """
    names = {credit.name for one in told for credit in one.credits}
    credited = {
        one.id
        for one in told
        if not one.credits and any(is_outlet(name, one.publisher) for name in names)
    }
    return sorted(told, key=lambda one: (one.id not in credited, *_when(one.article)))


def _descents(told: Sequence[_Told]) -> Iterable[Descent]:
    met = _met(told)
    for number, one in enumerate(told):
        earlier = told[:number]
        yield (
            _copy(one, [told[n] for n in met[number] if n < number])
            or _credited(one, earlier)
            or _translation(one, earlier)
            or _partly(one, [told[n] for n in met[number] if n < number])
            or _alone(one)
        )


def _met(told: Sequence[_Told]) -> list[list[int]]:
    """Return for each article those that share some of its text, by the hashes of sketches."""
    first: dict[int, int] = {}  # of Sketch.keys: the first article with that very text
    holders: dict[int, list[int]] = defaultdict(list)
    found: list[list[int]] = []
    for number, one in enumerate(told):
        sketch = one.features.sketch
        same = [first[key] for key in sketch.keys if key in first]
        if same:
            found.append(same[:1])
            continue
        hits: Counter[int] = Counter()
        if len({*first.values()}) < MOST:
            first.update(dict.fromkeys(sketch.keys or (-number,), number))
            hashes = sketch.whole.tolist()
            hits.update(n for h in hashes for n in holders[h])
            for value in hashes:
                holders[value].append(number)
        found.append([n for n, count in hits.items() if count >= MET])
    return found


# --- from whom


def _copy(one: _Told, earlier: Sequence[_Told]) -> Descent | None:
    """Return of which earlier article one is a copy: the one that holds most of its text."""
    shares = [
        (round(share_in(one.features.sketch, o.features.sketch), 1), -n, o)
        for n, o in enumerate(earlier)
        if copied_with_figures(one.features, o.features)
    ]
    if not shares or max(shares, key=lambda s: s[:2])[0] < MOSTLY:
        return None
    _, _, other = max(shares, key=lambda s: s[:2])
    share = share_in(one.features.sketch, other.features.sketch)
    back = share_in(other.features.sketch, one.features.sketch)
    kind = _kind_of_copy(one, other, share, back)
    return _descent(one, other, kind, share, f"{share:.0%} of its text is that of the other")


def _kind_of_copy(one: _Told, other: _Told, share: float, back: float) -> str:
    if outlet_key(one.publisher) == outlet_key(other.publisher):
        return "again"
    if one.features.sketch.same(other.features.sketch):
        return "same"
    return "edited" if min(share, back) >= WHOLE else "part"


def _partly(one: _Told, earlier: Sequence[_Told]) -> Descent | None:
    """Return from which earlier article one has passages, though it says more than these."""
    sketch = one.features.sketch
    shares = [(share_in(sketch, o.features.sketch), -n, o) for n, o in enumerate(earlier)]
    shares = [s for s in shares if s[0] >= PARTLY and s[0] * sketch.words >= PASSAGE]
    if not shares:
        return None
    share, _, other = max(shares, key=lambda s: s[:2])
    return _descent(one, other, "partly", share, f"{share:.0%} of its text stands in the other")


def _credited(one: _Told, earlier: Sequence[_Told]) -> Descent | None:
    """Return the article of the outlet that one names as its source, if that is in the story."""
    for credit in one.credits:
        for other in earlier:
            if is_outlet(credit.name, other.publisher):
                share = share_in(one.features.sketch, other.features.sketch)
                found = _descent(one, other, "credit", share, _named(credit))
                return replace(found, credit=credit.name, ordered=True)
    return None


def _translation(one: _Told, earlier: Sequence[_Told]) -> Descent | None:
    """Return of which earlier article one is probably a translation."""
    chances = [
        (translated(one.shape, o.shape), -n, o)
        for n, o in enumerate(earlier[:FOREIGN])
        if one.shape and o.shape and o.article.language != one.article.language
    ]
    if not chances or max(chances, key=lambda c: c[:2])[0] < PROBABLE:
        return None
    chance, _, other = max(chances, key=lambda c: c[:2])
    told = "its sentences and figures follow the other's"
    return replace(_descent(one, other, "translation", 0.0, told), probability=round(chance, 2))


def _alone(one: _Told) -> Descent:
    if one.credits:
        credit = one.credits[0]
        return Descent(article=one.id, kind="credit", credit=credit.name, because=_named(credit))
    return Descent(article=one.id)


def _descent(one: _Told, other: _Told, kind: str, share: float, because: str) -> Descent:
    return Descent(
        article=one.id,
        kind=kind,
        of=other.id,
        credit=one.credits[0].name if one.credits else "",
        share=round(share, 2),
        ordered=_ordered(other.article, one.article),
        because=because,
    )


def _named(credit: Credit) -> str:
    return f"it says “{credit.text[:120]}”"


def _ordered(first: Article, then: Article) -> bool:
    """Say whether the times of two articles can be believed to tell which was first."""
    a, b = first.published_at, then.published_at
    if a is None or b is None or b - a < CLOSE:
        return False
    if any(_is_ahead(article) for article in (first, then)):
        return False
    days = [moment.replace(hour=0, minute=0, second=0, microsecond=0) for moment in (a, b)]
    return days[0] != days[1] or (a != days[0] and b != days[1])  # midnight: only the day is known


def _is_ahead(article: Article) -> bool:
    seen = article.fetched_at
    return bool(seen and article.published_at and article.published_at > seen + AHEAD)


# --- how many sources


def _sources(descents: Iterable[Descent], articles: Iterable[Article]) -> tuple[str, ...]:
    """Return the names of the sources behind a story, each once: where every text comes from."""
    told = {descent.article: descent for descent in descents}
    publishers = {a.id: outlet(a.publisher, a.url) or a.id for a in articles}
    roots = [_root(descent, told) for descent in told.values()]
    found: dict[str, str] = {}
    for name in (publishers[root.article] for root in roots if root.kind != "credit"):
        found.setdefault(outlet_key(name) or name, name)
    for name in dict.fromkeys(root.credit for root in roots if root.kind == "credit"):
        if not any(is_outlet(name, known) for known in found.values()):
            found[outlet_key(name) or name] = name
    return tuple(found.values())


def _root(descent: Descent, told: Mapping[str, Descent]) -> Descent:
    """Return the article at the beginning; `of` always leads to one that comes before."""
    while descent.of and descent.depends and descent.probability >= RESTS:
        descent = told[descent.of]
    return descent
