"""The command for programs that read for a person."""

from __future__ import annotations

from importlib.metadata import version

import click

from tidings.cli.console import open_news

__all__ = ["COMMANDS"]


@click.command()
@click.option("--person", default="", metavar="NAME", help="For whom it reads; else the owner.")
@click.option("--write", is_flag=True, help="Also let it mark and save what is theirs.")
@click.pass_context
def mcp(ctx: click.Context, person: str, write: bool) -> None:
    """Serve the library to agents by MCP, on stdin and stdout."""
    from tidings.serve.agents import serve_stdio

    with open_news(ctx) as news:
        accounts = news.people.accounts
        reader = accounts.named(person) if person else accounts.owner
        serve_stdio(news, person=reader.id, writes=write, version=version("tidings"))


COMMANDS = (mcp,)
