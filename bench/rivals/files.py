"""The rival *files*: four pictures side by side, and one message when all are there."""

import asyncio
import base64
import logging
import os
from typing import Any

from openai import AsyncOpenAI
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

MANY = 4
client = AsyncWebClient(
    os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["SLACK_API_URL"]
)
app = AsyncApp(client=client)
openai = AsyncOpenAI()


@app.event("app_mention")
async def mentioned(event: dict[str, Any]) -> None:
    """Draw, upload, and show all of them at once."""
    channel, thread = event["channel"], event.get("thread_ts") or event["ts"]
    posted = await client.chat_postMessage(
        channel=channel, thread_ts=thread, text="Drawing…"
    )
    files = await asyncio.gather(*(drawn(event["text"]) for _ in range(MANY)))
    image = {"type": "image", "alt_text": "a picture"}
    await client.chat_update(
        channel=channel,
        ts=str(posted["ts"]),
        text="Four pictures",
        blocks=[{**image, "slack_file": {"id": file}} for file in files],
    )


async def drawn(words: str) -> str:
    """One picture, as a file in Slack."""
    stream: Any = await openai.images.generate(
        prompt=words, model="gpt-image-2.6-flare", stream=True, output_format="jpeg"
    )
    async for part in stream:
        if part.type == "image_generation.completed":
            data = base64.b64decode(part.b64_json)
            uploaded = await client.files_upload_v2(file=data, filename="picture.jpeg")
            return str(uploaded["file"]["id"])
    raise RuntimeError("no picture came")


async def main() -> None:
    """Run until ended."""
    handler = AsyncSocketModeHandler(app, os.environ["SLACK_APP_TOKEN"])
    await handler.start_async()  # type: ignore[no-untyped-call] # the SDK has no types here


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    asyncio.run(main())
