"""Block elements: what can be clicked, chosen or typed into, and small pictures.

One row per element of docs.slack.dev/reference/block-kit/block-elements, and
which of them fit into which block.
"""

from playground.slack.schema.objects import (
    CHANNEL_ID,
    CONFIRM,
    CONVERSATION_FILTER,
    DISPATCH_CONFIG,
    MENU_OPTION,
    OPTION,
    OPTION_GROUP,
    PLAIN_OPTION,
    SLACK_FILE,
    USER_ID,
    plain,
)
from playground.slack.schema.rich_text import RICH_TEXT
from playground.slack.schema.rules import (
    Fields,
    anything,
    array,
    exactly_one,
    flag,
    integer,
    one_of,
    record,
    text,
)

ACTION: Fields = {"action_id": text(255)}
FIELD: Fields = {**ACTION, "focus_on_load": flag}
INPUT: Fields = {**FIELD, "placeholder": plain(150)}
SELECT: Fields = {**INPUT, "confirm": CONFIRM}
MANY: Fields = {**SELECT, "max_selected_items": integer(1, 10_000)}
TYPED: Fields = {**INPUT, "dispatch_action_config": DISPATCH_CONFIG}
CHOICES: Fields = {
    "options": array(PLAIN_OPTION, 100),
    "option_groups": array(OPTION_GROUP, 100),
}
STYLE = one_of("primary", "danger")
DATE = text(10, pattern=r"\d{4}-\d\d-\d\d")
TIME = text(5, pattern=r"([01]\d|2[0-3]):[0-5]\d")
NUMBER = text(64, pattern=r"-?\d+(\.\d+)?")
VIEWERS = array(USER_ID, 10)
CONVERSATION: Fields = {
    "default_to_current_conversation": flag,
    "filter": CONVERSATION_FILTER,
}
FEEDBACK = record(
    {"text": plain(75), "value": text(2000)}, {"accessibility_label": text(75)}
)

BUTTONS: Fields = {
    "button": record(
        {"text": plain(75)},
        {
            **ACTION,
            "url": text(3000),
            "value": text(2000),
            "style": STYLE,
            "confirm": CONFIRM,
            "accessibility_label": text(75),
            "agent_prompt": text(4000),
            "agent_prompt_display": text(4000),
            "visible_to_user_ids": VIEWERS,
        },
    ),
    "overflow": record(
        {"options": array(MENU_OPTION, 5)}, {**ACTION, "confirm": CONFIRM}
    ),
    "workflow_button": record(
        {"text": plain(75), "workflow": record({"trigger": anything})},
        {**ACTION, "style": STYLE, "accessibility_label": text(75)},
    ),
}

_ONE_SOURCE = exactly_one("options", "option_groups")
SELECTS: Fields = {
    "static_select": record(
        {}, {**SELECT, **CHOICES, "initial_option": PLAIN_OPTION}, _ONE_SOURCE
    ),
    "external_select": record(
        {},
        {
            **SELECT,
            "min_query_length": integer(0, 3000),
            "initial_option": PLAIN_OPTION,
        },
    ),
    "users_select": record({}, {**SELECT, "initial_user": USER_ID}),
    "conversations_select": record(
        {},
        {
            **SELECT,
            **CONVERSATION,
            "initial_conversation": text(64),
            "response_url_enabled": flag,
        },
    ),
    "channels_select": record(
        {}, {**SELECT, "initial_channel": CHANNEL_ID, "response_url_enabled": flag}
    ),
    "multi_static_select": record(
        {},
        {**MANY, **CHOICES, "initial_options": array(PLAIN_OPTION, 100)},
        _ONE_SOURCE,
    ),
    "multi_external_select": record(
        {},
        {
            **MANY,
            "min_query_length": integer(0, 3000),
            "initial_options": array(PLAIN_OPTION, 100),
        },
    ),
    "multi_users_select": record({}, {**MANY, "initial_users": array(USER_ID, 100)}),
    "multi_conversations_select": record(
        {}, {**MANY, **CONVERSATION, "initial_conversations": array(text(64), 100)}
    ),
    "multi_channels_select": record(
        {}, {**MANY, "initial_channels": array(CHANNEL_ID, 100)}
    ),
}

PICKERS: Fields = {
    "datepicker": record({}, {**SELECT, "initial_date": DATE}),
    "timepicker": record({}, {**SELECT, "initial_time": TIME, "timezone": text(255)}),
    "datetimepicker": record(
        {},
        {
            **FIELD,
            "confirm": CONFIRM,
            "initial_date_time": integer(1_000_000_000, 9_999_999_999),
        },
    ),
    "checkboxes": record(
        {"options": array(OPTION, 10)},
        {**FIELD, "confirm": CONFIRM, "initial_options": array(OPTION, 10)},
    ),
    "radio_buttons": record(
        {"options": array(OPTION, 10)},
        {**FIELD, "confirm": CONFIRM, "initial_option": OPTION},
    ),
}

FIELDS: Fields = {
    "plain_text_input": record(
        {},
        {
            **TYPED,
            "initial_value": text(3000, 0),
            "multiline": flag,
            "min_length": integer(0, 3000),
            "max_length": integer(1, 3000),
        },
    ),
    "email_text_input": record({}, {**TYPED, "initial_value": text(3000, 0)}),
    "url_text_input": record({}, {**TYPED, "initial_value": text(3000, 0)}),
    "number_input": record(
        {"is_decimal_allowed": flag},
        {**TYPED, "initial_value": NUMBER, "min_value": NUMBER, "max_value": NUMBER},
    ),
    "rich_text_input": record(
        {},
        {
            **TYPED,
            "initial_value": RICH_TEXT,
            "min_lines": integer(1, 100),
            "max_lines": integer(1, 100),
        },
    ),
    "file_input": record(
        {}, {**ACTION, "filetypes": array(text(32), 100), "max_files": integer(1, 10)}
    ),
}

IMAGE: Fields = {
    "image": record(
        {"alt_text": text(2000)},
        {"image_url": text(3000), "slack_file": SLACK_FILE},
        exactly_one("image_url", "slack_file"),
    )
}

CONTEXT_ACTIONS: Fields = {
    "feedback_buttons": record(
        {"positive_button": FEEDBACK, "negative_button": FEEDBACK}, ACTION
    ),
    "icon_button": record(
        {"icon": one_of("trash"), "text": plain(75)},
        {
            **ACTION,
            "value": text(2000),
            "confirm": CONFIRM,
            "accessibility_label": text(75),
            "visible_to_user_ids": VIEWERS,
        },
    ),
}

IN_ACTIONS: Fields = {
    **BUTTONS,
    **SELECTS,
    **PICKERS,
    "rich_text_input": FIELDS["rich_text_input"],
}
IN_SECTION: Fields = {
    kind: check
    for kind, check in {**BUTTONS, **SELECTS, **PICKERS, **IMAGE}.items()
    if kind != "datetimepicker"
}
IN_INPUT: Fields = {**SELECTS, **PICKERS, **FIELDS}
