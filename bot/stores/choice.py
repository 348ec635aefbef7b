"""Chooses the store that DATABASE_URL names.

The modules for PostgreSQL are only loaded if it is chosen, so nobody else has to
install what they need.
"""

from contextlib import AbstractAsyncContextManager
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from bot.stores.store import Store, StoreError

NO_EXTRA: Final = (
    "DATABASE_URL names PostgreSQL, and the packages for it are missing: install "
    "`darkroom[postgres]`."
)
_SQLITE: Final = "sqlite:///"


def open_store(url: str, pictures: Path) -> AbstractAsyncContextManager[Store]:
    """Open the store. Raises StoreError when it is entered."""
    if url.startswith(_SQLITE):
        from bot.stores import embedded  # noqa: PLC0415 -- the other is not needed

        return embedded.opened(Path(url.removeprefix(_SQLITE)), pictures)
    if find_spec("procrastinate") is None or find_spec("psycopg") is None:
        raise StoreError(NO_EXTRA)
    from bot.stores import shared  # noqa: PLC0415 -- it may not be installed

    return shared.opened(url)
