"""Sentences as words, marks and whole quotations, for telling who says what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

__all__ = ["QUOTE", "Token", "paragraphs"]

QUOTE = '"'  # the `low` of a token that is a whole quotation
BREAK = "\n"
DATELINE = 6  # words of the longest place and day before a dash
LONGEST = 250  # words of a sentence; what is longer is a list, and is cut

_TOKEN = re.compile(
    r"\n+|\d{1,3}(?:,\d{3})+(?!\d)|[^\W\d_]\.(?:[^\W\d_]\.)+(?:-\w+)?|[^\W_]+(?:[-'’.]?[^\W_]+|[\u064b-\u0652])*|--+|\.\.\.|[^\w\s]"
)
_VOWELS = re.compile("[\u064b-\u0652]")  # Arabic, left out by most
_DATELINE = re.compile(  # LIMA (EFE) - ; МОСКВА, 20 ноября - ; in scripts without capitals, too
    r"(?m)^(?P<where>\w[^.!?:\n\"“«]{1,40}?)\s*(?:\([^)\n]{1,30}\)\s*)?\s[-–—]\s+(?=\S)"
)
_INVERTED = re.compile(r"([^\W\d_]+)-(?:t-)?(ils?|elles?|on)")  # a-t-il, dit-elle
_ENDS = frozenset(".?!…。؟।")
_ABBREVIATED = frozenset(
    "mr mrs ms dr sen rep gov gen lt col sgt capt st jr sr prof rev hon maj cmdr adm dep supt det "
    "vs etc inc corp co ltd jan feb mar apr jun jul aug sept oct nov dec no messrs reps sens govs "
    "hr fr bzw ca usw z.b d.h u.a mme mlle sra dra dña".split()
)
_UNITS = frozenset("r proc tys mln mld тыс млн млрд руб".split())


@dataclass(slots=True)  # frozen would cost a third of the time of reading
class Token:
    """A word, a mark, or a whole quotation."""

    text: str
    low: str
    start: int
    end: int
    capital: bool  # whether it is written with a capital letter

    @property
    def last(self) -> str:
        """The last character before the marks that close a quotation."""
        return self.text[:-1].rstrip("'")[-1:]

    @property
    def open(self) -> bool:
        """Whether a quotation leaves its sentence open: “…,” or without any mark at its end."""
        return self.last not in _ENDS


def paragraphs(text: str, quotes: Sequence[tuple[int, int]]) -> Iterator[list[list[Token]]]:
    """Yield each paragraph as its sentences; a quotation is never cut, and ends one if it does.

    One that goes on over several paragraphs belongs to the first of them.
    """
    paragraph: list[list[Token]] = []
    sentence: list[Token] = []
    tokens = list(_tokens(text, quotes))
    for at, token in enumerate(tokens):
        if token.low == BREAK:
            if _introduces(tokens, at):
                continue
            if paragraph:
                yield paragraph
            paragraph = []
            continue
        sentence.append(token)
        if _ends(tokens, at) or len(sentence) == LONGEST:
            paragraph.append(sentence)
            sentence = []
    if paragraph:
        yield paragraph


def _tokens(text: str, quotes: Sequence[tuple[int, int]]) -> Iterator[Token]:
    past = 0
    lines = {m.start(): m.end() for m in _DATELINE.finditer(text) if _places(m["where"])}
    text = _blanked(text, lines)
    for start, end in quotes:
        yield from _plain(text, past, start)
        yield Token(text[start:end], QUOTE, start, end, capital=False)
        past = end
    yield from _plain(text, past, len(text))


def _places(where: str) -> bool:
    """Say whether the first word before a dash is no word of a sentence: it is in capitals."""
    first = where.split(",")[0].split()[0]
    return len(first) > 1 and first == first.upper() and len(where.split()) <= DATELINE


def _blanked(text: str, lines: Mapping[int, int]) -> str:
    """Return a text with spaces where the lines begin with a place: nobody says that."""
    for start, end in lines.items():
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


def _plain(text: str, start: int, end: int) -> Iterator[Token]:
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        if "-" in word and (verb := _INVERTED.fullmatch(word)):
            cut = match.start() + len(verb[1])
            yield Token(verb[1], verb[1].lower(), match.start(), cut, verb[1][0].isupper())
            who = match.end() - len(verb[2])
            yield Token(verb[2], verb[2], who, match.end(), capital=False)
            continue
        low = BREAK if word[0] == "\n" else _VOWELS.sub("", word.lower().replace("’", "'"))
        yield Token(word, low, match.start(), match.end(), word[0].isupper())


def _introduces(tokens: list[Token], at: int) -> bool:
    """Say whether a line that ends with a colon goes on with a quotation on the next."""
    return 0 < at < len(tokens) - 1 and tokens[at - 1].low == ":" and tokens[at + 1].low == QUOTE


def _ends(tokens: list[Token], at: int) -> bool:
    token = tokens[at]
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after is None or after.low == BREAK:
        return after is None or not _introduces(tokens, at + 1)
    if token.low == QUOTE:
        return not token.open and (after.capital or after.low == QUOTE)
    if token.low not in _ENDS:
        return False
    before = tokens[at - 1].low if at else ""
    if token.low != "." or (after.low == QUOTE and before not in _UNITS):
        return True
    if before in _ABBREVIATED | _UNITS or (len(before) == 1 and before.isalpha()):
        return False
    return after.start > token.end and after.text[0] == after.text[0].upper()  # or no letter
