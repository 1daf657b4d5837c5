"""What is a person's own here: their way in, what they opened. `News` shows it as `people`."""

from tidings.people.people import People

__all__ = ["People"]
