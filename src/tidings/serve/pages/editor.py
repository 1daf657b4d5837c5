"""The editor: questions to the library, viewpoints of a story, as pages and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, HTTPException, Query
from fastapi.responses import HTMLResponse, Response
from pydantic import Field, StringConstraints

from tidings.serve.api.models import ErrorOut, Out
from tidings.serve.api.story_models import Cite, SentenceOut
from tidings.serve.parameters import Id, Words
from tidings.serve.render.citations import CitedSentence, cited_among, passage
from tidings.serve.render.phrases import path_part, query_string
from tidings.serve.site import Site, SiteDep
from tidings.types import Answer, Cited, Line, Summary, SummarySentence, View, Wording, Written
from tidings.types import utc as to_utc

__all__ = ["api", "pages"]

Choice = Annotated[str, StringConstraints(max_length=500)]
Choices = Annotated[tuple[Choice, ...], Query(max_length=20, description="Answers to choose from.")]
AskedAt = Annotated[datetime | None, Query(description="When it is asked; else now.")]

Scope = Annotated[
    Literal["article", "story", "thread", "search"], Query(description="What `what` names.")
]
Length = Literal["short", "medium", "long"]
LENGTHS: tuple[Length, ...] = ("short", "medium", "long")

pages = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
api = APIRouter(prefix="/api", tags=["read"], responses={"4XX": {"model": ErrorOut}})


@pages.get("/ask")
def ask_page(site: SiteDep, q: Words = "") -> Response:
    """A question in plain language, and what the articles say to it."""
    answer = site.editor.ask(q) if q.strip() else None
    shown = [(cited, passage(cited.article, cited.passage, cited.sentence)) for cited in
             (answer.cites if answer else ())]  # fmt: skip
    said = in_short(site, answer.written if answer else None)
    return site.page("ask.html", q=q, answer=answer, passages=shown, said=said)


@pages.get("/story/{story_id}/viewpoints")
def viewpoints_page(site: SiteDep, story_id: Id) -> Response:
    """How those who tell a story differ."""
    view = site.news.story(story_id)
    points = site.editor.viewpoints(story_id)
    if view is None or points is None:
        raise HTTPException(404)
    said = in_short(site, points.written)
    return site.page("viewpoints.html", view=view, points=points, said=said)


@pages.get("/summary")
def summary_page(
    site: SiteDep, what: Words, of: Scope = "story", length: Length = "medium"
) -> Response:
    """A summary in three lengths, each sentence linked to its place."""
    found = site.editor.summary(of, what, length=length)
    if found is None:
        raise HTTPException(404)
    back = f"/search{query_string({'q': what})}" if of == "search" else f"/{of}/{path_part(what)}"
    return site.page(
        "summary.html",
        headline=found.summary.headline,
        sentences=cited_among(found.summary, found.articles),
        found=found,
        chosen={"of": of, "what": what, "length": length},
        lengths=LENGTHS,
        back=back,
    )


def in_short(site: Site, written: Written | None) -> tuple[CitedSentence, ...]:
    """Return what a model wrote, each sentence linked to its places."""
    if written is None or not written.sentences:
        return ()
    ids = dict.fromkeys(id for sentence in written.sentences for id, _ in sentence.cites)
    articles = site.news.store.articles.get(list(ids))
    return cited_among(Summary(headline="", sentences=written.sentences), articles)


class WrittenOut(Out):
    """What a remote model made of it; without sentences the note says why it did not."""

    sentences: tuple[SentenceOut, ...]
    replaced: Annotated[int, Field(description="Sentences of it that were not borne out.")]
    note: str
    late: Annotated[bool, Field(description="It is still writing: ask again in a moment.")]

    @classmethod
    def of(cls, written: Written | None) -> WrittenOut | None:
        """Return what the API says of it; None where no model was asked."""
        if written is None:
            return None
        return cls(
            sentences=sentences_out(written.sentences),
            replaced=written.replaced,
            note=written.note,
            late=written.late,
        )


def sentences_out(sentences: Sequence[SummarySentence]) -> tuple[SentenceOut, ...]:
    """Return sentences with the spans that they rest on."""
    return tuple(
        SentenceOut(
            text=one.text,
            cites=tuple(Cite(article=id, start=span.start, end=span.end) for id, span in one.cites),
        )
        for one in sentences
    )


class PassageOut(Out):
    """A passage that speaks to the question, word for word. Offsets count code points."""

    article: str
    url: str
    title: str
    publisher: str
    published_at: datetime | None
    quote: str
    start: int
    end: int
    sentence_start: Annotated[int, Field(description="Where the sentence that says most begins.")]
    sentence_end: int
    chance: Annotated[float, Field(description="That it answers the question, 0 to 1.")]

    @classmethod
    def of(cls, cited: Cited) -> PassageOut:
        """Return what the API says of a passage."""
        article = cited.article
        return cls(
            article=article.id,
            url=article.url,
            title=article.title,
            publisher=article.publisher,
            published_at=article.time,
            quote=cited.quote,
            start=cited.passage.start,
            end=cited.passage.end,
            sentence_start=cited.sentence.start,
            sentence_end=cited.sentence.end,
            chance=round(cited.chance, 4),
        )


class AnswerOut(Out):
    """What the library says. Where it says nothing, `cites` are what comes nearest."""

    question: str
    answered: bool
    answer: Annotated[str, Field(description="A sentence of the first passage; empty where none.")]
    chance: Annotated[float, Field(description="That the library answers it, 0 to 1.")]
    choice: Annotated[int | None, Field(description="The likeliest; a guess if not answered.")]
    chances: Annotated[tuple[float, ...], Field(description="Of each choice; together 1.")]
    cites: tuple[PassageOut, ...]
    written: Annotated[WrittenOut | None, Field(description="In a model's words; null: not asked.")]

    @classmethod
    def of(cls, question: str, answer: Answer) -> AnswerOut:
        """Return what the API says of an answer."""
        return cls(
            question=question,
            answered=answer.answered,
            answer=answer.text,
            chance=round(answer.chance, 4),
            choice=answer.choice,
            chances=tuple(round(chance, 4) for chance in answer.chances),
            cites=tuple(PassageOut.of(cited) for cited in answer.cites),
            written=WrittenOut.of(answer.written),
        )


@api.get("/ask")
def ask(site: SiteDep, q: Words, asked_at: AskedAt = None, choice: Choices = ()) -> AnswerOut:
    """What the articles say to a question in plain language, in their own words."""
    at = to_utc(asked_at) if asked_at else None
    return AnswerOut.of(q, site.editor.ask(q, asked_at=at, choices=choice))


class ViewpointsOut(Out):
    """How publishers, countries and those quoted tell a story, in sentences of its articles."""

    story: str
    agreed: tuple[Line, ...]
    wordings: tuple[Wording, ...]
    publishers: tuple[View, ...]
    countries: tuple[View, ...]
    speakers: tuple[View, ...]
    why_none: Annotated[str, Field(description="Why there is nothing to compare; else empty.")]
    written: Annotated[WrittenOut | None, Field(description="It in short, by a model; or null.")]


@api.get("/stories/{story_id}/viewpoints")
def viewpoints(site: SiteDep, story_id: Id) -> ViewpointsOut:
    """What each voice of a story stresses and omits, and how each words it."""
    points = site.editor.viewpoints(story_id)
    if points is None:
        raise HTTPException(404)
    plain = ViewpointsOut.model_validate(replace(points, written=None))
    return plain.model_copy(update={"written": WrittenOut.of(points.written)})


class SummaryOut(Out):
    """A headline and sentences, each resting on the spans of articles that it cites."""

    headline: str
    sentences: tuple[SentenceOut, ...]
    by_model: Annotated[bool, Field(description="Some of it is in a remote model's words.")]
    note: Annotated[str, Field(description="Why a remote model did not write; else empty.")]


@api.get("/summary")
def summary(
    site: SiteDep, what: Words, of: Scope = "story", length: Length = "medium"
) -> SummaryOut:
    """The summary of a story, an article or a thread by its id, or of a search by its words."""
    found = site.editor.summary(of, what, length=length)
    if found is None:
        raise HTTPException(404)
    return SummaryOut(
        headline=found.summary.headline,
        sentences=sentences_out(found.summary.sentences),
        by_model=found.by_model,
        note=found.note,
    )
