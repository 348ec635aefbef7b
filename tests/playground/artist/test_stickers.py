"""Stickers and emoji: what is drawn is what was named, and nothing of how."""

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image, ImageChops

from playground.artist import Scene, imagine, paint

TOLD = "a fox\n\nDraw it as a die-cut sticker: a thick outline, no ground, alone."


def cut_out(scene: Scene) -> Image.Image:
    data = paint(scene, size=(256, 256), transparent=True)
    return Image.open(BytesIO(data)).convert("RGBA")


@pytest.mark.parametrize(
    "words", [TOLD, "a fox as a custom emoji", "a custom emoji of a fox"]
)
def test_only_what_was_named_is_in_the_picture(words: str) -> None:
    assert [thing.kind for thing in imagine(words).things] == ["fox"]


def test_a_sticker_has_a_white_rim_around_it() -> None:
    scene = imagine(TOLD)
    plain, rimmed = cut_out(replace(scene, style="")), cut_out(scene)
    before, after = plain.getchannel("A"), rimmed.getchannel("A")
    new = ImageChops.subtract(after, before).point(lambda v: 255 * (v == 255))
    left, top, right, bottom = new.getbbox() or (0, 0, 0, 0)
    assert right > left
    assert bottom > top
    rim = Image.composite(rimmed.convert("RGB"), Image.new("RGB", (256, 256)), new)
    assert {colour for _, colour in rim.getcolors() or ()} == {
        (0, 0, 0),
        (255, 255, 255),
    }
