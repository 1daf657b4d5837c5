"""Sentences put together: patterns filled with names, and plain prose without any."""

from __future__ import annotations

import gzip
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tools.train_names.fillings import Fillings
from tools.train_names.sentences import Name, Sentence, write

__all__ = ["make_sentences"]

COUNTS = {"en": 10_500, "de": 7000, "es": 5500, "fr": 5500, "it": 5500, "pt": 5500, "ru": 8000}
COUNTS["ar"] = 3300
MANUALS = {"de": "de", "fr": "fr", "es": "es", "it": "it", "pt_BR": "pt", "ru": "ru"}
PLAIN = 1100  # sentences of manuals in a language
TWO, BESIDE_PLAIN, GLUED = 0.3, 0.12, 0.55  # how often

# Marks stand apart in the patterns, as in some labelled text; they are joined in half of them.
_APART = re.compile(r" (?=[.,;:!?)»”“\]])|(?<=[(«„\[]) | (?='s)|(?<=\b[lLdD]') ")
_MACRO = re.compile(r"\\f.|\\-|\\&|\\\(..|\\\[..\]|\\")
_ODD = re.compile(r"[_<>/(){}\[\]=|\"«»„]|\w\d|\d\w|\b[A-ZА-Я]{2,}|[a-z][A-Z]")
_SENTENCE = re.compile(r"\n+|(?<=[.!?]) ")


def make_sentences(towns: Path, manuals: Path, share: float, out: Path) -> None:
    """Write the sentences of all languages, mixed."""
    chance = random.Random(7)
    plain = _plain(manuals, chance, share)
    found = [one for same in plain.values() for one in same]
    for language, count in COUNTS.items():
        prose = [one.text for one in plain[language]]
        fillings = Fillings(language, towns, chance, prose)
        for n in range(int(count * share)):
            one = _glued(fillings.sentence(n), chance)
            if chance.random() < TWO:
                one = _joined(one, _glued(fillings.sentence(), chance))
            if plain[language] and chance.random() < BESIDE_PLAIN:
                one = _joined(chance.choice(plain[language]), one)
            found.append(one)
    chance.shuffle(found)
    write(out, found)


def _joined(first: Sentence, second: Sentence) -> Sentence:
    shift = len(first.text) + 1
    moved = tuple((start + shift, end + shift, kind) for start, end, kind in second.names)
    return replace(second, text=f"{first.text} {second.text}", names=first.names + moved)


def _glued(one: Sentence, chance: random.Random) -> Sentence:
    if chance.random() >= GLUED:
        return one
    gone = [match.start() for match in _APART.finditer(one.text)]

    def moved(name: Name) -> Name:
        start, end, kind = name
        return start - sum(g < start for g in gone), end - sum(g < end for g in gone), kind

    text = "".join(letter for place, letter in enumerate(one.text) if place not in set(gone))
    return replace(one, text=text, names=tuple(map(moved, one.names)))


def _plain(manuals: Path, chance: random.Random, share: float) -> dict[str, list[Sentence]]:
    found: dict[str, list[Sentence]] = defaultdict(list)
    for folder, language in MANUALS.items():
        texts = {
            text
            for page in sorted((manuals / folder).glob("man*/*.gz"))
            for text in _prose(gzip.decompress(page.read_bytes()).decode("utf-8", "replace"))
            if _nameless(text, language)
        }
        chosen = chance.sample(sorted(texts), min(len(texts), int(PLAIN * share)))
        found[language] = [Sentence(text, language=language) for text in chosen]
    return found


def _prose(page: str) -> Iterator[str]:
    lines = ("\n" if line[:1] in (".", "'") else _MACRO.sub(" ", line) for line in page.split("\n"))
    for text in _SENTENCE.split(" ".join(lines)):
        text = " ".join(text.split())
        if (
            40 < len(text) < 260
            and text[0].isupper()
            and text[-1] in ".:"
            and not _ODD.search(text)
        ):
            yield text


def _nameless(text: str, language: str) -> bool:
    """Say whether there can be no name; in German, whose nouns have capitals, one may be left."""
    if language == "ru" and sum("а" <= letter <= "я" for letter in text) < len(text) * 0.6:
        return False
    words = re.findall(r"\w+", text)
    return language == "de" or not any(word[0].isupper() for word in words[1:])
