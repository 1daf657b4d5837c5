"""Commands for a person's rules: tried before they are kept, applied to what is stored, undone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tidings.cli.console import AT_LEAST_ONE, age, counted, open_news, put, say, table
from tidings.errors import UsageError
from tidings.records import time_text
from tidings.types import Act, ItemState, Rule, When

if TYPE_CHECKING:
    from tidings.news import News
    from tidings.people.watching.rules import Rules

__all__ = ["COMMANDS"]

SHOWN = 20  # articles that are named of all that a rule hits

F = TypeVar("F", bound=Callable[..., Any])

_person = click.option("--person", default="", metavar="NAME", help="Whose rules; else the owner.")
_json = click.option("--json", "as_json", is_flag=True, help="JSON, one object a line.")


def _draft_options(command: F) -> F:
    """Add what a rule is made of."""
    acts = click.Choice([act.value for act in Act])
    for option in (
        click.option("--name", default="", help="What the rule is called."),
        click.option("--label", default="", help="The label that 'label' puts on."),
        click.option("--do", "acts", type=acts, multiple=True, help="What it does; several times."),
        click.option("--most", type=click.IntRange(0), default=0, help="Articles, at most."),
        click.option("--least", type=click.IntRange(0), default=0, help="Articles of its story."),
        click.option("--language", default="", metavar="CODE", help="In this language."),
        click.option("--tag", default="", help="Under this tag."),
        click.option("--folder", default="", metavar="NAME", help="From this folder of yours."),
        click.option("--source", default="", metavar="ID", help="From this source."),
        click.option("--pattern", default="", metavar="RE2", help="A regular expression."),
        click.option("--words", default="", help="What a search for these words finds."),
    ):
        command = option(command)
    return command


@contextmanager
def _rules(person: str) -> Iterator[tuple[News, Rules]]:
    with open_news(click.get_current_context()) as news:
        accounts = news.people.accounts
        whose = accounts.named(person) if person else accounts.owner
        yield news, news.people.watching.rules(whose.id)


def _draft(news: News, rules: Rules, person: str, **given: Any) -> Rule:
    """Return the rule that the options describe; raises UsageError saying what it lacks."""
    acts, label, name = (given.pop(one) for one in ("acts", "label", "name"))
    folder = _folder(news, person, given.pop("folder"))
    return rules.draft(When(folder=folder, **given), tuple(map(Act, acts)), label=label, name=name)


def _folder(news: News, person: str, name: str) -> int:
    if not name:
        return 0
    accounts = news.people.accounts
    whose = accounts.named(person) if person else accounts.owner
    folders = {one.name: one.number for one in news.people.desk(whose.id).folders() if one.name}
    if name not in folders:
        raise UsageError(f"there is no folder {name!r}: there are {', '.join(folders) or 'none'}")
    return folders[name]


@click.group()
def rule() -> None:
    """Hide, keep, label or be alerted to articles, by rules."""


@rule.command("list")
@_person
@_json
def list_(person: str, as_json: bool) -> None:
    """List a person's rules, and how many articles each dealt with."""
    with _rules(person) as (_, rules):
        found = rules.all()
    if as_json:
        for one in found:
            put(_record(one))
        return
    table(
        [
            (
                str(one.number),
                one.name,
                _acts(one.acts, one.label),
                str(one.hits),
                age(one.last_at),
                "works" if one.active else "rests",
            )
            for one in found
        ],
        ("number", "name", "does", "articles", "last", ""),
    )


@rule.command("try")
@click.argument("number", type=AT_LEAST_ONE, required=False)
@_draft_options
@_person
@_json
def try_(number: int | None, person: str, as_json: bool, **given: Any) -> None:
    """Say what a kept rule, or one described here, would have hit. Changes nothing."""
    with _rules(person) as (news, rules):
        if number is None:
            given["acts"] = given["acts"] or (Act.KEEP,)
            chosen = _draft(news, rules, person, **given)
        else:
            chosen = rules.get(number)
        tried = rules.try_(chosen)
        titles = _titles(news, tried.hits)
    if as_json:
        for article, title in titles:
            put({"article": article, "title": title})
    else:
        for _, title in titles[:SHOWN]:
            click.echo(title)
    rest = "" if tried.all else f", of the newest {tried.looked_at}"
    say(f"it would have hit {counted(len(titles), 'article', 'articles')}{rest}")


@rule.command()
@_draft_options
@_person
def add(person: str, **given: Any) -> None:
    """Keep a rule: it works on what comes from now on. Prints its number."""
    with _rules(person) as (news, rules):
        kept = rules.add(_draft(news, rules, person, **given))
    click.echo(str(kept.number))
    say(f"{kept.name}: {_acts(kept.acts, kept.label)}; 'tidings rule apply' does it to the stored")


@rule.command()
@click.argument("number", type=AT_LEAST_ONE)
@_person
def apply(number: int, person: str) -> None:
    """Do what a rule says with what is stored."""
    with _rules(person) as (_, rules):
        done = rules.apply(number)
    rest = "" if done.all else f", of the newest {done.looked_at}"
    say(f"{counted(done.changed, 'article', 'articles')} dealt with{rest}")


@rule.command()
@click.argument("number", type=AT_LEAST_ONE)
@_person
def undo(number: int, person: str) -> None:
    """Take back what a rule did; it goes on working."""
    with _rules(person) as (_, rules):
        count = rules.undo(number)
    say(f"{counted(count, 'article', 'articles')} as before")


@rule.command()
@click.argument("number", type=AT_LEAST_ONE)
@_person
def pause(number: int, person: str) -> None:
    """Let a rule rest."""
    with _rules(person) as (_, rules):
        rules.switch(number, active=False)
    say(f"rule {number} rests")


@rule.command()
@click.argument("number", type=AT_LEAST_ONE)
@_person
def resume(number: int, person: str) -> None:
    """Let a rule work again."""
    with _rules(person) as (_, rules):
        rules.switch(number, active=True)
    say(f"rule {number} works")


@rule.command()
@click.argument("number", type=AT_LEAST_ONE)
@_person
def remove(number: int, person: str) -> None:
    """Forget a rule; what it did stays, unless it is undone first."""
    with _rules(person) as (_, rules):
        rules.remove(number)
    say(f"rule {number} is removed")


def _acts(acts: Iterable[Act], label: str) -> str:
    return ", ".join(f"label {label}" if act is Act.LABEL else act.value for act in acts)


def _titles(news: News, states: Iterable[ItemState]) -> list[tuple[str, str]]:
    ids = [state.item.article for state in states]
    articles = news.store.articles.get(ids)
    return [(id, articles[id].heading) for id in ids if id in articles]


def _record(one: Rule) -> dict[str, Any]:
    wants = one.wants
    return {
        "number": one.number,
        "name": one.name,
        "words": wants.words or None,
        "pattern": wants.pattern or None,
        "source": wants.source or None,
        "folder": wants.folder or None,
        "tag": wants.tag or None,
        "language": wants.language or None,
        "least": wants.least or None,
        "most": wants.most or None,
        "does": [act.value for act in one.acts],
        "label": one.label or None,
        "active": one.active,
        "articles": one.hits,
        "last_at": time_text(one.last_at),
    }


COMMANDS = (rule,)
