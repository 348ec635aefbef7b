"""Permissions and the audit in PostgreSQL."""

import json
from collections.abc import Sequence
from typing import Final

from bot.core.turn.life import Status
from bot.core.turn.permissions import LASTS
from storage.kept import Row
from storage.states import among

SHAPE: Final = """
    create table permissions (
        team text not null,
        channel text not null,
        thread text not null,
        person text not null,
        server text not null,
        tool text not null,
        digest text not null,
        given_by text not null,
        reads boolean not null,
        given double precision not null
            default extract(epoch from clock_timestamp()),
        turn bigint not null references turns (id),
        primary key (team, channel, thread, person, server, tool)
    );
    create index permissions_turn on permissions (turn);
    create table audit (
        turn bigint not null references turns (id),
        kind text not null,
        item text not null,
        at timestamptz not null default now(),
        "user" text not null,
        server text not null,
        tool text not null,
        arguments text not null,
        outcome text not null,
        primary key (turn, kind, item)
    );
    alter table legs add column asked double precision not null
        default extract(epoch from clock_timestamp());
"""
"""The step of the tables. Times in seconds since the epoch are the database's own."""
COLUMNS: Final = 'kind, item, "user", server, tool, arguments, outcome'
AUDITED: Final = f"""
    insert into audit (turn, {COLUMNS})
    select noted.id, {COLUMNS}
    from noted, json_populate_recordset(null::audit, %(audit)s::json)
    on conflict do nothing
"""  # noqa: S608 -- our own names
GIVE: Final = """
    insert into permissions
        (team, channel, thread, person, turn, server, tool, digest, given_by, reads)
    select team, channel, thread, "user", id, %(server)s, %(tool)s, %(digest)s,
        %(given_by)s, %(reads)s from turns where id = %(turn)s
    on conflict (team, channel, thread, person, server, tool) do update set
        (digest, given_by, reads, given, turn) = (
            excluded.digest, excluded.given_by, excluded.reads, excluded.given,
            excluded.turn
        )
"""
NOTE: Final = f"with noted as (select %(turn)s::bigint as id) {AUDITED}"
_HERE: Final = "(team, channel, thread) = (%(team)s, %(channel)s, %(thread)s)"
PERMITTED: Final = f"""
    select * from permissions where {_HERE} and person = %(person)s
        and given > extract(epoch from clock_timestamp()) - {LASTS}
"""  # noqa: S608 -- our own words
END: Final = f"delete from permissions where {_HERE} and not reads"  # noqa: S608 -- our own words
OVERDUE: Final = f"""
    select id from turns where {among([Status.ASKING])} and (
        select max(asked) from legs where turn = turns.id
    ) < extract(epoch from clock_timestamp()) - %s
"""  # noqa: S608 -- our own words


def audit_text(rows: Sequence[Row]) -> str:
    """Rows of the audit as a parameter of a statement."""
    return json.dumps(rows, ensure_ascii=False)
