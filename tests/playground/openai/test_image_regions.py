"""What the emulated image model puts into regions of unusual shapes."""

from functools import cache

import pytest
from PIL import Image

from playground.artist import imagine, paint
from playground.openai.images_inputs import Inputs
from playground.openai.regions import Part, Region, part_for, region_of
from tests.playground.openai.test_openai_images import saved

SIZE = (256, 256)
CORNERS = ((0, 0, 40, 40), (160, 120, 256, 256))
RING = ((0, 0, 256, 80), (0, 170, 256, 256), (0, 0, 80, 256), (170, 0, 256, 256))
Boxes = tuple[tuple[int, int, int, int], ...]


@cache
def lighthouse() -> bytes:
    return paint(imagine("a lighthouse at night with two boats"), SIZE)


def asked(words: str, boxes: Boxes) -> tuple[Part, Region]:
    """What is painted where these boxes are clear."""
    mask = Image.new("RGBA", SIZE, "white")
    for box in boxes:
        mask.paste((0, 0, 0, 0), box)
    inputs = Inputs((lighthouse(),), mask=saved(mask))
    region = region_of(inputs, SIZE)
    assert region is not None
    return part_for(words, inputs, region, 1), region


@pytest.mark.parametrize("boxes", [CORNERS, RING])
def test_a_thing_stands_where_there_is_most_room(boxes: Boxes) -> None:
    """Not in the middle, which is kept; and what follows the words is no thing."""
    part, region = asked("a red bicycle\n\nKeep the part that is protected.", boxes)
    thing = part.scene.things[-1]
    assert thing.kind == "bicycle"
    place = round(thing.x * 256), round((thing.y - thing.size / 2) * 256)
    assert region.hole.getpixel(place) == 255


def test_around_what_is_kept_the_picture_becomes_what_the_words_say() -> None:
    part, _ = asked("a desert\n\nKeep the part that is protected.", RING)
    assert (part.scene.background, part.whole) == ("desert", True)


def test_it_is_continued_only_if_the_words_say_so() -> None:
    part, _ = asked("Continue this picture beyond its edges", RING)
    assert part.scene.background == "photo"
