"""The schemas of `deck_outline` and `deck_change`: strict, as the model's side wants
them."""

from collections.abc import Mapping
from typing import Final

from bot.core.charts.chart import MOST_SERIES, Kind
from bot.core.decks.outline import MOST_SLIDES, Layout
from bot.core.decks.themes import THEMES

Schema = Mapping[str, object]
_TEXT: Final[Schema] = {"type": "string"}
_MAYBE_TEXT: Final[Schema] = {"type": ["string", "null"]}
_MAYBE_NUMBER: Final[Schema] = {"type": ["integer", "null"]}
_TEXTS: Final[Schema] = {"type": "array", "items": _TEXT}


def _object(fields: Schema, about: str = "", *, maybe: bool = False) -> Schema:
    """An object that has all of these fields, and no others."""
    described = {"description": about} if about else {}
    return {
        "type": ["object", "null"] if maybe else "object",
        **described,
        "properties": fields,
        "required": [*fields],
        "additionalProperties": False,
    }


def _list(of: Schema, about: str = "") -> Schema:
    described = {"description": about} if about else {}
    return {"type": "array", **described, "items": of}


def _about(schema: Schema, about: str) -> Schema:
    return {**schema, "description": about}


_TABLE: Final = _object(
    {"header": _TEXTS, "rows": _list(_TEXTS)},
    "For the layout `table`; every row has as many cells as the header.",
    maybe=True,
)
_SERIES: Final = _object(
    {"name": _TEXT, "values": _list({"type": ["number", "null"]})},
)
_CHART: Final = _object(
    {
        "kind": {"type": "string", "enum": [*Kind]},
        "x_label": _TEXT,
        "y_label": _TEXT,
        "unit": _TEXT,
        "labels": _TEXTS,
        "series": _list(
            _SERIES,
            f"At most {MOST_SERIES}; each has one value, or null, for each label.",
        ),
    },
    "For the layout `chart`: numbers as they were found, without separators.",
    maybe=True,
)
_SOURCES: Final = _list(
    _object({"title": _TEXT, "url": _TEXT}),
    "The pages that were found and that say what the slide says.",
)
_POINTS: Final = """\
Short lines, read in ten seconds. `quote`: the words, then who said them. \
`comparison`: the name of one side and its points, one empty string, the name of the \
other side and its points. `numbers`: `42 %: of all roofs`. `timeline`: \
`March 2026: first tests`."""
_PICTURE: Final = """\
What is to be seen on its picture, without any words in it; null for none. The layouts \
picture_left, picture_right and full_picture need one; title, section and closing may \
have one."""
SLIDE_FIELDS: Final[Schema] = {
    "layout": {"type": "string", "enum": [*Layout]},
    "title": _about(_TEXT, "What the slide says, in one short line."),
    "points": _about(_TEXTS, _POINTS),
    "table": _TABLE,
    "chart": _CHART,
    "picture": _about(_MAYBE_TEXT, _PICTURE),
    "notes": _about(_MAYBE_TEXT, "What the speaker says, in two to five sentences."),
    "sources": _SOURCES,
}
_THEME: Final = _about(
    _MAYBE_TEXT,
    "One of "
    + "; ".join(f"{each.name} ({each.about})" for each in THEMES.values())
    + "; or one that the conversation names. Null if nobody asked for a look.",
)
_LANGUAGE: Final = _about(_TEXT, "The language of the slides: en, de, ja …")
OUTLINE: Final[Schema] = _object(
    {
        "title": _TEXT,
        "subtitle": _MAYBE_TEXT,
        "theme": _THEME,
        "language": _LANGUAGE,
        "slides": _list(
            _object(SLIDE_FIELDS),
            f"1 to {MOST_SLIDES} slides, no more than asked for. The first is `title`.",
        ),
    }
)
"""The parameters of `deck_outline`."""

OPERATIONS: Final = (
    *("replace", "insert", "remove", "move", "swap"),
    *("theme", "title", "language"),
)
_OPERATION: Final = """\
`replace` the slide `number` by `slide`; `insert` `slide` after `number` (0: before \
all); `remove` `number`; `move` `number` to after `other`; `swap` `number` and \
`other`; `theme`, `title` and `language` take `text` (and `title` takes `subtitle`)."""
CHANGE: Final[Schema] = _object(
    {
        "operations": _list(
            _object(
                {
                    "do": _about({"type": "string", "enum": [*OPERATIONS]}, _OPERATION),
                    "number": _MAYBE_NUMBER,
                    "other": _MAYBE_NUMBER,
                    "slide": _object(SLIDE_FIELDS, maybe=True),
                    "text": _MAYBE_TEXT,
                    "subtitle": _MAYBE_TEXT,
                }
            ),
            "Numbers are those of the outline before the change, in every operation. "
            "What is not needed is null. Leave slides alone that nobody asked to "
            "change; a slide whose `picture` stays word for word keeps its picture.",
        )
    }
)
"""The parameters of `deck_change`."""
