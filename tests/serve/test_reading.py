from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.serve.fake_news import FakeNews
from tidings.serve.render.citations import cited_sentences
from tidings.serve.render.reading import Block, anchor, blocks, cited
from tidings.text import sentences
from tidings.types import Article, Novelty, Segment, Span
from tidings.views import ArticleView


def view_of(article: Article, *segments: Segment, **known: Article) -> ArticleView:
    return ArticleView(
        article=article,
        novelty=Novelty(article=article.id, segments=segments),
        first_seen=tuple(known.items()),
        tags=(),
        story=None,
        duplicate_of=None,
        copies=(),
        related=(),
        versions=(),
        because=(),
    )


def segment(start: int, end: int, *, paragraph: int = 0, old: str = "", seen: int = 1) -> Segment:
    return Segment(
        paragraph=paragraph, start=start, end=end, new=not old, first_seen=old, seen=seen
    )


def words_of(block: Block) -> list[str]:
    return ["".join(piece.text for piece in paragraph) for paragraph in block.paragraphs]


def test_recycled_paragraphs_in_a_row_fold_together() -> None:
    article = Article(id="a", paragraphs=("New.", "Old one.", "Old two.", "New again."))
    first = Article(id="f", title="First")
    found = view_of(
        article,
        segment(0, 4),
        segment(5, 13, paragraph=1, old="f", seen=2),
        segment(14, 22, paragraph=2, old="f", seen=5),
        segment(23, 33, paragraph=3),
        f=first,
    )
    one, two, three = blocks(found)
    assert [words_of(b) for b in (one, two, three)] == [
        ["New."],
        ["Old one.", "Old two."],
        ["New again."],
    ]
    assert (one.new, two.new, three.new) == (True, False, True)
    assert two.origins == (first,)
    assert two.seen == 5


def test_a_recycled_end_of_a_paragraph_folds_alone() -> None:
    article = Article(id="a", paragraphs=("Something happened. It is an old town.",))
    one, two = blocks(view_of(article, segment(0, 20), segment(20, 38, old="f")))
    assert words_of(one) == ["Something happened. "]
    assert words_of(two) == ["It is an old town."]
    assert [p.anchor for p in two.paragraphs[0]] == ["s20-38"]


def test_every_sentence_can_be_linked_to() -> None:
    article = Article(id="a", paragraphs=("One is here. Two is there.", "Three is far."))
    (block,) = blocks(view_of(article))
    anchors = [piece.anchor for p in block.paragraphs for piece in p if piece.anchor]
    assert anchors == [anchor(span) for span in sentences(article.text)]


def test_a_citation_that_is_no_whole_sentence_means_the_one_it_is_most_of() -> None:
    known = [Span(start=0, end=10), Span(start=11, end=40)]
    assert cited(Span(start=0, end=10), known) == "s0-10"
    assert cited(Span(start=8, end=30), known) == "s11-40"
    assert cited(Span(start=90, end=99), known) == ""


def test_each_publisher_confirms_a_sentence_once() -> None:
    news = FakeNews()
    view = news.story(list(news.stories)[4])
    assert view is not None
    doubled = view.summary.sentences[0]
    doubled = replace(doubled, cites=doubled.cites * 2)
    view = replace(view, summary=replace(view.summary, sentences=(doubled,)))
    (sentence,) = cited_sentences(view)
    publishers = [cite.publisher for cite in sentence.confirming]
    assert sentence.source is not None
    assert len(publishers) == len(set(publishers)) == len(view.tellings) - 1


def test_a_citation_of_an_article_that_is_gone_is_left_out() -> None:
    news = FakeNews()
    view = news.story(list(news.stories)[1])
    assert view is not None
    (sentence, *_) = cited_sentences(replace(view, tellings=()))
    assert sentence.source is None
    assert sentence.text


paragraph = st.text("ab. \u05d0", max_size=30)
spans = st.tuples(st.integers(0, 90), st.integers(0, 90), st.booleans())


@given(st.lists(paragraph, max_size=4), st.lists(spans, max_size=6))
def test_nothing_of_the_text_is_lost_whatever_the_segments(
    paragraphs: list[str], found: list[tuple[int, int, bool]]
) -> None:
    article = Article(id="a", paragraphs=tuple(paragraphs))
    segments = [segment(a, b, old="" if new else "f") for a, b, new in found if a < b]
    shown = blocks(view_of(article, *segments))
    text = "".join(piece.text for b in shown for p in b.paragraphs for piece in p)
    assert "".join(text.split()) == "".join(article.text.split())
    anchors = [piece.anchor for b in shown for p in b.paragraphs for piece in p if piece.anchor]
    assert len(anchors) == len(set(anchors))
