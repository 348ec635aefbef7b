"""A harness that cannot fail proves nothing: each finding, on made-up evidence."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from tests.chaos.evidence import (
    Act,
    Asked,
    Called,
    Evidence,
    Frame,
    Paid,
    Shown,
    Thread,
)
from tests.chaos.figures import row, table
from tests.chaos.findings import faults

ACME: Thread = ("T1", "C1", "1.0")
GLOBEX: Thread = ("T2", "C2", "2.0")


def asked(code: str, thread: Thread = ACME, at: float = 1.0) -> Asked:
    """An ask that was offered and acknowledged at once."""
    return Asked(code, thread, at, offered=at + 0.1, acked=at + 0.2)


def shown(turn: int, code: str, ended: float, thread: Thread = ACME) -> Shown:
    """A message that was posted, showed a preview, and ended with its picture."""
    frames = (
        Frame(ended - 2, ended=False, text="◌ Starting"),
        Frame(ended - 1, ended=False, codes=frozenset({code}), preview=f"p-{turn}"),
        Frame(ended, ended=True, codes=frozenset({code})),
    )
    pictures = frozenset({f"picture of {code}"})
    return Shown(thread, f"{turn}.5", f"turn-{turn}", frames, pictures=pictures)


def paid(code: str, ship: str = "ship-1-1", at: float = 2.0) -> Paid:
    """A response that came to its end."""
    drawn = frozenset({f"picture of {code}"})
    return Paid(code, ship, at, at + 2, True, frozenset({code}), drawn, previews=3)


def update(ts: str, at: float, took: float = 0.1) -> Called:
    return Called("chat.update", "T1", ts, at, took)


CALM = Evidence(
    asked=[asked("zq0001", at=1.0), asked("zq0002", at=2.0), asked("zq0003", GLOBEX)],
    shown=[
        shown(1, "zq0001", 5.0),
        shown(2, "zq0002", 8.0),
        shown(3, "zq0003", 5.0, GLOBEX),
    ],
    called=[update("1.5", 4.0), update("1.5", 5.0), update("2.5", 5.05)],
    paid=[paid("zq0001"), paid("zq0002", at=5.0), paid("zq0003")],
)


def with_message(message: Shown) -> Evidence:
    """The calm, with one message instead of the one of the same turn."""
    rest = [one for one in CALM.shown if one.turn != message.turn]
    return replace(CALM, shown=[*rest, message])


def and_more(**more: Iterable[object]) -> Evidence:
    """The calm, and something besides."""
    added = {name: [*getattr(CALM, name), *what] for name, what in more.items()}
    return replace(CALM, **added)  # type: ignore[arg-type] # one or the other list


FIRST = CALM.shown[0]
WORKING = Frame(6.0, ended=False, text="◑ Drawing")
FINAL = Frame(7.0, ended=True)

BROKEN = {
    "two answers to one ask": (
        and_more(shown=[replace(FIRST, ts="9.5")]),
        "turn 1 has 2 messages",
    ),
    "one ask answered as two turns": (
        and_more(shown=[shown(4, "zq0001", 9.0)]),
        "zq0001 has 2 messages",
    ),
    "an ask without an answer": (
        replace(CALM, shown=CALM.shown[1:]),
        "not named: ['zq0001']",
    ),
    "a message that still works": (
        with_message(replace(FIRST, frames=FIRST.frames[:2])),
        "still says",
    ),
    "a step on top of the end": (
        with_message(replace(FIRST, frames=(*FIRST.frames, WORKING, FINAL))),
        "a step overwrote the end",
    ),
    "the second before the first": (
        with_message(shown(2, "zq0002", 4.5)),
        "ended before turn 1",
    ),
    "another order than that of the acknowledgements": (
        replace(
            CALM,
            shown=[shown(1, "zq0002", 5.0), shown(2, "zq0001", 8.0), CALM.shown[2]],
        ),
        "zq0002 was asked after zq0001",
    ),
    "two edits at once": (and_more(called=[update("2.5", 5.1)]), "two edits of 2.5"),
    "an edit under a longer one": (
        and_more(called=[update("3.5", 6.0, 2.0), update("3.5", 7.0, 0.1)]),
        "two edits of 3.5",
    ),
    "a call beyond the budget": (
        and_more(called=[replace(update("7.5", 9.0), status=429)]),
        "chat.update of T1 at 9.00 was one too many",
    ),
    "a response paid twice": (
        and_more(paid=[paid("zq0001", at=9.0)]),
        "zq0001 was paid twice",
    ),
    "a response paid twice, and somebody else was killed": (
        replace(
            and_more(paid=[paid("zq0001", "ship-2-1", 9.0)]),
            acts=[Act("kill", "ship-3-1", 3.0)],
        ),
        "zq0001 was paid twice",
    ),
    "a response paid twice, and its process was killed long after": (
        replace(
            and_more(paid=[paid("zq0001", "ship-2-1", 39.0)]),
            acts=[Act("kill", "ship-1-1", 30.0)],
        ),
        "zq0001 was paid twice",
    ),
    "foreign words": (
        with_message(
            replace(
                FIRST,
                frames=(Frame(5.0, ended=True, codes=frozenset({"zq0003"})),),
            )
        ),
        "shows zq0003, a foreign one",
    ),
    "a foreign picture": (
        with_message(replace(FIRST, pictures=frozenset({"picture of zq0003"}))),
        "shows zq0003, a foreign one",
    ),
    "a picture from nowhere": (
        with_message(replace(FIRST, pictures=frozenset({"who knows"}))),
        "shows what nobody drew",
    ),
    "foreign words for the model": (
        replace(
            CALM,
            paid=[
                *CALM.paid[1:],
                replace(paid("zq0001"), codes=frozenset({"zq0001", "zq0003"})),
            ],
        ),
        "the model was told zq0003",
    ),
    "a chain onto another thread": (
        replace(CALM, paid=[*CALM.paid[1:], replace(paid("zq0001"), onto="zq0003")]),
        "the model was told zq0003",
    ),
    "a foreign attachment": (
        replace(
            CALM,
            paid=[
                *CALM.paid[1:],
                replace(paid("zq0001"), given=frozenset({"red"})),
            ],
            attached={"red": GLOBEX},
        ),
        "the model was given a foreign picture",
    ),
}


def test_where_all_is_well_nothing_is_found() -> None:
    assert faults(CALM) == []


@pytest.mark.parametrize(("seen", "told"), BROKEN.values(), ids=BROKEN.keys())
def test_what_is_broken_is_found(seen: Evidence, told: str) -> None:
    found = faults(seen)
    assert any(told in fault for fault in found), found


def test_an_ask_that_was_never_acknowledged_may_go_without_an_answer() -> None:
    assert faults(and_more(asked=[replace(asked("zq0009"), acked=0.0)])) == []


@pytest.mark.parametrize(
    "act",
    [
        Act("kill", "ship-1-1", 3.0),
        Act("freeze", "ship-1-1", 1.0, 11.0),
        Act("restart", "postgres", 3.0, 4.0),
    ],
)
def test_a_reason_in_the_log_explains_a_second_response(act: Act) -> None:
    twice = and_more(paid=[paid("zq0001", "ship-2-1", 9.0)])
    assert faults(replace(twice, acts=[act])) == []


def test_a_429_is_excused_where_something_stood_still_just_before() -> None:
    beyond = and_more(called=[replace(update("7.5", 9.0), status=429)])
    starved = Act("starved", "all", 7.0, 8.0)
    assert faults(replace(beyond, acts=[starved])) == []
    assert faults(replace(beyond, acts=[replace(starved, at=1.0, until=2.0)])) != []
    frozen = Act("freeze", "ship-1-1", 0.0, 8.5)
    assert faults(replace(beyond, acts=[frozen])) == []
    assert faults(replace(beyond, acts=[replace(frozen, until=6.0)])) != []


def test_a_429_that_was_arranged_is_nobodys_fault() -> None:
    arranged = replace(update("7.5", 9.0), status=429, fault=True)
    assert faults(and_more(called=[arranged])) == []


def test_the_row_tells_of_kills_and_of_previews_that_nobody_saw() -> None:
    seen = replace(CALM, acts=[Act("kill", "ship-1-1", 3.5)])
    figures = row(seen, seed=7, engine="sqlite", seconds=60.0, faults=0)
    assert (figures.asks, figures.ends, figures.lost, figures.duplicates) == (
        3,
        3,
        0,
        0,
    )
    assert (figures.edits, figures.dropped, figures.caused) == (3, 6, 0)
    assert figures.recovery == 0.5  # the message stood still from 3.5 to 4.0
    assert "longest recovery" in table([figures])


def test_the_row_counts_what_is_lost_and_what_is_there_twice() -> None:
    lost = replace(CALM, shown=CALM.shown[1:])
    twice = and_more(shown=[replace(FIRST, ts="9.5")])
    assert row(lost, 1, "sqlite", 1.0, 0).lost == 1
    assert row(twice, 1, "sqlite", 1.0, 0).duplicates == 1
