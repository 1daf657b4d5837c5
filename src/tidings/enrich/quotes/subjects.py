"""The words of a sentence that say who speaks."""

from __future__ import annotations

from tidings.enrich.quotes.clauses import QUOTE
from tidings.enrich.quotes.sentence import COMMAS, DASHES, STOPS, Range, Sentence

__all__ = ["first_subject", "last_subject", "phrase_after", "subject_before", "unknown_verb"]

OPENING = 16  # words within which a sentence has told its subject
ABSOLUTE = 6  # words of the longest "with a spokesman for the mayor" before "saying"
UNKNOWN = 8  # words between a quotation and a verb of saying that no table has


def subject_before(sentence: Sentence, at: int, told: Range | None) -> Range | None:
    """Return the phrase before a cue that says who speaks; `told` is the speaker before."""
    low, end = sentence.low, at
    if related := sentence.mains.get(at):
        if low[at - 1] in COMMAS and (named := _with_apposition(sentence, at - 1)):
            return named  # Ann Roe, a lawyer who was there, said
        return _antecedent(sentence, related), related
    while end > 0 and (sentence.light(end - 1) or low[end - 1] in sentence.words.passives):
        end -= 1
    if end == 0:
        return None
    before = low[end - 1]
    leaning = sentence.participle(at)
    if leaning and (with_whom := _absolute(sentence, end)):
        return with_whom
    leans = leaning and (before in COMMAS or before in sentence.words.prepositions or end == at)
    if before in sentence.words.joins or leans:
        if not leans and "'" in low[0] and low[0].partition("'")[0] in sentence.words.pronouns:
            return 0, 1  # She's a supporter but concedes …
        return told or first_subject(sentence)
    if before in COMMAS or before in DASHES:
        return _with_apposition(sentence, end - 1)
    if before == ")" and (opening := sentence.opening(end - 1)):
        first = _phrase_start(sentence, opening)
        return (first, end) if first < opening else None
    if before in STOPS or before == QUOTE:
        return None
    if before in sentence.words.that & sentence.words.relatives and end > 2:
        return _antecedent(sentence, end - 1), end - 1  # businesses that warn
    if before in sentence.words.pronouns or before in sentence.words.relatives:
        return end - 1, end
    end -= before in sentence.words.here
    first = _phrase_start(sentence, end)
    return (first, end) if first < end else None


def first_subject(sentence: Sentence) -> Range | None:
    """Return the phrase that a sentence begins with, up to its first finite verb."""
    return _subject(sentence, 0, min(sentence.end, OPENING))


def last_subject(sentence: Sentence, colon: int) -> Range | None:
    """Return who does something in the last clause before a colon: When it fell, he told them: …"""
    for at in range(colon - 1, 0, -1):
        starts = sentence.low[at] in COMMAS or sentence.low[at] in sentence.words.joins
        if starts and (found := _subject(sentence, at + 1, colon)) and found[0] <= at + 2:
            return found
    return first_subject(sentence)


def _subject(sentence: Sentence, start: int, stop: int) -> Range | None:
    low, words = sentence.low, sentence.words
    for at in range(start + 1, stop):
        past = low[at].endswith(words.past) and not sentence.tokens[at].capital
        if not (sentence.finite(at) or past or low[at] in words.cues):
            continue
        if low[at - 1] in COMMAS:
            return _with_apposition(sentence, at - 1)
        if sentence.participle(at) or low[at - 1] in STOPS:
            continue
        end = at
        while end > 1 and sentence.light(end - 1):
            end -= 1
        first = _phrase_start(sentence, end)
        empty = first >= end or low[first] in words.empty
        return None if empty else (first, end)
    return None


def phrase_after(sentence: Sentence, at: int) -> Range | None:
    """Return the speaker who stands after the cue, with his offices: said Ann Roe, a lawyer."""
    low, words = sentence.low, sentence.words
    at += low[at] in words.within and low[at - 1] in words.reading  # it says in the statement
    if words.inverting:
        while at < sentence.end and _is_time(sentence, at):
            at += 1  # informó ayer la policía
        at += 2 * (low[at] in words.hearers and at + 2 < sentence.end)
    if at >= sentence.end or _is_time(sentence, at):
        return None
    if not (_begins(sentence, at) or _plain(sentence, at)):
        return None
    if low[at] in words.pronouns - words.determiners:
        return at, at + 1
    end = at + 1
    while end < sentence.end and not _ends_phrase(sentence, end):
        end += 1
    while end > at + 1 and low[end - 1] in STOPS and not sentence.opening(end - 1):
        end -= 1
    return at, end


