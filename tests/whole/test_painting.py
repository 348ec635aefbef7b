"""The link in the form, opened as a browser would: over either transport, on either
engine, and in the process that is there after a restart."""

import io
import json
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from aiohttp import ClientSession, CookieJar, FormData
from PIL import Image

from bot.adapters.painting_routes import HEADER
from bot.app import Darkroom, open_app
from bot.core.accepting.painting import SENT
from playground.openai import OpenAIEmulator
from playground.slack import SlackEmulator
from playground.slack.messages import Message
from playground.slack.workspace import View
from tests.postgres_server import new_database
from tests.whole.conftest import Room, Start, settings_for
from tests.whole.test_parts import LIGHTHOUSE, form_of, opened_form

SHORE = (1000, 750)
BOTH = ["socket", pytest.param("http", marks=pytest.mark.slow)]


Aside = Callable[[], AbstractAsyncContextManager[Darkroom]]


@pytest.fixture(params=BOTH)
async def base(request: pytest.FixtureRequest, unused_tcp_port: int) -> dict[str, str]:
    """Sockets with SQLite, and HTTP with PostgreSQL; our pages are on the same port."""
    given = {
        "transport": request.param,
        "port": str(unused_tcp_port),
        "pages_url": f"http://127.0.0.1:{unused_tcp_port}",
    }
    if request.param == "http":
        given["database_url"] = await new_database()
    return given


@pytest.fixture
def aside(
    slack: SlackEmulator, model: OpenAIEmulator, tmp_path: Path, base: dict[str, str]
) -> Aside:
    """A process of the bot that ends before another one starts."""

    @asynccontextmanager
    async def run() -> AsyncIterator[Darkroom]:
        async with open_app(settings_for(slack, model, tmp_path, **base)) as bot:
            if base["transport"] == "http":
                slack.deliver_to(f"{bot.url}/slack/events")
            yield bot

    return run


def painted(size: tuple[int, int] = (1024, 1024)) -> bytes:
    region = Image.new("RGBA", size)
    region.paste("red", (200, 200, 500, 500))
    out = io.BytesIO()
    region.save(out, "PNG")
    return out.getvalue()


def photo() -> bytes:
    """A picture whose file also says something that nobody else is to see."""
    out = io.BytesIO()
    Image.new("RGB", SHORE, "teal").save(out, "JPEG", comment=b"at home")
    return out.getvalue()


def sending(layer: bytes, part: str = "region", **more: object) -> FormData:
    """What the page sends of a region, or of notes."""
    asked = {"end": "change", "turn": 0, "words": "a red bicycle", "older": 0}
    form = FormData()
    form.add_field("asked", json.dumps({**asked, "frame": [0, 0, 0, 0], **more}))
    form.add_field(part, io.BytesIO(layer), content_type="image/png")
    return form


def site_of(link: str) -> tuple[str, dict[str, str]]:
    """The page's address, and the header that opens it."""
    parts = urlsplit(link)
    return f"{parts.scheme}://{parts.netloc}{parts.path}", {HEADER: parts.fragment}


async def link_of(room: Room) -> str:
    """The address behind the button of a form for a picture of ours."""
    first = await room.ask(LIGHTHOUSE)
    return await link_in(room, await opened_form(room, first, "change_part", 1))


async def link_in(room: Room, form: View) -> str:
    """The address behind the form's button."""
    [row] = [e for e in form.blocks if e.get("block_id") == "painting"]
    [button] = row["elements"]
    assert (await room.ann.clicks(form, "paint")).acked
    return str(button["url"])


async def test_what_is_painted_develops_in_the_thread(room: Room, start: Start) -> None:
    await start()
    link = await link_of(room)
    site, headers = site_of(link)
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as http:
        told: Any = await (await http.post(f"{site}/open", headers=headers)).json()
        assert [each["turn"] for each in told["versions"]] == [1]
        form = sending(painted(), turn=1)
        sent = await http.post(f"{site}/send", data=form, headers=headers)
        assert sent.status == 200, await sent.text()
    [asked_for] = [each for each in room.slack.messages("#general") if not each.by_app]
    second = await room.ended(asked_for, 1)
    assert "asked for: Change a part of the picture: a red bicycle" in str(
        second.blocks
    )
    assert f"<@{room.ann.user.id}>" in str(second.blocks)
    [record] = room.model.images.values()
    assert record.request["prompt"].startswith("a red bicycle")


