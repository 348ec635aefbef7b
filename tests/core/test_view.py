"""The message while it develops: what stands in it at each moment."""

from dataclasses import replace

import pytest

from bot.core.events import (
    Picture,
    PictureDrawn,
    StepDone,
    StepKind,
    StepStarted,
    TextAdded,
    TurnEvent,
)
from bot.core.message import Message
from bot.core.progress import Progress, apply
from bot.core.turns import Turn
from bot.core.view import Hung, pausing, waiting, working
from tests.fakes import ask

TURN = Turn(7, ask("a <fox> & co"), attempt=2)
SEARCH, DRAW = StepStarted("s", StepKind.SEARCH), StepStarted("d", StepKind.DRAW)
FOX = PictureDrawn(Picture("d", b"", "png"))


def status(message: Message) -> str:
    [line] = [b["text"]["text"] for b in message.blocks if b["type"] == "section"]
    return str(line)


def view(*events: TurnEvent, hung: Hung | None = None) -> Message:
    progress = Progress()
    for event in events:
        progress = apply(progress, event)
    return working(TURN, progress, hung)


@pytest.mark.parametrize(
    ("events", "line"),
    [
        ([], "◌ Thinking"),
        ([StepStarted("t", StepKind.THINK)], "◌ Thinking"),
        ([SEARCH], "◌ Looking something up"),
        (
            [SEARCH, StepDone("s", StepKind.SEARCH, 'the "Knicks" & co')],
            '◌ Looking up "the "Knicks" &amp; co"',
        ),
        ([StepDone("r", StepKind.READ, "nba.com")], "◌ Reading nba.com"),
        ([SEARCH, DRAW], "◌ Drawing"),
        ([TextAdded("p", "Here")], "◌ Writing"),
        ([TextAdded("p", "Here"), DRAW], "◌ Drawing"),
        ([DRAW, FOX, StepDone("d", StepKind.DRAW)], "◕ Finishing"),
        ([DRAW, FOX, StepStarted("e", StepKind.DRAW)], "◌ Drawing"),
    ],
)
def test_one_line_says_what_goes_on(events: list[TurnEvent], line: str) -> None:
    assert status(view(*events)) == line


@pytest.mark.parametrize(
    ("number", "line"),
    [
        (1, "◔ Drawing · preview 1 of up to 3"),
        (2, "◑ Drawing · preview 2 of up to 3"),
        (3, "◕ Drawing · preview 3 of up to 3"),
        (9, "◕ Drawing · preview 9 of up to 3"),
    ],
)
def test_previews_are_counted_as_people_count(number: int, line: str) -> None:
    assert status(view(DRAW, hung=Hung(number, number, file_id="F1"))) == line


def test_a_preview_hangs_in_a_block_that_is_new_each_time() -> None:
    """Slack would show its copy of the block before."""
    ids = set()
    for frame in (1, 2):
        [block] = [
            block
            for block in view(DRAW, hung=Hung(frame, frame, file_id="F1")).blocks
            if block["type"] == "image"
        ]
        ids.add(block["block_id"])
        assert "a <fox> & co" in block["alt_text"]
    assert len(ids) == 2


def test_a_preview_may_hang_at_an_address() -> None:
    shown = view(DRAW, hung=Hung(1, 1, url="https://a.example/p/x"))
    assert "https://a.example/p/x" in str(shown.blocks)


def test_the_words_so_far_stand_below() -> None:
    shown = view(TextAdded("p", "Foxes <!channel> [x](https://a.example)"))
    [block] = [block for block in shown.blocks if block["type"] == "markdown"]
    assert block["text"].startswith("Foxes <\u200b!channel>")


@pytest.mark.parametrize("text", ["\u202e", "\x07", "[](javascript:x)"])
def test_words_of_which_nothing_is_left_are_no_block(text: str) -> None:
    assert "markdown" not in str(view(TextAdded("p", text)).blocks)


def test_a_long_text_is_shown_as_far_as_a_message_goes() -> None:
    shown = view(TextAdded("p", "word " * 9000))
    assert sum(len(str(block)) for block in shown.blocks) < 11_000


def test_there_is_a_way_to_stop_at_every_moment() -> None:
    for message in (waiting(TURN, 0), waiting(TURN, 2), view(DRAW), pausing(TURN)):
        [button] = [
            block["accessory"] for block in message.blocks if "accessory" in block
        ]
        assert (button["action_id"], button["value"]) == ("stop", "7")


def test_who_waits_is_told_behind_how_many() -> None:
    assert status(waiting(TURN, 2)) == "◌ Waiting · 2 before you"
    assert status(waiting(TURN, 0)) == "◌ Starting"


def test_an_ask_that_stands_nowhere_is_repeated_in_the_message() -> None:
    """As from a command or a button."""
    unseen = replace(TURN, ask=replace(TURN.ask, ts=""))
    assert "<@U1> asked for: a &lt;fox&gt; &amp; co" in str(waiting(unseen, 0).blocks)
    assert "asked for" not in str(waiting(TURN, 0).blocks)


def test_the_same_values_make_the_same_message() -> None:
    assert view(SEARCH, DRAW) == view(SEARCH, DRAW)
