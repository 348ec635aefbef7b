"""Forms that come in pieces of unlucky lengths, as large pictures do."""

import asyncio
from collections.abc import AsyncIterator

from aiohttp import ClientSession, FormData

from playground.openai import OpenAIEmulator

NOISE = bytes(range(256)) * 4096
PIECE = 8192 + 24
"""A reader that takes 8192 bytes at a time is left with less than a boundary of it."""


async def in_pieces(body: bytes) -> AsyncIterator[bytes]:
    """The body, each piece read by the other side before the next one is sent."""
    for start in range(0, len(body), PIECE):
        yield body[start : start + PIECE]
        for _ in range(10):
            await asyncio.sleep(0)


async def test_a_file_in_pieces_of_unlucky_lengths_comes_whole() -> None:
    form = FormData()
    form.add_field("purpose", "vision")
    form.add_field("file", NOISE, filename="noise.bin")
    payload = form()
    async with OpenAIEmulator() as model, ClientSession() as client:
        headers = {"Authorization": f"Bearer {model.api_key}", **payload.headers}
        async with client.post(
            f"{model.base_url}/files",
            data=in_pieces(await payload.as_bytes()),
            headers=headers,
        ) as answer:
            stored = await answer.json()
            assert answer.status == 200, stored
        [kept] = model.service.files.all()
    assert kept.data == NOISE
