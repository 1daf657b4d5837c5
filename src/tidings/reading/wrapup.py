"""The wrap-up of a time, put together from the library. Nothing is saved: it can be made again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

from tidings.enrich.dates import note_dates
from tidings.reading.memo import Memory
from tidings.reading.opened import unread
from tidings.storage import Store
from tidings.text import sentences
from tidings.types import (
    Article,
    Brief,
    Line,
    Note,
    Novelty,
    Span,
    Story,
    Watched,
    WrapUp,
    make_id,
)
from tidings.write import LENGTHS, summarize
from tidings.write.standalone import is_furniture, whole_thought
from tidings.write.wrapup import wrap_up

__all__ = ["WrapUps", "day_of"]

STORIES = 400  # with news about the time; the rest is too much for any wrap-up
READ = 60  # of them are read: the most important
TOLD = 12  # articles of a story
CHANGES = 3  # sentences that say what is new in a story that went on
READ_CHARS = 6_000  # of an article are looked through for days to come
WHOLE = frozenset('.!?…”"»。！？؟۔।')  # what a sentence ends with; a heading or a credit doesn't
PRECISIONS = ("day", "week", "month")


def day_of(day: date) -> tuple[datetime, datetime]:
    """Return when a day begins and ends, in UTC."""
    start = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return start, start + timedelta(days=1)


class WrapUps:
    """The wrap-ups of a library, each kept as long as nothing happens to its stories.

    Safe for several threads at once.
    """

    def __init__(self, store: Store, *, now: Callable[[], datetime]) -> None:
        self._store = store
        self._now = now
        self._memory = Memory(limit=64)

    def of(
        self,
        since: datetime,
        until: datetime,
        *,
        minutes: int,
        sources: Collection[str] | None = None,
    ) -> WrapUp:
        """Return what happened in a time, what changed since it began, and what to watch.

        With `sources` of the stories only that one of these tells.
        """
        stories = _told_in(self._store, since, until, sources)
        hour = self._now().replace(minute=0, second=0, microsecond=0)  # texts may change, too
        happened = tuple((s.id, len(s.articles), s.last_seen, s.headline) for s in stories)
        return self._memory.get(
            ("wrap-up", since.isoformat(), until.isoformat(), minutes, make_id(repr(happened))),
            lambda: _made(self._store, stories, since=since, until=until, minutes=minutes),
            stamp=hour,
        )


def _told_in(
    store: Store, since: datetime, until: datetime, sources: Collection[str] | None
) -> list[Story]:
    """Return the stories with news in a time, the most important first."""
    found = {
        story.id: story
        for source in ([""] if sources is None else sorted(sources))
        for story in store.stories.between(since, until, source=source, limit=STORIES)
    }
    return sorted(found.values(), key=_weight, reverse=True)[:READ]


def _made(
    store: Store, stories: Sequence[Story], *, since: datetime, until: datetime, minutes: int
) -> WrapUp:
    happened, changed, watch = [], [], []
    for story in stories:
        articles = [a for a in _articles(store, story) if a.time and a.time < until]
        fresh = [a for a in articles if a.time and a.time >= since]
        if not fresh:
            continue
        if story.first_seen and story.first_seen >= since:
            happened.append(_begun(store, story, articles))
        elif item := _went_on(store, story, articles, fresh):
            changed.append(item)
        watch += [one for article in fresh for one in _to_come(article, story, until)]
    return wrap_up(
        since=since, until=until, minutes=minutes, happened=happened, changed=changed, watch=watch
    )


def _weight(story: Story) -> tuple[int, int, float]:
    """Return how much a story matters in hindsight: its age within the time says nothing."""
    at = story.news_at or story.last_seen
    return story.independent, len(story.publishers), at.timestamp() if at else 0.0


def _articles(store: Store, story: Story) -> list[Article]:
    return list(store.articles.get(store.stories.tellers(story.id, limit=TOLD)).values())


def _begun(store: Store, story: Story, articles: Sequence[Article]) -> Brief:
    ids = [article.id for article in articles]
    summary = store.stories.summaries([story.id]).get(story.id) or summarize(
        articles, novelty=store.articles.novelty(ids), sentences=LENGTHS["medium"]
    )
    known = {article.id: article for article in articles}
    lines = [_line(known[id], span) for s in summary.sentences for id, span in s.cites[:1]
             if id in known]  # fmt: skip
    return _item(story, lines)


def _went_on(
    store: Store, story: Story, articles: Sequence[Article], fresh: Sequence[Article]
) -> Brief | None:
    """Return what is new in a story to one who knew it before; None where nothing is."""
    fresh_ids = {article.id for article in fresh}
    found = unread(store, story.id, [a.id for a in articles if a.id not in fresh_ids])
    lines = [
        _line(article, whole_thought(article, span))
        for article, told in (found.articles if found else ())
        if article.id in fresh_ids
        for one in told
        if one.text[-1:] in WHOLE and not is_furniture(one.text, article.time)
        for span in [Span(start=one.statement.start, end=one.statement.end)]
    ]
    return _item(story, lines[:CHANGES]) if lines else None


def _item(story: Story, lines: Sequence[Line]) -> Brief:
    return Brief(
        story=story.id,
        headline=story.headline,
        lines=tuple(lines),
        publishers=story.publishers,
        language=story.language,
    )


def _line(article: Article, span: Span) -> Line:
    return Line(
        article=article.id,
        span=span,
        text=article.text[span.start : span.end],
        voice=article.publisher or article.title,
    )


def _to_come(article: Article, story: Story, until: datetime) -> Iterator[Watched]:
    """Yield the sentences of an article that speak of days after a time."""
    notes = [
        (day, note)
        for note in note_dates(article, Novelty(article=article.id))
        if (day := _day(note)) and day >= until.date() and note.span
    ]
    if not notes:
        return
    spans = sentences(article.text[:READ_CHARS], language=article.language)
    for day, note in notes:
        place = note.span
        held = next((s for s in spans if place and s.start <= place.start < s.end), None)
        if held and article.text[held.end - 1] in WHOLE:
            yield Watched(
                day=day,
                precision=str(note.value["precision"]),
                story=story.id,
                line=_line(article, whole_thought(article, held)),
            )


def _day(note: Note) -> date | None:
    """Return the first day that a note means, where it says a day, a week or a month."""
    said, precision = str(note.value["date"]), str(note.value["precision"])
    if precision not in PRECISIONS:
        return None
    if precision == "week":
        year, week = said.split("-W")
        return date.fromisocalendar(int(year), int(week), 1)
    return date.fromisoformat(f"{said}-01" if precision == "month" else said)
