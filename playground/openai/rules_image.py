"""Refuses image tools whose values are well formed, but not allowed."""

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any

from playground.openai.errors import ApiError, refused
from playground.openai.models import (
    draws_with,
    image_family,
    is_image_model,
    switched_off,
)
from playground.openai.tools import image_tool

_SIZE = re.compile(r"(\d{1,5})x(\d{1,5})")
_OLD_SIZES = ("1024x1024", "1024x1536", "1536x1024")
VERIFY = (
    "Your organization must be verified to use the model `{}`. Please go to: "
    "https://platform.openai.com/settings/organization/general and click on "
    "Verify Organization."
)


def check_models(request: Mapping[str, Any], models: set[str], today: date) -> None:
    """Check that the image model exists, is not switched off, and works with the main
    model."""
    main, drawer = request["model"], image_tool(request)["model"]
    if drawer not in models or not is_image_model(drawer):
        raise refused(
            f"The requested model '{drawer}' does not exist.",
            "tools",
            "model_not_found",
        )
    if day := switched_off(drawer, today):
        raise refused(
            f"The model '{drawer}' was shut down on {day}.", "tools", "model_not_found"
        )
    match draws_with(main, drawer):
        case None:
            told = f"Hosted tool 'image_generation' is not supported with {main}."
            raise refused(told, "tools")
        case False:
            told = "There was an issue with your request. Please check your inputs."
            raise refused(f"{told[:-1]} and try again.")


def check_streamed(request: Mapping[str, Any]) -> None:
    """A stream wants previews; formats that have none are let through."""
    tool = image_tool(request)
    if tool["partial_images"] == 0 and tool["output_format"] not in ("gif", "svg"):
        told = "Streaming must have non-zero partial images."
        raise refused(told, "tools", "invalid_value")


def check_verified(request: Mapping[str, Any], verified: bool) -> None:
    if not verified:
        raise ApiError(403, VERIFY.format(image_tool(request)["model"]))


def check_tool(
    tool: Mapping[str, Any], where: str, granted: Collection[str] = ()
) -> None:
    """Every rule of the tool itself; `granted` are the previews one has access to."""
    full = image_tool({"tools": [tool]})
    for rule in _RULES:
        rule(tool, full, where)
    made = full["output_format"]
    if made in ("gif", "svg") and made not in granted:
        told = f"Your organization has no access to output_format '{made}'."
        raise refused(told, f"{where}output_format", "unsupported_value")


Rule = Callable[[Mapping[str, Any], Mapping[str, Any], str], None]


def _ranges(tool: Mapping[str, Any], _: Mapping[str, Any], where: str) -> None:
    within(tool.get("partial_images"), (0, 3), f"{where}partial_images")
    within(tool.get("output_compression"), (0, 100), f"{where}output_compression")
    within(tool.get("frame_count"), (2, 16), f"{where}frame_count")


def _size(tool: Mapping[str, Any], full: Mapping[str, Any], where: str) -> None:
    size, path = tool.get("size", "auto"), f"{where}size"
    if size == "auto" or size in _OLD_SIZES:
        return
    found = _SIZE.fullmatch(size)
    if image_family(full["model"]) < 2 or not found:
        words = "'1024x1024', '1024x1536', '1536x1024', and 'auto'"
        told = f"Invalid value: '{size}'. Supported values are: {words}."
        raise refused(told, path, "invalid_value")
    wrong = size_fault(int(found[1]), int(found[2]))
    if wrong:
        raise refused(f"Invalid size '{size}'. {wrong}", path, "invalid_value")


def size_fault(width: int, height: int) -> str | None:
    """What is wrong with a size, in a sentence; None when nothing is."""
    short, long = sorted((width, height))
    if width % 16 or height % 16:
        return "Width and height must both be divisible by 16."
    if long > 3 * short:
        return "The aspect ratio must be between 1:3 and 3:1."
    if long > 3840:
        return "The longest edge must not exceed 3840 pixels."
    if not 655_360 <= width * height <= 8_294_400:
        return "The total must be between 655360 and 8294400 pixels."
    return None


def _quality(_: Mapping[str, Any], full: Mapping[str, Any], where: str) -> None:
    if full["quality"] in ("xhigh", "max") and image_family(full["model"]) < 2.5:
        words = "'low', 'medium', 'high', and 'auto'"
        told = f"Invalid value: '{full['quality']}'. Supported values are: {words}."
        raise refused(told, f"{where}quality", "invalid_value")


def _format(tool: Mapping[str, Any], full: Mapping[str, Any], where: str) -> None:
    made = full["output_format"]
    if made in ("gif", "svg") and full["partial_images"]:
        told = f"partial_images is not supported with output_format '{made}'."
        raise refused(told, f"{where}partial_images", "invalid_value")
    if full["background"] == "transparent" and made not in ("png", "webp"):
        told = f"Transparent background is not supported for {made} output format."
        raise refused(told, f"{where}background", "invalid_value")
    if tool.get("output_compression", 100) < 100 and made not in ("jpeg", "webp"):
        told = f"Compression less than 100 is not supported for {made} output format."
        raise refused(told, f"{where}output_compression", "invalid_value")


def _special(tool: Mapping[str, Any], full: Mapping[str, Any], where: str) -> None:
    made = full["output_format"]
    for name, wants in (("frame_count", "gif"), ("frame_duration_ms", "gif"),
                        ("svg", "svg")):  # fmt: skip
        if name in tool and made != wants:
            told = f"'{name}' is only supported with output_format '{wants}'."
            raise refused(told, f"{where}{name}", "invalid_value")
    if made == "gif" and "input_image_mask" in tool:
        told = "input_image_mask is not supported with output_format 'gif'."
        raise refused(told, f"{where}input_image_mask", "invalid_value")


def _fidelity(tool: Mapping[str, Any], full: Mapping[str, Any], where: str) -> None:
    wanted, model = tool.get("input_fidelity"), full["model"]
    if wanted is None:
        return
    if image_family(model) >= 2 or (model == "gpt-image-1-mini" and wanted == "high"):
        told = f"The model '{model}' does not support the 'input_fidelity' parameter."
        raise refused(told, f"{where}input_fidelity", "invalid_input_fidelity_model")


def within(value: int | None, limits: tuple[int, int], path: str) -> None:
    """Refuse a number outside of its limits, in the API's words."""
    low, high = limits
    if value is None or low <= value <= high:
        return
    side, sign, edge = ("below", ">=", low) if value < low else ("above", "<=", high)
    which = "minimum" if value < low else "maximum"
    raise refused(
        f"Invalid '{path}': integer {side} {which} value. "
        f"Expected a value {sign} {edge}, but got {value} instead.",
        path,
        f"integer_{side}_{which[:3]}_value",
    )


_RULES: tuple[Rule, ...] = (_ranges, _size, _quality, _format, _special, _fidelity)
