"""What another server says of who someone is: OpenID Connect, by code with PKCE.

Nothing here knows who that is in the library: see `logins`.
"""

from __future__ import annotations

import hashlib
import secrets
import threading
import time
from base64 import b64encode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlencode

import msgspec

from tidings.collect.messages import Fetcher, Post, Request, Sender
from tidings.config import Provider
from tidings.errors import FetchError, LoginError
from tidings.types import Json

__all__ = ["Asked", "Identity", "OpenId", "asked"]

KNOWN_FOR = 3600.0  # seconds for which what a provider says of itself is kept
LEEWAY = 60  # seconds by which its clock may differ from ours
BASIC = "client_secret_basic"
FORM = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
LONGEST = 255  # characters of a subject, by the specification
METHODS = frozenset(  # of signing that a provider's own keys can prove; never a shared secret
    {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"}
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What a browser that was sent to a provider has to bring back, and what is asked for then."""

    provider: str  # its key
    state: str
    nonce: str
    verifier: str
    back: str  # the page to go to
    invitation: str = ""  # its secret, where someone joins
    person: int = 0  # who is to be known by this login from now on; 0: whoever is
    at: float  # seconds since 1970


@dataclass(frozen=True, kw_only=True, slots=True)
class Identity:
    """Who a provider says someone is. `names` are what it calls them, the best first."""

    issuer: str
    subject: str
    names: tuple[str, ...]


def asked(
    provider: Provider, *, back: str, invitation: str = "", person: int = 0, now: datetime
) -> Asked:
    """Return what one login is known by: words that nobody can guess."""
    return Asked(
        provider=provider.key, state=secrets.token_urlsafe(24), nonce=secrets.token_urlsafe(24),
        verifier=secrets.token_urlsafe(48), back=back, invitation=invitation, person=person,
        at=now.timestamp(),
    )  # fmt: skip


class OpenId:
    """One provider. `web` fetches and sends; its answers are small and come soon, or not at all."""

    def __init__(self, provider: Provider, *, web: Fetcher) -> None:
        self.provider = provider
        self._web = web
        self._lock = threading.Lock()
        self._known: dict[str, tuple[float, dict[str, Any]]] = {}

    def way(self, asked: Asked, *, back: str) -> str:
        """Return where a browser is sent; `back` is our address that it is sent back to."""
        challenge = hashlib.sha256(asked.verifier.encode()).digest()
        query = urlencode(
            {
                "response_type": "code",
                "client_id": self.provider.client_id,
                "redirect_uri": back,
                "scope": "openid profile email",
                "state": asked.state,
                "nonce": asked.nonce,
                "code_challenge": urlsafe_b64encode(challenge).rstrip(b"=").decode(),
                "code_challenge_method": "S256",
            }
        )
        at = self._said("authorization_endpoint")
        return f"{at}{'&' if '?' in at else '?'}{query}"

    def identity(self, asked: Asked, code: str, *, issuer: str, back: str) -> Identity:
        """Return who came back with a code; `issuer` as the answer names it, "" where it doesn't.

        Raises LoginError.
        """
        if issuer and issuer != self.provider.issuer:
            raise LoginError(f"{self.provider.name} did not send this answer. Try again.")
        token = self._token(asked, code, back)
        try:
            return self._checked(token, asked.nonce)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise self._wrong("what it says can't be relied on") from error

    def _token(self, asked: Asked, code: str, back: str) -> str:
        """Return the signed word for a code; raises LoginError."""
        web, url = self._web, self._said("token_endpoint")
        headers, form = self._proof()
        form |= {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": back,
            "code_verifier": asked.verifier,
        }
        if not isinstance(web, Sender):
            raise self._wrong("it can't be reached")
        try:
            sent = Post(url=url, body=urlencode(form).encode(), headers=FORM | headers, asks=True)
            answer = web.post(sent)
        except FetchError as error:
            raise self._wrong(str(error)) from error
        token = _loaded(answer.body).get("id_token")
        if not isinstance(token, str):
            raise self._wrong("it did not accept the answer")
        return token

    def _proof(self) -> tuple[dict[str, str], dict[str, str]]:
        """Return the headers and the fields by which we say which program asks."""
        id, secret = self.provider.client_id, self.provider.client_secret
        ways = self._document().get("token_endpoint_auth_methods_supported") or [BASIC]
        if not secret:
            return {}, {"client_id": id}
        if BASIC not in ways:
            return {}, {"client_id": id, "client_secret": secret}
        both = f"{quote(id, '')}:{quote(secret, '')}"
        return {"Authorization": f"Basic {b64encode(both.encode()).decode()}"}, {}

    def _checked(self, token: str, nonce: str) -> Identity:
        """Return who a signed token is about; raises ValueError and its like."""
        import jwt

        try:
            header = jwt.get_unverified_header(token)
            claims: dict[str, Json] = jwt.decode(
                token,
                self._key(header.get("kid")),
                algorithms=sorted(METHODS & {header["alg"]}),
                audience=self.provider.client_id,
                issuer=self.provider.issuer,
                leeway=LEEWAY,
                options={"require": ["iss", "sub", "aud", "exp", "iat"]},
            )
        except jwt.PyJWTError as error:
            raise ValueError(str(error)) from error
        subject, party = claims["sub"], claims.get("azp", self.provider.client_id)
        if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST:
            raise ValueError("it names nobody")
        if not secrets.compare_digest(str(claims.get("nonce")).encode(), nonce.encode()):
            raise ValueError("it is of another login")
        if party != self.provider.client_id:
            raise ValueError("it is for another program")
        said = (claims.get(name) for name in ("preferred_username", "name", "nickname", "email"))
        names = tuple(name[:LONGEST] for name in said if isinstance(name, str) and name)
        return Identity(issuer=self.provider.issuer, subject=subject, names=names)

    def _key(self, name: str | None) -> Any:
        """Return the provider's key of this name; of one with a single key, that."""
        import jwt

        for again in (False, True):  # keys are changed: one that is not known is looked for anew
            url = self._said("jwks_uri")
            keys = jwt.PyJWKSet.from_dict(self._fetched(url, again=again)).keys
            signing = [key for key in keys if key.public_key_use in (None, "sig")]
            found = [key for key in signing if key.key_id == name or name is None]
            if len(found) == 1:
                return found[0]
        raise ValueError("no key of the provider has signed this")

    def _said(self, name: str) -> str:
        value = self._document().get(name)
        if not isinstance(value, str) or not value.startswith(("https://", "http://")):
            raise self._wrong(f"it names no {name}")
        return value

    def _document(self) -> dict[str, Any]:
        """Return what the provider says of itself."""
        issuer = self.provider.issuer
        found = self._fetched(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
        if found.get("issuer") != issuer:
            raise self._wrong("it goes by another name than the settings say")
        return found

    def _fetched(self, url: str, *, again: bool = False) -> dict[str, Any]:
        with self._lock:
            at, document = self._known.get(url, (0.0, {}))
        if document and not again and time.monotonic() - at < KNOWN_FOR:
            return document
        try:
            answer = self._web.fetch(Request(url=url, kind="file"))
        except FetchError as error:
            raise self._wrong(str(error)) from error
        document = _loaded(answer.body) if answer.ok else {}
        if not document:
            raise self._wrong("it does not say how to log in")
        with self._lock:
            self._known[url] = (time.monotonic(), document)
        return document

    def _wrong(self, why: str) -> LoginError:
        return LoginError(f"{self.provider.name} could not say who you are: {why}.")


def _loaded(body: bytes) -> dict[str, Any]:
    """Return a JSON object; {} for anything else."""
    try:
        found = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return {}
    return found if isinstance(found, dict) else {}
