"""The bot itself with tools that only tests have: `python -m tests.tooled`.

The tool `measure` is the bot's own. The server `stripe` is one that OpenAI would call,
at STRIPE_URL: a person has to allow each use of it.
"""

import asyncio
import os
import sys
from collections.abc import Mapping
from typing import Any

from bot.answers import Tools
from bot.commands.run import run
from bot.core.answering.bot_tools import BotTool, BotTools
from bot.core.answering.tool_context import ToolContext
from bot.core.identity.secret import Secret
from bot.core.turn.legs import Output
from bot.core.turn.request import Offer
from bot.core.turn.terms import ToolServer
from bot.settings import Settings
from tests.mcp_servers import TOKEN

TAKES = 0.1
MEASURE = Offer(
    "measure",
    "Says how tall something is.",
    {
        "type": "object",
        "properties": {"what": {"type": "string"}},
        "required": ["what"],
        "additionalProperties": False,
    },
)


def stripe() -> ToolServer:
    """The server, whose tools are those of `tests.mcp_servers`."""
    return ToolServer(
        "stripe",
        os.environ["STRIPE_URL"],
        ("list_payments", "refund"),
        token=Secret(TOKEN),
        digests={"list_payments": "d1", "refund": "d2"},
        reads=("list_payments",),
    )


async def measure(_: ToolContext, call: str, arguments: Mapping[str, Any]) -> Output:
    """Take a moment, in which a process may be killed."""
    await asyncio.sleep(TAKES)
    return Output(call, f"{len(str(arguments['what']))} m")


if __name__ == "__main__":
    TOOLS = Tools(BotTools(BotTool(MEASURE, measure)), (stripe(),))
    sys.exit(run(Settings.read(), tools=TOOLS))
