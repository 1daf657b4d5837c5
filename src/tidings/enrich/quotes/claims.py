"""Who says what, sentence by sentence: the speaker, the cue, and what is told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tidings.enrich.quotes.clauses import QUOTE, Token
from tidings.enrich.quotes.contents import (
    after_cue,
    before_speaker,
    clause_start,
    end_of,
    later_quotation,
    rest_after,
)
from tidings.enrich.quotes.inversion import parenthetical, postposed, verb_first
from tidings.enrich.quotes.lexicon import Cue, Lexicon
from tidings.enrich.quotes.sentence import COMMAS, DASHES, STOPS, Range, Sentence, place
from tidings.enrich.quotes.subjects import (
    last_subject,
    phrase_after,
    subject_before,
    unknown_verb,
)
from tidings.enrich.quotes.verbless import polled

__all__ = ["Claim", "claims"]

# What the French set within the guillemets: « C'est tard, dit-il, pour le pont. »
_INCISE = re.compile(r",\s\w+-(?:t-)?(?P<who>ils?|elles?)(?:\s\w+)?,")
_DASHED = re.compile(r"[,!?]\s[—–-]\s(?P<verb>\w+)\s(?P<who>[^,.«»]{2,60})[,.]\s[—–-]\s")
LEAD = 25  # words that may stand between a speaker and what he says: offices, where and when
TAIL = 6  # words after a speaker who stands last: the police on Monday
CAPTION = 8  # words that may stand before the colon of a speaker's line


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody says something. Spans count code points of the text."""

    speaker: tuple[int, int]  # empty where the verb means whoever spoke before
    cue: tuple[int, int]  # empty where no known verb says it
    parts: tuple[tuple[int, int], ...]
    saying: bool = False  # by a verb that quotations are introduced with
    quotation: bool = False  # what is told holds one


def claims(paragraph: Sequence[Sequence[Token]], words: Lexicon) -> list[Claim]:
    """Return what is told in the sentences of a paragraph, in order of the cues."""
    found: list[Claim] = []
    before: Token | None = None  # a quotation that nobody has said yet
    for tokens in paragraph:
        told = _outer(list(_claims(Sentence(tokens, before, words))))
        if before is not None and all(claim.parts[0] != place(before) for claim in told):
            found = _continued(found, before)
        alone = len(tokens) == 1 or (len(tokens) == 2 and tokens[1].low in ".,")
        before = tokens[0] if alone and tokens[0].low == QUOTE else None
        found += told
    return _continued(found, before) if before is not None else found


def _outer(told: Sequence[Claim]) -> list[Claim]:
    """Leave out what is only thought, wanted or praised within what somebody tells."""
    return [claim for claim in told if not _beneath(claim, told)]


def _beneath(claim: Claim, told: Sequence[Claim]) -> bool:
    if claim.saying:
        return False
    return any(
        a <= claim.cue[0] < b for outer in told if outer is not claim for a, b in outer.parts
    )


def _continued(found: list[Claim], quotation: Token) -> list[Claim]:
    """Add a quotation that stands alone to what was said right before it in the paragraph."""
    for at in range(len(found) - 1, max(-1, len(found) - 4), -1):
        if found[at].quotation:
            longer = replace(found[at], parts=(*found[at].parts, place(quotation)))
            return [*found[:at], longer, *found[at + 1 :]]
    return found


def _claims(sentence: Sentence) -> Iterator[Claim]:
    claimed: set[int] = set()
    found: list[Claim] = []
    told: Range | None = None
    for at, size in sorted([*((at, 0) for at in sentence.cues), *_according(sentence)]):
        if size:
            claim = _accorded(sentence, at, size)
        else:
            claim, subject = _said(sentence, at, told)
            if not (claim and _beneath(claim, found)):
                told = subject
        if claim is not None:
            found.append(claim)
            starts = (token.start for token in sentence.tokens)
            claimed.update(s for s in starts if any(a <= s < b for a, b in claim.parts))
            yield claim
    if not claimed and (parts := polled(sentence)):
        poll, result = (sentence.span(part) for part in parts)
        yield Claim(poll, (poll[0], poll[0]), (result,), True)
    for at in (k for k in range(sentence.end) if sentence.low[k] in sentence.words.after):
        if apart := postposed(sentence, at):
            cue, (speaker, content) = place(sentence.tokens[at]), map(sentence.span, apart)
            yield Claim(speaker, cue, (content,), True)
    yield from _bare(sentence, claimed)