def unknown_verb(sentence: Sentence, at: int) -> Range | None:
    """Return the subject between a quotation and a verb soon after it: “…,” an angry Roe hissed."""
    low, words = sentence.low, sentence.words
    if low[at].endswith(words.past) and not sentence.tokens[at].capital:
        return phrase_after(sentence, at + 1) if _begins(sentence, at + 1) else None
    if not _begins(sentence, at):
        return None
    for end in range(at + 1, min(at + UNKNOWN, sentence.end)):
        if low[end] in STOPS or low[end] in words.prepositions:
            return None
        past = low[end].endswith(words.past) or low[end] in words.finite
        if past and not sentence.tokens[end].capital:
            return at, end
    return None


def _plain(sentence: Sentence, at: int) -> bool:
    """Say whether a noun without more may begin here: said former senator Roe."""
    low = sentence.low[at]
    return low[0].isalpha() and low not in sentence.words.small and low not in sentence.words.that


def _begins(sentence: Sentence, at: int) -> bool:
    """Say whether a phrase that may be a speaker begins here."""
    if at >= sentence.end:
        return False
    low, words = sentence.low[at], sentence.words
    return sentence.tokens[at].capital or low in words.determiners or low in words.pronouns


def _ends_phrase(sentence: Sentence, at: int) -> bool:
    low, words = sentence.low[at], sentence.words
    after, before = sentence.low[at + 1], sentence.low[at - 1]
    if low == QUOTE or low in words.relatives or low in (";", ":", *DASHES):
        return True
    if low in words.times:
        return before not in COMMAS
    if low in words.prepositions:
        named = sentence.tokens[at].capital and sentence.tokens[at - 1].capital  # Al From
        return low not in words.of and not named
    if low in COMMAS:
        told = after == QUOTE or at + 1 in sentence.cues  # …, the paper reports
        return told or after in words.relatives or sentence.participle(at + 1)
    if low in words.joins:
        return sentence.verbal(at + 1)
    return low in words.borders or low in words.passives


def _with_apposition(sentence: Sentence, comma: int) -> Range | None:
    """Return "Rich Beeson, his deputy manager" of what ends at its second comma."""
    low, words = sentence.low, sentence.words
    at = comma - 1
    while at >= 0 and low[at] not in COMMAS and low[at] not in DASHES:
        if low[at] == QUOTE and not (sentence.title(at) or _citing(sentence, at)):
            return None
        at -= 1
    if at <= 0:
        return None
    first = _phrase_start(sentence, at)
    if first == at:
        return None
    inner = low[at + 1]
    plain = inner in words.relatives or inner in words.determiners or sentence.participle(at + 1)
    if plain or first == 0 or low[first - 1] in COMMAS or sentence.tokens[first].capital:
        return first, comma
    return None


def _citing(sentence: Sentence, quotation: int) -> bool:
    """Say whether a quotation is only what somebody refers to: Ann Roe, citing “doubts,” said"""
    for at in range(quotation - 1, 0, -1):
        if sentence.low[at] in COMMAS:
            return sentence.participle(at + 1)
    return False


def _phrase_start(sentence: Sentence, end: int) -> int:
    """Return where the noun phrase that ends before `end` begins."""
    first = end
    while first > 0 and not _starts_phrase(sentence, first - 1):
        opening = sentence.opening(first - 1) if sentence.low[first - 1] == ")" else 0
        first = opening or first - 1
    first = _trimmed(sentence, first, end)
    if _explains(sentence, first, end):
        return _phrase_start(sentence, first - 1)
    return first


def _starts_phrase(sentence: Sentence, at: int) -> bool:
    """Say whether what stands here can't be part of the phrase after it."""
    low, words = sentence.low[at], sentence.words
    if low == QUOTE:
        return not sentence.title(at) or sentence.tokens[at].last == ","
    if low in COMMAS and _listed(sentence, at):
        return False
    if low in STOPS:
        younger = low == "," and sentence.low[at + 1] in ("jr", "sr")
        return not younger and not (low == ")" and sentence.opening(at))
    if sentence.finite(at) and sentence.low[at + 1] not in words.by:
        return True  # but not: a panel led by Ann Roe
    if low in words.borders and low not in words.prepositions:
        return True
    if low in words.joins:
        return _joins_clauses(sentence, at)
    if low in words.borders and low in words.leading:
        # … spreads just as Ann Roe announced; resigned after auditors found
        near = not sentence.participle(at + 1) and not {at + 2, at + 3}.isdisjoint(sentence.cues)
        return near or _begins(sentence, at + 1) or sentence.many(at + 1)
    return at in sentence.cues and not sentence.tokens[at].capital


