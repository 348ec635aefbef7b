"""The small JSON interface of the page's drawer: `/inside/*`."""

from dataclasses import asdict
from typing import Any

from aiohttp import web

from playground.page.guard import guarded
from playground.page.inside import Inside


def inside_routes(inside: Inside | None) -> list[web.RouteDef]:
    """The routes for everything that the drawer reads and does; without an `Inside`
    they say so."""
    if inside is None:
        return [web.get("/inside/state", guarded(_absent))]
    door = Door(inside)
    return [
        web.get("/inside/state", guarded(door.state)),
        web.get("/inside/calls", guarded(door.calls)),
        web.get("/inside/calls/{id}/events", guarded(door.events)),
        web.get("/inside/calls/{id}/pictures/{index:[0-9]+}", guarded(door.picture)),
        web.get("/inside/servers", guarded(door.servers)),
        web.post("/inside/speed", guarded(door.speed)),
        web.post("/inside/arm", guarded(door.arm)),
        web.post("/inside/disarm", guarded(door.disarm)),
        web.post("/inside/bot", guarded(door.bot)),
    ]


async def _absent(_request: web.Request) -> web.StreamResponse:
    return web.json_response({"present": False})


class Door:
    """Turns requests into calls of the protocol, and its values into JSON."""

    def __init__(self, inside: Inside) -> None:
        self._inside = inside

    async def state(self, _request: web.Request) -> web.StreamResponse:
        speed, speeds = await self._inside.speeds()
        failures = await self._inside.failures()
        return web.json_response(
            {
                "present": True,
                "tries": list(await self._inside.tries()),
                "speed": speed,
                "speeds": list(speeds),
                "failures": [asdict(failure) for failure in failures],
                "bot": await self._inside.bot_state(),
            }
        )

    async def calls(self, _request: web.Request) -> web.StreamResponse:
        calls = await self._inside.model_calls()
        return web.json_response({"calls": [asdict(call) for call in calls]})

    async def events(self, request: web.Request) -> web.StreamResponse:
        events = await self._inside.model_events(request.match_info["id"])
        return web.json_response({"events": [asdict(event) for event in events]})

    async def picture(self, request: web.Request) -> web.StreamResponse:
        index = int(request.match_info["index"])
        data = await self._inside.model_picture(request.match_info["id"], index)
        if data is None:
            raise web.HTTPNotFound
        return web.Response(body=data, content_type=_kind(data))

    async def servers(self, _request: web.Request) -> web.StreamResponse:
        calls = await self._inside.server_calls()
        return web.json_response({"calls": [asdict(call) for call in calls]})

    async def speed(self, request: web.Request) -> web.StreamResponse:
        name = await _word(request, "name")
        if name not in (await self._inside.speeds())[1]:
            raise web.HTTPBadRequest(text="No such speed.\n")
        await self._inside.set_speed(name)
        return await self.state(request)

    async def arm(self, request: web.Request) -> web.StreamResponse:
        name = await _word(request, "failure")
        if name not in {failure.name for failure in await self._inside.failures()}:
            raise web.HTTPBadRequest(text="No such failure.\n")
        await self._inside.arm(name)
        return await self.state(request)

    async def disarm(self, request: web.Request) -> web.StreamResponse:
        await self._inside.disarm()
        return await self.state(request)

    async def bot(self, request: web.Request) -> web.StreamResponse:
        if await _word(request, "do") == "kill":
            await self._inside.kill_bot()
        else:
            await self._inside.start_bot()
        return await self.state(request)


async def _word(request: web.Request, name: str) -> str:
    """One word of the JSON body.

    A form of another site cannot send this content type without being asked first.
    """
    if request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType
    body: Any = await request.json()
    word = body.get(name) if isinstance(body, dict) else None
    if not isinstance(word, str):
        raise web.HTTPBadRequest(text=f"{name} is missing.\n")
    return word


def _kind(data: bytes) -> str:
    if data.startswith(b"\x89PNG"):
        return "image/png"
    return "image/jpeg" if data.startswith(b"\xff\xd8") else "image/webp"
