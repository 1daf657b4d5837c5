"""What `tidings` does before anything is imported."""

from __future__ import annotations

import os

import pytest

from tidings import __main__, cli


@pytest.mark.parametrize(("given", "kept"), [("", "1"), ("4", "4")])
def test_numpy_is_told_to_use_one_thread_unless_a_person_says_otherwise(
    monkeypatch: pytest.MonkeyPatch, given: str, kept: str
) -> None:
    monkeypatch.setattr(cli, "main", lambda prog_name: None)
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", given or "1")
    if not given:
        monkeypatch.delenv("OPENBLAS_NUM_THREADS")
    __main__.main()
    assert os.environ["OPENBLAS_NUM_THREADS"] == kept
