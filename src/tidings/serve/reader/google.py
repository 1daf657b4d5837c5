"""The Google Reader API, as FreshRSS and Miniflux and their many apps speak it.

There is no document of it that all follow: what apps send and what they need stands in the tests.
"""

from __future__ import annotations

from starlette.responses import Response

from tidings.serve.reader.asking import Asking
from tidings.serve.reader.atom import atom_stream
from tidings.serve.reader.call import Call, as_json, as_text
from tidings.serve.reader.google_edits import EDITS
from tidings.serve.reader.google_streams import READS, contents
from tidings.serve.reader.login import by_token, google_token
from tidings.serve.reader.server import Server

__all__ = ["google"]

API = "reader/api/0/"
LOGINS = ("accounts/ClientLogin", API + "accounts/ClientLogin")


def google(server: Server, asking: Asking, path: str) -> Response | None:
    """Answer what is asked under a mount point; None where the path is none of the protocol's."""
    path = path.strip("/")
    if path in LOGINS:
        return _login(server, asking)
    if not path:
        return as_text("OK")
    if path != "reader/ping" and not path.startswith((API, "reader/atom", "reader/subscriptions")):
        return None
    person = by_token(server.news.people.keys, google_token(asking), now=server.clock())
    if person is None:
        return as_text_refusal()
    call = server.call(asking, person)
    if path == "reader/ping":
        return as_text("OK")
    if path == "reader/subscriptions/export":
        return READS["subscription/export"](call, "")
    if path.startswith("reader/atom"):
        return atom_stream(call, path.removeprefix("reader/atom").strip("/"))
    return _answer(call, google_token(asking), path.removeprefix(API).strip("/"))


def as_text_refusal() -> Response:
    """Answer who is not known; the headers make apps ask for a new token."""
    refusal = as_text("Unauthorized", 401)
    refusal.headers["X-Reader-Google-Bad-Token"] = "true"
    refusal.headers["Google-Bad-Token"] = "true"
    return refusal


def _login(server: Server, asking: Asking) -> Response:
    """Give a token for a name and password: three lines, the same three times."""
    agent = asking.headers.get("user-agent", "")
    token = server.news.people.keys.login_app(
        asking.one("Email"), asking.one("Passwd"), agent=agent, now=server.clock()
    )
    if token is None:
        return as_text("Error=BadAuthentication\n", 401)
    if asking.one("output") == "json":
        return as_json({"SID": token, "LSID": token, "Auth": token})
    return as_text(f"SID={token}\nLSID={token}\nAuth={token}\n")


def _answer(call: Call, token: str, path: str) -> Response:
    if path == "token":
        return as_text(token)  # the token for changes is the one of the login, as Miniflux has it
    if path in EDITS:
        if call.asking.method not in ("POST", "PUT"):
            refusal = as_text("this is asked by POST", 405)
            refusal.headers["Allow"] = "POST"
            return refusal
        return EDITS[path](call, "")
    if path in READS:
        return READS[path](call, "")
    if path.partition("/")[0] == "stream" and path.startswith("stream/contents"):
        return contents(call, path.removeprefix("stream/contents").strip("/"))
    if call.asking.method == "GET":
        return as_json([])  # as Miniflux does: apps that ask for more go on without
    return as_text("there is nothing at this address", 404)