def _said(sentence: Sentence, at: int, told: Range | None) -> tuple[Claim | None, Range | None]:
    """Return what a verb tells, and the speaker on whom the next may lean."""
    cue = sentence.words.cues[sentence.low[at]]
    if sentence.words.verb_first:
        return _verb_first(sentence, at, cue), None
    if cue is Cue.SAY and (apart := parenthetical(sentence, at)):
        return _claim(sentence, at, cue, apart[0], None, apart[1]), apart[0]
    speaker = subject_before(sentence, at, told)
    left = right = None
    if cue is Cue.SAY and (inverted := _inverted(sentence, at)):
        speaker, left = inverted
    else:
        if cue in (Cue.SAY, Cue.TELL) and speaker and _adjacent(sentence, speaker, at):
            left = before_speaker(sentence, speaker, at)
        if left and left[1] - left[0] > 1 and sentence.titled(left[1] - 1):
            left = None if after_cue(sentence, at, cue) else left  # on “The Morning,” he said it is
        if left is None or (left[1] and sentence.low[left[1] - 1] != QUOTE):
            right = after_cue(sentence, at, cue)
            left = None if right else left
    if right and sentence.low[at] in sentence.words.finding and not _tells(sentence, right):
        right = None
    if cue is Cue.SAY and speaker is None and (after := verb_first(sentence, at)):
        return _claim(sentence, at, cue, after[0], None, after[1]), after[0]
    speaker = speaker or told
    if speaker and sentence.low[speaker[1] - 1] in sentence.words.happenings:
        return None, told
    if speaker is None or (left is None and right is None):
        return None, told
    return _claim(sentence, at, cue, speaker, left, right), speaker


def _tells(sentence: Sentence, part: Range) -> bool:
    """Say whether a clause or a quotation stands there: they found that it …, not: found a door."""
    bound = sentence.words.that | {QUOTE}
    return any(sentence.low[k] in bound or sentence.finite(k) for k in range(*part))


def _claim(
    sentence: Sentence, at: int, cue: Cue, speaker: Range, left: Range | None, right: Range | None
) -> Claim:
    part = left or right or (0, 0)
    if left == (0, 0) and sentence.before is not None:
        parts, quotation = [place(sentence.before)], True
    else:
        parts = [sentence.span(part)]
        quotation = QUOTE in sentence.low[part[0] : part[1]]
    after = max(at + 1, speaker[1])
    if left is not None and quotation:
        later = later_quotation(sentence, after)
        parts += [later] if later else []
    elif left is not None and (rest := rest_after(sentence, after)):
        parts.append(sentence.span(rest))
    return Claim(
        sentence.span(speaker),
        place(sentence.tokens[at]),
        tuple(parts),
        saying=cue in (Cue.SAY, Cue.TELL),
        quotation=quotation,
    )


def _verb_first(sentence: Sentence, at: int, cue: Cue) -> Claim | None:
    """Return what is told where verb, speaker and content follow each other."""
    low, words = sentence.low, sentence.words
    first = end = at + 1
    stops = STOPS | words.that | words.prepositions | words.relatives | words.times | {QUOTE}
    while end < sentence.end and low[end] not in stops:
        end += 1
    start = end
    while start < min(end + LEAD, sentence.end) and low[start] not in (words.that | {":", QUOTE}):
        start += 1
    start += low[start] == ":"
    if start < sentence.end and (low[start] in words.that or QUOTE in low[start - 1 : start + 1]):
        claim = _claim(
            sentence, at, cue, (at, max(end, first)), None, (start, end_of(sentence, start))
        )
        speaker = sentence.span((first, end)) if first < end else (claim.cue[1], claim.cue[1])
        return replace(claim, speaker=speaker)
    if low[at - 1] in COMMAS and low[at - 2] == QUOTE and first < end:
        return _claim(sentence, at, cue, (first, end), (at - 2, at - 1), None)
    return None


def _adjacent(sentence: Sentence, speaker: Range, at: int) -> bool:
    """Say whether the speaker stands right before the cue."""
    at -= 1
    while at > 0 and (sentence.light(at) or sentence.low[at] in STOPS):
        at -= 1
    return speaker[1] > at


def _inverted(sentence: Sentence, at: int) -> tuple[Range, Range] | None:
    """Return speaker and content of “…,” said the minister."""
    low = sentence.low
    verb = at  # with its helpers: « … », a dit
    while verb and sentence.light(verb - 1):
        verb -= 1
    edge = verb
    while edge and (low[edge - 1] in COMMAS or low[edge - 1] in DASHES):
        edge -= 1
    quoted = low[edge - 1] == QUOTE if edge else verb == 0 and sentence.before is not None
    if sentence.participle(at) or not (quoted or (edge < verb and edge > 1)):
        return None
    speaker = phrase_after(sentence, at + 1)
    if speaker is None:
        return None
    if not quoted:
        ends = speaker[1] == sentence.end or low[speaker[1]] in COMMAS
        ends = ends or (sentence.words.inverting and _tail(sentence, speaker[1]))
        plain = low[at] in sentence.words.saying and ends
        if not plain or any(sentence.verbal(k) for k in range(*speaker)):
            return None
    if verb == 0:
        return speaker, (0, 0)
    return speaker, (clause_start(sentence, edge), edge)


def _tail(sentence: Sentence, at: int) -> bool:
    """Say whether only where and when it was said, or half a verb, follows: … am Montag mit."""
    rest = range(at, sentence.end)
    return len(rest) < TAIL and not any(
        sentence.verbal(k) or sentence.low[k] in STOPS or sentence.low[k] == QUOTE for k in rest
    )


