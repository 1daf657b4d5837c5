"""The other end of a remote model: any server that speaks OpenAI's chat protocol.

One address, which a person has set; its answer is bounded in time, size and tokens. Redirects are
not followed, nothing is kept, and nothing but the prompt is sent.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

import orjson

from tidings.errors import ModelError
from tidings.i18n import phrase

__all__ = ["ANSWER", "Endpoint", "Reply", "complete", "counted"]

MAX_BYTES = 512 * 1024  # of an answer; a summary has some thousand
ANSWER = 800  # tokens; six long sentences as JSON
MOST_TOKENS = 10_000_000  # that are believed of one answer
MOST = 8  # sentences; small models find no end by themselves
CITES = {"type": "array", "items": {"type": "integer"}, "maxItems": 4}
SENTENCE = {
    "type": "object",
    "properties": {"text": {"type": "string"}, "cites": CITES},
    "required": ["text", "cites"],
    "additionalProperties": False,
}
ANSWERED = {
    "type": "object",
    "properties": {"sentences": {"type": "array", "items": SENTENCE, "maxItems": MOST}},
    "required": ["sentences"],
    "additionalProperties": False,
}
FORM = {
    "response_format": {
        "type": "json_schema",
        "json_schema": {"name": "sentences", "strict": True, "schema": ANSWERED},
    }
}
"""What an answer has to look like, for servers that hold their models to a form."""
REFUSED = {
    401: phrase("the model's server refuses the key"),
    403: phrase("the model's server refuses the key"),
    404: phrase("the model's server has no such model"),
    429: phrase("the model's server has had too many questions"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Endpoint:
    """Where a model answers: `url` ends before /chat/completions."""

    url: str
    name: str
    key: str = ""
    seconds: float = 30.0  # for a whole answer
    tokens: int = ANSWER  # of an answer, at most


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model said, and what it cost, in tokens of prompt and answer."""

    text: str
    sent: int
    came: int


def complete(endpoint: Endpoint, system: str, user: str) -> Reply:
    """Ask a model. Raises ModelError, in words that can be shown, whatever goes wrong.

    It runs a loop of its own: call it where none runs.
    """
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
    sent = counted(system + user)
    status, answer = asyncio.run(_within(endpoint, orjson.dumps(body | FORM), sent))
    if status in (400, 422):  # a server that can't be held to a form
        status, answer = asyncio.run(_within(endpoint, orjson.dumps(body), sent))
    if status != 200:
        raise ModelError(REFUSED.get(status, f"the model's server answers with status {status}"))
    return _reply(answer, sent)


def counted(text: str) -> int:
    """Return about how many tokens a text has: four bytes each, as English has them."""
    return len(text.encode("utf-8", "replace")) // 4 + 1


async def _within(endpoint: Endpoint, body: bytes, sent: int) -> tuple[int, bytes]:
    """Post within the time for all of it, however slowly single bytes come."""
    import httpcore2

    try:
        async with asyncio.timeout(endpoint.seconds):
            return await _post(endpoint, body, sent)
    except (TimeoutError, httpcore2.TimeoutException) as exc:
        told = f"the model did not answer within {endpoint.seconds:g} s"
        raise ModelError(told, tokens=sent) from exc
    except (
        httpcore2.NetworkError,
        httpcore2.ProtocolError,
        httpcore2.UnsupportedProtocol,
        OSError,
        ValueError,
    ) as exc:
        raise ModelError("the model's server can't be reached") from exc


async def _post(endpoint: Endpoint, body: bytes, sent: int) -> tuple[int, bytes]:
    import httpcore2

    headers = [("Content-Type", "application/json"), ("Accept", "application/json")]
    if endpoint.key:
        headers.append(("Authorization", f"Bearer {endpoint.key}"))
    url = f"{endpoint.url.rstrip('/')}/chat/completions"
    pieces, size = [], 0
    async with (
        httpcore2.AsyncConnectionPool(max_connections=1) as pool,
        pool.stream("POST", url, headers=headers, content=body) as answer,
    ):
        async for piece in answer.aiter_stream():
            pieces.append(piece)
            size += len(piece)
            if size > MAX_BYTES:
                raise ModelError("the model's answer has no end", tokens=sent + endpoint.tokens)
        return answer.status, b"".join(pieces)


def _content(message: Any) -> Any:
    """Return what a message says; some servers cut it into parts."""
    content = message["content"]
    return "".join(part["text"] for part in content) if isinstance(content, list) else content


def _reply(answer: bytes, sent: int) -> Reply:
    nonsense = phrase("the model's answer makes no sense")
    try:
        found: Any = orjson.loads(answer)
        text, usage = _content(found["choices"][0]["message"]), found.get("usage") or {}
        used = [usage.get(name) for name in ("prompt_tokens", "completion_tokens", "total_tokens")]
    except (orjson.JSONDecodeError, LookupError, TypeError, AttributeError) as exc:
        raise ModelError(nonsense, tokens=sent) from exc
    if not isinstance(text, str):
        raise ModelError(nonsense, tokens=sent)
    prompt, came, total = (n if type(n) is int and 0 < n < MOST_TOKENS else 0 for n in used)
    sent = prompt or min(total, sent) or sent
    return Reply(text, sent, came or max(0, total - sent) or counted(text))
