"""Rich text: sections, lists, quotes, preformatted text and what stands in them."""

from playground.slack.schema.rules import (
    Fields,
    array,
    flag,
    integer,
    one_of,
    record,
    text,
    typed,
)

_STYLES = (
    "bold",
    "italic",
    "strike",
    "code",
    "underline",
    "highlight",
    "client_highlight",
    "unlink",
)
_STYLE = record({}, dict.fromkeys(_STYLES, flag))
_STYLED: Fields = {"style": _STYLE}

PARTS: Fields = {
    "text": record({"text": text(40_000)}, _STYLED),
    "link": record(
        {"url": text(3000)}, {"text": text(40_000, 0), "unsafe": flag, **_STYLED}
    ),
    "user": record({"user_id": text(64)}, _STYLED),
    "channel": record({"channel_id": text(64)}, _STYLED),
    "usergroup": record({"usergroup_id": text(64)}, _STYLED),
    "team": record({"team_id": text(64)}, _STYLED),
    "emoji": record(
        {"name": text(255)},
        {
            "unicode": text(255),
            "skin_tone": integer(1, 6),
            "display_team_id": text(64),
            "display_user_id": text(64),
            "display_url": text(3000),
            **_STYLED,
        },
    ),
    "date": record(
        {"timestamp": integer(0, 9_999_999_999), "format": text(255)},
        {"url": text(3000), "fallback": text(3000), **_STYLED},
    ),
    "broadcast": record({"range": one_of("here", "channel", "everyone")}, _STYLED),
    "color": record({"value": text(16)}, _STYLED),
}

_PARTS = array(typed(lambda: PARTS), 10_000, 0)
_BORDER: Fields = {"border": integer(0, 1)}
_SECTIONS: Fields = {"rich_text_section": record({"elements": _PARTS})}

GROUPS: Fields = {
    **_SECTIONS,
    "rich_text_preformatted": record(
        {"elements": _PARTS}, {**_BORDER, "language": text(64)}
    ),
    "rich_text_quote": record({"elements": _PARTS}, _BORDER),
    "rich_text_list": record(
        {
            "elements": array(typed(lambda: _SECTIONS), 1000, 0),
            "style": one_of("bullet", "ordered"),
        },
        {**_BORDER, "indent": integer(0, 8), "offset": integer(0, 100_000)},
    ),
}

RICH_TEXT_BLOCK = record(
    {"elements": array(typed(lambda: GROUPS), 1000, 0)}, {"block_id": text(255)}
)
RICH_TEXT = typed(lambda: {"rich_text": RICH_TEXT_BLOCK})
