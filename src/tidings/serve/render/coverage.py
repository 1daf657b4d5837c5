"""Charts over time, with their words: how a story was told, how often something was news. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from tidings.entities.histogram import Bar
from tidings.i18n import Locale
from tidings.reading.distribution import over_time
from tidings.serve.render.charts import Chart, Column, chart_of
from tidings.views import Telling

__all__ = ["coverage_chart", "stories_chart"]

A_DAY = timedelta(days=1)


def coverage_chart(tellings: Iterable[Telling], *, locale: Locale, now: datetime) -> Chart | None:
    """Return when a story was told; None where there is too little for a chart."""
    moments, step = over_time(tellings)
    if not moments:
        return None
    columns = [
        Column(name=_name(one.start, step, locale, now), counts=(one.fresh, one.repeated))
        for one in moments
    ]
    return chart_of(
        locale.gettext("Articles over time"),
        columns,
        told=locale.gettext(
            "From %(first)s to %(last)s", first=columns[0].name, last=columns[-1].name
        ),
        series=(locale.gettext("tell something new"), locale.gettext("copy or repeat")),
        head=locale.gettext("Day") if step == A_DAY else locale.gettext("From"),
    )


def _name(start: datetime, step: timedelta, locale: Locale, now: datetime) -> str:
    day = locale.day(start, now)
    if step >= A_DAY:
        return day
    return locale.gettext("%(date)s, %(time)s UTC", date=day, time=f"{start:%H:%M}")


def stories_chart(bars: Sequence[Bar], unit: str, now: datetime, *, locale: Locale) -> Chart:
    """Return how many stories began in each day, week or month."""
    columns = [Column(name=locale.day(one.start, now), counts=(one.stories,)) for one in bars]
    most = max(one.stories for one in bars)
    titles = {
        "day": locale.gettext("Stories by day, the most in one: %(most)s", most=most),
        "week": locale.gettext("Stories by week, the most in one: %(most)s", most=most),
        "month": locale.gettext("Stories by month, the most in one: %(most)s", most=most),
    }
    return chart_of(
        titles[unit],
        columns,
        told=locale.gettext(
            "From %(first)s to %(last)s", first=columns[0].name, last=columns[-1].name
        ),
        series=(locale.gettext("Stories"),),
        head=locale.gettext("From"),
    )
