"""Embedding: a vector for what is new in an article, so that meaning can be compared.

An encoder is loaded once in a process, on first use. Everything works without one, by words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Protocol

import numpy as np
import numpy.typing as npt

from tidings.errors import ConfigError
from tidings.types import Article, Novelty

__all__ = ["ENCODERS", "Encoder", "embedding_text", "load_encoder"]

_LEAD_CHARS = 700  # of new text: more than the encoder reads in any language


class Encoder(Protocol):
    """Turns texts into vectors. The same text gives the same vector, whatever comes with it."""

    name: str  # kept with each vector: vectors of two names are never compared
    dims: int

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return the texts' vectors, (texts, dims) float32, each of length 1."""
        ...


def _e5(threads: int) -> Encoder:
    from tidings.enrich.encoders.e5 import E5

    return E5(threads=threads)


ENCODERS: Mapping[str, Callable[[int], Encoder]] = {"e5": _e5}
DEFAULT = "e5"  # decisions/0040


def load_encoder(name: str = "default", *, threads: int = 1) -> Encoder | None:
    """Return the encoder of that name, loaded once in a process; None for "none".

    "default" is the best one that this machine can run: None where its weights are missing.
    Any other name raises ConfigError where it is unknown or can't be run.
    """
    if name == "none":
        return None
    if name == "default":
        try:
            return _load(DEFAULT, threads)
        except ConfigError:
            return None
    return _load(name, threads)


@cache
def _load(name: str, threads: int) -> Encoder:
    if name not in ENCODERS:
        known = ", ".join(["default", "none", *ENCODERS])
        raise ConfigError(f"there is no encoder named {name!r}: use one of {known}")
    return ENCODERS[name](threads)


def embedding_text(article: Article, novelty: Novelty | None = None) -> str:
    """Return what is encoded of an article: its title and the lead of its new text.

    Recycled background is left out, unless nearly all of the article was taken over: then only
    the standing background is.
    """
    lead = novelty.news(article.text) if novelty else article.text
    return f"{article.title}\n{lead[:_LEAD_CHARS]}".strip()
