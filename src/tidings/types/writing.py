"""Who writes here: what a library's owner has chosen, what a model wrote, and what that cost."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from urllib.parse import urlsplit

from tidings.types.stories import SummarySentence

__all__ = ["Leaving", "Use", "Writer", "WritingSettings", "Written"]


class Writer(StrEnum):
    """Who writes summaries, answers, viewpoints and wrap-ups."""

    OFF = "off"  # nobody: there are none
    LOCAL = "local"  # this machine, with sentences of articles
    REMOTE = "remote"  # a model, held to the articles; this machine where it fails


@dataclass(frozen=True, kw_only=True, slots=True)
class WritingSettings:
    """What a library's owner has chosen of writing."""

    writer: Writer = Writer.LOCAL
    url: str = ""  # where the model answers, up to /v1
    name: str = ""  # of the model
    key: str = field(default="", repr=False)
    seconds: int = 30  # for an answer
    budget: int = 100_000  # tokens a day
    money: float = 0.0  # a day, in the currency of the prices; 0: tokens alone count
    price_in: float = 0.0  # of a million tokens that are sent
    price_out: float = 0.0  # of a million that come back
    currency: str = ""
    people: tuple[int, ...] = ()  # for whom the model writes; none: for all who log in
    folders: tuple[str, ...] = ()  # of whose sources sentences may be sent; none: of all

    @property
    def host(self) -> str:
        """Where text goes, as a person would say it."""
        return urlsplit(self.url).netloc.rpartition("@")[2]

    def cost(self, sent: int, came: int) -> float:
        """Return what so many tokens cost."""
        return (sent * self.price_in + came * self.price_out) / 1_000_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Leaving:
    """Text leaves for a model: which, and where it answers."""

    host: str
    model: str
    here: bool  # it answers on this very machine


@dataclass(frozen=True, kw_only=True, slots=True)
class Written:
    """What a model wrote, held to its sources; without sentences the default writer stepped in."""

    sentences: tuple[SummarySentence, ...] = ()
    kept: int = 0  # sentences in the model's words
    replaced: int = 0  # by the words of a source, or left out
    note: str = ""  # why the default writer stepped in, in plain words
    late: bool = False  # the model is still at it


@dataclass(frozen=True, kw_only=True, slots=True)
class Use:
    """What a remote model was asked in a day, and what came of it."""

    day: date
    calls: int = 0
    failed: int = 0  # of the calls
    tokens: int = 0  # of prompts and answers
    cost: float = 0.0
    kept: int = 0  # sentences that were borne out
    replaced: int = 0  # and that were not
