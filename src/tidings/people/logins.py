"""Who someone is here whom another server knows: linked by its own name for them, never by mail.

A mail address may be anybody's: only what the issuer promises never to give to another counts.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from tidings.collect.policy import FetchPolicy
from tidings.collect.web import LazyWeb
from tidings.config import Config, Provider
from tidings.errors import LoginError, NotFoundError, UsageError
from tidings.people.accounts import LONGEST_NAME, Accounts
from tidings.people.invitations import Invitations
from tidings.people.openid import Asked, Identity, OpenId
from tidings.people.throttle import Throttle
from tidings.storage import Store
from tidings.types import Login, Person, Role

__all__ = ["Logins"]

TRIES = 30  # by one address
WINDOW = timedelta(minutes=15)
POLICY = FetchPolicy(gap=0.0, at_once=4, deadline=10.0, max_bytes=256 * 1024)  # for a provider
NAMESAKES = 99


class Logins:
    """Logins by other servers. Usable from any thread; close it when done."""

    def __init__(
        self,
        store: Store,
        config: Config,
        accounts: Accounts,
        invitations: Invitations,
    ) -> None:
        self._store = store
        self._config = config
        self._accounts = accounts
        self._invitations = invitations
        self._throttle = Throttle(TRIES, WINDOW)
        self._web = LazyWeb(config, POLICY)
        self._ways = {one.key: OpenId(one, web=self._web) for one in config.providers}

    @property
    def providers(self) -> tuple[Provider, ...]:
        """Who may say who people are."""
        return self._config.providers

    def way(self, provider: str) -> OpenId:
        """Return how one of them is asked; raises NotFoundError."""
        if provider not in self._ways:
            raise NotFoundError("Nobody logs in here that way.")
        return self._ways[provider]

    def of(self, person: int) -> list[Login]:
        """Return by what a person is known elsewhere, the newest first."""
        return self._store.logins.of(person)

    def remove(self, person: int, issuer: str, subject: str) -> None:
        """Let a login in no more; one that is not this person's is passed over."""
        self._store.logins.remove(person, issuer, subject)

    def count(self, address: str, *, now: datetime) -> None:
        """Count a try; raises TooManyError."""
        self._throttle.count(address, now)

    def admit(self, identity: Identity, asked: Asked, *, now: datetime) -> Person:
        """Return who this is here, or becomes: as linked, as invited, as the settings allow.

        Raises LoginError.
        """
        with self._store.transaction(private=True):
            person = self._known(identity, asked) or self._joined(identity, asked, now)
            known = self._store.logins.find(identity.issuer, identity.subject)
            login = Login(
                issuer=identity.issuer, subject=identity.subject, person=person.id,
                name=(*identity.names, identity.subject)[0],
                created_at=known.created_at if known else now, used_at=now,
            )  # fmt: skip
            self._store.logins.save(login)
        return person

    def _known(self, identity: Identity, asked: Asked) -> Person | None:
        """Return whose login this is, or who asks that it be theirs."""
        login = self._store.logins.find(identity.issuer, identity.subject)
        if asked.person:
            if login and login.person != asked.person:
                raise LoginError("This login is somebody else's here.")
            return self._accounts.get(asked.person)
        return self._accounts.get(login.person) if login else None

    def _joined(self, identity: Identity, asked: Asked, now: datetime) -> Person:
        """Return who joins now."""
        name = self._free(identity)
        if asked.invitation:
            try:
                return self._invitations.join(asked.invitation, name=name, now=now)
            except UsageError as error:
                raise LoginError(str(error)) from error
        provider = self.way(asked.provider).provider
        if not provider.joins:
            raise LoginError(
                f"Nobody here is known by this login of {provider.name}. Ask the owner for an "
                "invitation; if you have a password here, log in and add the login in the settings."
            )
        try:
            return self._accounts.add(name, role=Role(provider.joins), now=now)
        except UsageError as error:
            raise LoginError(str(error)) from error

    def _free(self, identity: Identity) -> str:
        """Return a name that is nobody's here, as near as may be to what the issuer says."""
        said = (*identity.names, "someone")[0].partition("@")[0]
        kept = "".join(sign for sign in said if sign.isprintable() and sign != ":")
        name = " ".join(kept.split())[: LONGEST_NAME - 3] or "someone"
        names = [name, *(f"{name} {number}" for number in range(2, NAMESAKES))]
        return next((one for one in names if self._store.people.named(one) is None), names[-1])

    def close(self) -> None:
        """Close every connection."""
        self._web.close()
