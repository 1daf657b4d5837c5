from __future__ import annotations

from pathlib import Path

import pytest

from tidings.reference import languages
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


def test_the_model_is_the_same_kept_or_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("no folder")
    told = likely("Le port restera fermé jusqu’à lundi.")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    monkeypatch.setattr(languages, "_identifier", languages._identifier.__wrapped__)
    assert likely("Le port restera fermé jusqu’à lundi.") == told
