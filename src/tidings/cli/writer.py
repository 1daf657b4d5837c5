"""Commands for who writes: a model or this machine, what it cost, what it is told."""

from __future__ import annotations

from typing import TextIO

import click
import msgspec

from tidings.cli.console import open_news, put, say, table
from tidings.errors import UsageError
from tidings.types import Json, Writer
from tidings.write.remote.prompts import PROMPTS

__all__ = ["COMMANDS"]

DAYS = 14


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="As one JSON object, without the key.")
@click.pass_context
def writer(ctx: click.Context, as_json: bool) -> None:
    """Show who writes summaries: a model, or this machine alone.

    And whether any text leaves this machine."""
    if ctx.invoked_subcommand:
        return
    with open_news(ctx) as news:
        settings, leaving = news.editor.choices.settings(), news.editor.leaving
        days = news.store.writing.days(limit=DAYS)
    shown = msgspec.to_builtins(settings) | {"key": bool(settings.key)}
    if as_json:
        put(shown | {"days": msgspec.to_builtins(days)})
        return
    if settings.writer is Writer.OFF:
        say("nothing is written: the AI features are off")
    elif leaving is None or leaving.here:
        say("no text leaves this machine")
    else:
        say(f"sentences of articles are sent to {leaving.host}, for the model {leaving.model}")
    table([(name, _shown(value)) for name, value in shown.items()], ("choice", ""))
    for day in days:
        say(
            f"{day.day}: asked {day.calls} times, {day.failed} failed, {day.tokens:,} tokens, "
            f"{day.cost:.4f} {settings.currency}, {day.kept} sentences kept, "
            f"{day.replaced} not borne out"
        )


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "kept" if value else "none"
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


@writer.command("set")
@click.argument("choices", nargs=-1, required=True, metavar="NAME=VALUE…")
@click.pass_context
def set_(ctx: click.Context, choices: tuple[str, ...]) -> None:
    """Choose for everyone who writes, and how.

    An empty value leaves a choice to the settings file.

    Names are those that `tidings writer` shows: writer (off, local, remote), url, name, key,
    budget, money, price_in, price_out … People are given by name, folders too, with commas.
    """
    given = dict(choice.partition("=")[::2] for choice in choices)
    with open_news(ctx) as news:
        values: dict[str, Json] = {name: value or None for name, value in given.items()}
        if folders := _listed(given.get("folders", "")):
            values["folders"] = [*folders]
        if people := _listed(given.get("people", "")):
            values["people"] = [news.people.accounts.named(name).id for name in people]
        news.editor.choices.change(values)
    say("kept")


def _listed(text: str) -> list[str]:
    return [one.strip() for one in text.split(",") if one.strip()]


@writer.command()
@click.argument("name", type=click.Choice([*PROMPTS]))
@click.option("--file", "file", type=click.File(encoding="utf-8"), help="The text to keep; - too.")
@click.option("--reset", is_flag=True, help="As it was before.")
@click.pass_context
def prompt(ctx: click.Context, name: str, file: TextIO | None, reset: bool) -> None:
    """Print what a model is told for a task, or keep another text."""
    with open_news(ctx) as news:
        choices = news.editor.choices
        if file or reset:
            choices.change_prompt(name, None if reset else file.read() if file else "")
            say("as it was before" if reset else "kept")
            return
        found = choices.prompt(name)
    if found.wrong:
        raise UsageError(found.wrong)
    say(f"{found.title} ({found.origin})")
    click.echo(found.text)


COMMANDS = (writer,)
