"""Pictures on the wire: previews, finished ones, and those that are none."""

import base64
from typing import Any

import pytest

from bot.adapters.openai_wire import translate
from bot.core.turn.events import (
    PictureDrawn,
    PictureRefused,
    PreviewDrawn,
    Reached,
    StepDone,
    StepKind,
)
from tests.adapters.openai_shapes import (
    BLOCKED,
    DRAWN,
    PACKED,
    PICTURE,
    PNG,
    at_the_end,
    done,
)


def test_a_partial_image_is_a_preview_and_a_place_to_take_up_from() -> None:
    wire = {
        "type": "response.image_generation_call.partial_image",
        "item_id": "ig_1",
        "sequence_number": 15,
        "partial_image_index": 1,
        "partial_image_b64": PACKED,
    }
    assert translate(wire) == (PreviewDrawn("ig_1", 1, PNG), Reached(15))


@pytest.mark.parametrize("packed", ["%%%", PACKED[:-3], "aGVsbG8=", None, 7])
def test_a_partial_image_that_is_none_is_passed_over(packed: Any) -> None:
    wire = {
        "type": "response.image_generation_call.partial_image",
        "item_id": "ig_1",
        "partial_image_b64": packed,
    }
    assert translate(wire) == ()


@pytest.mark.parametrize("status", ["completed", "generating", "in_progress", None])
def test_a_picture_counts_by_its_result_whatever_its_status(status: Any) -> None:
    assert done(PICTURE | {"status": status})[0] == DRAWN


def test_a_picture_is_of_the_format_that_its_bytes_are() -> None:
    jpeg = base64.b64encode(b"\xff\xd8\xff\xe0").decode()
    [drawn, *_] = done(PICTURE | {"result": jpeg})
    assert isinstance(drawn, PictureDrawn)
    assert drawn.picture.format == "jpeg"


@pytest.mark.parametrize("packed", ["%%%", PACKED[:-3], "aGVsbG8=", "é"])
def test_bad_base64_and_bytes_of_no_picture_are_a_picture_not_drawn(
    packed: str,
) -> None:
    assert done(PICTURE | {"result": packed})[0] == PictureRefused("ig_1")


def test_moderation_of_a_picture_says_its_categories() -> None:
    item = PICTURE | {"status": "failed", "result": None, "error": BLOCKED}
    assert done(item) == (
        PictureRefused("ig_1", True, ("violence",), "output"),
        StepDone("ig_1", StepKind.DRAW, ok=False),
    )


def test_only_names_come_through_as_categories() -> None:
    details = {"categories": ["self-harm/intent", "<!channel>", 3, "x" * 99]}
    item = PICTURE | {"result": None, "error": {"moderation_details": details}}
    [refused, *_] = done(item)
    assert isinstance(refused, PictureRefused)
    assert refused.categories == ("self-harm/intent",)


def test_a_picture_that_only_the_last_event_brings_is_waited_for() -> None:
    assert done(PICTURE | {"result": None}) == (StepDone("ig_1", StepKind.DRAW),)
    assert at_the_end(PICTURE)[0] == DRAWN
    assert at_the_end(PICTURE | {"result": ""})[0] == PictureRefused("ig_1")
