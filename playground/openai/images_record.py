"""The emulator's memory of one request to the Images API."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from playground.openai.errors import ApiError
from playground.openai.images_rules import Way
from playground.openai.record import Record, new_id


@dataclass(eq=False)
class ImageRecord(Record):
    """Pictures that were asked for directly: no item, no chain, nothing stored.

    Its id is the emulator's own; the API gives none.
    """

    id: str = field(default_factory=lambda: new_id("img"))
    way: Way = "generation"
    answer: dict[str, Any] = field(default_factory=dict)
    """The answer for a request without a stream."""
    failure: ApiError | None = None
    """The error, if it went wrong."""

    @classmethod
    def begun(
        cls, asked: Mapping[str, Any], way: Way, images: tuple[bytes, ...]
    ) -> Self:
        return cls(asked, time.time(), attached=images, way=way)

    @property
    def background(self) -> bool:
        return False

    @property
    def stored(self) -> bool:
        return False

    @property
    def previous_response_id(self) -> str | None:
        return None

    @property
    def person(self) -> str | None:
        """The safety identifier in force."""
        given = self.request.get("safety_identifier") or self.request.get("user")
        return str(given) if given else None
