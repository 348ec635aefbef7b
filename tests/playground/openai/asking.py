"""How the tests here ask: the request that a picture bot sends, and its stream."""

from typing import Any

from openai import AsyncOpenAI

IMAGE = {
    "type": "image_generation",
    "model": "gpt-image-2.6-sunburst",
    "partial_images": 3,
    "size": "1024x1024",
    "quality": "low",
}


def asking(words: Any = "a lighthouse at night", **more: Any) -> dict[str, Any]:
    """The arguments of `responses.create` for an ask."""
    return {
        "model": "gpt-6.1-sol",
        "input": words,
        "tools": [{"type": "web_search"}, IMAGE],
        "include": ["web_search_call.action.sources"],
        **more,
    }


async def stream_of(client: AsyncOpenAI, **asked: Any) -> list[Any]:
    """Every event of a streamed response, to its end."""
    async with await client.responses.create(stream=True, **asked) as stream:
        return [event async for event in stream]


def types_of(events: list[Any]) -> list[str]:
    return [event.type for event in events]
