"""What commands share: opening the library, messages on stderr, a progress bar on a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tidings.config import Config
from tidings.records import line

if TYPE_CHECKING:
    from tidings.news import News, Report
    from tidings.types import Failure

__all__ = [
    "AT_LEAST_ONE",
    "age",
    "counted",
    "length_option",
    "limit_option",
    "minutes_option",
    "open_news",
    "progress",
    "put",
    "say",
    "scope_option",
    "show_failures",
    "table",
]

PATIENCE = 1.0  # seconds before a progress bar appears
SHOWN = 10  # failures that are told one by one
DATED = 100 * 86_400  # seconds; of what is older its day tells more than a count of days
AT_LEAST_ONE = click.IntRange(min=1)
Command = TypeVar("Command", bound=Callable[..., Any])


def limit_option(default: int) -> Callable[[Command], Command]:
    """Return the option by which a command lists fewer or more."""
    told = "List at most so many."
    return click.option("--limit", type=AT_LEAST_ONE, default=default, show_default=True, help=told)


def length_option(told: str) -> Callable[[Command], Command]:
    """Return the option by which a summary is longer or shorter."""
    kinds = click.Choice(("short", "medium", "long"))
    return click.option("--length", type=kinds, default="medium", show_default=True, help=told)


def minutes_option(told: str) -> Callable[[Command], Command]:
    """Return the option by which a wrap-up takes so long to read."""
    range_ = click.IntRange(1, 60)
    return click.option("--minutes", type=range_, default=5, show_default=True, help=told)


def scope_option(name: str, told: str) -> Callable[[Command], Command]:
    """Return the option that says what is summarized; the command gets it by `name`."""
    kinds = click.Choice(("article", "story", "thread", "search"))
    return click.option("--of", name, type=kinds, default="story", show_default=True, help=told)


def config_of(ctx: click.Context, **given: Any) -> Config:
    """Return the settings that this call runs under."""
    return Config.load(ctx.obj["config"], library=ctx.obj["library"], **given)


@contextmanager
def open_news(ctx: click.Context, **given: Any) -> Iterator[News]:
    """Open the library that this call names."""
    from tidings.news import News

    with News.open(config=config_of(ctx, **given)) as news:
        yield news


def put(record: Any) -> None:
    """Print a record as one line of JSON, on stdout."""
    click.echo(line(record))


def say(text: str) -> None:
    """Say something to a person, on stderr."""
    click.echo(text, err=True)


@contextmanager
def progress() -> Iterator[Report]:
    """Give a function to report progress to: a bar on a terminal, after a second, else silence."""
    if not sys.stderr.isatty():
        yield lambda stage, done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description:10}"), BarColumn(), MofNCompleteColumn())
    bars = Progress(*columns, console=Console(stderr=True), transient=True)
    started, tasks = time.monotonic(), {}

    def report(stage: str, done: int, total: int) -> None:
        if time.monotonic() - started < PATIENCE:
            return
        if stage not in tasks:
            bars.start()
            tasks[stage] = bars.add_task(stage, total=total)
        bars.update(tasks[stage], completed=done, total=total)

    try:
        yield report
    finally:
        bars.stop()


def counted(number: int, one: str, many: str) -> str:
    """Return a number with its noun: "1 story", "2 stories"."""
    return f"{number} {one if number == 1 else many}"


def show_failures(failures: tuple[Failure, ...]) -> None:
    """Tell what went wrong, one line an item."""
    for failure in failures[:SHOWN]:
        say(f"  {failure.url or failure.id}: {failure.error}")
    if len(failures) > SHOWN:
        say(f"  … and {len(failures) - SHOWN} more: 'tidings sources --failures' lists them")


def age(moment: datetime | None, *, now: datetime | None = None) -> str:
    """Return how long ago something was, short: "5m", "3h", "2d"; long ago: its day."""
    if moment is None:
        return "-"
    seconds = ((now or datetime.now(UTC)) - moment).total_seconds()
    if seconds < 0:
        return "soon"
    if seconds >= DATED:
        return f"{moment:%Y-%m-%d}"
    for size, unit in ((86_400, "d"), (3_600, "h"), (60, "m")):
        if seconds >= size:
            return f"{int(seconds // size)}{unit}"
    return "now"


def table(rows: Sequence[tuple[str, ...]], heads: tuple[str, ...]) -> None:
    """Print rows under heads: fitted to a terminal, tab-separated elsewhere."""
    if not sys.stdout.isatty():
        for row in rows:
            click.echo("\t".join(row))
        return
    if not rows:
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    shown = Table(*heads, box=None, pad_edge=False, header_style="bold")
    for row in rows:
        shown.add_row(*(Text(cell) for cell in row))
    Console().print(shown)
