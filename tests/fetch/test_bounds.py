"""Compression within bounds, headers of any kind, robots.txt of any kind."""

from __future__ import annotations

import gzip
import importlib.util
import json
import time
import tracemalloc
import zlib
from base64 import b64decode
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.collect.headers import freshness, http_date, retry_after, validator
from tidings.collect.inflate import Inflater, gunzip
from tidings.collect.robots import read_rules
from tidings.errors import FetchError

NOW = datetime(2026, 11, 22, tzinfo=UTC)
MIB = 1024 * 1024


def inflate(
    data: bytes, coding: str = "gzip", *, step: int = 60_000, limit: int = 2 * MIB
) -> bytes:
    inflater = Inflater(coding, limit=limit)
    for start in range(0, len(data), step):
        inflater.feed(data[start : start + step])
    return inflater.finish()


@given(
    st.binary(max_size=300), st.integers(1, 900), st.sampled_from([1, 2, 7, 60_000]), st.booleans()
)
def test_what_was_packed_comes_out(seed: bytes, times: int, step: int, is_gzip: bool) -> None:
    data = seed * times
    packed, coding = (gzip.compress(data), "gzip") if is_gzip else (zlib.compress(data), "deflate")
    assert inflate(packed, coding, step=step) == data


@given(st.binary(max_size=500), st.sampled_from(["gzip", "deflate", "", "identity", "br"]))
def test_any_bytes_are_an_answer_or_our_error(data: bytes, coding: str) -> None:
    for body in (data, b"\x1f\x8b\x08\x00" + data, gzip.compress(data)[:-5]):
        try:
            inflate(body, coding, step=13)
        except FetchError:
            continue


@pytest.mark.parametrize("size", [65_535, 65_536, 65_537, 131_072, MIB])
def test_sizes_around_a_step(size: int) -> None:
    assert inflate(gzip.compress(b"a" * size)) == b"a" * size
    assert gunzip(gzip.compress(b"a" * size), limit=size) == b"a" * size
    bare = zlib.compressobj(wbits=-15)
    assert inflate(bare.compress(b"a" * size) + bare.flush(), "deflate") == b"a" * size
    with pytest.raises(FetchError, match="larger than"):
        gunzip(gzip.compress(b"a" * size), limit=size - 1)


def bomb(case: dict[str, Any], shared: Path) -> tuple[bytes, str]:
    if "b64" in case["input"]:
        return b64decode(case["input"]["b64"]), case["input"].get("content_encoding") or ""
    spec = importlib.util.spec_from_file_location("bombs", shared / "vectors" / "gen_bombs.py")
    assert spec is not None
    assert spec.loader is not None
    bombs = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(bombs)
    size = min(case["input"].get("decoded", 0), 64 * MIB)  # of zeros: more only takes longer
    if case["input"]["gen"] != "compress_bomb" or case["input"]["kind"] == "br":
        return b"\0" * 1000, case["input"].get("kind", "zstd")
    packed: tuple[bytes, str] = bombs.compress_bomb(
        case["input"]["kind"], size, case["input"].get("layers", 1)
    )
    return packed


def test_bombs(shared: Path) -> None:
    for case in json.loads((shared / "vectors" / "http_compressed.json").read_text())["vectors"]:
        data, coding = bomb(case, shared)
        tracemalloc.start()
        start = time.process_time()
        with suppress(FetchError):
            assert len(inflate(data, coding, limit=20 * MIB)) <= 20 * MIB
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 32 * MIB, case["title"]
        assert time.process_time() - start < 2, case["title"]


@given(st.text(max_size=60))
def test_headers_of_any_kind(text: str) -> None:
    moment = http_date(text)
    assert moment is None or moment.tzinfo is not None
    wait = retry_after(text, now=NOW)
    assert wait is None or 0 <= wait <= 86_400
    for headers in ({"cache-control": text, "age": text}, {"expires": text, "date": text}):
        fresh = freshness(headers, now=NOW)
        assert fresh is None or 0 <= fresh <= 86_400
    assert validator(text) in ("", text)


@pytest.mark.parametrize(
    "value",
    ["Sun, 22 Nov 2026 00:10:00 GMT", "Sunday, 22-Nov-26 00:10:00 GMT", "Sun Nov 22 00:10:00 2026"],
)
def test_three_ways_to_write_a_date(value: str) -> None:
    assert retry_after(value, now=NOW) == 600


def test_robots_agree(shared: Path) -> None:
    cases = json.loads((shared / "vectors" / "robots_txt.json").read_text())["vectors"]
    judged = agreed = 0
    for case in cases:
        given_file = case["input"]["robots"] if isinstance(case["input"], dict) else case["input"]
        body = given_file.encode() if isinstance(given_file, str) else b64decode(given_file["b64"])
        if case["property"] == "robots_no_crash":
            read_rules(body).allow("http://example.org/a")
            continue
        judged += 1
        url, agent = case["input"]["url"], case["input"]["agent"]
        agreed += read_rules(body, agent).allow(url, agent) == case["allowed"]
    assert judged == 270
    assert agreed >= 258  # the others are leniencies of one search engine


@pytest.mark.parametrize(
    "body",
    [
        b"user-agent: a%d\n" * 12_000 + b"allow: /x\n" * 20_000,
        b"".join(b"user-agent: a%d\n" % n for n in range(12_000)) + b"allow: /xy\n" * 20_000,
        b"user-agent: *\ndisallow: /" + b"a*" * 200_000 + b"\n",
        b"user-agent: *\n" + b"disallow: /*a*a*a*a*a*a*b\n" * 18_000,
        b"\xff\xfe" * 250_000,
        b"user-agent" * 60_000,
    ],
)
def test_a_hostile_robots_file_is_read_in_time(body: bytes) -> None:
    start = time.process_time()
    read_rules(body).allow("http://example.org/" + "a" * 2000)
    assert time.process_time() - start < 2
