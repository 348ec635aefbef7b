"""An outline in a Slack that cannot fold."""

from bot.core.decks.outline import Layout, Outline, Slide
from bot.core.errors import ChatRefused
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
