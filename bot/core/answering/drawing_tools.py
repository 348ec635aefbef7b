"""The bot tools that draw: several pictures, charts and decks."""

from bot.core.answering.bot_tools import BotTools
from bot.core.answering.chart import DrawChart
from bot.core.answering.deck_change import ChangeDeck
from bot.core.answering.deck_drawing import DeckDrawing
from bot.core.answering.deck_outline import OutlineDeck
from bot.core.answering.draw_set import DrawSet
from bot.core.answering.set_drawing import SetDrawing
from bot.core.ports import Typesetter
from bot.core.showing.context import TurnContext


def with_drawing(
    tools: BotTools,
    context: TurnContext,
    drawing: SetDrawing,
    key: bytes,
    typesetter: Typesetter,
) -> BotTools:
    """The tools, and those that draw. The key hides people's names from OpenAI."""
    turns, shelf = context.turns, context.shelf
    pictures = DrawSet(drawing, key)
    charts = DrawChart(typesetter, turns, shelf, context.clock)
    tools = tools.with_tool(pictures.tool).with_tool(charts.tool)
    if context.decks is None:
        return tools
    decks = DeckDrawing(pictures, context.decks.maker, shelf)
    outline = OutlineDeck(turns, context.decks)
    change = ChangeDeck(decks, turns, context.decks)
    return tools.with_tool(outline.tool).with_tool(change.tool)
