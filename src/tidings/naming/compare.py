"""Are two names one and the same? The verdict, with its evidence in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tidings.i18n import phrase
from tidings.naming.forms import Form, form_of, initials
from tidings.naming.romanise import skeleton, sound, vowels_agree
from tidings.wording import one_letter_apart

__all__ = ["Verdict", "compare"]

# How much a kind of evidence is worth between two names of one text; a library asks for SURE.
SURE = 0.9
LONG = 6  # letters: two such names that sound alike are hardly two
SHORT = 0.6  # a part of a name: tells only where one full name has it

_KNOWN_SHORT = {
    frozenset(pair.split("/"))
    for pair in (
        "william/bill william/will robert/bob robert/rob richard/dick james/jim james/jimmy "
        "joseph/joe john/jack thomas/tom michael/mike anthony/tony edward/ted edward/ed "
        "charles/charlie daniel/dan david/dave andrew/andy christopher/chris alexander/alex "
        "samuel/sam benjamin/ben kenneth/ken donald/don ronald/ron stephen/steve steven/steve "
        "matthew/matt gregory/greg timothy/tim patrick/pat elizabeth/liz elizabeth/beth "
        "katherine/kate margaret/maggie susan/sue deborah/debbie jennifer/jen vladimir/volodymyr "
        "nicholas/nick frederick/fred lawrence/larry gerald/jerry philip/phil peter/pete "
        "charles/chuck william/billy theodore/ted theodore/teddy jeffrey/jeff joshua/josh "
        "francis/frank raymond/ray rudolph/rudy bernard/bernie mitchell/mitch zachary/zach "
        "patricia/pat patricia/patty rebecca/becky catherine/cathy katherine/kathy eugene/gene"
    ).split()
}


# What a body is called by itself once it was named: "the Authority", "the Commission".
_BODIES = frozenset(
    "academy administration agency alliance army assembly association authority bank board bureau "
    "church club coalition college commission committee congress corporation council court "
    "department federation force forces foundation front fund group guard institute league "
    "ministry movement navy office organisation organization parliament party police senate "
    "service society tribunal trust union university armee behorde bundnis gericht gerichtshof "
    "kommission partei universitat verband verein".split()
)

Ear = Callable[[str, str], bool]  # whether two words may be spellings of one name


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether two names are one: how surely, 0 to 1, and why in words. 0 means they are not."""

    score: float
    because: str = ""


NO = Verdict(0.0)


def compare(a: str, b: str, kind: str) -> Verdict:
    """Judge two names of one kind by how they are written, without their surroundings."""
    one, two = form_of(a, kind), form_of(b, kind)
    if not one.words or not two.words:
        return NO
    if one == two or (one.joined == two.joined and one.suffix == two.suffix):
        return Verdict(1.0, "the same words")
    if kind == "person":
        return _persons(one, two)
    if one.acronym or two.acronym:
        return _acronyms(a, b, one, two)
    return _things(one, two)


def _acronyms(a: str, b: str, one: Form, two: Form) -> Verdict:
    if one.acronym and two.acronym:
        return NO
    short, long = (one.acronym, b) if one.acronym else (two.acronym, a)
    if short in initials(long):
        return Verdict(0.8, f"{short.upper()} are the initials of {long}")
    return NO


def _things(one: Form, two: Form) -> Verdict:
    """Organisations, places and others: all words must agree, spelling and order set aside."""
    if len(one.words) == len(two.words):
        if all(map(_spelled_alike, sorted(one.words), sorted(two.words))):
            same = sorted(one.words) == sorted(two.words)
            return Verdict(0.95, "the same words in another order" if same else _spelling(one, two))
        return NO
    short, long = sorted((one.words, two.words), key=len)
    if one.kind == "organisation" and len(short[0]) > 3 and long[: len(short)] == short:
        return Verdict(SHORT, f"{' '.join(short)} is how {' '.join(long)} begins")
    if one.kind == "organisation" and short == long[-1:] and short[0] in _BODIES:
        return Verdict(SHORT, f"{' '.join(long)} is called {short[0]} by itself")
    return NO


def _persons(one: Form, two: Form) -> Verdict:
    if one.suffix != two.suffix and len(one.words) > 1 and len(two.words) > 1:
        return NO
    by_ear = _alike if one.latin and two.latin else _heard
    a, b = _without_particle(one, two), _without_particle(two, one)
    short, long = sorted((a, b), key=len)
    if len(short) == 1:
        return _one_word(short[0], long, by_ear)
    if sorted(short) == sorted(long):
        return Verdict(0.95, "the same words in another order")
    if not (one.whole and two.whole) and long[-len(short) :] == short:
        return Verdict(SHORT + 0.1, f"the family name of {' '.join(long)}")
    if not by_ear(short[-1], long[-1]):
        return NO
    return _given_names(short, long, by_ear)


def _without_particle(form: Form, other: Form) -> tuple[str, ...]:
    """Return what tells of a name: Ben Ali is the family name of Zine Ben Ali, Ben Ashdown not."""
    if len(form.words) == 2 and form.words[0] == other.particle and len(other.words) > 1:
        return form.words if other.words[:1] == form.words[:1] else form.words[1:]
    return form.words


