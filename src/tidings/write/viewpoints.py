"""How different voices tell one story: what each stresses, leaves out, and how each words it.

Extractive and without a side: every line is a sentence of an article, word for word; what is
computed is only where the voices part. A voice is a publisher, a country's publishers together,
or somebody who is quoted. Pure.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from tidings.i18n import phrase
from tidings.reference.stopwords import stop_words
from tidings.text import words
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
from tidings.write.passages import STEM, Passage, split_passages, voice_of
from tidings.write.ranking import RESTATED, Ranking, rank

__all__ = ["viewpoints"]

Groups = Mapping[str, Sequence[int]]  # of passages, by whose they are

SHOWN = 3  # sentences of each kind that a view shows
QUOTES = 4
VIEWS = 12  # voices of a kind, those with most to say
WORDINGS = 4
APART = 8  # words of a wording that the others lack
MOST = 600  # passages that are compared
SAME = 0.30  # cosine from which two sentences tell one fact, nine times in ten: decisions/0395
OWN = 0.22  # of nearness, below which nobody else tells what a sentence tells
COPY = 0.85  # from here on it is one wording
NUMBERED = 0.08  # an equal number brings two sentences so much nearer
TOUCHED = 0.5  # of what a sentence says, above which a voice that has its words isn't silent on it
MINOR = 0.35  # a sentence that is less central than so many of its story's is no omission


def viewpoints(
    story: str,
    articles: Sequence[Article],
    *,
    novelty: Mapping[str, Novelty] | None = None,
    statements: Mapping[str, Sequence[Statement]] | None = None,
    quotes: Mapping[str, Sequence[Note]] | None = None,
    countries: Mapping[str, str] | None = None,
) -> Viewpoints:
    """Return how the voices of a story differ; `countries` and `quotes` are by article id.

    Only articles of the story's main language are compared: across languages words can't be.
    """
    language = main_language(articles)
    unread = (Status.BLOCKED, Status.EMPTY)
    compared = [a for a in articles if a.language == language and a.status not in unread]
    told_by = _sentences(compared, novelty or {})
    passages = [first for first, *_ in told_by]
    by_publisher = _groups(told_by, {a.id: voice_of(a) for a in compared})
    if len(by_publisher) < 2:
        why = (
            phrase("only one publisher tells it in this language")
            if compared
            else phrase("nothing to read")
        )
        return Viewpoints(story=story, why_none=why, speakers=_speakers(articles, quotes or {}))
    ranking = rank(passages, statements)
    by_country = _groups(told_by, countries or {})
    near = _near(passages, ranking)
    return Viewpoints(
        story=story,
        agreed=_agreed(passages, ranking, by_publisher),
        wordings=_wordings(passages, ranking),
        publishers=_views("publisher", passages, ranking, by_publisher, near, quotes or {}),
        countries=_views("country", passages, ranking, by_country, near, quotes or {})
        if len(by_country) > 1
        else (),
        speakers=_speakers(articles, quotes or {}),
    )


def _sentences(articles: Sequence[Article], novelty: Mapping[str, Novelty]) -> list[list[Passage]]:
    """Return each sentence of the articles with all who tell it word for word, the first of them
    first; of very many sentences those that stand first in their articles."""
    told: dict[str, list[Passage]] = {}
    for article in articles:
        for passage in split_passages([article], novelty):
            if passage.alone or passage.new:
                told.setdefault(passage.folded, []).append(passage)
    return sorted(told.values(), key=lambda same: same[0].order)[:MOST]


def _groups(told_by: Sequence[Sequence[Passage]], names: Mapping[str, str]) -> dict[str, list[int]]:
    found: defaultdict[str, dict[int, None]] = defaultdict(dict)
    for place, same in enumerate(told_by):
        for passage in same:
            if names.get(passage.article.id):
                found[names[passage.article.id]][place] = None
    return {name: list(places) for name, places in found.items()}


def _near(passages: Sequence[Passage], ranking: Ranking) -> NDArray[np.float32]:
    """Return how near two passages come to telling one fact (n, n): where they may, they are near.

    What a sentence restates may stand in several others together, and a number in many: both speak
    against saying that a voice is silent, and for nothing else.
    """
    restated = np.where(ranking.restated >= RESTATED, ranking.restated, 0.0)
    near = np.maximum(ranking.similar, restated)
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
        voice=passage.voice,
    )


def _nearest(likeness: NDArray[np.float32], groups: Groups) -> NDArray[np.float32]:
    """Return how like each passage is to what each group says (n, groups); 1 to what it says so."""
    found = np.column_stack([likeness[:, list(places)].max(axis=1) for places in groups.values()])
    for column, places in enumerate(groups.values()):
        found[list(places), column] = 1.0
    return found


def _agreed(passages: Sequence[Passage], ranking: Ranking, groups: Groups) -> tuple[Line, ...]:
    """Return what most publishers say, each fact once, the most central first."""
    voices = (_nearest(ranking.similar, groups) >= SAME).sum(axis=1)
    enough = max(2, len(groups) // 2 + 1)
    pool = [n for n, p in enumerate(passages) if voices[n] >= enough and p.alone]
    return _foremost(passages, pool, ranking)


def _foremost(
    passages: Sequence[Passage], pool: Sequence[int], ranking: Ranking
) -> tuple[Line, ...]:
    """Return the most central of these that don't tell each other's facts."""
    chosen: list[int] = []
    for place in sorted(pool, key=lambda n: -ranking.score[n]):
        if all(ranking.similar[place, other] < SAME for other in chosen):
            chosen.append(place)
            if len(chosen) == SHOWN:
                break
    return tuple(_line(passages[n]) for n in chosen)


def _touched(passages: Sequence[Passage], groups: Groups) -> NDArray[np.float32]:
    """Return how much of what each passage says stands anywhere in what each voice says (n, v).

    Rare words say most. A voice that tells it in passing, over several sentences, has its words.
    """
    spread = Counter(term for passage in passages for term in passage.terms)
    rarity = {term: math.log(1 + len(passages) / n) for term, n in spread.items()}
    touched = np.zeros((len(passages), len(groups)), np.float32)
    for column, places in enumerate(groups.values()):
        has = {term for n in places for term in passages[n].terms}
        for row, passage in enumerate(passages):
            whole = sum(rarity[term] for term in passage.terms)
            held = sum(rarity[term] for term in passage.terms if term in has)
            touched[row, column] = held / whole if whole else 1.0
    return touched


def _views(
    by: str,
    passages: Sequence[Passage],
    ranking: Ranking,
    groups: Groups,
    near: NDArray[np.float32],
    quotes: Mapping[str, Sequence[Note]],
) -> tuple[View, ...]:
    nearest, said = _nearest(near, groups), _nearest(ranking.similar, groups) >= SAME
    silent = (nearest < OWN) & (_touched(passages, groups) <= TOUCHED)
    own = _own_words(passages, groups)
    order = sorted(groups, key=lambda name: -len(groups[name]))[:VIEWS]
    column = {name: place for place, name in enumerate(groups)}
    return tuple(
        View(
            by=by,
            name=name,
            stresses=_stressed(passages, ranking, groups[name], nearest, column[name]),
            omits=_omitted(passages, ranking, silent, said, column[name]),
            quotes=_quoted(passages, groups[name], quotes),
            words=own[name],
            articles=len({passages[n].article.id for n in groups[name]}),
        )
        for name in order
    )


def _stressed(
    passages: Sequence[Passage],
    ranking: Ranking,
    places: Sequence[int],
    nearest: NDArray[np.float32],
    column: int,
) -> tuple[Line, ...]:
    """Return what a voice says that no other does: the most central of it."""
    others = np.delete(nearest, column, axis=1).max(axis=1)
    pool = [n for n in places if others[n] < OWN and passages[n].alone and passages[n].new]
    return _foremost(passages, pool, ranking)


def _omitted(
    passages: Sequence[Passage],
    ranking: Ranking,
    silent: NDArray[np.bool_],
    said: NDArray[np.bool_],
    column: int,
) -> tuple[Line, ...]:
    """Return what most other voices say and this one doesn't come near to."""
    voices = np.delete(said, column, axis=1).sum(axis=1)
    enough = max(2, (said.shape[1] - 1) // 2 + 1)
    bar = float(np.quantile(ranking.score, MINOR))
    pool = [
        n
        for n, passage in enumerate(passages)
        if silent[n, column] and voices[n] >= enough and ranking.score[n] >= bar and passage.alone
    ]
    return _foremost(passages, pool, ranking)


def _quoted(
    passages: Sequence[Passage], places: Sequence[int], quotes: Mapping[str, Sequence[Note]]
) -> tuple[Line, ...]:
    """Return whom the articles of a voice let speak, each speaker once."""
    articles = {passages[n].article.id: passages[n].article for n in places}
    found: dict[str, Line] = {}
    for id, article in articles.items():
        for note in quotes.get(id, ()):
            name = str(note.value.get("speaker_name") or _described(note))
            if name and note.span and note.value.get("direct"):
                found.setdefault(name, _quote(article, note.span, name))
    return tuple(found.values())[:QUOTES]


def _described(note: Note) -> str:
    """Return who speaks where no name is known: the mayor of Selby, but not "he"."""
    speaker = str(note.value.get("speaker") or "")
    return speaker if len(words(speaker)) > 1 else ""


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
                voices[name].add(voice_of(article))
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


def _content_words(passages: Iterable[Passage]) -> Iterable[str]:
    for passage in passages:
        stop = stop_words(passage.article.language)
        for spoken in words(passage.text):
            word = spoken.removesuffix("'s").removesuffix("’s")
            if len(word) > 3 and word not in stop and not any(c.isdigit() for c in word):
                yield word


def _own_words(passages: Sequence[Passage], groups: Groups) -> dict[str, tuple[str, ...]]:
    """Return for each voice the words that it uses more than once and no other in any form.

    A publisher's own name says nothing about how it tells the story.
    """
    used = {name: _stems(passages[n] for n in places) for name, places in groups.items()}
    shared = Counter(stem for found in used.values() for stem in found)
    return {
        name: tuple(
            found[0]
            for stem, found in sorted(used[name].items(), key=lambda one: -len(one[1]))
            if len(found) > 1 and shared[stem] == 1 and found[0] not in words(name)
        )[:APART]
        for name in groups
    }


def _stems(passages: Iterable[Passage]) -> dict[str, list[str]]:
    """Return by its stem each word that says something, as it is written each time."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for passage in passages:
        for word in _content_words([passage]):
            found[word[:STEM]].append(word)
    return found


def _wordings(passages: Sequence[Passage], ranking: Ranking) -> tuple[Wording, ...]:
    """Return the facts that most voices word each in their own way."""
    found: list[Wording] = []
    used: set[int] = set()
    for place in np.argsort(-ranking.score, kind="stable"):
        seed = int(place)
        if seed in used or not passages[seed].alone:
            continue
        group = _one_a_voice(passages, ranking.similar, seed)
        if len(group) > 1 and not used.intersection(group):
            used.update(int(n) for n in np.flatnonzero(ranking.similar[seed] >= SAME))
            used.update(group)
            found.append(_wording([passages[n] for n in group]))
            if len(found) == WORDINGS:
                break
    return tuple(found)


def _one_a_voice(passages: Sequence[Passage], similar: NDArray[np.float32], seed: int) -> list[int]:
    """Return a passage and those of other voices that tell its fact in other words."""
    best = {passages[seed].voice: seed}
    for other in np.argsort(-similar[seed], kind="stable"):
        if similar[seed, other] < SAME:
            break
        if similar[seed, other] < COPY and passages[other].alone:
            best.setdefault(passages[other].voice, int(other))
    return list(best.values())


def _wording(group: Sequence[Passage]) -> Wording:
    spoken = [list(dict.fromkeys(_content_words([passage]))) for passage in group]
    counted = Counter(word for own in spoken for word in own)
    return Wording(
        lines=tuple(_line(passage) for passage in group),
        apart=tuple(tuple(w for w in own if counted[w] == 1)[:APART] for own in spoken),
    )
