"""Telling our people's payloads from another company's, in shared channels."""

from typing import Any

import pytest

from bot.core.accepting.guests import NOT_OURS
from handlers.guests import is_strangers
from tests.handlers.conftest import BOT, Front, Noted
from tests.handlers.test_events import COMMAND, MENTION, MESSAGE, click, finished

SHARED: dict[str, Any] = {"is_ext_shared_channel": True}


@pytest.mark.parametrize(
    ("ours", "body", "strangers"),
    [
        # As Slack sends them: a message has the team of who wrote it …
        ({"T1"}, SHARED | {"event": {"team": "T2"}, "team_id": "T2"}, True),
        ({"T1"}, SHARED | {"event": {"team": "T1"}, "team_id": "T1"}, False),
        # … a mention has ours, and theirs in a field of its own, by team or company.
        ({"T1"}, SHARED | {"event": {"team": "T1", "user_team": "T2"}}, True),
        ({"T1"}, SHARED | {"event": {"team": "T1", "user_team": "E2"}}, True),
        ({"T1"}, SHARED | {"event": {"team": "T2", "user_team": "T1"}}, False),
        # In an organisation, people of all of its workspaces are ours.
        ({"T1", "E1"}, SHARED | {"event": {"team": "T3", "user_team": "E1"}}, False),
        (
            {"T1", "E1"},
            SHARED | {"event": {"team": "T3"}, "enterprise_id": "E1"},
            False,
        ),
        ({"T1", "E1"}, SHARED | {"event": {"team": "T2"}, "enterprise_id": "E2"}, True),
        ({"T1", "E1"}, {"event": {"team": "T3"}}, False),
        # An event without an actor, such as a deletion, belongs to nobody.
        ({"T1"}, SHARED | {"event": {"subtype": "message_deleted"}}, False),
        # Clicks name both.
        ({"T1"}, {"team": {"id": "T1"}, "user": {"id": "U", "team_id": "T2"}}, True),
        ({"T1"}, {"team": {"id": "T1"}, "user": {"id": "U", "team_id": "T1"}}, False),
        ({"T1"}, {"team": {"id": "T1"}, "user": {"id": "U"}}, False),
        ({"T1", "E1"}, {"user": {"id": "U", "team_id": "T3"}}, False),
        ({"T2"}, {"command": "/imagine", "team_id": "T2"}, True),
        ({"T1"}, {"command": "/imagine", "team_id": "T1"}, False),
    ],
)
def test_strangers_are_told_from_our_own(
    ours: set[str | None], body: dict[str, Any], strangers: bool
) -> None:
    assert is_strangers(body, ours, "T1") is strangers


def shared(event: dict[str, Any], **change: Any) -> dict[str, Any]:
    """An event of a shared channel, as a stranger causes it."""
    return {
        "type": "event_callback",
        "team_id": "T2",
        "api_app_id": "A1",
        "event_id": "Ev9",
        "event": event,
        "authorizations": [{"team_id": "T1", "enterprise_id": None, "is_bot": True}],
        **SHARED,
        **change,
    }


async def test_a_stranger_is_turned_away_and_told_once(front: Front) -> None:
    for event in (MENTION | {"user_team": "T2"}, MESSAGE | {"team": "T2"}):
        assert (await front.send(shared(event))).status == 200
    await front.studio.idle()
    assert not front.asked
    assert [each.text for each in front.studio.chat.whispers] == [NOT_OURS]


async def test_a_stranger_who_speaks_to_others_hears_nothing(front: Front) -> None:
    await front.event(MENTION)
    reply = MESSAGE | {"team": "T2", "text": "lovely", "ts": "2.2", "thread_ts": "1.1"}
    await front.send(shared(reply))
    await front.studio.idle()
    assert front.asked == ["a fox"]
    assert not front.studio.chat.whispers


async def test_a_strangers_click_does_nothing(front: Front) -> None:
    await finished(front)
    stranger = {"id": "U9", "team_id": "T2"}
    assert (await front.send(click("redo", user=stranger))).status == 200
    await front.studio.idle()
    assert front.asked == ["a fox"]
    assert [each.text for each in front.studio.chat.whispers] == [NOT_OURS]


async def test_a_strangers_command_is_told_why_in_its_answer(
    front: Front, noted: Noted
) -> None:
    answer = await front.send(COMMAND | {"team_id": "T2", "text": "a fox"})
    assert answer.body == NOT_OURS
    assert not noted.calls


async def test_strangers_who_are_welcome_ask_in_our_workspace(front: Front) -> None:
    front.studio.guests.welcome = True
    await front.send(shared(MESSAGE | {"team": "T2", "text": f"<@{BOT}> a hen"}))
    turn = await front.studio.turns.get(1)
    assert turn is not None
    assert turn.ask.thread.team == "T1"
