"""Letters of other scripts in Latin ones, as newsrooms write them, and how a word sounds roughly.

Cyrillic and Greek go letter by letter. Arabic writes no short vowels: what comes out are mostly
consonants, which is why names are compared by their `skeleton`, too.
"""

from __future__ import annotations

import re
from functools import lru_cache

from tidings.text import fold

__all__ = ["consonants", "is_latin", "romanise", "skeleton", "sound", "vowels_agree"]

_LETTERS = str.maketrans(
    dict(zip("абвгдзийклмнопрстуфыэіґў", "abvgdziyklmnoprstufyeigu", strict=True))
    | {"е": "e", "ё": "yo", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch"}
    | {"ъ": "", "ь": "", "ю": "yu", "я": "ya", "є": "ye", "ї": "yi", "ј": "j", "љ": "lj"}
    | {"њ": "nj", "ћ": "c", "ђ": "dj", "џ": "dz"}
    | dict(zip("αβγδεζηικλμνξοπρσςτυφω", "avgdeziiklmnxoprsstifo", strict=True))
    | {"θ": "th", "χ": "ch", "ψ": "ps"}
    | dict(zip("ابتجحدرزسصضطظفقكلمنهويىةپگک", "abtjhdrzssdtzfqklmnhwyaapgk", strict=True))
    | {"ث": "th", "خ": "kh", "ذ": "dh", "ش": "sh", "ع": "", "غ": "gh", "ء": "", "چ": "ch"}
    | {"ی": "y", "ژ": "zh"}  # of Persian
    | {"ؤ": "w", "ئ": "y", "ß": "ss", "æ": "ae", "ø": "o", "đ": "d", "ł": "l", "ð": "d", "þ": "th"}
    | {"ı": "i", "œ": "oe"}
)
_NOT_LATIN = re.compile(r"[^\x00-\x7f]")
_ARABIC = re.compile("[\u0621-\u064a\u06cc]")
_AIN = re.compile(r"\bع")  # heard as the vowel that follows, which is not written
_LONG_VOWELS = (  # Arabic writes u and o as it writes w, i and e as it writes y
    (re.compile(r"\byw(?=[^aeiouwy\s-])"), "yu"),
    (re.compile(r"\ba?y(?=[^aeiouwy\s-])"), "ye"),
    (re.compile(r"(?<=[^\W_aeiouwy])w(?![aeiouwy])"), "u"),
    (re.compile(r"(?<=[^\W_aeiouwy])y(?=[^\W_aeiouwy])"), "i"),
)

# Spellings of one sound, the longer before their parts.
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"shch|schtsch", "sh"),
        (r"tsch|tch|ch(?=[aeiouy])|cz|č", "ch"),
        (r"sch|sj|sz|ş", "sh"),
        (r"kh|gh|dh|ph|th(?=[aeiouy]?)", lambda m: {"ph": "f", "dh": "d", "th": "t"}.get(
            m.group(), m.group()[0])),
        (r"dj|dzh|dsch", "j"),
        (r"ck|q|c(?![eihy])", "k"),
        (r"^(?:ye|je|ie)", "e"),
        (r"^j(?=[aou])", "y"),
        (r"w", "v"),
        (r"ou|oo", "u"),
        (r"tz|zz", "ts"),
        (r"x", "ks"),
        (r"ee|iy|ij|yy|ii|y(?![aeou])|j(?![aeiou])", "i"),
        (r"ff$", "v"),
        (r"v$", "v"),
        (r"(.)\1+", r"\1"),
    )
)  # fmt: skip
_VOWELS = re.compile(r"(?<=.)[aeiouy]")
_CONSONANTS = "bcdfghjklmnpqrstvwxyz"
_SYLLABLE = re.compile(r"[^aeiou]*[aeiou]+|[^aeiou]+")
_MUTE = re.compile(r"(?<![aeiou])h|h(?![aeiou])")
_WRITTEN_FOR = (frozenset("aei"), frozenset("ou"), frozenset("eu"))
_UMLAUTS = {"ae": "a", "oe": "o", "ue": "u"}
_ENDING = re.compile(r"['’].*")
_UNHEARD = re.compile(r"[aeiouyh\W_]")
_ONE_LETTER = str.maketrans("gpvw", "kbff")


@lru_cache(maxsize=1 << 14)
def romanise(text: str) -> str:
    """Return a text folded, in Latin letters as far as we have them."""
    folded = fold(text)
    if not _NOT_LATIN.search(folded):
        return folded
    latin = _AIN.sub("ا", folded).translate(_LETTERS)
    if _ARABIC.search(folded):
        for pattern, by in _LONG_VOWELS:
            latin = pattern.sub(by, latin)
    return latin


def is_latin(text: str) -> bool:
    """Say whether all letters are Latin as they are written."""
    return not _NOT_LATIN.search(fold(text))


@lru_cache(maxsize=1 << 14)
def sound(word: str) -> str:
    """Return a romanised word with one spelling for each sound: Yusuf and Youssef come near."""
    for pattern, by in _SOUNDS:
        word = pattern.sub(by, word)
    return word


@lru_cache(maxsize=1 << 14)
def skeleton(word: str) -> str:
    """Return the consonants of a romanised word, with its first letter: what survives scripts."""
    return _VOWELS.sub("", sound(word)).replace("g", "k")


def vowels_agree(a: str, b: str) -> bool:
    """Say whether two words have one skeleton, and between its letters vowels that are confused.

    Qaddafi and Gadhafi, Khaled and Khalid; but not Baker and Booker, Manchin and Mnuchin.
    """
    one, two = _parts_of(a), _parts_of(b)
    return len(one) == len(two) and all(map(_confused, one, two))


def _parts_of(word: str) -> list[str]:
    """Return a word's consonants, as all scripts write them, and the vowels after each."""
    heard = sound(word)
    bare = heard[:1] + _MUTE.sub("", heard[1:].replace("v", "f"))
    return _SYLLABLE.findall(bare.replace("g", "k"))


def _confused(a: str, b: str) -> bool:
    """Say whether two syllables have the same consonants, and vowels that are written for each."""
    x, y = a.lstrip(_CONSONANTS), b.lstrip(_CONSONANTS)
    if a.removesuffix(x) != b.removesuffix(y):
        return False
    x, y = _UMLAUTS.get(x, x), _UMLAUTS.get(y, y)
    return len(x) == len(y) and all(
        p == q or any({p, q} <= of for of in _WRITTEN_FOR) for p, q in zip(x, y, strict=True)
    )


@lru_cache(maxsize=1 << 16)
def consonants(word: str) -> str:
    """Return what all scripts write of a name: three or more consonants, else the word itself.

    Arabic has no p and no v, and first vowels are written one way or another; what follows an
    apostrophe is an ending.
    """
    heard = sound(romanise(_ENDING.sub("", word)))
    bare = _UNHEARD.sub("", heard).translate(_ONE_LETTER)
    return bare if len(bare) >= 3 else word
