"""Arranges one page of a history as a film strip. Pure: numbers in, numbers out.

A strip of film runs from left to right: what builds on a picture is to its right. Where
several build on the same one, the first goes on in the row, and each of the others
begins a row below, with a line that leads there. Where there is no room to the right,
or what a picture builds on is on another page, it begins a row of its own, which says
what it goes on from. So no line crosses a picture, or another line.

If that needs too many rows, films lie side by side instead, and each says what it goes
on from.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.core.turn.history import History, HistoryNode, told
from bot.core.turn.sheet import MOST_ALT

COLUMNS: Final = 4
ROWS: Final = 4
"""The most pictures in a row, and rows with lines: more would be too small in a
form."""


@dataclass(frozen=True, slots=True)
class StripCell:
    """Where a node is. A line leads to it from the node `after`, or it says that it
    goes `on` from one; 0 means neither."""

    node: HistoryNode
    row: int
    column: int
    after: int = 0
    on: int = 0


@dataclass(frozen=True, slots=True)
class Strip:
    """One page of a history as it is drawn. `alt` tells all of it in words."""

    cells: tuple[StripCell, ...] = ()
    current: int = 0
    alt: str = ""

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return 1 + max((each.row for each in self.cells), default=-1)

    @property
    def columns(self) -> int:
        """How many columns there are."""
        return 1 + max((each.column for each in self.cells), default=-1)


def strip_of(history: History, page: int, columns: int = COLUMNS) -> Strip:
    """The strip of a page."""
    nodes = history.page(page)
    cells = arranged(nodes, columns)
    here = any(each.number == history.current for each in nodes)
    return Strip(cells, history.current if here else 0, _alt(history, nodes))


def arranged(nodes: Sequence[HistoryNode], columns: int) -> tuple[StripCell, ...]:
    """Each of the nodes in a place of its own."""
    cells = _with_lines(nodes, columns)
    if max((each.row for each in cells), default=0) >= ROWS:
        cells = _packed(nodes, columns)
    return tuple(sorted(cells, key=lambda each: each.node.number))


def _with_lines(nodes: Sequence[HistoryNode], columns: int) -> list[StripCell]:
    here = {each.number for each in nodes}
    beginning = [each for each in nodes if each.parent not in here]
    rows = _Rows(_builds(nodes), columns)
    while beginning:
        node = beginning.pop(0)
        beginning += rows.add(node)
    return rows.cells


def _packed(nodes: Sequence[HistoryNode], columns: int) -> list[StripCell]:
    """Each film where there is room for it, from the top."""
    builds, cells = _builds(nodes), list[StripCell]()
    used: list[int] = []
    left = {each.number: each for each in nodes}
    while left:
        film = [left.pop(min(left))]
        while (after := builds[film[-1].number]) and len(film) < columns:
            film.append(left.pop(after[0].number))
        room = (n for n, width in enumerate(used) if width + len(film) <= columns)
        row = next(room, len(used))
        used += [0] if row == len(used) else []
        for node in film:
            first = node is film[0]
            from_ = {"on": node.parent} if first else {"after": node.parent}
            cells.append(StripCell(node, row, used[row], **from_))
            used[row] += 1
    return cells


def _builds(nodes: Sequence[HistoryNode]) -> defaultdict[int, list[HistoryNode]]:
    """What builds on each of them, by its number."""
    builds: defaultdict[int, list[HistoryNode]] = defaultdict(list)
    for each in nodes:
        builds[each.parent].append(each)
    return builds


class _Rows:
    """Fills rows from the top."""

    def __init__(
        self, builds: Mapping[int, Sequence[HistoryNode]], columns: int
    ) -> None:
        self._builds, self._columns = builds, columns
        self.cells: list[StripCell] = []
        self._next = 0

    def add(self, node: HistoryNode) -> list[HistoryNode]:
        """Begin a row with the node; returns those that have to begin rows later."""
        return self._row(StripCell(node, self._next, 0, on=node.parent))

    def _row(self, first: StripCell) -> list[HistoryNode]:
        """A row from its first cell on, and below it the rows that branch off, those
        to the right first: so their lines do not meet."""
        self._next += 1
        row, later = [first], list[HistoryNode]()
        while onwards := self._onwards(row[-1]):
            row.append(onwards)
        self.cells += row
        for cell in reversed(row):
            going_on, *others = self._builds.get(cell.node.number, ()) or (None,)
            if cell.column + 1 == self._columns:
                later += [each for each in (going_on, *others) if each]
                continue
            for each in others:
                beside = StripCell(
                    each, self._next, cell.column + 1, after=cell.node.number
                )
                later += self._row(beside)
        return later

    def _onwards(self, cell: StripCell) -> StripCell | None:
        """The next cell of a row, if there is one, and room for it."""
        after = self._builds.get(cell.node.number, ())
        if not after or cell.column + 1 == self._columns:
            return None
        number = cell.node.number
        return StripCell(after[0], cell.row, cell.column + 1, after=number)


def _alt(history: History, nodes: Sequence[HistoryNode]) -> str:
    """Everything that a page shows; long words are cut, so that all are told."""
    if not nodes:
        return ""
    first, last, total = nodes[0].number, nodes[-1].number, len(history.nodes)
    head = f"Numbers {first} to {last} of {total}. " if len(nodes) < total else ""
    marks = max(len(told(each, history, 1)) for each in nodes)
    room = (MOST_ALT - len(head)) // len(nodes) - marks - len("; ")
    return head + "; ".join(told(each, history, max(1, room)) for each in nodes)
