"""A call that is counted."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Call:
    """A kind of call that is counted on its own."""

    team: str
    method: str
    channel: str = ""

    @property
    def key(self) -> str:
        """Its name in a table."""
        return f"{self.team}/{self.method}/{self.channel}"
