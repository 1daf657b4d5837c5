from __future__ import annotations

from tidings.enrich import ANNOTATORS
from tidings.types import Article, Novelty

ARTICLE = Article(
    id="a",
    title="Port Ibra closes its harbour",
    paragraphs=("The harbour of Port Ibra will be closed. Port Ibra expects a storm.",),
    language="en",
)


def test_every_annotator_names_its_notes_and_stays_inside_the_text() -> None:
    for name, annotator in ANNOTATORS.items():
        notes = annotator.annotate(ARTICLE, Novelty(article="a"))
        assert notes, name
        for note in notes:
            assert (note.article, note.name, note.version) == ("a", name, annotator.version)
            assert 0.0 <= note.confidence <= 1.0
            assert note.span is None or 0 <= note.span.start < note.span.end <= len(ARTICLE.text)


def test_an_empty_article_gives_no_notes() -> None:
    for annotator in ANNOTATORS.values():
        assert annotator.annotate(Article(id="a"), Novelty(article="a")) == ()
