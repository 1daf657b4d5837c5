"""Accounts, and what is each person's own: subscriptions, what they read and saved, alerts.

`News` shows it as `people`. A person's *desk* is all of their reading: follows, streams, marks.
"""

from tidings.people.desk import Desk, ItemView
from tidings.people.people import People
from tidings.people.river import Marked, River, RiverRow, mark_shown, marked_of, river

__all__ = [
    "Desk",
    "ItemView",
    "Marked",
    "People",
    "River",
    "RiverRow",
    "mark_shown",
    "marked_of",
    "river",
]
