"""Real texts with other names: what stands around one is prose, names are of all the world."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from tools.train_names.fillings import ENDINGS, Fillings
from tools.train_names.sentences import Sentence, read, write

from tidings.enrich.names.tagger import Tagged, tag_each

__all__ = ["exchange_names"]

KEPT = 0.12  # of the names
TURNED = 0.12  # of the names are exchanged for one of another kind
LONGEST = 600  # letters of a text
# What a name of one word, and one of more, is exchanged for; a slot as often as it is written.
SLOTS = {
    "person": ("SSSI", "P"),
    "place": ("CCCCCCCLLRF", "CCCLFFG"),
    "organisation": (("A", "CO", "C", "B", "O", "T", "U"), ("O", "O", "T", "CO", "CO", "U", "B")),
    "other": ((), ("M", "M", "M2", "M3", "M4")),  # one word of these is seldom a name
}


def exchange_names(prose: Path, towns: Path, count: int, out: Path) -> None:
    """Write so many texts of each language; the names that are found in them are exchanged."""
    chance = random.Random(23)
    texts = defaultdict[str, list[str]](list)
    for one in read(prose):
        if len(one.text) < LONGEST and one.language != "ar":
            texts[one.language].append(one.text.replace("\n", " "))
    found = []
    for language, every in texts.items():
        chosen = chance.sample(every, min(count, len(every)))
        fillings = Fillings(language, towns, chance)
        named = tag_each([(text, language) for text in chosen])
        for text, names in zip(chosen, named, strict=True):
            other = "".join(_exchanged(text, names, fillings, chance))
            found.append(Sentence(other, language=language, known=False))
    chance.shuffle(found)
    write(out, found)


def _exchanged(
    text: str, names: Sequence[Tagged], fillings: Fillings, chance: random.Random
) -> Iterator[str]:
    last = 0
    for name in names:
        words = text[name.start : name.end]
        kind = name.kind if chance.random() > TURNED else chance.choice(list(SLOTS)[:3])
        slots = SLOTS[kind][" " in words]
        yield text[last : name.start]
        last = name.end
        if slots and chance.random() > KEPT:
            other = fillings.fill(chance.choice(slots), case=_case(fillings.language, chance))
            yield other.upper() if words.isupper() and len(words) > 4 else other
        else:
            yield words
    yield text[last:]


def _case(language: str, chance: random.Random) -> str:
    return chance.choice(["", "", *ENDINGS]) if language == "ru" else ""
