"""A small OpenID provider on loopback, which says what a test wants it to say."""

from __future__ import annotations

import base64
import hashlib
import json
import time
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, quote, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key

from tests.loopback import Quiet, serving


@cache
def key(number: int) -> RSAPrivateKey:
    return generate_private_key(65537, 2048)


@dataclass
class Provider:
    """Signs with its first key and shows those in `shown`. `claims` go over the right ones."""

    claims: dict[str, Any] = field(default_factory=dict)
    document: dict[str, Any] = field(default_factory=dict)
    method: str = "RS256"
    signs_with: int = 0
    shown: tuple[int, ...] = (0,)
    kid: str = "k"
    secret: str = "s/e:cret"
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    issuer: str = ""

    def __enter__(self) -> Provider:
        self._running = serving(ThreadingHTTPServer(("127.0.0.1", 0), self._handler()))
        self.issuer = f"http://{self._running.__enter__()}"
        return self

    def __exit__(self, *_: object) -> None:
        self._running.__exit__(None, None, None)

    def log_in(self, way: str) -> dict[str, str]:
        """Do what a browser and a person do there; return what the browser brings back."""
        url = urlsplit(way)
        asked = dict(parse_qsl(url.query))
        assert (url.path, asked["response_type"]) == ("/authorize", "code")
        assert asked["code_challenge_method"] == "S256"
        assert "openid" in asked["scope"].split()
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        return {"code": code, "state": asked["state"], "iss": self.issuer}

    def token(self, form: dict[str, str], authorization: str) -> dict[str, str]:
        asked = self.codes.pop(form.get("code", ""), None)
        if asked is None or form["redirect_uri"] != asked["redirect_uri"]:
            return {"error": "invalid_grant"}
        challenge = hashlib.sha256(form["code_verifier"].encode()).digest()
        if base64.urlsafe_b64encode(challenge).rstrip(b"=").decode() != asked["code_challenge"]:
            return {"error": "invalid_grant"}
        both = f"{asked['client_id']}:{quote(self.secret, '')}"
        basic = base64.b64encode(both.encode()).decode()
        in_body = (form.get("client_id"), form.get("client_secret"))
        if authorization != f"Basic {basic}" and in_body != (asked["client_id"], self.secret):
            return {"error": "invalid_client"}
        now = int(time.time())
        claims = {
            "iss": self.issuer, "sub": "u-1", "aud": asked["client_id"], "iat": now,
            "exp": now + 300, "nonce": asked["nonce"], "preferred_username": "ann",
            "email": "owner@example.org",
        } | self.claims  # fmt: skip
        claims = {name: value for name, value in claims.items() if value is not None}
        if self.method == "none":
            return {"id_token": jwt.encode(claims, None, algorithm="none")}
        secret: Any = self.secret * 9 if self.method == "HS256" else key(self.signs_with)
        return {"id_token": jwt.encode(claims, secret, self.method, headers={"kid": self.kid})}

    def _documents(self) -> dict[str, Any]:
        public = (jwt.algorithms.RSAAlgorithm.to_jwk(key(n).public_key()) for n in self.shown)
        keys = [json.loads(one) | {"kid": self.kid, "use": "sig"} for one in public]
        return {
            "/.well-known/openid-configuration": {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/keys",
            }
            | self.document,
            "/keys": {"keys": keys},
        }

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        provider = self

        class Handler(Quiet):
            def do_GET(self) -> None:
                provider.asked.append(self.path)
                found = provider._documents().get(self.path)
                self.say(200 if found else 404, found or {})

            def do_POST(self) -> None:
                body = self.body().decode()
                form = {name: values[0] for name, values in parse_qs(body).items()}
                said = provider.token(form, self.headers.get("Authorization", ""))
                self.say(200 if "id_token" in said else 400, said)

            def say(self, status: int, said: dict[str, Any]) -> None:
                self.answer(status, json.dumps(said).encode(), Content_Type="application/json")

        return Handler
