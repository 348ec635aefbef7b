"""The doctor on the Slack side: tokens, scopes, the clock, the socket."""

import time
from dataclasses import replace
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.doctor.examination import bot_client
from bot.doctor.finding import Finding, Mark
from bot.doctor.manifest import wanted_scopes
from bot.doctor.slack_side import check_bot, check_signing_secret
from bot.doctor.socket import check_socket
from bot.settings import Secret, Settings
from playground.slack import Fault, SlackEmulator


@pytest.fixture
def client(settings: Settings) -> AsyncWebClient:
    return bot_client(settings)


async def bot(client: AsyncWebClient, **changes: Any) -> dict[str, Finding]:
    wanted = changes.get("wanted", wanted_scopes())
    found = await check_bot(client, wanted, time.time() + changes.get("ahead", 0))
    return {finding.about: finding for finding in found}


async def test_a_good_token_has_its_scopes_and_slacks_time(
    client: AsyncWebClient,
) -> None:
    found = await bot(client)
    assert [finding.mark for finding in found.values()] == [Mark.GOOD] * 3
    assert "as in manifest.yml" in found["scopes"].words


async def test_a_missing_scope_is_named_with_the_page_to_mend_it(
    client: AsyncWebClient,
) -> None:
    found = await bot(client, wanted=wanted_scopes() | {"pins:read"})
    assert found["scopes"].mark is Mark.BAD
    assert found["scopes"].words.startswith("pins:read missing: paste manifest.yml")
    assert "reinstall" in found["scopes"].words


async def test_a_scope_too_many_is_told_and_not_wrong(client: AsyncWebClient) -> None:
    found = await bot(client, wanted=wanted_scopes() - {"commands"})
    assert found["scopes"].mark is Mark.GOOD
    assert "commands could be removed" in found["scopes"].words


@pytest.mark.parametrize(("ahead", "way"), [(120, "s ahead of"), (-120, "s behind")])
async def test_a_clock_that_is_off_by_minutes_is_wrong(
    client: AsyncWebClient, ahead: float, way: str
) -> None:
    found = await bot(client, ahead=ahead)
    assert found["clock"].mark is Mark.BAD
    assert way in found["clock"].words


async def test_an_unknown_token_says_where_the_right_one_is(
    settings: Settings,
) -> None:
    wrong = replace(settings, slack_bot_token=Secret("xoxb-wrong"))
    [finding] = (await bot(bot_client(wrong))).values()
    assert finding.mark is Mark.BAD
    assert "OAuth & Permissions" in finding.words


async def test_a_page_in_slacks_place_is_told_as_that(
    client: AsyncWebClient, slack: SlackEmulator
) -> None:
    slack.faults.add(Fault("auth.test", html=True))
    [finding] = (await bot(client)).values()
    assert "not Slack's API" in finding.words


@pytest.mark.parametrize(
    "fault",
    [
        Fault("auth.test", times=9, status=500, html=True),
        Fault("auth.test", times=9, html=True),
        Fault("auth.test", times=9, drop=True),
        Fault("auth.test", times=9, error="team_access_not_granted"),
    ],
)
async def test_a_slack_that_fails_is_one_line(
    client: AsyncWebClient, slack: SlackEmulator, fault: Fault
) -> None:
    slack.faults.add(fault)
    [finding] = (await bot(client)).values()
    assert finding.mark is Mark.BAD
    assert "\n" not in str(finding)


async def test_the_socket_says_hello(
    client: AsyncWebClient, settings: Settings
) -> None:
    found = await check_socket(client, settings)
    assert [str(finding)[0] for finding in found] == ["✓", "✓"]


async def test_another_connection_is_pointed_out(
    client: AsyncWebClient, settings: Settings, slack: SlackEmulator
) -> None:
    bot = await client.apps_connections_open(app_token=slack.app_token)
    async with slack.world.http.ws_connect(bot["url"]) as other:  # type: ignore[union-attr] # open while the emulator is
        await other.receive()
        found = await check_socket(client, settings)
    assert found[-1].mark is Mark.OPEN
    assert "1 more connected" in found[-1].words


async def test_a_wrong_app_token_is_told_as_that(
    client: AsyncWebClient, settings: Settings
) -> None:
    wrong = replace(settings, slack_app_token=Secret("xapp-1-wrong"))
    [finding] = await check_socket(client, wrong)
    assert (finding.mark, finding.about) == (Mark.BAD, "app token")
    assert "Basic Information" in finding.words


async def test_http_needs_no_socket(client: AsyncWebClient, settings: Settings) -> None:
    [finding] = await check_socket(client, replace(settings, slack_app_token=Secret()))
    assert finding.mark is Mark.GOOD


@pytest.mark.parametrize(
    ("secret", "mark"), [("", "✓"), ("0123456789abcdef" * 2, "✓"), ("hush", "✗")]
)
def test_a_signing_secret_is_judged_by_its_form(
    settings: Settings, secret: str, mark: str
) -> None:
    changed = replace(settings, slack_signing_secret=Secret(secret))
    assert check_signing_secret(changed).mark == mark


def test_a_line_neither_breaks_nor_leaks() -> None:
    finding = Finding(Mark.BAD, "x", "said\n\x1b[2J xoxb-123-abc")
    assert str(finding) == "✗ x: said  [2J …"
