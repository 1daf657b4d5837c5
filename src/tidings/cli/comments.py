"""Commands for moderators: what waits, what was said, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from tidings.cli.console import AT_LEAST_ONE, age, limit_option, open_news, put, say, table
from tidings.records import time_text
from tidings.types import ActKind, Comment

__all__ = ["COMMANDS"]

WORDS = 80  # characters of a comment in a list

F = TypeVar("F", bound=Callable[..., Any])


@click.group()
def comment() -> None:
    """Moderate comments."""


@comment.command("list")
@click.option("--waiting", is_flag=True, help="Only what waits for a moderator or was reported.")
@limit_option(50)
@click.option("--json", "as_json", is_flag=True, help="JSON, one object a line.")
@click.pass_context
def list_(ctx: click.Context, waiting: bool, limit: int, as_json: bool) -> None:
    """List comments that are shown, or those that wait and why.

    Shown ones come newest first, those that wait oldest first."""
    with open_news(ctx) as news:
        if waiting:
            queue = news.comments.moderation.queue(limit=limit)
            found = [(one.comment, one.name, _why(one)) for one in queue]
        else:
            rows = news.comments.latest(limit=limit)
            found = [(row.comment, row.name, "") for row in rows]
    if as_json:
        for one, name, why in found:
            put(_record(one, name, why))
        return
    table(
        [
            (str(one.id), name, age(one.written_at), one.state.value, _shown(one.text), why)
            for one, name, why in found
        ],
        ("number", "who", "ago", "state", "", "why"),
    )


def _why(queued: Any) -> str:
    doubts = [doubt.kind for doubt in queued.comment.because]
    reports = [f"{name}: {report.why}" if report.why else name for name, report in queued.reports]
    return "; ".join([*doubts, *reports])


def _shown(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= WORDS else f"{words[: WORDS - 1]}…"


def _record(one: Comment, name: str, why: str) -> dict[str, Any]:
    return {
        "number": one.id,
        "article": one.article,
        "answers": one.answers,
        "by": name or None,
        "state": one.state.value,
        "text": one.text,
        "why": why or None,
        "written_at": time_text(one.written_at),
    }


def _acting(does: ActKind, name: str, says: str, help: str) -> click.Command:
    """Return a command by which a moderator does one thing with comments."""

    @click.command(name, help=help)
    @click.argument("numbers", type=AT_LEAST_ONE, nargs=-1, required=True)
    @click.option("--note", default="", metavar="TEXT", help="Why; its writer sees it.")
    @click.option("--by", default="", metavar="NAME", help="Who decides; else the owner.")
    @click.pass_context
    def command(ctx: click.Context, numbers: tuple[int, ...], note: str, by: str) -> None:
        with open_news(ctx) as news:
            who = by or news.people.accounts.owner.name
            for number in numbers:
                act = news.comments.moderation.act(number, does, by=who, note=note)
                say(f"comment {number} {says}; 'tidings comment undo {act.id}' takes it back")

    return command


@comment.command()
@limit_option(50)
@click.pass_context
def log(ctx: click.Context, limit: int) -> None:
    """List what was done to comments, the latest first."""
    with open_news(ctx) as news:
        done = news.comments.moderation.acts(limit=limit)
    table(
        [
            (
                str(act.id),
                f"{act.does.value} {act.comment}",
                act.by or "Tidings",
                age(act.at),
                "undone" if act.undone_at else "",
                act.note or _shown(about.text),
            )
            for act, about in done
        ],
        ("act", "does", "who", "ago", "", ""),
    )


@comment.command()
@click.argument("act", type=AT_LEAST_ONE)
@click.pass_context
def undo(ctx: click.Context, act: int) -> None:
    """Take back what a moderator did, by the number that was told then."""
    with open_news(ctx) as news:
        undone = news.comments.moderation.undo(act)
    say(f"comment {undone.comment} is {undone.before.value} again")


for _command in (
    _acting(ActKind.RESTORE, "approve", "is shown", "Show comments that wait or were taken away."),
    _acting(ActKind.HIDE, "hide", "is hidden", "Hide comments from all but their writers."),
    _acting(ActKind.REMOVE, "remove", "is removed", "Take comments away, from their writers too."),
):
    comment.add_command(_command)

COMMANDS = (comment,)
