"""The models: what they can do, and on which day each is switched off."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, get_args

from openai.types.responses.tool import ImageGeneration
from openai.types.shared.chat_model import ChatModel

SHUTDOWN = {
    "gpt-image-1": date(2026, 10, 23),
    "gpt-image-1.5": date(2026, 12, 1),
    "gpt-image-1-mini": date(2026, 12, 1),
    "chatgpt-image-latest": date(2026, 12, 1),
    "gpt-5": date(2026, 12, 11),
    "o3": date(2026, 12, 11),
    "gpt-4o": date(2027, 1, 14),
    "gpt-4.1": date(2027, 1, 14),
}
_FAMILY = re.compile(r"gpt-(\d+)(o?)")
_IMAGE_FAMILY = re.compile(r"gpt-image-(\d+(?:\.\d+)?)")
_SINCE = int(datetime(2026, 1, 1, tzinfo=UTC).timestamp())


def all_models() -> set[str]:
    """Every id that the SDK names, and the moderation model."""
    return {*get_args(ChatModel), *_image_models(), "omni-moderation-latest"}


def is_image_model(name: str) -> bool:
    return name.startswith(("gpt-image-", "chatgpt-image-"))


def image_family(name: str) -> float:
    """2.6 of gpt-image-2.6-sunburst; the unnumbered model counts as 1.5."""
    found = _IMAGE_FAMILY.match(name)
    return float(found[1]) if found else 1.5


def reasons(name: str) -> bool:
    """Whether a model thinks before it speaks."""
    found = _FAMILY.match(name)
    return bool(re.match(r"o\d", name)) or bool(found and int(found[1]) >= 5)


def draws_with(name: str, image_model: str) -> bool | None:
    """Whether a model can call this image model; None when it cannot draw at all."""
    if reasons(name) and not re.match(r"o\d", name):
        return True
    if re.match(r"gpt-4o|gpt-4\.1|o3", name):
        return image_family(image_model) < 2
    return None


def switched_off(name: str, today: date) -> date | None:
    """The day on which a model was switched off, when that day has come."""
    day = SHUTDOWN.get(name)
    return day if day is not None and day <= today else None


def model_object(name: str) -> dict[str, Any]:
    """A model as `GET /v1/models/{id}` shows it."""
    day = SHUTDOWN.get(name)
    return {
        "id": name,
        "object": "model",
        "created": _SINCE,
        "owned_by": "system",
        "shutdown_date": day and day.isoformat(),
    }


def _image_models() -> list[str]:
    field: Mapping[str, Any] = ImageGeneration.model_fields
    return [word for option in _members(field["model"].annotation) for word in option]


def _members(hint: Any) -> list[tuple[str, ...]]:
    """The literals in a union that may be nested."""
    parts = get_args(hint)
    if parts and all(isinstance(part, str) for part in parts):
        return [parts]
    return [words for part in parts for words in _members(part)]
