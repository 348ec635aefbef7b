"""The doctor on OpenAI's side, on this one and at the public address."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import replace
from pathlib import Path

import pytest
from aiohttp import web

from bot.doctor.examination import model_client
from bot.doctor.finding import Finding, Mark
from bot.doctor.home_side import check_database, check_env_file, check_pictures
from bot.doctor.model_side import check_model_side
from bot.doctor.public_side import check_pages_url, check_public_url
from bot.settings import Secret, Settings


async def models(settings: Settings) -> list[Finding]:
    async with model_client(settings) as client:
        return await check_model_side(client, settings)


async def test_a_good_key_can_use_both_models(settings: Settings) -> None:
    assert [finding.mark for finding in await models(settings)] == [Mark.GOOD] * 3


async def test_a_model_that_is_not_there_is_named_with_its_setting(
    settings: Settings,
) -> None:
    found = await models(replace(settings, openai_image_model="gpt-image-99"))
    assert [finding.mark for finding in found] == [Mark.GOOD, Mark.GOOD, Mark.BAD]
    assert "the model in OPENAI_IMAGE_MODEL cannot be used" in found[-1].words
    assert "gpt-image-99" not in found[-1].words  # it may be a password


async def test_a_wrong_key_says_where_to_make_one(settings: Settings) -> None:
    [finding] = await models(replace(settings, openai_api_key=Secret("sk-wrong")))
    assert finding.mark is Mark.BAD
    assert "platform.openai.com/api-keys" in finding.words


async def test_an_openai_that_is_not_there_is_one_line(settings: Settings) -> None:
    nowhere = replace(settings, openai_base_url="http://127.0.0.1:1/v1")
    [finding] = await models(nowhere)
    assert "cannot be reached" in finding.words


@pytest.mark.parametrize("answer", ["<html>Sign in</html>", "[]", '{"data": null}'])
async def test_something_else_at_openais_address_is_wrong(
    settings: Settings, answer: str
) -> None:
    async with somebody(answer) as address:
        found = await models(replace(settings, openai_base_url=address))
    assert Mark.BAD in {finding.mark for finding in found}


def test_a_database_to_be_made_and_one_that_is_there_can_be_written(
    settings: Settings,
) -> None:
    assert "will be created" in check_database(settings).words
    with closing(sqlite3.connect(settings.sqlite_file or "")) as db:
        db.execute("create table t (x)")
    assert check_database(settings) == Finding(
        Mark.GOOD, "database", f"{settings.sqlite_file} can be written"
    )


def test_a_file_that_is_no_database_is_wrong(settings: Settings) -> None:
    assert settings.sqlite_file
    settings.sqlite_file.write_text("not a database, but a text of some length" * 30)
    assert check_database(settings).mark is Mark.BAD


def test_a_folder_that_is_not_there_is_wrong(settings: Settings) -> None:
    lost = replace(settings, database_url="sqlite:////nowhere/at/all/darkroom.db")
    finding = check_database(lost)
    assert finding.mark is Mark.BAD
    assert "/nowhere/at/all" in finding.words


def test_pictures_may_lie_in_a_folder_that_will_be_made(
    settings: Settings, tmp_path: Path
) -> None:
    changed = replace(settings, pictures=tmp_path / "a" / "b")
    assert check_pictures(changed).mark is not Mark.BAD


@asynccontextmanager
async def somebody(text: str, port: int = 0) -> AsyncIterator[str]:
    """A server that says the same to everybody."""

    async def answer(request: web.Request) -> web.Response:
        return web.Response(text=text, content_type="text/html")

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", port).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def test_no_public_address_is_fine(settings: Settings) -> None:
    assert (await check_public_url(settings)).mark is Mark.GOOD


async def test_a_public_address_that_leads_here_is_good(
    settings: Settings, unused_tcp_port: int
) -> None:
    address = f"http://127.0.0.1:{unused_tcp_port}/behind/a/proxy"
    changed = replace(settings, public_url=address, port=unused_tcp_port)
    assert (await check_public_url(changed)).mark is Mark.GOOD


async def test_a_public_address_that_leads_elsewhere_is_wrong(
    settings: Settings, unused_tcp_port: int
) -> None:
    async with somebody("Welcome to nginx") as elsewhere:
        changed = replace(settings, public_url=elsewhere, port=unused_tcp_port)
        finding = await check_public_url(changed)
    assert finding.mark is Mark.BAD


async def test_a_public_address_without_anybody_is_wrong(
    settings: Settings, unused_tcp_port: int
) -> None:
    changed = replace(settings, public_url="http://127.0.0.1:1", port=unused_tcp_port)
    assert "nothing answers" in (await check_public_url(changed)).words


async def test_the_address_of_pages_is_tried_if_there_is_one(
    settings: Settings, unused_tcp_port: int
) -> None:
    assert await check_pages_url(settings) == ()
    here = f"http://127.0.0.1:{unused_tcp_port}"
    good = replace(settings, pages_url=here, port=unused_tcp_port)
    bad = replace(good, pages_url="http://127.0.0.1:1")
    found = [*await check_pages_url(good), *await check_pages_url(bad)]
    assert [each.mark for each in found] == [Mark.GOOD, Mark.BAD]
    assert {each.about for each in found} == {"PAGES_URL"}


async def test_where_the_bot_runs_already_it_is_asked_itself(
    settings: Settings, unused_tcp_port: int
) -> None:
    async with somebody("ok", unused_tcp_port) as address:
        changed = replace(settings, public_url=address, port=unused_tcp_port)
        finding = await check_public_url(changed)
    assert finding.mark is Mark.OPEN
    assert "in use" in finding.words


@pytest.mark.parametrize(
    ("mode", "mark"),
    [(0o600, Mark.GOOD), (0o640, Mark.GOOD), (0o644, Mark.BAD), (0o660, Mark.BAD)],
)
def test_a_file_of_tokens_that_others_may_read_is_told(
    tmp_path: Path, mode: int, mark: Mark
) -> None:
    """A copy of `.env.example` is one."""
    file = tmp_path / ".env"
    file.write_text("SLACK_BOT_TOKEN=xoxb-1-a")
    file.chmod(mode)
    found = check_env_file(file)
    assert found.mark is mark
    assert ("chmod 600 .env" in str(found)) == (mark is Mark.BAD)


def test_without_such_a_file_nothing_is_wrong(tmp_path: Path) -> None:
    assert check_env_file(tmp_path / ".env").mark is Mark.GOOD
