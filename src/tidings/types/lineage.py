"""The nouns of lineage: who of a story's articles took from whom. `group.trace` finds it out."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Descent", "Lineage"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Descent:
    """Where an article of a story has its text from, as far as can be told.

    `kind`: first (nobody's but its own), same (word for word), edited, part (cut, or with a new
    head or tail), again (its own publisher's text once more), credit (it names its source),
    translation (probably), partly (it holds another's passages and says more).
    """

    article: str
    kind: str = "first"
    of: str = ""  # the article that it was taken from; "" when that is not in the story
    credit: str = ""  # the outlet that it names itself
    share: float = 0.0  # of its text that stands in the other, 0 to 1
    probability: float = 1.0
    ordered: bool = True  # the times can be believed: False where it may be the other way round
    because: str = ""  # in words

    @property
    def copies(self) -> bool:
        """Whether it is a duplicate: the other's text, whole or nearly."""
        return self.kind in ("same", "edited", "part", "again")

    @property
    def depends(self) -> bool:
        """Whether it is no source of its own."""
        return self.kind not in ("first", "partly")


@dataclass(frozen=True, kw_only=True, slots=True)
class Lineage:
    """Who of a story's articles took from whom, oldest first, and the sources behind them."""

    descents: tuple[Descent, ...] = ()
    sources: tuple[str, ...] = ()  # names: publishers, and outlets that are only credited
