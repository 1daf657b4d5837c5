"""Who writes for whom: the owner's choices over the settings file, and each person's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from tidings.config import Config
from tidings.errors import ModelError, UsageError
from tidings.storage import Store
from tidings.types import Json, Leaving, Person, Writer, WritingSettings
from tidings.urls import is_loopback
from tidings.write.remote.prompts import PROMPTS, checked

__all__ = ["OWN", "Choices", "PromptText"]

OWN = ("", Writer.LOCAL.value, Writer.OFF.value)
"""What a person can choose for themselves; "": as the library has it."""
PROMPT = "prompt:"  # stands before a prompt's name among the choices
LONGEST = 2_000  # characters of a choice


@dataclass(frozen=True, kw_only=True, slots=True)
class PromptText:
    """What a model is told for a task, and where that text is from."""

    name: str
    title: str
    text: str
    origin: str  # "shipped", "file" or "library"
    wrong: str = ""  # why it can't be used, in plain words


class Choices:
    """What is chosen of writing in a library. Reading is safe from several threads."""

    def __init__(self, store: Store, config: Config) -> None:
        self._store = store
        self._config = config

    def settings(self) -> WritingSettings:
        """Return what is in force: the owner's choices, else what the settings file has."""
        base = _from_config(self._config)
        chosen = self._store.writing.chosen()
        known = {f.name for f in fields(WritingSettings)}
        values = {name: value for name, value in chosen.items() if name in known}
        given = msgspec.to_builtins(base) | values
        found = msgspec.convert(given, WritingSettings, strict=False)
        if "key" not in values and _place(found.url) != _place(base.url):
            found = replace(found, key="")  # a key is told to the server that it was given for
        return found

    def change(self, values: Mapping[str, Json]) -> WritingSettings:
        """Keep choices of the owner; None leaves one to the settings file. Raises UsageError."""
        known = sorted(f.name for f in fields(WritingSettings))
        if unknown := sorted(set(values).difference(known)):
            raise UsageError(f"there is no choice {unknown[0]!r}: known are {', '.join(known)}")
        before = self.settings()
        kept = {name: _read(name, value) for name, value in values.items()}
        if "url" in kept and "key" not in kept and _place(str(kept["url"])) != _place(before.url):
            kept["key"] = None
        with self._store.transaction():
            self._store.writing.choose(kept)
            after = self.settings()
            if after.writer is Writer.REMOTE and not (after.url and after.name):
                raise UsageError("a remote model takes an address and the model's name: give both")
        return after

    def writer(self, person: Person | None) -> Writer:
        """Return who writes for a person; for nobody in particular never a remote model."""
        settings = self.settings()
        own = person.settings.get("writer") if person else ""
        if settings.writer is Writer.OFF or own == Writer.OFF:
            return Writer.OFF
        named = person and (not settings.people or person.id in settings.people)
        remote = settings.writer is Writer.REMOTE and settings.url and named
        return Writer.REMOTE if remote and own != Writer.LOCAL else Writer.LOCAL

    def at_work(self) -> bool:
        """Say whether anything is written or judged here at all."""
        return self.settings().writer is not Writer.OFF

    def leaving(self, person: Person | None) -> Leaving | None:
        """Return where text goes when pages are written for a person; None: nowhere."""
        if self.writer(person) is not Writer.REMOTE:
            return None
        settings = self.settings()
        here = is_loopback(urlsplit(settings.url).hostname or "")
        return Leaving(host=settings.host, model=settings.name, here=here)

    def may_send(self) -> Callable[[str], bool]:
        """Return what says whether sentences of a source, by its id, may be sent."""
        folders = self.settings().folders
        if not folders:
            return lambda source: True
        within = {s.id for s in self._store.sources.all() if s.folder in folders}
        return within.__contains__

    # --- prompts

    def prompts(self) -> tuple[PromptText, ...]:
        """Return all prompts as they are used; what is wrong with a text is told with it."""
        return tuple(self.prompt(name) for name in PROMPTS)

    def prompt(self, name: str) -> PromptText:
        """Return a prompt: the owner's, else the file's, else as shipped; raises UsageError."""
        if name not in PROMPTS:
            checked(name, "")
        chosen = self._store.writing.chosen().get(PROMPT + name)
        text, origin, wrong = PROMPTS[name].text, "shipped", ""
        if isinstance(chosen, str):
            text, origin = chosen, "library"
        elif path := self._file(name):
            origin = "file"
            try:
                text = path.read_text(encoding="utf-8")
                checked(name, text)
            except (OSError, UnicodeDecodeError) as exc:
                wrong = f"{path} can't be read: {exc}"
            except UsageError as exc:
                wrong = f"{path}: {exc}"
        return PromptText(
            name=name, title=PROMPTS[name].title, text=text, origin=origin, wrong=wrong
        )

    def usable(self, name: str) -> str:
        """Return a prompt's text; raises ModelError where its file can't be used."""
        found = self.prompt(name)
        if found.wrong:
            raise ModelError(found.wrong)
        return found.text

    def change_prompt(self, name: str, text: str | None) -> None:
        """Keep the owner's text of a prompt; None: as it was before. Raises UsageError."""
        kept = None if text is None else checked(name, text)
        if name not in PROMPTS:
            checked(name, "")
        self._store.writing.choose({PROMPT + name: kept})

    def _file(self, name: str) -> Path | None:
        path = Path(self._config.model_prompts or ".") / f"{name}.txt"
        return path if self._config.model_prompts and path.exists() else None


def _from_config(config: Config) -> WritingSettings:
    return WritingSettings(
        writer=Writer(config.writer),
        url=config.model_url,
        name=config.model_name,
        key=config.model_key,
        seconds=config.model_seconds,
        budget=config.model_budget,
    )


def _read(name: str, value: Json) -> Json:
    """Return a choice as it is kept; raises UsageError where it makes no sense."""
    if value is None:
        return None
    try:
        one = msgspec.convert({name: value}, WritingSettings, strict=False)
    except msgspec.ValidationError as exc:
        raise UsageError(f"{name} can't be {value!r}: {exc}") from exc
    kept: Json = msgspec.to_builtins(getattr(one, name))
    if isinstance(kept, str) and (len(kept) > LONGEST or not kept.isprintable()):
        raise UsageError(f"{name} has up to {LONGEST:,} characters that can be seen")
    if isinstance(kept, int | float) and not 0 <= kept < 1e15:
        raise UsageError(f"{name} can't be {value}: give a number that is not below zero")
    if name == "seconds" and not 1 <= one.seconds <= 600:
        raise UsageError("seconds takes 1 to 600")
    if name == "url" and kept and _place(str(kept)) is None:
        raise UsageError("url takes an address like http://127.0.0.1:11434/v1")
    return kept


def _place(url: str) -> tuple[str, str, int | None] | None:
    """Return what of an address says who is asked; None where it is none."""
    try:
        at = urlsplit(url)
        found = (at.scheme, at.hostname or "", at.port)
    except ValueError:
        return None
    return found if found[0] in ("http", "https") and found[1] else None
