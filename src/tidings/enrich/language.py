"""Language: which one an article is written in, read from its words, with how sure that is."""

from __future__ import annotations

from tidings.reference.languages import likely
from tidings.types import Article, Note, Novelty

__all__ = ["VERSION", "identify", "note_language"]

VERSION = 1
READ_CHARS = 1000  # a hundred words settle it; decoding the whole text would cost ten times more
DECLARED = 20.0  # odds that a publisher's own word about its language carries
FIRST_CHARS = 300  # mostly settle it by themselves …
CERTAIN = 0.999  # … with this probability: of 1,193 texts in seven languages in all but a mixed one
SURE = 0.6  # probability; below it, as in a short title full of names, only the publisher knows


def note_language(article: Article, novelty: Novelty) -> tuple[Note, ...]:
    """Return one note whose value holds `language`, none where it can't be told."""
    sample = f"{article.title}\n{article.text[:READ_CHARS]}"
    language, confidence = identify(sample, declared=article.language)
    if not language:
        return ()
    value = {"language": language}
    return (
        Note(
            article=article.id,
            name="language",
            version=VERSION,
            value=value,
            confidence=round(confidence, 3),
        ),
    )


def identify(text: str, *, declared: str = "") -> tuple[str, float]:
    """Return the ISO 639-1 code of a text's language and its probability; "" where unsure.

    `declared` is what the publisher says, ISO 639-1: it stands unless the words speak against it.
    """
    if not any(letter.isalpha() for letter in text):
        return declared, 0.0
    found = likely(text[:FIRST_CHARS])
    if found[0][1] < CERTAIN and len(text) > FIRST_CHARS:
        found = likely(text)
    odds = {code: chance * (DECLARED if code == declared else 1.0) for code, chance in found}
    best = max(odds, key=lambda code: odds[code])
    confidence = odds[best] / sum(odds.values())
    if confidence < SURE:
        best, confidence = declared, odds.get(declared, 0.0) / sum(odds.values())
    return best, confidence
