"""Each kind of event, handed to a real Bolt app."""

from typing import Any

import pytest

from bot.core.errors import ChatUninvited
from bot.core.messages.help import HELP
from bot.core.turn.turns import Outcome
from tests.handlers.conftest import BOT, Front, Noted
from tests.studio import DRAWN

MENTION = {
    "type": "app_mention",
    "channel": "C1",
    "user": "U1",
    "text": f"<@{BOT}> a fox",
    "ts": "1.1",
}
MESSAGE = MENTION | {"type": "message", "channel_type": "channel"}
REPLY = MESSAGE | {"text": "make it night", "ts": "2.2", "thread_ts": "1.1"}
DIRECT = MESSAGE | {"text": "a fox", "channel_type": "im", "channel": "D1"}


async def test_a_mention_is_an_ask_however_often_it_comes(front: Front) -> None:
    for event in (MENTION, MESSAGE, MENTION):
        assert await front.event(event) == 200
    assert front.asked == ["a fox"]


async def test_a_direct_message_needs_no_mention(front: Front) -> None:
    await front.event(DIRECT)
    assert front.asked == ["a fox"]


async def test_a_reply_in_a_thread_of_ours_needs_no_mention(front: Front) -> None:
    await front.event(REPLY)
    await front.event(MENTION)
    await front.event(REPLY)
    assert front.asked == ["a fox", "make it night"]


@pytest.mark.parametrize(
    "change",
    [
        {"text": "nice weather", "thread_ts": None},
        {"text": "<@U2> what do you think?"},
        {"bot_id": "B9"},
        {"user": BOT},
        {"subtype": "channel_join"},
        {"edited": {"ts": "3"}},
    ],
)
async def test_what_is_not_for_us_is_taken_and_left(
    front: Front, change: dict[str, Any]
) -> None:
    await front.event(MENTION)
    assert await front.event(REPLY | change) == 200
    assert front.asked == ["a fox"]


async def test_deleting_an_ask_stops_its_turn(front: Front) -> None:
    await front.event(MENTION)
    deleted = {
        "type": "message",
        "subtype": "message_deleted",
        "channel": "C1",
        "deleted_ts": "1.1",
        "ts": "3.3",
        "hidden": True,
    }
    assert await front.event(deleted) == 200
    await front.studio.idle()
    turn = await front.studio.turns.get(1)
    assert turn is not None
    assert turn.answer is not None
    assert turn.answer.outcome is Outcome.STOPPED


async def test_deleting_some_other_message_is_nothing(front: Front) -> None:
    other = {"type": "message", "subtype": "message_deleted", "channel": "C1"}
    assert await front.event(other | {"deleted_ts": "9.9", "ts": "3"}) == 200


@pytest.mark.parametrize("kind", ["app_uninstalled", "tokens_revoked"])
async def test_the_end_of_an_installation_is_taken_note_of(
    front: Front, kind: str
) -> None:
    assert await front.event({"type": kind}) == 200


async def test_the_home_tab_says_how_to_ask(front: Front, noted: Noted) -> None:
    opened = {"type": "app_home_opened", "user": "U1", "tab": "home"}
    await front.event(opened)
    await front.event(opened | {"tab": "messages"})
    await front.studio.idle()
    [(method, told)] = noted.calls
    assert method == "views.publish"
    assert "Reply in the thread" in str(told["view"])


COMMAND = {
    "command": "/imagine",
    "team_id": "T1",
    "channel_id": "C1",
    "user_id": "U1",
    "text": "a fox",
    "trigger_id": "13.37.abc",
}


def command(noted: Noted, **change: str) -> dict[str, Any]:
    return {**COMMAND, "response_url": f"{noted.url}/respond", **change}


async def test_a_command_is_an_ask(front: Front, noted: Noted) -> None:
    answer = await front.send(command(noted))
    await front.send(command(noted))
    assert (answer.status, answer.body) == (200, "")
    assert front.asked == ["a fox"]


@pytest.mark.parametrize("text", ["", "a fox --size huge"])
async def test_a_command_that_cannot_be_answered_is_told_so_at_once(
    front: Front, noted: Noted, text: str
) -> None:
    answer = await front.send(command(noted, text=text))
    assert "`" in answer.body
    assert not front.asked


async def test_a_command_where_the_bot_is_not_is_answered_to_the_person(
    front: Front, noted: Noted
) -> None:
    front.studio.chat.failures = [ChatUninvited("not_in_channel")]
    await front.send(command(noted))
    await front.studio.idle()
    [(_, told)] = noted.calls
    assert "/invite @Darkroom" in told["text"]


async def test_help_is_given(front: Front, noted: Noted) -> None:
    answer = await front.send(command(noted, command="/darkroom", text="help"))
    assert answer.body == HELP


def click(action: str, value: str = "1", **change: Any) -> dict[str, Any]:
    element = {"type": "button", "action_id": action, "action_ts": "5.5"}
    return {
        "type": "block_actions",
        "team": {"id": "T1"},
        "channel": {"id": "C1"},
        "user": {"id": "U2"},
        "trigger_id": "13.38.abc",
        "actions": [{**element, "value": value}],
        **change,
    }


