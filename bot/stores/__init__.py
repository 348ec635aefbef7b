"""Where everything is kept: in a file, or in a database that processes share."""

from bot.stores.store import Store, StoreError

__all__ = ["Store", "StoreError"]
