"""Feed parsing: correctness on feedparser's own suite, and speed beside feedparser, in one run.

    python -m bench.feeds [SHARED]        # or TIDINGS_SHARED; default ../shared

Each file of the suite carries an expression over feedparser's result that must hold. It is
evaluated over a view of our result that answers to feedparser's names for the fields that we keep;
a test that asks for anything else is counted apart, with what it asked for.
"""

from __future__ import annotations

import collections
import datetime
import html
import itertools
import os
import re
import sys
import tarfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from bench.press import ordinary_feeds
from tidings.collect.feeds import parse_feed
from tidings.collect.feeds.text import as_title, author_name, looks_like_html
from tidings.errors import FeedError
from tidings.types import Entry, Feed, make_id

SUITE = "data/feeds/feedparser-tests.tar.gz"
URL = "http://127.0.0.1:8097/tests/"  # where the suite's own server stands


class NotKeptError(Exception):
    """The test asks for something that Tidings does not keep."""


class Text(str):
    """A text that equals feedparser's when both show the same: markup is compared as markup."""

    __slots__ = ()
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        return isinstance(other, str) and (
            str.__eq__(self, other)
            or _canonical(self) == _canonical(other)
            or str.__eq__(self, html.escape(other, quote=False))  # plain text, ours as HTML
        )


class Title(Text):
    """Our titles are plain text; feedparser leaves the markup in."""

    __slots__ = ()
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, str):
            return False
        plain = as_title(other, markup=looks_like_html(other))
        return " ".join(plain.split()) == str(self) or " ".join(other.split()) == str(self)


class Name(str):
    """Our authors are names; feedparser's carry the address: "Name (a@b.example)"."""

    __slots__ = ()
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        return isinstance(other, str) and author_name(other) == str(self)


class Guid:
    """Our id is a hash of the feed's URL and the guid."""

    def __init__(self, entry: Entry, url: str) -> None:
        self.id, self.url = entry.id, url

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Guid):
            return True  # compared with the expected value at the end of the chain
        return isinstance(other, str) and self.id == make_id(self.url, other)

    __hash__ = None  # type: ignore[assignment]


class View:
    """One of our nouns under feedparser's names: view["title"], view.title."""

    def __init__(self, **fields: Callable[[], Any]) -> None:
        self._fields = fields

    def __getitem__(self, name: str) -> Any:
        if name not in self._fields:
            raise NotKeptError(name)
        value = self._fields[name]()
        if value is None:
            raise KeyError(name)
        return value

    def __getattr__(self, name: str) -> Any:
        return self[name]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, dict) and all(self[key] == other[key] for key in other)

    __hash__ = None  # type: ignore[assignment]

    def get(self, name: str, default: Any = None) -> Any:
        """Return a field, or the default where our noun has none."""
        try:
            return self[name]
        except KeyError:
            return default

    def has_key(self, name: str) -> bool:
        """Say whether there is such a field, as the suite's older tests ask."""
        return name in self

    def __contains__(self, name: str) -> bool:
        return self.get(name) is not None


def _canonical(markup: str) -> str:
    """Write HTML in one way: attributes in order, one quote, one spelling of references."""
    import lxml.html

    if "<" not in markup and "&" not in markup:
        return " ".join(markup.split())
    try:
        tree = lxml.html.fragment_fromstring(markup, create_parent="div")
    except (ValueError, AssertionError):
        return markup
    for element in tree.iter():
        if isinstance(element.tag, str):
            items = sorted(i for i in element.attrib.items() if not i[0].startswith("xmlns"))
            element.attrib.clear()
            element.attrib.update(items)
    return str(lxml.html.tostring(tree, encoding="unicode"))


def _detail(value: Any) -> Callable[[], View]:
    return lambda: View(value=lambda: value)


def _when(moment: datetime.datetime | None) -> Any:
    return moment and (*moment.utctimetuple()[:8], 0)


