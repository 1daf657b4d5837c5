"""Commands for what people call wrong of what was written."""

from __future__ import annotations

import textwrap

import click

from tidings.cli.console import (
    AT_LEAST_ONE,
    age,
    length_option,
    limit_option,
    minutes_option,
    open_news,
    put,
    say,
    scope_option,
)
from tidings.records import wrong_record
from tidings.types import About, WrongKind

__all__ = ["COMMANDS"]

KINDS = click.Choice([kind.value for kind in WrongKind])
LISTED = 30


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="All cases as JSON Lines, with evidence.")
@limit_option(LISTED)
@click.pass_context
def wrong(ctx: click.Context, as_json: bool, limit: int) -> None:
    """List reports of wrong summaries, answers and the like."""
    if ctx.invoked_subcommand:
        return
    with open_news(ctx) as news:
        found = list(news.wrong.every() if as_json else news.wrong.cases(limit=limit))
    for case in found:
        if as_json:
            put(wrong_record(case))
            continue
        state = ", settled" if case.settled else ""
        who = f" by {case.by}" if case.by else ""
        head = f"{case.id}  {case.about.kind} {case.about.what}{who}, {age(case.at)}{state}"
        click.echo(click.style(head, bold=True))
        for text in (case.words, *(one.text for one in case.shown)):
            if text:
                click.echo(textwrap.fill(text, 88, initial_indent="  ", subsequent_indent="  "))
    if not found:
        say("nothing was called wrong yet")


@wrong.command()
@click.argument("kind", type=KINDS)
@click.argument("what", default="")
@scope_option("of", "What a summary is of.")
@length_option("A summary's length.")
@minutes_option("A wrap-up's reading time.")
@click.option("--sentence", "chosen", type=AT_LEAST_ONE, multiple=True, help="Which; else all.")
@click.option("--words", default="", help="What is wrong with it.")
@click.option("--show", is_flag=True, help="Only print the sentences with their numbers.")
@click.pass_context
def report(
    ctx: click.Context, kind: str, what: str, of: str, length: str, minutes: int,
    chosen: tuple[int, ...], words: str, show: bool,
) -> None:  # fmt: skip
    """Report what is wrong of a text that was written here.

    Of a summary, an answer (WHAT is the question), viewpoints, a wrap-up …
    The text is written again as it is now, and kept with the passages that it rests on.
    """
    about = About(kind=WrongKind(kind), what=what, of=of, length=length, minutes=minutes)
    with open_news(ctx) as news:
        if show:
            for number, one in enumerate(news.wrong.shown(about), 1):
                click.echo(f"{number}\t{one.text}")
            return
        case = news.wrong.report(about, [number - 1 for number in chosen], words=words)
    say(f"kept as case {case.id}")


@wrong.command()
@click.argument("number", type=AT_LEAST_ONE)
@click.option("--again", is_flag=True, help="It is open again.")
@click.pass_context
def settle(ctx: click.Context, number: int, again: bool) -> None:
    """Mark a case settled."""
    with open_news(ctx) as news:
        news.wrong.settle(number, settled=not again)
    say("open again" if again else "settled")


@wrong.command()
@click.argument("number", type=AT_LEAST_ONE)
@click.pass_context
def remove(ctx: click.Context, number: int) -> None:
    """Forget a case."""
    with open_news(ctx) as news:
        news.wrong.remove(number)
    say("forgotten")


COMMANDS = (wrong,)
