"""Files: what lies on disk, to pages, articles and subscriptions. Never touches the network.

Saved pages (.html, .txt), newsletters (.eml, .mbox), web archives (.warc), articles (.jsonl), and
feeds and subscription lists (.xml, .opml, .rss, .atom); most of them compressed too (.gz).
Folders are walked in the order of their names.
"""

from __future__ import annotations

import gzip
import os
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from html import escape, unescape
from pathlib import Path
from typing import IO, Any

import orjson

from tidings.collect.charset import decode
from tidings.collect.feeds import parse_feed
from tidings.collect.feeds.dates import parse_date
from tidings.collect.inflate import gunzip
from tidings.collect.jsonarticle import article_from_json, time_of
from tidings.collect.mail import read_mail
from tidings.collect.opml import Skipped, Subscription, read_opml
from tidings.errors import TidingsError, UsageError
from tidings.types import Article, Entry, Failure, Page, make_id
from tidings.urls import canonical

__all__ = ["Found", "has_known_kind", "read_files"]

Found = Page | Article | Subscription | Failure

MAX_BODY = 20 << 20  # bytes of one page, message or line
MAX_TREE_DEPTH = 50  # folders within folders
HEAD = 256 << 10  # bytes of a saved page in which its own address is looked for


def read_files(paths: Iterable[Path]) -> Iterator[Found]:
    """Yield what the files and folders hold, one item at a time, in the order of their names.

    A file that can't be read, and a line that makes no sense, is a Failure that names it; the
    others go on. Hidden files, and links that lead out of a given folder, are left out.
    """
    for path in paths:
        if path.is_dir():
            for file in _walk(path, path.resolve(), 0):
                yield from _read_file(file)
        else:
            yield from _read_file(path)


def _walk(folder: Path, top: Path, depth: int) -> Iterator[Path]:
    """Yield the files below a folder that have a kind we know."""
    for child in sorted(folder.iterdir(), key=lambda path: path.name):
        if child.name.startswith(".") or not child.resolve().is_relative_to(top):
            continue
        if child.is_dir():
            if not child.is_symlink() and depth < MAX_TREE_DEPTH:
                yield from _walk(child, top, depth + 1)
        elif has_known_kind(child):
            yield child


def has_known_kind(path: Path) -> bool:
    """Return whether a file is of a kind that is read here, by its name."""
    return _kind(path) in KINDS


def _kind(path: Path) -> str:
    """Return a file's suffix, the one before .gz where it is compressed."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes[-1:] == [".gz"]:
        suffixes.pop()
    return suffixes[-1] if suffixes else ""


def _read_file(path: Path) -> Iterator[Found]:
    read = KINDS.get(_kind(path))
    if not path.exists():
        yield _failure(path, "there is no such file")
        return
    if read is None:
        yield _failure(path, f"Tidings can't read {path.suffix or 'files without a suffix'}")
        return
    try:
        yield from read(path)
    except TidingsError as exc:
        yield _failure(path, str(exc))
    except (OSError, EOFError) as exc:
        yield _failure(path, f"it can't be read: {exc.args[-1] if exc.args else exc}")


def _failure(path: Path, error: str, *, line: int = 0) -> Failure:
    where = f"{path}, line {line}" if line else str(path)
    return Failure(
        id=make_id(str(path), str(line)),
        stage="collect",
        error=f"{where}: {error}",
        url=path.absolute().as_uri(),
    )


def _open(path: Path) -> IO[bytes]:
    return gzip.open(path, "rb") if path.suffix.lower() == ".gz" else path.open("rb")  # type: ignore[return-value]


def _body(path: Path) -> bytes:
    """Return a whole file, inflated; UsageError where it is larger than a page may be."""
    with path.open("rb") as file:
        body = file.read(MAX_BODY + 1)
    if len(body) > MAX_BODY:
        raise UsageError(f"it is larger than {MAX_BODY >> 20} MiB")
    return gunzip(body, limit=MAX_BODY) if path.suffix.lower() == ".gz" else body


def _written_at(path: Path) -> datetime:
    return datetime.fromtimestamp(os.stat(path).st_mtime, UTC)


# --- One page a file --------------------------------------------------------------------------

_OWN_ADDRESS = [  # what a page, or the program that saved it, says its address is; best first
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"<link\b(?=[^<>]*\brel\s*=\s*[\"']?canonical\b)[^<>]*\bhref\s*=\s*[\"']?([^\"'\s>]+)",
        r"<meta\b(?=[^<>]*\bproperty\s*=\s*[\"']?og:url\b)[^<>]*\bcontent\s*=\s*[\"']?([^\"'\s>]+)",
        r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->",
        r"<!--[^>]{0,200}\burl:\s*(https?://\S+)",
        r"<base\b[^<>]*\bhref\s*=\s*[\"']?([^\"'\s>]+)",
    )
]


def _read_html(path: Path) -> Iterator[Found]:
    body = _body(path)
    if not body.strip():
        raise UsageError("it is empty")
    yield _page(path, body, "text/html", url=_own_address(body))


def _own_address(body: bytes) -> str:
    """Return the web address that a saved page gives as its own, "" where it gives none."""
    head = body[:HEAD].decode("latin-1")
    for pattern in _OWN_ADDRESS:
        found = pattern.search(head)
        if found and unescape(found[1]).startswith(("http://", "https://")):
            return unescape(found[1])
    return ""


def _read_text(path: Path) -> Iterator[Found]:
    body = _body(path)
    if not body.strip():
        raise UsageError("it is empty")
    yield _page(path, body, "text/plain")


def _page(path: Path, body: bytes, content_type: str, *, url: str = "") -> Page:
    address, page_id = _address(url, path)
    return Page(
        id=page_id,
        url=address,
        body=body,
        content_type=content_type,
        fetched_at=_written_at(path),
    )


def _address(url: str, path: Path, part: str = "") -> tuple[str, str]:
    """Return the URL and the id: the item's own when it is a sane one, else the file's."""
    if url:
        try:
            return url, make_id(canonical(url))
        except UsageError:
            pass
    local = path.absolute().as_uri() + part
    return local, make_id(canonical(local))


# --- Feeds and subscription lists ---------------------------------------------------------------


def _read_xml(path: Path) -> Iterator[Found]:
    body = _body(path)
    if re.search(r"<opml\b|<outline\b", decode(body[:HEAD]), re.IGNORECASE):
        yield from _read_subscriptions(path, body)
    else:
        yield from _read_entries(path, body)


def _read_opml(path: Path) -> Iterator[Found]:
    yield from _read_subscriptions(path, _body(path))


def _read_subscriptions(path: Path, body: bytes) -> Iterator[Found]:
    for found in read_opml(body, url=str(path)):
        if isinstance(found, Skipped):
            yield _failure(path, f"left out {found.title or found.address}: {found.reason}")
        else:
            yield found


def _read_entries(path: Path, body: bytes) -> Iterator[Found]:
    """Yield a page for each entry of a feed that was saved to disk."""
    feed = parse_feed(body, url=path.absolute().as_uri(), now=_written_at(path))
    for entry in feed.entries:
        url, page_id = _address(entry.url, path, f"#{entry.id}")
        yield Page(
            id=page_id,
            url=url,
            body=_entry_html(entry),
            content_type="text/html; charset=utf-8",
            fetched_at=_written_at(path),
            entry=entry,
            publisher=feed.title,
        )


def _entry_html(entry: Entry) -> bytes:
    title, text = escape(entry.title), entry.content or entry.summary
    return (
        f"<!DOCTYPE html><html><head><meta charset=utf-8><title>{title}</title></head>"
        f"<body><article><h1>{title}</h1>{text}</article></body></html>"
    ).encode()


# --- Many items a file --------------------------------------------------------------------------


def _read_messages(path: Path) -> Iterator[Found]:
    with _open(path) as file:
        many = _kind(path) == ".mbox"
        for message in read_mail(file, many=many, limit=MAX_BODY):
            if isinstance(message, str):
                yield _failure(path, message)
                continue
            url, page_id = _address(message.url, path, message.part if many else "")
            yield Page(
                id=page_id,
                url=url,
                body=message.body,
                content_type=message.content_type,
                fetched_at=message.entry.published_at or _written_at(path),
                source=message.list_id,
                entry=message.entry,
                publisher=message.publisher,
            )


def _read_warc(path: Path) -> Iterator[Found]:
    """Yield the HTML pages that a web archive holds; what it holds besides is left out."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    with path.open("rb") as file:
        records = ArchiveIterator(
            file, record_types=WarcRecordType.response, parse_http=True, auto_decode="all"
        )
        for record in records:
            page = _warc_page(record, path)
            if page is not None:
                yield page


