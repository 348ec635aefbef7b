"""Buttons, commands, modals, shortcuts, home: with a Bolt bot, on both transports."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
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
MODAL: Any_ = {
    "type": "modal",
    "callback_id": "edit",
    "title": {"type": "plain_text", "text": "Edit"},
    "submit": {"type": "plain_text", "text": "Go"},
    "notify_on_close": True,
    "blocks": [
        {
            "type": "input",
            "block_id": "what",
            "label": {"type": "plain_text", "text": "What"},
            "element": {"type": "plain_text_input", "action_id": "words"},
        }
    ],
}


@pytest.fixture(params=["socket", "http"])
async def bot(
    request: pytest.FixtureRequest, slack: SlackEmulator, client: AsyncWebClient
) -> AsyncIterator[AsyncApp]:
    """The same bot, connected by a socket or reached by requests."""
    app = AsyncApp(client=client, signing_secret=slack.signing_secret)
    if request.param == "http":
        runner = web.AppRunner(app.server(port=0).web_app, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        slack.deliver_to(f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events")
        yield app
        await runner.cleanup()
        return
    socket = AsyncSocketModeHandler(app, slack.app_token).client
    await socket.connect()  # type: ignore[no-untyped-call] # slack_sdk's
    await slack.until(lambda: slack.sockets)
    yield app
    await socket.close()  # type: ignore[no-untyped-call] # slack_sdk's


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


async def test_a_modal_opens_refuses_and_closes(
    slack: SlackEmulator, bot: AsyncApp
) -> None:
    @bot.shortcut("edit_picture")
    async def edit(ack: Any, client: AsyncWebClient, body: Any_) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=MODAL)
        await ack()

    @bot.view("edit")
    async def submitted(ack: Any, view: Any_) -> None:
        if view["state"]["values"]["what"]["words"]["value"] == "no":
            await ack(response_action="errors", errors={"what": "Not that."})
        else:
            await ack()

    ann = slack.person("ann")
    message = await ann.says("#general", "a fox")
    await ann.shortcut("edit_picture", message)
    modal = slack.modal_of("ann")
    assert modal
    assert await ann.submits(modal, {}) == {
        "what": "Please complete this required field."
    }
    assert await ann.submits(modal, {"what": {"words": "no"}}) == {"what": "Not that."}
    assert slack.modal_of("ann") is modal
    assert await ann.submits(modal, {"what": {"words": "night"}}) == {}
    assert slack.modal_of("ann") is None


async def test_a_closed_modal_is_told_where_that_was_asked(
    slack: SlackEmulator, bot: AsyncApp
) -> None:
    closed: list[bool] = []

    @bot.shortcut("new_picture")
    async def new(ack: Any, client: AsyncWebClient, body: Any_) -> None:
        opened = await client.views_open(trigger_id=body["trigger_id"], view=MODAL)
        changed = {**MODAL, "title": {"type": "plain_text", "text": "Anew"}}
        await client.views_update(view_id=opened["view"]["id"], view=changed)
        await ack()

    @bot.view_closed("edit")
    async def gone(ack: Any, body: Any_) -> None:
        closed.append(body["is_cleared"])
        await ack()

    await slack.person("ann").shortcut("new_picture")
    modal = slack.modal_of("ann")
    assert modal
    assert modal.body["title"]["text"] == "Anew"
    await slack.person("ann").closes(modal)
    assert closed == [False]


async def test_a_home_tab_is_published_when_it_is_opened(
    slack: SlackEmulator, bot: AsyncApp
) -> None:
    @bot.event("app_home_opened")
    async def opened(client: AsyncWebClient, event: Any_) -> None:
        section = {"type": "section", "text": {"type": "plain_text", "text": "Hi"}}
        view = {"type": "home", "blocks": [section]}
        await client.views_publish(user_id=event["user"], view=view)

    await slack.person("ann").opens_home()
    await slack.until(lambda: slack.home_of("ann"))
    home = slack.home_of("ann")
    assert home
    assert home.blocks[0]["text"]["text"] == "Hi"
    assert slack.home_of("ben") is None


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


async def test_a_trigger_is_used_once_and_not_late(
    slack: SlackEmulator, bot: AsyncApp
) -> None:
    errors: list[str] = []

    @bot.command("/imagine")
    async def imagine(ack: Any, client: AsyncWebClient, body: Any_) -> None:
        if slack.settings.trigger_seconds:
            await client.views_open(trigger_id=body["trigger_id"], view=MODAL)
        try:
            await client.views_open(trigger_id=body["trigger_id"], view=MODAL)
        except SlackApiError as error:
            errors.append(error.response["error"])
        await ack()

    await slack.person("ann").runs("/imagine")
    slack.settings.trigger_seconds = 0
    await slack.person("ann").runs("/imagine")
    assert errors == ["exchanged_trigger_id", "expired_trigger_id"]


async def test_a_signature_is_made_as_slack_makes_it(slack: SlackEmulator) -> None:
    headers = sign(App(slack.world.app.manifest), b"body")
    assert headers["X-Slack-Signature"].startswith("v0=")
    assert len(headers["X-Slack-Signature"]) == 67
