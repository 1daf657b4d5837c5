"""Figures, each beside a peer's in the same run, as one table and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

__all__ = ["Figure", "as_records", "as_table", "not_measured", "percentile"]

COLUMNS = ("what", "ours", "peer", "ratio", "unit", "beside", "note")


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing measured. `unit` says what is counted; `peer` is None where there is none."""

    what: str
    ours: float | None
    unit: str
    peer: float | None = None
    note: str = ""
    beside: str = ""  # who the peer is

    @property
    def ratio(self) -> float | None:
        """Ours by the peer's: over 1 is good for rates and accuracy, bad for times and sizes."""
        return self.ours / self.peer if self.peer and self.ours is not None else None


def not_measured(name: str, why: str) -> Figure:
    """Return the row that says why a bench has no figures."""
    return Figure(f"{name}: not measured", None, "", note=why)


def as_table(figures: Iterable[Figure]) -> str:
    """Return a Markdown table whose columns are aligned."""
    rows = [COLUMNS, *(_cells(figure) for figure in figures)]
    widths = [max(len(row[n]) for row in rows) for n in range(len(COLUMNS))]
    lines = [_line(row, widths) for row in rows]
    lines.insert(1, _line(["-" * width for width in widths], widths))
    return "\n".join(lines)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    numbers = range(1, 4)  # the columns of numbers stand right
    padded = (
        cell.rjust(width) if n in numbers else cell.ljust(width)
        for n, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return f"| {' | '.join(padded)} |"


def _cells(figure: Figure) -> tuple[str, ...]:
    numbers = (_number(figure.ours), _number(figure.peer), _number(figure.ratio))
    return (figure.what, *numbers, figure.unit, figure.beside, figure.note)


def _number(value: float | None) -> str:
    if value is None:
        return ""
    size = abs(value)
    digits = 0 if size >= 100 else 1 if size >= 10 else 2 if size >= 1 else 3
    return f"{value:,.{digits}f}"


def as_records(figures: Iterable[Figure]) -> list[dict[str, Any]]:
    """Return the figures as JSON objects."""
    return [asdict(figure) | {"ratio": figure.ratio} for figure in figures]


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value under which a share (0 to 1) of the values lies, by nearest rank."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, max(0, round(share * len(ranked)) - 1))]
