"""Every change as a server-sent event, from where the reader left off.

An event's data is {"team": …, …}; `reset` means: too much was missed, read
/control/state anew. A comment every few seconds keeps the connection known.
"""

import json
from contextlib import suppress

from aiohttp import web

from playground.slack.changes import Change, Changes


async def serve_events(changes: Changes, request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(
        headers={
            "Content-Type": "text/event-stream",
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
        }
    )
    await response.prepare(request)
    after = _start(changes, request)
    if changes.missed(after):
        after = changes.told
        await response.write(f"id: {after}\nevent: reset\ndata: {{}}\n\n".encode())
    # A reader that leaves is not an error: tabs are closed and loaded again.
    with suppress(ConnectionResetError):
        await response.write(b": here\n\n")
        async for change in changes.since(after):
            await response.write(_line(change) if change else b": still here\n\n")
    return response


def _start(changes: Changes, request: web.Request) -> int:
    given = request.headers.get("Last-Event-ID") or request.query.get("after", "")
    return int(given) if given.isdecimal() else changes.told


def _line(change: Change) -> bytes:
    data = json.dumps({"team": change.team, **change.data}, separators=(",", ":"))
    return f"id: {change.number}\nevent: {change.kind}\ndata: {data}\n\n".encode()
