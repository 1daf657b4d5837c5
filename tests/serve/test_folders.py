"""The page on which a person chooses how each folder is shown in reader apps."""

from __future__ import annotations

import re
from pathlib import Path

from starlette.testclient import TestClient

from tests.serve.conftest import HERE
from tests.serve.reader_apps.conftest import NOW, fill
from tidings.config import Config
from tidings.news import News
from tidings.serve import create_app
from tidings.types import OWNER, Shows


def test_a_choice_is_kept_for_each_folder(tmp_path: Path) -> None:
    with News.open(tmp_path / "library.sqlite", config=Config(workers=1)) as news:
        fill(news)
        client = TestClient(create_app(news, Config(), clock=lambda: NOW), HERE)
        page = client.get("/settings/folders").text
        assert "Sea &amp; Air" in page
        assert "4 unread" in page
        token = re.search(r'name="token" value="([^"]+)"', page)
        assert token
        town = next(f for f in news.people.desk(OWNER).folders() if f.name == "Town")
        chosen = {f"folder-{town.number}": "2", "folder-999": "1", "token": token[1]}
        assert "Your choice is kept" in client.post("/settings/folders", data=chosen).text
        assert [f.shows for f in news.people.desk(OWNER).folders() if f.name == "Town"] == [
            Shows.STORIES
        ]
        for wrong in ("9", "x", ""):
            chosen[f"folder-{town.number}"] = wrong
            assert client.post("/settings/folders", data=chosen).status_code == 200
        assert client.post("/settings/folders", data={"token": "x"}).status_code == 403
