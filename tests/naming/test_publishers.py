from __future__ import annotations

import pytest

from tidings.naming import speaks_of_itself
from tidings.types import Article, Span


@pytest.mark.parametrize(
    ("publisher", "text", "name", "own"),
    [
        ("Meridian Post", "The order, which the Post has seen, covers two firms.", "Post", True),
        ("The Harbour Courier", "A summary that the Courier has read.", "the Courier", True),
        ("The Harbour Courier", "As Harbour Courier reported on Monday.", "Harbour Courier", True),
        ("Le Monde", "Selon un document que Le Monde a consulté.", "Le Monde", True),
        ("Radio France", "Le président de la France a parlé.", "France", False),
        ("Radio France", "Le président est en France depuis lundi.", "France", False),
        ("Meridian Post", "Post offices close on Friday, said Post chief Ann Orr.", "Post", False),
        ("The Harbour Courier", "The Post was the first to tell.", "Post", False),
        ("", "The Post was the first to tell.", "Post", False),
    ],
)
def test_a_publisher_speaks_of_itself(publisher: str, text: str, name: str, own: bool) -> None:
    article = Article(id="a", publisher=publisher, paragraphs=(text,))
    start = text.index(name)
    assert speaks_of_itself(article, Span(start=start, end=start + len(name))) is own
