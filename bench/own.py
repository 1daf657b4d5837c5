"""Rules, comments and programs that read: what each costs on a library of 2,000 made articles.

Articles have 300 made words and stand in stories of five. All of it is CPU of this process or of
the server's, asked for one after the other; a call by MCP stands beside the same by the JSON API.
"""

from __future__ import annotations

import json
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.request import Request, urlopen

from bench.measure import cpu_seconds
from bench.readers import served
from bench.table import Figure
from tidings.config import Config
from tidings.news import News
from tidings.types import (
    Act,
    ActKind,
    Article,
    CommentState,
    Edition,
    Role,
    Scope,
    Shows,
    Source,
    When,
)
from tidings.workers.local import Inline

__all__ = ["run"]

ARTICLES, QUICK = 2_000, 200
STORY, WORDS, VOCABULARY = 5, 300, 20_000
RULES = 100  # of one person, the most that one may have
COMMENTS = 200  # on one story
TIMES = 40  # that each call is made
SAID = "the a harbour was told when closed on Monday who says it rains in town of old".split()
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
MCP = {
    "search": ({"query": "w7 w11"}, "/api/search?q=w7+w11"),
    "stories": ({"limit": 10}, "/api/stories?limit=10"),
    "story": ({"story_id": "s1"}, "/api/stories/s1"),
    "article": ({"article_id": "a7"}, "/api/articles/a7"),
}


def run(shared: Path, *, quick: bool = False) -> Iterator[Figure]:
    """Measure each on a library of its own."""
    articles = QUICK if quick else ARTICLES
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "library.sqlite"
        with News.open(library, config=Config(encoder="none"), pool=Inline()) as news:
            _fill(news, 0, articles)
            yield from _rules(news, articles)
            yield from _comments(news)
            headers = _ways_in(news)
        yield from _served_calls(library, headers)


def _fill(news: News, first: int, last: int) -> None:
    chance = random.Random(first)
    with news.store.transaction():
        news.store.sources.save(
            Source(id="g", url="https://g.example/", kind="feed", title="Gazette", added_at=NOW)
        )
        for n in range(first, last):
            words = [f"w{int(chance.paretovariate(0.7)) % VOCABULARY}" for _ in range(WORDS)]
            article = Article(
                id=f"a{n}", source="g", publisher="Gazette", url=f"https://g.example/{n}",
                title=" ".join(words[:8]), language="en", published_at=NOW + timedelta(seconds=n),
                paragraphs=tuple(" ".join(words[at : at + 50]) for at in range(0, WORDS, 50)),
            )  # fmt: skip
            news.store.articles.save(article, page="", now=NOW)
            story = f"s{n // STORY}"
            news.store.stories.assign(article.id, story, duplicate_of="", because=())
            news.store.stories.refresh([story])
            edition = Edition(article=article.id, level=Shows.STORIES)
            news.store.desks.streams.publish([edition], now=NOW)


def _rules(news: News, articles: int) -> Iterator[Figure]:
    """Hold what comes against a hundred rules, half of them patterns; try one on what is there."""
    owner = news.people.accounts.owner.id
    rules, watching = news.people.watching.rules(owner), news.people.watching
    watching.run()
    for n in range(RULES):
        wants = When(words=f"w{n + 50} w{n + 60}") if n % 2 else When(pattern=rf"\bw{n + 900}\b")
        rules.add(rules.draft(wants, (Act.LABEL,), label=f"Label {n % 5}"))
    _fill(news, articles, articles + 200)
    held = _cpu(watching.run) / 200
    note = f"{RULES} rules, half of words, half of patterns; {WORDS} words an article"
    yield Figure("rules, an article that comes, CPU", held, "ms", note=note)
    pattern = rules.draft(When(pattern=r"\bw9\d\b.{0,40}\bw8\d\b"), (Act.READ,))
    words = rules.draft(When(words="w70 -w3"), (Act.READ,))
    size = f"the newest {min(2_000, articles + 200):,} articles"
    yield Figure("rules, one of words tried, CPU", _cpu(lambda: rules.try_(words)), "ms", note=size)
    yield Figure("rules, a pattern tried, CPU", _cpu(lambda: rules.try_(pattern)), "ms", note=size)


def _comments(news: News) -> Iterator[Figure]:
    """Write comments under one story, each by another person, every second an answer."""
    accounts = news.people.accounts
    accounts.set_password(accounts.owner, "correct horse")
    people = [accounts.add(f"reader {n}", role=Role.READER, now=NOW) for n in range(50)]
    last, chance = 0, random.Random(1)

    def write() -> None:
        nonlocal last
        for n in range(COMMENTS):
            text = " ".join(chance.choices(SAID, k=20)) + f" (*{n}*)\n\n> and so on."
            place = {"answers": last} if n % 2 and last else {"story": "s0"}
            made = news.comments.write(people[n % 50], text, **place)  # type: ignore[arg-type]
            last = made.id if made.state is CommentState.SHOWN else last

    yield Figure("comments, one written and judged, CPU", _cpu(write) / COMMENTS, "ms")
    for waits in news.comments.moderation.queue(limit=COMMENTS):
        news.comments.moderation.act(waits.comment.id, ActKind.RESTORE, by="owner")
    listed = _cpu(lambda: [news.comments.of_story("s0") for _ in range(20)]) / 20
    yield Figure(f"comments, {COMMENTS} arranged, CPU", listed, "ms")


def _ways_in(news: News) -> dict[str, str]:
    """Return the headers of the owner: a token for programs, a session for pages."""
    owner, keys, now = news.people.accounts.owner, news.people.keys, datetime.now(UTC)
    token = keys.make_token(owner, "bench", [Scope.READ], now=now)
    session = keys.start_session(owner, agent="bench", now=now)
    return {"Authorization": f"Bearer {token}", "Cookie": f"tidings={session}"}


def _served_calls(library: Path, headers: dict[str, str]) -> Iterator[Figure]:
    with served(library) as (port, pid):
        base = f"http://127.0.0.1:{port}"

        def cost(make: Callable[[int], Request]) -> float:
            _ask(make(0))  # what is loaded at the first call is not counted
            before = cpu_seconds(pid)
            for n in range(TIMES):
                _ask(make(n))
            return (cpu_seconds(pid) - before) / TIMES * 1e3

        def get(path: str) -> Callable[[int], Request]:
            # another address each time: whole answers are kept for who asks the same again
            end = "&" if "?" in path else "?"
            return lambda n: Request(f"{base}{path}{end}n={n}", headers=headers)

        bare, talked = (cost(get(f"/story/{story}")) for story in ("s1", "s0"))
        note = f"the same with {COMMENTS} comments, beside none"
        yield Figure("comments, a story's page, CPU", talked, "ms", bare, note, "without")
        for name, (arguments, path) in MCP.items():
            ours = cost(lambda n, call=(name, arguments): _tool(base, headers, *call))
            yield Figure(f"MCP, {name}, CPU", ours, "ms", cost(get(path)), "", "the JSON API")


def _tool(base: str, headers: dict[str, str], name: str, arguments: dict[str, object]) -> Request:
    call = {"jsonrpc": "2.0", "id": 1, "method": "tools/call",
            "params": {"name": name, "arguments": arguments}}  # fmt: skip
    kinds = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}
    return Request(f"{base}/mcp", json.dumps(call).encode(), headers | kinds)


def _ask(request: Request) -> None:
    with urlopen(request) as answer:
        answer.read()


def _cpu(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return (time.process_time() - begun) * 1e3
