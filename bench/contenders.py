"""The programs that are measured, each in a process of its own."""

from dataclasses import dataclass, field, replace
from pathlib import Path

UNHURRIED = {"EDIT_SECONDS": "0", "SETTLE_SECONDS": "0.2", "GRACE_SECONDS": "1"}
"""No delay that was chosen: what is left is what the program needs."""
AT_ONCE = {"TURNS_AT_ONCE": "1000"}


@dataclass(frozen=True, slots=True)
class Contender:
    """How a program is started; `keeps` where it has a database."""

    name: str
    arguments: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)
    keeps: bool = False

    def with_settings(self, **more: str) -> "Contender":
        """The same program with other settings."""
        return replace(self, environment=self.environment | more)

    def as_shipped(self) -> "Contender":
        """With the settings that it has by itself."""
        ours = UNHURRIED | AT_ONCE
        kept = {k: v for k, v in self.environment.items() if k not in ours}
        return replace(self, environment=kept)

    def tokens(self) -> dict[str, str]:
        """Its keys; the end of Slack's tells whose workspace it is."""
        return {
            "SLACK_BOT_TOKEN": f"xoxb-1-{self.name}",
            "SLACK_APP_TOKEN": f"xapp-1-{self.name}",
            "OPENAI_API_KEY": "sk-bench",
        }

    def database(self, folder: Path) -> dict[str, str]:
        """Where it keeps its turns."""
        if not self.keeps or "DATABASE_URL" in self.environment:
            return {}
        return {"DATABASE_URL": f"sqlite:///{folder / 'darkroom.db'}"}


LIMIT = Contender("limit", ("bench.rivals.limit",))
USUAL = Contender("usual", ("bench.rivals.usual",))
SQLITE = Contender("sqlite", ("bot", "run"), UNHURRIED | AT_ONCE, keeps=True)
