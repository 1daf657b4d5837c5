"""Charts of the news: a story's coverage over time, where the sources are, the tags of a week."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from tidings.reading.spread import over_time
from tidings.serve.charts import Chart, Column, chart_of
from tidings.serve.site import Here
from tidings.tongues import Tongue
from tidings.views import Telling

__all__ = ["coverage_chart", "router"]

A_DAY = timedelta(days=1)

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/sources/where")
def where(site: Here) -> Response:
    """The sources by country and by language."""
    return site.page("where.html", spread=site.news.source_spread())


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
