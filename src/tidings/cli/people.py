"""Commands for the people who use a library: who there is, what they may do, letting them in."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import BinaryIO

import click

from tidings.cli.console import age, config_of, open_news, say, table
from tidings.types import KeyKind, Role, Scope

__all__ = ["COMMANDS"]

_ROLES = click.Choice([role.value for role in Role])
_role = click.option(
    "--role",
    type=_ROLES,
    default=str(Role.READER),
    show_default=True,
    help="What they may do.",
)


def _now() -> datetime:
    return datetime.now(UTC)


@click.group()
def person() -> None:
    """Manage the accounts of the web server, and their roles."""


@person.command("list")
@click.pass_context
def list_(ctx: click.Context) -> None:
    """List everyone with their role."""
    with open_news(ctx) as news:
        rows = [
            (
                one.name,
                str(one.role),
                "password" if one.password else "no password",
                f"{len(news.people.keys.of(one.id, KeyKind.SESSION))} sessions",
                age(one.created_at),
            )
            for one in news.people.accounts.all()
        ]
    table(rows, ("name", "role", "", "", "here for"))


@person.command()
@click.argument("name")
@_role
@click.pass_context
def add(ctx: click.Context, name: str, role: str) -> None:
    """Add a person, and ask for their password."""
    with open_news(ctx) as news:
        accounts = news.people.accounts
        accounts.needs_owner()
        password = _ask_password()
        with news.store.transaction(private=True):
            added = accounts.add(name, role=Role(role), now=_now())
            accounts.set_password(added, password)
    say(f"{added.name} can log in as {role}")


@person.command()
@click.argument("name")
@click.pass_context
def password(ctx: click.Context, name: str) -> None:
    """Ask for a person's new password, and end all their sessions."""
    with open_news(ctx) as news:
        found = news.people.accounts.named(name)
        news.people.accounts.set_password(found, _ask_password())
    say(f"{found.name} has a new password")


def _ask_password() -> str:
    """Return what is typed twice, or the first line where nobody types."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    answer: str = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    return answer


@person.command()
@click.argument("name")
@click.argument("role", type=_ROLES)
@click.pass_context
def role(ctx: click.Context, name: str, role: str) -> None:
    """Make a person an owner, a member or a reader."""
    with open_news(ctx) as news:
        accounts = news.people.accounts
        changed = accounts.set_role(accounts.named(name), Role(role))
    say(f"{changed.name} is {changed.role} now")


@person.command()
@click.argument("name")
@click.pass_context
def remove(ctx: click.Context, name: str) -> None:
    """Remove a person with all that is theirs."""
    with open_news(ctx) as news:
        found = news.people.accounts.named(name)
        news.people.accounts.remove(found)
    say(f"{found.name} is removed")


@person.command()
@_role
@click.option("--name", default="", help="Whom it is for.")
@click.pass_context
def invite(ctx: click.Context, role: str, name: str) -> None:
    """Print a link by which one person can join, within a week."""
    config = config_of(ctx)
    with open_news(ctx) as news:
        secret = news.people.invitations.make(Role(role), name=name, now=_now())
    host = f"[{config.host}]" if ":" in config.host else config.host
    base = config.base_url.rstrip("/") or f"http://{host}:{config.port}"
    click.echo(f"{base}/join/{secret}")


@person.command()
@click.argument("name")
@click.option(
    "--scope",
    "scopes",
    type=click.Choice([scope.value for scope in Scope]),
    multiple=True,
    default=(str(Scope.READ),),
    show_default=True,
    help="What it may do; several by repeating it.",
)
@click.option("--for", "label", default="a program", show_default=True, help="What uses it.")
@click.option("--days", type=click.IntRange(0), default=0, help="How long it holds; 0: for good.")
@click.option("--apps", is_flag=True, help="Instead, a new password for reader apps.")
@click.pass_context
def token(
    ctx: click.Context, name: str, scopes: tuple[str, ...], label: str, days: int, apps: bool
) -> None:
    """Print a new token for a program that acts for a person."""
    with open_news(ctx) as news:
        keys, found = news.people.keys, news.people.accounts.named(name)
        if apps:
            made = keys.make_password(found, now=_now())
        else:
            chosen = map(Scope, scopes)
            made = keys.make_token(found, label, chosen, now=_now(), days=days)
    click.echo(made)


@person.command("export")
@click.argument("name")
@click.option("-o", "--output", type=click.File("wb"), required=True, help="The zip to write.")
@click.pass_context
def export(ctx: click.Context, name: str, output: BinaryIO) -> None:
    """Export all that is a person's own, as a zip.

    What they follow, read, saved and labelled."""
    from tidings.serve.accounts.own_data import export_own

    with open_news(ctx) as news:
        output.write(export_own(news, news.people.accounts.named(name)))


@person.command("import")
@click.argument("name")
@click.argument("files", nargs=-1, required=True, type=click.File("rb"))
@click.pass_context
def import_(ctx: click.Context, name: str, files: tuple[BinaryIO, ...]) -> None:
    """Import what a person brings from another reader.

    OPML, or what Miniflux or FreshRSS export."""
    from tidings.serve.accounts.own_data import import_own, said_of

    with open_news(ctx) as news:
        found = news.people.accounts.named(name)
        for file in files:
            say(said_of(*import_own(news, found, file.read())))


COMMANDS = (person,)