def _one_word(word: str, long: tuple[str, ...], by_ear: Ear) -> Verdict:
    if by_ear(word, long[-1]):
        exact = word == long[-1]
        means = "family name" if exact else f"family name, spelled {word} and {long[-1]},"
        more = 0.1 if exact else 0.05 if min(len(word), len(long[-1])) >= LONG else 0.0
        return Verdict(SHORT + more, f"the {means} of {' '.join(long)}")
    if word in long[:-1] and len(word) > 2:
        return Verdict(SHORT - 0.1, f"a given name of {' '.join(long)}")
    return NO


def _given_names(short: tuple[str, ...], long: tuple[str, ...], by_ear: Ear) -> Verdict:
    ours, theirs = list(short[:-1]), list(long[:-1])
    if "".join(ours) == "".join(theirs):
        return Verdict(0.95, _different(short, long))
    how = _first_alike(ours[0], theirs[0], by_ear)
    if how is None:
        return NO
    if not _middle_agree(ours[1:], theirs[1:], by_ear):
        return NO
    score = 0.8 if len(ours[0]) == 1 or len(theirs[0]) == 1 else 0.93
    return Verdict(score, how or _different(short, long))


def _first_alike(a: str, b: str, by_ear: Ear) -> str | None:
    """Say why two first given names may be one; None where they are two."""
    if a == b:
        return ""
    if len(a) == 1 or len(b) == 1:
        initial, name = a[0].upper(), max(a, b, key=len)
        return phrase(f"{initial}. may stand for {name}") if a[0] == b[0] else None
    if frozenset((a, b)) in _KNOWN_SHORT:
        return phrase(f"{a} and {b} are forms of one name")
    if by_ear(a, b) and not _his_and_hers(a, b):
        return phrase(f"{a} and {b} are spellings of one name")
    return None


def _middle_agree(ours: list[str], theirs: list[str], by_ear: Ear) -> bool:
    """Middle names may be missing, but may not contradict each other: George W., George H. W."""
    if not ours or not theirs:
        return True
    return all(
        x[0] == y[0] and (len(x) == 1 or len(y) == 1 or by_ear(x, y))
        for x, y in zip(ours, theirs, strict=False)
    )


def _his_and_hers(a: str, b: str) -> bool:
    """Daniel and Daniela, Mario and Maria: an end that tells men from women."""
    if {a[-1], b[-1]} == {"a", "o"}:
        return True
    short, long = sorted((a, b), key=len)
    return long == short + "a" or (long == short + "e" and short[-1] not in "aeiouy")


def _alike(a: str, b: str) -> bool:
    """Say whether two words, both written in Latin letters, may be spellings of one name."""
    if a == b:
        return True
    if min(len(a), len(b)) < 4:
        return (sound(a) == sound(b) and min(len(a), len(b)) > 2) or _without_vowels(a, b)
    if one_letter_apart(a, b):
        return _consonants_near(a, b) and (len(a) != len(b) or vowels_agree(a, b))
    return sound(a) == sound(b) or (len(_consonants(a)) > 1 and vowels_agree(a, b))


def _heard(a: str, b: str) -> bool:
    """Say whether two words of which one was romanised here may be spellings of one name."""
    one, two = _consonants(a), _consonants(b)
    x, y = sound(a).replace("v", "f"), sound(b).replace("v", "f")
    return _alike(a, b) or (one == two and _distance(x, y) <= 2 and len(one) > 1)


def _without_vowels(a: str, b: str) -> bool:
    """Say whether one is the other as Arabic writes it: bk, bek."""
    bare = skeleton(a)
    return bare == skeleton(b) and bare in (a, b) and len(bare) > 1


def _consonants(word: str) -> str:
    """Return a word's consonants, v inside it as f: Arabic has no v."""
    first, rest = skeleton(word)[:1], skeleton(word)[1:]
    return first + rest.replace("v", "f")


def _consonants_near(a: str, b: str) -> bool:
    """One letter more at the end is a slip or a case's ending; inside, only a vowel is."""
    if a.startswith(b) or b.startswith(a):
        return max(a, b, key=len)[-1] not in "snt" or len(min(a, b, key=len)) > 5
    return skeleton(a) == skeleton(b)


def _spelled_alike(a: str, b: str) -> bool:
    """Say whether two words of a thing's name are one: Defence, Defense; Tripoli, Tripolis."""
    if a == b:
        return True
    if min(len(a), len(b)) < 5:
        return False
    if b in (a + "n", a + "ns") or a in (b + "n", b + "ns"):  # Algeria, Algerian
        return False
    return one_letter_apart(a, b) or sound(a) == sound(b)


def _different(a: tuple[str, ...], b: tuple[str, ...]) -> str:
    if a[-1] == b[-1]:
        return phrase("the same given and family name")
    one, two = a[-1], b[-1]
    return phrase(f"{one} and {two} are spellings of one name")


def _spelling(one: Form, two: Form) -> str:
    return phrase(f"{' '.join(one.words)} and {' '.join(two.words)} differ in spelling only")


def _distance(a: str, b: str) -> int:
    """Return how many letters must be put in, taken out or changed."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
    return row[-1]
