"""Where a conversation takes place."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ThreadKey:
    """A Slack thread, and nothing else."""

    team: str
    channel: str
    ts: str

    def __str__(self) -> str:
        return f"{self.team}/{self.channel}/{self.ts}"
