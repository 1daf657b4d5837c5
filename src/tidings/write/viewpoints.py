"""How different voices tell one story: what each stresses, leaves out, and how each words it.

Extractive and without a side: every line is a sentence of an article, word for word; what is
computed is only where the voices part. A voice is a publisher, a country's publishers together,
or somebody who is quoted. Pure.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from tidings.reference.stopwords import stop_words
from tidings.text import words
from tidings.tongues import phrase
from tidings.types import (
    Article,
    Line,
    Note,
    Novelty,
    Span,
    Statement,
    Status,
    View,
    Viewpoints,
    Wording,
)
from tidings.write.headline import main_language
from tidings.write.passages import Passage, split_passages
from tidings.write.ranking import RESTATED, Ranking, rank

__all__ = ["viewpoints"]

Groups = Mapping[str, Sequence[int]]  # of passages, by whose they are

SHOWN = 3  # sentences of each kind that a view shows
QUOTES = 4
VIEWS = 12  # voices of a kind, those with most to say
WORDINGS = 4
APART = 8  # words of a wording that the others lack
MOST = 600  # passages that are compared
SAME = 0.30  # cosine from which two sentences tell one fact; summaries confirm at .40
OWN = 0.22  # and below which nobody else tells what a sentence tells
COPY = 0.85  # from here on it is one wording
NUMBERED = 0.08  # an equal number brings two sentences so much nearer
MINOR = 0.35  # a sentence that is less central than so many of its story's is no omission


def viewpoints(
    story: str,
    articles: Sequence[Article],
    *,
    novelty: Mapping[str, Novelty] | None = None,
    told: Mapping[str, Sequence[Statement]] | None = None,
    quotes: Mapping[str, Sequence[Note]] | None = None,
    countries: Mapping[str, str] | None = None,
) -> Viewpoints:
    """Return how the voices of a story differ; `countries` and `quotes` are by article id.

    Only articles of the story's main language are compared: across languages words can't be.
    """
    language = main_language(articles)
    unread = (Status.BLOCKED, Status.EMPTY)
    compared = [a for a in articles if a.language == language and a.status not in unread]
    passages = [p for p in split_passages(compared, novelty or {}) if p.alone or p.new][:MOST]
    by_publisher = _groups(passages, {a.id: _voice(a) for a in compared})
    if len(by_publisher) < 2:
        why = (
            phrase("only one publisher tells it in this language")
            if compared
            else phrase("nothing to read")
        )
        return Viewpoints(story=story, why_none=why, speakers=_speakers(articles, quotes or {}))
    ranking = rank(passages, told)
    by_country = _groups(passages, countries or {})
    same = _same(passages, ranking)
    return Viewpoints(
        story=story,
        agreed=_agreed(passages, ranking, by_publisher, same),
        wordings=_wordings(passages, ranking, same),
        publishers=_views("publisher", passages, ranking, by_publisher, same, quotes or {}),
        countries=_views("country", passages, ranking, by_country, same, quotes or {})
        if len(by_country) > 1
        else (),
        speakers=_speakers(articles, quotes or {}),
    )


def _voice(article: Article) -> str:
    return article.publisher or article.source or article.id


def _groups(passages: Sequence[Passage], names: Mapping[str, str]) -> dict[str, list[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for place, passage in enumerate(passages):
        if names.get(passage.article.id):
            found[names[passage.article.id]].append(place)
    return dict(found)


def _same(passages: Sequence[Passage], ranking: Ranking) -> NDArray[np.float32]:
    """Return how nearly two passages tell one fact (n, n); equal numbers bring them nearer."""
    told = np.where(ranking.restated >= RESTATED, ranking.restated, 0.0)
    near = np.maximum(ranking.similar, told)
    numbers = sorted({number for passage in passages for number in passage.numbers})
    column = {number: place for place, number in enumerate(numbers)}
    holds = np.zeros((len(passages), len(numbers)), np.float32)
    for row, passage in enumerate(passages):
        holds[row, [column[number] for number in passage.numbers]] = 1.0
    return np.asarray(near + NUMBERED * np.minimum(holds @ holds.T, 1.0), np.float32)


def _line(passage: Passage) -> Line:
    return Line(
        article=passage.article.id,
        span=passage.span,
        text=passage.text,
        voice=_voice(passage.article),
    )


def _nearest(same: NDArray[np.float32], groups: Groups) -> NDArray[np.float32]:
    """Return for each passage and each group how near the group comes to telling it."""
    return np.column_stack([same[:, list(places)].max(axis=1) for places in groups.values()])


def _agreed(
    passages: Sequence[Passage], ranking: Ranking, groups: Groups, same: NDArray[np.float32]
) -> tuple[Line, ...]:
    """Return what most publishers say, each fact once, the most central first."""
    near = _nearest(same, groups)
    for column, places in enumerate(groups.values()):
        near[list(places), column] = 1.0  # its own voice says it
    voices = (near >= SAME).sum(axis=1)
    enough = max(2, len(groups) // 2 + 1)
    pool = [n for n, p in enumerate(passages) if voices[n] >= enough and p.alone]
    return tuple(_line(passages[n]) for n in _apart(pool, ranking, same, SHOWN))


def _apart(
    pool: Sequence[int], ranking: Ranking, same: NDArray[np.float32], count: int
) -> list[int]:
    """Return the most central of these that don't tell each other's facts."""
    chosen: list[int] = []
    for place in sorted(pool, key=lambda n: -ranking.score[n]):
        if all(same[place, other] < SAME for other in chosen):
            chosen.append(place)
            if len(chosen) == count:
                break
    return chosen


def _views(
    by: str,
    passages: Sequence[Passage],
    ranking: Ranking,
    groups: Groups,
    same: NDArray[np.float32],
    quotes: Mapping[str, Sequence[Note]],
) -> tuple[View, ...]:
    near = _nearest(same, groups)
    spread = _spread(passages, groups)
    order = sorted(groups, key=lambda name: -len(groups[name]))[:VIEWS]
    column = {name: place for place, name in enumerate(groups)}
    return tuple(
        View(
            by=by,
            name=name,
            stresses=_stressed(passages, ranking, groups[name], near, column[name], same),
            omits=_omitted(passages, ranking, groups[name], near, column[name], same),
            quotes=_quoted(passages, groups[name], quotes),
            words=_own_words(name, spread),
            articles=len({passages[n].article.id for n in groups[name]}),
        )
        for name in order
    )


def _stressed(
    passages: Sequence[Passage],
    ranking: Ranking,
    places: Sequence[int],
    near: NDArray[np.float32],
    column: int,
    same: NDArray[np.float32],
) -> tuple[Line, ...]:
    """Return what a voice says that no other does: the most central of it."""
    others = np.delete(near, column, axis=1).max(axis=1)
    pool = [n for n in places if others[n] < OWN and passages[n].alone and passages[n].new]
    return tuple(_line(passages[n]) for n in _apart(pool, ranking, same, SHOWN))


def _omitted(
    passages: Sequence[Passage],
    ranking: Ranking,
    places: Sequence[int],
    near: NDArray[np.float32],
    column: int,
    same: NDArray[np.float32],
) -> tuple[Line, ...]:
    """Return what most other voices say and this one doesn't come near to."""
    own = set(places)
    others = np.delete(near, column, axis=1)
    said = 1 + (others >= SAME).sum(axis=1)  # by its own voice, and by so many others
    enough = max(2, (near.shape[1] - 1) // 2 + 1)
    bar = float(np.quantile(ranking.score, MINOR))
    pool = [
        n
        for n, passage in enumerate(passages)
        if n not in own
        and near[n, column] < OWN
        and said[n] >= enough
        and ranking.score[n] >= bar
        and passage.alone
    ]
    return tuple(_line(passages[n]) for n in _apart(pool, ranking, same, SHOWN))


def _quoted(
    passages: Sequence[Passage], places: Sequence[int], quotes: Mapping[str, Sequence[Note]]
) -> tuple[Line, ...]:
    """Return whom the articles of a voice let speak, each speaker once."""
    articles = {passages[n].article.id: passages[n].article for n in places}
    found: dict[str, Line] = {}
    for id, article in articles.items():
        for note in quotes.get(id, ()):
            name = str(note.value.get("speaker_name") or note.value.get("speaker") or "")
            if name and note.span and note.value.get("direct"):
                found.setdefault(name, _quote(article, note.span, name))
    return tuple(found.values())[:QUOTES]


def _quote(article: Article, span: Span, speaker: str) -> Line:
    text = article.text[span.start : span.end]
    return Line(article=article.id, span=span, text=text, voice=speaker)


def _speakers(
    articles: Sequence[Article], quotes: Mapping[str, Sequence[Note]]
) -> tuple[View, ...]:
    """Return who is quoted, those first whom most publishers quote, with their words."""
    said: defaultdict[str, dict[str, Line]] = defaultdict(dict)
    voices: defaultdict[str, set[str]] = defaultdict(set)
    where: defaultdict[str, set[str]] = defaultdict(set)
    for article in articles:
        for note in quotes.get(article.id, ()):
            name = str(note.value.get("speaker_name") or "")
            if name and note.span:
                quote = _quote(article, note.span, name)
                said[name].setdefault(" ".join(words(quote.text)), quote)
                voices[name].add(_voice(article))
                where[name].add(article.id)
    order = sorted(said, key=lambda name: (-len(voices[name]), -len(said[name]), name))
    return tuple(
        View(
            by="speaker",
            name=name,
            quotes=tuple(said[name].values())[:QUOTES],
            articles=len(where[name]),
        )
        for name in order[:VIEWS]
    )


def _spread(passages: Sequence[Passage], groups: Groups) -> dict[str, Counter[str]]:
    """Return how often each voice uses each word that says something."""
    return {
        name: Counter(_content_words(passages[n] for n in places))
        for name, places in groups.items()
    }


def _content_words(passages: Iterable[Passage]) -> Iterable[str]:
    for passage in passages:
        stop = stop_words(passage.article.language)
        for word in words(passage.text):
            if len(word) > 3 and word not in stop and not any(c.isdigit() for c in word):
                yield word


def _own_words(name: str, spread: Mapping[str, Counter[str]]) -> tuple[str, ...]:
    """Return the words that a voice uses more than once and no other voice at all."""
    others: set[str] = set().union(*(spread[other] for other in spread if other != name))
    own = [(count, word) for word, count in spread[name].items() if count > 1]
    return tuple(word for _, word in sorted(own, reverse=True) if word not in others)[:APART]


def _wordings(
    passages: Sequence[Passage], ranking: Ranking, same: NDArray[np.float32]
) -> tuple[Wording, ...]:
    """Return the facts that most voices word each in their own way."""
    found: list[Wording] = []
    used: set[int] = set()
    for place in np.argsort(-ranking.score, kind="stable"):
        seed = int(place)
        if seed in used or not passages[seed].alone:
            continue
        group = _one_a_voice(passages, same, seed)
        if len(group) > 1 and not used.intersection(group):
            used.update(int(n) for n in np.flatnonzero(same[seed] >= SAME))
            used.update(group)
            found.append(_wording([passages[n] for n in group]))
            if len(found) == WORDINGS:
                break
    return tuple(found)


def _one_a_voice(passages: Sequence[Passage], same: NDArray[np.float32], seed: int) -> list[int]:
    """Return a passage and those of other voices that tell its fact in other words."""
    best = {_voice(passages[seed].article): seed}
    for other in np.argsort(-same[seed], kind="stable"):
        if same[seed, other] < SAME:
            break
        if same[seed, other] < COPY and passages[other].alone:
            best.setdefault(_voice(passages[other].article), int(other))
    return list(best.values())


def _wording(group: Sequence[Passage]) -> Wording:
    spoken = [list(dict.fromkeys(_content_words([passage]))) for passage in group]
    counted = Counter(word for own in spoken for word in own)
    return Wording(
        lines=tuple(_line(passage) for passage in group),
        apart=tuple(tuple(w for w in own if counted[w] == 1)[:APART] for own in spoken),
    )
