"""The queue of an installation of several processes: Procrastinate on PostgreSQL.

Procrastinate keeps the order within a thread (its `lock`) and hands out the work. The
rest is done here: surviving a restart of the database, letting nobody end work that
others have taken over, and noticing when a process dies.
"""

from bot.adapters.queue.engine import QueueEngine
from bot.adapters.queue.tickets import Tickets

__all__ = ["QueueEngine", "Tickets"]
