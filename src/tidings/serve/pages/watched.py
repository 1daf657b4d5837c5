"""Saved searches and rules as pages: kept, tried, applied, undone."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, HTTPException
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from tidings.errors import UsageError
from tidings.i18n import phrase
from tidings.people.watching import Tried
from tidings.reference.topics import TOPICS
from tidings.serve.accounts.visitor import CurrentPerson, needs
from tidings.serve.forms import Fields, Form
from tidings.serve.parameters import Id, Name, Number, whole_number
from tidings.serve.site import Site, SiteDep
from tidings.types import Act, Done, Person, Role, Rule, When

__all__ = ["router"]

LISTED = 50  # stories that a try shows, items of what a rule did
LARGEST = 10_000  # articles of a story
SAID = {
    "kept": phrase("The rule is kept. It works on whatever comes from now on."),
    "changed": phrase("The rule is changed. What it did stays."),
    "on": phrase("The rule works again."),
    "off": phrase("The rule rests."),
    "removed": phrase("The rule is removed. What it did stays."),
}


router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.post("/searches")
@needs(Role.READER)
def save_search(site: SiteDep, me: CurrentPerson, form: Form) -> Response:
    """Save a search."""
    saved = site.news.people.watching.searches(me.id).add(form.text("q"))
    site.news.people.changed(me.id)
    return RedirectResponse(f"/river?show=all&search={saved.number}", 303)


@router.get("/searches/{number}")
@needs(Role.READER)
def search(site: SiteDep, me: CurrentPerson, number: Number) -> Response:
    """What a saved search is called, and how it tells of what it finds."""
    watching = site.news.people.watching
    return site.page(
        "saved_search.html",
        search=watching.searches(me.id).get(number),
        channels=watching.channels(me.id).all(),
    )


@router.post("/searches/{number}")
@needs(Role.READER)
def change_search(site: SiteDep, me: CurrentPerson, number: Number, form: Form) -> Response:
    """Call a saved search otherwise, or let it tell in other ways."""
    site.news.people.watching.searches(me.id).change(
        number,
        name=form.text("name"),
        notify=bool({"notify", "channel"} & form.keys()),
        channels=form.numbers("channel"),
    )
    site.news.people.changed(me.id)
    return RedirectResponse(f"/river?show=all&search={number}", 303)


@router.post("/searches/{number}/remove")
@needs(Role.READER)
def remove_search(site: SiteDep, me: CurrentPerson, number: Number, form: Form) -> Response:
    """Forget a saved search."""
    site.news.people.watching.searches(me.id).remove(number)
    site.news.people.changed(me.id)
    return RedirectResponse("/river", 303)


@router.get("/rules")
@needs(Role.READER)
def rules(site: SiteDep, me: CurrentPerson, done: Name = "") -> Response:
    """A person's rules, and a form for another one."""
    return _rules(site, me, said=SAID.get(done, ""))


def _rules(site: Site, me: Person, **context: Any) -> Response:
    told: dict[str, Any] = {
        "said": "",
        "wrong": "",
        "draft": _asked(site, me, Fields()),
        "tried": None,
    } | context
    return site.page(
        "rules.html",
        status=400 if told["wrong"] else 200,
        rules=site.news.people.watching.rules(me.id).all(),
        **_choices(site, me),
        **told,
    )


@router.post("/rules")
@needs(Role.READER)
def add_rule(site: SiteDep, me: CurrentPerson, form: Form) -> Response:
    """Try a rule, or keep it."""
    mine = site.news.people.watching.rules(me.id)
    asked = _asked(site, me, form)
    try:
        draft = _draft(site, me, form)
        if form.text("do") != "keep":
            return _rules(site, me, draft=draft, tried=_shown(site, mine.try_(draft)))
        mine.add(draft)
    except UsageError as error:
        return _rules(site, me, wrong=str(error), draft=asked)
    site.news.people.changed(me.id)
    return RedirectResponse("/rules?done=kept", 303)


@router.get("/rules/{number}")
@needs(Role.READER)
def rule(site: SiteDep, me: CurrentPerson, number: Number, done: Name = "") -> Response:
    """A rule: what it did, and what it is."""
    return _rule(site, me, number, said=SAID.get(done, "") or _counted(done))


def _rule(site: Site, me: Person, number: int, **context: Any) -> Response:
    mine = site.news.people.watching.rules(me.id)
    found = mine.get(number)
    log = mine.log(number, limit=LISTED)
    told: dict[str, Any] = {"said": "", "wrong": "", "draft": found, "tried": None} | context
    return site.page(
        "rule.html",
        status=400 if told["wrong"] else 200,
        rule=found,
        log=_logged(site, log),
        **_choices(site, me),
        **told,
    )


