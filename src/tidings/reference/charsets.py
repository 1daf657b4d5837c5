"""Charsets: what publishers call the encoding of a document, and what is really meant."""

from __future__ import annotations

import codecs
import re

__all__ = ["charset_of", "codec_of", "decode_marked", "guess_codec"]

_MARKS = (  # the mark of UTF-32 begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHARSET = re.compile(r"\bcharset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
# Labels of https://encoding.spec.whatwg.org/#names-and-labels that Python does not know.
_LABELS = {
    "cn-big5": "big5", "dos-874": "cp874", "gb_2312-80": "gb2312", "iso-8859-8-i": "cp1255",
    "ks_c_5601-1989": "euc_kr", "unicode": "utf-16", "unicode-1-1-utf-8": "utf-8",
    "windows-31j": "cp932", "windows-874": "cp874", "x-cp1250": "cp1250", "x-cp1251": "cp1251",
    "x-cp1252": "cp1252", "x-euc-jp": "euc_jp", "x-gbk": "gbk", "x-mac-roman": "mac-roman",
    "x-sjis": "shift_jis", "x-x-big5": "big5",
}  # fmt: skip
# Codecs whose names browsers read as those of a larger set, in the same place.
_WIDER = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874",
    "tis-620": "cp874", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932",
    "euc_kr": "cp949", "big5": "big5hkscs",
}  # fmt: skip
_NO_DOCUMENTS = frozenset(  # codecs from text to text, but not of documents
    ("idna", "mbcs", "oem", "punycode", "raw-unicode-escape", "undefined", "unicode-escape")
)

_GUESS_BYTES = 20_000  # of text without its tags; one sentence tells most encodings apart
_MARKUP = re.compile(rb"<!\[CDATA\[|<[^>]*>")
_LATIN = "ßàáâãäåæçèéêëìíîïñòóôõöøùúûüœ"
_HANZI = "一-龥、。，"
_KANA = "ぁ-んァ-ヶー"
# What is guessed where nothing is declared, and what text in it is made of beyond ASCII and marks.
# The first of equally likely ones wins: those of two bytes a character rarely fit by chance, and
# Hebrew reads as Cyrillic too, but not the other way.
_GUESSES = {
    name: re.compile(f"[“”‘’«»–—…{letters}]")
    for name, letters in {
        "euc_kr": "가-힣",
        "cp932": _KANA + _HANZI,
        "euc_jp": _KANA + _HANZI,
        "gb2312": _HANZI,
        "big5": _HANZI,
        "cp1252": _LATIN,
        "cp1255": "א-ת",
        "cp1251": "А-яёЁєіїґЄІЇ",
        "koi8_r": "А-яёЁ",
        "cp1250": "áâäçéëíîóôöúüýűąćęłńśźżčďěňřšťůžőăşţ",
        "cp1254": "çğıöşüâîûİŞÇÖÜ",
        "cp1256": "ء-ي",
        "cp1253": "α-ωάέήίόύώΑ-Ω",
        "cp874": "ก-๙",
    }.items()
}
# What hardly ever stands in text, and so shows a wrong guess.
_UNLIKELY = re.compile(
    "[\x80-\x9f\ue000-\uf8ffｦ-ﾟ─-╿¤¦¬¯±²³µ¶¹¼½¾ƒ†‡‰㐀-䶿\ufffd]|[ß-ÿ]{4}"
    "|[a-zà-ÿа-џά-ώ](?=[А-ЯΑ-ΩÀ-Þ])|[A-Za-z](?=[Ѐ-џΆ-ώא-תก-๙])|[Ѐ-џΆ-ώא-תก-๙](?=[A-Za-z])"
    "|[A-Za-z][一-龥가-힣](?![一-龥가-힣])|(?<![一-龥가-힣])[一-龥가-힣](?=[a-z])"
)
_ANY_KANA = re.compile(f"[{_KANA}]")
_NO_KANA = 0.05  # Japanese without any is more likely Chinese that fits as well


def charset_of(content_type: str) -> str:
    """Return the charset that a Content-Type names, "" where it names none."""
    found = _CHARSET.search(content_type)
    return found[1] if found else ""


def codec_of(label: str) -> str:
    """Return Python's codec for a charset's label, "" for what is no encoding of text.

    As browsers read it: ISO 8859-1 means Windows-1252, GB 2312 means GB 18030.
    """
    label = label.strip().lower()
    try:
        info = codecs.lookup(_LABELS.get(label, label))
    except (LookupError, ValueError):  # ValueError: a null character in the label
        return ""
    if not info._is_text_encoding or info.name in _NO_DOCUMENTS:
        return ""
    return _WIDER.get(info.name, info.name)


def decode_marked(body: bytes) -> str | None:
    """Return the text of a document that begins with a byte order mark, None for all others."""
    for mark, name in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    return None


def guess_codec(body: bytes) -> str:
    """Return the codec in which a document without mark and declaration looks most like text.

    By the share of the characters that its scripts use, less those that hardly ever stand in text.
    UTF-8 is not among them: it is known for sure by its bytes.
    """
    sample = _MARKUP.sub(b" ", body[: 4 * _GUESS_BYTES])[:_GUESS_BYTES]
    if sample.isascii():  # all of the words stand in attributes
        sample = body[:_GUESS_BYTES]
    best = max(_GUESSES, key=lambda name: _looks(sample, name))
    return _WIDER.get(best, best)


def _looks(sample: bytes, name: str) -> float:
    text = sample.decode(name, "replace")
    foreign = sum(not character.isascii() for character in text) or 1
    without_kana = name in ("cp932", "euc_jp") and not _ANY_KANA.search(text)
    likely, unlikely = len(_GUESSES[name].findall(text)), len(_UNLIKELY.findall(text))
    return (likely - 3 * unlikely) / foreign - (_NO_KANA if without_kana else 0)
