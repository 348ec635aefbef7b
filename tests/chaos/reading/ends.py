"""Whether a storm is over: whether everything has ended that was wanted."""

from collections import Counter

from playground.slack.messages import Message
from tests.chaos.asking import Asking
from tests.chaos.bases import Base
from tests.chaos.evidence import DRAWN_BY
from tests.chaos.gathering import declined, is_whole, marked
from tests.chaos.reading.decks import button_of
from tests.chaos.reading.files import strays
from tests.chaos.reading.stored import stored
from tests.chaos.town import Town


def has_ended(town: Town, asking: Asking) -> bool:
    """Whether as many messages of each thread have ended as there were asks, and
    nothing else is under way there."""
    wanted = Counter(asked.root_ts for asked in asking.asked)
    wanted.update(filled.thread[2] for filled in asking.filled if filled.acked)
    for (_, _, root), count in declined(town, asking.asked).items():
        wanted[root] -= count
    roots = {asked.root_ts: asked for asked in asking.asked}
    return all(_has_ended(town, roots[ts], wanted[ts]) for ts in roots)


async def is_settled(town: Town, base: Base) -> bool:
    """Whether the bot has nothing left to do, and nothing in Slack is left over."""
    kept = await stored(base)
    left = {each.id for each in strays(town)}
    return not kept.turns and left <= kept.files


def _has_ended(town: Town, asked: Message, wanted: int) -> bool:
    messages = [m for m in town.thread(asked) if not m.deleted and marked(m)]
    done = {marked(m) for m in messages if is_whole(m.blocks) and not _by_press(m)}
    begun = any("'stop'" in str(m.blocks) for m in messages)
    return len(done) >= wanted and not begun


def _by_press(message: Message) -> bool:
    """Whether no words of anybody's stand behind it."""
    return button_of(message.blocks).startswith((*DRAWN_BY, "Theme:"))
