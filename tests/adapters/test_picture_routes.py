"""Pictures over HTTP, requested in every way, also by readers that take nothing."""

import asyncio
import gc
import os
import socket
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import pytest
from aiohttp import ClientSession

from bot.adapters.hanging import AddressWay
from bot.adapters.hanging.address import MemoryShowcase
from bot.adapters.imaging import Imaging
from bot.adapters.picture_routes import PictureRoutes
from bot.adapters.shelf import DiskShelf
from bot.adapters.signing import Signer
from bot.adapters.visits import Visit
from bot.adapters.web import Web
from bot.core.ports import Shelf, Showcase
from bot.core.showing.hanging import Frame
from bot.core.turn.thread import ThreadKey
from storage.postgres.database import opened as database_opened
from storage.postgres.shelf import PostgresShelf, PostgresShowcase
from tests.adapters.slack_side import picture
from tests.postgres_server import new_database

LARGE = b"\x89PNG\r\n\x1a\n" + os.urandom(8_000_000)
SMALL = b"\x89PNG\r\n\x1a\n" + bytes(range(100))


@asynccontextmanager
async def shelves(kind: str, folder: Path) -> AsyncIterator[tuple[Shelf, Showcase]]:
    if kind == "disk":
        yield DiskShelf(folder), MemoryShowcase()
        return
    async with database_opened(await new_database()) as database:
        yield PostgresShelf(database), PostgresShowcase(database)


@dataclass
class Rig:
    """The pictures' routes, behind a web server of their own."""

    url: str
    way: AddressWay
    shelf: Shelf
    http: ClientSession
    web: Web
    routes: PictureRoutes

    async def alone(self) -> None:
        """Wait until everybody has come and gone."""
        await self.come(1)
        await self.come(0)

    async def come(self, count: int) -> None:
        """Wait until so many are connected."""
        async with asyncio.timeout(60):
            while self.web.connected != count:  # noqa: ASYNC110 -- the system tells no event
                await asyncio.sleep(0)

    async def shown(self, data: bytes, *, lasting: bool = True) -> str:
        thread = ThreadKey("T1", "C1", "1.1")
        frame = Frame(thread, "fox.png", "a fox", data, lasting=lasting)
        return self.url + (await self.way.hang(frame)).url

    async def asked(
        self, url: str, method: str = "GET", **headers: str
    ) -> tuple[int, bytes, dict[str, str]]:
        named = {name.replace("_", "-"): text for name, text in headers.items()}
        async with self.http.request(method, url, headers=named) as answer:
            lower = {name.lower(): text for name, text in answer.headers.items()}
            return answer.status, await answer.read(), lower


@asynccontextmanager
async def rigged(
    kind: str, folder: Path, at_once: int = 64, still_seconds: float = 10
) -> AsyncIterator[Rig]:
    async with shelves(kind, folder) as (shelf, showcase), ClientSession() as http:
        way = AddressWay("", shelf, Imaging(), Signer(b"k" * 32), showcase)
        web = Web()
        routes = PictureRoutes(way, at_once, still_seconds)
        web.serve(*routes.routes())
        async with web.listening("127.0.0.1", 0) as url:
            yield Rig(url, way, shelf, http, web, routes)


@pytest.fixture(params=["disk", pytest.param("postgres", marks=pytest.mark.slow)])
async def rig(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Rig]:
    """On each kind of shelf."""
    async with rigged(request.param, tmp_path) as rig:
        yield rig


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Rig]:
    """For tests that need no shelf."""
    async with rigged("disk", tmp_path) as rig:
        yield rig


async def test_a_picture_comes_whole(rig: Rig) -> None:
    status, data, headers = await rig.asked(await rig.shown(LARGE))
    assert (status, data == LARGE) == (200, True)
    assert headers["content-type"] == "image/png"
    assert headers["content-length"] == str(len(LARGE))
    assert headers["x-content-type-options"] == "nosniff"


async def test_a_preview_comes_whole(rig: Rig) -> None:
    url = await rig.shown(picture(size=(1600, 900)), lasting=False)
    status, data, headers = await rig.asked(url)
    assert (status, headers["content-type"]) == (200, "image/jpeg")
    assert headers["content-length"] == str(len(data))


async def test_head_tells_all_of_it_and_sends_nothing(rig: Rig) -> None:
    status, data, headers = await rig.asked(await rig.shown(SMALL), "HEAD")
    assert (status, data) == (200, b"")
    assert headers["content-length"] == str(len(SMALL))
    assert headers["content-type"] == "image/png"
    assert headers["accept-ranges"] == "bytes"


@pytest.mark.parametrize(
    ("wanted", "start", "end"),
    [("0-0", 0, 1), ("8-20", 8, 21), ("100-", 100, 108), ("-5", 103, 108)],
)
async def test_a_range_is_answered_with_that_range(
    here: Rig, wanted: str, start: int, end: int
) -> None:
    url = await here.shown(SMALL)
    status, data, headers = await here.asked(url, Range=f"bytes={wanted}")
    assert (status, data) == (206, SMALL[start:end])
    assert headers["content-range"] == f"bytes {start}-{end - 1}/108"


async def test_a_range_in_the_middle_of_many_pieces_comes_whole(rig: Rig) -> None:
    url = await rig.shown(LARGE)
    status, data, _ = await rig.asked(url, Range="bytes=1000000-2999999")
    assert (status, data == LARGE[1_000_000:3_000_000]) == (206, True)


