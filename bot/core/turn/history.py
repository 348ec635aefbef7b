"""A thread's history: its tree of turns, numbered in the order of asking. Pure.

A set is one node, with its sheet; a picture that was picked from it is one of its own.
So is an answer in words alone, since others may build on it. What came to nothing has
no node, and neither has a comparison: nothing builds on it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.core.turn.flag_values import format_name
from bot.core.turn.options import Options
from bot.core.turn.turns import BEHIND, Answer, KeptPicture, Outcome, Turn

ON_PAGE: Final = 8
"""The nodes on one page. A number is always on the same page, however many follow."""
MOST_WORDS: Final = 600


@dataclass(frozen=True, slots=True)
class HistoryNode:
    """A turn that came to something.

    `parent` is the number of the node that it builds on; 0 if there is none. `words`
    are what was asked for. `picture` is what is seen of it: for a set its sheet, and
    nothing for an answer in words. `pictures` is how many it has.
    """

    number: int
    turn: int
    parent: int = 0
    words: str = ""
    user: str = ""
    picture: KeptPicture | None = None
    pictures: int = 0
    aside: bool = False


@dataclass(frozen=True, slots=True)
class History:
    """The nodes of a thread, the oldest first. `current` is the number of the one that
    the next reply builds on; 0 if it starts from scratch."""

    nodes: tuple[HistoryNode, ...] = ()
    current: int = 0

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-len(self.nodes) // ON_PAGE))

    def page(self, number: int) -> tuple[HistoryNode, ...]:
        """The nodes of a page; the first page has the oldest ones."""
        return self.nodes[number * ON_PAGE :][:ON_PAGE]

    def page_of(self, turn: int) -> int:
        """The page with this turn, or else the newest one."""
        node = self.of(turn)
        return (node.number - 1) // ON_PAGE if node else self.pages - 1

    def of(self, turn: int) -> HistoryNode | None:
        """The node of a turn."""
        return next((each for each in self.nodes if each.turn == turn), None)


def history_of(turns: Sequence[Turn], current: int | None) -> History:
    """The history of the turns of one thread."""
    parents = {each.id: each.parent for each in turns}
    nodes: dict[int, HistoryNode] = {}
    for turn in sorted(turns, key=lambda each: each.id):
        answer = turn.answer
        if answer is None or answer.outcome is not Outcome.DONE or answer.apart:
            continue
        before = _nearest(turn.parent, parents, nodes)
        nodes[turn.id] = _node(turn, answer, len(nodes) + 1, before)
    return History(tuple(nodes.values()), _nearest(current, parents, nodes))


def tree_of(turns: Sequence[Turn], turn: int) -> tuple[Turn, ...]:
    """Those of the turns, which are in the order of asking, that belong to the same
    tree as this one."""
    roots: dict[int, int] = {}
    for each in turns:
        roots[each.id] = roots.get(each.parent or 0, each.id)
    return tuple(each for each in turns if roots[each.id] == roots.get(turn))


def _nearest(
    turn: int | None,
    parents: Mapping[int, int | None],
    nodes: Mapping[int, HistoryNode],
) -> int:
    """The number of the turn's node, or of the nearest one that it builds on."""
    while turn is not None and turn in parents:
        if turn in nodes:
            return nodes[turn].number
        turn = parents[turn]
    return 0


def _node(turn: Turn, answer: Answer, number: int, parent: int) -> HistoryNode:
    return HistoryNode(
        number,
        turn.id,
        parent,
        words_of(turn) or _nameless(turn, answer),
        turn.ask.user,
        seen(answer),
        len(answer.own_pictures),
        turn.aside,
    )


def words_of(turn: Turn) -> str:
    """What was asked for, without the flags. What a button wants is told in other words
    than those that the model gets."""
    ask, options = turn.ask, turn.ask.options or Options()
    told = ask.words if options.button or options.in_looks else ask.wish or ask.words
    return one_line(told, MOST_WORDS)


def _nameless(turn: Turn, answer: Answer) -> str:
    """What is said of an ask that had no words."""
    file = next(iter(turn.ask.attached), None)
    if file is not None:
        return one_line(file.name, MOST_WORDS)
    drawn = seen(answer)
    return f"A {format_name(drawn.format)}" if drawn else "An answer"


def seen(answer: Answer) -> KeptPicture | None:
    """What people see of an answer at a glance; None if it has no picture."""
    sheet = next((each for each in answer.pictures if each.sheet), None)
    behind = next((each for each in answer.pictures if each.place == BEHIND), None)
    own = answer.own_pictures[-1] if answer.own_pictures else None
    return sheet or own or behind


def told(node: HistoryNode, history: History, most: int) -> str:
    """The node in one line, for those who cannot see the strip."""
    marks = [f"from {node.parent}"] if node.parent else []
    marks += ["the current one"] if node.number == history.current else []
    marks += ["set aside"] if node.aside else []
    marks += [f"{node.pictures} pictures"] if node.pictures > 1 else []
    marks += [] if node.picture else ["words only"]
    about = f" ({', '.join(marks)})" if marks else ""
    return f"{node.number}{about}: {one_line(node.words, most)}"


def one_line(words: str, most: int) -> str:
    """The words in a line of so many characters."""
    line = " ".join(words.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"
