"""This side: a database and a folder that can be written, and space on the disk."""

import shutil
import sqlite3
import tempfile
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from bot.doctor.finding import Finding, bad, good, unsure
from bot.settings import Settings

DATABASE: Final = "database"
PICTURES: Final = "pictures"
LEAST_POSTGRES: Final = 13
LEAST_SPACE: Final = 1_000_000_000


def check_database(settings: Settings) -> Finding:
    """Take the right to write for a moment; change nothing."""
    file = settings.sqlite_file
    if file is None:
        return _postgres(settings.database_url)
    if not file.exists():
        return _writable(DATABASE, file.parent, f"{file} will be made")
    try:
        with closing(
            sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True, timeout=5)
        ) as db:
            db.execute("BEGIN IMMEDIATE")
            db.rollback()
    except sqlite3.Error as error:
        return bad(DATABASE, f"{file} cannot be written ({error}): owner, rights?")
    return _writable(DATABASE, file.parent, f"{file} can be written")


def _postgres(url: str) -> Finding:
    """Connect, and change nothing."""
    if find_spec("psycopg") is None or find_spec("procrastinate") is None:
        return bad(DATABASE, "for PostgreSQL install `darkroom[postgres]`")
    import psycopg  # noqa: PLC0415 -- it may not be installed

    from storage.postgres.database import why  # noqa: PLC0415 -- the same

    try:
        with psycopg.connect(url, connect_timeout=5) as connection:
            version = connection.info.server_version // 10_000
    except psycopg.Error as error:
        return bad(DATABASE, f"PostgreSQL cannot be reached: {why(error, url)}")
    if version < LEAST_POSTGRES:
        return bad(
            DATABASE, f"PostgreSQL {version} is too old: {LEAST_POSTGRES} or newer"
        )
    return good(DATABASE, f"PostgreSQL {version} answers")


def check_pictures(settings: Settings) -> Finding:
    if settings.sqlite_file is None:
        return good(PICTURES, "they lie in the database")
    folder = _existing(settings.pictures)
    if (free := shutil.disk_usage(folder).free) < LEAST_SPACE:
        return unsure(PICTURES, f"only {free // 1_000_000} MB are left at {folder}")
    return _writable(PICTURES, folder, f"{settings.pictures} can be written")


def _existing(folder: Path) -> Path:
    return next(each for each in (folder, *folder.absolute().parents) if each.exists())


def _writable(about: str, folder: Path, fine: str) -> Finding:
    """SQLite too needs the folder, for the files beside its database."""
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"darkroom")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return bad(about, f"nothing can be written into {folder} ({reason})")
    return good(about, fine)
