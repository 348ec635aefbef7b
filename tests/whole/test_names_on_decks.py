"""Characters on the slides of a deck."""

import re
from pathlib import Path

import pytest

from playground.openai.likeness import looks_of
from playground.slack.messages import Message
from tests.postgres_server import new_database
from tests.whole.conftest import Room, Start
from tests.whole.taught import school_in
from tests.whole.test_decks import SMALL, drawn


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.slow)])
async def base(request: pytest.FixtureRequest) -> dict[str, str]:
    """Both engines."""
    alone = request.param == "sqlite"
    return {} if alone else {"database_url": await new_database()}


def dollars(message: Message, before: str) -> float:
    """What stands behind these words."""
    found = re.search(rf"{before}[^$]*\$(\d+\.\d+)", str(message.blocks))
    assert found
    return float(found[1])


async def test_a_character_goes_along_for_the_slide_that_it_is_on(
    room: Room, start: Start, base: dict[str, str], tmp_path: Path
) -> None:
    """It keeps its looks there, and the message says whom it shows."""
    await start()
    async with school_in(room, tmp_path, base.get("database_url", "")) as school:
        pixel = await school.draws()
        await school.teach("Pixel", pixel)
    outline = await room.ask(SMALL)
    changed = await room.ask("another picture on slide 2: Pixel waves", thread=outline)
    deck = await drawn(room, changed)
    said = dollars(changed, "3 pictures to draw")
    assert dollars(deck, "3 slides · 3 pictures") == pytest.approx(said, abs=0.01)
    assert "with Pixel (small fox)" in str(deck.blocks)
    attached = {each.attached: each for each in room.model.images.values()}
    assert set(attached) == {(), (pixel,)}
    of_pixel = attached[pixel,]
    assert "Pixel waves" in str(of_pixel.request["prompt"])
    assert looks_of(of_pixel.pictures[-1]) == looks_of(pixel)
