"""The nouns: what every part of Tidings hands to the next. Frozen, keyword-only, UTC.

A change makes a copy: `replace(article, tags=tags)`. Every time is an aware datetime in UTC.
An id is a hash of a canonical URL or of the text, so that any machine computes the same one.
"""

from tidings.types.answers import Answer, Cited, Question
from tidings.types.articles import (
    COPIED,
    Addition,
    Article,
    Note,
    Novelty,
    Place,
    Segment,
    Sentence,
    Sighting,
    Span,
    Statement,
    Status,
    Version,
)
from tidings.types.basics import Json, make_id, utc
from tidings.types.desks import (
    BY_HAND,
    Edition,
    Folder,
    Item,
    ItemState,
    Of,
    Shows,
    Stream,
    Subscription,
)
from tidings.types.keys import Invitation, Key, KeyKind, Passkey, Scope
from tidings.types.lineage import Descent, Lineage
from tidings.types.people import OWNER, Person, Role
from tidings.types.sources import Enclosure, Entry, Failure, Feed, Page, Source
from tidings.types.stories import (
    Correction,
    CorrectionKind,
    Link,
    Placement,
    Reason,
    Related,
    Story,
    StoryKey,
    Summary,
    SummarySentence,
    Thread,
)
from tidings.types.viewpoints import Line, View, Viewpoints, Wording
from tidings.types.wrapup import Brief, Watched, WrapUp

__all__ = [
    "BY_HAND",
    "COPIED",
    "OWNER",
    "Addition",
    "Answer",
    "Article",
    "Brief",
    "Cited",
    "Correction",
    "CorrectionKind",
    "Descent",
    "Edition",
    "Enclosure",
    "Entry",
    "Failure",
    "Feed",
    "Folder",
    "Invitation",
    "Item",
    "ItemState",
    "Json",
    "Key",
    "KeyKind",
    "Line",
    "Lineage",
    "Link",
    "Note",
    "Novelty",
    "Of",
    "Page",
    "Passkey",
    "Person",
    "Place",
    "Placement",
    "Question",
    "Reason",
    "Related",
    "Role",
    "Scope",
    "Segment",
    "Sentence",
    "Shows",
    "Sighting",
    "Source",
    "Span",
    "Statement",
    "Status",
    "Story",
    "StoryKey",
    "Stream",
    "Subscription",
    "Summary",
    "SummarySentence",
    "Thread",
    "Version",
    "View",
    "Viewpoints",
    "Watched",
    "Wording",
    "WrapUp",
    "make_id",
    "utc",
]
