"""Hubs: asked to send what is new, listened to, and told when our own feeds have changed.

Only what is new is taken from a hub. Where it tells an entry that is known otherwise, the source
is polled: so nothing that is sent twice, or late, can put an older wording over a newer one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import quote

from tidings.collect.feeds import parse_feed
from tidings.collect.leases import agreed, asked, failed, refused
from tidings.collect.messages import Fetcher, Post, Posted, Sender
from tidings.collect.websub import is_signed, publish_form, subscribe_form
from tidings.config import Config
from tidings.errors import FetchError, TidingsError
from tidings.i18n import phrase
from tidings.storage import Store
from tidings.types import Clock, Failure, Push, PushState, Source
from tidings.urls import parse

__all__ = ["CALLBACK", "Pushes"]

CALLBACK = "/websub/"  # where hubs ask back and send, under a token of its own for each source
AT_ONCE = 20  # hubs asked in one round, a second apart where they are one
REDIRECTS = 3
AGAIN = frozenset({307, 308})  # send the same there
RARELY = timedelta(minutes=5)  # a source is polled no oftener because of what a hub sends
TOLD = 500  # feeds told to a hub at once
MOST_CHALLENGE = 2_000  # characters
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Pushes:
    """What is agreed with hubs. Off without an address at which others reach us."""

    def __init__(
        self,
        store: Store,
        config: Config,
        *,
        web: Callable[[], Fetcher],
        now: Clock,
    ) -> None:
        self._store = store
        self._config = config
        self._web = web
        self._now = now
        self._told = now()  # our hub knows what was there by then

    @property
    def on(self) -> bool:
        """Whether hubs can reach us."""
        return bool(self._config.base_url) and not self._config.is_private

    def of(self, source: str) -> Push | None:
        """Return what is agreed for a source."""
        return self._store.pushes.get(source)

    # --- asking hubs

    def tend(self, *, stop: Callable[[], bool] = lambda: False) -> None:
        """Ask the hubs that are to be asked: for the first time, to go on, or again."""
        web = self._web()
        if not self.on or not isinstance(web, Sender):
            return
        for push in self._store.pushes.due(self._now(), limit=AT_ONCE):
            if stop():
                return
            if push.state is PushState.ASKED:
                self._fail(push, phrase("its hub did not ask back"))
            else:
                self._ask(push, web)

    def _ask(self, push: Push, web: Sender) -> None:
        waiting = asked(push, now=self._now())  # kept first: the hub may ask back before it answers
        self._store.pushes.save(waiting)
        callback = f"{self._config.base_url.rstrip('/')}{CALLBACK}{push.token}"
        try:
            answer = _send(web, push.hub, subscribe_form(push, callback))
        except FetchError as error:
            self._fail(waiting, phrase(f"its hub could not be asked: {error}"))
            return
        if not 200 <= answer.status < 300:
            self._fail(waiting, phrase(f"its hub answered {answer.status}"))

    def _fail(self, push: Push, error: str) -> None:
        """Go back to polling, unless the hub has asked back meanwhile."""
        with self._store.transaction(private=True):
            if self._store.pushes.get(push.source) != push:
                return
            self._store.pushes.save(failed(push, error, now=self._now()))
            source = self._store.sources.get(push.source)
            if source and push.until:
                self._store.sources.save(replace(source, next_poll_at=None))

    # --- listening to hubs

    def confirm(
        self, token: str, *, mode: str, topic: str, challenge: str, lease: float | None, reason: str
    ) -> str:
        """Answer a hub that asks whether we asked it; "" where we did not."""
        with self._store.transaction(private=True):
            push = self._store.pushes.by_token(token)
            if push is None or push.topic != topic or push.state is PushState.NAMED:
                return ""
            if mode == "denied":
                self._store.pushes.save(refused(push, reason[:200], now=self._now()))
                return mode
            waits = push.state in (PushState.ASKED, PushState.ACTIVE)
            if mode != "subscribe" or not waits or len(challenge) > MOST_CHALLENGE:
                return ""
            self._store.pushes.save(agreed(push, lease, now=self._now()))
            return challenge

    def receive(self, token: str, body: bytes, *, signature: str, content_type: str) -> bool:
        """Take what a hub sends; False where it is to send no more. What is unsigned is dropped."""
        push = self._store.pushes.by_token(token)
        source = self._store.sources.get(push.source) if push else None
        if push is None or source is None or source.paused or source.gone:
            return False
        if not is_signed(body, signature, push.secret):
            return True
        try:
            feed = parse_feed(body, url=push.url, content_type=content_type, now=self._now())
        except TidingsError:  # a hub's mistake: the next poll sees what there is
            return True
        now = self._now()
        with self._store.transaction():
            ids = [entry.id for entry in feed.entries]
            known = {entry.id: entry for _, entry in self._store.intake.entries(ids)}
            fresh = [entry for entry in feed.entries if entry.id not in known]
            other = any(known.get(entry.id, entry) != entry for entry in feed.entries)
            self._store.intake.save_entries(push.source, fresh, now=now)
            self._store.pushes.save(replace(push, pushed_at=now, missed=0))
            self._store.sources.save(_after_push(source, new=bool(fresh), other=other, now=now))
        return True

    # --- our own feeds

    def publish(self) -> tuple[Failure, ...]:
        """Tell our hub which public feeds changed since it was told; return what went wrong."""
        config, web, now = self._config, self._web(), self._now()
        if not (config.hub and config.public and self.on and isinstance(web, Sender)):
            return ()
        topics = self._changed()
        if not topics:
            return ()
        try:
            answer = _send(web, config.hub, publish_form(topics))
            error = "" if 200 <= answer.status < 300 else f"our hub answered {answer.status}"
        except FetchError as exc:
            error = f"our hub could not be told: {exc}"
        if not error:
            self._told = now
            return ()
        return (Failure(id=config.hub, stage="publish", error=error, url=config.hub, at=now),)

    def _changed(self) -> list[str]:
        """Return the addresses of the feeds that changed since our hub was told."""
        base = self._config.base_url.rstrip("/")
        changed = [
            f"/source/{quote(source.id)}/feed"
            for source in self._store.sources.all()
            if source.changed_at and source.changed_at > self._told
        ]
        paths = ["/feed", *changed] if changed else []
        return [f"{base}{path}{end}" for path in paths for end in (".atom", ".json")][:TOLD]


def _after_push(source: Source, *, new: bool, other: bool, now: datetime) -> Source:
    """Return a source as its hub leaves it: to be polled where an entry is told otherwise."""
    soon = other and (source.polled_at is None or now - source.polled_at > RARELY)
    return replace(
        source,
        changed_at=now if new else source.changed_at,
        next_poll_at=now if soon else source.next_poll_at,
    )


def _send(web: Sender, url: str, form: bytes) -> Posted:
    """Send a form, also to where the receiver says it should go. Raises FetchError."""
    answer = web.post(Post(url=url, body=form, headers=FORM))
    for _ in range(REDIRECTS):
        if answer.status not in AGAIN or not answer.location:
            break
        url = _joined(answer.location, url)
        answer = web.post(Post(url=url, body=form, headers=FORM))
    return answer


def _joined(location: str, url: str) -> str:
    try:
        return parse(location, url).url
    except TidingsError as error:
        raise FetchError(str(error)) from error
