"""Plots as SVG, a few lines each: bars in groups, and lines of points. Light and dark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from itertools import pairwise

__all__ = ["bars", "lines"]

Groups = Mapping[str, Mapping[str, float]]  # a group's name: a series' name: value
Points = Mapping[str, Sequence[tuple[float, float, str]]]  # a series' name: x, y, what it is

_WIDTH, _LEFT, _RIGHT, _TOP, _PLOT = 760, 52, 20, 76, 240
_GAP = 0.35  # of a bar's width, times the bars of a group, between two groups
_STEPS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5, 1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500)
_STYLE = """
:root { --paper: #fbfaf7; --ink: #211f1b; --soft: #5f5a51; --line: #ddd7ca;
  --s0: #175a67; --s1: #c2ad7f; --s2: #a37a38; --s3: #7b4b2a; --s4: #8d93a5;
  --s5: #b9a3c4; --s6: #6f7f3f; }
@media (prefers-color-scheme: dark) { :root { --paper: #15171a; --ink: #e8e4dc; --soft: #a8a297;
  --line: #343840; --s0: #82c9d5; --s1: #857a63; --s2: #b08a4e; --s3: #d9a583;
  --s4: #8f96aa; --s5: #77618a; --s6: #a9b56d; } }
text { font: 13px system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif;
  fill: var(--ink); }
.title { font-size: 16px; font-weight: 600; } .soft { fill: var(--soft); font-size: 12px; }
.line { stroke: var(--line); } .paper { fill: var(--paper); } .way { fill: none; stroke-width: 2; }
"""


def bars(title: str, groups: Groups, *, unit: str = "") -> str:
    """Return bars, those of a group side by side; the axis begins at nought."""
    series = list(dict.fromkeys(name for group in groups.values() for name in group))
    axis = _axis(0.0, max(value for group in groups.values() for value in group.values()))
    slot = (_WIDTH - _LEFT - _RIGHT) / len(groups)
    width = slot / (len(series) * (1 + _GAP))
    parts = [*_frame(title, series, axis, unit)]
    for number, (group, values) in enumerate(groups.items()):
        left = _LEFT + number * slot + (slot - width * len(series)) / 2
        for n, name in enumerate(series):
            if name in values:
                parts += _bar(left + n * width, width, values[name], axis, n)
        parts.append(_text(_LEFT + (number + 0.5) * slot, _TOP + _PLOT + 22, group))
    return _svg(title, parts, _TOP + _PLOT + 40)


def _bar(left: float, width: float, value: float, axis: Sequence[float], n: int) -> list[str]:
    top = _y(max(value, axis[0]), axis)
    told = f"{value:.2f}".lstrip("0") if value < 1 else f"{value:.3g}"
    return [
        f'<rect x="{left + 1:.1f}" y="{top:.1f}" width="{width - 2:.1f}" '
        f'height="{_TOP + _PLOT - top:.1f}" rx="2" fill="var(--s{n})"/>',
        _text(left + width / 2, top - 5, told, "soft"),
    ]


def lines(title: str, series: Points, *, x_unit: str, unit: str = "") -> str:
    """Return points joined by lines, each with what it is beside it."""
    every = [point for points in series.values() for point in points]
    axis = _axis(min(y for _, y, _ in every) - 0.02, max(y for _, y, _ in every))
    across = _axis(0, max(x for x, _, _ in every) * 1.1)

    def place(x: float) -> float:
        return _LEFT + (x / across[-1]) * (_WIDTH - _LEFT - _RIGHT)

    parts = [*_frame(title, list(series), axis, unit)]
    parts += [_text(place(x), _TOP + _PLOT + 18, f"{x:g}", "soft") for x in across]
    parts.append(_text(_WIDTH / 2, _TOP + _PLOT + 38, x_unit, "soft"))
    for n, points in enumerate(series.values()):
        at = [(place(x), _y(y, axis), told) for x, y, told in points]
        ways = (f"M{a:.1f} {b:.1f}L{c:.1f} {d:.1f}" for (a, b, _), (c, d, _) in pairwise(at))
        parts.append(f'<path class="way" d="{"".join(ways)}" stroke="var(--s{n})"/>')
        for x, y, told in at:
            parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="var(--s{n})"/>')
            parts.append(_text(x, y + (22 if n % 2 else -10), told, "soft"))
    return _svg(title, parts, _TOP + _PLOT + 54)


def _axis(lowest: float, highest: float) -> list[float]:
    """Return some six round numbers from the lowest to beyond the highest."""
    step = next((s for s in _STEPS if (highest - lowest) / s <= 6), _STEPS[-1])
    first = int(lowest / step)
    last = -int(-highest // step)
    return [round(n * step, 4) for n in range(first, max(last, first + 1) + 1)]


def _y(value: float, axis: Sequence[float]) -> float:
    return _TOP + _PLOT - _PLOT * (value - axis[0]) / (axis[-1] - axis[0])


def _frame(title: str, series: Sequence[str], axis: Sequence[float], unit: str) -> list[str]:
    parts = [_text(_LEFT - 32, 26, title, "title", "start")]
    left = float(_LEFT - 32)
    for n, name in enumerate(series):
        parts.append(
            f'<rect x="{left:.1f}" y="42" width="12" height="12" rx="2" fill="var(--s{n})"/>'
        )
        parts.append(_text(left + 18, 53, name, "soft", "start"))
        left += 30 + 6.3 * len(name)
    for value in axis:
        y = _y(value, axis)
        parts.append(
            f'<path class="line" d="M{_LEFT} {y:.1f}H{_WIDTH - _RIGHT}"/>'
            + _text(_LEFT - 8, y + 4, f"{value:g}", "soft", "end")
        )
    return [*parts, _text(_WIDTH - _RIGHT, 53, unit, "soft", "end")]


def _text(x: float, y: float, told: str, kind: str = "", anchor: str = "middle") -> str:
    as_kind = f' class="{kind}"' if kind else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{as_kind}>{escape(told)}</text>'


def _svg(title: str, parts: Sequence[str], height: int) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" '
        f'width="{_WIDTH}" height="{height}" role="img" aria-label="{escape(title)}">'
        f'<style>{_STYLE}</style><rect class="paper" width="{_WIDTH}" height="{height}" rx="8"/>'
        + "\n".join(parts)
        + "</svg>\n"
    )
