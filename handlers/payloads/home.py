"""The home tab: the search that travels with it, and what people choose in it.

What comes back with a view is read as if it came from anybody: it only says what is
looked for. What may be seen is decided anew each time.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from bot.core.messages.home_fields import (
    CHANNEL,
    CLEAR,
    MINE,
    NAME,
    SINCE,
    WHOSE,
    WORDS,
)
from bot.core.messages.text import plain
from bot.core.turn.home import MOST_TRAIL, MOST_WORDS, PERIODS, HomeSearch, Place
from handlers.payloads.clicks import MOST_TURN
from handlers.payloads.fields import Form, Malformed, flag, ident, listed, number, text
from handlers.payloads.shape import Payload

MOST_CLEARED: Final = 1_000


def place(value: object) -> Place:
    """A picture's turn and its number. Raises Malformed."""
    if not isinstance(value, list) or len(value) != 2:
        raise Malformed
    return number(value[0]), number(value[1])


_SEARCH = Form(
    extra={
        "words": text(MOST_WORDS),
        "mine": flag,
        "channel": ident,
        "name": number,
        "days": number,
        "trail": listed(place, MOST_TRAIL),
        "cleared": number,
    }
)


def search_in(view: Payload) -> HomeSearch:
    """The search that a view was made for; an empty one if it does not say."""
    try:
        found = _SEARCH(json.loads(view.get("private_metadata", "")))
    except (Malformed, ValueError, RecursionError):
        return HomeSearch()
    trail = tuple(each for each in found.pop("trail", ()) if each[0] <= MOST_TURN)
    search = HomeSearch(**found, trail=trail)
    return replace(
        search,
        days=search.days if search.days in PERIODS else 0,
        cleared=search.cleared % MOST_CLEARED,
    )


def searched(body: Payload) -> HomeSearch:
    """The search after somebody has used one of its fields; it begins on its first
    page."""
    action, search = body["actions"][0], search_in(body.get("view", {})).first
    change = _CHANGES.get(action["action_id"])
    return change(search, action) if change else search


def _with_words(search: HomeSearch, action: Payload) -> HomeSearch:
    return replace(search, words=plain(str(action.get("value", "")), MOST_WORDS))


def _of(search: HomeSearch, action: Payload) -> HomeSearch:
    return replace(search, mine=_option(action) == MINE)


def _in_channel(search: HomeSearch, action: Payload) -> HomeSearch:
    return replace(search, channel=str(action.get("selected_conversation", "")))


def _with_name(search: HomeSearch, action: Payload) -> HomeSearch:
    return replace(search, name=_number(action))


def _since(search: HomeSearch, action: Payload) -> HomeSearch:
    days = _number(action)
    return replace(search, days=days if days in PERIODS else 0)


def _cleared(search: HomeSearch, _: Payload) -> HomeSearch:
    return search.everything


def _option(action: Payload) -> str:
    return str(action.get("selected_option", {}).get("value", ""))


def _number(action: Payload) -> int:
    chosen = _option(action)
    found = int(chosen) if chosen.isdecimal() and len(chosen) < 20 else 0
    return found if found <= MOST_TURN else 0


_CHANGES: Final[dict[str, Callable[[HomeSearch, Any], HomeSearch]]] = {
    WORDS: _with_words,
    WHOSE: _of,
    CHANNEL: _in_channel,
    NAME: _with_name,
    SINCE: _since,
    CLEAR: _cleared,
}
FIELDS: Final = tuple(_CHANGES)
"""The actions that change what is looked for."""
