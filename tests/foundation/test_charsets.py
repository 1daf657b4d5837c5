from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.reference.charsets import charset_of, codec_of, decode_marked


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("UTF-8", "utf-8"),
        (" Latin1 ", "cp1252"),
        ("iso-8859-2", "iso8859-2"),
        ("GB2312", "gb18030"),
        ("windows-874", "cp874"),  # a label that Python does not know
        ("TIS-620", "cp874"),
        ("x-sjis", "cp932"),
        ("hex", ""),
        ("unicode-escape", ""),
        ("no-such", ""),
        ("a\0b", ""),
        ("", ""),
    ],
)
def test_codec_of(label: str, codec: str) -> None:
    assert codec_of(label) == codec


@given(st.text(max_size=30))
def test_a_codec_decodes_anything(label: str) -> None:
    codec = codec_of(label)
    if codec:
        b"<p>\xff\x80".decode(codec, "replace")


@pytest.mark.parametrize(
    ("content_type", "charset"),
    [
        ("text/html; charset=koi8-r", "koi8-r"),
        ("text/html; Charset = 'Big5'", "Big5"),
        ("text/html", ""),
        ("text/html; charset=", ""),
    ],
)
def test_charset_of(content_type: str, charset: str) -> None:
    assert charset_of(content_type) == charset


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_decode_marked(codec: str) -> None:
    assert decode_marked("<p>ä漢".encode(codec)) == "<p>ä漢"
    assert decode_marked(b"<p>") is None
    assert decode_marked(codecs.BOM_UTF16_BE + b"\0") == "\ufffd"
