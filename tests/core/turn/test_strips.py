"""A strip shows every node of a page once, and its lines cross nothing."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from bot.core.turn.history import ON_PAGE, History, HistoryNode
from bot.core.turn.sheet import MOST_ALT
from bot.core.turn.strips import COLUMNS, ROWS, Strip, StripCell, strip_of
from bot.core.turn.turns import KeptPicture

FOX = KeptPicture("fox", "png", 8, 8, 1)


def history(*parents: int, current: int = 0, words: str = "a fox") -> History:
    """A history of nodes that build on these, by their numbers."""
    nodes = (
        HistoryNode(n, 100 + n, parent, words, picture=FOX, aside=n % 5 == 4)
        for n, parent in enumerate(parents, 1)
    )
    return History(tuple(nodes), current)


def places(strip: Strip) -> dict[int, tuple[int, int]]:
    return {each.node.number: (each.row, each.column) for each in strip.cells}


@st.composite
def trees(draw: st.DrawFn) -> History:
    """A thread in which each turn builds on any turn before it, or on none."""
    count = draw(st.integers(1, 40))
    parents = [draw(st.integers(0, number)) for number in range(count)]
    words = draw(st.text(max_size=2_000))
    return history(*parents, current=draw(st.integers(0, count)), words=words)


def lines(strip: Strip) -> list[tuple[StripCell, StripCell]]:
    """Each line: the cell that it comes from, and the one that it leads to."""
    cells = {each.node.number: each for each in strip.cells}
    return [(cells[each.after], each) for each in strip.cells if each.after]


@given(trees())
def test_each_node_is_shown_once_in_a_place_of_its_own(tree: History) -> None:
    shown = []
    for page in range(tree.pages):
        strip = strip_of(tree, page)
        assert len({*places(strip).values()}) == len(strip.cells) <= ON_PAGE
        assert strip.columns <= COLUMNS
        assert strip.rows <= ON_PAGE
        shown += [each.node for each in strip.cells]
    assert shown == list(tree.nodes)


@given(trees())
def test_every_picture_says_what_it_builds_on(tree: History) -> None:
    """By a line from it, or by its number."""
    for page in range(tree.pages):
        for cell in strip_of(tree, page).cells:
            assert cell.after + cell.on == cell.node.parent
            assert not (cell.after and cell.on)


@given(trees())
def test_a_line_leads_to_the_right_and_never_up(tree: History) -> None:
    for page in range(tree.pages):
        for before, after in lines(strip_of(tree, page)):
            assert after.column == before.column + 1
            assert after.row >= before.row


@given(trees())
def test_no_line_crosses_a_film(tree: History) -> None:
    """A line that leads down passes left of what it leads to; there, no row between
    has a film that goes on to both sides of it."""
    for page in range(tree.pages):
        strip = strip_of(tree, page)
        across = {(a.row, a.column) for a, b in lines(strip) if a.row == b.row}
        for before, after in lines(strip):
            for row in range(before.row + 1, after.row + 1):
                assert (row, before.column) not in across


@given(trees())
def test_lines_meet_only_where_they_come_from_the_same(tree: History) -> None:
    for page in range(tree.pages):
        down = [(a, b) for a, b in lines(strip_of(tree, page)) if b.row > a.row]
        for (a, b), (c, d) in combinations(down, 2):
            if a is not c and a.column == c.column:
                assert b.row <= c.row or d.row <= a.row


def test_what_goes_on_is_beside_and_what_branches_off_below() -> None:
    strip = strip_of(history(0, 1, 2, 1, 4, 2), 0)
    assert places(strip) == {
        1: (0, 0),
        2: (0, 1),
        3: (0, 2),
        6: (1, 2),
        4: (2, 1),
        5: (2, 2),
    }


def test_a_row_that_is_full_goes_on_below_and_says_from_where() -> None:
    strip = strip_of(history(0, 1, 2, 3, 4), 0)
    assert places(strip)[5] == (1, 0)
    assert (strip.cells[4].on, strip.cells[4].after) == (4, 0)


def test_many_branches_lie_side_by_side_instead_of_below_each_other() -> None:
    strip = strip_of(history(0, *[1] * 7), 0)
    assert strip.rows == 2 < ROWS
    assert {each.on for each in strip.cells} == {0, 1}


def test_the_alternative_text_tells_all_that_is_seen() -> None:
    strip = strip_of(history(0, 1, 1, 2, current=3), 0)
    assert strip.alt == (
        "1: a fox; 2 (from 1): a fox; 3 (from 1, the current one): a fox; "
        "4 (from 2, set aside): a fox"
    )
    assert strip.current == 3


def test_a_page_of_several_says_which_numbers_it_has() -> None:
    tree = history(0, *range(1, 20), current=2)
    strip = strip_of(tree, 2)
    assert strip.alt.startswith("Numbers 17 to 20 of 20. 17 (from 16): a fox; ")
    assert strip.current == 0


@given(trees())
def test_the_alternative_text_is_as_long_as_slack_allows(tree: History) -> None:
    for page in range(tree.pages):
        strip = strip_of(tree, page)
        assert len(strip.alt) <= MOST_ALT
        assert all(f"{each.node.number}" in strip.alt for each in strip.cells)
