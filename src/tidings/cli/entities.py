"""Commands for who is who: entities, entity."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from tidings.cli.console import age, limit_option, open_news, put, say, table
from tidings.errors import UsageError
from tidings.records import time_text
from tidings.types import EntityCorrection

if TYPE_CHECKING:
    from tidings.entities import Entities, EntityView

__all__ = ["COMMANDS"]

KINDS = click.Choice(["person", "organisation", "place", "other"])


@click.command()
@click.argument("words", required=False, default="")
@click.option("--kind", type=KINDS, default=None, help="Only these.")
@limit_option(50)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, in full.")
@click.option("--ftm", is_flag=True, help="One FollowTheMoney object a line.")
@click.pass_context
def entities(
    ctx: click.Context, words: str, kind: str | None, limit: int, as_json: bool, ftm: bool
) -> None:
    """List the people, organisations and places in the news.

    Those named most come first; with WORDS, those whose names hold them."""
    from tidings.entities import in_follow_the_money

    with open_news(ctx) as news:
        found = news.entities.find(words, kind=kind or "", limit=limit)
        if as_json or ftm:
            for one in found:
                view = news.entities.get(one.id)
                record = view and (in_follow_the_money(view) if ftm else _record(view))
                if record:
                    put(record)
            return
    if not found:
        say("no such name is known")
    table(
        [
            (one.id, one.name, one.kind, str(one.stories), str(one.articles), age(one.last_seen))
            for one in found
        ],
        ("id", "name", "kind", "stories", "articles", "last"),
    )


@click.command()
@click.argument("entity")
@click.option("--same-as", "same", metavar="ID", help="Say that this is the same one as another.")
@click.option("--apart", metavar="NAME", help="Say that one of its names is somebody else's.")
@click.option("--other", metavar="STORY", help="Say that a story means another of this name.")
@click.option("--rename", metavar="NAME", help="Call it so from now on.")
@click.option("--undo", metavar="N", type=int, help="Undo a correction.")
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
@click.pass_context
def entity(
    ctx: click.Context, /, entity: str, undo: int | None, as_json: bool, **said: str | None
) -> None:
    """Show a person, organisation or place, or correct it."""
    with open_news(ctx) as news:
        done = _corrected(news.entities, entity, said, undo)
        if done:
            say(f"correction {done.id}: {done.says}{' (undone)' if done.undone_at else ''}")
        view = news.entities.get(entity)
    if view is None:
        raise UsageError(f"there is no entity {entity}: 'tidings entities' lists them")
    if as_json:
        put(_record(view))
    else:
        _show(view)


def _corrected(
    kept: Entities, entity: str, said: Mapping[str, str | None], undo: int | None
) -> EntityCorrection | None:
    from tidings.entities import CHANGES

    given = [(change, value) for change, value in said.items() if value is not None]
    if len(given) + (undo is not None) > 1:
        raise UsageError("one correction at a time")
    if undo is not None:
        return kept.undo(undo)
    return next((CHANGES[change](kept, entity, value) for change, value in given), None)


def _show(view: EntityView) -> None:
    click.echo(click.style(view.entity.name, bold=True) + f"  ({view.entity.kind})")
    click.echo(f"{view.entity.stories} stories, {view.entity.articles} articles")
    for one in view.spellings:
        click.echo(f"    {one.name}" + (f"  [{one.because}]" if one.because else ""))
    for title, others in (
        ("with", view.people),
        ("organisations", view.organisations),
        ("where", view.places),
    ):
        if others:
            click.echo(f"{title}: " + ", ".join(f"{o.name} ({n})" for o, n in others))
    for story in view.stories:
        click.echo(f"{story.first_seen:%-d %B %Y}: {story.headline}  [{story.id}]")


def _record(view: EntityView) -> dict[str, Any]:
    entity = view.entity
    return {
        "id": entity.id,
        "kind": entity.kind,
        "name": entity.name,
        "stories": entity.stories,
        "articles": entity.articles,
        "last_seen": time_text(entity.last_seen),
        "spellings": [{"name": s.name, "because": s.because or None} for s in view.spellings],
        "forms": dict(view.forms),
        "latest": [story.id for story in view.stories],
        "beside": [
            {"id": other.id, "kind": other.kind, "name": other.name, "together": together}
            for other, together in (*view.people, *view.organisations, *view.places)
        ],
    }


COMMANDS = (entities, entity)
