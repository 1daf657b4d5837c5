"""The title of an article, without the name of the site that hangs on it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from tidings.distill.clean import squeeze
from tidings.text import fold, words

__all__ = ["choose_title", "letters", "without_site"]

_CUT = re.compile(
    r"\s+(?:[-–—|·•»:/\\~@]|::|\|\||&raquo;)\s+|\s*[|｜](?:\s+|(?=\S{2}))|\s*_\s*(?=[^\sA-Za-z_])"
)
_HARD_CUT = re.compile(r"\||｜|::|»|_")
_NOT_LETTER = re.compile(r"[\W_]+")
LONGEST_TITLE = 1000  # characters, white space included
_MOST_SITE_WORDS = 5
_FEWEST_TITLE_WORDS = 3
_SHORTEST_SITE = 3  # letters


def letters(text: str) -> str:
    """Return the folded letters and digits of a text, to compare names by."""
    return _NOT_LETTER.sub("", fold(text))


def without_site(
    title: str, names: Sequence[str], *, host: str = "", others: Sequence[str] = ()
) -> str:
    """Return the title without the site's name before or after it.

    A piece is the site's name when it is one of the `names`, when it is the host's name, or when
    one of the `others` (headings, stated headlines) is just the title without it. A bar with a few
    words behind it is taken for a site's name too; a dash is not.
    """
    title = squeeze(title)
    sites = {letters(name) for name in names} - {""}
    whole = {letters(other) for other in others} - {""}
    while cut := next(iter(_cuts(title, sites, letters(host), whole)), ""):
        title = cut
    return title


def _cuts(title: str, sites: set[str], host: str, whole: set[str]) -> list[str]:
    """Return the title without its last or its first piece, where that is a site's name."""
    marks = [mark for mark in _CUT.finditer(title) if not _closes_quote(title, mark)]
    if not marks:
        return []
    parts = [part for mark in marks for part in (title[: mark.start()], title[mark.end() :])]
    found = [part for part in parts if letters(part) in whole and 3 * len(part) > len(title)]
    last, first = marks[-1], marks[0]
    if _is_site(title[last.end() :], sites, host) or (
        letters(title) not in whole and _hangs_on(title, last)
    ):
        found.append(title[: last.start()])
    if letters(title[: first.start()]) in sites | {host}:
        found.append(title[first.end() :])
    return [cut.strip() for cut in found if cut.strip()]


def _closes_quote(title: str, mark: re.Match[str]) -> bool:
    """Say whether a mark is the end of a French quotation: « … »."""
    before = title[: mark.start()]
    return "»" in mark[0] and before.count("«") > before.count("»")


def _is_site(piece: str, sites: set[str], host: str) -> bool:
    name = letters(piece)
    if len(name) < _SHORTEST_SITE:
        return name in sites
    return name in host or any(name == site or _begins(name, site) for site in sites)


def _begins(one: str, other: str) -> bool:
    """Say whether one of two names begins with the other: "Planet" and "Planet - all the news"."""
    return min(len(one), len(other)) > _SHORTEST_SITE and (
        one.startswith(other) or other.startswith(one)
    )


def _hangs_on(title: str, mark: re.Match[str]) -> bool:
    """Say whether a bar and a few words at the end are set off from a real title."""
    before, after = title[: mark.start()].split(), title[mark.end() :].split()
    long_enough = len(before) >= _FEWEST_TITLE_WORDS or not title.isascii()
    return bool(_HARD_CUT.search(mark[0])) and 0 < len(after) <= _MOST_SITE_WORDS and long_enough


def choose_title(
    stated: Sequence[str],
    headings: Sequence[str],
    page_title: str,
    *,
    names: Sequence[str],
    host: str,
) -> str:
    """Return the title of an article: what a page states, a heading, else the page's own title.

    One that has nothing in common with the page's title and headings is about something else.
    One that breaks off with dots gives way to a longer one that goes on.
    """
    page_title, *headings = (squeeze(text[:LONGEST_TITLE]) for text in (page_title, *headings))
    shown = [text for text in (page_title, *headings) if text]
    own = [squeezed for text in stated if (squeezed := squeeze(text[:LONGEST_TITLE]))]
    agreed = [text for text in own if any(_agree(text, other) for other in shown)]
    agreed += [text for text in headings if _agree(text, page_title, share=max)]
    candidates = [*agreed, *([page_title] if page_title else []), *own, *headings]
    sites = {letters(name) for name in names} - {""}
    others = dict.fromkeys((*own, *headings))
    fit = (
        cut
        for text in dict.fromkeys(candidates)
        if (cut := without_site(text, names, host=host, others=[o for o in others if o != text]))
        and letters(cut) not in sites
    )
    best = next(fit, next(iter(candidates), ""))
    if best.endswith(("…", "...")):
        stem = letters(best)
        return max([best, *(text for text in fit if letters(text).startswith(stem))], key=len)
    return best


def _agree(one: str, other: str, *, share: Callable[[int, int], int] = min) -> bool:
    """Say whether two titles share half the words of the shorter (or `max`, of the longer)."""
    a, b = set(words(one)), set(words(other))
    if not a or not b:
        return False
    return 2 * len(a & b) > share(len(a), len(b))
