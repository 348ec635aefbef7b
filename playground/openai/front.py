"""The front of every call: the log, the key, the headers, and the API's form of
errors."""

import secrets
import time
from collections.abc import Awaitable, Callable

from aiohttp import web

from playground.callers import foreign
from playground.openai.errors import ApiError
from playground.openai.logbook import NOTE, Request, open_headers
from playground.openai.service import Service

SERVICE = web.AppKey("service", Service)
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@web.middleware
async def front(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Log the call, check the key, and turn a refusal into the API's answer."""
    if why_not := foreign(request):
        return _error(ApiError(403, f"This machine only: {why_not}."))
    if not request.path.startswith("/v1/"):
        return await _controlled(request, handler)
    service = request.app[SERVICE]
    note = Request(
        time.time(), request.method, request.path_qs, open_headers(request.headers)
    )
    request[NOTE] = note
    service.requests.append(note)
    service.bell.ring()
    try:
        _check_key(request, service)
        answer = await handler(request)
    except ApiError as error:
        answer = _error(error)
    except web.HTTPNotFound:
        answer = _unknown_path(request)
    note.status = answer.status
    service.bell.ring()
    return answer


async def _controlled(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        return await handler(request)
    except ApiError as error:
        return _error(error)


def _error(error: ApiError) -> web.Response:
    return web.json_response(error.body(), status=error.status, headers=error.headers)


async def add_headers(request: web.Request, answer: web.StreamResponse) -> None:
    """The headers that the API puts on everything, streams included."""
    note = request.get(NOTE)
    if note is None:
        return
    note.status = answer.status
    answer.headers.update(
        {
            "x-request-id": note.id,
            "openai-version": "2020-10-01",
            "openai-organization": "org-emulated",
            "openai-processing-ms": str(int((time.time() - note.at) * 1000)),
            **{k: v for k, v in _limits().items() if k not in answer.headers},
        }
    )


def _limits() -> dict[str, str]:
    return {
        "x-ratelimit-limit-requests": "5000",
        "x-ratelimit-remaining-requests": "4999",
        "x-ratelimit-reset-requests": "12ms",
        "x-ratelimit-limit-tokens": "2000000",
        "x-ratelimit-remaining-tokens": "1996000",
        "x-ratelimit-reset-tokens": "120ms",
    }


def _check_key(request: web.Request, service: Service) -> None:
    scheme, _, key = request.headers.get("Authorization", "").partition(" ")
    if not key or scheme.lower() != "bearer":
        raise ApiError(401, "You didn't provide an API key.")
    if not secrets.compare_digest(key.encode(), service.api_key.encode()):
        shown = f"{key[:3]}{'*' * 8}{key[-4:]}" if len(key) > 12 else "***"
        raise ApiError(
            401, f"Incorrect API key provided: {shown}.", code="invalid_api_key"
        )


def _unknown_path(request: web.Request) -> web.Response:
    url = f"{request.method} {request.path}"
    return web.json_response(ApiError(404, f"Invalid URL ({url})").body(), status=404)
