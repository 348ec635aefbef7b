"""Who may decide in place of the person who asked. Whoever is not certainly an admin
is none."""

from typing import Any

import pytest
from aiohttp import ClientSession, web

from bot.adapters.slack_admins import SlackAdmins
from bot.adapters.slack_identity import InstalledClient
from playground.slack import Fault, SlackEmulator
from tests.adapters.slack_side import client_of

ADMIN = {"id": "U7", "team_id": "T1", "is_admin": True}


def here(slack: SlackEmulator, *, admin: bool) -> str:
    """The id of somebody in the workspace."""
    users = slack.team().users.values()
    return next(u.id for u in users if u.is_admin is admin and not u.is_bot)


async def test_an_admin_of_the_workspace_is_one_and_nobody_else(
    slack: SlackEmulator, client: InstalledClient
) -> None:
    admins, team = SlackAdmins(client), slack.team().id
    assert await admins(team, here(slack, admin=True))
    assert not await admins(team, here(slack, admin=False))
    assert not await admins(team, "U0NOBODY")
    assert not await admins("T0OTHER", here(slack, admin=True))


async def test_whoever_the_owner_has_named_is_one_without_a_question(
    slack: SlackEmulator, client: InstalledClient
) -> None:
    named = here(slack, admin=False)
    assert await SlackAdmins(client, [named])(slack.team().id, named)
    assert not slack.calls.of("users.info")


@pytest.mark.parametrize(
    "fault",
    [
        Fault("users.info", retry_after=1),
        Fault("users.info", status=500),
        Fault("users.info", error="missing_scope"),
    ],
)
async def test_where_slack_does_not_say_nobody_is(
    slack: SlackEmulator, client: InstalledClient, fault: Fault
) -> None:
    slack.faults.add(fault)
    assert not await SlackAdmins(client)(slack.team().id, here(slack, admin=True))


@pytest.mark.parametrize(
    ("more", "is_one"),
    [
        ({}, True),
        ({"is_admin": False}, False),
        ({"is_admin": "true"}, False),
        ({"is_stranger": True}, False),
        ({"deleted": True}, False),
        ({"team_id": "T2"}, False),
        ({"team_id": "E1", "enterprise_user": {"teams": ["T1"]}}, True),
        ({"team_id": "E1", "enterprise_user": {"teams": ["T2"]}}, False),
    ],
)
async def test_who_is_an_admin_elsewhere_or_no_more_is_none(
    http: ClientSession, more: dict[str, Any], is_one: bool
) -> None:
    async def answer(_: web.Request) -> web.StreamResponse:
        return web.json_response({"ok": True, "user": ADMIN | more})

    app = web.Application()
    app.router.add_post("/api/users.info", answer)
    app.router.add_get("/api/users.info", answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        port = runner.addresses[0][1]
        client = client_of(f"http://127.0.0.1:{port}/api/", "xoxb-1", http)
        assert await SlackAdmins(client)("T1", "U7") is is_one
    finally:
        await runner.cleanup()
