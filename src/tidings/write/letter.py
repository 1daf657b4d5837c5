"""A wrap-up as a document of its own: HTML and plain text, for mail, feeds and books. Pure.

Everything from outside is escaped; links lead to our pages under `base`; nothing is loaded.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from tidings.i18n import ENGLISH, Locale, locale_of
from tidings.types import Brief, Line, Watched, WrapUp

__all__ = ["Letter", "letter", "title_of"]

WIDTH = 72  # columns of plain text, as mail has them


@dataclass(frozen=True, slots=True)
class Letter:
    """A wrap-up to send: its subject, its HTML (of a body), its plain text, in what language."""

    title: str
    html: str
    text: str
    locale: Locale


def letter(wrap_up: WrapUp, *, base: str, locale: Locale | None = None) -> Letter:
    """Return a wrap-up as a letter; `base` is our own address, without a slash at its end.

    What we say ourselves is in the language of `locale`, without one in English.
    """
    locale = locale or locale_of(ENGLISH)
    return Letter(
        title=title_of(wrap_up, locale),
        html="\n".join(_html(wrap_up, base, locale)),
        text="\n".join(_text(wrap_up, base, locale)).strip() + "\n",
        locale=locale,
    )


def title_of(wrap_up: WrapUp, locale: Locale) -> str:
    """Return "Wrap-Up, 22 November 2026", or from when to when."""
    first, last = wrap_up.since, wrap_up.until
    if (last - first).days == 1 and first.hour == first.minute == 0:
        return locale.gettext("Wrap-Up, %(date)s", date=locale.dated(first))
    return locale.gettext(
        "Wrap-Up, %(first)s %(at)s to %(last)s %(until)s",
        first=locale.dated(first),
        at=f"{first:%H:%M}",
        last=locale.dated(last),
        until=f"{last:%H:%M}",
    )


def when(watched: Watched, locale: Locale) -> str:
    """Return a day to come as exactly as its article told it."""
    if watched.precision == "month":
        return locale.month(watched.day)
    day = locale.dated(watched.day)
    return locale.gettext("week of %(date)s", date=day) if watched.precision == "week" else day


def _sections(wrap_up: WrapUp, locale: Locale) -> Iterator[tuple[str, Sequence[Brief]]]:
    """Yield what there is to tell, each part under its title."""
    if wrap_up.happened:
        yield locale.gettext("What happened"), wrap_up.happened
    if wrap_up.changed:
        yield locale.gettext("What changed in stories that went on"), wrap_up.changed


def _nothing(wrap_up: WrapUp, locale: Locale) -> str:
    """Return what is said where nothing is told."""
    if wrap_up.happened or wrap_up.changed or wrap_up.watch:
        return ""
    return locale.gettext("Nothing was reported in this time.")


def _html(wrap_up: WrapUp, base: str, locale: Locale) -> Iterator[str]:
    for title, items in _sections(wrap_up, locale):
        yield f"<h2>{escape(title)}</h2>"
        yield from (_brief_html(item, base, locale) for item in items)
    if wrap_up.watch:
        yield f"<h2>{escape(locale.gettext('What to watch'))}</h2>\n<ul>"
        for one in wrap_up.watch:
            day = escape(when(one, locale))
            yield f"<li><strong>{day}</strong>: {_line_html(one.line, base)}</li>"
        yield "</ul>"
    nothing = _nothing(wrap_up, locale)
    if nothing:
        yield f"<p>{escape(nothing)}</p>"


def _brief_html(item: Brief, base: str, locale: Locale) -> str:
    language = f' lang="{escape(item.language)}"' if item.language else ""
    lines = " ".join(_line_html(line, base) for line in item.lines)
    headline = escape(item.headline or locale.gettext("Untitled"))
    return (
        f'<h3{language} dir="auto"><a href="{_story(item.story, base)}">{headline}</a></h3>\n'
        f'<p{language} dir="auto">{lines}</p>'
    )


def _line_html(line: Line, base: str) -> str:
    return f'<a href="{_place(line, base)}">{escape(line.text)}</a> ({escape(line.voice)})'


def _text(wrap_up: WrapUp, base: str, locale: Locale) -> Iterator[str]:
    yield title_of(wrap_up, locale)
    for title, items in _sections(wrap_up, locale):
        yield f"\n{title.upper()}"
        for item in items:
            yield f"\n* {item.headline or locale.gettext('Untitled')}\n  {_story(item.story, base)}"
            for line in item.lines:
                yield _filled(f"{line.text} ({line.voice})")
    if wrap_up.watch:
        yield f"\n{locale.gettext('What to watch').upper()}\n"
    for one in wrap_up.watch:
        yield _filled(f"{when(one, locale)}: {one.line.text} ({one.line.voice})")
    nothing = _nothing(wrap_up, locale)
    if nothing:
        yield f"\n{nothing}"


def _filled(text: str) -> str:
    return textwrap.fill(text, WIDTH, initial_indent="  ", subsequent_indent="  ")


def _story(id: str, base: str) -> str:
    return escape(f"{base}/story/{id}")


def _place(line: Line, base: str) -> str:
    return escape(f"{base}/article/{line.article}#s{line.span.start}-{line.span.end}")
