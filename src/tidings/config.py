"""Settings: defaults, then a TOML file, then the environment. Passed around, never imported."""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from platformdirs import user_config_path, user_data_path

from tidings.errors import ConfigError
from tidings.urls import is_loopback

__all__ = ["Config", "Provider"]

_CHOICES = {
    "comments": ("off", "members", "public"),
    "writer": ("off", "local", "remote"),
}
_TRUE, _FALSE = ("1", "true", "yes", "on"), ("0", "false", "no", "off")


@dataclass(frozen=True, kw_only=True, slots=True)
class Provider:
    """Another server that knows people and says who they are (OpenID Connect)."""

    name: str  # as the login page says it
    issuer: str  # its address, as it names itself
    client_id: str
    client_secret: str = ""  # "": it asks for none
    joins: str = ""  # the role of those who are not known here yet; "": only who is invited

    @property
    def key(self) -> str:
        """The name as a part of our addresses."""
        kept = "".join(sign if sign.isalnum() else "-" for sign in self.name.lower())
        return "-".join(filter(None, kept.encode("ascii", "ignore").decode().split("-"))) or "login"


@dataclass(frozen=True, kw_only=True, slots=True)
class Config:
    """Every setting. Each can stand in `tidings.toml` or in the environment as TIDINGS_NAME."""

    library: str = ""  # a file's path or an address; "" is library.sqlite in the user's data folder
    host: str = "127.0.0.1"  # where `serve` listens
    port: int = 8030
    base_url: str = ""  # how others reach the server, for links in feeds
    public: bool = False  # whether anyone may read without logging in
    comments: str = "members"  # "public": read by all who may read; "off": there are none
    contact: str = ""  # a web or mail address that the user agent names to publishers
    encoder: str = "default"  # "none": group by words alone
    workers: int = 0  # processes that distill; 0: one a core
    fetch_pages: bool = True  # fetch an article's page where its feed gives only a teaser
    keep_pages_days: int = 7  # how long fetched pages are kept after they were read
    window_days: int = 14  # how far back an article may join a story
    remember_opened: bool = True  # what was opened, to show what is new since; only in the library
    writer: str = "local"  # "off": nothing is written; "remote": by the model below, for people
    model_url: str = ""  # a server that speaks OpenAI's protocol: http://127.0.0.1:11434/v1
    model_name: str = ""
    model_key: str = ""
    model_budget: int = 100_000  # tokens a day
    model_seconds: int = 30  # for an answer
    model_prompts: str = ""  # a folder whose summary.txt, answer.txt … the model is told instead
    allow_networks: tuple[str, ...] = ()  # private networks that may be fetched from all the same
    hub: str = ""  # a WebSub hub that is told when our public feeds have changed
    providers: tuple[Provider, ...] = ()  # who may say who people are, beside their passwords
    mail_server: str = ""  # smtps://name:password@host, or smtp:// with STARTTLS; "": no mail
    mail_from: str = ""  # the address from which mail is sent

    @classmethod
    def load(
        cls, path: Path | None = None, *, environ: Mapping[str, str] | None = None, **given: Any
    ) -> Config:
        """Read the settings; `given` wins. Raises ConfigError naming the setting that is wrong."""
        environ = os.environ if environ is None else environ
        named = path or Path(environ.get("TIDINGS_CONFIG", ""))
        chosen = named if named.name else user_config_path("tidings") / "tidings.toml"
        if named.name and not chosen.is_file():
            raise ConfigError(f"there is no settings file {chosen}: make it, or name another")
        values = _from_file(chosen) if chosen.is_file() else {}
        values |= _from_environment(environ)
        values |= {name: value for name, value in given.items() if value is not None}
        return _checked(replace(cls(), **values))

    @property
    def is_private(self) -> bool:
        """Whether only this machine reaches the server: it is at loopback, and known by it."""
        public_name = urlsplit(self.base_url).hostname
        return is_loopback(self.host) and (not public_name or is_loopback(public_name))

    @property
    def library_address(self) -> str:
        """Where the library is."""
        return self.library or str(user_data_path("tidings") / "library.sqlite")


def _checked(config: Config) -> Config:
    """Return settings whose addresses make sense; raises ConfigError."""
    if config.hub and urlsplit(config.hub).scheme not in ("http", "https"):
        raise ConfigError("hub takes the address of a WebSub hub, like https://hub.example/")
    if not config.mail_server:
        return config
    at = urlsplit(config.mail_server)
    if at.scheme not in ("smtp", "smtps") or not at.hostname:
        raise ConfigError("mail_server takes an address like smtps://name:password@mail.example")
    name, _, host = config.mail_from.partition("@")
    if not (name and host and config.mail_from.isascii() and config.mail_from.isprintable()):
        raise ConfigError("mail_from takes the address from which mail_server sends: news@example")
    return config


def _from_file(path: Path) -> dict[str, Any]:
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as exc:
        raise ConfigError(f"{path} is no TOML: {exc}") from exc
    except OSError as exc:
        raise ConfigError(f"{path} can't be read: {exc.strerror}") from exc
    return {name: _read(name, value, where=str(path)) for name, value in found.items()}


def _from_environment(environ: Mapping[str, str]) -> dict[str, Any]:
    known = {f"TIDINGS_{field.name.upper()}": field.name for field in fields(Config)}
    return {
        name: _read(name, environ[variable], where=variable)
        for variable, name in known.items()
        if environ.get(variable)
    }


def _read(name: str, value: Any, *, where: str) -> Any:
    defaults = {field.name: field.default for field in fields(Config)}
    if name not in defaults:
        raise ConfigError(f"{where}: there is no setting {name!r}; known: {', '.join(defaults)}")
    default = defaults[name]
    try:
        if isinstance(default, bool):
            return value if isinstance(value, bool) else _read_bool(value)
        if isinstance(default, int):
            return int(value)
        if name == "providers":
            return _providers(value)
        if isinstance(default, tuple):
            return tuple(value.split(",") if isinstance(value, str) else value)
        return _choose(name, str(value))
    except (TypeError, ValueError) as exc:
        kind = f"a {type(default).__name__}"
        wanted = " or ".join(_CHOICES[name]) if name in _CHOICES else kind
        raise ConfigError(f"{where}: {name} takes {wanted}, not {value!r}") from exc


def _providers(value: Any) -> tuple[Provider, ...]:
    """Read tables of a file, or JSON of the environment; raises ConfigError, ValueError."""
    tables = json.loads(value) if isinstance(value, str) else value
    try:
        found = tuple(Provider(**table) for table in tables)
    except TypeError as exc:
        known = ", ".join(field.name for field in fields(Provider))
        raise ConfigError(f"providers: each takes {known}; the first three must be there") from exc
    for one in found:
        if not all(isinstance(getattr(one, field.name), str) for field in fields(one)):
            raise ConfigError(f"providers: all that is said of {one.name} is text")
        at = urlsplit(one.issuer)
        if at.scheme != "https" and not (at.scheme == "http" and is_loopback(at.hostname or "")):
            raise ConfigError(f"providers: the issuer of {one.name} begins with https://")
        if one.joins not in ("", "reader", "member"):
            raise ConfigError(f"providers: {one.name} lets people join as reader, member or not")
    if len({one.key for one in found}) < len(found):
        raise ConfigError("providers: two have names that are too much alike")
    return found


def _choose(name: str, value: str) -> str:
    if value not in _CHOICES.get(name, (value,)):
        raise ValueError(value)
    return value


def _read_bool(value: str) -> bool:
    word = value.strip().lower()
    if word in _TRUE:
        return True
    if word in _FALSE:
        return False
    raise ValueError(value)
