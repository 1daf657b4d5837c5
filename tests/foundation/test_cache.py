from __future__ import annotations

from pathlib import Path

import pytest

from tidings.cache import kept_file
from tidings.errors import CacheError


def test_a_file_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    made = [kept_file("towns.npz", lambda path: path.write_text("1") and None) for _ in range(2)]
    assert made[0] == made[1] == tmp_path / "tidings/towns.npz"
    assert [path.name for path in made[0].parent.iterdir()] == ["towns.npz"]


def test_where_nothing_can_be_written_it_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    with pytest.raises(CacheError, match="XDG_CACHE_HOME") as caught:
        kept_file("towns.npz", Path.touch)
    assert isinstance(caught.value, OSError)  # the machine's trouble: the article stays pending
