"""What somebody allowed for a whole thread: it answers questions, and it ends."""

from bot.core.ports import Legs
from bot.core.turn.legs import Leg, decided
from bot.core.turn.permissions import described, earlier
from bot.core.turn.progress import Progress
from bot.core.turn.terms import Terms
from bot.core.turn.turns import Turn


async def end_permissions(legs: Legs, turn: Turn, progress: Progress) -> None:
    """After a web page or a tool's output, what may change something is asked again."""
    if progress.outside:
        await legs.came_outside(turn)


async def permitted(legs: Legs, turn: Turn, leg: Leg, terms: Terms) -> Leg:
    """The leg with decisions about what was permitted before."""
    leg = described(leg, terms)
    if not leg.open:
        return leg
    return decided(leg, earlier(leg, await legs.permitted(turn)))
