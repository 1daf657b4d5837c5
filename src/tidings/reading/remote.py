"""A remote model at work for a library: within the day's budget, asked once for the same."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from tidings.config import Config
from tidings.errors import ModelError
from tidings.storage import Store
from tidings.types import make_id
from tidings.write.remote.model import Endpoint, complete

__all__ = ["Remote"]


class Remote:
    """Asks the model that the settings name."""

    def __init__(self, store: Store, config: Config, *, now: Callable[[], datetime]) -> None:
        self._store = store
        self._config = config
        self._now = now

    @property
    def on(self) -> bool:
        """Whether a person has turned a remote model on, and said where it is."""
        return self._config.writer == "remote" and bool(self._config.model_url)

    @property
    def spent(self) -> int:
        """How many tokens were used today."""
        return self._store.writing.spent(self._now().date())

    def ask(self, system: str, user: str) -> str:
        """Return what the model says. Raises ModelError, also where the budget is spent."""
        config, writing, today = self._config, self._store.writing, self._now().date()
        key = make_id(config.model_url, config.model_name, system, user)
        if (kept := writing.kept(key)) is not None:
            return kept
        if writing.spent(today) >= config.model_budget:
            raise ModelError("the day's budget for the model is spent")
        endpoint = Endpoint(
            url=config.model_url,
            name=config.model_name,
            key=config.model_key,
            seconds=config.model_seconds,
        )
        reply = complete(endpoint, system, user)
        writing.spend(today, reply.tokens)
        writing.keep(key, reply.text, day=today)
        return reply.text
