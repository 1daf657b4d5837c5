"""What a face of the library shows: the nouns put together for one page. Frozen, nothing hidden.

`news.News` makes them; `serve` and `cli` turn them into HTML, JSON, feeds and text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from tidings.reference.topics import Topic
from tidings.types import (
    Article,
    Compared,
    Correction,
    Facts,
    Failure,
    Lineage,
    Link,
    Novelty,
    Reason,
    Related,
    Source,
    Span,
    Statement,
    Story,
    Summary,
    SummarySentence,
    Thread,
    Version,
    Written,
)
from tidings.versions import Difference

__all__ = [
    "ArticleView",
    "BlindSpot",
    "BlindSpots",
    "By",
    "Candidate",
    "Corrected",
    "Counts",
    "Happened",
    "Hit",
    "Judged",
    "Party",
    "Preview",
    "Quoted",
    "SearchView",
    "SourceView",
    "StoryCard",
    "StoryView",
    "TagCount",
    "Telling",
    "ThreadCard",
    "ThreadStep",
    "ThreadView",
    "TopicCount",
    "TopicFound",
    "Unread",
]


@dataclass(frozen=True, kw_only=True, slots=True)
class StoryCard:
    """A story as one row of a list, with why it stands where it stands."""

    story: Story
    snippet: str  # new text of the leading article, a sentence or two
    image: str
    tags: tuple[str, ...]
    rank: float
    because: tuple[Reason, ...]  # "5 independent sources", "first told 2 hours ago", …
    differs: Compared | None = None  # a thing of which its sources say different things


@dataclass(frozen=True, kw_only=True, slots=True)
class Judged:
    """A sentence of an article that its story knew or did not, and on what evidence."""

    text: str
    statement: Statement
    because: Reason  # "restates “…” (Gazette, 09:10)", "adds 15 (number), Misrata (name)"


@dataclass(frozen=True, kw_only=True, slots=True)
class Unread:
    """What of a story is new to a reader: by article, the sentences that tell it."""

    story: str
    articles: tuple[tuple[Article, tuple[Judged, ...]], ...]

    @property
    def sentences(self) -> int:
        """How many sentences that are."""
        return sum(len(judged) for _, judged in self.articles)


@dataclass(frozen=True, kw_only=True, slots=True)
class Telling:
    """One article within a story: what it adds, and why it is here."""

    article: Article
    novelty: Novelty
    adds: tuple[str, ...]  # its new sentences, as far as no earlier telling held them
    duplicate_of: str  # article id, "" when it is no copy
    because: tuple[Reason, ...]
    changes: tuple[Difference, ...] = ()  # of the article since it came out, oldest first
    judged: tuple[Judged, ...] = ()  # its sentences beside the earlier tellings, in order


@dataclass(frozen=True, kw_only=True, slots=True)
class Quoted:
    """What somebody says, word for word as the article has it, and where."""

    text: str  # quotation marks included; the words for the speaker where they stand within
    speaker: str  # as the article has it: "the minister", "he"
    name: str  # the full name, "" where none is known
    entity: str  # who that is in the library, "" where it is not known
    direct: bool  # all of it stands in quotation marks
    article: Article
    span: Span
    also: tuple[Article, ...] = ()  # others that have the same words


@dataclass(frozen=True, kw_only=True, slots=True)
class StoryView:
    """A story page: headline, summary, the tellings in order of time, what is near to it."""

    story: Story
    summary: Summary
    tellings: tuple[Telling, ...]
    tags: tuple[str, ...]
    related: tuple[StoryCard, ...]
    lineage: Lineage = field(default_factory=Lineage)
    corrections: tuple[Correction, ...] = ()  # in force and about its articles, newest first
    locked: bool = False
    events: tuple[Happened, ...] = ()  # oldest first
    topics: tuple[Topic, ...] = ()  # that half of its articles have
    thread: ThreadCard | None = None  # the affair that it is a step of
    facts: Facts = field(default_factory=Facts)
    quotes: tuple[Quoted, ...] = ()  # direct ones first, each once
    against: Mapping[str, Article] = field(default_factory=dict)  # that reasons name, besides


@dataclass(frozen=True, kw_only=True, slots=True)
class ThreadCard:
    """An affair as one row of a list: its first story names it, its last is the latest news."""

    thread: Thread
    headline: str
    first: Story
    last: Story


@dataclass(frozen=True, kw_only=True, slots=True)
class ThreadStep:
    """One story of an affair: what it changed, and why it belongs."""

    story: Story
    sentence: SummarySentence | None  # that tells most of what was not told before
    names: tuple[str, ...]  # that come up for the first time
    figures: tuple[str, ...]  # that are others now: "12 → 15 people"
    link: Link | None  # to the earlier story that it goes on from


@dataclass(frozen=True, kw_only=True, slots=True)
class ThreadView:
    """An affair: its stories in order of time."""

    thread: Thread
    headline: str
    steps: tuple[ThreadStep, ...]
    against: Mapping[str, Article] = field(default_factory=dict)  # that the links' reasons name


@dataclass(frozen=True, kw_only=True, slots=True)
class Summarised:
    """A summary, and the articles that its sentences rest on, by id."""

    summary: Summary
    articles: Mapping[str, Article]
    written: Written | None = None  # what a remote model made of it; None: it was not asked

    @property
    def by_model(self) -> bool:
        """Whether some of it is in a remote model's words."""
        return self.written is not None and bool(self.written.sentences)

    @property
    def note(self) -> str:
        """Why the default writer stepped in; "" where it did not have to."""
        return self.written.note if self.written else ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ArticleView:
    """An article page. `related` and `copies` come with the articles that they name."""

    article: Article
    novelty: Novelty
    first_seen: tuple[tuple[str, Article], ...]  # the articles that recycled segments point at
    tags: tuple[str, ...]  # the publisher's and our own key phrases, unified
    story: Story | None
    duplicate_of: Article | None
    copies: tuple[Article, ...]
    related: tuple[tuple[Related, Article], ...]
    versions: tuple[Version, ...]  # oldest first; one when it was never edited
    changes: tuple[Difference, ...] = ()  # from each version to the next, oldest first
    because: tuple[Reason, ...]  # why it is in its story
    against: tuple[tuple[str, Article], ...] = ()  # the articles that these reasons name
    judged: tuple[Judged, ...] = ()  # its sentences beside its story's earlier articles
    told: tuple[tuple[str, Article], ...] = ()  # the articles that its known sentences restate
    quotes: tuple[Quoted, ...] = ()  # in order of the text
    topics: tuple[TopicFound, ...] = ()  # the surest first


