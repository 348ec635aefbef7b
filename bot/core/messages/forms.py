"""The forms that people fill in."""

from collections.abc import Sequence
from typing import Any, Final

from bot.core.messages.using import PLACE
from bot.core.turn.elsewhere import TO

EDIT_FORM: Final = "edit_picture_form"
ASK_BLOCK: Final = "ask"
ASK_ACTION: Final = "words"
SHAPE_FORM: Final = "another_shape_form"
SHAPE_BLOCK: Final = "shape"
SHAPE_ACTION: Final = "chosen"
NO_PICTURE: Final = "There is no picture in this message that I could change."
NOT_HERE: Final = (
    "I am not in this conversation, so I cannot read its pictures. Type `/invite "
    "@Darkroom` there, or send me the picture in a direct message."
)
NOT_THERE_NOW: Final = (
    "You are not in the channel of this message, or I am not, or Slack does not tell "
    "me right now. Try again in a minute."
)
FORGOTTEN: Final = (
    "I no longer know which message this is about. Copy your words, then open the "
    "form again from that message's menu."
)

SHAPES: Final = {
    "16:9": "16:9, wide",
    "1:1": "1:1, square",
    "9:16": "9:16, tall",
    "3:2": "3:2, like a photo",
}


def edit_form(about: str) -> dict[str, Any]:
    """A form that asks what to change. Slack returns `about` together with the text."""
    return {
        "type": "modal",
        "callback_id": EDIT_FORM,
        "private_metadata": about,
        "title": {"type": "plain_text", "text": "Edit with Darkroom"},
        "submit": {"type": "plain_text", "text": "Draw"},
        "close": {"type": "plain_text", "text": "Cancel"},
        "blocks": [
            {
                "type": "input",
                "block_id": ASK_BLOCK,
                "label": {"type": "plain_text", "text": "What should be different?"},
                "element": {
                    "type": "plain_text_input",
                    "action_id": ASK_ACTION,
                    "multiline": True,
                    "max_length": 3000,
                    "focus_on_load": True,
                    "placeholder": {
                        "type": "plain_text",
                        "text": "Make the background night --size 16:9",
                    },
                },
            },
            _where(),
        ],
    }


def _where() -> dict[str, Any]:
    """Another channel for the answer, if it is not to be in the message's thread."""
    hint = "Leave it empty for the thread of that message."
    return {
        "type": "input",
        "block_id": TO,
        "optional": True,
        "label": {"type": "plain_text", "text": "Where should the answer appear?"},
        "hint": {"type": "plain_text", "text": hint},
        "element": {
            "type": "conversations_select",
            "action_id": PLACE,
            "placeholder": {"type": "plain_text", "text": "In that message's thread"},
            "filter": {"include": ["public", "private", "mpim"]},
        },
    }


def no_edit_form(sentence: str) -> dict[str, Any]:
    """Says why there is nothing to change."""
    return {
        "type": "modal",
        "title": {"type": "plain_text", "text": "Edit with Darkroom"},
        "close": {"type": "plain_text", "text": "Close"},
        "blocks": [
            {"type": "section", "text": {"type": "mrkdwn", "text": sentence}},
        ],
    }


def shape_form(about: str, shapes: Sequence[str]) -> dict[str, Any]:
    """A form that asks for a shape. Slack returns `about` together with the choice."""
    options = [
        {"text": {"type": "plain_text", "text": SHAPES[each]}, "value": each}
        for each in shapes
    ]
    return {
        "type": "modal",
        "callback_id": SHAPE_FORM,
        "private_metadata": about,
        "title": {"type": "plain_text", "text": "Another shape"},
        "submit": {"type": "plain_text", "text": "Draw"},
        "close": {"type": "plain_text", "text": "Cancel"},
        "blocks": [
            {
                "type": "input",
                "block_id": SHAPE_BLOCK,
                "label": {"type": "plain_text", "text": "Which shape?"},
                "hint": {
                    "type": "plain_text",
                    "text": "The picture is continued at its sides, not cropped.",
                },
                "element": {
                    "type": "radio_buttons",
                    "action_id": SHAPE_ACTION,
                    "options": options,
                    "initial_option": options[0],
                },
            }
        ],
    }
