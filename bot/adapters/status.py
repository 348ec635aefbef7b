"""The bot's own status: whether it is alive, whether it is ready, and its figures.

Strangers only learn yes or no; only those who run the bot learn what is wrong.
"""

from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.adapters.health import RUNNING, Health

Read = Callable[[], Awaitable[bytes]]
NO_EXTRA = "No metrics here: install `darkroom[metrics]` and restart the bot.\n"
PLAIN = "text/plain; version=0.0.4; charset=utf-8"


async def alive(_: web.Request) -> web.Response:
    """Answer that the process is alive."""
    return web.Response(text="ok")


def readiness(health: Health, *, in_full: bool = False) -> web.RouteDef:
    """200 if the bot can accept asks and answer them, otherwise 503.

    With `in_full`, it also says what is wrong.
    """

    async def ready(_: web.Request) -> web.Response:
        troubles = await health.troubles()
        good = health.phase == RUNNING and not any(troubles.values())
        said: dict[str, object] = {"ready": good}
        if in_full:
            said["phase"] = health.phase
            said["parts"] = {part: text or "ok" for part, text in troubles.items()}
        return web.json_response(said, status=200 if good else 503)

    return web.get("/readyz", ready)


def figures(read: Read | None) -> web.RouteDef:
    """The figures in Prometheus's format; never at an address that strangers know."""

    async def metrics(_: web.Request) -> web.Response:
        if read is None:
            return web.Response(text=NO_EXTRA, status=501)
        return web.Response(body=await read(), headers={"Content-Type": PLAIN})

    return web.get("/metrics", metrics)
