"""The command line: one file a group of commands. Data goes to stdout, talk to stderr.

Exit status: 0 done, 1 done but something failed, 2 not understood, 130 interrupted.
"""

from __future__ import annotations

import itertools
import os
import sys
from importlib.metadata import version
from io import TextIOWrapper
from pathlib import Path
from types import ModuleType

import click

from tidings.cli import (
    agents,
    annotating,
    comments,
    correcting,
    editor,
    entities,
    filters,
    library,
    measuring,
    people,
    reading,
    rules,
    sources,
    threads,
    writer,
    wrong,
)
from tidings.errors import TidingsError

__all__ = ["main"]


_SECTIONS: dict[str, tuple[ModuleType, ...]] = {
    "News comes in": (sources, library),
    "Reading": (reading, threads, entities),
    "The desk": (editor, writer, wrong),
    "Corrections": (correcting,),
    "People": (people, rules, comments, agents),
    "Filters, JSON Lines in and out": (filters, annotating),
    "Measuring": (measuring,),
}


class _Group(click.Group):
    """Turns our errors into one clear line; a bug still shows where it is."""

    def invoke(self, ctx: click.Context) -> object:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except TidingsError as exc:
            click.echo(f"tidings: {exc}", err=True)
            sys.exit(1)
        except KeyboardInterrupt:  # Ctrl-C: what was done is kept, the next run goes on from there
            click.echo("\ntidings: stopped", err=True)
            sys.exit(130)
        except BrokenPipeError:  # the reader of our output had enough
            sys.stderr.close()
            sys.exit(0)
        except OSError as exc:  # a full disk, a file that may not be read
            where = f": {exc.filename}" if exc.filename else ""
            click.echo(f"tidings: {exc.strerror or exc}{where}", err=True)
            sys.exit(1)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands by what they are for."""
        widest = max(map(len, self.commands))
        for title, groups in _SECTIONS.items():
            with formatter.section(title):
                limit = formatter.width - widest - 6
                formatter.write_dl(
                    [
                        (str(command.name).ljust(widest), command.get_short_help_str(limit))
                        for group in groups
                        for command in group.COMMANDS
                    ]
                )

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List commands in the order in which one needs them."""
        return list(self.commands)


@click.group(
    cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(version("tidings"), prog_name="tidings")
@click.option("--library", metavar="FILE", help="The library; else TIDINGS_LIBRARY, else yours.")
@click.option("--config", metavar="FILE", type=click.Path(path_type=Path), help="A settings file.")
@click.pass_context
def main(ctx: click.Context, library: str | None, config: Path | None) -> None:
    """Read many publishers, see each event once.

    \b
    tidings add https://gazette.example   find its feed and subscribe
    tidings sync                          bring everything up to date
    tidings stories                       what happened, most important first
    tidings serve                         read it in the browser
    """
    _speak_utf8()
    if os.environ.get("NO_COLOR"):
        ctx.color = False
    ctx.obj = {"library": library, "config": config}


def _speak_utf8() -> None:
    """Write data as UTF-8, whatever the locale; a terminal shows what it can, "?" for the rest."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="replace")


for _group in itertools.chain.from_iterable(_SECTIONS.values()):
    for _command in _group.COMMANDS:
        main.add_command(_command)
