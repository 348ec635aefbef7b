"""The queue of an installation of several processes: Procrastinate on PostgreSQL.

Procrastinate keeps the order within a thread (its `lock`) and hands out the work. What
it leaves open is done here: it survives a database that restarts, it lets nobody end
work that others have taken over, and it notices when a process dies.
"""

from bot.adapters.queue.engine import QueueEngine
from bot.adapters.queue.tickets import Tickets

__all__ = ["QueueEngine", "Tickets"]
