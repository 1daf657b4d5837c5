"""A library of invented news that answers as `tidings.news.News` does, and notes what it is told.

`sown` texts, one a story, stand in every field that the outside fills.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.fake_web import FakeWeb
from tidings.comments import Comments
from tidings.config import Config
from tidings.entities import Entities, Places
from tidings.errors import NotFoundError, StoreError
from tidings.intake.pushing import Pushes
from tidings.people import People
from tidings.reading import Editor
from tidings.reading.distribution import Spread, TagWeek
from tidings.reference.topics import TOPICS
from tidings.storage import open_store
from tidings.text import sentences
from tidings.types import (
    Article,
    Correction,
    Descent,
    Failure,
    Lineage,
    Novelty,
    Reason,
    Related,
    Segment,
    Source,
    Span,
    Statement,
    Status,
    Story,
    Summary,
    SummarySentence,
    Version,
    make_id,
)
from tidings.versions import Difference, history
from tidings.views import (
    ArticleView,
    BlindSpot,
    BlindSpots,
    Candidate,
    Corrected,
    Happened,
    Hit,
    Judged,
    Party,
    Preview,
    SearchView,
    SourceView,
    StoryCard,
    StoryView,
    TagCount,
    Telling,
    TopicCount,
    TopicFound,
    Unread,
)

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)

BACKGROUND = (
    "The old harbour of Velmora has handled grain and timber since 1874. "
    "It was last rebuilt after the great flood of 1961."
)
PLACES = ("Velmora", "Ostrand", "Quillmouth", "Bracken Isle", "Sankt Averin", "Tolverne")
SPORT = TOPICS["medtop:15000000"]
EVENTS = (
    ("ferry service halted after rudder fault", "shipping", "transport"),
    ("council votes to reopen the night market", "council", "trade"),
    ("teachers and town agree on smaller classes", "schools", "unions"),
    ("observatory reports a second comet of the year", "science", "space"),
    ("storm takes roofs off a row of warehouses", "weather", "harbour"),
)
PUBLISHERS = ("Harbour Gazette", "Le Phare", "Morning Ledger", "Die Deichpost", "Isle Wire")


@dataclass(frozen=True)
class Counts:
    articles: int = 0
    stories: int = 0
    sources: int = 0
    pending: int = 0
    failures: int = 0


@dataclass(frozen=True)
class Added:
    sources: tuple[Any, ...] = ()
    articles: tuple[Any, ...] = ()
    failures: tuple[Failure, ...] = ()
    notes: tuple[str, ...] = ()


def make_article(number: int, *, copy: int = 0, publisher: str = "", sown: str = "") -> Article:
    place = PLACES[number % len(PLACES)]
    event, *tags = EVENTS[number % len(EVENTS)]
    time = NOW - timedelta(hours=2 * number + copy, minutes=7)
    title = sown or f"{place}: {event}"
    paragraphs = (
        sown
        or f"The news from {place} came early on Sunday. Officials said that work had begun at "
        f"{6 + copy} in the morning. {publisher} counted {120 + copy} people at the scene.",
        sown or BACKGROUND,
        f"A second report is expected within {3 + copy} days, a spokesperson said.",
    )
    return Article(
        id=make_id("article", str(number), str(copy)),
        url=sown or f"https://news-{copy}.example/{number}?a=1&b=2",
        canonical_url=f"https://news-{copy}.example/{number}",
        source=make_id("source", str(copy % 3)),
        publisher=sown or publisher,
        title=title,
        paragraphs=paragraphs,
        authors=(sown or "Ada Ferrow",),
        published_at=time,
        fetched_at=time,
        language=sown or ("fr" if copy == 1 else "en"),
        tags=(sown,) if sown else tuple(tags),
        image=sown,
        status=Status.TEASER if copy == 2 else Status.FULL,
    )


def novelty_of(article: Article, origin: str) -> Novelty:
    segments, start = [], 0
    for index, paragraph in enumerate(article.paragraphs):
        recycled = index == 1 and origin != article.id
        segments.append(
            Segment(
                paragraph=index,
                start=start,
                end=start + len(paragraph),
                new=not recycled,
                first_seen=origin if recycled else "",
                seen=3 if recycled else 1,
            )
        )
        start += len(paragraph) + 1
    return Novelty(article=article.id, segments=tuple(segments))


def _descent(article: Article, first: Article, number: int) -> Descent:
    kinds = ("first", "partly", "same", "part", "credit")
    of = "" if kinds[number] in ("first", "credit") else first.id
    return Descent(
        article=article.id,
        kind=kinds[number],
        of=of,
        share=0.9 if of else 0.0,
        credit=article.title if kinds[number] == "credit" else "",
        ordered=number != 2,
    )


def _versions(article: Article) -> tuple[Version, ...]:
    edited = tuple(p.replace("early", "late") for p in article.paragraphs)
    first = Version(
        article=article.id,
        number=1,
        seen_at=NOW - timedelta(days=1),
        title=article.title.upper(),
        paragraphs=edited[:2],
    )
    title, paragraphs = article.title, article.paragraphs
    return first, replace(first, number=2, seen_at=NOW, title=title, paragraphs=paragraphs)


def _judged(article: Article, *, known: bool) -> Judged:
    text = article.paragraphs[0] if article.paragraphs else ""
    return Judged(
        text=text,
        statement=Statement(start=0, end=len(text), known=known),
        because=Reason(kind="adds", text=f"adds {article.title}"),
    )


@dataclass
class FakeNews:
    """`size` stories of up to five articles each; the texts `sown` fill all outside fields."""

    size: int = 40
    sown: tuple[str, ...] = ()
    broken: bool = False
    told: list[tuple[Any, ...]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.articles: dict[str, Article] = {}
        self.stories: dict[str, tuple[Article, ...]] = {}
        for number in range(self.size):
            copies = range(1 + number % len(PUBLISHERS))
            articles = tuple(
                make_article(number, copy=c, publisher=PUBLISHERS[c], sown=self._sown(number))
                for c in reversed(copies)
            )
            self.articles |= {article.id: article for article in articles}
            self.stories[make_id("story", str(number))] = articles
        store = open_store("sqlite://")
        self.people = People(store, now=lambda: NOW)
        self.editor = Editor(store, Config(), lambda: None, now=lambda: NOW)
        self.entities = Entities(store, now=lambda: NOW)
        self.places = Places(store, now=lambda: NOW)
        self.comments = Comments(store, now=lambda: NOW)
        self.pushes = Pushes(store, Config(), web=lambda: FakeWeb({}), now=lambda: NOW)
        self.known = {make_id("source", str(n)): self._source(n) for n in range(3)}
        if not self.size:
            self.known = {}

    def blind_spots(self, *, by: str = "country", limit: int = 50) -> BlindSpots:
        self._check()
        told = list(self.stories)[:limit]
        spots = tuple(
            BlindSpot(
                story=id,
                by=by,
                silent=self._sown(n) or "GB",
                silent_sources=tuple((s.id, s.title) for s in self.known.values())[:2],
                carried=(("DE", tuple((s.id, s.title) for s in self.known.values())), ("", ())),
                since=NOW,
                weight=4.0,
                headline=self._story(id).headline,
                language="en",
            )
            for n, id in enumerate(told[:5])
        )
        return BlindSpots(by=by, spots=spots, groups=(("DE", 2), ("GB", 2), ("", 1)))

    def set_country(self, source_id: str, country: str, within: str = "") -> None:
        self.told.append(("country", source_id, country))

    def new_for(self, read: Iterable[str], story_id: str) -> Unread | None:
        """All other articles of the story, each with its first paragraph as new."""
        known = set(read)
        told = self.stories.get(story_id, ())
        if not known.intersection(a.id for a in told):
            return None
        rows = tuple((a, (_judged(a, known=False),)) for a in told if a.id not in known)
        return Unread(story=story_id, articles=rows) if rows else None

    def stamp(self) -> tuple[int, bool]:
        """What is another one when answers may be."""
        return len(self.told), self.broken

    def _sown(self, number: int) -> str:
        return self.sown[number % len(self.sown)] if self.sown else ""

    def _source(self, number: int) -> Source:
        sown = self._sown(number)
        return Source(
            id=make_id("source", str(number)),
            url=f"https://news-{number}.example/feed",
            kind="feed",
            title=sown or PUBLISHERS[number],
            home=sown or f"https://news-{number}.example/",
            language="fr" if number == 1 else "en",
            added_at=NOW,
            polled_at=NOW,
            failures=number,
            folder=sown,
        )

    def _check(self) -> None:
        if self.broken:
            raise StoreError("the library is locked by another program: close it and try again")

    def _story(self, id: str) -> Story:
        articles = self.stories[id]
        return Story(
            id=id,
            headline=articles[-1].title,
            articles=tuple(article.id for article in articles),
            first_seen=articles[0].published_at,
            last_seen=articles[-1].published_at,
            publishers=tuple(article.publisher for article in articles),
            language=articles[-1].language,
        )

    def _card(self, id: str) -> StoryCard:
        article = self.stories[id][-1]
        reasons = (f"{len(self.stories[id])} independent sources", "first told 2 hours ago")
        return StoryCard(
            story=self._story(id),
            snippet=article.paragraphs[0],
            image=article.image,
            tags=article.tags,
            rank=1.0,
            because=tuple(
                Reason(kind="rank", text=article.title if self.sown else text) for text in reasons
            ),
        )

    def front(
        self,
        *,
        tag: str = "",
        source: str = "",
        language: str = "",
        topic: str = "",
        limit: int = 30,
        offset: int = 0,
    ) -> tuple[StoryCard, ...]:
        self._check()
        chosen = [
            id
            for id, articles in self.stories.items()
            if (not tag or any(tag in a.tags for a in articles))
            and (not source or any(a.source == source for a in articles))
            and (not language or any(a.language == language for a in articles))
        ]
        return tuple(map(self._card, chosen[offset : offset + limit]))

    def told_by(self, story_id: str) -> tuple[str, ...]:
        return tuple(article.id for article in self.stories.get(story_id, ()))

    def story(self, story_id: str) -> StoryView | None:
        self._check()
        if story_id == "merged":
            story_id = next(iter(self.stories))
        if story_id not in self.stories:
            return None
        articles = self.stories[story_id]
        origin = articles[0].id
        first = sentences(articles[0].text)
        summary = tuple(
            SummarySentence(
                text=articles[0].text[span.start : span.end],
                cites=tuple((article.id, span) for article in articles),
            )
            for span in first[:2]
        )
        tellings = tuple(
            Telling(
                article=article,
                novelty=novelty_of(article, origin),
                adds=tuple(article.text[s.start : s.end] for s in sentences(article.text)[:3]),
                duplicate_of=origin if index == 2 else "",
                because=(Reason(kind="names", text=f"both name {article.title}"),),
                changes=history(_versions(article)),
                judged=(_judged(article, known=index == 1),) if index else (),
            )
            for index, article in enumerate(articles)
        )
        others = [id for id in self.stories if id != story_id][:3]
        return StoryView(
            story=self._story(story_id),
            summary=Summary(headline=articles[0].title, sentences=summary),
            tellings=tellings,
            tags=articles[0].tags,
            topics=(SPORT,),
            events=tuple(
                Happened(
                    type=kind,
                    actors=(Party(name="Council"),),
                    targets=(),
                    wording="meeting" if kind == "consult" else "",
                    date="2026-11-21",
                    planned=kind == "protest",
                    article=articles[0],
                    span=Span(start=0, end=len(articles[0].paragraphs[0])),
                )
                for kind in ("consult", "protest")
            ),
            related=tuple(map(self._card, others)),
            lineage=Lineage(
                descents=tuple(_descent(a, articles[0], n) for n, a in enumerate(articles)),
                sources=tuple(a.publisher for a in articles[:2]),
            ),
        )

    def article(self, article_id: str) -> ArticleView | None:
        self._check()
        article = self.articles.get(article_id)
        if article is None:
            return None
        story_id = next(id for id, told in self.stories.items() if article in told)
        told = self.stories[story_id]
        other = next((a for a in self.articles.values() if a not in told), told[0])
        reasons = (Reason(kind="names", text=f"both name {article.title}"),)
        return ArticleView(
            article=article,
            novelty=novelty_of(article, told[0].id),
            first_seen=((told[0].id, told[0]),),
            tags=article.tags,
            story=self._story(story_id),
            duplicate_of=told[0] if told.index(article) == 2 else None,
            copies=told[:1] if article != told[0] else (),
            related=(
                (
                    Related(article=article.id, other=other.id, score=0.5, because=reasons),
                    other,
                ),
            ),
            versions=_versions(article),
            changes=history(_versions(article)),
            because=reasons,
            topics=(TopicFound(topic=SPORT, chance=0.93, words=("match", "cup"), by="words"),),
        )

    def search(self, query: str, *, limit: int = 20, offset: int = 0) -> SearchView:
        self._check()
        found = [a for a in self.articles.values() if query.lower() in a.text.lower()]
        if self.sown:
            found = list(self.articles.values())
        stories = {a.id: id for id, told in self.stories.items() for a in told}
        hits = tuple(
            Hit(article=a, story=stories[a.id], snippet=f"\x02{a.paragraphs[0]}\x03 and more")
            for a in found[offset : offset + limit]
        )
        notes = (f"“{query}” is left out: it is no word",) if "(" in query else ()
        return SearchView(query=query, hits=hits, total=len(found), notes=notes)

    def tags(self, *, limit: int = 100) -> tuple[TagCount, ...]:
        self._check()
        found = {tag for article in self.articles.values() for tag in article.tags}
        return tuple(TagCount(tag=tag, articles=3) for tag in sorted(found))[:limit]

    def tag_weeks(self, *, limit: int = 12) -> tuple[TagWeek, ...]:
        self._check()
        return tuple(TagWeek(tag=one.tag, days=(0, 3, 0, 0, 1, 0, 2)) for one in self.tags())[
            :limit
        ]

    def source_spread(self) -> dict[str, tuple[Spread, ...]]:
        self._check()
        one = Spread(name="", sources=len(self.known), articles=0)
        return {"country": (one,), "language": ()}

    def topics(self) -> tuple[TopicCount, ...]:
        self._check()
        return tuple(TopicCount(topic=topic, articles=3) for topic in TOPICS.values())

    def sources(self) -> tuple[SourceView, ...]:
        self._check()
        return tuple(view for id in self.known if (view := self.source(id)))

    def source(self, source_id: str) -> SourceView | None:
        source = self.known.get(source_id)
        if source is None:
            return None
        failure = Failure(
            id="x",
            stage="collect",
            error=self._sown(0) or "the server did not answer",
            url=source.home,
        )
        return SourceView(
            source=source,
            health="paused" if source.paused else "reads well, every 30 minutes",
            articles=sum(a.source == source_id for a in self.articles.values()),
            latest=NOW,
            failures=(failure,) * source.failures,
        )

    def changes(self, articles: Sequence[str]) -> dict[str, tuple[Difference, ...]]:
        self._check()
        return {}

    def latest(
        self, *, tag: str = "", source: str = "", query: str = "", limit: int = 50
    ) -> tuple[Article, ...]:
        self._check()
        query = "" if query.startswith("topic:") else query
        found = [
            a
            for a in self.articles.values()
            if (not tag or tag in a.tags)
            and (not source or a.source == source)
            and (not query or query.lower() in a.text.lower())
        ]
        return tuple(found[:limit])

    def counts(self) -> Counts:
        self._check()
        return Counts(len(self.articles), len(self.stories), len(self.known), 0, 0)

    def preview(self, what: str) -> Preview:
        self.told.append(("preview", what))
        if "unreachable" in what:
            return Preview(what=what, found="", candidates=(), error="no server has this name")
        sown = self._sown(0)
        candidates = (
            Candidate(url=sown or f"{what}feed", kind="feed", title=sown or "All news"),
            Candidate(url=f"{what}old", kind="feed", title="Old", known=True),
        )
        titles = (sown or "Ferry halted",)
        return Preview(
            what=what, found="a site with two feeds", candidates=candidates, titles=titles
        )

    def add(self, what: str, *, folder: str = "") -> Added:
        self.told.append(("add", what, folder))
        if "unreachable" in what:
            failure = Failure(id=what, stage="collect", error="no server has this name", url=what)
            return Added(failures=(failure,))
        return Added(sources=(self.known[make_id("source", "0")],), notes=("It is read hourly.",))

    def add_candidates(self, candidates: Iterable[Candidate], *, folder: str = "") -> Added:
        chosen = tuple(candidates)
        self.told.append(("add_candidates", tuple(c.url for c in chosen), folder))
        return Added(sources=tuple(self.known.values())[:1], notes=("It is read hourly.",))

    def pause(self, source_id: str) -> None:
        self.told.append(("pause", source_id))
        self.known[source_id] = replace(self.known[source_id], paused=True)

    def resume(self, source_id: str) -> None:
        self.told.append(("resume", source_id))
        self.known[source_id] = replace(self.known[source_id], paused=False)

    def remove(self, source_id: str, *, articles: bool = False) -> None:
        self.told.append(("remove", source_id, articles))
        del self.known[source_id]

    def poll_now(self, source_id: str) -> None:
        self.told.append(("poll_now", source_id))

    def corrections(self, *, limit: int = 50, before: int = 0) -> tuple[Correction, ...]:
        return ()

    def undo(self, number: int = 0, *, dry: bool = False) -> Corrected:
        if not dry:
            self.told.append(("undo", number))
        raise NotFoundError(f"there is no correction {number}")
