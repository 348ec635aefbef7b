"""The hosted tools of a request, with the defaults that the API echoes."""

from collections.abc import Mapping
from typing import Any

from playground.openai.servers import echoed_server

DEFAULT_IMAGE_MODEL = "gpt-image-2.6-sunburst"
_PLACE = {"city": None, "country": "US", "region": None, "timezone": None}
_WEB = {"filters": None, "search_context_size": "medium"}
_IMAGE = {
    "background": "auto",
    "model": DEFAULT_IMAGE_MODEL,
    "moderation": "auto",
    "n": 1,
    "output_compression": 100,
    "output_format": "png",
    "partial_images": 0,
    "quality": "auto",
    "size": "auto",
}


def tool_of(request: Mapping[str, Any], *types: str) -> Mapping[str, Any] | None:
    """The first tool of one of these types, as it was sent."""
    tools = request.get("tools") or ()
    return next((tool for tool in tools if tool.get("type") in types), None)


def image_tool(request: Mapping[str, Any]) -> dict[str, Any]:
    """The image tool with every default filled in."""
    return {**_IMAGE, **(tool_of(request, "image_generation") or {})}


def draws(request: Mapping[str, Any]) -> bool:
    """Whether the request lets the model draw."""
    return tool_of(request, "image_generation") is not None


def web_tool(request: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The search tool, by any of its names."""
    return tool_of(request, "web_search", "web_search_2025_08_26", "web_search_preview")


def echoed(tool: Mapping[str, Any]) -> dict[str, Any]:
    """A tool as the response object repeats it; secrets are never repeated."""
    kind = tool["type"]
    if kind == "image_generation":
        return {**_IMAGE, **{k: v for k, v in tool.items() if k != "input_image_mask"}}
    if kind == "function":
        return {"description": None, "parameters": None, "strict": True, **tool}
    if kind.startswith("web_search"):
        place = {**_PLACE, **(tool.get("user_location") or {}), "type": "approximate"}
        if tool.get("user_location"):
            place["country"] = tool["user_location"].get("country")
        return {**_WEB, **tool, "user_location": place}
    if kind == "mcp":
        return echoed_server(tool)
    return dict(tool)
