"""The command that measures: on a person's own labelled articles, or with peers beside us."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

import tidings
from tidings.cli.console import config_of, put, say, table
from tidings.errors import UsageError

if TYPE_CHECKING:
    from tidings.evaluation import Labelled, Measured

__all__ = ["COMMANDS"]

QUICK = {"stories": 100, "articles": 1_000}  # of a set
HEADS = ("set", "articles", "stories", "BCubed online", "at rest", "pair F1 online", "at rest",
         "articles/s")  # fmt: skip
SOURCES = Path(tidings.__file__).parents[2]  # where this is run from a copy of the repository


@click.command("bench")
@click.argument("names", nargs=-1, metavar="[NAME]…")
@click.option(
    "--data",
    type=click.Path(path_type=Path, exists=True),
    metavar="PATH",
    help="Your own labelled articles: JSON Lines with a `story`, or a folder of them.",
)
@click.option("--quick", is_flag=True, help="Less of everything.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object for each set.")
@click.pass_context
def bench(
    ctx: click.Context, names: tuple[str, ...], data: Path | None, quick: bool, as_json: bool
) -> None:
    """Measure how well and how fast Tidings works here.

    With --data, how well your own labelled articles are put into stories. Else the benches of
    the repository, all or those NAMED, with their peers beside us.
    """
    if data is None:
        ctx.exit(_run_ours(names, quick=quick, as_json=as_json))
    if names:
        raise click.UsageError("name benches or give --data, not both")
    measured = _measure(data, config_of(ctx).encoder, quick=quick)
    if as_json:
        for name, one in measured:
            put({"set": name, **asdict(one)})
        return
    table([_row(name, one) for name, one in measured], HEADS)


def _run_ours(names: tuple[str, ...], *, quick: bool, as_json: bool) -> int:
    """Run the benches that lie beside the source code, with what they need: exit status."""
    if not (SOURCES / "bench/__main__.py").is_file():
        raise UsageError(
            "the benches with peers are part of the repository, not of what is installed: run "
            "'make bench' in a copy of it; with --data PATH your own labelled articles are measured"
        )
    if as_json:
        raise UsageError("their figures go to build/bench.json; --json goes with --data")
    options = ["--quick"] if quick else []
    command = [sys.executable, "-m", "bench", *names, *options]
    return subprocess.run(command, cwd=SOURCES, check=False).returncode  # noqa: S603 - ours


def _measure(data: Path, encoder: str, *, quick: bool) -> Iterator[tuple[str, Measured]]:
    from tidings.enrich.embedding import load_encoder
    from tidings.evaluation import measure_stories
    from tidings.evaluation.labelled import some

    model = load_encoder(encoder)
    say(f"encoder: {model.name if model else 'none, by words'}")
    for name, labelled in _sets(data):
        chosen = some(labelled, **QUICK) if quick else labelled
        say(f"{name}: {len(chosen):,} articles …")
        yield name, measure_stories(chosen, encode=model.encode if model else None)


def _sets(data: Path) -> Iterator[tuple[str, list[Labelled]]]:
    from tidings.evaluation import read_labelled

    files = sorted(data.glob("*.jsonl")) if data.is_dir() else [data]
    found = False
    for path in files:
        if labelled := read_labelled(path):
            found = True
            yield path.stem, labelled
        else:
            say(f"{path.name}: no line names its `story`, left out")
    if not found:
        raise UsageError(f"{data} holds no labelled articles: JSON Lines, each with a `story`")


def _row(name: str, one: Measured) -> tuple[str, ...]:
    scores = (one.bcubed_online, one.bcubed_at_rest, one.pair_f1_online, one.pair_f1_at_rest)
    return (name, f"{one.articles:,}", f"{one.stories:,}", *(f"{s:.3f}" for s in scores),
            f"{one.articles_a_second:,.0f}")  # fmt: skip


COMMANDS = (bench,)
