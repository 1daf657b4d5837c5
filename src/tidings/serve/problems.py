"""Errors as pages, and as {"error": …} for the API. Nothing that was sent is repeated."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import cast

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from tidings.errors import (
    ConflictError,
    FetchError,
    GoneError,
    LoginError,
    NotFoundError,
    TidingsError,
    TooManyError,
    UsageError,
)
from tidings.i18n import phrase
from tidings.serve.accounts.authentication import MCP, is_for_programs
from tidings.serve.accounts.login import login_page
from tidings.serve.accounts.visitor import LOGIN_NEEDED, visitor_of
from tidings.serve.guard import SECURITY_HEADERS
from tidings.serve.reader import app_refusal
from tidings.serve.site import site_of

__all__ = ["answer_problems", "problem"]

UNSAID = {
    404: phrase(
        "There is nothing at this address. It may have been removed, or the address is cut off."
    ),
    405: phrase("This address can't be opened like this. Go back to the page that led here."),
}
TITLES = (
    *(phrase("Bad Request"), phrase("Forbidden"), phrase("Not Found")),
    *(phrase("Method Not Allowed"), phrase("Conflict"), phrase("Unsupported Media Type")),
    *(phrase("Request Entity Too Large"), phrase("Content Too Large")),
    *(phrase("Too Many Requests"), phrase("Internal Server Error"), phrase("Service Unavailable")),
)
"""What HTTP calls them: the titles of our pages of errors."""

FAULT = phrase("Something went wrong inside Tidings. It has been written to the log; try again.")

STATUS = {
    NotFoundError: 404,
    GoneError: 404,
    ConflictError: 409,
    LoginError: 403,
    TooManyError: 429,
    UsageError: 400,
    FetchError: 400,
}
"""What is answered to the errors that the asker can mend; the first that fits."""

log = logging.getLogger(__name__)


def problem(request: Request, status: int, message: str) -> Response:
    """Return an error in the form that its asker reads; who needs a login is led to it."""
    path = request.scope["path"]
    if for_app := app_refusal(path, message, status):
        return for_app
    if path.startswith("/api/") or path == MCP:
        answer: Response = JSONResponse({"error": message}, status)
    elif is_for_programs(path):
        answer = PlainTextResponse(f"{message}\n", status)
    elif status == 401:
        return login_page(request)
    else:
        title = HTTPStatus(status).phrase
        page = "problem.html"
        return site_of(request).page(page, status=status, title=title, message=message)
    if status == 401:
        answer.headers["WWW-Authenticate"] = "Bearer"
    return answer


def answer_problems(app: FastAPI) -> None:
    """Make every error of the app a page or JSON that says what to do."""
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(TidingsError, _failed)
    app.add_exception_handler(Exception, _fault)


async def _refused(request: Request, raised: Exception) -> Response:
    error = cast(HTTPException, raised)
    unsaid = error.detail == HTTPStatus(error.status_code).phrase
    message = UNSAID.get(error.status_code, error.detail) if unsaid else error.detail
    answer = problem(request, error.status_code, message)
    answer.headers.update(error.headers or {})
    return answer


async def _invalid(request: Request, raised: Exception) -> Response:
    error = cast(RequestValidationError, raised)
    of_pages = not is_for_programs(request.url.path)
    if of_pages and any(e["loc"][0] == "path" for e in error.errors()):
        return problem(request, 404, UNSAID[404])
    named = {e["loc"][1] for e in error.errors() if len(e["loc"]) > 1}
    ours = sorted(name for name in named if isinstance(name, str))  # parameters, never their values
    names = ", ".join(ours)
    if names:
        message = phrase(
            f"This request can't be understood. Look at {names}: "
            "a value is missing, of the wrong kind or beyond its bounds."
        )
    else:
        message = phrase(
            "This request can't be understood. "
            "A value is missing, of the wrong kind or beyond its bounds."
        )
    return problem(request, 400, message)


async def _failed(request: Request, error: Exception) -> Response:
    status = next((code for kind, code in STATUS.items() if isinstance(error, kind)), 503)
    if _was_removed(request):
        return problem(request, 401, LOGIN_NEEDED)
    answer = problem(request, status, str(error))
    if isinstance(error, TooManyError):
        answer.headers["Retry-After"] = str(int(error.wait.total_seconds()) + 1)
    return answer


def _was_removed(request: Request) -> bool:
    """Say whether who asks was let in, and removed since."""
    me = visitor_of(request).person
    return me is not None and site_of(request).news.people.accounts.get(me.id) is None


async def _fault(request: Request, error: Exception) -> Response:
    log.error("%s %r failed", request.method, request.url.path, exc_info=error)
    answer = problem(request, 500, FAULT)
    answer.headers.update(SECURITY_HEADERS)  # the guard stands inside what calls this
    return answer