def entry_view(entry: Entry, url: str) -> View:
    """Return an entry under feedparser's names."""
    title, summary = Title(entry.title), Text(entry.summary or entry.content)
    names = [Name(name) for name in entry.authors]
    return View(
        title=lambda: title or None,
        title_detail=_detail(title),
        link=lambda: entry.url or None,
        id=lambda: Guid(entry, url),
        guid=lambda: Guid(entry, url),
        summary=lambda: summary,
        description=lambda: summary,
        summary_detail=_detail(summary),
        content=lambda: [View(value=lambda: Text(entry.content or entry.summary))],
        author=lambda: names[-1] if names else None,
        author_detail=lambda: View(name=lambda: names[-1]) if names else None,
        authors=lambda: [View(name=lambda name=name: name) for name in names],
        published_parsed=lambda: _when(entry.published_at),
        updated_parsed=lambda: _when(entry.updated_at or entry.published_at),
        tags=lambda: [View(term=lambda tag=tag: tag) for tag in entry.tags],
        category=lambda: entry.tags[0] if entry.tags else None,
        enclosures=lambda: [_enclosure_view(e) for e in entry.enclosures],
        language=lambda: entry.language or None,
        image=lambda: View(href=lambda: entry.image) if entry.image else None,
        media_thumbnail=lambda: [View(url=lambda: entry.image)] if entry.image else [],
    )


def _enclosure_view(enclosure: Any) -> View:
    length = str(enclosure.length) if enclosure.length is not None else None
    return View(
        href=lambda: enclosure.url,
        url=lambda: enclosure.url,
        type=lambda: enclosure.type,
        length=lambda: length,
    )


def feed_view(feed: Feed) -> View:
    """Return a feed under feedparser's names."""
    return View(
        title=lambda: Title(feed.title),
        title_detail=_detail(Title(feed.title)),
        link=lambda: feed.home or None,
        language=lambda: feed.language or None,
        ttl=lambda: str(round(feed.ttl / 60)) if feed.ttl else None,
    )


def suite(shared: Path) -> Iterator[tuple[str, bytes, str]]:
    """Yield (file, body, expression) of every test that is one feed and an expression."""
    with tarfile.open(shared / SUITE) as archive:
        for member in sorted(archive, key=lambda m: m.name):
            if not member.isfile() or member.name.endswith(".py"):
                continue
            body = archive.extractfile(member).read()  # type: ignore[union-attr]
            expression = _expression(body)
            if expression:
                yield member.name.removeprefix("tests/"), body, expression


def _expression(body: bytes) -> str:
    for codec in ("utf-8", "utf-16", "utf-32", "cp037", "latin-1"):
        try:
            found = re.search(r"Expect:\s*(.*?)\s*-->", body.decode(codec), re.DOTALL)
        except UnicodeError:
            continue
        if found:
            return found[1]
    return ""


_HEADER = re.compile(r"Header:\s*([\w-]+)\s*:\s*([^\r\n]*)")
_BOZO = re.compile(r"^(?:not )?bozo(?: and |$)")
_QUOTED = re.compile(r"\'[^\']*\'")
_OTHER = re.compile(r"\b(bozo|encoding|version|namespaces|headers)\b")


def judge(name: str, body: bytes, expression: str) -> tuple[str, str]:
    """Return ("pass" | "fail" | "not kept", why) for one test of the suite."""
    expression = _BOZO.sub("", expression)
    other = _OTHER.search(_QUOTED.sub("", expression))
    if "sanitize/" in name:
        return "not kept", "what the sanitizer leaves"
    if other or expression in ("", "1"):
        return "not kept", other[1] if other else "no field at all"
    headers = dict(_HEADER.findall(body[:2000].decode("latin-1").replace("\x00", "")))
    headers = {key.lower(): value for key, value in headers.items()}
    url = urljoin(URL + name, headers.get("content-location", ""))
    url = url if url.startswith("http") else URL + name
    try:
        feed = parse_feed(body, url=url, content_type=headers.get("content-type", ""))
    except FeedError as exc:
        feed = Feed()
        error = str(exc)
    else:
        error = ""
    names = {
        "feed": feed_view(feed),
        "entries": _Entries([entry_view(e, url) for e in feed.entries or (_NONE,)]),
        "datetime": datetime,
    }
    try:
        holds = eval(expression, {"__builtins__": {"len": len, "ord": ord}}, names)
    except NotKeptError as exc:
        return "not kept", str(exc)
    except NameError as exc:
        return "not kept", str(exc)
    except (KeyError, IndexError, TypeError, AttributeError) as exc:
        return "fail", error or f"{type(exc).__name__} {exc}"
    return ("pass", "") if holds else ("fail", error or "another value")


