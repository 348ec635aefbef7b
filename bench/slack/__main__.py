"""The emulated Slack as a process: `python -m bench.slack PICTURES`."""

import asyncio
import sys
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from aiohttp import web

from bench.serving import application, now, serve
from bench.slack import methods
from bench.slack.events import Events
from bench.slack.world import Asked, World


@dataclass(frozen=True, slots=True)
class Desk:
    """What the bench asks of this Slack."""

    world: World
    events: Events

    async def ask(self, request: web.Request) -> web.Response:
        """POST /bench/ask: a list of turn, words, onto, after."""
        for each in await request.json():
            self.events.ask(**each)
        return web.json_response({})

    async def connected(self, request: web.Request) -> web.Response:
        """GET /bench/connected: waits until a program is; tells since when."""
        await self.events.opened.wait()
        return web.json_response({"at": self.events.connected})

    async def ended(self, request: web.Request) -> web.Response:
        """GET /bench/ended?count=&seconds=: waits until so many finals are shown."""
        until = now() + float(request.query["seconds"])
        while self.world.ended < int(request.query["count"]) and now() < until:  # noqa: ASYNC110 - costs the measured path nothing
            await asyncio.sleep(0.02)
        return web.json_response({"count": self.world.ended})

    async def quiet(self, request: web.Request) -> web.Response:
        """GET /bench/quiet?for=&seconds=: waits until no call came for a while."""
        until, still = now() + float(request.query["seconds"]), 0.0
        before = self.world.calls.total()
        while still < float(request.query["for"]) and now() < until:
            await asyncio.sleep(0.1)
            calls = self.world.calls.total()
            still, before = (still + 0.1 if calls == before else 0.0), calls
        return web.json_response({})

    async def set(self, request: web.Request) -> web.Response:
        """POST /bench/set: whether Slack's limits are in force."""
        settings = self.world.limits.settings
        given = await request.json()
        settings.rate_limits = given["limits"]
        settings.rate_window_seconds = given.get("window", 60.0)
        self.world.limits.clear()
        return web.json_response({})

    async def tell(self, request: web.Request) -> web.Response:
        """GET /bench/log; with ?clear, forget it."""
        told = {
            "asked": [self._told(each) for each in self.world.asked.values()],
            "uploaded": self._uploaded(),
            "calls": dict(self.world.calls),
            "refused": dict(self.world.refused),
        }
        if "clear" in request.query:
            self.world.clear()
        return web.json_response(told)

    def _told(self, asked: Asked) -> dict[str, Any]:
        frames = [[edit.at, self.world.frame(edit.file)] for edit in asked.edits]
        return {**asdict(asked), "edits": frames}

    def _uploaded(self) -> dict[str, list[int]]:
        """How many files of each frame came, and their bytes, shown or not."""
        told: dict[str, list[int]] = {}
        for file, upload in self.world.files.items():
            frame = self.world.frame(file)
            if frame and upload.counted:
                number, size = told.get(frame, (0, 0))
                told[frame] = [number + 1, size + upload.size]
        return told


def build() -> web.Application:
    """The application, with its paths."""
    world = World()
    world.learn(Path(sys.argv[1]))
    desk = Desk(world, Events(world))
    app = application()
    app.router.add_route("*", "/api/{method}", partial(methods.call, world))
    app.router.add_post("/upload/{file}", partial(methods.upload, world))
    app.router.add_get("/link", desk.events.link)
    app.router.add_post("/bench/ask", desk.ask)
    app.router.add_post("/bench/set", desk.set)
    app.router.add_get("/bench/connected", desk.connected)
    app.router.add_get("/bench/ended", desk.ended)
    app.router.add_get("/bench/quiet", desk.quiet)
    app.router.add_get("/bench/log", desk.tell)
    return app


if __name__ == "__main__":
    serve(build)
