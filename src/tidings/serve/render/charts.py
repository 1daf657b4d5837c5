"""Charts as SVG: columns over time, and small bars within a table. Pure.

An SVG here holds shapes alone, so that it may be stretched to any width and mirrored where one
reads from right to left. What it says in words stands around it, in HTML: `charts.html`.
Colours are those of the style sheet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

__all__ = ["Chart", "Column", "chart_of", "share", "spark"]

HEIGHT = 60  # units of an SVG, of which a column is 10 wide
WIDE, GAP = 10, 1
LEAST = 2.0  # units: what is there at all can be seen


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """One column: what it is of, in words, and a count for each series, the lowest first."""

    name: str
    counts: tuple[int, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Chart:
    """A chart with what a page says around it."""

    svg: Markup
    series: tuple[str, ...]  # what the colours mean; one needs no telling
    head: str  # of the first column of its table: "Day"
    columns: tuple[Column, ...]

    @property
    def rows(self) -> tuple[Column, ...]:
        """The columns that hold anything, for the table."""
        return tuple(one for one in self.columns if any(one.counts))


def chart_of(
    title: str, columns: Sequence[Column], *, told: str, series: Sequence[str], head: str
) -> Chart:
    """Draw columns side by side, the series of each on top of one another; `told` describes it."""
    most = max((sum(one.counts) for one in columns), default=0)
    room = max(len(columns), 1) * WIDE
    shapes = Markup().join(
        shape
        for place, column in enumerate(columns)
        for shape in _column(column, series, place * WIDE, most)
    )
    svg = Markup(
        '<svg viewBox="0 0 {} {}" preserveAspectRatio="none" role="img">'
        "<title>{}</title><desc>{}</desc>{}</svg>"
    ).format(room, HEIGHT, title, told, shapes)
    return Chart(svg=svg, series=tuple(series), head=head, columns=tuple(columns))


def _column(column: Column, series: Sequence[str], left: int, most: int) -> Iterator[Markup]:
    base = float(HEIGHT)
    for number, (count, name) in enumerate(zip(column.counts, series, strict=True)):
        if count:
            high = max(LEAST, HEIGHT * count / most)
            base = max(base - high, 0.0)
            told = f"{column.name}: {count} {name}".rstrip() if column.name else ""
            yield _shape(left + GAP, base, WIDE - 2 * GAP, high, number, told)


def _shape(
    left: float, top: float, wide: float, high: float, series: int, told: str = ""
) -> Markup:
    title = Markup("<title>{}</title>").format(told) if told else ""
    return Markup(
        '<rect class="s{}" x="{:g}" y="{:g}" width="{:g}" height="{:g}">{}</rect>'
    ).format(series, round(left, 2), round(top, 2), round(wide, 2), round(high, 2), title)


def spark(counts: Sequence[int], most: int) -> Markup:
    """Draw a few columns for a cell of a table, which says the same in words."""
    columns = (Column(name="", counts=(count,)) for count in counts)
    shapes = (
        shape
        for place, column in enumerate(columns)
        for shape in _column(column, ("",), place * WIDE, most)
    )
    return _within(len(counts) * WIDE, Markup().join(shapes))


def share(count: int, most: int) -> Markup:
    """Draw one bar for a cell of a table: so much of the most."""
    part = 100 * count / most if most else 0.0
    return _within(100, _shape(0, 0, part, HEIGHT, 0) if count else Markup())


def _within(room: int, shapes: Markup) -> Markup:
    return Markup(
        '<svg viewBox="0 0 {} {}" preserveAspectRatio="none" aria-hidden="true">{}</svg>'
    ).format(max(room, 1), HEIGHT, shapes)
