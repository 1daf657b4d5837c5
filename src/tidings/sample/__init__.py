"""The bundled sample: invented news by invented publishers.

Written for this project; every publisher, person and event in it is made up. The words stand in
`content/`, one file a publisher; the pages and feeds are made from them when they are asked for, so
that the news is always fresh.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from tidings.sample.content import LIVE, load_sites
from tidings.sample.render import render_web, site_doors

__all__ = ["edited", "feeds", "pages", "statuses", "truth"]


def pages(now: datetime) -> Mapping[str, bytes]:
    """Return the whole invented web as URL -> body, as it stood an hour before `now`."""
    return render_web(load_sites(now, later=False), now)


def edited(now: datetime) -> Mapping[str, bytes]:
    """Return the same web as it stands at `now`: headlines edited, articles updated, one added.

    Give it the same `now` as `pages`: the articles that did not change keep their times and text.
    """
    return render_web(load_sites(now, later=True), now)


def feeds() -> tuple[str, ...]:
    """Return what a person would add: feeds, a news sitemap, the pages of an aggregator."""
    sites = load_sites(LIVE, later=True)
    return tuple(door for site in sites for door in site_doors(site))


def truth() -> Mapping[str, str]:
    """Return the event that each article tells, by the article's URL, in both states of the web.

    What stands inside an aggregator's page beside its main article is listed by its title.
    Pages that no article can be read from (a bot wall) are not listed.
    """
    pieces = [p for site in load_sites(LIVE, later=True) for p in site.pieces]
    events = {p.url: p.event for p in pieces if p.status != "blocked"}
    return events | {r.title: r.event for p in pieces for r in p.related}


def statuses() -> Mapping[str, str]:
    """Return how much of each article its page really shows, by URL, in `types.Status` values."""
    sites = load_sites(LIVE, later=True)
    return {piece.url: piece.status for site in sites for piece in site.pieces}