async def link_to_posted(room: Room) -> tuple[Message, str]:
    """A picture that Ann has posted, and her link to it."""
    files = [("shore.jpg", photo())]
    said = await room.ann.says("#general", "our shore", files=files)
    await room.ann.shortcut("change_part", said)
    return said, await link_in(room, await form_of(room))


async def test_a_picture_that_a_person_posted_is_painted_on(
    room: Room, start: Start, aside: Aside
) -> None:
    """The link also works in the process that is there after a restart."""
    async with aside():
        said, link = await link_to_posted(room)
    await start()
    site, headers = site_of(link)
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as http:
        told: Any = await (await http.post(f"{site}/open", headers=headers)).json()
        assert told["versions"] == [
            {"turn": 0, "words": "shore.jpg", "width": 1000, "height": 750}
            | {"before": None}
        ]
        shown = await (await http.get(f"{site}/picture/0", headers=headers)).read()
        assert Image.open(io.BytesIO(shown)).size == SHORE
        assert b"at home" not in shown
        form = sending(painted(SHORE))
        sent = await http.post(f"{site}/send", data=form, headers=headers)
        assert sent.status == 200, await sent.text()
        form = sending(painted(SHORE), words="another")
        again = await http.post(f"{site}/send", data=form, headers=headers)
        assert (again.status, await again.json()) == (200, {"told": SENT})
    answer = await room.ended(said)
    assert "asked for: Change a part of the picture: a red bicycle" in str(
        answer.blocks
    )
    assert f"<@{room.ann.user.id}>" in str(answer.blocks)
    [record] = room.model.images.values()
    assert (record.request["size"], len(record.attached)) == ("1008x752", 1)


async def test_a_link_to_a_posted_picture_is_nobody_elses_and_shows_nothing_else(
    room: Room, start: Start
) -> None:
    await start()
    await room.ask(LIGHTHOUSE)
    _, link = await link_to_posted(room)
    site, headers = site_of(link)
    async with (
        ClientSession(cookie_jar=CookieJar(unsafe=True)) as mine,
        ClientSession(cookie_jar=CookieJar(unsafe=True)) as other,
    ):
        assert (await mine.post(f"{site}/open", headers=headers)).status == 200
        assert (await other.post(f"{site}/open", headers=headers)).status == 404
        assert (await other.get(f"{site}/picture/0", headers=headers)).status == 404
        form = sending(painted(SHORE))
        sent = await other.post(f"{site}/send", data=form, headers=headers)
        assert sent.status == 404
        assert (await mine.get(f"{site}/picture/1", headers=headers)).status == 404
        for wrong in ({"turn": 1}, {"end": "back"}, {"end": "back", "older": 1}):
            form = sending(painted(SHORE), **wrong)
            sent = await mine.post(f"{site}/send", data=form, headers=headers)
            assert sent.status == 422
    assert not room.model.images


async def test_notes_on_a_posted_picture_and_more_around_it_are_drawn(
    room: Room, start: Start
) -> None:
    await start()
    forms = (
        sending(painted(SHORE), "notes", end="notes"),
        sending(b"", frame=[0, 0, 500, 0]),
    )
    for form in forms:
        said, link = await link_to_posted(room)
        site, headers = site_of(link)
        async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as http:
            await http.post(f"{site}/open", headers=headers)
            sent = await http.post(f"{site}/send", data=form, headers=headers)
            assert sent.status == 200, await sent.text()
        await room.ended(said)
    marked, around = room.model.images.values()
    assert "orders about places" in marked.request["prompt"]
    assert "beyond its edges" in around.request["prompt"]
    assert (marked.request["size"], around.request["size"]) == ("1008x752", "1504x752")
