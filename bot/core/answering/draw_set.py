"""The bot tool `draw_set`: several pictures, drawn side by side, for the model.

Its output gives the model each picture, small, behind a line with its number and title,
so that "number 3" means something to it in every later reply.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

from bot.core.answering.bot_tools import BotTool
from bot.core.answering.bounds import patient
from bot.core.answering.set_drawing import SetDrawing, SetRequest
from bot.core.answering.tool_context import ToolContext
from bot.core.errors import AskError
from bot.core.turn.legs import Leg, Output, spent
from bot.core.turn.person import person_hash
from bot.core.turn.request import Offer
from bot.core.turn.sets import LEAST, MOST, SetPicture, WrongSet, of_call, put, read_set
from bot.core.turn.sheet import shape_of
from bot.core.turn.terms import Terms
from bot.core.turn.turns import KeptPicture

NAME: Final = "draw_set"
DESCRIPTION: Final = f"""\
Draws {LEAST} to {MOST} pictures side by side and shows them numbered on one sheet. \
Use it whenever more than one picture is wanted: several pictures, options, \
variations, a series, a storyboard, one photo in several styles. For a single \
picture, use the image generation tool. Each picture is drawn by itself and knows \
nothing of the others or of this conversation: its prompt says everything, including \
what has to look the same on all of them, and gives lettering word for word. `uses` \
names the pictures that it starts from: `attached 1` (a picture that came with the \
message), `picture 3` (number 3 of a set in this thread), `current` (the picture that \
this thread is about), `character NAME` and `style NAME` (a character or a style that \
this conversation has been told of; its own pictures go along, so the prompt says what \
it does there, and not what it looks like); empty, it starts from nothing. A title has \
one to four words."""
SCHEMA: Final[Mapping[str, object]] = {
    "type": "object",
    "properties": {
        "pictures": {
            "type": "array",
            "description": f"{LEAST} to {MOST} pictures, in their order on the sheet.",
            "items": {
                "type": "object",
                "properties": {
                    "title": {"type": "string"},
                    "prompt": {"type": "string"},
                    "uses": {"type": "array", "items": {"type": "string"}},
                },
                "required": ["title", "prompt", "uses"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["pictures"],
    "additionalProperties": False,
}
OFFER: Final = Offer(NAME, DESCRIPTION, SCHEMA)
WRONG: Final = "Nothing was drawn: {why}. Correct this, and call the tool again."
SHOWN: Final = (
    "These pictures are on one sheet in the message, with their numbers. Do not "
    "describe them one by one."
)
NONE: Final = "No picture came of it."
MISSING: Final = "{line}: did not come ({why})"


@dataclass(frozen=True, slots=True)
class DrawSet:
    """Draws what a call, a flag or a button asks for."""

    drawing: SetDrawing
    key: bytes

    @property
    def tool(self) -> BotTool:
        """The tool as the model is offered it."""
        return BotTool(OFFER, self.do)

    async def do(
        self, context: ToolContext, call: str, arguments: Mapping[str, Any]
    ) -> Output:
        """Draw the pictures of the call that are missing, and tell the model what
        came."""
        if not any(of_call(context.leg.set_pictures, call)):
            try:
                wanted = await _wanted(context, call, arguments)
            except WrongSet as wrong:
                return Output(call, WRONG.format(why=wrong))
            await context.note(partial(_begun, wanted=wanted, terms=context.terms))
        await self.draw(context, call)
        return _output(call, [*of_call(context.leg.set_pictures, call)])

    async def draw(self, context: ToolContext, call: str) -> None:
        """Draw the pictures of a call that are still open, and show them on a sheet."""
        cells = [each.cell for leg in context.legs for each in leg.set_pictures]
        context.frames.begin(cells, shape_of(context.terms.size))
        await self.drawn(context, call)

    async def drawn(self, context: ToolContext, call: str) -> None:
        """Draw the pictures of a call that are still open."""

        async def note(picture: SetPicture, kept: Sequence[KeptPicture]) -> None:
            await context.note(partial(_with, pictures=(picture,), kept=kept))

        showing = context.showing
        keep = partial(showing.pictures.one, context.turn)

        wanted = [e for e in of_call(context.leg.set_pictures, call) if e.open]
        ask = context.turn.ask
        person = person_hash(self.key, ask.thread.team, ask.user)
        frames, caller = context.frames, context.caller
        request = SetRequest(
            *(wanted, context.terms, person, frames, note, caller),
            keep=keep,
            room=patient(showing.room),
        )
        await self.drawing.draw(request, context.sources)


async def _wanted(
    context: ToolContext,
    call: str,
    arguments: Mapping[str, Any],
) -> Sequence[SetPicture]:
    """The pictures that the call asks for, each with its sources. Raises WrongSet."""
    before = sum(len(leg.set_pictures) for leg in context.legs)
    left = context.terms.tool_calls - spent(context.legs).calls
    wanted = read_set(arguments, call, before, min(MOST, before + left))
    names = [name for each in wanted for name in each.uses]
    files = any(name.startswith("attached") for name in names)
    if not names:
        return wanted
    try:
        known = await context.sources.known(context.turn, context.legs, files=files)
    except AskError as error:
        raise WrongSet(error.sentence) from error
    return known.found(wanted)


def _begun(leg: Leg, wanted: Sequence[SetPicture], terms: Terms) -> Leg:
    return replace(_with(leg, wanted), image_model=terms.image_model)


def _with(
    leg: Leg, pictures: Sequence[SetPicture], kept: Sequence[KeptPicture] = ()
) -> Leg:
    known = leg.set_pictures
    for each in pictures:
        known = put(known, each)
    return replace(leg, set_pictures=known, pictures=(*leg.pictures, *kept))


def _output(call: str, pictures: Sequence[SetPicture]) -> Output:
    """The output for the model: finished pictures, and words about those that did not
    come."""
    came = [each for each in pictures if each.finished]
    lost = [MISSING.format(line=e.line, why=e.why) for e in pictures if not e.finished]
    text = "\n".join((SHOWN if came else NONE, *lost))
    return Output(call, text, tuple(each.number for each in came))
