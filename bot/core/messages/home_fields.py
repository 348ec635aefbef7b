"""The fields of the home tab in which people say what they look for."""

from collections.abc import Iterator, Sequence
from typing import Final

from bot.core.messages import blocks
from bot.core.messages.fields import plain_text
from bot.core.messages.message import Block
from bot.core.messages.text import plain
from bot.core.turn.home import MOST_WORDS, PERIODS, HomeSearch
from bot.core.turn.taught import Taught

WORDS: Final = "home_words"
WHOSE: Final = "home_whose"
CHANNEL: Final = "home_channel"
NAME: Final = "home_name"
SINCE: Final = "home_since"
CLEAR: Final = "home_clear"
NEWER: Final = "home_newer"
OLDER: Final = "home_older"
"""The actions of the fields and buttons."""
FIND: Final = "find"
NARROW: Final = "narrow"
"""How the ids of the two blocks begin; what follows counts how often they were
emptied."""
EVERYBODY, MINE = "all", "mine"
MOST_NAMES: Final = 99
"""Slack takes a hundred entries; one is *Any character or style*."""
_DAYS: Final = {
    1: "Since yesterday",
    7: "In the last 7 days",
    30: "In the last 30 days",
    90: "In the last 90 days",
    365: "In the last year",
}


def fields(search: HomeSearch, names: Sequence[Taught]) -> Iterator[Block]:
    """The line of words, and the menus below it."""
    yield _line(search)
    elements = [_whose(search), _channel(search)]
    elements += [_name(search, names)] if names else []
    elements += [_since(search)]
    elements += [blocks.button("Show all", CLEAR, "all")] if search.narrows else []
    row = blocks.actions(*elements)
    yield {**row, "block_id": f"{NARROW}-{search.cleared}"}


def pager(search: HomeSearch, more: bool) -> Iterator[Block]:
    """The buttons to the pages before and after this one."""
    row = [blocks.button("← Newer", NEWER, "newer")] if search.trail else []
    row += [blocks.button("Older →", OLDER, "older")] if more else []
    if row:
        yield {**blocks.actions(*row), "block_id": "pages"}


def _line(search: HomeSearch) -> Block:
    element = {
        "type": "plain_text_input",
        "action_id": WORDS,
        "max_length": MOST_WORDS,
        "placeholder": plain_text("fox winter"),
        "dispatch_action_config": {"trigger_actions_on": ["on_enter_pressed"]},
    }
    typed = {"initial_value": search.words} if search.words else {}
    return {
        "type": "input",
        "block_id": f"{FIND}-{search.cleared}",
        "optional": True,
        "dispatch_action": True,
        "label": plain_text("Find pictures"),
        "hint": plain_text("Words that were asked for, drawn or said. Press Enter."),
        "element": element | typed,
    }


def _whose(search: HomeSearch) -> Block:
    options = {EVERYBODY: "Everybody's pictures", MINE: "Only mine"}
    return _menu(WHOSE, options, MINE if search.mine else EVERYBODY)


def _channel(search: HomeSearch) -> Block:
    element = {
        "type": "conversations_select",
        "action_id": CHANNEL,
        "placeholder": plain_text("Any channel"),
        "filter": {"include": ["public", "private", "mpim"]},
    }
    chosen = {"initial_conversation": search.channel} if search.channel else {}
    return element | chosen


def _name(search: HomeSearch, names: Sequence[Taught]) -> Block:
    options = {"0": "Any character or style"}
    for each in names[:MOST_NAMES]:
        options[str(each.id)] = plain(each.name, 75) or f"Number {each.id}"
    return _menu(NAME, options, str(search.name))


def _since(search: HomeSearch) -> Block:
    options = {"0": "At any time"} | {str(each): _DAYS[each] for each in PERIODS}
    return _menu(SINCE, options, str(search.days))


def _menu(action: str, labels: dict[str, str], chosen: str) -> Block:
    """A menu; if what was chosen is gone, its first entry counts."""
    options = {
        value: {"text": plain_text(label), "value": value}
        for value, label in labels.items()
    }
    first = next(iter(options.values()))
    return {
        "type": "static_select",
        "action_id": action,
        "options": list(options.values()),
        "initial_option": options.get(chosen, first),
    }
