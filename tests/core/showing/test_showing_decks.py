"""Decks as a message shows them, and what their files are called."""

import pytest

from bot.core.decks.outline import Layout, Outline, Slide
from bot.core.errors import ChatRefused
from bot.core.showing.deck_files import name_of
from bot.core.turn.decks import KeptDeck
from bot.core.turn.turns import Answer, Outcome
from tests.gallery import gallery


async def test_what_slack_cannot_fold_is_shown_whole() -> None:
    slide = Slide(Layout.POINTS, "Roofs", ("many of them",))
    deck = KeptDeck(Outline("Sun", "", "paper", (slide,)))
    one = await gallery(answer=Answer(Outcome.DONE, deck=deck))
    one.studio.chat.refusals["edit"] = [ChatRefused("invalid_blocks")]
    await one.end()
    shown = await one.shown()
    assert "container" not in shown
    assert "many of them" in shown
    assert "draw_deck" in shown


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Solar power: 2026!", "solar-power-2026"),
        ("2026 में सौर ऊर्जा", "2026-में-सौर-ऊर्जा"),
        ("พลังงานแสงอาทิตย์", "พลังงานแสงอาทิตย์"),
        ("الطاقة، كم يكلّف؟", "الطاقة-كم-يكلّف"),
        ("../../etc", "etc"),
        ("Sun ☀️ and 1️⃣", "sun-and-1"),
        ("?!", "deck"),
    ],
)
def test_files_are_called_as_the_deck_is_in_any_script(title: str, name: str) -> None:
    deck = KeptDeck(Outline(title, "", "paper", ()))
    assert name_of(deck, "pdf") == f"{name}.pdf"
