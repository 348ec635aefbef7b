"""Forms that a person fills in."""

from typing import Any, Final

EDIT_FORM: Final = "edit_picture_form"
ASK_BLOCK: Final = "ask"
ASK_ACTION: Final = "words"


def edit_form(about: str) -> dict[str, Any]:
    """Asks what to change. `about` comes back with what was written."""
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
                "label": {"type": "plain_text", "text": "What shall be different?"},
                "hint": {
                    "type": "plain_text",
                    "text": "The answer appears in the thread of that message.",
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
