"""The rival *usual*, like a tutorial of Bolt: every preview as it came, one step after
the other."""

import asyncio
import base64
import logging
import os
from typing import Any

from openai import AsyncOpenAI
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

TOOL = {"type": "image_generation", "partial_images": 3}
client = AsyncWebClient(
    os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["SLACK_API_URL"]
)
app = AsyncApp(client=client)
openai = AsyncOpenAI()
threads: dict[str, str] = {}


@app.event("app_mention")
async def mentioned(event: dict[str, Any]) -> None:
    """Begin a thread."""
    await answer(event)


@app.event("message")
async def said(event: dict[str, Any]) -> None:
    """Go on in a thread."""
    if event.get("thread_ts") in threads:
        await answer(event)


async def answer(event: dict[str, Any]) -> None:
    """One message, edited while the answer comes."""
    shape = event["text"].rpartition(" ")[2]  # "… --format png"
    channel, thread = event["channel"], event.get("thread_ts") or event["ts"]
    posted = await client.chat_postMessage(
        channel=channel, thread_ts=thread, text="Drawing…"
    )
    stream: Any = await openai.responses.create(
        model="gpt-6.1-sol",
        input=event["text"],
        previous_response_id=threads.get(thread),
        stream=True,
        tools=[{**TOOL, "output_format": shape}],  # type: ignore[list-item] # a plain dict, as in every tutorial
    )
    async for part in stream:
        if part.type == "response.image_generation_call.partial_image":
            await show(channel, posted["ts"], part.partial_image_b64, shape)
        elif part.type == "response.output_item.done" and part.item.type == (
            "image_generation_call"
        ):
            await show(channel, posted["ts"], part.item.result, shape)
        elif part.type == "response.completed":
            threads[thread] = part.response.id


async def show(channel: str, ts: Any, picture: str, shape: str) -> None:
    """Upload the picture, and edit the message to show it."""
    uploaded = await client.files_upload_v2(
        file=base64.b64decode(picture), filename=f"picture.{shape}"
    )
    image = {"type": "image", "alt_text": "a picture"}
    await client.chat_update(
        channel=channel,
        ts=str(ts),
        text="A picture",
        blocks=[{**image, "slack_file": {"id": uploaded["file"]["id"]}}],
    )


async def main() -> None:
    """Run until ended."""
    handler = AsyncSocketModeHandler(app, os.environ["SLACK_APP_TOKEN"])
    await handler.start_async()  # type: ignore[no-untyped-call] # the SDK has no types here


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    asyncio.run(main())
