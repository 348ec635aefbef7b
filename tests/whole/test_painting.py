"""The link in the form, opened as a browser would: over either transport, on either
engine, and in the process that is there after a restart."""

import io
import json
from typing import Any
from urllib.parse import urlsplit

import pytest
from aiohttp import ClientSession, CookieJar, FormData
from PIL import Image

from bot.adapters.painting_routes import HEADER
from tests.postgres_server import new_database
from tests.whole.conftest import Room, Start
from tests.whole.test_parts import LIGHTHOUSE, opened_form

BOTH = ["socket", pytest.param("http", marks=pytest.mark.slow)]


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


def painted() -> bytes:
    region = Image.new("RGBA", (1024, 1024))
    region.paste("red", (200, 200, 500, 500))
    out = io.BytesIO()
    region.save(out, "PNG")
    return out.getvalue()


async def link_of(room: Room) -> str:
    """The address behind the form's button."""
    first = await room.ask(LIGHTHOUSE)
    form = await opened_form(room, first, "change_part", 1)
    [row] = [e for e in form.blocks if e.get("block_id") == "painting"]
    [button] = row["elements"]
    assert (await room.ann.clicks(form, "paint")).acked
    return str(button["url"])


async def test_what_is_painted_develops_in_the_thread(room: Room, start: Start) -> None:
    await start()
    link = await link_of(room)
    parts = urlsplit(link)
    site, headers = f"http://{parts.netloc}{parts.path}", {HEADER: parts.fragment}
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as http:
        told: Any = await (await http.post(f"{site}/open", headers=headers)).json()
        assert [each["turn"] for each in told["versions"]] == [1]
        form = FormData()
        asked = {"end": "change", "turn": 1, "words": "a red bicycle", "older": 0}
        form.add_field("asked", json.dumps({**asked, "frame": [0, 0, 0, 0]}))
        form.add_field("region", io.BytesIO(painted()), content_type="image/png")
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
