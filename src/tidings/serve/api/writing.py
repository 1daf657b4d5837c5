"""Who writes in the library, by the JSON API: the model, its budget and prompts; for the owner."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path
from pydantic import Field

from tidings.serve.accounts.visitor import needs
from tidings.serve.api.models import Out, Wanted, fields_of
from tidings.serve.api.routing import api_router
from tidings.serve.site import SiteDep
from tidings.types import Role, Writer
from tidings.write.remote.prompts import LONGEST

__all__ = ["router"]

LONG = 2_000  # characters of an address or a key
Task = Annotated[str, Path(max_length=40)]
Price = Annotated[float, Field(ge=0, allow_inf_nan=False)]

router = api_router("/api/writing", "write")


class PromptOut(Out):
    """What a model is told for a task; `origin` is shipped, file or library."""

    name: str
    title: str
    text: str
    origin: str
    wrong: Annotated[str, Field(description="Why it can't be used.")]


class WritingOut(Out):
    """Who writes, within which budget, for whom; the key is never told."""

    writer: Writer
    url: str
    name: str
    seconds: int
    budget: Annotated[int, Field(description="Tokens a day.")]
    money: Annotated[float, Field(description="A day; 0: tokens alone count.")]
    price_in: Annotated[float, Field(description="Of a million tokens that are sent.")]
    price_out: Annotated[float, Field(description="Of a million that come back.")]
    currency: str
    people: Annotated[tuple[int, ...], Field(description="None: all who log in.")]
    folders: Annotated[tuple[str, ...], Field(description="Whose sources are sent; none: all.")]
    prompts: tuple[PromptOut, ...]


class WritingRequest(Wanted):
    """What to choose otherwise; what is left out stays, null leaves it to the settings file."""

    writer: Writer | None = None
    url: Annotated[str, Field(max_length=LONG)] | None = None
    name: Annotated[str, Field(max_length=200)] | None = None
    key: Annotated[str, Field(max_length=LONG)] | None = None
    seconds: Annotated[int, Field(ge=1, le=3_600)] | None = None
    budget: Annotated[int, Field(ge=0, lt=1 << 53)] | None = None
    money: Price | None = None
    price_in: Price | None = None
    price_out: Price | None = None
    currency: Annotated[str, Field(max_length=20)] | None = None
    people: list[Annotated[int, Field(ge=1, lt=1 << 53)]] | None = None
    folders: list[Annotated[str, Field(max_length=200)]] | None = None


class PromptRequest(Wanted):
    """A prompt's text; null: as it was before."""

    text: Annotated[str, Field(max_length=LONGEST)] | None


@router.get("")
@needs(Role.OWNER)
def writing(site: SiteDep) -> WritingOut:
    """Who writes, and what a model is told."""
    choices = site.news.editor.choices
    prompts = tuple(map(PromptOut.model_validate, choices.prompts()))
    return WritingOut(**fields_of(choices.settings()), prompts=prompts)


@router.post("")
@needs(Role.OWNER)
def choose(site: SiteDep, wanted: WritingRequest) -> WritingOut:
    """Choose who writes for all."""
    site.news.editor.choices.change(wanted.model_dump(mode="json", exclude_unset=True))
    return writing(site)


@router.post("/forget", status_code=204)
@needs(Role.OWNER)
def forget(site: SiteDep) -> None:
    """Let go of all that a model wrote."""
    site.news.store.writing.forget()


@router.post("/prompts/{name}")
@needs(Role.OWNER)
def choose_prompt(site: SiteDep, name: Task, wanted: PromptRequest) -> PromptOut:
    """Keep a prompt, or let it be as it was."""
    choices = site.news.editor.choices
    choices.change_prompt(name, wanted.text)
    return PromptOut.model_validate(choices.prompt(name))
