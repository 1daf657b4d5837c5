"""Who uses a library."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from tidings.types.basics import Json

__all__ = ["OWNER", "Person", "Role"]

OWNER = 1  # the id of a library's first person


class Role(StrEnum):
    """What a person may do."""

    OWNER = "owner"  # everything, people and settings too
    MEMBER = "member"  # add sources, correct, comment
    READER = "reader"  # read, save, comment


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """Someone with a name of their own here."""

    id: int  # 1 is the owner of the library; a number is never given twice
    name: str  # unique but for its case
    role: Role = Role.READER
    password: str = ""  # an argon2 hash; "": can't log in with one
    email: str = ""
    settings: dict[str, Json] = field(default_factory=dict)
    created_at: datetime
