"""A person's folders: how the news of each is shown in reader apps."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from tidings.i18n import phrase
from tidings.serve.accounts.login import NO_STORE
from tidings.serve.accounts.visitor import CurrentPerson, needs
from tidings.serve.forms import Form
from tidings.serve.parameters import Name
from tidings.serve.site import SiteDep
from tidings.types import Role, Shows

__all__ = ["router"]

CHOICES = {
    Shows.ARTICLES: phrase("Every article"),
    Shows.OWN: phrase("Copies hidden"),
    Shows.STORIES: phrase("Each story once"),
}

router = APIRouter(
    prefix="/settings/folders", default_response_class=HTMLResponse, include_in_schema=False
)


@router.get("")
@needs(Role.READER)
def folders(site: SiteDep, me: CurrentPerson, done: Name = "") -> Response:
    """The folders, each with how it is shown and what is unread in it."""
    desk = site.news.people.desk(me.id)
    counts: dict[int, tuple[int, int]] = {}
    for one in desk.subscriptions():
        sources, unread = counts.get(one.folder.number, (0, 0))
        counts[one.folder.number] = (sources + 1, unread + one.unread)
    rows = [(folder, *counts.get(folder.number, (0, 0))) for folder in desk.folders()]
    shown = [row for row in rows if row[1] or row[0].name]
    return site.page(
        "folders.html", headers=NO_STORE, rows=shown, choices=CHOICES, said=done == "kept"
    )


@router.post("")
@needs(Role.READER)
def choose(site: SiteDep, me: CurrentPerson, form: Form) -> Response:
    """Keep how each folder is shown; what is sent of others' folders or makes no sense is not."""
    desk = site.news.people.desk(me.id)
    names = {str(choice.value): choice for choice in Shows}
    for folder in desk.folders():
        chosen = names.get(form.text(f"folder-{folder.number}"))
        if chosen is not None and chosen is not folder.shows:
            desk.show(folder.number, chosen)
    return RedirectResponse("/settings/folders?done=kept", 303)
