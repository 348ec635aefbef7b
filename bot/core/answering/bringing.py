"""Finds the files that go to the model with a turn: its own, and some earlier ones."""

from dataclasses import replace

from bot.core.answering.lineage import Lineage, lineage_of
from bot.core.ports import Brought, Files, Turns
from bot.core.turn.asks import Ask
from bot.core.turn.turns import Turn


async def lineage_before(turns: Turns, turn: Turn) -> Lineage:
    """The lineage that the turn builds on."""
    return lineage_of(await turns.lineage(turn.parent) if turn.parent else ())


async def with_files(files: Files, turn: Turn, lineage: Lineage) -> Ask:
    """The ask with the files of turns without a result, and of the first message."""
    known = lineage.attached
    if turn.ask.look_at_root and not lineage.begun:
        known = (*await files.attached_to(turn.ask.thread), *known)
    own = turn.ask.attached
    seen = {each.id for each in own}
    all_files = {each.id: each for each in known if each.id not in seen}
    return replace(turn.ask, attached=(*all_files.values(), *own))


async def brought(turns: Turns, files: Files, turn: Turn) -> Brought:
    """The pictures that the model sees with the turn, in the same order."""
    return await files.bring(
        await with_files(files, turn, await lineage_before(turns, turn))
    )