async def test_a_range_behind_the_end_is_refused(here: Rig) -> None:
    url = await here.shown(SMALL)
    status, data, headers = await here.asked(url, Range="bytes=108-")
    assert (status, data, headers["content-range"]) == (416, b"", "bytes */108")


@pytest.mark.parametrize("wanted", ["bytes=0-1,4-5", "lines=1-2", "bytes=9-1", "x"])
async def test_a_range_that_means_nothing_here_is_not_heeded(
    here: Rig, wanted: str
) -> None:
    status, data, _ = await here.asked(await here.shown(SMALL), Range=wanted)
    assert (status, data) == (200, SMALL)


async def test_a_reader_that_has_the_picture_is_told_so(rig: Rig) -> None:
    url = await rig.shown(SMALL)
    _, _, first = await rig.asked(url)
    by_time = await rig.asked(url, If_Modified_Since=first["last-modified"])
    by_tag = await rig.asked(url, If_None_Match=f'"x", {first["etag"]}')
    assert [(status, data) for status, data, _ in (by_time, by_tag)] == [(304, b"")] * 2


async def test_a_reader_that_has_another_picture_gets_this_one(here: Rig) -> None:
    url = await here.shown(SMALL)
    _, _, first = await here.asked(url)
    old = "Wed, 01 Jan 2020 00:00:00 GMT"
    newer = {"If_Modified_Since": first["last-modified"], "If_None_Match": '"x"'}
    for headers in ({"If_Modified_Since": old}, newer, {"If_Modified_Since": "today"}):
        assert (await here.asked(url, **headers))[0] == 200
    assert parsedate_to_datetime(first["last-modified"]).year > 2020


@pytest.mark.parametrize(("same", "status"), [(True, 206), (False, 200)])
async def test_a_range_of_something_else_is_not_sent(
    here: Rig, same: bool, status: int
) -> None:
    url = await here.shown(SMALL)
    tag = (await here.asked(url))[2]["etag"] if same else '"x"'
    assert (await here.asked(url, Range="bytes=0-3", If_Range=tag))[0] == status


async def test_a_picture_that_was_forgotten_is_not_found(rig: Rig) -> None:
    url = await rig.shown(SMALL)
    await rig.shelf.drop(urlsplit(url).path.rpartition("/")[2].partition(".")[0])
    assert (await rig.asked(url))[0] == 404


def greedy(url: str, stack: ExitStack) -> socket.socket:
    """Asks for a picture, and takes nothing of it."""
    place = urlsplit(url)
    one = stack.enter_context(socket.socket())
    one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    one.connect((place.hostname, place.port))
    one.sendall(f"GET {place.path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    one.setblocking(False)
    return one


async def rest_of(one: socket.socket) -> int:
    """How many bytes come until the other side hangs up."""
    loop, count = asyncio.get_running_loop(), 0
    try:
        while data := await loop.sock_recv(one, 1_000_000):
            count += len(data)
    except ConnectionError:
        pass
    return count


async def test_sixty_who_take_nothing_cost_little_memory(rig: Rig) -> None:
    """The picture stays where it lies: sixty times eight megabytes are not read."""
    url, process = await rig.shown(LARGE), psutil.Process()
    assert (await rig.asked(url))[0] == 200
    before = process.memory_info().rss
    with ExitStack() as stack:
        for _ in range(60):
            greedy(url, stack)
        assert (await rig.asked(url))[1] == LARGE
        assert process.memory_info().rss - before < 100_000_000


async def test_a_reader_that_takes_nothing_is_let_go(tmp_path: Path) -> None:
    async with rigged("disk", tmp_path, still_seconds=0.2) as rig:
        with ExitStack() as stack:
            one = greedy(await rig.shown(LARGE), stack)
            await rig.alone()
            assert await rest_of(one) < len(LARGE)


async def test_a_reader_that_takes_nothing_keeps_nobody_waiting(tmp_path: Path) -> None:
    """Slack's own fetch gets the place of the reader that was idle longest."""
    async with rigged("disk", tmp_path, at_once=4, still_seconds=60) as rig:
        url = await rig.shown(LARGE)
        with ExitStack() as stack:
            for _ in range(12):
                greedy(url, stack)
            async with asyncio.timeout(60):
                assert (await rig.asked(url))[1] == LARGE


async def test_where_everybody_else_moves_the_next_one_is_told_to_come_again(
    tmp_path: Path,
) -> None:
    async with rigged("disk", tmp_path, at_once=1, still_seconds=0.05) as rig:
        url = await rig.shown(SMALL)
        async with rig.routes._places.one():
            status, _, headers = await rig.asked(url)
    assert (status, headers["retry-after"]) == (503, "1")


@pytest.mark.parametrize("retried", [True, False])
async def test_readers_that_have_gone_leave_nothing_behind(
    retried: bool, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither a connection in memory nor a line in the log."""
    seconds = 0.2 if retried else 60
    async with rigged("disk", tmp_path, still_seconds=seconds) as rig:
        with ExitStack() as stack:
            greedy(await rig.shown(LARGE), stack)
            if retried:
                await rig.alone()
            else:
                await rig.come(1)
        await rig.come(0)
        async with asyncio.timeout(60):
            while [each for each in gc.get_objects() if type(each) is Visit]:
                await asyncio.sleep(0)
                gc.collect()
    assert not caplog.records
