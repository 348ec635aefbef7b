"""The table of a turn's life has everything, and nothing has it again."""

import ast
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from bot.core.turn.life import (
    HOLDING_LANE,
    IN_LINE,
    MAY_BE_STOPPED,
    OVER,
    STATES,
    TAKEN_UP,
    TAKING_SEAT,
    Status,
    before,
    may_follow,
    when_begun,
)

ROOT = Path(__file__).parents[3]
WORD = re.compile(rf"'({'|'.join(Status)})'")
SHIPPED = {
    ("storage/migrations.py", "m001_turns"),
    ("storage/migrations.py", "m014_beside"),
    ("storage/postgres/steps.py", "m001_turns"),
    ("storage/postgres/steps.py", "m014_beside"),
    ("storage/postgres/functions.py", "TAKE_SEAT"),
    ("storage/postgres/accepting.py", "ACCEPT_TURN"),
}
"""The shipped SQL with states in it, which is never edited again."""


@pytest.mark.parametrize("status", Status)
def test_every_state_has_an_entry(status: Status) -> None:
    assert STATES[status]


@pytest.mark.parametrize("status", [each for each in Status if each != Status.WAITING])
def test_every_state_can_be_reached(status: Status) -> None:
    assert set(before(status)) - {status}


def test_every_life_can_end() -> None:
    ending = set(OVER)
    while more := {s for s in Status if STATES[s].next & ending} - ending:
        ending |= more
    assert ending == set(Status)


def test_what_asks_holds_nothing_and_can_be_stopped() -> None:
    assert Status.ASKING not in (*IN_LINE, *HOLDING_LANE, *TAKING_SEAT, *TAKEN_UP)
    assert Status.ASKING in MAY_BE_STOPPED
    assert STATES[Status.ASKING].next == {Status.WAITING, Status.ANSWERED}


def test_a_tool_at_work_holds_its_seat_and_its_lane() -> None:
    assert Status.DOING in TAKING_SEAT
    assert Status.DOING in HOLDING_LANE
    assert Status.DOING in TAKEN_UP


def test_what_is_over_stays_so() -> None:
    assert OVER == (Status.SHOWN,)
    assert not any(
        may_follow(Status.SHOWN, each) for each in Status if each not in OVER
    )


def test_what_is_begun_runs_unless_it_is_answered() -> None:
    begun = {status: when_begun(status) for status in Status}
    assert begun == {
        Status.WAITING: Status.RUNNING,
        Status.RUNNING: Status.RUNNING,
        Status.DOING: Status.RUNNING,
        Status.ASKING: None,
        Status.ANSWERED: Status.ANSWERED,
        Status.SHOWN: None,
    }


def test_no_statement_names_a_state_by_itself() -> None:
    """A state that is added would be forgotten there."""
    folders = (ROOT / name for name in ("bot", "handlers", "storage"))
    files = chain.from_iterable(folder.rglob("*.py") for folder in folders)
    found = [
        f"{file.relative_to(ROOT)}: {name}: {text.strip()[:80]}"
        for file in files
        for name, text in _texts(ast.parse(file.read_text("utf-8")))
        if (str(file.relative_to(ROOT)), name) not in SHIPPED and _names_one(text)
    ]
    assert not found


def test_a_statement_that_names_one_would_be_found() -> None:
    tree = ast.parse("""X = f"select 1 from turns where status = 'waiting' and {y}" """)
    [(name, text)] = [each for each in _texts(tree) if _names_one(each[1])]
    assert (name, "'waiting'" in text) == ("X", True)


def _names_one(text: str) -> bool:
    """The queue's own jobs are *todo* and *doing*, too; those are not meant."""
    if "procrastinate_jobs" in text or "worker_id" in text:
        text = text.replace("'doing'", "")
    return bool(WORD.search(text))


def _texts(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Every text in a module, docstrings left out, and the name that it belongs to."""
    for node in tree.body:
        for name, part in _named(node):
            for inner in ast.walk(part):
                if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
                    yield name, inner.value


def _named(node: ast.stmt) -> Iterator[tuple[str, ast.AST]]:
    if isinstance(node, ast.Assign | ast.AnnAssign):
        target = node.targets[0] if isinstance(node, ast.Assign) else node.target
        if isinstance(node.value, ast.Dict):
            for key, value in zip(node.value.keys, node.value.values, strict=True):
                yield str(getattr(key, "value", "")), value
        elif node.value is not None:
            yield ast.unparse(target), node.value
    elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield node.name, node
