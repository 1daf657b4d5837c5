"""Commands for affairs that are told in several stories: threads, thread."""

from __future__ import annotations

from typing import Any

import click

from tidings.cli.console import age, limit_option, open_news, put, say, table
from tidings.errors import UsageError
from tidings.records import reason_texts, time_text
from tidings.views import ThreadStep

__all__ = ["COMMANDS"]


@click.command()
@limit_option(30)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_context
def threads(ctx: click.Context, limit: int, as_json: bool) -> None:
    """List affairs that go on over several stories.

    The one with the latest news comes first."""
    with open_news(ctx) as news:
        found = news.threads(limit=limit)
    if as_json:
        for card in found:
            stories = list(card.thread.stories)
            put({"id": card.thread.id, "headline": card.headline, "stories": stories})
        return
    if not found:
        say("no affair is told in several stories yet")
    table(
        [
            (
                card.thread.id,
                card.headline,
                str(len(card.thread.stories)),
                card.last.headline,
                age(card.last.first_seen),
            )
            for card in found
        ],
        ("id", "thread", "stories", "latest", "age"),
    )


@click.command()
@click.argument("story")
@click.option("--json", "as_json", is_flag=True, help="One JSON object for each story.")
@click.pass_context
def thread(ctx: click.Context, story: str, as_json: bool) -> None:
    """Show how the affair of a story went on, step by step."""
    with open_news(ctx) as news:
        view = news.thread(story)
        view = news.editor.shown(view) if view else None
    if view is None:
        raise UsageError(f"no thread holds a story {story}: 'tidings threads' lists them")
    if as_json:
        for step in view.steps:
            put(_record(step))
        return
    click.echo(click.style(view.headline, bold=True))
    for step in view.steps:
        click.echo(f"\n{step.story.first_seen:%-d %B %Y}: {step.story.headline}  [{step.story.id}]")
        if step.sentence:
            click.echo(f"    {step.sentence.text}")
        for figure in step.figures:
            click.echo(f"    changed: {figure}")
        if step.names:
            click.echo(f"    first named: {', '.join(step.names)}")


def _record(step: ThreadStep) -> dict[str, Any]:
    return {
        "story": step.story.id,
        "headline": step.story.headline,
        "first_seen": time_text(step.story.first_seen),
        "sentence": step.sentence.text if step.sentence else None,
        "names": list(step.names),
        "figures": list(step.figures),
        "previous": step.link.previous if step.link else None,
        "because": reason_texts(step.link.because) if step.link else [],
    }


COMMANDS = (threads, thread)
