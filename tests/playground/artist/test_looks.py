"""A picture that is redrawn in a look: everything in it stays, made of something
else."""

import io
from dataclasses import replace

import pytest
from PIL import Image, ImageChops

from playground.artist import imagine, paint
from playground.artist.looks import LOOKS, look_in

SCENE = imagine("a cat beside a lighthouse at sunset", seed=3)
SIZE = (320, 320)


def painted(style: str) -> Image.Image:
    data = paint(replace(SCENE, style=style), SIZE, "png", False, "low")
    return Image.open(io.BytesIO(data)).convert("RGB")


@pytest.mark.parametrize("look", sorted(LOOKS))
def test_a_look_changes_the_whole_picture_and_keeps_its_size(look: str) -> None:
    plain, drawn = painted(""), painted(look)
    assert drawn.size == SIZE
    changed = ImageChops.difference(plain, drawn).getbbox()
    assert changed is not None
    left, top, right, bottom = changed
    assert right - left > SIZE[0] * 0.9
    assert bottom - top > SIZE[1] * 0.9


@pytest.mark.parametrize(
    ("words", "look"),
    [
        ("Modelling clay. Redraw the given photo in this look.", "clay"),
        ("Redraw it in the style of a comic", "comic"),
        ("make it night", ""),
        ("a woollen hat", ""),
    ],
)
def test_only_a_request_to_redraw_has_a_look(words: str, look: str) -> None:
    assert look_in(words) == look


def test_a_look_that_nobody_knows_is_always_the_same_one_of_ours() -> None:
    words = "As a wedding cake. Redraw the photo in this look."
    assert look_in(words) == look_in(words) != ""
