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
"""No delay that was chosen: what is left is what the program needs."""


@dataclass(frozen=True, slots=True)
class Contender:
    """How a program is started; `keeps` is the kind of its database."""

    name: str
    arguments: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)
    keeps: str = ""

    def as_shipped(self) -> "Contender":
        """With the settings that it has by itself; the bench ends it sooner, though."""
        kept = {k: v for k, v in self.environment.items() if k not in UNHURRIED}
        return replace(self, environment=kept | {"GRACE_SECONDS": "0"})

    def tokens(self) -> dict[str, str]:
        """Its keys; the end of Slack's tells whose workspace it is."""
        return {
            "SLACK_BOT_TOKEN": f"xoxb-1-{self.name}",
            "SLACK_APP_TOKEN": f"xapp-1-{self.name}",
            "OPENAI_API_KEY": "sk-bench",
        }


LIMIT = Contender("limit", ("bench.rivals.limit",))
USUAL = Contender("usual", ("bench.rivals.usual",))
SQLITE = Contender("sqlite", ("bot", "run"), UNHURRIED, "sqlite")
POSTGRES = Contender("postgres", ("bot", "run"), UNHURRIED, "postgres")
