"""Versions: what a publisher changed in an article, when, and whether it matters. Pure."""

from tidings.versions.align import Kind, Pair, Piece, align
from tidings.versions.edits import Difference, Edit, compare, history, said
from tidings.versions.keeping import surplus
from tidings.versions.sameness import is_one_article

__all__ = [
    "Difference",
    "Edit",
    "Kind",
    "Pair",
    "Piece",
    "align",
    "compare",
    "history",
    "is_one_article",
    "said",
    "surplus",
]
