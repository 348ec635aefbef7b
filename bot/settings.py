"""Everything that can be set, read once. The only module that reads the environment.

Each field is one variable, its name in capitals. What it means, what it is when it
is not set and where a person finds the value stand beside it, and nowhere else: the
README's table and `.env.example` are held to them by a test. A wrong or missing value
is a SettingsError: one sentence that names the variable and says where to look.
"""

# ruff: noqa: RUF009 - setting() makes a field, as dataclasses.field() does

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Final, Self

from bot import setting_values as value
from bot.setting_entries import SettingsError, entries, setting
from bot.setting_texts import beside, database_file, in_file, present
from bot.setting_values import Secret

__all__ = ["Secret", "Settings", "SettingsError", "entries", "misspelt"]

_APP: Final = "api.slack.com/apps → your app → "


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """One installation's settings. Its repr shows no secret."""

    slack_bot_token: Secret = setting(
        value.token("xoxb-"),
        "the bot's token, `xoxb-…`",
        None,
        _APP + "OAuth & Permissions → Bot User OAuth Token",
        hide=True,
    )
    slack_app_token: Secret = setting(
        value.token("xapp-"),
        "the app-level token for Socket Mode, `xapp-…`; not needed with `--http`",
        where=_APP + "Basic Information → App-Level Tokens (scope connections:write)",
        hide=True,
    )
    openai_api_key: Secret = setting(
        value.secret("sk-"),
        "the key that pays for the answers, `sk-…`",
        None,
        "platform.openai.com/api-keys",
        hide=True,
    )
    slack_signing_secret: Secret = setting(
        value.secret(),
        "proves that requests come from Slack; needed with `--http` only",
        where=_APP + "Basic Information → App Credentials → Signing Secret",
        hide=True,
    )
    hang: str = setting(
        value.one_of("auto", "url", "channel", "file", "post", "text"),
        "how pictures get into messages: `auto`, `url`, `channel`, `file`, `post` or "
        "`text` (docs/hanging.md)",
        "auto",
        "`darkroom doctor --channel C…`",
    )
    public_url: str = setting(
        value.optional(value.address),
        "the https address under which `HOST:PORT` is reached from outside; for the "
        "way `url`",
    )
    holding_channel: str = setting(
        value.optional(value.channel),
        "the ID of a public channel for pictures; for the way `channel`",
        where="Slack → the channel's details, at the bottom → Channel ID",
    )
    openai_model: str = setting(
        value.words, "the model that reads, searches and writes", "gpt-6.1-sol"
    )
    openai_image_model: str = setting(
        value.words, "the model that draws", "gpt-image-2.6-sunburst"
    )
    image_size: str = setting(
        value.size, "`auto`, `16:9`, `1536x1024` …; an ask's `--size` wins", "auto"
    )
    image_quality: str = setting(
        value.one_of("auto", "low", "medium", "high"),
        "`auto`, `low`, `medium` or `high`; an ask's `--quality` wins",
        "medium",
    )
    image_format: str = setting(
        value.one_of("jpeg", "png"),
        "`jpeg` (sooner there) or `png`; an ask's `--format` wins",
        "jpeg",
    )
    previews: int = setting(
        value.whole(0, 3), "how many previews a picture may have, 0 to 3", "3"
    )
    web_search: bool = setting(
        value.switch, "`on` or `off`: whether the model may look things up", "on"
    )
    transport: str = setting(
        value.one_of("socket", "http"),
        "how Slack reaches the bot: `socket` or `http` (same as `--http`)",
        "socket",
    )
    host: str = setting(
        value.words,
        "where the bot listens, for `--http` and for the way `url`",
        "127.0.0.1",
    )
    port: int = setting(
        value.whole(0, 65535),
        "the port that it listens at; 0 takes one that is free",
        "3000",
    )
    database_url: str = setting(
        value.database,
        "where turns are kept: a file, or `postgresql://…` for several processes "
        "(docs/operating.md)",
        "sqlite:///darkroom.db",
        hide=True,
    )
    pictures: Path = setting(
        value.folder,
        "the folder of finished pictures; not set: `darkroom-pictures` beside the "
        "database; not used with PostgreSQL",
    )
    turns_at_once: int = setting(
        value.whole(1, 1000), "how many turns may run at the same time", "20"
    )
    turns_per_team: int = setting(
        value.whole(1, 1000), "how many of them may be of one workspace", "20"
    )
    turns_per_user: int = setting(
        value.whole(1, 1000), "how many of them may be of one person", "4"
    )
    model_requests_per_minute: int = setting(
        value.whole(1, 100_000), "how many requests a minute OpenAI may get", "60"
    )
    answer_seconds: float = setting(
        value.seconds(1, 86400), "the longest that one answer may take", "600"
    )
    silence_seconds: float = setting(
        value.seconds(1, 86400), "the longest that the model may say nothing", "180"
    )
    grace_seconds: float = setting(
        value.seconds(0, 3600), "what running turns get to finish in at a stop", "20"
    )
    edit_seconds: float = setting(
        value.seconds(0, 60), "the least time between two edits of a message", "1.0"
    )
    settle_seconds: float = setting(
        value.seconds(0, 600),
        "when a finished message is looked at once more (the way `file`)",
        "5.0",
    )
    slack_rate: float = setting(
        value.number(0.1, 1000),
        "what Slack allows this app, as a multiple of its published tiers",
        "1.0",
    )
    openai_background: bool = setting(
        value.switch,
        "`on` or `off`: responses outlive a restart of the bot, but start later",
        "off",
    )
    status_address: tuple[str, int] | None = setting(
        value.place,
        "where the bot tells of itself, such as `127.0.0.1:9464`: `/healthz`, "
        "`/readyz`, `/metrics` (docs/operating.md); not set: nowhere",
    )
    slack_api_url: str = setting(
        value.slack_api,
        "Slack's API, or something that acts as it",
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
        "`lines` or `json`: `key=value` pairs, or an object a line",
        "lines",
    )
    log_prompts: bool = setting(
        value.switch, "`on` or `off`: whether people's words may be in the log", "off"
    )

    @classmethod
    def read(
        cls,
        environ: Mapping[str, str] = os.environ,
        env_file: Path | None = Path(".env"),
        **given: str,
    ) -> Self:
        """Read what is `given` by field name, then the environment, then the file.

        What is empty counts as not set.
        """
        named = {name.upper(): text for name, text in given.items()}
        texts = present(in_file(env_file)) | present(environ) | present(named)
        table = entries(cls)
        values = {name: each.value(texts) for name, each in table.items()}
        values["pictures"] = values["pictures"] or beside(values["database_url"])
        settings = cls(**values)
        for name, because in settings._needed().items():
            if not getattr(settings, name):
                raise table[name].missing(because)
        return settings

    @property
    def sqlite_file(self) -> Path | None:
        """The database's file, where it is one."""
        return database_file(self.database_url)

    def secrets(self) -> list[str]:
        """What must appear in no log, as text."""
        values = (getattr(self, each.name) for each in fields(self))
        return [each.reveal() for each in values if isinstance(each, Secret) and each]

    def _needed(self) -> dict[str, str]:
        """The fields that must be set, and how another is that asks for it."""
        over_http = self.transport == "http"
        needs = {"slack_signing_secret": "TRANSPORT=http"} if over_http else {}
        if not over_http:
            needs["slack_app_token"] = ""
        match self.hang:
            case "url":
                needs["public_url"] = "HANG=url"
            case "channel":
                needs["holding_channel"] = "HANG=channel"
        return needs


def misspelt(env_file: Path = Path(".env")) -> dict[str, str]:
    """Names in the file that are no settings, and the settings that they resemble."""
    known = [entry.name for entry in entries(Settings).values()]
    others = set(in_file(env_file)) - set(known)
    found = {name: get_close_matches(name, known, 1, 0.85) for name in others}
    return {name: match[0] for name, match in sorted(found.items()) if match}
