"""Composition objects: texts, confirm dialogs, options, files.

Limits from docs.slack.dev/reference/block-kit/composition-objects and from the
validators of slack_sdk.models.blocks.basic_components.
"""

from playground.slack.schema.rules import (
    Check,
    array,
    exactly_one,
    flag,
    one_of,
    record,
    text,
    typed,
)

USER_ID = text(64, pattern="[UW][A-Z0-9]+")
CHANNEL_ID = text(64, pattern="[CDG][A-Z0-9]+")


def plain(longest: int) -> Check:
    """A plain_text object."""
    kinds = {"plain_text": record({"text": text(longest)}, {"emoji": flag})}
    return typed(lambda: kinds)


def words(longest: int) -> Check:
    """A plain_text or mrkdwn object."""
    kinds = {
        "plain_text": record({"text": text(longest)}, {"emoji": flag}),
        "mrkdwn": record({"text": text(longest)}, {"verbatim": flag}),
    }
    return typed(lambda: kinds)


CONFIRM = record(
    {"title": plain(100), "text": words(300), "confirm": plain(30), "deny": plain(30)},
    {"style": one_of("primary", "danger")},
)

OPTION = record({"text": words(75), "value": text(150)}, {"description": words(75)})
PLAIN_OPTION = record(
    {"text": plain(75), "value": text(150)}, {"description": plain(75)}
)
MENU_OPTION = record(
    {"text": plain(75), "value": text(150)},
    {"description": plain(75), "url": text(3000)},
)
OPTION_GROUP = record({"label": plain(75), "options": array(PLAIN_OPTION, 100)})

SLACK_FILE = record(
    {},
    {"id": text(64, pattern="F[A-Z0-9]{8,}"), "url": text(3000)},
    exactly_one("id", "url"),
)

DISPATCH_CONFIG = record(
    {},
    {
        "trigger_actions_on": array(
            one_of("on_enter_pressed", "on_character_entered"), 2
        )
    },
)

CONVERSATION_FILTER = record(
    {},
    {
        "include": array(one_of("im", "mpim", "private", "public"), 4),
        "exclude_external_shared_channels": flag,
        "exclude_bot_users": flag,
    },
)
