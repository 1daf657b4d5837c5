"""Which story goes on from which: by what both tell of, as rare as it is."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.group.news import MARKET, OTHER_QUAKE, QUAKE, START, told
from tidings.group.threads import GAP, Profile, keys, link

INQUIRY = (
    "The school in Port Sall that fell in the Velora earthquake had no iron in its walls.",
    "Mayor Anna Kestrin said that the builders from Dornheim had left it out.",
    "An inquiry into the ruins of the school begins on Velora this week.",
)


def story(name: str, title: str, *paragraphs: str, days: float = 0.0) -> Profile:
    known = keys([told(name, title, *paragraphs)])
    return Profile(
        story=name, time=START + timedelta(days=days), keys={key.term: key for key in known}
    )


QUAKED = story("quake", "Earthquake hurts 23 on Velora", *QUAKE)
INQUIRED = story("inquiry", "Velora school had no iron in its walls", *INQUIRY, days=9)


def linked(later: Profile, *earlier: Profile, stories: int = 50) -> str:
    holding = {key: 2 for key in later.keys}  # noqa: C420 plain to read
    found = link(later, earlier, holding, stories)
    return found.previous if found else ""


def test_a_story_goes_on_from_what_it_is_about() -> None:
    other = story("other", "Tremor rattles Hargate", *OTHER_QUAKE, days=4)
    market = story("market", "Ferry line's shares fall", *MARKET, days=8)
    assert linked(INQUIRED, other, QUAKED, market) == "quake"
    assert linked(INQUIRED, other, market) == ""
    assert linked(other, QUAKED) == ""  # the same kind of thing elsewhere


def test_the_reasons_name_what_both_tell_of() -> None:
    found = link(INQUIRED, [QUAKED], {}, 50)
    assert found is not None
    assert {"Velora", "Port", "Sall"} & set(found.because[0].text.replace(",", "").split())
    assert set(found.because[0].words) <= INQUIRED.keys.keys() & QUAKED.keys.keys()
    assert found.because[0].words
    assert found.because[1].text == "9 days later"


@pytest.mark.parametrize("days", [0.0, -1.0, GAP.days + 10.0])
def test_only_earlier_and_not_long_ago(days: float) -> None:
    """What came at the same time with a later id, or later, or months before is no forerunner."""
    other = Profile(story="zzz", time=INQUIRED.time - timedelta(days=days), keys=QUAKED.keys)
    assert linked(INQUIRED, other) == ""


def test_of_two_as_near_the_later_is_gone_on_from() -> None:
    again = Profile(story="again", time=QUAKED.time + timedelta(days=7), keys=QUAKED.keys)
    assert linked(INQUIRED, QUAKED, again) == "again"
    assert linked(INQUIRED, again, QUAKED) == "again"


def test_what_all_stories_hold_links_none() -> None:
    """A region's news names the region in every story."""
    holding = {key: 50 for key in INQUIRED.keys}  # noqa: C420
    assert link(INQUIRED, [QUAKED], holding, 50) is None


def test_nothing_has_no_keys() -> None:
    assert keys([]) == ()
    assert keys([told("empty", "")]) == ()
