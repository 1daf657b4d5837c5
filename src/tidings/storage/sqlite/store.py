"""A library in one SQLite file: all tables together, backup and check."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

from tidings.errors import StoreError
from tidings.storage.sqlite.articles import SqliteArticles
from tidings.storage.sqlite.comments import SqliteComments
from tidings.storage.sqlite.corrections import SqliteCorrections
from tidings.storage.sqlite.coverage import SqliteCoverage
from tidings.storage.sqlite.database import Database
from tidings.storage.sqlite.desks import SqliteDesks
from tidings.storage.sqlite.entities import SqliteEntities
from tidings.storage.sqlite.events import SqliteEvents
from tidings.storage.sqlite.evidence import SqliteEvidence
from tidings.storage.sqlite.facts import SqliteFacts
from tidings.storage.sqlite.icons import SqliteIcons
from tidings.storage.sqlite.intake import SqliteIntake
from tidings.storage.sqlite.keys import (
    SqliteInvitations,
    SqliteKeys,
    SqliteLogins,
    SqlitePasskeys,
)
from tidings.storage.sqlite.namesakes import SqliteNamesakes
from tidings.storage.sqlite.opened import SqliteOpened
from tidings.storage.sqlite.people import SqlitePeople
from tidings.storage.sqlite.places import SqlitePlaces
from tidings.storage.sqlite.pushes import SqlitePushes
from tidings.storage.sqlite.queue import SqliteQueue
from tidings.storage.sqlite.quotes import SqliteQuotes
from tidings.storage.sqlite.related import SqliteRelated
from tidings.storage.sqlite.search import SqliteSearch
from tidings.storage.sqlite.sentences import SqliteSentences
from tidings.storage.sqlite.sources import SqliteSources
from tidings.storage.sqlite.statements import SqliteStatements
from tidings.storage.sqlite.stories import SqliteStories
from tidings.storage.sqlite.threads import SqliteThreads
from tidings.storage.sqlite.topics import SqliteTopics
from tidings.storage.sqlite.vectors import SqliteVectors
from tidings.storage.sqlite.watching import SqliteWatching
from tidings.storage.sqlite.writing import SqliteWriting
from tidings.storage.sqlite.wrong import SqliteWrongCases

__all__ = ["SqliteStore"]

_COUNTED = ("source", "article", "story", "failure")  # a count reads the table: the small ones

_LOST = (
    "stage not in ('fetch', 'distill', 'count', 'statements', 'write', 'who', 'where', 'facts', "
    "'profile', 'thread', 'edition') "
    "and item not in (select id from article)"
)

# What can be inconsistent: in words, how to count it, how to mend it.
_CHECKS = (
    (
        "sentences of articles that are gone",
        "select count(*) from sentence where article not in (select id from article)",
        "delete from sentence where article not in (select id from article)",
    ),
    (
        "articles without a first version",
        "select count(*) from article where id not in (select article from version)",
        "insert into version select id, 1, time, title, text from article "
        "where id not in (select article from version)",
    ),
    (
        "articles that no stage has put into a story",
        "select count(*) from article where story is null "
        "and id not in (select item from pending where stage = 'group')",
        "insert into pending select 'group', id, time from article where story is null "
        "and id not in (select item from pending where stage = 'group')",
    ),
    (
        "articles whose novelty is not judged",
        "select count(*) from article where id not in (select article from novelty) "
        "and id not in (select item from pending where stage in ('sketch', 'novelty'))",
        "insert into pending select stage, id, time from article, "
        "(select 'sketch' stage union select 'novelty') "
        "where id not in (select article from novelty) on conflict do nothing",
    ),
    (
        "articles without a number for reader apps",
        "select count(*) from article where id not in (select article from item where track = 0)",
        "insert into item (article, track, source, at, level, behind) select id, 0, source, "
        "(select coalesce(max(at), time) from item), 0, '' from article "
        "where id not in (select article from item where track = 0)",
    ),
    (
        "things to do for articles that are gone",
        f"select count(*) from pending where {_LOST}",  # noqa: S608 ours
        f"delete from pending where {_LOST}",  # noqa: S608 ours
    ),
    (
        "copies of articles that are gone",
        "select count(*) from article where duplicate_of <> '' "
        "and duplicate_of not in (select id from article)",
        "update article set duplicate_of = '' where duplicate_of <> '' "
        "and duplicate_of not in (select id from article)",
    ),
    (
        "entries without their source",
        "select count(*) from entry where source not in (select id from source)",
        "delete from entry where source not in (select id from source)",
    ),
)


class SqliteStore:
    """The default store: one file, no server."""

    def __init__(self, path: Path | None) -> None:
        """Open or create the file; without a path, a library in memory that is gone at the end."""
        if path:
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
            except OSError as exc:
                raise StoreError(f"can't make the folder {path.parent}: {exc.strerror}") from exc
        self._db = Database(path)
        self.queue = SqliteQueue(self._db)
        self.icons = SqliteIcons(self._db)
        self.pushes = SqlitePushes(self._db)
        self.intake = SqliteIntake(self._db, self.queue)
        self.articles = SqliteArticles(self._db, self.queue)
        self.sentences = SqliteSentences(self._db)
        self.vectors = SqliteVectors(self._db)
        self.stories = SqliteStories(self._db, self.queue)
        self.sources = SqliteSources(self._db, self.stories)
        self.threads = SqliteThreads(self._db)
        self.entities = SqliteEntities(self._db)
        self.namesakes = SqliteNamesakes(self._db, self.entities)
        self.places = SqlitePlaces(self._db)
        self.quotes = SqliteQuotes(self._db)
        self.topics = SqliteTopics(self._db)
        self.events = SqliteEvents(self._db)
        self.related = SqliteRelated(self._db)
        self.statements = SqliteStatements(self._db)
        self.facts = SqliteFacts(self._db)
        self.opened = SqliteOpened(self._db)
        self.people = SqlitePeople(self._db)
        self.desks = SqliteDesks(self._db)
        self.watching = SqliteWatching(self._db)
        self.keys = SqliteKeys(self._db)
        self.invitations = SqliteInvitations(self._db)
        self.logins = SqliteLogins(self._db)
        self.passkeys = SqlitePasskeys(self._db)
        self.comments = SqliteComments(self._db)
        self.corrections = SqliteCorrections(self._db)
        self.coverage = SqliteCoverage(self._db)
        self.search = SqliteSearch(self._db)
        self.evidence = SqliteEvidence(self._db, self.vectors)
        self.writing = SqliteWriting(self._db)
        self.wrong = SqliteWrongCases(self._db)

    def transaction(self, *, private: bool = False) -> AbstractContextManager[object]:
        """All or nothing of what is saved inside is kept; `private`: none of it is news."""
        return self._db.transaction(private=private)

    def stamp(self) -> int:
        """Return what is another one after every change of the news, by us or another program."""
        return self._db.stamp()

    def totals(self) -> dict[str, int]:
        """Return how many sources, articles, stories and failures there are."""
        return {
            table: int(self._db.value(f"select count(*) from {table}"))  # noqa: S608 table is ours
            for table in _COUNTED
        }

    def size(self) -> int:
        """Return how many bytes the library takes."""
        pages = "pragma_page_count() c, pragma_page_size() s"
        return int(self._db.value(f"select c.page_count * s.page_size from {pages}"))  # noqa: S608

    def backup(self, target: Path) -> None:
        """Copy the library to a new file while it is in use."""
        if target.exists():
            raise StoreError(f"{target} is there already: name a new file")
        self._db.backup(target)

    def check(self, *, mend: bool) -> tuple[str, ...]:
        """Return what is inconsistent, in plain words; with `mend`, put it right."""
        with self._db.transaction():  # the writer's view: a reader may hold an older search index
            found = [str(t) for t in self._db.values("pragma integrity_check(20)") if t != "ok"]
            for words, count, cure in _CHECKS:
                number = int(self._db.value(count))
                if number:
                    found.append(f"{number} {words}")
                    if mend:
                        self._db.write(cure)
            found.extend(self._check_stories(mend=mend))
            found.extend(self.desks.check(mend=mend))
            if mend:
                self.search.rebuild()
        return tuple(found)

    def _check_stories(self, *, mend: bool) -> list[str]:
        wrong = self._db.values(
            "select coalesce(story.id, a.story) from "
            "(select story, count(*) n from article where story is not null group by story) a "
            "full join story on story.id = a.story "
            "where story.articles is not a.n"
        )
        if wrong and mend:
            self.stories.refresh(wrong)
        return [f"{len(wrong)} stories that miscount their articles"] if wrong else []

    def close(self) -> None:
        """Close the file."""
        self._db.close()
