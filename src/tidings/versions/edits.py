"""What was changed between two versions, edit by edit, each of a kind, and whether it matters.

A figure, a name, a date, a denial, a headline's meaning or a passage that came or went is
material; a slip of the pen, other words for the same, a moved passage or a line of furniture is
not. Rough where language is needed: where capitals name nothing (German, scripts without case) a
changed name is a rewording.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain, islice, pairwise

from tidings.i18n import phrase
from tidings.reference.timewords import MONTHS, WEEKDAYS
from tidings.text import fold, word_spans, words
from tidings.types import Span, Version
from tidings.versions.align import Kind, Pair, Piece, align
from tidings.wording import DENIALS, capitals_name, one_letter_apart, other_numbers

__all__ = ["Difference", "Edit", "compare", "history", "said"]

PASSAGE = 5  # words that came or went inside a sentence and say something of their own
FURNITURE = 12  # words; a shorter line that ends in no full stop is a link or a caption
HEADLINE = 0.6  # of a headline's words must stay for it to mean the same
MAX_EDITS = 300
MAX_SENTENCE = 3_000  # characters of one whose words are compared
TELLING = ("figure", "date", "name", "denial")  # kinds that are shown as "12 → 15"
TOLD = 3  # of them are told in words
QUOTED = 30  # characters; a longer change is a passage that was rewritten

_DATE = re.compile(r"\d{1,4}[-./:]\d{1,2}|\b(?:19|20)\d\d\b")
_ENDED = re.compile(r"[.!?…:;。！？؟।»”\"’')\]]\s*$")
_UNTIL = re.compile(r"[^,.;:!?()…–—\n]{0,60}")  # the clause that goes on
_SUFFIX = re.compile(r"^\s*(?:[|·•–—-]|::)\s")
_TIME_WORDS = frozenset(
    word
    for word in (*(w for m in MONTHS.values() for w in fold(m).split()), *map(fold, WEEKDAYS))
    if len(word) > 3
)

Word = tuple[str, int, int]  # as it stands, start, end


@dataclass(frozen=True, kw_only=True, slots=True)
class Edit:
    """One thing that was changed. Spans count code points of the title or of the text.

    `kind`: headline, figure, name, date, denial, added, deleted, moved, reworded or spelling.
    """

    kind: str
    material: bool
    old: str
    new: str
    before: Span | None = None
    after: Span | None = None
    about: str = ""  # the words that follow: "12 → 15" people died


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """How one version became the next."""

    before: Version
    after: Version
    edits: tuple[Edit, ...]

    @property
    def material(self) -> bool:
        """Whether what the article says was changed."""
        return any(edit.material for edit in self.edits)


def history(versions: Sequence[Version]) -> tuple[Difference, ...]:
    """Return how each version became the one after it, oldest first."""
    return tuple(compare(before, after) for before, after in pairwise(versions))


def compare(before: Version, after: Version) -> Difference:
    """Return what was changed from one version to the next."""
    names = capitals_name("\n".join(after.paragraphs[:20]))
    found = chain(_title(before.title, after.title), _text(align(before, after), names=names))
    return Difference(before=before, after=after, edits=tuple(islice(found, MAX_EDITS)))


def said(difference: Difference) -> str:
    """Return in a line what was changed: "headline changed; 12 → 15 people; 2 passages added"."""
    edits = difference.edits
    telling = [e for e in edits if e.kind in TELLING]
    told = [_retitled(e, telling) for e in edits if e.kind == "headline" and e.material]
    told += _in_short(telling)
    counts = {
        "rewritten": sum(not _is_short(e) for e in telling),
        "added": sum(e.kind == "added" and e.material for e in edits),
        "deleted": sum(e.kind == "deleted" and e.material for e in edits),
    }
    told += [_counted(n, what) for what, n in counts.items() if n]
    return "; ".join(told) or phrase("small corrections")


def _retitled(headline: Edit, telling: Sequence[Edit]) -> str:
    """Say that a headline was changed, and what took what's place there and nowhere else."""
    besides = {(edit.old, edit.new) for edit in telling}
    inside = (e for e in _within_title(headline.old, headline.new) if e.old and e.new)
    what = ", ".join(_in_short(e for e in inside if (e.old, e.new) not in besides))
    return phrase(f"headline changed: {what}") if what else phrase("headline changed")


