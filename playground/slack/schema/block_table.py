"""Blocks: one row per kind, and the surfaces that take it.

Limits from docs.slack.dev/reference/block-kit/blocks and from the validators of
slack_sdk.models.blocks. The kinds added in 2026 (alert, card, carousel,
container) are checked as far as their pages tell.
"""

from typing import Literal

from playground.slack.schema.data import data_table, visualization
from playground.slack.schema.elements import (
    CONTEXT_ACTIONS,
    IMAGE,
    IN_ACTIONS,
    IN_INPUT,
    IN_SECTION,
)
from playground.slack.schema.objects import SLACK_FILE, plain, words
from playground.slack.schema.rich_text import RICH_TEXT, RICH_TEXT_BLOCK
from playground.slack.schema.rules import (
    Fields,
    anything,
    array,
    at_least_one,
    exactly_one,
    flag,
    one_of,
    record,
    text,
    typed,
)

Surface = Literal["message", "modal", "home"]

ID: Fields = {"block_id": text(255)}
MARKDOWN_PER_MESSAGE = 12_000
_ICON = typed(lambda: IMAGE)
_IN_CONTEXT: Fields = {**IMAGE, "plain_text": words(3000), "mrkdwn": words(3000)}
_URL = typed(lambda: {"url": record({"url": text(3000), "text": text(3000)})})
_CELL = typed(
    lambda: {
        "rich_text": RICH_TEXT_BLOCK,
        "raw_text": record({"text": text(3000)}),
        "raw_number": record({"value": anything}, {"text": text(3000)}),
    }
)
_COLUMN = record({}, {"align": one_of("left", "center", "right"), "is_wrapped": flag})
_TASK = record(
    {"task_id": text(255), "title": text(255)},
    {
        **ID,
        "details": RICH_TEXT,
        "output": RICH_TEXT,
        "sources": array(_URL, 100, 0),
        "status": one_of("pending", "in_progress", "complete", "error"),
    },
)
_CARD = record(
    {},
    {
        **ID,
        "hero_image": _ICON,
        "icon": _ICON,
        "title": words(150),
        "subtitle": words(150),
        "body": words(200),
        "actions": array(typed(lambda: {"button": IN_ACTIONS["button"]}), 5),
    },
    at_least_one("hero_image", "title", "actions", "body"),
)

BLOCKS: Fields = {
    "section": record(
        {},
        {
            **ID,
            "text": words(3000),
            "fields": array(words(2000), 10),
            "accessory": typed(lambda: IN_SECTION),
            "expand": flag,
        },
        at_least_one("text", "fields"),
    ),
    "divider": record({}, ID),
    "header": record({"text": plain(150)}, {**ID, "level": anything}),
    "image": record(
        {"alt_text": text(2000)},
        {
            **ID,
            "image_url": text(3000),
            "slack_file": SLACK_FILE,
            "title": plain(2000),
        },
        exactly_one("image_url", "slack_file"),
    ),
    "context": record(
        {"elements": array(typed(lambda: _IN_CONTEXT), 10)},
        ID,
    ),
    "actions": record({"elements": array(typed(lambda: IN_ACTIONS), 25)}, ID),
    "context_actions": record(
        {"elements": array(typed(lambda: CONTEXT_ACTIONS), 5)}, ID
    ),
    "input": record(
        {"label": plain(2000), "element": typed(lambda: IN_INPUT)},
        {**ID, "hint": plain(2000), "optional": flag, "dispatch_action": flag},
    ),
    "markdown": record({"text": text(MARKDOWN_PER_MESSAGE)}, ID),
    "rich_text": RICH_TEXT_BLOCK,
    "file": record({"external_id": text(255), "source": one_of("remote")}, ID),
    "video": record(
        {
            "alt_text": text(2000),
            "title": plain(200),
            "thumbnail_url": text(3000),
            "video_url": text(3000),
        },
        {
            **ID,
            "title_url": text(3000),
            "description": plain(200),
            "provider_icon_url": text(3000),
            "provider_name": text(255),
            "author_name": text(50),
        },
    ),
    "table": record(
        {"rows": array(array(_CELL, 20), 100)},
        {**ID, "column_settings": array(_COLUMN, 20, 0)},
    ),
    "alert": record(
        {"text": words(3000)},
        {**ID, "level": one_of("default", "info", "warning", "error", "success")},
    ),
    "card": _CARD,
    "carousel": record({"elements": array(typed(lambda: {"card": _CARD}), 10)}, ID),
    "container": record(
        {"child_blocks": array(typed(lambda: IN_CONTAINER), 10)},
        {
            **ID,
            "title": plain(150),
            "rich_text_title": RICH_TEXT,
            "subtitle": words(150),
            "width": one_of("narrow", "standard", "wide", "full"),
            "icon": _ICON,
            "is_collapsible": flag,
            "default_collapsed": flag,
            "has_header_divider": flag,
        },
        at_least_one("title", "rich_text_title"),
    ),
    "data_visualization": visualization(ID),
    "data_table": data_table(ID),
    "task_card": _TASK,
    "plan": record(
        {"title": text(255)},
        {**ID, "tasks": array(typed(lambda: {"task_card": _TASK}), 50, 0)},
    ),
}


def _only(*names: str) -> Fields:
    return {name: BLOCKS[name] for name in names}


_EVERYWHERE = (
    "section",
    "divider",
    "header",
    "image",
    "context",
    "actions",
    "input",
    "rich_text",
    "video",
)
IN_CONTAINER: Fields = _only(*_EVERYWHERE, "table", "file")
ON: dict[Surface, Fields] = {
    "message": {name: row for name, row in BLOCKS.items() if name != "alert"},
    "modal": _only(*_EVERYWHERE, "alert"),
    "home": _only(*_EVERYWHERE),
}
MOST: dict[Surface, int] = {"message": 50, "modal": 100, "home": 100}
