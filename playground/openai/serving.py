"""Writes a response to a connection: as it comes, or as an object at the end."""

import asyncio
from collections.abc import AsyncIterator

from aiohttp import web

from playground.openai.bell import Bell
from playground.openai.envelope import response_object
from playground.openai.record import Record
from playground.openai.wire import Cut, Frame, Wire, pieces_of

STREAM = "text/event-stream; charset=utf-8"


async def stream(
    request: web.Request, record: Record, bell: Bell, after: int = -1
) -> web.StreamResponse:
    """Send every event after this number, the past ones at once."""
    answer = web.StreamResponse(headers={"Content-Type": STREAM, **no_cache()})
    await answer.prepare(request)
    async for frame in _frames(record, bell, after):
        if isinstance(frame, Cut):
            await cut(request, frame)
            return answer
        for piece in frame.pieces:
            await answer.write(piece)
    await answer.write_eof()
    return answer


async def whole(record: Record, bell: Bell) -> web.Response:
    """Wait for the end and send the object."""
    while not record.done:
        await bell.wait()
    return object_answer(record)


def object_answer(record: Record) -> web.Response:
    """The response object as it is now."""
    body = b"".join(pieces_of(response_object(record)))
    return web.Response(body=body, content_type="application/json")


def no_cache() -> dict[str, str]:
    return {"Cache-Control": "no-cache"}


async def _frames(record: Record, bell: Bell, after: int) -> AsyncIterator[Frame]:
    """Frames as they come. Past cuts are not repeated for a client that comes back."""
    at, past = 0, len(record.frames) if after >= 0 else 0
    while True:
        while at < len(record.frames):
            frame = record.frames[at]
            at += 1
            if isinstance(frame, Wire) and frame.number > after:
                yield frame
            if isinstance(frame, Cut) and at > past:
                yield frame
        if record.done:
            return
        await bell.wait()


async def cut(request: web.Request, where: Cut) -> None:
    """Break a connection as this says."""
    if where.how == "silence":
        await asyncio.Event().wait()  # until the client goes away
    if where.how == "reset" and request.transport is not None:
        request.transport.abort()
