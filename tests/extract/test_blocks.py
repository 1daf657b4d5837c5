"""How a page is cut into blocks, and what their numbers and names say."""

from __future__ import annotations

import numpy as np
import pytest

from tidings.distill.extract import parse_html
from tidings.distill.extraction.blocks import TAGS, Outline, cut_blocks
from tidings.distill.extraction.characters import COMMA, DIGIT, STOP, UPPER, count_characters
from tidings.distill.extraction.choose import choose_blocks, confidence
from tidings.distill.extraction.features import read_page
from tidings.distill.extraction.model import judge
from tidings.distill.extraction.signs import Sign, signs_of


def outline_of(html: str) -> Outline:
    body = parse_html(html).body
    assert body is not None
    return cut_blocks(body)


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ("<p>a<b>b</b>c <i>d</i>", ["abc d"]),
        ("<div>a<p>b</p>c</div>", ["a", "b", "c"]),
        ("<table><tr><td>1</td><td>two</td></tr><tr><td>3</td></tr></table>", ["1 two", "3"]),
        ("<table><tr><td><a href=x>one</a></td><td>two</td></tr></table>", ["one", "two"]),
        ("<p>a<nav>b</nav><button>c</button><svg><text>d</text></svg>", ["a"]),
        ("<p>…</p><p>---</p><p>1</p>", ["1"]),
        ("<ul><li>a<ul><li>b</ul><li>c</ul>", ["a", "b", "c"]),
    ],
)
def test_texts(html: str, texts: list[str]) -> None:
    assert outline_of(html).texts == texts


def test_counts_and_elements() -> None:
    outline = outline_of(
        "<article><img><p class=x><a href=/>abc</a> de<b>f</b></p></article><div></div>"
    )
    assert outline.counts == [(2, 3, 1, 0, 1, 1, 0)]
    assert [TAGS[tag] for tag in outline.tags] == ["body", "article", "p"]
    assert outline.parents == [0, 0, 1]


def test_an_element_is_entered_once() -> None:
    outline = outline_of("<section><p>a</p><p>b</p><div><p>c</p></div></section><p>d</p>")
    assert [TAGS[tag] for tag in outline.tags] == ["body", "section", "p", "p", "div", "p", "p"]
    assert outline.parents == [0, 0, 1, 1, 1, 4, 0]


@pytest.mark.parametrize(
    ("names", "signs"),
    [
        ("articleBody", Sign.BODY | Sign.CONTENT | Sign.ARTICLE),
        ("entry-content", Sign.BODY | Sign.CONTENT),
        ("prop:articleBody", Sign.BODY | Sign.CONTENT | Sign.ARTICLE),
        ("site-nav", Sign.NAVIGATION),
        ("ad", Sign.ADVERT),
        ("shadow", Sign(0)),  # holds "ad", but is another word
        ("css-1x2y3z", Sign(0)),
        ("", Sign(0)),
    ],
)
def test_signs(names: str, signs: Sign) -> None:
    assert Sign(signs_of(names)) == signs


def test_characters() -> None:
    counted = count_characters(["A, b. 12", "你好，世界。", "\U0001f600"])
    assert counted.kinds[0][[UPPER, COMMA, STOP, DIGIT]].tolist() == [1, 1, 1, 2]
    assert counted.length.tolist() == [8, 6, 1]
    assert counted.size[0] == 3
    assert counted.size[1] == pytest.approx(1 + 4 * 0.6)
    assert counted.last[1] == STOP


def test_rows_are_finite_and_judged_alike_alone_or_long() -> None:
    for repeats in (1, 7, 400):
        page = read_page(outline_of("<p>Some words, and a few more of them here.</p>" * repeats))
        assert np.isfinite(page.rows).all()
        belongs = judge(page.rows)
        assert belongs.shape == (repeats,)
        assert ((belongs >= 0) & (belongs <= 1)).all()


def test_an_unsure_model_keeps_the_best() -> None:
    size = np.array([40.0, 40.0, 5.0])
    belongs = np.array([0.2, 0.19, 0.01], np.float32)
    kept = choose_blocks(["a", "b", "c"], size, belongs)
    assert kept.tolist() == [True, True, False]
    link = np.zeros(3)
    assert 0 < confidence(size, link, belongs, kept) < 0.5
    assert confidence(size, link + 1, belongs, kept) == 0


def test_a_hopeless_page_keeps_nothing() -> None:
    size = np.array([40.0])
    kept = choose_blocks(["a"], size, np.array([0.01], np.float32))
    assert not kept.any()
    assert confidence(size, np.zeros(1), np.array([0.01], np.float32), kept) == 0
