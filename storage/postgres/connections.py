"""Connections to servers and sign-ins that have begun; all processes share them."""

from storage.connections import StoredConnections
from storage.postgres.database import Database


def in_postgres(database: Database) -> StoredConnections:
    """Those in this database."""
    return StoredConnections(database.rows)
