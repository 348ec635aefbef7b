"""Who is not of a workspace: people of other companies that share a channel with it."""

from collections.abc import Awaitable, Callable

Outsiders = Callable[[str, str], Awaitable[bool]]
"""Whether a person is not of a workspace, as far as that is known."""


async def no_outsiders(_team: str, _user: str) -> bool:
    """Everybody is of the workspace."""
    return False
