"""Who writes here: each person's own choice; for the owner the model, its cost, its prompts."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Path
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from tidings.errors import UsageError
from tidings.i18n import phrase
from tidings.reading.choices import OWN
from tidings.serve.accounts.login import NO_STORE
from tidings.serve.accounts.visitor import CurrentPerson, needs
from tidings.serve.forms import Form
from tidings.serve.parameters import Name
from tidings.serve.site import Site, SiteDep
from tidings.types import Json, Role
from tidings.write.remote.prompts import LONGEST

__all__ = ["router"]

SAID = {
    "mine": phrase("Your choice is kept."),
    "all": phrase("Kept, for everyone from now on."),
    "prompt": phrase("The prompt is kept. What was written with the one before is written anew."),
    "reset": phrase("The prompt is again as it was."),
    "forgotten": phrase("All that the model wrote is forgotten."),
}
PLAIN = ("url", "name", "currency")
NUMBERS = ("seconds", "budget", "money", "price_in", "price_out")
DAYS = 14

router = APIRouter(
    prefix="/settings/writing", default_response_class=HTMLResponse, include_in_schema=False
)


@router.get("")
@needs(Role.READER)
def writing(site: SiteDep, me: CurrentPerson, done: Name = "") -> Response:
    """Who writes for a person, whether text leaves; what the owner can choose."""
    return _page(site, said=SAID.get(done, ""))


def _page(site: Site, **context: object) -> Response:
    choices, store = site.news.editor.choices, site.news.store
    told = {"said": "", "wrong": "", "tried": {}} | context
    own = site.me.person.settings.get("writer", "") if site.me.person else ""
    return site.page(
        "writing.html",
        status=400 if told["wrong"] else 200,
        headers=NO_STORE,
        settings=choices.settings(),
        own=own if own in OWN else "",
        people=site.news.people.accounts.all(),
        folders=sorted({source.folder for source in store.sources.all() if source.folder}),
        prompts=choices.prompts(),
        today=site.news.editor.remote.spent,
        days=store.writing.days(limit=DAYS),
        longest=LONGEST,
        **told,
    )


@router.post("/mine")
@needs(Role.READER)
def choose_mine(site: SiteDep, me: CurrentPerson, form: Form) -> Response:
    """Keep what a person chose for themselves."""
    said = form.text("writer")
    if said not in OWN:
        raise HTTPException(400, "Choose one of those that are offered.")
    site.news.people.accounts.set_settings(me, writer=said)
    return _done("mine")


@router.post("")
@needs(Role.OWNER)
def choose(site: SiteDep, form: Form) -> Response:
    """Keep what the owner chose for all."""
    values: dict[str, Json] = {name: form.text(name).strip() for name in PLAIN}
    values |= {name: form.text(name).strip() or None for name in NUMBERS}
    values["writer"] = form.text("writer")
    values["folders"] = list[Json](form.get("folder", []))
    values["people"] = list[Json](form.numbers("person"))
    if key := form.text("key").strip():
        values["key"] = key
    try:
        site.news.editor.choices.change(values)
    except UsageError as error:
        return _page(site, wrong=str(error))
    return _done("all")


@router.post("/forget")
@needs(Role.OWNER)
def forget(site: SiteDep, form: Form) -> Response:
    """Let go of all that a model wrote."""
    site.news.store.writing.forget()
    return _done("forgotten")


@router.post("/prompts/{name}")
@needs(Role.OWNER)
def choose_prompt(site: SiteDep, name: Annotated[str, Path(max_length=40)], form: Form) -> Response:
    """Keep a prompt, or let it be as it was."""
    text = form.text("text")
    reset = "reset" in form
    try:
        site.news.editor.choices.change_prompt(name, None if reset else text)
    except UsageError as error:
        return _page(site, wrong=str(error), tried={name: text})
    return _done("reset" if reset else "prompt")


def _done(what: str) -> Response:
    return RedirectResponse(f"/settings/writing?done={what}", 303)
