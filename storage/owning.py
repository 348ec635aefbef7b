"""The statements about what belongs to somebody, for every database.

They are written with `%s`; `{whose}` is a condition on turns that takes one value,
`{unfinished}` what reads the file of a preview that stayed out of an answer's JSON.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from bot.core.belongings import Owner
from bot.core.turns import Status

TURNS: Final = "select * from turns where {whose} order by id"
PICTURES: Final = (
    "select * from pictures where turn in (select id from turns where {whose}) "
    "order by turn, number"
)
FILES: Final = (
    "select file_id from pictures where file_id <> '' "
    "and turn in (select id from turns where {whose}) "
    "union select file_id from leftovers "
    "where turn in (select id from turns where {whose}) "
    "union select {unfinished} from turns "
    "where {whose} and {unfinished} <> ''"
)
HASHES: Final = (
    "select sha256 from pictures where turn in (select id from turns where {whose}) "
    "except select sha256 from pictures "
    "where turn not in (select id from turns where {whose})"
)
RESPONSES: Final = "select response from turns where {whose} and response <> ''"
FORGET: Final = (
    "delete from leftovers where turn in (select id from turns where {whose})",
    "delete from pictures where turn in (select id from turns where {whose})",
    "update turns set parent = null "
    "where parent in (select id from turns where {whose})",
    "update threads set current = null "
    "where current in (select id from turns where {whose})",
    "delete from turns where {whose}",
)
FORGET_TEAM: Final = "delete from threads where team = %s"
FORGET_BUDGETS: Final = "delete from budgets where substr(key, 1, %s) = %s"


def about(statement: str, owner: Owner, unfinished: str = "") -> tuple[str, list[str]]:
    """The statement for this owner, and its values."""
    whose = "team = %s" if owner.team else '"user" = %s'
    sql = statement.format(whose=whose, unfinished=unfinished)
    return sql, [owner.team or owner.user] * sql.count("%s")


def unfinished(turns: Sequence[Mapping[str, Any]]) -> int:
    """How many of these rows are turns that go on."""
    return sum(turn["status"] != Status.SHOWN for turn in turns)


def forgetting(owner: Owner) -> list[tuple[str, Sequence[Any]]]:
    """What is to be done, in this order and in one transaction."""
    work: list[tuple[str, Sequence[Any]]] = [about(each, owner) for each in FORGET]
    if owner.team:
        keys = f"{owner.team}/"  # as every Call.key of the workspace begins
        work.append(about(FORGET_TEAM, owner))
        work.append((FORGET_BUDGETS, [len(keys), keys]))
    return work
