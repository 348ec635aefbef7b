"""Modals and home tabs: with a Bolt bot, on both transports."""

from dataclasses import replace
from typing import Any

import pytest
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from playground.slack import SlackEmulator
from tests.playground.slack.pictures import PNG

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


GIVEN = {
    **MODAL,
    "blocks": [
        {
            "type": "input",
            "block_id": "photo",
            "label": {"type": "plain_text", "text": "The photo"},
            "element": {
                "type": "file_input",
                "action_id": "file",
                "filetypes": ["png"],
                "max_files": 1,
            },
        },
        {
            "type": "input",
            "block_id": "looks",
            "label": {"type": "plain_text", "text": "Looks"},
            "element": {
                "type": "checkboxes",
                "action_id": "chosen",
                "options": [
                    {"text": {"type": "plain_text", "text": name}, "value": name}
                    for name in ("clay", "wool")
                ],
            },
        },
    ],
}


async def test_a_form_brings_files_that_the_app_may_read_and_boxes_that_are_ticked(
    slack: SlackEmulator, bot: AsyncApp
) -> None:
    values: list[Any_] = []

    @bot.command("/imagine")
    async def imagine(ack: Any, client: AsyncWebClient, body: Any_) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=GIVEN)
        await ack()

    @bot.view("edit")
    async def submitted(ack: Any, view: Any_, client: AsyncWebClient) -> None:
        values.append(view["state"]["values"])
        [file] = values[-1]["photo"]["file"]["files"]
        await client.files_info(file=file["id"])
        await ack()

    ann = slack.person("ann")
    await ann.runs("/imagine")
    form = slack.modal_of("ann")
    assert form
    wrong = await ann.submits(form, {"looks": {"chosen": ["wool"]}})
    assert set(wrong) == {"photo"}
    with pytest.raises(LookupError):
        await ann.submits(form, {"looks": {"chosen": ["glass"]}})
    assert not await ann.submits(form, {"photo": {"file": [("a.png", PNG)]}})
    [sent] = values
    assert sent["photo"]["file"]["files"][0]["mimetype"] == "image/png"
    assert [each["value"] for each in sent["looks"]["chosen"]["selected_options"]] == [
        "wool"
    ]


@pytest.mark.parametrize(
    "files",
    [
        [("a.png", PNG), ("b.png", PNG)],
        [("a.pdf", b"%PDF-")],
        [("a.png", bytes(10_000_001))],
    ],
)
async def test_slacks_client_sends_no_file_that_an_input_does_not_take(
    slack: SlackEmulator, bot: AsyncApp, files: list[tuple[str, bytes]]
) -> None:
    @bot.command("/imagine")
    async def imagine(ack: Any, client: AsyncWebClient, body: Any_) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=GIVEN)
        await ack()

    await slack.person("ann").runs("/imagine")
    form = slack.modal_of("ann")
    assert form
    with pytest.raises(ValueError, match=r"too many|endings|larger"):
        await slack.person("ann").submits(form, {"photo": {"file": files}})


async def test_only_an_app_that_may_read_files_can_ask_for_some(
    slack: SlackEmulator, bot: AsyncApp
) -> None:
    errors: list[str] = []

    @bot.command("/imagine")
    async def imagine(ack: Any, client: AsyncWebClient, body: Any_) -> None:
        try:
            await client.views_open(trigger_id=body["trigger_id"], view=GIVEN)
        except SlackApiError as error:
            errors.append(error.response["error"])
        await ack()

    app = slack.world.app
    fewer = replace(app.manifest, scopes=("chat:write", "commands"))
    slack.world.app = replace(app, manifest=fewer)
    await slack.person("ann").runs("/imagine")
    assert errors == ["missing_scope"]
