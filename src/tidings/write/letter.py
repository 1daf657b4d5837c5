"""A wrap-up as a document of its own: HTML and plain text, for mail, feeds and books. Pure.

Everything from outside is escaped; links lead to our pages under `base`; nothing is loaded.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import escape

from tidings.types import Brief, Line, Watched, WrapUp

__all__ = ["Letter", "letter", "title_of"]

WIDTH = 72  # columns of plain text, as mail has them
SECTIONS = ("What happened", "What changed", "What to watch")
NOTHING = "Nothing was reported in this time."


@dataclass(frozen=True, slots=True)
class Letter:
    """A wrap-up to send: what stands in its subject, its HTML (of a body) and its plain text."""

    title: str
    html: str
    text: str


def letter(wrap_up: WrapUp, *, base: str) -> Letter:
    """Return a wrap-up as a letter; `base` is our own address, without a slash at its end."""
    return Letter(
        title=title_of(wrap_up),
        html="\n".join(_html(wrap_up, base)),
        text="\n".join(_text(wrap_up, base)).strip() + "\n",
    )


def title_of(wrap_up: WrapUp) -> str:
    """Return "Wrap-Up, 22 November 2026", or from when to when."""
    first, last = wrap_up.since, wrap_up.until
    if (last - first).days == 1 and first.hour == first.minute == 0:
        return f"Wrap-Up, {day_name(first.date())}"
    return (
        f"Wrap-Up, {day_name(first.date())} {first:%H:%M} to {day_name(last.date())} {last:%H:%M}"
    )


def day_name(day: date) -> str:
    """Return "22 November 2026"."""
    return f"{day.day} {day:%B %Y}"


def when(watched: Watched) -> str:
    """Return a day to come as exactly as its article told it."""
    if watched.precision == "month":
        return f"{watched.day:%B %Y}"
    return f"{'week of ' if watched.precision == 'week' else ''}{day_name(watched.day)}"


def _html(wrap_up: WrapUp, base: str) -> Iterator[str]:
    groups = (wrap_up.happened, wrap_up.changed)
    for title, items in zip(SECTIONS, groups, strict=False):
        if items:
            yield f"<h2>{title}</h2>"
            yield from (_brief_html(item, base) for item in items)
    if wrap_up.watch:
        yield f"<h2>{SECTIONS[2]}</h2>\n<ul>"
        for one in wrap_up.watch:
            yield f"<li><strong>{escape(when(one))}</strong>: {_line_html(one.line, base)}</li>"
        yield "</ul>"
    if not (wrap_up.happened or wrap_up.changed or wrap_up.watch):
        yield f"<p>{NOTHING}</p>"


def _brief_html(item: Brief, base: str) -> str:
    language = f' lang="{escape(item.language)}"' if item.language else ""
    lines = " ".join(_line_html(line, base) for line in item.lines)
    headline = escape(item.headline or "Untitled")
    return (
        f'<h3{language}><a href="{_story(item.story, base)}">{headline}</a></h3>\n'
        f"<p{language}>{lines}</p>"
    )


def _line_html(line: Line, base: str) -> str:
    return f'<a href="{_place(line, base)}">{escape(line.text)}</a> ({escape(line.voice)})'


def _text(wrap_up: WrapUp, base: str) -> Iterator[str]:
    yield title_of(wrap_up)
    for title, items in zip(SECTIONS, (wrap_up.happened, wrap_up.changed), strict=False):
        if items:
            yield f"\n{title.upper()}"
        for item in items:
            yield f"\n* {item.headline or 'Untitled'}\n  {_story(item.story, base)}"
            for line in item.lines:
                yield _filled(f"{line.text} ({line.voice})")
    if wrap_up.watch:
        yield f"\n{SECTIONS[2].upper()}\n"
    for one in wrap_up.watch:
        yield _filled(f"{when(one)}: {one.line.text} ({one.line.voice})")
    if not (wrap_up.happened or wrap_up.changed or wrap_up.watch):
        yield f"\n{NOTHING}"


def _filled(text: str) -> str:
    return textwrap.fill(text, WIDTH, initial_indent="  ", subsequent_indent="  ")


def _story(id: str, base: str) -> str:
    return escape(f"{base}/story/{id}")


def _place(line: Line, base: str) -> str:
    return escape(f"{base}/article/{line.article}#s{line.span.start}-{line.span.end}")
