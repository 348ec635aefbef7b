"""Buttons and commands: with a Bolt bot, on both transports."""

from typing import Any

import pytest
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from playground.slack import SlackEmulator
from playground.slack.app import App
from playground.slack.http_deliveries import sign

Any_ = dict[str, Any]
BUTTONS = {
    "type": "actions",
    "elements": [
        {
            "type": "button",
            "action_id": "stop",
            "value": "7",
            "text": {"type": "plain_text", "text": "Stop"},
            "confirm": {
                "title": {"type": "plain_text", "text": "Stop?"},
                "text": {"type": "plain_text", "text": "It is nearly done."},
                "confirm": {"type": "plain_text", "text": "Stop"},
                "deny": {"type": "plain_text", "text": "Wait"},
            },
        },
        {
            "type": "overflow",
            "action_id": "more",
            "options": [
                {"text": {"type": "plain_text", "text": name}, "value": name}
                for name in ("redo", "back")
            ],
        },
    ],
}


async def test_a_command_answers_in_its_ack_to_the_person_alone(
    slack: SlackEmulator, bot: AsyncApp
) -> None:
    @bot.command("/imagine")
    async def imagine(ack: Any, command: Any_) -> None:
        await ack(f"Drawing {command['text']} in {command['channel_name']}")

    reply = await slack.person("ann").runs("/imagine", "a fox", channel="#general")
    assert (reply.acked, reply.error) == (True, "")
    [told] = slack.ephemerals("ann")
    assert told.text == "Drawing a fox in general"
    assert slack.messages("#general") == slack.ephemerals("ben") == []


async def test_a_command_in_a_thread_never_reaches_the_bot(
    slack: SlackEmulator, bot: AsyncApp
) -> None:
    ann = slack.person("ann")
    root = await ann.says("#design", "hi")
    reply = await ann.runs("/imagine", "a fox", channel="#design", thread=root)
    assert reply.error == "/imagine is not supported in threads. Sorry!"


async def test_a_response_url_works_five_times_also_where_the_bot_is_not(
    slack: SlackEmulator, bot: AsyncApp
) -> None:
    statuses: list[int] = []

    @bot.command("/imagine")
    async def imagine(ack: Any, respond: Any) -> None:
        for number in range(6):
            answer = await respond(str(number), response_type="in_channel")
            statuses.append(answer.status_code)
        await ack()

    await slack.person("ann").runs("/imagine", channel="#quiet")
    assert statuses == [200] * 5 + [404]
    assert [one.text for one in slack.messages("#quiet")] == ["0", "1", "2", "3", "4"]


async def test_a_button_tells_its_value_and_its_message_can_be_replaced(
    slack: SlackEmulator, bot: AsyncApp, client: AsyncWebClient
) -> None:
    @bot.action("stop")
    async def stop(ack: Any, body: Any_, respond: Any) -> None:
        value, place = body["actions"][0]["value"], body["container"]
        await respond(f"{value} {place['message_ts']}", replace_original=True)
        await ack()

    await client.chat_postMessage(channel="#general", text="a", blocks=[BUTTONS])
    [message] = slack.messages("#general")
    assert (await slack.person("ann").clicks(message, "stop", confirm=False)).acked is (
        False
    )
    await slack.person("ann").clicks(message, "stop")
    assert (message.text, message.blocks) == (f"7 {message.ts}", [])


async def test_a_choice_of_an_overflow_menu_is_one_that_it_offers(
    slack: SlackEmulator, bot: AsyncApp, client: AsyncWebClient
) -> None:
    chosen: list[str] = []

    @bot.action("more")
    async def more(ack: Any, action: Any_) -> None:
        chosen.append(action["selected_option"]["value"])
        await ack()

    await client.chat_postMessage(channel="#general", text="a", blocks=[BUTTONS])
    [message] = slack.messages("#general")
    await slack.person("ann").clicks(message, "more", "back")
    with pytest.raises(LookupError, match="sideways"):
        await slack.person("ann").clicks(message, "more", "sideways")
    assert chosen == ["back"]


async def test_a_bot_that_does_not_acknowledge_is_reported_to_the_person(
    slack: SlackEmulator, bot: AsyncApp
) -> None:
    slack.settings.redeliver_after = slack.settings.http_timeout = 0.2

    @bot.command("/imagine")
    async def imagine(ack: Any) -> None:
        slack.world.changes.tell("heard")

    reply = await slack.person("ann").runs("/imagine", channel="#general")
    assert not reply.acked
    assert reply.error == '/imagine failed with the error "operation_timeout"'


async def test_a_signature_is_made_as_slack_makes_it(slack: SlackEmulator) -> None:
    headers = sign(App(slack.world.app.manifest), b"body")
    assert headers["X-Slack-Signature"].startswith("v0=")
    assert len(headers["X-Slack-Signature"]) == 67
