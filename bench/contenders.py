"""The programs that are measured, each in a process of its own."""

from dataclasses import dataclass, field
from pathlib import Path

TOKENS = {
    "SLACK_BOT_TOKEN": "xoxb-1-bench",
    "SLACK_APP_TOKEN": "xapp-1-bench",
    "OPENAI_API_KEY": "sk-bench",
}
UNHURRIED = {"EDIT_SECONDS": "0", "SETTLE_SECONDS": "1", "GRACE_SECONDS": "1"}
"""No delay that was chosen: what is left is what the program needs."""
AT_ONCE = {"TURNS_AT_ONCE": "1000"}


@dataclass(frozen=True, slots=True)
class Contender:
    """How a program is started; `keeps` where it has a database."""

    name: str
    arguments: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)
    keeps: bool = False

    def with_settings(self, name: str, **more: str) -> "Contender":
        """The same program with other settings."""
        environment = self.environment | more
        return Contender(name, self.arguments, environment, self.keeps)

    def database(self, folder: Path) -> dict[str, str]:
        """Where it keeps its turns."""
        if not self.keeps or "DATABASE_URL" in self.environment:
            return {}
        return {"DATABASE_URL": f"sqlite:///{folder / 'darkroom.db'}"}


LIMIT = Contender("limit", ("bench.rivals.limit",))
USUAL = Contender("usual", ("bench.rivals.usual",))
SQLITE = Contender("sqlite", ("bot", "run"), UNHURRIED | AT_ONCE, keeps=True)
