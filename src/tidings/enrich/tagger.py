"""Where names stand in a text, and of what kind, by a small model of our own.

The word vectors are those of multilingual-e5-small, looked up in the package's mapped file, so the
model has seen a hundred languages; the three layers above them (`names.onnx`, 6 MB) were taught
here, see docs/decisions/0220. Each paragraph is read by itself, and one that comes again (half of
the news does) is read once.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt

from tidings.enrich.encoders.e5 import load_tokenizer
from tidings.enrich.encoders.pack import pack_path, read_pack, unpack
from tidings.text import sentences

if TYPE_CHECKING:
    from tokenizers import Encoding

__all__ = ["Tagged", "can_tag", "tag", "words_in_names"]

KINDS = ("person", "organisation", "place", "other")  # in the order of the model's outputs
# How sure of a name of each kind the model must be; surer of things where every noun has a capital.
# Swept on 450 sentences of each of eight sets, see docs/quality.md.
LEAST = (0.35, 0.5, 0.45, 0.5)
LEAST_IN_CAPITALS = (0.35, 0.7, 0.45, 0.8)
CAPITAL_NOUNS = frozenset({"de", "lb"})
LONGEST = 126  # tokens that are read at once; longer paragraphs are read by sentences
LABELS = 9  # outside, and for each kind one that begins a name and one that goes on
WITHIN = 4  # words in small letters inside a name: "Parliament of the Republic"
_BEGIN, _END = 0, 2  # token ids
_MODEL = Path(__file__).with_name("names.onnx")

_WORD = re.compile(r"\w+")
_INITIAL = re.compile(r"(?:\b\w\.)*\b\w$")  # U.S, J: the full stop that follows belongs to it
_PREFIX = re.compile(r"(?<![\w-])[^\W\d_]\w*-$")

Floats = npt.NDArray[np.float32]


class Tagged(NamedTuple):
    """A name: code points `start` to `end` of the text, its kind, how sure the model is, 0 to 1."""

    start: int
    end: int
    kind: str
    confidence: float


def can_tag() -> bool:
    """Say whether the packages that the model needs are there; without them no name is found."""
    try:
        import onnxruntime  # noqa: F401
        import tokenizers  # noqa: F401
    except ImportError:
        return False
    return pack_path() is not None


def tag(text: str, *, language: str = "") -> list[Tagged]:
    """Return the names of a text in order; none overlap. Paragraphs end at line breaks."""
    found: list[Tagged] = []
    start = 0
    for line in text.split("\n"):
        for name in _tag_paragraph(line, language) if line.strip() else ():
            found.append(name._replace(start=name.start + start, end=name.end + start))
        start += len(line) + 1
    return found


@lru_cache(maxsize=2_048)
def _tag_paragraph(paragraph: str, language: str) -> tuple[Tagged, ...]:
    model = _model()
    least = LEAST_IN_CAPITALS if language in CAPITAL_NOUNS else LEAST
    encoding = model.encode(paragraph)
    if len(encoding.ids) <= LONGEST:
        return tuple(_names(paragraph, encoding, model, 0, least))
    found: list[Tagged] = []
    for start, end in _pieces(paragraph, encoding, language):
        piece = paragraph[start:end]
        found.extend(_names(piece, model.encode(piece), model, start, least))
    return tuple(found)


def _pieces(paragraph: str, encoding: Encoding, language: str) -> Iterator[tuple[int, int]]:
    """Cut a long paragraph where a sentence ends or, in a longer one, between two words."""
    ends = [end for _, end in encoding.offsets]
    stops = [span.end for span in sentences(paragraph, language=language)]
    start = 0
    while start < len(paragraph):
        first = bisect_right(ends, start)
        if first + LONGEST >= len(ends):
            yield start, len(paragraph)
            return
        limit = encoding.offsets[first + LONGEST - 1][0]
        last = bisect_right(stops, limit)
        stop = stops[last - 1] if last and stops[last - 1] > start else 0
        stop = stop or max(paragraph.rfind(" ", start + 1, limit), 0) or max(limit, start + 1)
        yield start, stop
        start = stop


class _Model:
    """The loaded model, one for a process."""

    def __init__(self) -> None:
        import onnxruntime

        pack = read_pack()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # the work is spread over processes
        options.inter_op_num_threads = 1
        self._session: Any = onnxruntime.InferenceSession(
            str(_MODEL), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = load_tokenizer()
        # One character for one, so that offsets stay those of the text.
        self._normal = {code: seen[:1] or " " for code, seen in pack.normal.items()}
        self._words = pack.blocks("emb.word")
        positions = pack.floats("emb.pos").reshape(pack.positions, -1)
        self._positions = positions[: LONGEST + 2] + pack.floats("emb.type")[: pack.dims]

    def encode(self, text: str) -> Encoding:
        """Return the tokens of a text, with where they stand."""
        seen = text.encode("utf-8", "replace").decode().translate(self._normal)
        return self._tokenizer.encode(seen, add_special_tokens=False)

    def chances(self, ids: Sequence[int], asked: Sequence[int]) -> Floats:
        """Return how likely each token asked has each label, outside and two a kind: (asked, 9)."""
        entered = unpack(self._words[[_BEGIN, *ids, _END]]) + self._positions[: len(ids) + 2]
        places = np.array(asked, np.int64) + 1
        (scores,) = self._session.run(None, {"entered": entered[:, None], "asked": places})
        scores = scores[:, 0]
        raised = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(raised / raised.sum(axis=1, keepdims=True), np.float32)


@cache
def _model() -> _Model:
    return _Model()


def _names(
    text: str, encoding: Encoding, model: _Model, shift: int, least: Sequence[float]
) -> Iterator[Tagged]:
    ids = encoding.ids[:LONGEST]
    words = [match.span() for match in _WORD.finditer(text)]
    ends = [end for _, end in encoding.offsets[:LONGEST]]
    firsts = [bisect_right(ends, start) for start, _ in words]  # the token a word begins with
    known = sum(first < len(ids) for first in firsts)
    small = [text[start:end].islower() for start, end in words]
    asked = [word for word in words_in_names(small) if word < known]
    if not asked:
        return
    chances = np.zeros((known, LABELS), np.float32)
    chances[:, 0] = 1
    chances[asked] = model.chances(ids, [firsts[word] for word in asked])
    for first, last in map(partial(_trimmed, small), _runs(chances.argmax(axis=1).tolist())):
        if first == last:
            continue
        together = chances[first:last, 1:].reshape(last - first, 4, 2).sum(axis=2).mean(axis=0)
        start = _with_prefix(text, words[first][0])
        end = _with_stop(text, start, words[last - 1][1])
        best = int(together.argmax())
        if together[best] < least[best]:
            continue
        yield Tagged(start + shift, end + shift, KINDS[best], round(float(together[best]), 3))


def words_in_names(small: Sequence[bool]) -> Iterator[int]:
    """Yield the words that names may hold: none in small letters, or few between two others."""
    last = -WITHIN - 2
    for word, is_small in enumerate(small):
        if not is_small:
            yield from range(max(last + 1, 0) if word - last <= WITHIN + 1 else word, word + 1)
            last = word


def _runs(labels: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the runs of words that are one name. Odd labels begin one, even ones go on."""
    start = -1
    for place, label in enumerate(labels):
        if start >= 0 and (label == 0 or label % 2):
            yield start, place
            start = -1
        if label and start < 0:
            start = place
    if start >= 0:
        yield start, len(labels)


def _trimmed(small: Sequence[bool], run: tuple[int, int]) -> tuple[int, int]:
    """Take words in small letters off both ends: where a script has capitals, names begin so."""
    first, last = run
    while first < last and small[first]:
        first += 1
    while first < last and small[last - 1]:
        last -= 1
    return first, last


def _with_prefix(text: str, start: int) -> int:
    """Take in what a hyphen joins to a name's first word and has a capital: Anti-Corruption."""
    match = _PREFIX.search(text, max(0, start - 20), start)
    return match.start() if match and match.group()[0].isupper() else start


def _with_stop(text: str, start: int, end: int) -> int:
    stands = text[end : end + 1] == "." and text[start:end].count(".") > 0
    return end + 1 if stands and _INITIAL.search(text[start:end]) else end
