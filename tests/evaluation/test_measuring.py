"""Scores by hand, sets as they are found, and `tidings bench` on a person's own articles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tidings.cli import main, measuring
from tidings.errors import UsageError
from tidings.evaluation import bcubed, measure_stories, pair_f1, prepare, read_labelled
from tidings.types import Article

FIRE = "Fire destroys the old theatre of Hollin harbour"
VOTE = "Voters of Marlow reject the bridge toll in a referendum"
ROWS = [
    {"id": "1", "title": FIRE, "text": f"{FIRE}, said fire chief Ada Holm.", "story": "fire"},
    {"id": "2", "title": VOTE, "text": f"{VOTE}, by 51 to 49 per cent.", "story": "vote"},
    {"id": "1", "title": f"{FIRE} overnight", "text": f"{FIRE}. Ada Holm spoke.", "story": "fire"},
]


def written(path: Path, rows: list[dict[str, object]]) -> Path:
    path.write_text("\n".join(map(json.dumps, rows)) + "\n\n")
    return path


@pytest.mark.parametrize(
    ("truth", "found", "by_article", "by_pair"),
    [
        ("aabb", "xxyy", 1.0, 1.0),
        ("aabb", "xxxx", 2 / 3, 0.5),
        ("aabb", "wxyz", 2 / 3, 0.0),
        ("aaab", "xxyy", 2 * (3 / 4) * (2 / 3) / (3 / 4 + 2 / 3), 0.4),
        ("abcd", "wxyz", 1.0, 1.0),
        ("", "", 1.0, 1.0),
    ],
)
def test_scores_by_hand(truth: str, found: str, by_article: float, by_pair: float) -> None:
    assert bcubed(truth, found) == pytest.approx(by_article)
    assert pair_f1(truth, found) == pytest.approx(by_pair)


def test_articles_of_one_id_are_two_and_lines_without_story_are_none(tmp_path: Path) -> None:
    path = written(tmp_path / "set.jsonl", [*ROWS, {"id": "9", "title": "No story"}])
    labelled = read_labelled(path)
    assert [one.article.id for one in labelled] == ["1", "2", "1#3"]
    assert [one.story for one in labelled] == ["fire", "vote", "fire"]


@pytest.mark.parametrize("line", ["{", '{"story": "fire"}'])
def test_a_bad_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text(f"\n{line}\n")
    with pytest.raises(UsageError, match="line 2"):
        read_labelled(path)


def test_what_is_recycled_counts_only_without_novelty() -> None:
    old = "The theatre had stood at the harbour since 1881 and was built by the Holm family."
    articles = [
        Article(id="1", title=FIRE, paragraphs=(old,)),
        Article(id="2", title=VOTE, paragraphs=(old, "Turnout was higher than ever before.")),
    ]
    assert "theatre" not in prepare(articles)[1].terms
    assert "theatre" in prepare(articles, novelty=False)[1].terms


def test_both_ways_are_measured(tmp_path: Path) -> None:
    measured = measure_stories(read_labelled(written(tmp_path / "set.jsonl", ROWS)))
    assert (measured.articles, measured.stories) == (3, 2)
    assert measured.bcubed_online == measured.pair_f1_at_rest == 1.0


def bench(*arguments: str) -> Result:
    return CliRunner(env={"TIDINGS_ENCODER": "none"}).invoke(main, ["bench", *arguments])


def test_the_command_measures_what_is_labelled(tmp_path: Path) -> None:
    written(tmp_path / "mine.jsonl", ROWS)
    written(tmp_path / "unlabelled.jsonl", [{"id": "1", "title": "No story"}])
    (record,) = map(json.loads, bench("--data", str(tmp_path), "--json").stdout.splitlines())
    assert record["set"] == "mine"
    assert record["bcubed_at_rest"] == 1.0
    told = bench("--data", str(tmp_path), "--quick")
    assert told.stdout.startswith("mine\t3\t2\t1.000\t1.000")
    assert "unlabelled.jsonl: no line names its `story`" in told.stderr


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("--data", "nowhere.jsonl"), 2, "does not exist"),
        (("--data", "{empty}"), 1, "holds no labelled articles"),
        (("stories", "--data", "{empty}"), 2, "not both"),
        (("--json",), 1, "build/bench.json"),
    ],
)
def test_what_can_t_be_measured_is_said(
    tmp_path: Path, arguments: tuple[str, ...], status: int, said: str
) -> None:
    done = bench(*(argument.format(empty=tmp_path) for argument in arguments))
    assert done.exit_code == status
    assert said in done.stderr


def test_without_the_repository_it_is_said_where_the_benches_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measuring, "SOURCES", tmp_path)
    done = bench()
    assert done.exit_code == 1
    assert "make bench" in done.stderr


def test_in_the_repository_the_benches_are_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bench").mkdir()
    (tmp_path / "bench/__main__.py").write_text("import sys; sys.exit(len(sys.argv))")
    monkeypatch.setattr(measuring, "SOURCES", tmp_path)
    assert bench("stories", "--quick").exit_code == 3
