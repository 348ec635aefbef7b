"""What is found of decks and of what is left, on made-up evidence."""

from dataclasses import replace

import pytest

from bot.core.answering import own_decks
from tests.chaos.evidence import (
    Act,
    Asked,
    DeckSeen,
    Evidence,
    Frame,
    Paid,
    Posted,
    Pressed,
    Shown,
    Stored,
    Stray,
    Thread,
)
from tests.chaos.findings import faults

HERE: Thread = ("T1", "C1", "1.0")
OUTLINE = Shown(
    HERE,
    *("1.5", "turn-1"),
    (Frame(3.0, ended=True, codes=frozenset({"zq0004"})),),
    deck=DeckSeen(drawn=False, slides=3),
)
DRAWN = Shown(
    HERE,
    *("2.5", "turn-2"),
    (Frame(9.0, ended=True, codes=frozenset({"zq0004"})),),
    button="Draw it",
    deck=DeckSeen(drawn=True, slides=3, pictures=3),
)
FILES = (Posted(HERE, "bees.pptx", 3, 3), Posted(HERE, "bees.pdf", 3))
PRESSED = Pressed(HERE, "1.5", "draw_deck", 4.0, 4.1)
STRAY = Stray("F1", "preview-1.jpg", 5.0)
KILL = Act("kill", "ship-1-1", 5.5)


def paid(number: int, at: float = 5.0) -> Paid:
    """A picture of one of its slides."""
    drawn = frozenset({f"picture {number}"})
    return Paid("zq0004", "ship-1-1", at, at + 1, True, pictures=drawn, direct=True)


WHOLE = Evidence(
    asked=[Asked("zq0004", HERE, 1.0, 1.1, 1.2, deck=True)],
    shown=[OUTLINE, DRAWN],
    called=[],
    paid=[paid(1), paid(2), paid(3)],
    pressed=[PRESSED, replace(PRESSED, at=4.2)],
    posted=FILES,
    stored=Stored(
        named=frozenset({"picture 1", "picture 2", "picture 3", "bees"}),
        shelf=frozenset({"picture 1", "picture 2", "picture 3", "bees"}),
    ),
)
PLAIN = replace(DRAWN, deck=DeckSeen(True, slides=3, pictures=2, plain=1))
UNDONE = replace(DRAWN, deck=DeckSeen(drawn=False, slides=3), told="")
GONE = Frame(9.0, ended=True, text=f"{own_decks.GONE} ")
NAMED = WHOLE.stored.named if WHOLE.stored else frozenset()


def of(*shown: Shown, **more: object) -> Evidence:
    """The whole deck, with other messages."""
    return replace(WHOLE, shown=[*shown], **more)  # type: ignore[arg-type] # any field


