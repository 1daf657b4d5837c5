"""Charts over time, with their words: how a story was told, how often something was news. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from tidings.entities.histogram import Bar
from tidings.i18n import Tongue
from tidings.reading.distribution import over_time
from tidings.serve.render.charts import Chart, Column, chart_of
from tidings.views import Telling

__all__ = ["coverage_chart", "stories_chart"]

A_DAY = timedelta(days=1)


def coverage_chart(tellings: Iterable[Telling], *, tongue: Tongue, now: datetime) -> Chart | None:
    """Return when a story was told; None where there is too little for a chart."""
    moments, step = over_time(tellings)
    if not moments:
        return None
    columns = [
        Column(name=_name(one.start, step, tongue, now), counts=(one.fresh, one.repeated))
        for one in moments
    ]
    return chart_of(
        tongue.say("Articles over time"),
        columns,
        told=tongue.say("From %(first)s to %(last)s", first=columns[0].name, last=columns[-1].name),
        series=(tongue.say("tell something new"), tongue.say("copy or repeat")),
        head=tongue.say("Day") if step == A_DAY else tongue.say("From"),
    )


def _name(start: datetime, step: timedelta, tongue: Tongue, now: datetime) -> str:
    day = tongue.day(start, now)
    if step >= A_DAY:
        return day
    return tongue.say("%(date)s, %(time)s UTC", date=day, time=f"{start:%H:%M}")


def stories_chart(bars: Sequence[Bar], unit: str, now: datetime, *, tongue: Tongue) -> Chart:
    """Return how many stories began in each day, week or month."""
    columns = [Column(name=tongue.day(one.start, now), counts=(one.stories,)) for one in bars]
    most = max(one.stories for one in bars)
    titles = {
        "day": tongue.say("Stories by day, the most in one: %(most)s", most=most),
        "week": tongue.say("Stories by week, the most in one: %(most)s", most=most),
        "month": tongue.say("Stories by month, the most in one: %(most)s", most=most),
    }
    return chart_of(
        titles[unit],
        columns,
        told=tongue.say("From %(first)s to %(last)s", first=columns[0].name, last=columns[-1].name),
        series=(tongue.say("Stories"),),
        head=tongue.say("From"),
    )
