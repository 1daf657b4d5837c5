"""What is a person's own here: their way in, their desk. `News` shows it as `people`."""

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
