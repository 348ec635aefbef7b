"""The least that any program must do: a relay without a client library or a state.

It reads the stream byte by byte, uploads the pictures as they come, and edits the
message. What it leaves out (errors, retries, order, words, replies) is what others are
compared with.
"""

import asyncio
import json
import os
from collections.abc import AsyncIterator
from typing import Any

import pybase64
from aiohttp import ClientSession, ClientTimeout, TCPConnector

SLACK, MODEL = os.environ["SLACK_API_URL"], os.environ["OPENAI_BASE_URL"]
TOOL = {"type": "image_generation", "partial_images": 3}
MARKS = (b'"partial_image_b64":"', b'"result":"')
Json = dict[str, Any]


async def main() -> None:
    """Connect, and answer every mention."""
    token = {"Authorization": f"Bearer {os.environ['SLACK_BOT_TOKEN']}"}
    tasks: set[asyncio.Task[None]] = set()
    async with ClientSession(
        headers=token,
        timeout=ClientTimeout(total=None),
        read_bufsize=2**20,
        connector=TCPConnector(limit=0),  # a stream a turn, however many
    ) as http:
        opened = await _call(http, "apps.connections.open", {})
        async with http.ws_connect(opened["url"]) as socket:
            async for message in socket:
                envelope = json.loads(message.data)
                if "envelope_id" not in envelope:
                    continue
                ack = {"envelope_id": envelope["envelope_id"]}
                await socket.send_str(json.dumps(ack))
                event = envelope["payload"]["event"]
                if event["type"] == "app_mention":
                    task = asyncio.create_task(_answer(http, event))
                    tasks.add(task)
                    task.add_done_callback(tasks.discard)


async def _answer(http: ClientSession, event: Json) -> None:
    channel = event["channel"]
    place = {"channel": channel, "thread_ts": event["ts"], "text": "…"}
    posted = await _call(http, "chat.postMessage", place)
    shape = event["text"].rpartition(" ")[2]  # "… --format png"
    tool = {**TOOL, "output_format": shape}
    body = {"model": "m", "input": event["text"], "stream": True, "tools": [tool]}
    async with http.post(f"{MODEL}/responses", json=body) as stream:
        async for data in _pictures(stream.content.iter_any()):
            file = await _upload(http, data, shape)
            shown = {"type": "image", "alt_text": "a picture"}
            blocks = [{**shown, "slack_file": {"id": file}}]
            edit = {"channel": channel, "ts": posted["ts"], "blocks": blocks}
            await _call(http, "chat.update", edit)


async def _pictures(chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """The bytes of each picture, cut out of its event; the second copy is passed by."""
    kept, looked = bytearray(), 0
    async for chunk in chunks:
        kept += chunk
        while (end := kept.find(b"\n\n", max(0, looked - 1))) >= 0:
            looked = 0
            event = bytes(kept[:end])
            del kept[: end + 2]
            for mark in () if event.startswith(b"event: response.comp") else MARKS:
                start = event.find(mark)
                if start >= 0:
                    start += len(mark)
                    close = event.index(b'"', start)
                    yield pybase64.b64decode(event[start:close])
        looked = len(kept)


async def _upload(http: ClientSession, data: bytes, shape: str) -> str:
    ticket = {"filename": f"picture.{shape}", "length": str(len(data))}
    async with http.post(f"{SLACK}files.getUploadURLExternal", params=ticket) as sent:
        given: Json = await sent.json()
    async with http.post(given["upload_url"], data=data) as sent:
        await sent.read()
    file = str(given["file_id"])
    await _call(http, "files.completeUploadExternal", {"files": [{"id": file}]})
    return file


async def _call(http: ClientSession, method: str, body: Json) -> Json:
    async with http.post(SLACK + method, json=body) as response:
        answer: Json = await response.json()
        return answer


if __name__ == "__main__":
    asyncio.run(main())
