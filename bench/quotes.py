"""Quotes on the development articles of PolNeAR: who says what, beside marks and the nearest name.

A quote is found where half of its characters and of the label's are the same (Dice .5); exactly
where both are equal but for marks at their ends. Its speaker is right where the head word of the
label stands in ours and the other way round. Labels without a speaker count neither way. Direct
labels begin with a quotation mark; a direct quote of ours is right where it is any label's.
"""

from __future__ import annotations

import re
import tarfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.table import Figure, not_measured
from tidings.enrich.quotes import note_quotes
from tidings.enrich.quotes.marks import quoted
from tidings.types import Article, Novelty

__all__ = ["run"]

QUICK = 20  # articles
HALF = 0.5
LEAST = 4  # words of what the baseline takes for a quotation
MARKS = " \n.,;:\"“”‘’'—-"
_WORD = re.compile(r"[^\W_]+")
_HEAD = re.compile(r",|\(| — | – | (?:who|of|for|from|in|at|on|with|to) ")
_SMALL = frozenset(
    "the a an of in on at to for from with by and or his her its their mr mrs".split()
)
_NAME = re.compile(r"(?:[A-Z][\w.’'-]+ ?)+")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Said:
    """A quote: its parts in the text, and who speaks."""

    parts: tuple[Span, ...]
    speaker: str
    direct: bool


@dataclass(slots=True)
class Score:
    """Counts of one finder."""

    found: int = 0
    labels: int = 0
    hits: Counter[str] = field(default_factory=Counter)  # both ways: of what is found, of labels
    seconds: float = 0.0
    words: int = 0

    def f1(self, what: str) -> float:
        """Return about F1: the hits among labels and among what is found, by all of both."""
        total = self.found + self.labels
        return self.hits[what] / total if total else 0.0

    def add(self, text: str, said: Said, label: Said) -> None:
        """Count a quote that is a label's, once from either side."""
        self.hits["content"] += 1
        self.hits["speaker and content"] += _same_speaker(said.speaker, label.speaker)
        self.hits["content, exactly"] += _whole(text, said) == _whole(text, label)


@dataclass(slots=True)
class Scores:
    """Counts of all quotes and of direct ones."""

    all: Score = field(default_factory=Score)
    direct: Score = field(default_factory=Score)


def run(shared: Path, *, quick: bool = False) -> list[Figure]:
    """Measure ours and the baseline."""
    packed = shared / "data" / "quotes" / "polnear-train-dev.tar.gz"
    if not packed.is_file():
        return [not_measured("quotes", f"{packed.name} is missing")]
    labelled = list(_labelled(packed))[: QUICK if quick else None]
    ours, peer = _score(labelled, _ours), _score(labelled, _nearest)
    beside = "marks and the nearest name"
    figures = []
    for kind in ("direct", "all"):
        mine, theirs = getattr(ours, kind), getattr(peer, kind)
        for what in ("content", "speaker and content", "content, exactly"):
            note = f"{mine.labels} labels"
            pair = (mine.f1(what), theirs.f1(what))
            figures.append(Figure(f"quotes, {kind}: {what}", pair[0], "F1", pair[1], note, beside))
    cost = [1000 * 400 * s.all.seconds / s.all.words for s in (ours, peer)]
    figures.append(Figure("quotes: 400 words", cost[0], "ms CPU", cost[1], beside=beside))
    return figures


def _ours(text: str) -> list[Said]:
    notes = note_quotes(Article(id="", paragraphs=(text,), language="en"), Novelty(article=""))
    return [
        Said(((n.span.start, n.span.end),), str(n.value["speaker"]), bool(n.value["direct"]))
        for n in notes
        if n.span
    ]


def _nearest(text: str) -> list[Said]:
    """Take every long quotation, and the name next to it in its paragraph."""
    found = []
    for start, end in quoted(text):
        if text.count(" ", start, end) + 1 < LEAST:
            continue
        line_end = text.find("\n", end)
        after = _NAME.search(text, end, len(text) if line_end < 0 else line_end)
        before = list(_NAME.finditer(text, text.rfind("\n", 0, start) + 1, start))
        name = after or (before[-1] if before else None)
        found.append(Said(((start, end),), name.group() if name else "", True))
    return found


