"""*Names* and *who*: what each article names, and who is who in a story and in the library."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b
from typing import Any

from tidings.enrich.names import note_names_each
from tidings.naming import (
    Company,
    Mention,
    can_have_namesakes,
    choose,
    choose_sense,
    cluster,
    contradicted,
    is_lone,
    name_key,
    near_keys,
    speaks_of_itself,
    told_of,
)
from tidings.steps.stories import look_again
from tidings.storage import Store
from tidings.types import Article, Called, Named, Note, Notes, Novelty, Span

__all__ = ["load_named", "name_each", "name_nothing", "save_names", "save_who", "who_is_who"]

Loaded = list[tuple[str, Any]]
Told = tuple[Sequence[Article], Mapping[str, Sequence[Note]]]

MOST = 100  # articles of a story that are looked through: others rarely name anybody new
NEAR = 200  # names of the library that a new one is held against
TOLD = 8  # places of an article where what is told of a person is looked for
REMEMBERED = 128  # articles whose names are at hand for their copies, some 20 kB each
SOME = 50  # articles that say what is known of somebody


def name_each(tasks: Sequence[tuple[Article, Novelty]]) -> list[Notes]:
    """Find the names of each article; of one text told word for word by several once."""
    texts = [_read(*task) for task in tasks]
    fresh = {text: task for text, task in zip(texts, tasks, strict=True) if text not in _NAMED}
    found = {text: _NAMED.pop(text) for text in dict.fromkeys(texts) if text in _NAMED}
    if fresh:
        found |= zip(fresh, note_names_each([*fresh.values()]), strict=True)
    _NAMED.update(found)
    for text in list(_NAMED)[: max(0, len(_NAMED) - REMEMBERED)]:
        del _NAMED[text]
    return [
        Notes(tuple(replace(note, article=article.id) for note in found[text]))
        for text, (article, _) in zip(texts, tasks, strict=True)
    ]


def _read(article: Article, novelty: Novelty) -> bytes:
    """Return what stands for all that is read of an article."""
    told = sorted({segment.paragraph for segment in novelty.told(article.text)})
    read = (article.language, article.title, article.text, str(told))
    return blake2b("\0".join(read).encode("utf-8", "surrogatepass"), digest_size=16).digest()


_NAMED: dict[bytes, Sequence[Note]] = {}  # of the latest articles, in one process


def name_nothing(tasks: Sequence[object]) -> list[tuple[Note, ...]]:
    """Find nothing: for a library that is kept without models."""
    return [() for _ in tasks]


def save_names(store: Store, item: str, result: Sequence[Note]) -> None:
    """Keep an article's names; where it is in a story already, that is looked through again."""
    store.articles.save_notes(item, "names", result)
    look_again(store, "who", item)


def load_named(store: Store, items: Sequence[str]) -> Loaded:
    """Load each story's articles with the names that are noted on them."""
    return [
        (name, (list(store.articles.get(ids).values()), store.articles.notes(ids, "names")))
        for name in items
        for ids in [store.stories.tellers(name, limit=MOST)]
        if ids
    ]


def who_is_who(tasks: Sequence[Told]) -> list[tuple[list[str], list[Named]]]:
    """Put together what each story's articles call one and the same."""
    return [
        ([article.id for article in articles], list(_of_story(articles, notes)))
        for articles, notes in tasks
    ]


def _of_story(articles: Sequence[Article], notes: Mapping[str, Sequence[Note]]) -> Iterator[Named]:
    told = [
        (str(kind), called)
        for article in articles
        for kind, called in _of_article(article, notes.get(article.id, ()))
    ]
    mentions = [
        Mention(text=called.name, kind=kind, at=at, times=called.times)
        for at, (kind, called) in enumerate(told)
    ]
    for one in cluster(mentions):
        called = tuple(told[member][1] for member in one.members)
        yield Named(key=name_key(one.name, one.kind), kind=one.kind, name=one.name, called=called)


def _of_article(article: Article, notes: Sequence[Note]) -> Iterator[tuple[str, Called]]:
    found: dict[tuple[str, str], list[Note]] = {}
    for note in notes:
        found.setdefault((str(note.value["type"]), str(note.value["name"])), []).append(note)
    for (kind, name), same in found.items():
        spans = [note.span for note in same if note.span]
        if any(speaks_of_itself(article, span) for span in spans):
            continue
        forms = Counter(article.text[span.start : span.end] for span in spans)
        yield (
            kind,
            Called(
                article=article.id,
                name=name,
                forms=tuple(forms.most_common()),
                start=spans[0].start,
                end=spans[0].end,
                told=_told(article, spans) if can_have_namesakes(name, kind) else (),
            ),
        )


def _told(article: Article, spans: Sequence[Span]) -> tuple[str, ...]:
    """Return what is told of a person at the first places where an article names them."""
    year = article.published_at.year if article.published_at else 0
    found = (told_of(article.text, s.start, s.end, year) for s in spans[:TOLD])
    return tuple(sorted({one for told in found for one in told}))


def save_who(store: Store, item: str, result: tuple[Sequence[str], Sequence[Named]]) -> None:
    """Keep a story's names; one that is new to the library joins the entity that it is one of.

    Whom a family name alone means is asked again each time: who bears it changes.
    """
    articles, found = result
    meant = [_meant(store, one, articles, found) for one in found]
    named = [one for one, _ in meant]
    known = store.entities.known([one.key for one in named])
    for one, because in meant:
        if one.key not in known or is_lone(one.name, one.kind):
            _link(store, one, because)
    store.entities.save_mentions(articles, named)


def _link(store: Store, one: Named, because: str) -> None:
    """Keep a name as that of the entity that it is one of, or of a new one."""
    near, entity = near_keys(one.name, one.kind), ""
    if not because:
        held = [s for s in store.entities.near(near, limit=NEAR) if s.key != one.key]
        lone = is_lone(one.name, one.kind)
        often = store.entities.told_in_full([s.entity for s in held]) if lone else {}
        entity, because = choose(one.name, one.kind, held, often)
    store.entities.keep(one, near=near, entity=entity, because=because)


def _meant(
    store: Store, one: Named, articles: Sequence[str], named: Sequence[Named]
) -> tuple[Named, str]:
    """Return a person under the key of whom of that name is meant, and why it is another one.

    Most names have one bearer. What was chosen for these articles before, by us or by a person,
    holds.
    """
    if not can_have_namesakes(one.name, one.kind):
        return one, ""
    here, keys = _company(one, named), store.namesakes.keys(one.key)
    if not keys or (len(keys) == 1 and _may_be(store, here, one.key)):
        return one, ""
    chosen = store.namesakes.chosen(one.key, articles)
    if chosen:
        return replace(one, key=chosen), ""
    known = {key: store.namesakes.company(key, limit=SOME) for key in keys}
    chosen, because = choose_sense(here, known)
    return replace(one, key=chosen or store.namesakes.fresh(one.key)), because


def _may_be(store: Store, here: Company, key: str) -> bool:
    """Say whether nothing that is told excludes the only one known: most often so."""
    if not here.told:
        return True
    return not contradicted(here, Company(store.namesakes.told(key, limit=SOME)))


def _company(one: Named, named: Sequence[Named]) -> Company:
    """Return what a story tells of a person, and who and what it names besides."""
    told = frozenset(word for called in one.called for word in called.told)
    others = (other for other in named if other is not one)
    return Company(told, frozenset(o.key for o in others if o.kind in ("person", "organisation")))
