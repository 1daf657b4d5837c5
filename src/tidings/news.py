"""The facade: everything one can do with a library of news, each method three lines.

with News.open("news.sqlite") as news:
    news.add("https://gazette.example/feed.xml")
    news.sync()
    for card in news.front():
        print(card.story.headline)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from tidings import correcting, flow
from tidings.collect.messages import Fetcher
from tidings.collect.web import LazyWeb
from tidings.comments import Comments
from tidings.config import Config
from tidings.entities import Entities, Places, home_said
from tidings.errors import UsageError
from tidings.group import Learned
from tidings.intake import adding, fetching, polling
from tidings.intake.adding import Added
from tidings.intake.icons import Icons
from tidings.intake.preview import preview
from tidings.intake.pushing import Pushes
from tidings.people import People
from tidings.people.mailing import Mailing
from tidings.reading import Editor, Library, Wrong
from tidings.steps import Grouping, settle_home
from tidings.storage import Store, open_store
from tidings.types import Clock, Correction, CorrectionKind, Failure
from tidings.views import Candidate, Corrected, Counts, Preview
from tidings.workers.local import Pool, Processes

if TYPE_CHECKING:
    from tidings.enrich.embedding import Encoder

__all__ = ["Added", "Counts", "News", "Synced"]

Report = flow.Report


@dataclass(frozen=True, kw_only=True, slots=True)
class Synced:
    """What bringing everything up to date came to."""

    polled: int = 0
    entries: int = 0  # new ones
    articles: int = 0  # new ones
    left: bool = False  # notes were left to the next sync
    failures: tuple[Failure, ...] = ()


def _now() -> datetime:
    return datetime.now(UTC)


class News(Library):
    """A library of news. Reading is safe from many threads; changing is done one at a time."""

    def __init__(
        self,
        store: Store,
        *,
        config: Config | None = None,
        web: Fetcher | None = None,
        pool: Pool | None = None,
        now: Clock = _now,
    ) -> None:
        super().__init__(store, now=now)
        self.config = config or Config()
        self._own_web = LazyWeb(self.config)
        self._web: Fetcher = web or self._own_web
        ready = ["tidings.preload", *(["tidings.preload_names"] * (self.config.encoder != "none"))]
        self._pool = pool or Processes(self.config.workers, ready=ready)
        self.people = People(store, now=now, config=self.config)
        self.editor = Editor(store, self.config, lambda: self._encoder, now=self._now)
        self.mailing = Mailing(store, self.people, self.editor, now=now)
        self.wrong = Wrong(store, self.editor, now=self._now)
        self.entities = Entities(store, now=now)
        self.places = Places(store, now=now)
        self.tally: Counter[str] = Counter()  # of what syncs did since this program started
        self.comments = Comments(store, now=now, judges=self.editor.choices.at_work)
        self.icons = Icons(store, web=lambda: self._web, now=now)
        self.pushes = Pushes(store, self.config, web=lambda: self._web, now=now)

    @classmethod
    def open(
        cls,
        library: str | Path | None = None,
        *,
        config: Config | None = None,
        web: Fetcher | None = None,
        pool: Pool | None = None,
    ) -> News:
        """Open or create a library: a file's path, `sqlite://` for one in memory."""
        config = config or Config.load()
        address = str(library) if library else config.library_address
        return cls(open_store(address), config=replace(config, library=address), web=web, pool=pool)

    def close(self) -> None:
        """End the workers and close the library."""
        self._pool.close()
        self.people.close()
        self.editor.remote.close()
        self._own_web.close()
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def answers(self) -> Mapping[tuple[str, str], int]:
        """How many answers of the web there were since this program started, by kind and status."""
        return self._own_web.answers

    @contextmanager
    def using(self, web: Fetcher) -> Iterator[Self]:
        """Fetch from another web for a while: a sample's, a test's."""
        before, self._web = self._web, web
        try:
            yield self
        finally:
            self._web = before

    @cached_property
    def _encoder(self) -> Encoder | None:
        from tidings.enrich.embedding import load_encoder

        return load_encoder(self.config.encoder)

    @cached_property
    def _stages(self) -> tuple[flow.Stage, ...]:
        return flow.stages(Grouping(days=self.config.window_days), encoder=self.config.encoder)

    # --- changing

    def preview(self, what: str) -> Preview:
        """Say what an address holds and what adding it would do."""
        return preview(self.store, self._web, what)

    def add(self, what: str | Path, *, folder: str = "", report: Report | None = None) -> Added:
        """Add an address, or a file or folder. Raises TidingsError saying what to do."""
        path = Path(what)
        if isinstance(what, Path) or path.exists() or adding.means_file(what):
            return self.add_files([path], folder=folder, report=report)
        return adding.add_address(self.store, self._web, what, folder=folder, now=self._now())

    def add_files(
        self, paths: Sequence[Path], *, folder: str = "", report: Report | None = None
    ) -> Added:
        """Add files and folders."""
        return adding.add_files(self.store, paths, folder=folder, now=self._now(), report=report)

    def add_candidates(self, candidates: Iterable[Candidate], *, folder: str = "") -> Added:
        """Add what a preview offered."""
        return adding.add_candidates(
            self.store, self._web, candidates, folder=folder, now=self._now()
        )

    def pause(self, source_id: str) -> None:
        """Poll a source no more until it is resumed."""
        self._change(source_id, paused=True)

    def resume(self, source_id: str) -> None:
        """Poll a source again, at once; also one that was gone or had failed."""
        self._change(source_id, paused=False, gone=False, failures=0, error="", next_poll_at=None)

    def set_country(self, source_id: str, country: str, within: str = "") -> None:
        """Say where a source is from: its country, and a state, province or town `within` it.

        By code or name; "" leaves it to be guessed.
        """
        code, part = home_said(country, within)
        self._change(source_id, country=code, part=part)
        settle_home(self.store, source_id)

    def poll_now(self, source_id: str) -> None:
        """Poll a source with the next sync, whenever it is due."""
        self._change(source_id, next_poll_at=None)

    def _change(self, source_id: str, **changes: Any) -> None:
        source = self.store.sources.get(source_id)
        if source is None:
            raise UsageError(f"there is no source {source_id}: 'tidings sources' lists them")
        self.store.sources.save(replace(source, **changes))

    def remove(self, source_id: str, *, articles: bool = False) -> None:
        """Forget a source; with `articles`, what it brought as well."""
        if self.store.sources.get(source_id) is None:
            raise UsageError(f"there is no source {source_id}: 'tidings sources' lists them")
        self.store.sources.remove(source_id, articles=articles)

    def sync(
        self,
        *,
        report: Report | None = None,
        network: bool = True,
        stop: Callable[[], bool] = lambda: False,
        leave: Callable[[], bool] = lambda: False,
    ) -> Synced:
        """Bring everything up to date once: poll, fetch, and run every stage.

        `stop` is asked between items, `leave` between steps of notes, which come after all
        stories: what is not done then is pending for the next sync.
        """
        before = self.counts().articles
        polled = polling.Polled()
        failures: tuple[Failure, ...] = ()
        if network:
            polled = polling.poll(self.store, self._web, now=self._now, report=report, stop=stop)
            self.pushes.tend(stop=stop)
        if self.store.queue.counts():
            self._pool.start()
        failures = fetching.fetch_pages(
            self.store,
            self._web,
            now=self._now,
            fetch=network and self.config.fetch_pages,
            report=report,
            stop=stop,
        )
        self.enrich(report=report, stop=stop, leave=leave)
        self._forget_old_pages()
        if network:
            self.people.watching.deliver()
            self.mailing.send()
            failures += self.pushes.publish()
        articles, failures = self.counts().articles - before, (*polled.failures, *failures)
        self.tally.update(
            rounds=1, polls=polled.sources, entries=polled.entries, articles=articles,
            failures=len(failures),
        )  # fmt: skip
        waiting = self.store.queue.counts()
        return Synced(
            polled=polled.sources, entries=polled.entries, articles=articles, failures=failures,
            left=any(stage.name in waiting for stage in self._stages),
        )  # fmt: skip

    def due(self) -> bool:
        """Say whether the next sync would poll a source or fetch a page."""
        return polling.is_due(self.store, now=self._now())

    def enrich(
        self,
        *,
        only: str = "",
        report: Report | None = None,
        stop: Callable[[], bool] = lambda: False,
        leave: Callable[[], bool] = lambda: False,
    ) -> dict[str, int]:
        """Run every stage, or `only` one, on what is pending for it; return how much that was."""
        chosen = [stage for stage in self._stages if only in ("", stage.name)]
        if not chosen:
            names = ", ".join(stage.name for stage in self._stages)
            raise UsageError(f"there is no stage {only!r}: the stages are {names}")
        done = flow.run_all(chosen, self.store, self._pool, report=report, stop=stop, leave=leave)
        self.people.watching.run(stop=stop)
        return done

    def _forget_old_pages(self) -> None:
        before = self._now() - timedelta(days=self.config.keep_pages_days)
        self.store.intake.forget_bodies(before=before)

    # --- correcting

    def correct(
        self,
        kind: CorrectionKind | str,
        items: Sequence[str],
        *,
        headline: str = "",
        by: str = "",
        note: str = "",
        dry: bool = False,
    ) -> Corrected:
        """Correct stories, see `correcting.correct`. `dry` only says what it would do."""
        draft = Correction(
            kind=CorrectionKind(kind),
            articles=(),
            headline=headline,
            by=by,
            note=note,
            at=self._now(),
        )
        return correcting.correct(self.store, draft, items, dry=dry)

    def undo(self, number: int = 0, *, dry: bool = False) -> Corrected:
        """Undo a correction, the latest in force without a number."""
        return correcting.undo(self.store, number, now=self._now(), dry=dry)

    def unlock(self, story_id: str) -> Corrected:
        """Let articles join a locked story again."""
        return correcting.unlock(self.store, story_id, now=self._now())

    def learn(self, *, dry: bool = False) -> Learned:
        """Fit the grouping decision to the corrections; `dry` only says what that would do."""
        return correcting.learn_from_corrections(self.store, now=self._now(), dry=dry)

    def forget_learned(self) -> None:
        """Group as shipped again."""
        correcting.forget_learned(self.store, now=self._now())

    def check(self, *, mend: bool = False) -> tuple[str, ...]:
        """Return what is inconsistent in the library; with `mend`, put it right."""
        return self.store.check(mend=mend)

    def backup(self, target: Path) -> None:
        """Copy the library to a new file while it is in use."""
        self.store.backup(target)
