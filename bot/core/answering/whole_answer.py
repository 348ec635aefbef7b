"""Puts a turn's answer together: what its last leg came to, and all before it."""

from dataclasses import replace
from typing import Final

from bot.core.answering.bounds import NO_CALLS_LEFT
from bot.core.answering.deck_change import NAME as CHANGE
from bot.core.answering.deck_outline import NAME as OUTLINE
from bot.core.answering.ending import (
    PICTURELESS,
    perhaps_done,
    unsafe,
    with_tools,
)
from bot.core.answering.following import Wanted
from bot.core.answering.turn_reading import TurnReading
from bot.core.turn.chains import chain_after
from bot.core.turn.turns import Answer, KeptPicture

PERHAPS: Final = (
    "I was interrupted after this was allowed, and cannot tell whether it was done. "
    "Please check before you ask for it again."
)
TOO_MANY: Final = (
    "The model kept using tools and did not come to an end, so I stopped it."
)


def whole_answer(
    run: TurnReading, new: tuple[KeptPicture, ...], wanted: Wanted
) -> Answer:
    """The answer that the last leg came to, with everything of the legs before it."""
    legs = run.reading.before
    pictures = (*(each for leg in legs for each in leg.pictures), *new)
    answer = run.reading.answer(pictures, run.turn.ask)
    if run.reading.goes_on:
        answer = replace(answer, response="", told=TOO_MANY)
    notes = (*(note for leg in legs for note in leg.notes), *wanted.notes)
    if wanted.request.allows and perhaps_done(run.reading.error):
        notes = (*notes, PERHAPS)
    if not wanted.request.calls_left:
        notes = (*notes, NO_CALLS_LEFT)
    notes = (*notes, *wanted.request.terms.notes, *answer.notes)
    answer = with_tools(replace(answer, notes=notes), legs)
    if answer.told == PICTURELESS and _is_about_deck(answer, run, wanted):
        answer = replace(answer, told="")
    asked = wanted.request
    chain = chain_after(asked.chain, asked.terms.servers)
    answer = replace(answer, uses=run.developing.whole.uses, chain=chain)
    answer = replace(answer, known_names=asked.known_names)
    drawn = [each for each in new if not each.only_file]
    left_out = len(run.reading.progress.pictures) - len(drawn)
    return unsafe(answer) if left_out else answer


def _is_about_deck(answer: Answer, run: TurnReading, wanted: Wanted) -> bool:
    """Whether the thread has a deck: its pictures are not drawn by an answer itself."""
    calls = (each for leg in run.reading.before for each in leg.calls)
    called = any(each.name in (OUTLINE, CHANGE) for each in calls)
    return called or answer.deck is not None or bool(wanted.request.deck)
