"""The asks for pictures of a thread's history: one shown again, or two together.
Pure.

They cost nothing: the bot has all that they show.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from typing import Final

from bot.core.turn.asks import WITH, Ask, claim_anew
from bot.core.turn.history import HistoryNode, one_line
from bot.core.turn.options import Button, Options
from bot.core.turn.pair_side import PairSide
from bot.core.turn.turns import Turn

AGAIN: Final = "Number {number} again: {words}"
BESIDE: Final = "Number {} ({}) and number {} ({}), side by side"
WIPE: Final = "A wipe from number {} ({}) to number {} ({})"
MOST_WORDS: Final = 300
MOST_OF_TWO: Final = 100
"""The most letters of what was asked for, of one picture and of each of two."""


def again_ask(turn: Turn, node: HistoryNode, user: str, at: str) -> Ask:
    """The turn's pictures once more, to build on: once for every `at`."""
    words = AGAIN.format(number=node.number, words=one_line(node.words, MOST_WORDS))
    before = turn.ask.options or Options()
    options = replace(before, button=Button.AGAIN, region=None)
    return Ask(
        claim=claim_anew(turn.ask.thread, Button.AGAIN, turn.id, at),
        thread=turn.ask.thread,
        user=user,
        words=words,
        wish=words,
        onto=turn.id,
        options=replace(options, count=0, place=0, older=0),
    )


def pair_ask(
    turn: Turn, nodes: Sequence[HistoryNode], user: str, at: str, *, wipe: bool
) -> Ask:
    """Two pictures of the thread on one, the second of which is the turn's: once for
    every `at`."""
    named = [(each.number, one_line(each.words, MOST_OF_TWO)) for each in nodes]
    words = (WIPE if wipe else BESIDE).format(*chain(*named))
    pair = tuple(PairSide(each.turn, each.number) for each in nodes)
    return Ask(
        claim=claim_anew(
            *(turn.ask.thread, Button.PAIR, turn.id),
            WITH.format(turn=pair[0].turn, at=f"{'wipe' if wipe else 'beside'}-{at}"),
        ),
        thread=turn.ask.thread,
        user=user,
        words=words,
        wish=words,
        onto=turn.id,
        options=Options(button=Button.PAIR, pair=pair, wipe=wipe),
    )
