"""A bot that connects no server."""

from collections.abc import Sequence
from typing import Any

from bot.adapters.sealing import Sealer
from bot.adapters.signing_in import HttpAuthorizationServers
from bot.adapters.signing_in.http import Http
from bot.core.connecting.connecting import Connecting
from bot.core.errands import Errands
from bot.stores.sealed_connections import SealedConnections
from storage.connections import Row, StoredConnections


def no_connecting(errands: Errands) -> Connecting:
    """Connects nothing: no server is configured, and nothing is stored."""

    async def nothing(_sql: str, _values: Sequence[Any]) -> Sequence[Row]:
        return []

    async def unsaid(_address: str, _sentence: str) -> None:
        """Nobody is told."""

    connections = SealedConnections(StoredConnections(nothing), Sealer())
    outside = HttpAuthorizationServers(Http())
    return Connecting((), connections, outside, unsaid, errands, lambda: 0.0)
