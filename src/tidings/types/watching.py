"""What a person has watched for them: saved searches, rules, and how they are told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

__all__ = [
    "HIDDEN",
    "Act",
    "Alert",
    "Channel",
    "ChannelKind",
    "Done",
    "Message",
    "Rule",
    "SavedSearch",
    "When",
]

HIDDEN = "Hidden"  # the label of what a rule hid: the river leaves it out


class Act(StrEnum):
    """What a rule does with an item that it hits."""

    KEEP = "keep"  # no other rule hides it or marks it read
    HIDE = "hide"  # read, and left out of all lists but its label's
    READ = "read"
    SAVE = "save"
    LABEL = "label"
    NOTIFY = "notify"


@dataclass(frozen=True, kw_only=True, slots=True)
class When:
    """What must hold of an item, all of it; what is empty asks for nothing."""

    words: str = ""  # a query, as the search box takes it
    pattern: str = ""  # a regular expression of RE2, found in the title or the text
    source: str = ""
    folder: int = 0  # its number
    tag: str = ""
    topic: str = ""  # its code
    language: str = ""
    least: int = 0  # articles of its story, at least
    most: int = 0  # at most


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """When this holds of an item as it comes, that is done with it."""

    number: int = 0  # 0: not yet kept
    person: int
    name: str
    wants: When
    acts: tuple[Act, ...]
    label: str = ""  # that is put on, with LABEL
    channels: tuple[int, ...] = ()  # that tell, beside the list in the app, with NOTIFY
    active: bool = True
    hits: int = 0  # items that it did something with, those undone left out
    last_at: datetime | None = None
    created_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class SavedSearch:
    """A search that a person comes back to."""

    number: int = 0  # 0: not yet kept
    person: int
    name: str
    query: str
    looked: int = 0  # the newest item when it was last looked at
    fresh: int = 0  # items found since
    notify: bool = False
    channels: tuple[int, ...] = ()
    created_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Done:
    """What a rule changed of an item; nothing that was so before."""

    rule: int
    item: int
    article: str
    at: datetime
    acts: tuple[Act, ...] = ()
    label: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Alert:
    """Something that a person asked to be told of."""

    number: int = 0  # 0: not yet kept
    person: int
    item: int
    article: str
    at: datetime
    origin: str  # what asked for it, by name
    rule: int = 0  # the rule that did; 0: a saved search
    seen: bool = False


class ChannelKind(StrEnum):
    """How a person is told outside the app."""

    MAIL = "mail"
    WEBHOOK = "webhook"  # signed by the Standard Webhooks scheme
    NTFY = "ntfy"
    APPRISE = "apprise"  # a server of Apprise's API, which tells by whatever its key names


@dataclass(frozen=True, kw_only=True, slots=True)
class Channel:
    """A way to tell a person."""

    number: int = 0  # 0: not yet kept
    person: int
    kind: ChannelKind
    address: str  # of mail; else a web address
    secret: str = ""  # what webhooks are signed with, ntfy's token, the code a mail address awaits
    confirmed: bool = True  # a mail address is, once its code was entered
    paused: bool = False  # by the person, or after a message that could not be brought
    error: str = ""  # of the latest try, where it failed
    sent_at: datetime | None = None  # the latest message that was brought
    created_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Message:
    """Alerts on their way through a channel."""

    id: str  # the same at every try, so that a receiver knows it again
    person: int
    channel: int
    alerts: tuple[int, ...]
    more: int = 0  # further alerts, for which there was no room
    at: datetime
    due_at: datetime
    tries: int = 0
