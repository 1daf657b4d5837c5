"""Saved searches, rules and alerts by the JSON API: one's own alone."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from fastapi import Query
from pydantic import BaseModel, Field

from tidings.people.watching import alert_rows
from tidings.serve.accounts.visitor import CurrentPerson, needs
from tidings.serve.api.models import ArticleRow, Out
from tidings.serve.api.routing import api_router
from tidings.serve.parameters import Limit, Number
from tidings.serve.site import SiteDep
from tidings.types import Act, Role, Rule, When

__all__ = ["router"]

Before = Annotated[int, Query(ge=0, lt=1 << 53, description="Only those with a lower number.")]
Channels = Annotated[tuple[int, ...], Field(max_length=100)]
Named = Annotated[str, Field(max_length=200)]
Size = Annotated[int, Field(ge=0, le=10_000)]

LISTED = 50

router = api_router("/api", "watch")


class SearchRequest(BaseModel):
    """A search to be saved."""

    query: Annotated[str, Field(min_length=1, max_length=1_000)]
    name: Named = ""
    notify: bool = False
    channels: Channels = ()


class SearchOut(Out):
    """A saved search, and how many articles it found since its page was looked at."""

    number: int
    name: str
    query: str
    fresh: int
    notify: bool
    channels: tuple[int, ...]
    created_at: datetime


class SearchList(Out):
    """All saved searches."""

    searches: tuple[SearchOut, ...]


class WhenIn(BaseModel):
    """What must hold of an article, all of it; what is empty asks for nothing."""

    words: Annotated[str, Field(max_length=1_000)] = ""
    pattern: Annotated[str, Field(max_length=500, description="RE2, in either case.")] = ""
    source: Named = ""
    folder: Annotated[int, Field(ge=0, lt=1 << 53)] = 0
    tag: Named = ""
    topic: Annotated[Named, Field(description="Its short name or its code.")] = ""
    language: Annotated[str, Field(max_length=8)] = ""
    least: Annotated[Size, Field(description="Articles of its story, at least.")] = 0
    most: Annotated[Size, Field(description="0: any number.")] = 0


class RuleRequest(BaseModel):
    """A rule: when all of this holds, do that."""

    wants: WhenIn
    acts: Annotated[tuple[Act, ...], Field(min_length=1, max_length=6)]
    name: Named = ""
    label: Named = ""
    channels: Channels = ()


class RuleOut(Out):
    """A rule, and how many articles it dealt with."""

    number: int
    name: str
    wants: When
    acts: tuple[Act, ...]
    label: str
    channels: tuple[int, ...]
    active: bool
    hits: int
    last_at: datetime | None
    created_at: datetime


class RuleList(Out):
    """All rules."""

    rules: tuple[RuleOut, ...]


class DoneRow(Out):
    """What a rule changed of an article."""

    article: str
    at: datetime
    acts: tuple[Act, ...]


class RuleView(Out):
    """A rule with the latest of what it did."""

    rule: RuleOut
    log: tuple[DoneRow, ...]


class TriedOut(Out):
    """What a rule would have hit: how many, and the newest of them."""

    count: int
    articles: tuple[ArticleRow, ...]
    looked_at: int
    all: Annotated[bool, Field(description="Whether no others are stored.")]


class CountOut(Out):
    """How many articles were dealt with."""

    count: int


class AlertOut(Out):
    """What a person was told of."""

    number: int
    at: datetime
    origin: str
    seen: bool
    story: str
    article: ArticleRow


class AlertList(Out):
    """Alerts, newest first; `next` is where to go on."""

    unseen: int
    alerts: tuple[AlertOut, ...]
    next: int | None


class SeenRequest(BaseModel):
    """Up to which alert all were seen."""

    through: Annotated[int, Field(ge=1, lt=1 << 53)]


class NothingRequest(BaseModel):
    """Nothing needs to be said."""


@router.get("/searches")
@needs(Role.READER)
def searches(site: SiteDep, me: CurrentPerson) -> SearchList:
    """Your saved searches."""
    mine = site.news.people.watching.searches(me.id).all()
    return SearchList(searches=tuple(map(SearchOut.model_validate, mine)))


@router.post("/searches", status_code=201)
@needs(Role.READER)
def save_search(site: SiteDep, me: CurrentPerson, wanted: SearchRequest) -> SearchOut:
    """Save a search; one of the same query is changed."""
    saved = site.news.people.watching.searches(me.id).add(
        wanted.query, name=wanted.name, notify=wanted.notify, channels=wanted.channels
    )
    site.news.people.changed(me.id)
    return SearchOut.model_validate(saved)


@router.post("/searches/{number}/remove")
@needs(Role.READER)
def remove_search(
    site: SiteDep, me: CurrentPerson, number: Number, wanted: NothingRequest
) -> SearchList:
    """Forget a saved search; returns those that are left."""
    site.news.people.watching.searches(me.id).remove(number)
    site.news.people.changed(me.id)
    return searches(site, me)


@router.get("/rules")
@needs(Role.READER)
def rules(site: SiteDep, me: CurrentPerson) -> RuleList:
    """Your rules."""
    mine = site.news.people.watching.rules(me.id).all()
    return RuleList(rules=tuple(map(RuleOut.model_validate, mine)))


@router.post("/rules", status_code=201)
@needs(Role.READER)
def add_rule(site: SiteDep, me: CurrentPerson, wanted: RuleRequest) -> RuleOut:
    """Keep a rule."""
    kept = site.news.people.watching.rules(me.id).add(_draft(site, me, wanted))
    site.news.people.changed(me.id)
    return RuleOut.model_validate(kept)


@router.post("/rules/try")
@needs(Role.READER)
def try_rule(site: SiteDep, me: CurrentPerson, wanted: RuleRequest) -> TriedOut:
    """Say what a rule would have hit. Keeps nothing, changes nothing."""
    tried = site.news.people.watching.rules(me.id).try_(_draft(site, me, wanted))
    ids = [state.item.article for state in tried.hits[:LISTED]]
    articles = site.news.store.articles.get(ids)
    return TriedOut(
        count=len(tried.hits),
        articles=tuple(ArticleRow.model_validate(articles[id]) for id in ids if id in articles),
        looked_at=tried.looked_at,
        all=tried.all,
    )


@router.get("/rules/{number}")
@needs(Role.READER)
def rule(site: SiteDep, me: CurrentPerson, number: Number, limit: Limit = 50) -> RuleView:
    """A rule, and the latest of what it did."""
    mine = site.news.people.watching.rules(me.id)
    log = mine.log(number, limit=limit)
    return RuleView(
        rule=RuleOut.model_validate(mine.get(number)),
        log=tuple(map(DoneRow.model_validate, log)),
    )


@router.post("/rules/{number}")
@needs(Role.READER)
def change_rule(site: SiteDep, me: CurrentPerson, number: Number, wanted: RuleRequest) -> RuleOut:
    """Let a rule be another from now on; what it did stays."""
    mine = site.news.people.watching.rules(me.id)
    mine.get(number)
    changed = mine.change(number, _draft(site, me, wanted))
    site.news.people.changed(me.id)
    return RuleOut.model_validate(changed)


@router.post("/rules/{number}/apply")
@needs(Role.READER)
def apply_rule(
    site: SiteDep, me: CurrentPerson, number: Number, wanted: NothingRequest
) -> CountOut:
    """Do with what is stored what a rule says, but for telling of it."""
    done = site.news.people.watching.rules(me.id).apply(number)
    site.news.people.changed(me.id)
    return CountOut(count=done.changed)


@router.post("/rules/{number}/undo")
@needs(Role.READER)
def undo_rule(site: SiteDep, me: CurrentPerson, number: Number, wanted: NothingRequest) -> CountOut:
    """Take back what a rule did."""
    count = site.news.people.watching.rules(me.id).undo(number)
    site.news.people.changed(me.id)
    return CountOut(count=count)


@router.post("/rules/{number}/remove")
@needs(Role.READER)
def remove_rule(
    site: SiteDep, me: CurrentPerson, number: Number, wanted: NothingRequest
) -> RuleList:
    """Forget a rule; what it did stays. Returns those that are left."""
    site.news.people.watching.rules(me.id).remove(number)
    site.news.people.changed(me.id)
    return rules(site, me)


@router.post("/rules/{number}/{switch}")
@needs(Role.READER)
def switch_rule(
    site: SiteDep,
    me: CurrentPerson,
    number: Number,
    switch: Literal["on", "off"],
    wanted: NothingRequest,
) -> RuleOut:
    """Let a rule work, or rest."""
    mine = site.news.people.watching.rules(me.id)
    mine.switch(number, active=switch == "on")
    site.news.people.changed(me.id)
    return RuleOut.model_validate(mine.get(number))


def _draft(site: SiteDep, me: CurrentPerson, wanted: RuleRequest) -> Rule:
    return site.news.people.watching.rules(me.id).draft(
        When(**wanted.wants.model_dump()),
        wanted.acts,
        name=wanted.name,
        label=wanted.label,
        channels=wanted.channels,
    )


@router.get("/alerts")
@needs(Role.READER)
def alerts(site: SiteDep, me: CurrentPerson, limit: Limit = 50, before: Before = 0) -> AlertList:
    """What you were told of, newest first."""
    mine = site.news.people.watching.alerts(me.id)
    found = mine.latest(limit=limit + 1, before=before or 1 << 62)
    return AlertList(
        unseen=mine.unseen(),
        alerts=tuple(
            AlertOut(
                number=row.alert.number,
                at=row.alert.at,
                origin=row.alert.origin,
                seen=row.alert.seen,
                story=row.story,
                article=ArticleRow.model_validate(row.article),
            )
            for row in alert_rows(site.news.store, found[:limit])
        ),
        next=found[limit - 1].number if len(found) > limit else None,
    )


@router.post("/alerts/seen")
@needs(Role.READER)
def see_alerts(site: SiteDep, me: CurrentPerson, wanted: SeenRequest) -> CountOut:
    """Mark alerts as seen, up to one; returns how many are not."""
    mine = site.news.people.watching.alerts(me.id)
    mine.see(wanted.through)
    site.news.people.changed(me.id)
    return CountOut(count=mine.unseen())
