"""Alerts as a page, and the ways by which a person is told elsewhere."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from tidings.errors import UsageError
from tidings.i18n import phrase
from tidings.people.watching import AlertRow, alert_rows
from tidings.serve.accounts.login import NO_STORE
from tidings.serve.accounts.visitor import CurrentPerson, needs
from tidings.serve.forms import Form
from tidings.serve.parameters import Id, Name, Number
from tidings.serve.site import Site, SiteDep
from tidings.types import ChannelKind, Person, Role

__all__ = ["router"]

LISTED = 50
SAID = {
    "seen": phrase("All alerts are marked as seen."),
    "added": phrase("The channel is there. Choose it in a rule or a saved search."),
    "code": phrase("A code was sent to that address: enter it here."),
    "confirm": phrase("The address is confirmed. Choose it in a rule or a saved search."),
    "pause": phrase("Nothing is sent this way until you resume it."),
    "resume": phrase("Alerts go this way again."),
    "remove": phrase("The channel is removed."),
    "test": phrase("The test was brought."),
}

Before = Annotated[int, Query(ge=0, lt=1 << 53)]

router = APIRouter(prefix="/alerts", default_response_class=HTMLResponse, include_in_schema=False)


@router.get("")
@needs(Role.READER)
def alerts(site: SiteDep, me: CurrentPerson, before: Before = 0, done: Name = "") -> Response:
    """What a person was told of, newest first."""
    return _alerts(site, me, before=before, said=SAID.get(done, ""))


def _alerts(site: Site, me: Person, *, before: int = 0, **context: Any) -> Response:
    watching = site.news.people.watching
    found = watching.alerts(me.id).latest(limit=LISTED + 1, before=before or 1 << 62)
    channels = watching.channels(me.id)
    blank = {"said": "", "wrong": "", "asked": {"kind": "", "address": ""}}
    told: dict[str, Any] = blank | context
    rows: tuple[AlertRow, ...] = alert_rows(site.news.store, found[:LISTED])
    return site.page(
        "alerts.html",
        status=400 if told["wrong"] else 200,
        headers=NO_STORE,
        rows=rows,
        unseen=watching.alerts(me.id).unseen(),
        after=found[LISTED - 1].number if len(found) > LISTED else None,
        newest=found[0].number if found and not before else 0,
        channels=channels.all(),
        kinds=channels.kinds(),
        **told,
    )


@router.post("/seen")
@needs(Role.READER)
def seen(site: SiteDep, me: CurrentPerson, form: Form) -> Response:
    """Mark all alerts up to one as seen."""
    site.news.people.watching.alerts(me.id).see(form.number("through"))
    site.news.people.changed(me.id)
    return RedirectResponse("/alerts?done=seen", 303)


@router.post("/channels")
@needs(Role.READER)
def add_channel(site: SiteDep, me: CurrentPerson, form: Form) -> Response:
    """Add a way to be told."""
    kind, address, token = form.texts("kind", "address", "secret")
    if kind not in tuple(ChannelKind):
        raise HTTPException(400, "There is no such kind of channel.")
    channels = site.news.people.watching.channels(me.id)
    try:
        channel = channels.add(ChannelKind(kind), address, token=token)
    except UsageError as error:
        return _alerts(site, me, wrong=str(error), asked={"kind": kind, "address": address})
    return RedirectResponse(f"/alerts?done={'added' if channel.confirmed else 'code'}", 303)


@router.post("/channels/{number}/{action}")
@needs(Role.READER)
def act(site: SiteDep, me: CurrentPerson, number: Number, action: Id, form: Form) -> Response:
    """Confirm a channel, try it, pause it, resume it, remove it."""
    channels = site.news.people.watching.channels(me.id)
    channels.get(number)
    try:
        if action == "confirm":
            channels.confirm(number, form.text("code"))
        elif action == "test":
            channels.test(number)
        elif action in ("pause", "resume"):
            channels.pause(number, paused=action == "pause")
        elif action == "remove":
            channels.remove(number)
        else:
            raise HTTPException(404)
    except UsageError as error:
        return _alerts(site, me, wrong=str(error))
    return RedirectResponse(f"/alerts?done={action}", 303)
