"""Flags in an ask."""

import pytest

from bot.core.errors import AskError
from bot.core.turn.options import Options, read_options


@pytest.mark.parametrize(
    ("text", "words", "options"),
    [
        ("a fox", "a fox", Options()),
        ("a fox --size 16:9", "a fox", Options(size="1536x864")),
        ("--size=9:16 a fox", "a fox", Options(size="864x1536")),
        ("a --size 1024X1536 fox", "a fox", Options(size="1024x1536")),
        ("a fox —size 1:1", "a fox", Options(size="1024x1024")),
        ("a fox --Quality HIGH", "a fox", Options(quality="high")),
        ("a fox --format jpg", "a fox", Options(format="jpeg")),
        ("a --no-search fox", "a fox", Options(search=False)),
        ("fox --transparent red", "fox red", Options(transparent=True, format="png")),
        ("a fox --size 16:9, at night", "a fox at night", Options(size="1536x864")),
        ("a fox --quality high.", "a fox", Options(quality="high")),
        ("a fox --count 4", "a fox", Options(count=4)),
        (
            "a mug: pip install --upgrade darkroom now",
            "a mug: pip install --upgrade darkroom now",
            Options(),
        ),
        (
            "a fox --frames 3 --speed slow",
            "a fox",
            Options(format="gif", frames=3, frame_ms=400),
        ),
        (
            "a fox --sticker",
            "a fox",
            Options(size="1024x1024", format="png", transparent=True, sticker=True),
        ),
        (
            "a fox --transparent --format webp",
            "a fox",
            Options(format="webp", transparent=True),
        ),
        ("red — blue, and well-known", "red — blue, and well-known", Options()),
    ],
)
def test_flags_are_taken_out_of_the_words(
    text: str, words: str, options: Options
) -> None:
    """The words stay, and the flags become options."""
    assert read_options(text) == (words, options)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("a fox --size huge", "`16:9`"),
        ("a fox --size 1000x1000", "multiples of 16"),
        ("a fox --size 16x16", "655,360"),
        ("a fox --size 3840x1024", "three times"),
        ("a fox --size", "`16:9`"),
        ("a fox --quality best", "`low`, `medium` or `high`"),
        ("a fox --format bmp", "`webp`, `gif` or `svg`"),
        ("a fox --frames 17", "2 to 16"),
        ("a fox --frames 3 --format png", "`--format gif`"),
        ("a fox --transparent --format svg", "An SVG cannot be transparent"),
        ("a fox --count 4 --format gif", "one GIF at a time"),
        ("a fox --sticker --size 16:9", "square"),
        ("a fox --sticker --size 2048x2048", "at most 1024x1024"),
        ("a fox --sticker --format jpeg", "transparent"),
        ("a fox --transparent --format jpeg", "transparent"),
        ("a fox --speed 3", "`--speed`"),
        ("a fox --fast", "`--fast`"),
        ("a fox --count 1", "from 2 to 10"),
        ("a fox --count 11", "from 2 to 10"),
        ("a fox --count", "from 2 to 10"),
        ("a --sise 16:9 fox in the snow", "`--sise`"),
        ("a --qualty high fox in the snow", "`--qualty`"),
        ("a --no-serach fox in the snow", "`--no-serach`"),
    ],
)
def test_a_wrong_flag_names_the_right_ones(text: str, named: str) -> None:
    """The sentence says what would be right."""
    with pytest.raises(AskError) as error:
        read_options(text)
    assert named in error.value.sentence
