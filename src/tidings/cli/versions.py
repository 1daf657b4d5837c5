"""What a publisher changed in an article, on the terminal."""

from __future__ import annotations

import click

from tidings.cli.console import put
from tidings.records import time_text
from tidings.types import Span
from tidings.versions import Difference, Edit, said
from tidings.views import ArticleView

__all__ = ["show_versions"]

SHOWN = 160  # characters of an edit


def show_versions(view: ArticleView, *, as_json: bool) -> None:
    """Print each change of an article, oldest first; as JSON one object with all spans."""
    if as_json:
        changes = [_record(change) for change in view.changes]
        put({"id": view.article.id, "changes": changes})
        return
    click.echo(click.style(view.article.title, bold=True))
    for change in view.changes:
        material = "" if change.material else "  (changes little)"
        click.echo(f"\nversion {change.after.number}, {time_text(change.after.seen_at)}{material}")
        click.echo(f"  {said(change)}")
        for edit in change.edits:
            _show_edit(edit)
    if not view.changes:
        click.echo("not changed since it was first seen")


def _show_edit(edit: Edit) -> None:
    click.echo(click.style(f"  {edit.kind}", dim=not edit.material))
    for mark, text, colour in (("-", edit.old, "red"), ("+", edit.new, "green")):
        if text:
            short = text if len(text) <= SHOWN else f"{text[:SHOWN]} …"
            click.echo(click.style(f"    {mark} {short}", fg=colour))


def _record(change: Difference) -> dict[str, object]:
    return {
        "before": change.before.number,
        "after": change.after.number,
        "seen_at": time_text(change.after.seen_at),
        "material": change.material,
        "said": said(change),
        "edits": [
            {
                "kind": edit.kind,
                "material": edit.material,
                "old": edit.old,
                "new": edit.new,
                "before": _ends(edit.before),
                "after": _ends(edit.after),
            }
            for edit in change.edits
        ],
    }


def _ends(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None
