"""Statements on what belongs to somebody, for both databases.

They are written with `%s`; `{ids}` takes one value, a list of turns as JSON, `{names}`
one of characters and styles. `{field}` reads one field of an answer's JSON, and
`{region}` one of an ask's region.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from bot.core.belongings import Family, Forgotten, Owner, family
from bot.core.turn.asks import ASKED_ANEW, stopped_by
from bot.core.turn.life import OVER

Row = Mapping[str, Any]
Statement = tuple[str, Sequence[Any]]
_TAKES: Final = re.compile(r"\{names\}|\{ids\}|%s")

LINKED: Final = " or ".join(
    (
        "select id, parent, claim from turns where parent is not null",
        *("claim like %s" for _ in ASKED_ANEW),
    )
)
TURNS: Final = "select * from turns where id in {ids} order by id"
PICTURES: Final = "select * from pictures where turn in {ids} order by turn, number"
ABANDONED: Final = "select * from abandoned where turn in {ids} order by turn, response"
LEGS: Final = "select * from legs where turn in {ids} order by turn, number"
LEFTOVERS: Final = "select * from leftovers where turn in {ids} order by turn, file_id"
AUDIT: Final = "select * from audit where turn in {ids} order by turn, at, kind, item"
PERMISSIONS: Final = "select * from permissions where turn in {ids} order by turn"
AUDIT_OF_TEAM: Final = (
    'select audit.*, turns.channel, turns."user" as asked_by from audit '
    "join turns on turns.id = audit.turn where turns.team = %s "
    "order by audit.at, audit.turn, audit.kind, audit.item"
)
STATES: Final = "select id, status from turns where id in {ids}"
ASKS: Final = "select ask from turns where id in {ids}"
ANSWERS: Final = "select id, answer from turns where id in {ids} and answer <> ''"
FILES: Final = (
    "select file_id as name from pictures where file_id <> '' and turn in {ids} "
    "union select file_id from leftovers where turn in {ids} "
    "union select {unfinished} from turns where id in {ids} and {unfinished} <> ''"
)
PAINTED: Final = (
    "select {mask} from turns where {mask} <> '' "
    "union select {notes} from turns where {notes} <> ''"
)
"""What was painted on pictures, which is noted with the ask."""
HASHES: Final = (
    "select name from (select sha256 as name from pictures where turn in {ids} "
    "union select sha256 from taught_pictures where taught in {names} "
    "union select {mask} from turns where id in {ids} and {mask} <> '' "
    "union select {notes} from turns where id in {ids} and {notes} <> '') as its "
    "except select sha256 from pictures where turn not in {ids} "
    "except select sha256 from taught_pictures where taught not in {names} "
    "except select {mask} from turns where id not in {ids} and {mask} <> '' "
    "except select {notes} from turns where id not in {ids} and {notes} <> ''"
)
RESPONSES: Final = (
    "select response as name from turns where id in {ids} and response <> '' "
    "union select {answered} from turns where id in {ids} and {answered} <> '' "
    "union select response from abandoned where turn in {ids} "
    "union select response from legs where turn in {ids} and response <> ''"
)
FORGET: Final = (
    "delete from gallery where turn in {ids}",
    "delete from leftovers where turn in {ids}",
    "delete from pictures where turn in {ids}",
    "delete from abandoned where turn in {ids}",
    "delete from legs where turn in {ids}",
    "delete from audit where turn in {ids}",
    "delete from permissions where turn in {ids}",
    "delete from page_links where turn in {ids}",
    "delete from threads where (team, channel, ts) in "
    "(select team, channel, thread from turns where id in {ids}) "
    "and not exists (select 1 from turns where turns.team = threads.team "
    "and turns.channel = threads.channel and turns.thread = threads.ts "
    "and turns.id not in {ids})",
    "update turns set parent = null where parent in {ids}",
    "update threads set current = null where current in {ids}",
    "delete from turns where id in {ids}",
)
FORGET_NAMES: Final = (
    "delete from taught_pictures where taught in {names}",
    "delete from taught where id in {names}",
)
NAMES: Final = "select * from taught where id in {names} order by id"
NAME_PICTURES: Final = (
    "select * from taught_pictures where taught in {names} order by taught, number"
)
REFILL: Final = "update turns set indexed = 0 where answer is not null and id in {ids}"
"""Pictures that turns share stand in the gallery with the first of these."""
RENOTE: Final = "update turns set answer = %s where id = %s"
RENOTE_LEG: Final = "update legs set body = %s where turn = %s and number = %s"
STOPPED: Final = "select id, team, channel, thread, message from turns where {said}"
FORGET_STOPS: Final = (
    "update turns set answer = replace(answer, %s, 'Stopped.') where {said}"
)
FORGET_LEG_STOPS: Final = (
    "update legs set body = replace(body, %s, 'Stopped.') where {said}"
)
FORGET_DECISIONS: Final = (
    "update turns set answer = replace(answer, %s, %s) where answer like %s",
    "update legs set body = replace(body, %s, %s) where body like %s",
)
FORGET_USED: Final = (
    "update turns set names = replace(names, %s, %s) where names like %s"
)
FORGET_GIVEN: Final = "delete from permissions where given_by = %s"
FORGET_LINKS: Final = 'delete from page_links where "user" = %s'
FORGET_AUDITED: Final = 'update audit set "user" = \'\' where "user" = %s'
FORGET_TEAM: Final = (
    "delete from threads where team = %s",
    "delete from page_links where team = %s",
)
FORGET_CONNECTIONS: Final = (
    "delete from connections where {whose} = %s",
    "delete from sign_ins where {whose} = %s",
)
FORGET_BUDGETS: Final = "delete from budgets where substr(key, 1, %s) = %s"


def own(owner: Owner) -> Statement:
    """The turns that somebody asked for."""
    column = "team" if owner.team else '"user"'
    sql = f"select id from turns where {column} = %s"  # noqa: S608 -- our own names
    return sql, [owner.team or owner.user]


def taught(owner: Owner) -> Statement:
    """The characters and styles that somebody taught, or said for somebody else that
    he may be on their pictures; or all of a workspace."""
    if owner.team:
        return "select id from taught where team = %s", [owner.team]
    sql = "select id from taught where taught_by = %s or agreed_by = %s"
    return sql, [owner.user, owner.user]


def using(owner: Owner) -> Statement:
    """The turns that have used characters and styles of this person, whoever asked for
    them: OpenAI has the pictures of these with its answers. Those of a workspace are
    all used by its own turns."""
    marks = () if owner.team else _marks(owner.user)
    said = " or ".join("names like %s" for _ in marks) or "false"
    return f"select id from turns where {said}", [f"%{mark}%" for mark in marks]  # noqa: S608 -- our own words


def _marks(user: str) -> tuple[str, ...]:
    """How a turn notes whose the names are that it uses."""
    return tuple(f'"{whose}": "{user}"' for whose in ("taught_by", "agreed_by"))


def linked() -> Statement:
    """The turns that build on others, or repeat them."""
    return LINKED, [f"%/{what}%" for what in ASKED_ANEW]


def related(
    mine: Sequence[Row],
    others: Sequence[Row],
    names: Sequence[Row] = (),
    using: Sequence[Row] = (),
) -> Family:
    """The family of turns, from the rows of `own` and of `linked`, with the names of
    `taught`, and the turns of `using`."""
    found = family(_ids(mine), others, _ids(using))
    return replace(found, names=tuple(row["id"] for row in names))


def _ids(rows: Sequence[Row]) -> list[int]:
    return [row["id"] for row in rows]


def about(
    statement: str,
    turns: Sequence[int],
    ids: str,
    field: str = "",
    region: str = "",
    names: Sequence[int] = (),
) -> Statement:
    """The statement with these turns and names put in, and its values."""
    lists = {"{names}": json.dumps(list(names))}
    sql = statement.format(
        ids=ids,
        names=ids,
        unfinished=field.format("unfinished_file"),
        answered=field.format("response"),
        mask=region.format("mask"),
        notes=region.format("notes"),
    )
    other = json.dumps(list(turns))
    return sql, [lists.get(each, other) for each in _TAKES.findall(statement)]


def unfinished(states: Sequence[Row]) -> int:
    """How many of these turns have not ended."""
    return sum(row["status"] not in OVER for row in states)


def deletable(its: Family, states: Sequence[Row]) -> list[int]:
    """The turns whose responses may be deleted: not those that other turns still
    need."""
    going_on = {row["id"] for row in states if row["status"] not in OVER}
    return [*its.own, *(each for each in its.followers if each not in going_on)]


def elsewhere(
    its: Family, states: Sequence[Row]
) -> dict[str, tuple[str, Sequence[int], Sequence[int]]]:
    """The statements that find what is stored elsewhere, each with its turns and
    names."""
    return {
        "files": (FILES, its.own, ()),
        "pictures": (HASHES, its.own, its.names),
        "responses": (RESPONSES, deletable(its, states), ()),
    }


def forgotten(
    its: Family, states: Sequence[Row], named: Mapping[str, Sequence[str]]
) -> Forgotten:
    """Everything to forget: the turns, and what `elsewhere` has found."""
    return Forgotten(
        its.own,
        its.followers,
        names=its.names,
        unfinished=unfinished(states),
        **named,
    )


def stops(owner: Owner) -> Statement:
    """The turns that the person has stopped."""
    sql = STOPPED.format(said='answer like %s and "user" <> %s order by id')
    return sql, [f"%{stopped_by(owner.user)}%", owner.user]


def forgetting(owner: Owner, found: Forgotten, ids: str) -> list[Statement]:
    """The statements to execute, in this order and in one transaction."""
    work = [about(each, found.turns, ids) for each in FORGET]
    work.append(about(REFILL, found.followers, ids))
    work += [about(each, (), ids, names=found.names) for each in FORGET_NAMES]
    whose = "team" if owner.team else "made_by"
    gone = [each.format(whose=whose) for each in FORGET_CONNECTIONS]
    work += [(sql, [owner.team or owner.user]) for sql in gone]
    if owner.team:
        keys = f"{owner.team}/"  # as every Call.key of the workspace begins
        work += [(each, [owner.team]) for each in FORGET_TEAM]
        work.append((FORGET_BUDGETS, [len(keys), keys]))
        return work
    said = stopped_by(owner.user)
    answers = FORGET_STOPS.format(said="answer like %s")
    legs = FORGET_LEG_STOPS.format(said="body like %s")
    work += [(sql, [said, f"%{said}%"]) for sql in (answers, legs)]
    decided = f'"user": "{owner.user}"'
    nobody = [decided, '"user": ""', f"%{decided}%"]
    work += [(sql, nobody) for sql in FORGET_DECISIONS]
    work += [
        (FORGET_USED, [mark, f'{mark.partition(": ")[0]}: ""', f"%{mark}%"])
        for mark in _marks(owner.user)
    ]
    theirs = (FORGET_GIVEN, FORGET_LINKS, FORGET_AUDITED)
    return [*work, *((sql, [owner.user]) for sql in theirs)]
