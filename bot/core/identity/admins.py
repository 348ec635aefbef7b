"""Who is an admin of a workspace."""

from collections.abc import Awaitable, Callable

Admins = Callable[[str, str], Awaitable[bool]]
"""Whether a person is an admin of a workspace."""


async def no_admins(_team: str, _user: str) -> bool:
    """Nobody is an admin."""
    return False
