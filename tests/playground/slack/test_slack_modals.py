"""Modals and home tabs: with a Bolt bot, on both transports."""

from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from playground.slack import SlackEmulator

Any_ = dict[str, Any]
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