def _joins_clauses(sentence: Sentence, at: int) -> bool:
    """Say whether "and" stands between clauses, not between names."""
    k = at - 1
    while k >= 0 and sentence.low[k] not in STOPS and sentence.low[k] != QUOTE:
        if sentence.verbal(k) or sentence.low[k] in sentence.words.pronouns:
            return True
        k -= 1
    return False


def _absolute(sentence: Sentence, end: int) -> Range | None:
    """Return who does something beside the main clause: …, with a spokesman saying"""
    low, words = sentence.low, sentence.words
    for at in range(end - 1, max(0, end - ABSOLUTE), -1):
        if low[at] in words.absolute:
            return (at + 1, end) if at + 1 < end else None
        if low[at] in STOPS or low[at] == QUOTE or sentence.verbal(at):
            return None
    return None


def _antecedent(sentence: Sentence, end: int) -> int:
    """Return where the noun begins of which the clause from `end` tells more: a poll | that …"""
    first, words = _phrase_start(sentence, end), sentence.words
    for at in range(end - 1, first, -1):
        if sentence.low[at] in words.determiners or sentence.low[at - 1] in words.prepositions:
            return first if sentence.low[at - 1] in words.of else at
    return first


def _explains(sentence: Sentence, first: int, end: int) -> bool:
    """Say whether a phrase only says what the one before it is: Jane Roe, president of the board"""
    words, low = sentence.words, sentence.low
    return (
        1 < first < end
        and (end - first > 1 or not _noun(sentence, first))  # The talks, officials said, …
        and low[first - 1] in COMMAS
        and sentence.tokens[first - 2].capital
        and not _is_time(sentence, first - 2)
        and not sentence.tokens[first].capital
        and low[first] not in words.determiners
        and low[first] not in words.pronouns
    )


def _listed(sentence: Sentence, comma: int) -> bool:
    """Say whether a comma stands between two adjectives: the bespectacled, 71-year-old diplomat"""
    low, words = sentence.low, sentence.words
    return (
        comma > 1
        and low[comma - 2] in words.determiners
        and low[comma - 1] not in words.determiners
        and not sentence.tokens[comma - 1].capital
        and "-" in low[comma + 1]
    )


def _noun(sentence: Sentence, at: int) -> bool:
    low = sentence.low[at]
    return low.isalpha() and low not in sentence.words.adverbs and not sentence.adverb(at)


def _trimmed(sentence: Sentence, first: int, end: int) -> int:
    """Leave out what a clause begins with before its subject: But on Monday …"""
    words = sentence.words
    while first < end:
        low = sentence.low[first]
        if low in words.prepositions or low in words.borders:
            first = _past_preposition(sentence, first, end)
        elif _leads_in(sentence, first, last=first + 1 == end):
            first += 1
        else:
            break
    return first


def _leads_in(sentence: Sentence, at: int, *, last: bool) -> bool:
    """Say whether a word stands before a subject and is no part of it: but, then, Monday."""
    words, low = sentence.words, sentence.low[at]
    if low in words.joins or (low in words.adverbs and low not in words.determiners):
        return True
    return not last and (_is_time(sentence, at) or sentence.adverb(at))


def _is_time(sentence: Sentence, at: int) -> bool:
    """Say whether a word tells time: Monday, but not May in Theresa May."""
    named = sentence.low[at] in ("may", "march", "august") and sentence.tokens[at + 1].capital
    return sentence.low[at] in sentence.words.times and not named


def _past_preposition(sentence: Sentence, first: int, end: int) -> int:
    """Skip "on Monday"; of another phrase only the last name, or what a determiner begins."""
    low, words = sentence.low, sentence.words
    at = first + 1
    if low[at] in words.times:
        while at < end and (low[at] in words.times or low[at].isdecimal()):
            at += 1
        return at
    for k in range(end - 1, first, -1):
        if low[k] in words.determiners:
            return k
    at = end
    while at > first + 1 and sentence.tokens[at - 1].capital:
        at -= 1
    return at
