"""The order in which news flows: one table of stages, and one rule by which they are run.

A stage is a row: what it loads for the items that are pending, its work (batch in, batch out;
pure; never sees the store), and how the store saves a result. So a stage can be stopped and goes
on where it was, can be run alone, and raising its version makes everything pending for it again.

The rule: always the first row that has something to do, a step of its list at a time. The rows by
which an article is a story on the page come first, and notes are made in small steps: so notes
keep no story waiting that has come meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from itertools import tee
from typing import Any

from tidings.enrich import ANNOTATORS
from tidings.enrich.events import VERSION as EVENTS
from tidings.enrich.names import VERSION as NAMES
from tidings.enrich.places import VERSION as PLACES
from tidings.enrich.quotes import VERSION as QUOTES
from tidings.enrich.topics import VERSION as TOPICS
from tidings.errors import ConfigError, StoreError
from tidings.steps import (
    Annotating,
    Grouping,
    compare_facts,
    count_story,
    draw_features,
    encode_each,
    find_events,
    find_topics,
    judge_articles,
    judge_statements,
    judge_stories,
    link_stories,
    load_articles,
    load_changed,
    load_editions,
    load_facts,
    load_for_events,
    load_for_statements,
    load_known,
    load_named,
    load_novelty,
    load_pages,
    load_places,
    load_profiles,
    load_sightings,
    load_texts,
    load_traced,
    load_where,
    load_with_names,
    load_with_vectors,
    locate_each,
    name_each,
    name_nothing,
    name_stories,
    put_together,
    quote_each,
    read_pages,
    save_articles,
    save_editions,
    save_events,
    save_facts,
    save_keys,
    save_link,
    save_names,
    save_novelty,
    save_places,
    save_quotes,
    save_sentences,
    save_statements,
    save_summary,
    save_topics,
    save_vector,
    save_where,
    save_who,
    sketch_articles,
    who_is_who,
    write_stories,
)
from tidings.storage import Store
from tidings.types import Failure
from tidings.workers.local import Inline, Pool, mapped

__all__ = ["Report", "Stage", "run", "run_all", "stages"]

Batch = list[tuple[str, Any]]  # (item, task)
Report = Callable[[str, int, int], None]  # stage, done, to do in all
Stop = Callable[[], bool]  # asked between batches
STEP = 8_192  # items taken off a stage's list at a time: then all workers wait for the last
NOTED = 512  # items noted at a time: half a minute of the dearest notes


@dataclass(frozen=True, kw_only=True, slots=True)
class Stage:
    """One row of the table. `work` gives one result for each task, in order."""

    name: str
    version: str
    of: str  # what its items are: "pages", "articles" or "stories"
    load: Callable[[Store, Sequence[str]], Batch]  # gone ones left out
    work: Callable[[Sequence[Any]], Sequence[Any]]
    save: Callable[[Store, str, Any], None]
    decide: Callable[[Any], Any] | None = None  # of one result, here, in order, by those before it
    batch: int = 32
    spread: bool = False  # over the worker processes
    notes: bool = False  # a story is on the page without it: it waits for all that is not so


def stages(grouping: Grouping, *, encoder: str) -> tuple[Stage, ...]:
    """Return the table, in the order in which news flows.

    Another `encoder` is another version of the stages that use its vectors; "none" is for a
    library without models, which finds no names either.
    """
    return (
        Stage(name="distill", version="1", of="pages", load=load_pages, work=read_pages,
              save=save_articles, batch=8, spread=True),
        Stage(name="sketch", version="2", of="articles", load=load_articles, work=sketch_articles,
              save=save_sentences, spread=True),
        Stage(name="novelty", version="3", of="articles", load=load_sightings, work=judge_articles,
              save=save_novelty, spread=True),
        _annotating("language"),
        Stage(name="embedding", version=f"1 {encoder}", of="articles", load=load_texts,
              work=partial(encode_each, encoder), save=save_vector, batch=16, spread=True),
        # Before *group*, so that what a step of it has grouped is settled while it is remembered.
        Stage(name="settle", version="1", of="articles", load=grouping.load_grouped, work=list,
              decide=grouping.settle, save=grouping.save_settled),
        Stage(name="group", version=f"5 {encoder}", of="articles", load=grouping.load,
              work=draw_features, decide=grouping.decide, save=grouping.save, spread=True),
        Stage(name="count", version="1", of="stories", load=load_changed, work=list,
              save=count_story),
        Stage(name="statements", version=f"3 {encoder}", of="stories", load=load_for_statements,
              work=partial(judge_statements, encoder), save=save_statements, spread=True),
        Stage(name="write", version="4", of="stories", load=load_traced, work=write_stories,
              save=save_summary, spread=True),
        Stage(name="edition", version="1", of="stories", load=load_editions, work=judge_stories,
              save=save_editions),
        Stage(name="profile", version="1", of="stories", load=load_known, work=name_stories,
              save=save_keys),
        Stage(name="thread", version="3", of="stories", load=load_profiles, work=link_stories,
              save=save_link),
        replace(_annotating("tags"), notes=True),
        Stage(name="topics", version=f"{TOPICS} {encoder}", of="articles", notes=True,
              load=load_with_vectors, work=find_topics, save=save_topics, spread=True),
        Stage(name="names", version=f"{NAMES} {encoder == 'none'}", of="articles", notes=True,
              load=load_novelty, work=name_nothing if encoder == "none" else name_each,
              save=save_names, spread=True),
        Stage(name="places", version=f"{PLACES} {NAMES} {encoder == 'none'}", of="articles",
              notes=True, load=load_places, work=locate_each, save=save_places, spread=True),
        Stage(name="quotes", version=f"{QUOTES} {NAMES} {encoder == 'none'}", of="articles",
              notes=True, load=load_with_names, work=quote_each, save=save_quotes, spread=True),
        Stage(name="events", version=f"{EVENTS} {NAMES} {encoder == 'none'}", of="articles",
              notes=True, load=load_for_events, work=find_events, save=save_events, spread=True),
        Stage(name="who", version="2", of="stories", notes=True, load=load_named,
              work=who_is_who, save=save_who, spread=True),
        Stage(name="where", version="1", of="stories", notes=True, load=load_where,
              work=put_together, save=save_where),
        Stage(name="facts", version="6", of="stories", notes=True, load=load_facts,
              work=compare_facts, save=save_facts, spread=True),
    )  # fmt: skip


def _annotating(name: str) -> Stage:
    annotator = ANNOTATORS[name]
    row = Annotating(annotator)
    return Stage(
        name=name,
        version=str(annotator.version),
        of="articles",
        load=load_novelty,
        work=row.work,
        save=row.save,
        spread=True,
    )


def run_all(
    rows: Sequence[Stage],
    store: Store,
    pool: Pool,
    *,
    report: Report | None = None,
    stop: Stop = lambda: False,
    leave: Stop = lambda: False,
) -> dict[str, int]:
    """Do all that is pending, the first row first; return how many items of each that was.

    `stop` is asked between batches; `leave` after each step of notes, whether to leave the others
    to another time.
    """
    for row in rows:
        store.queue.reconcile(row.name, row.version, of=row.of)
    done = {row.name: 0 for row in rows}
    while found := _first(rows, store):
        row, waiting = found
        told = _told(report, row, done[row.name], waiting)
        done[row.name] += _step(row, store, pool, NOTED if row.notes else STEP, told, stop)
        if stop() or (row.notes and leave()):
            break
    return done


def _first(rows: Sequence[Stage], store: Store) -> tuple[Stage, int] | None:
    """Return the first row that has something to do, and how much that is."""
    waiting = store.queue.counts()
    return next(((row, waiting[row.name]) for row in rows if row.name in waiting), None)


def _told(report: Report | None, row: Stage, before: int, waiting: int) -> Callable[[int], None]:
    """Return what tells how much of a step is done."""
    if report is None:
        return lambda done: None
    return lambda done: report(row.name, before + done, before + max(done, waiting))


def run(
    stage: Stage,
    store: Store,
    pool: Pool,
    *,
    report: Report | None = None,
    stop: Stop = lambda: False,
) -> int:
    """Do all that one stage has to do; return how many items that was."""
    return run_all([stage], store, pool, report=report, stop=stop)[stage.name]


def _step(
    stage: Stage, store: Store, pool: Pool, limit: int, told: Callable[[int], None], stop: Stop
) -> int:
    """Do a step of a stage's list; return how many items that was.

    Each batch is saved in one transaction with its being done, so that a run killed anywhere
    goes on where it was. An item that fails is kept as a Failure and is pending no more.
    """
    done = 0
    loaded, ahead = tee(_loaded(stage, store, store.queue.pending(stage.name, limit=limit)))
    for batch, results in zip(loaded, _work(stage, pool, ahead), strict=True):
        _save(stage, store, batch, [_decided(stage, result) for result in results])
        done += len(batch)
        told(done)
        if stop():
            break
    return done


def _loaded(stage: Stage, store: Store, items: Sequence[str]) -> Iterator[Batch]:
    """Yield batches as they are asked for: what is worked on next is all that memory holds."""
    for n in range(0, len(items), stage.batch):
        wanted = items[n : n + stage.batch]
        batch = stage.load(store, wanted)
        if gone := set(wanted) - {item for item, _ in batch}:
            store.queue.done(stage.name, gone)
        if batch:
            yield batch


def _work(stage: Stage, pool: Pool, batches: Iterable[Batch]) -> Iterator[Sequence[Any]]:
    pool = pool if stage.spread else Inline()
    given = ([task for _, task in batch] for batch in batches)
    for tasks, results in mapped(pool, stage.work, given):
        if isinstance(results, BaseException):  # the batch died: find out which item it was
            yield [_alone(stage, pool, task) for task in tasks]
        else:
            yield results


def _alone(stage: Stage, pool: Pool, task: Any) -> Any:
    result = next(pool.map(stage.work, [[task]]))
    if isinstance(result, OSError):  # the machine's trouble, not the item's: it stays pending
        raise StoreError(
            f"{stage.name} can't go on ({result}): check the disk and run it again; "
            "what is not done is still pending"
        ) from result
    if isinstance(result, ConfigError):  # the same for every item: a model that can't be run
        raise result
    if isinstance(result, BaseException):
        return Failure(id="", stage=stage.name, error=f"could not be worked on: {result}")
    return result[0]


def _decided(stage: Stage, result: Any) -> Any:
    if stage.decide is None or isinstance(result, Failure):
        return result
    try:
        return stage.decide(result)
    except Exception as exc:
        return Failure(id="", stage=stage.name, error=f"could not be worked on: {exc}")


def _save(
    stage: Stage, store: Store, batch: Sequence[tuple[str, Any]], results: Sequence[Any]
) -> None:
    with store.transaction():
        store.queue.done(stage.name, [item for item, _ in batch])
        for (item, _), result in zip(batch, results, strict=True):
            if isinstance(result, Failure):
                _keep_failure(store, stage, item, result)
            else:
                stage.save(store, item, result)


def _keep_failure(store: Store, stage: Stage, item: str, failure: Failure) -> None:
    now = failure.at or datetime.now(UTC)
    store.queue.fail([replace(failure, id=item, stage=stage.name, at=now)])
