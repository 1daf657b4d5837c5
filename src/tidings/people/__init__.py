"""What is a person's own here: their way in, their desk. `News` shows it as `people`."""

from tidings.people.desk import Desk, ItemView
from tidings.people.people import People

__all__ = ["Desk", "ItemView", "People"]
