"""Checks our side: a database and a folder that can be written to, and disk space."""

import shutil
import sqlite3
import stat
import sys
import tempfile
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from bot.doctor.finding import Finding, bad, good, unsure
from bot.settings import Settings

ENV_FILE: Final = "`.env`"
OTHERS: Final = stat.S_IRWXO | stat.S_IWGRP
DATABASE: Final = "database"
PICTURES: Final = "pictures"
LEAST_POSTGRES: Final = 13
LEAST_SPACE: Final = 1_000_000_000


def check_env_file(file: Path = Path(".env")) -> Finding:
    """Check who can read the file: it has tokens in it, and a plain copy of
    `.env.example` can be read by everybody."""
    try:
        mode = file.stat().st_mode
    except FileNotFoundError:
        return good(ENV_FILE, "no such file; the settings come from the environment")
    if sys.platform != "win32" and mode & OTHERS:
        return bad(
            ENV_FILE, f"other users can read or change it: chmod 600 {file.name}"
        )
    return good(ENV_FILE, "no other user can read it")


def check_database(settings: Settings) -> Finding:
    """Lock the database for writing for a moment, without changing anything."""
    file = settings.sqlite_file
    if file is None:
        return _postgres(settings.database_url)
    if not file.exists():
        return _writable(DATABASE, file.parent, f"{file} will be created")
    try:
        with closing(
            sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True, timeout=5)
        ) as db:
            db.execute("BEGIN IMMEDIATE")
            db.rollback()
    except sqlite3.Error as error:
        return bad(
            DATABASE,
            f"{file} cannot be written ({error}): check its owner and permissions",
        )
    return _writable(DATABASE, file.parent, f"{file} can be written")


def _postgres(url: str) -> Finding:
    """Connect, without changing anything."""
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
        return good(PICTURES, "they are kept in the database")
    folder = _existing(settings.pictures)
    if (free := shutil.disk_usage(folder).free) < LEAST_SPACE:
        return unsure(PICTURES, f"only {free // 1_000_000} MB are left at {folder}")
    return _writable(PICTURES, folder, f"{settings.pictures} can be written")


def _existing(folder: Path) -> Path:
    return next(each for each in (folder, *folder.absolute().parents) if each.exists())


def _writable(about: str, folder: Path, fine: str) -> Finding:
    """SQLite needs the folder, too, for the files beside its database."""
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"darkroom")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return bad(about, f"{folder} cannot be written to ({reason})")
    return good(about, fine)
