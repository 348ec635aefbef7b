"""The methods of the Web API by name, one module per family."""

from collections.abc import Awaitable, Callable

from playground.slack.methods import (
    basics,
    chat,
    conversations,
    files,
    reactions,
    users,
    views,
)
from playground.slack.request import Ask
from playground.slack.values import Json

Method = Callable[[Ask], Awaitable[Json]]

METHODS: dict[str, Method] = {
    **basics.METHODS,
    **chat.METHODS,
    **conversations.METHODS,
    **files.METHODS,
    **reactions.METHODS,
    **users.METHODS,
    **views.METHODS,
}
