"""Fills a database with turns, by copying one that the program itself has stored.

This only knows the columns that distinguish one turn from another; a new column is
copied like the others.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from psycopg.rows import dict_row

from bench.memories import remembered

Row = dict[str, Any]
MISSING = "select count(*) from turns where answer is not null and indexed = 0"
UNFINISHED = {"status": "running", "answer": None, "ended": None}


@dataclass(frozen=True, slots=True)
class Fill:
    """A number of turns in a number of threads, with unfinished ones as a crash leaves
    them, or those of a year in many channels."""

    turns: int
    threads: int
    unfinished: bool = False
    year: bool = False


def fill_sqlite(file: Path, fill: Fill) -> None:
    """Copy the newest turn so many times."""
    with closing(sqlite3.connect(file)) as db:
        db.row_factory = sqlite3.Row
        turn = dict(db.execute("select * from turns order by id desc").fetchone())
        thread = dict(db.execute("select * from threads").fetchone())
        picture = dict(db.execute("select * from pictures").fetchone())
        with db:
            for table, rows in _copies(turn, thread, picture, fill):
                for row in rows:
                    names, marks = ", ".join(row), ", ".join("?" * len(row))
                    words = f"insert into {table} ({names}) values ({marks})"  # noqa: S608 - our own names
                    db.execute(words, tuple(row.values()))


def fill_postgres(url: str, fill: Fill) -> None:
    """The same in PostgreSQL."""
    with psycopg.connect(url, row_factory=dict_row) as db:
        turn = _must(db.execute("select * from turns order by id desc").fetchone())
        thread = _must(db.execute("select * from threads").fetchone())
        picture = _must(db.execute("select * from pictures").fetchone())
        for table, rows in _copies(turn, thread, picture, fill):
            _copy_in(db, table, rows)
        db.execute(
            "select setval(pg_get_serial_sequence('turns', 'id'), max(id)) from turns"
        )
    with psycopg.connect(url, autocommit=True) as db:
        db.execute("analyze")


def missing_in_sqlite(file: Path) -> int:
    """How many turns are not in the gallery yet."""
    with closing(sqlite3.connect(file)) as db:
        return int(db.execute(MISSING).fetchone()[0])


def missing_in_postgres(url: str) -> int:
    """The same in PostgreSQL."""
    with psycopg.connect(url) as db:
        found = db.execute(MISSING).fetchone()
        return int(found[0]) if found else 0


def create_postgres(url: str, name: str, template: str) -> None:
    """Make a database, as a copy of another."""
    words = sql.SQL("create database {} template {}")
    with psycopg.connect(url, autocommit=True) as db:
        db.execute(words.format(sql.Identifier(name), sql.Identifier(template)))


def _must(row: Row | None) -> Row:
    if row is None:
        raise LookupError("the program has stored nothing to be copied")
    return row


def _copy_in(db: psycopg.Connection[Row], table: str, rows: Iterator[Row]) -> None:
    first = next(rows, None)
    if first is None:
        return
    names = sql.SQL(", ").join(map(sql.Identifier, first))
    words = sql.SQL("copy {} ({}) from stdin").format(sql.Identifier(table), names)
    with db.cursor().copy(words) as copy:
        copy.write_row(tuple(first.values()))
        for row in rows:
            copy.write_row(tuple(row.values()))


def _copies(
    turn: Row, thread: Row, picture: Row, fill: Fill
) -> Iterator[tuple[str, Iterator[Row]]]:
    if fill.year:
        yield "turns", _year_of_turns(turn, fill)
        yield "pictures", _year_of_pictures(turn, picture, fill)
        return
    yield "turns", _turns(turn, fill)
    yield "threads", _threads(thread, turn, fill)
    if not fill.unfinished:
        yield "pictures", _pictures(picture, turn, fill)


def _year_of_turns(turn: Row, fill: Fill) -> Iterator[Row]:
    year = remembered(turn, fill.turns)
    for copied, (own, _) in zip(_turns(turn, fill), year, strict=True):
        yield copied | own


def _year_of_pictures(turn: Row, picture: Row, fill: Fill) -> Iterator[Row]:
    year = remembered(turn, fill.turns)
    for copied, (_, own) in zip(_pictures(picture, turn, fill), year, strict=True):
        yield copied | own


def _turns(turn: Row, fill: Fill) -> Iterator[Row]:
    unfinished = UNFINISHED | {"settled": type(turn["settled"])(0)}
    for number in range(1, fill.turns + 1):
        own = {
            "id": turn["id"] + number,
            "claim": f"{turn['team']}/{turn['channel']}/copy-{number}",
            "thread": f"1600000000.{number % fill.threads:06d}",
            "ask_ts": f"1600000001.{number:06d}",
            "message": f"1600000002.{number:06d}",
            "user": f"U7{number:07d}",
        }
        yield turn | own | (unfinished if fill.unfinished else {})


def _threads(thread: Row, turn: Row, fill: Fill) -> Iterator[Row]:
    for number in range(fill.threads):
        own = {"ts": f"1600000000.{number:06d}", "current": turn["id"]}
        yield thread | own


def _pictures(picture: Row, turn: Row, fill: Fill) -> Iterator[Row]:
    for number in range(1, fill.turns + 1):
        yield picture | {"turn": turn["id"] + number, "sha256": f"{number:064x}"}
