"""Checks what signing in to servers needs: an address, and keys that open what is
stored."""

import sqlite3
from contextlib import closing
from typing import Final

from bot.adapters.sealing import Sealer
from bot.doctor.finding import Finding, bad, good, unsure
from bot.settings import Settings

ABOUT: Final = "signing in"
KEYS: Final = "SECRETS_KEY"
_ROWS: Final = "select sealed from connections"


def check_sign_ins(settings: Settings) -> list[Finding]:
    """Nothing is said if nobody can sign in to anything."""
    if not any(each.oauth for each in settings.mcp_config.servers):
        return []
    return [_address(settings), _keys(settings)]


def _address(settings: Settings) -> Finding:
    if not settings.public_url:
        return bad(ABOUT, "PUBLIC_URL is missing: nobody can come back from a server")
    return good(ABOUT, f"people come back to {settings.public_url}/connect/back")


def _keys(settings: Settings) -> Finding:
    """Whether the keys open everything, and how many of them are needed for it."""
    sealer = Sealer(settings.secrets_key)
    rows = _sealed(settings)
    if rows is None:
        return unsure(KEYS, "what is stored could not be read")
    shut = sum(sealer.opened(each) is None for each in rows)
    old = sum(not sealer.is_newest(each) for each in rows) - shut
    if shut:
        return bad(
            KEYS,
            f"opens {len(rows) - shut} of {len(rows)} connections: add the key that "
            "was used before, after a comma, or have people sign in again",
        )
    if old:
        return good(KEYS, f"opens everything; {old} of {len(rows)} need an older key")
    if len(settings.secrets_key) > 1:
        return unsure(KEYS, "no older key is needed any more: remove them")
    return good(KEYS, f"opens {len(rows)} connections")


def _sealed(settings: Settings) -> list[bytes] | None:
    """What is stored; None if it cannot be read. Changes nothing."""
    file = settings.sqlite_file
    if file is None:
        return _in_postgres(settings.database_url)
    if not file.exists():
        return []
    try:
        with closing(
            sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True, timeout=5)
        ) as db:
            return [bytes(row[0]) for row in db.execute(_ROWS)]
    except sqlite3.Error as error:
        return [] if "no such table" in str(error) else None


def _in_postgres(url: str) -> list[bytes] | None:
    try:
        import psycopg  # noqa: PLC0415 -- it may not be installed
    except ImportError:
        return None
    try:
        with psycopg.connect(url, connect_timeout=5) as connection:
            return [bytes(row[0]) for row in connection.execute(_ROWS)]
    except psycopg.errors.UndefinedTable:
        return []
    except psycopg.Error:
        return None
