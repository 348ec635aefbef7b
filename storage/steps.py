"""Reads turns from SQLite, and takes a turn one step further."""

from collections.abc import Sequence
from typing import Any

from sqlite_utils import Database

from bot.core.errors import WrongState
from bot.core.turn.life import Status, before
from bot.core.turn.turns import Turn
from storage import rows
from storage.kept import Row


def where(db: Database, condition: str, args: Sequence[Any]) -> list[Turn]:
    found = db.query(f"select * from turns where {condition} order by id", args)  # noqa: S608 -- our own words
    return [value(db, row) for row in list(found)]


def get(db: Database, turn: int) -> Turn | None:
    return next(iter(where(db, "id = ?", [turn])), None)


def must(db: Database, turn: int) -> Turn:
    found = get(db, turn)
    if found is None:
        raise LookupError(f"there is no turn {turn}")
    return found


def value(db: Database, row: Row) -> Turn:
    where = "select * from pictures where turn = ? order by number"
    return rows.turn(row, list(db.query(where, [row["id"]])))


def update(db: Database, turn: int, values: dict[str, Any]) -> Turn:
    put(db, turn, values)
    return must(db, turn)


def step(db: Database, turn: int, status: Status, values: dict[str, Any]) -> Turn:
    """Put the turn into another state, if the table of its life allows that step."""
    found = must(db, turn)
    if found.status not in before(status):
        raise WrongState(f"turn {turn} is {found.status}, and cannot be {status}")
    return update(db, turn, {"status": status, **values})


def put(db: Database, turn: int, values: dict[str, Any]) -> None:
    marks = ", ".join(f"{name} = ?" for name in values)
    db.execute(f"update turns set {marks} where id = ?", [*values.values(), turn])  # noqa: S608 -- our own names
