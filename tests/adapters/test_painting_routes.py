"""The routes of the page on which people paint: what a link opens, and to whom."""

import asyncio
import io
import json
import struct
import zlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from aiohttp import ClientResponse, ClientSession, CookieJar, FormData
from PIL import Image

from bot.adapters.page_files import PAINT
from bot.adapters.painting_routes import HEADER, origin_of
from bot.core.accepting.painting import DRAWING, SENT
from bot.core.ports import Brought
from tests.page.easel import Easel, open_easel

ASKED: Mapping[str, Any] = {
    "end": "change",
    "turn": 1,
    "words": "a kite",
    "older": 0,
    "frame": [0, 0, 0, 0],
}


@dataclass
class Visitor:
    """A browser with the link."""

    http: ClientSession
    easel: Easel
    secret: str

    async def get(self, path: str, **headers: str) -> ClientResponse:
        shown = {HEADER: self.secret} | headers
        return await self.http.get(f"{self.easel.url}/paint/{path}", headers=shown)

    async def open(self, **headers: str) -> ClientResponse:
        shown = {HEADER: self.secret} | headers
        return await self.http.post(f"{self.easel.url}/paint/open", headers=shown)

    async def send(
        self, region: bytes | None = None, headers: Mapping[str, str] = {}, **asked: Any
    ) -> ClientResponse:
        form = FormData()
        form.add_field("asked", json.dumps({**ASKED, **asked}))
        data = painted() if region is None else region
        form.add_field(
            "region", io.BytesIO(data), filename="r.png", content_type="image/png"
        )
        shown = {HEADER: self.secret, **headers}
        url = f"{self.easel.url}/paint/send"
        return await self.http.post(url, data=form, headers=shown)


def painted(size: tuple[int, int] = (1024, 768), alpha: int = 255) -> bytes:
    """A region in the middle."""
    picture = Image.new("RGBA", size)
    picture.paste((255, 80, 0, alpha), (300, 200, 500, 400))
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def bomb() -> bytes:
    """The head of a picture of 65000 by 65000 pixels, and a little of nothing."""
    head = struct.pack(">IIBBBBB", 65_000, 65_000, 8, 6, 0, 0, 0)
    body = zlib.compress(bytes(4_000_000), 9)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data))
        + kind
        + data
        + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in ((b"IHDR", head), (b"IDAT", body), (b"IEND", b""))
    )


@pytest.fixture
async def easel(unused_tcp_port: int) -> AsyncIterator[Easel]:
    async with open_easel(unused_tcp_port) as easel:
        await easel.drawn("a desert")
        yield easel


@pytest.fixture
async def visitor(easel: Easel) -> AsyncIterator[Visitor]:
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as http:
        yield Visitor(http, easel, (await easel.link()).partition("#")[2])


async def test_the_page_is_the_same_for_everybody_and_says_nothing(
    visitor: Visitor,
) -> None:
    answer = await visitor.http.get(f"{visitor.easel.url}/paint")
    assert answer.status == 200
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "unsafe" not in policy
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-cache"
    text = await answer.text()
    assert "style=" not in text
    assert "desert" not in text


def test_every_module_is_loaded_at_once() -> None:
    """A browser would find them one after the other."""
    text = (PAINT / "index.html").read_text("utf-8")
    for module in (PAINT / "js").iterdir():
        assert f'"paint/js/{module.name}"' in text


async def test_a_link_opens_for_its_first_browser_again_and_again(
    visitor: Visitor,
) -> None:
    for _ in range(2):
        answer = await visitor.open()
        told = await answer.json()
        assert [each["words"] for each in told["versions"]] == ["a desert"]
        assert 3500 < told["seconds"] <= 3600
        assert not told["sent"]
    picture = await visitor.get("picture/1")
    assert picture.content_type == "image/png"
    assert picture.headers["Cache-Control"] == "no-store"
    assert (await visitor.get("thumb/1")).content_type == "image/jpeg"


async def test_everybody_else_is_told_the_same(visitor: Visitor) -> None:
    """Another browser, a wrong link, an old one: nobody learns which it was."""
    await visitor.open()
    told = set()
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as http:
        for secret in (visitor.secret, visitor.secret[:-1], "", "x" * 4000):
            other = Visitor(http, visitor.easel, secret)
            answers = [await other.open(), await other.get("picture/1")]
            answers.append(await other.send())
            told |= {(each.status, await each.text()) for each in answers}
    visitor.easel.later = 3601
    late = await visitor.open()
    told |= {(late.status, await late.text())}
    assert told == {(404, "This link opens nothing.")}


