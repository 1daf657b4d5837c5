"""What every protocol of reader apps works with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tidings.news import News
from tidings.serve.reader.asking import Asking
from tidings.serve.reader.call import Call
from tidings.types import Person

if TYPE_CHECKING:
    from tidings.types import Clock

__all__ = ["Server"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Server:
    """The news, the clock, and what we call ourselves."""

    news: News
    clock: Clock
    version: str

    def call(self, asking: Asking, person: Person) -> Call:
        """Return a call of someone who was let in."""
        return Call(
            asking=asking, person=person, news=self.news, version=self.version, now=self.clock()
        )
