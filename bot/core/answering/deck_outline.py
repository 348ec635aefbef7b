"""The bot tool `deck_outline`: what a deck says, slide by slide, before it is drawn.

Its sources can only be pages that this thread has found: others are left out, and that
is said.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

from bot.core.answering.bot_tools import BotTool
from bot.core.answering.chart import known_numbers
from bot.core.answering.deck_cost import with_cost
from bot.core.answering.deck_figures import unfound_figures
from bot.core.answering.deck_pages import found_pages, with_found_sources
from bot.core.answering.deck_themes import themes_for
from bot.core.answering.deck_versions import numbered
from bot.core.answering.tool_context import ToolContext
from bot.core.decks.outline import MOST_SLIDES, WrongOutline
from bot.core.decks.reading import read_outline
from bot.core.decks.schemas import OUTLINE
from bot.core.decks.themes import THEMES
from bot.core.errors import AskError
from bot.core.ports import Turns
from bot.core.showing.deck_files import DeckFiles
from bot.core.turn.decks import KeptDeck
from bot.core.turn.legs import Leg, Output, deck_of
from bot.core.turn.request import Offer
from bot.core.turn.turns import Turn

NAME: Final = "deck_outline"
DESCRIPTION: Final = f"""\
Shows the outline of a deck (a presentation, slides), which a person can then have \
drawn as PowerPoint and PDF files. Use it whenever a deck is asked for, and never for \
anything else. Look up what is recent first, and write what you found, with \
citations; `sources` of a slide can only be pages that were cited in this thread, and \
every figure has one. No more slides than asked for; six to ten if nobody said how \
many. If more than {MOST_SLIDES} are asked for, make {MOST_SLIDES} and say so. A slide \
is read in ten seconds: short lines. Pictures are drawn later, from `picture` alone, \
in one look: it says what is to be seen and nothing about style, and words are set, \
never painted. For a change of a deck of this thread, use `deck_change`."""
OFFER: Final = Offer(NAME, DESCRIPTION, OUTLINE)
MOST_REFUSED: Final = 3
WRONG: Final = "Nothing was outlined: {why}. Correct this, and call the tool again."
GIVE_UP: Final = (
    "Nothing was outlined: {why}. Do not call the tool again in this answer; say that "
    "it could not be done."
)
SHOWN: Final = (
    "The outline is in the message, with its sources and with buttons to have it "
    "drawn. Do not repeat it; say in a sentence what it is about. Nothing is drawn "
    "before a person presses the button."
)
LEFT_OUT: Final = (
    "These sources were left out, because nobody found them in this thread: {pages}. "
    "Tell the person."
)
UNFOUND: Final = (
    "These figures were in no cited page, tool output, file or message of this thread, "
    "and the message says so: {figures}. Tell the person."
)


@dataclass(frozen=True, slots=True)
class OutlineDeck:
    """Reads and stores what a call of `deck_outline` describes."""

    turns: Turns
    files: DeckFiles

    @property
    def tool(self) -> BotTool:
        """The tool as the model is offered it."""
        return BotTool(OFFER, self.do)

    async def do(
        self, context: ToolContext, call: str, arguments: Mapping[str, Any]
    ) -> Output:
        """Store the outline, unless an earlier attempt has, and tell the model."""
        deck = context.leg.deck
        if deck is None or deck.call != call:
            try:
                deck = await self._noted(context, call, arguments)
            except (WrongOutline, AskError) as wrong:
                return refused(context, call, wrong)
        return Output(call, "\n".join((SHOWN, *lost(deck))))

    async def _noted(
        self, context: ToolContext, call: str, arguments: Mapping[str, Any]
    ) -> KeptDeck:
        past = await past_of(self.turns, context.turn)
        themes = themes_for(context, self.files)
        styles = await themes.styles(context.turn)
        names = (*THEMES, *(each.name for each in styles))
        outline, left_out = with_found_sources(
            read_outline(arguments, names),
            found_pages(context.turn, context.legs, past),
        )
        before = current_deck(context.legs, past)
        version = before.version + 1 if before else 1
        deck = KeptDeck(outline, version, call=call, left_out=left_out)
        deck = with_figures(await themes.looking(deck, styles), context, past)
        shown = await context.sources.names.of([*past, context.turn])
        deck = with_cost(deck, context.terms, shown)
        deck = await numbered(self.turns, context.turn, deck)
        await context.note(partial(_with, deck=deck))
        return deck


async def past_of(turns: Turns, turn: Turn) -> Sequence[Turn]:
    """The turns before this one, the oldest first."""
    return await turns.lineage(turn.parent) if turn.parent else ()


def current_deck(legs: Sequence[Leg], past: Sequence[Turn]) -> KeptDeck | None:
    """The deck that a change is about: the newest one."""
    answers = (each.answer for each in reversed(past) if each.answer)
    decks = (answer.deck for answer in answers)
    return deck_of(legs) or next((each for each in decks if each), None)


def with_figures(
    deck: KeptDeck, context: ToolContext, past: Sequence[Turn]
) -> KeptDeck:
    """The deck with the figures that are in no source."""
    known = known_numbers(context, past)
    return replace(deck, unfound=unfound_figures(deck.outline, known))


def lost(deck: KeptDeck) -> tuple[str, ...]:
    """What the model is told of sources that were left out, and of figures that have
    none."""
    told = []
    if deck.left_out:
        told.append(LEFT_OUT.format(pages=", ".join(deck.left_out[:8])))
    if deck.unfound:
        told.append(UNFOUND.format(figures="; ".join(deck.unfound)))
    return tuple(told)


def refused(context: ToolContext, call: str, wrong: WrongOutline | AskError) -> Output:
    """The output of a call that could not be read. Some can be corrected."""
    names = {each.id for leg in context.legs for each in leg.calls}
    answered = {each.call for leg in context.legs for each in leg.outputs}
    decks = {leg.deck.call for leg in context.legs if leg.deck}
    again = len((names & answered) - decks) < MOST_REFUSED
    return Output(call, (WRONG if again else GIVE_UP).format(why=wrong))


def _with(leg: Leg, deck: KeptDeck) -> Leg:
    return replace(leg, deck=deck)
