"""Adding: what an address or a file holds is taken in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from tidings.collect.files import has_known_kind, read_files
from tidings.collect.messages import Fetcher
from tidings.collect.opml import Subscription
from tidings.collect.page import page_from_response
from tidings.errors import UsageError
from tidings.intake.preview import candidate_of, known_at, look_up, page_at, source_id
from tidings.storage import Store
from tidings.types import Article, Failure, Page, Source, make_id
from tidings.views import Candidate

__all__ = [
    "Added",
    "add_address",
    "add_candidates",
    "add_files",
    "means_file",
]

Report = Callable[[str, int, int], None]


@dataclass(frozen=True, kw_only=True, slots=True)
class Added:
    """What adding did. `notes` say it in plain words."""

    sources: tuple[Source, ...] = ()
    articles: tuple[str, ...] = ()  # ids of pages and articles taken in, for the next sync to read
    failures: tuple[Failure, ...] = ()
    notes: tuple[str, ...] = ()


def means_file(what: str) -> bool:
    """Return whether a person means a file, there or not, rather than an address."""
    host = what.partition("/")[0]
    nameless = "." not in host and ":" not in host  # no host on the web is named like that
    path = what.startswith(("/", ".", "~")) or nameless or has_known_kind(Path(host))
    return "://" not in what and path


def add_address(
    store: Store, web: Fetcher, address: str, *, folder: str = "", now: datetime
) -> Added:
    """Add what an address holds: a feed, a site's best source, all of a list, one article.

    Raises TidingsError, saying what to do, where there is nothing to add.
    """
    found = look_up(store, web, address)
    chosen = found.candidates if found.together else found.candidates[:1]
    added = add_candidates(store, web, chosen, folder=folder, now=now)
    others = [c.url for c in found.candidates if c not in chosen]
    notes = [f"{address} is {found.found}", *added.notes]
    if others:
        notes.append(f"it also has {', '.join(others)}: add them by their address")
    return Added(
        sources=added.sources,
        articles=added.articles,
        failures=added.failures,
        notes=tuple(notes),
    )


def add_candidates(
    store: Store, web: Fetcher, candidates: Iterable[Candidate], *, folder: str = "", now: datetime
) -> Added:
    """Take in what a preview offered: sources to poll, articles to read."""
    sources: list[Source] = []
    notes: list[str] = []
    pages: list[str] = []
    chosen = list(candidates)
    read = [page_from_response(page_at(web, c.url)) for c in chosen if c.kind == "page"]
    with store.transaction():
        for page in read:
            store.intake.save_page(page)
            pages.append(page.id)
            notes.append(f"took in the article {page.url}")
        for candidate in (c for c in chosen if c.kind != "page"):
            if known_at(store, candidate.url):
                notes.append(f"{candidate.url} is among your sources already")
            else:
                sources.append(_source(candidate, folder=folder, now=now))
                store.sources.save(sources[-1])
    if sources:
        count = len(sources)
        notes.append(f"added {count} source{'s' * (count != 1)}, to be polled by the next sync")
    return Added(sources=tuple(sources), articles=tuple(pages), notes=tuple(notes))


def _source(candidate: Candidate, *, folder: str, now: datetime) -> Source:
    return Source(
        id=source_id(candidate.url),
        url=candidate.url,
        kind=candidate.kind,
        title=candidate.title,
        folder=folder or candidate.folder,
        added_at=now,
    )


def add_files(
    store: Store,
    paths: Sequence[Path],
    *,
    folder: str = "",
    now: datetime,
    report: Report | None = None,
) -> Added:
    """Take in files and folders: pages and articles to be read, subscriptions to be polled."""
    missing = [path for path in paths if not path.exists()]
    if missing:
        raise UsageError(
            f"there is no file {missing[0]}: check the path; an address starts with https://"
        )
    sources: dict[str, Source] = {}
    failures: list[Failure] = []
    taken: list[str] = []
    for number, found in enumerate(read_files(paths), start=1):
        match found:
            case Page():
                store.intake.save_page(_with_its_list(store, found, folder=folder, now=now))
                taken.append(found.id)
            case Article():
                store.articles.save(found, page="", now=found.fetched_at or now)
                taken.append(found.id)
            case Subscription():
                candidate = candidate_of(store, found)
                if not candidate.known:
                    source = _source(candidate, folder=folder, now=now)
                    store.sources.save(source)
                    sources[source.id] = source
            case Failure():
                failures.append(found)
        if report:
            report("add", number, number)
    return Added(
        sources=tuple(sources.values()),
        articles=tuple(taken),
        failures=tuple(failures),
        notes=_file_notes(len(taken), len(sources), len(failures)),
    )


def _with_its_list(store: Store, page: Page, *, folder: str, now: datetime) -> Page:
    """Return a newsletter's page with the source that its mailing list is."""
    if not page.source:
        return page
    source = make_id("list", page.source)
    if store.sources.get(source) is None:
        store.sources.save(
            Source(
                id=source,
                url=f"list:{page.source}",
                kind="mail",
                title=page.publisher or page.source,
                folder=folder,
                added_at=now,
            )
        )
    return replace(page, source=source)


def _file_notes(taken: int, sources: int, failures: int) -> tuple[str, ...]:
    notes = []
    if taken or not (sources or failures):
        notes.append(f"took in {taken} {'page or article' if taken == 1 else 'pages and articles'}")
    if sources:
        notes.append(f"added {sources} source{'s' * (sources != 1)}, to be polled by the next sync")
    if failures:
        notes.append(f"{failures} could not be read")
    return tuple(notes)
