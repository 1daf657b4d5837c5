"""Commands that bring news in: add, sources, sync, serve."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tidings.cli.console import (
    age,
    config_of,
    counted,
    open_news,
    progress,
    say,
    show_failures,
    table,
)
from tidings.errors import TidingsError
from tidings.records import line, time_text

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
    bad = False
    with open_news(ctx) as news, progress() as report:
        for item in what:
            try:
                if dry_run and not Path(item).exists():
                    _show_preview(news.preview(item), as_json=as_json)
                    continue
                if dry_run:
                    say(f"{item}: files, to be read by the next sync")
                    continue
                added = news.add(item, folder=folder, report=report)
            except TidingsError as exc:
                bad = True
                say(f"{item}: {exc}")
                continue
            bad = bad or bool(added.failures)
            for note in added.notes:
                say(f"{item}: {note}")
            show_failures(added.failures)
            if as_json:
                click.echo(
                    line(
                        {
                            "what": item,
                            "sources": [s.url for s in added.sources],
                            "articles": len(added.articles),
                            "failures": [f.error for f in added.failures],
                        }
                    )
                )
    sys.exit(1 if bad else 0)


def _show_preview(preview, *, as_json: bool) -> None:  # type: ignore[no-untyped-def]
    if as_json:
        click.echo(
            line(
                {
                    "what": preview.what,
                    "found": preview.found,
                    "candidates": [{"url": c.url, "kind": c.kind} for c in preview.candidates],
                    "error": preview.error or None,
                }
            )
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
        click.echo(
            line(
                {
                    "polled": done.polled,
                    "entries": done.entries,
                    "articles": done.articles,
                    "pending": counts.pending,
                    "failures": [{"url": f.url, "error": f.error} for f in done.failures],
                }
            )
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
        click.echo(line(done))
    for name, count in done.items():
        say(f"{name}: {count}")


@click.command()
@click.argument("source", required=False)
@click.option("--pause", "action", flag_value="pause", help="Poll it no more until resumed.")
@click.option("--resume", "action", flag_value="resume", help="Poll it again.")
@click.option("--poll", "action", flag_value="poll_now", help="Poll it with the next sync.")
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
        if action:
            if not source:
                raise TidingsError(f"say which source to {action.replace('_now', '')}")
            getattr(news, action)(views[0].source.id)
            say(f"{action.replace('_now', '')}: {views[0].source.url}")
            return
        if failures:
            found = news.store.queue.failures(
                source=views[0].source.id if source else "", limit=500
            )
            for failure in found:
                click.echo(
                    f"{time_text(failure.at)}\t{failure.stage}\t{failure.url}\t{failure.error}"
                )
            return
    if as_json:
        for view in views:
            click.echo(
                line(
                    {
                        "id": view.source.id,
                        "url": view.source.url,
                        "kind": view.source.kind,
                        "title": view.source.title,
                        "folder": view.source.folder,
                        "health": view.health,
                        "articles": view.articles,
                        "latest": time_text(view.latest),
                        "next_poll_at": time_text(view.source.next_poll_at),
                    }
                )
            )
        return
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
