"""The emulated Slack as a process: `python -m bench.slack PICTURES`."""

import asyncio
import sys
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from aiohttp import web

from bench.serving import application, now, serve
from bench.slack import methods
from bench.slack.events import Events
from bench.slack.forms import FormDesk
from bench.slack.tabs import TabDesk
from bench.slack.world import Asked, World, Worlds


class _Connections(dict[str, Events]):
    def __init__(self, worlds: Worlds) -> None:
        super().__init__()
        self._worlds = worlds

    def __missing__(self, who: str) -> Events:
        self[who] = Events(self._worlds[who])
        return self[who]


class Desk:
    """The bench's requests to this Slack; every path ends in a contender's name."""

    def __init__(self, worlds: Worlds) -> None:
        self.worlds, self.events = worlds, _Connections(worlds)

    async def link(self, request: web.Request) -> web.StreamResponse:
        """GET /link/{who}: Socket Mode."""
        return await self.events[_who(request)].link(request)

    async def ask(self, request: web.Request) -> web.Response:
        """POST /bench/ask/{who}: a list of turn, words, onto, after, and so on."""
        for each in await request.json():
            self.events[_who(request)].ask(each, f"http://{request.host}/files")
        return web.json_response({})

    async def connected(self, request: web.Request) -> web.Response:
        """GET /bench/connected/{who}: waits until a program is connected; tells since
        when."""
        events = self.events[_who(request)]
        await events.opened.wait()
        return web.json_response({"at": events.connected})

    async def ended(self, request: web.Request) -> web.Response:
        """GET /bench/ended/{who}?count=&seconds=: waits for so many finals."""
        world, until = self._world(request), _until(request)
        while world.ended < int(request.query["count"]) and now() < until:  # noqa: ASYNC110 - costs the measured path nothing
            await asyncio.sleep(0.02)
        return web.json_response({"count": world.ended})

    async def answered(self, request: web.Request) -> web.Response:
        """GET /bench/answered/{who}?turn=&seconds=: waits for this turn's final."""
        world, until = self._world(request), _until(request)
        turn = int(request.query["turn"])
        while not world.has_ended(turn) and now() < until:  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.02)
        return web.json_response({"ended": world.has_ended(turn)})

    async def posted(self, request: web.Request) -> web.Response:
        """GET /bench/posted/{who}?turn=&seconds=: waits for this turn's message."""
        world, until = self._world(request), _until(request)
        turn = int(request.query["turn"])
        while not world.has_message(turn) and now() < until:  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.02)
        return web.json_response({})

    async def crowd(self, request: web.Request) -> web.Response:
        """GET /bench/crowd/{who}?count=&seconds=: waits for so many messages."""
        world, until = self._world(request), _until(request)
        while world.have_messages() < int(request.query["count"]) and now() < until:  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.02)
        return web.json_response({})

    async def quiet(self, request: web.Request) -> web.Response:
        """GET /bench/quiet/{who}?for=&seconds=: waits until no call came so long."""
        world, until, still = self._world(request), _until(request), 0.0
        before = world.calls.total()
        while still < float(request.query["for"]) and now() < until:
            await asyncio.sleep(0.1)
            calls = world.calls.total()
            still, before = (still + 0.1 if calls == before else 0.0), calls
        return web.json_response({})

    async def set(self, request: web.Request) -> web.Response:
        """POST /bench/set/{who}: sets whether Slack's limits apply, and the speed of
        its line."""
        world, given = self._world(request), await request.json()
        world.line = given.get("line", world.line)
        if "limits" in given:
            world.limits.settings.rate_limits = given["limits"]
            world.limits.clear()
        return web.json_response({})

    async def tell(self, request: web.Request) -> web.Response:
        """GET /bench/log/{who}: what happened since the last time."""
        world = self._world(request)
        told = {
            "asked": [_told(world, each) for each in world.asked.values()],
            "uploaded": _uploaded(world),
            "calls": dict(world.calls),
            "refused": dict(world.refused),
        }
        world.clear()
        return web.json_response(told)

    def _world(self, request: web.Request) -> World:
        return self.worlds[_who(request)]


def _who(request: web.Request) -> str:
    return request.match_info["who"]


def _until(request: web.Request) -> float:
    return now() + float(request.query["seconds"])


def _told(world: World, asked: Asked) -> dict[str, Any]:
    frames = [[edit.at, world.frame(edit.file)] for edit in asked.edits]
    return {**asdict(asked), "seen": asked.seen, "edits": frames}


def _uploaded(world: World) -> dict[str, list[int]]:
    """How many files of each frame came, and their bytes, shown or not."""
    told: dict[str, list[int]] = {}
    for file, upload in world.files.items():
        frame = world.frame(file)
        if frame and upload.counted:
            number, size = told.get(frame, (0, 0))
            told[frame] = [number + 1, size + upload.size]
    return told


def build() -> web.Application:
    """The application, with its paths."""
    worlds = Worlds(Path(sys.argv[1]))
    desk, app = Desk(worlds), application()
    forms = FormDesk(desk.events.__getitem__)
    tabs = TabDesk(desk.events.__getitem__)
    app.router.add_route("*", "/api/{method}", partial(methods.call, worlds))
    app.router.add_post("/upload/{who}/{file}", partial(methods.upload, worlds))
    app.router.add_get("/link/{who}", desk.link)
    app.router.add_static("/files", sys.argv[1])
    app.router.add_post("/bench/ask/{who}", desk.ask)
    app.router.add_post("/bench/set/{who}", desk.set)
    app.router.add_post("/bench/press/{who}", forms.press)
    app.router.add_post("/bench/send/{who}", forms.send)
    app.router.add_post("/bench/tab/{who}", tabs.look)
    app.router.add_post("/bench/join/{who}", tabs.join)
    app.router.add_post("/bench/draw/{who}", forms.draw)
    app.router.add_get("/bench/connected/{who}", desk.connected)
    app.router.add_get("/bench/ended/{who}", desk.ended)
    app.router.add_get("/bench/answered/{who}", desk.answered)
    app.router.add_get("/bench/posted/{who}", desk.posted)
    app.router.add_get("/bench/crowd/{who}", desk.crowd)
    app.router.add_get("/bench/quiet/{who}", desk.quiet)
    app.router.add_get("/bench/log/{who}", desk.tell)
    return app


if __name__ == "__main__":
    serve(build)
