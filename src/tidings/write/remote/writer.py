"""Sentences in a model's words, each held to the sentences that it cites.

The model gets numbered sentences that the default writer chose, and nothing else: not the articles,
no tool, no address. Whatever it says that they don't is replaced by their own words. Pure, but for
the model, which is handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from json import JSONDecoder
from typing import Any

import orjson

from tidings.errors import ModelError
from tidings.i18n import phrase
from tidings.types import SummarySentence, Written
from tidings.write.remote.check import unsupported

__all__ = ["Ask", "Material", "prompt", "write"]

Ask = Callable[[str], str]  # what is told besides the prompt, to what the model says

TRIED = 100  # braces of an answer
CITED = 4  # sentences that one of the model's may rest on
NOT_BORNE_OUT = phrase("nothing that the model wrote was borne out")


@dataclass(frozen=True, kw_only=True, slots=True)
class Material:
    """What a model may write from: sentences of articles, and what is asked of them."""

    sentences: Sequence[SummarySentence]
    voices: Sequence[str] = ()  # who says each; the model may name them
    question: str = ""
    language: str = ""  # of what is to be written


def write(material: Material, ask: Ask, *, count: int = 4) -> Written:
    """Return what the model makes of the material; nothing but a note where it fails."""
    if not material.sentences:
        return Written()
    try:
        said = _sentences(ask(prompt(material)))
    except ModelError as exc:
        return Written(note=str(exc), late=exc.late)
    found: dict[str, SummarySentence] = {}
    kept = 0
    for spoken, cites in said[:count]:
        text = " ".join(spoken.split())
        numbers = [n - 1 for n in cites if 1 <= n <= len(material.sentences)][:CITED]
        cited = [material.sentences[n] for n in numbers]
        why_not = unsupported(
            text,
            [one.text for one in cited],
            voices=[material.voices[n] for n in numbers] if material.voices else (),
            language=material.language or "en",
        )
        if not why_not:
            spans = dict.fromkeys(span for one in cited for span in one.cites[:1])
            found.setdefault(text, SummarySentence(text=text, cites=tuple(spans)))
            kept += 1
        elif cited:
            found.setdefault(cited[0].text, cited[0])
    replaced = len(said[:count]) - kept
    if not kept:
        return Written(replaced=replaced, note=NOT_BORNE_OUT)
    return Written(sentences=tuple(found.values()), kept=kept, replaced=replaced)


def prompt(material: Material) -> str:
    """Return the numbered sentences as JSON: no text can pose as anything but data."""
    numbered = [
        {"number": n, "text": one.text}
        | ({"by": material.voices[n - 1]} if material.voices else {})
        for n, one in enumerate(material.sentences, 1)
    ]
    asked = {"question": material.question} if material.question else {}
    return orjson.dumps(asked | {"sentences": numbered}).decode("utf-8", "replace")


def _objects(text: str) -> Iterator[Any]:
    """Yield the JSON objects of a text, and None for a brace that begins none."""
    start = text.find("{")
    while start >= 0:
        found, end = None, start + 1
        with suppress(ValueError, RecursionError):
            found, end = JSONDecoder().raw_decode(text, start)
        yield found
        start = text.find("{", end)


def _listed(found: Any) -> list[Any] | None:
    said = found.get("sentences") if isinstance(found, dict) else None
    return said if isinstance(said, list) else None


def _sentences(text: str) -> list[tuple[str, list[int]]]:
    """Return (sentence, cites) of an answer; what is around them is passed over.

    Some models think aloud before, in words that may hold braces too.
    """
    listed = map(_listed, islice(_objects(text), TRIED))
    said = next((one for one in listed if one is not None), None)
    if said is None:
        raise ModelError("the model's answer makes no sense")
    return [
        (str(one["text"]), [n for n in one.get("cites", []) if type(n) is int])
        for one in said
        if isinstance(one, dict)
        and isinstance(one.get("text"), str)
        and isinstance(one.get("cites", []), list)
    ]
