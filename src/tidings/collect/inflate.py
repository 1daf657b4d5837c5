"""Undo a body's compression within bounds: a small file may hold a thousand times its size."""

from __future__ import annotations

import zlib

from tidings.errors import FetchError

__all__ = ["Inflater", "gunzip", "too_large"]

STEP = 65_536  # bytes inflated at a time, so that a bomb is noticed while it goes off
_GZIP_MAGIC = b"\x1f\x8b"
_GZIP, _ZLIB, _RAW = 31, 15, -15  # zlib's window bits for each container


class Inflater:
    """Decodes a body piece by piece; raises FetchError before it outgrows `limit` bytes.

    Knows no coding, gzip and deflate. Others and stacked ones are refused, for they can't be
    bounded step by step, and we never ask for them. A body that claims to be gzip and isn't is
    taken as it is: servers do that.
    """

    def __init__(self, coding: str, *, limit: int) -> None:
        name = coding.strip().lower()
        if name not in ("", "identity", "gzip", "x-gzip", "deflate"):
            raise FetchError(f"the answer is packed in a way not asked for ({ascii(name)[:40]})")
        self._wanted = {"": "", "identity": "", "deflate": "deflate"}.get(name, "gzip")
        self._stream: zlib._Decompress | None = None
        self._head = b""
        self._started = False
        self.received = 0  # bytes, as they came
        self._limit = limit
        self._size = 0
        self._pieces: list[bytes] = []

    def feed(self, data: bytes) -> None:
        """Take the next piece of the body."""
        self.received += len(data)
        if self.received > self._limit:  # there is a way to pack nothing into very much
            raise too_large(self._limit)
        if not self._wanted:
            self._keep(data)
        elif self._started:
            self._inflate(data)
        else:
            self._head += data
            if len(self._head) >= 2:
                self._start()

    def finish(self) -> bytes:
        """Return the whole decoded body; FetchError when it was cut short."""
        if self._head and not self._started:
            self._keep(self._head)
        if self._stream is not None and not self._stream.eof:
            self._keep(self._stream.flush())  # what the last step had no room for
            if not self._stream.eof:
                raise FetchError("the answer was cut short")
        return b"".join(self._pieces)

    def _start(self) -> None:
        self._started = True
        window = _window(self._wanted, self._head)
        if window is None:
            self._wanted = ""
            self._keep(self._head)
        else:
            self._stream = zlib.decompressobj(window)
            self._inflate(self._head)
        self._head = b""

    def _inflate(self, data: bytes) -> None:
        while data and self._stream is not None:
            if self._stream.eof:
                if not data.startswith(_GZIP_MAGIC):
                    return  # padding after the end: harmless
                self._stream = zlib.decompressobj(_GZIP)  # the next member of a gzip file
            try:
                self._keep(self._stream.decompress(data, STEP))
            except zlib.error as exc:
                raise FetchError("the answer's compression is damaged") from exc
            data = self._stream.unused_data or self._stream.unconsumed_tail

    def _keep(self, piece: bytes) -> None:
        self._size += len(piece)
        if self._size > self._limit:
            raise too_large(self._limit)
        if piece:
            self._pieces.append(piece)


def too_large(limit: int) -> FetchError:
    """The error of an answer of more than `limit` bytes."""
    return FetchError(f"the answer is larger than {limit / 2**20:.0f} MiB")


def gunzip(data: bytes, *, limit: int) -> bytes:
    """Return what a gzip file holds (anything else as it is), at most `limit` bytes; FetchError."""
    inflater = Inflater("gzip", limit=limit)
    inflater.feed(data)
    return inflater.finish()


def _window(wanted: str, head: bytes) -> int | None:
    """zlib's window bits for a body that starts like this; None when it isn't compressed."""
    if head.startswith(_GZIP_MAGIC):
        return _GZIP
    if wanted == "gzip":
        return None
    has_zlib_header = head[0] & 0x0F == 8 and int.from_bytes(head[:2], "big") % 31 == 0
    return _ZLIB if has_zlib_header else _RAW