def _in_short(edits: Iterable[Edit]) -> list[str]:
    telling = (edit for edit in edits if edit.kind in TELLING and _is_short(edit))
    return list(dict.fromkeys(map(_shown, telling)))[:TOLD]


def _counted(number: int, what: str) -> str:
    return (
        {
            "rewritten": phrase("1 passage rewritten"),
            "added": phrase("1 passage added"),
            "deleted": phrase("1 passage deleted"),
        }[what]
        if number == 1
        else {
            "rewritten": phrase(f"{number} passages rewritten"),
            "added": phrase(f"{number} passages added"),
            "deleted": phrase(f"{number} passages deleted"),
        }[what]
    )


def _shown(edit: Edit) -> str:
    old, new = edit.old, edit.new
    if old and new:
        return f"{old} → {new} {edit.about}".rstrip()
    return phrase(f"“{new}” added") if new else phrase(f"“{old}” deleted")


def _is_short(edit: Edit) -> bool:
    return max(len(edit.old), len(edit.new)) <= QUOTED


# --- the headline


def _title(old: str, new: str) -> Iterator[Edit]:
    if old == new:
        return
    yield Edit(
        kind="headline",
        material=_means_else(old, new),
        old=old,
        new=new,
        before=Span(start=0, end=len(old)),
        after=Span(start=0, end=len(new)),
    )


def _means_else(old: str, new: str) -> bool:
    ours, theirs = words(old), words(new)
    if ours == theirs or _is_suffixed(*sorted((fold(old), fold(new)), key=len)):
        return False
    edits = list(_within_title(old, new))
    if any(edit.material for edit in edits):
        return True
    if all(edit.kind == "spelling" for edit in edits):
        return False
    return 2 * len(set(ours) & set(theirs)) < HEADLINE * (len(set(ours)) + len(set(theirs)))


def _within_title(old: str, new: str) -> Iterator[Edit]:
    pieces = (Piece(0, len(text), 0, text) for text in (old, new))
    return _sentence(*pieces, names=capitals_name(new))


def _is_suffixed(short: str, long: str) -> bool:
    return long.startswith(short) and bool(_SUFFIX.match(long[len(short) :]))


# --- the text


def _text(pairs: Iterable[Pair], *, names: bool) -> Iterator[Edit]:
    run: list[tuple[Kind, Piece]] = []  # sentences that came, or went, in a row
    for pair in pairs:
        piece = pair.after if pair.kind is Kind.ADDED else pair.before
        if pair.kind in (Kind.ADDED, Kind.DELETED) and piece:
            if run and (run[-1][0], run[-1][1].paragraph) != (pair.kind, piece.paragraph):
                yield _passage(run)
                run = []
            run.append((pair.kind, piece))
            continue
        if run:
            yield _passage(run)
            run = []
        yield from _paired(pair, names=names)
    if run:
        yield _passage(run)


def _passage(run: Sequence[tuple[Kind, Piece]]) -> Edit:
    text = " ".join(piece.text for _, piece in run)
    span = Span(start=run[0][1].start, end=run[-1][1].end)
    added = run[0][0] is Kind.ADDED
    length = len(words(text[:MAX_SENTENCE]))
    return Edit(
        kind="added" if added else "deleted",
        material=length >= PASSAGE and bool(length > FURNITURE or _ENDED.search(text)),
        old="" if added else text,
        new=text if added else "",
        before=None if added else span,
        after=span if added else None,
    )


def _paired(pair: Pair, *, names: bool) -> Iterator[Edit]:
    if pair.kind is Kind.CHANGED and pair.before and pair.after:
        yield from _sentence(pair.before, pair.after, names=names)
    if pair.kind is Kind.MOVED and pair.before and pair.after:
        yield Edit(
            kind="moved",
            material=False,
            old=pair.before.text,
            new=pair.after.text,
            before=_span(pair.before),
            after=_span(pair.after),
        )


def _span(piece: Piece) -> Span:
    return Span(start=piece.start, end=piece.end)


