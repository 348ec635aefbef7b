"""Slack's server fetches what an image_url names, once per exact URL.

Only this machine is asked: an emulator calls nobody else.
"""

from urllib.parse import urlsplit

from aiohttp import ClientError, ClientTimeout

from playground.slack.kinds import kind_of
from playground.slack.pictures import Fetched
from playground.slack.world import World

HERE = {"127.0.0.1", "localhost", "::1"}
LARGEST = 20_000_000


async def fetch(world: World, url: str) -> Fetched | None:
    """The picture, or None if the address is unreachable, too slow, or not a
    picture."""
    if url in world.proxy.pictures:
        return world.proxy.pictures[url]
    data = await _download(world, url)
    kind = kind_of(data)
    if not kind.mimetype.startswith("image/"):
        return None
    world.proxy.pictures[url] = Fetched(data, kind)
    world.changes.tell("image_fetched", url=url, size=len(data))
    return world.proxy.pictures[url]


async def _download(world: World, url: str) -> bytes:
    if world.http is None or urlsplit(url).hostname not in HERE:
        return b""
    timeout = ClientTimeout(total=world.settings.image_download_seconds)
    try:
        async with world.http.get(
            url, timeout=timeout, allow_redirects=False
        ) as response:
            if response.status != 200:
                return b""
            return await response.content.read(LARGEST)
    except (TimeoutError, ClientError, ValueError):
        return b""
