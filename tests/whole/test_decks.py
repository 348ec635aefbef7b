"""Decks: from a sentence to an outline, and from there to files that can be edited."""

import pytest

from playground.slack.messages import Message
from tests.postgres_server import new_database
from tests.whole.conftest import Room, Start, pictures
from tests.whole.test_charts import files
from tests.whole.test_sets import buttons, entries

SOLAR = "@Darkroom a deck about solar power in 2026, eight slides"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.slow)])
async def base(request: pytest.FixtureRequest) -> dict[str, str]:
    """Both engines."""
    alone = request.param == "sqlite"
    return {} if alone else {"database_url": await new_database()}


async def drawn(room: Room, outline: Message) -> Message:
    """The message of the deck, once its files are in the thread."""
    before, had = len(room.beside(outline)), len(files(room, outline))
    await room.ann.clicks(outline, "draw_deck")
    await room.slack.until(lambda: len(room.beside(outline)) > before)
    message = room.beside(outline)[before]
    await room.slack.until(lambda: "PowerPoint file" in str(message.blocks))
    await room.slack.until(lambda: len(files(room, outline)) == had + 2)
    return message


async def test_a_sentence_becomes_an_outline_that_costs_no_picture(
    room: Room, start: Start
) -> None:
    await start()
    outline = await room.ask(SOLAR)
    shown = str(outline.blocks)
    assert "*Solar power in 2026*" in shown
    assert "8 slides" in shown
    assert "https://energy.example/solar" in shown
    assert buttons(outline)[:3] == ["draw_deck", "deck_theme", "do_not_draw"]
    assert "4 pictures to draw, which will cost about $0" in shown
    assert not room.model.images


async def test_pressing_draw_it_brings_both_files(room: Room, start: Start) -> None:
    await start()
    outline = await room.ask(SOLAR)
    deck = await drawn(room, outline)
    assert len(pictures(deck)) == 1
    names = [name for name, _ in files(room, outline)]
    assert sorted(names) == ["solar-power-in-2026.pdf", "solar-power-in-2026.pptx"]
    assert len(room.model.images) == 4
    assert buttons(deck)[:3] == ["change_slide", "deck_theme", "deck_pictures"]
    assert entries(deck) == ["Build on this one"]
