"""Novelty: planted paragraphs found again, untouched ones left new, articles a second.

    python -m bench novelty [--data DIR] [--quick]

Real articles in the order in which they came out. Paragraphs of earlier ones are planted into
later ones of other events: as they were, in typewriter's punctuation, with their sentences in
another order, two joined to one, lightly edited (2, 5, 10 % of the words put in, left out or
exchanged), or glued to the end of a long new paragraph. Real news recycles by itself, so only
paragraphs without any run of eight words that stands in another article are planted or counted
as untouched; the rest is reported apart. A paragraph whose figures were changed must stay new,
and so must a quotation in another language: here every word but names and figures is exchanged,
the same for the same. The thresholds were chosen on the first 2,000 articles.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from zlib import crc32

from tidings.enrich.novelty.index import NoveltyIndex
from tidings.text import sentences, words
from tidings.types import Article, Segment

CORPUS = "data/corpus/news-2019-2020.jsonl.gz"
RUN = 8  # words in a row that show a common origin
RUN_OF_SHORT = 5  # the same in a paragraph of fewer than 2 * RUN words
WORTH = 12  # words; shorter paragraphs are not planted
PLANTED = 0.7  # of the articles after the first quarter get one planted paragraph

SYLLABLES = "ba de fi go hu ka le mi no pu ra se ti vo zu sha".split()

COUNTS = ("articles/s", "untouched", "planted", "excluded")

Judge = Callable[[Article], Sequence[Segment]]


@dataclass(frozen=True)
class Item:
    """A piece of a paragraph that is known to be recycled or new."""

    article: str
    kind: str
    start: int  # offsets in Article.text
    end: int
    recycled: bool
    source: str = ""  # the article it was taken from


@dataclass(frozen=True)
class MadeSet:
    """Articles in order, and what is known about pieces of them."""

    articles: list[Article]
    items: list[Item]
    excluded: int  # paragraphs that share words with other articles of themselves


def load(shared: Path, limit: int, skip: int = 0) -> list[Article]:
    """Read articles of the corpus after the first `skip`, in the order of their days."""
    with gzip.open(shared / CORPUS, "rt") as lines:
        rows = [json.loads(line) for line in islice(lines, skip, skip + limit)]
    rows.sort(key=lambda row: (row["published_at"], row["id"]))
    return [
        Article(
            id=row["id"],
            url=row["url"],
            publisher=row["source"],
            title=row["title"],
            paragraphs=tuple(p.strip() for p in row["text"].split("\n") if p.strip()),
        )
        for row in rows
    ]


def exactly(text: str, rng: random.Random, vocabulary: Sequence[str]) -> str:
    """Leave the text as it is."""
    return text


def typed(text: str, rng: random.Random, vocabulary: Sequence[str]) -> str:
    """Exchange typographic for plain punctuation, or the other way round."""
    if "’" in text or "“" in text:
        return text.translate(str.maketrans({"’": "'", "“": '"', "”": '"', "—": "-"}))
    return text.replace("'", "’").replace(" - ", " – ").replace(" ", "  ", 1)


def reordered(text: str, rng: random.Random, vocabulary: Sequence[str]) -> str:
    """Put the sentences in another order."""
    pieces = [text[s.start : s.end] for s in sentences(text)]
    return " ".join(pieces[1:] + pieces[:1])


def edited(rate: float) -> Callable[[str, random.Random, Sequence[str]], str]:
    """Return a way to edit this share of the words; figures and names stay."""

    def edit(text: str, rng: random.Random, vocabulary: Sequence[str]) -> str:
        spoken = text.split()
        for _ in range(max(1, round(rate * len(spoken)))):
            plain = [n for n, word in enumerate(spoken) if word.isalpha() and word.islower()]
            if not plain:
                break
            place, way = rng.choice(plain), rng.random()
            if way < 0.5:
                spoken[place] = rng.choice(vocabulary)
            elif way < 0.75:
                del spoken[place]
            else:
                spoken.insert(place, rng.choice(vocabulary))
        return " ".join(spoken)

    return edit


def refigured(text: str, rng: random.Random, vocabulary: Sequence[str]) -> str:
    """Change every figure to another."""
    return re.sub(r"\d+", lambda m: str(int(m.group()) + rng.randint(1, 9)), text)


def translated(text: str, rng: random.Random, vocabulary: Sequence[str]) -> str:
    """Exchange every word that stands in small letters, as if in another language."""

    def exchange(match: re.Match[str]) -> str:
        digest = crc32(match.group().encode())
        return "".join(SYLLABLES[digest >> 4 * n & 15] for n in range(1 + len(match.group()) // 3))

    return re.sub(r"(?<![\w’'-])[a-z]+(?:[’'][a-z]+)?", exchange, text)


WAYS: dict[str, Callable[[str, random.Random, Sequence[str]], str]] = {
    "exact": exactly,
    "typed": typed,
    "reordered": reordered,
    "joined": exactly,
    "edited 2 %": edited(0.02),
    "edited 5 %": edited(0.05),
    "edited 10 %": edited(0.10),
    "glued": exactly,
    "refigured": refigured,
    "translated": translated,
}
STAYS_NEW = ("untouched", "refigured", "translated")


def _runs(spoken: Sequence[str], length: int) -> Iterable[int]:
    """Hash each run of this many words; a shorter text is one run."""
    return (hash(tuple(spoken[n : n + length])) for n in range(max(1, len(spoken) - length + 1)))


def _own_paragraphs(articles: Sequence[Article]) -> dict[str, list[int]]:
    """Return for each article the paragraphs that share no run of words with another article."""
    spoken = {article.id: [words(p) for p in article.paragraphs] for article in articles}
    holders: Counter[int] = Counter()
    for paragraphs in spoken.values():
        holders.update({h for p in paragraphs for n in (RUN, RUN_OF_SHORT) for h in _runs(p, n)})
    return {
        article: [n for n, paragraph in enumerate(paragraphs) if _is_own(paragraph, holders)]
        for article, paragraphs in spoken.items()
    }


def _is_own(spoken: Sequence[str], holders: Counter[int]) -> bool:
    length = RUN if len(spoken) >= 2 * RUN else RUN_OF_SHORT
    return all(holders[run] == 1 for run in _runs(spoken, length))


def _fits(kind: str, text: str) -> bool:
    if len(text.split()) < WORTH:
        return False
    if kind == "reordered":
        return sum(len(words(text[s.start : s.end])) >= 5 for s in sentences(text)) > 1
    if kind == "typed":
        return "’" in text or "'" in text
    if kind == "translated":
        return any(mark in text for mark in '“"')
    if kind == "refigured":
        return any(c.isdigit() for c in text) and len(sentences(text)) == 1
    return True


@dataclass(frozen=True)
class Piece:
    """A part of a paragraph with one origin."""

    text: str
    kind: str  # "" when it is not counted
    source: str = ""  # the article it was planted from


def made_set(articles: list[Article], *, seed: int = 1) -> MadeSet:
    """Plant paragraphs of earlier articles into later ones, and say what is where."""
    rng = random.Random(seed)
    own = _own_paragraphs(articles)
    plain = {w for a in articles[:500] for w in a.text.split() if w.isalpha() and w.islower()}
    vocabulary = sorted(plain)
    kinds = list(WAYS)
    made, items, stock = [], [], []
    for place, article in enumerate(articles):
        rows = [
            [Piece(text, "untouched" if n in own[article.id] else "")]
            for n, text in enumerate(article.paragraphs)
        ]
        if place > len(articles) // 4 and rng.random() < PLANTED:
            kind = kinds[place % len(kinds)]
            rows = _plant(rows, _donors(stock, kind, rng), kind, rng, vocabulary)
        stock += [(article.id, article.paragraphs[n]) for n in own[article.id]]
        made.append(replace(article, paragraphs=tuple(_text(row) for row in rows)))
        items += _items(article.id, rows)
    total = sum(len(article.paragraphs) for article in articles)
    return MadeSet(made, items, total - sum(map(len, own.values())))


def _donors(stock: list[tuple[str, str]], kind: str, rng: random.Random) -> list[tuple[str, str]]:
    """Take paragraphs that fit out of the stock: none is planted twice."""
    taken: list[tuple[str, str]] = []
    for _ in range(200):
        place = rng.randrange(len(stock))
        if _fits(kind, stock[place][1]):
            stock[place], stock[-1] = stock[-1], stock[place]
            taken.append(stock.pop())
        if len(taken) == (2 if kind == "joined" else 1):
            break
    return taken


def _plant(
    rows: list[list[Piece]],
    donors: list[tuple[str, str]],
    kind: str,
    rng: random.Random,
    vocabulary: Sequence[str],
) -> list[list[Piece]]:
    pieces = [Piece(WAYS[kind](text, rng, vocabulary), kind, source) for source, text in donors]
    place = rng.randrange(len(rows) + 1)
    if kind != "glued":
        return [*rows[:place], pieces, *rows[place:]] if pieces else rows
    host = [row for row in rows if row[0].kind and len(row[0].text.split()) >= WORTH][:3]
    if sum(len(piece.text.split()) for row in host for piece in row) < 60:
        return rows
    rest = [row for row in rows if row not in host]
    return [[piece for row in host for piece in row] + pieces, *rest]


def _text(row: Sequence[Piece]) -> str:
    return " ".join(piece.text for piece in row)


def _items(article: str, rows: Sequence[Sequence[Piece]]) -> list[Item]:
    items, start = [], 0
    for row in rows:
        for piece in row:
            end = start + len(piece.text)
            if piece.kind:
                recycled = piece.kind not in STAYS_NEW
                items.append(Item(article, piece.kind, start, end, recycled, piece.source))
            start = end + 1
    return items


def by_paragraph_hash() -> Judge:
    """Return the simplest peer: a paragraph is recycled when the same words came before."""
    seen: dict[int, str] = {}

    def judge(article: Article) -> list[Segment]:
        keys = [hash(tuple(words(p))) for p in article.paragraphs]
        segments = _whole(article, [seen.get(key, "") for key in keys])
        for key in keys:
            seen.setdefault(key, article.id)
        return segments

    return judge


def by_minhash() -> Judge:
    """Return the usual peer: MinHash of word triples per paragraph, LSH, 64 values, 16 bands."""
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=0.5, num_perm=64, num_bands=16)
    kept: list[tuple[RMinHash, str]] = []

    def judge(article: Article) -> list[Segment]:
        prints = []
        for paragraph in article.paragraphs:
            spoken = words(paragraph)
            print_ = RMinHash(num_perm=64, seed=1)
            print_.update([" ".join(spoken[n : n + 3]) for n in range(max(1, len(spoken) - 2))])
            prints.append(print_)
        sources = []
        for print_ in prints:
            near = [kept[n] for n in index.query(print_)]
            sources.append(next((a for p, a in near if p.jaccard(print_) >= 0.5), ""))
        for print_ in prints:
            index.insert(len(kept), print_)
            kept.append((print_, article.id))
        return _whole(article, sources)

    return judge


def _whole(article: Article, sources: Sequence[str]) -> list[Segment]:
    segments, start = [], 0
    for number, (paragraph, source) in enumerate(zip(article.paragraphs, sources, strict=True)):
        end = start + len(paragraph)
        segments.append(
            Segment(paragraph=number, start=start, end=end, new=not source, first_seen=source)
        )
        start = end + 1
    return segments


def by_tidings() -> Judge:
    """Return our own judge."""
    index = NoveltyIndex()
    return lambda article: index.add(article).segments


def score(made: MadeSet, judge: Judge) -> dict[str, float]:
    """Judge the set in order; return precision, recall, recall by kind, articles a CPU second."""
    began = time.process_time()
    segments = {article.id: judge(article) for article in made.articles}
    spent = time.process_time() - began
    right: dict[str, list[bool]] = defaultdict(list)
    sources = []
    for item in made.items:
        said, source = verdict(item, segments[item.article])
        right[item.kind].append(said == item.recycled)
        if item.recycled and said:
            sources.append(source == item.source or item.kind == "joined")
    found = sum(map(sum, (hits for kind, hits in right.items() if _counts(kind))))
    planted = sum(len(hits) for kind, hits in right.items() if _counts(kind))
    false = sum(right[kind].count(False) for kind in STAYS_NEW)
    return {
        "precision": found / max(1, found + false),
        "recall": found / max(1, planted),
        "first seen": sum(sources) / max(1, len(sources)),
        "articles/s": len(made.articles) / spent,
        "planted": planted,
        "untouched": len(right["untouched"]),
        "excluded": made.excluded,
    } | {kind: sum(right[kind]) / max(1, len(right[kind])) for kind in WAYS}


def _counts(kind: str) -> bool:
    return kind not in STAYS_NEW


def verdict(item: Item, segments: Sequence[Segment]) -> tuple[bool, str]:
    """Return if most of the item was called recycled, and from where."""
    length, recycled, source = 0, 0, ""
    for segment in segments:
        shared = min(item.end, segment.end) - max(item.start, segment.start)
        if shared > 0:
            length += shared
            if not segment.new:
                recycled, source = recycled + shared, source or segment.first_seen
    return 2 * recycled > length, source


def measure(
    shared: Path, *, articles: int = 2000, skip: int = 0, peers: bool = True
) -> dict[str, dict[str, float]]:
    """Return the figures of each judge on the same made set."""
    made = made_set(load(shared, articles, skip))
    judges: dict[str, Callable[[], Judge]] = {"tidings": by_tidings}
    if peers:
        judges |= {"same paragraph": by_paragraph_hash, "MinHash": by_minhash}
    return {name: score(made, make()) for name, make in judges.items()}
