"""Tickets: one job in the queue for each accepted turn.

A ticket is written in the statement that accepts the turn. Only its holder can give it
back: a process that was frozen and wakes may find that another one has it now.
"""

import datetime
from typing import Any, Final

from procrastinate import App, BaseRetryStrategy, JobContext, RetryDecision
from procrastinate.jobs import DeleteJobCondition, Job, Status
from procrastinate.manager import JobManager
from procrastinate.worker import Worker

from bot.adapters.queue.connector import PatientConnector
from bot.core.turn.turns import Turn

QUEUE: Final = "turns"
TASK: Final = "turn"
LONGEST_PAUSE: Final = 30.0
STALLED: Final = 8.0
"""Seconds without a sign of life after which a process counts as dead."""
BEAT: Final = 2.0

MINE: Final = """
    with mine as materialized (
        select id from procrastinate_jobs
        where id = %(job_id)s and status = 'doing' and attempts = %(attempts)s
        and worker_id is not distinct from %(worker_id)s
        for update
    )
"""
# The turn that waited behind this ticket may run now. Workers are only notified of new
# jobs, and would find it with their next poll, up to a second later.
TELL: Final = """
    pg_notify('procrastinate_queue_v1#turns', '{"type": "job_inserted", "job_id": 0}')
"""
FINISH: Final = f"""{MINE}
    select procrastinate_finish_job_v1(id, %(status)s, %(delete)s), {TELL} from mine
"""  # noqa: S608 -- our own words
RETRY: Final = f"""{MINE}
    select procrastinate_retry_job_v2(id, %(at)s, null, null, null), {TELL} from mine
"""  # noqa: S608 -- our own words
LOST: Final = """
    select id, status, task_name, priority, lock, queueing_lock, args, scheduled_at,
        queue_name, attempts, worker_id
    from procrastinate_jobs
    where status = 'doing' and worker_id = %(worker_id)s
        and not id = any(%(running)s::bigint[])
"""
# As accepting a turn writes it (storage/postgres/accepting.py).
WRITE: Final = "select renew_ticket(%(turn)s, %(lane)s, %(team)s)"


class Later(Exception):
    """The turn cannot run yet: its ticket goes back for so many seconds."""

    def __init__(self, why: str, seconds: float = 0.5) -> None:
        super().__init__(why)
        self.seconds = seconds


class Tickets:
    """The tickets, and the queue behind them."""

    def __init__(self, pool: Any) -> None:
        self._pool = pool
        connector = PatientConnector()
        self._app = App(connector=connector)
        self._app.job_manager = self._jobs = FencedJobs(connector)

    async def open(self) -> None:
        """Use the pool's connections."""
        await self._app.open_async(self._pool)

    async def write(self, connection: Any, turn: Turn) -> None:
        """Write a ticket for a turn that has lost its ticket."""
        thread = turn.ask.thread
        args = {"turn": turn.id, "lane": str(thread), "team": thread.team}
        await connection.execute(WRITE, args)

    def worker(self, run: Any, at_once: int) -> Worker:
        """The worker that takes tickets and runs turns."""
        if TASK not in self._app.tasks:
            self._app.task(
                name=TASK, queue=QUEUE, pass_context=True, retry=AlwaysRetry()
            )(run)
        return Worker(
            app=self._app,
            queues=[QUEUE],
            name="turns",
            concurrency=at_once,
            fetch_job_polling_interval=1.0,
            delete_jobs=DeleteJobCondition.SUCCESSFUL,
            install_signal_handlers=False,
            update_heartbeat_interval=BEAT,
            stalled_worker_timeout=86_400.0,  # a frozen process may wake
        )

    async def stalled(self) -> list[Job]:
        """The tickets of workers that seem dead."""
        found = await self._jobs.get_stalled_jobs(
            queue=QUEUE, seconds_since_heartbeat=STALLED
        )
        return list(found)

    async def lost(self, worker: int | None, running: set[int]) -> list[Job]:
        """The tickets that this worker has without knowing it: the database's answer
        was lost."""
        if worker is None:
            return []
        rows = await self._jobs.connector.execute_query_all_async(
            LOST, worker_id=worker, running=list(running)
        )
        return [Job.from_row(row) for row in rows]

    async def give_back(self, job: Job) -> None:
        """Let another worker take it, unless one has taken it already."""
        await self._jobs.retry_job(job)

    async def tidy(self, many: int = 200) -> None:
        """Update the database's statistics if many wait: it plans queries by them."""
        run = self._jobs.connector
        sql = "select count(*) as todo from procrastinate_jobs where status = 'todo'"
        if (await run.execute_query_one_async(sql))["todo"] > many:
            await run.execute_query_async("analyze procrastinate_jobs")


class AlwaysRetry(BaseRetryStrategy):
    """Has a ticket tried again whatever went wrong, because its turn is not done.

    A turn counts its own attempts, and ends with a sentence after some.
    """

    def get_retry_decision(
        self, *, exception: BaseException, job: Job
    ) -> RetryDecision | None:
        pause = 0.0
        if isinstance(exception, Later):
            pause = exception.seconds
        elif isinstance(exception, Exception):
            pause = min(LONGEST_PAUSE, 2.0 ** min(job.attempts, 5))
        at = datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=pause)
        return RetryDecision(retry_at=at)


class FencedJobs(JobManager):
    """Ends only those tickets that still belong to the attempt that took them."""

    async def finish_job(self, job: Job, status: Status, delete_job: bool) -> None:
        await self.connector.execute_query_async(
            FINISH, status=status.value, delete=delete_job, **_as_taken(job)
        )

    async def retry_job(
        self,
        job: Job,
        retry_at: datetime.datetime | None = None,
        *_: Any,
        **__: Any,
    ) -> None:
        at = retry_at or datetime.datetime.now(datetime.UTC)
        await self.connector.execute_query_async(RETRY, at=at, **_as_taken(job))


def _as_taken(job: Job) -> dict[str, Any]:
    return {
        "job_id": job.id,
        "attempts": job.attempts,
        "worker_id": job.worker_id,
    }


def ticket_number(context: JobContext) -> int:
    """The number of a ticket that is being run."""
    return context.job.id or 0
