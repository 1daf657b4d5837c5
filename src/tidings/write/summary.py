"""The summary of a story: sentences of its articles, word for word, each with where it stands.

No model writes here. What is chosen is new rather than background, said by several publishers
rather than by one, near the top of its article, and not said already.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from tidings.types import Article, Novelty, Reason, Statement, Status, Summary, SummarySentence
from tidings.write.headline import choose_headline, main_language
from tidings.write.passages import Passage, split_passages

if TYPE_CHECKING:
    from tidings.write.ranking import Ranking

__all__ = ["LENGTHS", "Choice", "choose_sentences", "summarize"]

LENGTHS = {"short": 2, "medium": 4, "long": 10}  # sentences, at most

_LEAD = 2  # sentences that tell what an article is about: the best of them opens the summary
_PHASE = timedelta(hours=18)  # articles closer than this tell one phase of an affair
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """One sentence of a summary and why it was taken."""

    sentence: SummarySentence
    because: tuple[Reason, ...]


def summarize(
    articles: Sequence[Article],
    *,
    novelty: Mapping[str, Novelty] | None = None,
    statements: Mapping[str, Sequence[Statement]] | None = None,
    sentences: int = 4,
) -> Summary:
    """Return a headline and up to `sentences` sentences, in the order in which things happened.

    `novelty` by article id says what is background; an article without one counts as all new.
    `statements` by article id says which sentences say an earlier one's news in other words.
    Fewer sentences come back where the articles say no more that is new. Never a word that no
    article holds; never a sentence of a page that was blocked.
    """
    usable = _readable(articles)
    passages = split_passages(usable, novelty or {})
    chosen = _choose(passages, statements or {}, main_language(usable), sentences)
    return Summary(
        headline=choose_headline(usable, passages),
        sentences=tuple(choice.sentence for choice in chosen),
    )


def choose_sentences(
    articles: Sequence[Article],
    *,
    novelty: Mapping[str, Novelty] | None = None,
    statements: Mapping[str, Sequence[Statement]] | None = None,
    sentences: int = 4,
) -> tuple[Choice, ...]:
    """Return the sentences of the summary that `summarize` makes, with the reasons for each."""
    usable = _readable(articles)
    passages = split_passages(usable, novelty or {})
    return _choose(passages, statements or {}, main_language(usable), sentences)


def _choose(
    passages: Sequence[Passage],
    statements: Mapping[str, Sequence[Statement]],
    language: str,
    count: int,
) -> tuple[Choice, ...]:
    if not passages or count < 1:
        return ()
    from tidings.write.ranking import pick, rank  # numpy takes 0.1 s to import

    ranking = rank(passages, statements)
    chosen = pick(_pool(passages, language), ranking, count)
    leads = [i for i in chosen if passages[i].order < _LEAD]
    first = (leads or chosen)[:1]
    return tuple(_explain(i, passages, ranking) for i in _in_order(chosen, first, passages))


def _readable(articles: Iterable[Article]) -> list[Article]:
    """Return the articles that hold words of their own, oldest first."""
    unread = (Status.BLOCKED, Status.EMPTY)
    return sorted(
        (article for article in articles if article.status not in unread),
        key=lambda article: (_time(article), article.id),
    )


def _time(article: Article) -> datetime:
    return article.time or _NEVER


def _pool(passages: Sequence[Passage], language: str) -> list[int]:
    """Return the candidates: the story's language; then what is new; then what stands alone.

    A poorer candidate is taken only where there is no better one at all.
    """
    pool = [i for i, p in enumerate(passages) if p.article.language == language]
    pool = [i for i in pool if passages[i].new] or pool
    return [i for i in pool if passages[i].alone] or pool


def _in_order(
    chosen: Sequence[int], first: Sequence[int], passages: Sequence[Passage]
) -> list[int]:
    """Return the passages by the phase of the affair that they tell, `first` before those of its.

    Within a phase an article's own order counts: first what happened, then the particulars.
    """
    times = sorted({_time(p.article) for p in passages})
    phase = {times[0]: 0}
    for earlier, later in pairwise(times):
        phase[later] = phase[earlier] + (later - earlier > _PHASE)

    def place(index: int) -> tuple[int, int, int]:
        passage = passages[index]
        return phase[_time(passage.article)], passage.order if index not in first else -1, index

    return sorted(chosen, key=place)


def _explain(index: int, passages: Sequence[Passage], ranking: Ranking) -> Choice:
    from tidings.write.ranking import witnesses

    passage = passages[index]
    others = [passages[i] for i in witnesses(index, passages, ranking)]
    cites = tuple((p.article.id, p.span) for p in (passage, *others))
    because = [
        Reason(
            kind="central", text="tells what the story is about", weight=float(ranking.score[index])
        )
    ]
    if others:
        names = ", ".join(other.voice for other in others)
        because.append(
            Reason(kind="confirmed", text=f"also reported by {names}", weight=float(len(others)))
        )
    if passage.new:
        because.append(Reason(kind="new", text="not background that was published before"))
    return Choice(sentence=SummarySentence(text=passage.text, cites=cites), because=tuple(because))
