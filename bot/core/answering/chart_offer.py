"""How the bot tool `chart` is offered to the model."""

from collections.abc import Mapping
from typing import Final

from bot.core.charts.chart import MOST_SERIES, Kind
from bot.core.turn.request import Offer

NAME: Final = "chart"
DESCRIPTION: Final = f"""\
Draws an exact chart or table from data and shows it in the message, with source and \
date. Use it whenever numbers are to be seen; never paint them. Every number must have \
been found in a search result, a tool's output or the person's words of this thread; \
others are marked as not found. Give numbers as they are, without separators: 1234.5. \
At most {MOST_SERIES} series; each has one value, or null, for each label. `labels` \
of a scatter chart are the numbers across. `unit` is a short sign or word (%, €, \
passengers). `source` names the page or the tool that the numbers come from; its `url` \
is empty where there is none. `language` is the language of the message (en, de, ja \
…); numbers are written as it writes them, and titles and labels are in it. \
`backdrop` is true only if a look was asked for and you have just drawn an empty \
backdrop: the chart is laid on that picture."""
_TEXT: Final = {"type": "string"}
_FIELDS: Final[Mapping[str, object]] = {
    "title": _TEXT,
    "kind": {"type": "string", "enum": [*Kind]},
    "x_label": _TEXT,
    "y_label": _TEXT,
    "unit": _TEXT,
    "labels": {"type": "array", "items": _TEXT},
    "series": {
        "type": "array",
        "items": {
            "type": "object",
            "properties": {
                "name": _TEXT,
                "values": {"type": "array", "items": {"type": ["number", "null"]}},
            },
            "required": ["name", "values"],
            "additionalProperties": False,
        },
    },
    "source": {
        "type": "object",
        "properties": {"name": _TEXT, "url": _TEXT},
        "required": ["name", "url"],
        "additionalProperties": False,
    },
    "language": _TEXT,
    "backdrop": {"type": "boolean"},
}
SCHEMA: Final[Mapping[str, object]] = {
    "type": "object",
    "properties": _FIELDS,
    "required": [*_FIELDS],
    "additionalProperties": False,
}
OFFER: Final = Offer(NAME, DESCRIPTION, SCHEMA)
