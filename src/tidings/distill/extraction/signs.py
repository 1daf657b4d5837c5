"""What an element's names say about it: the hints in class, id, role and itemprop, as bits.

Publishers name the parts of a page for their own style sheets, nearly always with the same few
English words. A word is a hint and never decides alone: the model weighs it.
"""

from __future__ import annotations

import re
from enum import IntFlag
from functools import lru_cache
from typing import Final

__all__ = ["BODY_NAME", "SIGN_COUNT", "Sign", "signs_of"]


class Sign(IntFlag):
    """One bit for each kind of hint."""

    BODY = 1 << 0  # names the text itself: article-body, entry-content, articleBody
    CONTENT = 1 << 1
    TITLE = 1 << 2
    LEAD = 1 << 3
    COMMENT = 1 << 4
    NAVIGATION = 1 << 5
    RELATED = 1 << 6
    LISTING = 1 << 7
    SHARE = 1 << 8
    BYLINE = 1 << 9
    TAGS = 1 << 10
    CAPTION = 1 << 11
    MEDIA = 1 << 12
    ADVERT = 1 << 13
    SIGNUP = 1 << 14
    LEGAL = 1 << 15
    SIDE = 1 << 16
    OVERLAY = 1 << 17
    QUOTE = 1 << 18
    FOOTER = 1 << 19
    HEADER = 1 << 20
    HIDDEN = 1 << 21
    ARTICLE = 1 << 22
    DATE = 1 << 23


SIGN_COUNT: Final = len(Sign)

# Stems, looked for anywhere in a word (names are often glued: `articleBody`, `postcontent`).
_STEMS: Final[dict[Sign, str]] = {
    Sign.CONTENT: "content entry story body text copy main hentry prose richtext rte"
    " paragraph artikel articulo noticia texto cuerpo nota corpo materia contenu contenido inhalt"
    " conteudo detail",
    Sign.ARTICLE: "article post news blog",
    Sign.TITLE: "title headline heading",
    Sign.LEAD: "lead intro standfirst dek subtitle subhead summary excerpt description abstract"
    " kicker deck perex chapeau",
    Sign.COMMENT: "comment disqus respond reply replies discussion livefyre kommentar",
    Sign.NAVIGATION: "navigation navbar menu breadcrumb pager pagination toolbar skip tabs"
    " masthead sitemap",
    Sign.RELATED: "related recommend readmore popular trending latest outbrain taboola recirc"
    " suggest similar onward explore further previous",
    Sign.LISTING: "teaser card list grid item feed river carousel slider module promo featured"
    " collection",
    Sign.SHARE: "share sharing social facebook twitter follow whatsapp addthis",
    Sign.BYLINE: "byline author writer contributor avatar profile biograph credit reporter",
    Sign.DATE: "date time publish updated meta info",
    Sign.TAGS: "tags keyword topic categor label hashtag",
    Sign.CAPTION: "caption legend",
    Sign.MEDIA: "figure image photo picture gallery media video slideshow thumb lightbox player"
    " audio embed",
    Sign.ADVERT: "advert sponsor banner google",
    Sign.SIGNUP: "newsletter subscri signup login register paywall premium donat"
    " membership email offer",
    Sign.LEGAL: "copyright legal disclaimer terms cookie consent gdpr privacy policy",
    Sign.SIDE: "sidebar aside rail widget column side",
    Sign.OVERLAY: "modal popup overlay dialog tooltip toast alert notice print",
    Sign.QUOTE: "quote pull",
    Sign.FOOTER: "footer bottom contentinfo",
    Sign.HEADER: "header topbar banner",
    Sign.HIDDEN: "hidden visually screenreader invisible",
}
# Whole words too short to be looked for inside others.
_WORDS: Final[dict[Sign, str]] = {
    Sign.NAVIGATION: "nav",
    Sign.TAGS: "tag",
    Sign.MEDIA: "img pic figure",
    Sign.ADVERT: "ad ads dfp gpt adv mpu",
    Sign.BYLINE: "bio by",
    Sign.SIDE: "col complementary",
    Sign.FOOTER: "foot",
    Sign.HEADER: "head top",
    Sign.LEAD: "sub desc",
    Sign.SIGNUP: "form",
    Sign.HIDDEN: "sr",
    Sign.RELATED: "rel more most also next prev",
}
BODY_NAME: Final = re.compile(
    r"article-?_?(?:main-?_?)?(?:body|text|content|copy)|story-?_?(?:body|text|content|copy)"
    r"|post-?_?(?:body|text|content|entry)|entry-?_?(?:body|text|content)|body-?_?(?:text|copy|content)"
    r"|(?:content|news|main|page|detail|text)-?_?(?:body|text|content)|prop:articlebody"
)


def _stem_table() -> tuple[re.Pattern[str], dict[str, int]]:
    table = {stem: int(sign) for sign, stems in _STEMS.items() for stem in stems.split()}
    return re.compile("|".join(sorted(table, key=len, reverse=True))), table


_STEM, _STEM_SIGNS = _stem_table()
_WORD_SIGNS: Final = {word: int(sign) for sign, many in _WORDS.items() for word in many.split()}
_WORD: Final = re.compile("[a-z]+")


@lru_cache(maxsize=16_384)  # publishers share most of their words
def _word_signs(word: str) -> int:
    bits = _WORD_SIGNS.get(word, 0)
    for stem in _STEM.findall(word):
        bits |= _STEM_SIGNS[stem]
    return bits


@lru_cache(maxsize=16_384)  # a site's pages share their names
def signs_of(names: str) -> int:
    """Return the bits of `Sign` that a string of class names, id, role and itemprop gives."""
    names = names.lower()
    bits = 0
    for word in _WORD.findall(names):
        bits |= _word_signs(word)
    if bits & Sign.CONTENT.value and BODY_NAME.search(names):
        bits |= Sign.BODY.value
    return bits
