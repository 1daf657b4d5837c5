"""Quotes: who says what, in a quotation or in the writer's words.

A note's span is what is told, quotation marks included; where the speaker stands within it
(“…,” he said, “…”) it reaches over him, and `said` are his words alone. `speaker` is who speaks as
the text has it, `speaker_name` the full name that this stands for, None where no name is known.
`direct` says that all of it stands in quotation marks.
"""

from __future__ import annotations

from collections.abc import Sequence

from tidings.enrich.quotes.claims import Claim, claims
from tidings.enrich.quotes.clauses import Token, paragraphs
from tidings.enrich.quotes.lexicon import LANGUAGES, read_lexicon
from tidings.enrich.quotes.marks import quoted
from tidings.enrich.quotes.speaker_names import called_by_names
from tidings.enrich.quotes.speakers import Speakers
from tidings.enrich.quotes.turkish import turkish_claims
from tidings.enrich.quotes.verbless import captions
from tidings.types import Article, Json, Note, Novelty, Span

__all__ = ["VERSION", "called_by_names", "note_quotes"]

VERSION = 5
READ_CHARS = 60_000  # of a text: ten thousand words; longer ones are lists
CLAIMS = {"tr": turkish_claims}  # whose sentences are read in another way
DIRECT, REPORTED, HELD = 0.95, 0.85, 0.6  # a quotation, a verb of saying, another verb


def note_quotes(article: Article, novelty: Novelty) -> tuple[Note, ...]:
    """Return what is said in an article's text, in order; values as the module says.

    A text in none of `LANGUAGES` gives none.
    """
    code = (article.language or "en")[:2]
    if code not in LANGUAGES:
        return ()
    words, read_claims = read_lexicon(code), CLAIMS.get(code, claims)
    text = article.text[:READ_CHARS]
    read = list(paragraphs(text, quoted(text)))
    speakers = Speakers(read, words)
    notes = []
    speaker, name = "", None
    lines = captions(read, words)
    for number, paragraph in enumerate(read):
        told = (
            [_turn(paragraph, lines[number])] if number in lines else read_claims(paragraph, words)
        )
        for claim in sorted(told, key=lambda c: c.parts[0]):
            if claim.speaker[0] < claim.speaker[1]:
                speaker = text[slice(*claim.speaker)]
                name = speakers.named(*claim.speaker, speaker)
            elif not speaker:
                continue
            notes.append(_note(article.id, text, claim, speaker, name))
    return tuple(notes)


def _turn(paragraph: Sequence[Sequence[Token]], said: tuple[int, int]) -> Claim:
    """Return what stands after a speaker's name and a colon."""
    colon = next(token for token in paragraph[0] if token.low == ":")
    return Claim((paragraph[0][0].start, colon.start), (colon.start, colon.end), (said,), True)


def _note(article: str, text: str, claim: Claim, speaker: str, name: str | None) -> Note:
    start, end = claim.parts[0][0], claim.parts[-1][1]
    direct = all(_marked(text[a:b]) or _dialogue(text, a) for a, b in claim.parts)
    value: dict[str, Json] = {"speaker": speaker, "speaker_name": name, "direct": direct}
    if len(claim.parts) > 1:
        value["said"] = " … ".join(text[a:b] for a, b in claim.parts)
    return Note(
        article=article,
        name="quotes",
        version=VERSION,
        value=value,
        span=Span(start=start, end=end),
        confidence=DIRECT if direct else REPORTED if claim.saying else HELD,
    )


def _marked(said: str) -> bool:
    """Say whether all of it stands in quotation marks."""
    return quoted(said) == [(0, len(said))]


def _dialogue(text: str, at: int) -> bool:
    """Say whether a dash at the beginning of a line says that somebody speaks."""
    line = text[text.rfind("\n", 0, at) + 1 : at].strip()
    return line in ("–", "—", "―")
