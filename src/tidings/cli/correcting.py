"""Commands by which a person says no: merge, split, move, apart, together, lock, rename, undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any, TypeVar

import click

from tidings.cli.console import limit_option, open_news, put, say, table
from tidings.records import correction_record
from tidings.types import Correction, CorrectionKind
from tidings.views import Corrected

__all__ = ["COMMANDS"]

F = TypeVar("F", bound=Callable[..., Any])


def _options(command: F) -> F:
    """Add what all corrections take."""
    for option in (
        click.option("--json", "as_json", is_flag=True, help="What was done, as one JSON object."),
        click.option("--dry-run", is_flag=True, help="Only say what it would do."),
        click.option("--by", default="", metavar="NAME", help="Who decides; else nobody is named."),
        click.option("--note", default="", metavar="TEXT", help="Why, for the history."),
    ):
        command = option(command)
    return command


def _correct(
    kind: CorrectionKind,
    items: Sequence[str],
    *,
    headline: str = "",
    note: str,
    by: str,
    dry_run: bool,
    as_json: bool,
) -> None:
    with open_news(click.get_current_context()) as news:
        done = news.correct(kind, items, headline=headline, by=by, note=note, dry=dry_run)
    _tell(done, dry_run=dry_run, as_json=as_json)


def _tell(done: Corrected, *, dry_run: bool, as_json: bool) -> None:
    if as_json:
        record = correction_record(done.correction) | {"done": list(done.says), "shown": done.story}
        put(record)
        return
    for sentence in done.says:
        click.echo(sentence)
    number = done.correction.id
    if dry_run:
        say("nothing was changed")
    elif done.correction.undone_at is None:
        say(f"correction {number}; 'tidings undo {number}' takes it back")


@click.command()
@click.argument("story")
@click.argument("others", nargs=-1, required=True)
@_options
def merge(story: str, others: tuple[str, ...], **given: Any) -> None:
    """Make OTHERS part of STORY: they tell one event."""
    _correct(CorrectionKind.MERGE, [story, *others], **given)


@click.command()
@click.argument("story")
@click.argument("articles", nargs=-1, required=True)
@_options
def split(story: str, articles: tuple[str, ...], **given: Any) -> None:
    """Take ARTICLES out of STORY: they tell an event of their own."""
    _correct(CorrectionKind.SPLIT, [story, *articles], **given)


@click.command()
@click.argument("articles", nargs=-1, required=True)
@click.argument("story")
@_options
def move(articles: tuple[str, ...], story: str, **given: Any) -> None:
    """Put ARTICLES of one story into STORY instead."""
    _correct(CorrectionKind.MOVE, [*articles, story], **given)


@click.command()
@click.argument("one")
@click.argument("other")
@_options
def apart(one: str, other: str, **given: Any) -> None:
    """Not the same event: two articles or stories that never meet."""
    _correct(CorrectionKind.APART, [one, other], **given)


@click.command()
@click.argument("one")
@click.argument("other")
@_options
def together(one: str, other: str, **given: Any) -> None:
    """The same event: two articles or stories that are one story."""
    _correct(CorrectionKind.TOGETHER, [one, other], **given)


@click.command()
@click.argument("story")
@_options
def lock(story: str, **given: Any) -> None:
    """Let nothing join or leave STORY by itself."""
    _correct(CorrectionKind.LOCK, [story], **given)


@click.command()
@click.argument("story")
@click.option("--json", "as_json", is_flag=True, help="What was done, as one JSON object.")
@click.pass_context
def unlock(ctx: click.Context, story: str, as_json: bool) -> None:
    """Let articles join STORY again."""
    with open_news(ctx) as news:
        done = news.unlock(story)
    _tell(done, dry_run=False, as_json=as_json)


@click.command()
@click.argument("story")
@click.argument("headline", nargs=-1, required=True)
@_options
def rename(story: str, headline: tuple[str, ...], **given: Any) -> None:
    """Give STORY a headline of your own."""
    _correct(CorrectionKind.RENAME, [story], headline=" ".join(headline), **given)


@click.command()
@click.argument("number", type=click.IntRange(1), required=False)
@click.option("--dry-run", is_flag=True, help="Only say what it would do.")
@click.option("--json", "as_json", is_flag=True, help="What was done, as one JSON object.")
@click.pass_context
def undo(ctx: click.Context, number: int | None, dry_run: bool, as_json: bool) -> None:
    """Undo correction NUMBER, else the latest that is in force."""
    with open_news(ctx) as news:
        done = news.undo(number or 0, dry=dry_run)
    _tell(done, dry_run=dry_run, as_json=as_json)


@click.command()
@limit_option(50)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_context
def corrections(ctx: click.Context, limit: int, as_json: bool) -> None:
    """List corrections: who, when, what, whether in force."""
    with open_news(ctx) as news:
        found = news.corrections(limit=limit)
    if as_json:
        for correction in found:
            put(correction_record(correction))
        return
    if not found:
        say("nothing was corrected yet")
        return
    table(list(map(_row, found)), ("number", "when", "who", "what", "note", ""))


def _row(correction: Correction) -> tuple[str, ...]:
    return (
        str(correction.id),
        f"{correction.at:%Y-%m-%d %H:%M}",
        correction.by or "-",
        correction.says,
        correction.note,
        f"undone {correction.undone_at:%Y-%m-%d %H:%M}" if correction.undone_at else "in force",
    )


@click.command()
@click.option("--reset", is_flag=True, help="Group as shipped again.")
@click.option("--dry-run", is_flag=True, help="Only say what it would do.")
@click.option("--json", "as_json", is_flag=True, help="What was learned, as one JSON object.")
@click.pass_context
def learn(ctx: click.Context, reset: bool, dry_run: bool, as_json: bool) -> None:
    """Tune grouping to your corrections, on this machine alone.

    They teach how sure is sure enough."""
    with open_news(ctx) as news:
        if reset:
            news.forget_learned()
            say("articles are grouped as shipped again")
            return
        found = news.learn(dry=dry_run)
    if as_json:
        put(asdict(found))
        return
    if found.why:
        say(f"nothing can be learned yet: {found.why}")
        return
    click.echo(
        f"{found.lessons} corrections: by itself grouping would decide {found.obeyed} of them as "
        f"you did ({found.obeyed_before} as shipped), and {found.kept} of {found.left_alone} "
        "decisions that you left alone as before"
    )
    kept = "it would be kept" if dry_run else "kept; 'tidings learn --reset' forgets it"
    say(kept if found.better else "that is no gain in all: nothing was changed")


COMMANDS = (merge, split, move, apart, together, lock, unlock, rename, undo, corrections, learn)
