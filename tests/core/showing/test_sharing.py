"""Files for the thread: noted before Slack has them, so that each comes once."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.core.errors import ChatBusy
from bot.core.showing.hanging import Frame
from bot.core.showing.sharing import Sharing
from bot.core.turn.thread import ThreadKey
from bot.core.turn.turns import EMOJI, Answer, KeptPicture, Outcome, Turn
from tests.fakes import THREAD, ask
from tests.memory_turns import MemoryTurns

SHOWN = KeptPicture("s" * 64, "png", 8, 8, 99, file_id="F0")
SMALL = KeptPicture("e" * 64, "png", 8, 8, 99, place=EMOJI)
FRAME = Frame(THREAD, "emoji.png", "", b"small")


class SlowSlack:
    """Takes a file, and is busy when it is to be complete."""

    def __init__(self) -> None:
        self.busy, self.seen = True, list[Frame]()

    async def share(self, files: Sequence[Frame], thread: ThreadKey) -> Sequence[str]:
        self.seen += files
        for each in (each for each in files if not each.sent):
            await each.noted(f"F{len(self.seen)}")
        if self.busy:
            raise ChatBusy("503")
        return [each.sent for each in files]


async def with_emoji(turns: MemoryTurns) -> Turn:
    turn = await turns.accept(ask())
    assert turn is not None
    await turns.begin(turn.id)
    await turns.answered(turn.id, Answer(Outcome.DONE, pictures=(SHOWN, SMALL)))
    await turns.shown(turn.id, (SHOWN, SMALL), settled=False)
    return await again(turns, turn)


async def again(turns: MemoryTurns, turn: Turn) -> Turn:
    found = await turns.get(turn.id)
    assert found is not None
    return found


def pictures(turn: Turn) -> tuple[KeptPicture, ...]:
    assert turn.answer is not None
    return turn.answer.pictures


async def test_a_file_is_noted_before_slack_has_it_and_known_the_next_time() -> None:
    turns, slack = MemoryTurns(), SlowSlack()
    turn = await with_emoji(turns)
    with pytest.raises(ChatBusy):
        await Sharing(turns, slack.share, turn).share({SMALL.sha256: FRAME})
    turn = await again(turns, turn)
    assert pictures(turn) == (SHOWN, replace(SMALL, file_id="F1"))
    assert not pictures(turn)[1].hangs
    slack.busy = False
    await Sharing(turns, slack.share, turn).share({SMALL.sha256: FRAME})
    assert [each.sent for each in slack.seen] == ["", "F1"]
    turn = await again(turns, turn)
    assert pictures(turn)[1].hangs


async def test_where_nothing_is_to_be_shared_nothing_is_written() -> None:
    turns, slack = MemoryTurns(), SlowSlack()
    turn = await with_emoji(turns)
    assert not await Sharing(turns, slack.share, turn).share({})
    assert not slack.seen
