"""The API's paths for responses: made, fetched again, followed, ended."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any

from aiohttp import web

from playground.openai.context import known
from playground.openai.errors import ApiError, missing, refused
from playground.openai.front import SERVICE
from playground.openai.inputs import input_items
from playground.openai.logbook import NOTE, summarised
from playground.openai.record import Record
from playground.openai.service import Plain, Service
from playground.openai.serving import object_answer, stream, whole
from playground.openai.shape import check

_NOT_STREAMED = (
    "This response cannot be streamed because it was not created with {}=true."
)


def add_responses(router: web.UrlDispatcher) -> None:
    """Every path under /v1/responses."""
    router.add_post("/v1/responses", create)
    router.add_get("/v1/responses/{id}", retrieve)
    router.add_delete("/v1/responses/{id}", delete)
    router.add_post("/v1/responses/{id}/cancel", cancel)
    router.add_get("/v1/responses/{id}/input_items", list_input)


async def create(request: web.Request) -> web.StreamResponse:
    """Begin a response and send it as it comes, or as a whole, or go on without."""
    service = request.app[SERVICE]
    asked = await body_of(request)
    started = await service.start(asked)
    if isinstance(started, Plain):
        headers = {"Content-Type": started.content_type}
        return web.Response(body=started.body, status=started.status, headers=headers)
    request[NOTE].response_id = started.id
    return await _send(request, service, started)


async def retrieve(request: web.Request) -> web.StreamResponse:
    """The response as it is, or its events after a number and those to come."""
    record = _stored(request)
    if not record.background and not record.done:
        raise _unknown(record.id)
    if request.query.get("stream", "false").lower() != "true":
        return object_answer(record)
    for name in ("background", "stream"):
        if not record.request.get(name):
            raise refused(_NOT_STREAMED.format(name))
    if record.told is not None:
        raise refused("This response can no longer be streamed; it ended long ago.")
    after = _whole_number(request.query, "starting_after", -1)
    return await stream(request, record, request.app[SERVICE].bell, after)


async def cancel(request: web.Request) -> web.StreamResponse:
    """End a background response; once more changes nothing."""
    record = _stored(request)
    if not record.background:
        raise refused("Cannot cancel a synchronous response.")
    await request.app[SERVICE].stop(record)
    return object_answer(record)


async def delete(request: web.Request) -> web.StreamResponse:
    record = _stored(request)
    await request.app[SERVICE].stop(record)
    record.gone = True
    told = {"id": record.id, "object": "response", "deleted": True}
    return web.json_response(told)


async def list_input(request: web.Request) -> web.StreamResponse:
    """List the input items of the response, the latest first unless told otherwise."""
    record, query = _stored(request), request.query
    items = input_items(record, query.getall("include", query.getall("include[]", [])))
    if query.get("order", "desc") == "desc":
        items.reverse()
    ids = [item["id"] for item in items]
    start = ids.index(query["after"]) + 1 if query.get("after") in ids else 0
    limit = _whole_number(query, "limit", 20)
    return web.json_response(listed(items[start:], limit))


def listed(items: list[dict[str, Any]], limit: int = 10_000) -> dict[str, Any]:
    """A page of a list."""
    page = items[:limit]
    return {
        "object": "list",
        "data": page,
        "first_id": page[0]["id"] if page else None,
        "last_id": page[-1]["id"] if page else None,
        "has_more": len(items) > limit,
    }


async def body_of(request: web.Request) -> dict[str, Any]:
    """The JSON of a request, noted in the log."""
    try:
        asked = json.loads(await request.read())
    except ValueError as error:
        raise refused("We could not parse the JSON body of your request.") from error
    if not isinstance(asked, dict):
        raise ApiError(400, "The request body must be a JSON object.")
    request[NOTE].body = summarised(asked)
    return asked


async def _send(
    request: web.Request, service: Service, record: Record
) -> web.StreamResponse:
    try:
        if record.request.get("stream"):
            return await stream(request, record, service.bell)
        if record.background:
            return object_answer(record)
        return await whole(record, service.bell)
    except (asyncio.CancelledError, ConnectionError):
        await left(service, record)
        raise


async def left(service: Service, record: Record) -> None:
    """The client went away: a response that is not in the background ends."""
    record.closed_early = not record.done or record.status == "in_progress"
    service.bell.ring()
    if not record.background:
        await service.stop(record)


def _stored(request: web.Request) -> Record:
    id_ = request.match_info["id"]
    record = known(request.app[SERVICE].responses, id_)
    if record is None:
        raise _unknown(id_)
    request[NOTE].response_id = id_
    return record


def _unknown(id_: str) -> ApiError:
    return missing(f"Response with id '{id_[:100]}' not found.")


def _whole_number(query: Mapping[str, str], name: str, default: int) -> int:
    given = query.get(name, str(default))
    digits = given.removeprefix("-").isdecimal() and len(given) < 10
    check(int(given) if digits else given, int, name)
    return int(given)
