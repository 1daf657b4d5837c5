"""Applying a correction: one transaction keeps the fact and does what it says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tidings.correcting.plan import Plan, make_plan
from tidings.steps import (
    compare_facts,
    judge_statements,
    load_facts,
    load_traced,
    save_facts,
    save_statements,
    save_summary,
    write_stories,
)
from tidings.storage import Store
from tidings.storage.corrections import Before
from tidings.types import Correction, Placement
from tidings.views import Corrected

__all__ = ["correct", "rewrite"]

MAX_NOTE = 1_000  # characters
AT_ONCE = 200  # articles of a story; the next run writes larger ones, a person won't wait


def correct(
    store: Store, draft: Correction, items: Sequence[str], *, dry: bool = False
) -> Corrected:
    """Make a correction; `dry`: only say what it would do.

    Of the draft its kind, headline, author, note and time count. `items` are ids: MERGE the story
    that stays, then those that go into it; SPLIT a story, then its articles that leave; MOVE
    articles of one story, then the story they go to; APART and TOGETHER two articles or stories;
    LOCK and RENAME a story.
    """
    draft = replace(draft, by=draft.by.strip()[:MAX_NOTE], note=draft.note.strip()[:MAX_NOTE])
    if dry:
        plan = make_plan(store, draft, items)
        return Corrected(correction=plan.correction, says=plan.says, story=plan.shown)
    with store.transaction():
        plan = make_plan(store, draft, items)
        kept = store.corrections.save(plan.correction, _before(store, plan))
        store.stories.place(plan.placements)
        store.stories.redirect(plan.aliases)
        # What is related to those that moved is found anew.
        store.queue.add("group", {p.article: draft.at for p in plan.placements})
        rewrite(store, {*plan.touched, plan.shown})
    return Corrected(correction=kept, says=plan.says, story=plan.shown)


def _before(store: Store, plan: Plan) -> Before:
    """Return what stands before a plan is carried out."""
    membership = store.stories.membership([p.article for p in plan.placements])
    placements = (
        Placement(article=article, story=story, duplicate_of=original, because=because)
        for article, (story, original, because) in membership.items()
    )
    aliases = ((id, id if id in plan.emptied else store.stories.resolve(id)) for id in plan.aliases)
    return Before(placements=tuple(placements), aliases=tuple(aliases))


def rewrite(store: Store, stories: Iterable[str]) -> None:
    """Write these stories anew at once: their pages show nothing of an article that left."""
    for name, task in load_traced(store, sorted(stories)):
        articles, novelty, _, known = task
        if len(articles) > AT_ONCE:
            continue
        statements = judge_statements("none", [(articles, novelty)])[0] if len(articles) > 1 else {}
        save_statements(store, name, statements)
        save_summary(store, name, write_stories([(articles, novelty, statements, known)])[0])
        for _, facts in load_facts(store, [name]):
            save_facts(store, name, compare_facts([facts])[0])
        abroad = len({article.language for article in articles}) > 1  # the next run tells that
        for stage in ("write", "facts") if abroad else ("statements", "write", "facts"):
            store.queue.done(stage, [name])
