from __future__ import annotations

import pytest

from tidings.reference.languages import NEWS_LANGUAGES, likely, to_code


@pytest.mark.parametrize(
    ("declared", "code"),
    [
        ("en-GB", "en"),
        ("pt_BR", "pt"),
        (" German ", "de"),
        ("nb-NO", "no"),
        ("iw", "he"),
        ("zh-Hant-TW", "zh"),
        ("klingon", ""),
        ("", ""),
    ],
)
def test_to_code(declared: str, code: str) -> None:
    assert to_code(declared) == code


@pytest.mark.parametrize("text", ["Le port restera fermé jusqu’à lundi.", "", "12 : 30", "\0"])
def test_likely(text: str) -> None:
    chances = dict(likely(text))
    assert set(chances) == NEWS_LANGUAGES
    assert sum(chances.values()) == pytest.approx(1, abs=1e-3)
    assert list(chances.values()) == sorted(chances.values(), reverse=True)
