"""The fields of an app's manifest: our own short copy of Slack's schema.

After schemas/manifest.schema.2.0.0.json of github.com/slackapi/manifest-schema:
the parts that a bot with Socket Mode, commands, shortcuts and a Home tab uses.
"""

from playground.slack.schema.rules import (
    Fields,
    anything,
    array,
    flag,
    integer,
    one_of,
    record,
    text,
)

_SCOPES = array(text(255, pattern=r"[a-z._:]+"), 255, 0)
_EVENTS = array(text(255, pattern=r"[a-z_.]+"), 100, 0)
_URL = text(3000, pattern=r"https?://.+")

_DISPLAY = record(
    {"name": text(35)},
    {
        "description": text(140),
        "long_description": text(4000, 175),
        "background_color": text(7, pattern=r"#?[0-9A-Fa-f]{3}([0-9A-Fa-f]{3})?"),
    },
)

_COMMAND = record(
    {"command": text(32, 2, pattern=r"/\S+"), "description": text(2000)},
    {"usage_hint": text(1000), "url": _URL, "should_escape": flag},
)

_SHORTCUT = record(
    {
        "type": one_of("message", "global"),
        "name": text(24),
        "callback_id": text(255),
        "description": text(150),
    }
)

_PROMPT = record({"title": text(255), "message": text(4000)})

_FEATURES = record(
    {},
    {
        "app_home": record(
            {},
            {
                "home_tab_enabled": flag,
                "messages_tab_enabled": flag,
                "messages_tab_read_only_enabled": flag,
            },
        ),
        "bot_user": record({"display_name": text(80)}, {"always_online": flag}),
        "slash_commands": array(_COMMAND, 50),
        "shortcuts": array(_SHORTCUT, 10),
        "unfurl_domains": array(text(255), 5),
        "assistant_view": record(
            {"assistant_description": text(300)},
            {"suggested_prompts": array(_PROMPT, 4)},
        ),
        "agent_view": record(
            {"agent_description": text(300)},
            {"suggested_prompts": array(_PROMPT, 4), "actions": anything},
        ),
    },
)

_OAUTH = record(
    {},
    {
        "scopes": record(
            {}, {"bot": _SCOPES, "bot_optional": _SCOPES, "user": _SCOPES}
        ),
        "redirect_urls": array(_URL, 1000),
        "pkce_enabled": flag,
        "token_management_enabled": flag,
    },
)

_SETTINGS = record(
    {},
    {
        "event_subscriptions": record(
            {}, {"request_url": _URL, "bot_events": _EVENTS, "user_events": _EVENTS}
        ),
        "interactivity": record(
            {"is_enabled": flag},
            {"request_url": _URL, "message_menu_options_url": _URL},
        ),
        "socket_mode_enabled": flag,
        "org_deploy_enabled": flag,
        "token_rotation_enabled": flag,
        "is_hosted": flag,
        "is_mcp_enabled": flag,
        "allowed_ip_address_ranges": array(text(64), 100),
    },
)

_TOP: Fields = {
    "_metadata": record(
        {},
        {
            "schema": text(255),
            "major_version": integer(1, 2),
            "minor_version": integer(0, 99),
        },
    ),
    "features": _FEATURES,
    "oauth_config": _OAUTH,
    "settings": _SETTINGS,
}
MANIFEST = record({"display_information": _DISPLAY}, _TOP)
