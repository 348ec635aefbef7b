"""The API's own paths: responses, made and fetched again."""

import asyncio
import json
from typing import Any

from aiohttp import web

from playground.openai.errors import ApiError, missing, refused
from playground.openai.front import SERVICE
from playground.openai.logbook import NOTE, summarised
from playground.openai.record import Record
from playground.openai.service import Plain, Service
from playground.openai.serving import object_answer, stream, whole


async def create(request: web.Request) -> web.StreamResponse:
    """Begin a response and send it as it comes, or as a whole, or go on without."""
    service = request.app[SERVICE]
    asked = await body_of(request)
    request[NOTE].body = summarised(asked)
    started = service.start(asked)
    if isinstance(started, Plain):
        return web.Response(
            body=started.body, headers={"Content-Type": started.content_type}
        )
    request[NOTE].response_id = started.id
    return await _send(request, service, started)


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
        await _left(service, record)
        raise


async def _left(service: Service, record: Record) -> None:
    """The client went away: a response that is not in the background ends."""
    if record.done:
        return
    record.closed_early = True
    service.bell.ring()
    if not record.background:
        await service.stop(record)


async def retrieve(request: web.Request) -> web.StreamResponse:
    service = request.app[SERVICE]
    return object_answer(known(service, request))


def known(service: Service, request: web.Request) -> Record:
    """The response of the path, or the API's 404."""
    id_ = request.match_info["id"]
    record = service.responses.get(id_)
    if record is None or record.gone or not record.stored:
        raise missing(f"Response with id '{id_}' not found.")
    return record


async def body_of(request: web.Request) -> dict[str, Any]:
    try:
        asked = json.loads(await request.read())
    except ValueError as error:
        raise refused("We could not parse the JSON body of your request.") from error
    if not isinstance(asked, dict):
        raise ApiError(400, "The request body must be a JSON object.")
    return asked
