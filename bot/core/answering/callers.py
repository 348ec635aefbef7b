"""Who asks the model for a turn."""

from bot.core.caller import Caller
from bot.core.calls.tiers import MODEL
from bot.core.showing.context import TurnContext
from bot.core.turn.stop import Stop


def next_caller(context: TurnContext, stop: Stop) -> Caller:
    """The caller of the turn's next request.

    The first one was admitted together with the turn's seat; the others wait for the
    model's limit.
    """
    admitted = MODEL.method if stop.use_admission() else ""
    return context.caller.let_pass(admitted)
