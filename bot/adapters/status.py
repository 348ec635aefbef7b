"""What is said of the bot itself: whether it lives, whether it is ready, its figures.

Strangers hear no more than yes or no; what is wrong is for those who run the bot.
"""

from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.adapters.health import RUNNING, Health

Handler = Callable[[web.Request], Awaitable[web.Response]]
Read = Callable[[], Awaitable[bytes]]
NO_EXTRA = "No figures here: install `darkroom[metrics]` and start the bot again.\n"
PLAIN = "text/plain; version=0.0.4; charset=utf-8"


async def alive(_: web.Request) -> web.Response:
    """Whoever can answer is alive."""
    return web.Response(text="ok")


def readiness(health: Health, *, in_full: bool) -> Handler:
    """200 where the bot can take asks in and answer them, and else 503."""

    async def ready(_: web.Request) -> web.Response:
        troubles = await health.troubles()
        good = health.phase == RUNNING and not any(troubles.values())
        said: dict[str, object] = {"ready": good}
        if in_full:
            said["phase"] = health.phase
            said["parts"] = {part: text or "ok" for part, text in troubles.items()}
        return web.json_response(said, status=200 if good else 503)

    return ready


def figures(read: Read | None) -> Handler:
    """Figures as Prometheus reads them."""

    async def metrics(_: web.Request) -> web.Response:
        if read is None:
            return web.Response(text=NO_EXTRA, status=501)
        return web.Response(body=await read(), headers={"Content-Type": PLAIN})

    return metrics
