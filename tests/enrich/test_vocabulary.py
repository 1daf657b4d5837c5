"""Texts in pieces, as the model was taught: like the package `tokenizers`, piece for piece."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidings.enrich.encoders.pack import pack_path, read_pack
from tidings.enrich.encoders.vocabulary import Tokens, Vocabulary, load_vocabulary

MADE = Vocabulary(
    [("<unk>", 0.0), ("▁", -2.0), ("▁fer", -4.0), ("ry", -4.0), ("▁ferry", -9.0), ("a", -3.0),
     ("▁a", -5.0), ("aa", -6.0)],
    unknown=0,
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "ids", "ends"),
    [
        ("", [], []),
        (" ", [1], [1]),
        ("ferry", [2, 3], [3, 5]),  # -8 in two pieces, -9 in one
        ("a ferry", [6, 2, 3], [1, 5, 7]),
        ("  a", [1, 6], [1, 3]),
        ("a▁a", [6, 6], [1, 3]),  # the mark itself is a space
        ("aaa", [6, 7], [1, 3]),  # of two cuts alike the one whose last piece begins first
        ("xyz", [1, 0], [1, 3]),  # what is unknown side by side is one token
        ("xaz", [1, 0, 5, 0], [1, 1, 2, 3]),
    ],
)
def test_a_word_is_cut_where_it_is_likeliest(text: str, ids: list[int], ends: list[int]) -> None:
    assert MADE.encode(text) == Tokens(ids, ends)


def test_no_more_is_read_than_is_asked_for() -> None:
    assert MADE.encode("a a a a", enough=2).ids == [6, 6]


@pytest.fixture(scope="module")
def peer() -> Any:
    tokenizers = pytest.importorskip("tokenizers")
    if pack_path() is None:
        pytest.skip("this machine has no weights for the default encoder")
    pack = read_pack()
    found = tokenizers.Tokenizer(tokenizers.models.Unigram(pack.pieces(), pack.unknown, False))
    found.pre_tokenizer = tokenizers.pre_tokenizers.Metaspace(prepend_scheme="always")
    return found


@settings(max_examples=300, deadline=None)
@given(
    st.text(max_size=60)
    | st.text("abest .,▁\n\u00a0ß", max_size=60)
    | st.lists(
        st.sampled_from("The ferry sailed 日本語の 政府は <s> U.S. don’t Москва 🦄🦄".split())
    ).map(" ".join)
)
def test_texts_are_cut_as_the_peer_cuts_them(peer: Any, text: str) -> None:
    text = text.encode("utf-8", "replace").decode()
    theirs = peer.encode(text, add_special_tokens=False)
    assert load_vocabulary().encode(text) == Tokens(theirs.ids, [e for _, e in theirs.offsets])
