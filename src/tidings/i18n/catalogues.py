"""The catalogues: what each text is in a language. Read as written, with no step between."""

from __future__ import annotations

import gettext
from collections.abc import Iterable
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel.messages.catalog import Message

__all__ = ["Texts", "read_texts"]


class Texts:
    """The texts of a language, by what they are in English; those that are missing stay English."""

    def __init__(self, found: gettext.NullTranslations, keys: Iterable[str | tuple[str, str]]):
        self.gettext = found.gettext
        self.ngettext = found.ngettext
        self.keys = tuple(keys)  # a text, or its singular and plural


def read_texts(code: str) -> Texts:
    """Return a language's catalogue: an empty one where there is none, as for English."""
    file = files("tidings.i18n").joinpath("locale", f"{code}.po")
    if not file.is_file():
        return Texts(gettext.NullTranslations(), ())
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with file.open("rb") as written:
        catalogue = read_po(written, locale=code)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Texts(gettext.GNUTranslations(compiled), map(_key, filter(_is_said, catalogue)))


def _is_said(message: Message) -> bool:
    return bool(message.id and message.string and not message.fuzzy)


def _key(message: Message) -> str | tuple[str, str]:
    return message.id if isinstance(message.id, str) else (message.id[0], message.id[1])
