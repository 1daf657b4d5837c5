"""The read side: the library's nouns put together into views for pages and APIs. Read only."""

from tidings.reading.articles import article_view
from tidings.reading.blindspots import library_blind_spots
from tidings.reading.calendar import DayAhead, Planned, days_ahead, days_of
from tidings.reading.cards import cards, front
from tidings.reading.editor import Editor
from tidings.reading.export import export, opml
from tidings.reading.library import Library
from tidings.reading.opened import Opened, unread
from tidings.reading.related import related_articles
from tidings.reading.search import latest, search, tag_counts
from tidings.reading.sources import source_view, source_views
from tidings.reading.stories import story_view
from tidings.reading.threads import thread_view, threads
from tidings.reading.wrong import Wrong

__all__ = [
    "DayAhead",
    "Editor",
    "Library",
    "Opened",
    "Planned",
    "Wrong",
    "article_view",
    "cards",
    "days_ahead",
    "days_of",
    "export",
    "front",
    "latest",
    "library_blind_spots",
    "opml",
    "related_articles",
    "search",
    "source_view",
    "source_views",
    "story_view",
    "tag_counts",
    "thread_view",
    "threads",
    "unread",
]
