"""Questions, where several processes share a journal."""

from bot.core.turn.legs import Leg
from bot.core.turn.life import Status
from storage.postgres.database import opened
from storage.postgres.processes import PostgresProcesses
from storage.postgres.turns import PostgresTurns
from tests.fakes import ask
from tests.postgres_server import new_database
from tests.storage.test_legs import LIST


async def test_who_is_stopped_elsewhere_just_before_a_question_asks_nobody() -> None:
    """The wish is in the journal, and the process that runs the turn will see it."""
    async with opened(await new_database()) as database:
        turns, other = PostgresTurns(database, "me"), PostgresProcesses(database, "you")
        accepted = await turns.accept(ask())
        assert accepted
        turn = await turns.begin(accepted.id)
        assert await other.stop(turn.id, "Stopped by <@U1>.")
        held = turns.for_attempt(turn)
        kept = await held.legs.keep(turn.id, Leg(1, "resp_1", questions=(LIST,)))
        assert kept.declined == "Stopped by <@U1>."
        assert list(await turns.legs.of(turn.id)) == [kept]
        found = await turns.get(turn.id)
        assert found
        assert (found.status, found.tries) == (Status.RUNNING, 1)