def _score(labelled: Sequence[tuple[str, list[Said]]], find: Callable[[str], list[Said]]) -> Scores:
    scores = Scores()
    for text, labels in labelled:
        began = time.process_time()
        found = find(text)
        scores.all.seconds += time.process_time() - began
        scores.all.words += len(text.split())
        _count(scores, text, labels, found)
    return scores


def _count(scores: Scores, text: str, labels: Sequence[Said], found: Sequence[Said]) -> None:
    pairs = _pairs(text, labels, found)
    back = {number: at for at, number in pairs.items()}
    for number, said in enumerate(found):
        label = labels[back[number]] if number in back else None
        for score in (scores.all, scores.direct) if said.direct else (scores.all,):
            score.found += label is None or bool(label.speaker)
            if label and label.speaker:
                score.add(text, said, label)
    for at, label in enumerate(labels):
        for score in (scores.all, scores.direct) if label.direct else (scores.all,):
            score.labels += bool(label.speaker)
            if label.speaker and at in pairs:
                score.add(text, found[pairs[at]], label)


def _pairs(text: str, labels: Sequence[Said], found: Sequence[Said]) -> dict[int, int]:
    """Match labels and what is found one to one, the most alike first."""
    ours, theirs = [_places(text, f) for f in found], [_places(text, label) for label in labels]
    alike = []
    for at, label in enumerate(theirs):
        for number, mine in enumerate(ours):
            dice = 2 * len(label & mine) / (len(label) + len(mine) or 1)
            if dice >= HALF:
                known = bool(labels[at].speaker)
                same = known and _same_speaker(found[number].speaker, labels[at].speaker)
                alike.append((known, dice + 0.001 * same, at, number))
    pairs: dict[int, int] = {}
    for _, _, at, number in sorted(alike, reverse=True):
        if at not in pairs and number not in pairs.values():
            pairs[at] = number
    return pairs


def _places(text: str, said: Said) -> set[int]:
    return {at for a, b in said.parts for at in range(a, b) if not text[at].isspace()}


def _whole(text: str, said: Said) -> str:
    return text[said.parts[0][0] : said.parts[-1][1]].strip(MARKS)


def _same_speaker(ours: str, label: str) -> bool:
    ours, label = ours.strip().lower(), label.strip().lower()
    if not ours:
        return False
    same = _head(ours) == _head(label) or ours == label
    return same or (_head(label) in _words(ours) and _head(ours) in _words(label))


def _head(phrase: str) -> str:
    first = _HEAD.split(phrase)[0] or phrase
    words = _WORD.findall(re.sub(r"['’]s\b", "", first))
    return words[-1] if words else ""


def _words(phrase: str) -> set[str]:
    return set(_WORD.findall(phrase)) - _SMALL


def _labelled(packed: Path) -> Iterator[tuple[str, list[Said]]]:
    """Yield the development articles with their labels, by their first labeller."""
    with tarfile.open(packed) as archive:
        files = {name: archive.extractfile(name) for name in archive.getnames()}
        read = {name: file.read().decode() for name, file in files.items() if file}
    seen = set()
    for name in sorted(n for n in read if "dev/attributions/" in n and n.endswith(".ann")):
        stem = name.rpartition("/")[2].rpartition("_")[0]
        text = next((read[n] for n in read if n.endswith(f"dev/text/{stem}.txt")), None)
        if text is not None and stem not in seen:
            seen.add(stem)
            yield text, list(_labels(text, read[name]))


def _labels(text: str, annotations: str) -> Iterator[Said]:
    spans: dict[str, list[Span]] = {}
    events = []
    for line in re.split(r"\n(?=[TE]\d+\t)", annotations):
        name, _, rest = line.partition("\t")
        if name.startswith("T"):
            where = rest.split("\t")[0].split(" ", 1)[1]
            spans[name] = [(int(a), int(b)) for a, b in (w.split() for w in where.split(";"))]
        elif name.startswith("E"):
            events.append(rest.split())
    for event in events:
        roles: dict[str, list[Span]] = defaultdict(list)
        for role, _, of in (word.partition(":") for word in event):
            roles[role.rstrip("0123456789")] += spans[of]
        parts = tuple(sorted(roles["Content"]))
        speaker = " ".join(text[a:b] for a, b in sorted(roles["Source"]))
        if parts:
            yield Said(parts, speaker, text[parts[0][0] : parts[0][1]].strip()[:1] in ('"', "“"))
