"""Commands that care for the library: export, import, check, backup, sample."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TextIO

import click

from tidings.cli.console import open_news, progress, put, say, show_failures
from tidings.records import line

__all__ = ["COMMANDS"]


@click.command()
@click.option(
    "-o",
    "--output",
    type=click.File("w", encoding="utf-8"),
    default="-",
    help="Write there instead of to standard output.",
)
@click.option("--opml", is_flag=True, help="The sources as OPML, instead of the articles.")
@click.pass_context
def export(ctx: click.Context, output: TextIO, opml: bool) -> None:
    """Print every article with its notes, one JSON object a line.

    \b
    tidings export > articles.jsonl
    """
    with open_news(ctx) as news:
        if opml:
            output.write(news.opml())
            return
        for record in news.export():
            output.write(line(record) + "\n")


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.pass_context
def import_(ctx: click.Context, files: tuple[Path, ...]) -> None:
    """Take in an export (.jsonl) or lists of sources (.opml)."""
    with open_news(ctx) as news, progress() as report:
        added = news.add_files(list(files), report=report)
        news.sync(network=False, report=report)
    for note in added.notes:
        say(note)
    show_failures(added.failures)
    sys.exit(1 if added.failures else 0)


@click.command()
@click.option("--mend", is_flag=True, help="Put right what is found.")
@click.option("--json", "as_json", is_flag=True, help="What was found, as one JSON object.")
@click.pass_context
def check(ctx: click.Context, mend: bool, as_json: bool) -> None:
    """Find what is inconsistent in the library."""
    with open_news(ctx) as news:
        found = news.check(mend=mend)
    if as_json:
        put({"found": list(found), "mended": bool(found) and mend})
    for problem in () if as_json else found:
        click.echo(problem)
    say("the library is sound" if not found else "mended" if mend else "run it with --mend")
    sys.exit(1 if found and not mend else 0)


@click.command()
@click.argument("target", type=click.Path(path_type=Path))
@click.pass_context
def backup(ctx: click.Context, target: Path) -> None:
    """Copy the library to a new file, while it is in use."""
    with open_news(ctx) as news:
        news.backup(target)
    say(f"wrote {target}")


COMMANDS = (export, import_, check, backup)
