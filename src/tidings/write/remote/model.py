"""The other end of a remote model: any server that speaks OpenAI's chat protocol.

One address, which a person has set; its answer is bounded in time, size and tokens. Redirects are
not followed, nothing is kept, and nothing but the prompt is sent.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

import orjson

from tidings.errors import ModelError

__all__ = ["Endpoint", "Reply", "complete"]

MAX_BYTES = 512 * 1024  # of an answer; a summary has some thousand


@dataclass(frozen=True, kw_only=True, slots=True)
class Endpoint:
    """Where a model answers: `url` ends before /chat/completions."""

    url: str
    name: str
    key: str = ""
    seconds: float = 30.0  # for a whole answer
    tokens: int = 800  # of an answer, at most


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model said, and what it cost, in tokens of prompt and answer."""

    text: str
    tokens: int


def complete(endpoint: Endpoint, system: str, user: str) -> Reply:
    """Ask a model. Raises ModelError, in words that can be shown, whatever goes wrong."""
    body = {
        "model": endpoint.name,
        "messages": [
            {"role": "system", "content": system},
            {"role": "user", "content": user},
        ],
        "temperature": 0,
        "max_tokens": endpoint.tokens,
        "stream": False,
    }
    status, answer = _post(endpoint, orjson.dumps(body))
    if status in (401, 403):
        raise ModelError("the model's server refuses the key")
    if status != 200:
        raise ModelError(f"the model's server answers with status {status}")
    return _reply(answer, len(system) + len(user))


def _post(endpoint: Endpoint, body: bytes) -> tuple[int, bytes]:
    import httpcore2

    headers = [("Content-Type", "application/json"), ("Accept", "application/json")]
    if endpoint.key:
        headers.append(("Authorization", f"Bearer {endpoint.key}"))
    timeouts = dict.fromkeys(("connect", "read", "write", "pool"), endpoint.seconds)
    url = f"{endpoint.url.rstrip('/')}/chat/completions"
    ends = time.monotonic() + endpoint.seconds
    pieces, size = [], 0
    try:
        with (
            httpcore2.ConnectionPool(max_connections=1) as pool,
            pool.stream(
                "POST", url, headers=headers, content=body, extensions={"timeout": timeouts}
            ) as answer,
        ):
            for piece in answer.iter_stream():
                pieces.append(piece)
                size += len(piece)
                if size > MAX_BYTES or time.monotonic() > ends:
                    raise ModelError("the model's answer has no end")
            return answer.status, b"".join(pieces)
    except httpcore2.TimeoutException as exc:
        raise ModelError(f"the model did not answer within {endpoint.seconds:g} s") from exc
    except (httpcore2.NetworkError, httpcore2.ProtocolError, OSError, ValueError) as exc:
        raise ModelError("the model's server can't be reached") from exc


def _reply(answer: bytes, asked: int) -> Reply:
    try:
        found: Any = orjson.loads(answer)
        text = found["choices"][0]["message"]["content"]
        used = (found.get("usage") or {}).get("total_tokens")
    except (orjson.JSONDecodeError, LookupError, TypeError, AttributeError) as exc:
        raise ModelError("the model's answer makes no sense") from exc
    if not isinstance(text, str):
        raise ModelError("the model's answer makes no sense")
    counted = used if isinstance(used, int) and used > 0 else (asked + len(text)) // 4
    return Reply(text, counted)
