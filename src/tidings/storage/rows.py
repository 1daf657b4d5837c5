"""A row from a noun and a noun from a row, built from the type: a field is declared once.

Times become whole microseconds since 1970, tuples and nested nouns become JSON.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from enum import Enum
from functools import cache
from typing import Any, TypeVar

import msgspec

__all__ = ["columns", "dump", "from_micros", "from_row", "load", "to_micros", "to_row"]

T = TypeVar("T")
Value = None | int | float | str | bytes
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def to_micros(moment: datetime) -> int:
    """Return whole microseconds since 1970, UTC."""
    return (moment - _EPOCH) // _MICROSECOND


def from_micros(micros: int) -> datetime:
    """Return the moment that `to_micros` was given."""
    return _EPOCH + timedelta(microseconds=micros)


def dump(value: object) -> str:
    """Return any noun, or sequence of nouns, as JSON."""
    return msgspec.json.encode(value).decode()


def load(kind: type[T], text: str | bytes) -> T:
    """Return what `dump` was given."""
    return typing.cast(T, _decoder(typing.cast(Any, kind)).decode(text))


@cache
def _decoder(kind: type) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(kind)  # made once: for a small value that is most of the work


@cache
def columns(kind: type) -> tuple[str, ...]:
    """Return the names of a noun's fields, which are its columns."""
    return tuple(field.name for field in dataclasses.fields(kind))


def to_row(noun: object) -> dict[str, Value]:
    """Return the columns of a noun with values that a database takes."""
    kind: Any = type(noun)
    return {name: _to_value(getattr(noun, name)) for name in columns(kind)}


def _to_value(value: Any) -> Value:
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, bool):
        return int(value)
    if value is None or isinstance(value, int | float | str | bytes):
        return value
    if isinstance(value, datetime):
        return to_micros(value)
    return dump(value)


def from_row(kind: type[T], row: Mapping[str, Value]) -> T:
    """Return the noun whose columns these are; other columns are ignored."""
    readers = _readers(typing.cast(Any, kind))
    return kind(**{name: read(row[name]) for name, read in readers.items()})


@cache
def _readers(kind: type) -> dict[str, Callable[[Any], Any]]:
    hints = typing.get_type_hints(kind)
    return {name: _reader(hints[name]) for name in columns(kind)}


def _reader(hint: Any) -> Callable[[Any], Any]:
    if isinstance(hint, types.UnionType):
        inner = _reader(next(t for t in typing.get_args(hint) if t is not type(None)))
        return lambda value: None if value is None else inner(value)
    if hint is datetime:
        return from_micros
    if isinstance(hint, type) and (hint is bool or issubclass(hint, Enum)):
        return hint
    if hint in (int, float, str, bytes):
        return lambda value: value
    return lambda value: load(hint, value)
