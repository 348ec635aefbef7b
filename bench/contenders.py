"""The programs that are measured, each in a process of its own."""

from dataclasses import dataclass, field, replace

UNHURRIED = {
    "EDIT_SECONDS": "0",
    "SETTLE_SECONDS": "0.2",
    "GRACE_SECONDS": "1",
    "SLACK_RATE": "1000",
    "MODEL_REQUESTS_PER_MINUTE": "100000",
    "TURNS_AT_ONCE": "1000",
    "TURNS_PER_TEAM": "1000",
    "TURNS_PER_USER": "1000",
}
"""Settings without any chosen delay, so that only the program's own time is left."""


@dataclass(frozen=True, slots=True)
class Contender:
    """How a program is started; `keeps` is the kind of its database."""

    name: str
    arguments: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)
    keeps: str = ""

    def as_shipped(self) -> "Contender":
        """The same with its default settings, except that the bench can end it
        sooner."""
        kept = {k: v for k, v in self.environment.items() if k not in UNHURRIED}
        return replace(self, environment=kept | {"GRACE_SECONDS": "0"})

    def tokens(self) -> dict[str, str]:
        """Its tokens; the end of Slack's names the workspace."""
        return {
            "SLACK_BOT_TOKEN": f"xoxb-1-{self.name}",
            "SLACK_APP_TOKEN": f"xapp-1-{self.name}",
            "OPENAI_API_KEY": "sk-bench",
        }


LIMIT = Contender("limit", ("bench.rivals.limit",))
USUAL = Contender("usual", ("bench.rivals.usual",))
FILES = Contender("files", ("bench.rivals.files",))
SQLITE = Contender("sqlite", ("bot", "run"), UNHURRIED, "sqlite")
POSTGRES = Contender("postgres", ("bot", "run"), UNHURRIED, "postgres")