def _according(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield where "according to" stands, and how many words it has."""
    sizes: dict[int, int] = {}
    for phrase in sentence.words.according:
        at = -1
        while phrase[0] in sentence.low[at + 1 :]:
            at = sentence.low.index(phrase[0], at + 1)
            if tuple(sentence.low[at : at + len(phrase)]) == phrase:
                sizes[at] = max(len(phrase), sizes.get(at, 0))
    yield from sizes.items()


def _accorded(sentence: Sentence, at: int, size: int) -> Claim | None:
    low = sentence.low
    first = end = at + size
    apart = any(mark in COMMAS for mark in low[first : sentence.end])
    while end < sentence.end and low[end] not in STOPS and low[end] != QUOTE:
        if not apart and at == 0 and (sentence.finite(end) or _goes_on(sentence, first, end)):
            break  # Laut Polizei ist …
        end += 1
    if end == first or low[end - 1] in sentence.words.unsourced:
        return None
    if low[at] in sentence.words.opinion and (at or not sentence.tokens[first].capital):
        return None  # Pour Anne Roux, …; but not: pour un euro
    if low[end] in COMMAS and _named(sentence, end + 1):
        end = sentence.end  # according to the mayor, Ann Roe
    start, left = 0, at
    while left and (low[left - 1] in COMMAS or low[left - 1] in sentence.words.joins):
        left -= 1
    while start < left - 1 and low[start] in sentence.words.joins:
        start += 1
    if at == 0 and not apart and end < sentence.end:
        parts = [(end, sentence.end)]
    else:
        parts = [(start, left)] if left > 2 or (left and low[at - 1] in COMMAS) else []
        parts += [rest] if (rest := rest_after(sentence, end)) else []
    if not parts:
        return None
    cue, quotation = sentence.span((at, first)), any(QUOTE in low[a:b] for a, b in parts)
    told = tuple(sentence.span(part) for part in parts)
    return Claim(sentence.span((first, end)), cue, told, True, quotation)


def _goes_on(sentence: Sentence, first: int, at: int) -> bool:
    """Say whether a sentence goes on after a name, without a comma: Według Macrona traktat …"""
    words, low, token = sentence.words, sentence.low[at], sentence.tokens[at]
    within = words.of | words.prepositions | words.determiners | words.joins
    named = at > first and sentence.tokens[at - 1].capital and words.inverting
    return named and not token.capital and low not in within and low.isalpha()


def _signed(sentence: Sentence, at: int) -> Range | None:
    """Return the name that signs a quotation: — Ann Roe, teacher."""
    end = at
    while end < sentence.end and sentence.tokens[end].capital:
        end += 1
    closed = end == sentence.end or sentence.low[end] in STOPS or sentence.low[end] == QUOTE
    return (at, end) if at < end and closed else None


def _caption(sentence: Sentence, colon: int) -> Range | None:
    """Return the name on which a line ends before its colon: More from Ann Roe: “…”."""
    first = colon
    while first and sentence.tokens[first - 1].capital:
        first -= 1
    start = max((k + 1 for k in range(colon) if sentence.low[k] in DASHES), default=0)
    plain = colon - start < CAPTION and not any(sentence.verbal(k) for k in range(start, colon))
    return (first, colon) if plain and first < colon else None


def _named(sentence: Sentence, at: int) -> bool:
    """Say whether nothing but a name stands between here and the end."""
    rest = sentence.tokens[at : sentence.end]
    return bool(rest) and all(token.capital for token in rest)


def _within(sentence: Sentence, token: Token) -> re.Match[str] | None:
    """Return who is told within a quotation's marks: «Мы уедем, — сказала она, — завтра»."""
    dashed = _DASHED.search(token.text)
    known = dashed and dashed["verb"].lower() in sentence.words.cues
    return dashed if known else _INCISE.search(token.text)


def _bare(sentence: Sentence, claimed: set[int]) -> Iterator[Claim]:
    """Read what is told without a known verb: Roe: “…”, “…” — Roe, she fired back: “…”."""
    for at in range(sentence.end):
        token = sentence.tokens[at]
        if token.low != QUOTE or token.start in claimed or (at and sentence.title(at)):
            continue
        speaker = None
        if within := _within(sentence, token):
            start = token.start + within.start("who")
            yield Claim((start, token.start + within.end("who")), (start, start), (place(token),))
        elif at > 1 and sentence.low[at - 1] == ":":
            speaker = _caption(sentence, at - 1) or last_subject(sentence, at - 1)
        elif sentence.low[at + 1] in DASHES and at < 2:
            speaker = _signed(sentence, at + 2)
        elif token.last in (",", "?", "!") and (at == 0 or sentence.low[at - 1] == QUOTE):
            speaker = unknown_verb(sentence, at + 1)
        if speaker:
            cue = (token.start, token.start)
            yield Claim(sentence.span(speaker), cue, (place(token),), True, True)
