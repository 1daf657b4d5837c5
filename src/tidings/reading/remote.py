"""A remote model at work for a library: within the day's budget, asked once for the same.

It is asked in threads of its own: a page waits for it as long as its reader has patience, and no
longer. After trouble it is left alone for a minute, so that no page waits for the same again.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass

from tidings.errors import ModelError, TidingsError
from tidings.storage import Store
from tidings.types import Clock, Use, WritingSettings, Written, make_id
from tidings.write.remote.model import ANSWER, Endpoint, Reply, complete, counted

__all__ = ["Call", "Remote"]

AT_ONCE = 2  # calls under way; more would only wait for each other
REST = 60.0  # seconds after trouble
LATE = "the model is still writing: its words are here in a moment"


@dataclass(frozen=True, kw_only=True, slots=True)
class Call:
    """One question to a model."""

    settings: WritingSettings
    system: str
    user: str

    @property
    def key(self) -> str:
        """Equal for the same question to the same model."""
        return make_id(self.settings.url, self.settings.name, self.system, self.user)


class Remote:
    """Asks a model. Safe for several threads at once."""

    def __init__(self, store: Store, *, now: Clock) -> None:
        self._store = store
        self._now = now
        self._lock = threading.Lock()
        self._under_way: dict[str, Future[str]] = {}
        self._trouble: tuple[WritingSettings | None, str, float] = (None, "", 0.0)  # until when
        self._fresh: set[str] = set()  # answers that came and are not yet counted
        self._closed = False
        self.version = 0  # another one whenever an answer has come: pages may say more

    @property
    def spent(self) -> Use:
        """What today came to."""
        return self._store.writing.spent(self._now().date())

    def ask(self, call: Call, *, wait: float) -> str:
        """Return what the model says within so many seconds.

        Raises ModelError, also where the budget is spent; where the model is late it goes on, and
        the same question has its answer later.
        """
        if (kept := self._store.writing.kept(call.key)) is not None:
            return kept
        try:
            return self._started(call).result(timeout=wait)
        except TimeoutError as exc:
            raise ModelError(LATE, late=True) from exc

    def count(self, key: str, written: Written) -> None:
        """Count what became of a model's sentences, once for each answer that came."""
        with self._lock:
            fresh = key in self._fresh
            self._fresh.discard(key)
        if fresh:
            day = self._now().date()
            self._store.writing.spend(Use(day=day, kept=written.kept, replaced=written.replaced))

    def close(self) -> None:
        """Keep nothing that comes from now on."""
        with self._lock:
            self._closed = True

    def _started(self, call: Call) -> Future[str]:
        """Return the call under way for this question, a new one where there is none."""
        with self._lock:
            if (found := self._under_way.get(call.key)) is not None:
                return found
            self._refuse(call)
            future = self._under_way[call.key] = Future()
        threading.Thread(target=self._run, args=(call, future), daemon=True).start()
        return future

    def _refuse(self, call: Call) -> None:
        """Raise ModelError where the model is not to be asked now."""
        settings, today = call.settings, self.spent
        asked, trouble, until = self._trouble
        if settings == asked and time.monotonic() < until:
            raise ModelError(trouble)
        tokens = counted(call.system + call.user)
        cost = settings.cost(tokens, ANSWER)
        if today.tokens + tokens > settings.budget:
            raise ModelError("the day's budget for the model is spent")
        if settings.money and today.cost + cost > settings.money:
            raise ModelError("the day's money for the model is spent")
        if len(self._under_way) >= AT_ONCE:
            raise ModelError("the model has enough to write just now", late=True)

    def _run(self, call: Call, future: Future[str]) -> None:
        settings = call.settings
        endpoint = Endpoint(
            url=settings.url, name=settings.name, key=settings.key, seconds=settings.seconds
        )
        try:
            reply = complete(endpoint, call.system, call.user)
        except ModelError as exc:
            self._failed(call, exc, future)
        except BaseException as exc:  # a bug: whoever waits is told, the thread ends
            self._forget(call)
            future.set_exception(exc)
        else:
            self._came(call, reply, future)

    def _failed(self, call: Call, error: ModelError, future: Future[str]) -> None:
        cost = call.settings.cost(error.tokens, 0)
        use = Use(day=self._now().date(), calls=1, failed=1, tokens=error.tokens, cost=cost)
        with self._lock:
            self._trouble = (call.settings, str(error), time.monotonic() + REST)
        self._save(lambda: self._store.writing.spend(use))
        self._forget(call)
        future.set_exception(error)

    def _came(self, call: Call, reply: Reply, future: Future[str]) -> None:
        day, cost = self._now().date(), call.settings.cost(reply.sent, reply.came)
        use = Use(day=day, calls=1, tokens=reply.sent + reply.came, cost=cost)
        self._save(lambda: self._store.writing.spend(use))
        self._save(lambda: self._store.writing.keep(call.key, reply.text, day=day))
        with self._lock:
            self._fresh.add(call.key)
        self._forget(call)
        future.set_result(reply.text)

    def _save(self, save: Callable[[], None]) -> None:
        """Keep something, unless the library was closed meanwhile; a full disk loses it."""
        with self._lock:
            if self._closed:
                return
            try:
                save()
            except TidingsError:
                return

    def _forget(self, call: Call) -> None:
        with self._lock:
            self._under_way.pop(call.key, None)
            self.version += 1