BROKEN = {
    "a file is lacking": (
        replace(WHOLE, posted=FILES[:1]),
        "1 decks in ('T1', 'C1', '1.0') have the files []",
    ),
    "a file is there twice": (
        replace(WHOLE, posted=(*FILES, FILES[1])),
        "have the files ['bees.pdf', 'bees.pdf']",
    ),
    "a deck is lost": (
        of(OUTLINE, replace(UNDONE, told="x", frames=(GONE,)), paid=[], posted=()),
        "says 'The deck that this is about is no longer stored",
    ),
    "a message does not know that its files are there": (
        of(OUTLINE, replace(DRAWN, deck=DeckSeen(True, 3, 3, here=False))),
        "are still said to follow",
    ),
    "a slide has lost its picture": (
        replace(WHOLE, posted=(replace(FILES[0], pictures=2), FILES[1])),
        "have 2 pictures instead of 3",
    ),
    "an outline is drawn twice": (
        of(OUTLINE, DRAWN, replace(DRAWN, ts="3.5", mark="turn-3")),
        "1 outlines in ('T1', 'C1', '1.0') were drawn 2 times",
    ),
    "a press leads to nothing": (of(OUTLINE), "and 1 presses heard"),
    "nothing says why nothing was drawn": (
        of(OUTLINE, UNDONE, paid=[], posted=()),
        "drew no deck, and does not say why",
    ),
    "a picture is paid for and told of nowhere": (
        replace(WHOLE, paid=[*WHOLE.paid, paid(4)]),
        "4 pictures of decks",
    ),
    "a picture is told of that nobody paid for": (
        replace(WHOLE, paid=WHOLE.paid[1:]),
        "2 pictures of decks",
    ),
    "what was paid for is not stored": (
        replace(WHOLE, stored=Stored(NAMED - {"picture 2"}, NAMED - {"picture 2"})),
        "a picture of zq0004 was paid for and is not stored",
    ),
    "nobody knows what is on the shelf": (
        replace(WHOLE, stored=Stored(NAMED, NAMED | {"other"})),
        "nobody knows other on the shelf, which is of the bot",
    ),
    "the bytes of a picture are gone": (
        replace(WHOLE, stored=Stored(NAMED, NAMED - {"bees"})),
        "bees is named, and not on the shelf",
    ),
    "a turn is never settled": (
        replace(WHOLE, stored=Stored(NAMED, NAMED, ("7 is running",))),
        "turn 7 is running, and not settled",
    ),
    "a file stands in Slack": (
        replace(WHOLE, strays=[STRAY]),
        "the file F1 (preview-1.jpg) stands in Slack",
    ),
    "the file of a chart is there twice": (
        replace(WHOLE, posted=(*FILES, *[Posted(HERE, "darkroom-1-chart.png")] * 2)),
        "darkroom-1-chart.png stands 2 times",
    ),
    "a chart has no file": (
        of(replace(OUTLINE, chart=True), DRAWN),
        "turn 1 in ('T1', 'C1', '1.0') lacks the file of its chart",
    ),
}


def test_a_deck_that_is_whole_is_as_it_should_be() -> None:
    """Pressed twice, and drawn once."""
    assert faults(WHOLE) == []


@pytest.mark.parametrize(("seen", "told"), BROKEN.values(), ids=BROKEN.keys())
def test_what_is_broken_is_found(seen: Evidence, told: str) -> None:
    found = faults(seen)
    assert any(told in fault for fault in found), found


def test_a_picture_that_did_not_come_may_be_missing_where_that_is_said() -> None:
    files = (replace(FILES[0], pictures=2), FILES[1])
    assert faults(of(OUTLINE, PLAIN, paid=WHOLE.paid[:2], posted=files)) == []


def test_a_kill_explains_a_picture_that_is_drawn_again() -> None:
    """The one that was under way is stored nowhere."""
    again = replace(paid(4), at=7.0, until=8.0)
    seen = replace(WHOLE, paid=[*WHOLE.paid, again], acts=[KILL])
    assert faults(seen) == []


def test_a_file_in_slack_that_is_known_goes_later() -> None:
    known = Stored(NAMED, NAMED, files=frozenset({"F1"}))
    assert faults(replace(WHOLE, strays=[STRAY], stored=known)) == []


def test_a_note_that_only_memory_had_may_be_lost_with_its_process() -> None:
    full = Act("full", "all", 4.0, 20.0)
    seen = replace(WHOLE, strays=[STRAY], acts=[full, KILL])
    assert faults(seen) == []
    assert faults(replace(seen, acts=[full])) != []
    assert faults(replace(seen, acts=[KILL])) != []


def test_bytes_that_are_looked_at_later_may_have_no_name() -> None:
    other = frozenset({"other"})
    seen = replace(WHOLE, stored=Stored(NAMED, NAMED | other, noted=other))
    assert faults(seen) == []


def test_who_is_stopped_while_waiting_may_end_before_those_ahead() -> None:
    later = replace(OUTLINE, frames=(replace(OUTLINE.frames[0], at=20.0),))
    assert any("ended before turn 1" in each for each in faults(of(later, DRAWN)))
    stopped = replace(UNDONE, told="Stopped by <@U1>.")
    assert faults(of(later, stopped, paid=[], posted=())) == []