async def finished(front: Front) -> None:
    """A turn that has its picture."""
    front.studio.model._scripts = [DRAWN, *[[]] * 9]
    await front.event(MENTION)
    await front.studio.idle()


async def test_redo_asks_the_same_once_more_and_once_a_click(front: Front) -> None:
    await finished(front)
    await front.send(click("redo"))
    await front.send(click("redo"))
    assert front.asked == ["a fox"] * 2


async def test_variations_ask_for_one_set(front: Front) -> None:
    await finished(front)
    await front.send(click("variations"))
    assert front.asked == ["a fox"] * 2


async def test_stop_stops(front: Front) -> None:
    await front.event(MENTION)
    assert (await front.send(click("stop"))).status == 200
    await front.studio.idle()
    turn = await front.studio.turns.get(1)
    assert turn is not None
    assert turn.answer is not None
    assert turn.answer.told == "Stopped by <@U2>."


async def test_go_back_and_build_on_choose_what_comes_next(front: Front) -> None:
    await finished(front)
    await front.send(click("go_back"))
    await front.event(REPLY)
    await front.studio.idle()
    more = {"type": "overflow", "action_id": "more", "action_ts": "6.6"}
    chosen = {**more, "selected_option": {"value": "build_on:1"}}
    await front.send(click("more", actions=[chosen]))
    await front.event(REPLY | {"ts": "7.7"})
    await front.studio.idle()
    second, third = await front.studio.turns.get(2), await front.studio.turns.get(3)
    assert second is not None
    assert third is not None
    assert (second.parent, third.parent) == (None, 1)


@pytest.mark.parametrize("value", ["1", "smaller:1"])
async def test_an_entry_of_the_menu_that_is_not_known_does_nothing(
    value: str, front: Front
) -> None:
    """A later version may have drawn it, and it is not *Build on this one*."""
    await finished(front)
    await front.send(click("go_back"))
    more = {"type": "overflow", "action_id": "more", "action_ts": "6.6"}
    chosen = {**more, "selected_option": {"value": value}}
    assert (await front.send(click("more", actions=[chosen]))).status == 200
    await front.event(REPLY)
    await front.studio.idle()
    second = await front.studio.turns.get(2)
    assert second is not None
    assert second.parent is None


async def test_details_open_a_form(front: Front, noted: Noted) -> None:
    await finished(front)
    await front.send(click("details"))
    [(method, told)] = noted.calls
    assert (method, told["trigger_id"]) == ("views.open", "13.38.abc")


@pytest.mark.parametrize(
    "change",
    [
        {"team": {"id": "T2"}},
        {"channel": {"id": "C2"}},
        {"channel": None},
        {"actions": [{"type": "button", "action_id": "redo", "value": "77"}]},
        {"actions": [{"type": "button", "action_id": "redo", "value": "x"}]},
        {"actions": [{"type": "button", "action_id": "redo", "value": "9" * 30}]},
        {"actions": [{"type": "button", "action_id": "redo"}]},
    ],
)
async def test_a_click_on_a_turn_that_is_not_here_is_nothing(
    front: Front, change: dict[str, Any]
) -> None:
    await finished(front)
    assert (await front.send(click("redo", **change))).status == 200
    assert front.asked == ["a fox"]


SHORTCUT = {
    "type": "message_action",
    "callback_id": "edit_picture",
    "team": {"id": "T1"},
    "channel": {"id": "C1"},
    "user": {"id": "U1"},
    "trigger_id": "13.39.abc",
    "message_ts": "1.1",
    "message": {"ts": "1.1", "files": [{"id": "F1", "name": "fox.png"}]},
}


def form(noted: Noted, words: str) -> dict[str, Any]:
    """The form that was opened, sent off with these words."""
    [(_, told)] = noted.calls
    state = {"values": {"ask": {"words": {"type": "plain_text_input", "value": words}}}}
    view = told["view"]
    view = {**view, "id": "V1", "state": state, "type": "modal"}
    return {
        "type": "view_submission",
        "team": {"id": "T1"},
        "user": {"id": "U1"},
        "view": view,
    }


async def test_the_shortcut_asks_what_to_change(front: Front, noted: Noted) -> None:
    await front.send(SHORTCUT)
    answer = await front.send(form(noted, "make it night"))
    await front.send(form(noted, "make it night"))
    assert answer.status == 200
    turn = await front.studio.turns.get(1)
    assert turn is not None
    assert (turn.ask.words, turn.ask.thread.ts) == ("make it night", "1.1")
    assert [each.id for each in turn.ask.attached] == ["F1"]
    assert front.asked == ["make it night"]


async def test_a_form_that_cannot_be_answered_stays_open(
    front: Front, noted: Noted
) -> None:
    await front.send(SHORTCUT)
    answer = await front.send(form(noted, "a fox --size huge"))
    assert '"response_action": "errors"' in answer.body
    assert not front.asked


