"""The stores: a file, or a database that several processes share."""

from bot.stores.store import Store, StoreError

__all__ = ["Store", "StoreError"]
