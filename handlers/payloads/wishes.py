"""Reads what somebody wants of `/darkroom`."""

from typing import Final

from bot.core.connecting.wishes import Wish
from handlers.payloads.shape import Payload

MOST_OF_A_LABEL: Final = 64


def wish_from(body: Payload) -> tuple[str, Wish]:
    """The first word of a command, and whoever typed it with the word after it."""
    words = [*body.get("text", "").split(), "", ""]
    label = words[1].strip("`*_")[:MOST_OF_A_LABEL]
    address = body.get("response_url", "")
    wish = Wish(body["team_id"], body["user_id"], label, address)
    return words[0].lower(), wish
