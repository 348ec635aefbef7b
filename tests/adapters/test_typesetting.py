"""Charts are typeset away from the bot's own process, exactly, and always alike."""

import io
from collections.abc import AsyncIterator
from typing import Any

import pytest
from PIL import Image

from bot.adapters.imaging import Imaging
from bot.core.charts.chart import KeptChart, Kind, read_chart
from bot.core.charts.drawing import LIGHT, drawing
from bot.core.charts.poster import panel_in
from bot.core.errors import HangError
from tests.adapters.slack_side import opened
from tests.adapters.test_sheet import noisy

BLUE = (0, 114, 178)


@pytest.fixture
async def imaging() -> AsyncIterator[Imaging]:
    async with Imaging() as one:
        yield one


def kept(kind: str = "bar", count: int = 3, **more: Any) -> KeptChart:
    """A chart with so many numbers."""
    given = {
        "title": "Passengers",
        "kind": kind,
        "labels": [str(n + 1) for n in range(count)],
        "series": [
            {"name": "North", "values": [(n * 37) % 50 + 5 for n in range(count)]}
        ],
        "language": "en",
        **more,
    }
    return KeptChart("c", read_chart(given), "", "9 Nov 2026", ("7",))


def blue(picture: Image.Image, x: int) -> int:
    """How many pixels of a column have the first colour."""
    column = [picture.getpixel((x, y)) for y in range(picture.height)]
    return sum(pixel == BLUE for pixel in column)


@pytest.mark.parametrize("kind", [*Kind])
async def test_every_kind_is_drawn_and_twice_alike(imaging: Imaging, kind: str) -> None:
    count = 8 if kind == "pie" else 12
    first = await imaging.chart(drawing(kept(kind, count)))
    assert await imaging.chart(drawing(kept(kind, count))) == first
    picture = opened(first).convert("RGB")
    assert picture.width == 1440
    assert len(picture.getcolors(1_000_000) or ()) > 20


async def test_bars_are_as_high_as_their_numbers(imaging: Imaging) -> None:
    chart = kept(series=[{"name": "", "values": [10, 20, 40]}])
    picture = opened(await imaging.chart(drawing(chart))).convert("RGB")
    columns = [blue(picture, x) for x in range(picture.width)]
    heights = sorted({n for n in columns if columns.count(n) > 60 and n})
    assert len(heights) == 3
    assert heights[1] / heights[0] == pytest.approx(2, rel=0.02)
    assert heights[2] / heights[0] == pytest.approx(4, rel=0.02)


@pytest.mark.parametrize(
    "words",
    [
        '#read("/etc/passwd")',
        "$x^2$ *bold* `raw` @label <label> // comment",
        '#import "theme.typ": *; #panic()',
        "\\u{41} ] } ) [ { (",
        "東京 زوار กรุงเทพ दिल्ली Größe Ж",
        "🚢 x",
    ],
)
async def test_words_are_never_markup(imaging: Imaging, words: str) -> None:
    """A title that was read as code would fail, or be drawn as something else."""
    chart = kept(title=words, labels=[words, "b", "c"], unit=words[:20])
    assert opened(await imaging.chart(drawing(chart))).width == 1440


async def test_letters_that_no_font_has_are_refused(imaging: Imaging) -> None:
    with pytest.raises(HangError, match="no font here has all of its letters"):
        await imaging.chart(drawing(kept(title="ᏣᎳᎩ")))


async def test_a_theme_is_data(imaging: Imaging) -> None:
    values = {**LIGHT.values(), "paper": "#102030"}
    made = await imaging.chart({**drawing(kept()), "theme": values})
    assert opened(made).convert("RGB").getpixel((2, 2)) == (16, 32, 48)


async def test_a_template_is_one_of_ours(imaging: Imaging) -> None:
    with pytest.raises(HangError):
        await imaging.chart({**drawing(kept()), "theme": {}})


async def test_a_poster_has_the_chart_on_the_backdrop(imaging: Imaging) -> None:
    backdrop = noisy((1024, 1024))
    panel = panel_in(kept().chart, 1024, 1024)
    whole = drawing(kept(), size=panel.points)
    made = opened(await imaging.poster(whole, backdrop, panel)).convert("RGB")
    under = Image.open(io.BytesIO(backdrop)).convert("RGB")
    assert made.size == (1024, 1024)
    assert made.getpixel((5, 5)) == under.getpixel((5, 5))
    middle = made.getpixel((panel.left + 60, panel.top + 12))
    assert middle == (255, 255, 255)
    assert BLUE in {pixel for _, pixel in made.getcolors(2_000_000) or ()}


async def test_a_backdrop_that_is_no_picture_is_refused(imaging: Imaging) -> None:
    panel = panel_in(kept().chart, 1024, 1024)
    with pytest.raises(HangError):
        await imaging.poster(drawing(kept(), size=panel.points), b"none", panel)
