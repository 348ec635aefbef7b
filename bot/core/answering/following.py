"""Makes requests go on from what was before them: from the conversation at OpenAI, or,
where that cannot be, from the words of the thread and its last picture."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.core.answering.lineage import Lineage
from bot.core.answering.pictures_for_model import PicturesForModel
from bot.core.answering.spoken import remembered
from bot.core.answering.using_names import UsingNames
from bot.core.ports import Turns
from bot.core.turn.chains import is_of_another, may_follow
from bot.core.turn.decisions import Choice, Decision
from bot.core.turn.request import Request
from bot.core.turn.taught import KnownName
from bot.core.turn.turns import Answer, Turn

ANEW = (
    "What I may use has changed since the last turn, so I went on from the words of "
    "this thread and its last picture."
)
NOT_YOURS = (
    "The turn before used what is somebody else's own, so I went on from the words of "
    "this thread and its last picture."
)
FORGOTTEN = (
    "A character or a style of this conversation has been forgotten, so I went on from "
    "the words of this thread and its last picture."
)
REBUILT = (
    "OpenAI no longer has the earlier turns, so I rebuilt this one from their "
    "words and the last picture."
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A request, and notes for the person on how it was made."""

    request: Request
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Following:
    """Brings requests what was said and drawn before, and the names they use."""

    turns: Turns
    pictures: PicturesForModel
    names: UsingNames

    async def following(self, turn: Turn, lineage: Lineage, wanted: Wanted) -> Wanted:
        """The request with all that was before it."""
        chain = lineage.known.chain if lineage.known else ()
        resumes = wanted.request.resume is not None
        if not resumes and not may_follow(chain, wanted.request.terms):
            other = is_of_another(chain, turn.ask.user)
            return await self.rebuilt(turn, wanted, NOT_YOURS if other else ANEW)
        known = lineage.known.known_names if lineage.known else ()
        if not resumes and await self.names.gone_from(turn, known):
            return await self.rebuilt(turn, wanted, FORGOTTEN)
        request = replace(
            wanted.request,
            chain=chain,
            follows=lineage.known.response if lineage.known else None,
            decisions=_owed(lineage.known),
            history=remembered(lineage.untold),
        )
        request = await self._with_last(request, lineage.since)
        last = request.last
        kinds = {last.mimetype} if last else _kinds(lineage.known)
        made = replace(wanted, request=in_kind(request, kinds))
        return await self.with_names(made, (*lineage.untold, turn), known)

    async def rebuilt(self, turn: Turn, wanted: Wanted, why: str = REBUILT) -> Wanted:
        """The same request, for a model that does not have the earlier turns."""
        past = await self.turns.lineage(turn.parent) if turn.parent else ()
        history = remembered(past)
        request = replace(
            wanted.request, follows=None, decisions=(), history=history, chain=()
        )
        request = await self._with_last(request, past)
        wanted = Wanted(request, (*wanted.notes, why))
        return await self.with_names(wanted, (*past, turn))

    async def with_names(
        self, wanted: Wanted, turns: Sequence[Turn], known: Sequence[KnownName] = ()
    ) -> Wanted:
        """The request with the names in the words of these turns, as far as its chain
        does not know them."""
        request = wanted.request
        last = (request.last,) if request.last else ()
        taken = len((*request.images, *request.brought, *last))
        told = await self.names.telling(await self.names.of(turns), known, taken)
        request = replace(request, names=told.names, known_names=told.known)
        return Wanted(request, (*wanted.notes, *told.notes))

    async def _with_last(self, request: Request, past: Sequence[Turn]) -> Request:
        """The request with the last picture of these turns, and all of the last set."""
        brought = await self.pictures.several(past)
        last = await self.pictures.last(past)
        return replace(request, brought=brought, last=last)


def in_kind(request: Request, before: set[str]) -> Request:
    """Keep PNG as the format: a JPEG would lose the picture's transparency."""
    if "image/png" not in before or request.terms.format != "auto":
        return request
    return replace(request, terms=replace(request.terms, format="png"))


def _owed(before: Answer | None) -> tuple[Decision, ...]:
    """Decline the questions of the last response that nobody has decided."""
    owed = before.owed if before else ()
    return tuple(Decision(each, Choice.NO) for each in owed)


def _kinds(before: Answer | None) -> set[str]:
    drawn = before.drawn if before else ()
    return {f"image/{each.format}" for each in drawn}
