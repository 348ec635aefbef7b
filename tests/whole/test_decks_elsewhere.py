"""What exists for every picture exists for decks: its history, and other threads."""

from tests.whole.conftest import ON_BOTH, Room, Start, pictures
from tests.whole.test_charts import files
from tests.whole.test_decks import SMALL, changed, drawn, newest, slides
from tests.whole.test_history import chosen, opened
from tests.whole.test_sets import buttons
from tests.whole.test_use_in import brought, channel, filled, form_of


@ON_BOTH
async def test_a_deck_that_is_posted_again_shows_its_slides(
    room: Room, start: Start
) -> None:
    """With its files, at no cost; the next reply changes it."""
    await start()
    outline = await room.ask(SMALL)
    deck = await drawn(room, outline)
    form = await opened(room, deck, 2)
    await room.ann.clicks(form, "history_again", typed=chosen(2))
    await room.slack.until(lambda: len(files(room, outline)) == 4)
    again = next(m for m in room.beside(outline) if "Number 2 again" in str(m.blocks))
    assert len(pictures(again)) == 1
    assert "3 pictures" not in str(again.blocks)
    assert "$" not in str(again.blocks)
    await changed(room, outline, "another picture on 2: no people")
    assert len(room.model.images) == 4


@ON_BOTH
async def test_a_deck_comes_into_another_channel_and_a_reply_changes_it(
    room: Room, start: Start
) -> None:
    """With its slides and its files, at no cost."""
    await start()
    await drawn(room, await room.ask(SMALL))
    form = await form_of(room)
    assert not await room.ann.submits(form, filled(channel(room, "#design")))
    deck = await brought(room, "#design")
    await room.slack.until(lambda: len(files(room, deck)) == 2)
    assert buttons(deck)[:3] == ["change_slide", "deck_theme", "deck_pictures"]
    assert "redo" not in buttons(deck)
    assert len(room.model.images) == 3
    await room.ann.says("#design", "swap 2 and 3", thread=deck)
    await room.slack.until(lambda: len(files(room, deck)) == 4)
    assert "Thank you" in str(slides(newest(room, deck, ".pptx"))[1])
    assert len(room.model.images) == 3


async def test_the_menu_of_a_deck_leads_elsewhere_too(room: Room, start: Start) -> None:
    await start()
    deck = await drawn(room, await room.ask(SMALL))
    await room.ann.clicks(deck, "more", "use_in:2")
    await room.slack.until(lambda: room.slack.modal_of("ann"))
    assert "Bring it there" in str(room.slack.modal_of("ann"))