def _sentence(old: Piece, new: Piece, *, names: bool) -> Iterator[Edit]:
    """Yield the edits within a sentence that was changed."""
    ours, theirs = _words(old.text), _words(new.text)
    before, after = ([fold(word) for word, _, _ in side] for side in (ours, theirs))
    changes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    changed = [change for change in changes if change[0] != "equal"]
    if not changed:  # punctuation, capitals, space
        yield _edit("spelling", False, old, new, (ours, theirs))
    for _, a, b, c, d in changed:
        kind = _kind(ours[a:b], theirs[c:d], names=names and a > 0 and c > 0)
        if kind == "figure" and (
            _is_date(old.text, ours, a, b) or _is_date(new.text, theirs, c, d)
        ):
            kind = "date"
        if kind == "denial" and (a == b or c == d):  # "not" alone says nothing: what is denied
            a, b, c, d = max(a - 1, 0), b + 1, max(c - 1, 0), d + 1
        material = kind in TELLING or kind in ("added", "deleted")
        about = _following(new.text, theirs[c:d]) if kind == "figure" else ""
        yield _edit(kind, material, old, new, (ours[a:b], theirs[c:d]), about=about)


def _following(text: str, run: Sequence[Word]) -> str:
    """Return the two words after a figure, which say what it counts: "people died"."""
    clause = _UNTIL.match(text, run[-1][2]) if run else None
    return " ".join(clause[0].split()[:2]) if clause else ""


def _words(text: str) -> list[Word]:
    """Return the words of a sentence; a monster of one is taken as a single word."""
    return word_spans(text) if len(text) <= MAX_SENTENCE else [(text[:QUOTED], 0, len(text))]


def _edit(
    kind: str,
    material: bool,
    old: Piece,
    new: Piece,
    runs: tuple[Sequence[Word], Sequence[Word]],
    *,
    about: str = "",
) -> Edit:
    (gone, before), (come, after) = (
        _quoted(piece, run) for piece, run in zip((old, new), runs, strict=True)
    )
    return Edit(
        kind=kind, material=material, old=gone, new=come, before=before, after=after, about=about
    )


def _quoted(piece: Piece, run: Sequence[Word]) -> tuple[str, Span | None]:
    if not run:
        return "", None
    start, end = run[0][1], run[-1][2]
    return piece.text[start:end], Span(start=piece.start + start, end=piece.start + end)


def _kind(ours: Sequence[Word], theirs: Sequence[Word], *, names: bool) -> str:
    """Return the kind of a change of words. `names`: capitals mark names here."""
    gone, come = ([fold(word) for word, _, _ in run] for run in (ours, theirs))
    if DENIALS.isdisjoint(gone) != DENIALS.isdisjoint(come):
        return "denial"
    if other_numbers(gone, come):
        return "figure"
    if gone and come and not any(_TIME_WORDS.isdisjoint(run) for run in (gone, come)):
        return "date"
    if len(gone) == len(come) and all(map(_is_slip, gone, come)):
        return "spelling"
    if names and _is_renamed(ours, theirs):
        return "name"
    if not gone and len(come) >= PASSAGE:
        return "added"
    if not come and len(gone) >= PASSAGE:
        return "deleted"
    return "reworded"


def _is_date(text: str, said: Sequence[Word], start: int, end: int) -> bool:
    """Say whether a changed figure is of a date or a time, by what stands right beside it."""
    if start == end:
        return False
    beside = said[max(0, start - 1) : end + 1]
    around = text[max(0, said[start][1] - 4) : said[end - 1][2] + 4]
    return bool(_DATE.search(around)) or any(fold(word) in _TIME_WORDS for word, _, _ in beside)


def _is_slip(a: str, b: str) -> bool:
    return a == b or one_letter_apart(a, b)


def _is_renamed(gone: Sequence[Word], come: Sequence[Word]) -> bool:
    """Say whether a name took another's place, unless it is the same in another spelling."""
    lost, found = ([fold(w) for w, _, _ in run if w[0].isupper()] for run in (gone, come))
    fresh = [a for a in found if a not in lost]
    return bool(set(lost) - set(found)) and any(
        not any(_is_slip(a, b) for b in lost) for a in fresh
    )
