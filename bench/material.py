"""What is measured on: real articles, and pages, sentences and articles made of them.

The words are those of a corpus of real news. What a publisher's template adds to a page is made
up here, in the sizes of real pages: of 311 real ones the median has 112 KB, 770 elements and
35 KB of scripts and styles (means: 184, 790, 95).
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path

__all__ = ["Told", "articles", "missing", "pages", "recombined"]

CORPUS = "data/corpus/news-2019-2020.jsonl.gz"
_WORDS = ("market", "council", "river", "season", "energy", "harbour", "travel", "health", "video")


@dataclass(frozen=True, slots=True)
class Told:
    """One article of the corpus, or one made of its sentences."""

    id: str
    url: str
    publisher: str
    title: str
    time: datetime
    paragraphs: tuple[str, ...]


def missing(shared: Path) -> str:
    """Return what has to be there and is not; "" where all is."""
    return "" if (shared / CORPUS).is_file() else str(shared / CORPUS)


def articles(shared: Path, limit: int = 0) -> Iterator[Told]:
    """Yield the articles of the corpus, oldest first: all, or the first `limit`."""
    time = datetime(2019, 1, 1, tzinfo=UTC)
    with gzip.open(shared / CORPUS, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if limit and number >= limit:
                return
            row = json.loads(line)
            paragraphs = tuple(p.strip() for p in row["text"].split("\n") if p.strip())
            with suppress(ValueError):  # a few days are written otherwise: then it is the last one
                time = datetime.fromisoformat(row["published_at"]).replace(tzinfo=UTC)
            yield Told(row["id"], row["url"], row["source"], row["title"], time, paragraphs)


def recombined(shared: Path, count: int, *, seed: int = 1) -> Iterator[Told]:
    """Yield articles put together from paragraphs of real ones, each from some five of them."""
    rng = random.Random(seed)
    told = list(articles(shared))
    start = datetime(2026, 1, 1, tzinfo=UTC)
    for number in range(count):
        sources = rng.sample(told, 5)
        paragraphs = tuple(
            p for t in sources for p in rng.sample(t.paragraphs, min(3, len(t.paragraphs)))
        )
        half = sources[0].title.split()[:6] + sources[1].title.split()[-4:]
        yield Told(
            f"{number:016x}",
            f"https://{sources[0].publisher.lower().replace(' ', '')}.example/{number}",
            sources[0].publisher,
            " ".join(half),
            start + timedelta(minutes=5 * number),
            paragraphs,
        )


def pages(told: Sequence[Told], *, seed: int = 1) -> Iterator[bytes]:
    """Yield each article as a page of 60 to 250 KB in its publisher's template."""
    templates: dict[str, _Template] = {}
    rng = random.Random(seed)
    others = [t.title for t in told]
    for article in told:
        template = templates.setdefault(article.publisher, _Template(article.publisher))
        yield template.page(article, rng.sample(others, min(24, len(others))), rng).encode()


class _Template:
    """What a publisher puts around every article; another one for each publisher."""

    def __init__(self, publisher: str) -> None:
        rng = random.Random(publisher)
        self._publisher = publisher
        self._box = rng.choice(("entry-content", "article__body", "story-text", "c-body", "post"))
        self._deep = rng.randint(2, 6)
        self._nav = _links(rng, rng.randint(60, 160), "nav-item")
        self._foot = _links(rng, rng.randint(30, 90), "footer-link")
        self._styles = _noise(rng, rng.choice((8_000, 20_000, 40_000)), ".x{%s:%s}\n")
        self._scripts = _noise(rng, rng.choice((10_000, 30_000, 90_000)), '{"%s":"%s"},\n')

    def page(self, article: Told, others: Sequence[str], rng: random.Random) -> str:
        title, when = escape(article.title), article.time.isoformat()
        body = "".join(_paragraph(p, n) for n, p in enumerate(article.paragraphs))
        related = "".join(_card(t, rng) for t in others)
        state = _noise(rng, rng.randint(5_000, 30_000), '{"%s":"%s"},\n')
        about = json.dumps(
            {
                "@type": "NewsArticle",
                "headline": article.title,
                "datePublished": when,
                "publisher": {"name": self._publisher},
            }
        )
        return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} | \
{escape(self._publisher)}</title><link rel="canonical" href="{escape(article.url)}">
<meta property="og:title" content="{title}"><meta property="og:type" content="article">
<meta property="og:site_name" content="{escape(self._publisher)}">
<meta property="article:published_time" content="{when}">
<script type="application/ld+json">{about}</script>
<style>{self._styles}</style><script>var config=[{self._scripts}]</script></head>
<body><header><nav><ul>{self._nav}</ul></nav></header>{"<div class=wrap>" * self._deep}
<main><article><h1>{title}</h1><div class="byline">By <a href="/staff">Staff</a>
<time datetime="{when}">{when[:10]}</time></div><div class="share"><button>Share</button></div>
<div class="{self._box}">{body}</div></article><aside>{related}</aside></main>
{"</div>" * self._deep}<footer><ul>{self._foot}</ul><p>All rights reserved.</p></footer>
<script>window.state=[{state}]</script></body></html>"""


def _paragraph(text: str, number: int) -> str:
    ad = '<div class="ad-slot" data-slot="inline"><span>Advertisement</span></div>'
    return f'<p class="p-{number % 3}">{escape(text)}</p>{ad if number % 6 == 5 else ""}\n'


def _card(title: str, rng: random.Random) -> str:
    slug = "-".join(title.lower().split()[:6])
    path = escape(f"/{rng.choice(_WORDS)}/{rng.randrange(10**6)}/{slug}")
    return (
        f'<div class="card"><a href="{path}"><img src="/i{path}.jpg" alt="" width="320" '
        f'srcset="/i{path}-640.jpg 2x, /i{path}-960.jpg 3x"><h3>{escape(title)}</h3></a>'
        f'<span class="kicker">{rng.choice(_WORDS)}</span></div>\n'
    )


def _links(rng: random.Random, count: int, kind: str) -> str:
    names = (f"{rng.choice(_WORDS)} {rng.choice(_WORDS)}" for _ in range(count))
    return "".join(
        f'<li class="{kind}"><a class="{kind}__link" href="/{name.replace(" ", "/")}" '
        f'data-track="{rng.randrange(10**9)}"><span>{name.title()}</span></a></li>\n'
        for name in names
    )


def _noise(rng: random.Random, size: int, form: str) -> str:
    """Return some `size` characters of machine text, as scripts and styles are."""
    pieces, length = [], 0
    while length < size:
        pieces.append(form % (rng.choice(_WORDS), f"{rng.randrange(16**12):x}"))
        length += len(pieces[-1])
    return "".join(pieces)
