"""The status page: what is up, what was not, and a line that can be posted on it."""

from typing import Any

from playground.mcp.arrivals import Arrivals
from playground.mcp.noting import READS, WRITES, NotingServer

COMPONENTS = (
    ("Shop", "up", 99.98),
    ("Payments", "up", 99.91),
    ("Search", "slow", 98.4),
    ("Mail", "up", 99.7),
)
INCIDENTS = (
    {"began": "Monday 09:12", "component": "Search", "minutes": 38, "state": "watched"},
    {"began": "Friday 21:40", "component": "Payments", "minutes": 12, "state": "over"},
)


def status(arrivals: Arrivals) -> NotingServer:
    """A status page of its own."""
    server = NotingServer("status", arrivals)
    posted: list[str] = []

    @server.tool(annotations=READS)
    def get_status() -> dict[str, Any]:
        """The status of each component: whether it is up, and for how many percent of
        the month it was."""
        rows = [{"component": c, "state": s, "uptime": u} for c, s, u in COMPONENTS]
        return {"unit": "%", "components": rows, "posted": posted}

    @server.tool(annotations=READS)
    def list_incidents() -> dict[str, Any]:
        """The incidents of the last days, and how many minutes each took."""
        return {"unit": "minutes", "incidents": [*INCIDENTS]}

    @server.tool(annotations=WRITES)
    def post_update(text: str) -> str:
        """Post a line on the status page, where everybody reads it."""
        posted.append(text)
        return f"Posted on the status page: {text}"

    return server
