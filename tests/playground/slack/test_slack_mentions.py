"""The thin thread: a person mentions the bot, and it answers in one message."""

from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from playground.slack import SlackEmulator


async def test_a_mention_is_answered_by_one_message_that_changes_in_place(
    slack: SlackEmulator, bolt: AsyncApp, client: AsyncWebClient
) -> None:
    @bolt.event("app_mention")
    async def on_mention(event: dict[str, Any]) -> None:
        posted = await client.chat_postMessage(
            channel=event["channel"], thread_ts=event["ts"], text="working"
        )
        ts = posted["ts"]
        await client.chat_update(channel=event["channel"], ts=ts, text="a fox")

    @bolt.event("message")
    async def on_message() -> None:
        pass

    asked = await slack.person("ann").says("#general", "@Darkroom a fox")
    await slack.until(lambda: slack.messages("#general", asked)[-1].text == "a fox")
    [_, answer] = slack.messages("#general", asked)
    assert [version.text for version in answer.versions] == ["working", "a fox"]
