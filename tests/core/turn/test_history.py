"""A thread's history has a number for every turn that came to something."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.core.turn.asks import Attached
from bot.core.turn.history import (
    ON_PAGE,
    History,
    HistoryNode,
    history_of,
    told,
    tree_of,
)
from bot.core.turn.options import Button, Options
from bot.core.turn.sets import SetPicture
from bot.core.turn.turns import BEHIND, Answer, KeptPicture, Outcome, Turn
from tests.fakes import ask

FOX = KeptPicture("fox", "png", 8, 8, 1)
DONE = Answer(Outcome.DONE, pictures=(FOX,))
FAILED = Answer(Outcome.FAILED, "No.")


def turn(number: int, parent: int | None = None, answer: Answer | None = DONE) -> Turn:
    return Turn(number, ask(f"words {number}"), parent=parent, answer=answer)


def test_turns_are_numbered_in_the_order_of_asking() -> None:
    history = history_of([turn(9, 5), turn(5)], 9)
    assert [(e.number, e.turn, e.parent) for e in history.nodes] == [
        (1, 5, 0),
        (2, 9, 1),
    ]
    assert history.current == 2
    assert history.nodes[1].words == "words 9"


def test_flags_are_no_words_but_a_button_says_what_it_does() -> None:
    flags = ask("a fox --count 4", wish="a fox", options=Options(count=4))
    order = Options(button=Button.LARGER)
    larger = ask("Larger", wish="Draw exactly this again", options=order)
    turns = [replace(turn(1), ask=flags), replace(turn(2, 1), ask=larger)]
    words = [each.words for each in history_of(turns, 2).nodes]
    assert words == ["a fox", "Larger"]


def test_what_came_to_nothing_is_left_out_of_the_line() -> None:
    """So is what still runs; what was built on it hangs on what was before."""
    turns = [turn(1), turn(2, 1, FAILED), turn(3, 2), turn(4, 3, None)]
    history = history_of(turns, 2)
    assert [(e.turn, e.parent) for e in history.nodes] == [(1, 0), (3, 1)]
    assert history.current == 1


def test_nothing_builds_on_a_comparison() -> None:
    apart = replace(DONE, apart=True)
    history = history_of([turn(1), turn(2, 1, apart), turn(3, 1)], 3)
    assert [each.turn for each in history.nodes] == [1, 3]


def test_a_turn_whose_parent_was_forgotten_begins_anew() -> None:
    [node] = history_of([turn(3, 2)], None).nodes
    assert (node.number, node.parent) == (1, 0)


def test_a_set_is_one_node_with_its_sheet() -> None:
    pictures = tuple(KeptPicture(f"{n}", "png", 8, 8, 1, place=n) for n in (1, 2))
    sheet = KeptPicture("sheet", "jpeg", 8, 8, 1, sheet=True)
    wanted = tuple(SetPicture(n, "A", "a", sha256=str(n)) for n in (1, 2))
    of_set = Answer(Outcome.DONE, pictures=(*pictures, sheet), set_pictures=wanted)
    [node] = history_of([turn(1, None, of_set)], 1).nodes
    assert (node.picture, node.pictures) == (sheet, 2)


def test_a_chart_that_slack_draws_is_seen_by_the_picture_behind_it() -> None:
    behind = replace(FOX, place=BEHIND)
    [node] = history_of([turn(1, None, replace(DONE, pictures=(behind,)))], 1).nodes
    assert node.picture == behind


def test_an_answer_in_words_is_a_node_without_a_picture() -> None:
    history = history_of([turn(1, None, replace(DONE, pictures=()))], 1)
    line = told(history.nodes[0], history, 20)
    assert line == "1 (the current one, words only): words 1"


def test_an_ask_without_words_is_known_by_its_file() -> None:
    wanted = ask("", attached=(Attached("F1", "dog.png"),))
    [node] = history_of([replace(turn(1), ask=wanted)], 1).nodes
    assert node.words == "dog.png"


def test_a_conversation_is_the_tree_of_its_turns() -> None:
    turns = [turn(1), turn(2), turn(3, 1), turn(4, 2), turn(5, 3), turn(7, 6)]
    assert [each.id for each in tree_of(turns, 3)] == [1, 3, 5]
    assert [each.id for each in tree_of(turns, 2)] == [2, 4]
    assert [each.id for each in tree_of(turns, 7)] == [7]


@given(st.integers(1, 200), st.integers(0, 100))
def test_a_number_stays_on_its_page_however_many_follow(count: int, more: int) -> None:
    nodes = tuple(HistoryNode(n, n) for n in range(1, count + more + 1))
    before, after = History(nodes[:count]), History(nodes)
    for node in before.nodes:
        page = before.page_of(node.turn)
        assert page == after.page_of(node.turn) == (node.number - 1) // ON_PAGE
        assert node in before.page(page)
