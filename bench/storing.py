"""Fills a database with turns, by copying one that the program itself has stored.

Nothing here knows more of the tables than what makes a turn a turn of its own; a new
column is copied like the others.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Row = dict[str, Any]
UNFINISHED = {"status": "running", "answer": None, "settled": 0, "ended": None}


@dataclass(frozen=True, slots=True)
class Fill:
    """So many turns in so many threads; unfinished ones are as a crash leaves them."""

    turns: int
    threads: int
    unfinished: bool = False


def fill_sqlite(file: Path, fill: Fill) -> None:
    """Copy the newest turn so many times."""
    with closing(sqlite3.connect(file)) as db:
        db.row_factory = sqlite3.Row
        turn = dict(db.execute("select * from turns order by id desc").fetchone())
        found = db.execute("select * from pictures where turn = ?", [turn["id"]])
        picture, thread = found.fetchone(), db.execute("select * from threads")
        with db:
            _insert(db, "turns", _turns(turn, fill))
            _insert(db, "threads", _threads(dict(thread.fetchone()), turn, fill))
            if picture is not None and not fill.unfinished:
                _insert(db, "pictures", _pictures(dict(picture), turn, fill))


def _turns(turn: Row, fill: Fill) -> Iterator[Row]:
    for number in range(1, fill.turns + 1):
        thread = f"1600000000.{number % fill.threads:06d}"
        own = {
            "id": turn["id"] + number,
            "claim": f"{turn['team']}/{turn['channel']}/copy-{number}",
            "thread": thread,
            "ask_ts": f"1600000001.{number:06d}",
            "message": f"1600000002.{number:06d}",
        }
        yield turn | own | (UNFINISHED if fill.unfinished else {})


def _threads(thread: Row, turn: Row, fill: Fill) -> Iterator[Row]:
    for number in range(fill.threads):
        own = {"ts": f"1600000000.{number:06d}", "current": turn["id"]}
        yield thread | own


def _pictures(picture: Row, turn: Row, fill: Fill) -> Iterator[Row]:
    for number in range(1, fill.turns + 1):
        yield picture | {"turn": turn["id"] + number}


def _insert(db: sqlite3.Connection, table: str, rows: Iterator[Row]) -> None:
    first = next(rows)
    names, marks = ", ".join(first), ", ".join("?" * len(first))
    sql = f"insert into {table} ({names}) values ({marks})"  # noqa: S608 - our own names
    db.execute(sql, tuple(first.values()))
    db.executemany(sql, (tuple(row.values()) for row in rows))
