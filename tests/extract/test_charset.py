"""Which encoding a page is in."""

from __future__ import annotations

import base64
import codecs
import json
from pathlib import Path

import pytest

from tidings.distill.extraction.charset import decode_html, utf8_html

RUSSIAN = "Президент заявил, что переговоры продолжатся на следующей неделе в столице."
SAMPLES = {
    "cp1251": RUSSIAN,
    "koi8_r": RUSSIAN,
    "cp1252": "Le président a déclaré que les négociations continueront après l’été à Genève.",
    "cp1250": "Premiér oznámil, že příští týden začnou stavět nový most přes řeku, řekl ředitel.",
    "cp1253": "Ο πρόεδρος δήλωσε ότι οι συνομιλίες θα συνεχιστούν την επόμενη εβδομάδα.",
    "cp1254": "Cumhurbaşkanı görüşmelerin gelecek hafta İstanbul’da süreceğini açıkladı.",
    "cp1255": "הנשיא אמר כי השיחות יימשכו בשבוע הבא בירושלים לאחר פגישה ארוכה.",
    "cp1256": "قال الرئيس إن المحادثات ستستمر الأسبوع المقبل في القاهرة بعد اجتماع طويل.",
    "cp874": "ประธานาธิบดีกล่าวว่าการเจรจาจะดำเนินต่อไปในสัปดาห์หน้า",
    "cp932": "首相は記者会見で、来週も交渉を続けると述べた。東京都は新しい計画を発表した。",
    "euc_jp": "首相は記者会見で、来週も交渉を続けると述べた。東京都は新しい計画を発表した。",
    "cp949": "대통령은 다음 주에 협상을 계속할 것이라고 밝혔다. 서울시는 계획을 발표했다.",
    "gb18030": "总统周二表示，谈判将于下周继续进行。北京市政府宣布了新的计划。",
    "big5hkscs": "總統週二表示，談判將於下週繼續進行。台北市政府宣布了新的計畫。",
}


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("how", ["header", "meta", "http-equiv", "nothing"])
def test_every_way_to_say_it(name: str, how: str) -> None:
    head = {
        "meta": f"<meta charset='{name}'>",
        "http-equiv": f'<meta content="text/html; charset={name}" http-equiv="Content-Type">',
    }.get(how, "")
    body = f"<html>{head}<p>{SAMPLES[name]}</p>".encode(name)
    content_type = f"text/html; charset={name}" if how == "header" else "text/html"
    assert SAMPLES[name] in decode_html(body, content_type=content_type)


@pytest.mark.parametrize(
    ("body", "content_type", "expected"),
    [
        ("<p>é</p>".encode(), "text/html; charset=iso-8859-1", "<p>é</p>"),  # it is UTF-8
        (b"<p>\xe9t\xe9</p>", "text/html; charset=iso-8859-1", "<p>été</p>"),
        (b"<p>\x93a\x94</p>", "text/html; charset=latin1", "<p>“a”</p>"),  # as browsers read it
        (b"<p>\x93a\x94</p>", "text/html; charset=no-such", "<p>“a”</p>"),
        (codecs.BOM_UTF8 + b"<p>a", "", "<p>a"),
        (codecs.BOM_UTF16_LE + "<p>ä".encode("utf-16-le"), "text/html; charset=utf-8", "<p>ä"),
        (codecs.BOM_UTF16_BE + "<p>ä".encode("utf-16-be"), "", "<p>ä"),
        (
            "<meta charset=iso-2022-jp><p>東京".encode("iso2022_jp"),
            "",
            "<meta charset=iso-2022-jp><p>東京",
        ),
        ("<p>ärger</p>".encode() * 20 + b"\xff", "", "<p>ärger</p>" * 20 + "\ufffd"),
        (b"<!-- <meta charset=koi8-r> --><p>\xe9", "", "<!-- <meta charset=koi8-r> --><p>é"),
        (b"<meta charset=hex><p>\xe9", "", "<meta charset=hex><p>é"),
    ],
)
def test_who_is_believed(body: bytes, content_type: str, expected: str) -> None:
    assert decode_html(body, content_type=content_type) == expected
    assert utf8_html(body, content_type=content_type) == expected.encode()


def test_prescan_as_browsers_do(shared: Path) -> None:
    vectors = json.loads((shared / "vectors" / "html5lib_encoding.json").read_text())["vectors"]
    sample = SAMPLES["cp1250"].encode("iso8859-2")
    right = 0
    for vector in vectors:
        body = base64.b64decode(vector["input"]["b64"])
        expected = codecs.lookup(vector["expected"]).name
        text = decode_html(body[:1024] + sample)
        right += expected != "iso8859-2" or "příští" in text
    assert right >= len(vectors) - 8  # eight state it after the first 1,024 bytes, or in a script