def _warc_page(record: Any, path: Path) -> Found | None:
    if not record.is_http or record.http_headers is None:
        return None
    content_type = record.http_headers.get("Content-Type") or ""
    if record.http_headers.status_code != 200 or "html" not in content_type.lower():
        return None
    url = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
    body = record.reader.read(MAX_BODY + 1)
    if len(body) > MAX_BODY:
        return _failure(path, f"{url} is larger than {MAX_BODY >> 20} MiB")
    address, page_id = _address(url, path, f"#{record.record_id}")
    return Page(
        id=page_id,
        url=address,
        body=body,
        content_type=content_type,
        fetched_at=parse_date(record.headers.get("WARC-Date") or "") or _written_at(path),
    )


def _read_lines(path: Path) -> Iterator[Found]:
    written_at = _written_at(path)
    with _open(path) as file:
        for number, line in enumerate(_lines(file), 1):
            if line is None:
                yield _failure(path, f"it is longer than {MAX_BODY >> 20} MiB", line=number)
            elif line.strip():
                try:
                    yield _record(orjson.loads(line), path, number, written_at)
                except orjson.JSONDecodeError as exc:
                    yield _failure(path, f"no JSON: {exc}", line=number)
                except UsageError as exc:
                    yield _failure(path, str(exc), line=number)


def _lines(file: IO[bytes]) -> Iterator[bytes | None]:
    """Yield the lines of a file; None for one that is too long, without ever holding it."""
    while line := file.readline(MAX_BODY + 1):
        if len(line) <= MAX_BODY:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(MAX_BODY)
        yield None


def _record(record: Any, path: Path, number: int, written_at: datetime) -> Found:
    """Return the article of a line, or the page where the line holds one (`html`)."""
    if isinstance(record, dict) and isinstance(record.get("html"), str):
        url, page_id = _address(str(record.get("url") or ""), path, f"#{number}")
        return Page(
            id=page_id,
            url=url,
            body=record["html"].encode("utf-8", "replace"),
            content_type="text/html; charset=utf-8",
            fetched_at=time_of(record, "fetched_at") or written_at,
        )
    return article_from_json(record, fetched_at=written_at)


KINDS: dict[str, Callable[[Path], Iterator[Found]]] = {
    ".html": _read_html,
    ".htm": _read_html,
    ".xhtml": _read_html,
    ".txt": _read_text,
    ".eml": _read_messages,
    ".mbox": _read_messages,
    ".warc": _read_warc,
    ".jsonl": _read_lines,
    ".ndjson": _read_lines,
    ".opml": _read_opml,
    ".xml": _read_xml,
    ".rss": _read_xml,
    ".atom": _read_xml,
    ".rdf": _read_xml,
}
