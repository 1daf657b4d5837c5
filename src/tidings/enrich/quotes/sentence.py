"""A sentence while it is read: its words, and which of them tell that somebody says something."""

from __future__ import annotations

from collections.abc import Sequence

from tidings.enrich.quotes.clauses import QUOTE, Token
from tidings.enrich.quotes.lexicon import Lexicon

__all__ = ["COMMAS", "DASHES", "STOPS", "Range", "Sentence", "finished", "length", "place"]

DASHES = frozenset(("—", "–", "--", "―", "-"))
STOPS = frozenset((",", ";", ":", "(", ")", "[", "]", "،", "؛", *DASHES))
COMMAS = frozenset((",", "،"))
MARKS = frozenset((".", "?", "!", "…", "؟"))
FAR = 6  # words between a plural and its verb: polls in New Hampshire show
_FINISHING = frozenset(".,!?…—-")
OTHERS = frozenset({"included", "includes", "include"})  # what a list begins with
TITLE_WORDS = 8  # of the longest title of a show or a book

Range = tuple[int, int]  # tokens of a sentence: the first, and the one after the last


class Sentence:
    """One sentence. `before` is a quotation right before it that nobody has said yet.

    `low` may be asked a few places beyond both ends, and gives "" there.
    """

    def __init__(self, tokens: Sequence[Token], before: Token | None, words: Lexicon) -> None:
        self.tokens, self.words, self.before = tokens, words, before
        self.low = [*(token.low for token in tokens), "", "", "", "", ""]
        self.end = len(tokens)  # without the mark that ends it
        while self.end > 1 and self.low[self.end - 1] in MARKS:
            self.end -= 1
        letters = sum(token.text[:1].isalpha() for token in tokens)
        self.headline = sum(token.capital for token in tokens) > 0.6 * letters
        self.cues = [
            at for at in range(self.end) if self.low[at] in words.cues and self._is_cue(at)
        ]
        self.mains = {at: end for at in self.cues if (end := self._related(at))}

    def span(self, part: Range) -> tuple[int, int]:
        """Return the code points of the text that a range of tokens covers."""
        return self.tokens[part[0]].start, self.tokens[part[1] - 1].end

    def light(self, at: int) -> bool:
        """Say whether a word stands between a speaker and the cue without a meaning of its own."""
        return (
            (low := self.low[at]) in self.words.helpers
            or low in self.words.adverbs
            or (self.adverb(at) and not self.tokens[at].capital)
        )

    def adverb(self, at: int) -> bool:
        """Say whether a word looks like an adverb: of manner, by its ending."""
        low = self.low[at]
        return low.endswith(self.words.manner) and low not in self.words.not_manner

    def participle(self, at: int) -> bool:
        """Say whether a word leans on a subject told before: saying."""
        return self.low[at].endswith(self.words.participles)

    def finite(self, at: int) -> bool:
        """Say whether a word surely is a verb with a subject of its own."""
        words, low = self.words, self.low[at]
        return (
            low in words.finite
            or low in words.passives
            or (low in words.helpers and low not in words.to)
        )

    def verbal(self, at: int) -> bool:
        """Say whether a word makes what it stands in a clause."""
        low = self.low[at]
        return self.finite(at) or low in self.words.cues or low in self.words.that

    def title(self, at: int) -> bool:
        """Say whether a quotation is no speech but a title: of a show, a book."""
        inner = self.tokens[at].text[1:-1].split()
        great = [word for word in inner if len(word) > 3]
        return bool(great) and len(inner) < TITLE_WORDS and all(not w[0].islower() for w in great)

    def titled(self, at: int) -> bool:
        """Say whether a quotation that is a title stands here."""
        return self.low[at] == QUOTE and self.title(at)

    def opening(self, at: int) -> int:
        """Return where the bracket that is closed at `at` opens; 0 if nowhere near."""
        return next((k for k in range(at, max(0, at - 12), -1) if self.low[k] == "("), 0)

    def cue_follows(self, at: int) -> bool:
        """Say whether the next word of meaning is a cue."""
        while at < self.end and self.light(at):
            at += 1
        return self.low[at] in self.words.cues and self._is_cue(at)

    def _related(self, at: int) -> int:
        """Return where "who" stands whose clause lies between a verb and its subject; 0 if none.

        The officials who spoke with the paper said …
        """
        words, low, k = self.words, self.low, at - 1
        while k > 0 and self.light(k):
            k -= 1
        if low[k] in words.pronouns or low[k] in words.joins:
            return 0
        closed = low[k] in COMMAS
        while k > 0:
            if low[k] in words.relatives:
                noun = (
                    low[k - 1] not in COMMAS | words.prepositions | words.joins | words.cues.keys()
                )
                if noun and self._verb_near(k + 1, at):
                    return k
            elif low[k] in words.borders:
                return 0
            if low[k] in (";", ":", QUOTE):
                return 0
            if low[k] in COMMAS and not closed:
                return 0
            k -= 1
        return 0

    def _verb_near(self, at: int, end: int) -> bool:
        """Say whether the next word of meaning is a verb, and not the one at `end`."""
        while at < end and self.light(at) and self.low[at] not in self.words.passives:
            at += 1
        low, words = self.low[at], self.words
        return at < end and (self.finite(at) or low in words.cues or low.endswith(words.past))

    def _is_cue(self, at: int) -> bool:
        words, low, before = self.words, self.low[at], self.low[at - 1] if at else ""
        if self.tokens[at].capital and at and not self.headline:
            return False
        if before in words.determiners - words.pronouns - words.relatives:
            return False
        if low in words.behind and (before not in COMMAS or self.low[at + 1] in words.cues):
            return False
        if self._describes(at):
            return False
        if low in words.ongoing and self.low[at + 1] in words.to:
            return False  # continued to fall
        if low in words.written and self.low[at + 1].isalpha():
            return False  # a sign reading “…”, but not: a reading room
        if self.participle(at):
            leaning = COMMAS | DASHES | words.joins | words.papers | words.prepositions
            return before in leaning or low in words.reading or self._passive(at)
        if before in words.prepositions - words.to:
            return False
        if before.isdecimal() and self.many(at + 1):
            return False  # has won 758 pledged delegates
        if words.genitive and before.endswith(words.genitive):
            owner = before.partition("'")[0]
            if not (low.endswith(words.past) and owner in words.pronouns | words.relatives):
                return False  # the mogul's preferred way, but: who's argued
        if low in words.bare:
            return self._plural(at)
        if low[:-1] in words.bare and self.low[at + 1] in words.prepositions and low.endswith("s"):
            return False  # calls of
        return not self._passive(at)

    def _describes(self, at: int) -> bool:
        """Say whether a verb only describes its noun, which has another: issues discussed were"""
        words, after = self.words, self.low[at + 1]
        past = self.low[at].endswith(words.past) if words.past else False
        return past and (after in words.passives or after in OTHERS)

    def _plural(self, at: int) -> bool:
        """Say whether a bare verb has a subject that it goes with: they say, officials warn."""
        words, verb = self.words, self.low[at]
        while at > 1 and self.low[at - 1] in words.adverbs:
            at -= 1
        before = self.low[at - 1] if at else ""
        if before in words.helpers:
            return before not in words.to
        if before in words.pronouns or before in words.relatives:
            return before not in words.singular
        if verb in words.saying:
            return bool(before)  # no noun: the women say
        if before in COMMAS:
            return False
        return self.many(at - 1) or any(
            self.low[k] in words.prepositions and self.many(k - 1)
            for k in range(at - 1, max(0, at - FAR), -1)
        )

    def many(self, at: int) -> bool:
        """Say whether a word looks like a plural."""
        low = self.low[at] if at >= 0 else ""
        return low.endswith("s") and not low.endswith(("'s", "ss", "is", "us"))

    def _passive(self, at: int) -> bool:
        passives = self.words.passives
        at -= 1
        while at > 0 and self.light(at) and self.low[at] not in passives:
            at -= 1
        return at >= 0 and self.low[at] in passives


def place(token: Token) -> tuple[int, int]:
    """Return where a token stands in the text."""
    return token.start, token.end


def length(quotation: Token) -> int:
    """Return how many words a quotation has, nearly."""
    return quotation.text.count(" ") + 1


def finished(quotation: Token) -> bool:
    """Say whether a quotation ends its clause: with a mark, or by being long."""
    return quotation.last in _FINISHING or length(quotation) > 12
