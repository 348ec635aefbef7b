"""Who does not belong to a workspace: people of companies that share a channel."""

from collections.abc import Awaitable, Callable

Outsiders = Callable[[str, str], Awaitable[bool]]
"""Whether a person does not belong to a workspace, as far as that is known."""


async def no_outsiders(_team: str, _user: str) -> bool:
    """Everybody is of the workspace."""
    return False
