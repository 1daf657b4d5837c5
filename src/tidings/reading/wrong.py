""" "This is wrong": what was written is written again, and kept with what it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from importlib.metadata import PackageNotFoundError, version

from tidings.enrich import ANNOTATORS, ON_DEMAND
from tidings.errors import NotFoundError, UsageError
from tidings.reading.editor import Editor
from tidings.storage import Store
from tidings.types import (
    About,
    Article,
    Clock,
    Evidence,
    Line,
    Person,
    Shown,
    Span,
    SummarySentence,
    Writer,
    Written,
    WrongCase,
    WrongKind,
    make_id,
)

__all__ = ["Wrong"]

LONGEST = 2_000  # characters of a person's words
MOST = 2_000  # cases that are not settled; more are nobody's to read
SHOWN = 60  # sentences of a page that can be chosen from

Cite = tuple[str, Span]
Said = tuple[str, tuple[Cite, ...]]  # a text, and what it rests on
TASKS = {WrongKind.SUMMARY: "summary", WrongKind.ANSWER: "answer",
         WrongKind.VIEWPOINTS: "viewpoints", WrongKind.WRAP_UP: "wrap-up"}  # fmt: skip


class Wrong:
    """Cases of a library. Safe for several threads at once."""

    def __init__(self, store: Store, editor: Editor, *, now: Clock) -> None:
        self._store = store
        self._editor = editor
        self._now = now
        self._saying: Mapping[WrongKind, Callable[[Editor, About], Iterator[Said]]] = {
            WrongKind.SUMMARY: self._summary,
            WrongKind.ANSWER: self._answer,
            WrongKind.VIEWPOINTS: self._viewpoints,
            WrongKind.WRAP_UP: self._wrap_up,
            WrongKind.TOPICS: self._topics,
            WrongKind.FACTS: self._facts,
            WrongKind.MODERATION: self._moderation,
        }

    def shown(self, about: About, *, person: Person | None = None) -> tuple[Shown, ...]:
        """Return what was written, sentence by sentence, as that person's page shows it.

        Raises NotFoundError where there is no such thing (any more).
        """
        editor = self._editor.of(person) if person else self._editor
        said = list(dict.fromkeys(self._saying[about.kind](editor, about)))[:SHOWN]
        if not said:
            raise NotFoundError("there is nothing of that kind (any more) that could be wrong")
        ids = dict.fromkeys(id for _, places in said for id, _ in places)
        articles = self._store.articles.get(list(ids))
        return tuple(
            Shown(text=text, evidence=tuple(_evidence(places, articles))) for text, places in said
        )

    def report(
        self, about: About, chosen: Iterable[int] = (), *, words: str = "",
        person: Person | None = None, by: str = "",
    ) -> WrongCase:  # fmt: skip
        """Keep what is wrong: the chosen of what is shown, by place from 0; all without a choice.

        Raises UsageError.
        """
        words = " ".join(words.split())
        if len(words) > LONGEST:
            raise UsageError(f"say it in up to {LONGEST:,} characters, this has {len(words):,}")
        shown = self.shown(about, person=person)
        places = sorted({place for place in chosen if 0 <= place < len(shown)})
        if self._store.wrong.open() >= MOST:
            raise UsageError(f"{MOST:,} cases wait for the owner already: nothing was kept")
        return self._store.wrong.add(
            WrongCase(
                id=0,
                about=about,
                shown=tuple(shown[place] for place in places) or shown,
                words=words,
                by=by,
                at=self._now(),
                versions=self._versions(about, person),
            )
        )

    def cases(self, *, before: int = 0, limit: int = 50) -> Sequence[WrongCase]:
        """Return cases, newest first."""
        return self._store.wrong.latest(before=before, limit=limit)

    def every(self) -> Iterator[WrongCase]:
        """Yield all cases, newest first."""
        before = 0
        while batch := self._store.wrong.latest(before=before, limit=100):
            yield from batch
            before = batch[-1].id

    def settle(self, number: int, *, settled: bool = True) -> None:
        """Mark a case settled, or open again; raises NotFoundError."""
        if not self._store.wrong.settle(number, settled=settled):
            raise NotFoundError(f"there is no case {number}")

    def remove(self, number: int) -> None:
        """Forget a case; raises NotFoundError."""
        if not self._store.wrong.remove(number):
            raise NotFoundError(f"there is no case {number}")

    def _versions(self, about: About, person: Person | None) -> dict[str, str]:
        found = {"tidings": _version(), "library": str(self._store.stamp())}
        found |= {a.name: str(a.version) for a in (*ANNOTATORS.values(), *ON_DEMAND.values())}
        choices, task = self._editor.choices, TASKS.get(about.kind)
        writer = (self._editor.of(person) if person else self._editor).writer
        found["writer"] = str(writer)
        if writer is Writer.REMOTE and task:
            found["model"] = choices.settings().name
            found["prompt"] = make_id(choices.prompt(task).text)
        return found

    # --- what is said, by kind

    def _summary(self, editor: Editor, about: About) -> Iterator[Said]:
        found = editor.summary(about.of, about.what, length=about.length)
        yield from _sentences(found.summary.sentences if found else ())

    def _answer(self, editor: Editor, about: About) -> Iterator[Said]:
        answer = editor.ask(about.what)
        yield from _written(answer.written)
        if not answer.answered:
            yield "Your sources don't say.", ()
        for cited in answer.cites:
            yield cited.words, ((cited.article.id, cited.sentence),)

    def _viewpoints(self, editor: Editor, about: About) -> Iterator[Said]:
        found = editor.viewpoints(about.what)
        if found is None:
            return
        yield from _written(found.written)
        yield from _lines(found.agreed)
        for wording in found.wordings:
            yield from _lines(wording.lines)
        for view in (*found.publishers, *found.countries, *found.speakers):
            for what, lines in (
                ("only", view.stresses), ("not", view.omits), ("quotes", view.quotes)
            ):  # fmt: skip
                yield from _lines(lines, f"{view.name} ({what})")

    def _wrap_up(self, editor: Editor, about: About) -> Iterator[Said]:
        day = date.fromisoformat(about.what) if about.what else None
        found = editor.wrap_up(day, minutes=about.minutes)
        yield from _written(found.written)
        for item in (*found.happened, *found.changed):
            yield from _lines(item.lines)
        yield from _lines([one.line for one in found.watch])

    def _topics(self, editor: Editor, about: About) -> Iterator[Said]:
        article = self._store.articles.get([about.what]).get(about.what)
        whole = Span(start=0, end=min(len(article.text), LONGEST)) if article else None
        for tag in self._store.articles.tags([about.what]).get(about.what, ()):
            yield tag, ((about.what, whole),) if whole else ()

    def _facts(self, editor: Editor, about: About) -> Iterator[Said]:
        facts = self._store.facts.of(self._store.stories.resolve(about.what))
        for one in facts.compared:
            values = "; ".join(f"{claim.line.voice}: {claim.value}" for claim in one.claims)
            places = tuple((claim.line.article, claim.line.span) for claim in one.claims)
            yield f"{one.standing}, {one.about or one.kind}: {values}", places
        for claim in facts.alone:
            yield from _lines([claim.line], f"{claim.line.voice} (alone)")

    def _moderation(self, editor: Editor, about: About) -> Iterator[Said]:
        known = about.what.isascii() and about.what.isdigit() and len(about.what) < 16
        comments = self._store.comments.get([int(about.what)]) if known else {}
        for comment in comments.values():
            for doubt in comment.because:
                signs = "; ".join(doubt.signs)
                yield f"{doubt.kind} {doubt.score:.2f}: {signs} — {comment.text}", ()


def _written(written: Written | None) -> Iterator[Said]:
    return _sentences(written.sentences if written else ())


def _sentences(sentences: Iterable[SummarySentence]) -> Iterator[Said]:
    for one in sentences:
        yield one.text, tuple(one.cites)


def _lines(lines: Iterable[Line], before: str = "") -> Iterator[Said]:
    for line in lines:
        text = f"{before}: {line.text}" if before else line.text
        yield text, ((line.article, line.span),)


def _evidence(cites: Iterable[Cite], articles: Mapping[str, Article]) -> Iterator[Evidence]:
    for id, span in cites:
        if article := articles.get(id):
            yield Evidence(
                article=id,
                url=article.url,
                publisher=article.publisher,
                start=span.start,
                end=span.end,
                text=article.text[span.start : span.end],
            )


def _version() -> str:
    try:
        return version("tidings")
    except PackageNotFoundError:  # run from a checkout that was never installed
        return "0"
