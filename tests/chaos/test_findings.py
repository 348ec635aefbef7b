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
from tests.chaos.findings import LOSS, faults, in_order

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


SET = Asked("zq0004", ("T1", "C1", "9.0"), 1.0, 1.1, 1.2, pictures=3)
"""An ask for three pictures of the same words."""


def drawn(at: float) -> Paid:
    """One of its pictures."""
    return replace(paid("zq0004", at=at), direct=True)


def of_set(picks: int, *made: Paid) -> Evidence:
    """Its evidence: so many pictures can be picked of those that were paid for."""
    sheet = replace(shown(4, "zq0004", 9.0, SET.thread), picks=picks)
    return replace(
        CALM,
        asked=[*CALM.asked, SET],
        shown=[*CALM.shown, sheet],
        paid=[*CALM.paid, *made],
    )


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
    "a response paid twice because the database was away": (
        replace(
            and_more(paid=[paid("zq0001", "ship-2-1", 39.0)]),
            acts=[Act("away", "all", 3.0, 30.0)],
        ),
        "zq0001 was paid twice",
    ),
    "a picture that was paid for and that nobody sees": (
        with_message(replace(FIRST, pictures=frozenset())),
        "a picture of zq0001 was paid for",
    ),
    "a sentence that nobody should have to read": (
        with_message(
            replace(FIRST, frames=(replace(FINAL, text=f"{LOSS}. Press *Redo*."),))
        ),
        "says 'Something went wrong on my side",
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


def leg(code: str, of: str, at: float, *allowed: str) -> Paid:
    """A response that follows another one with what was called or decided."""
    pictures = frozenset({f"picture of {code}"})
    return Paid(code, "ship-1-1", at, at + 1, True, pictures=pictures, leg=of,
                allowed=allowed)  # fmt: skip


def test_further_legs_of_a_turn_are_not_paid_twice() -> None:
    again = (leg("zq0001", "resp_1", 4.0, "mcpr_1"), leg("zq0001", "resp_2", 4.5))
    assert not faults(replace(CALM, paid=[*CALM.paid, *again]))


def test_a_leg_that_is_paid_again_and_what_is_done_twice_are_found() -> None:
    again = (leg("zq0001", "resp_1", 4.0, "q"), leg("zq0001", "resp_1", 4.5, "q"))
    told = " ".join(faults(replace(CALM, paid=[*CALM.paid, *again])))
    assert "zq0001 was paid twice" in told
    assert "what was asked by q was done 2 times" in told


def test_who_waits_for_a_person_may_end_later_than_the_next_one() -> None:
    first, second, other = CALM.shown
    asks = replace(first.frames[1], asks=True, at=5.5)
    late = replace(first.frames[2], at=20.0)
    asking = replace(first, frames=(first.frames[0], asks, late))
    assert not [*in_order(replace(CALM, shown=[asking, second, other]))]


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


def test_what_was_held_while_nothing_could_be_stored_may_be_lost_by_a_kill() -> None:
    """And by nothing else; some time later it is stored."""
    twice = and_more(paid=[paid("zq0001", "ship-2-1", 99.0)])
    away, kill = Act("away", "all", 3.0, 60.0), Act("kill", "ship-1-1", 61.0)
    assert faults(replace(twice, acts=[away, kill])) == []
    assert faults(replace(twice, acts=[away, replace(kill, at=98.0)])) != []


def test_an_end_that_was_held_and_died_with_its_process_is_written_again() -> None:
    frames = (*FIRST.frames, WORKING, FINAL)
    again = with_message(replace(FIRST, frames=frames))
    away, kill = Act("away", "all", 4.0, 60.0), Act("kill", "ship-1-1", 5.5)
    assert faults(replace(again, acts=[away, kill])) == []
    assert faults(replace(again, acts=[away])) != []
    assert faults(replace(again, acts=[kill])) != []


def test_a_message_that_took_over_the_words_of_one_that_failed_is_about_its_own() -> (
    None
):
    failed = replace(
        FIRST, frames=(*FIRST.frames[:1], Frame(5, True)), pictures=frozenset()
    )
    second = shown(2, "zq0002", 8.0)
    later = asked("zq0005", at=3.0)
    both = frozenset({"zq0001", "zq0005"})
    third = shown(5, "zq0005", 9.0)
    third = replace(third, frames=(*third.frames[:2], Frame(9.0, True, codes=both)))
    seen = replace(
        CALM, asked=[*CALM.asked, later], shown=[failed, second, CALM.shown[2], third]
    )
    assert [*in_order(seen)] == []


def test_an_ask_that_was_turned_away_with_a_word_needs_no_message() -> None:
    missing = replace(CALM, shown=CALM.shown[1:], paid=CALM.paid[1:])
    assert faults(missing) != []
    assert faults(replace(missing, declined={ACME: 1})) == []


def test_what_was_asked_for_once_more_need_not_be_shown() -> None:
    killed = Act("kill", "ship-1-1", 3.0)
    first = replace(paid("zq0001"), pictures=frozenset({"another"}))
    again = paid("zq0001", "ship-1-2", 9.0)
    assert (
        faults(replace(CALM, paid=[first, again, *CALM.paid[1:]], acts=[killed])) == []
    )


def test_an_answer_that_came_while_a_process_slept_may_be_too_late() -> None:
    """If people are told to wait for only a few seconds."""
    drawn = paid("zq0001")
    unseen = replace(drawn, pictures=drawn.pictures | {"another"})
    lost = replace(CALM, paid=[unseen, *CALM.paid[1:]])
    shut = Act("shut", "all", 0.0, 1.0)
    slept = Act("freeze", unseen.ship, unseen.until - 1, unseen.until + 1)
    assert faults(replace(lost, acts=[shut, slept])) == []
    assert faults(replace(lost, acts=[slept])) != []
    assert faults(replace(lost, acts=[shut, replace(slept, whom="other")])) != []
    assert faults(replace(lost, acts=[shut, replace(slept, at=slept.until)])) != []


def test_what_was_interrupted_three_times_is_given_up() -> None:
    """If the last kill came before the answer could be stored."""
    drawn = paid("zq0001", "ship-1-3")
    unseen = replace(drawn, pictures=drawn.pictures | {"another"})
    lost = replace(CALM, paid=[unseen, *CALM.paid[1:]])
    kills = [Act("kill", f"ship-1-{n}", 1.5 + n) for n in (1, 2, 3)]
    assert faults(replace(lost, acts=kills)) == []
    assert faults(replace(lost, acts=kills[1:])) != []
    assert faults(replace(lost, acts=[*kills[:2], replace(kills[2], at=60.0)])) != []


def test_a_429_is_excused_where_something_stood_still_just_before() -> None:
    beyond = and_more(called=[replace(update("7.5", 9.0), status=429)])
    starved = Act("starved", "all", 7.0, 8.0)
    assert faults(replace(beyond, acts=[starved])) == []
    assert faults(replace(beyond, acts=[replace(starved, at=1.0, until=2.0)])) != []
    frozen = Act("freeze", "ship-1-1", 0.0, 8.5)
    assert faults(replace(beyond, acts=[frozen])) == []
    assert faults(replace(beyond, acts=[replace(frozen, until=6.0)])) != []
    away = Act("away", "all", 0.0, 8.5)
    assert faults(replace(beyond, acts=[away])) == []
    assert faults(replace(beyond, acts=[replace(away, until=1.0)])) != []


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


def test_a_set_whose_pictures_are_all_there_is_as_it_should_be() -> None:
    assert not faults(of_set(3, *(drawn(at) for at in (2.0, 2.1, 2.2))))


def test_a_picture_of_a_set_too_many_is_found_unless_a_kill_explains_it() -> None:
    four = [drawn(at) for at in (2.0, 2.1, 2.2, 6.0)]
    seen = of_set(3, *four)
    [fault] = faults(seen)
    assert "zq0004 was paid twice" in fault
    killed = replace(seen, acts=[Act("kill", "ship-1-1", 3.0, 3.5)])
    assert not [each for each in faults(killed) if "zq0004" in each]


def test_a_set_that_the_model_calls_for_has_one_response_before_its_pictures() -> None:
    """A second one is one too many, as for any ask."""
    made = [drawn(at) for at in (2.0, 2.1, 2.2)]
    called = replace(paid("zq0004", at=1.5), pictures=frozenset())
    assert not faults(of_set(3, called, *made))
    told = " ".join(faults(of_set(3, called, replace(called, at=1.8), *made)))
    assert "zq0004 was paid twice" in told


def test_a_picture_of_a_set_that_is_lost_is_found() -> None:
    seen = of_set(2, *(drawn(at) for at in (2.0, 2.1, 2.2)))
    [fault] = faults(seen)
    assert "2 can be picked" in fault