async def test_a_link_shows_no_other_picture(visitor: Visitor) -> None:
    """Neither of another channel nor one that is not there."""
    await visitor.easel.drawn("a secret plan", channel="C2")
    await visitor.open()
    assert (await visitor.get("picture/1")).status == 200
    for turn in ("2", "3", "0", "1%2F..%2F2"):
        assert (await visitor.get(f"picture/{turn}")).status == 404
    for asked in ({"turn": 2}, {"end": "back", "older": 2}):
        answer = await visitor.send(**asked)
        assert (answer.status, "not in this thread" in await answer.text()) == (
            422,
            True,
        )


async def test_another_sites_page_gets_nothing_done(visitor: Visitor) -> None:
    await visitor.open()
    for headers in (
        {"Origin": "https://elsewhere.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "null"},
    ):
        assert (await visitor.open(**headers)).status == 403
        assert (await visitor.send(headers=headers)).status == 403
    assert len(visitor.easel.studio.model.requests) == 0


async def test_a_link_sends_once(visitor: Visitor) -> None:
    await visitor.open()
    assert "being drawn now" in (await (await visitor.send()).json())["told"]
    again = await visitor.send()
    assert (again.status, await again.json()) == (200, {"told": SENT})
    assert (await (await visitor.open()).json())["sent"]
    turn = await visitor.easel.studio.turns.get(3)
    assert turn is None


async def test_sent_by_two_presses_at_once_it_is_one_ask(visitor: Visitor) -> None:
    """A browser also repeats what it believes to be lost."""
    await visitor.open()
    answers = await asyncio.gather(*[visitor.send() for _ in range(5)])
    told = [(await each.json())["told"] for each in answers]
    assert sorted(told) == [DRAWING, *[SENT] * 4]
    assert await visitor.easel.studio.turns.get(3) is None


@pytest.mark.parametrize(
    ("region", "asked", "told"),
    [
        (painted((640, 480)), {}, "did not arrive whole"),
        (painted(alpha=0), {}, "did not arrive whole"),
        (b"\x89PNG\r\n\x1a\nnonsense", {}, "did not arrive whole"),
        (bomb(), {}, "did not arrive whole"),
        (b"", {}, "Nothing was painted"),
        (None, {"words": ""}, "Say what it should become"),
        (None, {"words": "x" * 3001}, "too much at once"),
        (None, {"words": 7}, "did not arrive whole"),
        (None, {"end": "steal"}, "did not arrive whole"),
        (None, {"turn": "1"}, "did not arrive whole"),
        (None, {"frame": [0, 0, -5, 0]}, "did not arrive whole"),
        (None, {"frame": [0, 0, 4000, 0]}, "does not draw this shape"),
        (None, {"end": "back"}, "There is no picture before"),
        (b"x" * 8_000_001, {}, "too much at once"),
    ],
)
async def test_what_is_wrong_is_told_and_nothing_is_asked(
    visitor: Visitor, region: bytes | None, asked: Mapping[str, Any], told: str
) -> None:
    await visitor.open()
    answer = await visitor.send(region, **asked)
    assert answer.status == 422
    assert told in await answer.text()
    assert await visitor.easel.studio.turns.get(2) is None


async def test_another_kind_of_body_is_refused(visitor: Visitor) -> None:
    await visitor.open()
    url = f"{visitor.easel.url}/paint/send"
    answer = await visitor.http.post(url, json={}, headers={HEADER: visitor.secret})
    assert answer.status == 422


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("https://Darkroom.example", "https://darkroom.example"),
        ("https://darkroom.example:443/behind/it", "https://darkroom.example"),
        ("http://[::1]:3000", "http://[::1]:3000"),
        ("http://10.0.0.7:80", "http://10.0.0.7"),
    ],
)
def test_the_origin_is_what_a_browser_calls_it(address: str, origin: str) -> None:
    assert origin_of(address) == origin


async def test_a_posted_picture_that_slack_does_not_give_now_may_come_later(
    visitor: Visitor,
) -> None:
    link = await visitor.easel.link_to_posted()
    visitor.secret = link.partition("#")[2]
    files = visitor.easel.files
    there, files.brought = files.brought, Brought()
    assert (await visitor.open()).status == 503
    files.brought = there
    told = await (await visitor.open()).json()
    assert [each["turn"] for each in told["versions"]] == [0]
    assert (await visitor.get("thumb/0")).status == 200
