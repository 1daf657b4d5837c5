"""Storage: a protocol for each thing kept, and the stores behind it. `open_store` picks one."""

from __future__ import annotations

from pathlib import Path

from tidings.errors import ConfigError
from tidings.storage.protocol import Store

__all__ = ["Store", "open_store"]


def open_store(address: str | Path) -> Store:
    """Open the library at a path or `sqlite:///path`; `sqlite://` is one in memory."""
    text = str(address)
    scheme, _, rest = text.partition("://")
    if not rest and "://" not in text:
        rest, scheme = text, "sqlite"
    elif scheme == "sqlite":
        rest = rest.removeprefix("/")
    if scheme != "sqlite":
        raise ConfigError(f"no store for {scheme}:// addresses: name a file, or sqlite:///FILE")
    from tidings.storage.sqlite.store import SqliteStore

    return SqliteStore(Path(rest).expanduser() if rest else None)
