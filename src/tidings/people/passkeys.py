"""Passkeys: a device proves who is asking, by a key that never leaves it (WebAuthn)."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import struct
import threading
from datetime import UTC, datetime, timedelta

from tidings.errors import LoginError, UsageError
from tidings.people.keys import shown
from tidings.storage import Store
from tidings.types import Passkey, Person

__all__ = ["Challenges", "Passkeys"]

HOLDS = timedelta(hours=1)  # a challenge: as long as the page that carries it may lie open
MOST = 20  # passkeys of a person
RANDOM, STAMP = 16, 8  # bytes of a challenge, before its signature
UNKNOWN = "This passkey is not known here."
FAILED = "The device's answer was not what was asked. Load the page again and try once more."


class Challenges:
    """What a device is asked to sign: made without remembering it, and taken only once.

    Only those that came back signed are remembered, until they end; so nobody fills the memory by
    asking for many.
    """

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)
        self._lock = threading.Lock()
        self._taken: dict[bytes, datetime] = {}

    def make(self, purpose: str, *, now: datetime) -> bytes:
        """Return a new challenge."""
        text = secrets.token_bytes(RANDOM) + struct.pack(">d", now.timestamp())
        return text + self._signature(text, purpose)

    def take(self, challenge: bytes, purpose: str, *, now: datetime) -> bool:
        """Say whether this is one of ours for this purpose, still holds, and was not taken yet."""
        text, signature = challenge[: RANDOM + STAMP], challenge[RANDOM + STAMP :]
        if not hmac.compare_digest(signature, self._signature(text, purpose)):
            return False
        (made,) = struct.unpack(">d", text[RANDOM:])
        ends = datetime.fromtimestamp(made, UTC) + HOLDS
        with self._lock:
            self._taken = {one: until for one, until in self._taken.items() if until > now}
            if ends <= now or challenge in self._taken:
                return False
            self._taken[challenge] = ends
        return True

    def _signature(self, text: bytes, purpose: str) -> bytes:
        return hmac.digest(self._secret, purpose.encode() + b"\n" + text, "sha256")


class Passkeys:
    """The passkeys of a library's people. `host` is the name by which a browser knows us."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._challenges = Challenges()

    def of(self, person: int) -> list[Passkey]:
        """Return a person's passkeys, the newest first."""
        return self._store.passkeys.of(person)

    def offer(self, person: Person, *, host: str, now: datetime) -> str:
        """Return what a browser is told to make a passkey, as JSON."""
        from webauthn import generate_registration_options, options_to_json
        from webauthn.helpers import structs

        options = generate_registration_options(
            rp_id=host,
            rp_name="Tidings",
            user_name=person.name,
            user_id=_handle(person),
            challenge=self._challenges.make(f"make {person.id}", now=now),
            authenticator_selection=structs.AuthenticatorSelectionCriteria(
                resident_key=structs.ResidentKeyRequirement.REQUIRED,
                user_verification=structs.UserVerificationRequirement.REQUIRED,
            ),
            exclude_credentials=[
                structs.PublicKeyCredentialDescriptor(id=_unpacked(key.id))
                for key in self.of(person.id)
            ],
        )
        return options_to_json(options)

    def add(
        self, person: Person, answer: str, *, name: str, host: str, origin: str, now: datetime
    ) -> Passkey:
        """Keep the passkey that a browser made; raises UsageError where it did not as told."""
        from webauthn import verify_registration_response
        from webauthn.helpers import parse_registration_credential_json
        from webauthn.helpers.exceptions import WebAuthnException

        if len(self.of(person.id)) >= MOST:
            raise UsageError(f"a person has at most {MOST} passkeys: remove one first")
        try:
            said = parse_registration_credential_json(answer)
            made = verify_registration_response(
                credential=said,
                expected_challenge=self._asked(
                    said.response.client_data_json, f"make {person.id}", now=now
                ),
                expected_rp_id=host,
                expected_origin=origin,
                require_user_verification=True,
            )
        except (WebAuthnException, ValueError, TypeError, KeyError) as error:
            raise UsageError(FAILED) from error
        passkey = Passkey(
            id=_packed(made.credential_id), person=person.id, name=shown(name) or "A device",
            public_key=_packed(made.credential_public_key), uses=made.sign_count, created_at=now,
        )  # fmt: skip
        self._store.passkeys.add(passkey)
        return passkey

    def ask(self, *, host: str, now: datetime) -> str:
        """Return what a browser is told to find a passkey, as JSON; it says nothing of anyone."""
        from webauthn import generate_authentication_options, options_to_json
        from webauthn.helpers.structs import UserVerificationRequirement

        options = generate_authentication_options(
            rp_id=host,
            challenge=self._challenges.make("login", now=now),
            user_verification=UserVerificationRequirement.REQUIRED,
        )
        return options_to_json(options)

    def login(self, answer: str, *, host: str, origin: str, now: datetime) -> Person:
        """Return who this is; raises LoginError."""
        from webauthn import verify_authentication_response
        from webauthn.helpers import parse_authentication_credential_json
        from webauthn.helpers.exceptions import WebAuthnException

        try:
            said = parse_authentication_credential_json(answer)
            passkey = self._store.passkeys.find(_packed(said.raw_id))
            person = self._store.people.get(passkey.person) if passkey else None
            if passkey is None or person is None:
                raise LoginError(UNKNOWN)
            found = verify_authentication_response(
                credential=said,
                expected_challenge=self._asked(said.response.client_data_json, "login", now=now),
                expected_rp_id=host,
                expected_origin=origin,
                credential_public_key=_unpacked(passkey.public_key),
                credential_current_sign_count=passkey.uses,
                require_user_verification=True,
            )
        except (WebAuthnException, ValueError, TypeError, KeyError) as error:
            raise LoginError(FAILED) from error
        self._store.passkeys.used(passkey.id, uses=found.new_sign_count, at=now)
        return person

    def remove(self, person: int, passkey: str) -> None:
        """Let a passkey in no more; one that is not this person's is passed over."""
        self._store.passkeys.remove(person, passkey)

    def _asked(self, client_data: bytes, purpose: str, *, now: datetime) -> bytes:
        """Return the challenge that a browser answers, where it is one of ours."""
        from webauthn.helpers import parse_client_data_json

        challenge = parse_client_data_json(client_data).challenge
        if not self._challenges.take(challenge, purpose, now=now):
            raise ValueError("a challenge that is not ours, is old, or was answered before")
        return challenge


def _handle(person: Person) -> bytes:
    """Return what a device knows a person by: another one for each person of each library."""
    return hashlib.sha256(f"{person.id} {person.created_at.isoformat()}".encode()).digest()


def _packed(data: bytes) -> str:
    from webauthn.helpers import bytes_to_base64url

    return bytes_to_base64url(data)


def _unpacked(text: str) -> bytes:
    from webauthn import base64url_to_bytes

    return base64url_to_bytes(text)
