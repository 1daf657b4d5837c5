"""The words of a sentence that say what is told."""

from __future__ import annotations

from tidings.enrich.quotes.clauses import QUOTE
from tidings.enrich.quotes.lexicon import Cue
from tidings.enrich.quotes.sentence import COMMAS, DASHES, Range, Sentence, finished, length, place

__all__ = ["after_cue", "before_speaker", "clause_start", "later_quotation", "rest_after"]

HEARER = 12  # words that may stand between "told", "said in", and what is told
TURN = 8  # words of the longest speaker who breaks in
WHEN = 5  # words of the longest "on Wednesday evening"
CLAUSE = 2  # words of the shortest clause that stands before "he said"


def after_cue(sentence: Sentence, at: int, cue: Cue) -> Range | None:
    """Return what is told after a cue."""
    words, first = sentence.words, _start(sentence, at, cue)
    if first is None or first >= sentence.end:
        return None
    low = sentence.low[first]
    bound = low in words.to or low in words.that or low == QUOTE
    if cue is Cue.INFINITIVE and not bound:
        return None
    end = end_of(sentence, first)
    return (first, end) if end > first else None


def before_speaker(sentence: Sentence, speaker: Range, at: int) -> Range | None:
    """Return what stands before "he said"; an empty range is the quotation before the sentence."""
    edge, low = speaker[0], sentence.low
    while edge and low[edge - 1] in sentence.words.helpers:
        edge -= 1  # a-t-il dit
    if edge == 0:
        return (0, 0) if sentence.before is not None else None
    if low[edge - 1] in COMMAS or low[edge - 1] in DASHES:
        edge -= 1
    elif low[edge - 1] != QUOTE:
        return None
    if edge == 0:
        return None
    first = clause_start(sentence, edge)
    interrupted = low[at + 1] in COMMAS  # Rather, he said, it …
    if low[edge - 1] != QUOTE and edge - first < CLAUSE and not interrupted:
        return None
    return first, edge


def clause_start(sentence: Sentence, edge: int) -> int:
    """Return where what ends at `edge` begins: the sentence, or a quotation without more."""
    first = edge - 1
    if sentence.low[first] == QUOTE:
        while first and sentence.low[first - 1] == QUOTE:
            first -= 1
        if not first or sentence.low[first - 1] == ":" or length(sentence.tokens[first]) >= 5:
            return first
    first = 0
    while first < edge - 1 and sentence.low[first] in sentence.words.joins | DASHES:
        first += 1
    return first


def rest_after(sentence: Sentence, at: int) -> Range | None:
    """Return what goes on after a speaker who stands within a clause: It is, he said, a risk."""
    low, words = sentence.low, sentence.words
    if low[at] not in COMMAS or at + 3 > sentence.end:
        return None
    leaves = low[at + 1] in words.relatives - words.that or low[at + 1] in words.joins
    if leaves or sentence.participle(at + 1) or low[at + 1] == QUOTE:
        return None
    end = end_of(sentence, at + 1)
    dated = low[at + 1] in words.dated and any(low[k] in words.times for k in range(at + 2, end))
    return None if dated and end - at <= WHEN else (at + 1, end)  # …, he said, on Wednesday


def later_quotation(sentence: Sentence, at: int) -> tuple[int, int] | None:
    """Return where a quotation stands that goes on with one before the cue: “…,” he said, “…”."""
    for k in range(at, sentence.end):
        if sentence.low[k] == QUOTE and sentence.low[k - 1] in COMMAS | DASHES | {"."}:
            return None if sentence.title(k) else place(sentence.tokens[k])
        if k in sentence.cues:
            return None
    return None


def end_of(sentence: Sentence, first: int) -> int:
    """Return where what is told from `first` ends: before the next that is told, or who tells."""
    low, words = sentence.low, sentence.words
    if low[first] == QUOTE and finished(sentence.tokens[first]):
        return first + 1
    for at in range(first + 1, sentence.end):
        after = low[at + 1]
        if low[at] == ";" or sentence.mains.get(at, first) < first:
            return at
        if low[at] in COMMAS:
            leaning = after in words.cues and sentence.participle(at + 1)
            if leaning or _accords(sentence, at + 1) or _turns(sentence, at + 1):
                return at
            if after in words.relatives and not _resumes(sentence, at + 1):
                return at
            if after in words.joins and sentence.cue_follows(at + 2):
                return at
            if low[0] in words.conceding and _answers(sentence, at + 1):
                return at
        if low[at] in words.joins and sentence.cue_follows(at + 1):
            return at
    return sentence.end


