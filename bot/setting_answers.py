"""The settings about who the bot is, and how it answers."""

# ruff: noqa: RUF009 - setting() makes a field, as dataclasses.field() does

from dataclasses import dataclass
from typing import Final

from bot import setting_values as value
from bot.adapters.servers_file import ServersFile
from bot.core.identity.secret import Secret
from bot.core.turn.looks import Looks
from bot.setting_entries import setting

_APP: Final = "api.slack.com/apps → your app → "


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSettings:
    """The settings that people notice first."""

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
        "proves that requests come from Slack; only needed with `--http`",
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
        "the public https address of `HOST:PORT`; needed for the way `url`, and for "
        "signing in to servers (docs/tools.md)",
    )
    holding_channel: str = setting(
        value.optional(value.channel),
        "the ID of a public channel for pictures; needed for the way `channel`",
        where="Slack → the channel's details, at the bottom → Channel ID",
    )
    openai_model: str = setting(
        value.model, "the model that reads, searches and writes", "gpt-6.1-sol"
    )
    openai_image_model: str = setting(
        value.model, "the model that draws", "gpt-image-2.6-sunburst"
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
        "`jpeg` (arrives sooner) or `png`; an ask's `--format` wins",
        "jpeg",
    )
    previews: int = setting(
        value.whole(0, 3), "how many previews a picture may have, 0 to 3", "3"
    )
    web_search: bool = setting(
        value.switch, "`on` or `off`: whether the model may look things up", "on"
    )
    imagine: str = setting(
        value.one_of("model", "direct"),
        "`model` or `direct`: who answers `/imagine`, the model that can look things "
        "up, or the image model alone, which is faster (like `--direct`)",
        "model",
    )
    keep_rest: str = setting(
        value.one_of("ask", "always", "never"),
        "`ask`, `always` or `never`: whether what has changed outside of a chosen part "
        "of a picture is put back exactly: if somebody wants it, by itself, or not at "
        "all (docs/asking.md)",
        "ask",
    )
    looks: Looks = setting(
        value.looks,
        "the file with the looks of the photo booth, written like "
        "`bot/adapters/looks.toml`; if empty, that one",
    )
    replies: str = setting(
        value.one_of("asks", "all"),
        "which replies without a mention the bot answers in its threads: `asks`, "
        "those that are meant for it, or `all` (docs/asking.md)",
        "asks",
    )
    judge_model: str = setting(
        value.one_of("gpt-6-luna", "off"),
        "`gpt-6-luna` or `off`: the small model that decides when it is unclear "
        "whether a reply is meant for the bot; with `off`, such replies are "
        "answered",
        "gpt-6-luna",
    )
    direct_seconds: float = setting(
        value.seconds(0, 604_800),
        "how long a conversation in direct messages continues after its last "
        "message; with 0, each message starts a thread of its own",
        "3600",
    )
    shared_channels: str = setting(
        value.one_of("own", "all"),
        "`own` or `all`: who is answered in channels shared with other companies, "
        "only your own people or everybody",
        "own",
    )
    gallery: str = setting(
        value.one_of("members", "public"),
        "`members` or `public`: who finds the pictures of a public channel in the home "
        "tab, only its members or everybody of the workspace but guests "
        "(docs/gallery.md)",
        "members",
    )
    mcp_config: ServersFile = setting(
        value.servers_file,
        "the file with the servers whose tools the model may use (docs/tools.md); if "
        "empty, `mcp.toml` beside `.env`, if there is one",
    )
    mcp_local: bool = setting(
        value.switch,
        "`on` or `off`: whether such servers may be on this machine and its network, "
        "without https; only for development",
        "off",
    )
    mcp_admins: tuple[str, ...] = setting(
        value.people,
        "the IDs of people, separated by commas, who may connect servers, and allow or "
        "decline the use of a tool for others, as admins of the workspace may "
        "(docs/tools.md)",
        where="Slack → a person's profile → ⋮ → Copy member ID",
    )
    approval_hours: float = setting(
        value.number(0.01, 720, "a number of hours"),
        "after how many hours a question that nobody has decided counts as declined",
        "24",
    )
