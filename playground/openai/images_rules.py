"""Refuses what the Images API refuses, in the words of the SDK's types if they have
any."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, Literal

from openai.types import image_edit_params as edits
from openai.types import image_generate_params as generates

from playground.openai.errors import ApiError, refused
from playground.openai.models import image_family, is_image_model, switched_off
from playground.openai.rules_image import VERIFY, check_tool, within
from playground.openai.shape import check_fields
from playground.openai.tools import DEFAULT_IMAGE_MODEL

Way = Literal["generation", "edit"]
_LONGEST = {"prompt": 32_000, "safety_identifier": 128, "user": 512}
_OF_THE_PAST = frozenset({"response_format", "style"})
_OLD_WORDS = ("standard", "hd")
_SHARED = frozenset(
    {
        "background", "frame_count", "frame_duration_ms", "input_fidelity", "model",
        "output_compression", "output_format", "partial_images", "quality", "size",
        "svg",
    }
)  # fmt: skip


def check_images(
    way: Way, asked: Mapping[str, Any], granted: Collection[str] = ()
) -> None:
    """Everything that needs nothing but the fields themselves."""
    _check_shape(way, asked)
    _check_lengths(asked)
    within(asked.get("n"), (1, 10), "n")
    within(asked.get("partial_images"), (0, 3), "partial_images")
    _check_streamed(asked)
    shared = {k: v for k, v in asked.items() if k in _SHARED and v is not None}
    check_tool({"type": "image_generation", **shared}, "", granted)
    _check_of_its_own(asked)


def _check_shape(way: Way, asked: Mapping[str, Any]) -> None:
    """Known fields of the right kinds; those of retired models are unknown."""
    for name in _OF_THE_PAST & set(asked):
        raise refused(f"Unknown parameter: '{name}'.", name, "unknown_parameter")
    typed: Any = generates.ImageGenerateParamsBase
    if way == "edit":
        typed = edits.ImageEditParamsBase
    check_fields({"model": DEFAULT_IMAGE_MODEL, **asked}, typed)
    if asked.get("quality") in _OLD_WORDS:
        words = "'low', 'medium', 'high', 'xhigh', 'max', and 'auto'"
        told = f"Invalid value: '{asked['quality']}'. Supported values are: {words}."
        raise refused(told, "quality", "invalid_value")
    if asked.get("prompt") is None:
        told = "Missing required parameter: 'prompt'."
        raise refused(told, "prompt", "missing_required_parameter")


def _check_lengths(asked: Mapping[str, Any]) -> None:
    if not asked["prompt"].strip():
        told = (
            "Invalid 'prompt': empty string. Expected a string with minimum length 1."
        )
        raise refused(told, "prompt", "empty_string")
    for name, most in _LONGEST.items():
        got = len(asked.get(name) or "")
        if got > most:
            raise refused(
                f"Invalid '{name}': string too long. Expected a string with maximum "
                f"length {most}, but got a string with length {got} instead.",
                name,
                "string_above_max_length",
            )


def _check_streamed(asked: Mapping[str, Any]) -> None:
    made = asked.get("output_format") or "png"
    if asked.get("stream") and made in ("gif", "svg"):
        told = f"Streaming is not supported with output_format '{made}'."
        raise refused(told, "stream", "invalid_value")
    if made == "svg" and (asked.get("n") or 1) > 1:
        told = "Only n=1 is supported with output_format 'svg'."
        raise refused(told, "n", "invalid_value")


def _check_of_its_own(asked: Mapping[str, Any]) -> None:
    """Check rules that the image tool of Responses does not have, or has in another
    form."""
    model = asked.get("model") or DEFAULT_IMAGE_MODEL
    if asked.get("complexity") and image_family(model) < 2.6:
        told = f"The model '{model}' does not support the 'complexity' parameter."
        raise refused(told, "complexity", "invalid_value")


def check_available(
    asked: Mapping[str, Any], models: set[str], today: date, verified: bool
) -> None:
    """Check that the model exists, is not switched off, and may be used."""
    name = asked.get("model") or DEFAULT_IMAGE_MODEL
    off = switched_off(name, today)
    if name not in models or not is_image_model(name) or off:
        told = f"The model '{name}' does not exist."
        if off:
            told = f"The model '{name}' was shut down on {off}."
        raise ApiError(404, told, code="model_not_found", param="model")
    if not verified:
        raise ApiError(403, VERIFY.format(name))
