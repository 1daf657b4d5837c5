"""Commands of the editor: ask, viewpoints, summary, wrap-up."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from datetime import datetime
from typing import IO, Any

import click

from tidings.cli.console import (
    age,
    length_option,
    minutes_option,
    open_news,
    put,
    say,
    scope_option,
)
from tidings.cli.jsonlines import each_line
from tidings.errors import UsageError
from tidings.records import answer_record, summary_record, viewpoints_record, wrap_up_record
from tidings.types import Answer, Line, Written

__all__ = ["COMMANDS"]

WIDTH = 88
Record = dict[str, Any]


@click.command()
@click.argument("question", nargs=-1)
@click.option("--library", metavar="FILE", help="The library, for this command alone.")
@click.option("--at", "asked_at", metavar="TIME", default="", help="When it is asked; else now.")
@click.option("--choice", "choices", multiple=True, help="One of the answers to choose from.")
@click.option("--json", "as_json", is_flag=True, help="The answer as one JSON object.")
@click.pass_context
def ask(
    ctx: click.Context,
    question: tuple[str, ...],
    library: str | None,
    asked_at: str,
    choices: tuple[str, ...],
    as_json: bool,
) -> None:
    """Answer a question from the library's articles.

    The answer is their sentences, word for word, or that they don't say. Without a question, a
    filter: JSON Lines of questions in, answers out.

    \b
    tidings ask "Who resigned this week?"
    """
    ctx.obj = ctx.obj | ({"library": library} if library else {})
    with open_news(ctx) as news:
        if not question:
            each_line(lambda record: _answered(news.editor.ask, record))
        text = " ".join(question)
        if not text.strip():
            raise UsageError('ask something: tidings ask "Who resigned this week?"')
        answer = news.editor.ask(text, asked_at=_moment(asked_at), choices=choices)
    if as_json:
        put({"question": text} | answer_record(answer))
    else:
        _show(answer, choices)


def _answered(ask: Any, record: Record) -> Record:
    question, choices = record.get("question"), record.get("choices") or []
    if not isinstance(question, str) or not question.strip():
        raise UsageError("`question` is what is asked, in words")
    if not isinstance(choices, list) or not all(isinstance(c, str | int | float) for c in choices):
        raise UsageError("`choices` is a list of answers")
    asked_at = _moment(str(record.get("asked_at") or ""))
    return answer_record(ask(question, asked_at=asked_at, choices=[str(c) for c in choices]))


def _moment(text: str) -> datetime | None:
    from tidings.collect.feeds.dates import parse_date

    moment = parse_date(text) if text else None
    if text and moment is None:
        raise UsageError(f"{text!r} is no time: give one like 2026-01-31 or 2026-01-31T18:00:00Z")
    return moment


def _show(answer: Answer, choices: tuple[str, ...]) -> None:
    if answer.answered:
        click.echo(click.style(_wrapped(answer.text), bold=True))
    else:
        click.echo("Your sources don't say.")
    if answer.choice is not None:
        chance = round(100 * answer.chances[answer.choice])
        guess = "" if answer.answered else ", a guess"
        click.echo(f"Of the choices: {choices[answer.choice]} ({chance} %{guess})")
    _show_written(answer.written)
    if answer.cites and not answer.answered:
        say("What comes nearest:")
    for cited in answer.cites:
        article = cited.article
        click.echo(
            f"\n{article.publisher or '?'}, {age(article.time)}: {article.title}  [{article.id}]"
        )
        click.echo(_wrapped(cited.quote.replace("\n", " "), indent="  "))


def _show_written(written: Written | None) -> None:
    """Show what a model wrote, or why it did not; nothing where none was asked."""
    for sentence in written.sentences if written else ():
        cited = ", ".join(dict.fromkeys(article for article, _ in sentence.cites))
        click.echo(_wrapped(f"By the model: {sentence.text} [{cited}]", indent="  "))
    if written and written.note:
        say(f"the model did not write: {written.note}")


@click.command()
@click.argument("story")
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
@click.pass_context
def viewpoints(ctx: click.Context, story: str, as_json: bool) -> None:
    """Show how publishers, countries and people quoted differ.

    Each in its own words, on one STORY."""
    with open_news(ctx) as news:
        found = news.editor.viewpoints(story)
    if found is None:
        raise UsageError(f"there is no story {story}: 'tidings stories' lists them")
    if as_json:
        put(viewpoints_record(found))
        return
    if found.why_none:
        say(f"nothing to compare: {found.why_none}")
    _show_written(found.written)
    _show_lines("What most say", found.agreed)
    for wording in found.wordings:
        _show_lines("The same, in different words", wording.lines)
    for view in (*found.publishers, *found.countries, *found.speakers):
        click.echo(click.style(f"\n{view.name}", bold=True))
        _show_lines("only here", view.stresses, indent="  ")
        _show_lines("told by most others, not here", view.omits, indent="  ")
        _show_lines("quotes", view.quotes, indent="  ")
        if view.words:
            click.echo(f"  its own words: {', '.join(view.words)}")


def _show_lines(title: str, lines: Sequence[Line], *, indent: str = "") -> None:
    if lines:
        click.echo(f"{indent}{title}:")
    for one in lines:
        click.echo(_wrapped(f"{one.text} ({one.voice}) [{one.article}]", indent=f"{indent}  "))


@click.command()
@click.argument("what", nargs=-1, required=True)
@scope_option("scope", "What WHAT is.")
@length_option("How long it may be.")
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
@click.pass_context
def summary(
    ctx: click.Context, what: tuple[str, ...], scope: str, length: str, as_json: bool
) -> None:
    """Summarize a story, an article, a thread or a search.

    WHAT is an id, or the words of a search."""
    with open_news(ctx) as news:
        found = news.editor.summary(scope, " ".join(what), length=length)
    if found is None:
        raise UsageError(f"there is no {scope} {' '.join(what)!r} in the library")
    if as_json:
        put(summary_record(found.summary))
        return
    click.echo(click.style(found.summary.headline, bold=True))
    if found.note:
        say(f"the model did not write: {found.note}")
    for sentence in found.summary.sentences:
        cited = ", ".join(dict.fromkeys(article for article, _ in sentence.cites))
        click.echo(_wrapped(f"{sentence.text} [{cited}]", indent="  "))


@click.command("wrap-up")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="A day in UTC; else 24 hours.")
@click.option("--since", metavar="TIME", default="", help="From this time until now.")
@minutes_option("The time there is to read it.")
@click.option("--html", "as_html", is_flag=True, help="As HTML.")
@click.option("--epub", "book", type=click.File("wb"), help="Write a book for e-readers there.")
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
@click.pass_context
def wrap_up(
    ctx: click.Context, day: datetime | None, since: str, minutes: int, as_html: bool,
    book: IO[bytes] | None, as_json: bool,
) -> None:  # fmt: skip
    """Sum up the day: what happened, what went on, what to watch.

    \b
    tidings wrap-up --minutes 3
    tidings wrap-up --day 2026-11-20 --html > friday.html
    """
    from tidings.write.epub import epub
    from tidings.write.letter import letter

    with open_news(ctx) as news:
        base = news.config.base_url or f"http://{news.config.host}:{news.config.port}"
        found = news.editor.wrap_up(
            day.date() if day else None, since=_moment(since), minutes=minutes
        )
    written = letter(found, base=base.rstrip("/"))
    if book:
        book.write(epub(found, written))
    elif as_json:
        put(wrap_up_record(found))
    else:
        click.echo(written.html if as_html else written.text, nl=False)


def _wrapped(text: str, *, indent: str = "") -> str:
    return textwrap.fill(text, WIDTH, initial_indent=indent, subsequent_indent=indent)


COMMANDS = (ask, viewpoints, summary, wrap_up)
