"""Stories in other languages, on invented news: labelled sets of real news are English only.

    python -m bench abroad

`labels/abroad/LANGUAGE.tsv`, a line an article: story ("-": it is alone), day, publisher, title,
text; in `mixed.tsv`, whose events are told in several languages, the language stands first.
Events come in pairs of look-alikes: two earthquakes, two strikes of one union, the inflation of
two months, two matches of one team, two steps of one affair. Half of the pairs and half of what
is alone are "dev", which may be looked at; the others are held out. Dates are left out: where
they are known, two of three pairs are apart by them alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import chain
from pathlib import Path
from zlib import crc32

from bench.stories import SCORES
from bench.story_peers import PEERS, best
from bench.storysets import Labelled, all_features
from bench.table import Figure
from tidings.evaluation import at_rest, online, settled
from tidings.types import Article

__all__ = ["LANGUAGES", "MIXED", "PARTS", "load", "part_of", "run"]

FOLDER = Path(__file__).with_name("labels") / "abroad"
LANGUAGES = ("en", "ar", "de", "es", "pl", "ru", "tr")
MIXED = "mixed"
PARTS = ("dev", "held-out")
START = datetime(2026, 3, 1, 8, tzinfo=UTC)


def load(name: str) -> list[Labelled]:
    """Return the articles of a language, or those told in several, in order of their days."""
    lines = (FOLDER / f"{name}.tsv").read_text("utf-8").splitlines()
    found = [_labelled(name, number, line.split("\t")) for number, line in enumerate(lines)]
    return sorted(found, key=_time)


def _time(one: Labelled) -> datetime:
    return one[0].time or START


def _labelled(name: str, number: int, row: list[str]) -> Labelled:
    language, story, day, publisher, title, text = row if name == MIXED else (name, *row)
    article = Article(
        id=f"{name}{number}",
        language=language,
        publisher=publisher,
        title=title,
        paragraphs=(text,),
        published_at=START + timedelta(days=int(day), minutes=number),
    )
    return article, f"{name}-alone-{number}" if story == "-" else f"{name}-{story}"


def part_of(story: str) -> str:
    """Return the part that a story is in; look-alikes are in one."""
    kind = story.rstrip("-12") if "-alone-" not in story else story
    return PARTS[crc32(kind.encode()) % 2]


def undated(labelled: Sequence[Labelled]) -> list[Labelled]:
    """Return articles as if nobody had said when they were published."""
    return [(replace(article, published_at=None), story) for article, story in labelled]


def run(shared: Path, *, quick: bool = False) -> Iterator[Figure]:
    """Yield the scores of each language and part; nothing of `shared` is read."""
    whole = {name: load(name) for name in (*LANGUAGES, MIXED)}
    whole["all together"] = sorted(chain(*whole.values()), key=_time)
    for name, labelled in whole.items():
        for part in PARTS:
            chosen = [one for one in labelled if part_of(one[1]) == part]
            yield from _scored(f"{name}, {part}", undated(chosen), quick=quick)


def _scored(name: str, labelled: Sequence[Labelled], *, quick: bool) -> Iterator[Figure]:
    articles = [article for article, _ in labelled]
    truth = [story for _, story in labelled]
    items, words = (all_features(articles, encoder=e, novelty=True) for e in ("e5", "none"))
    found = {
        "at rest": at_rest(items),
        "online": online(items),
        "settled": settled(items, every=20),
        "at rest, words alone": at_rest(words),
        "online, words alone": online(words),
    }
    peers = {} if quick else {peer: best(PEERS[peer](articles), truth, SCORES) for peer in PEERS}
    note = f"{len(articles)} articles, {len(set(truth))} stories"
    for label, score in SCORES.items():
        for way, groups in found.items():
            value = score(truth, groups)
            yield Figure(f"abroad {name}: {label}, {way}", value, "F1", note=note)
        for peer, scores in peers.items():
            yield Figure(f"abroad {name}: {label}, {peer}", scores[label], "F1", note=note)