class _Entries(list[View]):
    """Entries that are one for us (the same guid or link) are several for feedparser."""

    def __getitem__(self, index: Any) -> Any:
        return super().__getitem__(min(index, len(self) - 1))


_NONE = Entry(id="", url="")


def correctness(shared: Path, *, every: int = 1) -> dict[str, Any]:
    """Run the suite, or every n-th test of it: counts, the reasons, and the failures by name."""
    counts: collections.Counter[str] = collections.Counter()
    reasons: collections.Counter[str] = collections.Counter()
    failures = []
    for name, body, expression in itertools.islice(suite(shared), 0, None, every):
        verdict, why = judge(name, body, expression)
        counts[verdict] += 1
        if verdict == "not kept":
            reasons[why] += 1
        elif verdict == "fail":
            failures.append((name, expression, why))
    kept = counts["pass"] + counts["fail"]
    return {
        "kept": kept,
        "passed": counts["pass"],
        "share": counts["pass"] / kept,
        "not_kept": dict(reasons.most_common()),
        "failures": failures,
    }


# --- Speed --------------------------------------------------------------------------------------


def speed(*, rounds: int = 9) -> dict[str, dict[str, float]]:
    """CPU seconds of feedparser and of Tidings on the same feeds, taken in turns; the best rounds.

    feedparser runs as it comes, and once more without its sanitizer, which we do not use.
    """
    import feedparser

    ways: dict[str, Callable[[bytes], Any]] = {
        "feedparser": feedparser.parse,
        "unsanitized": lambda body: feedparser.parse(body, sanitize_html=False),
        "tidings": lambda body: parse_feed(body, url="https://daily.example/feed/"),
    }
    feeds = ordinary_feeds()
    times: dict[str, dict[str, float]] = {}
    for kind, bodies in feeds.items():
        best = dict.fromkeys(ways, float("inf"))
        for _ in range(rounds):
            for way, parse in ways.items():
                best[way] = min(best[way], _cpu(parse, bodies, 10 if way == "tidings" else 1))
        times[kind] = best | {"kilobytes": sum(map(len, bodies)) / 1e3, "feeds": len(bodies)}
    return times


def _cpu(parse: Callable[[bytes], Any], bodies: list[bytes], repeats: int) -> float:
    start = time.process_time()
    for _ in range(repeats):
        for body in bodies:
            parse(body)
    return (time.process_time() - start) / repeats


def run(shared: Path) -> dict[str, Any]:
    """Measure both, print a table, return the figures."""
    right, times = correctness(shared), speed()
    print(f"feedparser's suite: {right['passed']} of {right['kept']} tests of fields that we keep")
    print(f"  = {right['share']:.2%}; not counted: {sum(right['not_kept'].values())} tests of")
    print("  " + ", ".join(f"{what} ({count})" for what, count in right["not_kept"].items()))
    for name, expression, why in right["failures"]:
        print(f"  failed: {name}: {why}: {expression[:90]}")
    sums: collections.Counter[str] = collections.Counter()
    heads = ("KB each", "feedparser", "no sanitizer", "tidings", "times")
    print("{:22}{:>8}{:>12}{:>13}{:>9}{:>7}".format("feeds", *heads))
    for kind, row in times.items():
        sums.update(row)
        _print_row(kind, row)
    _print_row("all", sums)
    return {"correctness": right, "speed": times, "ratio": sums["feedparser"] / sums["tidings"]}


def _print_row(kind: str, row: Any) -> None:
    rates = [row["feeds"] / row[way] for way in ("feedparser", "unsanitized", "tidings")]
    print(
        f"{kind:22}{row['kilobytes'] / row['feeds']:8.0f}{rates[0]:10.1f}/s{rates[1]:11.1f}/s"
        f"{rates[2]:7.0f}/s{row['feedparser'] / row['tidings']:6.0f}x"
    )


if __name__ == "__main__":
    run(Path(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("TIDINGS_SHARED", "../shared")))