def _turns(sentence: Sentence, at: int) -> bool:
    """Say whether somebody else is quoted from here: After Roe said it was late, Doe said: “…”"""
    low, cues = sentence.low, sentence.cues
    k = next((k for k in range(at, min(at + TURN, sentence.end)) if k in cues), 0)
    return bool(k) and (
        low[k + 1] in (":", QUOTE) or (low[k + 1] in COMMAS and low[k + 2] == QUOTE)
    )


def _answers(sentence: Sentence, at: int) -> bool:
    """Say whether the main clause tells of somebody else: While they accuse Roe of …, she denies"""
    begins = sentence.tokens[at].capital or sentence.low[at] in sentence.words.pronouns
    return begins and any(k in sentence.cues for k in range(at + 1, min(at + 4, sentence.end)))


def _resumes(sentence: Sentence, at: int) -> bool:
    """Say whether a clause goes on after another one within it: Roe, who was there, is wrong."""
    for k in range(at, sentence.end - 1):
        if sentence.low[k] in COMMAS and (sentence.finite(k + 1) or sentence.light(k + 1)):
            return sentence.finite(k + 1) or sentence.finite(k + 2)
    return False


def _accords(sentence: Sentence, at: int) -> bool:
    low = sentence.low
    return any(tuple(low[at : at + len(p)]) == p for p in sentence.words.according)


def _start(sentence: Sentence, at: int, cue: Cue) -> int | None:
    low, words, first = sentence.low, sentence.words, at + 1
    while low[first] in words.times and low[first - 1] not in words.determiners - words.times:
        first += 1
    if low[first] in COMMAS and low[first + 2] in COMMAS and sentence.light(first + 1):
        first += 2  # said, however, …
    told = low[first + 1] == QUOTE or low[first + 1] in words.that - words.relatives
    if low[first] == ":" or (low[first] in COMMAS and (told or words.comma)):
        return first + 1
    if first >= sentence.end or low[first] in COMMAS | DASHES or low[first] in (";", ")"):
        return None
    if words.comma and cue is Cue.SAY and low[first] != QUOTE:
        return _after_comma(sentence, first)
    if low[first] == QUOTE or cue in (Cue.OBJECT, Cue.THAT, Cue.INFINITIVE):
        return first
    if cue is Cue.TELL or low[first] in words.prepositions:
        past = _past_hearer(sentence, first, cue)
        return first + 1 if past is None and low[first] in words.topical else past
    return first


def _after_comma(sentence: Sentence, first: int) -> int | None:
    """Return where what is told begins in a language that sets a comma before it."""
    for at in range(first, min(first + HEARER, sentence.end - 1)):
        if sentence.low[at] in COMMAS:
            return at + 1
        if sentence.low[at] == QUOTE:
            return at
    return None


def _past_hearer(sentence: Sentence, first: int, cue: Cue) -> int | None:
    """Return where what is told begins after whom it is told to, and where and when."""
    low, words = sentence.low, sentence.words
    for at in range(first, min(first + HEARER, sentence.end)):
        if low[at] in words.that or (low[at] in words.to and cue is Cue.TELL and at > first):
            return at
        if low[at] == ":":
            return at + 1
        if low[at] in COMMAS:
            return at + 1 if low[at + 1] == QUOTE else None
        if low[at] == QUOTE and not sentence.title(at):
            return at
        if at > first and low[at] in words.pronouns and low[at] not in words.determiners:
            return at
    if cue is Cue.TELL and low[first] not in words.prepositions:
        after, tokens = first + 1, sentence.tokens
        while after < sentence.end and tokens[after].capital and tokens[first].capital:
            after += 1
        return after if after < sentence.end else None
    return None
