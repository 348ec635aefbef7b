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

STRIPE: dict[str, Any] = {
    "type": "mcp",
    "server_label": "stripe",
    "server_url": "https://mcp.stripe.example",
    "allowed_tools": ["list_payments", "refund"],
    "require_approval": "always",
    "authorization": "rk_emulated",
}

SET: dict[str, Any] = {
    "type": "function",
    "name": "draw_set",
    "description": "Draws several pictures side by side.",
    "strict": True,
    "parameters": {
        "type": "object",
        "additionalProperties": False,
        "required": ["pictures"],
        "properties": {
            "pictures": {
                "type": "array",
                "minItems": 2,
                "maxItems": 10,
                "items": {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["title", "prompt", "uses"],
                    "properties": {
                        "title": {"type": "string"},
                        "prompt": {"type": "string"},
                        "uses": {"type": "array", "items": {"type": "string"}},
                    },
                },
            }
        },
    },
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
