"""Bot tools: functions that the model can call, and that the bot itself carries out."""

import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from bot.core.answering.reading import unless_stopped
from bot.core.answering.tool_context import ToolContext
from bot.core.errors import BotError, Overtaken, StoreAway
from bot.core.showing.draft import Draft
from bot.core.turn.events import FunctionCalled
from bot.core.turn.legs import Leg, Output
from bot.core.turn.request import Offer
from bot.core.turn.stop import Stop

NO_SUCH = "There is no such tool."
NO_ARGUMENTS = "The arguments are not a JSON object."
BROKEN = "The tool failed. Do not call it again; say so."
Do = Callable[[ToolContext, str, Mapping[str, Any]], Awaitable[Output]]
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class BotTool:
    """A tool that the model is offered, with the function that does the work.

    It is given the id of the call and its arguments, and returns the output for the
    model.
    """

    offer: Offer
    do: Do


class BotTools:
    """All bot tools, by name."""

    def __init__(self, *tools: BotTool) -> None:
        self._tools = {tool.offer.name: tool for tool in tools}

    def with_tool(self, tool: BotTool) -> "BotTools":
        """These, and one more."""
        return BotTools(*self._tools.values(), tool)

    @property
    def offers(self) -> tuple[Offer, ...]:
        """The tools that every request offers."""
        return tuple(tool.offer for tool in self._tools.values())

    async def do_all(self, context: ToolContext, stop: Stop, draft: Draft) -> None:
        """Do what the leg has called for; after a stop, some may be missing.

        Nothing is done for a message that is gone.

        Each output is stored at once, so that after a kill only the other calls are
        made.
        """
        for call in context.leg.undone:
            doing = self.output(context, call)
            output = await unless_stopped(doing, stop, gone=draft.gone)
            if draft.overtaken:
                raise Overtaken("its message was taken over")
            if output is None:
                return
            await context.note(partial(_answered, output=output))

    async def output(self, context: ToolContext, call: FunctionCalled) -> Output:
        """Carry out the call. The model is told of an error, and goes on."""
        tool, arguments = self._tools.get(call.name), _read(call.arguments)
        if tool is None:
            return Output(call.id, NO_SUCH)
        if arguments is None:
            return Output(call.id, NO_ARGUMENTS)
        try:
            return await tool.do(context, call.id, arguments)
        except (Overtaken, StoreAway):
            raise
        except BotError as error:
            log.warning("the tool %s failed: %s", call.name, error)
            return Output(call.id, error.told)
        except Exception:
            log.exception("the tool %s failed", call.name)
            return Output(call.id, BROKEN)


def _answered(leg: Leg, output: Output) -> Leg:
    return replace(leg, outputs=(*leg.outputs, output))


def _read(arguments: str) -> Mapping[str, Any] | None:
    try:
        found = json.loads(arguments)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
