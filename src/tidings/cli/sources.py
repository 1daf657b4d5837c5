"""Commands that bring news in: add, sources, sync, serve."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tidings.cli.console import (
    age,
    config_of,
    counted,
    open_news,
    progress,
    put,
    say,
    show_failures,
    table,
)
from tidings.errors import TidingsError
from tidings.records import time_text

if TYPE_CHECKING:
    from tidings.intake.adding import Added
    from tidings.news import News
    from tidings.types import Source
    from tidings.views import SourceView

__all__ = ["COMMANDS"]


@click.command()
@click.argument("what", nargs=-1, required=True)
@click.option("--folder", default="", metavar="NAME", help="The folder to put sources into.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--json", "as_json", is_flag=True, help="Say it as JSON, one line for each WHAT.")
@click.pass_context
def add(
    ctx: click.Context, what: tuple[str, ...], folder: str, dry_run: bool, as_json: bool
) -> None:
    """Add feeds, sites, sitemaps, OPML lists, articles or files.

    Files, and folders of them, may be .html, .txt, .eml, .mbox, .warc, .jsonl (also .gz), feeds
    and OPML.

    \b
    tidings add https://gazette.example
    tidings add feeds.opml --folder Harbour
    tidings add ~/saved-pages letters.mbox
    """
    done = True
    with open_news(ctx) as news, progress() as report:
        for item in what:
            try:
                if dry_run:
                    _preview(news, item, as_json=as_json)
                else:
                    added = news.add(item, folder=folder, report=report)
                    _show_added(item, added, as_json=as_json)
                    done = done and not added.failures
            except TidingsError as exc:
                say(f"{item}: {exc}")
                done = False
    sys.exit(0 if done else 1)


def _show_added(item: str, added: Added, *, as_json: bool) -> None:
    for note in added.notes:
        say(f"{item}: {note}")
    show_failures(added.failures)
    if as_json:
        put(
            {
                "what": item,
                "sources": [source.url for source in added.sources],
                "articles": len(added.articles),
                "failures": [failure.error for failure in added.failures],
            }
        )


def _preview(news: News, item: str, *, as_json: bool) -> None:
    if Path(item).exists():
        say(f"{item}: files, to be read by the next sync")
        return
    preview = news.preview(item)
    if as_json:
        put(
            {
                "what": preview.what,
                "found": preview.found,
                "candidates": [{"url": c.url, "kind": c.kind} for c in preview.candidates],
                "error": preview.error or None,
            }
        )
        return
    say(f"{preview.what}: {preview.error or preview.found}")
    for candidate in preview.candidates:
        say(f"  {candidate.kind:8} {candidate.url} {candidate.title} {candidate.note}".rstrip())
    for title in preview.titles:
        say(f"    · {title}")


@click.command()
@click.option("--offline", is_flag=True, help="Poll and fetch nothing; read what is here.")
@click.option("--json", "as_json", is_flag=True, help="Say what was done as JSON.")
@click.pass_context
def sync(ctx: click.Context, offline: bool, as_json: bool) -> None:
    """Bring everything up to date once: poll, fetch, read, group."""
    with open_news(ctx) as news, progress() as report:
        done = news.sync(report=report, network=not offline)
        counts = news.counts()
    say(
        f"polled {counted(done.polled, 'source', 'sources')}, "
        f"{counted(done.entries, 'new entry', 'new entries')}, "
        f"{counted(done.articles, 'new article', 'new articles')}; "
        f"{counted(counts.articles, 'article', 'articles')} "
        f"in {counted(counts.stories, 'story', 'stories')}"
    )
    show_failures(done.failures)
    if as_json:
        put(
            {
                "polled": done.polled,
                "entries": done.entries,
                "articles": done.articles,
                "pending": counts.pending,
                "failures": [{"url": f.url, "error": f.error} for f in done.failures],
            }
        )
    sys.exit(1 if done.failures else 0)


@click.command()
@click.option("--only", default="", metavar="STAGE", help="Run this stage alone.")
@click.option("--json", "as_json", is_flag=True, help="Say what was done as JSON.")
@click.pass_context
def enrich(ctx: click.Context, only: str, as_json: bool) -> None:
    """Run the stages on what is pending, without the network."""
    with open_news(ctx) as news, progress() as report:
        done = news.enrich(only=only, report=report)
    if as_json:
        put(done)
    for name, count in done.items():
        say(f"{name}: {count}")


@click.command()
@click.argument("source", required=False)
@click.option("--pause", "action", flag_value="pause", help="Poll it no more until resumed.")
@click.option("--resume", "action", flag_value="resume", help="Poll it again.")
@click.option("--poll", "action", flag_value="poll", help="Poll it with the next sync.")
@click.option("--remove", "action", flag_value="remove", help="Forget it; its articles stay.")
@click.option("--failures", is_flag=True, help="Show what went wrong.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_context
def sources(
    ctx: click.Context, source: str | None, action: str | None, failures: bool, as_json: bool
) -> None:
    """List the sources and how they are doing, or change one.

    SOURCE is an id or an address.

    \b
    tidings sources --failures
    tidings sources https://gazette.example --pause
    """
    with open_news(ctx) as news:
        views = news.sources()
        if source:
            views = tuple(v for v in views if source in (v.source.id, v.source.url))
            if not views:
                raise TidingsError(f"no source {source}: 'tidings sources' lists them")
        chosen = views[0].source if source else None
        if action:
            _change(news, chosen, action)
        elif failures:
            for failure in news.store.queue.failures(source=chosen.id if chosen else "", limit=500):
                told = (time_text(failure.at), failure.stage, failure.url, failure.error)
                click.echo("\t".join(map(str, told)))
        elif as_json:
            for view in views:
                put(_record(view))
        else:
            _list(views)


def _change(news: News, source: Source | None, action: str) -> None:
    if source is None:
        raise TidingsError(f"say which source to {action}")
    {
        "pause": news.pause,
        "resume": news.resume,
        "poll": news.poll_now,
        "remove": news.remove,
    }[action](source.id)
    say(f"{action}: {source.url}")


def _record(view: SourceView) -> dict[str, Any]:
    source = view.source
    return {
        "id": source.id,
        "url": source.url,
        "kind": source.kind,
        "title": source.title,
        "folder": source.folder,
        "health": view.health,
        "articles": view.articles,
        "latest": time_text(view.latest),
        "next_poll_at": time_text(source.next_poll_at),
    }


def _list(views: Sequence[SourceView]) -> None:
    if not views:
        say("no sources yet: add a site, a feed or a list of feeds with 'tidings add'")
        return
    rows = [
        (v.source.id, v.source.title or v.source.url, str(v.articles), age(v.latest), v.health)
        for v in views
    ]
    table(rows, ("id", "source", "articles", "latest", "health"))


@click.command()
@click.option("--host", help="Where to listen; else 127.0.0.1.")
@click.option("--port", type=int, help="Where to listen; else 8030.")
@click.option(
    "--sample", is_flag=True, help="First load the bundled sample news, where it is empty."
)
@click.option("--no-sync", is_flag=True, help="Serve what is here; poll nothing.")
@click.pass_context
def serve(
    ctx: click.Context, host: str | None, port: int | None, sample: bool, no_sync: bool
) -> None:
    """Serve the library on the web, and keep it up to date."""
    from tidings.serve.run import serve_forever

    config = config_of(ctx, host=host, port=port)
    serve_forever(config, sample=sample, sync=not no_sync)


@click.command()
@click.argument("source")
@click.argument("code")
@click.argument("within", default="")
@click.pass_context
def country(ctx: click.Context, source: str, code: str, within: str) -> None:
    """Say where a SOURCE (its id) is from.

    CODE is DE, GB, … or a country's name; "" leaves it to be guessed. WITHIN is a state, a
    province or a town there: the places of its articles are first looked for near by.
    """
    with open_news(ctx) as news:
        news.set_country(source, code, within)


COMMANDS = (add, sync, serve, sources, enrich, country)