@dataclass(frozen=True, kw_only=True, slots=True)
class Hit:
    """One article that a search found. `snippet` marks its matches with \\x02 and \\x03."""

    article: Article
    story: str
    snippet: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SearchView:
    """The answer to a search; `notes` say in plain words what of the query could not be used."""

    query: str
    hits: tuple[Hit, ...]
    total: int
    more: bool = False  # there are more than `total`, which are the latest
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class TagCount:
    """A tag and how many articles carry it."""

    tag: str
    articles: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Party:
    """One that takes part in an event: a name, or a trade like "police"."""

    name: str
    entity: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Happened:
    """Who did what to whom, and the sentence that tells it."""

    type: str  # of enrich.events.TYPES
    actors: tuple[Party, ...]  # who does it; none where that is not told
    targets: tuple[Party, ...]
    wording: str = ""  # what is done, as the sentence words it: "resigned"
    date: str = ""  # ISO 8601, as precise as the sentence is
    where: str = ""
    planned: bool = False
    denied: bool = False
    article: Article
    span: Span  # of the sentence
    also: int = 0  # other articles that tell it


@dataclass(frozen=True, kw_only=True, slots=True)
class TopicFound:
    """A topic of an article, and what speaks for it."""

    topic: Topic
    chance: float  # 0 to 1
    words: tuple[str, ...]  # of the article
    by: str  # "meaning and words", "meaning" or, without an encoder, "words"


@dataclass(frozen=True, kw_only=True, slots=True)
class TopicCount:
    """A topic and how many articles have it."""

    topic: Topic
    articles: int


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceView:
    """A source with its health in plain words."""

    source: Source
    health: str
    articles: int
    latest: datetime | None
    failures: tuple[Failure, ...]  # the latest ones, of it and its articles


By = Literal["country", "language", "folder"]  # how sources are put into groups


@dataclass(frozen=True, kw_only=True, slots=True)
class BlindSpot:
    """A story that some groups of sources tell and one does not. Sources are (id, title)."""

    story: str
    by: str  # one of `By`
    silent: str  # the group: a country's code, a language's, a folder's name
    silent_sources: tuple[tuple[str, str], ...]  # that could have told it
    carried: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]  # group, who of it tells it
    since: datetime  # when it was first told
    weight: float  # sources that tell it times sources that don't
    headline: str = ""
    language: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class BlindSpots:
    """What groups of sources are silent on; `groups` says how many sources each has."""

    by: str
    spots: tuple[BlindSpot, ...]
    groups: tuple[tuple[str, int], ...]  # "" are those of which nothing is known


@dataclass(frozen=True, kw_only=True, slots=True)
class Counts:
    """How much there is in a library."""

    articles: int
    stories: int
    sources: int
    pending: int
    failures: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """Something that can be added: what it is, where, what it is called."""

    url: str
    kind: str  # a key of collect.KINDS
    title: str = ""
    folder: str = ""
    known: bool = False  # already among the sources
    note: str = ""  # what adding it will do, or why it can't be added


@dataclass(frozen=True, kw_only=True, slots=True)
class Preview:
    """What an address or a file holds and what adding it will do; nothing is saved."""

    what: str
    found: str  # in plain words: "a feed of 20 articles", "a site with two feeds"
    candidates: tuple[Candidate, ...]
    titles: tuple[str, ...] = ()  # of the first articles in it
    together: bool = False  # a list, whose candidates are added all; else the first is the best
    error: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Corrected:
    """What a correction, or undoing one, did or would do."""

    correction: Correction  # its number is 0 while nothing is kept
    says: tuple[str, ...]  # in plain words
    story: str  # where to look afterwards
