"""The page's routes: its policy, who may read them, and the routes to the inside."""

import shutil
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.adapters.page_files import PAINT
from playground.page import Inside, mount
from playground.page.mount import STATIC
from tests.page.rig import Rig

Client = TestClient[web.Request, web.Application]


@pytest.fixture
async def client() -> AsyncIterator[Client]:
    app = web.Application()
    mount(app)
    async with TestClient(TestServer(app, host="127.0.0.1")) as client:
        yield client


async def test_the_page_allows_its_own_files_and_nothing_else(client: Client) -> None:
    answer = await client.get("/")
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "style=" not in await answer.text()


async def test_scripts_and_styles_have_their_types(client: Client) -> None:
    script = await client.get("/page/js/main.js")
    style = await client.get("/page/css/base.css")
    assert script.content_type == "text/javascript"
    assert style.content_type == "text/css"


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "rebound.example"},
        {"Origin": "https://elsewhere.example"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
async def test_pages_from_elsewhere_read_nothing(
    client: Client, headers: dict[str, str]
) -> None:
    assert (await client.get("/inside/state", headers=headers)).status == 403


async def test_without_an_inside_the_page_is_told_so(client: Client) -> None:
    assert await (await client.get("/inside/state")).json() == {"present": False}


@pytest.mark.asyncio(loop_scope="session")
async def test_a_failure_that_is_none_is_refused(rig: Rig) -> None:
    url = f"{rig.slack.url}/inside"
    async with aiohttp.ClientSession() as http:
        refused = await http.post(f"{url}/arm", json={"failure": "../x"})
        form = await http.post(f"{url}/arm", data={"failure": "refusal"})
        armed = await http.post(f"{url}/arm", json={"failure": "refusal"})
        failures = (await armed.json())["failures"]
        assert (refused.status, form.status) == (400, 403)
        assert [one["name"] for one in failures if one["armed"]] == ["refusal"]


@pytest.mark.asyncio(loop_scope="session")
async def test_the_rig_is_an_inside(rig: Rig) -> None:
    inside: Inside = rig
    assert inside is rig


def test_no_script_or_style_names_another_host_or_parses_markup() -> None:
    for path in STATIC.rglob("*.[jc]s*"):
        words = path.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
        assert "://" not in words.replace("https?://", ""), path.name
        for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write"):
            assert way not in words, path.name


def test_no_script_is_longer_than_a_person_reads() -> None:
    lengths = {
        path.name: len(path.read_text().splitlines()) for path in STATIC.rglob("*.js")
    }
    assert {name: n for name, n in lengths.items() if n > 250} == {}


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("tsc") is None, reason="no TypeScript here")
@pytest.mark.parametrize("folder", [STATIC.parent, PAINT], ids=["playground", "paint"])
def test_the_types_in_the_comments_hold(folder: Path) -> None:
    config = folder / "jsconfig.json"
    order = ["tsc", "-p", str(config)]
    done = subprocess.run(order, capture_output=True, text=True, check=False)
    assert done.stdout == ""
