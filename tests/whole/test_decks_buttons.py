"""Buttons of decks in an order that nobody planned: pressed late, twice, after another
one."""

import pytest

from tests.whole.conftest import ON_BOTH, Room, Start
from tests.whole.test_decks import SMALL, after, changed, drawn
from tests.whole.test_decks_files import names
from tests.whole.test_sets import buttons, entries

pytestmark = ON_BOTH


async def test_no_two_versions_of_a_deck_have_the_same_name(
    room: Room, start: Start
) -> None:
    """Although two of them were made from the same one."""
    await start()
    outline = await room.ask(SMALL)
    deck = await drawn(room, outline)
    other = await changed(room, outline, "swap 2 and 3")
    await room.ann.clicks(other, "go_back")
    await room.slack.until(lambda: "Set aside" in str(other.blocks))
    await changed(room, outline, "theme: night")
    before, had = room.beside(outline), len(names(room, outline))
    await room.ann.clicks(deck, "redo")
    await after(room, outline, before, had)
    made = [each for each in names(room, outline) if each.endswith("pptx")]
    ends = ("", "-v2", "-v3", "-v4")
    assert made == [f"solar-power{each}.pptx" for each in ends]


async def test_a_deck_that_was_set_aside_is_taken_up_by_its_button(
    room: Room, start: Start
) -> None:
    """And its message says so."""
    await start()
    outline = await room.ask(SMALL)
    deck = await drawn(room, outline)
    await room.ann.clicks(deck, "go_back")
    await room.slack.until(lambda: "Set aside" in str(deck.blocks))
    await room.ann.clicks(outline, "draw_deck")
    await room.slack.until(lambda: "Set aside" not in str(deck.blocks))
    assert "change_slide" in buttons(deck)
    await changed(room, outline, "swap 2 and 3")
    assert len(room.model.images) == 3


async def test_an_outline_that_was_just_set_aside_is_not_drawn(
    room: Room, start: Start
) -> None:
    """Whoever pressed a moment later has not seen it yet."""
    await start()
    outline = await room.ask(SMALL)
    ben = room.slack.person("ben")
    await room.ann.clicks(outline, "do_not_draw")
    await ben.clicks(outline, "draw_deck")
    await room.slack.until(lambda: room.slack.ephemerals("ben"))
    assert "was set aside" in room.slack.ephemerals("ben")[0].text
    assert not room.model.images


async def test_dont_below_an_outline_that_is_being_drawn_stops_nothing(
    room: Room, start: Start
) -> None:
    """And says what does."""
    await start()
    outline = await room.ask(SMALL)
    room.model.hold(before="image_generation.completed")
    await room.ann.clicks(outline, "draw_deck")
    await room.model.until(lambda: len(room.model.held) == 3)
    await room.ann.clicks(outline, "do_not_draw")
    await room.slack.until(lambda: room.slack.ephemerals("ann"))
    assert "*Stop*" in room.slack.ephemerals("ann")[0].text
    assert "Set aside" not in str(outline.blocks)
    room.model.release()
    await room.slack.until(lambda: len(names(room, outline)) == 2)


@pytest.mark.parametrize("script", ["images_cut", "images_garbage"])
async def test_a_picture_that_did_not_come_names_the_button_that_draws_it_alone(
    room: Room, start: Start, script: str
) -> None:
    """*Redo* would draw and cost all of them; the reason stays with the slide."""
    room.model.play(script)
    await start()
    outline = await room.ask(SMALL)
    deck = await drawn(room, outline)
    assert "*Redo*" not in str(deck.blocks)
    assert "*Draw the missing ones*" in str(deck.blocks)
    assert entries(deck)[0] == "Draw the missing ones"
    new = await changed(room, outline, "swap 2 and 3")
    assert "It was not drawn." in str(new.blocks)
    assert "*Draw the missing ones*" in str(new.blocks)
