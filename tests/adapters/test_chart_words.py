"""Words of a chart touch neither one another nor the edge, whatever they are."""

import io
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
from pypdf import PdfReader

from bot.adapters.deck_maker import DecoderDeckMaker
from bot.adapters.decoders import Decoders
from bot.core.charts.chart import Chart, Kind, Series
from bot.core.decks.outline import Layout, Outline, Slide
from bot.core.decks.themes import THEMES

LONG = ("Federal Republic of Germany and its islands", "United Kingdom", "Spain")
MONTHS = tuple(f"January {n}" for n in range(12))


@pytest.fixture
async def maker() -> AsyncIterator[DecoderDeckMaker]:
    async with Decoders(1, 1) as decoders:
        yield DecoderDeckMaker(decoders)


def chart(kind: Kind, labels: tuple[str, ...], *values: float, **more: Any) -> Chart:
    return Chart("t", kind, labels, (Series("", values),), **more)


async def words_of(
    maker: DecoderDeckMaker, each: Chart
) -> list[tuple[float, float, str]]:
    """Where the words of a slide with the chart begin, from its upper left corner."""

    async def none(sha256: str) -> bytes | None:
        return None

    outline = Outline("d", "", "", (Slide(Layout.CHART, "Title", chart=each),))
    laid = await maker.laid(outline, THEMES["studio"])
    [page] = PdfReader(io.BytesIO(await maker.pdf(laid, none))).pages
    found: list[tuple[float, float, str]] = []

    def seen(text: str, cm: Any, tm: Any, font: Any, size: Any) -> None:
        if text.strip():
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            found.append((float(x), 540 - float(y), text.strip()))

    page.extract_text(visitor_text=seen)
    return found


@pytest.mark.parametrize("kind", [Kind.LINE, Kind.AREA])
async def test_long_labels_stay_on_the_slide(
    maker: DecoderDeckMaker, kind: Kind
) -> None:
    words = await words_of(maker, chart(kind, LONG, 3.0, 1.0, 2.0))
    assert min(x for x, _, _ in words) >= 56
    shown = " ".join(text for _, _, text in words)
    assert "Federal" in shown
    assert "islands" in shown


async def test_every_bar_has_its_label(maker: DecoderDeckMaker) -> None:
    words = await words_of(maker, chart(Kind.BAR, MONTHS, *map(float, range(12))))
    shown = " ".join(text for _, _, text in words)
    assert len(re.findall("January", shown)) == 12


@pytest.mark.parametrize("kind", [Kind.BAR, Kind.LINE, Kind.AREA])
async def test_the_number_of_the_lowest_mark_is_not_on_a_label(
    maker: DecoderDeckMaker, kind: Kind
) -> None:
    years = ("2022", "2023", "2024")
    words = await words_of(maker, chart(kind, years, 1.0, -2.0, 3.0))
    [label] = [y for _, y, text in words if "2023" in text]
    [number] = [y for x, y, text in words if text == "−2" and x > 200]
    assert label - number > 10


@pytest.mark.parametrize("kind", [Kind.LINE, Kind.AREA])
async def test_the_last_number_stays_on_the_slide(
    maker: DecoderDeckMaker, kind: Kind
) -> None:
    years = ("2022", "2023", "2024")
    large = chart(kind, years, 1.0e9, 2.0e9, 9.9e12, unit="$")
    [x] = [x for x, _, t in await words_of(maker, large) if t == "$9,900,000,000,000"]
    assert x < 960 - 56 - 110


async def test_a_table_of_numbers_names_their_unit(maker: DecoderDeckMaker) -> None:
    one = chart(Kind.TABLE, ("2025", "2026"), 1.0, 2.0, unit="GW", x_label="Year")
    assert "GW" in [text for _, _, text in await words_of(maker, one)]
    two = replace(one, series=(Series("New", (1.0, 2.0)), Series("Old", (3.0, 4.0))))
    shown = " ".join(text for _, _, text in await words_of(maker, two))
    assert "New (GW)" in shown
