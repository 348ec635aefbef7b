"""What people do with decks that exist."""

from dataclasses import replace

from bot.core.controls import Click
from bot.core.decks.outline import Layout, Outline, Slide
from bot.core.turn.asks import Ask
from bot.core.turn.deck_asks import to_draw
from bot.core.turn.decks import DeckStage, KeptDeck
from bot.core.turn.turns import Answer, Outcome, Turn
from tests.studio import Studio, reply, studio

SLIDE = Slide(Layout.TITLE, "Sun", picture="a valley")
BARE = KeptDeck(Outline("Sun", "", "night", (SLIDE,)))
THERE = replace(BARE.outline, slides=(replace(SLIDE, sha256="a" * 64),))
PAINTED = replace(BARE, outline=THERE)
CLICK = Click("U2", "5.5")


async def left(one: Studio, asked: Ask, deck: KeptDeck) -> Turn:
    """A turn that has ended and left this deck."""
    turn = await one.turns.accept(asked)
    assert turn is not None
    await one.turns.begin(turn.id)
    await one.turns.answered(turn.id, Answer(Outcome.DONE, deck=deck))
    return await one.again(turn)


async def pressed(one: Studio, outline: Turn) -> Turn | None:
    """The third turn, if one comes of *Draw it*."""
    await one.controls.draw_deck(outline, CLICK)
    await one.idle()
    return await one.turns.get(3)


async def test_pictures_are_not_paid_for_again_where_only_the_files_failed() -> None:
    """Also if the button under the outline is pressed, which is still there."""
    one = studio()
    outline = await left(one, reply(1, "a deck"), BARE)
    painted = await left(one, to_draw(outline, "U1"), PAINTED)
    again = await pressed(one, outline)
    assert again is not None
    assert again.parent == painted.id


async def test_what_drew_nothing_is_drawn_from_the_outline_again() -> None:
    one = studio()
    outline = await left(one, reply(1, "a deck"), BARE)
    await left(one, to_draw(outline, "U1"), BARE)
    again = await pressed(one, outline)
    assert again is not None
    assert again.parent == outline.id


async def test_what_was_drawn_is_drawn_once() -> None:
    one = studio()
    outline = await left(one, reply(1, "a deck"), BARE)
    await left(one, to_draw(outline, "U1"), replace(PAINTED, stage=DeckStage.DRAWN))
    assert await pressed(one, outline) is None
    assert "already asked for" in one.chat.whispers[-1].text
