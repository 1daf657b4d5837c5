"""Feeds in any encoding are read, whether they say which, say another, or say nothing."""

from __future__ import annotations

import base64
import json
import re
from pathlib import Path

import pytest

from tidings.collect.charset import decode
from tidings.collect.feeds import parse_feed
from tidings.collect.opml import parse_opml
from tidings.collect.sitemap import parse_sitemap
from tidings.errors import FeedError
from tidings.reference.charsets import guess_codec
from tidings.types import Feed

URL = "https://paper.example/feed.xml"
RUSSIAN = "Мэр сообщил, что новый мост через реку откроют в конце недели."
JAPANESE = "市長は、新しい橋が週末に開通すると発表した。"
SENTENCES = {
    "cp1251": RUSSIAN,
    "koi8_r": RUSSIAN,
    "cp1252": "Le maire a annoncé que le nouveau pont sera ouvert à la fin de l’été.",
    "cp1250": "Starosta oznámil, že nový most přes řeku bude otevřen koncem příštího týdne.",
    "cp1253": "Ο δήμαρχος ανακοίνωσε ότι η νέα γέφυρα θα ανοίξει στο τέλος της εβδομάδας.",
    "cp1255": "ראש העיר הודיע כי הגשר החדש ייפתח בסוף השבוע.",
    "cp1256": "أعلن رئيس البلدية أن الجسر الجديد سيفتح في نهاية الأسبوع.",
    "shift_jis": JAPANESE,
    "euc_jp": JAPANESE,
    "iso2022_jp": JAPANESE,
    "euc_kr": "시장은 새 다리가 주말에 개통될 것이라고 발표했다.",
    "gb2312": "市长宣布，新的大桥将于本周末通车。",
    "big5": "市長宣布，新的大橋將於本週末通車。",
}


def rss(text: str, declared: str) -> str:
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    item = f"<item><title>{text}</title><description><![CDATA[{text}<p>]]></description></item>"
    return f"{head}<rss><channel><title>News</title>{item}</channel></rss>"


@pytest.mark.parametrize("codec", SENTENCES)
@pytest.mark.parametrize("declared", ["right", "header", "", "utf-8", "bogus"])
def test_every_encoding(codec: str, declared: str) -> None:
    text = SENTENCES[codec]
    body = rss(text, {"right": codec, "header": ""}.get(declared, declared)).encode(codec)
    content_type = f"text/xml; charset={codec}" if declared == "header" else "text/xml"
    (entry,) = parse_feed(body, url=URL, content_type=content_type).entries
    assert (entry.title, entry.summary) == (text, f"{text}<p>")


@pytest.mark.parametrize("codec", ["shift_jis", "gb2312", "koi8_r"])
def test_one_bad_byte_does_not_change_the_encoding(codec: str) -> None:
    text = SENTENCES[codec]
    body = rss(text + "@", codec).encode(codec).replace(b"@", b"\xff")
    (entry,) = parse_feed(body, url=URL).entries
    assert entry.title.startswith(text)


@pytest.mark.parametrize(
    ("codec", "headline"),
    [
        ("cp1252", "Año nuevo"),
        ("cp1252", "Über die Brücke führt eine Straße"),
        ("cp1250", "Nowy most zostanie otwarty w przyszłym tygodniu"),
        ("cp1251", "Новый мост"),
        ("cp1253", "Νέα γέφυρα"),
        ("cp1254", "İstanbul'da yağış bekleniyor"),
        ("cp874", "สะพานใหม่เปิดแล้ว"),
        ("euc_kr", "서울 AI 행사 개최"),
        ("shift_jis", "首相会見"),
        ("gb2312", "苹果公司推出新款iPhone手机"),
        ("big5", "蘋果公司推出新款iPhone手機"),
    ],
)
def test_a_headline_is_enough(codec: str, headline: str) -> None:
    assert headline.encode(codec).decode(guess_codec(headline.encode(codec))) == headline


def test_lists_and_sitemaps_too() -> None:
    outline = f'<opml><body><outline text="{RUSSIAN}" xmlUrl="{URL}"/></body></opml>'
    assert parse_opml(outline.encode("koi8_r"))[0].title == RUSSIAN
    news = f"<news><title>{JAPANESE}</title></news>"
    sitemap = f"<urlset><url><loc>{URL}</loc>{news}</url></urlset>".encode("shift_jis")
    found = parse_sitemap(sitemap, url=URL)
    assert isinstance(found, Feed)
    assert found.entries[0].title == JAPANESE


def test_collected_encodings(shared: Path) -> None:
    """What is told apart by its bytes is read without a damaged character."""
    vectors = json.loads((shared / "vectors/feed_encodings.json").read_text())["vectors"]
    damaged = []
    for vector in vectors:
        body = base64.b64decode(vector["input"]["b64"])
        headers = {k.lower(): v for k, v in (vector["input"].get("headers") or {}).items()}
        try:
            feed = parse_feed(body, url=URL, content_type=headers.get("content-type", ""))
        except FeedError:
            continue
        if re.search("[\ufffd\x80-\x9f]", repr(feed)):
            damaged.append(vector["title"])
    assert len(damaged) <= 3, damaged  # these hold bytes that are wrong in every encoding


@pytest.mark.parametrize("size", [0, 1, 2, 3, 7, 1000])
def test_noise_is_text_of_some_kind(size: int) -> None:
    assert isinstance(decode(bytes(range(255, 127, -1))[:size] * 9), str)
