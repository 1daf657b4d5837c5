"""Pages of places, maps and what people say of them, over articles with names noted by hand."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser, expect
from starlette.testclient import TestClient

from tests.entities.test_places import library, place
from tests.serve.conftest import client_over, served
from tidings.config import Config
from tidings.news import News
from tidings.serve import create_app
from tidings.serve.maps import Map, drawn
from tidings.serve.maps.draw import HEIGHT, WIDTH
from tidings.serve.maps.shapes import clipped, outlines
from tidings.types import Pin, Place, PlaceMention, Span


@pytest.fixture(scope="module")
def told() -> News:
    return library()


@pytest.fixture(scope="module")
def pages(told: News) -> TestClient:
    return client_over(told)


def pin(place: Place, times: int = 1) -> Pin:
    first = PlaceMention(article="a", place=place, name="", times=times, span=Span(start=0, end=1))
    return Pin(place=place, times=times, articles=1, stories=1, first=first)


TRIPOLI = Place("town", "Tripoli", 32.9, 13.2, "LY", "77")
BENGHAZI = Place("town", "Benghazi", 32.1, 20.1, "LY", "69")
MOSCOW = Place("town", "Moscow", 55.75, 37.6, "RU", "48")
LIBYA = Place("country", "Libya", 28.0, 17.0, "LY")
SUVA, APIA = Place("town", "Suva", -18.1, 178.4, "FJ"), Place("town", "Apia", -13.8, -171.8, "WS")


def drawing(*places: Place) -> Map:
    found = drawn([pin(place, n + 1) for n, place in enumerate(places)])
    assert found is not None
    return found


def test_fewer_than_two_places_make_no_map() -> None:
    africa = Place("continent", "Africa", 5, 20, "")
    assert drawn([]) is None
    assert drawn([pin(TRIPOLI), pin(africa)]) is None


@pytest.mark.parametrize(
    ("places", "seen"),
    [
        ((TRIPOLI, BENGHAZI), {"LY"}),
        ((TRIPOLI, MOSCOW), {"LY", "UA", "RU", "IT"}),
        ((TRIPOLI, LIBYA), {"LY", "TN", "EG"}),
        ((TRIPOLI, BENGHAZI, LIBYA), {"LY", "TN", "EG", "TD"}),  # all of it
        ((SUVA, APIA), {"FJ", "WS", "TO"}),  # on both sides of the date line
        ((TRIPOLI, SUVA, APIA, MOSCOW), {"LY", "US", "AU", "ZA"}),
    ],
)
def test_the_frame_holds_the_places_and_the_land_around_them(
    places: tuple[Place, ...], seen: set[str]
) -> None:
    found = drawing(*places)
    assert {dot.pin.place for dot in found.dots} == set(places)
    assert seen <= {land.land for land in found.lands}
    for dot in found.dots:
        assert 0 < dot.x < WIDTH
        assert 0 < dot.y < HEIGHT
    assert [land.land for land in found.lands if land.told] == ["LY"] * (LIBYA in places)


def test_the_east_is_right_and_the_north_is_up_and_more_is_larger() -> None:
    tripoli, moscow = drawing(TRIPOLI, MOSCOW).dots
    assert tripoli.x < moscow.x
    assert tripoli.y > moscow.y
    assert tripoli.radius < moscow.radius


def test_names_never_lie_on_one_another() -> None:
    crowd = [Place("town", f"Long Name {n}", 32 + n / 50, 13 + n / 40, "LY") for n in range(12)]
    named = [dot for dot in drawing(*crowd, MOSCOW).dots if dot.name]
    assert 2 <= len(named) < 8
    assert MOSCOW in {dot.pin.place for dot in named}


def test_of_places_too_near_to_each_other_the_largest_is_shown() -> None:
    near = [Place("town", f"Near {n}", 32.8 + n / 20, 13.1, "LY") for n in range(3)]
    dots = {dot.pin.place.name: dot for dot in drawing(*near, MOSCOW, SUVA).dots}
    assert (dots["Near 2"].more, dots["Near 2"].within) == (2, False)
    assert [dots[f"Near {n}"].within for n in range(2)] == [True, True]
    assert not dots["Moscow"].within
    assert dots["Moscow"].more == 0


def test_a_map_of_the_world_is_small() -> None:
    found = drawing(TRIPOLI, SUVA, APIA, MOSCOW, Place("town", "Lima", -12, -77, "PE"))
    assert sum(len(land.path) for land in found.lands) < 120_000
    near = drawing(TRIPOLI, Place("town", "Zawiya", 32.75, 12.7, "LY"))
    assert sum(len(land.path) for land in near.lands) < 8_000


def test_no_outline_jumps_over_the_globe() -> None:
    for outline in outlines():
        steps = np.diff(outline.points, axis=0, append=outline.points[:1])
        assert np.abs(steps[:, 1]).max() < 15
        assert np.abs(steps[:, 0]).max() < 30  # the border of the USA and Canada is as straight


def test_what_is_cut_off_stays_within() -> None:
    for outline in outlines():
        points = clipped(outline.points, (0.0, 10.0), (30.0, 40.0))
        if len(points):
            assert (points.min(axis=0) >= (-1e-9, 10 - 1e-9)).all()
            assert (points.max(axis=0) <= (30 + 1e-9, 40 + 1e-9)).all()


def test_a_story_shows_its_map_and_the_words_behind_it(pages: TestClient, told: News) -> None:
    page = pages.get("/story/s1").text
    assert '<section class="where"' in page
    text = told.store.articles.get(["1"])["1"].text
    assert f'href="/article/1#s0-{len(text)}"' in page
    assert "<mark>Benghazi</mark>" in page
    assert '<section class="where"' not in pages.get("/story/s3").text


def test_outlines_come_finer_for_who_looks_closer(pages: TestClient) -> None:
    asked = {"north": 30.0, "east": 15.0, "scale": 8.0, "across": 7.0}
    far = dict(pages.get("/map/land", params=asked).json())
    near = dict(pages.get("/map/land", params=asked | {"scale": 32, "across": 28}).json())
    assert {"LY", "EG"} <= set(far)
    assert len(near["LY"]) > len(far["LY"])
    for wrong in ({"north": 91}, {"east": 721}, {"scale": 0}, {"across": 1e9}, {"north": "nan"}):
        assert pages.get("/map/land", params=asked | wrong).status_code in (400, 422)


@pytest.mark.browser
def test_a_map_is_looked_at_closely(browser: Browser, told: News) -> None:
    with served(create_app(told, Config())) as here:
        page = browser.new_page(base_url=here)
        page.goto("/map")
        drawn = page.locator(".map svg")
        whole = drawn.get_attribute("viewBox") or ""
        with page.expect_response("**/map/land?*"):
            page.get_by_role("button", name="Closer").click(click_count=3)
        expect(drawn).not_to_have_attribute("viewBox", whole)
        expect(page.locator(".map .fine path").first).to_be_attached()
        closer = drawn.get_attribute("viewBox") or ""
        page.locator(".map a:visible").first.focus()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("-")
        expect(drawn).not_to_have_attribute("viewBox", closer)
        page.keyboard.press("0")
        expect(drawn).to_have_attribute("viewBox", whole)
        box = drawn.bounding_box() or {"x": 0, "y": 0}
        page.mouse.move(box["x"] + 50, box["y"] + 50)
        page.keyboard.down("Control")
        page.mouse.wheel(0, -100)
        page.keyboard.up("Control")
        expect(page.locator(".map.close")).to_be_attached()
        page.close()


def test_a_place_shows_its_stories_and_what_lies_around(pages: TestClient, told: News) -> None:
    page = pages.get(f"/place/{place(told, 'Libya')}").text
    for part in ('href="/story/s1"', 'href="/story/s3"', "Benghazi", "Places in it", "<svg"):
        assert part in page
    near = pages.get(f"/place/{place(told, 'Dallas')}").text
    assert "Plano" in near
    assert "Dallas, TX, United States" in near
    assert pages.get("/place/none").status_code == 404
    assert "Moscow" in pages.get("/places?q=mosc").text


@pytest.mark.parametrize("path", ["/map", "/map?q=tripoli", "/map?tag=none", "/map?q=nothing"])
def test_the_map_of_the_day_and_of_a_search(pages: TestClient, path: str) -> None:
    page = pages.get(path)
    assert page.status_code == 200
    assert ("Tripoli" in page.text) is ("none" not in path and "nothing" not in path)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("country:libya", {"1", "2", "5"}),
        ("country:US paris", {"3", "4"}),
        ("near:plano", {"3"}),
        ("near:tripoli", {"1", "5"}),
        ("-country:ly paris", {"3", "4"}),
        ("near:xyzzy", set()),
    ],
)
def test_a_search_by_place(pages: TestClient, query: str, found: set[str]) -> None:
    hits = pages.get("/api/search", params={"q": query}).json()["hits"]
    assert {hit["article"]["id"] for hit in hits} == found


def test_a_country_that_is_none_is_said(pages: TestClient) -> None:
    assert "takes a name or a code" in pages.get("/search?q=country:xyzzy").text


def test_a_place_has_a_feed(pages: TestClient, told: News) -> None:
    feed = pages.get(f"/place/{place(told, 'Libya')}/feed.json").json()
    assert {item["id"].rpartition(":")[2] for item in feed["items"]} >= {"1", "2", "5"}
    assert pages.get("/place/none/feed.atom").status_code == 404


def test_the_api_gives_geojson_and_places(pages: TestClient, told: News) -> None:
    found = pages.get("/api/map?story=s1").json()
    assert found["type"] == "FeatureCollection"
    benghazi = next(f for f in found["features"] if f["properties"]["name"] == "Benghazi, Libya")
    assert benghazi["geometry"] == {"type": "Point", "coordinates": [20.0686, 32.1149]}
    assert benghazi["properties"]["articles"] == 2
    assert pages.get("/api/map?thread=none").status_code == 404
    assert pages.get("/api/places?q=moscow").json()["places"][0]["stories"] == 1
    dallas = pages.get(f"/api/places/{place(told, 'Dallas')}").json()
    assert dallas["near"][0]["name"] == "Plano"


def test_a_person_corrects_a_place_and_undoes_it() -> None:
    told = library()
    pages, one = client_over(told), place(told, "Tripoli")
    page = pages.get(f"/place/{one}/correct?story=s1&name=Tripoli").text
    token = re.findall(r'name="token" value="([^"]+)"', page)[0]
    lebanon = re.findall(r'value="(\w+)"[^>]*><label[^>]*><bdi>Tripoli, Lebanon', page)[0]

    def send(**fields: str) -> Any:
        return pages.post(f"/place/{one}/correct", data={"token": token, **fields})

    asked = {"story": "s1", "name": "Tripoli", "to": lebanon, "where": "story"}
    assert send(**asked).headers["location"] == "/story/s1#where"
    assert "Tripoli, Lebanon" in pages.get("/story/s1").text
    assert send(**asked).status_code == 400  # it is not taken for that any more
    said = pages.get("/corrections/places").text
    assert "Tripoli is not Tripoli, Libya but Tripoli, Lebanon" in said
    (number,) = re.findall(r'name="undo" value="(\d+)"', said)
    assert send(undo=number).status_code == 303
    assert "Tripoli, Libya" in pages.get("/story/s1").text
    assert send(undo="x").status_code == 400
    assert send(undo=number).status_code == 400


def test_a_program_corrects_a_place_and_undoes_it() -> None:
    told = library()
    api, one = client_over(told), place(told, "Tripoli")
    wanted = {"story": "s1", "name": "Tripoli", "place": one, "to": "Tripoli, Lebanon"}
    said = api.post("/api/corrections/places", json=wanted)
    assert said.status_code == 201, said.text
    assert said.json()["everywhere"] is False
    (kept,) = api.get("/api/corrections/places").json()["corrections"]
    assert kept == said.json()
    assert "Tripoli, Lebanon" in api.get("/story/s1").text
    assert api.post(f"/api/corrections/places/{kept['id']}/undo", json={}).json()["undone_at"]
    assert api.get("/api/corrections/places").json() == {"corrections": []}
    assert api.post("/api/corrections/places", json=wanted | {"story": "none"}).status_code == 400
