"""Corrections by the JSON API: made, listed, undone."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query

import tidings.serve.api.correction_models as out
from tidings.serve.api.routing import api_router
from tidings.serve.parameters import Limit, Number
from tidings.serve.site import SiteDep

__all__ = ["router"]

Before = Annotated[int, Query(ge=0, lt=1 << 53, description="Only those with a lower number.")]

router = api_router("/api/corrections", "correct")


@router.get("")
def corrections(site: SiteDep, limit: Limit = 50, before: Before = 0) -> out.CorrectionList:
    """What was corrected, newest first: who, when, what, and whether it still holds."""
    found = site.news.corrections(limit=limit + 1, before=before)
    rows = tuple(map(out.CorrectionOut.of, found[:limit]))
    return out.CorrectionList(corrections=rows, next=rows[-1].id if len(found) > limit else None)


@router.post("", status_code=201)
def correct(site: SiteDep, wanted: out.CorrectionRequest) -> out.CorrectedOut:
    """Merge, split, move, keep apart, put together, lock or rename; 409 where it contradicts."""
    done = site.news.correct(
        wanted.kind, wanted.items, headline=wanted.headline,
        by=site.me.called or wanted.by, note=wanted.note, dry=wanted.dry_run,
    )  # fmt: skip
    return out.CorrectedOut.of(done)


@router.post("/{number}/undo")
def undo(site: SiteDep, number: Number, wanted: out.UndoRequest) -> out.CorrectedOut:
    """Undo a correction: articles go back, unless something later keeps them where they are."""
    return out.CorrectedOut.of(site.news.undo(number, dry=wanted.dry_run))
