"""The fields of forms, and the forms themselves, as Slack takes them."""

from collections.abc import Sequence
from typing import Any, Final

from bot.core.messages.message import Block

LINE: Final = "line"
CHOSEN: Final = "chosen"
"""The actions of the fields: something typed, something chosen."""


def line_field(
    block: str, label: str, example: str, most: int, value: str = ""
) -> Block:
    """A line of text."""
    element = {
        "type": "plain_text_input",
        "action_id": LINE,
        "max_length": most,
        "placeholder": plain_text(example),
        **({"initial_value": value} if value else {}),
    }
    return field(block, label, element)


def radio_field(
    block: str, label: str, said: dict[str, str], chosen: str, hint: str = ""
) -> Block:
    """One of a few things to choose."""
    options = {value: option(told, value) for value, told in said.items()}
    element = {
        "type": "radio_buttons",
        "action_id": CHOSEN,
        "options": list(options.values()),
        **({"initial_option": options[chosen]} if chosen else {}),
    }
    return field(block, label, element, hint)


def field(block: str, label: str, element: dict[str, Any], hint: str = "") -> Block:
    """A field that has to be filled in."""
    return {
        "type": "input",
        "block_id": block,
        "label": plain_text(label),
        "element": element,
        **({"hint": plain_text(hint)} if hint else {}),
    }


def option(label: str, value: str) -> dict[str, Any]:
    """Something to choose."""
    return {"text": plain_text(label), "value": value}


def modal(
    callback: str,
    title: str,
    made: Sequence[Block],
    *,
    about: str = "",
    submit: str = "",
) -> dict[str, Any]:
    """A form, or a view that only says something."""
    return {
        "type": "modal",
        "callback_id": callback,
        "private_metadata": about,
        "title": plain_text(title),
        **({"submit": plain_text(submit)} if submit else {}),
        "close": plain_text("Cancel" if submit else "Close"),
        "blocks": list(made),
    }


def plain_text(words: str) -> dict[str, str]:
    """Words as Slack takes them where no markup is read."""
    return {"type": "plain_text", "text": words}
