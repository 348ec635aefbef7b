"""What `export` and `forget` do about servers that people have signed in to."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import click

from bot.core.belongings import Owner
from bot.core.servers.addresses import host_of
from bot.core.servers.connections import Connection
from bot.servers import connections_in, sign_in_servers
from bot.settings import Settings
from bot.stores import Store


async def exported(
    settings: Settings, store: Store, owner: Owner
) -> Sequence[Mapping[str, Any]]:
    """A row for each connection, without what is secret in it."""
    found = await connections_in(settings, store).of_owner(owner.team, owner.user)
    return [_row(each) for each in found]


def _row(connection: Connection) -> Mapping[str, Any]:
    key = connection.key
    return {
        "team": key.team,
        "server": key.label,
        "personal": bool(key.person),
        "signed_in_by": connection.made_by,
        "since": datetime.fromtimestamp(connection.made, UTC).isoformat(),
        "signed_in_at": host_of(connection.enrolment.server.issuer),
        "scope": connection.enrolment.scope,
        "works": not connection.over,
    }


async def ended(settings: Settings, store: Store, owner: Owner) -> None:
    """End them at the servers, before their rows are removed."""
    found = await connections_in(settings, store).of_owner(owner.team, owner.user)
    outside = sign_in_servers(settings)
    for each in found:
        done = await outside.revoked(each.enrolment, each.grant)
        how = "ended" if done else "removed here; the server did not confirm its end"
        click.echo(f"The sign-in to {each.key.label} is {how}.")
