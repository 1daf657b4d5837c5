"""Invented feeds, in the shapes and sizes that publishing software gives them."""

from __future__ import annotations

import html
import random
import re

__all__ = ["Press", "ordinary_feeds"]

_SYLLABLES = re.findall(
    r"\w+", "ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo ya zé thö"
)


class Press:
    """Prints feeds of invented words in the shapes that publishing software gives them."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        pick = self.random.choice
        self.lexicon = [
            "".join(pick(_SYLLABLES[:20]) for _ in range(1 + n % 4)) for n in range(900)
        ]
        self.lexicon += ["".join(pick(_SYLLABLES) for _ in range(3)) for _ in range(100)]

    def words(self, count: int) -> str:
        """Return so many words."""
        return " ".join(self.random.choices(self.lexicon, k=count))

    def link(self) -> str:
        """Return a link as editors set it."""
        return (
            f'<a href="https://{self.words(1)}.example/{self.random.randrange(10**6)}/" '
            f'target="_blank" rel="noopener">{self.words(3)}</a>'
        )

    def paragraph(self) -> str:
        """Return a paragraph with a link and some emphasis."""
        return (
            f"<p>{self.words(30)} {self.link()} {self.words(12)} <strong>{self.words(2)}</strong> "
            f"{self.words(15)}, <em>{self.words(3)}</em>.</p>\n"
        )

    def article(self, paragraphs: int) -> str:
        """Return the HTML of an article: pictures, headings, lists and quotations between."""
        parts = []
        for number in range(paragraphs):
            if number % 4 == 1:
                image = f"https://img.example/{self.random.randrange(10**6)}"
                sizes = ", ".join(f"{image}-{w}.jpg {w}w" for w in (300, 768, 1024))
                parts.append(
                    f'<figure class="wp-block-image size-large"><img loading="lazy" width="1024" '
                    f'height="683" src="{image}.jpg" alt="{self.words(6)}" srcset="{sizes}" />'
                    f"<figcaption>{self.words(9)}</figcaption></figure>\n"
                )
            if number % 5 == 3:
                items = "".join(f"<li>{self.words(9)}</li>" for _ in range(4))
                parts.append(
                    f'<h2 class="wp-block-heading">{self.words(5)}</h2>\n<ul>{items}</ul>\n'
                )
            parts.append(self.paragraph())
        return "".join(parts)

    def rss(self, items: int, paragraphs: int) -> bytes:
        """Return RSS 2.0 with a teaser, and the whole article where it has paragraphs."""
        return (
            '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" '
            'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom" '
            'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" '
            'xmlns:media="http://search.yahoo.com/mrss/">\n<channel>\n<title>The Daily</title>\n'
            '<atom:link href="https://daily.example/feed/" rel="self" type="application/rss+xml" />'
            "<link>https://daily.example</link><description>News</description>"
            "<language>en-GB</language><sy:updatePeriod>hourly</sy:updatePeriod>\n"
            + "\n".join(self.rss_item(number, paragraphs) for number in range(items))
            + "</channel></rss>"
        ).encode()

    def rss_item(self, number: int, paragraphs: int) -> str:
        """Return one item."""
        teaser = f'<p>{self.words(40)} <a href="https://daily.example/{number}">…</a></p>'
        content = (
            f"<content:encoded><![CDATA[{self.article(paragraphs)}]]></content:encoded>\n"
            if paragraphs
            else f'<media:content url="https://img.example/{number}.jpg" medium="image" />'
        )
        return (
            f"<item>\n<title>{self.words(9).title()} &#8217; {number}</title>\n"
            f"<link>https://daily.example/2026/{number}/story/</link>\n"
            f"<dc:creator><![CDATA[{self.words(2).title()}]]></dc:creator>\n"
            f"<pubDate>Thu, {1 + number % 28:02} Jan 2026 10:{number % 60:02}:21 +0000</pubDate>\n"
            f"<category><![CDATA[{self.words(1)}]]></category>"
            f"<category><![CDATA[{self.words(2)}]]></category>\n"
            f'<guid isPermaLink="false">https://daily.example/?p={number}</guid>\n'
            f"<description><![CDATA[{teaser}]]></description>\n{content}</item>"
        )

    def atom(self, entries: int, paragraphs: int) -> bytes:
        """Return Atom with the whole article, escaped."""
        return (
            '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">'
            "<title>Weekly</title><link href='https://weekly.example/'/><id>urn:weekly</id>"
            + "\n".join(
                f"<entry><title>{self.words(8)}</title><id>tag:weekly.example,2026:{number}</id>"
                f'<link rel="alternate" type="text/html" href="https://weekly.example/{number}"/>'
                f"<published>2026-01-{1 + number % 28:02}T08:00:00Z</published>"
                f"<updated>2026-01-{1 + number % 28:02}T09:30:00+01:00</updated>"
                f"<author><name>{self.words(2)}</name></author><category term='{self.words(1)}'/>"
                f'<content type="html">{html.escape(self.article(paragraphs))}</content></entry>'
                for number in range(entries)
            )
            + "</feed>"
        ).encode()


def ordinary_feeds(seed: int = 1) -> dict[str, list[bytes]]:
    """Return feeds by kind. In sum they are as large as 200 real ones were: 225 KB, 33 entries."""
    press = Press(seed)
    return {
        "RSS, whole articles": [press.rss(n, p) for n, p in ((10, 30), (30, 18), (50, 14))],
        "Atom, whole articles": [press.atom(n, p) for n, p in ((20, 20), (25, 12))],
        "RSS, teasers": [press.rss(n, 0) for n in (20, 40, 60)],
    }