async def test_the_shortcut_on_a_message_of_ours_builds_on_its_turn(
    front: Front, noted: Noted
) -> None:
    await finished(front)
    await front.event(REPLY)
    await front.studio.idle()
    ts = "1.0"
    await front.send(SHORTCUT | {"message": {"ts": ts, "thread_ts": "1.1"}})
    await front.send(form(noted, "another one"))
    await front.studio.idle()
    turn = await front.studio.turns.get(3)
    assert turn is not None
    assert turn.parent == 1


ORG: dict[str, Any] = {
    "enterprise": {"id": "E1", "name": "Org"},
    "is_enterprise_install": True,
}


@pytest.mark.parametrize(
    "change",
    [
        {"team": None, "user": {"id": "U2", "team_id": "T1"}},
        {"team": None, "message": {"ts": "1.2", "team": "T1"}},
        {"team": {"id": "T1"}, **ORG},
    ],
)
async def test_a_click_in_an_organisation_finds_its_turn(
    front: Front, change: dict[str, Any]
) -> None:
    """Slack sends null where the app is installed for all of its workspaces."""
    await finished(front)
    assert (await front.send(click("redo", **(ORG | change)))).status == 200
    assert front.asked == ["a fox"] * 2


async def test_a_click_in_another_workspace_finds_nothing(front: Front) -> None:
    await finished(front)
    elsewhere: dict[str, Any] = {
        "team": {"id": "T2"},
        "user": {"id": "U2", "team_id": "T1"},
    }
    assert (await front.send(click("redo", **(ORG | elsewhere)))).status == 200
    assert front.asked == ["a fox"]


async def test_an_event_of_an_organisation_is_its_workspaces(front: Front) -> None:
    one = {"enterprise_id": "E1", "team_id": "T7", "is_enterprise_install": True}
    body = {"type": "event_callback", "event_id": "Ev1", "event": MENTION}
    for n, authorized in enumerate((one, one | {"team_id": None})):
        event = MENTION | {"ts": f"{n}.1"}
        await front.send(body | {"event": event, "authorizations": [authorized]})
    first, second = await front.studio.turns.get(1), await front.studio.turns.get(2)
    assert first is not None
    assert second is not None
    assert (first.ask.thread.team, second.ask.thread.team) == ("T7", "E1")


@pytest.mark.parametrize("known", [{"previous_message": {"ts": "1.1"}}, {}])
async def test_a_deletion_may_leave_out_what_was_deleted(
    front: Front, known: dict[str, Any]
) -> None:
    await front.event(MENTION)
    deleted = MESSAGE | {"subtype": "message_deleted", "ts": "3.3", "hidden": True}
    assert await front.event(deleted | known) == 200
    await front.studio.idle()
    turn = await front.studio.turns.get(1)
    assert turn is not None
    assert turn.answer is not None
    assert (turn.answer.outcome is Outcome.STOPPED) is bool(known)


async def test_a_command_without_a_trigger_is_an_ask_once(
    front: Front, noted: Noted
) -> None:
    body = command(noted)
    del body["trigger_id"]
    for _ in range(2):
        assert (await front.send(body)).status == 200
    await front.send(body | {"response_url": f"{noted.url}/another"})
    assert front.asked == ["a fox"] * 2
    turn = await front.studio.turns.get(1)
    assert turn is not None
    assert noted.url not in turn.ask.claim


@pytest.mark.parametrize(
    "kept",
    ["", "{", "null", "[]", '{"channel": ["C1"]}', '{"channel": "C1", "ts": "1.1"}'],
)
async def test_a_form_that_forgot_its_message_says_so_and_stays_open(
    front: Front, noted: Noted, kept: str
) -> None:
    await front.send(SHORTCUT)
    sent = form(noted, "make it night")
    sent["view"]["private_metadata"] = kept
    answer = await front.send(sent)
    assert "again from that message" in answer.body
    assert not front.asked


@pytest.mark.parametrize(
    "body",
    [
        {"type": "shortcut", "callback_id": "edit_picture", "trigger_id": "1"},
        {"type": "block_actions", "actions": [{"action_id": "x", "action_ts": "1"}]},
        {"command": "/another", "channel_id": "C1"},
        {"type": "event_callback", "event": {"type": "reaction_added"}},
        {"ssl_check": "1"},
        {},
    ],
)
async def test_what_nobody_listens_to_is_acknowledged(
    front: Front, body: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    """With one quiet log line. Otherwise Slack would send it again, or blame the
    app."""
    caplog.set_level("INFO")
    who = {"user": {"id": "U1"}, "user_id": "U1", "team_id": "T1"}
    assert (await front.send(who | body)).status == 200
    [record] = caplog.records
    assert (record.levelname, record.exc_info) == ("INFO", None)


async def test_slacks_challenge_is_sent_back(front: Front) -> None:
    answer = await front.send({"type": "url_verification", "challenge": "c4"})
    assert "c4" in answer.body
