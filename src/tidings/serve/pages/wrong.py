"""“This is wrong”: what was written, to choose from; for the owner the cases."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from tidings.errors import UsageError
from tidings.i18n import phrase
from tidings.records import line, wrong_record
from tidings.serve.accounts.login import NO_STORE
from tidings.serve.accounts.visitor import CurrentPerson, needs
from tidings.serve.api.wrong import Length, Minutes, Scope, admit
from tidings.serve.forms import Fields, Form
from tidings.serve.parameters import Name, Number, Words, whole_number
from tidings.serve.site import Site, SiteDep
from tidings.types import About, Person, Role, WrongKind
from tidings.write import LENGTHS

__all__ = ["router"]

SAID = {
    "kept": phrase("Thank you. It is kept for the owner, with all that it rested on."),
    "settled": phrase("Marked."),
    "removed": phrase("Forgotten."),
}
LISTED = 30
SCOPES = ("article", "story", "thread", "search")

Before = Annotated[int, Query(ge=0, lt=1 << 53)]

router = APIRouter(prefix="/wrong", default_response_class=HTMLResponse, include_in_schema=False)


@router.get("")
@needs(Role.READER)
def wrong_form(
    site: SiteDep, me: CurrentPerson, kind: WrongKind, what: Words = "", of: Scope = "story",
    length: Length = "medium", minutes: Minutes = 5, done: Name = "",
) -> Response:  # fmt: skip
    """What was written, sentence by sentence, to tick what is wrong."""
    about = About(kind=kind, what=what, of=of, length=length, minutes=minutes)
    return _form(site, me, about, said=SAID.get(done, ""))


def _form(site: Site, me: Person, about: About, *, said: str = "", wrong: str = "",
          words: str = "") -> Response:  # fmt: skip
    admit(site, me, about)
    return site.page(
        "wrong.html",
        status=400 if wrong else 200,
        headers=NO_STORE,
        about=about,
        shown=site.news.wrong.shown(about, person=me),
        said=said,
        wrong=wrong,
        words=words,
    )


@router.post("")
@needs(Role.READER)
def report(site: SiteDep, me: CurrentPerson, form: Form) -> Response:
    """Keep what is wrong."""
    about, words = _about(form), form.text("words")
    admit(site, me, about)
    try:
        site.news.wrong.report(
            about, form.numbers("shown"), words=words, person=me, by=site.me.called
        )
    except UsageError as error:
        return _form(site, me, about, wrong=str(error), words=words)
    return site.page("wrong.html", about=about, shown=(), said=SAID["kept"], wrong="", words="")


@router.get("/cases")
@needs(Role.OWNER)
def cases(site: SiteDep, before: Before = 0, done: Name = "") -> Response:
    """All that was called wrong, newest first."""
    found = site.news.wrong.cases(before=before, limit=LISTED + 1)
    return site.page(
        "wrong_cases.html",
        headers=NO_STORE,
        cases=found[:LISTED],
        older=found[LISTED - 1].id if len(found) > LISTED else 0,
        said=SAID.get(done, ""),
    )


@router.get("/cases.jsonl")
@needs(Role.OWNER)
def export(site: SiteDep) -> Response:
    """All cases as JSON Lines, each with its evidence."""
    lines = "".join(f"{line(wrong_record(case))}\n" for case in site.news.wrong.every())
    headers = NO_STORE | {"Content-Disposition": 'attachment; filename="wrong.jsonl"'}
    return Response(lines, media_type="application/jsonl", headers=headers)


@router.post("/cases/{number}/settle")
@needs(Role.OWNER)
def settle(site: SiteDep, number: Number, form: Form) -> Response:
    """Mark a case settled, or open again."""
    site.news.wrong.settle(number, settled=form.get("on", ["1"])[0] == "1")
    return RedirectResponse("/wrong/cases?done=settled", 303)


@router.post("/cases/{number}/remove")
@needs(Role.OWNER)
def remove(site: SiteDep, number: Number, form: Form) -> Response:
    """Forget a case."""
    site.news.wrong.remove(number)
    return RedirectResponse("/wrong/cases?done=removed", 303)


def _about(form: Fields) -> About:
    kind, what, of, length, minutes = form.texts("kind", "what", "of", "length", "minutes")
    if kind not in tuple(WrongKind) or of not in SCOPES or length not in LENGTHS:
        raise HTTPException(400, "This form is not whole: go back, reload, try again.")
    read = whole_number(minutes, most=60) or 5
    return About(kind=WrongKind(kind), what=what[:2_000], of=of, length=length, minutes=read)
