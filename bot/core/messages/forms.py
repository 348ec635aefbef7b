"""The forms that people fill in."""

from collections.abc import Sequence
from typing import Any, Final

EDIT_FORM: Final = "edit_picture_form"
ASK_BLOCK: Final = "ask"
ASK_ACTION: Final = "words"
SHAPE_FORM: Final = "another_shape_form"
SHAPE_BLOCK: Final = "shape"
SHAPE_ACTION: Final = "chosen"
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
                "hint": {
                    "type": "plain_text",
                    "text": "The answer appears in that message's thread.",
                },
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
            }
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
