"""From a page to its text: what is kept, what is dropped, and how it is joined."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidings.distill.extract import extract_text, parse_html

TITLE = "Council approves a new bridge over the river"
FIRST = (
    "The city council voted on Tuesday to build a second bridge over the river, ending a dispute"
    " that has divided the town for almost ten years and cost two mayors their office."
)
SECOND = (
    "Work is to begin in spring, the mayor said, and the bridge should open to buses, bicycles and"
    " pedestrians within three years; cars will have to go on using the old one."
)
THIRD = (
    "Opponents, who had gathered outside the town hall, said that the cost of 40 million was too"
    " high, and announced that they would collect signatures for a referendum."
)
QUOTE = "“We have waited long enough, and the old bridge will not wait for us either,” she said."
LINKS = "".join(f"<li><a href='/{i}'>Another story number {i} of today</a></li>" for i in range(8))
PAGE = f"""<!doctype html><html><head><title>{TITLE} | The Daily Example</title></head><body>
<header class="site-header"><nav><ul>{LINKS}</ul></nav></header>
<main><article class="story"><h1>{TITLE}</h1>
<div class="byline">By <a href="/a">Jane Roe</a></div><time>3 March 2026, 10:15</time>
<div class="share-bar"><a href="#">Share</a> <a href="#">Post</a></div>
<div class="article-body">
<figure><img src="x.jpg"><figcaption>The old bridge at dawn. Photo: John Doe</figcaption></figure>
<p>{FIRST}</p>
<p>{SECOND.replace("spring", "<a href='/s'>spr</a>ing").replace("mayor", "<b>mayor</b>")}</p>
<h2>What comes next</h2>
<p>{THIRD}</p>
<blockquote><p>{QUOTE}</p></blockquote>
<ul><li>The bridge will be 310 metres long and 14 metres wide.</li>
<li>It will cost about 40 million, half of it paid by the state.</li></ul>
<div class="newsletter-signup"><p>Sign up for our newsletter</p><form><input></form></div>
</div></article>
<aside class="related"><h3>Related</h3><ul>{LINKS}</ul></aside></main>
<section id="comments"><h3>Comments</h3><div class="comment"><p>I never liked it, who
needs a bridge there, asks someone.</p></div></section>
<div class="cookie-notice"><p>We use cookies on this site. Accept all cookies?</p></div>
<footer><p>© 2026 The Daily Example. All rights reserved.</p></footer></body></html>"""


@pytest.mark.parametrize(
    "text", [FIRST, SECOND, THIRD, QUOTE, "What comes next", "The bridge will be 310 metres"]
)
def test_keeps_the_body(text: str) -> None:
    paragraphs = extract_text(parse_html(PAGE)).paragraphs
    assert any(paragraph.startswith(text) for paragraph in paragraphs)


@pytest.mark.parametrize(
    "text",
    [
        "Another story",
        "Jane Roe",
        "Share",
        "Photo:",
        "newsletter",
        "who needs",
        "cookies",
        "rights",
    ],
)
def test_drops_what_stands_around_it(text: str) -> None:
    assert text not in "\n".join(extract_text(parse_html(PAGE)).paragraphs)


def test_title_and_confidence() -> None:
    found = extract_text(parse_html(PAGE))
    assert found.title == TITLE
    assert found.confidence > 0.9


@pytest.mark.parametrize(
    ("body", "paragraphs"),
    [
        (f"<div>{FIRST}<br><br>{SECOND}<br> <br>{THIRD}</div>", (FIRST, SECOND, THIRD)),
        (f"<div>{FIRST}<br>{SECOND}</div>", (f"{FIRST} {SECOND}",)),
        (f"<p>{FIRST}<p>{SECOND}", (FIRST, SECOND)),
        (f"<p>\n {FIRST.replace(' ', '  &nbsp; ')}\t</p>", (FIRST,)),
        (f"<p>{FIRST}</p><p>\u200b</p><p>* * *</p><p>{SECOND}</p>", (FIRST, SECOND)),
        (f"<p>{FIRST}<script>var a = 'b';</script><style>p {{}}</style></p>", (FIRST,)),
        (f"<x-body><x-p>{FIRST}</x-p><x-p>{SECOND}</x-p></x-body>", (FIRST, SECOND)),
        (f"<p>{FIRST.replace('city', '<o:p>ci</o:p>ty')}</p>", (FIRST,)),
    ],
)
def test_where_paragraphs_end(body: str, paragraphs: tuple[str, ...]) -> None:
    html = f"<title>{TITLE}</title><article><h1>{TITLE}</h1>{body}</article>"
    assert extract_text(parse_html(html)).paragraphs == paragraphs


@pytest.mark.parametrize(
    "sentence",
    [
        "أعلن رئيس البلدية يوم الثلاثاء أن أعمال بناء الجسر الجديد ستبدأ في الربيع،"
        " بعد عشر سنوات من الخلافات التي قسمت المدينة، وأن كلفته ستبلغ أربعين مليونا.",
        "市议会周二投票决定在河上修建第二座大桥，结束了近十年来分裂该镇的争端。"
        "市长表示，工程将于春季开始，预计三年内完工，耗资四千万。",
        "Городской совет во вторник проголосовал за строительство второго моста через реку,"
        " завершив спор, который почти десять лет разделял город и стоил должности двум мэрам.",
        "สภาเมืองลงมติเมื่อวันอังคารให้สร้างสะพานแห่งที่สองข้ามแม่น้ำ"
        " ยุติข้อพิพาทที่แบ่งแยกเมืองมานานเกือบสิบปี"
        " นายกเทศมนตรีกล่าวว่างานจะเริ่มในฤดูใบไม้ผลิ",
    ],
)
def test_any_script(sentence: str) -> None:
    paragraphs = [f"{sentence} {i}." for i in range(5)]
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    html = PAGE.replace(f"<p>{FIRST}</p>", body)
    assert set(paragraphs) <= set(extract_text(parse_html(html)).paragraphs)


@pytest.mark.parametrize(
    "html", ["", b"", " ", "<!-- -->", "<p></p>", b"\x00", "<script>x</script>"]
)
def test_nothing_to_find(html: str | bytes) -> None:
    found = extract_text(parse_html(html))
    assert found.paragraphs == ()
    assert found.confidence == 0


def test_hidden_copy_of_the_whole_is_dropped() -> None:
    copy = f"<div style='display:none'>{FIRST} {SECOND} {THIRD} {QUOTE}</div>"
    found = extract_text(parse_html(PAGE.replace("</article>", f"{copy}</article>")))
    assert sum(FIRST in paragraph for paragraph in found.paragraphs) == 1


def test_leaves_the_document_as_it_is() -> None:
    document = parse_html(PAGE)
    before = document.html
    assert extract_text(document) == extract_text(document)
    assert document.html == before


_PIECES = (
    *("<p>", "</p>", "<div class=body>", "</div>", "<table><tr><td>", "</table>", "<br>", "<b>"),
    *("<a href=x>", "</a>", "<x-y>", "<svg>", "<h1>", "&amp;", "<!--", "-->", "<", ">", "\0"),
    *(FIRST, "word ", "漢字。", "\ud800", "\U0001f600 ", "<template>", "<select>", "<frameset>"),
)
_MARKUP = st.lists(st.sampled_from(_PIECES), max_size=40).map("".join)


@settings(max_examples=150, deadline=None)
@given(_MARKUP)
def test_any_markup_gives_clean_paragraphs(html: str) -> None:
    found = extract_text(parse_html(html))
    assert 0 <= found.confidence <= 1
    assert all(text == " ".join(text.split()) and text for text in found.paragraphs)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300), st.text(max_size=40))
def test_any_bytes(body: bytes, content_type: str) -> None:
    extract_text(parse_html(body, content_type=content_type))
