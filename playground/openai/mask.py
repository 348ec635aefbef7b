"""The rules of a mask: it fits the picture that it is laid on."""

from collections.abc import Mapping
from typing import Any

from playground.openai.errors import refused
from playground.openai.files import Files
from playground.openai.sight import look, picture


def check_canvas(
    tool: Mapping[str, Any], canvas: bytes | None, files: Files, where: str
) -> None:
    """An edit has a picture; a mask has its size and format, and alpha."""
    if tool.get("action") == "edit" and canvas is None:
        told = "The action 'edit' needs an image in the context; there is none."
        raise refused(told, f"{where}.action", "invalid_value")
    mask = tool.get("input_image_mask")
    if mask is None:
        return
    path = f"{where}.input_image_mask"
    seen = look(picture(mask, files, path), path)
    if canvas is None:
        raise refused("A mask needs an image in the context.", path, "invalid_value")
    under = look(canvas, path)
    if (seen.format, seen.size) != (under.format, under.size):
        told = "The mask must have the same format and size as the image."
        raise refused(told, path, "invalid_mask_image_format")
    if not seen.alpha:
        told = "The mask must have an alpha channel."
        raise refused(told, path, "invalid_mask_image_format")