@router.post("/rules/{number}")
@needs(Role.READER)
def change_rule(site: SiteDep, me: CurrentPerson, number: Number, form: Form) -> Response:
    """Try what a rule would be, or let it be so."""
    mine = site.news.people.watching.rules(me.id)
    mine.get(number)
    asked = _asked(site, me, form)
    try:
        draft = _draft(site, me, form)
        if form.text("do") != "keep":
            return _rule(site, me, number, draft=draft, tried=_shown(site, mine.try_(draft)))
        mine.change(number, draft)
    except UsageError as error:
        return _rule(site, me, number, wrong=str(error), draft=asked)
    site.news.people.changed(me.id)
    return RedirectResponse(f"/rules/{number}?done=changed", 303)


@router.post("/rules/{number}/{action}")
@needs(Role.READER)
def act(site: SiteDep, me: CurrentPerson, number: Number, action: Id, form: Form) -> Response:
    """Apply a rule to what is stored, take back what it did, rest, work again, remove."""
    mine = site.news.people.watching.rules(me.id)
    done = action
    if action == "apply":
        done = f"applied-{mine.apply(number).changed}"
    elif action == "undo":
        done = f"undone-{mine.undo(number)}"
    elif action in ("on", "off"):
        mine.switch(number, active=action == "on")
    elif action == "remove":
        mine.remove(number)
    else:
        raise HTTPException(404)
    site.news.people.changed(me.id)
    gone = action == "remove"
    return RedirectResponse("/rules?done=removed" if gone else f"/rules/{number}?done={done}", 303)


def _counted(done: str) -> str:
    what, _, count = done.partition("-")
    number = whole_number(count)
    if number is None:
        return ""
    return {
        "applied": phrase(f"{number:,} articles that are stored were dealt with."),
        "undone": phrase(f"Taken back: what it did with {number:,} articles."),
    }.get(what, "")


def _choices(site: Site, me: Person) -> dict[str, Any]:
    """Return what a rule can be made of."""
    desk = site.news.people.desk(me.id)
    return {
        "folders": [folder for folder in desk.folders() if folder.name],
        "subscriptions": [one for one in desk.subscriptions() if one.source],
        "channels": site.news.people.watching.channels(me.id).all(),
        "topics": tuple(TOPICS.values()),
    }


def _wants(form: Fields) -> When:
    return When(
        words=form.text("words"),
        pattern=form.text("pattern"),
        source=form.text("source"),
        folder=form.number("folder", empty=0),
        tag=form.text("tag"),
        topic=form.text("topic"),
        language=form.text("language").strip().lower()[:8],
        least=form.number("least", empty=0, most=LARGEST),
        most=form.number("most", empty=0, most=LARGEST),
    )


def _acts(form: Fields) -> tuple[Act, ...]:
    """Return what a form asks for: what is written as a label is put, a chosen channel told."""
    acts = [Act(one) for one in form.get("act", []) if one in tuple(Act)]
    acts += [Act.LABEL] if form.text("label").strip() else []
    acts += [Act.NOTIFY] if form.get("channel") else []
    return tuple(acts)


def _draft(site: Site, me: Person, form: Fields) -> Rule:
    return site.news.people.watching.rules(me.id).draft(
        _wants(form),
        _acts(form),
        name=form.text("name"),
        label=form.text("label"),
        channels=form.numbers("channel"),
    )


def _asked(site: Site, me: Person, form: Fields) -> Rule:
    """Return what a form says, as it says it: to be shown again."""
    return Rule(
        person=me.id,
        name=form.text("name"),
        wants=_wants(form),
        acts=_acts(form),
        label=form.text("label"),
        channels=form.numbers("channel"),
        created_at=site.clock(),
    )


def _shown(site: Site, tried: Tried) -> dict[str, Any]:
    """Return what a page tells of a try."""
    ids = [state.item.article for state in tried.hits[:LISTED]]
    articles = site.news.store.articles.get(ids)
    return {
        "count": len(tried.hits),
        "articles": [articles[id] for id in ids if id in articles],
        "looked_at": tried.looked_at,
        "all": tried.all,
    }


def _logged(site: Site, log: list[Done]) -> list[dict[str, Any]]:
    articles = site.news.store.articles.get([one.article for one in log])
    return [
        {"done": one, "article": articles[one.article]} for one in log if one.article in articles
    ]
