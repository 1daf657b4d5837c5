from __future__ import annotations

import re
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.entities.test_entities import entity, library
from tests.serve.conftest import client_over
from tidings.news import News


@pytest.fixture
def told() -> News:
    return library()


@pytest.fixture
def pages(told: News) -> TestClient:
    return client_over(told)


def test_people_are_listed_and_found(pages: TestClient) -> None:
    assert "Yunus-bek Yevkurov" in pages.get("/entities").text
    found = pages.get("/entities?q=haftar&kind=person").text
    assert "Khalifa Haftar" in found
    assert "Yevkurov" not in found
    assert "Moscow" in pages.get("/entities?kind=place").text
    assert pages.get("/entities?kind=animal").status_code == 400


def test_a_page_shows_names_times_and_company(pages: TestClient, told: News) -> None:
    page = pages.get(f"/entity/{entity(told, 'Yunus-bek Yevkurov')}").text
    for part in ("Юнус-бек Евкуров", "Why these are one", "<rect", "Moscow", "Khaled Haftar"):
        assert part in page
    assert pages.get("/entity/none").status_code == 404


def test_names_lead_from_the_article_and_the_story_to_their_page(
    pages: TestClient, told: News
) -> None:
    link = f'href="/entity/{entity(told, "Khalifa Haftar")}"'
    assert link in pages.get("/article/1").text
    assert link in pages.get("/story/s1").text


def test_a_person_corrects_and_undoes(pages: TestClient, told: News) -> None:
    one, two = entity(told, "Khalifa Haftar"), entity(told, "Khaled Haftar")
    page = pages.get(f"/entity/{one}").text
    token = re.findall(r'name="token" value="([^"]+)"', page)[0]

    def send(do: str, value: str) -> Any:
        return pages.post(f"/entity/{one}", data={"token": token, "do": do, "value": value})

    assert send("same", two).status_code == 303
    assert pages.get(f"/entity/{two}").headers["location"] == f"/entity/{one}"
    (number,) = re.findall(r'name="value" value="(\d+)">Undo', pages.get(f"/entity/{one}").text)
    assert send("undo", number).status_code == 303
    assert "Khaled" in pages.get(f"/entity/{two}").text
    assert send("rename", "K. H.").status_code == 303
    assert send("dance", "").status_code == 400
    assert send("same", "nobody").status_code == 400
    assert pages.post(f"/entity/{one}", data={"do": "rename", "value": "x"}).status_code == 403


def test_a_story_is_said_to_mean_another_of_the_name(pages: TestClient, told: News) -> None:
    one = entity(told, "Yunus-bek Yevkurov")
    page = pages.get(f"/entity/{one}").text
    assert "Others of this name" not in page
    token = re.findall(r'name="token" value="([^"]+)"', page)[0]
    chosen = {"token": token, "do": "other", "value": "s2"}
    assert pages.post(f"/entity/{one}", data=chosen).status_code == 303
    page = pages.get(f"/entity/{one}").text
    assert "Others of this name" in page
    (other,) = set(re.findall(r'/entity/(\w+)"><bdi>Yevkuro<', page))
    assert "/story/s2" in pages.get(f"/entity/{other}").text


def test_the_api(pages: TestClient, told: News) -> None:
    rows = pages.get("/api/entities?kind=person").json()["entities"]
    assert (rows[0]["name"], rows[0]["stories"]) == ("Yunus-bek Yevkurov", 3)
    record = pages.get(f"/api/entities/{rows[0]['id']}").json()
    assert record["forms"]["Yevkuro"] == 1
    assert record["unit"] == "day"
    assert {one["name"] for one in record["beside"]} >= {"Moscow", "Khaled Haftar"}
    assert pages.get("/api/entities/none").status_code == 404


def test_a_program_corrects_and_undoes(pages: TestClient, told: News) -> None:
    one, two = entity(told, "Khalifa Haftar"), entity(told, "Khaled Haftar")

    def say(status: int, **wanted: str) -> Any:
        answer = pages.post("/api/corrections/names", json=wanted)
        assert answer.status_code == status, answer.text
        return answer.json()

    said = say(201, entity=one, do="same", value=two)
    assert said["says"] == "Khaled Haftar is the same as Khalifa Haftar"
    assert pages.get(f"/api/entities/{two}").json()["id"] == one
    undone = pages.post(f"/api/corrections/names/{said['id']}/undo", json={}).json()
    assert undone["undone_at"]
    assert pages.get(f"/api/entities/{two}").json()["id"] == two
    assert pages.post(f"/api/corrections/names/{said['id']}/undo", json={}).status_code == 400
    say(400, entity=one, do="same", value="nobody")
    say(400, entity=one, do="undo", value="1")
