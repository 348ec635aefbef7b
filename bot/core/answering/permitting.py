"""What somebody allowed for a whole thread: it answers questions, and it ends."""

from bot.core.ports import Legs, Turns
from bot.core.turn.legs import Leg, decided
from bot.core.turn.permissions import described, earlier, unswayed
from bot.core.turn.progress import Progress
from bot.core.turn.terms import Terms
from bot.core.turn.turns import Turn


async def end_permissions(legs: Legs, turn: Turn, progress: Progress) -> None:
    """After a web page or a tool's output, what may change something is asked again."""
    if progress.outside:
        await legs.came_outside(turn)


async def permitted(turns: Turns, turn: Turn, leg: Leg, terms: Terms) -> Leg:
    """The leg with decisions about what was permitted before."""
    leg = described(leg, terms)
    if not leg.open:
        return leg
    given = await turns.legs.permitted(turn)
    if not given:
        return leg
    past = await turns.lineage(turn.parent) if turn.parent else ()
    given = unswayed(given, (*past, turn), turn.ask.user)
    return decided(leg, earlier(leg, given))
