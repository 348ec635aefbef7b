"""The settings about how the bot runs: how it is reached, what it stores, and its
limits."""

# ruff: noqa: RUF009 - setting() makes a field, as dataclasses.field() does

from dataclasses import dataclass
from pathlib import Path

from bot import setting_values as value
from bot.core.identity.secret import Secret
from bot.setting_answers import AnswerSettings
from bot.setting_entries import setting


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationSettings(AnswerSettings):
    """The settings for those who run the bot. In the table, they follow
    `AnswerSettings`."""

    transport: str = setting(
        value.one_of("socket", "http"),
        "how Slack reaches the bot: `socket` or `http` (same as `--http`)",
        "socket",
    )
    host: str = setting(
        value.host,
        "the address the bot listens on, for `--http` and for the way `url`",
        "127.0.0.1",
    )
    port: int = setting(
        value.whole(0, 65535),
        "the port it listens on; 0 picks a free one",
        "3000",
    )
    pages_url: str = setting(
        value.optional(value.address),
        "the address at which people's browsers reach `HOST:PORT`, which need not be "
        "public; with it, parts of a picture are painted on a page (docs/pages.md)",
    )
    database_url: str = setting(
        value.database,
        "where turns are stored: a file, or `postgresql://…` for several processes "
        "(docs/operating.md)",
        "sqlite:///darkroom.db",
        hide=True,
    )
    secrets_key: tuple[Secret, ...] = setting(
        value.keys,
        "the key that seals what people's sign-ins to servers give, before it is "
        "stored; the old ones may follow a new one, after commas (docs/operating.md)",
        where="`openssl rand -base64 32`",
        hide=True,
    )
    pictures: Path = setting(
        value.folder,
        "the folder for finished pictures; if empty, `darkroom-pictures` beside "
        "the database; not used with PostgreSQL",
    )
    turns_at_once: int = setting(
        value.whole(1, 1000), "how many turns may run at the same time", "20"
    )
    turns_per_team: int = setting(
        value.whole(1, 1000), "how many of them one workspace may have", "20"
    )
    turns_per_user: int = setting(
        value.whole(1, 1000), "how many of them one person may have", "4"
    )
    set_at_once: int = setting(
        value.whole(1, 10), "how many pictures of one set are drawn at once", "4"
    )
    most_kept: int = setting(
        value.whole(1, 10_000),
        "how many characters and styles one workspace may have (docs/names.md)",
        "200",
    )
    most_kept_per_user: int = setting(
        value.whole(1, 10_000), "how many of them one person may have taught", "50"
    )
    model_requests_per_minute: int = setting(
        value.whole(1, 100_000), "how many requests a minute may go to OpenAI", "60"
    )
    answer_seconds: float = setting(
        value.seconds(1, 86400), "how long one answer may take", "600"
    )
    answer_calls: int = setting(
        value.whole(1, 1000), "how many searches and pictures one answer may use", "20"
    )
    answer_tokens: int = setting(
        value.whole(1000, 10**6),
        ("how many tokens one answer may use for thinking and writing"),
        "25000",
    )
    silence_seconds: float = setting(
        value.seconds(1, 86400), "how long the model may stay silent", "180"
    )
    grace_seconds: float = setting(
        value.seconds(0, 3600),
        ("how long running turns have to finish when the bot is stopped"),
        "20",
    )
    edit_seconds: float = setting(
        value.seconds(0, 60), "the shortest time between two edits of a message", "1.0"
    )
    settle_seconds: float = setting(
        value.seconds(0, 600),
        "how long after its end a message is checked once more (for the way `file`)",
        "5.0",
    )
    hang_again_seconds: float = setting(
        value.seconds(0, 3600),
        "how long to wait before trying again when Slack does not accept a "
        "picture; the pauses then grow to hours, for two days",
        "10.0",
    )
    slack_rate: float = setting(
        value.number(0.1, 1000),
        "what Slack allows this app, as a multiple of its published limits",
        "1.0",
    )
    openai_background: bool = setting(
        value.switch,
        (
            "`on` or `off`: whether responses survive a restart of the bot; they "
            "start later then"
        ),
        "off",
    )
    status_address: tuple[str, int] | None = setting(
        value.place,
        "where the bot serves its own status, such as `127.0.0.1:9464`: "
        "`/healthz`, `/readyz`, `/metrics` (docs/operating.md); if empty, nowhere",
    )
    slack_api_url: str = setting(
        value.slack_api,
        "Slack's API, or something that behaves like it",
        "https://slack.com/api/",
    )
    openai_base_url: str = setting(
        value.address, "OpenAI's API, or a gateway to it", "https://api.openai.com/v1"
    )
    log_level: str = setting(
        value.one_of("debug", "info", "warning", "error"),
        "`debug`, `info`, `warning` or `error`",
        "info",
    )
    log_format: str = setting(
        value.one_of("lines", "json"),
        "`lines` or `json`: `key=value` pairs, or one JSON object per line",
        "lines",
    )
    log_prompts: bool = setting(
        value.switch,
        "`on` or `off`: whether people's words may appear in the log",
        "off",
    )
