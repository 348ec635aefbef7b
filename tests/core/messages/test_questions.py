"""How questions look in a turn's message."""

import json

import pytest

from bot.core.messages import blocks
from bot.core.messages.arguments import WHOLE
from bot.core.messages.details import details
from bot.core.messages.questions import asking
from bot.core.turn.events import ApprovalAsked
from bot.core.turn.legs import Leg
from bot.core.turn.progress import Part
from bot.core.turn.turns import Turn
from tests.fakes import ask


@pytest.mark.parametrize("arguments", ["word " * 2_000, "&" * 9_000])
@pytest.mark.parametrize("many", [1, 2, 6, 12, 30])
def test_slack_takes_questions_however_long_they_are(arguments: str, many: int) -> None:
    asked = (
        ApprovalAsked(f"q{n}", "<&>" * 90, "&" * 90, arguments) for n in range(many)
    )
    leg = Leg(1, "resp_1", parts=(Part("p", "said " * 4_000),), questions=tuple(asked))
    message = asking(Turn(1, ask("a fox " * 400)), [leg])
    assert blocks.letters(message.blocks) <= blocks.MOST_LETTERS
    assert str(message.blocks).count("Allow once") == min(many, 12)
    assert all(
        each["text"]["text"].endswith(("(whole in *Details*)", WHOLE))
        for each in message.blocks
        if each.get("block_id", "").startswith("asks-")
    )


def test_before_somebody_decides_the_details_have_all_of_it() -> None:
    """What would be done could stand at the very end."""
    long = json.dumps({"note": "word " * 10_000, "then": "pay everything"})
    asked = (ApprovalAsked("q1", "shop", "refund", long),)
    modal = details(Turn(1, ask()), [Leg(1, "resp_1", questions=asked)])
    assert "pay everything" in str(modal["blocks"])
    assert all(len(each["text"]["text"]) <= 3_000 for each in modal["blocks"])
