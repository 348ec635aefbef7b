"""PowerPoint files are written away from the bot's own process, within its limits."""

import io
import subprocess
import sys
from dataclasses import replace

import pytest
from pptx import Presentation

from bot.adapters.deck_maker import DecoderDeckMaker
from bot.adapters.decoders import ROOT, Decoders
from bot.adapters.pptx.installed import can_write_pptx
from bot.core.decks.outline import MOST_SLIDES, Layout, Outline, Slide
from bot.core.decks.themes import THEMES
from tests.adapters.laid_deck import CHARTS, photo


def printed(program: str) -> str:
    """What a program of Python writes, in a process without anything loaded."""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=True
    )
    return done.stdout.decode().strip()


def outline(count: int) -> Outline:
    """A deck of so many slides, every third with a chart, the others with photos."""
    slides = (
        Slide(Layout.CHART, f"Chart {n}", chart=CHARTS[n % 6], notes="Say it.")
        if n % 3 == 2
        else Slide(
            *(Layout.PICTURE_LEFT, f"Slide {n}", ("One", "Two")),
            picture="a roof",
            sha256=str(n),
        )
        for n in range(count)
    )
    return Outline("Sun", "", "night", tuple(slides))


@pytest.mark.parametrize("count", [8, MOST_SLIDES])
async def test_a_deck_of_photos_and_charts_is_written_within_the_limits(
    count: int,
) -> None:
    shot = photo("#a04020", 1536, 1024)

    async def pictures(sha256: str) -> bytes | None:
        return shot[:-2] + f"{sha256:>4}".encode() + shot[-2:]

    async with Decoders(1, 1) as decoders:
        maker = DecoderDeckMaker(decoders)
        laid = await maker.laid(outline(count), THEMES["night"])
        made = await maker.pptx(laid, pictures)
        assert len(Presentation(io.BytesIO(made)).slides) == count
        assert len(made) < count * 5_000_000 / 8
        assert await maker.pptx(replace(laid), pictures) == made


def test_reading_pictures_loads_nothing_for_decks() -> None:
    loaded = printed(
        "import bot.adapters.decoder.__main__, sys; "
        "print({'pptx', 'lxml', 'xlsxwriter', 'typst'} & {*sys.modules})"
    )
    assert loaded == "set()"


def test_the_bot_knows_whether_it_can_write_them_and_loads_nothing() -> None:
    told = "from bot.adapters.pptx.installed import can_write_pptx as can; print(can())"
    assert can_write_pptx()
    assert printed(f"import sys; sys.modules['pptx'] = None; {told}") == "False"
    assert printed(f"import sys; {told}; print('pptx' in sys.modules)") == "True\nFalse"
