"""How large a picture can become, and how it becomes part of a larger one."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.turn.sizes import (
    SHAPES,
    Extent,
    around,
    continued,
    drawable,
    extent,
    has_shape,
    nearest,
    twice,
)

SIDES = range(256, 3841, 112)
SIZES = st.sampled_from([size for size in product(SIDES, SIDES) if drawable(*size)])


@pytest.mark.parametrize(
    ("size", "larger"),
    [
        ((1024, 1024), (2048, 2048)),
        ((1536, 864), (3072, 1728)),
        ((2048, 2048), (2880, 2880)),
        ((864, 2592), (1280, 3840)),
        ((2880, 2880), None),
        ((3840, 2160), None),
        ((0, 0), None),
    ],
)
def test_a_picture_becomes_twice_as_large_or_as_large_as_is_possible(
    size: tuple[int, int], larger: tuple[int, int] | None
) -> None:
    assert twice(*size) == larger


@pytest.mark.parametrize(
    ("size", "shape", "whole"),
    [
        ((1024, 1024), "16:9", (1824, 1024)),
        ((1024, 1024), "9:16", (1024, 1824)),
        ((1536, 864), "1:1", (1536, 1536)),
        ((2880, 2880), "16:9", (3840, 2160)),
        ((1536, 864), "16:9", None),
        ((1824, 1024), "16:9", None),
        ((0, 0), "1:1", None),
    ],
)
def test_a_shape_is_as_small_as_holds_the_whole_picture(
    size: tuple[int, int], shape: str, whole: tuple[int, int] | None
) -> None:
    assert continued(*size, shape) == whole


def test_the_picture_lies_in_the_middle_as_large_as_it_was() -> None:
    assert extent(1024, 1024, (1824, 1024)) == Extent(1824, 1024, 1024, 1024, 400, 0)
    assert extent(2880, 2880, (3840, 2160)) == Extent(3840, 2160, 2160, 2160, 840, 0)


@given(SIZES, st.sampled_from(sorted(SHAPES)))
def test_every_picture_can_be_continued_to_every_other_shape(
    size: tuple[int, int], shape: str
) -> None:
    whole = continued(*size, shape)
    assert (whole is None) == has_shape(*size, shape)
    if whole is not None:
        around = extent(*size, whole)
        assert has_shape(*whole, shape)
        assert around.inner_width <= whole[0]
        assert around.inner_height <= whole[1]
        assert (
            abs(around.inner_width / around.inner_height / (size[0] / size[1]) - 1)
            < 0.01
        )


@given(SIZES)
def test_what_becomes_larger_can_be_drawn(size: tuple[int, int]) -> None:
    made = twice(*size)
    if made is not None:
        assert drawable(*made)
        assert made > size


@pytest.mark.parametrize(
    ("size", "near"),
    [
        ((1024, 1024), (1024, 1024)),
        ((1000, 750), (1008, 752)),
        ((300, 300), (816, 816)),
        ((8000, 6000), (3312, 2480)),
        ((3000, 900), None),
        ((0, 5), None),
    ],
)
def test_a_picture_of_any_size_is_drawn_in_one_that_is_most_like_it(
    size: tuple[int, int], near: tuple[int, int] | None
) -> None:
    assert nearest(*size) == near


@given(st.integers(1, 9000), st.integers(1, 9000))
def test_what_is_near_has_almost_the_same_shape(width: int, height: int) -> None:
    near = nearest(width, height)
    assert near is None or drawable(*near)
    if near and max(width, height) < 2.9 * min(width, height):
        assert abs(near[0] * height / (near[1] * width) - 1) < 0.04


def test_a_picture_lies_where_its_margins_say() -> None:
    assert around(1024, 1024, (512, 0, 0, 256)) == Extent(
        1536, 1280, 1024, 1024, 512, 0
    )
    assert around(1024, 1024, (0, 0, 0, 0)) is None
    assert around(1024, 1024, (9000, 0, 0, 0)) is None


@given(st.tuples(*[st.integers(0, 2000)] * 4))
def test_whatever_its_margins_the_picture_lies_within(
    margins: tuple[int, int, int, int],
) -> None:
    made = around(1024, 768, margins)
    if made:
        assert drawable(made.width, made.height)
        assert 0 <= made.left <= made.width - made.inner_width
        assert 0 <= made.top <= made.height - made.inner_height
