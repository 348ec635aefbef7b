"""How the tests here ask: the request that a picture bot sends, and its stream."""

from dataclasses import dataclass
from typing import Any

from openai import AsyncOpenAI

from tests.mcp_servers import TOKEN, Shop

IMAGE = {
    "type": "image_generation",
    "model": "gpt-image-2.6-sunburst",
    "partial_images": 3,
    "size": "1024x1024",
    "quality": "low",
}


def stripe(there: Shop, **more: Any) -> dict[str, Any]:
    """A server's entry among the tools."""
    return {
        "type": "mcp",
        "server_label": "stripe",
        "server_url": there.url,
        "allowed_tools": ["list_payments", "refund"],
        "require_approval": "always",
        "authorization": TOKEN,
        **more,
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


@dataclass
class Asking:
    """Somebody who asks the emulated model, with a server among the tools."""

    client: AsyncOpenAI
    there: Shop

    def request(
        self, words: Any = "ask stripe what came in", **more: Any
    ) -> dict[str, Any]:
        return asking(words, **{"tools": [IMAGE, stripe(self.there)], **more})

    async def says(self, words: str, **more: Any) -> Any:
        return await self.client.responses.create(**self.request(words, **more))

    async def asked(self, **more: Any) -> tuple[Any, list[Any]]:
        """A response that ends with questions, and these."""
        made = await self.client.responses.create(**self.request(**more))
        return made, of(made, "mcp_approval_request")

    async def goes_on(self, first: Any, *given: Any, **more: Any) -> Any:
        """The response to decisions about another one."""
        more = {"previous_response_id": first.id, **more}
        return await self.client.responses.create(**self.request(list(given), **more))


def decided(question: Any, *, approve: bool = True) -> dict[str, Any]:
    kind = "mcp_approval_response"
    return {"type": kind, "approval_request_id": question.id, "approve": approve}


def of(response: Any, kind: str) -> list[Any]:
    return [item for item in response.output if item.type == kind]
